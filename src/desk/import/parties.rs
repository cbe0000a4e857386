//! Parties: rows that bring or change them, and names that lead to them.
//!
//! A name is looked up by id, by any name the party ever had, and by its aliases, folded. Nothing is guessed: a name that
//! two parties share goes to the one that bore it on the day of signing, else it is a flaw.

use std::collections::{BTreeMap, BTreeSet};

use super::agreements::Work;
use crate::desk::DeskError;
use crate::exchange::{Drafts, PartyDraft};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, PartyName};
use crate::store::{Tx, fold};

/// A chain of successors is followed so far.
const SUCCESSORS_AT_MOST: usize = 50;

/// The parties as this import knows them.
#[derive(Debug, Default)]
pub(super) struct Parties {
    known: BTreeMap<String, Party>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

/// What a name leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    One(String),
    Several(Vec<String>),
    Nobody,
}

impl Parties {
    pub(super) fn load(tx: &Tx<'_>) -> Result<Self, DeskError> {
        let mut parties = Self::default();
        for party in tx.parties()?.into_values() {
            parties.learn(party);
        }
        Ok(parties)
    }

    fn learn(&mut self, party: Party) {
        let names = party.names.iter().flat_map(|entry| [Some(&entry.name), entry.name_en.as_ref()]).flatten();
        for name in names.chain(&party.aliases).chain([&party.id]) {
            self.by_name.entry(fold(name)).or_default().insert(party.id.clone());
        }
        self.known.insert(party.id.clone(), party);
    }

    /// The party of that id, as a person calls it.
    pub(super) fn name(&self, id: &str, on: Day) -> String {
        self.known.get(id).map_or_else(|| id.to_owned(), |party| party.name_on(on).to_owned())
    }

    pub(super) fn country(&self, id: &str) -> Option<&str> {
        self.known.get(id)?.country.as_deref()
    }

    pub(super) fn find(&self, name: &str, signed_on: Option<Day>) -> Named {
        if self.known.contains_key(name) {
            return Named::One(name.to_owned());
        }
        let Some(ids) = self.by_name.get(&fold(name)) else { return Named::Nobody };
        let holds = |entry: &PartyName, day: Day| {
            let within = entry.from.is_none_or(|from| from <= day) && entry.until.is_none_or(|until| day <= until);
            within && fold(&entry.name) == fold(name)
        };
        let bore_it = |id: &&String| {
            let known = signed_on.zip(self.known.get(*id));
            known.is_some_and(|(day, party)| party.names.iter().any(|entry| holds(entry, day)))
        };
        let on_the_day: Vec<&String> = ids.iter().filter(bore_it).collect();
        match (ids.len(), on_the_day.as_slice()) {
            (1, _) => Named::One(ids.iter().cloned().collect()),
            (_, [only]) => Named::One((*only).clone()),
            _ => Named::Several(ids.iter().cloned().collect()),
        }
    }

    /// A new party of that name, with an id made of it.
    fn make(&mut self, name: &str, country: Option<String>) -> Party {
        let slug = slug(name);
        let free = |id: &String| !self.known.contains_key(id);
        let id = std::iter::once(slug.clone())
            .chain((2..=u32::MAX).map(|nth| format!("{slug}-{nth}")))
            .find(free)
            .expect("a register of fewer than four thousand million parties leaves a number free");
        let entry = PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
        let party = Party { id, country, names: vec![entry], aliases: vec![], successor: None };
        self.learn(party.clone());
        party
    }

    /// Why a party's chain of successors leads nowhere, if it does.
    fn succession_fault(&self, party: &Party) -> Option<(String, &'static str)> {
        let mut seen = BTreeSet::from([party.id.as_str()]);
        let mut at = party;
        for _ in 0..SUCCESSORS_AT_MOST {
            let next = &at.successor.as_ref()?.id;
            if !seen.insert(next) {
                return Some((format!("the successors of `{}` lead back to `{next}`", party.id), "mend one of them"));
            }
            let Some(party) = self.known.get(next) else {
                let what = format!("its successor `{next}` is no party of the register or of this file");
                return Some((what, "add a row for that party, or mend the id"));
            };
            at = party;
        }
        Some((format!("`{}` has more than {SUCCESSORS_AT_MOST} successors", party.id), "mend one of them"))
    }
}

