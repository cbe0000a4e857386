//! What rows of parties say by name: a row without an id, a successor, a name that another party bears.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::names::{NameLookup, comparable_name};
use crate::exchange::{FactChange, PartyDraft};

use crate::lifecycle::agreement::Restricted;
use crate::lifecycle::party::{Party, PartyName};
use crate::message::list::{odd, row};

/// The last name that the row gives: the one of today.
fn name_given(draft: &PartyDraft) -> Option<&str> {
    match &draft.names {
        Some(FactChange::Set(names)) => names.last().map(|name| name.name.as_str()),
        Some(FactChange::Clear) | None => None,
    }
}

/// Whether both names are borne on some day.
fn overlap(one: &PartyName, other: &PartyName) -> bool {
    let before =
        |first: &PartyName, second: &PartyName| first.until.zip(second.from).is_some_and(|(until, from)| until < from);
    !before(one, other) && !before(other, one)
}

impl ImportPass<'_, '_> {
    /// Rows without an id: the party that bears the name, or a new one with an id made of it.
    pub(super) fn give_ids(&mut self, drafts: &mut [PartyDraft]) {
        let mut taken: BTreeSet<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
        for draft in drafts.iter_mut().filter(|draft| draft.id.is_empty()) {
            let Some(name) = name_given(draft).map(str::to_owned) else {
                self.fall(&draft.place, "id", &row::not_a_party_id(""));
                continue;
            };
            match self.parties.find(&name, None) {
                NameLookup::One(id) if taken.contains(&id) => {
                    self.fall(&draft.place, "id", &row::party_stands_in_another_row(&name, &id));
                    continue;
                }
                NameLookup::One(id) => {
                    self.say(row::about_row(draft.place.line, None, &row::party_taken_for(&name, &id)));
                    draft.id = id;
                }
                NameLookup::Several(ids) => {
                    self.fall(&draft.place, "id", &row::name_of_several(&name, &ids));
                    continue;
                }
                NameLookup::Nobody => {
                    draft.id = self.parties.free_id(&name, &taken);
                    self.say(row::new_party(&draft.id, &name));
                }
            }
            taken.insert(draft.id.clone());
        }
    }

    /// A successor that a row names otherwise than by its id, where one party of the register or of this file is called so.
    pub(super) fn successors_by_name(&self, drafts: &mut [PartyDraft]) {
        let of_file: Vec<(String, String)> =
            drafts.iter().filter_map(|draft| Some((draft.id.clone(), comparable_name(name_given(draft)?)))).collect();
        for draft in drafts {
            let Some(FactChange::Set(next)) = &mut draft.successor else { continue };
            if self.parties.known.contains_key(&next.id) || of_file.iter().any(|(id, _)| *id == next.id) {
                continue;
            }
            let sought = comparable_name(&next.id);
            let here = of_file.iter().filter(|(_, name)| *name == sought).map(|(id, _)| id.clone());
            let mut found: BTreeSet<String> = here.collect();
            match self.parties.find(&next.id, Some(next.on)) {
                NameLookup::One(id) => drop(found.insert(id)),
                NameLookup::Several(ids) => found.extend(ids),
                NameLookup::Nobody => {}
            }
            found.remove(&draft.id);
            if let Some(only) = found.first().filter(|_| found.len() == 1) {
                next.id.clone_from(only);
            }
        }
    }

    /// Says of each name that the row brings which other party bears it on the same days. One whose agreements are all
    /// restricted is not told.
    pub(super) fn tell_shared_names(
        &mut self,
        draft: &PartyDraft,
        before: Option<&Party>,
        party: &Party,
    ) -> Result<(), DeskError> {
        let was_called: BTreeSet<String> = before.into_iter().flat_map(Party::called).map(comparable_name).collect();
        let mut told = BTreeSet::new();
        for name in party.called().filter(|name| !was_called.contains(&comparable_name(name))) {
            let sought = comparable_name(name);
            for id in self.parties.called_just(name) {
                let Some(other) = self.parties.known.get(&id).filter(|other| other.id != party.id) else { continue };
                let days =
                    |of: &Party| of.names.iter().filter(|one| comparable_name(&one.name) == sought).cloned().collect();
                let (mine, theirs): (Vec<PartyName>, Vec<PartyName>) = (days(party), days(other));
                let apart = !mine.is_empty()
                    && !theirs.is_empty()
                    && !mine.iter().any(|one| theirs.iter().any(|other| overlap(one, other)));
                if apart || succeeds(party, other) || self.tx.party_restricted(&id)? == Restricted::Yes {
                    continue;
                }
                if told.insert((sought.clone(), id.clone())) {
                    let sentence = odd::name_of_another_party(&party.id, name, &id);
                    self.warn(row::about_row(draft.place.line, None, &sentence));
                }
            }
        }
        Ok(())
    }
}

/// Whether one of them takes the other's place: a successor may keep the name.
fn succeeds(one: &Party, other: &Party) -> bool {
    let next = |party: &Party, of: &Party| party.successor.as_ref().is_some_and(|next| next.id == of.id);
    next(one, other) || next(other, one)
}
