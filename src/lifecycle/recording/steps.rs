//! Steps of the plan towards an end, and notes of progress. They close no milestone and move none.

use super::{AcceptedAct, Refusal, RuleCheck};
use crate::lifecycle::act::{ActBody, Mark, MilestoneKind, StepEnd};
use crate::lifecycle::day::Day;
use crate::lifecycle::request::{ActRequest, Pointer, RequestedAct, RequestedStepEnd};
use crate::lifecycle::workback::Step;
use crate::text::{fold, nearest};

impl RuleCheck<'_, '_> {
    pub(super) fn step(&self, milestone: &Pointer, step: &str, end: &RequestedStepEnd) -> Result<AcceptedAct, Refusal> {
        let milestone = self.milestone(milestone)?;
        if milestone.kind != MilestoneKind::Expiry {
            return Err(Refusal::NoSteps(milestone.mark().to_string()));
        }
        if milestone.closed.is_some() {
            return Err(Refusal::Answered(milestone.mark().to_string()));
        }
        let end = end.on(self.on);
        if let StepEnd::DoneOn(day) = end
            && day > self.today
        {
            return Err(Refusal::Future(day));
        }
        if let Some(closed) = milestone.steps.iter().find(|closed| closed.step == step) {
            return Err(Refusal::StepClosed { step: step.to_owned(), seq: closed.seq });
        }
        let body = ActBody::Step { milestone: milestone.mark(), step: step.to_owned(), end };
        Ok(self.accepted(body, vec![]))
    }

    /// An act with no rule of its own: it says something of a milestone that there is, or of a commitment as a whole.
    pub(super) fn note(&self, pointer: &Pointer, body: &dyn Fn(Mark, Day) -> ActBody) -> Result<AcceptedAct, Refusal> {
        let milestone = if self.is_a_commitment(pointer) {
            self.commitment_of_note(pointer)?
        } else {
            self.milestone(pointer)?.mark()
        };
        Ok(self.accepted(body(milestone, self.on), vec![]))
    }
}

/// The request with the step that it names by its title, or by its name in other letters, under the step's own name.
/// Refuses a step that the office's plan does not have.
pub(crate) fn step_named(request: &ActRequest, steps: &[Step]) -> Result<ActRequest, Refusal> {
    let mut request = request.clone();
    if let RequestedAct::Step { step: named, .. } = &mut request.asked {
        let said = fold(named);
        let fits = |step: &&Step| {
            fold(&step.name) == said
                || fold(&step.title) == said
                || step.title_en.as_ref().is_some_and(|title| fold(title) == said)
        };
        let Some(step) = steps.iter().find(fits) else {
            let meant = nearest(named, steps.iter().map(|step| step.name.as_str())).map(str::to_owned);
            let known = steps.iter().map(|step| step.name.clone()).collect();
            return Err(Refusal::NoStep { said: named.clone(), meant, known });
        };
        named.clone_from(&step.name);
    }
    Ok(request)
}
