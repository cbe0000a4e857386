//! The file of rows to mend: what an import did not take, in the same format, beside what is wrong with it.
//!
//! Rows are written as they stood. A row marked as a state secret is not written: no second copy of it comes from here.

use std::collections::BTreeMap;

use super::csv_out::{ByteOrderMark, records};
use super::headers;
use super::row_kind::RowKind;
use super::rows::Row;
use super::table::Table;
use super::xlsx_out::written_workbook;
use super::{Format, ParsedFile};
use crate::lifecycle::policy::Language;
use crate::message::workbook::REASONS_HEAD;

/// A file of rows to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsToFix {
    pub bytes: Vec<u8>,
    /// How many rows it holds.
    pub rows: usize,
    /// How many rejected rows were left out because they are marked as secrets.
    pub left_out: usize,
}

/// The rejected rows of a reading, with what is wrong in that language; `None` where nothing was rejected or the file as a whole cannot be taken.
pub fn to_mend(reading: &ParsedFile, language: Language) -> Option<RowsToFix> {
    let rejected = reading.flaws.rejected();
    if rejected.is_empty() || reading.flaws.whole_file() {
        return None;
    }
    let mut all: Vec<_> = reading.rows.iter().filter(|row| rejected.contains(&row.place.ordinal)).collect();
    for row in &mut all {
        // A day that was asked about does not come in unseen.
        let ordinal = row.place.ordinal;
        for day in reading.marked_days.iter().filter(|day| day.place.ordinal == ordinal) {
            if let Some(cell) = row.to_mut().written.get_mut(day.at) {
                cell.push_str(" ?");
            }
        }
    }
    let all: Vec<&Row> = all.iter().map(|row| &**row).collect();
    let kept: Vec<&Row> = all.iter().copied().filter(|row| !row.written.is_empty()).collect();
    let why = Reasons { language, of_rows: reasons(reading, &all, language) };
    let bytes = match reading.format {
        Format::Toml => toml(&kept, &why),
        Format::Csv => csv(reading, &kept, &why),
        Format::Xlsx | Format::Xls | Format::Ods => xlsx(reading, &kept, &why)?,
    };
    Some(RowsToFix { bytes, rows: kept.len(), left_out: all.len() - kept.len() })
}

/// What is wrong with each row, by its ordinal, in one language.
struct Reasons {
    language: Language,
    of_rows: BTreeMap<usize, Vec<String>>,
}

impl Reasons {
    /// What the column of reasons is called.
    const fn header(&self) -> &'static str {
        match self.language {
            Language::Vi => REASONS_HEAD,
            Language::En => headers::FLAW,
        }
    }
}

/// What is wrong with each row, by its ordinal. A row of TOML has several lines; its flaws lie between it and the next. What is
/// wrong with a column is said in each row that fell by it.
fn reasons(reading: &ParsedFile, rejected: &[&Row], language: Language) -> BTreeMap<usize, Vec<String>> {
    let mut why: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for flaw in reading.flaws.shown() {
        let reason = flaw.in_its_row(language);
        if !flaw.speaks_for.is_empty() {
            for ordinal in &flaw.speaks_for {
                why.entry(*ordinal).or_default().push(reason.clone());
            }
            continue;
        }
        let line = flaw.row.unwrap_or_default();
        let same_sheet = rejected.iter().filter(|row| row.place.sheet == flaw.sheet);
        let Some(row) = same_sheet.filter(|row| row.place.line <= line).max_by_key(|row| row.place.line) else {
            continue;
        };
        why.entry(row.place.ordinal).or_default().push(reason);
    }
    why
}

fn toml(kept: &[&Row], why: &Reasons) -> Vec<u8> {
    let mut text = String::new();
    for row in kept {
        for reason in why.of_rows.get(&row.place.ordinal).into_iter().flatten() {
            // One line each: whatever a reason quotes must stay inside the comment.
            let line: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            text.extend(["# ", &line, "\n"]);
        }
        text.push_str(&row.written.concat());
        text.push_str("\n\n");
    }
    text.into_bytes()
}

fn csv(reading: &ParsedFile, kept: &[&Row], why: &Reasons) -> Vec<u8> {
    let heads = reading.heads.first().map(|(_, headers)| headers.as_slice()).unwrap_or_default();
    records(sheet(heads, kept, why).into_iter(), reading.separator, ByteOrderMark::Bom)
}

/// A workbook of the rows as text, under the names of their sheets; `None` where it would be too large.
fn xlsx(reading: &ParsedFile, kept: &[&Row], why: &Reasons) -> Option<Vec<u8>> {
    let mut tables = Vec::new();
    for (name, heads) in &reading.heads {
        let rows: Vec<&Row> = kept.iter().copied().filter(|row| row.place.sheet == *name).collect();
        let Some(kind) = rows.first().map(|row| row.kind) else { continue };
        let mut lines = sheet(heads, &rows, why).into_iter();
        let headers = lines.next().unwrap_or_default();
        let cells = |line: Vec<String>| line.into_iter().map(|cell| (!cell.is_empty()).then_some(cell)).collect();
        tables.push((
            name.as_deref().unwrap_or_default().to_owned(),
            Table { kind, headers, rows: lines.map(cells).collect() },
        ));
    }
    written_workbook(&tables).ok()
}

/// The country that a heading or the name of a sheet gave to the row: its cell stands in no column.
fn given_country(row: &Row) -> Option<&str> {
    row.cells.get("country").filter(|cell| &*cell.column == "country")?;
    row.text("country")
}

/// The lines of one list, its headers first, with what is wrong in a last column.
fn sheet(heads: &[String], kept: &[&Row], why: &Reasons) -> Vec<Vec<String>> {
    let old = heads.iter().position(|header| headers::is_flaw(header));
    let without = |cells: &[String]| -> Vec<String> {
        cells.iter().enumerate().filter(|(at, _)| Some(*at) != old).map(|(_, cell)| cell.clone()).collect()
    };
    let mut head = without(heads);
    // What a heading gave to its rows stands in their own cells, for the heading is not written.
    let is_country = |header: &String| headers::find(RowKind::Agreement, header).is_some_and(|c| c.name == "country");
    let given = kept.iter().any(|row| given_country(row).is_some());
    let country = head.iter().position(is_country).or_else(|| {
        given.then(|| {
            head.push(headers::vietnamese("country").to_owned());
            head.len() - 1
        })
    });
    let width = head.len();
    head.push(why.header().to_owned());
    let rows = kept.iter().map(|row| {
        let mut cells = without(&row.written);
        // A ragged row is written at full length: what is missing is then an empty cell to fill.
        cells.resize(cells.len().max(width), String::new());
        if let (Some(at), Some(text)) = (country, given_country(row)) {
            text.clone_into(&mut cells[at]);
        }
        cells.push(why.of_rows.get(&row.place.ordinal).map(|reasons| reasons.join(" | ")).unwrap_or_default());
        cells
    });
    std::iter::once(head).chain(rows).collect()
}
