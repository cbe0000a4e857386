//! Days that have words beside them, by column: how many, and the first of them, to be said once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::exchange::cell_forms::day;
use crate::exchange::flaw::ReadingRemark;
use crate::exchange::rows::Row;
use crate::message::list;

/// A sheet and a column of it.
type SheetColumn = (Option<Arc<str>>, Arc<str>);

/// Whether the text is a day and nothing else.
pub(super) fn stands_alone(text: &str) -> bool {
    day::beside::is_alone(text) || day::read(text).is_ok()
}

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct DaysBeside(BTreeMap<SheetColumn, (usize, String)>);

impl DaysBeside {
    /// Remembers the cell of a day that has words beside it.
    pub(super) fn look(&mut self, row: &Row, name: &str, text: &str) {
        let Some(cell) = row.cells.get(name) else { return };
        let place = (row.place.sheet.clone(), Arc::clone(&cell.column));
        self.0.entry(place).or_insert_with(|| (0, text.to_owned())).0 += 1;
    }

    /// One remark a column.
    pub(super) fn remarks(self) -> impl Iterator<Item = ReadingRemark> {
        self.0.into_iter().map(|((sheet, column), (cells, example))| ReadingRemark {
            sheet,
            row: None,
            column: Some(Box::from(&*column)),
            wording: list::words_beside_days(cells, &example),
        })
    }
}
