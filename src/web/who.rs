//! Who is logged in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::desk::rights::Viewer;
use crate::lifecycle::policy::{Contact, Sharing};
use crate::store::Session;

/// How long a browser may take over its login.
pub(crate) const LOGIN_MINUTES: i64 = 30;

/// What asks for a fresh code takes one no older than this.
const FRESH_MINUTES: i64 = 30;

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) contact: Contact,
    pub(crate) viewer: Viewer,
    pub(crate) session: Session,
    /// The cookie's value: what forms are bound to.
    pub(crate) cookie: String,
}

impl Who {
    /// Whether several share the contact and nobody has said who writes.
    pub(crate) fn is_nameless(&self) -> bool {
        self.contact.sharing == Sharing::Several && self.session.writer.is_none()
    }

    /// Whether the last code was entered so recently that it may open what matters more.
    pub(crate) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now - self.session.proved_at < TimeDelta::minutes(FRESH_MINUTES)
    }
}
