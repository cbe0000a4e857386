//! A reading on its way from the process that read a foreign file to the one that works with it, as JSON.
//!
//! The types here mirror those of a [`ParsedFile`], without what is shared in memory. The invariants: what arrives is what was
//! sent; names of columns are looked up among the known ones, so that nothing that arrives can name a fact that is none.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::columns::{ColumnReport, Near};
use super::flaw::{Flaw, Flaws, ReadingRemark};
use super::format::Format;
use super::headers;
use super::marked_days::MarkedDay;
use super::parsed_file::{LeftOutPart, ParsedFile};
use super::row_kind::RowKind;
use super::rows::{Cell, CellPlace, CellValue, Row, RowCells};
use crate::lifecycle::day::Day;
use crate::message::list::{DoubtfulDays, LeftOut, Wording};

/// Why what arrived is no reading.
#[derive(Debug, thiserror::Error)]
pub(super) enum WireError {
    /// It is no JSON of this form.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// It names a column that there is not.
    #[error("`{0}` is no column")]
    Column(String),
}

#[derive(Serialize, Deserialize)]
struct WireReading {
    file: String,
    format: Format,
    rows: Vec<WireRow>,
    flaws: WireFlaws,
    aside: Vec<(Option<String>, Option<u64>, LeftOut)>,
    remarks: Vec<WireRemark>,
    columns: Vec<WireColumn>,
    marked_days: Vec<WireMarkedDay>,
    heads: Vec<(Option<String>, Vec<String>)>,
    separator: u8,
}

#[derive(Serialize, Deserialize)]
struct WireRow {
    kind: RowKind,
    sheet: Option<String>,
    line: u64,
    ordinal: usize,
    cells: Vec<(String, WireCell)>,
    unread: Vec<String>,
    notes: Vec<String>,
    written: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct WireCell {
    said: CellValue,
    line: u64,
    column: String,
    at: usize,
}

#[derive(Serialize, Deserialize)]
struct WireFlaws {
    sheets: Vec<String>,
    shown: Vec<WireFlaw>,
    more: usize,
    rejected: BTreeSet<usize>,
    whole_file: bool,
}

#[derive(Serialize, Deserialize)]
struct WireFlaw {
    sheet: Option<String>,
    row: Option<u64>,
    column: Option<String>,
    at: usize,
    wording: Wording,
    speaks_for: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct WireRemark {
    sheet: Option<String>,
    row: Option<u64>,
    column: Option<String>,
    wording: Wording,
}

#[derive(Serialize, Deserialize)]
struct WireColumn {
    sheet: Option<String>,
    column: String,
    header: String,
    field: Option<String>,
    near: Near,
    examples: Vec<String>,
    doubt: Option<Wording>,
}

#[derive(Serialize, Deserialize)]
struct WireMarkedDay {
    ordinal: usize,
    name: String,
    at: usize,
    day: Day,
    doubt: DoubtfulDays,
}

/// The reading as bytes.
pub(super) fn written(reading: &ParsedFile) -> Result<Vec<u8>, WireError> {
    Ok(serde_json::to_vec(&sent(reading))?)
}

/// The reading that these bytes hold.
pub(super) fn read(bytes: &[u8]) -> Result<ParsedFile, WireError> {
    Arriving::default().reading(serde_json::from_slice(bytes)?)
}

fn text(shared: Option<&Arc<str>>) -> Option<String> {
    shared.map(std::string::ToString::to_string)
}

fn sent(reading: &ParsedFile) -> WireReading {
    let flaws = &reading.flaws;
    WireReading {
        file: reading.file.to_string(),
        format: reading.format,
        rows: reading.rows.iter().map(|row| sent_row(&row)).collect(),
        flaws: WireFlaws {
            sheets: flaws.sheets().iter().map(ToString::to_string).collect(),
            shown: flaws.shown().iter().map(sent_flaw).collect(),
            more: flaws.more(),
            rejected: flaws.rejected().clone(),
            whole_file: flaws.whole_file(),
        },
        aside: reading.aside.iter().map(|aside| (text(aside.sheet.as_ref()), aside.row, aside.why.clone())).collect(),
        remarks: reading.remarks.iter().map(sent_remark).collect(),
        columns: reading.columns.iter().map(sent_column).collect(),
        marked_days: reading.marked_days.iter().map(sent_marked_day).collect(),
        heads: reading.heads.iter().map(|(sheet, names)| (text(sheet.as_ref()), names.clone())).collect(),
        separator: reading.separator,
    }
}

fn sent_row(row: &Row) -> WireRow {
    let cell = |cell: &Cell| WireCell {
        said: cell.said.clone(),
        line: cell.line,
        column: cell.column.to_string(),
        at: cell.at,
    };
    WireRow {
        kind: row.kind,
        sheet: text(row.place.sheet.as_ref()),
        line: row.place.line,
        ordinal: row.place.ordinal,
        cells: row.cells.iter().map(|(name, said)| (name.to_owned(), cell(said))).collect(),
        unread: row.unread.iter().map(|name| (*name).to_owned()).collect(),
        notes: row.notes.clone(),
        written: row.written.clone(),
    }
}

fn sent_flaw(flaw: &Flaw) -> WireFlaw {
    WireFlaw {
        sheet: text(flaw.sheet.as_ref()),
        row: flaw.row,
        column: flaw.column.as_deref().map(str::to_owned),
        at: flaw.at,
        wording: Wording::of_halves(|language| {
            let [what, cure] = flaw.said(language);
            (what.to_owned(), cure.to_owned())
        }),
        speaks_for: flaw.speaks_for.clone(),
    }
}

fn sent_remark(remark: &ReadingRemark) -> WireRemark {
    WireRemark {
        sheet: text(remark.sheet.as_ref()),
        row: remark.row,
        column: remark.column.as_deref().map(str::to_owned),
        wording: remark.wording.clone(),
    }
}

fn sent_column(column: &ColumnReport) -> WireColumn {
    WireColumn {
        sheet: text(column.sheet.as_ref()),
        column: column.column.clone(),
        header: column.header.clone(),
        field: column.field.map(str::to_owned),
        near: column.near,
        examples: column.examples.clone(),
        doubt: column.doubt.clone(),
    }
}

fn sent_marked_day(one: &MarkedDay) -> WireMarkedDay {
    WireMarkedDay { ordinal: one.place.ordinal, name: one.name.to_owned(), at: one.at, day: one.day, doubt: one.doubt }
}

/// A reading being put together; texts that many rows share are shared again.
#[derive(Default)]
struct Arriving {
    texts: HashMap<String, Arc<str>>,
}

impl Arriving {
    fn shared(&mut self, text: String) -> Arc<str> {
        if let Some(known) = self.texts.get(&text) {
            return Arc::clone(known);
        }
        let shared: Arc<str> = Arc::from(text.as_str());
        self.texts.insert(text, Arc::clone(&shared));
        shared
    }

