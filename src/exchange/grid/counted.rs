//! Cells of a table that were read in a way that has to be said, counted: one remark of each kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::flaw::ReadingRemark;
use super::super::headers::{SHOWN_LAST_DAY, SHOWN_NEXT_DAY, STATUS};
use super::super::marked_days::MarkedDay;
use super::super::raw_row::RawRow;
use super::super::rows::{Cell, CellValue, Row};
use super::footnote::Footnotes;
use super::head::Head;
use super::judge::WorkedOut;
use super::lone_title::Fullness;
use super::typed_over::{is_typed_state, typed_over};
use crate::message::list;

/// What was counted while a table was read.
#[derive(Clone, Debug, Default)]
pub(super) struct TableCounts {
    /// Rows and ordinals of days that may be turned round, by column.
    pub(super) doubtful: BTreeMap<usize, Vec<(u64, usize)>>,
    /// Ordinals of rows that say something in a column that nobody understands and that may move a date, by column.
    pub(super) unknown: BTreeMap<usize, Vec<usize>>,
    /// Days in rows of the office's own workbook, to be compared with what was exported.
    pub(super) marked_days: Vec<MarkedDay>,
    pub(super) formulas: usize,
    pub(super) merged: usize,
    pub(super) years: usize,
    /// Cells that say "as above".
    pub(super) repeated: usize,
    /// Rows with a cell of which the mark of a footnote was taken off.
    pub(super) marks: Vec<u64>,
    /// The country that the sheet's name gives.
    pub(super) country: Option<&'static str>,
    pub(super) footnotes: Footnotes,
    /// How much the other rows of the table say.
    pub(super) fullness: Fullness,
    /// Whether some row has a running number.
    pub(super) has_numbers: bool,
    /// Whether the row that was read last may be a heading.
    pub(super) heading_asked: bool,
    /// What has to be said of single cells; a bounded list.
    cells: Vec<ReadingRemark>,
}

/// So many single cells are spoken of.
const CELLS_AT_MOST: usize = 200;

impl TableCounts {
    pub(super) fn of(head: &Head, records: &[RawRow]) -> Self {
        let (footnotes, fullness) = (Footnotes::below(records), head.fullness(records));
        let has_numbers = records.iter().any(|record| head.has_number(record));
        Self { footnotes, fullness, has_numbers, ..Self::default() }
    }

    /// Looks at a cell that the program worked out for its own workbook: what was typed over it is said, and the days that
    /// the row shows go with the row.
    pub(super) fn look(&mut self, row: &mut Row, (text, which): (&str, WorkedOut), at: usize, place: &Arc<str>) {
        if let Some(wording) = typed_over(text, which) {
            if self.cells.len() < CELLS_AT_MOST {
                let (sheet, column) = (row.place.sheet.clone(), Some(Box::from(&**place)));
                self.cells.push(ReadingRemark { sheet, row: Some(row.place.line), column, wording });
            }
            return;
        }
        let name = match which {
            WorkedOut::LastDay if !text.trim().is_empty() => SHOWN_LAST_DAY,
            WorkedOut::NextDay if !text.trim().is_empty() => SHOWN_NEXT_DAY,
            WorkedOut::State if is_typed_state(text) => STATUS,
            _ => return,
        };
        let said = CellValue::Text(text.trim().to_owned());
        row.cells.insert(name, Cell { said, line: row.place.line, column: Arc::clone(place), at });
    }

    pub(super) fn remarks(&self, sheet: Option<&Arc<str>>) -> Vec<ReadingRemark> {
        let said = [
            (self.formulas, list::formulas_were_read(self.formulas)),
            (self.merged, list::merged_cells_were_read(self.merged)),
            (self.years, list::year_from_heading(self.years)),
            (self.repeated, list::cells_repeat_the_ones_above(self.repeated)),
            (self.marks.len(), list::footnote_marks_were_left_out(&self.marks)),
        ];
        let of_sheet = self.country.map(list::country_from_sheet);
        let remark = |wording| ReadingRemark { sheet: sheet.cloned(), row: None, column: None, wording };
        let counted = said.into_iter().filter(|(cells, _)| *cells > 0).map(|(_, wording)| wording);
        self.cells.iter().cloned().chain(counted.chain(of_sheet).map(remark)).collect()
    }
}
