//! The identity of a reminder, typed: what it is about, which day, on what occasion, for whom, in which round.
//!
//! It is also a text, one line, for Message-IDs are made of it: `7/expiry/1/2027-12-22/-30d/head`. The invariants: a key
//! reads back as it is written, and the text of a first round never changes from one version of the program to the next.

mod columns;
mod topic;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Offset;
use columns::Columns;

pub use topic::{SystemLetter, Topic};

/// The identity of a reminder. Two reminders with one key are the same reminder and are sent once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Columns", into = "Columns")]
pub struct Key {
    /// Whom or what it concerns.
    pub subject: Subject,
    /// What it is about.
    pub topic: Topic,
    /// The milestone's ordinal, from 1; 0 where it has none.
    pub nth: u32,
    /// The milestone's day.
    pub day: Day,
    /// Why it is written.
    pub occasion: Occasion,
    /// The contact that was meant, even where a substitute got the letter.
    pub recipient: String,
    /// From 1; a key that is queued again because its earlier reminder does not count as sent has the next.
    pub round: u32,
    /// While the office tries the program out (`[post] pilot`), the contact who got it instead: it is booked, and nobody
    /// counts as sent.
    pub trial: Option<String>,
}

/// What a reminder concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// An agreement, by the register's internal id: renaming a reference changes no key.
    Agreement(i64),
    /// A country, by its ISO code: greetings and anniversaries.
    Country(String),
    /// The office itself: yearly duties, digests, letters about the system.
    Office,
}

/// Why a reminder is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// A rung of the milestone's ladder, by its nominal offset: `-30d`.
    Rung(Offset),
    /// A line of a list to verify: `history`.
    ToVerify,
    /// The day sent before has changed: `moved:2022-12-22`. The same day: what a letter said was gone is valid again.
    MovedFrom(Day),
    /// The day sent before no longer exists: `gone`.
    Gone,
    /// A letter that has no ladder: about the system, about an act. Written `0d`.
    Once,
}

/// Why a text is not a [`Key`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct KeyError(pub String);

const COUNTRY: &str = "country:";
const OFFICE: &str = "office";
const TO_VERIFY: &str = "history";
const MOVED: &str = "moved:";
const GONE: &str = "gone";
const ONCE: &str = "0d";
/// What comes before the round.
const ROUND: char = '#';
/// What comes before who got it in a trial; no contact's id holds it.
const TRIAL: char = '+';

impl Key {
    /// The key of a letter of the system about itself, the first of its day to that person.
    pub fn system(letter: SystemLetter, day: Day, recipient: &str) -> Self {
        Self::once(Topic::System(letter), day, recipient)
    }

    /// The key of a letter about an act.
    pub fn act(seq: i64, day: Day, recipient: &str) -> Self {
        Self::once(Topic::Act(seq), day, recipient)
    }

    fn once(topic: Topic, day: Day, recipient: &str) -> Self {
        let (subject, recipient) = (Subject::Office, recipient.to_owned());
        Self { subject, topic, nth: 0, day, occasion: Occasion::Once, recipient, round: 1, trial: None }
    }

    /// Whether it is about the same milestone on the same day, whatever the occasion.
    pub fn speaks_of(&self, topic: &Topic, day: Day) -> bool {
        self.day == day && self.topic == *topic
    }

    /// The occasion as it is stored. A correction carries its round here: the day may move there, back and there again.
    pub fn occasion_text(&self) -> String {
        match self.occasion {
            occasion if self.round > self.stored_round() => format!("{occasion}{ROUND}{}", self.round),
            occasion => occasion.to_string(),
        }
    }

    /// The recipient as it is stored: with who got it in a trial.
    pub(crate) fn recipient_text(&self) -> String {
        match &self.trial {
            Some(member) => format!("{}{TRIAL}{member}", self.recipient),
            None => self.recipient.clone(),
        }
    }

    /// The round as it is stored beside the other columns: 1 where the occasion carries it.
    pub(crate) fn stored_round(&self) -> u32 {
        if matches!(self.occasion, Occasion::MovedFrom(_) | Occasion::Gone) { 1 } else { self.round }
    }

    /// The key as it is shown: of a restricted agreement not what it is about, nor by which number or rung, which
    /// would tell it; those say `*`.
    pub fn shown(&self, restricted: &BTreeSet<i64>) -> String {
        let Subject::Agreement(id) = &self.subject else { return self.to_string() };
        if !restricted.contains(id) {
            return self.to_string();
        }
        format!("{}/*/*/{}/*/{}", self.subject, self.day, self.recipient_text())
    }

