//! The page as browsers and strangers meet it: over raw HTTP, against `pactwatch serve`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[allow(dead_code, reason = "other tests read more of a message")]
#[path = "mail/reading.rs"]
mod reading;

#[allow(dead_code, reason = "other tests script more of a conversation")]
#[path = "mail/server.rs"]
mod server;

mod web {
    pub(crate) mod client;
    pub(crate) mod demo;
    pub(crate) mod entry;
    mod forwarded;
    pub(crate) mod guides;
    pub(crate) mod hostile;
    mod kept;
    mod letters;
    mod link_office;
    mod link_promises;
    pub(crate) mod link_rules;
    pub(crate) mod links;
    pub(crate) mod load;
    pub(crate) mod login;
    mod mailed_codes;
    pub(crate) mod pages;
    mod promises;
    pub(crate) mod proxy;
    pub(crate) mod reading;
    pub(crate) mod record;
    pub(crate) mod restricted;
    pub(crate) mod rights;
    mod same_by_page;
    pub(crate) mod settings;
    mod shared;
    pub(crate) mod shell;
    mod size;
    pub(crate) mod stories;
    mod stories_by_page;
    pub(crate) mod upload;
    mod walk;
}
