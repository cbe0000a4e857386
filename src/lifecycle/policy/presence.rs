//! Whether the people of a circle were there when a rung opened: a contact whose table was mistyped for some days has missed what
//! opened then.
//!
//! The invariant: what opened while nobody could be written to is due when they are back, and anyone who was never there is sent
//! nothing of the past.

use super::circle::OFFICER;
use super::{Circle, LastThere, Rung};
use crate::lifecycle::day::Day;

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
        let roles = || rung.to.iter().filter(in_role).map(|name| self.last_there.role(name));
        let role = if rung.to.iter().any(by_name) || roles().any(|day| day.is_none()) { None } else { roles().max() };
        [self.last_there.contact(person), role.flatten()].into_iter().flatten().min()
    }

    /// The note of a complete scan of that day: who of the circle was there.
    #[must_use]
    pub fn there_after_scan(&self, noted: LastThere, today: Day) -> LastThere {
        let known = |id: &String| self.contact(id).is_some();
        let filled = self.roles().filter(|(_, members)| members.iter().any(known));
        noted.after_scan(self.contacts().map(|contact| contact.id.as_str()), filled.map(|(name, _)| name), today)
    }
}
