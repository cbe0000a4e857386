//! A day typed over the one that the office's own workbook works out for what is next, as people put a review off.
//!
//! It says nothing to the register, and whoever typed it believes that it was recorded: so that is told, with the way to record
//! it. A day that some milestone of the agreement has is none: what is next changes as time goes by.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::exchange::Draft;
use crate::message::list;

impl ImportPass<'_, '_> {
    /// Tells of such a day; not where the register is newer than the row.
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
}
