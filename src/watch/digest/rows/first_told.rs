//! Since when a matter has been asked about: the day of the first letter that somebody got.
//!
//! A reminder that is due, put off or still waiting in the outbox has told nobody.

use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::Subject;
use crate::message::{DigestRow, Section};
use crate::store::Store;
use crate::watch::WatchError;

/// Gives each row that says since when it waits that day instead of the one its first reminder was due on.
pub(super) fn count_from_first_letter(store: &Store, rows: &mut [DigestRow]) -> Result<(), WatchError> {
    for row in rows.iter_mut().filter(|row| row.open_since.is_some()) {
        row.open_since = first_letter_on(store, &row.section)?;
    }
    Ok(())
}

fn first_letter_on(store: &Store, section: &Section) -> Result<Option<Day>, WatchError> {
    let (Some(reference), Some(about)) = (&section.reference, &section.about) else { return Ok(None) };
    let Some(id) = store.agreement_id(reference)? else { return Ok(None) };
    let (topic, day) = (about.milestone.topic(), about.milestone.day);
    let queued = store.queued(&Subject::Agreement(id))?;
    let told = queued.iter().filter(|queued| queued.key.speaks_of(&topic, day) && queued.taken.is_some());
    Ok(told.map(|queued| queued.queued_on).min())
}
