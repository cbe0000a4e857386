//! When digests are queued: for which wake-up, for whom, and that each goes once.
//!
//! What a digest says is `digest.rs`. The invariants: a wake-up sends no second digest, for its day is in the key;
//! however many wake-ups were missed, one digest makes up for them, that of the same day or month included; and a register
//! has none for a week in which it did not exist.

use chrono::{DateTime, Utc};

use super::compose::compose;
use super::digest::{DigestReader, Wake, awaits_the_first, calendar_ends, digest_readers, is_of, wakes};
use super::gather::addressee;
use super::{Moment, Office, WatchError, trial};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::DigestRhythm;
use crate::lifecycle::reminder::{Key, Subject, SystemLetter, Topic};
use crate::outbox::EnvelopeState;
use crate::store::{NewReminder, ProgramNote, Queued, Store, StoreError};

/// The wake-up whose digests are due and not sent; `None` on most days.
///
/// The first one is the first after the first act was recorded, on the same day or later.
pub fn due(store: &Store, office: &Office, now: DateTime<Utc>) -> Result<Option<Wake>, WatchError> {
    let Some(first_at) = store.first_recorded_at()? else { return Ok(None) };
    let last = last(store, now)?;
    let wake = wakes::latest(office, now)?;
    Ok(wake.filter(|wake| first_at < wake.at && last.is_none_or(|last| last < wake.at)))
}

/// The wake-up last served. One that lies in the future was written under a clock that was wrong.
fn last(store: &Store, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, WatchError> {
    let last: Option<DateTime<Utc>> = store.note(ProgramNote::LastDigest)?.and_then(|text| text.parse().ok());
    Ok(last.filter(|at| *at <= now))
}

/// Queues and composes the digests that are due, and says how many. Digests of earlier weeks that no server has seen are
/// taken back: one makes up for all.
pub fn queue(store: &mut Store, office: &Office, moment: Moment) -> Result<u64, WatchError> {
    let Some(wake) = due(store, office, moment.now)? else { return Ok(0) };
    let stands_for = wakes::made_up_as(office, wake, moment.today, moment.now)?;
    let first = wakes::first_of_month(office, stands_for)?;
    let (last, first_at) = (last(store, moment.now)?, store.first_recorded_at()?);
    // A clock that went ahead leaves no word on the last wake-up, but the digests of this month that went are known.
    let queued = store.queued(&Subject::Office)?;
    let of_this_month = |key: &Key| first.day <= key.day && key.day < stands_for.day;
    let went = queued.iter().any(|q| {
        q.key.topic == Topic::System(SystemLetter::Digest) && q.queued_on <= moment.today && of_this_month(&q.key)
    });
    let monthly = first_at.is_some_and(|at| at < first.at) && last.is_none_or(|last| last < first.at) && !went;
    let besides = monthly.then_some(DigestRhythm::Monthly);
    let reminders = reminders(store, office, stands_for.day, besides, &queued, moment.today)?;
    let reminders = trial::reminders_to_queue(office, &reminders, moment.today);
    let old = superseded_digests(&queued, &reminders);
    let new = store.write(|tx| {
        for envelope in &old {
            match tx.savepoint(|tx| tx.withdraw(*envelope, "a newer digest goes", moment.now)) {
                // Someone claimed it in the meantime: it is on its way.
                Err(error) if !StoreError::is_of_the_record(&error) => return Err(error),
                _ => {}
            }
        }
        tx.set_note(ProgramNote::LastDigest, Some(&wake.at.to_rfc3339()))?;
        tx.enqueue(&reminders, moment.today).map(|done| done.new)
    })?;
    compose(store, office, moment)?;
    Ok(new as u64)
}

/// A digest for each contact whose rhythm's day it is. Anyone who receives everything already gets no second one for
/// someone away.
fn reminders(
    store: &Store,
    office: &Office,
    day: Day,
    besides: Option<DigestRhythm>,
    queued: &[Queued],
    today: Day,
) -> Result<Vec<NewReminder>, WatchError> {
    let mut own = Vec::new();
    let mut for_others = Vec::new();
    for contact in office.circle.contacts() {
        // Who asked for no digest has one after a trial: what it would have contained goes by no other way.
        let first = contact.digest != DigestRhythm::Monthly && awaits_the_first(store, office, contact, today)?;
        let had_this_months = had_this_months(office, queued, &contact.id, today);
        let monthly = Some(contact.digest) == besides && !had_this_months;
        if contact.digest != DigestRhythm::Weekly && !monthly && !first {
            continue;
        }
        let Some(reader) = digest_readers(store, office, contact, today)? else { continue };
        let warns = besides.is_some() && calendar_ends(office, today).is_some();
        if reader == DigestReader::Fallback && (!warns || had_this_months) && !first {
            continue;
        }
        let Some(addressee) = addressee(&office.circle, &contact.id, today) else { continue };
        let key = Key::system(SystemLetter::Digest, day, &contact.id);
        let list = if addressee == contact.id { &mut own } else { &mut for_others };
        list.push((NewReminder { key, agreement_id: None, addressee, urgent_on: today }, reader));
    }
    for_others.retain(|(reminder, _): &(NewReminder, DigestReader)| {
        !own.iter().any(|(other, reader)| other.addressee == reminder.addressee && *reader == DigestReader::Head)
    });
    Ok(own.into_iter().chain(for_others).map(|(reminder, _)| reminder).collect())
}

/// Whether a digest was queued for the contact on a day of this month: one that made up an earlier month's, too, says what
/// this month's would.
fn had_this_months(office: &Office, queued: &[Queued], contact: &str, today: Day) -> bool {
    let counts = |q: &Queued| is_of(&q.key, contact) && trial::queued_under_current_pilot(office, &q.key);
    queued.iter().any(|q| counts(q) && q.queued_on <= today && wakes::same_month(q.queued_on, today))
}

/// The letters with digests that wait although a newer one of the same person goes now, and that no server has seen.
/// What is not composed yet finds out by itself.
fn superseded_digests(queued: &[Queued], new: &[NewReminder]) -> Vec<i64> {
    let waits = |q: &&Queued| q.envelope_state == EnvelopeState::Pending && q.unheard == 0;
    let supersedes = |new: &Key, old: &Key| is_of(old, &new.recipient) && old.trial == new.trial && old.day < new.day;
    let newer = |q: &&Queued| new.iter().any(|new| supersedes(&new.key, &q.key));
    queued.iter().filter(waits).filter(newer).map(|q| q.envelope_id).collect()
}
