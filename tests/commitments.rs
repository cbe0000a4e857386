//! The days of commitments: worked out by hand in tables, and held against a second calculation, `tests/oracles/commitments.py`,
//! under extension, suspension, termination and succession.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "commitments/oracle.rs"]
mod oracle;

#[path = "commitments/rules.rs"]
mod rules;
