//! Rows of the office's workbook that stand for recorded acts, in which somebody has changed what happened.
//!
//! An act is never edited: such a row is told as what it is, and neither recorded as a second act nor judged as one. A row that
//! was copied, mark and all, to record something new beside the old one is new.

use super::import_pass::ImportPass;
use super::recorded_already::Same;
use crate::desk::DeskError;
use crate::exchange::ActDraft;
use crate::exchange::row_mark::{MarkedRow, RowMark};
use crate::lifecycle::act::is_voided;
use crate::lifecycle::day::Day;
use crate::message::list::act as act_row;

impl ImportPass<'_, '_> {
    /// The number of the act that the row was made from, where this register made it.
    pub(super) fn act_of_row(&self, draft: &ActDraft) -> Result<Option<i64>, DeskError> {
        match &draft.mark {
            Some(RowMark { about: MarkedRow::Act(seq), made_from, hash, .. }) if self.wrote(*made_from, hash)? => {
                Ok(Some(*seq))
            }
            _ => Ok(None),
        }
    }

    /// Whether the row stands for a recorded act and says something else; then it falls.
    pub(super) fn is_edited(&mut self, draft: &ActDraft, id: i64) -> Result<bool, DeskError> {
        let Some(seq) = self.act_of_row(draft)? else { return Ok(false) };
        let acts = &self.held(id).dossier.agreement.acts;
        let known = acts.iter().find(|act| act.seq == seq).cloned();
        if self.is_copied(draft, seq) {
            return Ok(false);
        }
        if is_voided(acts, seq) {
            self.already(Same::Voided(seq), draft);
            return Ok(true);
        }
        let column = match &known {
            Some(act) if act.on != draft.on() => "on",
            Some(_) => "act",
            None => "agreement",
        };
        let told = known.filter(|_| !self.held(id).dossier.facts.is_restricted());
        self.fall(&draft.place, column, &act_row::recorded_act_was_edited(seq, told.as_ref()));
        Ok(true)
    }

    /// Whether another row of the file bears the mark of that act: then one of them is a copy for something new.
    fn is_copied(&self, draft: &ActDraft, seq: i64) -> bool {
        // The row that was left alone still says its own day.
        let left_alone = |(on, ordinal): &(Day, usize)| *ordinal != draft.place.ordinal && *on <= draft.on();
        self.rows_of_acts.get(&seq).is_some_and(|rows| rows.iter().any(left_alone))
    }
}