    fn sheet(&mut self, sheet: Option<String>) -> Option<Arc<str>> {
        sheet.map(|name| self.shared(name))
    }

    fn reading(&mut self, sent: WireReading) -> Result<ParsedFile, WireError> {
        let file = self.shared(sent.file);
        let mut reading = ParsedFile::empty(Arc::clone(&file), sent.format);
        for (ordinal, row) in sent.rows.into_iter().enumerate() {
            reading.rows.push(self.row(row, ordinal, &file)?);
        }
        for (sheet, row, why) in sent.aside {
            reading.aside.push(LeftOutPart { sheet: self.sheet(sheet), row, why });
        }
        for remark in sent.remarks {
            reading.remarks.push(ReadingRemark {
                sheet: self.sheet(remark.sheet),
                row: remark.row,
                column: remark.column.map(Into::into),
                wording: remark.wording,
            });
        }
        for column in sent.columns {
            reading.columns.push(ColumnReport {
                sheet: self.sheet(column.sheet),
                column: column.column,
                header: column.header,
                field: column.field.map(any_column).transpose()?,
                near: column.near,
                examples: column.examples,
                doubt: column.doubt,
            });
        }
        for one in sent.marked_days {
            let place = reading.rows.get(one.ordinal).map(|row| row.place.clone());
            let place = place.ok_or_else(|| WireError::Column(one.name.clone()))?;
            let WireMarkedDay { at, day, doubt, .. } = one;
            reading.marked_days.push(MarkedDay { place, name: any_column(one.name)?, at, day, doubt });
        }
        for (sheet, names) in sent.heads {
            reading.heads.push((self.sheet(sheet), names));
        }
        reading.flaws = self.flaws(sent.flaws, &file, &reading.heads);
        reading.separator = sent.separator;
        Ok(reading)
    }

