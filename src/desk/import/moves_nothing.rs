//! What somebody types into the office's own workbook and moves nothing: a day over the one that is next, as people put a review
//! off; a note that tells of an extension.
//!
//! Whoever typed it believes that it was recorded: so that is told, with the way to record it.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::exchange::{Draft, tells_of_a_change};
use crate::lifecycle::agreement::Facts;
use crate::message::list;

impl ImportPass<'_, '_> {
    /// Tells of a day over the one that is next, which the program works out; not where the register is newer than the row. A day
    /// that some milestone of the agreement has is none: what is next changes as time goes by.
    pub(super) fn look_at_shown_next_day(&mut self, draft: &Draft, id: i64) -> Result<(), DeskError> {
        let Some(shown) = draft.shown_next else { return Ok(()) };
        let Some((_, made_from)) = self.marked(draft)?.filter(|(marked, _)| *marked == id) else { return Ok(()) };
        let (office, today) = (self.office, self.clerk.today());
        let dossier = &self.look_at(id)?.dossier;
        if dossier.agreement.acts.iter().any(|act| act.seq > made_from) {
            return Ok(());
        }
        let timeline = dossier.timeline(office, horizon(shown.max(today)))?;
        if timeline.milestones.iter().all(|milestone| milestone.day != shown) {
            self.remark(&draft.place, list::next_day_was_typed_over(shown));
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
