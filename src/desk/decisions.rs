//! The decisions in force: about an open question, or about one whose day has not passed.
//!
//! A decision is an act; `lifecycle/` works out what it closes or leaves open. The paper's number and the person who
//! decided are taken from the act. The invariant: a decision that was voided or replaced by a later one is never
//! returned.

use super::{Desk, DeskError};
use crate::lifecycle::act::{Act, ActBody, Choice, MilestoneKind, is_voided};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestoneState};
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::store::Stored;
use crate::watch::{Dossier, Situation, TimelineReach};

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentDecision {
    /// What it is about.
    pub kind: MilestoneKind,
    pub day: Day,
    /// What was decided.
    pub choice: Choice,
    pub on: Day,
    pub recorded_on: Day,
    /// Who decided; none where nobody said.
    pub decided_by: Option<String>,
    pub number: Option<String>,
}

impl CurrentDecision {
    /// The same in words.
    pub(crate) fn in_words(&self, language: Language) -> String {
        say::decision(self.choice, self.decided_by.as_deref(), self.number.as_deref(), self.on, language)
    }
}

/// The decisions in force on these milestones and acts, the earliest question first.
pub fn standing(milestones: &[Milestone], acts: &[Act], today: Day) -> Vec<CurrentDecision> {
    let mut found = Vec::new();
    for milestone in milestones {
        let asked = milestone.state(today) == MilestoneState::Open || milestone.is_undone(today);
        let open = milestone.decided.is_some() && asked;
        let closing = matches!(milestone.closed, Some(ClosedBy::Decided(..))) && milestone.after_from() >= today;
        if !(open || closing) {
            continue;
        }
        let mark = milestone.mark();
        let decides = acts.iter().filter(|act| !is_voided(acts, act.seq)).filter_map(|act| match &act.body {
            ActBody::Decide { milestone, choice } if *milestone == mark => Some((act, *choice)),
            _ => None,
        });
        if let Some((act, choice)) = decides.max_by_key(|(act, _)| (act.on, act.seq)) {
            found.push(CurrentDecision {
                kind: milestone.kind,
                day: milestone.day,
                choice,
                on: act.on,
                recorded_on: act.recorded_on,
                decided_by: act.origin.decided_by.clone(),
                number: act.number.clone(),
            });
        }
    }
    found
}

/// The same of a stored agreement, recomputed.
pub fn decisions_of(desk: &Desk, stored: &Stored) -> Result<Vec<CurrentDecision>, DeskError> {
    if !stored.acts.iter().any(|act| matches!(act.body, ActBody::Decide { .. })) {
        return Ok(Vec::new());
    }
    let today = desk.today();
    let dossier = Dossier::without_letters(stored.agreement(), today);
    let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Shown)?;
    Ok(standing(situation.milestones(), &stored.acts, today))
}
