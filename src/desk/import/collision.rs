//! Acts of a copy that answer what was answered otherwise since the copy was made: two officers work in copies of one export.
//!
//! The rows that the program wrote tell from which act the copy was made. What was recorded between that act and this import
//! was not known to whoever typed a new row: where both answer one matter, the row is asked about, with what was recorded,
//! when and by whom.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use super::old_values::OldValues;
use crate::desk::DeskError;
use crate::exchange::ActDraft;
use crate::exchange::cell_forms::day;
use crate::exchange::row_mark::MarkedRow;
use crate::lifecycle::act::{ActBody, is_voided};
use crate::lifecycle::recording;
use crate::message::list::act as act_row;

/// Marks of so many exports are looked at.
const EXPORTS_AT_MOST: usize = 100;

impl ImportPass<'_, '_> {
    /// Takes from the marks of all rows which acts they stand for, and which acts were recorded since the oldest export whose
    /// rows stand in the file; none where no row bears a mark of this register.
    pub(super) fn read_marks(&mut self) -> Result<(), DeskError> {
        let mut exports: BTreeSet<(i64, String)> = BTreeSet::new();
        for row in &self.reading.rows {
            let Some(mark) = row.mark() else { continue };
            if let MarkedRow::Act(seq) = mark.about
                && let Some(Ok(on)) = row.text("on").map(day::read)
            {
                let rows = self.rows_of_acts.entry(seq).or_default();
                rows.push((on, row.place.ordinal));
                // Whether another row says an earlier day is known from the two that say the earliest.
                rows.sort_unstable();
                rows.truncate(2);
            }
            if exports.len() < EXPORTS_AT_MOST {
                exports.insert((mark.made_from, mark.hash));
            }
        }
        for (made_from, hash) in exports {
            if self.wrote(made_from, &hash)? {
                self.since_copy = Some(made_from + 1..=self.acts_before);
                break;
            }
        }
        Ok(())
    }

    /// Refuses a new row whose act collides with one recorded since the copy was made; says whether it did.
    pub(super) fn collides(&mut self, id: i64, draft: &ActDraft, body: &ActBody) -> bool {
        let Some(since) = self.since_copy.clone().filter(|_| self.old_values == OldValues::Ask) else { return false };
        if draft.mark.is_some() {
            return false;
        }
        let dossier = &self.held(id).dossier;
        let (acts, restricted) = (&dossier.agreement.acts, dossier.facts.restricted);
        let stands = |seq: i64| since.contains(&seq) && !is_voided(acts, seq);
        let other = acts.iter().rev().find(|act| stands(act.seq) && recording::collide(body, &act.body));
        let Some(wording) = other.map(|act| act_row::recorded_since(act, restricted)) else { return false };
        self.fall(&draft.place, "act", &wording);
        true
    }
}
