//! A grid of cells as spreadsheets have it, CSV or a sheet of a workbook, turned into rows.
//!
//! It finds the line of headers (lists often begin with a title), names the columns, refuses rows that are ragged or
//! marked as secret, and keeps what each row says word for word for the file of rows to mend.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::csv_text::{Record, letters};
use super::flaw::{Flaw, Flaws};
use super::forms::Form;
use super::headers::{self, Column};
use super::rows::{Cell, Guard, Kind, Place, Row, Said, is_degree_of_secrecy, is_secrecy_mark};

/// How many rows at the top are searched for the headers.
const TITLE_ROWS: usize = 20;

/// One grid to read.
#[derive(Debug)]
pub(super) struct Grid {
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub guard: Guard,
    pub records: Vec<Record>,
}

/// What a spreadsheet took a cell for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Text, a number, yes or no.
    Text,
    /// A day.
    Day,
    /// The result of a formula, which may be stale or missing.
    Formula,
    /// An error such as `#REF!`, or a time without a day.
    Error,
    /// Nothing of its own: it is merged with a cell above.
    Merged,
}

/// What was found above the data.
#[derive(Debug)]
struct Head {
    kind: Kind,
    headers: Vec<String>,
    columns: Vec<Option<&'static Column>>,
    /// How many records stand above the first row of data.
    above: usize,
}

impl Grid {
    /// The rows of the grid, added to `rows`, and its headers; `None` where it is blank, a flaw where it has no headers.
    pub(super) fn read(self, rows: &mut Vec<Row>, flaws: &mut Flaws) -> Result<Option<Vec<String>>, Flaw> {
        if self.records.iter().all(is_blank) {
            return Ok(None);
        }
        let Some(head) = self.head() else {
            let cure = "the first row names the columns, for example: reference, title, partner, signed_on, term";
            return Err(self.flaw("no row of headers was found", cure));
        };
        self.check_head(&head, flaws);
        for record in self.records.iter().skip(head.above).filter(|record| !is_blank(record)) {
            let row = self.row(&head, record, rows.len(), flaws);
            rows.push(row);
        }
        Ok(Some(head.headers))
    }

    fn flaw(&self, what: impl Into<String>, cure: impl Into<String>) -> Flaw {
        let mut flaw = Flaw::new(what, cure).file(self.file.clone());
        flaw.sheet.clone_from(&self.sheet);
        flaw
    }

    fn head(&self) -> Option<Head> {
        let top = self.records.iter().enumerate().take(TITLE_ROWS * 4).filter(|(_, record)| !is_blank(record));
        for (at, record) in top.take(TITLE_ROWS) {
            let filled = record.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            let score = |kind: Kind| columns_of(kind, &record.cells).iter().flatten().count();
            // The kind whose columns fit best; on a tie the first, so agreements.
            let kind = [Kind::Party, Kind::Act, Kind::Agreement].into_iter().max_by_key(|kind| score(*kind))?;
            if score(kind) * 2 >= filled && score(kind) > 0 {
                return Some(self.with_second_line(kind, at));
            }
        }
        None
    }

    /// The headers of that record; where a group stands above several columns, their names are in the row below.
    fn with_second_line(&self, kind: Kind, at: usize) -> Head {
        let mut headers = self.records[at].cells.clone();
        let mut above = at + 1;
        if let Some(below) = self.records.get(at + 1).filter(|record| !is_blank(record)) {
            let named = |cell: &String| cell.trim().is_empty() || headers::find(kind, cell).is_some();
            let fills = below.cells.iter().enumerate().any(|(i, cell)| {
                !cell.trim().is_empty() && headers.get(i).is_some_and(|header| headers::find(kind, header).is_none())
            });
            if fills && below.cells.iter().all(named) {
                for (header, cell) in headers.iter_mut().zip(&below.cells).filter(|(_, cell)| !cell.trim().is_empty()) {
                    header.clone_from(cell);
                }
                above += 1;
            }
        }
        while headers.last().is_some_and(|header| header.trim().is_empty()) {
            headers.pop();
        }
        Head { kind, columns: columns_of(kind, &headers), headers, above }
    }

