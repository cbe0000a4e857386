//! Since when the register has known of each milestone.
//!
//! A milestone that the register learned of after its own day is history: nobody could have been reminded in time, so
//! nobody is treated as late. A request that was already made stays when an act moves it to a past day. What was known
//! on a day is derived from the acts recorded by then, so the answer never changes afterwards.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::answers;
use super::course::Course;
use super::derive::{archive, milestones};
use super::{Milestone, MilestonePurpose, Status, status};
use crate::lifecycle::agreement::{Agreement, FactError, FactFault, KnownFacts};
use crate::lifecycle::anniversaries::{AnniversaryMarks, marks};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::{Clocks, duties};
use crate::lifecycle::span::Span;

/// An agreement's life as it is known now: facts, course and milestones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<'a> {
    /// Facts and standing acts.
    pub knowledge: KnownFacts<'a>,
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
    /// The agreement's timeline through a day, with the duties that follow from it and the marks of its signing. Bounded by
    /// the days of recording times the milestones through that day.
    pub fn of(agreement: &'a Agreement, clocks: Option<Clocks<'_>>, through: Day) -> Result<Self, TimelineError> {
        let knowledge = agreement.knowledge()?;
        let course = Course::of(&knowledge, through);
        let mut found = everything(&knowledge, &course, clocks, through)?;
        let days = agreement.recording_days();
        if days.len() > 1 {
            let learned = LearnedDays::of(agreement, clocks, through, &days)?;
            for milestone in &mut found {
                milestone.known_on = learned.since(milestone).map_or(milestone.known_on, |since| since.known_on);
            }
            // Rarely is anything that asks learned late after the day the agreement came in.
            let is_late =
                |m: &Milestone| m.closed.is_none() && m.is_learned_late() && m.known_on > knowledge.registered_on;
            if found.iter().any(is_late) {
                let far = days.last().and_then(|day| day.plus(MOVED_FROM_AT_MOST).ok()).unwrap_or(Day::last());
                let learned = LearnedDays::of(agreement, clocks, far, &days)?;
                for milestone in found.iter_mut().filter(|milestone| is_late(milestone)) {
                    milestone.was_asked = learned.since(milestone).is_some_and(|since| since.asked.is_some());
                }
            }
        }
        Ok(Self { knowledge, course, milestones: found })
    }
}

/// So far ahead a day is looked for from which another was moved into the past; nobody was asked for a later one yet.
const MOVED_FROM_AT_MOST: Span = Span::years(5);

/// What the register had learned of each milestone, from one day of recording to the next.
#[derive(Default)]
struct LearnedDays {
    /// By what it is and its day.
    since: BTreeMap<(String, Day), LearnedOn>,
    /// The milestones as known on the last day of recording.
    last: Vec<Milestone>,
}

#[derive(Clone, Copy)]
struct LearnedOn {
    known_on: Day,
    /// Of what an act moved to a day past: since when people were asked for it by another day.
    asked: Option<Day>,
}

impl LearnedDays {
    fn of(
        agreement: &Agreement,
        clocks: Option<Clocks<'_>>,
        through: Day,
        days: &BTreeSet<Day>,
    ) -> Result<Self, TimelineError> {
        let mut learned = Self::default();
        for recorded_on in days {
            let Some(then) = agreement.knowledge_on(*recorded_on)? else { continue };
            let course = Course::of(&then, through);
            learned.add(*recorded_on, everything(&then, &course, clocks, through)?);
        }
        Ok(learned)
    }

    fn add(&mut self, recorded_on: Day, mut then: Vec<Milestone>) {
        for milestone in &mut then {
            let since = self.since(milestone).unwrap_or_else(|| {
                milestone.known_on = recorded_on;
                let asked = if milestone.is_learned_late() { self.earlier_asked_on(milestone) } else { None };
                LearnedOn { known_on: recorded_on, asked }
            });
            self.since.insert((milestone.what(), milestone.day), since);
            (milestone.known_on, milestone.was_asked) = (since.known_on, since.asked.is_some());
        }
        self.last = then;
    }

    fn since(&self, milestone: &Milestone) -> Option<LearnedOn> {
        self.since.get(&(milestone.what(), milestone.day)).copied()
    }

    /// Since when people were asked for it by another day: it was known in time, nobody had answered it, and the register
    /// knew of it before the day that it has now.
    fn earlier_asked_on(&self, moved: &Milestone) -> Option<Day> {
        let same = |m: &&Milestone| m.kind == moved.kind && m.name == moved.name && m.nth == moved.nth;
        let before = self.last.iter().find(same)?;
        let asks = before.closed.is_none() && before.passing == MilestonePurpose::Asks && !before.is_history();
        let since = self.since(before).and_then(|since| since.asked).unwrap_or(before.known_on);
        (asks && since <= moved.lawful_until.unwrap_or(moved.after_from())).then_some(since)
    }
}

fn everything(
    knowledge: &KnownFacts<'_>,
    course: &Course,
    clocks: Option<Clocks<'_>>,
    through: Day,
) -> Result<Vec<Milestone>, CalendarError> {
    let mut found = milestones(knowledge, course, through);
    if let Some(clocks) = clocks {
        let mut more = duties(knowledge, course, clocks, through)?;
        if clocks.marks == AnniversaryMarks::Kept {
            more.extend(marks(knowledge, course, through));
        }
        answers(knowledge, &mut more);
        archive(course, &mut more);
        found.extend(more);
        found.sort_by_key(|milestone| (milestone.day, milestone.kind, milestone.name.clone(), milestone.nth));
    }
    Ok(found)
}

impl Timeline<'_> {
    /// What the agreement is on that day.
    pub fn status(&self, today: Day) -> Status {
        status(&self.knowledge, &self.course, today)
    }
}
