//! What acts say of the milestones: answered, decided, put off, worked on.

use super::{ClosedBy, ClosedStep, Milestone, MilestoneDecision, MilestonePurpose, Progress};
use crate::lifecycle::act::{ActBody, Choice, MilestoneKind, Skipped};
use crate::lifecycle::agreement::KnownFacts;
use crate::lifecycle::day::Day;

/// How long a snooze can hold once a milestone's day has come, in days.
const SNOOZED_FOR_DAYS: i64 = 30;

/// Writes onto each milestone what the acts say of it.
pub(super) fn answers(knowledge: &KnownFacts<'_>, found: &mut [Milestone]) {
    let mut last_held = None;
    for act in &knowledge.acts {
        match &act.body {
            ActBody::HoldReview { review } => {
                if let Some(milestone) = review_on(found, *review) {
                    milestone.closed = Some(ClosedBy::Held(act.on));
                    last_held = last_held.max(Some(milestone.day));
                }
            }
            ActBody::Skip { which: Skipped::Review(review), .. } => {
                if let Some(milestone) = review_on(found, *review) {
                    milestone.closed.get_or_insert(ClosedBy::Skipped);
                }
            }
            ActBody::Skip { which: Skipped::Milestone(mark), .. } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    milestone.closed.get_or_insert(ClosedBy::Skipped);
                }
            }
            ActBody::Fulfil { milestone: mark } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    milestone.closed.get_or_insert(ClosedBy::Fulfilled(act.on));
                }
            }
            ActBody::Decide { milestone: mark, choice } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    decide(milestone, *choice, act.on, act.origin.decided_by.as_ref().unwrap_or(&act.by));
                }
            }
            ActBody::Acknowledge { milestone: mark } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    milestone.acknowledged_on = milestone.acknowledged_on.max(Some(act.on));
                }
            }
            ActBody::Snooze { milestone: mark, until } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    milestone.snoozed_until = Some((*until).min(snooze_limit(milestone, act.on)));
                }
            }
            ActBody::Step { milestone: mark, step, end } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    milestone.steps.retain(|closed| closed.step != *step);
                    milestone.steps.push(ClosedStep { step: step.clone(), end: end.clone(), on: act.on, seq: act.seq });
                }
            }
            ActBody::Progress { milestone: mark, text } => {
                for milestone in found.iter_mut().filter(|milestone| milestone.mark() == *mark) {
                    milestone.progress = Some(Progress { on: act.on, text: text.clone(), by: act.by.clone() });
                }
            }
            _ => {}
        }
    }
    if let Some(held) = last_held {
        let earlier = |m: &&mut Milestone| m.kind == MilestoneKind::Review && m.day < held && m.closed.is_none();
        for milestone in found.iter_mut().filter(earlier) {
            milestone.closed = Some(ClosedBy::Followed(held));
        }
    }
}

pub(super) fn review_on(found: &mut [Milestone], day: Day) -> Option<&mut Milestone> {
    let own = |m: &Milestone| m.kind == MilestoneKind::Review && m.moved_from.unwrap_or(m.day) == day;
    let at = found
        .iter()
        .position(own)
        .or_else(|| found.iter().position(|m| m.kind == MilestoneKind::Review && m.day == day))?;
    found.get_mut(at)
}

/// The latest day a snooze of that day can reach: before a milestone its own day, after it thirty days on.
pub(crate) fn snooze_limit(milestone: &Milestone, on: Day) -> Day {
    if on < milestone.day { milestone.day } else { on.plus_days(SNOOZED_FOR_DAYS).unwrap_or(Day::last()) }
}

/// Whether a decision is carried out by doing nothing, so that no act has to follow it.
pub(crate) fn is_carried_out_by_itself(milestone: &Milestone, choice: Choice) -> bool {
    match (milestone.kind, choice) {
        (MilestoneKind::Expiry, Choice::Lapse) => true,
        (MilestoneKind::Notice, Choice::Renew) => milestone.passing == MilestonePurpose::Informs,
        _ => false,
    }
}

/// A decision answers the question; it closes the milestone only where doing nothing carries it out. The last one holds.
fn decide(milestone: &mut Milestone, choice: Choice, on: Day, by: &str) {
    let carried_out = is_carried_out_by_itself(milestone, choice);
    if matches!(milestone.closed, Some(ClosedBy::Decided(..))) {
        milestone.closed = None;
    }
    if carried_out {
        milestone.closed.get_or_insert(ClosedBy::Decided(choice, on));
    }
    milestone.decided = Some(MilestoneDecision { choice, on, by: by.to_owned() });
}
