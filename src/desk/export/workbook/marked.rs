//! Rows with a mark: each is written when the next one arrives, so that the last can carry the number of rows.
//!
//! One row of each sheet is pending. The invariant: every row added is written once, in order, and the last carries the
//! number of rows.

use std::collections::BTreeMap;

use crate::desk::DeskError;
use crate::exchange::row_mark::RowPlace;
use crate::exchange::workbook::{Tone, WorkbookCell, WorkbookWriter};
use crate::message::workbook::Sheet;

/// The rows of all sheets that have marks.
#[derive(Default)]
pub(super) struct MarkedRows {
    waiting: BTreeMap<usize, PendingRow>,
}

/// The last row of a sheet so far.
struct PendingRow {
    /// Its cells; the mark is the last of them.
    cells: Vec<WorkbookCell>,
    tone: Tone,
    place: RowPlace,
    /// The agreement that it is about, in the sheet of agreements.
    agreement: Option<i64>,
}

impl MarkedRows {
    /// Adds a row whose last cell is its mark. In the sheet of agreements the number of its agreement is given.
    pub(super) fn add(
        &mut self,
        book: &mut WorkbookWriter,
        sheet: Sheet,
        (cells, tone): (Vec<WorkbookCell>, Tone),
        agreement: Option<i64>,
    ) -> Result<(), DeskError> {
        let sheet = super::at(sheet);
        let before = self.waiting.remove(&sheet);
        let place = match &before {
            Some(before) => RowPlace { nth: before.place.nth.saturating_add(1), after: before.agreement, of: None },
            None => RowPlace { nth: 1, after: None, of: None },
        };
        self.waiting.insert(sheet, PendingRow { cells, tone, place, agreement });
        before.map_or(Ok(()), |before| before.write(book, sheet))
    }

    /// Writes the last row of each sheet.
    pub(super) fn end(self, book: &mut WorkbookWriter) -> Result<(), DeskError> {
        for (sheet, mut last) in self.waiting {
            last.place.of = Some(last.place.nth);
            last.write(book, sheet)?;
        }
        Ok(())
    }
}

impl PendingRow {
    fn write(mut self, book: &mut WorkbookWriter, sheet: usize) -> Result<(), DeskError> {
        if let Some(WorkbookCell::Text(mark)) = self.cells.last_mut() {
            mark.extend(["#", &self.place.to_string()]);
        }
        Ok(book.row(sheet, &self.cells, self.tone)?)
    }
}
