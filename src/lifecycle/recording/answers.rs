//! Acts that answer a milestone.

use super::refusal::{Asking, NearestRefusal, Neighbour, UnchangedValue};
use super::{AcceptedAct, DayPassed, Refusal, Remark, RuleCheck};
use crate::lifecycle::act::{ActBody, Choice, MilestoneKind, Side, Skipped};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, is_carried_out_by_itself, paused_milestones, snooze_limit};
use crate::lifecycle::request::Pointer;
use crate::lifecycle::span::Span;

/// So many days at most something is held or done before its day.
const EARLY_AT_MOST_DAYS: i64 = 300;
/// Suspended occurrences are named as neighbours if they lie within so much after the act.
const NEIGHBOURS_WITHIN: Span = Span::years(20);

impl RuleCheck<'_, '_> {
    /// Closes the review that was named, else the nearest one.
    pub(super) fn hold_review(&self, review: Option<&Pointer>) -> Result<AcceptedAct, Refusal> {
        let review = self.review(review)?;
        self.not_long_before(review)?;
        Ok(self.accepted(ActBody::HoldReview { review: own_day(review) }, vec![Remark::ReviewClosed(review.day)]))
    }

    pub(super) fn postpone(&self, review: Option<&Pointer>, to: Day, side: Side) -> Result<AcceptedAct, Refusal> {
        let review = self.review(review)?;
        if to == review.day {
            return Err(Refusal::NoChange(UnchangedValue::Review(to)));
        }
        if to < self.on {
            return Err(Refusal::PostponedToPast(to));
        }
        if let Some(end) = self.timeline.course.last_day().filter(|end| *end < to) {
            return Err(Refusal::AfterEnd { day: to, end });
        }
        Ok(self.accepted(ActBody::Postpone { review: own_day(review), to, by: side }, vec![]))
    }

    pub(super) fn skip(&self, pointer: Option<&Pointer>, why: &str) -> Result<AcceptedAct, Refusal> {
        let why = why.to_owned();
        if let Some(pointer) = pointer.filter(|pointer| pointer.kind == Some(MilestoneKind::Commitment)) {
            let mark = self.commitment_to_close(pointer)?;
            let which = Skipped::Milestone(mark.clone());
            return Ok(self.accepted(ActBody::Skip { which, why }, vec![Remark::CommitmentClosed(mark)]));
        }
        let review = self.review(pointer)?;
        let which = Skipped::Review(own_day(review));
        Ok(self.accepted(ActBody::Skip { which, why }, vec![Remark::ReviewClosed(review.day)]))
    }

    /// Refuses what happened most of a year before the milestone it closes: the year of its day is wrong, or another one is
    /// meant.
    pub(super) fn not_long_before(&self, milestone: &Milestone) -> Result<(), Refusal> {
        if self.on.days_until(milestone.day) <= EARLY_AT_MOST_DAYS {
            return Ok(());
        }
        Err(Refusal::LongBefore { mark: milestone.mark().to_string(), day: milestone.day, on: self.on })
    }

    /// The review that is pointed at, else the nearest one. One that has an act of its own is refused: done because a later
    /// one was held is no act of its own.
    fn review(&self, pointer: Option<&Pointer>) -> Result<&Milestone, Refusal> {
        let review = match pointer {
            Some(pointer) if pointer.which.is_some() || pointer.kind != Some(MilestoneKind::Review) => {
                self.milestone(pointer)?
            }
            _ => self.nearest_review()?,
        };
        if review.kind != MilestoneKind::Review {
            return Err(Refusal::NotAReview(review.mark().to_string()));
        }
        if has_own_act(review) {
            return Err(Refusal::Answered(review.mark().to_string()));
        }
        Ok(review)
    }

    /// The nearest review to the day of the act, by where it stands now; of two equally near the earlier one.
    fn nearest_review(&self) -> Result<&Milestone, Refusal> {
        let every = |m: &Milestone| {
            let own = own_day(m);
            let every = self.timeline.knowledge.facts_on(own).review_every?;
            Some(own.days_until(own.plus(every).ok()?))
        };
        let reviews = || self.timeline.milestones.iter().filter(|m| m.kind == MilestoneKind::Review);
        self.nearest(reviews, every)?.ok_or(Refusal::NoReview)
    }

