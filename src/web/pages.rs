//! One file a page: what is asked of the office, and what its template is given.

pub(crate) mod account;
pub(crate) mod admin;
pub(crate) mod agreement;
pub(crate) mod asset;
pub(crate) mod calendar;
pub(crate) mod changes;
pub(crate) mod entry;
pub(crate) mod feed;
pub(crate) mod handover;
pub(crate) mod health;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod letters;
pub(crate) mod link;
mod listing;
pub(crate) mod lives;
pub(crate) mod office_matters;
pub(crate) mod parties;
pub(crate) mod promise;
pub(crate) mod record;
mod record_route;
pub(crate) mod register;
pub(crate) mod verify;
pub(crate) mod who_writes;
mod words;
pub(crate) mod workbook;
pub(crate) mod year;

use super::answer::{PageReply, Trouble};
use super::visit::Visit;

/// Whatever is no route.
pub(crate) fn nowhere(_: &Visit<'_>) -> PageReply {
    Err(Trouble::NotFound)
}
