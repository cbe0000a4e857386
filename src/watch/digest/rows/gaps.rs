//! Records with gaps: missing facts, officers who are no contacts any more, partners who were not informed of a successor.

use super::DigestBuilder;
use crate::lifecycle::agreement::{Facts, Gap, PaperKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::party::Inherited;
use crate::message::{GapRow, say};
use crate::watch::{Office, WatchError};

/// The facts that nobody knows and that days, letters or people hang on.
pub(crate) fn gaps_of(office: &Office, facts: &Facts) -> Vec<Gap> {
    // A plan or a regulation of the office's own has no partner to ask for.
    let alone = matches!(facts.kind, PaperKind::Plan | PaperKind::Strategy | PaperKind::Regulation);
    let mut missing: Vec<Gap> = facts.gaps().into_iter().filter(|gap| !(alone && gap.0 == "partner")).collect();
    // Someone who was taken out of the configuration looks after nothing any more.
    if facts.officers.iter().any(|id| office.circle.contact(id).is_none()) {
        missing.push(Gap("officers"));
    }
    missing
}

impl DigestBuilder<'_> {
    pub(super) fn missing(&mut self, facts: &Facts) -> Result<(), WatchError> {
        let missing = gaps_of(self.office, facts);
        if missing.is_empty() {
            return Ok(());
        }
        let short = (!facts.is_restricted()).then(|| say::agreement_short(facts, self.parties, self.today));
        self.gaps.offer(Day::first(), || Ok(GapRow { reference: facts.reference.clone(), short, missing }))
    }

    /// Notes an agreement whose partner does not know who is in our party's place.
    pub(super) fn untold(&mut self, timeline: &Timeline<'_>) -> Result<(), WatchError> {
        let stands = Inherited::of(timeline, self.parties, self.today);
        match stands.into_iter().filter(|one| one.confirmed.is_none()).map(|one| one.since).min() {
            Some(since) => self.untold.offer(since, || Ok(timeline.knowledge.facts.reference.clone())),
            None => Ok(()),
        }
    }
}
