//! A commitment's values by name, and their canonical texts in files, acts and corrections.

use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use crate::lifecycle::act::PROMISERS;

use super::{Commitment, CommitmentSide, CommitmentTiming};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;

/// A commitment as files and acts write it: every value a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
// explained at `Commitment`
pub struct CommitmentText {
    pub name: String,
    pub title: String,
    pub side: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yearly: Option<String>,
}

/// What of a commitment can be corrected. Its name is in keys and is never another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
// explained at `Commitment`
pub enum CommitmentField {
    Title,
    Side,
    Who,
    Target,
    Basis,
    When,
}

impl CommitmentField {
    /// Every one, in the order of lists.
    pub const ALL: [Self; 6] = [Self::Title, Self::Side, Self::Who, Self::Target, Self::Basis, Self::When];

    /// Its name in acts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Side => "side",
            Self::Who => "who",
            Self::Target => "target",
            Self::Basis => "basis",
            Self::When => "when",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// A text that is no value of a commitment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct CommitmentError {
    pub field: &'static str,
    /// What was written.
    pub text: String,
}

/// Why a commitment cannot stand; `message/` says it with its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitmentFlaw {
    /// Its name holds spaces or signs, or is too long.
    Name(String),
    /// It says nothing of what is promised.
    NoTitle,
    /// It recurs more often than once a week.
    TooOften(Span),
    /// There is no such day of the year.
    NoDayOfTheYear(String),
    /// More than one of a day, a period and a day of the year.
    SeveralTimes,
    /// A first day where nothing recurs from it.
    FromWithoutEvery,
}

/// The shortest period that someone can be reminded of.
const SHORTEST_DAYS: u32 = 7;
const LONGEST_NAME: usize = 60;

impl CommitmentTiming {
    /// When, from the values that lists write, at most one of them.
    pub fn of(
        until: Option<Day>,
        every: Option<Span>,
        from: Option<Day>,
        yearly: Option<&str>,
    ) -> Result<Self, CommitmentFlaw> {
        match (until, every, yearly) {
            (_, None, None) | (None, None, Some(_)) if from.is_some() => Err(CommitmentFlaw::FromWithoutEvery),
            (None, None, None) => Ok(Self::Within),
            (Some(day), None, None) => Ok(Self::Until(day)),
            (None, Some(span), None) if span.months == 0 && span.days < SHORTEST_DAYS => {
                Err(CommitmentFlaw::TooOften(span))
            }
            (None, Some(span), None) => Ok(Self::Every { span, from }),
            (None, None, Some(yearly)) => {
                let of_year = || {
                    let (month, day) = yearly.split_once('-')?;
                    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
                    // 2024 has every day of the year.
                    Day::ymd(2024, month, day).ok().map(|_| Self::Yearly { month, day })
                };
                of_year().ok_or_else(|| CommitmentFlaw::NoDayOfTheYear(yearly.to_owned()))
            }
            _ => Err(CommitmentFlaw::SeveralTimes),
        }
    }

    /// Reads what [`CommitmentTiming`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (until, every, from, yearly) = match (word, rest.split_once(" from ")) {
            ("within", None) if rest.is_empty() => (None, None, None, None),
            ("until", None) => (Some(rest.parse().ok()?), None, None, None),
            ("every", None) => (None, Some(rest.parse().ok()?), None, None),
            ("every", Some((span, from))) => (None, Some(span.parse().ok()?), Some(from.parse().ok()?), None),
            ("yearly", None) => (None, None, None, Some(rest)),
            _ => return None,
        };
        Self::of(until, every, from, yearly).ok()
    }

    /// What a correction that says `said` makes of it, as [`CommitmentTiming`] writes it. How often alone keeps the day it counts from,
    /// which [`FROM_NOTHING`] takes away.
    pub fn corrected_to(self, said: &str) -> String {
        let every = |span, from| Self::Every { span, from }.to_string();
        if let Some(cleared) = said.strip_prefix(CLEARED) {
            let clears = |column: &str| cleared.split(' ').any(|one| one == column);
            return match self {
                Self::Until(_) if clears("until") => Self::Within.to_string(),
                Self::Yearly { .. } if clears("yearly") => Self::Within.to_string(),
                Self::Every { .. } if clears("every") => Self::Within.to_string(),
                Self::Every { span, .. } if clears("from") => every(span, None),
                _ => self.to_string(),
            };
        }
        match (self, said.strip_suffix(FROM_NOTHING)) {
            (Self::Every { span, .. }, Some("")) => every(span, None),
            (_, Some("")) => self.to_string(),
            (_, Some(plain)) => plain.trim_end().to_owned(),
            (Self::Every { from: from @ Some(_), .. }, None) => match Self::parse(said) {
                Some(Self::Every { span, from: None }) => every(span, from),
                _ => said.to_owned(),
            },
            _ => said.to_owned(),
        }
    }

    /// Whether it falls due again and again.
    pub const fn recurs(self) -> bool {
        matches!(self, Self::Every { .. } | Self::Yearly { .. })
    }
}

/// Before the columns that a correction clears and says nothing in their place: what falls due by another one goes on.
pub const CLEARED: &str = "cleared ";

/// Behind how often it falls due, or alone: it counts from no day of its own.
pub const FROM_NOTHING: &str = "from -";

impl fmt::Display for CommitmentTiming {
    /// `until 2026-12-31`, `every 2y`, `every 2y from 2022-11-03`, `yearly 11-15`, `within`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Until(day) => write!(f, "until {day}"),
            Self::Every { span, from: None } => write!(f, "every {span}"),
            Self::Every { span, from: Some(from) } => write!(f, "every {span} from {from}"),
            Self::Yearly { month, day } => write!(f, "yearly {month:02}-{day:02}"),
            Self::Within => f.write_str("within"),
        }
    }
}

