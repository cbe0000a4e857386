//! Old copies undo nothing: what a list says that the register has been told better since.
//!
//! A row of the office's own workbook bears the number of the newest act it was made from. A cell that equals what was
//! exported says nothing; one that differs is a correction where the register still holds what was exported, else it is
//! asked about. A row without that mark is asked about where it brings back a value that was corrected since. What is asked
//! about stays as the register has it, unless `--bring-back` means it.

use super::amended::Correction;
use super::another::may_be_another;
use super::import_pass::ImportPass;
use super::old_values::{DifferentValue, OldValues};
use crate::desk::DeskError;
use crate::exchange::Draft;
use crate::exchange::row_mark::{MarkedRow, RowMark};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::{Facts, Field};
use crate::message::list::{self, HeldText, OldCopySince, row};

impl ImportPass<'_, '_> {
    /// The agreement that a row of our own workbook is about, if the mark is of this register.
    pub(super) fn marked(&self, draft: &Draft) -> Result<Option<(i64, i64)>, DeskError> {
        match &draft.mark {
            Some(RowMark { about: MarkedRow::Agreement(id), made_from, hash, .. })
                if self.wrote(*made_from, hash)? =>
            {
                Ok(Some((*id, *made_from)))
            }
            _ => Ok(None),
        }
    }

    /// The number of the newest act that a row about that agreement was made from, if it bears a mark of this register.
    pub(super) fn row_made_from(&self, draft: &Draft, id: i64) -> Result<Option<i64>, DeskError> {
        Ok(self.marked(draft)?.filter(|(marked, _)| *marked == id).map(|(_, made_from)| made_from))
    }

    /// The facts whose cells of names nobody has touched since this register wrote the row, with what it held of each then:
    /// what the names lead to today does not matter.
    pub(super) fn untouched_names(
        &mut self,
        draft: &Draft,
        known: Option<i64>,
    ) -> Result<Vec<(Field, Option<String>)>, DeskError> {
        let marked = self.marked(draft)?.filter(|(marked, _)| known == Some(*marked));
        let Some((id, made_from)) = marked.filter(|_| !draft.as_exported.is_empty()) else { return Ok(Vec::new()) };
        let acts = &self.look_at(id)?.dossier.agreement.acts;
        Ok(draft.as_exported.iter().map(|field| (*field, held_at(acts, *field, made_from))).collect())
    }

    /// Takes back from the facts what only an old copy says, and asks about what both sides changed.
    pub(super) fn hold_old_values(
        &mut self,
        draft: &Draft,
        before: &Facts,
        id: i64,
        facts: &mut Facts,
    ) -> Result<(), DeskError> {
        if facts == before {
            return Ok(());
        }
        let made_from = self.row_made_from(draft, id)?;
        if made_from.is_none() {
            keep_columns_in_note(before, facts);
        }
        let meant = self.old_values == OldValues::BringBack;
        let acts = self.look_at(id)?.dossier.agreement.acts.clone();
        let registered = acts.iter().find(|act| matches!(act.body, ActBody::Register { .. }));
        // One that may be another agreement is asked about as a whole.
        let registered = registered.filter(|_| !may_be_another(before, facts));
        let made = (made_from, self.known_to_copy(registered));
        let mut newer = Vec::new();
        for field in Field::ALL {
            let (cell, now) = (facts.get(*field), before.get(*field));
            if cell == now {
                continue;
            }
            let values = (cell.as_deref(), now.as_deref());
            let (then, was) = (|seq| held_at(&acts, *field, seq), || was_held(&acts, *field, cell.as_deref()));
            match DifferentValue::of(values, made, then, was) {
                DifferentValue::Correction => {
                    let held = self.hold_against_amendment(draft, (*field, values.0), (&acts, before), made_from);
                    if held == Correction::Taken {
                        continue;
                    }
                }
                DifferentValue::Doubtful(_) | DifferentValue::UnknownToCopy if meant => continue,
                DifferentValue::UnknownToCopy => {
                    let written = |text| self.as_written(*field, text, before);
                    let (cell, now) =
                        (written(values.0), HeldText::of(written(values.1).as_deref(), before.restricted));
                    let wording = list::unknown_to_the_copy(field.name(), cell.as_deref(), &now, newest(&acts, *field));
                    self.remark(&draft.place, wording);
                }
                DifferentValue::AsExported => {
                    let now = self.as_written(*field, values.1, before);
                    let held = HeldText::of(now.as_deref(), before.restricted);
                    newer.extend(newest(&acts, *field).map(|since| (field.name(), held, since)));
                }
                DifferentValue::Doubtful(exported) => {
                    let since = newest(&acts, *field);
                    let written = |text| self.as_written(*field, text, before);
                    let told = |text| HeldText::of(written(text).as_deref(), before.restricted);
                    let (exported, now) = (told(exported.as_deref()), told(values.1));
                    let cell = written(values.0);
                    let wording = list::changed_since(field.name(), &exported, cell.as_deref(), &now, since);
                    self.remark(&draft.place, wording);
                }
            }
            // The register's own text is what the field takes.
            let _ = facts.set(*field, now.as_deref());
        }
        if !newer.is_empty() {
            self.remark(&draft.place, list::register_is_newer(&newer));
        }
        Ok(())
    }
}

