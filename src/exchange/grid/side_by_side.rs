//! Tables that stand beside each other on one sheet: each is read by itself, its cells in their own columns.
//!
//! They are told apart where it is certain: the row of headers names the same facts again, behind a column in which nothing
//! stands or in the same order. A small table beside the list, whose rows are not the list's, is asked about.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::headers::{self, OwnHeaders};
use super::super::raw_row::{RawRow, letters};
use super::super::row_kind::RowKind;
use crate::message::list::{Wording, shape};
use crate::text::fold;

/// So many rows at the top may hold the headers, and so many columns are looked at.
const TOP: usize = 20;
const WIDEST: usize = 120;
/// So many rows a list has at least of which a small table beside it is told apart.
const LONG: usize = 4;

/// What stands beside each other in a sheet.
pub(super) enum SideBySide {
    /// One table.
    Nothing,
    /// The columns of each table.
    Tables(Vec<Range<usize>>),
    /// A table whose rows are none of the list's: what to say, the row of its head, its first column.
    Stranger(Wording, u64, usize),
}

/// The facts that a row of headers names in these columns.
fn facts(head: &RawRow, columns: &Range<usize>, own: &OwnHeaders) -> BTreeSet<&'static str> {
    let cells = head.cells.iter().take(columns.end).skip(columns.start);
    let named = cells.filter_map(|cell| headers::understand(RowKind::Agreement, cell, own).column());
    named.filter(|column| !column.is_aside()).map(|column| column.name).collect()
}

fn names_agreements(facts: &BTreeSet<&str>) -> bool {
    ["title", "reference", "partner"].iter().any(|name| facts.contains(name))
}

pub(super) fn beside(records: &[RawRow], own: &OwnHeaders) -> SideBySide {
    for (at, head) in records.iter().enumerate().filter(|(_, record)| !record.is_blank()).take(TOP) {
        let width = head.cells.len();
        if !(4..=WIDEST).contains(&width) || facts(head, &(0..width), own).len() < 2 {
            continue;
        }
        let runs = runs(&records[at..], width);
        let found: Vec<_> = runs.iter().map(|run| facts(head, run, own)).collect();
        let same = |pair: &[BTreeSet<&str>]| names_agreements(&pair[1]) && pair[0].intersection(&pair[1]).count() >= 2;
        if runs.len() > 1 && names_agreements(&found[0]) && found.windows(2).all(same) {
            return SideBySide::Tables(runs);
        }
        if let Some(again) = repeated(head, own) {
            return SideBySide::Tables(again);
        }
        if let [list, stranger] = runs.as_slice()
            && names_agreements(&found[0])
            && found[0].len() >= 2
            && !names_agreements(&found[1])
            && !found[1].is_empty()
            && is_shorter(&records[at + 1..], list, stranger)
        {
            let wording = shape::table_beside_the_list(&letters(stranger.start));
            return SideBySide::Stranger(wording, head.row, stranger.start);
        }
    }
    SideBySide::Nothing
}

/// The columns between those in which nothing stands, from the row of headers down.
fn runs(records: &[RawRow], width: usize) -> Vec<Range<usize>> {
    let mut filled = vec![false; width];
    for record in records {
        for (filled, cell) in filled.iter_mut().zip(&record.cells) {
            *filled |= !cell.trim().is_empty();
        }
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in filled.iter().enumerate().filter(|(_, filled)| **filled) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// The columns of each table, where the headers are the same ones over again without a column between them.
fn repeated(head: &RawRow, own: &OwnHeaders) -> Option<Vec<Range<usize>>> {
    let names: Vec<String> = head.cells.iter().map(fold).collect();
    let width = names.len();
    let length = (3..=width / 2).find(|length| {
        width.is_multiple_of(*length)
            && !names[0].is_empty()
            && (*length..width).all(|at| !names[at].is_empty() && names[at] == names[at - length])
    })?;
    let first = facts(head, &(0..length), own);
    (names_agreements(&first) && first.len() >= 2)
        .then(|| (0..width / length).map(|nth| nth * length..(nth + 1) * length).collect())
}

/// Whether the second table ends long before the first one does, without a hole.
fn is_shorter(below: &[RawRow], list: &Range<usize>, other: &Range<usize>) -> bool {
    let fills = |record: &RawRow, columns: &Range<usize>| {
        record.cells.iter().take(columns.end).skip(columns.start).any(|cell| !cell.trim().is_empty())
    };
    let rows = below.iter().filter(|record| fills(record, list)).count();
    let others: Vec<bool> =
        below.iter().filter(|record| !record.is_blank()).map(|record| fills(record, other)).collect();
    let filled = others.iter().filter(|filled| **filled).count();
    rows >= LONG && filled > 0 && filled * 2 <= rows && others.iter().take(filled).all(|filled| *filled)
}

/// The records with nothing but the cells of these columns, each where it stands.
pub(super) fn only(records: &[RawRow], columns: &Range<usize>) -> Vec<RawRow> {
    let of = |record: &RawRow| {
        let mut record = record.clone();
        record.cells.truncate(columns.end);
        record.seen.truncate(columns.end);
        record.cells.change(|at, _| (at < columns.start).then(String::new));
        record
    };
    records.iter().map(of).collect()
}
