//! Acts about a contact: an absence, the language of letters, the rhythm of the digest.
//!
//! An act of the office. It applies from its day and overrides `config.toml`; `-` restores the configuration. Each
//! value has one canonical text, which the act stores.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Act, ActBody, is_voided};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Absence, Circle, Contact, DigestRhythm, Language};

/// A value that was said, or that the configuration has it again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ContactSetting<T> {
    Said(T),
    /// What `config.toml` says.
    AsConfigured,
}

/// Days away, both included, and the substitute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DaysAway {
    /// The first day.
    pub from_on: Day,
    /// The last day.
    pub through_on: Day,
    /// Who hears instead; nobody: the fallback does.
    pub substitute: Option<String>,
}

/// What an act says of a contact, each value in its canonical text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactChange {
    /// The id of the contact.
    pub contact: String,
    /// `2026-12-01..2026-12-20`, with `;head` for the substitute; `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<String>,
    /// `vi`, `en`; `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `weekly`, `monthly`, `none`; `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A text that is no value of that sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactValueError;

const AS_CONFIGURED: &str = "-";

impl fmt::Display for DaysAway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from_on, self.through_on)?;
        self.substitute.as_ref().map_or(Ok(()), |id| write!(f, ";{id}"))
    }
}

impl FromStr for DaysAway {
    type Err = ContactValueError;

    fn from_str(text: &str) -> Result<Self, ContactValueError> {
        let (days, substitute) = match text.split_once(';') {
            Some((days, id)) => (days, Some(id.to_owned()).filter(|id| !id.is_empty())),
            None => (text, None),
        };
        let (from, through) = days.split_once("..").ok_or(ContactValueError)?;
        let (from_on, through_on) =
            (from.parse().map_err(|_| ContactValueError)?, through.parse().map_err(|_| ContactValueError)?);
        if from_on > through_on {
            return Err(ContactValueError);
        }
        Ok(Self { from_on, through_on, substitute })
    }
}

/// The words of the rhythms.
pub(crate) const RHYTHMS: [(DigestRhythm, &str); 3] =
    [(DigestRhythm::Weekly, "weekly"), (DigestRhythm::Monthly, "monthly"), (DigestRhythm::None, "none")];

/// The words of the languages.
pub(crate) const LANGUAGES: [(Language, &str); 2] = [(Language::Vi, "vi"), (Language::En, "en")];

fn setting<T>(text: Option<&String>, read: impl Fn(&str) -> Option<T>) -> Option<ContactSetting<T>> {
    match text?.as_str() {
        AS_CONFIGURED => Some(ContactSetting::AsConfigured),
        text => read(text).map(ContactSetting::Said),
    }
}

impl ContactChange {
    /// Whether it says anything.
    pub const fn is_empty(&self) -> bool {
        self.away.is_none() && self.language.is_none() && self.digest.is_none()
    }

    /// The absence.
    pub(crate) fn days_away(&self) -> Option<ContactSetting<DaysAway>> {
        setting(self.away.as_ref(), |text| text.parse().ok())
    }

    fn language(&self) -> Option<ContactSetting<Language>> {
        setting(self.language.as_ref(), |text| LANGUAGES.iter().find(|(_, word)| *word == text).map(|(it, _)| *it))
    }

    fn rhythm(&self) -> Option<ContactSetting<DigestRhythm>> {
        setting(self.digest.as_ref(), |text| RHYTHMS.iter().find(|(_, word)| *word == text).map(|(it, _)| *it))
    }
}

/// The acts that say something of contacts and stand, in the order in which they take effect.
pub(crate) fn contact_changes(acts: &[Act]) -> Vec<(&Act, &ContactChange)> {
    let changes = acts.iter().filter_map(|act| match &act.body {
        ActBody::Contact(change) if !is_voided(acts, act.seq) => Some((act, change)),
        _ => None,
    });
    let mut changes: Vec<_> = changes.collect();
    changes.sort_by_key(|(act, _)| (act.on, act.seq));
    changes
}

