//! The list to verify: milestones of one import that had already passed.

use std::collections::BTreeMap;

use super::{SubjectState, Topic};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};

/// Whether reports that had run out before the import make a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastReports {
    /// They are in it where something else of the agreement is: no letter goes for them alone.
    BesideOthers,
    /// They are named, whatever else there is.
    Named,
}

/// A report that ran out so many days before the import is nobody's to answer any more.
const REPORTS_ASKED_DAYS: i64 = 366;

/// The milestones an import brought after their day and that nobody has answered; of a recurring kind only the newest.
///
/// `imported_on` is the day of the import that brought the agreement. Later acts and corrections can bring history too;
/// it is shown where they are recorded and makes no list. What an act ended comes in quietly, and a legal clock that ran
/// out more than a year before is nobody's to answer any more. An effect still awaited is in the list too, although it
/// stays open.
pub fn to_verify(
    milestones: &[Milestone],
    standing: SubjectState,
    imported_on: Day,
    today: Day,
    reports: PastReports,
) -> Vec<&Milestone> {
    if standing == SubjectState::Ended {
        return Vec::new();
    }
    let mut newest: BTreeMap<Topic, &Milestone> = BTreeMap::new();
    let mut found_reports = Vec::new();
    for milestone in milestones {
        let asks = milestone.state(today) != MilestoneState::Done;
        if !asks || !milestone.is_history() || milestone.known_on != imported_on {
            continue;
        }
        if milestone.kind != MilestoneKind::Duty {
            newest.insert(milestone.topic(), milestone);
        } else if milestone.day.days_until(imported_on) <= REPORTS_ASKED_DAYS {
            found_reports.push(milestone);
        }
    }
    if newest.is_empty() && reports == PastReports::BesideOthers {
        return Vec::new();
    }
    newest.into_values().chain(found_reports).collect()
}
