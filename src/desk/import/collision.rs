//! Acts of a copy that answer what was answered otherwise since the copy was made: two officers work in copies of one export.
//!
//! The rows that the program wrote tell from which act the copy was made. What was recorded between that act and this import
//! was not known to whoever typed a new row: where both answer one matter, the row is asked about, with what was recorded,
//! when and by whom.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::import_pass::ImportPass;
use super::old_values::OldValues;
use crate::desk::DeskError;
use crate::exchange::ActDraft;
use crate::exchange::row_mark::{ROW_MARK, RowMark};
use crate::lifecycle::act::{ActBody, is_voided};
use crate::lifecycle::recording;
use crate::message::list::act as act_row;

/// Marks of so many exports are looked at.
const EXPORTS_AT_MOST: usize = 100;

impl ImportPass<'_, '_> {
    /// The numbers of the acts that were recorded since the oldest export whose rows stand in the file; none where no row
    /// bears a mark of this register.
    pub(super) fn recorded_since_the_copy(&self) -> Result<Option<RangeInclusive<i64>>, DeskError> {
        let mut exports: BTreeSet<(i64, String)> = BTreeSet::new();
        for row in &self.reading.rows {
            if let Some(mark) = row.text(ROW_MARK).and_then(|text| text.parse::<RowMark>().ok())
                && exports.len() < EXPORTS_AT_MOST
            {
                exports.insert((mark.made_from, mark.hash));
            }
        }
        for (made_from, hash) in exports {
            if self.wrote(made_from, &hash)? {
                return Ok(Some(made_from + 1..=self.acts_before));
            }
        }
        Ok(None)
    }

    /// Refuses a new row whose act collides with one recorded since the copy was made; says whether it did.
    pub(super) fn collides(&mut self, id: i64, draft: &ActDraft, body: &ActBody) -> bool {
        let Some(since) = self.since_copy.clone().filter(|_| self.old_values == OldValues::Ask) else { return false };
        let own_mark = self.reading.rows.get(draft.place.ordinal).and_then(|row| row.text(ROW_MARK).map(str::to_owned));
        if own_mark.is_some_and(|mark| mark.parse::<RowMark>().is_ok()) {
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
