//! Looks parties up by name.
//!
//! The keys are the id, any name the party ever had, and its aliases, folded. Nothing is guessed: a name that two
//! parties share means the one that had it on the day of signing, else neither.

use std::collections::{BTreeMap, BTreeSet};

use super::DeskError;
use crate::lifecycle::agreement::{FactFault, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, PartyName};
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::store::Store;
use crate::text::distance_within;
use crate::text::fold;

/// At most this many parties are named where the one that was meant is not found.
const NAMED_AT_MOST: usize = 3;

/// A name as it is compared: folded, no blanks around a dash, and the people's committee in its usual short form. Two ways
/// of writing one name are no two parties.
pub(super) fn comparable_name(name: &str) -> String {
    let dashed = fold(name).split('-').map(str::trim).collect::<Vec<_>>().join("-");
    dashed.replace("uy ban nhan dan", "ubnd")
}

/// What a name says about the kind of its party; the longer first.
const KINDS: [&str; 13] = [
    "ubnd tinh ",
    "ubnd thanh pho ",
    "chinh quyen tinh ",
    "chinh quyen thanh pho ",
    "chinh quyen ",
    "chinh phu ",
    "ubnd ",
    "tinh ",
    "thanh pho ",
    "tp. ",
    "bang ",
    "province of ",
    "city of ",
];

/// The same without the kind of its party: `tỉnh Jeollabuk-do` and `Jeollabuk-do` may be one, and someone is asked.
fn bare(spelled: &str) -> &str {
    KINDS.iter().find_map(|kind| spelled.strip_prefix(kind)).unwrap_or(spelled)
}

/// The parties of the register, and those that an import adds to them.
#[derive(Debug, Default)]
pub(super) struct Parties {
    pub(super) known: BTreeMap<String, Party>,
    by_name: BTreeMap<String, BTreeSet<String>>,
}

/// What a name leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NameLookup {
    One(String),
    Several(Vec<String>),
    Nobody,
}

impl Parties {
    pub(super) fn load(store: &Store) -> Result<Self, DeskError> {
        let mut parties = Self::default();
        for party in store.parties()?.values().cloned() {
            parties.learn(party);
        }
        Ok(parties)
    }

