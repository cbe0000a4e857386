//! The digest: who gets one, when it goes, and that it goes once.
//!
//! It goes out when nothing is due as well: a digest that does not come is a program that does not run. What it says is
//! gathered when it is composed (`rows.rs`), so that one that waited for the mail server tells the day it leaves on. The
//! invariants: a wake-up sends no second digest, for its day stands in the key; however many wake-ups were missed, one
//! digest makes up for them; and a register has none for a week in which it did not exist.

mod earliest;
mod open;
mod rows;
mod wakes;

use chrono::{DateTime, Utc};

use super::compose::compose;
use super::gather::addressee;
use super::scan::Moment;
use super::{Office, WatchError};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::lifecycle::reminder::{Key, Subject, SystemLetter, Topic};
use crate::message::{Audience, Digest};
use crate::outbox::State;
use crate::store::{Filter, NewReminder, Queued, Store, StoreError};

pub(super) use earliest::Earliest;
pub use open::asking;
pub use wakes::Wake;

/// The wake-up that the last digests were sent for.
const LAST: &str = "last-digest";

/// What somebody's digest holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// His own agreements, and the days of their countries.
    Officer,
    /// Everything.
    Head,
    /// What awaits his decision.
    Director,
}

impl Reader {
    /// How the digest speaks.
    pub const fn audience(self) -> Audience {
        match self {
            Self::Director => Audience::Director,
            Self::Officer | Self::Head => Audience::Staff,
        }
    }
}

/// A digest with whom it is for.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it says.
    pub digest: Digest,
    /// Whose it is.
    pub reader: Reader,
    /// Agreements that could not be read, with the reason; they hide no other.
    pub failed: Vec<String>,
}

/// What a contact's digest holds; `None` for one who neither looks after an agreement nor heads nor directs.
///
/// Who directs and looks after agreements himself gets everything, like a head.
pub fn reader(store: &Store, office: &Office, contact: &str) -> Result<Option<Reader>, WatchError> {
    let holds = |role: &str| office.circle.role(role).is_some_and(|people| people.iter().any(|id| id == contact));
    if holds("head") {
        return Ok(Some(Reader::Head));
    }
    let own = Filter { officer: Some(contact.to_owned()), ..Filter::default() };
    let officer = holds("focal") || !store.find(&own, 0, 1)?.is_empty();
    Ok(match (officer, holds("director")) {
        (true, true) => Some(Reader::Head),
        (true, false) => Some(Reader::Officer),
        (false, true) => Some(Reader::Director),
        (false, false) => None,
    })
}

/// The digest of one contact, as it would go at that moment; `None` for whom it has nothing to say to.
pub fn told(store: &Store, office: &Office, contact: &Contact, moment: Moment) -> Result<Option<Told>, WatchError> {
    let Some(reader) = reader(store, office, &contact.id)? else { return Ok(None) };
    rows::gather(store, office, contact, reader, moment).map(Some)
}

/// What the digest of that key says now; `None` where a newer one of the same person takes its place.
pub(super) fn of_key(store: &Store, office: &Office, key: &Key, moment: Moment) -> Result<Option<Told>, WatchError> {
    // One of a day to come was queued under a clock that was wrong.
    let follows = |day: Day| key.day < day && day <= moment.today;
    let newer = |other: &Queued| is_of(&other.key, &key.recipient) && follows(other.key.day);
    if store.queued_since(&Subject::Office, key.day)?.iter().any(newer) {
        return Ok(None);
    }
    let Some(contact) = office.circle.contact(&key.recipient) else { return Ok(None) };
    let told = told(store, office, contact, moment)?;
    for what in told.iter().flat_map(|told| &told.failed) {
        tracing::warn!("left out of the digest: {what}");
    }
    Ok(told)
}

fn is_of(key: &Key, recipient: &str) -> bool {
    key.topic == Topic::System(SystemLetter::Digest) && key.recipient == recipient
}

