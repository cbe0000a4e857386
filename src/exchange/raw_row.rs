//! A row of cells as a CSV file or a sheet has it, before anybody knows what its columns mean.

use super::cell_texts::CellTexts;

/// The most columns a row may have.
pub(super) const MOST_COLUMNS: usize = 512;
/// The most rows a table may have.
pub(super) const MOST_ROWS: u64 = 200_000;
/// The most cells of a sheet, empty ones between others counted: forty columns of a hundred thousand rows.
pub(super) const MOST_CELLS: usize = 4_000_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawRow {
    /// Its number as a spreadsheet counts rows, blank ones too; from 1.
    pub(super) row: u64,
    pub(super) cells: CellTexts,
    /// What a spreadsheet took each cell for; empty where the file knows only text.
    pub(super) seen: Vec<Seen>,
}

/// What a spreadsheet took a cell for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Text, a number, yes or no.
    Text,
    Day,
    /// A day of which the cell shows only a part: `30-12` was typed, and the spreadsheet added its own year.
    DayInPart,
    /// A number or text to which the cell's format adds words: 1652 is shown as `1652/QĐ`.
    Dressed,
    /// The result of a formula, which may be stale or missing.
    Formula,
    /// An error such as `#REF!`, or a time without a day.
    Error,
    /// What the cell above says, with which it is merged.
    Merged,
    /// Struck out, or a part of it.
    Struck,
}

impl RawRow {
    /// Whether no cell says anything.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A column's letters as spreadsheets write them: 0 is A, 26 is AA.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default());
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }
}
