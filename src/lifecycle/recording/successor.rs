//! Informing the partner of the successor of our parties that signed.

use super::{AcceptedAct, Refusal, Remark, RuleCheck};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Inherited, inherited_parties};

impl RuleCheck<'_, '_> {
    /// Confirms every successor that stood there on the day and that the partner had not been informed of.
    pub(super) fn confirm_successor(&self) -> Result<AcceptedAct, Refusal> {
        let stood = self.inherited_on(self.on);
        let (told, untold): (Vec<_>, Vec<_>) = stood.into_iter().partition(|one| one.confirmed.is_some());
        if untold.is_empty() {
            if let Some(confirmed) = told.into_iter().find_map(|one| one.confirmed) {
                return Err(Refusal::SuccessorConfirmed(confirmed.on));
            }
            let ours = &self.timeline.knowledge.facts_on(self.today).ours;
            let first = |id: &String| Some(self.around.parties.get(id)?.succeeded_by(self.today)?.on);
            let since = ours.iter().filter_map(first).min();
            return Err(since.map_or(Refusal::NothingInherited, |since| Refusal::BeforeSuccession(self.on, since)));
        }
        let told = untold.iter().map(|one| (one.party.clone(), one.successor.clone(), one.since)).collect();
        let successors = untold.into_iter().map(|one| (one.party, one.successor)).collect();
        Ok(self.accepted(ActBody::ConfirmSuccessor { successors }, vec![Remark::SuccessorsTold(told)]))
    }

    fn inherited_on(&self, day: Day) -> Vec<Inherited> {
        let known = &self.timeline.knowledge;
        inherited_parties(&known.facts_on(day).ours, self.around.parties, &known.acts, day)
    }
}
