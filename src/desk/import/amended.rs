//! Cells about a fact of the first text that an amendment or an extension has changed: what they say is held against what holds.
//!
//! A correction mends what the first text says, and an amendment goes on whatever the first text says. So a cell typed in a copy
//! that was made before the amendment is asked about, one that says what holds says nothing, and of any other it is said that
//! the amendment stands.

use super::import_pass::ImportPass;
use super::old_values::OldValues;
use crate::exchange::Draft;
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::message::list::{self, Amended, HeldText};

/// What an amendment makes of a fact.
struct Amendment<'a> {
    act: &'a Act,
    from_on: Day,
    text: Option<String>,
}

/// What becomes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Correction {
    Taken,
    Left,
}

/// The newest standing act that changes the fact otherwise than by correcting it.
fn newest(acts: &[Act], field: Field) -> Option<Amendment<'_>> {
    acts.iter().rev().filter(|act| !is_voided(acts, act.seq)).find_map(|act| match &act.body {
        ActBody::Amend { from_on, set } => {
            let text = set.get(field.name())?.clone();
            Some(Amendment { act, from_on: *from_on, text: Some(text).filter(|text| !text.is_empty()) })
        }
        ActBody::Extend { until: Some(until), .. } if field == Field::Term => {
            Some(Amendment { act, from_on: act.on, text: Some(format!("until {until}")) })
        }
        _ => None,
    })
}

impl ImportPass<'_, '_> {
    /// Holds a cell that corrects the first text against what amends that fact; `exported` is what a marked row was made with.
    pub(super) fn hold_against_amendment(
        &mut self,
        draft: &Draft,
        (field, cell): (Field, Option<&str>),
        (acts, before): (&[Act], &Facts),
        made_from: Option<i64>,
    ) -> Correction {
        let Some(amendment) = newest(acts, field) else { return Correction::Taken };
        if amendment.text.as_deref() == cell {
            return Correction::Left;
        }
        let is_newer = made_from.is_some_and(|made_from| amendment.act.seq > made_from);
        let left = is_newer && self.old_values == OldValues::Ask;
        // What becomes of a corrected term is told with the last day.
        if !left && field == Field::Term {
            return Correction::Taken;
        }
        let written = |text: Option<&str>| self.as_written(field, text, before);
        let told = |text: Option<&str>| HeldText::of(written(text).as_deref(), before.restricted);
        let exported = before.get(field);
        let (exported, now, cell) = (told(exported.as_deref()), told(amendment.text.as_deref()), written(cell));
        let (by, seq) = (amendment.act.by.as_str(), amendment.act.seq);
        let amended = Amended { now: &now, from_on: amendment.from_on, by, seq };
        let wording = if left {
            list::amended_since(field.name(), &exported, cell.as_deref(), &amended)
        } else {
            list::amendment_stands(field.name(), &amended)
        };
        self.remark(&draft.place, wording);
        if left { Correction::Left } else { Correction::Taken }
    }
}
