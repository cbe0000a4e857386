//! The last digest of a contact: what it contained is no news.

use std::collections::BTreeSet;

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::lifecycle::reminder::{Subject, SystemLetter, Topic};
use crate::store::{Queued, Store};
use crate::watch::digest::is_of;
use crate::watch::{Office, WatchError, trial};

/// How far back the first digest tells what changed; a digest that days off held back has its day before them.
const WEEK_DAYS: i64 = 14;
const MONTH_DAYS: i64 = 45;

/// The day of the last digest to that contact: what was recorded on it or later is news. Before the first one, as far back
/// as its rhythm.
pub(super) fn last_digest(store: &Store, contact: &Contact, today: Day) -> Result<Day, WatchError> {
    let from = looked_back(contact, today);
    let queued = store.queued_since(&Subject::Office, from)?;
    // A pending letter, or one that a server lost, has informed nobody.
    let told = |queued: &&Queued| is_of(&queued.key, &contact.id) && queued.key.day < today && queued.taken.is_some();
    let earlier = queued.iter().filter(told);
    Ok(earlier.map(|queued| queued.key.day).max().unwrap_or(from))
}

fn looked_back(contact: &Contact, today: Day) -> Day {
    let back = if contact.digest == DigestRhythm::Monthly { MONTH_DAYS } else { WEEK_DAYS };
    today.plus_days(-back).unwrap_or_else(|_| Day::first())
}

/// What differs wherever the contact's digest may differ by letters alone, and not by acts, rules or the day.
pub(in crate::watch::digest) fn letters_mark(
    store: &Store,
    office: &Office,
    contact: &Contact,
    today: Day,
) -> Result<String, WatchError> {
    let left_on = trial::left_on(store, office)?;
    let from = left_on.unwrap_or(today).min(looked_back(contact, today));
    let mark = store.digest_letters_mark(&Topic::System(SystemLetter::Digest), &contact.id, from)?;
    Ok(format!("{mark} {left_on:?}"))
}

/// What the contact would have got in a trial that is over, until a digest has gone since it ended.
pub(in crate::watch::digest) fn trial_reminders(
    store: &Store,
    office: &Office,
    contact: &Contact,
    today: Day,
) -> Result<BTreeSet<(Subject, Topic, Day)>, WatchError> {
    let Some(left_on) = trial::left_on(store, office)? else { return Ok(BTreeSet::new()) };
    let queued = store.queued_since(&Subject::Office, left_on)?;
    let told = |queued: &Queued| is_of(&queued.key, &contact.id) && queued.key.day < today && queued.taken.is_some();
    Ok(if queued.iter().any(told) { BTreeSet::new() } else { store.tried(&contact.id)? })
}
