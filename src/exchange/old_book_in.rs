//! Reading .xls and .ods: every visible sheet that has a row of headers, read whole within a bound.
//!
//! As [`super::xlsx_in`], with what these formats tell: a day is a day, a formula gives the value stored with it, and what a
//! cell shows beside its value is looked up in the file itself. Where that cannot be done, it is said.

mod compound;
mod old_looks;
mod open_document;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Ods, Range, Reader, SheetType, Xls};

use super::columns::ListRules;
use super::flaw::{Flaw, Flaws, ReadingRemark};
use super::raw_row::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, RawRow, Seen, letters};
use super::xlsx_in::{
    CellContent, LONGEST_CELL, MOST_SHEETS, MOST_TEXT, Sheets, Shows, broken, day, guarded, is_read, mark_merged,
    measure,
};
use super::{Format, ParsedFile, xml};
use crate::message::list;
use crate::message::list::file::{TooMany, cell_repeated, is_damaged, looks_are_not_read, too_many};
use old_looks::{Certainty, OldLooks};
use open_document::OpenLooks;

/// The rows of a workbook of Excel 97 to 2003.
pub(super) fn read_xls(file: &Arc<str>, bytes: &[u8], rules: &ListRules) -> ParsedFile {
    let opened = guarded(|| Xls::new(Cursor::new(bytes)).map_err(|error| refused(&error.to_string())));
    let OldLooks { mut sheets, certainty } = old_looks::looks(bytes);
    let mut reading = read(file, Format::Xls, opened, rules, |book, sheet| OpenLooks {
        merged: book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        looks: sheets.remove(sheet).unwrap_or_default(),
    });
    if certainty == Certainty::Open && !reading.rows.is_empty() {
        let wording = looks_are_not_read();
        reading.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
    }
    reading
}

/// The rows of an `OpenDocument` spreadsheet.
pub(super) fn read_ods(file: &Arc<str>, bytes: &[u8], rules: &ListRules) -> ParsedFile {
    let mut sheets = BTreeMap::new();
    let opened = measure(bytes)
        .and_then(|()| looks_of(bytes))
        .map(|looks| sheets = looks)
        .and_then(|()| guarded(|| Ods::new(Cursor::new(bytes)).map_err(|error| refused(&error.to_string()))));
    read(file, Format::Ods, opened, rules, |_, sheet| sheets.remove(sheet).unwrap_or_default())
}

fn refused(why: &str) -> Flaw {
    if why.contains("password") {
        return Flaw::worded(&list::has_a_password());
    }
    broken(why)
}

fn looks_of(bytes: &[u8]) -> Result<BTreeMap<String, OpenLooks>, Flaw> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Flaw::worded(&is_damaged()))?;
    // Before anything is read as XML: with a password every part but this one is enciphered.
    if xml::part(&mut archive, "META-INF/manifest.xml").is_some_and(|manifest| manifest.contains(":encryption-data")) {
        return Err(Flaw::worded(&list::has_a_password()));
    }
    let content = xml::part(&mut archive, "content.xml").ok_or_else(|| Flaw::worded(&is_damaged()))?;
    open_document::looks(&content).map_err(|_| Flaw::worded(&cell_repeated()))
}

fn read<'b, R>(
    file: &Arc<str>,
    format: Format,
    opened: Result<R, Flaw>,
    rules: &ListRules,
    mut looks: impl FnMut(&R, &str) -> OpenLooks,
) -> ParsedFile
where
    R: Reader<Cursor<&'b [u8]>, Error: std::fmt::Display>,
{
    let mut reading = ParsedFile::empty(file.clone(), format);
    let mut book = match opened {
        Ok(book) => book,
        Err(flaw) => return reading.refused(flaw),
    };
    let all: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    if all.len() > MOST_SHEETS {
        return reading.refused(Flaw::worded(&too_many(TooMany::Sheets(MOST_SHEETS))));
    }
    let mut sheets = Sheets::new(file, rules);
    let names: Vec<Arc<str>> = all.iter().map(|sheet| Arc::from(sheet.name.as_str())).collect();
    reading.flaws = Flaws::of_sheets(names);
    for sheet in all {
        let name: Arc<str> = Arc::from(sheet.name.as_str());
        if !is_read(&sheet, &mut reading.aside) {
            continue;
        }
        let cells = guarded(|| book.worksheet_range(&sheet.name).map_err(|error| refused(&error.to_string())));
        let formulas = guarded(|| book.worksheet_formula(&sheet.name).map_err(|error| refused(&error.to_string())));
        let look = looks(&book, &sheet.name);
        match cells.and_then(|cells| records(&cells, formulas.ok().as_ref(), &look.looks.cells)) {
            Ok(mut records) => {
                mark_merged(&mut records, &look.merged);
                sheets.read_hiding(name, records, &look.looks, &mut reading);
            }
            Err(mut flaw) => {
                flaw.sheet = Some(name);
                return reading.refused(flaw);
            }
        }
    }
    sheets.end(&mut reading);
    reading
}

