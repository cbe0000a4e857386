//! The row of headers: lists begin with a title, and group columns under a common header.
//!
//! It says which record names the columns and where the data begin; it does not judge unknown names. The invariant: the
//! data begin below every record that was taken for part of the head.

use std::collections::{BTreeMap, BTreeSet};

use super::super::headers::{self, ColumnDefinition, OwnHeaders, Understood};
use super::super::raw_row::{RawRow, letters};
use super::super::row_kind::RowKind;
use super::super::row_mark::ROW_MARK;
use super::groups::{grouped, is_bracketed};
use super::order::DayOrder;
use super::row_shape::{self, names_only, numbers_columns};
use super::split_days::{self, SplitDay};
use super::unit;
use crate::lifecycle::policy::Language;
use crate::message::list::{Wording, file, shape};
use crate::message::workbook::{self, Sheet};
use crate::text::fold;

/// How many rows at the top are searched for the headers.
const TITLE_ROWS: usize = 20;
/// How many cells of a row are held against the names of columns; no list has more columns that mean something.
const LOOKED_AT: usize = 120;

/// How many rows a head has at most: groups of groups of names.
const MOST_LINES: usize = 4;

/// What was found above the data.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) kind: RowKind,
    pub(super) headers: Vec<String>,
    /// The same, folded: rows are held against them.
    pub(super) folded: Vec<String>,
    /// What each header was taken for.
    pub(super) meant: Vec<Understood>,
    pub(super) columns: Vec<Option<&'static ColumnDefinition>>,
    /// What each header gives to its cells: the unit of bare numbers; as long as `columns`.
    pub(super) units: Vec<Option<unit::Unit>>,
    /// In which order the days of a column stand, where somebody said it; by the column's place.
    pub(super) orders: BTreeMap<usize, DayOrder>,
    /// The days that stand in three columns.
    pub(super) days: Vec<SplitDay>,
    /// How many records stand above the head itself.
    pub(super) first: usize,
    /// How many records stand above the first row of data.
    pub(super) above: usize,
}

/// The head of the list, or what is wrong with its top, and the cure.
pub(super) fn find(records: &[RawRow], own: &OwnHeaders) -> Result<Head, Wording> {
    let candidates = || {
        let top = records.iter().enumerate().take(TITLE_ROWS * 4).filter(|(_, record)| !record.is_blank());
        top.take(TITLE_ROWS).map(|(at, record)| (at, record, best(record, own)))
    };
    let most = candidates().map(|(.., best)| best.score).max().unwrap_or_default();
    let head = candidates().find(|(_, record, best)| {
        let filled = record.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        // One word above a list, "Văn bản" or "Ghi chú", is a title where a row below names several columns.
        let enough = if most > 1 { best.score > 1 } else { best.score > 0 };
        let fits = best.known * 2 >= filled || best.score > 2;
        enough && (fits || (best.score == most && filled > 1 && names_only(record)))
    });
    let turned = turned(records, own);
    if let Some((at, _, Best { kind, .. })) = head.filter(|(.., best)| turned <= best.score.max(2)) {
        let at = first_line(records, kind, at);
        return Ok(with_lines_below(records, kind, at, own));
    }
    Err(if turned > 2 { shape::list_is_turned() } else { file::no_headers() })
}

/// How many rows at the top begin with the name of a column, each another: so they do where every agreement has a column of
/// its own, and on a form that is filled in for one.
fn turned(records: &[RawRow], own: &OwnHeaders) -> usize {
    let first = |record: &RawRow| {
        let mut filled = record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let name = filled.next()?.trim_end_matches(':');
        let column = headers::understand(RowKind::Agreement, name, own).column().filter(|column| !column.is_aside())?;
        // A second name beside it: a row of headers.
        let value = filled.next().filter(|value| headers::find(RowKind::Agreement, value).is_none());
        value.map(|_| column.name)
    };
    let top = records.iter().filter(|record| !record.is_blank()).take(TITLE_ROWS * 2);
    top.filter_map(first).collect::<BTreeSet<_>>().len()
}

/// Whether a record is the row of headers in another language: each of its cells names the column that it stands in.
pub(super) fn is_translation(head: &Head, record: &RawRow) -> bool {
    let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).peekable();
    let same = |(at, cell): (usize, &str)| {
        let column = head.columns.get(at).copied().flatten();
        column.is_some_and(|column| headers::find(head.kind, cell).is_some_and(|found| found.name == column.name))
    };
    filled.peek().is_some() && row_shape::filled(record) >= 3 && names_only(record) && filled.all(same)
}

