//! Rows of parties from old copies: what was changed in the register since stays.
//!
//! As with agreements: a cell that equals what was exported says nothing, one that differs is a correction where the
//! register still holds what was exported, else it is asked about. A row without a mark is asked about where it brings back
//! what the register was told better since.

use super::import_pass::ImportPass;
use super::old_values::{DifferentValue, OldValues};
use crate::desk::DeskError;
use crate::exchange::PartyDraft;
use crate::exchange::row_mark::{MarkedRow, RowMark};
use crate::lifecycle::party::{Party, states};
use crate::message::list::{self, HeldText, OldCopySince};

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
            match DifferentValue::of(values, made_from, held_at, was_held) {
                DifferentValue::Correction => continue,
                DifferentValue::Doubtful(_) if meant => continue,
                DifferentValue::AsExported => {}
                DifferentValue::Doubtful(exported) => {
                    // The first act after which the register says what it says now.
                    let since = states.iter().rev().take_while(|(_, state)| field.text(state) == held).last();
                    let since = since.map(|(act, _)| OldCopySince { on: act.recorded_on.to_string(), by: &act.by });
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
