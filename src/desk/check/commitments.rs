//! Commitments that deserve a look, and texts above that the register does not know.

use super::super::{Desk, DeskError};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::commitment::{CommitmentStanding, CommitmentTiming, accounts};
use crate::lifecycle::milestone::Status;
use crate::message::Sentence;
use crate::message::answer::commitments as words;
use crate::message::sentence::sentence;
use crate::watch::Situation;

/// All of it, a sentence each.
pub(super) fn odd(desk: &Desk, situation: &Situation<'_>) -> Result<Vec<Sentence>, DeskError> {
    Ok(open(situation).into_iter().chain(parent(desk, &situation.facts)?).collect())
}

/// What the text that it serves is called, where the register does not know it.
fn parent(desk: &Desk, facts: &Facts) -> Result<Option<Sentence>, DeskError> {
    let Some(under) = facts.under.as_ref().filter(|_| !facts.is_restricted()) else { return Ok(None) };
    let known = desk.store.agreement_id(under)?.is_some();
    Ok((!known).then(|| sentence!(words::UNDER_UNKNOWN, under.clone())))
}

/// Commitments of which nobody is reminded though they name a day, and those that a new text has not taken over.
fn open(situation: &Situation<'_>) -> Vec<Sentence> {
    if situation.facts.is_restricted() {
        return Vec::new();
    }
    let (timeline, today) = (&situation.timeline, situation.today);
    let end = timeline.course.last_day();
    let mut odd = Vec::new();
    for account in accounts(timeline, None, today) {
        let name = account.commitment.name.clone();
        match (account.standing, account.commitment.when, end) {
            (CommitmentStanding::Beyond(day), _, Some(end)) => {
                odd.push(sentence!(words::AFTER_THE_END, name, day, end));
            }
            (CommitmentStanding::Open, CommitmentTiming::Within, _) if !timeline.is_reviewed(today) => {
                odd.push(sentence!(words::SPOKEN_NOWHERE, name));
            }
            (CommitmentStanding::Rests, ..) => odd.push(sentence!(words::RESTS, name)),
            _ => {}
        }
    }
    if situation.status() == Status::Superseded {
        let open: Vec<String> = timeline
            .knowledge
            .open_commitments(&timeline.milestones)
            .map(|known| known.commitment.name.clone())
            .collect();
        if !open.is_empty() {
            odd.push(sentence!(words::NOT_TAKEN_OVER, open.join(", ")));
        }
    }
    odd
}
