//! Rows of a sheet that are no rows of its list: heads repeated, numbers of columns, sums, headings, signatures.
//!
//! Each is recognised by its form alone and said in the report, never dropped in silence; what might be an agreement
//! with something missing is left to be refused. A row marked as a secret never comes here.

use super::super::cell_forms::{self, FactForm, Reading};
use super::super::headers::{ColumnDefinition, RUNNING_NUMBER};
use super::super::raw_row::RawRow;
use super::super::row_kind::RowKind;
use super::super::row_mark::ROW_MARK;
use super::head::{self, Head};
use super::order;
use super::row_shape::{
    self, begins_a_chapter, continues_signature, filled, is_about_another, is_called_extension, is_chapter,
    is_mark_of_note, is_number, is_number_in_chapter, is_part_of_chapter, is_signature, is_subtotal, is_sum,
    numbers_columns, signs,
};
use super::section::{self, SheetSection, is_region};
use crate::message::list::LeftOut;
use crate::text::{fold, folds_to};

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowPosition {
    /// Among the rows of the table.
    Within,
    /// Below a blank row or a signature, and no row from there on is about an agreement.
    Below,
}

/// Whether the rows of a list have running numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunningNumbers {
    No,
    Yes,
    /// By two numbers, "1.1": a whole one counts the chapters.
    InChapters,
    /// Whole numbers count chapters alone; the rows have letters, dashes or nothing.
    OfChapters,
}

impl RunningNumbers {
    /// Whether each row has one of its own.
    pub(super) fn of_rows(self) -> bool {
        matches!(self, Self::Yes | Self::InChapters)
    }
}

/// "Trong đó: còn hiệu lực | 2", "Hết hiệu lực | 0": a part of a sum.
fn is_part_of_sum(first: &str, others: &[(usize, &str)]) -> bool {
    let counted = !others.is_empty() && others.iter().all(|(_, cell)| is_number(cell));
    counted && (fold(first).starts_with("trong do") || section::of_heading(first).state.is_some())
}

/// A row that is left out: why, and what the rows below take from it.
#[derive(Clone, Debug)]
pub(super) struct LeftOutRow {
    pub(super) why: LeftOut,
    pub(super) section: Option<SheetSection>,
}

impl LeftOutRow {
    fn plain(why: LeftOut) -> Self {
        Self { why, section: None }
    }

    fn heading(text: &str) -> Self {
        Self::heading_beside(text, text)
    }

    /// A heading beside its number.
    fn heading_beside(number: &str, text: &str) -> Self {
        let section = section::of_heading(text);
        let of_partner = || section::of_partner(text).unwrap_or_default();
        let section = if section.taken().is_some() { section } else { of_partner() }.numbered(number);
        let taken = section.taken();
        Self { why: LeftOut::Heading { taken }, section: Some(section) }
    }
}

