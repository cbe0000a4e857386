//! Since when the register has known of each milestone.
//!
//! A milestone that the register learned of after its own day is history: nobody could have been told in time, and
//! nobody is written to as if he had been late. What was known on a day is derived anew from the acts recorded by then,
//! so the answer never changes afterwards.

use std::collections::BTreeMap;

use super::course::Course;
use super::derive::milestones;
use super::{Milestone, Status, status};
use crate::lifecycle::act::Kind;
use crate::lifecycle::agreement::{Agreement, FactError, Known};
use crate::lifecycle::day::Day;

/// An agreement's life as it is known now: facts, course and milestones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<'a> {
    /// Facts and standing acts.
    pub known: Known<'a>,
    /// Start, periods, end.
    pub course: Course,
    /// The milestones, in order of day, each with the day since when it has been known.
    pub milestones: Vec<Milestone>,
}

/// The agreement's timeline through a day. Bounded by the days of recording times the milestones through that day.
pub fn timeline(agreement: &Agreement, through: Day) -> Result<Timeline<'_>, FactError> {
    let known = agreement.known()?;
    let course = Course::of(&known, through);
    let mut found = milestones(&known, &course, through);
    let days = agreement.recording_days();
    if days.len() > 1 {
        let mut first_known: BTreeMap<(Kind, Day), Day> = BTreeMap::new();
        for recorded_on in days {
            let Some(then) = agreement.known_on(recorded_on)? else { continue };
            let course = Course::of(&then, through);
            for milestone in milestones(&then, &course, through) {
                first_known.entry((milestone.kind, milestone.day)).or_insert(recorded_on);
            }
        }
        for milestone in &mut found {
            if let Some(day) = first_known.get(&(milestone.kind, milestone.day)) {
                milestone.known_on = *day;
            }
        }
    }
    Ok(Timeline { known, course, milestones: found })
}

impl Timeline<'_> {
    /// What the agreement is on that day.
    pub fn status(&self, today: Day) -> Status {
        status(&self.known, &self.course, today)
    }
}
