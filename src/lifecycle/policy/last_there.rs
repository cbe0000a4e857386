//! When the people of a circle were there last: a contact whose table was mistyped for some days has missed what opened then.
//!
//! Noted by each complete scan, read with the configuration. The invariant: what opened while nobody could be written to is due
//! when they are back, and anyone who was never there owes nothing to the past.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::circle::OFFICER;
use super::{Circle, Rung};
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
    /// After a complete scan of that day, with those people.
    #[must_use]
    pub fn after_scan(mut self, circle: &Circle, today: Day) -> Self {
        let known = |id: &String| circle.contact(id).is_some();
        let filled = circle.roles().filter(|(_, members)| members.iter().any(known));
        self.contacts.extend(circle.contacts().map(|contact| (contact.id.clone(), today)));
        self.roles.extend(filled.map(|(name, _)| (name.to_owned(), today)));
        // A day to come was noted under a clock that was wrong.
        let counts = |day: &Day| (0..=REMEMBERED_DAYS).contains(&day.days_until(today));
        self.contacts.retain(|_, day| counts(day));
        self.roles.retain(|_, day| counts(day));
        self
    }
}

impl Circle {
    /// The day of the last complete scan in which that rung could be written to that person: while a contact was missing, or
    /// nobody stood in the role by which the rung means him, what opened was not written to him. None where nothing tells.
    pub(in crate::lifecycle) fn there_on(&self, rung: &Rung, officers: &[String], person: &str) -> Option<Day> {
        let is_he = |id: &String| id == person;
        let by_name = |name: &String| match self.role(name) {
            _ if name == OFFICER => officers.iter().any(is_he),
            Some(_) => false,
            None => is_he(name),
        };
        let in_role = |name: &&String| self.role(name).is_some_and(|members| members.iter().any(is_he));
        let roles = || rung.to.iter().filter(in_role).map(|name| self.last_there.roles.get(name));
        let role = if rung.to.iter().any(by_name) || roles().any(|day| day.is_none()) { None } else { roles().max() };
        [self.last_there.contacts.get(person), role.flatten()].into_iter().flatten().min().copied()
    }
}
