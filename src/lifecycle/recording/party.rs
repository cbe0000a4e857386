//! Acts on a party: another name, a successor, another spelling, and taking one of them back.
//!
//! Pure. Names of other parties are ids here; the caller resolves what a person wrote.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::{NotVoidable, UnchangedValue, UndoWay};
use super::{AcceptedAct, Refusal};
use crate::lifecycle::act::{Act, ActBody, ActKey, ActWord, Target, is_voided};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, SUCCESSORS_AT_MOST, parties_from_acts};
use crate::lifecycle::request::{ActRequest, RequestedAct, Unreadable};

/// Holds a request about the party of that id against everything recorded about parties, in the order of recording.
///
/// The day of a new name or of a successor may be one to come: decisions are published before they take effect. It is
/// never taken to be today because nobody said it, or letters would have the wrong name in between.
pub fn party(request: &ActRequest, id: &str, acts: &[Act], today: Day) -> Result<AcceptedAct, Refusal> {
    let parties = parties_from_acts(acts);
    let check = PartyCheck { request, id, acts, parties: &parties, today };
    let (on, body) = match &request.asked {
        RequestedAct::Rename { name, name_en, from_on } => check.rename(name, name_en.clone(), *from_on)?,
        RequestedAct::Succeed { successor, basis, from_on } => check.succeed(successor, basis.clone(), *from_on)?,
        RequestedAct::Alias { alias } => check.alias(alias)?,
        RequestedAct::Void { act } => check.void(*act)?,
        other => return Err(Refusal::Unreadable(Unreadable::NotOn { act: other.act(), target: Target::Party })),
    };
    check.leads_nowhere_wrong(on, &body)?;
    Ok(AcceptedAct { on, body, remarks: vec![], instead_of: vec![] })
}

/// Everything a check looks at.
struct PartyCheck<'a> {
    request: &'a ActRequest,
    id: &'a str,
    acts: &'a [Act],
    parties: &'a BTreeMap<String, Party>,
    today: Day,
}