    /// The nearest of several occurrences to the day of the act, by where they stand now; of two equally near the earlier
    /// one, and none where there is none. `period` gives the days from one to the next.
    ///
    /// Refused, with both neighbours, where it has an act of its own, where its ladder did not ask for it yet on that day,
    /// and where it lies more than half a period away: then another one is meant, or none.
    pub(super) fn nearest<'m, I: Iterator<Item = &'m Milestone>>(
        &self,
        occurrences: impl Fn() -> I,
        period: impl Fn(&Milestone) -> Option<i64>,
    ) -> Result<Option<&'m Milestone>, Refusal> {
        let distance = |m: &Milestone| self.on.days_until(m.day).abs();
        let Some(nearest) = occurrences().min_by_key(|m| (distance(m), m.day, has_own_act(m))) else {
            return Ok(None);
        };
        let before = occurrences().filter(|m| m.day <= self.on).max_by_key(|m| m.day);
        let after = occurrences().filter(|m| m.day > self.on).min_by_key(|m| m.day);
        let between = before.zip(after).map(|(before, after)| before.day.days_until(after.day));
        let why = if has_own_act(nearest) {
            NearestRefusal::Answered
        } else if self.on < (self.around.first_asked)(nearest) {
            NearestRefusal::TooEarly
        } else if between.or_else(|| period(nearest)).is_some_and(|period| distance(nearest) * 2 > period) {
            NearestRefusal::TooFar
        } else {
            return Ok(Some(nearest));
        };
        // What is named has to be all that stands there: a suspended one is asked for by no letter, and may be meant.
        let of = nearest.name.clone();
        let far = self.on.plus(NEIGHBOURS_WITHIN).unwrap_or(self.on);
        let paused = paused_milestones(&self.timeline.knowledge, &self.timeline.course, far);
        let paused =
            || paused.iter().filter(|m| m.kind == nearest.kind && m.name == of).map(|m| (m, Asking::Suspended));
        let asked = || [before, after].into_iter().flatten().map(|m| (m, Asking::Asked));
        let named = |(m, asking): (&Milestone, Asking)| Neighbour { nth: m.nth, day: m.day, asking };
        let before = asked().chain(paused()).filter(|(m, _)| m.day <= self.on).max_by_key(|(m, _)| m.day).map(named);
        let after = asked().chain(paused()).filter(|(m, _)| m.day > self.on).min_by_key(|(m, _)| m.day).map(named);
        let nearest = (nearest.nth, nearest.day);
        Err(Refusal::NearestReview { of, on: self.on, why, nearest, before, after })
    }

    pub(super) fn fulfil(&self, milestone: &Pointer) -> Result<AcceptedAct, Refusal> {
        if self.is_a_commitment(milestone) {
            let milestone = self.commitment_to_close(milestone)?;
            let remark = Remark::CommitmentClosed(milestone.clone());
            return Ok(self.accepted(ActBody::Fulfil { milestone }, vec![remark]));
        }
        let milestone = refuse_answered(self.milestone(milestone)?)?;
        if !matches!(milestone.kind, MilestoneKind::Duty | MilestoneKind::Observance) {
            return Err(Refusal::NotADuty(milestone.mark().to_string()));
        }
        self.not_long_before(milestone)?;
        Ok(self.accepted(ActBody::Fulfil { milestone: milestone.mark() }, vec![]))
    }

    pub(super) fn decide(&self, milestone: &Pointer, choice: Choice) -> Result<AcceptedAct, Refusal> {
        let milestone = self.milestone(milestone)?;
        if !matches!(milestone.kind, MilestoneKind::Expiry | MilestoneKind::Notice | MilestoneKind::Renewal) {
            return Err(Refusal::NothingToDecide(milestone.mark().to_string()));
        }
        // A decision may be changed; what an act has settled is not decided any more.
        if !matches!(milestone.closed, None | Some(ClosedBy::Decided(..))) {
            return Err(Refusal::Answered(milestone.mark().to_string()));
        }
        let remarks = if milestone.kind == MilestoneKind::Expiry && choice == Choice::Lapse {
            vec![Remark::EndsByItself(milestone.day)]
        } else if is_carried_out_by_itself(milestone, choice) {
            vec![]
        } else if milestone.kind == MilestoneKind::Renewal && choice == Choice::Lapse {
            let of_period = |m: &&Milestone| m.kind == MilestoneKind::Notice && m.nth == milestone.nth;
            let notice = self.timeline.milestones.iter().find(of_period).map(|m| m.day);
            let passed = |day: Day| if day < self.on { DayPassed::Yes } else { DayPassed::No };
            vec![Remark::RenewsAllTheSame { on: milestone.day, notice: notice.map(|day| (day, passed(day))) }]
        } else {
            vec![Remark::StillAsks(milestone.mark())]
        };
        Ok(self.accepted(ActBody::Decide { milestone: milestone.mark(), choice }, remarks))
    }

    pub(super) fn acknowledge(&self, milestone: &Pointer) -> Result<AcceptedAct, Refusal> {
        let milestone = refuse_answered(self.milestone(milestone)?)?;
        Ok(self.accepted(ActBody::Acknowledge { milestone: milestone.mark() }, vec![]))
    }

    /// Before the milestone letters may rest to its day at most, after it for thirty days.
    pub(super) fn snooze(&self, milestone: &Pointer, until: Day) -> Result<AcceptedAct, Refusal> {
        let milestone = refuse_answered(self.milestone(milestone)?)?;
        if until <= self.today {
            return Err(Refusal::SnoozePast(until));
        }
        let limit = snooze_limit(milestone, self.on);
        if until > limit {
            return Err(Refusal::SnoozeTooLong { mark: milestone.mark().to_string(), asked: until, limit });
        }
        Ok(self.accepted(ActBody::Snooze { milestone: milestone.mark(), until }, vec![]))
    }
}

/// Whether an act answers the occurrence itself.
pub(super) fn has_own_act(occurrence: &Milestone) -> bool {
    matches!(occurrence.closed, Some(ClosedBy::Held(_) | ClosedBy::Skipped | ClosedBy::Fulfilled(_)))
}

fn refuse_answered(milestone: &Milestone) -> Result<&Milestone, Refusal> {
    match milestone.closed {
        Some(_) => Err(Refusal::Answered(milestone.mark().to_string())),
        None => Ok(milestone),
    }
}

/// The day a review is known by in acts: its own, wherever it was moved to.
fn own_day(review: &Milestone) -> Day {
    review.moved_from.unwrap_or(review.day)
}
