//! Parties: rows that bring or change them, and names of agreements' parties that nobody has yet.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::names::{NameLookup, Parties};
use crate::exchange::cell_forms::words::says_unknown;
use crate::exchange::{Drafts, PartyDraft};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::party::{Party, PartyName, SUCCESSORS_AT_MOST};
use crate::message::list::{self, Wording, odd, row};
use crate::text::slug;

/// With so many parties at most a new one is held against the names of all.
const COMPARED_AT_MOST: usize = 500;

impl Parties {
    /// A new party of that name, with an id made of it.
    fn make(&mut self, name: &str, country: Option<String>) -> Party {
        let id = self.free_id(name, &BTreeSet::new());
        let entry = PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
        let party = Party { id, country, names: vec![entry], aliases: vec![], successor: None };
        self.learn(party.clone());
        party
    }

    /// An id for a party of that name that no party has, and none of those taken.
    pub(super) fn free_id(&self, name: &str, taken: &BTreeSet<String>) -> String {
        let slug = party_id(name);
        let free = |id: &String| !self.known.contains_key(id) && !taken.contains(id);
        std::iter::once(slug.clone())
            .chain((2..=u32::MAX).map(|nth| format!("{slug}-{nth}")))
            .find(free)
            .expect("a register of fewer than four thousand million parties leaves a number free")
    }

    /// Why a party's chain of successors leads nowhere, if it does.
    fn succession_fault(&self, party: &Party) -> Option<Wording> {
        let mut seen = BTreeSet::from([party.id.as_str()]);
        let mut at = party;
        for _ in 0..SUCCESSORS_AT_MOST {
            let next = &at.successor.as_ref()?.id;
            if !seen.insert(next) {
                return Some(row::successors_in_a_circle(&party.id, next));
            }
            let Some(party) = self.known.get(next) else {
                return Some(row::no_such_successor(next));
            };
            at = party;
        }
        Some(row::too_many_successors(&party.id, SUCCESSORS_AT_MOST))
    }
}

/// The longest id proposed for a party.
const LONGEST_ID: usize = 60;

/// An id for a party of that name; `party` where the name has no Latin letter.
fn party_id(name: &str) -> String {
    let id = slug(name, LONGEST_ID).unwrap_or_else(|| "party".to_owned());
    // A list in which the id `nan` stands would say that nothing is known.
    if says_unknown(&id) { format!("{id}-1") } else { id }
}

impl ImportPass<'_, '_> {
    /// Takes the rows of parties, then looks where their successors lead.
    pub(super) fn parties(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        let mut sound: Vec<PartyDraft> =
            drafts.parties.iter().filter(|draft| self.stands(&draft.place)).cloned().collect();
        self.give_ids(&mut sound);
        self.successors_by_name(&mut sound);
        sound.retain(|draft| self.stands(&draft.place));
        for draft in &sound {
            if let Some(own) = self.party_of_another_row(draft)? {
                self.fall(&draft.place, "id", &list::party_of_another_row(&own));
                continue;
            }
            let before = self.parties.known.get(&draft.id).cloned();
            let mut party = before.clone().unwrap_or_else(|| Party { id: draft.id.clone(), ..Party::default() });
            draft.apply(&mut party);
            // The register keeps aliases in order, each once.
            party.aliases.sort();
            party.aliases.dedup();
            if party.names.is_empty() {
                self.fall(&draft.place, "names", &row::party_has_no_name(&party.id));
                continue;
            }
            if let Some(before) = &before {
                let names = |party: &Party| party.names.iter().map(|name| name.name.clone()).collect::<Vec<_>>();
                self.hold_old_party(draft, before, &mut party)?;
                self.changed_cells.note(&draft.place, "names", &names(before), &names(&party));
            }
            match &before {
                Some(before) if *before == party => continue,
                Some(before) => {
                    self.done.counts.parties_changed += 1;
                    self.tell_party_corrected(&draft.place, before, &party)?;
                }
                None => self.done.counts.parties_new += 1,
            }
            for seam in party.name_seams() {
                self.warn(row::about_row(draft.place.line, None, &odd::names_do_not_join(&party.id, &seam)));
            }
            self.tell_shared_names(draft, before.as_ref(), &party)?;
            self.keep(&party)?;
            self.parties.learn(party);
        }
        for draft in &sound {
            let fault = self.parties.known.get(&draft.id).and_then(|party| self.parties.succession_fault(party));
            if let Some(wording) = fault {
                self.fall(&draft.place, "successor", &wording);
            }
        }
        Ok(())
    }

    /// Keeps a party with the act that says so.
    fn keep(&mut self, party: &Party) -> Result<(), DeskError> {
        self.done.parties.push(party.id.clone());
        let note = self.clerk.note(None);
        self.tx.record_party(party, self.clerk.today(), note.as_deref(), &self.clerk.stamp)?;
        Ok(())
    }

    /// The id of the party with that name in an agreement; a new party where nobody has it.
    pub(super) fn party(
        &mut self,
        name: &str,
        of: &Facts,
        country: Option<&str>,
    ) -> Result<Result<String, Wording>, DeskError> {
        match self.parties.find(name, of.signed_on) {
            NameLookup::One(id) => return Ok(Ok(id)),
            NameLookup::Several(ids) => return Ok(Err(row::name_of_several(name, &ids))),
            NameLookup::Nobody => {}
        }
        if let Some(line) = self.fallen_party(name) {
            return Ok(Err(row::party_has_flaws(name, line)));
        }
        // In a large register looking for what is near costs more than it helps.
        let near =
            if self.parties.known.len() <= COMPARED_AT_MOST { self.parties.nearest(name, 1) } else { Vec::new() };
        let party = self.parties.make(name, country.map(str::to_owned));
        self.keep(&party)?;
        self.done.counts.parties_new += 1;
        self.say(if of.is_restricted() {
            row::new_party_in_restricted(&of.reference)
        } else {
            row::new_party(&party.id, name)
        });
        if !near.is_empty() && !of.is_restricted() {
            self.warn(row::new_party_beside(name, &party.id, &near));
        }
        Ok(Ok(party.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (name, expected) in
            [("UBND tỉnh Đắk Lắk", "ubnd-tinh-dak-lak"), (" (Sê Kông) ", "se-kong"), ("제주", "party")]
        {
            assert_eq!(party_id(name), expected);
        }
    }

    #[test]
    fn a_new_party_never_takes_an_id_that_is_in_use() {
        let mut parties = Parties::default();
        assert_eq!(parties.make("Phú Yên", None).id, "phu-yen");
        assert_eq!(parties.make("Phú (Yên)", None).id, "phu-yen-2");
    }
}
