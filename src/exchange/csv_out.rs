//! Writing CSV that spreadsheet programs open as it is meant.
//!
//! A text that a spreadsheet would take for a formula gets a `'` before it, which reading takes off again.

use super::rows::Guard;
use super::table::Table;

/// Whether the file begins with a byte order mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// It does: Excel reads Vietnamese letters only then.
    #[default]
    Bom,
    /// It does not, for other programs.
    Plain,
}

/// The table as CSV in UTF-8, with commas and CRLF (RFC 4180).
///
/// ```
/// use pactwatch::exchange::{ByteOrderMark, Table, csv_out, RowKind};
/// let table = Table { kind: RowKind::Agreement, headers: vec!["title".into()], rows: vec![vec![Some("=1+1".into())]] };
/// assert_eq!(csv_out(&table, ByteOrderMark::Plain), b"title\r\n'=1+1\r\n");
/// ```
pub fn csv_out(table: &Table, mark: ByteOrderMark) -> Vec<u8> {
    csv_sheet(&table.headers, &table.rows, mark)
}

/// The rows of a table alone, to follow others of the same columns.
pub(crate) fn csv_more(table: &Table) -> Vec<u8> {
    records(guarded(&table.rows), b',', ByteOrderMark::Plain)
}

/// Any rows under any headers, in the same form: what is written for people and never read back.
pub(crate) fn csv_sheet(headers: &[String], rows: &[Vec<Option<String>>], mark: ByteOrderMark) -> Vec<u8> {
    records(std::iter::once(headers.to_vec()).chain(guarded(rows)), b',', mark)
}

fn guarded(rows: &[Vec<Option<String>>]) -> impl Iterator<Item = Vec<String>> {
    let cell = |cell: &Option<String>| cell.as_deref().map(|text| Guard::Formulas.written(text)).unwrap_or_default();
    rows.iter().map(move |row| row.iter().map(cell).collect())
}

/// Records as they are, without guarding anything.
pub(super) fn records(records: impl Iterator<Item = Vec<String>>, separator: u8, mark: ByteOrderMark) -> Vec<u8> {
    let start = match mark {
        ByteOrderMark::Bom => "\u{feff}".as_bytes().to_vec(),
        ByteOrderMark::Plain => Vec::new(),
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
