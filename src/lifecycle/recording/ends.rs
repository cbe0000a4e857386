//! Acts that move the first or the last day in force.

use super::{AcceptedAct, Refusal, Remark, RuleCheck};
use crate::lifecycle::act::{Act, ActBody, ActKey, ActWord, Notice, Side};
use crate::lifecycle::agreement::FactFault;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Derivation, PeriodSequel, Status};
use crate::lifecycle::request::Unreadable;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::{Term, last_day};

/// So much longer at most a text becomes by naming its new last day.
const LONGEST_TO_A_DAY: Span = Span::years(30);
/// So long at most what is agreed waits for the day on which it enters into force.
const LONGEST_TO_THE_START: Span = Span::years(5);

impl RuleCheck<'_, '_> {
    pub(super) fn enter_into_force(
        &self,
        stated: Option<Day>,
        received_on: Option<Day>,
    ) -> Result<AcceptedAct, Refusal> {
        let facts = &self.timeline.knowledge.facts;
        let entered = |act: &&&Act| matches!(act.body, ActBody::EnterIntoForce { .. }) && act.on != self.on;
        if let Some(act) = self.timeline.knowledge.acts.iter().find(entered) {
            return Err(Refusal::EnteredAlready { on: act.on, seq: act.seq });
        }
        let (body, day) = if let Some(received) = received_on {
            if received > self.today {
                return Err(Refusal::Future(received));
            }
            let day = received.plus(facts.effect_delay.unwrap_or(Span::ZERO));
            let day = day.map_err(|error| Refusal::Fact { name: "received_on", what: error.into() })?;
            if let Some(stated) = stated.filter(|stated| *stated != day) {
                return Err(Refusal::TwoFirstDays { stated, from_receipt: day });
            }
            (ActBody::EnterIntoForce { in_force_on: None, received_on: Some(received) }, day)
        } else {
            let day = stated.unwrap_or(self.on);
            if self.on.plus(LONGEST_TO_THE_START).is_ok_and(|longest| longest < day) {
                return Err(Refusal::InForceFar { day, on: self.on });
            }
            (ActBody::EnterIntoForce { in_force_on: Some(day), received_on: None }, day)
        };
        if facts.signed_on.is_some_and(|signed| day < signed) {
            return Err(Refusal::InForceBeforeSigning(day));
        }
        self.not_over_before(day)?;
        Ok(self.accepted(body, vec![Remark::InForceOn(day)]))
    }

    /// Refuses a first day in force after the agreement has ended: by an act, or by the term that ran from the first day
    /// that is known so far.
    fn not_over_before(&self, day: Day) -> Result<(), Refusal> {
        let course = &self.timeline.course;
        if let Some(ending) = course.ending.as_ref().filter(|ending| ending.ends_on < day) {
            return Err(Refusal::EndedAlready(ending.ends_on));
        }
        match course.last_day().filter(|end| course.start_on().is_some() && *end < day) {
            Some(end) => Err(Refusal::InForceAfterEnd { day, end }),
            None => Ok(()),
        }
    }

    pub(super) fn extend(
        &self,
        until: Option<Day>,
        span: Option<Span>,
        their_number: Option<String>,
    ) -> Result<AcceptedAct, Refusal> {
        let present = self.timeline.course.period_on(self.on);
        let never = self.timeline.course.last_day().is_none();
        if never
            && self.timeline.course.ending.is_none()
            && self.timeline.knowledge.facts_on(self.on).term == Term::Open
        {
            return Err(Refusal::ExtendOpen);
        }
        let end = match (until, span) {
            (Some(_), Some(_)) => return Err(Refusal::UntilAndFor),
            (None, None) => {
                return Err(Refusal::Unreadable(Unreadable::Missing { act: ActWord::Extend, key: ActKey::Until }));
            }
            (Some(until), None) => {
                // How many years are meant is said by a span; a day so far off is one with a digit wrong.
                let from = present.map_or(self.on, |period| period.last_day().max(self.on));
                if from.plus(LONGEST_TO_A_DAY).is_ok_and(|longest| longest < until) {
                    return Err(Refusal::ExtendFar { end: until, from });
                }
                until
            }
            (None, Some(span)) if span.is_zero() => {
                return Err(Refusal::Fact { name: "for", what: FactFault::NoLength });
            }
            (None, Some(span)) => {
                let period = present.ok_or(Refusal::ExtendUnknown)?;
                if let Some(to) = period.latest {
                    return Err(Refusal::ExtendRange { from: period.ends_on, to });
                }
                if period.last_day() < self.on {
                    return Err(Refusal::ExtendAfterEnd { end: period.last_day(), on: self.on });
                }
                let moved = match period.derivation {
                    Derivation::Counted { anchor, span: term, count, .. } => last_day(anchor, term.and(span), count),
                    Derivation::Named { day, span: more, .. } => day.plus(more.and(span)),
                    _ => period.ends_on.plus(span),
                };
                moved.map_err(|error| Refusal::Fact { name: "for", what: error.into() })?
            }
        };
        if let Some(ending) = &self.timeline.course.ending {
            return Err(Refusal::EndedAlready(ending.ends_on));
        }
        let shorter = |period: &&crate::lifecycle::milestone::Period| {
            // A range may be settled to any day from its first on.
            if period.latest.is_some() { end < period.ends_on } else { end <= period.ends_on }
        };
        if let Some(period) = present.filter(shorter) {
            return Err(Refusal::NotLonger { new: end, end: period.last_day() });
        }
        Ok(self.accepted(ActBody::Extend { until, span, their_number }, vec![Remark::EndsOn(end)]))
    }

