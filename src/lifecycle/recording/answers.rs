//! Acts that answer a milestone.

use super::{Accepted, Check, Refusal, Remark};
use crate::lifecycle::act::{ActBody, Choice, MilestoneKind, Side};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Closed, Milestone, Passing, SNOOZED_FOR_DAYS, State};
use crate::lifecycle::request::Pointer;

impl Check<'_, '_> {
    /// Closes the review that was named, else the oldest one nobody has answered.
    pub(super) fn hold_review(&self, review: Option<&Pointer>) -> Result<Accepted, Refusal> {
        let review = self.review(review)?;
        let day = review.day;
        let open: Vec<Day> = self
            .timeline
            .milestones
            .iter()
            .filter(|m| m.kind == MilestoneKind::Review && m.closed.is_none() && m.day > day && m.day <= self.today)
            .map(|m| m.day)
            .collect();
        let mut remarks = vec![Remark::ReviewClosed(day)];
        if !open.is_empty() {
            remarks.push(Remark::ReviewsOpen(open));
        }
        Ok(self.accepted(ActBody::HoldReview { review: own_day(review) }, remarks))
    }

    pub(super) fn postpone(&self, review: Option<&Pointer>, to: Day, side: Side) -> Result<Accepted, Refusal> {
        let review = self.review(review)?;
        if to == review.day {
            return Err(Refusal::NoChange(format!("the review stands on {to} already")));
        }
        if to < self.on {
            return Err(Refusal::text("to", &format!("{to} has passed; record `hold-review` if it was held then")));
        }
        if let Some(end) = self.timeline.course.last_day().filter(|end| *end < to) {
            return Err(Refusal::AfterEnd { day: to, end });
        }
        Ok(self.accepted(ActBody::Postpone { review: own_day(review), to, by: side }, vec![]))
    }

    pub(super) fn skip(&self, review: Option<&Pointer>, why: &str) -> Result<Accepted, Refusal> {
        let review = self.review(review)?;
        let why = why.to_owned();
        Ok(self.accepted(ActBody::Skip { review: own_day(review), why }, vec![Remark::ReviewClosed(review.day)]))
    }

    /// The review that is pointed at, else the oldest unanswered one.
    fn review(&self, pointer: Option<&Pointer>) -> Result<&Milestone, Refusal> {
        let review = if let Some(pointer) = pointer {
            self.milestone(pointer)?
        } else {
            let reviews =
                || self.timeline.milestones.iter().filter(|m| m.kind == MilestoneKind::Review && m.closed.is_none());
            // What the register never asked for is meant where this happened before it knew, or where it asks nothing.
            let asked = |m: &&Milestone| m.state(self.today) == State::Open || self.on < m.known_on;
            reviews().find(asked).or_else(|| reviews().next()).ok_or(Refusal::NoReview)?
        };
        if review.kind != MilestoneKind::Review {
            return Err(Refusal::NotAReview(review.mark().to_string()));
        }
        unanswered(review)
    }

    pub(super) fn fulfil(&self, milestone: &Pointer) -> Result<Accepted, Refusal> {
        let milestone = unanswered(self.milestone(milestone)?)?;
        if !matches!(milestone.kind, MilestoneKind::Duty | MilestoneKind::Observance) {
            return Err(Refusal::NotADuty(milestone.mark().to_string()));
        }
        Ok(self.accepted(ActBody::Fulfil { milestone: milestone.mark() }, vec![]))
    }

    pub(super) fn decide(&self, milestone: &Pointer, choice: Choice) -> Result<Accepted, Refusal> {
        let milestone = self.milestone(milestone)?;
        if !matches!(milestone.kind, MilestoneKind::Expiry | MilestoneKind::Notice | MilestoneKind::Renewal) {
            return Err(Refusal::NothingToDecide(milestone.mark().to_string()));
        }
        // A decision may be changed; what an act has settled is not decided any more.
        if !matches!(milestone.closed, None | Some(Closed::Decided(..))) {
            return Err(Refusal::Answered(milestone.mark().to_string()));
        }
        let carried_out = match (milestone.kind, choice) {
            (MilestoneKind::Expiry, Choice::Lapse) => true,
            (MilestoneKind::Notice, Choice::Renew) => milestone.passing == Passing::Informs,
            _ => false,
        };
        let remarks = if carried_out { vec![] } else { vec![Remark::StillAsks(milestone.mark())] };
        Ok(self.accepted(ActBody::Decide { milestone: milestone.mark(), choice }, remarks))
    }

    pub(super) fn acknowledge(&self, milestone: &Pointer) -> Result<Accepted, Refusal> {
        let milestone = unanswered(self.milestone(milestone)?)?;
        Ok(self.accepted(ActBody::Acknowledge { milestone: milestone.mark() }, vec![]))
    }

    /// Before the milestone letters may rest to its day at most, after it for thirty days.
    pub(super) fn snooze(&self, milestone: &Pointer, until: Day) -> Result<Accepted, Refusal> {
        let milestone = unanswered(self.milestone(milestone)?)?;
        if until <= self.today {
            return Err(Refusal::SnoozePast(until));
        }
        let limit = if self.on < milestone.day {
            milestone.day
        } else {
            self.on.plus_days(SNOOZED_FOR_DAYS).unwrap_or(self.on)
        };
        if until > limit {
            return Err(Refusal::SnoozeTooLong { mark: milestone.mark().to_string(), asked: until, limit });
        }
        Ok(self.accepted(ActBody::Snooze { milestone: milestone.mark(), until }, vec![]))
    }
}

fn unanswered(milestone: &Milestone) -> Result<&Milestone, Refusal> {
    match milestone.closed {
        Some(_) => Err(Refusal::Answered(milestone.mark().to_string())),
        None => Ok(milestone),
    }
}

/// The day a review is known by in acts: its own, wherever it was moved to.
fn own_day(review: &Milestone) -> Day {
    review.moved_from.unwrap_or(review.day)
}
