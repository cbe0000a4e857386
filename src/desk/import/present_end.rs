//! Terms in rows of agreements whose end an act has moved: the term of the first text, as the register holds it, or the end as it
//! is now, as people see it.
//!
//! A row that says the present end says nothing new. One that says another term corrects the first text, and moves no end that an
//! act set; that is said.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::desk::change::horizon;
use crate::exchange::Draft;
use crate::exchange::rows::CellPlace;
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::term::{Term, last_day};
use crate::message::list::odd;

/// The newest act that stands and set the end: an extension, or an amendment of the term.
fn end_setting(acts: &[Act]) -> Option<&Act> {
    let sets = |act: &&Act| match &act.body {
        ActBody::Extend { .. } => true,
        ActBody::Amend { set, .. } => set.contains_key(Field::Term.name()),
        _ => false,
    };
    acts.iter().rev().filter(sets).find(|act| !is_voided(acts, act.seq))
}

impl ImportPass<'_, '_> {
    /// Leaves the term as the register has it where the row says the end as it is now.
    pub(super) fn know_present_end(&mut self, id: i64, before: &Facts, facts: &mut Facts) -> Result<(), DeskError> {
        if facts.term == before.term {
            return Ok(());
        }
        let (office, today) = (self.office, self.clerk.today());
        let dossier = &self.look_at(id)?.dossier;
        if end_setting(&dossier.agreement.acts).is_none() {
            return Ok(());
        }
        let timeline = dossier.timeline(office, horizon(today))?;
        let (end, start) = (timeline.course.last_day(), timeline.course.start_on());
        let counted = |span| start.and_then(|start| last_day(start, span, facts.count).ok());
        let said = match facts.term {
            Term::For(span) => counted(span),
            Term::Until(day) => Some(day),
            _ => None,
        };
        if facts.term == timeline.knowledge.facts_on(today).term || (said.is_some() && said == end) {
            facts.term = before.term;
        }
        Ok(())
    }

    /// Asks about a last day beside the term that leads elsewhere, unless it is the end as the register has it.
    pub(super) fn hold_end_beside(&mut self, draft: &Draft, known: Option<i64>) -> Result<(), DeskError> {
        let Some(beside) = &draft.end_beside else { return Ok(()) };
        if let Some(id) = known {
            let (office, today) = (self.office, self.clerk.today());
            let course = self.look_at(id)?.dossier.timeline(office, horizon(today))?.course;
            if course.last_day() == Some(beside.given) {
                return Ok(());
            }
        }
        self.fall(&draft.place, beside.column, &beside.asked());
        Ok(())
    }

    /// The last day in force, and the act that set it, where one did.
    pub(super) fn end_by_act(&mut self, id: i64) -> Result<Option<(Day, i64)>, DeskError> {
        let (office, today) = (self.office, self.clerk.today());
        let dossier = &self.look_at(id)?.dossier;
        let Some(seq) = end_setting(&dossier.agreement.acts).map(|act| act.seq) else { return Ok(None) };
        let course = dossier.timeline(office, horizon(today))?.course;
        Ok(course.last_day().map(|end| (end, seq)))
    }

    /// Says that a corrected term moved no end, where an act set it.
    pub(super) fn say_the_end_stays(
        &mut self,
        place: &CellPlace,
        before: Option<(Day, i64)>,
        id: i64,
    ) -> Result<(), DeskError> {
        if let Some((end, seq)) = before
            && self.end_by_act(id)? == before
        {
            self.remark(place, odd::end_is_by_an_act(end, seq));
        }
        Ok(())
    }
}
