//! Reading TOML: `[[agreement]]`, `[[party]]` and `[[act]]`, with native days, lists and tables.
//!
//! Read strictly: an unknown key is a flaw that names the nearest known one, a broken line one with line and column.

mod values;

use std::collections::BTreeSet;
use std::sync::Arc;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::cell_forms::Unread;
use super::flaw::Flaw;
use super::headers;
use super::raw_row::MOST_ROWS;
use super::row_kind::RowKind;
use super::rows::{Cell, CellPlace, CellValue, Row, RowCells};
use super::secrecy::{Degree, degree_of_secrecy, is_secrecy_mark};
use super::{Format, ParsedFile};
use crate::message::list::file::{TooMany, too_many};
use crate::message::list::{self, Wording, cell, toml};
use crate::text::nearest;

/// The largest TOML file, in bytes: the parser takes some eighty times as much memory where every line is wrong.
const LARGEST: usize = 8 << 20;

/// The most keys of a file: what fits into it where each has a value of some length.
const MOST_KEYS: usize = 400_000;
/// The most lines that begin without a key.
const MOST_BROKEN: usize = 10_000;
/// The most lines that hold neither a key nor a table: a note of several lines has some.
const MOST_BARE: usize = 200_000;

/// What of a text is so much that it is refused before it is parsed: the parser keeps a record of each key and each error.
fn too_much(text: &str) -> Option<TooMany> {
    let (mut tables, mut keys, mut broken, mut bare) = (0u64, 0, 0, 0);
    for line in text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with("[[") {
            tables += 1;
        } else if line.starts_with('=') {
            broken += 1;
        } else if line.contains('=') {
            keys += 1;
        } else {
            bare += 1;
        }
        if tables > MOST_ROWS {
            return Some(TooMany::Rows(MOST_ROWS));
        }
        if keys > MOST_KEYS {
            return Some(TooMany::Toml);
        }
        if broken > MOST_BROKEN || bare > MOST_BARE {
            return Some(TooMany::BrokenLines);
        }
    }
    None
}

/// The tables of a register, as a sentence names them.
fn known_tables() -> String {
    RowKind::ALL.map(|kind| format!("[[{}]]", kind.name())).join(", ")
}

/// The rows of a TOML file.
pub(super) fn read(file: &Arc<str>, bytes: &[u8]) -> ParsedFile {
    let mut reading = ParsedFile::empty(file.clone(), Format::Toml);
    if bytes.len() > LARGEST {
        return reading.refused(Flaw::worded(&too_many(TooMany::Toml)));
    }
    let text = match super::decode::decode(bytes) {
        Ok(text) => text,
        Err(flaw) => return reading.refused(flaw),
    };
    if let Some(much) = too_much(&text) {
        return reading.refused(Flaw::worded(&too_many(much)));
    }
    let lines = TomlLines::of(&text);
    let (document, errors) = DeTable::parse_recoverable(&text);
    // What stands on other lines is read all the same: whoever mends the file wants to hear of everything at once. One
    // slip makes the parser stumble several times over its line; the first time tells.
    let mut broken = BTreeSet::new();
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        if !broken.insert(lines.line(at)) {
            continue;
        }
        let flaw = Flaw::worded(&toml::not_toml(error.message()));
        reading.flaws.of_file(lines.placed(flaw, at).file(file.clone()));
    }
    let mut tables = tables(document.get_ref(), &lines, &mut reading);
    if tables.len() as u64 > MOST_ROWS {
        return reading.refused(Flaw::worded(&too_many(TooMany::Rows(MOST_ROWS))));
    }
    tables.sort_by_key(|(_, table)| table.span().start);
    let starts: Vec<usize> = tables.iter().map(|(_, table)| table.span().start).collect();
    for (ordinal, (kind, table)) in tables.iter().enumerate() {
        let start = table.span().start;
        let end = starts.get(ordinal + 1).copied().unwrap_or(text.len());
        let place = CellPlace { file: file.clone(), sheet: None, line: lines.line(start), ordinal };
        let written = vec![text.get(start..end).unwrap_or_default().trim_end().to_owned()];
        let row =
            Row { place, kind: *kind, cells: RowCells::default(), unread: BTreeSet::new(), notes: Vec::new(), written };
        let row = fill(row, table, &lines, &broken, &mut reading);
        reading.rows.push(row);
    }
    reading
}

