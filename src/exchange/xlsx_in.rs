//! Reading workbooks: every visible sheet that has a row of headers, cell by cell.
//!
//! Right or refused. A day is a day in either of Excel's calendars; a number shows the zeros of its format; a formula, a
//! value that a spreadsheet turned into a day by itself, a day shown without its year, a number shown with words, and a
//! cell merged over several rows are flaws. What a file unpacks to is measured before it is read, and cells are streamed,
//! so a small file cannot grow without bound.

mod formats;
mod looks;
mod rows_of_cells;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxFormulaMetadata};

use super::columns::ListRules;
use super::flaw::{Flaw, Flaws, ReadingRemark};
use super::grid::{Grid, LooksLike};
use super::raw_row::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, RawRow, Seen, letters};
use super::rows::Guard;
use super::xml::MOST_UNPACKED;
use super::{Format, LeftOutPart, ParsedFile};
use crate::lifecycle::policy::Language;
use crate::message::list::file::{TooMany, is_damaged, not_a_workbook, too_many, unreadable_workbook};
use crate::message::list::{self, LeftOut, Wording};
use crate::message::workbook::{self, Sheet};
pub(super) use formats::{CellContent, Shows, shows_by_format};
use looks::BookLooks;
pub(super) use looks::SheetLooks;
use rows_of_cells::CellRows;

/// The most parts a workbook may have.
const MOST_PARTS: usize = 2_000;
/// The most sheets that are read.
pub(super) const MOST_SHEETS: usize = 1_000;

/// The longest text of a cell, in bytes: Excel's 32,767 letters.
pub(super) const LONGEST_CELL: usize = 32_767 * 3;
/// The most text of a sheet, in bytes, repeated ones counted each time.
pub(super) const MOST_TEXT: usize = 64 << 20;

type XlsxBook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The rows of a workbook.
pub(super) fn read(file: &Arc<str>, bytes: &[u8], rules: &ListRules) -> ParsedFile {
    let mut reading = ParsedFile::empty(file.clone(), Format::Xlsx);
    if let Err(flaw) = measure(bytes) {
        return reading.refused(flaw);
    }
    let opened = guarded(|| Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string())));
    let mut book: XlsxBook<'_> = match opened {
        Ok(book) => book,
        Err(flaw) => return reading.refused(flaw),
    };
    let mut names: Vec<Arc<str>> = Vec::new();
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    if sheets.len() > MOST_SHEETS {
        return reading.refused(Flaw::worded(&too_many(TooMany::Sheets(MOST_SHEETS))));
    }
    for sheet in sheets.into_iter().filter(|sheet| is_read(sheet, &mut reading.aside)) {
        names.push(Arc::from(sheet.name.as_str()));
    }
    reading.flaws = Flaws::of_sheets(names.clone());
    let mut sheets = Sheets::new(file, rules);
    let looks = BookLooks::of(bytes);
    for sheet in names {
        let look = looks.sheet(bytes, &sheet);
        match guarded(|| records(&mut book, &sheet, &look.cells)) {
            Ok(records) => sheets.read_hiding(sheet, records, &look, &mut reading),
            Err(mut flaw) => {
                flaw.sheet = Some(sheet);
                return reading.refused(flaw);
            }
        }
    }
    sheets.end(&mut reading);
    let notes = looks::pinned_notes(bytes);
    if notes > 0 && !reading.rows.is_empty() {
        let wording = list::pinned_notes_were_not_read(notes);
        reading.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
    }
    reading
}

/// Whether a sheet is read; why it is not is noted, but for the sheets of our own workbook that are hidden there.
pub(super) fn is_read(sheet: &calamine::Sheet, aside: &mut Vec<LeftOutPart>) -> bool {
    let shown = sheet.visible == SheetVisible::Visible;
    let why = match (shown, is_of_choices(&sheet.name)) {
        (true, false) => return true,
        // Hidden in our workbook; a copy may show it, and so may a sheet that somebody else calls so.
        (true, true) => LeftOut::NoHeaders,
        (false, _) if is_ours(&sheet.name) => return false,
        (false, _) => LeftOut::Hidden,
    };
    aside.push(LeftOutPart { sheet: Some(Arc::from(sheet.name.as_str())), row: None, why });
    false
}

/// What is said of rows and columns that nobody sees: they are part of the list.
fn hidden(records: &[RawRow], look: &SheetLooks) -> Option<Wording> {
    let row = |record: &&RawRow| u32::try_from(record.row - 1).is_ok_and(|row| look.hidden_rows.contains(&row));
    let rows = records.iter().filter(row).count();
    let filled = |at: u32| {
        records.iter().any(|record| record.cells.get(at as usize).is_some_and(|cell| !cell.trim().is_empty()))
    };
    let width = u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX);
    let runs = look.hidden_columns.iter().take(MOST_COLUMNS).map(|(first, last)| *first..=(*last).min(width));
    let columns: std::collections::BTreeSet<u32> = runs.flatten().filter(|at| filled(*at)).collect();
    let columns: Vec<String> = columns.into_iter().map(|at| letters(at as usize)).collect();
    (rows > 0 || !columns.is_empty()).then(|| list::hidden_was_read(rows, &columns))
}

