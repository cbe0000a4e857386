//! Cells that say "chưa rõ" of what the register knows: nothing changes, and that is what the answer says.

use super::import_pass::ImportPass;
use crate::exchange::cell_forms::words::says_unknown;
use crate::exchange::rows::CellPlace;
use crate::exchange::{CommitmentDraft, Draft};
use crate::lifecycle::agreement::{Facts, Field, Restricted};
use crate::lifecycle::commitment::{Commitment, CommitmentField};
use crate::message::list::{self, HeldText};

impl ImportPass<'_, '_> {
    /// Says of each cell that calls a known fact unknown that the fact stays.
    pub(super) fn keep_known_facts(&mut self, draft: &Draft, before: &Facts) {
        if !self.admits_unknown(&draft.place) {
            return;
        }
        let says = |field: &Field| draft.changes.iter().any(|(changed, _)| changed == field);
        let fields = Field::ALL.iter().filter(|field| !says(field));
        let known: Vec<(&str, &str, Option<String>)> = fields
            .filter_map(|field| {
                Some((field.name(), field.name(), self.as_written(*field, Some(&before.get(*field)?), before)))
            })
            .collect();
        self.keep_known(&draft.place, "reference", &known, before.restricted);
    }

    /// The same of a commitment.
    pub(super) fn keep_known_promises(&mut self, draft: &CommitmentDraft, known: &Commitment, of: Restricted) {
        if !self.admits_unknown(&draft.place) {
            return;
        }
        let columns = [
            ("until", CommitmentField::When),
            ("every", CommitmentField::When),
            ("yearly", CommitmentField::When),
            ("title", CommitmentField::Title),
            ("side", CommitmentField::Side),
            ("who", CommitmentField::Who),
            ("target", CommitmentField::Target),
            ("basis", CommitmentField::Basis),
        ];
        let says = |field: CommitmentField| draft.changes.iter().any(|(changed, _)| *changed == field);
        let known: Vec<(&str, &str, Option<String>)> = columns
            .into_iter()
            .filter(|(_, field)| !says(*field))
            .map(|(column, field)| (column, field.name(), known.get(field)))
            .collect();
        self.keep_known(&draft.place, "agreement", &known, of);
    }

    fn admits_unknown(&self, place: &CellPlace) -> bool {
        self.unknown.lines.contains(&place.line)
    }

    /// Each with its column, the field's name and what the register holds.
    fn keep_known(&mut self, place: &CellPlace, key: &str, known: &[(&str, &str, Option<String>)], of: Restricted) {
        let reading = self.reading;
        let Some(row) = reading.rows.get(place.ordinal) else { return };
        for (column, field, held) in known {
            if held.is_some() && row.text(column).is_some_and(says_unknown) {
                let reference = row.text(key).map(str::to_owned);
                self.unknown.known.insert((place.line, reference, (*column).to_owned()));
                self.remark(place, list::known_and_kept(field, &HeldText::of(held.as_deref(), of)));
            }
        }
    }
}