type TomlTable<'t, 'i> = Spanned<&'t DeTable<'i>>;

/// The tables of the four kinds; anything else at the top is a flaw.
fn tables<'t, 'i>(
    document: &'t DeTable<'i>,
    lines: &TomlLines,
    reading: &mut ParsedFile,
) -> Vec<(RowKind, TomlTable<'t, 'i>)> {
    let mut found = Vec::new();
    let file = reading.file.clone();
    for (key, value) in document {
        let name = key.get_ref();
        let mut refuse = |wording: &Wording, at: usize| {
            reading.flaws.of_file(lines.placed(Flaw::worded(wording), at).file(file.clone()));
        };
        let Some(kind) = RowKind::ALL.into_iter().find(|kind| kind.name() == name.as_ref()) else {
            let near = nearest(name, RowKind::ALL.iter().map(|kind| kind.name()));
            refuse(&toml::unknown_table(name, near, &known_tables()), key.span().start);
            continue;
        };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => Vec::from([value]),
        };
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) if matches!(value.get_ref(), DeValue::Array(_)) => {
                    found.push((kind, Spanned::new(item.span(), table)));
                }
                _ => {
                    refuse(&toml::not_a_list_of_tables(name), item.span().start);
                }
            }
        }
    }
    found
}

/// The row with its cells; what is wrong with it goes into the reading's flaws.
fn fill(
    mut row: Row,
    table: &TomlTable<'_, '_>,
    lines: &TomlLines,
    broken: &BTreeSet<u64>,
    reading: &mut ParsedFile,
) -> Row {
    let ordinal = row.place.ordinal;
    let mut wrong = Vec::new();
    let mut secret = false;
    for (key, value) in *table.get_ref() {
        let name = key.get_ref();
        let file = row.place.file.clone();
        let place = |wording: &Wording, at: usize| {
            Flaw::worded(wording).file(file.clone()).row(lines.line(at)).column(name.to_string()).at(at)
        };
        let Some(column) = headers::find_key(row.kind, name) else {
            wrong.push(place(&cell::unknown_key(name, headers::nearest_name(row.kind, name)), key.span().start));
            continue;
        };
        let (first, last) = (lines.line(key.span().start), lines.line(value.span().end));
        // What the parser puts in for a missing value may stand before its key.
        if broken.range(first..=last.max(first)).next().is_some() {
            row.unread.insert(column.name);
            continue;
        }
        let said = match values::said(column, value) {
            Ok(said) => said,
            Err((Unread(wording), at)) => {
                row.unread.insert(column.name);
                wrong.push(place(&wording, at));
                continue;
            }
        };
        secret |= match &said {
            CellValue::Text(text) if column.name == headers::SECRECY => {
                let degree = degree_of_secrecy(text);
                if degree == Degree::Unclear {
                    wrong.push(place(&list::row::unclear_degree(), value.span().start));
                }
                degree == Degree::Secret
            }
            CellValue::Text(text) => is_secrecy_mark(text),
            CellValue::Pairs(pairs) => pairs.iter().any(|(_, text)| is_secrecy_mark(text)),
            CellValue::Nothing | CellValue::Clear => false,
        };
        if column.is_aside() {
            continue;
        }
        let at = value.span().start;
        let cell = Cell { said, line: lines.line(at), column: Arc::from(column.name), at };
        if row.cells.insert(column.name, cell).is_some() {
            wrong.push(place(&toml::under_two_names(column.name), key.span().start));
        }
    }
    if secret {
        wrong = vec![row.place.worded(&list::row::is_secret())];
        row.cells.clear();
        row.written.clear();
    }
    for flaw in wrong {
        reading.flaws.of_row(ordinal, flaw);
    }
    row
}

/// Where the lines of a text begin, to tell line and column of a byte.
struct TomlLines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> TomlLines<'t> {
    fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The line of that byte, from 1.
    fn line(&self, at: usize) -> u64 {
        self.starts.partition_point(|start| *start <= at) as u64
    }

    fn placed(&self, flaw: Flaw, at: usize) -> Flaw {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts[line - 1];
        let column = self.text.get(start..at).map_or(1, |before| before.chars().count() + 1);
        flaw.row(line as u64).column(column.to_string()).at(at)
    }
}
