//! The agreements whose plan an upgrade changed: acts of one day take effect by rank since the second schema.
//!
//! Not here: the upgrade itself, which `store/` does when it opens a register. The invariant: the first command after
//! the upgrade reports the changes, and the note is deleted only after they were computed.

use std::collections::BTreeSet;

use super::{Desk, DeskError, change::horizon};
use crate::lifecycle::agreement::{Agreement, KnownFacts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Course, MilestoneState, TimelineError, milestones};
use crate::message::answer::upgraded as answer;
use crate::message::{Say, Voice};

/// An agreement whose milestones an upgrade has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UpgradeChange {
    pub reference: String,
    /// Milestones, by kind and day, that it has no more.
    pub gone: Vec<String>,
    /// Those that it has now.
    pub new: Vec<String>,
}

impl Say for UpgradeChange {
    fn say(&self, voice: Voice) -> String {
        answer::plan_moved(voice, &self.reference, &self.gone, &self.new)
    }
}

/// Agreements read together.
const PAGE: usize = 200;
/// The schema since which acts of one day take effect by rank.
const RANKED_SINCE: i64 = 3;

/// The agreements whose plan an upgrade has changed; `None` where there was no upgrade, or it was reported already.
pub(crate) fn changed_plans(desk: &mut Desk) -> Result<Option<Vec<UpgradeChange>>, DeskError> {
    let Some(from) = desk.store.upgraded_from()? else { return Ok(None) };
    let mut moved = Vec::new();
    if from < RANKED_SINCE {
        let today = desk.today();
        let mut after = 0;
        loop {
            let page = desk.store.with_acts_of_one_day(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = *last;
            for id in page {
                match desk.store.agreement(id) {
                    Ok(stored) => moved.extend(plan_difference(&Agreement { id, acts: stored.acts }, today)?),
                    // `audit` and every scan name it.
                    Err(error) if error.is_of_the_record() => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
    #[allow(clippy::redundant_closure_for_method_calls, reason = "the bare method is bound to one lifetime")]
    desk.store.write(|tx| tx.upgrade_told())?;
    Ok(Some(moved))
}

/// What differs between the order of the first schema and that of today.
fn plan_difference(agreement: &Agreement, today: Day) -> Result<Option<UpgradeChange>, DeskError> {
    let now = agreement.knowledge().map_err(TimelineError::from)?;
    let mut before = now.clone();
    before.acts.sort_by_cached_key(|act| act.order_of_the_first_schema());
    let (before, after) = (plan(&before, today), plan(&now, today));
    let only = |one: &BTreeSet<(Day, String)>, other: &BTreeSet<(Day, String)>| -> Vec<String> {
        one.difference(other).map(|(_, what)| what.clone()).collect()
    };
    let (gone, new) = (only(&before, &after), only(&after, &before));
    let differs = !gone.is_empty() || !new.is_empty();
    Ok(differs.then(|| UpgradeChange { reference: now.facts.reference.clone(), gone, new }))
}

/// Its milestones in words that say kind, day and whether it is open, in order of day.
fn plan(known: &KnownFacts<'_>, today: Day) -> BTreeSet<(Day, String)> {
    let through = horizon(today);
    let found = milestones(known, &Course::of(known, through), through);
    let word = |state: MilestoneState| if state == MilestoneState::Open { "" } else { " ✓" };
    found.into_iter().map(|one| (one.day, format!("{}{}", one.mark(), word(one.state(today))))).collect()
}