    pub(super) fn learn(&mut self, party: Party) {
        for name in party.called().chain([party.id.as_str()]) {
            self.by_name.entry(comparable_name(name)).or_default().insert(party.id.clone());
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

    /// The parties that anybody may call so, with or without the kind of the party: `Đắk Lắk` for `UBND tỉnh Đắk Lắk`.
    pub(super) fn called(&self, name: &str) -> BTreeSet<String> {
        let sought = comparable_name(name);
        let bears = |party: &&Party| party.called().any(|known| bare(&comparable_name(known)) == bare(&sought));
        self.known.values().filter(bears).map(|party| party.id.clone()).collect()
    }

    /// The parties that are called just so.
    pub(super) fn called_just(&self, name: &str) -> BTreeSet<String> {
        self.by_name.get(&comparable_name(name)).cloned().unwrap_or_default()
    }

    /// The party and those that stood or stand in its place.
    pub(super) fn in_its_place(&self, id: &str) -> Vec<String> {
        let follows = |party: &&Party| party.successor.as_ref().is_some_and(|successor| successor.id == id);
        let before = self.known.values().filter(follows).map(|party| party.id.clone());
        let after = self.known.get(id).and_then(|party| party.successor.as_ref()).map(|successor| successor.id.clone());
        before.chain(after).chain([id.to_owned()]).collect()
    }

    pub(super) fn find(&self, name: &str, signed_on: Option<Day>) -> NameLookup {
        if self.known.contains_key(name) {
            return NameLookup::One(name.to_owned());
        }
        let sought = comparable_name(name);
        let Some(ids) = self.by_name.get(&sought) else { return NameLookup::Nobody };
        if let Some(only) = ids.first().filter(|_| ids.len() == 1) {
            return NameLookup::One(only.clone());
        }
        let holds = |entry: &PartyName, day: Day| entry.holds_on(day) && comparable_name(&entry.name) == sought;
        let bore_it = |id: &&String| {
            let known = signed_on.zip(self.known.get(*id));
            known.is_some_and(|(day, party)| party.names.iter().any(|entry| holds(entry, day)))
        };
        let on_the_day: Vec<&String> = ids.iter().filter(bore_it).collect();
        match on_the_day.as_slice() {
            [only] => NameLookup::One((*only).clone()),
            _ => NameLookup::Several(ids.iter().cloned().collect()),
        }
    }

    /// The id of the party that someone means by an id, a name or an alias; refuses one that leads nowhere or to
    /// several.
    pub(super) fn one(&self, named: &str) -> Result<String, Refusal> {
        match self.find(named, None) {
            NameLookup::One(id) => Ok(id),
            NameLookup::Several(ids) => Err(Refusal::SeveralParties(named.to_owned(), ids)),
            NameLookup::Nobody => {
                let near = self.nearest(named, 1 + named.chars().count() / 3);
                Err(Refusal::NoParty { named: named.chars().take(80).collect(), near })
            }
        }
    }

    /// The parties that a mistyped name may mean, by id, the nearest first: those of whose names it is a part, or that differ
    /// from it by so many slips.
    pub(super) fn nearest(&self, asked: &str, slips_allowed: usize) -> Vec<String> {
        let asked = comparable_name(asked);
        let bare_asked = bare(&asked);
        let kin = |name: &str| name.contains(&asked) || bare(name) == bare_asked;
        let slips = |name: &str| if kin(name) { Some(0) } else { distance_within(&asked, name, slips_allowed) };
        let near = |(name, ids): (&String, &BTreeSet<String>)| {
            slips(name).map(|slips| ids.iter().map(|id| (slips, id.clone())).collect::<Vec<_>>())
        };
        let mut found: Vec<(usize, String)> = Vec::new();
        if !asked.is_empty() {
            found.extend(self.by_name.iter().filter_map(near).flatten());
        }
        found.sort();
        let mut near: Vec<String> = Vec::new();
        for (_, id) in found {
            let id = format!("`{id}`");
            if near.len() < NAMED_AT_MOST && !near.contains(&id) {
                near.push(id);
            }
        }
        near
    }

    /// Puts ids in the place of names in the fields that a request sets.
    pub(super) fn to_ids(&self, request: &mut ActRequest, signed_on: Option<Day>) -> Result<(), Refusal> {
        let (RequestedAct::Amend { set, .. } | RequestedAct::Correct { set }) = &mut request.asked else {
            return Ok(());
        };
        for value in set.iter_mut().filter(|value| matches!(value.field, Field::Ours | Field::Partner)) {
            let Some(text) = &mut value.text else { continue };
            let names: Vec<String> = text.split(';').map(|name| name.trim().to_owned()).collect();
            *text = self.ids(value.field.name(), &names, signed_on)?.join(";");
        }
        Ok(())
    }

    /// The ids that names lead to; refuses a name that leads nowhere.
    pub(super) fn ids(
        &self,
        field: &'static str,
        names: &[String],
        signed_on: Option<Day>,
    ) -> Result<Vec<String>, Refusal> {
        let mut ids: Vec<String> = Vec::with_capacity(names.len());
        for name in names {
            let what = match self.find(name, signed_on) {
                NameLookup::One(id) if ids.contains(&id) => continue,
                NameLookup::One(id) => {
                    ids.push(id);
                    continue;
                }
                NameLookup::Several(ids) => FactFault::SeveralParties { name: name.clone(), ids },
                NameLookup::Nobody => FactFault::NoParty(name.clone()),
            };
            return Err(Refusal::Fact { name: field, what });
        }
        Ok(ids)
    }
}

/// The request with the names of parties among the fields it sets replaced by their ids.
pub(super) fn with_ids(store: &Store, request: &ActRequest, signed_on: Option<Day>) -> Result<ActRequest, NameError> {
    let mut request = request.clone();
    if names_parties(&request) {
        Parties::load(store)?.to_ids(&mut request, signed_on)?;
    }
    Ok(request)
}

fn names_parties(request: &ActRequest) -> bool {
    let (RequestedAct::Amend { set, .. } | RequestedAct::Correct { set }) = &request.asked else { return false };
    set.iter().any(|value| matches!(value.field, Field::Ours | Field::Partner) && value.text.is_some())
}

/// Why names were not replaced.
pub(super) enum NameError {
    Desk(DeskError),
    Refused(Refusal),
}

impl From<DeskError> for NameError {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<Refusal> for NameError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
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
    fn a_shared_name_goes_to_whoever_bore_it_on_the_day() {
        let mut parties = Parties::default();
        parties.learn(party("old", &[("Phú Yên", None, Some("2025-06-30"))]));
        parties
            .learn(party("new", &[("Ban Phú Yên", None, Some("2025-06-30")), ("Phú Yên", Some("2025-07-01"), None)]));
        let day = |text: &str| Some(text.parse().expect("a day"));
        assert_eq!(parties.find("phu yen", None), NameLookup::Several(vec!["new".into(), "old".into()]));
        assert_eq!(parties.find("phu yen", day("2025-07-02")), NameLookup::One("new".into()));
        assert_eq!(parties.find("PHÚ YÊN", day("2020-01-01")), NameLookup::One("old".into()));
        assert_eq!(parties.find("Ban Phu Yen", None), NameLookup::One("new".into()));
        assert_eq!(parties.find("Gia Lai", None), NameLookup::Nobody);
    }

    #[test]
    fn other_spellings_of_a_name_are_the_same_name() {
        let mut parties = Parties::default();
        parties.learn(party("dak-lak", &[("UBND tỉnh Đắk Lắk", None, None)]));
        parties.learn(party("jeonbuk", &[("Jeollabuk-do", None, None)]));
        for (written, id) in [
            ("Ủy ban nhân dân tỉnh Đắk Lắk", "dak-lak"),
            ("UỶ BAN NHÂN DÂN TỈNH ĐẮK LẮK", "dak-lak"),
            ("ubnd tinh dak lak", "dak-lak"),
            ("Jeollabuk –do", "jeonbuk"),
            ("jeollabuk - do", "jeonbuk"),
        ] {
            assert_eq!(parties.find(written, None), NameLookup::One(id.to_owned()), "{written}");
        }
        // A province is not its people's committee, and nothing is guessed.
        assert_eq!(parties.find("tỉnh Đắk Lắk", None), NameLookup::Nobody);
    }

    #[test]
    fn a_mistyped_party_names_the_nearest_ones() {
        let mut parties = Parties::default();
        parties.learn(party("kon-tum", &[("UBND tỉnh Kon Tum", None, None)]));
        parties.learn(party("quang-ngai", &[("UBND tỉnh Quảng Ngãi", None, None)]));
        for (asked, near) in [
            ("kontum", &["`kon-tum`"][..]),
            ("Quảng Ngải", &["`quang-ngai`"]),
            ("tỉnh", &["`kon-tum`", "`quang-ngai`"]),
            ("Jeonbuk State", &[]),
        ] {
            let near = near.iter().map(|id| (*id).to_owned()).collect();
            assert_eq!(parties.one(asked), Err(Refusal::NoParty { named: asked.to_owned(), near }), "{asked}");
        }
    }
}
