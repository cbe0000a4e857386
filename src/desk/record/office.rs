//! Records what the office itself has done: a duty of the year, a greeting. No agreement is involved.

use std::collections::BTreeSet;

use super::{FormPress, PressOutcome, RecordError, RecordOutcome, remarks};
use crate::desk::DeskError;
use crate::desk::change::{ChangePreview, MilestoneOutlook};
use crate::desk::pending_letters::update_letters_of;
use crate::desk::recorder::{Purpose, Recorder};
use crate::lifecycle::act::{Act, ActBody, ContactChange, ContactSetting, MilestoneKind, Target, Via, contact_changes};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::recording::{Refusal, confirmable, voidable};
use crate::lifecycle::reminder::Subject;
use crate::lifecycle::request::{ActRequest, Pointer, RequestedAct, Unreadable};
use crate::message::Sentence;
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::store::{Spent, Store, Tx};
use crate::text::nearest;
use crate::watch::{self, Office, yearly};

/// The word that stands for the office where an agreement's reference would stand.
pub const OFFICE: &str = "office";
/// What comes round each year can be recorded so late, and so early.
const YEARS_AROUND_DAYS: i64 = 800;
/// A yearly day farther away than this is another year's.
const HALF_A_YEAR_DAYS: i64 = 183;
/// At most this many milestones are named where the one that was meant is not found.
const NAMED_AT_MOST: usize = 12;

/// Records that a duty or an observance of the office was done, or takes that back.
pub fn record_office(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    request: &ActRequest,
    purpose: Purpose,
) -> Result<RecordOutcome, RecordError> {
    let (mut recorded, body) = purpose.write(store, |tx| append_office_act(tx, office, clerk, request))?;
    match purpose {
        Purpose::Keep => update_pending_letters(store, office, clerk, &body, &mut recorded)?,
        Purpose::Rehearse => recorded.seq = None,
    }
    recorded.says.extend(clerk.note(None).map(|remark| sentence!(words::ACT_NOTES, remark)));
    Ok(recorded)
}

