//! When an agreement binds: its first day, its periods, its end.
//!
//! Periods are counted from the anchor, never from the period before. Changes (amendments, extensions) apply in the
//! order of their days; a period that ended before a change keeps its end, and the period that runs on that day and
//! those after it follow the changed facts. A notice whose day had passed before the change is kept, unless the
//! period's end moves.

mod ends;
mod rule;

use super::derivation::{Derivation, EndingHow, NoticeClause};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::{Effect, KnownFacts};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;

/// The course of an agreement as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its first day in force.
    pub start: Start,
    /// Its periods, the first one first. Without a known end there is none; a tacit agreement has them as far as asked.
    pub periods: Vec<Period>,
    /// The act that ended it, with its last day.
    pub ending: Option<EndByAct>,
    /// From a day to the day before another, or on and on: no reviews.
    pub suspensions: Vec<(Day, Option<Day>)>,
    /// The day it was archived.
    pub closed_on: Option<Day>,
}

/// The first day in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Known, and how.
    On(Day, Derivation),
    /// The partners' notifications are awaited.
    Pending,
    /// A fact is missing.
    Unknown,
}

/// One period of validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its number, from 1.
    pub nth: u32,
    /// Its last day; where the text leaves it open, the earliest.
    pub ends_on: Day,
    /// Its last day by the text, before an act ended it earlier; notices are counted back from here.
    pub full_end_on: Day,
    /// Where the text leaves the last day open, the latest.
    pub latest: Option<Day>,
    /// What comes after it.
    pub then: PeriodSequel,
    /// How its last day came about.
    pub derivation: Derivation,
    /// The latest act that moved it.
    pub changed: Option<ChangedBy>,
    /// The last day on which a notice counts.
    pub notice_on: Option<Day>,
    /// The notice the text asks for.
    pub notice: Option<Span>,
    /// Deadlines of earlier clauses: until the day of the later clause each held for what was received before it.
    pub earlier_notices: Vec<(Day, Day)>,
    /// The clause that notice stands in, where the text had several.
    pub notice_clause: NoticeClause,
    /// The notice against renewal that was received in this period, and whether it came in time.
    pub notified: Option<(Day, Timeliness)>,
    /// The notice against renewal because of which no period follows.
    pub non_renewal: Option<NonRenewal>,
}

/// A notice against renewal that ends an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonRenewal {
    pub received_on: Day,
    /// The paper's number.
    pub number: Option<String>,
    /// The last day on which it would have ended the period before this one, where it came after it.
    pub missed: Option<Day>,
}

/// An act that moved the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// An extension, by the day it was agreed and the paper's number.
    Extension(Day, Option<String>),
    /// An amendment of the term, by its first day and the paper's number.
    Amendment(Day, Option<String>),
}

/// What comes after a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodSequel {
    /// The next period, by itself.
    Renews,
    /// The end: the text allows no further renewal.
    EndsByText,
    /// The end: a notice against renewal came in time.
    EndsByNotice,
    /// The end: an act ended it.
    EndsByAct,
}

/// Whether a notice was received by the last day on which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// It ends the period in which it was received.
    InTime,
    /// It ends the next one.
    Late,
}

/// An end by act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndByAct {
    /// The last day in force.
    pub ends_on: Day,
    pub how: EndingHow,
    /// The day of the act.
    pub on: Day,
}

impl Period {
    /// The last day that can belong to it.
    pub fn last_day(&self) -> Day {
        self.latest.unwrap_or(self.ends_on)
    }

    /// Whether a notice against renewal that was received on that day came in time, by the clause of that day.
    fn timeliness(&self, received_on: Day) -> Timeliness {
        let by_its_day = self.earlier_notices.iter().find(|(until, _)| received_on < *until).map(|(_, on)| *on);
        let last = by_its_day.or(self.notice_on).unwrap_or(self.ends_on);
        if received_on <= last { Timeliness::InTime } else { Timeliness::Late }
    }
}