/// The sheets of a workbook on their way into a reading.
pub(super) struct Sheets<'r> {
    file: &'r Arc<str>,
    rules: &'r ListRules,
    headless: Vec<(Arc<str>, LooksLike, Flaw)>,
}

impl<'r> Sheets<'r> {
    pub(super) fn new(file: &'r Arc<str>, rules: &'r ListRules) -> Self {
        Self { file, rules, headless: Vec::new() }
    }

    /// Adds the rows of a sheet to the reading.
    pub(super) fn read(&mut self, name: Arc<str>, records: Vec<RawRow>, into: &mut ParsedFile) {
        let grid = Grid {
            file: self.file.clone(),
            sheet: Some(name.clone()),
            guard: Guard::Clearing,
            records,
            names: Vec::new(),
        };
        let looks_like = grid.looks_like_a_list();
        let columns = into.columns.len();
        if let Err(flaw) = grid.read(self.rules, into) {
            // Nobody wants to hear of the columns of a guide.
            if is_ours(&name) || looks_like == LooksLike::Remarks {
                into.columns.truncate(columns);
            }
            self.headless.push((name, looks_like, flaw));
        }
    }

    /// As [`Self::read`], and says which of the rows and columns are hidden.
    pub(super) fn read_hiding(
        &mut self,
        name: Arc<str>,
        records: Vec<RawRow>,
        look: &SheetLooks,
        into: &mut ParsedFile,
    ) {
        let (hidden, before) = (hidden(&records, look), into.rows.len());
        self.read(name.clone(), records, into);
        if into.rows.len() > before {
            let remark = move |wording| ReadingRemark { sheet: Some(name.clone()), row: None, column: None, wording };
            let notes = (look.notes > 0).then(|| list::pinned_notes_were_not_read(look.notes));
            into.remarks.extend(hidden.into_iter().chain(notes).map(remark));
        }
    }

    /// Says what became of sheets without headers: a guide or a list of values beside the register is no flaw; one that
    /// may be taken for a list is, and so is a workbook without any.
    pub(super) fn end(self, into: &mut ParsedFile) {
        let any = !into.heads.is_empty();
        for (sheet, looks_like, flaw) in self.headless {
            if any && looks_like == LooksLike::Remarks {
                if !is_ours(&sheet) {
                    into.aside.push(LeftOutPart { sheet: Some(sheet), row: None, why: LeftOut::NoHeaders });
                }
            } else if into.rows.is_empty() {
                into.flaws.of_file(flaw);
            } else {
                into.flaws.of_part(flaw);
            }
        }
    }
}

/// Runs a step of the foreign reader. It panics on some workbooks that no program writes, a range like `B9:A1` for
/// one; such a file is refused like any other broken one. What the step was working on is not used again after that.
pub(super) fn guarded<T>(step: impl FnOnce() -> Result<T, Flaw>) -> Result<T, Flaw> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|_| Err(broken("it contradicts itself")))
}

/// A workbook that its reader does not understand; in whose words stands in the log.
pub(super) fn broken(why: &str) -> Flaw {
    tracing::info!("a workbook cannot be read: {why}");
    Flaw::worded(&unreadable_workbook())
}

/// Unpacks every part into nothing, counting: the sizes a file states about itself may be lies.
pub(super) fn measure(bytes: &[u8]) -> Result<(), Flaw> {
    let broken = |_| Flaw::worded(&not_a_workbook());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(Flaw::worded(&too_many(TooMany::Parts(MOST_PARTS))));
    }
    let mut unpacked = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let left = MOST_UNPACKED - unpacked;
        let size =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Flaw::worded(&is_damaged()))?;
        if size > left {
            return Err(Flaw::worded(&too_many(TooMany::Unpacked(MOST_UNPACKED >> 20))));
        }
        unpacked += size;
    }
    Ok(())
}

fn records(book: &mut XlsxBook<'_>, name: &str, shown: &BTreeMap<(u32, u32), Shows>) -> Result<Vec<RawRow>, Flaw> {
    let damaged = |error: calamine::XlsxError| broken(&error.to_string());
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut rows = CellRows::default();
    let (mut written, mut count) = (0, 0);
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = (cell.pos.0, cell.pos.1 as usize);
        let place = |what| Flaw::worded(&too_many(what)).row(u64::from(row) + 1).column(letters(column));
        // Before it is copied: one text of a million letters may stand in every row.
        let long = match &cell.value {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        written += long;
        if long > LONGEST_CELL || written > MOST_TEXT {
            return Err(place(if long > LONGEST_CELL { TooMany::Letters } else { TooMany::Text }));
        }
        let (text, mut seen) = as_shown(&cell.value, shown.get(&cell.pos).copied());
        if !matches!(seen, Seen::Error | Seen::Struck | Seen::DayInPart | Seen::Dressed)
            && cell.formula.as_ref().is_some_and(|formula| !is_constant(formula))
        {
            seen = Seen::Formula;
        }
        if text.trim().is_empty() && seen != Seen::Formula {
            continue;
        }
        if u64::from(row) >= MOST_ROWS {
            return Err(place(TooMany::Rows(MOST_ROWS)));
        }
        if column >= MOST_COLUMNS {
            return Err(place(TooMany::FarColumns(MOST_COLUMNS)));
        }
        count += 1;
        if count > MOST_CELLS {
            return Err(place(TooMany::Cells));
        }
        rows.push(row, (column, text, seen))?;
    }
    let mut records = rows.records()?;
    mark_merged(&mut records, &merged);
    Ok(records)
}

