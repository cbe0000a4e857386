//! A table turned round: the facts stand one below the other, and each agreement has a column; a form is such a table of one.
//!
//! It is read where it is certain: the column at the left names facts, each once, one of which tells what an agreement is. The
//! records are turned, read as those of any list, and what comes out is given back its places in the file; only the number of
//! a row is that of a column there, which is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::cell_forms::{self, FactForm, Reading};
use super::super::flaw::{Flaw, Flaws, ReadingRemark};
use super::super::headers::{self, OwnHeaders};
use super::super::parsed_file::{LeftOutPart, ParsedFile};
use super::super::raw_row::{RawRow, letters};
use super::super::row_kind::RowKind;
use super::super::rows::Row;
use super::Grid;
use super::row_shape::filled;
use crate::message::list::LeftOut;
use crate::message::list::shape::table_was_turned;

/// So many rows at the top are looked at, and so many agreements stand beside each other at most.
const MOST_FACTS: usize = 60;
const MOST_AGREEMENTS: usize = 200;

/// A table, turned.
pub(super) struct Turned {
    /// The row of names, then one of each column.
    pub(super) records: Vec<RawRow>,
    /// The row of the file that each name stands in.
    rows: Vec<u64>,
    /// Rows above and below it, titles left out.
    around: Vec<u64>,
}

/// The name of a fact in the first column; a colon stands behind it on forms.
fn name(cell: &str) -> &str {
    cell.trim().trim_end_matches(':').trim_end()
}

/// The table, where these records are certainly one that is turned.
pub(super) fn turned(records: &[RawRow], own: &OwnHeaders) -> Option<Turned> {
    if records.len() > MOST_FACTS {
        return None;
    }
    (0..3).find_map(|at| by_names_in(records, own, at))
}

fn by_names_in(records: &[RawRow], own: &OwnHeaders, at: usize) -> Option<Turned> {
    let column = |cell: &str| headers::understand(RowKind::Agreement, name(cell), own).column();
    let label =
        |record: &RawRow| record.cells.get(at).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty());
    let fact = |record: &RawRow| column(&label(record)?).filter(|column| !column.is_aside()).map(|column| column.name);
    // A second name of a fact in a row: a list with heads, or a form of two columns of names.
    let more_names = |record: &&RawRow| {
        record.cells.iter().skip(at + 1).any(|cell| headers::find(RowKind::Agreement, name(cell)).is_some())
    };
    let facts: Vec<&str> = records.iter().filter(|record| !more_names(record)).filter_map(fact).collect();
    let names_it = facts.iter().any(|name| matches!(*name, "title" | "reference" | "partner"));
    if facts.len() < 3 || !names_it || facts.iter().collect::<BTreeSet<_>>().len() < facts.len() {
        return None;
    }
    // A row above that heads the agreements ("Nội dung", "Văn bản 1") is none of the facts.
    let first = records.iter().position(|record| fact(record).is_some() && !more_names(&record))?;
    let last = records.iter().rposition(|record| fact(record).is_some())?;
    let table: Vec<&RawRow> = records[first..=last].iter().filter(|record| !record.is_blank()).collect();
    let width = table.iter().map(|record| record.cells.len()).max().unwrap_or_default();
    let counts = |cell: &str| cell.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit());
    let before = |record: &&RawRow| record.cells.iter().take(at).all(|cell| counts(cell.trim()));
    let sound = table.iter().all(|record| label(record).is_some() && before(record) && !more_names(record));
    // A list of what the columns mean has names and words, and no days.
    let days = |record: &&&RawRow| {
        column(&label(record).unwrap_or_default()).is_some_and(|column| column.form == FactForm::Day)
    };
    let says_day = |record: &&RawRow| {
        record
            .cells
            .iter()
            .skip(at + 1)
            .any(|cell| matches!(cell_forms::read(FactForm::Day, cell), Ok(Reading::Value(_))))
    };
    let dated = table.iter().filter(days).any(says_day);
    if !sound || !dated || facts.len() * 3 < table.len() * 2 || width > at + 1 + MOST_AGREEMENTS {
        return None;
    }
    let mut turned = vec![RawRow {
        row: at as u64 + 1,
        cells: table.iter().map(|record| name(&record.cells[at])).collect(),
        seen: Vec::new(),
    }];
    for column in at + 1..width {
        let cells = table.iter().map(|record| record.cells.get(column).unwrap_or_default()).collect();
        let looks =
            || table.iter().map(|record| record.seen.get(column).copied().unwrap_or(super::Seen::Text)).collect();
        let seen = if table.iter().any(|record| !record.seen.is_empty()) { looks() } else { Vec::new() };
        turned.push(RawRow { row: column as u64 + 1, cells, seen });
    }
    // One cell above it is a title.
    let above = records[..first].iter().filter(|record| filled(record) > 1);
    let below = records[last + 1..].iter().filter(|record| !record.is_blank());
    let around = above.chain(below).map(|record| record.row).collect();
    Some(Turned { rows: table.iter().map(|record| record.row).collect(), records: turned, around })
}

