//! The digest: who gets one, and its content.
//!
//! It goes out when nothing is due as well: a digest that does not come means a program that does not run. Its content
//! is gathered when it is composed (`rows.rs`), so that a digest that waited for the mail server is as of the day it
//! leaves. When it goes is decided in `weekly.rs`.

mod earliest;
mod matters;
mod open;
mod rows;
pub(super) mod wakes;

use super::{Moment, Office, WatchError};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Contact;
use crate::lifecycle::reminder::{Key, Subject, SystemLetter, Topic};
use crate::message::{Audience, Digest};
use crate::store::{Filter, Queued, Store};

pub(super) use earliest::EarliestRows;
pub(super) use matters::matters;
pub use open::asking;
pub(super) use rows::calendar_ends;
pub(crate) use rows::gaps_of;
pub(super) use rows::note_known_acts;
pub use wakes::Wake;

/// What someone's digest holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestReader {
    /// His own agreements, and the days of their countries.
    Officer,
    Head,
    /// What awaits his decision.
    Director,
    /// For the fallback only: once a month, while the announced calendar ends too soon.
    Fallback,
}

impl DigestReader {
    /// The form of the digest.
    pub const fn audience(self) -> Audience {
        match self {
            Self::Director => Audience::Director,
            Self::Officer | Self::Head | Self::Fallback => Audience::Staff,
        }
    }
}

/// A digest with whom it is for.
#[derive(Clone, Debug)]
pub struct AddressedDigest {
    /// What it says.
    pub digest: Digest,
    pub reader: DigestReader,
    /// The newest act that it knows.
    pub newest_act: i64,
    /// Agreements that could not be read, with the reason; they hide no other.
    pub failed: Vec<String>,
}

/// What a contact's digest holds; `None` for one who neither looks after an agreement nor heads nor directs.
///
/// Who directs and looks after agreements himself gets everything, like a head.
pub fn reader(store: &Store, office: &Office, contact: &str) -> Result<Option<DigestReader>, WatchError> {
    let holds = |role: &str| office.circle.role(role).is_some_and(|people| people.iter().any(|id| id == contact));
    if holds("head") {
        return Ok(Some(DigestReader::Head));
    }
    let own = Filter { officer: Some(contact.to_owned()), ..Filter::default() };
    let officer = holds("focal") || !store.find(&own, 0, 1)?.is_empty();
    Ok(match (officer, holds("director")) {
        (true, true) => Some(DigestReader::Head),
        (true, false) => Some(DigestReader::Officer),
        (false, true) => Some(DigestReader::Director),
        (false, false) => (office.circle.fallback() == Some(contact)).then_some(DigestReader::Fallback),
    })
}

/// The same, with those whom a trial that is over would have informed of something still open, and those who lost
/// the last agreement that they looked after: they get one digest, whatever they look after.
pub(super) fn digest_readers(
    store: &Store,
    office: &Office,
    contact: &Contact,
    today: Day,
) -> Result<Option<DigestReader>, WatchError> {
    Ok(match reader(store, office, &contact.id)? {
        None if awaits_the_first(store, office, contact, today)?
            || rows::has_lost_agreement(store, office, contact, today)? =>
        {
            Some(DigestReader::Officer)
        }
        found => found,
    })
}

/// Whether a trial that is over would have informed the contact, and no digest has said so since.
pub(super) fn awaits_the_first(
    store: &Store,
    office: &Office,
    contact: &Contact,
    today: Day,
) -> Result<bool, WatchError> {
    Ok(!rows::trial_reminders(store, office, contact, today)?.is_empty())
}

/// The digest of one contact, as it would go at that moment; `None` for whom it has nothing to say to.
pub fn digest_for(
    store: &Store,
    office: &Office,
    contact: &Contact,
    moment: Moment,
) -> Result<Option<AddressedDigest>, WatchError> {
    let Some(reader) = digest_readers(store, office, contact, moment.today)? else { return Ok(None) };
    rows::gather(store, office, contact, reader, moment).map(Some)
}

/// What a digest of everything would hold, for a contact who may see everything, whatever his own holds.
pub(crate) fn digest_of_everything(
    store: &Store,
    office: &Office,
    contact: &Contact,
    moment: Moment,
) -> Result<AddressedDigest, WatchError> {
    rows::gather(store, office, contact, DigestReader::Head, moment)
}

/// What differs wherever what a digest would say to the contact may differ by letters alone: those that no server takes, the
/// digests that went, a trial that is over. Acts, the day and the rules are told apart by themselves.
pub(crate) fn letters_mark(
    store: &Store,
    office: &Office,
    contact: &Contact,
    today: Day,
) -> Result<String, WatchError> {
    rows::letters_mark(store, office, contact, today)
}

/// What the digest of that key says now; `None` where a newer one of the same person takes its place.
pub(super) fn of_key(
    store: &Store,
    office: &Office,
    key: &Key,
    moment: Moment,
) -> Result<Option<AddressedDigest>, WatchError> {
    // One of a day to come was queued under a clock that was wrong.
    let follows = |day: Day| key.day < day && day <= moment.today;
    let newer =
        |other: &Queued| is_of(&other.key, &key.recipient) && other.key.trial == key.trial && follows(other.key.day);
    if store.queued_since(&Subject::Office, key.day)?.iter().any(newer) {
        return Ok(None);
    }
    let Some(contact) = office.circle.contact(&key.recipient) else { return Ok(None) };
    let told = digest_for(store, office, contact, moment)?;
    for what in told.iter().flat_map(|told| &told.failed) {
        tracing::warn!("left out of the digest: {what}");
    }
    Ok(told)
}

pub(super) fn is_of(key: &Key, recipient: &str) -> bool {
    key.topic == Topic::System(SystemLetter::Digest) && key.recipient == recipient
}
