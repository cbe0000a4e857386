//! Rows of a known agreement that say another one: a new text typed over the row of the old, a code that was used again.
//!
//! The facts of one agreement are corrected one or two at a time; where a row would change all that says which agreement it is,
//! it is asked about.

use std::collections::BTreeSet;

use super::import_pass::ImportPass;
use super::old_values::OldValues;
use super::similar::is_same_title;
use crate::exchange::Draft;
use crate::lifecycle::agreement::Facts;
use crate::message::list::asked;

/// Days of signing further apart are no mistyped day.
const SOME_DAYS: i64 = 31;

impl ImportPass<'_, '_> {
    /// Asks about a row that gives an agreement another title, other partners and another day of signing at once; another day,
    /// far from the known one, and quite other partners are enough.
    pub(super) fn hold_as_the_same(&mut self, draft: &Draft, before: &Facts, facts: &Facts) {
        if self.old_values == OldValues::BringBack {
            return;
        }
        let signed = before.signed_on.zip(facts.signed_on).filter(|(held, said)| held != said);
        let Some((held, said)) = signed else { return };
        let partners = |facts: &Facts| facts.partner.iter().cloned().collect::<BTreeSet<String>>();
        let (known, named) = (partners(before), partners(facts));
        if known.is_empty() || named.is_empty() || known == named {
            return;
        }
        let quite_other = known.is_disjoint(&named) && held.days_until(said).abs() > SOME_DAYS;
        if quite_other || !is_same_title(&before.title, &facts.title) {
            let column = if is_same_title(&before.title, &facts.title) { "signed_on" } else { "title" };
            let title = (!before.is_restricted()).then_some(before.title.as_str());
            self.fall(&draft.place, column, &asked::says_another_agreement(&before.reference, title));
        }
    }
}
