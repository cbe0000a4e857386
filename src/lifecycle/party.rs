//! The parties that sign: provinces, governments, agencies. Their names change, and others succeed them.
//!
//! An agreement keeps the party that signed it. A party is identified by its id alone; names are facts about it, valid
//! from a day to a day, so a successor that keeps its predecessor's name is never confused with it. Parties are derived
//! from acts, as agreements are.

mod from_acts;
mod inherited;

use std::collections::BTreeMap;

pub use from_acts::{parties_from_acts, states};
pub use inherited::{Confirmation, Inherited, inherited_parties};

use serde::{Deserialize, Serialize};

use super::day::Day;

/// A party to agreements, ours or foreign.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PartyName {
    /// The name as it is in Vietnamese texts.
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Succession {
    /// The successor's id.
    pub id: String,
    /// First day of the succession.
    pub on: Day,
    /// The decision that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A chain of successors is followed so far.
pub(crate) const SUCCESSORS_AT_MOST: usize = 50;

impl PartyName {
    /// Whether the name is borne on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Two names of a party, one after the other, whose days do not join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameSeam {
    /// The earlier name and its last day.
    pub earlier: (String, Day),
    /// The later name and its first day.
    pub later: (String, Day),
}

impl Party {
    /// Names that overlap, or that leave days between them on which neither holds.
    pub fn name_seams(&self) -> Vec<NameSeam> {
        let mut names: Vec<&PartyName> = self.names.iter().collect();
        names.sort_by_key(|name| name.from);
        names
            .windows(2)
            .filter_map(|pair| match (pair[0].until, pair[1].from) {
                (Some(until), Some(from)) if until.next() != from => {
                    Some(NameSeam { earlier: (pair[0].name.clone(), until), later: (pair[1].name.clone(), from) })
                }
                _ => None,
            })
            .collect()
    }

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
        let later = self.names.iter().filter(|entry| entry.from.is_some_and(|from| from > day));
        let holding = self.names.iter().find(|entry| entry.holds_on(day));
        holding.or_else(|| later.min_by_key(|entry| entry.from)).or_else(|| self.names.last())
    }

    /// Every name it ever had, in both languages, and its aliases.
    pub fn called(&self) -> impl Iterator<Item = &str> {
        let names = self.names.iter().flat_map(|entry| [Some(entry.name.as_str()), entry.name_en.as_deref()]);
        names.flatten().chain(self.aliases.iter().map(String::as_str))
    }

    /// The succession that has taken place by that day, if any.
    pub(crate) fn succeeded_by(&self, day: Day) -> Option<&Succession> {
        self.successor.as_ref().filter(|successor| successor.on <= day)
    }

    /// Gives it another name from that day on, until the day on which the next name begins. The name that was borne then
    /// ends the day before; one that began that very day gives way.
    ///
    /// ```
    /// use pactwatch::lifecycle::party::{Party, PartyName};
    ///
    /// let entry = PartyName { name: "Jeollabuk-do".into(), name_en: None, from: None, until: None };
    /// let mut party = Party { id: "jeonbuk".into(), names: vec![entry], ..Party::default() };
    /// party.rename("Jeonbuk State", None, "2024-01-18".parse().unwrap());
    /// assert_eq!(party.name_on("2024-01-17".parse().unwrap()), "Jeollabuk-do");
    /// assert_eq!(party.name_on("2024-01-18".parse().unwrap()), "Jeonbuk State");
    /// ```
    pub fn rename(&mut self, name: &str, name_en: Option<&str>, from: Day) {
        let begins = |entry: &PartyName| entry.from.filter(|begins| *begins > from);
        let next = self.names.iter().filter_map(begins).min().and_then(|next| next.plus_days(-1).ok());
        let borne = self.names.iter().find(|entry| entry.holds_on(from));
        // A name that was known to end goes on ending then, whoever has which name in between.
        let until = match borne.and_then(|entry| entry.until) {
            Some(until) => Some(next.map_or(until, |next| next.min(until))),
            None => next,
        };
        let before = from.plus_days(-1).ok();
        // Before the first day there is no day, and so no name.
        self.names.retain(|entry| entry.from != Some(from) && (before.is_some() || !entry.holds_on(from)));
        for entry in self.names.iter_mut().filter(|entry| entry.holds_on(from)) {
            entry.until = before;
        }
        let (name, name_en) = (name.to_owned(), name_en.map(str::to_owned));
        self.names.push(PartyName { name, name_en, from: Some(from), until });
        self.names.sort_by_key(|entry| entry.from);
    }
}

/// The party's successor on that day: successors of successors are followed, a circle is left.
pub fn heir<'a>(party: &'a Party, parties: &'a BTreeMap<String, Party>, day: Day) -> &'a Party {
    successions(party, parties, day).last().map_or(party, |(_, heir)| heir)
}

/// The successions that have led from the party to its heir by that day, the first one first.
fn successions<'a>(
    party: &'a Party,
    parties: &'a BTreeMap<String, Party>,
    day: Day,
) -> Vec<(&'a Succession, &'a Party)> {
    let mut steps: Vec<(&Succession, &Party)> = Vec::new();
    let mut at = party;
    while steps.len() < SUCCESSORS_AT_MOST
        && let Some(succession) = at.succeeded_by(day)
        && let Some(next) = parties.get(&succession.id)
        && next.id != party.id
        && steps.iter().all(|(_, seen)| seen.id != next.id)
    {
        steps.push((succession, next));
        at = next;
    }
    steps
}

/// The days on which a party, or its successor, is called otherwise or is succeeded.
pub fn turns(party: &Party, parties: &BTreeMap<String, Party>) -> Vec<Day> {
    let heirs = successions(party, parties, Day::last());
    let all = std::iter::once(party).chain(heirs.into_iter().map(|(_, heir)| heir));
    let days = |party: &Party| {
        let names = party.names.iter().flat_map(|name| [name.from, name.until.map(Day::next)]);
        names.chain([party.successor.as_ref().map(|next| next.on)]).flatten().collect::<Vec<_>>()
    };
    all.flat_map(days).collect()
}

/// The party, all in whose place it has come to stand, and all who have come to be in its, whenever that is: whoever
/// looks for one by its name means the agreements of any.
///
/// Two that were merged into one are no kin of each other.
pub fn kin(id: &str, parties: &BTreeMap<String, Party>) -> Vec<String> {
    let mut found = with_predecessors(id, parties);
    let after = parties.get(id).map(|party| successions(party, parties, Day::last())).unwrap_or_default();
    found.extend(
        after.into_iter().map(|(_, heir)| heir.id.clone()).filter(|id| !found.contains(id)).collect::<Vec<_>>(),
    );
    found
}

/// The party and all in whose place it has come to stand, or will: their agreements name it.
pub fn with_predecessors(id: &str, parties: &BTreeMap<String, Party>) -> Vec<String> {
    let mut found = vec![id.to_owned()];
    let mut at = 0;
    while let Some(heir) = found.get(at).cloned() {
        let before = parties.values().filter(|party| party.successor.as_ref().is_some_and(|next| next.id == heir));
        let new: Vec<String> = before.map(|party| party.id.clone()).filter(|id| !found.contains(id)).collect();
        found.extend(new);
        at += 1;
    }
    found
}
