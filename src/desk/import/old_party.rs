//! Rows of parties from old copies: what was changed in the register since stays.
//!
//! As with agreements: a cell that equals what was exported says nothing, one that differs is a correction where the
//! register still holds what was exported, else it is asked about. A row without a mark is asked about where it brings back
//! what the register was told better since.

use super::import_pass::ImportPass;
use super::old_values::{CameIn, DifferentValue, OldValues};
use super::report;
use crate::desk::DeskError;
use crate::exchange::PartyDraft;
use crate::exchange::row_mark::{MarkedRow, RowMark};
use crate::exchange::rows::CellPlace;
use crate::lifecycle::agreement::Restricted;
use crate::lifecycle::party::{Party, PartyName, states};
use crate::message::list::{self, CorrectedField, HeldText, OldCopySince, asked, odd};
use crate::text::fold;

/// What a row of a party says besides its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OldPartyField {
    Country,
    Names,
    Aliases,
    Successor,
}

impl OldPartyField {
    const ALL: [Self; 4] = [Self::Country, Self::Names, Self::Aliases, Self::Successor];

    const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Names => "names",
            Self::Aliases => "aliases",
            Self::Successor => "successor",
        }
    }

    /// The value as a cell has it.
    fn text(self, party: &Party) -> Option<String> {
        let table = crate::exchange::Table::of_parties([party]);
        let at = table.headers.iter().position(|header| header == self.name())?;
        table.rows.into_iter().next()?.into_iter().nth(at)?
    }

    /// Gives a party what another one has.
    fn copy(self, from: &Party, to: &mut Party) {
        match self {
            Self::Country => to.country.clone_from(&from.country),
            Self::Names => to.names.clone_from(&from.names),
            Self::Aliases => to.aliases.clone_from(&from.aliases),
            Self::Successor => to.successor.clone_from(&from.successor),
        }
    }
}

/// Whether one of the names is the same.
fn is_called_alike(one: &Party, other: &Party) -> bool {
    one.called().any(|name| other.called().any(|same| fold(name) == fold(same)))
}

/// What a party is called, where that may be told.
fn party_name_told(party: &Party, named_in: Restricted) -> Option<&str> {
    let name = party.names.last().map(|name| name.name.as_str());
    name.filter(|_| named_in == Restricted::No)
}

/// Names that ended before another began, and that are neither among the names now nor spelled otherwise on the same days.
fn former_names_gone(before: &Party, party: &Party) -> Vec<String> {
    let stands = |old: &PartyName| {
        party
            .names
            .iter()
            .any(|new| fold(&new.name) == fold(&old.name) || (new.from, new.until) == (old.from, old.until))
    };
    let former = before.names.iter().filter(|name| name.until.is_some());
    former.filter(|name| !stands(name)).map(|name| name.name.clone()).collect()
}

impl ImportPass<'_, '_> {
    /// Takes back from the party what only an old copy says, and asks about what both sides changed.
    pub(super) fn hold_old_party(
        &mut self,
        draft: &PartyDraft,
        now: &Party,
        party: &mut Party,
    ) -> Result<(), DeskError> {
        if now == party {
            return Ok(());
        }
        let meant = self.old_values == OldValues::BringBack;
        let made_from = self.party_made_from(draft)?;
        let acts = match self.party_acts.take() {
            Some(acts) => acts,
            None => self.tx.party_acts()?,
        };
        let states = states(&acts, &now.id);
        let named_in = self.tx.party_restricted(&now.id)?;
        let made = (made_from, self.known_to_copy(states.first().map(|(act, _)| *act)));
        if made == (None, CameIn::SinceCopy) && !meant && !is_called_alike(now, party) {
            if let Some((act, _)) = states.first() {
                let called = party_name_told(now, named_in);
                let wording = asked::party_code_was_taken_since(&now.id, called, &act.by, act.recorded_on);
                self.fall(&draft.place, "id", &wording);
            }
            self.party_acts = Some(acts);
            return Ok(());
        }
        for field in OldPartyField::ALL {
            let (cell, held) = (field.text(party), field.text(now));
            if cell == held {
                continue;
            }
            let held_at = |seq: i64| {
                let then = states.iter().rev().find(|(act, _)| act.seq <= seq);
                then.and_then(|(_, state)| field.text(state))
            };
            let was_held = || {
                let earlier = &states[..states.len().saturating_sub(1)];
                cell.is_some() && earlier.iter().any(|(_, state)| field.text(state) == cell)
            };
            let values = (cell.as_deref(), held.as_deref());
            match DifferentValue::of(values, made, held_at, was_held) {
                DifferentValue::Correction => continue,
                DifferentValue::Doubtful(_) | DifferentValue::UnknownToCopy if meant => continue,
                DifferentValue::UnknownToCopy => {
                    let since = states.last().map(|(act, _)| OldCopySince::of(act));
                    let wording =
                        list::unknown_to_the_copy(field.name(), values.0, &HeldText::of(values.1, named_in), since);
                    self.remark(&draft.place, wording);
                }
                DifferentValue::AsExported => {}
                DifferentValue::Doubtful(exported) => {
                    // The first act after which the register says what it says now.
                    let since = states.iter().rev().take_while(|(_, state)| field.text(state) == held).last();
                    let since = since.map(|(act, _)| OldCopySince::of(act));
                    let told = |text| HeldText::of(text, named_in);
                    let (exported, now) = (told(exported.as_deref()), told(values.1));
                    let wording = list::changed_since(field.name(), &exported, values.0, &now, since);
                    self.remark(&draft.place, wording);
                }
            }
            field.copy(now, party);
        }
        self.party_acts = Some(acts);
        Ok(())
    }

    /// Says what of a party was corrected, from what to what, and which of its former names are gone.
    pub(super) fn tell_party_corrected(
        &mut self,
        place: &CellPlace,
        before: &Party,
        party: &Party,
    ) -> Result<(), DeskError> {
        let named_in = self.tx.party_restricted(&party.id)?;
        let changed = OldPartyField::ALL.map(|field| (field, field.text(before), field.text(party)));
        let fields: Vec<CorrectedField<'_>> = changed
            .into_iter()
            .filter(|(_, old, new)| old != new)
            .map(|(field, old, new)| CorrectedField { field: field.name(), old, new })
            .collect();
        report::bounded(&mut self.done.corrected, list::was_corrected(&party.id, &fields, named_in));
        let gone = former_names_gone(before, party);
        if !gone.is_empty() && named_in == Restricted::No {
            self.remark(place, odd::former_names_are_gone(&party.id, &gone));
        }
        Ok(())
    }

    /// The newest act that the row was made from, where this register wrote it for that party.
    fn party_made_from(&self, draft: &PartyDraft) -> Result<Option<i64>, DeskError> {
        match &draft.mark {
            Some(RowMark { about: MarkedRow::Party(id), made_from, hash, .. })
                if *id == draft.id && self.wrote(*made_from, hash)? =>
            {
                Ok(Some(*made_from))
            }
            _ => Ok(None),
        }
    }

    /// The party that a marked row was made from, where the row names another one: an id stays as it is.
    pub(super) fn party_of_another_row(&self, draft: &PartyDraft) -> Result<Option<String>, DeskError> {
        match &draft.mark {
            Some(RowMark { about: MarkedRow::Party(id), made_from, hash, .. })
                if *id != draft.id && self.parties.known.contains_key(id) && self.wrote(*made_from, hash)? =>
            {
                Ok(Some(id.clone()))
            }
            _ => Ok(None),
        }
    }
}
