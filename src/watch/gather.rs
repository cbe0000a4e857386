//! From verdicts to reminders: what one subject asks for today, and what a pending letter may still say.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{Dossier, LOOK_AGAIN_DAYS, Situation, TimelineReach};
use super::{Office, WatchError, corrections};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, TimelineError};
use crate::lifecycle::policy::{Circle, Recipient};
use crate::lifecycle::reminder::{
    Decision, Key, Occasion, PastReports, PlannedMilestone, QueuedReminder, RecipientSource, Subject, look_on,
};
use crate::outbox::EnvelopeState;
use crate::store::{NewReminder, Queued, Store};

/// What a scan found about one subject.
#[derive(Clone, Debug, Default)]
pub struct GatheredReminders {
    /// The reminders that go today.
    pub due: Vec<NewReminder>,
    /// The reminders of a list to verify.
    pub history: Vec<NewReminder>,
    /// The first day after today on which anything can change.
    pub look_on: Option<Day>,
    /// How many acts it was worked out from; none where it is about no agreement.
    pub acts: Option<usize>,
}

/// Plans one agreement for today.
pub fn agreement(
    store: &Store,
    id: i64,
    office: &Office,
    last_scan: Option<Day>,
    today: Day,
) -> Result<GatheredReminders, WatchError> {
    let dossier = Dossier::read(store, id, today)?;
    let situation = Situation::of(&dossier, office, today, TimelineReach::Plan)?;
    // 1. What the ladders ask for.
    let mut found = reminders(&situation.plan_asking(last_scan)?, &dossier.subject(), office, today)?;
    // 2. Who was sent a day that has changed since.
    for (key, _) in corrections::due(&situation, &dossier.queued) {
        let Some(addressee) = addressee(&office.circle, &key.recipient, today) else { continue };
        found.due.push(NewReminder { key, agreement_id: Some(id), addressee, urgent_on: today });
    }
    // 3. What an import brought that had passed.
    found.history = history(&situation, &dossier.keys(), office);
    // 4. When to look again.
    let again = if situation.names_moved_day() { 1 } else { LOOK_AGAIN_DAYS };
    let again = today.plus_days(again).unwrap_or_else(|_| Day::last());
    found.look_on = Some(found.look_on.map_or(again, |day| day.min(again)));
    found.acts = Some(dossier.agreement.acts.len());
    Ok(found)
}

/// A day that someone was sent, and the current one; none where the milestone no longer exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MovedDay {
    pub(crate) old: Day,
    pub(crate) now: Option<Day>,
}

/// The corrections that a scan of today would queue about an agreement as it is, each with the day that was sent
/// and the day there is, none where there is none; of a range whose first day stands the later ones. What is only asked
/// before it is recorded can be looked at so.
pub(crate) fn corrections_due(
    record: &Agreement,
    queued: &[Queued],
    office: &Office,
    today: Day,
) -> Result<Vec<(Key, MovedDay)>, TimelineError> {
    // Most agreements have no accepted letter, and a timeline costs more than this check.
    if queued.iter().all(|queued| queued.taken.is_none()) {
        return Ok(Vec::new());
    }
    let dossier = Dossier { queued: queued.to_vec(), ..Dossier::without_letters(record.clone(), today) };
    let situation = Situation::of(&dossier, office, today, TimelineReach::Plan)?;
    let due = corrections::due(&situation, &dossier.queued).into_iter();
    let reached = due.filter(|(key, _)| addressee(&office.circle, &key.recipient, today).is_some());
    let days = |key: &Key, letter: &Queued| match corrections::moved_range_end(&situation, letter) {
        Some(until) => MovedDay { old: until, now: situation.milestone_of(key).map(Milestone::after_from) },
        None => MovedDay { old: letter.key.day, now: (key.occasion != Occasion::Gone).then_some(key.day) },
    };
    Ok(reached
        .map(|(key, letter)| {
            let days = days(&key, letter);
            (key, days)
        })
        .collect())
}

