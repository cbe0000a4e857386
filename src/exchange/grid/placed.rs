//! A cell read by the rules of its column and placed into its row, where another column may have said that fact before.
//!
//! Parties add up ("Đối tác 1", "Đối tác 2"); a row marked under two states is asked about; of what never differs the first
//! stands.

use super::super::cell_forms::words::{ListedState, state_in};
use super::super::cell_forms::{self, FactForm, Reading, clause, day};
use super::super::headers::{self, ColumnDefinition, LAST_DAY, LAST_OR_ENDED, STATUS};
use super::super::raw_row::RawRow;
use super::super::row_kind::RowKind;
use super::super::rows::{Cell, CellValue, Guard, RowCells};
use super::bare_days::first_day;
use super::head::Head;
use super::judge::{Judged, Use};
use super::unit;
use crate::message::list::{Wording, asked};
use crate::text::fold;

/// What a cell says by the rules of its column: of which fact, where that is not the column's own, and in its unit.
pub(super) fn by_rules(
    head: &Head,
    judged: &Judged,
    (at, text, record): (usize, &str, &RawRow),
    guard: Guard,
) -> Result<(Option<&'static ColumnDefinition>, CellValue), Wording> {
    let has = |name: &str| head.columns.iter().flatten().any(|column| column.name == name);
    let header = head.meant.get(at).and_then(|meant| meant.column());
    let own = match judged.used {
        Use::Fact(column) => match judged.bare_days.read(column, (text, record))? {
            None if header.is_some_and(|header| header.name == "effect") => under_effect(head, column, text)?,
            None if head.units.get(at) == Some(&Some(unit::Unit::Ended)) && unit::asks(text) => {
                headers::any_named(RowKind::Agreement, STATUS).map(|status| (status, text.to_owned()))
            }
            None if column.name == "in_force_on" => over_both_ends(head, (text, record)),
            own => own,
        },
        _ => None,
    };
    // Two columns of states are held against each other.
    let crossed = |(other, _): &(&ColumnDefinition, String)| other.name == STATUS && unit::asks(text);
    let other = own.filter(|own| crossed(own) || !has(own.0.name));
    let text = other.as_ref().map_or(text, |(_, text)| text);
    let said = match (CellValue::of(text, guard), head.units.get(at).copied().flatten()) {
        (CellValue::Text(text), Some(unit)) => CellValue::Text(unit::read(&text, unit)?.unwrap_or(text)),
        (said, _) => said,
    };
    Ok((other.map(|(column, _)| column), said))
}

/// What a cell under "Hiệu lực" says: how it enters into force, how long it binds, or whether it does; offices write each of them
/// there, one beside the other. `None` where it says what its column was taken for.
fn under_effect(
    head: &Head,
    column: &'static ColumnDefinition,
    text: &str,
) -> Result<Option<(&'static ColumnDefinition, String)>, Wording> {
    let named = |name: &str| {
        let column = headers::any_named(RowKind::Agreement, name).filter(|other| other.name != column.name);
        Ok(column.map(|column| (column, text.to_owned())))
    };
    let reads = |form: FactForm| {
        cell_forms::read(form, text).is_ok_and(|found| !matches!(found, Reading::Nothing | Reading::Unknown))
    };
    if matches!(cell_forms::read(FactForm::Effect, text), Ok(Reading::Value(_))) {
        return named("effect");
    }
    if clause::may_be_a_length(text) {
        return Err(asked::delay_or_length(text));
    }
    if clause::start(text).is_some() || first_day(text).is_some() {
        return named("in_force_on");
    }
    match day::read(text) {
        // Beside the last day it can be nothing but the first.
        Ok(_) if column.name == "effect" && head.column_of(LAST_DAY).is_some() => return named("in_force_on"),
        Ok(day) if column.name == "effect" => return Err(asked::from_or_until(&day.to_string())),
        Ok(_) => return Ok(None),
        Err(_) => {}
    }
    if state_in(text).is_some_and(|state| state != ListedState::Extended) && !reads(FactForm::Term) {
        return named(STATUS);
    }
    if reads(FactForm::Term) { named("term") } else { Ok(None) }
}

/// "Không thời hạn" merged over "Từ" and "Đến": how long it binds, in the cell of the first day.
fn over_both_ends(head: &Head, (text, record): (&str, &RawRow)) -> Option<(&'static ColumnDefinition, String)> {
    let last = head.column_of(LAST_DAY).or_else(|| head.column_of(LAST_OR_ENDED))?;
    let beside = record.cells.get(last).map_or("", str::trim);
    let alone = beside.is_empty() || beside == text.trim();
    let term = cell_forms::read(FactForm::Term, text);
    let says_length = matches!(&term, Ok(Reading::Value(term)) if !term.starts_with("until ") && term != "unknown");
    let term = headers::named(RowKind::Agreement, "term").filter(|_| alone && says_length)?;
    Some((term, text.to_owned()))
}

/// Puts the cell under its column's name; a question where the row says two states.
pub(super) fn place(cells: &mut RowCells, column: &ColumnDefinition, cell: Cell) -> Result<(), Wording> {
    match (cells.get_mut(column.name), &cell.said) {
        (Some(Cell { said: CellValue::Text(first), .. }), CellValue::Text(more))
            if column.form == FactForm::Parties =>
        {
            if fold(first) != fold(more) {
                *first = format!("{first}; {more}");
            }
        }
        (Some(Cell { said: CellValue::Text(first), .. }), CellValue::Text(more)) if column.name == STATUS => {
            let states = state_in(first).zip(state_in(more));
            if states.is_some_and(|(one, other)| one != other) {
                return Err(asked::crosses_of_two_states());
            }
        }
        (Some(first), _) if first.said != CellValue::Nothing => {}
        _ => drop(cells.insert(column.name, cell)),
    }
    Ok(())
}
