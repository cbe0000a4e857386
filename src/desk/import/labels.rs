//! Which agreement a row of updates or commitments is about: its reference, and the name that the workbook offers behind it.
//!
//! A cell that nobody has touched since the copy was made says what was true then, so a reference or a name that the agreement
//! had before is its own too.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use super::old_copy::{ever_held, held_at};
use crate::desk::DeskError;
use crate::exchange::Draft;
use crate::exchange::rows::CellPlace;
use crate::lifecycle::agreement::Field;
use crate::message::list::{self, row};
use crate::message::say::agreement_short;
use crate::text::fold;

impl ImportPass<'_, '_> {
    /// The agreement that a row is about; `own` is that of the act which the row was made from. A row about one that fell or
    /// that nobody knows is refused, but for a row of our own: it may say nothing new.
    pub(super) fn agreement_of(
        &mut self,
        place: &CellPlace,
        reference: &str,
        own: Option<i64>,
    ) -> Result<Option<i64>, DeskError> {
        if let Some(own) = own {
            let acts = &self.look_at(own)?.dossier.agreement.acts;
            if ever_held(acts, Field::Reference).any(|held| held.eq_ignore_ascii_case(reference)) {
                return Ok(Some(own));
            }
        }
        if self.waits_for_its_agreement(place, reference) {
            return Ok(None);
        }
        let mut found = self.tx.agreement_id(reference)?;
        if let Some(now) = found.map(|id| self.was_another_then(reference, id)).transpose()?.flatten() {
            self.fall(place, "agreement", &row::is_called_now(reference, &now));
            return Ok(None);
        }
        found = found.or_else(|| self.renamed.get(reference).copied());
        if found.is_none() {
            // "dl-kr-2017-01": capitals tell no two references of an office apart.
            found = self.tx.agreement_id(&reference.to_uppercase())?;
        }
        if found.is_none() {
            found = self.former.get(reference).copied();
            if let Some(id) = found {
                let now = self.look_at(id)?.dossier.facts.reference.clone();
                if self.since_copy.is_none() {
                    self.fall(place, "agreement", &row::is_called_now(reference, &now));
                    return Ok(None);
                }
                self.say(row::about_row(place.line, None, &list::is_meant_by_its_former_reference(reference, &now)));
            }
        }
        if found.is_none() {
            found = self.brought_by_that_title(place, reference);
        }
        Ok(found)
    }

    /// Refuses what a row says of an agreement whose own row fell; says whether it did.
    pub(super) fn waits_for_its_agreement(&mut self, place: &CellPlace, reference: &str) -> bool {
        let Some(line) = self.fallen_agreement(reference) else { return false };
        self.fall(place, "agreement", &row::agreement_has_flaws(reference, line));
        true
    }

    /// Whether a marked row bears the reference that it was exported with.
    pub(super) fn is_its_exported_reference(&mut self, draft: &Draft, reference: &str) -> Result<bool, DeskError> {
        let Some((id, made_from)) = self.marked(draft)? else { return Ok(false) };
        let acts = &self.look_at(id)?.dossier.agreement.acts;
        Ok(held_at(acts, Field::Reference, made_from).as_deref() == Some(reference))
    }

    /// What the agreement is called now that bore the reference when the copy was made, where another one has it since.
    fn was_another_then(&mut self, reference: &str, found: i64) -> Result<Option<String>, DeskError> {
        let Some(former) = self.former.get(reference).copied().filter(|former| *former != found) else {
            return Ok(None);
        };
        let Some(made_from) = self.since_copy.as_ref().map(|since| since.start() - 1) else { return Ok(None) };
        let dossier = &self.look_at(former)?.dossier;
        let then = held_at(&dossier.agreement.acts, Field::Reference, made_from);
        Ok((then.as_deref() == Some(reference)).then(|| dossier.facts.reference.clone()))
    }

    /// What the agreement is called, where the name behind its reference is another's: it names a party that is none of its
    /// own, and never was. A name of former times is the same party's.
    pub(super) fn names_another(&self, label: &str, id: i64) -> Option<String> {
        let dossier = &self.held(id).dossier;
        let facts = &dossier.facts;
        let short = agreement_short(facts, &self.parties.known, self.clerk.today());
        if facts.is_restricted() || fold(&short).starts_with(&fold(label)) {
            return None;
        }
        let acts = &dossier.agreement.acts;
        let held: BTreeSet<String> = [Field::Ours, Field::Partner]
            .into_iter()
            .flat_map(|field| ever_held(acts, field))
            .flat_map(|ids| ids.split(';').map(|id| id.trim().to_owned()).collect::<Vec<_>>())
            .collect();
        let known = facts.ours.iter().chain(&facts.partner).chain(&held);
        let own: BTreeSet<String> = known.flat_map(|id| self.parties.in_its_place(id)).collect();
        let of_another = |part: &str| {
            let called = self.parties.called(part.split(" (+").next().unwrap_or(part));
            !called.is_empty() && called.is_disjoint(&own)
        };
        label.split(" – ").any(of_another).then_some(short)
    }
}
