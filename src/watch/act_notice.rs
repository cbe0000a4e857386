//! The letter about an act that others have to hear of on the day it is recorded.
//!
//! It is queued in the act's own transaction, so that the act and its letter are stored together or not at all; its key
//! contains the act (`office/said:ACT/0/day/0d/recipient`), so that there is one letter an act and a person. Its
//! content is read from the register when it is composed. No daily limit holds it back.

use serde::{Deserialize, Serialize};

use super::gather::addressee;
use super::{Moment, Office, WatchError, trial, yearly};
use crate::lifecycle::act::{Act, ActBody, Via, is_voided};
use crate::lifecycle::commitment::progress_notes_at;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::TimelineError;
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{Key, Topic};
use crate::message::letter::{LinkRecord, MovedMilestone, Record};
use crate::message::{SystemNotice, say};
use crate::store::{NewReminder, ProgramNote, Store, StoreError, Tx};

/// What is kept of it until it is composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ActNoticePayload {
    /// None where the act is the office's own.
    agreement: Option<i64>,
    moved: Vec<MovedMilestone>,
    /// How many reminders stop with it.
    #[serde(default)]
    stops: usize,
}

/// What an act changed, as its letter states it.
#[derive(Clone, Debug, Default)]
pub struct ActConsequences {
    /// The milestones that it moved or removed.
    pub moved: Vec<MovedMilestone>,
    /// How many reminders stop with it.
    pub stops: usize,
}

/// Queues the letter about an act, on an agreement or of the office itself, for those people, each once, and says how
/// many are new.
pub fn queue(
    tx: &Tx<'_>,
    office: &Office,
    moment: Moment,
    (agreement, seq): (Option<i64>, i64),
    people: &[String],
    changed: ActConsequences,
) -> Result<usize, StoreError> {
    let today = moment.today;
    let reminder = |person: &String| {
        let addressee = addressee(&office.circle, person, today)?;
        let key = Key::act(seq, today, person);
        Some(NewReminder { key, agreement_id: agreement, addressee, urgent_on: today })
    };
    let reminders: Vec<NewReminder> = people.iter().filter_map(reminder).collect();
    let ActConsequences { moved, stops } = changed;
    tx.note_down(ProgramNote::Letter(&Topic::Act(seq), today), &ActNoticePayload { agreement, moved, stops })?;
    Ok(tx.enqueue(&trial::reminders_to_queue(office, &reminders, today), today)?.new)
}

/// What the letter of that key says, with the link that takes the act back; none where the act is none any more.
pub(super) fn notice(
    store: &Store,
    office: &Office,
    key: &Key,
    undo: Option<String>,
    (language, today): (Language, Day),
) -> Result<Option<SystemNotice>, WatchError> {
    let Topic::Act(seq) = key.topic else { return Ok(None) };
    let note = store.noted(ProgramNote::Letter(&key.topic, key.day))?;
    let Some(ActNoticePayload { agreement, moved, stops }) = note else { return Ok(None) };
    let Some(agreement) = agreement else { return of_the_office(store, office, seq, undo, (language, today)) };
    let stored = store.agreement(agreement)?;
    let Some(act) = stored.acts.iter().find(|act| act.seq == seq).cloned() else { return Ok(None) };
    let agreement = stored.agreement();
    let known = agreement.knowledge().map_err(TimelineError::from)?;
    let facts = known.facts_on(today);
    let parties = (!facts.is_restricted()).then(|| store.parties()).transpose()?;
    let name = parties.map(|parties| say::agreement_short(&facts, &parties, today));
    let reference = facts.reference.clone();
    if act.origin.via == Some(Via::Link) {
        return Ok(Some(SystemNotice::ByLink(Box::new(LinkRecord {
            stood_on: postponed_review_day(&stored.acts, &act),
            said: progress_notes_at(&known, &stored.acts, seq)
                .into_iter()
                .map(|(what, text)| (what, text.to_owned()))
                .collect(),
            reference,
            name,
            stops,
            ..by_link(office, &stored.acts, act, undo)
        }))));
    }
    Ok(Some(SystemNotice::Recorded(Record {
        reference,
        name,
        act: act.body.word(),
        on: act.recorded_on,
        by: office.named(&act.by),
        number: act.number,
        note: act.note,
        moved,
    })))
}

/// What the letter about an act of the office itself says: it came by link, and is known by what was done.
fn of_the_office(
    store: &Store,
    office: &Office,
    seq: i64,
    undo: Option<String>,
    (language, today): (Language, Day),
) -> Result<Option<SystemNotice>, WatchError> {
    let acts = store.office_acts()?;
    let Some(act) = acts.iter().find(|act| act.seq == seq).cloned() else { return Ok(None) };
    let answer = match act.body {
        ActBody::Void { voids } => acts.iter().find(|act| act.seq == voids).map(|act| &act.body),
        _ => Some(&act.body),
    };
    let mark = match answer {
        Some(ActBody::Fulfil { milestone }) => Some(milestone),
        _ => None,
    };
    let matters = yearly::yearly_subjects(store, office, today)?;
    let named = mark.and_then(|mark| matters.iter().find_map(|yearly| yearly.named(mark, language)));
    let name = named.or_else(|| mark.map(ToString::to_string));
    Ok(Some(SystemNotice::ByLink(Box::new(LinkRecord { name, ..by_link(office, &acts, act.clone(), undo) }))))
}

/// What a letter about an act by link says of the act alone: who wrote, what it does, and what it took back.
fn by_link(office: &Office, acts: &[Act], act: Act, undo: Option<String>) -> LinkRecord {
    let took_back = match act.body {
        ActBody::Void { voids } => acts.iter().find(|act| act.seq == voids).map(|act| (act.body.clone(), act.on)),
        _ => None,
    };
    LinkRecord {
        reference: String::new(),
        name: None,
        took_back,
        stood_on: None,
        said: Vec::new(),
        happened_on: act.on,
        recorded_on: act.recorded_on,
        number: act.number,
        note: act.note,
        writer: act.origin.written_by,
        addressee: office.named(&act.by),
        stops: 0,
        undo: undo.filter(|_| !matches!(act.body, ActBody::Void { .. })),
        body: act.body,
    }
}

/// The day to which the review of an act had been put off when it was recorded; none of one that was on its own day.
fn postponed_review_day(acts: &[Act], act: &Act) -> Option<Day> {
    let ActBody::HoldReview { review } = act.body else { return None };
    let to = |other: &Act| match other.body {
        ActBody::Postpone { review: of, to, .. } if of == review && !is_voided(acts, other.seq) => Some(to),
        _ => None,
    };
    acts.iter().filter(|other| other.seq < act.seq).filter_map(to).next_back()
}