    pub(super) fn notify(&self, what: Notice, by: Side, received_on: Option<Day>) -> Result<AcceptedAct, Refusal> {
        let received_on = received_on.unwrap_or(self.on);
        if received_on > self.today {
            return Err(Refusal::Future(received_on));
        }
        self.binds_on(received_on)?;
        let period = self.timeline.course.period_on(received_on);
        let mut remarks = Vec::new();
        match what {
            Notice::NonRenewal => match period {
                Some(period) if period.then != PeriodSequel::Renews => {
                    remarks.push(Remark::EndStays(period.last_day()));
                }
                Some(period) => {
                    let last = period.notice_on.filter(|last| received_on > *last);
                    remarks.extend(last.map(|last| Remark::NoticeLate { last }));
                }
                None => {}
            },
            Notice::Termination => {
                let facts = self.timeline.knowledge.facts_on(received_on);
                let notice = facts.termination_notice.ok_or(Refusal::NoTerminationNotice)?;
                let asked = received_on
                    .plus(notice)
                    .map_err(|error| Refusal::Fact { name: "received_on", what: error.into() })?;
                let end = period.map_or(asked, |period| asked.min(period.last_day()));
                remarks.push(Remark::EndsOn(end));
            }
        }
        Ok(self.accepted(ActBody::Notify { what, by, received_on }, remarks))
    }

    pub(super) fn suspend(&self) -> Result<AcceptedAct, Refusal> {
        self.binds_on(self.on)?;
        match self.pause_on(self.on) {
            Some((from, _)) => Err(Refusal::SuspendedAlready(*from)),
            None => Ok(self.accepted(ActBody::Suspend, vec![])),
        }
    }

    pub(super) fn resume(&self) -> Result<AcceptedAct, Refusal> {
        self.binds_on(self.on)?;
        let later = self.timeline.course.suspensions.iter().find(|(from, _)| self.on < *from);
        match (self.pause_on(self.on), later) {
            (Some(_), _) => Ok(self.accepted(ActBody::Resume, vec![])),
            (None, Some((from, _))) => Err(Refusal::SuspendedLater { on: self.on, from: *from }),
            (None, None) => Err(Refusal::NotSuspended),
        }
    }

    /// The suspension that runs on that day.
    pub(super) fn pause_on(&self, day: Day) -> Option<&(Day, Option<Day>)> {
        let paused = &self.timeline.course.suspensions;
        paused.iter().find(|(from, to)| *from <= day && to.is_none_or(|to| day < to))
    }

    /// An act that ends it on a last day, the day of the act where no other is given.
    pub(super) fn end(&self, ends_on: Option<Day>, body: impl FnOnce(Day) -> ActBody) -> Result<AcceptedAct, Refusal> {
        let ends_on = ends_on.unwrap_or(self.on);
        if let Some(ending) = &self.timeline.course.ending {
            return Err(Refusal::EndedAlready(ending.ends_on));
        }
        let body = body(ends_on);
        if matches!(body, ActBody::Expire { .. }) {
            self.runs_out_on(ends_on)?;
            // What is decided beforehand is a decision to let it run out.
            if ends_on > self.today {
                return Err(Refusal::Future(ends_on));
            }
        } else {
            self.binds_on(ends_on)?;
        }
        Ok(self.accepted(body, vec![Remark::EndsOn(ends_on)]))
    }

    /// Another text takes its place. Where somebody says on which day, the old one is in force through the day before it at
    /// least.
    pub(super) fn supersede(&self, ends_on: Option<Day>, with: Option<String>) -> Result<AcceptedAct, Refusal> {
        if let (Some(on), Some(ends_on)) = (self.request.on, ends_on)
            && ends_on < on.previous()
        {
            return Err(Refusal::SupersededBefore { ends_on, on });
        }
        if with.as_ref().is_some_and(|with| *with == self.timeline.knowledge.facts.reference) {
            return Err(Refusal::SupersededByItself);
        }
        self.end(ends_on, |ends_on| ActBody::Supersede { ends_on, with }).map(|accepted| self.to_take_over(accepted))
    }

    pub(super) fn close(&self) -> Result<AcceptedAct, Refusal> {
        let status = self.timeline.status(self.today);
        let binds = matches!(status, Status::InForce | Status::Suspended | Status::Pending);
        match status {
            Status::Closed => Err(Refusal::ClosedAlready),
            status if binds && self.insistence == super::Insistence::Careful => Err(Refusal::StillBinds(status)),
            _ => Ok(self.accepted(ActBody::Close, vec![])),
        }
    }

    /// Refuses a day on which it does not run out by what is known of its term, by either way of counting; where nothing is
    /// known an old list's word is taken as it is.
    fn runs_out_on(&self, day: Day) -> Result<(), Refusal> {
        let course = &self.timeline.course;
        if self.timeline.knowledge.facts_on(day).term == Term::Open {
            return Err(Refusal::ExpiresNever(day));
        }
        let Some(period) = course.period_on(day).filter(|_| course.start_on().is_none_or(|start| start <= day)) else {
            return Ok(());
        };
        let (first, last) = (period.ends_on, period.last_day());
        if first.previous() <= day && day <= last {
            return Ok(());
        }
        Err(Refusal::ExpiresOnAnotherDay { day, end: last })
    }

    /// Refuses a day on which the agreement is not in force.
    fn binds_on(&self, day: Day) -> Result<(), Refusal> {
        let course = &self.timeline.course;
        if let Some(ending) = course.ending.as_ref().filter(|ending| ending.ends_on < day) {
            return Err(Refusal::EndedAlready(ending.ends_on));
        }
        if course.start_on().is_some_and(|start| day < start) {
            return Err(Refusal::BeforeStart(day));
        }
        match course.last_day().filter(|end| *end < day) {
            Some(end) => Err(Refusal::AfterEnd { day, end }),
            None => Ok(()),
        }
    }
}
