//! The letter of welcome: who takes agreements over gets one letter with what is due, not one for each milestone.
//!
//! To the plan a newcomer is someone who has no letter yet, so the nearest rung of everything that is open would go to
//! him at the next scan. Those reminders are queued with the handover itself, and the welcome covers them; later
//! rungs find them spent and come in their own time. The invariant: each of them is in exactly one letter, and the
//! handover and the letter are kept together or not at all.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::gather::{self, addressee};
use super::{Moment, Office, WatchError, corrections, trial, yearly};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Occasion, Subject, SystemLetter, Topic};
use crate::message::letter::SECTIONS_MAX;
use crate::outbox::EnvelopeState;
use crate::store::{NewReminder, ProgramNote, Store, StoreError, Tx};

/// What such a letter's key is about; its ordinal counts one person's handovers of a day.
const TOPIC: Topic = Topic::System(SystemLetter::Welcome);

/// What was handed over, kept until the letter is composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WelcomePayload {
    /// Who had the agreements.
    pub(super) from: String,
    pub(super) agreements: Vec<i64>,
    /// The reminders that the letter covers.
    pub(super) speaks_for: BTreeSet<Key>,
}

/// What a welcome's letter says; `None` for any other key.
pub(super) fn payload(store: &Store, key: &Key) -> Result<Option<WelcomePayload>, WatchError> {
    if key.topic != TOPIC {
        return Ok(None);
    }
    Ok(store.noted(ProgramNote::Welcome(key))?)
}

/// A handover as it was before anything changed hands: what the newcomer hears in any case is not the welcome's.
#[derive(Debug)]
pub struct Welcome {
    from: String,
    to: String,
    last_scan: Option<Day>,
    /// Agreements that he looks after already.
    own: BTreeSet<i64>,
    /// Days that come round each year and are his already.
    yearly: BTreeSet<Key>,
}

impl Welcome {
    /// Looks at what `to` has before the agreements of `from` are his.
    pub fn before(
        store: &Store,
        office: &Office,
        moment: Moment,
        from: &str,
        to: &str,
        agreements: &[i64],
    ) -> Result<Self, WatchError> {
        let last_scan = store.last_scan()?.map(|scan| scan.on).filter(|on| *on <= moment.today);
        let mut own = BTreeSet::new();
        for id in agreements {
            if store.agreement(*id)?.facts.officers.iter().any(|officer| officer == to) {
                own.insert(*id);
            }
        }
        let mut before = Self { from: from.to_owned(), to: to.to_owned(), last_scan, own, yearly: BTreeSet::new() };
        let yearly = before.of_the_year(store, office, moment)?;
        before.yearly = yearly.into_iter().map(|reminder| reminder.key).collect();
        Ok(before)
    }

    /// Queues the letter with the reminders it covers, after the agreements have changed hands.
    ///
    /// Nobody who can be reached: no letter, and the reminders stay the scan's. More reminders than a letter has rows: the
    /// most urgent are in it, the rest is announced as ever.
    pub fn queue(self, tx: &Tx<'_>, office: &Office, moment: Moment, agreements: &[i64]) -> Result<(), WatchError> {
        let today = moment.today;
        let Some(addressee) = addressee(&office.circle, &self.to, today) else { return Ok(()) };
        let (mut due, mut listed) = (Vec::new(), Vec::new());
        for id in agreements.iter().filter(|id| !self.own.contains(id)) {
            // A record whose days cannot be computed is reported by the scan.
            let Ok(found) = gather::agreement(tx, *id, office, self.last_scan, today) else { continue };
            let mine = |reminder: &NewReminder| reminder.key.recipient == self.to;
            due.extend(found.due.into_iter().filter(mine).filter(|one| !corrections::is_correction(&one.key)));
            // One import makes one list to verify: his predecessor has it.
            let queued = tx.queued(&Subject::Agreement(*id))?;
            if queued.iter().any(|queued| queued.key.occasion == Occasion::ToVerify) {
                listed.extend(found.history.into_iter().filter(mine));
            }
        }
        let yearly = self.of_the_year(tx, office, moment)?;
        due.extend(yearly.into_iter().filter(|reminder| !self.yearly.contains(&reminder.key)));
        due.sort_by(|one, other| (one.urgent_on, &one.key).cmp(&(other.urgent_on, &other.key)));
        due.truncate(SECTIONS_MAX);
        due.extend(listed);
        let key = Key { nth: self.nth(tx, today)?, ..Key::system(SystemLetter::Welcome, today, &self.to) };
        let speaks_for = due.iter().map(|reminder| reminder.key.clone()).collect();
        let payload = WelcomePayload { from: self.from, agreements: agreements.to_vec(), speaks_for };
        tx.note_down(ProgramNote::Welcome(&key), &payload)?;
        due.push(NewReminder { key, agreement_id: None, addressee, urgent_on: today });
        tx.enqueue(&trial::reminders_to_queue(office, &due, today), today)?;
        Ok(())
    }

    /// What comes round each year and would go to the newcomer today.
    fn of_the_year(&self, store: &Store, office: &Office, moment: Moment) -> Result<Vec<NewReminder>, WatchError> {
        let found = yearly::due(store, office, self.last_scan, moment.today)?;
        Ok(found.due.into_iter().filter(|reminder| reminder.key.recipient == self.to).collect())
    }

    fn nth(&self, store: &Store, today: Day) -> Result<u32, StoreError> {
        let queued = store.queued_since(&Subject::Office, today)?;
        let same = queued.iter().filter(|one| one.key.topic == TOPIC && one.key.recipient == self.to);
        Ok(same.filter(|one| one.key.day == today).map(|one| one.key.nth).max().map_or(1, |nth| nth + 1))
    }
}

/// Takes welcomes of someone who hands on what he was just given back to be rewritten, where no server has seen them.
pub(crate) fn rewrite(tx: &Tx<'_>, recipient: &str, moment: Moment) -> Result<(), StoreError> {
    let queued = tx.queued_since(&Subject::Office, moment.today)?;
    let waits = queued.iter().filter(|one| one.envelope_state == EnvelopeState::Pending && one.unheard == 0);
    let own = waits.filter(|one| one.key.topic == TOPIC && one.key.recipient == recipient);
    let envelopes: BTreeSet<i64> = own.map(|one| one.envelope_id).collect();
    envelopes.into_iter().try_for_each(|id| tx.recompose(id, moment.now).map(drop))
}

/// The welcomes among an envelope's keys, each with the keys of the envelope that it covers.
pub(super) fn among<'a>(
    store: &Store,
    system: &[&Key],
    keys: &[&'a Key],
) -> Result<BTreeMap<Key, (WelcomePayload, Vec<&'a Key>)>, WatchError> {
    let mut found = BTreeMap::new();
    for key in system {
        let Some(mut payload) = payload(store, key)? else { continue };
        let mut still = Vec::with_capacity(payload.agreements.len());
        for id in payload.agreements {
            match store.agreement(id) {
                Ok(stored) if !stored.facts.officers.contains(&key.recipient) => {}
                Err(error) if !error.is_of_the_record() => return Err(error.into()),
                _ => still.push(id),
            }
        }
        payload.agreements = still;
        // Handed on since: there is nothing left to welcome anybody to.
        if !payload.agreements.is_empty() {
            let own = keys
                .iter()
                .copied()
                .filter(|one| payload.speaks_for.contains(&Key { trial: None, ..(*one).clone() }))
                .collect();
            found.insert((*key).clone(), (payload, own));
        }
    }
    Ok(found)
}
