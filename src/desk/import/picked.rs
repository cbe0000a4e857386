//! Milestones picked in a row of updates, held against the agreement: a day that is none of its own, a review far from the day
//! while nearer ones stay open.
//!
//! The sheet offers the milestones of all agreements in one list of choices, so a slip of the mouse picks a wrong one. What is
//! told here is asked in lists alone: on an agreement's page and in a command whoever records has that one before him.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::desk::record::first_rung_day;
use crate::exchange::ActDraft;
use crate::lifecycle::act::{ActBody, MilestoneKind, Skipped};
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::recording::{Refusal, pointed_at};
use crate::lifecycle::request::{MilestoneSelector, RequestedAct};
use crate::message::list::Wording;
use crate::message::list::act as act_row;

impl ImportPass<'_, '_> {
    /// Refuses a row whose milestone may be picked wrongly; says whether it did.
    pub(super) fn is_picked_wrongly(&mut self, draft: &ActDraft, id: i64, body: &ActBody) -> Result<bool, DeskError> {
        if self.is_numbered_otherwise(draft, id) {
            self.fall(&draft.place, "milestone", &act_row::counted_otherwise_since());
        } else if let Some(refusal) = self.wrong_milestone(draft, id)? {
            self.refuse(&draft.place, "milestone", &refusal);
        } else if let Some(wording) = self.put_off_to_the_past(draft, id, body)? {
            self.fall(&draft.place, "until", &wording);
        } else if let Some(wording) = self.picked_over_nearer(draft, id, body)? {
            self.fall(&draft.place, "milestone", &wording);
        }
        Ok(!self.stands(&draft.place))
    }

    /// That a review is put off to a day that has passed and lies before it: a slip of the keyboard more often than not.
    fn put_off_to_the_past(&self, draft: &ActDraft, id: i64, body: &ActBody) -> Result<Option<Wording>, DeskError> {
        let ActBody::Postpone { review, to, .. } = body else { return Ok(None) };
        let today = self.clerk.today();
        if *to >= today || draft.mark.is_some() {
            return Ok(None);
        }
        let timeline = self.held(id).dossier.timeline(self.office, horizon((*review).max(today)))?;
        let own_day =
            |one: &&Milestone| one.kind == MilestoneKind::Review && one.moved_from.unwrap_or(one.day) == *review;
        let stands = timeline.milestones.iter().find(own_day).map_or(*review, |one| one.day);
        Ok((*to < stands).then(|| act_row::put_off_to_an_earlier_day(stands, *to)))
    }

    /// Why the milestone beside an act that is about the whole agreement is none of that agreement.
    fn wrong_milestone(&self, draft: &ActDraft, id: i64) -> Result<Option<Refusal>, DeskError> {
        let Some(pointer) = draft.answers.as_ref().filter(|pointer| pointer.which.is_some()) else { return Ok(None) };
        let named = pointer.which.and_then(MilestoneSelector::day);
        let reach = horizon(named.map_or(self.clerk.today(), |day| day.max(self.clerk.today())));
        let timeline = self.held(id).dossier.timeline(self.office, reach)?;
        Ok(pointed_at(pointer, &timeline).err())
    }

    /// Whether the row means a review by its number alone, and the reviews were counted otherwise when the copy was made.
    fn is_numbered_otherwise(&self, draft: &ActDraft, id: i64) -> bool {
        let nth = match &draft.request.asked {
            RequestedAct::HoldReview { review, .. }
            | RequestedAct::Postpone { review, .. }
            | RequestedAct::Skip { review, .. } => review.as_ref().and_then(|pointer| pointer.which),
            _ => None,
        };
        let Some(since) = self.since_copy.clone().filter(|_| matches!(nth, Some(MilestoneSelector::Nth(_)))) else {
            return false;
        };
        let counts = |field: &str| {
            let of_counting =
                [Field::ReviewEvery, Field::ReviewFirstOn, Field::SignedOn, Field::InForceOn, Field::EffectDelay];
            of_counting.iter().any(|known| known.name() == field)
        };
        let acts = &self.held(id).dossier.agreement.acts;
        acts.iter().filter(|act| since.contains(&act.seq)).any(|act| match &act.body {
            ActBody::Correct { field, .. } => counts(field),
            ActBody::Amend { set, .. } => set.keys().any(|field| counts(field)),
            ActBody::EnterIntoForce { .. } => true,
            _ => false,
        })
    }

    /// That a picked review was not asked for yet on the day of the act, while one nearer to that day is open.
    fn picked_over_nearer(&self, draft: &ActDraft, id: i64, body: &ActBody) -> Result<Option<Wording>, DeskError> {
        let picked = match &draft.request.asked {
            RequestedAct::HoldReview { review, .. }
            | RequestedAct::Postpone { review, .. }
            | RequestedAct::Skip { review, .. } => review.as_ref().is_some_and(|pointer| pointer.which.is_some()),
            _ => false,
        };
        let review = match body {
            ActBody::HoldReview { review }
            | ActBody::Postpone { review, .. }
            | ActBody::Skip { which: Skipped::Review(review), .. } => Some(*review),
            _ => None,
        };
        let Some(review) = review.filter(|_| picked) else { return Ok(None) };
        let timeline = self.held(id).dossier.timeline(self.office, horizon(review.max(self.clerk.today())))?;
        let reviews = || timeline.milestones.iter().filter(|one| one.kind == MilestoneKind::Review);
        let own_day = |one: &Milestone| one.moved_from.unwrap_or(one.day);
        let Some(picked) = reviews().find(|one| own_day(one) == review) else { return Ok(None) };
        let on = draft.on();
        if first_rung_day(self.office, &timeline.knowledge.facts, picked) <= on {
            return Ok(None);
        }
        let distance = |one: &Milestone| on.days_until(one.day).abs();
        let nearer = reviews().filter(|one| one.closed.is_none() && one.day < picked.day);
        let nearest = nearer.min_by_key(|one| distance(one)).filter(|one| distance(one) < distance(picked));
        let numbered = |one: &Milestone| -> (u32, Day) { (one.nth, one.day) };
        Ok(nearest.map(|nearest| act_row::nearer_review_is_open(on, numbered(picked), numbered(nearest))))
    }
}
