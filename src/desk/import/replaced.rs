//! Whether a new agreement takes an older one's place: asked, never decided.

use super::work::Work;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::{Agreement, Facts};
use crate::lifecycle::milestone::Timeline;
use crate::message::list::Phrase;
use crate::message::say;
use crate::store::Filter;

/// So many agreements with one partner are looked at.
const ALIKE_AT_MOST: usize = 50;

impl Work<'_, '_> {
    /// Asks of each agreement that this file brings and that is like an older one still in force.
    pub(super) fn ask_whether_replaced(&mut self) -> Result<(), DeskError> {
        let is_new = |acts: &[crate::lifecycle::act::Act]| {
            let brought = |body: &ActBody| matches!(body, ActBody::Register { import, .. } if *import == self.import);
            self.import.is_some() && acts.first().is_some_and(|act| brought(&act.body))
        };
        let new: Vec<(i64, Facts)> = self
            .held
            .iter()
            .filter(|(_, held)| held.changed && is_new(&held.dossier.agreement.acts))
            .map(|(id, held)| (*id, held.dossier.facts.clone()))
            .collect();
        for (id, facts) in new {
            for older in self.older_alike(id, &facts)? {
                self.warn(Phrase::by(|language| say::replaces(&facts.reference, &older, language)));
            }
        }
        Ok(())
    }

    /// The references of the older agreements in whose place this one may stand.
    fn older_alike(&self, id: i64, facts: &Facts) -> Result<Vec<String>, DeskError> {
        let Some(partner) = facts.partner.first().filter(|_| !facts.is_restricted()) else { return Ok(Vec::new()) };
        let filter = Filter { party: Some(partner.clone()), ..Filter::default() };
        let today = self.clerk.today();
        let mut found = Vec::new();
        for other in self.tx.find(&filter, 0, ALIKE_AT_MOST)? {
            let stored = self.tx.agreement(other)?;
            if other == id || stored.facts.is_restricted() || !facts.may_replace(&stored.facts) {
                continue;
            }
            let reference = stored.facts.reference;
            let agreement = Agreement { id: other, acts: stored.acts };
            let timeline = Timeline::of(&agreement, None, horizon(today))?;
            if timeline.status(today).may_bind() {
                found.push(reference);
            }
        }
        Ok(found)
    }
}
