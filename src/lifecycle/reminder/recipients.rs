//! Who hears of a rung, and how long an acknowledgement holds escalation back.

use std::collections::BTreeSet;

use super::RecipientSource;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::{Circle, Escalation, Rung};

/// How long an acknowledgement holds escalation back, in days.
pub(crate) const ACKNOWLEDGED_FOR_DAYS: i64 = 30;

/// One who hears of a rung, or would without an acknowledgement.
pub(super) struct Recipient {
    /// The contact; none where there is nobody.
    pub(super) id: Option<String>,
    pub(super) source: RecipientSource,
    /// The day from which he hears of it, where an acknowledgement keeps him out until then.
    pub(super) kept_out_until: Option<Day>,
}

/// Who hears of a rung. While someone has acknowledged the milestone an escalation keeps to those who are in other
/// rungs, unless nobody would be left; the others are given as kept out.
pub(super) fn recipients(
    rung: &Rung,
    all: &[&Rung],
    milestone: &Milestone,
    officers: &[String],
    circle: &Circle,
    on: Day,
) -> Vec<Recipient> {
    let people = circle.meant(rung, officers);
    if people.is_empty() {
        let id = circle.fallback().map(str::to_owned);
        return vec![Recipient { id, source: RecipientSource::Fallback, kept_out_until: None }];
    }
    let until = acknowledged_through(milestone)
        .filter(|last| rung.escalation == Escalation::WhenUnanswered && on <= *last)
        .map(Day::next);
    let others: BTreeSet<String> = all
        .iter()
        .filter(|other| until.is_some() && other.offset != rung.offset)
        .flat_map(|other| circle.meant(other, officers))
        .collect();
    let someone_left = people.iter().any(|person| others.contains(person));
    let kept_out = |person: &String| until.filter(|_| someone_left && !others.contains(person));
    let named = |person: String| Recipient {
        kept_out_until: kept_out(&person),
        id: Some(person),
        source: RecipientSource::Named,
    };
    people.into_iter().map(named).collect()
}

/// The last day on which an acknowledgement holds: from its day on thirty days, whatever the milestone's own day is.
pub(super) fn acknowledged_through(milestone: &Milestone) -> Option<Day> {
    let on = milestone.acknowledged_on?;
    Some(on.plus_days(ACKNOWLEDGED_FOR_DAYS - 1).unwrap_or(on))
}
