//! What somebody types into the office's own workbook and moves nothing: a day over one that the program works out, as people
//! put a review off or extend; a note that tells of an extension.
//!
//! Whoever typed it believes that it was recorded: so that is told, with the way to record it.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::exchange::{Draft, tells_of_a_change};
use crate::lifecycle::agreement::Facts;
use crate::message::list;

impl ImportPass<'_, '_> {
    /// Tells of days typed over the last one and the next one that the row shows; not where the register is newer than the row.
    pub(super) fn look_at_shown_days(&mut self, draft: &Draft, id: i64) -> Result<(), DeskError> {
        let (last, next) = (draft.shown_last, draft.shown_next);
        let Some(latest) = last.max(next) else { return Ok(()) };
        let Some(made_from) = self.row_made_from(draft, id)? else { return Ok(()) };
        let (office, today) = (self.office, self.clerk.today());
        let dossier = &self.look_at(id)?.dossier;
        if dossier.agreement.acts.iter().any(|act| act.seq > made_from) {
            return Ok(());
        }
        let timeline = dossier.timeline(office, horizon(latest.max(today)))?;
        let course = &timeline.course;
        let last = last.filter(|day| course.periods.iter().all(|period| period.last_day() != *day));
        // What is next changes as time goes by: a day that some milestone has may have been it.
        let next = next.filter(|day| timeline.milestones.iter().all(|milestone| milestone.day != *day));
        let last = last.map(|day| list::last_day_was_typed_over(day, course.last_day()));
        for wording in last.into_iter().chain(next.map(list::next_day_was_typed_over)) {
            self.remark(&draft.place, wording);
        }
        Ok(())
    }

    /// Tells of a note that came into a row of the workbook and speaks of an extension, an end or another text.
    pub(super) fn look_at_new_note(&mut self, draft: &Draft, before: &Facts, facts: &Facts) {
        let is_new = draft.mark.is_some() && facts.note != before.note && !facts.is_restricted();
        let note = facts.note.as_deref().filter(|_| is_new);
        if let Some(wording) = note.and_then(tells_of_a_change) {
            self.remark(&draft.place, wording);
        }
    }
}
