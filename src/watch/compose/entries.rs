//! The calendar entries of a letter: which of its sections bring one, and the file they go in.

use super::{Composer, DraftSection};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{Key, Occasion};
use crate::message::entry::{self, CalendarEntry};
use crate::message::{MessageError, Section};
use crate::post::Attachment;
use crate::watch::entries::EarlierReminders;
use crate::watch::{WatchError, corrections};

impl Composer<'_> {
    /// The entry that a section brings, where it brings one.
    ///
    /// A day that moved is moved in the calendar too. Else it is for anyone who has not got this day yet; one that has
    /// passed, and a renewal that nobody has to do anything about, are no entry.
    pub(super) fn entry(
        &self,
        section: &Section,
        milestone: &Milestone,
        key: &Key,
        earlier: EarlierReminders<'_>,
    ) -> Result<Option<CalendarEntry>, WatchError> {
        let renews = section.about.as_ref().is_some_and(|about| about.milestone.kind == MilestoneKind::Renewal);
        let news =
            || section.today <= section.day && !renews && !earlier.has_the_day(&key.subject, milestone, self.addressee);
        // A day that no longer exists is no entry: the letter says which one to take out.
        if key.occasion == Occasion::Gone || (!corrections::is_correction(key) && !news()) {
            return Ok(None);
        }
        let uid = entry::uid(&self.store.database_id()?, &key.subject, milestone);
        Ok(Some(CalendarEntry { section: section.clone(), uid, sequence: earlier.moves(&key.subject, milestone) }))
    }
}

/// The entries of a letter as the file that goes with it; none where it brings none.
pub(super) fn attachment(entries: &[CalendarEntry], language: Language) -> Result<Option<Attachment>, MessageError> {
    let Some(first) = entries.first() else { return Ok(None) };
    let today = first.section.today;
    // The letter's day and not its hour: the same letter is the same bytes.
    let stamped_at = today.date().and_time(chrono::NaiveTime::MIN).and_utc();
    let events = entries.iter().map(|entry| entry.event(language, stamped_at)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Attachment {
        name: entry::file_name(entries, today),
        content_type: entry::CONTENT_TYPE.to_owned(),
        bytes: entry::calendar(None, &events).into_bytes(),
    }))
}

/// Leaves a milestone's entry to the letter that corrects its day, where both go together.
pub(super) fn left_to(moved: &[DraftSection], due: &mut [DraftSection]) {
    let corrected =
        |entry: &CalendarEntry| moved.iter().flat_map(|draft| &draft.entry).any(|other| other.uid == entry.uid);
    for draft in due {
        if draft.entry.as_ref().is_some_and(corrected) {
            draft.entry = None;
        }
    }
}
