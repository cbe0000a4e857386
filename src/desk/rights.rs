//! Who may see and record what: one table, by the rights that config.toml gives a contact.
//!
//! Not here: identity, which is the login's. `admin` administers the machine and does not include `record`.

mod table;

use std::fmt;

use crate::config::Config;
use crate::lifecycle::act::{Act, Via};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::calendar::Calendar;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Clearance, Contact, Right, Sight};

pub use table::{Deed, Extent, TABLE, extent};

/// Someone who looks at the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    contact: Contact,
    /// The contact and those for whom it substitutes today.
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

    pub fn contact(&self) -> &Contact {
        &self.contact
    }

    fn has(&self, right: Right) -> bool {
        self.contact.can.contains(&right)
    }

    /// Whether he records on every agreement.
    pub(crate) fn records_all(&self) -> bool {
        self.has(Right::Record)
    }

    /// Whether he looks after the machine.
    pub(crate) fn administers(&self) -> bool {
        self.has(Right::Admin)
    }

    /// Whether an agreement with these officers is his own: he is one of them, or substitutes for one today.
    pub(crate) fn owns(&self, officers: &[String]) -> bool {
        (self.has(Right::Own) || self.has(Right::Record)) && officers.iter().any(|id| self.acts_for.contains(id))
    }

    /// Of which restricted agreements he sees all.
    pub fn clearance(&self) -> Clearance {
        match self.records_all() {
            true => Clearance::All,
            false if self.has(Right::Own) => Clearance::OwnOf(self.acts_for.clone()),
            false => Clearance::OwnOf(Vec::new()),
        }
    }

    /// What he sees of an agreement.
    pub(crate) fn sight_of(&self, facts: &Facts) -> Sight {
        self.clearance().sight(facts.restricted, &facts.officers)
    }

    /// How far he may do that.
    pub fn extent(&self, deed: Deed) -> Extent {
        self.contact.can.iter().map(|right| extent(deed, *right)).max().unwrap_or(Extent::Nothing)
    }

    /// Whether he may do that on an agreement with these officers.
    pub fn may(&self, deed: Deed, officers: &[String]) -> bool {
        match self.extent(deed) {
            Extent::Nothing => false,
            Extent::Own => self.owns(officers),
            Extent::All => true,
        }
    }

    /// Whether he records on that agreement.
    pub fn records(&self, officers: &[String]) -> bool {
        self.may(Deed::Answer, officers)
    }

    /// Whether, and how, he may take back that act of an agreement with these officers.
    ///
    /// One's own act is taken back until the end of the next working day after it was recorded; later, and another's,
    /// by who records on every agreement, with a fresh code. What came by a link is nobody's own.
    pub fn voids(&self, act: &Act, officers: &[String], calendar: &Calendar, today: Day) -> Voiding {
        let own = act.by == self.contact.id && act.origin.via != Some(Via::Link);
        let soon = calendar.forward(act.recorded_on, 1).is_ok_and(|last| today <= last);
        match (own, soon) {
            (true, true) if self.may(Deed::VoidOwn, officers) => Voiding::Allowed,
            (true, false) if self.extent(Deed::VoidOwn) == Extent::All => Voiding::WithFreshCode,
            (false, _) if self.may(Deed::VoidOthers, officers) => Voiding::WithFreshCode,
            _ => Voiding::Refused,
        }
    }
}

/// Whether someone may take an act back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voiding {
    /// The act stays.
    Refused,
    /// The act may be taken back.
    Allowed,
    /// The act may be taken back after a code that is younger than half an hour.
    WithFreshCode,
}

/// What a session depends on: another address or other rights end it.
impl fmt::Display for Viewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.contact.can.iter().map(|right| right.word()).collect();
        write!(f, "{} {}", self.contact.email, words.join(","))
    }
}
