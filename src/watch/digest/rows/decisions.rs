//! What the leadership decided, recorded since the last digest.

use super::DigestBuilder;
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::message::{DecidedRow, say};
use crate::watch::WatchError;
use crate::watch::dossier::Situation;

impl DigestBuilder<'_> {
    /// Notes the decisions in force of one agreement.
    pub(super) fn decisions(&mut self, acts: &[Act], situation: &Situation<'_>) -> Result<(), WatchError> {
        let facts = &situation.facts;
        let recent = acts.iter().filter(|act| self.news.is_news(act) && !is_voided(acts, act.seq));
        let decisions = recent.filter_map(|act| match act.body {
            ActBody::Decide { choice, .. } => Some((act, choice)),
            _ => None,
        });
        let rows: Vec<DecidedRow> = decisions
            .map(|(act, choice)| DecidedRow {
                reference: facts.reference.clone(),
                short: say::agreement_short(facts, self.parties, self.today),
                choice,
                on: act.on,
                recorded_on: act.recorded_on,
                by: act.origin.decided_by.clone(),
                number: act.number.clone(),
            })
            .collect();
        rows.into_iter().try_for_each(|row| self.decided.offer(row.recorded_on, || Ok(row)))
    }
}