impl Head {
    /// Why the record is no row of the list, if it is not.
    pub(super) fn left_out(
        &self,
        record: &RawRow,
        stands: RowPosition,
        numbered: RunningNumbers,
    ) -> Option<LeftOutRow> {
        let column = |at: usize| self.columns.get(at).copied().flatten().map(|column| column.name);
        let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (first_at, first) = filled.next()?;
        // The program wrote it: it is a row, whatever its first cell begins with.
        if order::is_marked(record, self.column_of(ROW_MARK)) {
            return None;
        }
        let others: Vec<(usize, &str)> = filled.collect();
        if self.is_repeated(record) || head::is_translation(self, record) {
            return Some(LeftOutRow::plain(LeftOut::HeadersAgain));
        }
        if numbers_columns(record) && others.len() >= 2 {
            return Some(LeftOutRow::plain(LeftOut::ColumnNumbers));
        }
        let in_numbers = column(first_at) == Some(RUNNING_NUMBER) || (numbered.of_rows() && self.counts_rows(first_at));
        if others.is_empty() && is_region(first) {
            return Some(LeftOutRow::plain(LeftOut::Heading { taken: None }));
        }
        let starred = first.trim_start_matches(['*', ' ']);
        if others.is_empty() && starred.len() < first.len() && section::of_heading(starred).taken().is_some() {
            return Some(LeftOutRow::heading(starred));
        }
        if others.is_empty() && row_shape::is_remark(first) && !self.has_number(record) {
            return Some(LeftOutRow::plain(LeftOut::HeadingOrRemark));
        }
        // `cong-ty-tnhh-abc` is the id of a party.
        let is_id =
            column(first_at) == Some("id") && first.contains('-') && !first.trim().contains(char::is_whitespace);
        let summed = || {
            (is_sum(first) && !is_id)
                || is_part_of_sum(first, &others)
                || others.first().is_some_and(|(_, second)| in_numbers && !is_number(first) && is_sum(second))
        };
        if summed() || is_subtotal(first, others.iter().map(|(_, cell)| *cell)) {
            return Some(LeftOutRow::plain(LeftOut::Sum));
        }
        if in_numbers && others.is_empty() {
            // A number alone waits for its row to be filled in; words there are a heading or a remark.
            return Some(match (is_number(first), stands) {
                (true, _) => LeftOutRow::plain(LeftOut::NumberAlone),
                (false, RowPosition::Below) => LeftOutRow::plain(LeftOut::HeadingOrRemark),
                (false, RowPosition::Within) => {
                    let heading = LeftOutRow::heading(first);
                    let bare = matches!(heading.why, LeftOut::Heading { taken: None }) && !begins_a_chapter(first);
                    LeftOutRow {
                        why: if bare { LeftOut::HeadingOrRemark } else { heading.why },
                        section: heading.section,
                    }
                }
            });
        }
        // "* | Sửa: …" below the rows.
        if in_numbers && others.len() == 1 && numbered.of_rows() && is_mark_of_note(first) {
            return Some(LeftOutRow::plain(LeftOut::HeadingOrRemark));
        }
        let of_chapters = matches!(numbered, RunningNumbers::InChapters | RunningNumbers::OfChapters);
        // "1 | Lào" is a chapter wherever it stands; so is a bare name where the rows below are counted otherwise.
        let alone = || others.len() == 1 && self.headers.len() > 3 && section::is_alone(others[0].1);
        let counts_chapters =
            (is_number(first) && of_chapters) || ((is_number(first) || is_number_in_chapter(first)) && alone());
        let in_chapter = || numbered == RunningNumbers::Yes && is_part_of_chapter(first);
        if in_numbers && others.len() == 1 && (is_chapter(first) || counts_chapters || in_chapter()) {
            return Some(LeftOutRow::heading_beside(first, others[0].1));
        }
        if others.is_empty() && begins_a_chapter(first) {
            return Some(LeftOutRow::heading(first));
        }
        if stands == RowPosition::Below {
            return Some(LeftOutRow::plain(LeftOut::BelowTable));
        }
        // Where every row has its number, a lone text without one is a heading; elsewhere only what names a country or year.
        // A day under "Ngày hết hạn" belongs to the row above it, and whoever wrote it has to say so.
        let lone = others.is_empty() && self.headers.len() > 2 && !self.is_fact(first_at, first);
        if lone && (numbered.of_rows() || section::of_heading(first).taken().is_some()) {
            return Some(LeftOutRow::heading(first));
        }
        None
    }

