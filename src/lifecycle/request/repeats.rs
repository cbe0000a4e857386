//! Whether a request repeats an act that is already recorded.

use super::{ActRequest, FieldValue, MilestoneSelector, Pointer, RequestedAct, RequestedStepEnd};
use crate::lifecycle::act::{Act, ActBody, Mark, MilestoneKind, Skipped, StepEnd};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;

/// The own day of the milestone of a kind, name and number.
pub type NumberedDay<'n> = dyn Fn(MilestoneKind, Option<&str>, u32) -> Option<Day> + 'n;

impl ActRequest {
    /// Whether the act is what is asked for: of the same day, with the same word and values. What the request leaves open,
    /// such as which review or which successor is meant, agrees with anything. `numbered` gives the own day of the
    /// milestone of that kind, name and number. The paper's number and the note are not looked at.
    pub fn asks_for(&self, act: &Act, numbered: &NumberedDay<'_>) -> bool {
        self.on.is_none_or(|on| on == act.on) && self.asked.is(act, numbered)
    }
}

impl ActRequest {
    /// What one would have to ask for to record the act again; none for what is not recorded by hand on an agreement.
    pub fn of(act: &Act) -> Option<Self> {
        let review = |day: Day| Some(Pointer::on(MilestoneKind::Review, day));
        let at = |mark: &Mark| Pointer {
            kind: Some(mark.kind),
            name: mark.name.clone(),
            which: Some(MilestoneSelector::Day(mark.day)),
        };
        let asked = match &act.body {
            ActBody::EnterIntoForce { in_force_on, received_on } => {
                RequestedAct::EnterIntoForce { in_force_on: *in_force_on, received_on: *received_on }
            }
            ActBody::Extend { until, span, their_number } => {
                RequestedAct::Extend { until: *until, span: *span, their_number: their_number.clone() }
            }
            ActBody::Amend { from_on, set } => {
                let value = |(name, text): (&String, &String)| {
                    let text = Some(text.clone()).filter(|text| !text.is_empty());
                    Some(FieldValue { field: Field::named(name)?, text })
                };
                RequestedAct::Amend { from_on: Some(*from_on), set: set.iter().map(value).collect::<Option<_>>()? }
            }
            ActBody::Notify { what, by, received_on } => {
                RequestedAct::Notify { what: *what, side: *by, received_on: Some(*received_on) }
            }
            ActBody::Suspend => RequestedAct::Suspend,
            ActBody::Resume => RequestedAct::Resume,
            ActBody::Terminate { ends_on } => RequestedAct::Terminate { ends_on: Some(*ends_on) },
            ActBody::Withdraw { ends_on } => RequestedAct::Withdraw { ends_on: Some(*ends_on) },
            ActBody::Supersede { ends_on, with } => {
                RequestedAct::Supersede { ends_on: Some(*ends_on), with: with.clone() }
            }
            ActBody::Expire { ends_on } => RequestedAct::Expire { ends_on: Some(*ends_on) },
            ActBody::HoldReview { review: day } => RequestedAct::HoldReview { review: review(*day), said: Vec::new() },
            ActBody::Postpone { review: day, to, by } => {
                RequestedAct::Postpone { review: review(*day), to: *to, side: *by }
            }
            ActBody::Skip { which: Skipped::Review(day), why } => {
                RequestedAct::Skip { review: review(*day), why: why.clone() }
            }
            ActBody::Skip { which: Skipped::Milestone(mark), why } => {
                RequestedAct::Skip { review: Some(at(mark)), why: why.clone() }
            }
            ActBody::Fulfil { milestone } => RequestedAct::Fulfil { milestone: at(milestone) },
            ActBody::Decide { milestone, choice } => RequestedAct::Decide { milestone: at(milestone), choice: *choice },
            ActBody::Acknowledge { milestone } => RequestedAct::Acknowledge { milestone: at(milestone) },
            ActBody::Snooze { milestone, until } => RequestedAct::Snooze { milestone: at(milestone), until: *until },
            ActBody::Step { milestone, step, end } => {
                let end = match end {
                    StepEnd::DoneOn(day) => RequestedStepEnd::Done(Some(*day)),
                    StepEnd::NotNeeded(why) => RequestedStepEnd::NotNeeded(why.clone()),
                };
                RequestedAct::Step { milestone: at(milestone), step: step.clone(), end }
            }
            ActBody::Progress { milestone, text } => {
                RequestedAct::Progress { milestone: at(milestone), text: text.clone() }
            }
            ActBody::Close => RequestedAct::Close,
            _ => return None,
        };
        Some(Self { on: Some(act.on), ..Self::new(asked) })
    }
}

impl RequestedAct {
    fn is(&self, act: &Act, numbered: &NumberedDay<'_>) -> bool {
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
            (Self::HoldReview { review: asked, said }, ActBody::HoldReview { review: day }) => {
                said.is_empty() && review(asked, *day)
            }
            (Self::Postpone { review: asked, to, side }, ActBody::Postpone { review: day, to: moved, by }) => {
                review(asked, *day) && to == moved && side == by
            }
            (Self::Skip { review: asked, why }, ActBody::Skip { which, why: said }) => {
                let same = match which {
                    Skipped::Review(day) => review(asked, *day),
                    Skipped::Milestone(mark) => asked.as_ref().is_some_and(|pointer| at(pointer, mark)),
                };
                same && why == said
            }
            (Self::Commit { commitment }, ActBody::Commit(known)) => commitment == known,
            (Self::Contact { said }, ActBody::Contact(known)) => said == known,
            (Self::Confirm { act }, ActBody::Confirm { confirms }) => act == confirms,
            (asked, body) => asked
                .at_milestone()
                .zip(body.milestone())
                .is_some_and(|((pointer, made), mark)| at(pointer, mark) && made(mark.clone(), act.on) == *body),
        }
    }
}

fn points_at(pointer: &Pointer, mark: &Mark, numbered: &NumberedDay<'_>) -> bool {
    let of_kind = match pointer.kind {
        Some(kind) => kind == mark.kind,
        None => mark.name.is_some(),
    };
    let of_name = pointer.name.as_ref().is_none_or(|name| mark.name.as_ref() == Some(name));
    let of_day = match pointer.which {
        None => true,
        // Whether a number beside the day agrees is checked against what is known of the agreement.
        Some(MilestoneSelector::Day(day) | MilestoneSelector::Both { day, .. } | MilestoneSelector::Former(day)) => {
            day == mark.day
        }
        Some(MilestoneSelector::Year(year)) => mark.day.year() == year,
        Some(MilestoneSelector::Nth(nth)) => numbered(mark.kind, mark.name.as_deref(), nth) == Some(mark.day),
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
