//! Letters and the ways they go, against servers that behave and servers that do not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "mail/mime.rs"]
mod mime;