    fn check_head(&self, head: &Head, flaws: &mut Flaws) {
        let row = self.records[head.above - 1].row;
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (header, column)) in head.headers.iter().zip(&head.columns).enumerate() {
            let place = |flaw: Flaw| flaw.row(row).column(letters(at));
            match column {
                None if header.trim().is_empty() => {}
                None => {
                    let what = format!("unknown column {}", super::forms::text::quoted(header));
                    flaws.of_file(place(self.flaw(what, headers::cure_for(head.kind, header))));
                }
                Some(column) => {
                    if let Some(first) = seen.insert(column.name, at).filter(|_| !is_aside(column.name)) {
                        let what = format!("`{}` stands in column {} as well", column.name, letters(first));
                        flaws.of_file(place(self.flaw(what, "keep one of the two columns")));
                    }
                }
            }
        }
    }

    fn row(&self, head: &Head, record: &Record, ordinal: usize, flaws: &mut Flaws) -> Row {
        let place = Place { file: self.file.clone(), sheet: self.sheet.clone(), line: record.row, ordinal };
        let mut row = Row { place, kind: head.kind, cells: BTreeMap::new(), written: record.cells.clone() };
        if is_secret(head, record) {
            flaws.of_row(ordinal, secret(&row.place));
            row.written = Vec::new();
            return row;
        }
        check_shape(head, record, &row.place, flaws);
        for (at, (text, column)) in record.cells.iter().zip(&head.columns).enumerate() {
            let Some(column) = column.filter(|column| !is_aside(column.name)) else { continue };
            let place = format!("{} ({})", column.name, letters(at));
            if let Some((what, cure)) = record.seen.get(at).and_then(|seen| misread(*seen, column)) {
                flaws.of_row(ordinal, row.place.flaw(what, cure).column(place));
                continue;
            }
            let cell = Cell { said: Said::of(text, self.guard), line: record.row, column: place };
            row.cells.entry(column.name).or_insert(cell);
        }
        row
    }
}

fn check_shape(head: &Head, record: &Record, place: &Place, flaws: &mut Flaws) {
    let (has, needs) = (record.cells.len(), head.headers.len());
    // A workbook stores no empty cells at a row's end; in text every separator has to be there.
    if has < needs && place.sheet.is_none() {
        let what = format!("the row has {has} cells, the headers {needs}");
        let cure = "add the missing separators, so that every value stands in its own column";
        flaws.of_row(place.ordinal, place.flaw(what, cure).column(letters(has)));
    }
    let stray = record.cells.iter().enumerate().find(|(at, cell)| {
        !cell.trim().is_empty() && head.headers.get(*at).is_none_or(|header| header.trim().is_empty())
    });
    if let Some((at, _)) = stray {
        let cure = "give the column a header, or put quotes around a value that holds the separator";
        flaws.of_row(place.ordinal, place.flaw("a value in a column without a header", cure).column(letters(at)));
    }
}

/// The flaw of a row that does not belong into this program. It quotes nothing.
pub(super) fn secret(place: &Place) -> Flaw {
    place.flaw(
        "the row is marked as a state secret",
        "take it out of the file: state secrets do not belong in this program, nor in files made for it",
    )
}

/// Why a cell cannot be taken for what a spreadsheet shows in it.
fn misread(seen: Seen, column: &Column) -> Option<(&'static str, &'static str)> {
    match seen {
        Seen::Day if !matches!(column.form, Form::Day | Form::Term) => Some((
            "the spreadsheet has made a day of what was typed",
            "format the column as text and type the value again",
        )),
        Seen::Text | Seen::Day => None,
        Seen::Formula => Some(("a formula", "copy the column and paste it as values")),
        Seen::Error => Some(("an error of the spreadsheet, or a time without a day", "type the value again")),
        Seen::Merged => Some(("the cell is merged with the one above", "unmerge it and fill in every row")),
    }
}

fn is_secret(head: &Head, record: &Record) -> bool {
    record.cells.iter().enumerate().any(|(at, cell)| {
        let degree = head.columns.get(at).copied().flatten().is_some_and(|column| column.name == headers::SECRECY);
        is_secrecy_mark(cell) || (degree && is_degree_of_secrecy(cell))
    })
}

fn is_aside(name: &str) -> bool {
    matches!(name, headers::RUNNING_NUMBER | headers::SECRECY | headers::FLAW)
}

fn is_blank(record: &Record) -> bool {
    record.cells.iter().all(|cell| cell.trim().is_empty())
}

fn columns_of(kind: Kind, cells: &[String]) -> Vec<Option<&'static Column>> {
    cells.iter().map(|cell| headers::find(kind, cell)).collect()
}
