//! The page as browsers and strangers meet it: over raw HTTP, against `pactwatch serve`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod web {
    pub(crate) mod client;
    pub(crate) mod demo;
    pub(crate) mod entry;
    pub(crate) mod guides;
    pub(crate) mod hostile;
    pub(crate) mod link_rules;
    pub(crate) mod links;
    pub(crate) mod load;
    pub(crate) mod login;
    pub(crate) mod pages;
    mod promises;
    pub(crate) mod proxy;
    pub(crate) mod reading;
    pub(crate) mod record;
    pub(crate) mod restricted;
    pub(crate) mod rights;
    pub(crate) mod settings;
    pub(crate) mod shell;
    pub(crate) mod stories;
    pub(crate) mod upload;
}