/// The wake-up whose digests are due and not sent; `None` on most days.
///
/// The first one is that of a day after the first act's.
pub fn due(store: &Store, office: &Office, now: DateTime<Utc>) -> Result<Option<Wake>, WatchError> {
    let Some(first_on) = store.first_recorded_on()? else { return Ok(None) };
    let last = last(store, now)?;
    let wake = wakes::latest(office, now)?;
    Ok(wake.filter(|wake| wake.day > first_on && last.is_none_or(|last| last < wake.at)))
}

/// The wake-up last served. One that lies in the future was written under a clock that was wrong.
fn last(store: &Store, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, WatchError> {
    let last: Option<DateTime<Utc>> = store.meta(LAST)?.and_then(|text| text.parse().ok());
    Ok(last.filter(|at| *at <= now))
}

/// Queues and composes the digests that are due, and says how many. Digests of earlier weeks that no server has seen are
/// taken back: one makes up for all.
pub fn queue(store: &mut Store, office: &Office, moment: Moment) -> Result<u64, WatchError> {
    let Some(wake) = due(store, office, moment.now)? else { return Ok(0) };
    let first = wakes::first_of_month(office, wake)?;
    let (last, first_on) = (last(store, moment.now)?, store.first_recorded_on()?);
    let monthly = first_on.is_some_and(|on| on < first.day) && last.is_none_or(|last| last < first.at);
    let reminders = reminders(store, office, wake.day, monthly.then_some(DigestRhythm::Monthly), moment.today)?;
    let old = overtaken(&store.queued(&Subject::Office)?, &reminders);
    let new = store.write(|tx| {
        for envelope in &old {
            match tx.savepoint(|tx| tx.withdraw(*envelope, "a newer digest goes", moment.now)) {
                // Somebody claimed it in the meantime: it is on its way.
                Err(error) if !StoreError::is_of_the_record(&error) => return Err(error),
                _ => {}
            }
        }
        tx.set_meta(LAST, Some(&wake.at.to_rfc3339()))?;
        tx.enqueue(&reminders, moment.today).map(|done| done.new)
    })?;
    compose(store, office, moment)?;
    Ok(new as u64)
}

/// A digest for each contact whose rhythm's day it is. Whoever receives everything already gets no second one for
/// somebody away.
fn reminders(
    store: &Store,
    office: &Office,
    day: Day,
    besides: Option<DigestRhythm>,
    today: Day,
) -> Result<Vec<NewReminder>, WatchError> {
    let mut own = Vec::new();
    let mut for_others = Vec::new();
    for contact in office.circle.contacts() {
        if contact.digest != DigestRhythm::Weekly && Some(contact.digest) != besides {
            continue;
        }
        let Some(reader) = reader(store, office, &contact.id)? else { continue };
        let Some(addressee) = addressee(&office.circle, &contact.id, today) else { continue };
        let key = Key::system(SystemLetter::Digest, day, &contact.id);
        let list = if addressee == contact.id { &mut own } else { &mut for_others };
        list.push((NewReminder { key, agreement_id: None, addressee, urgent_on: today }, reader));
    }
    for_others.retain(|(reminder, _): &(NewReminder, Reader)| {
        !own.iter().any(|(other, reader)| other.addressee == reminder.addressee && *reader == Reader::Head)
    });
    Ok(own.into_iter().chain(for_others).map(|(reminder, _)| reminder).collect())
}

/// The letters with digests that wait although a newer one of the same person goes now, and that no server has seen.
/// What is not composed yet finds out by itself.
fn overtaken(queued: &[Queued], new: &[NewReminder]) -> Vec<i64> {
    let waits = |q: &&Queued| q.envelope_state == State::Pending && q.attempts == 0;
    let newer = |q: &&Queued| new.iter().any(|new| is_of(&q.key, &new.key.recipient) && q.key.day < new.key.day);
    queued.iter().filter(waits).filter(newer).map(|q| q.envelope_id).collect()
}
