//! The list to verify: milestones of one import that had already passed.

use std::collections::BTreeMap;

use super::{SubjectState, Topic};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};

/// The milestones an import brought after their day and that nobody has answered; of a recurring kind only the newest.
///
/// `imported_on` is the day of the import that brought the agreement. Later acts and corrections can bring history too;
/// it is shown where they are recorded and makes no list. What an act ended comes in quietly, and a
/// legal clock that ran out before the register was kept is nobody's to answer any more. An effect still awaited
/// is in the list too, although it stays open.
pub fn to_verify(milestones: &[Milestone], standing: SubjectState, imported_on: Day, today: Day) -> Vec<&Milestone> {
    if standing == SubjectState::Ended {
        return Vec::new();
    }
    let mut newest: BTreeMap<Topic, &Milestone> = BTreeMap::new();
    for milestone in milestones {
        let asks = milestone.kind != MilestoneKind::Duty && milestone.state(today) != MilestoneState::Done;
        if asks && milestone.is_history() && milestone.known_on == imported_on {
            newest.insert(milestone.topic(), milestone);
        }
    }
    newest.into_values().collect()
}