/// Small letters, digits and dashes; `party` where the name has none of them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in fold(name).chars().take(60) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "party".to_owned() } else { slug.to_owned() }
}

impl Work<'_, '_> {
    /// Takes the rows of parties, then looks where their successors lead.
    pub(super) fn parties(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        let sound: Vec<&PartyDraft> = drafts.parties.iter().filter(|draft| self.stands(&draft.place)).collect();
        for draft in &sound {
            let before = self.parties.known.get(&draft.id).cloned();
            let mut party = before.clone().unwrap_or_else(|| Party { id: draft.id.clone(), ..Party::default() });
            draft.apply(&mut party);
            // The register keeps aliases in order, each once.
            party.aliases.sort();
            party.aliases.dedup();
            if party.names.is_empty() {
                let cure = "write names = [{ name = \"…\" }]";
                self.fall(&draft.place, "names", format!("the party `{}` has no name", party.id), cure);
                continue;
            }
            match before {
                Some(before) if before == party => continue,
                Some(_) => self.done.counts.parties_changed += 1,
                None => self.done.counts.parties_new += 1,
            }
            self.tx.put_party(&party)?;
            self.parties.learn(party);
        }
        for draft in sound {
            let fault = self.parties.known.get(&draft.id).and_then(|party| self.parties.succession_fault(party));
            if let Some((what, cure)) = fault {
                self.fall(&draft.place, "successor", what, cure);
            }
        }
        Ok(())
    }

    /// The id of the party with that name; a new party where nobody has it.
    pub(super) fn party(
        &mut self,
        name: &str,
        signed_on: Option<Day>,
        country: Option<&str>,
    ) -> Result<Result<String, (String, String)>, DeskError> {
        let refused = |what: String, cure: &str| Ok(Err((what, cure.to_owned())));
        match self.parties.find(name, signed_on) {
            Named::One(id) => return Ok(Ok(id)),
            Named::Several(ids) => {
                return refused(
                    format!("`{name}` is the name of {}", ids.join(" and ")),
                    "write the id of one of them",
                );
            }
            Named::Nobody => {}
        }
        if let Some(line) = self.fallen_party(name) {
            return refused(format!("its party `{name}` stands in row {line}, which has flaws"), "mend that row first");
        }
        let party = self.parties.make(name, country.map(str::to_owned));
        self.tx.put_party(&party)?;
        self.done.counts.parties_new += 1;
        self.say(format!("new party `{}`: {name}", party.id));
        Ok(Ok(party.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(id: &str, names: &[(&str, Option<&str>, Option<&str>)]) -> Party {
        let day = |text: Option<&str>| text.map(|text| text.parse().expect("a day"));
        let name = |(name, from, until): &(&str, Option<&str>, Option<&str>)| PartyName {
            name: (*name).to_owned(),
            name_en: None,
            from: day(*from),
            until: day(*until),
        };
        Party { id: id.to_owned(), names: names.iter().map(name).collect(), ..Party::default() }
    }

    #[test]
    fn slugs() {
        for (name, expected) in
            [("UBND tỉnh Đắk Lắk", "ubnd-tinh-dak-lak"), (" (Sê Kông) ", "se-kong"), ("제주", "party")]
        {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn a_shared_name_goes_to_whoever_bore_it_on_the_day() {
        let mut parties = Parties::default();
        parties.learn(party("old", &[("Phú Yên", None, Some("2025-06-30"))]));
        parties
            .learn(party("new", &[("Ban Phú Yên", None, Some("2025-06-30")), ("Phú Yên", Some("2025-07-01"), None)]));
        let day = |text: &str| Some(text.parse().expect("a day"));
        assert_eq!(parties.find("phu yen", None), Named::Several(vec!["new".into(), "old".into()]));
        assert_eq!(parties.find("phu yen", day("2025-07-02")), Named::One("new".into()));
        assert_eq!(parties.find("PHÚ YÊN", day("2020-01-01")), Named::One("old".into()));
        assert_eq!(parties.find("Ban Phu Yen", None), Named::One("new".into()));
        assert_eq!(parties.find("Gia Lai", None), Named::Nobody);
        assert_eq!(parties.make("old", None).id, "old-2");
    }
}