    /// A key from its columns; `None` where they hold nothing that the program writes.
    pub(crate) fn of_columns(
        subject: Subject,
        topic: &str,
        nth: u32,
        day: Day,
        occasion: &str,
        recipient: String,
        round: u32,
    ) -> Option<Self> {
        let topic = Topic::parse(topic)?;
        let (occasion, round) = match occasion.split_once(ROUND) {
            Some((plain, own)) if (plain.starts_with(MOVED) || plain == GONE) && round == 1 => {
                (plain, later_round(own)?)
            }
            Some(_) => return None,
            None => (occasion, round),
        };
        let occasion = Occasion::parse(occasion, &topic)?;
        let (recipient, trial) = match recipient.split_once(TRIAL) {
            Some((_, member)) if member.contains(TRIAL) || member.is_empty() => return None,
            Some((recipient, member)) => (recipient.to_owned(), Some(member.to_owned())),
            None => (recipient, None),
        };
        Some(Self { subject, topic, nth, day, occasion, recipient, round, trial })
    }

    fn sort_key(&self) -> (&Subject, &Topic, u32, Day, String, String, u32) {
        let Self { subject, topic, nth, day, round, .. } = self;
        (subject, topic, *nth, *day, self.occasion_text(), self.recipient_text(), *round)
    }
}

/// A round after the first, in its one spelling.
fn later_round(text: &str) -> Option<u32> {
    text.parse().ok().filter(|round: &u32| *round > 1 && round.to_string() == text)
}

impl fmt::Display for Key {
    /// One line, the same for the same key for ever: message ids are made of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, topic, nth, day, .. } = self;
        write!(f, "{subject}/{topic}/{nth}/{day}/{}/{}", self.occasion_text(), self.recipient_text())?;
        if self.stored_round() > 1 { write!(f, "{ROUND}{}", self.round) } else { Ok(()) }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let read = || {
            // The name of a duty may hold a slash; nothing else does.
            let (subject, rest) = text.split_once('/')?;
            let mut parts = rest.rsplitn(5, '/');
            let (recipient, occasion, day) = (parts.next()?, parts.next()?, parts.next()?);
            let (nth, topic) = (parts.next()?, parts.next()?);
            let (recipient, round) = match recipient.rsplit_once(ROUND) {
                Some((recipient, round)) => (recipient, later_round(round)?),
                None => (recipient, 1),
            };
            let (subject, recipient) = (Subject::parse(subject)?, recipient.to_owned());
            let (nth, day) = (nth.parse().ok()?, day.parse().ok()?);
            let key = Self::of_columns(subject, topic, nth, day, occasion, recipient, round)?;
            // One key has one text.
            (key.to_string() == text).then_some(key)
        };
        read().ok_or_else(|| KeyError(text.chars().take(120).collect()))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    /// By subject, then by the texts: the order of sections that are equally urgent, whatever the types become.
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

impl Subject {
    /// Reads what [`Subject`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix(COUNTRY) {
            Some(code) => Some(Self::Country(code.to_owned())),
            None if text == OFFICE => Some(Self::Office),
            None => text.parse().ok().map(Self::Agreement),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agreement(id) => write!(f, "{id}"),
            Self::Country(code) => write!(f, "{COUNTRY}{code}"),
            Self::Office => f.write_str(OFFICE),
        }
    }
}

impl Occasion {
    fn parse(text: &str, topic: &Topic) -> Option<Self> {
        match (topic, text) {
            (Topic::Milestone { .. }, TO_VERIFY) => Some(Self::ToVerify),
            (Topic::Milestone { .. }, GONE) => Some(Self::Gone),
            (Topic::Milestone { .. }, _) => match text.strip_prefix(MOVED) {
                Some(day) => day.parse().ok().map(Self::MovedFrom),
                None => text.parse().ok().map(Self::Rung),
            },
            (_, ONCE) => Some(Self::Once),
            _ => None,
        }
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rung(offset) => offset.fmt(f),
            Self::ToVerify => f.write_str(TO_VERIFY),
            Self::MovedFrom(day) => write!(f, "{MOVED}{day}"),
            Self::Gone => f.write_str(GONE),
            Self::Once => f.write_str(ONCE),
        }
    }
}

#[cfg(test)]
mod tests;