/// The reminders that verdicts send, each with the contact who gets it today.
pub fn reminders(
    planned: &[PlannedMilestone<'_>],
    subject: &Subject,
    office: &Office,
    today: Day,
) -> Result<GatheredReminders, WatchError> {
    let mut due = Vec::new();
    for PlannedMilestone { milestone, verdicts } in planned {
        for verdict in verdicts.iter().filter(|verdict| verdict.decision == Decision::Send) {
            let Some(recipient) = verdict.recipient.clone() else { continue };
            let Some(addressee) = addressee(&office.circle, &recipient, today) else { continue };
            let urgent_on = office.calendar.on_or_before(milestone.day)?;
            let key = key(subject, milestone, Occasion::Rung(verdict.rung), recipient);
            due.push(NewReminder { key, agreement_id: agreement_id(subject), addressee, urgent_on });
        }
    }
    Ok(GatheredReminders { due, look_on: look_on(planned, today), ..GatheredReminders::default() })
}

/// The lines of a list to verify for each officer who has had none about this agreement: one import, one list, whatever is
/// recorded later.
fn history(situation: &Situation<'_>, queued: &[Key], office: &Office) -> Vec<NewReminder> {
    let listed = situation.to_verify(PastReports::BesideOthers);
    if listed.is_empty() {
        return Vec::new();
    }
    let (subject, today) = (situation.dossier.subject(), situation.today);
    let officers = situation.facts.officers.iter();
    let mut people: Vec<String> = officers.filter(|id| office.circle.contact(id).is_some()).cloned().collect();
    if people.is_empty() {
        people.extend(office.circle.fallback().map(str::to_owned));
    }
    people.retain(|person| !queued.iter().any(|old| old.occasion == Occasion::ToVerify && old.recipient == *person));
    let mut found = Vec::new();
    for milestone in listed {
        for person in &people {
            let key = key(&subject, milestone, Occasion::ToVerify, person.clone());
            let Some(addressee) = addressee(&office.circle, person, today) else { continue };
            found.push(NewReminder { key, agreement_id: agreement_id(&subject), addressee, urgent_on: today });
        }
    }
    found
}

fn key(subject: &Subject, milestone: &Milestone, occasion: Occasion, recipient: String) -> Key {
    let (subject, topic) = (subject.clone(), milestone.topic());
    Key { subject, topic, nth: milestone.nth, day: milestone.day, occasion, recipient, round: 1, trial: None }
}

fn agreement_id(subject: &Subject) -> Option<i64> {
    match subject {
        Subject::Agreement(id) => Some(*id),
        Subject::Country(_) | Subject::Office => None,
    }
}

/// Who gets what is meant for a contact; `None` where nobody can.
pub fn addressee(circle: &Circle, contact: &str, today: Day) -> Option<String> {
    match circle.reached(contact, today) {
        Recipient::Contact(id) | Recipient::StandIn { id, .. } | Recipient::Fallback { id, .. } => Some(id),
        Recipient::Nobody { .. } => None,
    }
}

/// The keys that count as sent: a server may have seen their letters, or a person dropped them. What merely waits is
/// planned again.
///
/// Of what was booked for several people in a trial, all of it waits while the letter to one of them does.
pub fn queued_reminders(queued: &[Queued]) -> Vec<QueuedReminder> {
    let plain = |queued: &Queued| Key { trial: None, ..queued.key.clone() };
    let waiting: BTreeSet<Key> = queued.iter().filter(|q| waits(q) && q.key.trial.is_some()).map(plain).collect();
    let counts = |q: &&Queued| !waits(q) && (q.key.trial.is_none() || !waiting.contains(&plain(q)));
    queued.iter().filter(counts).map(Queued::earlier).collect()
}

/// Whether no server can have seen the reminder's letter yet.
fn waits(queued: &Queued) -> bool {
    match queued.envelope_state {
        EnvelopeState::Composing => true,
        EnvelopeState::Pending => queued.unheard == 0,
        EnvelopeState::Sending | EnvelopeState::Sent | EnvelopeState::Dead | EnvelopeState::Dropped => false,
    }
}

/// The reminders that would be sent today if only what was sent counted: what a waiting letter may still say, and
/// whether the rung names the recipient.
///
/// The last scan plays no part: what it queued has not been sent.
pub(crate) fn still_true(
    situation: &Situation<'_>,
    office: &Office,
) -> Result<BTreeMap<Key, RecipientSource>, WatchError> {
    let queued = &situation.dossier.queued;
    let spoken = queued_reminders(queued);
    let mut keys = sent(&situation.plan_given(&spoken)?, &situation.dossier.subject());
    let no_correction = |queued: &&Queued| !corrections::is_correction(&queued.key) || !waits(queued);
    let others: Vec<Queued> = queued.iter().filter(no_correction).cloned().collect();
    keys.extend(corrections::due(situation, &others).into_iter().map(|(key, _)| (key, RecipientSource::Named)));
    let spoken: Vec<Key> = spoken.into_iter().map(|earlier| earlier.key).collect();
    keys.extend(history(situation, &spoken, office).into_iter().map(|line| (line.key, RecipientSource::Named)));
    Ok(keys)
}

/// The keys that verdicts send.
pub fn sent(planned: &[PlannedMilestone<'_>], subject: &Subject) -> BTreeMap<Key, RecipientSource> {
    let mut keys = BTreeMap::new();
    for PlannedMilestone { milestone, verdicts } in planned {
        for verdict in verdicts.iter().filter(|verdict| verdict.decision == Decision::Send) {
            let Some(recipient) = verdict.recipient.clone() else { continue };
            keys.insert(key(subject, milestone, Occasion::Rung(verdict.rung), recipient), verdict.meant);
        }
    }
    keys
}