/// Whether a record below the head is the head of another table: it names columns, and another one in some place.
pub(super) fn is_another(head: &Head, record: &RawRow, own: &OwnHeaders) -> bool {
    let filled = record.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    if filled < 3 || !names_only(record) {
        return false;
    }
    let meant = |cell: &str| headers::understand(head.kind, cell, own).column();
    let columns: Vec<_> = record.cells.iter().take(LOOKED_AT).map(meant).collect();
    let facts = || columns.iter().enumerate().filter_map(|(at, column)| Some((at, (*column)?.name)));
    let known = facts().count();
    let differs = |(at, name): (usize, &str)| {
        head.columns.get(at).copied().flatten().is_none_or(|column| column.name != name) && name != headers::ASIDE
    };
    let names_rows = facts().any(|(_, name)| matches!(name, "title" | "reference" | "partner" | "agreement" | "id"));
    known >= 3 && known * 3 >= filled * 2 && names_rows && facts().any(differs)
}

/// How well a record fits as the row of headers.
#[derive(Clone, Copy, Debug)]
struct Best {
    kind: RowKind,
    /// How many of its cells name facts.
    score: usize,
    /// How many name anything, what is left aside too.
    known: usize,
}

/// The kind whose columns fit best; on a tie the last, so agreements.
fn best(record: &RawRow, own: &OwnHeaders) -> Best {
    let of = |kind: RowKind| {
        let meant = record.cells.iter().take(LOOKED_AT).map(|cell| headers::understand(kind, cell, own));
        let columns: Vec<_> = meant.filter_map(Understood::column).collect();
        let score = columns.iter().filter(|column| !column.is_aside()).count();
        Best { kind, score, known: columns.len() }
    };
    let kinds = [RowKind::Party, RowKind::Act, RowKind::Agreement].map(of);
    let other = kinds.into_iter().max_by_key(|best| best.score).unwrap_or(kinds[2]);
    let commitments = of(RowKind::Commitment);
    match says_commitments(record, own) {
        Some(Certain::ByName) if commitments.score >= other.score => commitments,
        Some(Certain::ByTitle) if commitments.score > other.score => commitments,
        _ => other,
    }
}

/// What tells a list of commitments from a list of agreements.
enum Certain {
    /// Columns for the agreement and for the commitment's name.
    ByName,
    /// Columns for the agreement and for what is promised.
    ByTitle,
}

fn says_commitments(record: &RawRow, own: &OwnHeaders) -> Option<Certain> {
    let cells = record.cells.iter().take(LOOKED_AT);
    let names: Vec<&str> = cells
        .filter_map(|cell| headers::understand(RowKind::Commitment, cell, own).column())
        .map(|column| column.name)
        .collect();
    let has = |name: &str| names.contains(&name);
    match (has("agreement"), has("name"), has("title")) {
        (true, true, _) => Some(Certain::ByName),
        (true, false, true) => Some(Certain::ByTitle),
        _ => None,
    }
}

/// Whether the columns can say what a row is about.
pub(super) fn names_its_rows(head: &Head) -> bool {
    let has = |name: &str| head.columns.iter().flatten().any(|column| column.name == name);
    head.kind != RowKind::Agreement || has("reference") || has("title") || has("partner")
}

/// Whether the columns are those of a list of partners, and of nothing that is said of an agreement.
pub(super) fn lists_partners(head: &Head) -> bool {
    let mut facts = head.columns.iter().flatten().filter(|column| !column.is_aside());
    let has = |name: &str| head.columns.iter().flatten().any(|column| column.name == name);
    let of_partners = |column: &&ColumnDefinition| matches!(column.name, "partner" | "country" | "note");
    head.kind == RowKind::Agreement && has("partner") && has("country") && facts.all(of_partners)
}

/// Whether the columns say what was done, and none of them to which agreement: somebody's own list of tasks.
pub(super) fn lists_acts_of_nothing(sheet: &str, head: &Head) -> bool {
    let has = |name: &str| head.columns.iter().flatten().any(|column| column.name == name);
    let is_ours =
        || [Language::Vi, Language::En].map(|language| workbook::sheet(Sheet::Updates, language)).contains(&sheet);
    head.kind == RowKind::Act && !has("agreement") && !has(ROW_MARK) && !is_ours()
}

