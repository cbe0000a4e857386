//! The door to files people keep lists in: TOML and CSV in, TOML, CSV and JSON out.
//!
//! It turns a file into neutral rows with their places, and back. It knows neither the register nor the
//! configuration, and decides nothing: what a row means for the register is the desk's business. Invariants: no
//! input makes it panic or grow without bound, every flaw names its place and its cure, and what is written here
//! and read again changes nothing.

pub mod flaw;
pub mod forms;
