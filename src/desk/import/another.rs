//! Rows of a known agreement that say another one: a new text typed over the row of the old, a code that was used again.
//!
//! The facts of one agreement are corrected one or two at a time; where a row would change all that says which agreement it is,
//! it is asked about.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use super::old_values::OldValues;
use super::similar::is_same_title;
use crate::desk::DeskError;
use crate::exchange::Draft;
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::Facts;
use crate::message::list::asked;

/// Days of signing further apart are no mistyped day.
const SOME_DAYS: i64 = 31;

/// Whether the title, the partners or the day of signing differ.
pub(super) fn may_be_another(before: &Facts, facts: &Facts) -> bool {
    !is_same_title(&before.title, &facts.title)
        || before.partner != facts.partner
        || before.signed_on != facts.signed_on
}

impl ImportPass<'_, '_> {
    /// Asks about a row that gives an agreement another title, other partners and another day of signing at once; another day,
    /// far from the known one, and quite other partners are enough.
    pub(super) fn hold_as_the_same(
        &mut self,
        draft: &Draft,
        known: (i64, &Facts),
        facts: &Facts,
    ) -> Result<(), DeskError> {
        let (id, before) = known;
        if self.old_values == OldValues::BringBack {
            return Ok(());
        }
        let title = (!before.is_restricted()).then_some(before.title.as_str());
        if draft.mark.is_none()
            && may_be_another(before, facts)
            && let Some(act) = self.brought_since_the_copy(id)?
        {
            let wording = asked::code_was_taken_since(&before.reference, title, &act.by, act.recorded_on);
            self.fall(&draft.place, "reference", &wording);
            return Ok(());
        }
        let signed = before.signed_on.zip(facts.signed_on).filter(|(held, said)| held != said);
        let Some((held, said)) = signed else { return Ok(()) };
        let partners = |facts: &Facts| facts.partner.iter().cloned().collect::<BTreeSet<String>>();
        let (known, named) = (partners(before), partners(facts));
        if known.is_empty() || named.is_empty() || known == named {
            return Ok(());
        }
        let quite_other = known.is_disjoint(&named) && held.days_until(said).abs() > SOME_DAYS;
        if quite_other || !is_same_title(&before.title, &facts.title) {
            let column = if is_same_title(&before.title, &facts.title) { "signed_on" } else { "title" };
            self.fall(&draft.place, column, &asked::says_another_agreement(&before.reference, title));
        }
        Ok(())
    }

    /// The act that brought the agreement in after the copy was made whose rows stand in the file: a new row that bears its code
    /// was given that code by somebody who did not know of it.
    fn brought_since_the_copy(&mut self, id: i64) -> Result<Option<Act>, DeskError> {
        let Some(since) = self.since_copy.clone() else { return Ok(None) };
        let first = self.look_at(id)?.dossier.agreement.acts.first();
        Ok(first.filter(|act| since.contains(&act.seq)).cloned())
    }
}
