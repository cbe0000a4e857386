//! Who sees and records what: one table, by the rights that config.toml gives a contact.
//!
//! Not who is who: that is the login's matter. `admin` looks after the machine and does not contain `record`.

use std::fmt;

use crate::config::Config;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, Right};

/// What somebody sees of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Whole,
    /// Its reference and its days.
    ReferenceAndDays,
}

/// Somebody who looks at the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    contact: Contact,
    /// Himself, and those he stands in for today.
    acts_for: Vec<String>,
}

impl Viewer {
    /// The contact of that id, on that day.
    pub fn of(config: &Config, contact: &Contact, today: Day) -> Self {
        let away = |other: &&Contact| {
            other.away_on(today).is_some_and(|absence| absence.substitute.as_ref() == Some(&contact.id))
        };
        let absent = config.circle.contacts().filter(away).map(|other| other.id.clone());
        let acts_for = std::iter::once(contact.id.clone()).chain(absent).collect();
        Self { contact: contact.clone(), acts_for }
    }

    /// The contact.
    pub fn contact(&self) -> &Contact {
        &self.contact
    }

    fn has(&self, right: Right) -> bool {
        self.contact.can.contains(&right)
    }

    /// Whether he records on every agreement.
    pub fn records_all(&self) -> bool {
        self.has(Right::Record)
    }

    /// Whether he looks after the machine.
    pub fn administers(&self) -> bool {
        self.has(Right::Admin)
    }

    /// Whether an agreement with these officers is his own: he is one of them, or stands in for one today.
    pub fn owns(&self, officers: &[String]) -> bool {
        (self.has(Right::Own) || self.has(Right::Record)) && officers.iter().any(|id| self.acts_for.contains(id))
    }

    /// What he sees of an agreement.
    pub fn sight(&self, restricted: bool, officers: &[String]) -> Sight {
        if !restricted || self.records_all() || self.owns(officers) { Sight::Whole } else { Sight::ReferenceAndDays }
    }

    /// The same, from its facts.
    pub fn sight_of(&self, facts: &Facts) -> Sight {
        self.sight(facts.is_restricted(), &facts.officers)
    }

    /// Whether he records on that agreement.
    pub fn records(&self, officers: &[String]) -> bool {
        self.records_all() || self.owns(officers)
    }
}

/// What a session stands on: another address or other rights end it.
impl fmt::Display for Viewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.contact.can.iter().map(|right| right.word()).collect();
        write!(f, "{} {}", self.contact.email, words.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Checks, parse};

    const OFFICE: &str = r#"
        [contacts.reader]
        email = "reader@example.vn"
        can = ["read"]
        [contacts.desk]
        email = "desk@example.vn"
        away = [{ from = 2026-12-01, to = 2026-12-20, substitute = "deputy" }]
        [contacts.deputy]
        email = "deputy@example.vn"
        [contacts.other]
        email = "other@example.vn"
        [contacts.head]
        email = "head@example.vn"
        [contacts.it]
        email = "it@example.vn"
        [office]
        fallback = "it"
        [roles]
        head = ["head"]
    "#;

    /// Who, on which day, sees a restricted agreement of `desk`, and records on it.
    #[test]
    fn the_table_of_rights() {
        let config = parse(OFFICE, std::path::Path::new(""), &Checks::NONE).unwrap_or_else(|error| panic!("{error}"));
        let officers = ["desk".to_owned()];
        for (who, on, sees, records) in [
            ("reader", "2026-11-21", false, false),
            ("desk", "2026-11-21", true, true),
            ("desk", "2026-12-05", true, true),
            ("deputy", "2026-11-30", false, false),
            ("deputy", "2026-12-01", true, true),
            ("deputy", "2026-12-20", true, true),
            ("deputy", "2026-12-21", false, false),
            ("other", "2026-11-21", false, false),
            ("head", "2026-11-21", true, true),
            ("it", "2026-11-21", false, false),
        ] {
            let contact = config.circle.contact(who).unwrap_or_else(|| panic!("{who}"));
            let viewer = Viewer::of(&config, contact, on.parse().unwrap_or_else(|_| panic!("{on}")));
            assert_eq!(viewer.sight(true, &officers) == Sight::Whole, sees, "{who} on {on}");
            assert_eq!(viewer.sight(false, &officers), Sight::Whole, "{who}: what is not restricted");
            assert_eq!(viewer.records(&officers), records, "{who} on {on}");
        }
    }
}