/// What to say of columns that cannot.
pub(super) fn nameless(row: u64, head: &Head) -> Wording {
    let known = head.headers.iter().zip(&head.columns).enumerate();
    let known: Vec<(usize, &ColumnDefinition)> =
        known.filter_map(|(at, (_, column))| Some((at, (*column)?))).take(5).collect();
    let named = |name: fn(&ColumnDefinition) -> &str| -> Vec<String> {
        known.iter().map(|(at, column)| format!("{} ({})", name(column), letters(*at))).collect()
    };
    file::headers_name_no_agreement(row, &named(|column| column.vietnamese), &named(|column| column.name))
}

/// The first row of the head, where the one that fits best stands below others: a row of groups, some of whose cells name
/// columns of their own that reach down beside it.
fn first_line(records: &[RawRow], kind: RowKind, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first + 1 < MOST_LINES {
        let above = &records[first - 1];
        let filled = above.cells.iter().filter(|cell| !cell.trim().is_empty());
        let named = above.cells.iter().any(|cell| headers::find(kind, cell).is_some());
        let is_head = filled.count() >= 3 && named && names_only(above);
        if !is_head || grouped(&above.cells.to_vec(), &records[first], kind).is_none() {
            break;
        }
        first -= 1;
    }
    first
}

/// The headers of that record; where a group stands above several columns, their names are in the rows below.
fn with_lines_below(records: &[RawRow], kind: RowKind, at: usize, own: &OwnHeaders) -> Head {
    let mut headers = records[at].cells.to_vec();
    let mut above = at + 1;
    let mut days = records.get(above).map_or_else(Vec::new, |below| split_days::below(&headers, below, kind));
    above += usize::from(!days.is_empty());
    if days.is_empty() {
        days = split_days::beside(&headers, kind);
    }
    for day in &days {
        let whole = day.header(&headers);
        day.name(&mut headers, &whole);
    }
    while above - at < MOST_LINES
        && let Some(names) = records.get(above).and_then(|below| grouped(&headers, below, kind))
    {
        headers = names;
        above += 1;
    }
    while above - at < MOST_LINES
        && let Some(below) = records.get(above).filter(|below| is_in_brackets(below))
    {
        join(&mut headers, below);
        above += 1;
    }
    while headers.last().is_some_and(|header| header.trim().is_empty()) {
        headers.pop();
    }
    let mut head = Head::of(kind, headers, own, at);
    head.days = days;
    // The same names in another language, and the numbers of the columns.
    if records.get(above).is_some_and(|below| is_translation(&head, below)) {
        above += 1;
    }
    if records.get(above).is_some_and(numbers_columns) {
        above += 1;
    }
    head.above = above;
    head
}

impl Head {
    /// Where the column of that name stands.
    pub(super) fn column_of(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.is_some_and(|column| column.name == name))
    }

    /// Of those headers, one line of them so far.
    fn of(kind: RowKind, headers: Vec<String>, own: &OwnHeaders, first: usize) -> Self {
        let meant: Vec<Understood> = headers.iter().map(|header| headers::understand(kind, header, own)).collect();
        let columns: Vec<_> = meant.iter().map(|meant| meant.column()).collect();
        let units = headers.iter().zip(&columns).map(|(header, column)| unit::of(header, (*column)?)).collect();
        let folded = headers.iter().map(|header| fold(header)).collect();
        Self {
            kind,
            headers,
            folded,
            meant,
            columns,
            units,
            orders: BTreeMap::new(),
            days: Vec::new(),
            first,
            above: first + 1,
        }
    }
}

/// Whether the record says of the columns above in brackets how they are filled in: "(dd/mm/yyyy)", "(năm)".
fn is_in_brackets(record: &RawRow) -> bool {
    let mut filled = record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_bracketed)
}

/// Puts what a record says of the columns behind their names.
fn join(headers: &mut Vec<String>, below: &RawRow) {
    headers.resize(headers.len().max(below.cells.len()), String::new());
    for (header, cell) in headers.iter_mut().zip(&below.cells).filter(|(_, cell)| !cell.trim().is_empty()) {
        header.push_str(if header.is_empty() { "" } else { " " });
        header.push_str(cell.trim());
    }
}
