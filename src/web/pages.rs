//! One file a page: what is asked of the office, and what its template is given.

pub(crate) mod agreement;
pub(crate) mod health;
pub(crate) mod home;
pub(crate) mod register;
mod words;

use super::answer::{Reply, Trouble};
use super::visit::Visit;

/// Whatever is no route.
pub(crate) fn nowhere(_: &Visit<'_>) -> Reply {
    Err(Trouble::NotFound)
}
