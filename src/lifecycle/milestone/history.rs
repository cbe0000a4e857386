//! Since when the register has known of each milestone.
//!
//! A milestone that the register learned of after its own day is history: nobody could have been told in time, and
//! nobody is written to as if he had been late. What was known on a day is derived anew from the acts recorded by then,
//! so the answer never changes afterwards.

use std::collections::BTreeMap;

use super::course::Course;
use super::derive::{answers, archive, milestones};
use super::{Milestone, Status, status};
use crate::lifecycle::agreement::{Agreement, FactError, FactFault, Known};
use crate::lifecycle::anniversaries::{Marks, marks};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::{Clocks, duties};

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

/// Why an agreement has no timeline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimelineError {
    /// A recorded fact cannot be read.
    Fact(#[from] FactError),
    /// A duty runs in working days and there are none.
    Calendar(#[from] CalendarError),
}

/// The agreement's timeline through a day, without duties and marks of signing.
pub fn timeline(agreement: &Agreement, through: Day) -> Result<Timeline<'_>, FactError> {
    Timeline::of(agreement, None, through).map_err(|error| match error {
        TimelineError::Fact(error) => error,
        TimelineError::Calendar(error) => FactError { field: "calendar", what: FactFault::Calendar(error) },
    })
}

impl<'a> Timeline<'a> {
    /// The agreement's timeline through a day, with the duties that follow from it and the marks of its
    /// signing. Bounded by the days of recording
    /// times the milestones through that day.
    pub fn of(agreement: &'a Agreement, clocks: Option<Clocks<'_>>, through: Day) -> Result<Self, TimelineError> {
        let known = agreement.known()?;
        let course = Course::of(&known, through);
        let mut found = everything(&known, &course, clocks, through)?;
        let days = agreement.recording_days();
        if days.len() > 1 {
            let mut first_known: BTreeMap<(String, Day), Day> = BTreeMap::new();
            for recorded_on in days {
                let Some(then) = agreement.known_on(recorded_on)? else { continue };
                let course = Course::of(&then, through);
                for milestone in everything(&then, &course, clocks, through)? {
                    first_known.entry((milestone.what(), milestone.day)).or_insert(recorded_on);
                }
            }
            for milestone in &mut found {
                if let Some(day) = first_known.get(&(milestone.what(), milestone.day)) {
                    milestone.known_on = *day;
                }
            }
        }
        Ok(Self { known, course, milestones: found })
    }
}

fn everything(
    known: &Known<'_>,
    course: &Course,
    clocks: Option<Clocks<'_>>,
    through: Day,
) -> Result<Vec<Milestone>, CalendarError> {
    let mut found = milestones(known, course, through);
    if let Some(clocks) = clocks {
        let mut more = duties(known, course, clocks, through)?;
        if clocks.marks == Marks::Kept {
            more.extend(marks(known, course, through));
        }
        answers(known, &mut more);
        archive(course, &mut more);
        found.extend(more);
        found.sort_by_key(|milestone| (milestone.day, milestone.kind, milestone.name.clone(), milestone.nth));
    }
    Ok(found)
}

impl Timeline<'_> {
    /// What the agreement is on that day.
    pub fn status(&self, today: Day) -> Status {
        status(&self.known, &self.course, today)
    }
}
