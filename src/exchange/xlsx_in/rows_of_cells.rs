//! The rows of a sheet put together of its cells, one after the other.
//!
//! Not here: what a cell says. The invariant: no more is held of a row that is over than its letters.

use std::collections::BTreeMap;

use super::super::flaw::Flaw;
use super::super::raw_row::{MOST_CELLS, RawRow, Seen};
use crate::message::list::file::{TooMany, too_many};

/// A cell of a row: its column, its text, and what the spreadsheet took it for.
type PlacedCell = (usize, String, Seen);

/// The rows of a sheet as its cells come: almost always row by row, each put together before the next one begins.
#[derive(Default)]
pub(super) struct CellRows {
    /// The rows that are over.
    records: Vec<RawRow>,
    /// The cells of all of them, empty ones before others counted.
    width: usize,
    /// The row that is being read.
    row: u32,
    open: Vec<PlacedCell>,
    /// Cells of rows above it.
    late: BTreeMap<u32, Vec<PlacedCell>>,
}

impl CellRows {
    /// Puts a cell into its row.
    pub(super) fn push(&mut self, row: u32, cell: PlacedCell) -> Result<(), Flaw> {
        if row < self.row {
            self.late.entry(row).or_default().push(cell);
            return Ok(());
        }
        if row > self.row {
            self.close()?;
            self.row = row;
        }
        self.open.push(cell);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Flaw> {
        let cells = std::mem::take(&mut self.open);
        let width = cells.iter().map(|(at, ..)| at + 1).max().unwrap_or_default();
        self.width += width;
        if self.width > MOST_CELLS {
            return Err(Flaw::worded(&too_many(TooMany::Cells)));
        }
        if width > 0 {
            let (mut texts, mut seen) = (vec![String::new(); width], vec![Seen::Text; width]);
            for (at, text, as_seen) in cells {
                texts[at] = text;
                seen[at] = as_seen;
            }
            self.records.push(RawRow { row: u64::from(self.row) + 1, cells: texts.iter().collect(), seen });
        }
        Ok(())
    }

    /// The rows in their order; what came late is put into its row.
    pub(super) fn records(mut self) -> Result<Vec<RawRow>, Flaw> {
        self.close()?;
        if self.late.is_empty() {
            return Ok(self.records);
        }
        let mut rows: BTreeMap<u32, Vec<PlacedCell>> = BTreeMap::new();
        for record in self.records {
            let row = u32::try_from(record.row - 1).unwrap_or(u32::MAX);
            let cells = record.cells.iter().zip(&record.seen).enumerate();
            rows.insert(row, cells.map(|(at, (text, seen))| (at, text.to_owned(), *seen)).collect());
        }
        for (row, cells) in self.late {
            rows.entry(row).or_default().extend(cells);
        }
        let mut sorted = Self::default();
        for (row, cells) in rows {
            cells.into_iter().try_for_each(|cell| sorted.push(row, cell))?;
        }
        sorted.close()?;
        Ok(sorted.records)
    }
}
