//! The digest: when it goes, to whom, and what it says.

#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]
mod digest {
    pub(crate) mod says;
    pub(crate) mod when;
    pub(crate) mod world;
}
