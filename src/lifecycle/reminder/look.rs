//! When to look again: the first day on which the plan of a subject can change though nothing is recorded.
//!
//! An index for the planner, not a rule: looking on every day gives the same result.

use super::recipients::acknowledged_through;
use super::{Decision, Hold, PlannedMilestone};
use crate::lifecycle::day::Day;

/// The first day after `today` on which a verdict can change by itself; `None` where nothing ahead can.
///
/// The verdicts must reach far enough: milestones beyond the horizon they were derived through are not seen, so the
/// caller looks again when the horizon nears.
pub fn look_on(planned: &[PlannedMilestone<'_>], today: Day) -> Option<Day> {
    let mut days = Vec::new();
    for PlannedMilestone { milestone, verdicts } in planned {
        for verdict in verdicts {
            match verdict.decision {
                Decision::Hold(Hold::NotYet) => days.push(verdict.opens_on),
                Decision::Hold(Hold::SnoozedUntil(until)) => days.push(until),
                _ => {}
            }
        }
        days.extend(acknowledged_through(milestone).map(Day::next));
    }
    days.into_iter().filter(|day| *day > today).min()
}
