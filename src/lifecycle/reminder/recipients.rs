//! Who hears of a rung, and how long an acknowledgement holds escalation back.

use std::collections::BTreeSet;

use super::RecipientSource;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::{Circle, Escalation, Rung};

/// How long an acknowledgement holds escalation back, in days.
pub(crate) const ACKNOWLEDGED_FOR_DAYS: i64 = 30;

/// Who hears of a rung. While someone has acknowledged the milestone an escalation keeps to those who are in other
/// rungs, unless nobody would be left.
pub(super) fn recipients(
    rung: &Rung,
    all: &[&Rung],
    milestone: &Milestone,
    officers: &[String],
    circle: &Circle,
    on: Day,
) -> Vec<(Option<String>, RecipientSource)> {
    let mut people = circle.meant(rung, officers);
    if rung.escalation == Escalation::WhenUnanswered && is_acknowledged(milestone, on) {
        let others: BTreeSet<String> = all
            .iter()
            .filter(|other| other.offset != rung.offset)
            .flat_map(|other| circle.meant(other, officers))
            .collect();
        if people.iter().any(|person| others.contains(person)) {
            people.retain(|person| others.contains(person));
        }
    }
    if people.is_empty() {
        return vec![(circle.fallback().map(str::to_owned), RecipientSource::Fallback)];
    }
    people.into_iter().map(|person| (Some(person), RecipientSource::Named)).collect()
}

fn is_acknowledged(milestone: &Milestone, today: Day) -> bool {
    acknowledged_through(milestone).is_some_and(|last| today <= last)
}

/// The last day on which an acknowledgement holds: from its day on thirty days, whatever the milestone's own day is.
pub(super) fn acknowledged_through(milestone: &Milestone) -> Option<Day> {
    let on = milestone.acknowledged_on?;
    Some(on.plus_days(ACKNOWLEDGED_FOR_DAYS - 1).unwrap_or(on))
}