/// Records the same by a press on a page: once, not over acts of the office that the user has not seen, and in one
/// transaction with what `beside` adds to it.
pub(crate) fn record_office_once(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    press: FormPress<'_>,
    beside: impl FnOnce(&Tx<'_>, i64) -> Result<(), RecordError>,
) -> Result<PressOutcome, RecordError> {
    let (once, body) = Purpose::Keep.write(store, |tx| {
        if let Some(spent) = tx.spent(press.nonce)? {
            return Ok((PressOutcome::Already(spent), None));
        }
        let newest = newest_of(&tx.office_acts()?);
        if newest != press.newest {
            return Ok((PressOutcome::Moved(newest), None));
        }
        let (recorded, body) = append_office_act(tx, office, clerk, press.request)?;
        if let Some(seq) = recorded.seq {
            beside(tx, seq)?;
        }
        tx.spend(press.nonce, press.ends_at, Spent { seq: recorded.seq, at: clerk.stamp.at })?;
        Ok::<_, RecordError>((PressOutcome::Recorded(Box::new(recorded)), Some(body)))
    })?;
    let (PressOutcome::Recorded(mut recorded), Some(body)) = (once.clone(), body) else { return Ok(once) };
    update_pending_letters(store, office, clerk, &body, &mut recorded)?;
    if let Err(error) = watch::compose(store, office, clerk.moment()) {
        recorded.says.push(sentence!(words::LETTER_WAITS, Sentence::of(&error)));
    }
    Ok(PressOutcome::Recorded(recorded))
}

/// The newest of the office's acts; 0 where there is none.
pub(crate) fn newest_of(acts: &[Act]) -> i64 {
    acts.last().map_or(0, |act| act.seq)
}

/// The act inside a transaction of the caller's.
fn append_office_act(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    request: &ActRequest,
) -> Result<(RecordOutcome, ActBody), RecordError> {
    let today = clerk.today();
    let on = request.on.unwrap_or(today);
    if on > today {
        return Err(Refusal::Future(on).into());
    }
    if matches!(request.asked, RequestedAct::Confirm { .. }) && clerk.stamp.origin.via == Some(Via::Link) {
        return Err(Refusal::ConfirmedByLink.into());
    }
    let heard = |(body, sentence, milestones)| (body, Some(sentence), milestones);
    let (body, sentence, milestones) = match &request.asked {
        RequestedAct::Fulfil { milestone } => heard(fulfil(tx, office, milestone, on, today)?),
        RequestedAct::Void { act } => heard(void(tx, *act)?),
        RequestedAct::Confirm { act } => heard(confirm(tx, *act)?),
        RequestedAct::Contact { said } => (contact(tx, office, said, on)?, None, ChangePreview::default()),
        other => return Err(Refusal::Unreadable(Unreadable::NotOn { act: other.act(), target: Target::Office }).into()),
    };
    let note = clerk.note(request.note.as_deref());
    let seq = tx
        .append_office(on, request.number.as_deref(), note.as_deref(), &body, &clerk.stamp)
        .map_err(DeskError::from)?;
    let recorded = RecordOutcome {
        letters: Vec::new(),
        seq: Some(seq),
        reference: OFFICE.to_owned(),
        act: body.word(),
        on,
        says: sentence.into_iter().collect(),
        known_as: None,
        remarks: Vec::new(),
        milestones,
    };
    Ok((recorded, body))
}

/// Has the letters that wait follow an act that was kept.
fn update_pending_letters(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    body: &ActBody,
    recorded: &mut RecordOutcome,
) -> Result<(), RecordError> {
    let subjects = about(store, office, body)?;
    recorded.says.extend(update_letters_of(store, office, clerk, &subjects));
    Ok(())
}

fn fulfil(
    store: &Store,
    office: &Office,
    pointer: &Pointer,
    on: Day,
    today: Day,
) -> Result<(ActBody, Sentence, ChangePreview), RecordError> {
    let edge = |days: i64, end: Day| today.plus_days(days).unwrap_or(end);
    let (from, through) = (edge(-YEARS_AROUND_DAYS, Day::first()), edge(YEARS_AROUND_DAYS, Day::last()));
    let subjects = yearly::subjects(store, office, from, through).map_err(DeskError::from)?;
    let all: Vec<&Milestone> = subjects.iter().flat_map(|subject| &subject.milestones).collect();
    let Some(milestone) = pick(&all, pointer, on) else {
        let name = |milestone: &&Milestone| milestone.name.clone().unwrap_or_default();
        let known: BTreeSet<String> = all.iter().map(name).collect();
        let said_name = pointer.name.as_deref().unwrap_or_default();
        let meant = nearest(said_name, known.iter().map(String::as_str));
        let open = all.iter().filter(|milestone| milestone.closed.is_none() && milestone.day >= today);
        let open = open.filter(|milestone| meant.is_none_or(|meant| milestone.name.as_deref() == Some(meant)));
        let known: Vec<String> = open.take(NAMED_AT_MOST).map(|milestone| milestone.mark().to_string()).collect();
        return Err(Refusal::NoMilestone { named: pointer.to_string(), known }.into());
    };
    if milestone.closed.is_some() {
        return Err(Refusal::Answered(milestone.mark().to_string()).into());
    }
    let mut milestones = ChangePreview::default();
    milestones.add(OFFICE, &MilestoneOutlook::bare([milestone], today), &MilestoneOutlook::default());
    let sentence = sentence!(words::DONE, milestone.what(), remarks::day(milestone.day));
    Ok((ActBody::Fulfil { milestone: milestone.mark() }, sentence, milestones))
}

/// What letters may wait about: whatever has the mark that was answered, or whose answer was taken back.
fn about(store: &Store, office: &Office, body: &ActBody) -> Result<Vec<Subject>, DeskError> {
    let acts = store.office_acts()?;
    let answer = match body {
        ActBody::Void { voids } => acts.iter().find(|act| act.seq == *voids).map(|act| &act.body),
        body => Some(body),
    };
    let Some(ActBody::Fulfil { milestone: mark }) = answer else { return Ok(Vec::new()) };
    let subjects = yearly::subjects(store, office, mark.day, mark.day)?;
    let bears = |yearly: &yearly::Yearly| yearly.milestones.iter().any(|milestone| milestone.mark() == *mark);
    Ok(subjects.into_iter().filter(bears).map(|yearly| yearly.subject).collect())
}

/// `duty:NAME@DAY`, `observance:NAME@DAY` or the name alone: then the unanswered one nearest to the day it was done, if that is
/// nearer than half a year. Next year's is never taken for this year's: its letters would be lost.
fn pick<'m>(all: &[&'m Milestone], pointer: &Pointer, on: Day) -> Option<&'m Milestone> {
    // A name alone was taken for a duty's; an observance of that name is as good.
    let fits = |m: &&&Milestone| {
        m.name == pointer.name
            && (pointer.kind != Some(MilestoneKind::Observance) || m.kind == MilestoneKind::Observance)
    };
    let mut fitting = all.iter().filter(fits).copied();
    match pointer.which {
        Some(which) => fitting.find(|milestone| which.means(milestone.nth, &[milestone.day])),
        None => fitting
            .filter(|milestone| milestone.closed.is_none())
            .min_by_key(|milestone| milestone.day.days_until(on).abs())
            .filter(|milestone| milestone.day.days_until(on).abs() <= HALF_A_YEAR_DAYS),
    }
}

/// What is said of a contact, checked against the office's contacts.
fn contact(store: &Store, office: &Office, said: &ContactChange, on: Day) -> Result<ActBody, RecordError> {
    let known = |id: &str| match office.circle.named(id) {
        Some(contact) => Ok(contact.id.clone()),
        None => Err(DeskError::UnknownContact(id.to_owned())),
    };
    let mut said = said.clone();
    said.contact = known(&said.contact)?;
    if let Some(ContactSetting::Said(mut days)) = said.days_away() {
        if let Some(substitute) = &days.substitute {
            let id = known(substitute)?;
            if id == said.contact {
                return Err(Refusal::StandsInForHimself(id).into());
            }
            days.substitute = Some(id);
        }
        said.away = Some(days.to_string());
    }
    let acts = store.office_acts().map_err(DeskError::from)?;
    let newest = contact_changes(&acts).into_iter().rev().find(|(_, known)| known.contact == said.contact);
    match newest {
        Some((act, known)) if *known == said && act.on == on => {
            Err(Refusal::SaidAlready { seq: act.seq, on: act.on }.into())
        }
        _ => Ok(ActBody::Contact(said)),
    }
}

fn void(store: &Store, seq: i64) -> Result<(ActBody, Sentence, ChangePreview), RecordError> {
    let acts = Agreement { id: 0, acts: store.office_acts().map_err(DeskError::from)? };
    let word = voidable(&acts, seq)?.body.word();
    Ok((ActBody::Void { voids: seq }, sentence!(words::TAKEN_BACK, seq, word), ChangePreview::default()))
}

fn confirm(store: &Store, seq: i64) -> Result<(ActBody, Sentence, ChangePreview), RecordError> {
    let acts = store.office_acts().map_err(DeskError::from)?;
    let word = confirmable(&acts, seq)?.body.word();
    Ok((ActBody::Confirm { confirms: seq }, sentence!(words::CONFIRMED, seq, word), ChangePreview::default()))
}
