//! The office tries the program out (`[post] pilot`): every letter goes to the members of a role instead of its reader.
//!
//! A reminder that is queued meanwhile is booked under its own key with who got it (`…/-30d/desk+it`): it is not asked
//! again, and nobody counts as told, so that no correction, no proof and no earlier letter to the director is about it.
//! What is open when the trial ends is in each person's first digest. The invariant: no letter of a trial leaves for
//! its reader, and none of another time for the members of the role.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::addressee;
use super::{Moment, Office, WatchError};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Subject, SystemLetter, Topic};
use crate::message::answer::stored_reasons;
use crate::outbox::EnvelopeState;
use crate::store::{NewReminder, ProgramNote, Store, StoreError, Tx};

/// Envelopes looked at together.
const PAGE: usize = 200;
/// Why what was queued under the other setting does not go.
const OTHER_SETTING: &str = stored_reasons::OTHER_PILOT.stored_text();

/// The reminders as they are queued: during a trial each of them once for each member of the role.
pub(super) fn reminders_to_queue(office: &Office, reminders: &[NewReminder], today: Day) -> Vec<NewReminder> {
    let Some(members) = &office.pilot else { return reminders.to_vec() };
    let for_member = |reminder: &NewReminder, member: &String| {
        let addressee = addressee(&office.circle, member, today)?;
        let key = Key { trial: Some(member.clone()), ..reminder.key.clone() };
        Some(NewReminder { key, addressee, ..reminder.clone() })
    };
    let each = |reminder| members.iter().filter_map(move |member| for_member(reminder, member));
    reminders.iter().flat_map(each).collect()
}

/// Whether a reminder was queued under the setting of `[post] pilot` that holds now.
pub(super) fn queued_under_current_pilot(office: &Office, key: &Key) -> bool {
    match (&office.pilot, &key.trial) {
        (None, None) => true,
        (Some(members), Some(member)) => members.contains(member),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// Who receives a reminder today: its own recipient, or the member of the role that it was queued for.
pub(super) fn receiver(office: &Office, key: &Key, today: Day) -> Option<String> {
    addressee(&office.circle, key.trial.as_ref().unwrap_or(&key.recipient), today)
}

/// The reminders of an envelope by who reads them: its addressee, and in a trial each person who would have got them.
pub(super) fn by_reader(office: &Office, addressee_id: &str, keys: Vec<Key>, today: Day) -> BTreeMap<String, Vec<Key>> {
    let mut readers: BTreeMap<String, Vec<Key>> = BTreeMap::new();
    for key in keys {
        let reader = match key.trial {
            Some(_) => addressee(&office.circle, &key.recipient, today),
            None => None,
        };
        readers.entry(reader.unwrap_or_else(|| addressee_id.to_owned())).or_default().push(key);
    }
    readers
}

/// The day on which the last trial ended, where none runs.
pub(super) fn left_on(store: &Store, office: &Office) -> Result<Option<Day>, WatchError> {
    let note = store.note(ProgramNote::PilotLeft)?.filter(|_| office.pilot.is_none());
    Ok(note.and_then(|text| text.parse().ok()))
}

/// Takes back what waits and was queued under another setting of `[post] pilot`, so that it is queued again; a letter
/// that the system writes about itself is queued for the trial at once, because nothing would ask for it again. Does
/// nothing while the setting is the same.
pub(super) fn change_over(store: &mut Store, office: &Office, moment: Moment) -> Result<(), WatchError> {
    let setting = office.pilot.as_ref().map(|members| members.join(" "));
    let before = store.note(ProgramNote::Pilot)?;
    if before == setting {
        return Ok(());
    }
    let mut after = 0;
    loop {
        let page = store.outbox(after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        let waiting = page.iter().filter(|envelope| match envelope.state {
            EnvelopeState::Composing => true,
            EnvelopeState::Pending => envelope.tries.is_untaken(),
            EnvelopeState::Sending | EnvelopeState::Sent | EnvelopeState::Dead | EnvelopeState::Dropped => false,
        });
        for envelope in waiting {
            let others: Vec<Key> =
                envelope.keys.iter().filter(|key| !queued_under_current_pilot(office, key)).cloned().collect();
            if others.is_empty() {
                continue;
            }
            let anew = again(office, &others, moment.today);
            store.write(|tx| take_back(tx, envelope.id, envelope.state, &others, &anew, moment))?;
        }
    }
    store.write(|tx| {
        if before.is_some() && setting.is_none() {
            tx.set_note(ProgramNote::PilotLeft, Some(&moment.today.to_string()))?;
        }
        tx.set_note(ProgramNote::Pilot, setting.as_deref())
    })?;
    Ok(())
}

/// The letters about the system that are booked for the trial in place of those keys.
fn again(office: &Office, keys: &[Key], today: Day) -> Vec<NewReminder> {
    if office.pilot.is_none() {
        return Vec::new();
    }
    let plain = keys.iter().filter(|key| !matches!(key.topic, Topic::Milestone { .. }));
    // A welcome covers reminders that are queued again, and nothing of it is left.
    let plain = plain.filter(|key| key.topic != Topic::System(SystemLetter::Welcome));
    let keys: BTreeSet<Key> = plain.map(|key| Key { trial: None, ..key.clone() }).collect();
    let reminder = |key: Key| {
        let addressee = key.recipient.clone();
        NewReminder { key, agreement_id: None, addressee, urgent_on: today }
    };
    reminders_to_queue(office, &keys.into_iter().map(reminder).collect::<Vec<_>>(), today)
}

fn take_back(
    tx: &Tx<'_>,
    envelope: i64,
    state: EnvelopeState,
    others: &[Key],
    anew: &[NewReminder],
    moment: Moment,
) -> Result<(), StoreError> {
    let basket = if state == EnvelopeState::Composing { envelope } else { tx.recompose(envelope, moment.now)? };
    tx.withdraw_keys(basket, others, OTHER_SETTING, moment.now)?;
    for key in others {
        if let Subject::Agreement(id) = key.subject {
            tx.look_again(id)?;
        }
    }
    tx.enqueue(anew, moment.today).map(drop)
}