impl PartyCheck<'_> {
    fn rename(&self, name: &str, name_en: Option<String>, from: Option<Day>) -> Result<(Day, ActBody), Refusal> {
        let from = self.day(from)?;
        let party = self.party()?;
        if let Some(same) = party.names.iter().find(|entry| entry.holds_on(from) && entry.name == name)
            && (name_en.is_none() || same.name_en == name_en)
        {
            return Err(Refusal::NoChange(UnchangedValue::Name { party: self.id.to_owned(), from }));
        }
        if let Some(other) = party.names.iter().find(|entry| entry.from == Some(from)) {
            return Err(Refusal::NameBegins {
                on: from,
                name: other.name.clone(),
                undo: self.undo(|act| renames(act, from)),
            });
        }
        Ok((from, ActBody::Rename { party: self.id.to_owned(), name: name.to_owned(), name_en }))
    }

    fn succeed(&self, successor: &str, basis: Option<String>, from: Option<Day>) -> Result<(Day, ActBody), Refusal> {
        let on = self.day(from)?;
        if successor == self.id {
            return Err(Refusal::OwnSuccessor(self.id.to_owned()));
        }
        if let Some(standing) = &self.party()?.successor {
            if standing.id == successor && standing.on == on {
                return Err(Refusal::NoChange(UnchangedValue::Successor {
                    successor: successor.to_owned(),
                    since: on,
                }));
            }
            let undo = self.undo(|act| matches!(act.body, ActBody::Succeed { .. }));
            return Err(Refusal::SecondSuccessor {
                party: self.id.to_owned(),
                successor: standing.id.clone(),
                on: standing.on,
                undo,
            });
        }
        Ok((on, ActBody::Succeed { party: self.id.to_owned(), successor: successor.to_owned(), basis }))
    }

    fn alias(&self, alias: &str) -> Result<(Day, ActBody), Refusal> {
        if self.party()?.called().any(|name| name == alias) {
            return Err(Refusal::NoChange(UnchangedValue::Alias {
                party: self.id.to_owned(),
                alias: alias.to_owned(),
            }));
        }
        let on = self.request.on.unwrap_or(self.today);
        if on > self.today {
            return Err(Refusal::Future(on));
        }
        Ok((on, ActBody::Alias { party: self.id.to_owned(), alias: alias.to_owned() }))
    }

    fn void(&self, seq: i64) -> Result<(Day, ActBody), Refusal> {
        let own = |act: &&Act| act.body.about_party() == Some(self.id);
        if self.acts.iter().any(|act| act.seq == seq && matches!(act.body, ActBody::Void { .. })) {
            return Err(Refusal::CannotVoid(seq, NotVoidable::Void));
        }
        let Some(act) = self.acts.iter().filter(own).find(|act| act.seq == seq) else {
            return Err(Refusal::NoPartyAct { seq, party: self.id.to_owned(), known: self.listed() });
        };
        if is_voided(self.acts, seq) {
            return Err(Refusal::VoidedAlready(seq));
        }
        if self.acts.iter().find(own).is_some_and(|first| first.seq == act.seq) {
            return Err(Refusal::CannotVoid(seq, NotVoidable::Party));
        }
        Ok((self.today, ActBody::Void { voids: seq }))
    }

    /// What would be known with the act. Nothing may stay as it is, and no chain of successors may lead back.
    fn leads_nowhere_wrong(&self, on: Day, body: &ActBody) -> Result<(), Refusal> {
        let next = self.acts.iter().map(|act| act.seq).max().unwrap_or(0) + 1;
        let (recorded_on, by) = (self.today, String::new());
        let act = Act {
            seq: next,
            on,
            recorded_on,
            by,
            number: None,
            note: None,
            body: body.clone(),
            origin: crate::lifecycle::act::Origin::default(),
        };
        let after = parties_from_acts(self.acts.iter().chain([&act]));
        if after == *self.parties {
            return Err(Refusal::NoChange(UnchangedValue::Overruled));
        }
        let mut seen = BTreeSet::from([self.id]);
        let mut at = self.id;
        while seen.len() <= SUCCESSORS_AT_MOST {
            let Some(next) = after.get(at).and_then(|party| party.successor.as_ref()) else { return Ok(()) };
            if !seen.insert(&next.id) {
                return Err(Refusal::CircleOfSuccessors {
                    party: self.id.to_owned(),
                    through: at.to_owned(),
                    back: next.id.clone(),
                });
            }
            at = &next.id;
        }
        Err(Refusal::NoChange(UnchangedValue::TooManySuccessors {
            party: self.id.to_owned(),
            most: SUCCESSORS_AT_MOST,
        }))
    }

    /// The acts on the party that can be taken back.
    fn listed(&self) -> Vec<(i64, ActWord)> {
        let own = self
            .acts
            .iter()
            .filter(|act| act.body.about_party() == Some(self.id) && !is_voided(self.acts, act.seq))
            .skip(1);
        own.filter_map(|act| Some((act.seq, act.body.act_word()?))).collect()
    }

    /// How what stands is taken back: the command, where an act of its own says it, else the row of an import.
    fn undo(&self, says: impl Fn(&Act) -> bool) -> UndoWay {
        let own = self
            .acts
            .iter()
            .rev()
            .filter(|act| act.body.about_party() == Some(self.id) && !is_voided(self.acts, act.seq));
        let said = |act: &&Act| says(act) || matches!(act.body, ActBody::Party { .. });
        match own.into_iter().find(said) {
            Some(Act { seq, body: ActBody::Rename { .. } | ActBody::Succeed { .. }, .. }) => {
                UndoWay::Void { party: self.id.to_owned(), seq: *seq }
            }
            _ => UndoWay::Import,
        }
    }

    fn party(&self) -> Result<&Party, Refusal> {
        self.parties.get(self.id).ok_or_else(|| Refusal::NoParty { named: self.id.to_owned(), near: Vec::new() })
    }

    /// The day it holds from: `from` and the day of the act say the same of a party.
    fn day(&self, from: Option<Day>) -> Result<Day, Refusal> {
        match (from, self.request.on) {
            (Some(from), Some(on)) if from != on => Err(Refusal::TwoDays(from, on)),
            (Some(day), _) | (None, Some(day)) => Ok(day),
            (None, None) => {
                Err(Refusal::Unreadable(Unreadable::Missing { act: self.request.act(), key: ActKey::FromOn }))
            }
        }
    }
}

fn renames(act: &Act, from: Day) -> bool {
    matches!(act.body, ActBody::Rename { .. }) && act.on == from
}
