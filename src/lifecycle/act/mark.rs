//! How an act names the milestone it answers: by its kind, for duties, observances and commitments its name, and its day.
//!
//! The invariant: a mark reads back as it is written, and its day is part of it, so that an answer about one day says
//! nothing about another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lifecycle::day::Day;

/// The kinds of milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MilestoneKind {
    /// Entry into force.
    Effect,
    /// A joint review.
    Review,
    /// The last day for a notice against renewal, or before an end.
    Notice,
    /// The day a period renews itself.
    Renewal,
    /// The last day in force.
    Expiry,
    /// A legal clock.
    Duty,
    /// An anniversary, a national day, a greeting.
    Observance,
    /// What an agreement, a plan or a strategy promises.
    Commitment,
}

impl MilestoneKind {
    /// Every kind, in the order in which one day's milestones are listed.
    pub const ALL: [Self; 8] = [
        Self::Effect,
        Self::Review,
        Self::Notice,
        Self::Renewal,
        Self::Expiry,
        Self::Duty,
        Self::Observance,
        Self::Commitment,
    ];

    /// The kind's word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Effect => "effect",
            Self::Review => "review",
            Self::Notice => "notice",
            Self::Renewal => "renewal",
            Self::Expiry => "expiry",
            Self::Duty => "duty",
            Self::Observance => "observance",
            Self::Commitment => "commitment",
        }
    }

    /// The kind of that word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Points at one milestone by what it is and its day: `expiry@2022-12-22`, `duty:report@2025-06-21`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mark {
    /// The milestone's kind.
    pub kind: MilestoneKind,
    /// The name of a duty, an observance or a commitment.
    pub name: Option<String>,
    pub day: Day,
}

/// Why a text is not a [`Mark`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct MarkError(pub String);

impl FromStr for Mark {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Self, MarkError> {
        let wrong = || MarkError(text.chars().take(60).collect());
        let (what, day) = text.rsplit_once('@').ok_or_else(wrong)?;
        let (kind, name) = match what.split_once(':') {
            Some((kind, name)) if !name.is_empty() => (kind, Some(name.to_owned())),
            Some(_) => return Err(wrong()),
            None => (what, None),
        };
        Ok(Self { kind: MilestoneKind::named(kind).ok_or_else(wrong)?, name, day: day.parse().map_err(|_| wrong())? })
    }
}

impl TryFrom<String> for Mark {
    type Error = MarkError;

    fn try_from(text: String) -> Result<Self, MarkError> {
        text.parse()
    }
}

impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        mark.to_string()
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{}:{name}@{}", self.kind.name(), self.day),
            None => write!(f, "{}@{}", self.kind.name(), self.day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_read_as_they_are_written() {
        for text in ["expiry@2022-12-22", "duty:report-after-signing@2025-06-21"] {
            assert_eq!(text.parse::<Mark>().map(|mark| mark.to_string()).as_deref(), Ok(text));
        }
        for text in ["expiry", "expiry@", "end@2022-12-22", "duty:@2025-06-21", "expiry@22/12/2022"] {
            assert!(text.parse::<Mark>().is_err(), "{text}");
        }
    }
}
