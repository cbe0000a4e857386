//! A year in the office: legal clocks, days to remember, the plan of the year ahead.
//!
//! Expected days are worked out by hand from the rules and stand beside their calculation; the weekdays are part of them.
#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]

#[allow(dead_code, reason = "other tests read more of a message")]
#[path = "mail/reading.rs"]
mod reading;

mod year {
    pub(crate) mod duties;
    mod holds;
    pub(crate) mod observances;
    pub(crate) mod plan;
    mod promises;
    pub(crate) mod rehearsal;
    mod replaced;
    pub(crate) mod signing;
    pub(crate) mod silence;
    mod snapshot;
    pub(crate) mod world;
}
