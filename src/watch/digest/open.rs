//! Which milestones of an agreement are open, and since when someone waits for an answer.

use std::collections::BTreeSet;

use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::{Facts, Renewal};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::policy::{Rung, RungSide};
use crate::lifecycle::reminder::{Subject, SubjectScope, SubjectState, ladder};
use crate::watch::Office;

/// The open milestones; of a recurring kind's past occurrences the newest alone, as in letters. Besides them a decision
/// against a renewal that nothing carries out: once where its notice stands, until a later notice has passed.
pub fn asking(milestones: &[Milestone], today: Day) -> Vec<&Milestone> {
    let mut newer = BTreeSet::new();
    let undone = last_decision_undone(milestones, today);
    let repeats = |m: &Milestone| m.kind == MilestoneKind::Renewal && undone.is_some_and(|undone| undone.nth == m.nth);
    let open = |m: &&Milestone| m.state(today) == MilestoneState::Open && !repeats(m);
    let mut found: Vec<&Milestone> = milestones.iter().filter(|m| open(m) || undone == Some(*m)).collect();
    found.reverse();
    found.retain(|m| !(m.recurs() && last_day(m) < today) || newer.insert(m.what()));
    found.reverse();
    found
}

/// The newest decision against a renewal that nothing carries out, by the notice where there is one.
fn last_decision_undone(milestones: &[Milestone], today: Day) -> Option<&Milestone> {
    let kinds = [MilestoneKind::Notice, MilestoneKind::Renewal];
    let passed = |m: &&Milestone| m.kind == MilestoneKind::Notice && m.day < today;
    let newest = milestones.iter().filter(passed).map(|m| m.nth).max().unwrap_or(0);
    let undone = |m: &&Milestone| kinds.contains(&m.kind) && m.nth >= newest && m.is_undone(today);
    milestones.iter().filter(undone).max_by_key(|m| (m.nth, m.kind == MilestoneKind::Notice))
}

/// Whether an act that ended the agreement leaves the question open: a legal clock, and what was to be done before the end and
/// nobody has answered. What lay beyond the end is gone with it.
pub(super) const fn outlasts_the_end(kind: MilestoneKind) -> bool {
    matches!(kind, MilestoneKind::Duty | MilestoneKind::Review | MilestoneKind::Commitment)
}

/// The last day that belongs to a milestone.
pub(super) fn last_day(milestone: &Milestone) -> Day {
    milestone.lawful_until.unwrap_or_else(|| milestone.after_from())
}

/// Whether it is a question of going on or not. A notice before an end that comes by itself is a letter to send.
pub(super) fn asks_for_a_decision(milestone: &Milestone, facts: &Facts) -> bool {
    match milestone.kind {
        MilestoneKind::Expiry => true,
        MilestoneKind::Notice => facts.renewal == Renewal::Tacit,
        _ => false,
    }
}

/// The ladder that is about a milestone.
pub(super) fn ladder_of<'a>(milestone: &Milestone, facts: &Facts, id: i64, office: &'a Office) -> &'a [Rung] {
    let subject = Subject::Agreement(id);
    let scope = SubjectScope {
        subject: &subject,
        officers: &facts.officers,
        ladders: &facts.ladders,
        standing: SubjectState::Alive,
        earlier: &[],
    };
    ladder(milestone, scope, office.rules(None))
}

/// Since when someone waits for an answer: the day its ladder opened, or the register learned of it later; its own day
/// where it has no ladder.
pub(super) fn opened_on(milestone: &Milestone, facts: &Facts, id: i64, office: &Office) -> Day {
    // An effect that is awaited has no rung before it.
    let speaks = |rung: &&Rung| milestone.kind != MilestoneKind::Effect || rung.offset.side == RungSide::After;
    let rungs = ladder_of(milestone, facts, id, office).iter().filter(speaks);
    let opens =
        rungs.filter_map(|rung| rung.opens_on(milestone.before_from(), milestone.after_from(), &office.calendar).ok());
    let opened = opens.min().unwrap_or(milestone.day);
    opened.max(milestone.known_on)
}

/// Whether a rung after the day that has opened names the director.
pub(super) fn names_the_director(milestone: &Milestone, rungs: &[Rung], office: &Office, today: Day) -> bool {
    let directors = office.circle.role("director").unwrap_or_default();
    let named = |rung: &&Rung| rung.to.iter().any(|to| to == "director" || directors.contains(to));
    let after = rungs.iter().filter(|rung| rung.offset.side == RungSide::After).filter(named);
    let opens = |rung: &Rung| rung.opens_on(milestone.before_from(), milestone.after_from(), &office.calendar);
    after.filter_map(|rung| opens(rung).ok()).any(|day| day <= today)
}
