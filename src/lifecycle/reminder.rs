//! Reminders: which of a milestone's rungs speaks to whom, today, and why the others hold.
//!
//! A reminder is a milestone × rung × recipient and is known by its [`Key`]. The day stands in the key: a moved day asks
//! anew, an unmoved one never twice.

mod history;
mod look;
mod plan;
mod verdict;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::Day;

pub use history::{HISTORY_RUNG, to_verify};
pub use look::look_on;
pub use plan::{ACKNOWLEDGED_FOR_DAYS, Planned, Rules, Scope, Standing, ladder, plans, plans_asking};
pub use verdict::{Decision, Hold, Meant, Verdict};

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// An agreement, by the register's internal id: renaming a reference changes no key.
    Agreement(i64),
    /// A country, by its ISO code: greetings and anniversaries.
    Country(String),
    /// The office itself: yearly duties, digests, letters about the system.
    Office,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agreement(id) => write!(f, "{id}"),
            Self::Country(code) => write!(f, "country:{code}"),
            Self::Office => write!(f, "office"),
        }
    }
}

impl Subject {
    /// Reads what [`Subject`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("country:") {
            Some(code) => Some(Self::Country(code.to_owned())),
            None if text == "office" => Some(Self::Office),
            None => text.parse().ok().map(Self::Agreement),
        }
    }
}

/// The identity of a reminder. Two reminders with one key are the same reminder and are sent once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// What it is about.
    pub subject: Subject,
    /// The milestone's kind, with `:name` for duties and observances; `system:NAME` for letters about the system.
    pub what: String,
    /// The milestone's ordinal, from 1; 0 where it has none.
    pub nth: u32,
    /// The milestone's day.
    pub day: Day,
    /// The rung by its nominal offset: `-30d`, `+7d`, `0d`, `-3wd`; `history` on a list to verify.
    pub rung: String,
    /// The contact that was meant, even where a substitute got the letter.
    pub recipient: String,
}

impl fmt::Display for Key {
    /// One line, the same for the same key for ever: message ids are made of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{}/{}/{}", self.subject, self.what, self.nth, self.day, self.rung, self.recipient)
    }
}
