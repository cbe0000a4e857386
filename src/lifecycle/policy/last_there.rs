//! When contacts and roles were there last: noted by each complete scan, read with the configuration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lifecycle::day::Day;

/// The day of the last complete scan in which a contact could be written to, by its id, and in which anyone stood in a role.
///
/// What was never there stands in neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastThere {
    contacts: BTreeMap<String, Day>,
    roles: BTreeMap<String, Day>,
}

/// What was missing for so long is not remembered.
const REMEMBERED_DAYS: i64 = 400;

impl LastThere {
    /// After a complete scan of that day, with those contacts and those roles in which anyone stands.
    #[must_use]
    pub(super) fn after_scan<'a>(
        mut self,
        contacts: impl Iterator<Item = &'a str>,
        roles: impl Iterator<Item = &'a str>,
        today: Day,
    ) -> Self {
        self.contacts.extend(contacts.map(|id| (id.to_owned(), today)));
        self.roles.extend(roles.map(|name| (name.to_owned(), today)));
        // A day to come was noted under a clock that was wrong.
        let counts = |day: &Day| (0..=REMEMBERED_DAYS).contains(&day.days_until(today));
        self.contacts.retain(|_, day| counts(day));
        self.roles.retain(|_, day| counts(day));
        self
    }

    pub(super) fn contact(&self, id: &str) -> Option<Day> {
        self.contacts.get(id).copied()
    }

    pub(super) fn role(&self, name: &str) -> Option<Day> {
        self.roles.get(name).copied()
    }
}