/// Some programs write yes and no as formulas in which there is nothing to work out.
fn is_constant(formula: &XlsxFormulaMetadata) -> bool {
    matches!(formula, XlsxFormulaMetadata::Normal { formula } if matches!(formula.trim(), "TRUE()" | "FALSE()"))
}

/// Marks, in rows below its first, the place of a cell that is merged downwards: it looks filled and is empty.
pub(super) fn mark_merged(records: &mut [RawRow], merged: &[calamine::Dimensions]) {
    // Real sheets have some hundreds.
    for area in merged.iter().take(2_000).filter(|area| area.end.0 > area.start.0) {
        let column = area.start.1 as usize;
        if column >= MOST_COLUMNS {
            continue;
        }
        let rows = u64::from(area.start.0) + 1..=u64::from(area.end.0) + 1;
        let first = records.partition_point(|record| record.row < *rows.start());
        let after = records.partition_point(|record| record.row <= *rows.end());
        let Some(within) = records.get_mut(first..after) else { continue };
        let top = within.first().filter(|record| record.row == *rows.start());
        let text = top.and_then(|record| record.cells.get(column)).unwrap_or_default().to_owned();
        for record in within.iter_mut().filter(|record| record.row > *rows.start()).take(1_000) {
            let width = record.cells.len().max(column + 1);
            record.cells.widen(width);
            record.seen.resize(width, Seen::Text);
            if record.cells[column].is_empty() && record.seen[column] == Seen::Text {
                record.cells.set(column, &text);
                record.seen[column] = Seen::Merged;
            }
        }
    }
}

/// As [`text`], with what the cell's format does to the value.
fn as_shown(value: &DataRef<'_>, shows: Option<Shows>) -> (String, Seen) {
    let (text, seen) = text(value);
    let holds =
        if matches!(value, DataRef::Int(_) | DataRef::Float(_)) { CellContent::Number } else { CellContent::Other };
    match shows {
        Some(shows) => shows.onto(text, seen, holds),
        None => (text, seen),
    }
}

/// A value as the text a person would have typed, and what the spreadsheet took it for.
fn text(value: &DataRef<'_>) -> (String, Seen) {
    match value {
        DataRef::Empty => (String::new(), Seen::Text),
        DataRef::String(text) => (text.clone(), Seen::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Seen::Text),
        DataRef::Int(number) => (number.to_string(), Seen::Text),
        // Whole numbers are stored as floats; past 2^53 the digits are no longer those that were typed.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => (format!("{number:.0}"), Seen::Text),
        DataRef::Float(number) => (number.to_string(), Seen::Text),
        DataRef::Bool(yes) => (if *yes { "yes" } else { "no" }.to_owned(), Seen::Text),
        DataRef::DateTime(at) => day(at).map_or(("a time".to_owned(), Seen::Error), |text| (text, Seen::Day)),
        DataRef::DateTimeIso(text) => (text.clone(), Seen::Day),
        DataRef::DurationIso(text) => (text.clone(), Seen::Error),
        DataRef::Error(error) => (error.to_string(), Seen::Error),
    }
}

/// The day of a date cell; with its hour, which no form takes, where it has one. `None` for times without a day.
pub(super) fn day(at: &ExcelDateTime) -> Option<String> {
    let serial = at.as_f64();
    if !at.is_datetime() || !(1.0..200_000.0).contains(&serial) {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let hour_of_day = match (hour, minute, second) {
        (0, 0, 0) => String::new(),
        _ => format!(" {hour:02}:{minute:02}:{second:02}"),
    };
    Some(format!("{year:04}-{month:02}-{day:02}{hour_of_day}"))
}

/// The sheet of the office's workbook that holds the choices of the others.
fn is_of_choices(sheet: &str) -> bool {
    [Language::Vi, Language::En].into_iter().any(|language| workbook::sheet(Sheet::Lists, language) == sheet)
}

/// The sheets of the office's workbook that say nothing of the register: nobody wants to hear that they were not read.
fn is_ours(sheet: &str) -> bool {
    let names = |language| [Sheet::Guide, Sheet::Lists].map(|sheet| workbook::sheet(sheet, language));
    names(Language::Vi).contains(&sheet) || names(Language::En).contains(&sheet)
}