impl Course {
    /// The course that follows from what is known, with the periods whose notice or end falls on or before `through`,
    /// and one more.
    pub fn of(knowledge: &KnownFacts<'_>, through: Day) -> Self {
        let start = start(knowledge);
        // A notice or an end recorded for a later period must find that period.
        let through =
            knowledge.acts.iter().filter_map(|act| reaches(act)).max().map_or(through, |day| day.max(through));
        let mut periods = rule::periods(knowledge, &start, through);
        ends::heed_notices(knowledge, &mut periods);
        let ending = ends::end_by_act(knowledge, &mut periods);
        let closed_on = knowledge.acts.iter().filter(|act| act.body == ActBody::Close).map(|act| act.on).min();
        Self { start, periods, ending, suspensions: suspensions(knowledge), closed_on }
    }

    /// The first day in force, where it is known.
    pub(crate) fn start_on(&self) -> Option<Day> {
        match self.start {
            Start::On(day, _) => Some(day),
            Start::Pending | Start::Unknown => None,
        }
    }

    /// The last day on which the agreement can be in force, where an end is known.
    pub fn last_day(&self) -> Option<Day> {
        self.periods.last().filter(|period| period.then != PeriodSequel::Renews).map(Period::last_day)
    }

    /// The period that runs on that day; after the end the last, before the start the first.
    pub fn period_on(&self, day: Day) -> Option<&Period> {
        self.periods.iter().find(|period| day <= period.last_day()).or(self.periods.last())
    }

    /// Whether reviews pause on that day.
    pub(crate) fn suspended_on(&self, day: Day) -> bool {
        self.suspension(day).is_some()
    }

    /// Since when it has been suspended on that day, while it is in force.
    pub(crate) fn suspended_since(&self, day: Day) -> Option<Day> {
        self.suspension(day).filter(|_| self.last_day().is_none_or(|last| day <= last)).map(|(from, _)| *from)
    }

    fn suspension(&self, day: Day) -> Option<&(Day, Option<Day>)> {
        self.suspensions.iter().find(|(from, to)| *from <= day && to.is_none_or(|to| day < to))
    }
}

/// The last day an act is about, where it moves an end.
fn reaches(act: &Act) -> Option<Day> {
    match act.body {
        ActBody::Notify { received_on, .. } => Some(received_on),
        ActBody::Terminate { ends_on }
        | ActBody::Withdraw { ends_on }
        | ActBody::Supersede { ends_on, .. }
        | ActBody::Expire { ends_on } => Some(ends_on),
        _ => None,
    }
}

fn start(knowledge: &KnownFacts<'_>) -> Start {
    let facts = &knowledge.facts;
    let delay = facts.effect_delay;
    let entered = knowledge.acts.iter().rev().find_map(|act| match act.body {
        ActBody::EnterIntoForce { in_force_on: Some(day), .. } => Some((day, Derivation::Stated)),
        ActBody::EnterIntoForce { received_on: Some(received), .. } => {
            let day = received.plus(delay.unwrap_or(Span::ZERO)).ok()?;
            Some((day, Derivation::Received { received, delay }))
        }
        ActBody::EnterIntoForce { .. } => Some((act.on, Derivation::Stated)),
        _ => None,
    });
    if let Some((day, derivation)) = entered {
        return Start::On(day, derivation);
    }
    match (facts.planned_start(), facts.effect, facts.signed_on) {
        (Some(day), Effect::Signature, Some(signed)) if facts.in_force_on.is_none() => {
            Start::On(day, Derivation::Signature { signed, delay })
        }
        (Some(day), ..) => Start::On(day, Derivation::Stated),
        (None, Effect::Notification, _) => Start::Pending,
        (None, ..) => Start::Unknown,
    }
}

/// The stretches without reviews. Of one day's acts a resumption comes first: it ends the suspension that ran until then,
/// and one that begins that day goes on. Where none ran, it ends the one of its own day, which then lasted no day.
fn suspensions(knowledge: &KnownFacts<'_>) -> Vec<(Day, Option<Day>)> {
    let mut found: Vec<(Day, Option<Day>)> = Vec::new();
    let mut resumed_nothing = None;
    for act in &knowledge.acts {
        match (&act.body, found.last_mut()) {
            (ActBody::Resume, Some((_, open @ None))) => *open = Some(act.on),
            (ActBody::Resume, _) => resumed_nothing = Some(act.on),
            (ActBody::Suspend, None | Some((_, Some(_)))) if resumed_nothing != Some(act.on) => {
                found.push((act.on, None));
            }
            _ => {}
        }
    }
    found
}