fn records(
    cells: &Range<Data>,
    formulas: Option<&Range<String>>,
    shown: &BTreeMap<(u32, u32), Shows>,
) -> Result<Vec<RawRow>, Flaw> {
    let (top, left) = cells.start().unwrap_or_default();
    let mut records = Vec::new();
    let (mut count, mut written) = (0, 0);
    for (row, values) in cells.rows().enumerate() {
        let row = u64::from(top) + row as u64;
        let width = values.iter().rposition(|value| *value != Data::Empty).map_or(0, |at| at + 1 + left as usize);
        if width == 0 {
            continue;
        }
        let place = |what: TooMany| Flaw::worded(&too_many(what)).row(row + 1).column(letters(width - 1));
        if row >= MOST_ROWS {
            return Err(place(TooMany::Rows(MOST_ROWS)));
        }
        count += width;
        if width > MOST_COLUMNS {
            return Err(place(TooMany::FarColumns(MOST_COLUMNS)));
        }
        if count > MOST_CELLS {
            return Err(place(TooMany::Cells));
        }
        let (mut texts, mut looks) = (vec![String::new(); width], vec![Seen::Text; width]);
        for (at, value) in values.iter().enumerate().filter(|(_, value)| **value != Data::Empty) {
            let at = at + left as usize;
            let cell = u32::try_from(row).ok().zip(u32::try_from(at).ok());
            let (text, seen) = as_shown(value, cell.and_then(|cell| shown.get(&cell).copied()));
            written += text.len();
            if text.len() > LONGEST_CELL || written > MOST_TEXT {
                return Err(place(TooMany::Letters));
            }
            let formula = cell.and_then(|cell| formulas?.get_value(cell));
            looks[at] = if !matches!(seen, Seen::Error | Seen::Struck | Seen::DayInPart | Seen::Dressed)
                && formula.is_some_and(|formula| !formula.is_empty())
            {
                Seen::Formula
            } else {
                seen
            };
            texts[at] = text;
        }
        records.push(RawRow { row: row + 1, cells: texts.iter().collect(), seen: looks });
    }
    Ok(records)
}

/// As [`text`], with what the cell's look does to the value.
fn as_shown(value: &Data, shows: Option<Shows>) -> (String, Seen) {
    let (text, seen) = text(value);
    let holds = if matches!(value, Data::Int(_) | Data::Float(_)) { CellContent::Number } else { CellContent::Other };
    match shows {
        Some(shows) => shows.onto(text, seen, holds),
        None => (text, seen),
    }
}

/// A value as the text a person would have typed, and what the spreadsheet took it for.
fn text(value: &Data) -> (String, Seen) {
    match value {
        Data::Empty => (String::new(), Seen::Text),
        Data::String(text) => (text.clone(), Seen::Text),
        Data::Int(number) => (number.to_string(), Seen::Text),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => (format!("{number:.0}"), Seen::Text),
        Data::Float(number) => (number.to_string(), Seen::Text),
        Data::Bool(yes) => (if *yes { "yes" } else { "no" }.to_owned(), Seen::Text),
        Data::DateTime(at) => day(at).map_or(("a time".to_owned(), Seen::Error), |text| (text, Seen::Day)),
        Data::DateTimeIso(text) => (text.trim_end_matches("T00:00:00").to_owned(), Seen::Day),
        Data::DurationIso(text) => (text.clone(), Seen::Error),
        Data::Error(error) => (error.to_string(), Seen::Error),
        #[allow(unreachable_patterns, reason = "the crate may add kinds of values")]
        _ => (String::new(), Seen::Error),
    }
}
