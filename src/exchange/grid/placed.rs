//! A cell read by the rules of its column and placed into its row, where another column may have said that fact before.
//!
//! Parties add up ("Đối tác 1", "Đối tác 2"); a row marked under two states is asked about; of what never differs the first
//! stands.

use super::super::cell_forms::Form;
use super::super::cell_forms::words::state_in;
use super::super::headers::{Column, STATUS};
use super::super::raw_row::RawRow;
use super::super::rows::{Cell, CellValue, Guard, RowCells};
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
) -> Result<(Option<&'static Column>, CellValue), Wording> {
    let has = |name: &str| head.columns.iter().flatten().any(|column| column.name == name);
    let own = match judged.used {
        Use::Fact(column) => judged.bare_days.read(column, (text, record))?,
        _ => None,
    };
    let other = own.filter(|(other, _)| !has(other.name));
    let text = other.as_ref().map_or(text, |(_, text)| text);
    let said = match (CellValue::of(text, guard), head.units.get(at).copied().flatten()) {
        (CellValue::Text(text), Some(unit)) => CellValue::Text(unit::read(&text, unit)?.unwrap_or(text)),
        (said, _) => said,
    };
    Ok((other.map(|(column, _)| column), said))
}

/// Puts the cell under its column's name; a question where the row says two states.
pub(super) fn place(cells: &mut RowCells, column: &Column, cell: Cell) -> Result<(), Wording> {
    match (cells.get_mut(column.name), &cell.said) {
        (Some(Cell { said: CellValue::Text(first), .. }), CellValue::Text(more)) if column.form == Form::Parties => {
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
