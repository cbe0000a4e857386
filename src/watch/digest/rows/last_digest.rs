//! The last digest of a contact: what it contained is no news.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, DigestRhythm};
use crate::lifecycle::reminder::{Key, Subject, SystemLetter, Topic};
use crate::store::{ProgramNote, Queued, Store, StoreError, Tx};
use crate::watch::digest::is_of;
use crate::watch::dossier::Dossier;
use crate::watch::{Office, WatchError, trial};

/// How far back the first digest tells what changed; a digest that days off held back has its day before them.
const WEEK_DAYS: i64 = 14;
const MONTH_DAYS: i64 = 45;

/// From where on what was recorded is news to a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NewsStart {
    /// The day of the last digest. Before the first one, as far back as its rhythm.
    pub(super) on: Day,
    /// The newest act that the last digest knew. The day alone would tell what was recorded on it twice, or never.
    pub(super) after: Option<i64>,
}

impl NewsStart {
    /// Where nothing is news.
    pub(super) fn never() -> Self {
        Self { on: Day::last(), after: None }
    }

    /// After the last digest to that contact.
    pub(super) fn of(store: &Store, contact: &Contact, today: Day) -> Result<Self, WatchError> {
        let from = looked_back(contact, today);
        let queued = store.queued_since(&Subject::Office, from)?;
        // A pending letter, or one that a server lost, has informed nobody.
        let told =
            |queued: &&Queued| is_of(&queued.key, &contact.id) && queued.key.day < today && queued.taken.is_some();
        let Some(last) = queued.iter().filter(told).map(|queued| &queued.key).max_by_key(|key| (key.day, key.round))
        else {
            return Ok(Self { on: from, after: None });
        };
        let known: Vec<KnownActs> = store.noted(ProgramNote::DigestKnew(&contact.id))?.unwrap_or_default();
        let known = known.iter().find(|known| (known.day, known.round) == (last.day, last.round));
        Ok(Self { on: last.day, after: known.map(|known| known.newest) })
    }

    /// Whether the last digest did not know of the act.
    pub(super) fn is_news(self, act: &Act) -> bool {
        match self.after {
            Some(newest) => newest < act.seq,
            None => self.on <= act.recorded_on,
        }
    }

    /// The agreement as the last digest knew it.
    pub(super) fn known_then(self, record: &Agreement) -> Dossier {
        Dossier::with_acts(record, |act| !self.is_news(act))
    }
}

/// What the digest of a day and round knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KnownActs {
    day: Day,
    round: u32,
    /// Its newest act.
    newest: i64,
}

/// Of so many digests of a contact it is noted what they knew: those that no server has taken yet, and the last one it took.
const NOTED_AT_MOST: usize = 30;

/// Notes that the digest of that key is written, and the newest act it knows.
pub(in crate::watch) fn note_known_acts(tx: &Tx<'_>, key: &Key, newest: i64) -> Result<(), StoreError> {
    let note = ProgramNote::DigestKnew(&key.recipient);
    let mut known: Vec<KnownActs> = tx.noted(note)?.unwrap_or_default();
    known.retain(|known| (known.day, known.round) != (key.day, key.round));
    known.push(KnownActs { day: key.day, round: key.round, newest });
    known.drain(..known.len().saturating_sub(NOTED_AT_MOST));
    tx.note_down(note, &known)
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