impl CommitmentSide {
    pub fn name(self) -> &'static str {
        PROMISERS.iter().find(|(side, ..)| *side == self).map_or("us", |(_, word, ..)| word)
    }

    /// The side of that word.
    pub fn named(word: &str) -> Option<Self> {
        PROMISERS.iter().find(|(_, known, ..)| *known == word).map(|(side, ..)| *side)
    }
}

impl Commitment {
    /// What is wrong with it; empty where it can stand.
    pub fn flaws(&self) -> Vec<CommitmentFlaw> {
        let mut found = Vec::new();
        let odd =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '@' | ':' | ';' | '#' | '[' | ']' | '=');
        if self.name.is_empty() || self.name.chars().count() > LONGEST_NAME || self.name.chars().any(odd) {
            found.push(CommitmentFlaw::Name(self.name.chars().take(LONGEST_NAME).collect()));
        }
        if self.title.trim().is_empty() {
            found.push(CommitmentFlaw::NoTitle);
        }
        if let CommitmentTiming::Every { span, .. } = self.when
            && span.months == 0
            && span.days < SHORTEST_DAYS
        {
            found.push(CommitmentFlaw::TooOften(span));
        }
        found
    }

    /// A value's canonical text; `None` where it is unknown.
    pub fn get(&self, field: CommitmentField) -> Option<String> {
        match field {
            CommitmentField::Title => Some(self.title.clone()),
            CommitmentField::Side => Some(self.side.name().to_owned()),
            CommitmentField::Who => self.who.clone(),
            CommitmentField::Target => self.target.clone(),
            CommitmentField::Basis => self.basis.clone(),
            CommitmentField::When => Some(self.when.to_string()),
        }
    }

    /// Sets a value from its canonical text; nothing makes it unknown.
    pub fn set(&mut self, field: CommitmentField, given: Option<&str>) -> Result<(), CommitmentError> {
        let given = given.map(str::trim).filter(|text| !text.is_empty());
        let owned = || given.map(str::to_owned);
        let wrong =
            || CommitmentError { field: field.name(), text: given.unwrap_or_default().chars().take(60).collect() };
        match field {
            CommitmentField::Title => self.title = owned().ok_or_else(wrong)?,
            CommitmentField::Side => {
                self.side = given.map_or(Some(CommitmentSide::Us), CommitmentSide::named).ok_or_else(wrong)?;
            }
            CommitmentField::Who => self.who = owned(),
            CommitmentField::Target => self.target = owned(),
            CommitmentField::Basis => self.basis = owned(),
            CommitmentField::When => {
                self.when = given.map_or(Some(CommitmentTiming::Within), CommitmentTiming::parse).ok_or_else(wrong)?;
            }
        }
        Ok(())
    }
}

impl From<Commitment> for CommitmentText {
    fn from(commitment: Commitment) -> Self {
        let Commitment { name, title, side, who, target, basis, when } = commitment;
        let written = Self { name, title, side: side.name().to_owned(), who, target, basis, ..Self::default() };
        match when {
            CommitmentTiming::Until(day) => Self { until: Some(day), ..written },
            CommitmentTiming::Every { span, from } => Self { every: Some(span), from, ..written },
            CommitmentTiming::Yearly { month, day } => Self { yearly: Some(format!("{month:02}-{day:02}")), ..written },
            CommitmentTiming::Within => written,
        }
    }
}

impl TryFrom<CommitmentText> for Commitment {
    type Error = CommitmentError;

    fn try_from(written: CommitmentText) -> Result<Self, CommitmentError> {
        let CommitmentText { name, title, side, who, target, basis, until, every, from, yearly } = written;
        let side = CommitmentSide::named(&side).ok_or_else(|| CommitmentError { field: "side", text: side.clone() })?;
        let when = CommitmentTiming::of(until, every, from, yearly.as_deref())
            .map_err(|_| CommitmentError { field: "when", text: yearly.unwrap_or_default() })?;
        Ok(Self { name, title, side, who, target, basis, when })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_reads_as_it_is_written_and_says_one_thing() {
        for text in ["until 2026-12-31", "every 2y", "every 1y6m from 2022-11-03", "yearly 02-29", "within"] {
            assert_eq!(CommitmentTiming::parse(text).map(|when| when.to_string()).as_deref(), Some(text));
        }
        for text in ["", "until", "until 31/12/2026", "every 3d", "yearly 13-01", "yearly 02-30", "within 5y"] {
            assert_eq!(CommitmentTiming::parse(text), None, "{text}");
        }
        let day = || Some(Day::first());
        assert_eq!(CommitmentTiming::of(day(), Some(Span::years(1)), None, None), Err(CommitmentFlaw::SeveralTimes));
        assert_eq!(CommitmentTiming::of(day(), None, day(), None), Err(CommitmentFlaw::FromWithoutEvery));
    }

    #[test]
    fn an_act_carries_the_values_flat_and_refuses_others() {
        let text = r#"{"name":"students","title":"Hỗ trợ","side":"both","every":"2y","from":"2022-11-03"}"#;
        let commitment: Commitment = serde_json::from_str(text).expect("a commitment");
        assert_eq!(serde_json::to_string(&commitment).ok().as_deref(), Some(text));
        let wrong = r#"{"name":"a","title":"b","side":"both","when":"2y"}"#;
        assert!(serde_json::from_str::<Commitment>(wrong).is_err());
    }
}
