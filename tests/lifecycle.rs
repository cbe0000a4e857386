//! The date rules and the plan, proved from outside: cases other systems got wrong, worked examples, every act, and
//! properties that hold for whatever the register contains.
//!
//! Expected days are worked out by hand from the rules, and the calculation stands beside each; weekdays are part of
//! what is expected, so that a day off by one cannot look right.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "lifecycle/world.rs"]
mod world;

#[path = "lifecycle/office.rs"]
mod office;

#[path = "lifecycle/peers.rs"]
mod peers;

#[path = "lifecycle/examples.rs"]
mod examples;

#[path = "lifecycle/ends.rs"]
mod ends;

#[path = "lifecycle/changes.rs"]
mod changes;

#[path = "lifecycle/reviews.rs"]
mod reviews;

#[path = "lifecycle/answers.rs"]
mod answers;

#[path = "lifecycle/knowledge.rs"]
mod knowledge;

#[path = "lifecycle/ranges.rs"]
mod ranges;

#[path = "lifecycle/arbitrary.rs"]
mod arbitrary;

#[path = "lifecycle/properties.rs"]
mod properties;

#[path = "lifecycle/stretch.rs"]
mod stretch;

#[path = "lifecycle/sending.rs"]
mod sending;

#[path = "lifecycle/parties.rs"]
mod parties;

#[path = "lifecycle/explained.rs"]
mod explained;
