//! Writing CSV that spreadsheet programs open as it is meant.
//!
//! A text that a spreadsheet would take for a formula gets a `'` before it, which reading takes off again.

use super::rows::Guard;
use super::table::Table;

/// Whether the file begins with a byte order mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It does: Excel reads Vietnamese letters only then.
    #[default]
    Bom,
    /// It does not, for other programs.
    Plain,
}

/// The table as CSV in UTF-8, with commas and CRLF (RFC 4180).
///
/// ```
/// use pactwatch::exchange::{Mark, Table, csv_out, rows::Kind};
/// let table = Table { kind: Kind::Agreement, headers: vec!["title".into()], rows: vec![vec![Some("=1+1".into())]] };
/// assert_eq!(csv_out(&table, Mark::Plain), b"title\r\n'=1+1\r\n");
/// ```
pub fn csv_out(table: &Table, mark: Mark) -> Vec<u8> {
    csv_sheet(&table.headers, &table.rows, mark)
}

/// Any rows under any headers, in the same form: what is written for people and never read back.
pub fn csv_sheet(headers: &[String], rows: &[Vec<Option<String>>], mark: Mark) -> Vec<u8> {
    let head = headers.to_vec();
    let rows = rows.iter().map(|row| {
        row.iter().map(|cell| cell.as_deref().map(|text| Guard::Formulas.written(text)).unwrap_or_default()).collect()
    });
    records(std::iter::once(head).chain(rows), b',', mark)
}

/// Records as they are, without guarding anything.
pub(super) fn records(records: impl Iterator<Item = Vec<String>>, separator: u8, mark: Mark) -> Vec<u8> {
    let start = match mark {
        Mark::Bom => "\u{feff}".as_bytes().to_vec(),
        Mark::Plain => Vec::new(),
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(start);
    for record in records {
        writer.write_record(&record).expect("memory takes every record, and records may differ in length");
    }
    writer.into_inner().expect("memory takes what is left to flush")
}