    /// A row's ordinal is its index, whatever was sent.
    fn row(&mut self, row: WireRow, ordinal: usize, file: &Arc<str>) -> Result<Row, WireError> {
        let kind = row.kind;
        let mut cells = RowCells::default();
        for (name, cell) in row.cells {
            let cell = Cell { said: cell.said, line: cell.line, column: self.shared(cell.column), at: cell.at };
            cells.insert(column(kind, name)?, cell);
        }
        let unread = row.unread.into_iter().map(|name| column(kind, name)).collect::<Result<_, _>>()?;
        let place = CellPlace { file: Arc::clone(file), sheet: self.sheet(row.sheet), line: row.line, ordinal };
        Ok(Row { place, kind, cells, unread, notes: row.notes, written: row.written })
    }

    fn flaws(&mut self, sent: WireFlaws, file: &Arc<str>, heads: &[(Option<Arc<str>>, Vec<String>)]) -> Flaws {
        let sheets = sent.sheets.into_iter().map(|name| self.shared(name)).collect();
        let mut flaws = Flaws::of_sheets(sheets);
        for (sheet, headers) in heads {
            flaws.know_heads(sheet.as_ref(), headers);
        }
        let mut shown = Vec::with_capacity(sent.shown.len());
        for one in sent.shown {
            let mut flaw = Flaw::worded(&one.wording).file(Arc::clone(file)).at(one.at).speaking_for(one.speaks_for);
            flaw.sheet = self.sheet(one.sheet);
            flaw.row = one.row;
            flaw.column = one.column.map(Into::into);
            shown.push(flaw);
        }
        let flaws = flaws.found_apart(shown, sent.more, sent.rejected);
        if sent.whole_file { flaws.of_the_whole() } else { flaws }
    }
}

fn column(kind: RowKind, name: String) -> Result<&'static str, WireError> {
    headers::any_named(kind, &name).map(|column| column.name).ok_or(WireError::Column(name))
}

fn any_column(name: String) -> Result<&'static str, WireError> {
    let found = RowKind::ALL.into_iter().find_map(|kind| headers::any_named(kind, &name));
    found.map(|column| column.name).ok_or(WireError::Column(name))
}

#[cfg(test)]
mod tests {
    use super::super::read as read_file;
    use super::*;

    /// The same rows, flaws, remarks, columns and heads on the other side, of every list there is to try.
    #[test]
    fn what_arrives_is_what_was_sent() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lists");
        let mut tried = 0;
        for entry in std::fs::read_dir(folder).expect("the lists").flatten() {
            let path = entry.path();
            let Some(format) = Format::of(&path) else { continue };
            let bytes = std::fs::read(&path).expect("a list");
            let reading = read_file("list", format, &bytes);
            let arrived = read(&written(&reading).expect("it can be written")).expect("it can be read");
            assert_eq!(format!("{arrived:?}"), format!("{reading:?}"), "{}", path.display());
            tried += 1;
        }
        assert!(tried > 20, "{tried}");
    }

    #[test]
    fn a_flaw_in_a_column_that_only_commitments_have_arrives() {
        let list = "agreement,name,title,yearly\nDL-LA-2022-01,students,Du học sinh,31/2\n";
        let reading = read_file("list.csv", Format::Csv, list.as_bytes());
        let arrived = read(&written(&reading).expect("it can be written")).expect("it can be read");
        assert_eq!(format!("{arrived:?}"), format!("{reading:?}"));
    }

    #[test]
    fn a_column_that_there_is_not_is_refused() {
        let mut reading = read_file("list.csv", Format::Csv, "title;Ngày ký\nBiên bản;30/12/2020\n".as_bytes());
        assert_eq!(reading.rows.len(), 1);
        let good = String::from_utf8(written(&reading).expect("it can be written")).expect("JSON is text");
        assert!(matches!(read(good.replace("\"title\"", "\"made_up\"").as_bytes()), Err(WireError::Column(_))));
        assert!(matches!(read(&good.as_bytes()[..good.len() - 1]), Err(WireError::Json(_))));
        reading.rows.clear();
        assert!(read(&written(&reading).expect("it can be written")).is_ok_and(|read| read.rows.is_empty()));
    }
}
