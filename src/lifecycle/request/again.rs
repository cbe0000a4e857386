//! Whether a request says what an act says already.

use super::{ActRequest, Asked, AskedStepEnd, FieldValue, Pointer, Which};
use crate::lifecycle::act::{Act, ActBody, Mark, MilestoneKind, StepEnd};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;

impl ActRequest {
    /// Whether the act is what is asked for: of the same day, with the same word and values. What the request leaves open,
    /// such as which review or which successor is meant, agrees with anything. `numbered` gives the own day of the
    /// milestone of that kind and number. The paper's number and the note are not looked at.
    pub fn asks_for(&self, act: &Act, numbered: &dyn Fn(MilestoneKind, u32) -> Option<Day>) -> bool {
        self.on.is_none_or(|on| on == act.on) && self.asked.is(act, numbered)
    }
}

impl Asked {
    fn is(&self, act: &Act, numbered: &dyn Fn(MilestoneKind, u32) -> Option<Day>) -> bool {
        let on = |day: &Option<Day>| day.unwrap_or(act.on);
        let at = |pointer: &Pointer, mark: &Mark| points_at(pointer, mark, numbered);
        let review = |pointer: &Option<Pointer>, day: Day| {
            let mark = Mark { kind: MilestoneKind::Review, name: None, day };
            pointer.as_ref().is_none_or(|pointer| points_at(pointer, &mark, numbered))
        };
        match (self, &act.body) {
            (
                Self::EnterIntoForce { in_force_on, received_on },
                ActBody::EnterIntoForce { in_force_on: force, received_on: received },
            ) => {
                // The day received decides; where it is not given, the day in force is at least the day of the act.
                received_on == received && (received.is_some() || Some(on(in_force_on)) == *force)
            }
            (
                Self::Extend { until, span, their_number },
                ActBody::Extend { until: to, span: longer, their_number: theirs },
            ) => until == to && span == longer && their_number == theirs,
            (Self::Amend { from_on, set }, ActBody::Amend { from_on: from, set: known }) => {
                on(from_on) == *from
                    && set.len() == known.len()
                    && set.iter().all(|value| known.get(value.field.name()) == Some(&canonical(value)))
            }
            (Self::Notify { what, side, received_on }, ActBody::Notify { what: said, by, received_on: received }) => {
                what == said && side == by && on(received_on) == *received
            }
            (Self::Suspend, ActBody::Suspend)
            | (Self::Resume, ActBody::Resume)
            | (Self::Close, ActBody::Close)
            | (Self::ConfirmSuccessor, ActBody::ConfirmSuccessor { .. }) => true,
            (Self::Terminate { ends_on }, ActBody::Terminate { ends_on: end })
            | (Self::Withdraw { ends_on }, ActBody::Withdraw { ends_on: end })
            | (Self::Expire { ends_on }, ActBody::Expire { ends_on: end }) => on(ends_on) == *end,
            (Self::Supersede { ends_on, with }, ActBody::Supersede { ends_on: end, with: by }) => {
                on(ends_on) == *end && with == by
            }
            (Self::HoldReview { review: asked }, ActBody::HoldReview { review: day }) => review(asked, *day),
            (Self::Postpone { review: asked, to, side }, ActBody::Postpone { review: day, to: moved, by }) => {
                review(asked, *day) && to == moved && side == by
            }
            (Self::Skip { review: asked, why }, ActBody::Skip { review: day, why: said }) => {
                review(asked, *day) && why == said
            }
            (Self::Fulfil { milestone }, ActBody::Fulfil { milestone: mark })
            | (Self::Acknowledge { milestone }, ActBody::Acknowledge { milestone: mark }) => at(milestone, mark),
            (Self::Decide { milestone, choice }, ActBody::Decide { milestone: mark, choice: chosen }) => {
                at(milestone, mark) && choice == chosen
            }
            (Self::Snooze { milestone, until }, ActBody::Snooze { milestone: mark, until: rest }) => {
                at(milestone, mark) && until == rest
            }
            (Self::Step { milestone, step, end }, ActBody::Step { milestone: mark, step: named, end: ended }) => {
                let same = match (end, ended) {
                    (AskedStepEnd::Done(day), StepEnd::DoneOn(done)) => on(day) == *done,
                    (AskedStepEnd::NotNeeded(why), StepEnd::NotNeeded(said)) => why == said,
                    _ => false,
                };
                at(milestone, mark) && step == named && same
            }
            (Self::Progress { milestone, text }, ActBody::Progress { milestone: mark, text: said }) => {
                at(milestone, mark) && text == said
            }
            _ => false,
        }
    }
}

fn points_at(pointer: &Pointer, mark: &Mark, numbered: &dyn Fn(MilestoneKind, u32) -> Option<Day>) -> bool {
    let of_kind = match pointer.kind {
        Some(kind) => kind == mark.kind,
        None => mark.name.is_some(),
    };
    let of_name = pointer.name.as_ref().is_none_or(|name| mark.name.as_ref() == Some(name));
    let of_day = match pointer.which {
        None => true,
        Some(Which::Day(day)) => day == mark.day,
        Some(Which::Nth(nth)) => numbered(mark.kind, nth) == Some(mark.day),
    };
    of_kind && of_name && of_day
}

/// The text as an amendment keeps it: canonical, empty where the field is cleared.
fn canonical(value: &FieldValue) -> String {
    let mut facts = Facts::default();
    match facts.set(value.field, value.text.as_deref()) {
        Ok(()) => facts.get(value.field).unwrap_or_default(),
        Err(_) => value.text.clone().unwrap_or_default(),
    }
}