    /// What stands in the place of the running number and is none: "Đính chính", "Mới".
    pub(super) fn word_for_number<'r>(&self, record: &'r RawRow) -> Option<&'r str> {
        let at = self.column_of(RUNNING_NUMBER)?;
        let cell = record.cells.get(at)?.trim();
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let is_word = letters >= 3 && !cell.contains(|c: char| c.is_ascii_digit()) && !is_chapter(cell);
        (is_word || cell.starts_with('*')).then_some(cell)
    }

    /// Whether a record under the last one that is about an agreement is a note to the list: one text that begins as notes do.
    pub(super) fn is_a_remark_below(&self, record: &RawRow) -> bool {
        let mut cells = record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let (Some(only), None) = (cells.next(), cells.next()) else { return false };
        self.kind == RowKind::Agreement && self.headers.len() > 2 && row_shape::is_note_below(only)
    }

    /// Whether the record repeats the headers, or sums up.
    pub(super) fn left_out_by_form(&self, record: &RawRow) -> bool {
        let mut cells = record.cells.iter().filter(|cell| !cell.trim().is_empty());
        let first = cells.next().unwrap_or_default();
        self.is_repeated(record) || head::is_translation(self, record) || is_subtotal(first, cells)
    }

    /// Whether the record is called an extension and has neither number nor partner of its own.
    pub(super) fn names_extension(&self, record: &RawRow) -> bool {
        let cell = |name: &str| self.column_of(name).and_then(|at| record.cells.get(at)).map_or("", str::trim);
        self.kind == RowKind::Agreement
            && is_called_extension(cell("title"))
            && ["partner", "reference", RUNNING_NUMBER].iter().all(|name| cell(name).is_empty())
    }

    /// Whether the record's title names what is done to another text, and no cell says which text it belongs to.
    pub(super) fn names_amendment(&self, record: &RawRow) -> bool {
        let cell = |name: &str| self.column_of(name).and_then(|at| record.cells.get(at)).map_or("", str::trim);
        self.kind == RowKind::Agreement && is_about_another(cell("title")) && cell("under").is_empty()
    }

    /// Whether a cell is a day, a term or a span of its column.
    pub(super) fn is_fact(&self, at: usize, cell: &str) -> bool {
        let form = self.columns.get(at).copied().flatten().map(|column| column.form);
        let of_time =
            form.filter(|form| matches!(form, FactForm::Day | FactForm::Term | FactForm::Span | FactForm::Period));
        of_time.is_some_and(|form| matches!(cell_forms::read(form, cell), Ok(found) if found != Reading::Unknown))
    }

    /// Whether that column without a known header counts the rows.
    fn counts_rows(&self, at: usize) -> bool {
        at == 0 && self.headers.first().is_some_and(|header| header.trim().is_empty())
    }

    /// Whether the record is the row of headers again, as on the next page.
    fn is_repeated(&self, record: &RawRow) -> bool {
        let filled = || record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let same = |(at, cell): &(usize, &str)| self.folded.get(*at).is_some_and(|header| folds_to(cell, header));
        let count = filled().count();
        count >= 2 && filled().filter(same).count() * 3 >= count * 2
    }

    /// Whether most rows of the list have a running number.
    pub(super) fn numbered(&self, records: &[RawRow]) -> RunningNumbers {
        let Some(at) = self
            .columns
            .iter()
            .position(|c| c.is_some_and(|c| c.name == RUNNING_NUMBER))
            .or_else(|| self.counts_rows(0).then_some(0))
        else {
            return RunningNumbers::No;
        };
        let full = records.iter().filter(|record| filled(record) >= 3);
        let cell = |record: &RawRow| record.cells.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default();
        let (mut rows, mut with, mut twice) = (0, 0, 0);
        for record in full {
            rows += 1;
            let cell = cell(record);
            with += usize::from(is_number(&cell));
            twice += usize::from(is_number_in_chapter(&cell));
        }
        // Rows that whole numbers do not count, below lone names that they do.
        let chapters = records.iter().filter(|record| filled(record) == 2 && is_number(&cell(record))).count();
        if chapters > 0 && rows > 0 && with * 2 <= rows && chapters <= rows {
            return if twice * 2 >= rows { RunningNumbers::InChapters } else { RunningNumbers::OfChapters };
        }
        if twice > 0 && twice * 10 >= rows * 8 {
            RunningNumbers::InChapters
        } else if with > 0 && with * 10 >= rows * 8 {
            RunningNumbers::Yes
        } else {
            RunningNumbers::No
        }
    }

    /// Whether the record is about an agreement, as far as its form tells: it has its number, or says several things of
    /// which one is a name.
    pub(super) fn counts(&self, record: &RawRow, numbered: RunningNumbers) -> bool {
        let has_number = self.has_number(record);
        let enough = if numbered.of_rows() { 3 } else { 2 };
        let facts = self.columns.iter().flatten().filter(|column| !column.is_aside()).count();
        let said = filled(record) - usize::from(has_number);
        let enough = if facts <= 2 { 1 } else { enough };
        (has_number && said > 0) || (said >= enough && self.names(record))
    }

    /// The row of the last record that is about an agreement; below a signature a record needs more than two texts.
    pub(super) fn end(&self, records: &[RawRow], numbered: RunningNumbers) -> u64 {
        let signed = records.iter().position(|record| is_signature(record) && !self.has_number(record));
        let signs = |at: usize, record: &RawRow| {
            signed.is_some_and(|signed| at > signed) && !self.has_number(record) && continues_signature(record)
        };
        let mut rows = records.iter().enumerate().rev();
        let last = rows.find(|(at, record)| self.counts(record, numbered) && !signs(*at, record));
        last.map_or(0, |(_, record)| record.row)
    }

    /// Whether a record above the head is as full as a row of the list, and says a day or another figure.
    pub(super) fn may_be_a_row(&self, record: &RawRow) -> bool {
        let figures = |cell: &str| cell.chars().filter(char::is_ascii_digit).count() >= 4;
        filled(record) >= 4 && filled(record) * 2 >= self.headers.len() && record.cells.iter().any(figures)
    }

    /// Whether the record has a running number.
    pub(super) fn has_number(&self, record: &RawRow) -> bool {
        let number = self.columns.iter().position(|c| c.is_some_and(|c| c.name == RUNNING_NUMBER));
        let counts = |cell: &str| is_number(cell) || is_number_in_chapter(cell);
        number.is_some_and(|at| record.cells.get(at).is_some_and(counts))
    }

    /// Whether the record says what it is about.
    fn names(&self, record: &RawRow) -> bool {
        let named = |column: &&ColumnDefinition| {
            self.kind != RowKind::Agreement || matches!(column.name, "reference" | "title" | "partner")
        };
        // A signature may fill as many cells as a short row, the column of names too.
        let filled =
            record.cells.iter().zip(&self.columns).filter(|(cell, _)| !cell.trim().is_empty() && !signs(&fold(cell)));
        filled.filter_map(|(_, column)| *column).any(|column| named(&column))
    }
}