impl Grid {
    /// Reads a turned table, and gives what was read its places in the file.
    pub(super) fn read_turned(
        mut self,
        turned: Turned,
        read: impl FnOnce(&mut Self, &mut ParsedFile) -> Result<(), Flaw>,
        into: &mut ParsedFile,
    ) -> Result<(), Flaw> {
        let Turned { records, rows, around } = turned;
        let sheet = self.sheet.clone();
        let (shown, columns) = (into.remarks.len(), into.columns.len());
        let known = std::mem::take(&mut into.flaws);
        into.flaws = Flaws::of_sheets(known.sheets().to_vec());
        (self.records, self.names) = (records, rows.clone());
        let ended = read(&mut self, into);
        let own = std::mem::replace(&mut into.flaws, known);
        let told: Vec<Flaw> = own.shown().iter().cloned().map(|flaw| turned_back(flaw, &rows)).collect();
        into.flaws = std::mem::take(&mut into.flaws).joined(told, &own);
        for remark in into.remarks.iter_mut().skip(shown) {
            if let Some(place) = remark.row.take() {
                remark.column = Some(Box::from(letters(usize::try_from(place).unwrap_or(1) - 1)));
            }
        }
        for report in into.columns.iter_mut().skip(columns) {
            let at = (0..rows.len()).find(|at| letters(*at) == report.column);
            if let Some(row) = at.and_then(|at| rows.get(at)) {
                report.column = row.to_string();
            }
        }
        let why = LeftOut::HeadingOrRemark;
        let part = |row| LeftOutPart { sheet: sheet.clone(), row: Some(row), why: why.clone() };
        into.aside.extend(around.into_iter().map(part));
        into.remarks.push(ReadingRemark { sheet, row: None, column: None, wording: table_was_turned() });
        ended
    }
}

/// The place of a cell, which stands in the row of its name and the column of its agreement.
fn place(column: &str, agreement: u64) -> (String, usize) {
    let at = usize::try_from(agreement.saturating_sub(1)).unwrap_or_default();
    let name = column.split(' ').next().unwrap_or(column);
    (format!("{name} {}", letters(at)), at)
}

fn turned_back(mut flaw: Flaw, rows: &[u64]) -> Flaw {
    let Some(agreement) = flaw.row else { return flaw };
    match (flaw.column.take(), rows.get(flaw.at)) {
        (Some(column), Some(row)) => {
            let (column, at) = place(&column, agreement);
            (flaw.row, flaw.at, flaw.column, flaw.head) = (Some(*row), at, Some(Box::from(column)), None);
        }
        (_, first) => {
            let (_, at) = place("", agreement);
            (flaw.row, flaw.at, flaw.column) = (first.copied(), at, Some(Box::from(letters(at))));
        }
    }
    flaw
}

/// Gives the cells of a row their places in the file.
pub(super) fn turn_row(row: &mut Row, rows: &[u64]) {
    let agreement = row.place.line;
    for (_, cell) in row.cells.iter_mut() {
        if let Some(line) = rows.get(cell.at) {
            let (column, at) = place(&cell.column, agreement);
            (cell.line, cell.column, cell.at) = (*line, Arc::from(column), at);
        }
    }
}
