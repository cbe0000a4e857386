//! A cell placed into its row, where another column may have said that fact before.
//!
//! Parties add up ("Đối tác 1", "Đối tác 2"); a row marked under two states is asked about; of what never differs the first
//! stands.

use super::super::cell_forms::Form;
use super::super::headers::{Column, STATUS};
use super::super::rows::{Cell, CellValue, RowCells};
use crate::message::list::{Wording, asked};
use crate::text::fold;

/// Puts the cell under its column's name; a question where the row says two states.
pub(super) fn place(cells: &mut RowCells, column: &Column, cell: Cell) -> Result<(), Wording> {
    match (cells.get_mut(column.name), &cell.said) {
        (Some(Cell { said: CellValue::Text(first), .. }), CellValue::Text(more)) if column.form == Form::Parties => {
            if fold(first) != fold(more) {
                *first = format!("{first}; {more}");
            }
        }
        (Some(Cell { said: CellValue::Text(first), .. }), CellValue::Text(more)) if column.name == STATUS => {
            if first != more {
                return Err(asked::crosses_of_two_states());
            }
        }
        (Some(first), _) if first.said != CellValue::Nothing => {}
        _ => drop(cells.insert(column.name, cell)),
    }
    Ok(())
}
