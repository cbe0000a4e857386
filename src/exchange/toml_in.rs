//! Reading TOML: `[[agreement]]`, `[[party]]` and `[[act]]`, with native days, lists and tables.
//!
//! Read strictly: an unknown key is a flaw that names the nearest known one, a broken line one with line and column.

mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::csv_text::MOST_ROWS;
use super::flaw::Flaw;
use super::forms::text::{nearest, quoted};
use super::headers;
use super::rows::{Cell, Kind, Place, Row, Said, is_degree_of_secrecy, is_secrecy_mark};
use super::{Format, Reading, grid};

/// The largest TOML file, in bytes: the parser takes some eighty times as much memory where every line is wrong.
const LARGEST: usize = 8 << 20;

const KINDS: [Kind; 3] = [Kind::Agreement, Kind::Party, Kind::Act];

/// The rows of a TOML file.
pub(super) fn read(file: &Arc<str>, bytes: &[u8]) -> Reading {
    let mut reading = Reading::empty(file.clone(), Format::Toml);
    if bytes.len() > LARGEST {
        let flaw = Flaw::new("the file is larger than 8 MiB", "split it, or bring so long a list as CSV");
        return reading.refused(flaw);
    }
    let text = match super::decode::decode(bytes) {
        Ok(text) => text,
        Err(flaw) => return reading.refused(flaw),
    };
    let lines = Lines::of(&text);
    let (document, errors) = DeTable::parse_recoverable(&text);
    for error in errors.iter().take(super::flaw::SHOWN_FLAWS) {
        let at = error.span().map_or(0, |span| span.start);
        let what = format!("this is not TOML: {}", error.message());
        let flaw = Flaw::new(what, "mend this line; text stands between quotes, days do not: signed_on = 2017-12-22");
        reading.flaws.of_file(lines.placed(flaw, at).file(file.clone()));
    }
    if !reading.flaws.is_empty() {
        return reading;
    }
    let mut tables = tables(document.get_ref(), &lines, &mut reading);
    if tables.len() as u64 > MOST_ROWS {
        return reading.refused(Flaw::new(format!("more than {MOST_ROWS} rows"), "split the file"));
    }
    tables.sort_by_key(|(_, table)| table.span().start);
    let starts: Vec<usize> = tables.iter().map(|(_, table)| table.span().start).collect();
    for (ordinal, (kind, table)) in tables.iter().enumerate() {
        let start = table.span().start;
        let end = starts.get(ordinal + 1).copied().unwrap_or(text.len());
        let place = Place { file: file.clone(), sheet: None, line: lines.line(start), ordinal };
        let written = vec![text.get(start..end).unwrap_or_default().trim_end().to_owned()];
        let row = Row { place, kind: *kind, cells: BTreeMap::new(), written };
        let row = fill(row, table, &lines, &mut reading);
        reading.rows.push(row);
    }
    reading
}

type Table<'t, 'i> = Spanned<&'t DeTable<'i>>;

/// The tables of the three kinds; anything else at the top is a flaw.
fn tables<'t, 'i>(document: &'t DeTable<'i>, lines: &Lines, reading: &mut Reading) -> Vec<(Kind, Table<'t, 'i>)> {
    let mut found = Vec::new();
    let file = reading.file.clone();
    for (key, value) in document {
        let name = key.get_ref();
        let mut refuse = |flaw: Flaw, at: usize| reading.flaws.of_file(lines.placed(flaw, at).file(file.clone()));
        let Some(kind) = KINDS.into_iter().find(|kind| kind.name() == name.as_ref()) else {
            let cure = match nearest(name, KINDS.iter().map(|kind| kind.name())) {
                Some(near) => format!("`[[{near}]]` is the nearest known name"),
                None => "a register holds [[agreement]], [[party]] and [[act]]".to_owned(),
            };
            refuse(Flaw::new(format!("unknown key {}", quoted(name)), cure), key.span().start);
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
                    let cure = format!("begin each with [[{name}]], in two pairs of brackets");
                    refuse(Flaw::new(format!("`{name}` is not a list of tables"), cure), item.span().start);
                }
            }
        }
    }
    found
}

/// The row with its cells; what is wrong with it goes into the reading's flaws.
fn fill(mut row: Row, table: &Table<'_, '_>, lines: &Lines, reading: &mut Reading) -> Row {
    let ordinal = row.place.ordinal;
    let mut wrong = Vec::new();
    let mut secret = false;
    for (key, value) in *table.get_ref() {
        let name = key.get_ref();
        let place =
            |flaw: Flaw, at: usize| flaw.file(row.place.file.clone()).row(lines.line(at)).column(name.to_string());
        let Some(column) = headers::find(row.kind, name) else {
            let flaw = Flaw::new(format!("unknown key {}", quoted(name)), headers::cure_for(row.kind, name));
            wrong.push(place(flaw, key.span().start));
            continue;
        };
        let said = match values::said(column, value) {
            Ok(said) => said,
            Err((error, at)) => {
                wrong.push(place(Flaw::new(error.what, error.cure), at));
                continue;
            }
        };
        if let Said::Text(text) = &said {
            let degree = column.name == headers::SECRECY && is_degree_of_secrecy(text);
            secret |= degree || is_secrecy_mark(text);
        }
        if matches!(column.name, headers::RUNNING_NUMBER | headers::SECRECY | headers::FLAW) {
            continue;
        }
        let cell = Cell { said, line: lines.line(value.span().start), column: column.name.to_owned() };
        if row.cells.insert(column.name, cell).is_some() {
            let what = format!("`{}` stands twice, under two names", column.name);
            wrong.push(place(Flaw::new(what, "keep one of the two"), key.span().start));
        }
    }
    if secret {
        wrong = vec![grid::secret(&row.place)];
        row.cells.clear();
        row.written.clear();
    }
    for flaw in wrong {
        reading.flaws.of_row(ordinal, flaw);
    }
    row
}

/// Where the lines of a text begin, to tell line and column of a byte.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
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
        flaw.row(line as u64).column(column.to_string())
    }
}