/// The circle as it is on that day, with what was said of its contacts.
///
/// An absence that was said comes before those of the configuration, the one said last first. What is said of someone
/// who is no contact says nothing.
pub(crate) fn circle_with(circle: &Circle, acts: &[Act], today: Day) -> Circle {
    let changes = contact_changes(acts);
    circle.with_contacts(|contact| {
        let mut now: Contact = contact.clone();
        let mut away: Vec<Absence> = Vec::new();
        for (_, change) in changes.iter().filter(|(act, change)| change.contact == contact.id && act.on <= today) {
            match change.days_away() {
                Some(ContactSetting::Said(days)) => away.insert(
                    0,
                    Absence { from: days.from_on, to: days.through_on, substitute: days.substitute.clone() },
                ),
                Some(ContactSetting::AsConfigured) => away.clear(),
                None => {}
            }
            match change.language() {
                Some(ContactSetting::Said(language)) => now.language = language,
                Some(ContactSetting::AsConfigured) => now.language = contact.language,
                None => {}
            }
            match change.rhythm() {
                Some(ContactSetting::Said(rhythm)) => now.digest = rhythm,
                Some(ContactSetting::AsConfigured) => now.digest = contact.digest,
                None => {}
            }
        }
        away.append(&mut now.away);
        now.away = away;
        now
    })
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use std::collections::BTreeMap;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    fn act(seq: i64, on: &str, body: ActBody) -> Act {
        Act {
            seq,
            on: day(on),
            recorded_on: day(on),
            by: "desk".to_owned(),
            number: None,
            note: None,
            body,
            origin: Origin::default(),
        }
    }

    fn change(away: Option<&str>, language: Option<&str>, digest: Option<&str>) -> ActBody {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        ActBody::Contact(ContactChange {
            contact: "desk".to_owned(),
            away: owned(away),
            language: owned(language),
            digest: owned(digest),
        })
    }

    #[test]
    fn a_text_reads_back() {
        for text in ["2026-12-01..2026-12-20", "2026-12-01..2026-12-20;head", "2026-12-01..2026-12-01"] {
            assert_eq!(text.parse::<DaysAway>().map(|days| days.to_string()).as_deref(), Ok(text));
        }
        for text in ["2026-12-20..2026-12-01", "2026-12-01", "", "a..b", "-"] {
            assert_eq!(text.parse::<DaysAway>(), Err(ContactValueError), "{text}");
        }
    }

    /// From its day, over the configuration, until it is given back.
    #[test]
    fn what_was_said_wins_from_its_day() {
        let configured = Contact {
            id: "desk".to_owned(),
            away: vec![Absence { from: day("2027-02-01"), to: day("2027-02-10"), substitute: Some("it".to_owned()) }],
            ..Contact::default()
        };
        let circle = Circle::new([configured], BTreeMap::new(), None);
        let acts = [
            act(1, "2026-11-20", change(Some("2026-12-01..2026-12-20;head"), Some("en"), Some("monthly"))),
            act(2, "2026-11-25", change(Some("2026-12-10..2026-12-12;deputy"), None, None)),
            act(3, "2026-12-15", change(None, Some("-"), Some("none"))),
            act(4, "2026-12-18", change(Some("-"), None, None)),
            act(5, "2026-11-21", change(Some("2026-11-22..2026-11-30;wrong"), None, None)),
            act(6, "2026-11-21", ActBody::Void { voids: 5 }),
        ];
        let stands_in = |today: &str, on: &str| {
            let now = circle_with(&circle, &acts, day(today));
            now.contact("desk").and_then(|desk| desk.away_on(day(on))).and_then(|away| away.substitute.clone())
        };
        for (today, on, who) in [
            ("2026-11-19", "2026-12-05", None),
            ("2026-11-20", "2026-12-05", Some("head")),
            ("2026-11-25", "2026-12-11", Some("deputy")),
            ("2026-11-25", "2026-12-13", Some("head")),
            ("2026-11-25", "2026-11-25", None),
            ("2026-12-18", "2026-12-19", None),
            ("2026-12-18", "2027-02-05", Some("it")),
            ("2026-11-25", "2027-02-05", Some("it")),
        ] {
            assert_eq!(stands_in(today, on).as_deref(), who, "{on}, as known on {today}");
        }
        let words = |today: &str| {
            let now = circle_with(&circle, &acts, day(today));
            now.contact("desk").map(|desk| (desk.language, desk.digest))
        };
        for (today, expected) in [
            ("2026-11-19", (Language::Vi, DigestRhythm::Weekly)),
            ("2026-11-20", (Language::En, DigestRhythm::Monthly)),
            ("2026-12-14", (Language::En, DigestRhythm::Monthly)),
            ("2026-12-15", (Language::Vi, DigestRhythm::None)),
        ] {
            assert_eq!(words(today), Some(expected), "{today}");
        }
    }
}
