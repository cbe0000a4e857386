//! What the office itself has done: a duty of the year, a greeting. No agreement takes part.

use std::collections::BTreeSet;

use super::{RecordError, Recorded, says};
use crate::desk::DeskError;
use crate::desk::change::{Changes, Outlook};
use crate::desk::clerk::{Clerk, Purpose};
use crate::desk::follow::letters_follow_on;
use crate::lifecycle::act::{ActBody, MilestoneKind};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::recording::{Refusal, Statement, voidable};
use crate::lifecycle::reminder::Subject;
use crate::store::Store;
use crate::text::nearest;
use crate::watch::{Office, yearly};

/// The word that stands for the office where an agreement's reference would stand.
pub const OFFICE: &str = "office";
/// What comes round each year can be recorded so late, and so early.
const YEARS_AROUND_DAYS: i64 = 800;
/// A yearly day farther away than this is another year's.
const HALF_A_YEAR_DAYS: i64 = 183;
/// So many milestones are named where the one that was meant is not found.
const NAMED_AT_MOST: usize = 12;

/// Records that a duty or an observance of the office was done, or takes that back.
pub fn record_office(
    store: &mut Store,
    office: &Office,
    clerk: &Clerk,
    said: &Statement,
    purpose: Purpose,
) -> Result<Recorded, RecordError> {
    let today = clerk.today();
    let on = said.on.unwrap_or(today);
    if on > today {
        return Err(Refusal::Future(on).into());
    }
    let (body, sentence, milestones) = match said.act.as_str() {
        "fulfil" => fulfil(store, office, said, today)?,
        "void" => void(store, said)?,
        other => return Err(Refusal::OfficeAct(other.to_owned()).into()),
    };
    let note = clerk.note(said.note.as_deref());
    let seq = match purpose {
        Purpose::Rehearse => None,
        Purpose::Keep => Some(store.write(|tx| {
            tx.append_office(on, said.number.as_deref(), note.as_deref(), &body, &clerk.stamp).map_err(DeskError::from)
        })?),
    };
    let mut says = vec![sentence];
    if purpose == Purpose::Keep {
        let subjects = about(store, office, &body)?;
        says.extend(letters_follow_on(store, office, clerk, &subjects));
    }
    says.extend(clerk.note(None).map(|remark| format!("the act notes: {remark}")));
    Ok(Recorded { seq, reference: OFFICE.to_owned(), act: body.word(), on, says, milestones })
}

fn fulfil(
    store: &Store,
    office: &Office,
    said: &Statement,
    today: Day,
) -> Result<(ActBody, String, Changes), RecordError> {
    let edge = |days: i64, end: Day| today.plus_days(days).unwrap_or(end);
    let (from, through) = (edge(-YEARS_AROUND_DAYS, Day::first()), edge(YEARS_AROUND_DAYS, Day::last()));
    let subjects = yearly::subjects(store, office, from, through).map_err(DeskError::from)?;
    let all: Vec<&Milestone> = subjects.iter().flat_map(|subject| &subject.milestones).collect();
    let named = said.carries.get("milestone").map(String::as_str).unwrap_or_default();
    let Some(milestone) = pick(&all, named, said.on.unwrap_or(today)) else {
        if named.is_empty() {
            return Err(Refusal::Missing { act: "fulfil".to_owned(), name: "milestone" }.into());
        }
        let name = |milestone: &&Milestone| milestone.name.clone().unwrap_or_default();
        let known: BTreeSet<String> = all.iter().map(name).collect();
        let said_name = named.split('@').next().and_then(|what| what.split(':').next_back()).unwrap_or_default();
        let meant = nearest(said_name, known.iter().map(String::as_str));
        let open = all.iter().filter(|milestone| milestone.closed.is_none() && milestone.day >= today);
        let open = open.filter(|milestone| meant.is_none_or(|meant| milestone.name.as_deref() == Some(meant)));
        let marks: Vec<String> = open.take(NAMED_AT_MOST).map(|milestone| milestone.mark().to_string()).collect();
        return Err(Refusal::NoMilestone(named.to_owned(), marks.join(", ")).into());
    };
    if milestone.closed.is_some() {
        return Err(Refusal::Answered(milestone.mark().to_string()).into());
    }
    let mut milestones = Changes::default();
    milestones.add(OFFICE, &Outlook::bare([milestone], today), &Outlook::default());
    let sentence = format!("{} of {} is done", milestone.what(), says::day(milestone.day));
    Ok((ActBody::Fulfil { milestone: milestone.mark() }, sentence, milestones))
}

/// What letters may wait about: whatever bears the mark that was answered, or whose answer was taken back.
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
fn pick<'m>(all: &[&'m Milestone], named: &str, on: Day) -> Option<&'m Milestone> {
    let (what, day) = named.split_once('@').map_or((named, None), |(what, day)| (what, Some(day)));
    let (kind, name) = what.split_once(':').map_or((None, what), |(kind, name)| (MilestoneKind::named(kind), name));
    // A name alone was taken for a duty's; an observance of that name is as good.
    let fits = |m: &&&Milestone| {
        m.name.as_deref() == Some(name)
            && (kind != Some(MilestoneKind::Observance) || m.kind == MilestoneKind::Observance)
    };
    let mut fitting = all.iter().filter(fits).copied();
    match day {
        Some(day) => {
            let day: Day = day.parse().ok()?;
            fitting.find(|milestone| milestone.day == day)
        }
        None => fitting
            .filter(|milestone| milestone.closed.is_none())
            .min_by_key(|milestone| milestone.day.days_until(on).abs())
            .filter(|milestone| milestone.day.days_until(on).abs() <= HALF_A_YEAR_DAYS),
    }
}

fn void(store: &Store, said: &Statement) -> Result<(ActBody, String, Changes), RecordError> {
    let given = said.carries.get("act").map(String::as_str).unwrap_or_default();
    let seq: i64 = given.parse().map_err(|_| Refusal::Text {
        name: "act",
        what: format!("`{given}` is not an act's number; write the number"),
    })?;
    let acts = Agreement { id: 0, acts: store.office_acts().map_err(DeskError::from)? };
    let word = voidable(&acts, seq)?.body.word();
    Ok((ActBody::Void { voids: seq }, format!("act {seq}, `{word}`, is taken back"), Changes::default()))
}
