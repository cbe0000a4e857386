//! Letters the system writes about itself, and what a scan puts in order before it begins.
//!
//! They have keys like all others (`office/system:NAME/0/day/0d/recipient`), at most one a day each, and none of them ever
//! causes another: an undelivered letter about undelivered letters is not reported.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::gather::{self, addressee};
use super::scan::Moment;
use super::{Office, WatchError};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Subject};
use crate::message::letter::SECTIONS_MAX;
use crate::outbox::State;
use crate::store::{DiedLetter, NewReminder, Store};

/// What a letter about the system says; kept with its key's name and day until it is composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Payload {
    /// A scan wants to send more than the brake allows.
    Brake {
        /// How many reminders wait.
        reminders: usize,
        /// How many the brake allows.
        allowed: usize,
    },
    /// Letters that no server takes.
    Undelivered {
        /// The envelopes.
        envelopes: Vec<i64>,
    },
    /// What an import brought that had passed, per officer.
    Verify {
        /// Lines by contact.
        lines: BTreeMap<String, u64>,
        /// Agreements by contact.
        agreements: BTreeMap<String, u64>,
    },
    /// The announced calendar ends soon.
    Calendar {
        /// Its last day.
        through: Day,
    },
}

impl Payload {
    const fn name(&self) -> &'static str {
        match self {
            Self::Brake { .. } => "brake",
            Self::Undelivered { .. } => "undelivered",
            Self::Verify { .. } => "verify",
            Self::Calendar { .. } => "calendar",
        }
    }
}

/// What stands before the name in such a key's `what`.
pub(super) const SYSTEM: &str = "system:";

fn meta_key(what: &str, day: Day) -> String {
    format!("{what}@{day}")
}

/// What a system key's letter says.
pub(super) fn payload(store: &Store, key: &Key) -> Result<Option<Payload>, WatchError> {
    let text = store.meta(&meta_key(&key.what, key.day))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Queues a letter about the system for those people, one a day, and says how many are new.
fn tell(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    people: &[String],
    what: &Payload,
) -> Result<u64, WatchError> {
    let name = format!("{SYSTEM}{}", what.name());
    let today = moment.today;
    let reminders: Vec<NewReminder> = people
        .iter()
        .filter_map(|person| {
            let key = Key {
                subject: Subject::Office,
                what: name.clone(),
                nth: 0,
                day: today,
                rung: "0d".to_owned(),
                recipient: person.clone(),
            };
            let addressee = addressee(&office.circle, person, today)?;
            Some(NewReminder { key, agreement_id: None, addressee, urgent_on: today })
        })
        .collect();
    if reminders.is_empty() {
        return Ok(0);
    }
    let text = serde_json::to_string(what).unwrap_or_default();
    let new = store.write(|tx| {
        let new = tx.enqueue(&reminders, today)?.new;
        // The first one of a day stands: its letter may be on its way.
        if new > 0 {
            tx.set_meta(&meta_key(&name, today), Some(&text))?;
        }
        Ok::<usize, crate::store::StoreError>(new)
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
    let what = Payload::Brake { reminders: due, allowed: office.brake };
    tell(store, office, moment, &fallback(office), &what)
}

/// Takes letters that were written on an earlier day and that no server has seen back to be written anew: their days
/// left are no longer true, and a nearer rung may speak instead.
pub(super) fn rewrite_stale(store: &mut Store, moment: Moment) -> Result<(), WatchError> {
    let mut after = 0;
    loop {
        let page = store.outbox_in(State::Pending, after, 200)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        let stale = page.iter().filter(|envelope| {
            envelope.tries.attempts == 0 && envelope.rendered_on.is_some_and(|day| day != moment.today)
        });
        let stale: Vec<i64> = stale.map(|envelope| envelope.id).collect();
        store.write(|tx| {
            for id in stale {
                tx.recompose(id, moment.now)?;
            }
            Ok::<(), crate::store::StoreError>(())
        })?;
    }
}

/// What a complete scan has to say besides reminders: how much there is to verify, and what could not be delivered.
pub(super) fn after_scan(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    history: &[NewReminder],
) -> Result<u64, WatchError> {
    let mut queued = 0;
    if !history.is_empty() {
        let mut agreements: BTreeMap<String, std::collections::BTreeSet<Option<i64>>> = BTreeMap::new();
        for reminder in history {
            agreements.entry(reminder.addressee.clone()).or_default().insert(reminder.agreement_id);
        }
        let agreements = agreements.into_iter().map(|(who, ids)| (who, ids.len() as u64)).collect();
        let what = Payload::Verify { lines: gather::counts(history), agreements };
        let heads = office.circle.role("head").map(<[String]>::to_vec).unwrap_or_default();
        queued += tell(store, office, moment, &heads, &what)?;
    }
    queued += undelivered(store, office, moment)?;
    Ok(queued)
}

/// Tells the fallback of letters that died since the last such letter.
pub(super) fn undelivered(store: &mut Store, office: &Office, moment: Moment) -> Result<u64, WatchError> {
    let told = store.meta("undelivered-through")?.and_then(|text| text.parse().ok());
    let dead = store.died_after(told.unwrap_or(DateTime::<Utc>::UNIX_EPOCH), SECTIONS_MAX)?;
    let Some(through) = dead.last().map(|died| died.at) else { return Ok(0) };
    let envelopes: Vec<i64> =
        dead.iter().filter(|died| died.letter == DiedLetter::Reminders).map(|died| died.id).collect();
    let quiet = envelopes.is_empty();
    let queued =
        if quiet { 0 } else { tell(store, office, moment, &fallback(office), &Payload::Undelivered { envelopes })? };
    // One a day: what dies after today's letter is told tomorrow.
    if queued > 0 || quiet {
        store.write(|tx| tx.set_meta("undelivered-through", Some(&through.to_rfc3339())))?;
    }
    Ok(queued)
}
