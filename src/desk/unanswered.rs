//! Matters of the office whose day has passed and for which no result is recorded: duties of the year that the register
//! learned of too late to remind of, and letters of congratulation.
//!
//! Overdue matters that were reminded of are in the digest, not here. The invariant: a matter with a result is never
//! returned.

use std::collections::BTreeMap;

use super::{Desk, DeskError};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{Subject, Topic};
use crate::message::Task;
use crate::message::section::TaskKind;
use crate::watch::yearly;

/// A letter of congratulation whose day is over is asked about for so many days.
const GREETED_DAYS: i64 = 30;

/// One that has passed without a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnansweredMatter {
    /// Which, as forms name it: `duty:NAME@DAY`.
    pub mark: String,
    /// What kind of day it is.
    pub kind: MilestoneKind,
    pub day: Day,
    /// What was to be done.
    pub title: String,
    /// Who looks after it, by their ids.
    pub officers: Vec<String>,
}

/// Whether a day of the office or of a country has passed without a result.
pub(crate) fn has_no_result(milestone: &Milestone, task: &Task, today: Day) -> bool {
    let passed = milestone.lawful_until.unwrap_or(milestone.after_from()) < today;
    let duty = milestone.kind == MilestoneKind::Duty && milestone.state(today) == MilestoneState::History;
    let written = task.manner == TaskKind::Greeting && (task.who.is_some() || task.to.is_some());
    let greeting = written && !milestone.is_history() && milestone.day.days_until(today) <= GREETED_DAYS;
    milestone.closed.is_none() && passed && (duty || greeting)
}

/// The newest of each, in order of day; of a contact, or of everybody.
pub fn unanswered_matters(
    desk: &Desk,
    of: Option<&str>,
    language: Language,
) -> Result<Vec<UnansweredMatter>, DeskError> {
    let today = desk.today();
    // The newest occurrence that has passed covers those before it: what has a result last has one.
    let mut newest: BTreeMap<(Subject, Topic), Option<UnansweredMatter>> = BTreeMap::new();
    let yearly = yearly::subjects(&desk.store, &desk.office, yearly::looked_back(today), today)?;
    let whose = |officers: &[String]| of.is_none_or(|id| officers.iter().any(|one| one == id));
    for subject in yearly.iter().filter(|subject| whose(&subject.officers)) {
        let passed = subject.milestones.iter().zip(&subject.tasks).filter(|(one, _)| one.after_from() < today);
        for (milestone, task) in passed {
            let english = task.title_en.clone().filter(|_| language == Language::En);
            let passed = has_no_result(milestone, task, today).then(|| UnansweredMatter {
                mark: milestone.mark().to_string(),
                kind: milestone.kind,
                day: milestone.day,
                title: english.unwrap_or_else(|| task.title.clone()),
                officers: subject.officers.clone(),
            });
            newest.insert((subject.subject.clone(), milestone.topic()), passed);
        }
    }
    let mut found: Vec<UnansweredMatter> = newest.into_values().flatten().collect();
    found.sort_by(|one, other| (one.day, &one.mark).cmp(&(other.day, &other.mark)));
    Ok(found)
}
