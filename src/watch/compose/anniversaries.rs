//! The round anniversaries of a year, for the letter on the plan, which includes them: known the autumn before, not
//! only sixty days ahead.

use super::Composer;
use super::sections::Withdrawn;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::SubjectState;
use crate::message::section::{Anniversary, Task, TaskKind};
use crate::store::Filter;
use crate::watch::dossier::{Dossier, Situation, TimelineReach};
use crate::watch::{WatchError, task, yearly};

/// Agreements read together.
const PAGE: usize = 200;

impl Composer<'_> {
    /// The anniversaries of that year, worked out once for all letters of a composition.
    pub(super) fn anniversaries_of(
        &self,
        year: i32,
        withdrawn: &mut Withdrawn,
    ) -> Result<Vec<Anniversary>, WatchError> {
        if let Some(found) = self.common.anniversaries.borrow().get(&year) {
            return Ok(found.clone());
        }
        let found = self.round_anniversaries(year, withdrawn)?;
        self.common.anniversaries.borrow_mut().insert(year, found.clone());
        Ok(found)
    }

    /// The anniversaries of that year, in order of day: of countries, and of agreements that are in force then.
    fn round_anniversaries(&self, year: i32, withdrawn: &mut Withdrawn) -> Result<Vec<Anniversary>, WatchError> {
        let (Ok(from), Ok(through)) = (Day::ymd(year, 1, 1), Day::ymd(year, 12, 31)) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for yearly in yearly::subjects(self.store, self.office, from, through)? {
            let each = yearly.milestones.iter().zip(&yearly.tasks);
            let marked = each.filter(|(_, task)| task.manner == TaskKind::Anniversary);
            found.extend(marked.map(|(milestone, task)| anniversary(milestone.day, task)));
        }
        let mut after = 0;
        loop {
            let page = self.store.find(&Filter::default(), after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = *last;
            for id in page {
                match self.signings(id, from, through, &mut found) {
                    Err(WatchError::Store(error)) if !error.is_of_the_record() => return Err(error.into()),
                    Err(error) => withdrawn.failed.push(format!("agreement {id}: {error}")),
                    Ok(()) => {}
                }
            }
        }
        found.sort_by(|one, other| (one.on, &one.title).cmp(&(other.on, &other.title)));
        Ok(found)
    }

    /// The marks of one agreement's signing between two days; a restricted one is left out.
    fn signings(&self, id: i64, from: Day, through: Day, found: &mut Vec<Anniversary>) -> Result<(), WatchError> {
        let dossier = Dossier::without_letters(self.store.record_of(id)?, self.moment.today);
        let situation = Situation::of(&dossier, self.office, self.moment.today, TimelineReach::Through(through))?;
        let facts = &situation.facts;
        if facts.is_restricted() || situation.standing == SubjectState::Ended {
            return Ok(());
        }
        let marks = situation.milestones().iter().filter(|m| m.kind == MilestoneKind::Observance);
        for milestone in marks.filter(|m| (from..=through).contains(&m.day)) {
            let task = task::task(self.office, facts, milestone, &self.common.parties);
            found.extend(task.map(|task| anniversary(milestone.day, &task)));
        }
        Ok(())
    }
}

fn anniversary(on: Day, task: &Task) -> Anniversary {
    Anniversary { on, title: task.title.clone(), title_en: task.title_en.clone() }
}
