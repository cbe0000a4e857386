//! One agreement's life in days: periods, pauses, and every day that matters with how it came about, as known today or
//! on an earlier day.
//!
//! Not here: who is reminded, which is `explain`'s. Of a restricted agreement the caller shows the days only.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::commitments::{ShownCommitment, commitments};
use super::decisions::{CurrentDecision, standing};
use super::{Desk, DeskError};
use crate::lifecycle::act::{Act, MilestoneKind};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedStep, EndByAct, Milestone, MilestoneState, Status, Timeline};
use crate::lifecycle::party::Party;
use crate::lifecycle::reminder::PastReports;
use crate::lifecycle::workback;
use crate::message::say;
use crate::store::{Store, Stored};
use crate::watch::digest::gaps_of;
use crate::watch::{Dossier, Office, Situation, TimelineReach};

#[derive(Clone, Debug)]
pub struct AgreementLife {
    /// The facts as they hold on the day of knowledge.
    pub facts: Facts,
    /// What a list calls it.
    pub short: String,
    pub status: Status,
    /// Its first day in force.
    pub starts_on: Option<Day>,
    /// Its periods, the first one first.
    pub periods: Vec<Stretch>,
    /// Stretches without reviews.
    pub pauses: Vec<(Day, Option<Day>)>,
    /// The act that ended it.
    pub ending: Option<EndByAct>,
    /// The last day of the present period; where the text leaves it open, the latest.
    pub ends_on: Option<Day>,
    /// Where the text leaves the present end open, its first day.
    pub ends_from: Option<Day>,
    /// The earliest day that still asks something, as a place in `days`.
    pub next: Option<usize>,
    /// Every day, in order.
    pub days: Vec<LifeDay>,
    /// Those that had passed before the register knew of them and that someone has to verify, as places in `days`.
    pub verify: Vec<usize>,
    /// Facts that nobody knows and that days, letters or people hang on, by their fields.
    pub missing: Vec<&'static str>,
    pub decided: Vec<CurrentDecision>,
    /// What it promises, with what was recorded since the last review.
    pub commitments: Vec<ShownCommitment>,
    /// What an extension beyond the present end needs by when.
    pub steps: Vec<LifeStep>,
    /// Whether the days left no longer suffice for them, as the letters say.
    pub too_late: bool,
    /// Acts as they were known, in the order of recording.
    pub acts: Vec<Act>,
    /// The parties of the register, as they were known.
    pub parties: Arc<BTreeMap<String, Party>>,
}

/// One step towards an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeStep {
    /// Its name in acts.
    pub name: String,
    /// What is to be done.
    pub title: String,
    /// The working day to do it by.
    pub do_by: Day,
    /// How it ended, where it did.
    pub closed: Option<ClosedStep>,
}

/// One period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its number, from 1.
    pub nth: u32,
    /// Its first day.
    pub from: Day,
    /// Its last day; where the text leaves it open, the earliest.
    pub to: Day,
    /// The latest, where the text leaves it open.
    pub latest: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct LifeDay {
    pub milestone: Milestone,
    /// The last working day on or before it.
    pub do_by: Day,
}

impl AgreementLife {
    /// What had passed before the register knew of it and nobody has answered, in order of day: what an office verifies
    /// once. Of legal clocks those alone that the list to verify names: one that ran out long before is nobody's to answer.
    pub fn unverified(&self, today: Day) -> impl Iterator<Item = &Milestone> {
        let asks = |kind| !matches!(kind, MilestoneKind::Duty | MilestoneKind::Observance);
        let milestones = self.days.iter().map(|day| &day.milestone).enumerate();
        let open = milestones.filter(move |(_, m)| m.state(today) == MilestoneState::History);
        open.filter(move |(at, m)| asks(m.kind) || self.verify.contains(at)).map(|(_, m)| m)
    }
}

/// The life of an agreement as it is known, or was known at the end of an earlier day.
///
/// Fails with [`DeskError::Future`] for a day to come and with [`DeskError::NotYetKnown`] for one before it was
/// registered.
pub fn life(desk: &Desk, stored: &Stored, known_on: Option<Day>) -> Result<AgreementLife, DeskError> {
    life_of(&desk.store, &desk.office, desk.today(), stored, known_on)
}

