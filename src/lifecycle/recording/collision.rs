//! What an act settles, and whether two acts settle one matter: what two people said who did not know of each other.
//!
//! Not here: which of two acts holds, which follows from their days, and acts of one day, which `same_day` settles by the
//! same matters. The
//! invariant: an act that carries another out does not collide with it: a decision to renew, then the extension.

use crate::lifecycle::act::{ActBody, Choice, Mark, Notice, Skipped};
use crate::lifecycle::day::Day;

/// What an act settles, on whatever day it happened.
#[derive(PartialEq, Eq)]
pub(super) enum Matter<'a> {
    /// When it enters into force.
    Start,
    /// What the text says from that day on.
    Facts(Day),
    /// Whether and when it ends.
    End,
    /// Whether it is carried out.
    Pause,
    /// What becomes of that review.
    Review(Day),
    /// Whether that is done.
    Done(&'a Mark),
    /// What is decided about it.
    Decision(&'a Mark),
    /// Until when letters on it rest.
    Rest(&'a Mark),
    /// Whether that step towards it is done.
    Step(&'a Mark, &'a str),
}

impl<'a> Matter<'a> {
    pub(super) fn of(body: &'a ActBody) -> Option<Self> {
        Some(match body {
            ActBody::EnterIntoForce { .. } => Self::Start,
            ActBody::Amend { from_on, .. } => Self::Facts(*from_on),
            ActBody::Extend { .. }
            | ActBody::Terminate { .. }
            | ActBody::Withdraw { .. }
            | ActBody::Supersede { .. }
            | ActBody::Expire { .. }
            | ActBody::Notify { .. } => Self::End,
            ActBody::Suspend | ActBody::Resume => Self::Pause,
            ActBody::HoldReview { review }
            | ActBody::Postpone { review, .. }
            | ActBody::Skip { which: Skipped::Review(review), .. } => Self::Review(*review),
            ActBody::Fulfil { milestone } | ActBody::Skip { which: Skipped::Milestone(milestone), .. } => {
                Self::Done(milestone)
            }
            ActBody::Decide { milestone, .. } => Self::Decision(milestone),
            ActBody::Snooze { milestone, .. } => Self::Rest(milestone),
            ActBody::Step { milestone, step, .. } => Self::Step(milestone, step),
            _ => return None,
        })
    }
}

/// Whether both settle one matter, and neither carries the other out. Decisions collide where they differ, amendments where
/// they say something of one fact.
pub(crate) fn collide(one: &ActBody, other: &ActBody) -> bool {
    match (one, other) {
        (ActBody::Decide { milestone: one, choice }, ActBody::Decide { milestone: other, choice: otherwise }) => {
            one == other && choice != otherwise
        }
        (ActBody::Decide { choice, .. }, end) | (end, ActBody::Decide { choice, .. }) => {
            Matter::of(end) == Some(Matter::End) && !carries_out(*choice, end)
        }
        (ActBody::Amend { set: one, .. }, ActBody::Amend { set: other, .. }) => {
            one.keys().any(|field| other.contains_key(field))
        }
        _ => Matter::of(one).is_some_and(|matter| Some(matter) == Matter::of(other)),
    }
}

fn carries_out(choice: Choice, end: &ActBody) -> bool {
    match choice {
        Choice::Renew => matches!(end, ActBody::Extend { .. }),
        Choice::Renegotiate => matches!(end, ActBody::Extend { .. } | ActBody::Supersede { .. }),
        Choice::Lapse => {
            matches!(end, ActBody::Expire { .. } | ActBody::Notify { what: Notice::NonRenewal, .. })
        }
        Choice::Terminate => matches!(
            end,
            ActBody::Terminate { .. } | ActBody::Withdraw { .. } | ActBody::Notify { what: Notice::Termination, .. }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::act::{Side, StepEnd};

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    #[test]
    fn what_answers_one_matter_otherwise_collides() {
        let expiry: Mark = "expiry@2026-12-31".parse().expect("a mark");
        let extend = |until| ActBody::Extend { until: Some(day(until)), span: None, their_number: None };
        let decide = |choice| ActBody::Decide { milestone: expiry.clone(), choice };
        let held = ActBody::HoldReview { review: day("2026-12-22") };
        let postponed = |review| ActBody::Postpone { review: day(review), to: day("2027-01-15"), by: Side::Us };
        let ended = ActBody::Terminate { ends_on: day("2026-11-30") };
        let amend = |from, field: &str| ActBody::Amend {
            from_on: day(from),
            set: [(field.to_owned(), "6m".to_owned())].into(),
        };
        let promise: Mark = "commitment:forum@2026-12-31".parse().expect("a mark");
        let fulfilled = ActBody::Fulfil { milestone: promise.clone() };
        let skipped = ActBody::Skip { which: Skipped::Milestone(promise.clone()), why: "hoãn".to_owned() };
        let snoozed = |until| ActBody::Snooze { milestone: expiry.clone(), until: day(until) };
        let step = |step: &str| ActBody::Step {
            milestone: expiry.clone(),
            step: step.to_owned(),
            end: StepEnd::DoneOn(day("2026-10-01")),
        };
        for (case, one, other, expected) in [
            ("one fact amended twice", amend("2026-05-01", "notice"), amend("2026-06-01", "notice"), true),
            ("two facts amended from one day", amend("2026-05-01", "notice"), amend("2026-05-01", "term"), false),
            ("suspended and resumed", ActBody::Suspend, ActBody::Resume, true),
            ("a promise kept and passed over", fulfilled, skipped, true),
            ("letters rest until two days", snoozed("2026-10-01"), snoozed("2026-11-01"), true),
            ("one step twice", step("draft"), step("draft"), true),
            ("two steps", step("draft"), step("ministry"), false),
            ("two new ends", extend("2031-12-31"), extend("2032-12-31"), true),
            ("an extension and an end", extend("2031-12-31"), ended.clone(), true),
            ("two decisions", decide(Choice::Renew), decide(Choice::Lapse), true),
            ("one decision twice", decide(Choice::Renew), decide(Choice::Renew), false),
            ("a decision and its deed", decide(Choice::Renew), extend("2031-12-31"), false),
            ("a decision and another deed", decide(Choice::Lapse), extend("2031-12-31"), true),
            ("a review held and put off", held.clone(), postponed("2026-12-22"), true),
            ("two reviews", held.clone(), postponed("2027-12-22"), false),
            ("matters that have nothing to do with each other", held, ended, false),
        ] {
            assert_eq!(collide(&one, &other), expected, "{case}");
            assert_eq!(collide(&other, &one), expected, "{case}, the other way round");
        }
    }
}
