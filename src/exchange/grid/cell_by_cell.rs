//! What is asked of the cells of a record before they are read: whether they fit the head, hold other rows, or mark a secret.

use super::super::cell_forms;
use super::super::flaw::Flaws;
use super::super::headers::{self, ColumnDefinition};
use super::super::raw_row::{RawRow, letters};
use super::super::rows::{CellPlace, Row};
use super::super::secrecy::{Degree, degree_of_secrecy, is_secrecy_mark};
use super::counted::TableCounts;
use super::head::Head;
use super::judge::{Judged, Use};
use crate::message::list;

/// A value of a text file beyond the last header: most often a separator inside a value.
pub(super) fn check_width(head: &Head, record: &RawRow, place: &CellPlace, flaws: &mut Flaws) {
    let beyond = record.cells.iter().enumerate().skip(head.headers.len()).find(|(_, cell)| !cell.trim().is_empty());
    if let Some((at, _)) = beyond.filter(|_| place.sheet.is_none()) {
        let flaw = place.worded(&list::file::value_without_header());
        flaws.of_row(place.ordinal, flaw.column(letters(at)).at(at));
    }
}

/// Whether a cell of a text file holds other rows: one of its lines is as wide as a row, and says a day.
pub(super) fn holds_rows(text: &str, width: usize) -> bool {
    text.contains('\n')
        && text.lines().take(50).any(|line| {
            [',', ';', '\t'].into_iter().any(|separator| {
                let parts = line.split(separator);
                parts.clone().count() * 2 > width && parts.take(60).any(|part| cell_forms::day::read(part).is_ok())
            })
        })
}

/// A quotation mark that is closed rows below: nothing of the row that opens it can be taken.
pub(super) fn swallowed_rows(head: &Head, at: usize, row: &mut Row, flaws: &mut Flaws) {
    let flaw = row.place.worded(&list::asked::rows_in_one_cell());
    flaws.of_row(row.place.ordinal, flaw.column(letters(at)).at(at));
    row.unread.extend(head.columns.iter().flatten().map(|column| column.name));
}

/// A degree of secrecy that nobody can be sure of.
pub(super) fn check_degree(head: &Head, (at, text): (usize, &str), place: &CellPlace, flaws: &mut Flaws) {
    if let Some(Some(column)) = head.columns.get(at)
        && column.name == headers::SECRECY
        && degree_of_secrecy(text) == Degree::Unclear
    {
        let named = format!("{} ({})", column.name, letters(at));
        flaws.of_row(place.ordinal, place.worded(&list::row::unclear_degree()).column(named).at(at));
    }
}

/// A cell as a line of the note.
/// The fact that a cell says; what says none goes where it belongs: into the row's note, or to what is worked out.
pub(super) fn fact_of(
    judged: &Judged,
    (text, at): (&str, usize),
    row: &mut Row,
    counted: &mut TableCounts,
) -> Option<&'static ColumnDefinition> {
    match judged.used {
        Use::Fact(column) => return Some(column),
        Use::Note if !text.trim().is_empty() => row.notes.push(noted(&judged.report.header, text)),
        Use::WorkedOut(which) => counted.look(row, (text, which), at, &judged.place),
        Use::Note | Use::Nothing => {}
    }
    None
}

fn noted(header: &str, text: &str) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let header = line(header);
    if header.is_empty() { line(text) } else { format!("{header}: {}", line(text)) }
}

pub(super) fn is_secret(head: &Head, record: &RawRow) -> bool {
    record.cells.iter().enumerate().any(|(at, cell)| {
        let degree = head.columns.get(at).copied().flatten().is_some_and(|column| column.name == headers::SECRECY);
        is_secrecy_mark(cell) || (degree && degree_of_secrecy(cell) == Degree::Secret)
    })
}