/// The same in the midst of a transaction.
pub(super) fn life_of(
    store: &Store,
    office: &Office,
    today: Day,
    stored: &Stored,
    known_on: Option<Day>,
) -> Result<AgreementLife, DeskError> {
    let on = known_on.unwrap_or(today);
    if on > today {
        return Err(DeskError::Future(on));
    }
    if known_on.is_some() && on < stored.registered_on {
        let (reference, registered_on) = (stored.facts.reference.clone(), stored.registered_on);
        return Err(DeskError::NotYetKnown { reference, on, registered_on });
    }
    let dossier =
        if on < today { Dossier::known_on(stored, on) } else { Dossier::without_letters(stored.agreement(), today) };
    let situation = Situation::of(&dossier, office, on, TimelineReach::Shown)?;
    let parties = if on < today { store.parties_known_on(on)? } else { store.parties()? };
    let course = &situation.timeline.course;
    let present = course.period_on(on);
    let next = situation.next().map(|next| (next.kind, next.day));
    let day = |milestone: &Milestone| -> Result<LifeDay, DeskError> {
        Ok(LifeDay { milestone: milestone.clone(), do_by: office.calendar.on_or_before(milestone.day)? })
    };
    Ok(AgreementLife {
        short: say::agreement_short(&situation.facts, &parties, on),
        status: situation.status(),
        starts_on: course.start_on(),
        periods: stretches(&situation.timeline),
        pauses: course.suspensions.clone(),
        ending: course.ending.clone(),
        ends_on: situation.ends_on(),
        ends_from: present.filter(|period| period.latest.is_some()).map(|period| period.ends_on),
        next: next.and_then(|next| situation.milestones().iter().position(|m| (m.kind, m.day) == next)),
        verify: verify(&situation),
        missing: gaps_of(office, &situation.facts).into_iter().map(|gap| gap.0).collect(),
        decided: standing(situation.milestones(), &dossier.agreement.acts, on),
        days: situation.milestones().iter().map(day).collect::<Result<_, _>>()?,
        commitments: commitments(&situation.timeline, office, on),
        steps: steps(office, &situation.timeline, on)?,
        too_late: too_late(&situation, &parties, on)?,
        acts: dossier.agreement.acts.clone(),
        facts: situation.facts.clone(),
        parties,
    })
}

/// What a letter's list to verify names: where the agreement lives and its days had passed when it came in.
fn verify(situation: &Situation<'_>) -> Vec<usize> {
    let listed: Vec<_> = situation.to_verify(PastReports::Named).iter().map(|milestone| milestone.mark()).collect();
    let places = situation.milestones().iter().enumerate().filter(|(_, one)| listed.contains(&one.mark()));
    places.map(|(at, _)| at).collect()
}

/// At most this many periods are drawn; a tacit agreement of many years has more, and the oldest are left out.
const PERIODS_AT_MOST: usize = 40;

fn stretches(timeline: &Timeline<'_>) -> Vec<Stretch> {
    let Some(start) = timeline.course.start_on() else { return Vec::new() };
    let mut from = start;
    let mut found = Vec::new();
    for period in &timeline.course.periods {
        found.push(Stretch { nth: period.nth, from, to: period.ends_on, latest: period.latest });
        from = period.last_day().next();
    }
    found.split_off(found.len().saturating_sub(PERIODS_AT_MOST))
}

/// Whether an extension to the end that is ahead no longer fits into the days left.
fn too_late(situation: &Situation<'_>, parties: &BTreeMap<String, Party>, today: Day) -> Result<bool, DeskError> {
    let Some(end) = situation.milestones().iter().find(|milestone| is_ahead(milestone, today)) else {
        return Ok(false);
    };
    Ok(situation.section(end, parties)?.about.is_some_and(|about| about.too_late(today)))
}

/// Whether it is an end to come that nobody has answered.
fn is_ahead(milestone: &Milestone, today: Day) -> bool {
    milestone.kind == MilestoneKind::Expiry && milestone.closed.is_none() && milestone.day >= today
}

/// The plan back from the end that is ahead and that nobody has answered.
fn steps(office: &Office, timeline: &Timeline<'_>, today: Day) -> Result<Vec<LifeStep>, DeskError> {
    let Some(end) = timeline.milestones.iter().find(|milestone| is_ahead(milestone, today)) else {
        return Ok(Vec::new());
    };
    let notice_on = timeline.course.period_on(end.day).and_then(|period| period.notice_on);
    let planned = workback::plan(&office.steps, end.day, notice_on, &office.calendar)?;
    let closed = |name: &str| end.steps.iter().find(|closed| closed.step == name).cloned();
    let step = |planned: workback::PlannedStep<'_>| LifeStep {
        name: planned.step.name.clone(),
        title: planned.step.title.clone(),
        do_by: planned.do_by,
        closed: closed(&planned.step.name),
    };
    Ok(planned.into_iter().map(step).collect())
}
