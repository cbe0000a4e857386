//! The status of an agreement on a given day.

use serde::{Serialize, Serializer};

use super::course::{Course, Start};
use super::derivation::EndingHow;
use crate::lifecycle::agreement::KnownFacts;
use crate::lifecycle::day::Day;
use crate::lifecycle::term::Term;

/// What an agreement is; the words of lists and JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Signed, not yet in force.
    Pending,
    InForce,
    /// In force, but not carried out for now.
    Suspended,
    /// Its last day has passed.
    Expired,
    /// Ended before its time.
    Terminated,
    /// Replaced by another.
    Superseded,
    /// Archived.
    Closed,
    /// A missing fact hides the first day in force or the end.
    Unknown,
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::InForce,
        Self::Suspended,
        Self::Expired,
        Self::Terminated,
        Self::Superseded,
        Self::Closed,
        Self::Unknown,
    ];

    /// The status' word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InForce => "in-force",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Terminated => "terminated",
            Self::Superseded => "superseded",
            Self::Closed => "closed",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it binds, will bind, or may for all that is known: then its partner has to be informed of a successor.
    /// What is unknown counts, because a letter too many does no harm.
    pub(crate) const fn may_bind(self) -> bool {
        matches!(self, Self::Pending | Self::InForce | Self::Suspended | Self::Unknown)
    }

    /// The status of that word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// What the agreement is on `today`. On its last day it is in force; from the day after, expired.
pub fn status(knowledge: &KnownFacts<'_>, course: &Course, today: Day) -> Status {
    if course.closed_on.is_some_and(|day| day <= today) {
        return Status::Closed;
    }
    if let Some(ending) = &course.ending
        && ending.ends_on < today
    {
        return match ending.how {
            EndingHow::Superseded => Status::Superseded,
            EndingHow::Expired => Status::Expired,
            EndingHow::Terminated | EndingHow::Notified | EndingHow::Withdrawn => Status::Terminated,
        };
    }
    if course.last_day().is_some_and(|last| last < today) {
        return Status::Expired;
    }
    match course.start {
        Start::Pending => Status::Pending,
        Start::Unknown => Status::Unknown,
        Start::On(day, _) if today < day => Status::Pending,
        Start::On(..) if course.suspended_on(today) => Status::Suspended,
        Start::On(..) if course.periods.is_empty() && knowledge.facts_on(today).term != Term::Open => Status::Unknown,
        Start::On(..) => Status::InForce,
    }
}
