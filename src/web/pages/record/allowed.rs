//! What this person may record here: by the table of rights, and of an agreement that he has just entered himself.

use super::{Desktop, Label, offer};
use crate::desk::rights::Voiding;
use crate::lifecycle::act::{Act, ActBody, ActWord, Via};
use crate::lifecycle::recording::Insistence;

impl Desktop<'_> {
    /// Whether this person may record such an act here.
    pub(super) fn may_say(&self, act: ActWord) -> bool {
        let may = self.viewer().is_ok_and(|viewer| viewer.may(offer::deed(act), &self.life.facts.officers));
        may || (act == ActWord::Close && self.is_own_new_entry())
    }

    /// Whether this person entered the agreement on the page, so shortly ago that he may take it back. An entry is never
    /// erased: its file is closed, in force or not.
    fn is_own_new_entry(&self) -> bool {
        let is_entry = |act: &&Act| matches!(act.body, ActBody::Register { .. }) && act.origin.via == Some(Via::Page);
        let calendar = &self.visit.desk.office.calendar;
        let may = |act: &Act| {
            let viewer = self.viewer().ok()?;
            Some(viewer.voids(act, &self.life.facts.officers, calendar, self.visit.today()) == Voiding::Allowed)
        };
        self.stored.acts.iter().find(is_entry).and_then(may).unwrap_or_default()
    }

    /// How hard an act is insisted on: an entry that was a mistake is closed though it is in force.
    pub(super) fn insistence(&self, label: Label) -> Insistence {
        match label {
            Label::Outcome(outcome) if outcome.act == ActWord::Close && self.is_own_new_entry() => Insistence::Force,
            _ => Insistence::Careful,
        }
    }
}
