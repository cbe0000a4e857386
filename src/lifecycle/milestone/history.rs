//! Since when the register has known of each milestone.
//!
//! A milestone that the register learned of after its own day is history: nobody could have been told in time, and
//! nobody is written to as if he had been late. What was known on a day is derived anew from the acts recorded by then,
//! so the answer never changes afterwards.

use std::collections::BTreeMap;

use super::course::Course;
use super::derive::{answers, archive, milestones};
use super::{Milestone, Passing, Status, status};
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
            let mut learned = Learned::default();
            for recorded_on in days {
                let Some(then) = agreement.known_on(recorded_on)? else { continue };
                let course = Course::of(&then, through);
                learned.add(recorded_on, everything(&then, &course, clocks, through)?);
            }
            for milestone in &mut found {
                learned.tell(milestone);
            }
        }
        Ok(Self { known, course, milestones: found })
    }
}

/// What the register had learned of each milestone, from one day of recording to the next.
#[derive(Default)]
struct Learned {
    /// By what it is and its day: since when it was known, and whether people were asked for it before by another day.
    since: BTreeMap<(String, Day), (Day, bool)>,
    /// The milestones as known on the last day of recording.
    last: Vec<Milestone>,
}

impl Learned {
    fn add(&mut self, recorded_on: Day, mut then: Vec<Milestone>) {
        for milestone in &mut then {
            let of = (milestone.what(), milestone.day);
            if !self.since.contains_key(&of) {
                milestone.known_on = recorded_on;
                let asked = milestone.is_learned_late() && self.was_asked(milestone);
                self.since.insert(of, (recorded_on, asked));
            }
            self.tell(milestone);
        }
        self.last = then;
    }

    /// Whether people were asked for it before, by another day: it was known in time, nobody had answered it, and the
    /// register knew of it before the day that it has now.
    fn was_asked(&self, moved: &Milestone) -> bool {
        let same = |m: &&Milestone| m.kind == moved.kind && m.name == moved.name && m.nth == moved.nth;
        self.last.iter().find(same).is_some_and(|before| {
            let asks = before.closed.is_none() && before.passing == Passing::Asks && !before.is_history();
            asks && before.known_on <= moved.lawful_until.unwrap_or(moved.after_from())
        })
    }

    fn tell(&self, milestone: &mut Milestone) {
        if let Some((known_on, asked)) = self.since.get(&(milestone.what(), milestone.day)) {
            milestone.known_on = *known_on;
            milestone.was_asked = *asked;
        }
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
