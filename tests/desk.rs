//! What people do with the register: bring lists in, record what happened, correct what was known.

#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]

#[allow(dead_code, reason = "other tests read more of a message")]
#[path = "mail/reading.rs"]
mod reading;

mod desk {
    pub(crate) mod answer;
    mod around_rows;
    mod asked;
    pub(crate) mod board;
    pub(crate) mod bounds;
    pub(crate) mod chance;
    pub(crate) mod confirmed;
    pub(crate) mod ended;
    mod flaws;
    pub(crate) mod foretold;
    pub(crate) mod former;
    pub(crate) mod forty;
    pub(crate) mod grammar;
    pub(crate) mod import;
    pub(crate) mod keeping;
    pub(crate) mod listed_states;
    pub(crate) mod lists;
    pub(crate) mod marked;
    pub(crate) mod neighbours;
    pub(crate) mod old_copies;
    pub(crate) mod parties;
    mod promised;
    pub(crate) mod record;
    pub(crate) mod spelling;
    mod tables;
    pub(crate) mod told;
    mod told_again;
    pub(crate) mod trial;
    pub(crate) mod waiting;
    pub(crate) mod ways;
    pub(crate) mod welcome;
    pub(crate) mod why;
    pub(crate) mod world;
}
