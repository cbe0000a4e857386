//! The digest: when it goes, to whom, and what it says.

#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]

#[allow(dead_code, reason = "other tests read more of a message")]
#[path = "mail/reading.rs"]
mod reading;

mod digest {
    pub(crate) mod kept;
    pub(crate) mod once;
    pub(crate) mod says;
    pub(crate) mod trial;
    pub(crate) mod undone;
    pub(crate) mod when;
    pub(crate) mod world;
}
