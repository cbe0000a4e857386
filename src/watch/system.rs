//! Letters of the system about itself, and the housekeeping before a scan.
//!
//! They have keys like all others (`office/system:NAME/0/day/0d/recipient`), at most one a day each, and none of them
//! ever causes another: an undelivered letter about undelivered letters is not reported.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::gather::addressee;
use super::{Moment, Office, WatchError, trial};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, SystemLetter, Topic};
use crate::message::letter::SECTIONS_MAX;
use crate::outbox::EnvelopeState;
use crate::store::{NewReminder, ProgramNote, Store, StoreError, Tx};

/// What a letter about the system says; kept with its key's name and day until it is composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SystemPayload {
    /// A scan wants to send more than the brake allows.
    Brake {
        /// How many reminders wait.
        reminders: usize,
        /// How many the brake allows.
        allowed: usize,
    },
    /// Letters that no server takes.
    Undelivered { envelopes: Vec<i64> },
    /// Letters that a person dropped, in the order in which they were dropped.
    Dropped { envelopes: Vec<i64> },
    /// What an import brought that had passed, per officer.
    Verify {
        /// Lines by contact.
        lines: BTreeMap<String, u64>,
        /// Agreements by contact.
        agreements: BTreeMap<String, u64>,
        /// Agreements and milestones, each once whoever else has them too; none in what an older version noted.
        #[serde(default)]
        all: Option<(u64, u64)>,
    },
}

impl SystemPayload {
    const fn letter(&self) -> SystemLetter {
        match self {
            Self::Brake { .. } => SystemLetter::Brake,
            Self::Undelivered { .. } => SystemLetter::Undelivered,
            Self::Dropped { .. } => SystemLetter::Dropped,
            Self::Verify { .. } => SystemLetter::Verify,
        }
    }
}

/// Whether a key's letter is about the system.
pub(super) fn is_about_itself(key: &Key) -> bool {
    matches!(key.topic, Topic::System(_) | Topic::Act(_))
}

/// What a system key's letter says.
pub(super) fn payload(store: &Store, key: &Key) -> Result<Option<SystemPayload>, WatchError> {
    Ok(store.noted(ProgramNote::Letter(&key.topic, key.day))?)
}

/// Queues a letter about the system for those people, one a day, and says how many are new.
fn tell(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    people: &[String],
    what: &SystemPayload,
) -> Result<u64, WatchError> {
    tell_and(store, office, moment, people, what, |_| Ok(()))
}

