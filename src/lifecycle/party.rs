//! Who signs: provinces, governments, agencies; their names change and they are succeeded.
//!
//! An agreement keeps the party that signed it. A party is known by its id alone; names are facts about it that hold
//! from a day to a day, so a successor that keeps its predecessor's name is never mistaken for it.

use serde::{Deserialize, Serialize};

use super::day::Day;

/// A party to agreements, ours or foreign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Stable id, for example `jeonbuk`.
    pub id: String,
    /// ISO 3166 code, two letters.
    pub country: Option<String>,
    /// Its names, each with the days on which it held.
    pub names: Vec<PartyName>,
    /// Other spellings, for search alone.
    pub aliases: Vec<String>,
    /// Who took its place.
    pub successor: Option<Succession>,
}

/// A name in force from a day to a day, both included; open where a day is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyName {
    /// The name as it stands in Vietnamese texts.
    pub name: String,
    /// The name in English, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// First day of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Last day of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// The party that took another's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// The successor's id.
    pub id: String,
    /// First day on which it stands in the other's place.
    pub on: Day,
    /// The decision that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

impl Party {
    /// The name that held on that day; where none did, the one nearest after it, else the last one, else the id.
    pub fn name_on(&self, day: Day) -> &str {
        self.entry_on(day).map_or(self.id.as_str(), |entry| entry.name.as_str())
    }

    /// The same in English, falling back to the Vietnamese name.
    pub fn name_en_on(&self, day: Day) -> &str {
        match self.entry_on(day) {
            Some(entry) => entry.name_en.as_deref().unwrap_or(&entry.name),
            None => &self.id,
        }
    }

    fn entry_on(&self, day: Day) -> Option<&PartyName> {
        let holds = |entry: &&PartyName| {
            entry.from.is_none_or(|from| from <= day) && entry.until.is_none_or(|until| day <= until)
        };
        let later = |entry: &&PartyName| entry.from.is_some_and(|from| from > day);
        self.names.iter().find(holds).or_else(|| self.names.iter().find(later)).or_else(|| self.names.last())
    }

    /// The succession that has taken place by that day, if any.
    pub fn succeeded_by(&self, day: Day) -> Option<&Succession> {
        self.successor.as_ref().filter(|successor| successor.on <= day)
    }
}