impl ImportPass<'_, '_> {
    /// A value as the workbook writes it: parties and officers by their names.
    pub(super) fn as_written(&self, field: Field, text: Option<&str>, facts: &Facts) -> Option<String> {
        let text = text?;
        let day = facts.signed_on.unwrap_or_else(|| self.clerk.today());
        let called = |id: &str| match field {
            Field::Ours | Field::Partner => self.parties.known.get(id).map(|party| party.name_on(day).to_owned()),
            Field::Officers => self.office.circle.contact(id).map(|contact| contact.name.clone()),
            _ => None,
        };
        let name = |id: &str| called(id.trim()).unwrap_or_else(|| id.trim().to_owned());
        match field {
            Field::Ours | Field::Partner | Field::Officers => {
                Some(text.split(';').map(name).collect::<Vec<_>>().join("; "))
            }
            _ => Some(text.to_owned()),
        }
    }

    /// Whether the field of a row of our own workbook was told otherwise in the register since, so that what differs in the
    /// row is asked about and brings nothing.
    pub(super) fn is_newer_than_its_row(
        &mut self,
        draft: &Draft,
        known: (i64, &Facts),
        field: Field,
    ) -> Result<bool, DeskError> {
        let (id, before) = known;
        let made_from = self.row_made_from(draft, id)?.filter(|_| self.old_values == OldValues::Ask);
        let Some(made_from) = made_from else { return Ok(false) };
        let acts = &self.look_at(id)?.dossier.agreement.acts;
        Ok(held_at(acts, field, made_from) != before.get(field))
    }

    /// Asks about columns whose values stand in other rows than the register has them.
    pub(super) fn ask_about_sorted_columns(&mut self) {
        let changed = std::mem::take(&mut self.changed_cells);
        if self.old_values == OldValues::BringBack {
            return;
        }
        for (place, column) in changed.moved() {
            self.fall(place, column, &row::value_of_another_row());
        }
    }
}

/// Leaves the note as the register has it where the row says all of it but the lines that an earlier import kept of other columns:
/// a list without marks takes nothing away by being read without them.
fn keep_columns_in_note(before: &Facts, facts: &mut Facts) {
    let kept = |note: &str, said: &str| {
        note.strip_prefix(said).and_then(|rest| rest.strip_prefix('\n')).is_some_and(|rest| {
            rest.lines().all(|line| line.split_once(": ").is_some_and(|(header, _)| !header.trim().is_empty()))
        })
    };
    if let (Some(note), Some(said)) = (&before.note, &facts.note)
        && kept(note, said)
    {
        facts.note.clone_from(&before.note);
    }
}

/// Whether an act was taken back by the one with that number at the latest.
fn voided(acts: &[Act], seq: i64, by: i64) -> bool {
    acts.iter().any(|act| act.seq <= by && matches!(act.body, ActBody::Void { voids } if voids == seq))
}

/// The values that a field had, in the order of recording, each with the number of its act; as of that number.
fn values(acts: &[Act], field: Field, through: i64) -> Vec<(i64, Option<String>)> {
    let mut values = Vec::new();
    for act in acts.iter().filter(|act| act.seq <= through && !voided(acts, act.seq, through)) {
        match &act.body {
            ActBody::Register { facts, .. } => {
                values.push((act.seq, facts.get(field.name()).cloned().filter(|text| !text.is_empty())));
            }
            ActBody::Correct { field: corrected, new, .. } if corrected == field.name() => {
                values.push((act.seq, Some(new.clone()).filter(|text| !text.is_empty())));
            }
            _ => {}
        }
    }
    values
}

/// What the register held of a field when the act with that number was the newest, in the field's own text.
pub(super) fn held_at(acts: &[Act], field: Field, made_from: i64) -> Option<String> {
    let text = values(acts, field, made_from).pop().and_then(|(_, text)| text);
    canonical(field, text.as_deref())
}

/// All that the register ever held of a field, amendments among it.
pub(super) fn ever_held(acts: &[Act], field: Field) -> impl Iterator<Item = String> + '_ {
    let amended = acts.iter().filter_map(move |act| match &act.body {
        ActBody::Amend { set, .. } => set.get(field.name()).cloned(),
        _ => None,
    });
    values(acts, field, i64::MAX).into_iter().filter_map(|(_, text)| text).chain(amended)
}

/// Whether the register once held that value and was told another since.
fn was_held(acts: &[Act], field: Field, text: Option<&str>) -> bool {
    let Some(text) = text else { return false };
    let values = values(acts, field, i64::MAX);
    let before = values.len().saturating_sub(1);
    values[..before].iter().any(|(_, value)| canonical(field, value.as_deref()).as_deref() == Some(text))
}

/// Since when and by whom the register holds what it holds.
fn newest(acts: &[Act], field: Field) -> Option<OldCopySince<'_>> {
    let (seq, _) = values(acts, field, i64::MAX).pop()?;
    let act = acts.iter().find(|act| act.seq == seq)?;
    Some(OldCopySince::of(act))
}

fn canonical(field: Field, text: Option<&str>) -> Option<String> {
    let mut facts = Facts::default();
    match facts.set(field, text) {
        Ok(()) => facts.get(field),
        Err(_) => text.map(str::to_owned),
    }
}