/// The same; where the letter is new, something else is written down with it or neither is.
fn tell_and(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    people: &[String],
    what: &SystemPayload,
    with: impl FnOnce(&Tx<'_>) -> Result<(), StoreError>,
) -> Result<u64, WatchError> {
    let today = moment.today;
    let reminders: Vec<NewReminder> = people
        .iter()
        .filter_map(|person| {
            let key = Key::system(what.letter(), today, person);
            let addressee = addressee(&office.circle, person, today)?;
            Some(NewReminder { key, agreement_id: None, addressee, urgent_on: today })
        })
        .collect();
    if reminders.is_empty() {
        return Ok(0);
    }
    let reminders = trial::reminders_to_queue(office, &reminders, today);
    let new = store.write(|tx| {
        let new = tx.enqueue(&reminders, today)?.new;
        // The first one of a day stands: its letter may be on its way.
        if new > 0 {
            tx.note_down(ProgramNote::Letter(&Topic::System(what.letter()), today), what)?;
            with(tx)?;
        }
        Ok::<usize, StoreError>(new)
    })?;
    Ok(new as u64)
}

fn fallback(office: &Office) -> Vec<String> {
    office.circle.fallback().map(str::to_owned).into_iter().collect()
}

/// Tells the fallback that a scan waits behind the brake.
pub(super) fn brake(store: &mut Store, office: &Office, moment: Moment, due: usize) -> Result<u64, WatchError> {
    tracing::warn!(
        "{due} reminders are due at once, more than `[post] brake` allows; `pactwatch tick --release` sends them"
    );
    let what = SystemPayload::Brake { reminders: due, allowed: office.brake };
    tell(store, office, moment, &fallback(office), &what)
}

/// A scan that waits behind the brake: how many reminders, and how many it allows. None where a later scan of that day went
/// through.
pub fn scan_behind_brake(store: &Store, today: Day) -> Result<Option<(usize, usize)>, WatchError> {
    if store.last_scan()?.is_some_and(|scan| scan.on >= today) {
        return Ok(None);
    }
    Ok(match store.noted(ProgramNote::Letter(&Topic::System(SystemLetter::Brake), today))? {
        Some(SystemPayload::Brake { reminders, allowed }) => Some((reminders, allowed)),
        _ => None,
    })
}

/// Takes letters that were written on another day, or under other rules, and that no server has seen back to be written
/// again: their days left are no longer true, a nearer rung may speak instead, or nobody may be in the rung any more.
pub(super) fn rewrite_stale(store: &mut Store, office: &Office, moment: Moment) -> Result<(), WatchError> {
    let other_rules = store.note(ProgramNote::WrittenUnder)?.is_none_or(|rules| rules != office.fingerprint);
    let mut after = 0;
    loop {
        let page = store.outbox_in(EnvelopeState::Pending, after, 200)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        let stale = page.iter().filter(|envelope| {
            envelope.tries.is_untaken() && (other_rules || envelope.rendered_on.is_some_and(|day| day != moment.today))
        });
        let stale: Vec<i64> = stale.map(|envelope| envelope.id).collect();
        if stale.is_empty() {
            continue;
        }
        store.write(|tx| {
            stale.into_iter().try_for_each(|id| unless_on_its_way(tx.recompose(id, moment.now).map(drop)))
        })?;
    }
    if other_rules {
        store.write(|tx| tx.set_note(ProgramNote::WrittenUnder, Some(&office.fingerprint)))?;
    }
    Ok(())
}

/// Notes under what rules the first letters are written: someone may hand over before anything was ever scanned.
pub(super) fn written_under(store: &mut Store, office: &Office) -> Result<(), WatchError> {
    if store.note(ProgramNote::WrittenUnder)?.is_none() {
        store.write(|tx| tx.set_note(ProgramNote::WrittenUnder, Some(&office.fingerprint)))?;
    }
    Ok(())
}

/// Takes it as done where another program has sent, or is sending, the letter in the meantime: it is left alone then.
pub(super) fn unless_on_its_way(done: Result<(), StoreError>) -> Result<(), StoreError> {
    match done {
        Err(StoreError::Elsewhere { .. } | StoreError::Attempted(_)) => Ok(()),
        other => other,
    }
}

/// Counts reminders of lists to verify for the heads' letter, in the transaction that queues them: a crash between the two
/// makes no list that no head hears of.
pub(super) fn to_verify(tx: &Tx<'_>, listed: &[&NewReminder]) -> Result<(), StoreError> {
    if listed.is_empty() {
        return Ok(());
    }
    let (mut lines, mut agreements, before) = match tx.noted(ProgramNote::ToVerify)? {
        Some(SystemPayload::Verify { lines, agreements, all }) => (lines, agreements, all),
        _ => (BTreeMap::new(), BTreeMap::new(), Some((0, 0))),
    };
    // An agreement comes with the reminders of all its officers at once, and counts once.
    let distinct: BTreeSet<_> =
        listed.iter().map(|r| (r.agreement_id, r.key.topic.to_string(), r.key.nth, r.key.day)).collect();
    let those: BTreeSet<_> = distinct.iter().map(|(agreement, ..)| agreement).collect();
    let all = before.map(|(papers, days)| (papers + those.len() as u64, days + distinct.len() as u64));
    let mut counted = BTreeSet::new();
    for reminder in listed {
        *lines.entry(reminder.addressee.clone()).or_insert(0) += 1;
        if counted.insert((&reminder.addressee, reminder.agreement_id)) {
            *agreements.entry(reminder.addressee.clone()).or_insert(0) += 1;
        }
    }
    tx.note_down(ProgramNote::ToVerify, &SystemPayload::Verify { lines, agreements, all })
}

/// Officers whom agreements name and the configuration does not know, with how many agreements: someone took a contact
/// out of it and handed nothing over. Their letters go to everyone else who is in the rungs, else to the fallback.
pub fn left_behind(store: &Store, office: &Office) -> Result<BTreeMap<String, u64>, StoreError> {
    let unknown = store.officers()?.into_iter().filter(|id| office.circle.contact(id).is_none());
    let counted = unknown.take(LEFT_BEHIND_TOLD).map(|id| Ok((store.agreements_of(&id)?, id)));
    counted.filter(|one| !matches!(one, Ok((0, _)))).map(|one| one.map(|(count, id)| (id, count))).collect()
}

/// At most this many of them are listed.
const LEFT_BEHIND_TOLD: usize = 50;

/// What a complete scan has to say besides reminders: how much there is to verify, and what could not be delivered.
pub(super) fn after_scan(store: &mut Store, office: &Office, moment: Moment) -> Result<u64, WatchError> {
    let mut queued = 0;
    if let Some(what) = store.noted(ProgramNote::ToVerify)? {
        let heads = office.circle.role("head").map(<[String]>::to_vec).unwrap_or_default();
        // One a day: what comes after today's letter is reported tomorrow.
        queued += tell_and(store, office, moment, &heads, &what, |tx| tx.set_note(ProgramNote::ToVerify, None))?;
    }
    queued += report_dropped(store, office, moment)?;
    queued += report_undelivered(store, office, moment)?;
    Ok(queued)
}

/// Notes that a person dropped a letter, for the heads, in the transaction that drops it. Of a letter that the
/// system wrote about itself nobody is informed: none causes another.
pub fn dropped_by_hand(tx: &Tx<'_>, envelope: i64, keys: &[Key]) -> Result<(), StoreError> {
    if !keys.is_empty() && keys.iter().all(is_about_itself) {
        return Ok(());
    }
    let mut envelopes = dropped_untold(tx)?;
    envelopes.push(envelope);
    tx.note_down(ProgramNote::DroppedUntold, &SystemPayload::Dropped { envelopes })
}

fn dropped_untold(store: &Store) -> Result<Vec<i64>, StoreError> {
    Ok(match store.noted(ProgramNote::DroppedUntold)? {
        Some(SystemPayload::Dropped { envelopes }) => envelopes,
        _ => Vec::new(),
    })
}

/// Reports to the heads, else to the fallback, letters that a person dropped and that were not reported yet.
fn report_dropped(store: &mut Store, office: &Office, moment: Moment) -> Result<u64, WatchError> {
    let mut envelopes = dropped_untold(store)?;
    if envelopes.is_empty() {
        return Ok(0);
    }
    let rest = envelopes.split_off(envelopes.len().min(SECTIONS_MAX));
    let heads = office.circle.role("head").filter(|heads| !heads.is_empty()).map(<[String]>::to_vec);
    let rest = (!rest.is_empty()).then_some(SystemPayload::Dropped { envelopes: rest });
    // One a day: what is dropped after today's letter is reported tomorrow.
    let what = SystemPayload::Dropped { envelopes };
    tell_and(store, office, moment, &heads.unwrap_or_else(|| fallback(office)), &what, |tx| match &rest {
        Some(rest) => tx.note_down(ProgramNote::DroppedUntold, rest),
        None => tx.set_note(ProgramNote::DroppedUntold, None),
    })
}

/// Reports to the fallback letters that died and that were not reported yet.
///
/// What was reported is noted letter by letter, in the same transaction as the report: a clock that goes back
/// makes no death earlier than one that was reported, and after a crash none is reported twice.
pub(super) fn report_undelivered(store: &mut Store, office: &Office, moment: Moment) -> Result<u64, WatchError> {
    let dead = store.died_untold(SECTIONS_MAX)?;
    report(store, office, moment, &dead)
}

/// Tells the fallback of letters that the server refused, whether for their own sake the report's acceptance shows, and of
/// those that died since in the same delivery: one letter, for there is one a day.
pub(super) fn report_refused(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    letters: &[i64],
) -> Result<u64, WatchError> {
    let mut untold = store.untold_among(&letters[..letters.len().min(SECTIONS_MAX)])?;
    untold.extend(store.died_untold(SECTIONS_MAX)?.into_iter().filter(|id| !letters.contains(id)));
    untold.truncate(SECTIONS_MAX);
    report(store, office, moment, &untold)
}

/// What withdrawn letters about the system would have reported, because their day has not come, is reported later.
pub(super) fn to_tell_again(tx: &Tx<'_>, taken_back: &[Key]) -> Result<(), WatchError> {
    let letters: BTreeSet<(&Topic, Day)> = taken_back.iter().map(|key| (&key.topic, key.day)).collect();
    for (topic, day) in letters {
        match tx.noted(ProgramNote::Letter(topic, day))? {
            Some(SystemPayload::Undelivered { envelopes }) => {
                envelopes.iter().try_for_each(|id| tx.untell_died(*id))?;
            }
            Some(SystemPayload::Verify { lines, agreements, all }) => {
                let mut sum = (lines, agreements, all);
                if let Some(SystemPayload::Verify { lines, agreements, all }) = tx.noted(ProgramNote::ToVerify)? {
                    for (who, count) in lines {
                        *sum.0.entry(who).or_default() += count;
                    }
                    for (who, count) in agreements {
                        *sum.1.entry(who).or_default() += count;
                    }
                    sum.2 = sum.2.zip(all).map(|(one, other)| (one.0 + other.0, one.1 + other.1));
                }
                let (lines, agreements, all) = sum;
                tx.note_down(ProgramNote::ToVerify, &SystemPayload::Verify { lines, agreements, all })?;
            }
            Some(SystemPayload::Dropped { mut envelopes }) => {
                envelopes.extend(dropped_untold(tx)?);
                tx.note_down(ProgramNote::DroppedUntold, &SystemPayload::Dropped { envelopes })?;
            }
            // Another scan behind the brake reports it again.
            Some(SystemPayload::Brake { .. }) | None => {}
        }
    }
    Ok(())
}

fn report(store: &mut Store, office: &Office, moment: Moment, envelopes: &[i64]) -> Result<u64, WatchError> {
    if envelopes.is_empty() {
        return Ok(0);
    }
    let what = SystemPayload::Undelivered { envelopes: envelopes.to_vec() };
    // One a day: what dies after today's letter is reported tomorrow.
    tell_and(store, office, moment, &fallback(office), &what, |tx| {
        envelopes.iter().try_for_each(|id| tx.told_died(*id))
    })
}
