//! Rows of the office's workbook that stand for recorded acts, in which somebody has changed what happened.
//!
//! An act is never edited: such a row is told as what it is, and neither recorded as a second act nor judged as one. A row that
//! was copied, mark and all, to record something new beside the old one is new.

use super::import_pass::ImportPass;
use super::same::Same;
use crate::desk::DeskError;
use crate::exchange::ActDraft;
use crate::exchange::cell_forms::day;
use crate::exchange::row_mark::{MarkedRow, ROW_MARK, RowMark};
use crate::lifecycle::act::is_voided;
use crate::message::list::act as act_row;

impl ImportPass<'_, '_> {
    /// The number of the act that the row was made from, where this register made it.
    pub(super) fn act_of_row(&self, draft: &ActDraft) -> Result<Option<i64>, DeskError> {
        let row = self.reading.rows.get(draft.place.ordinal);
        match row.and_then(|row| row.text(ROW_MARK)?.parse().ok()) {
            Some(RowMark { about: MarkedRow::Act(seq), made_from, hash, .. }) if self.wrote(made_from, &hash)? => {
                Ok(Some(seq))
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
        let marked = |mark: &str| mark.parse().is_ok_and(|mark: RowMark| mark.about == MarkedRow::Act(seq));
        let on = draft.on();
        self.reading.rows.iter().any(|row| {
            let other = row.place.ordinal != draft.place.ordinal && row.text(ROW_MARK).is_some_and(marked);
            // The row that was left alone still says its own day.
            other && row.text("on").is_some_and(|text| day::read(text).is_ok_and(|day| day <= on))
        })
    }
}
