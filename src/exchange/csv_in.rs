//! Reading CSV: as spreadsheets export it, in any of their encodings, separators and line ends.

use std::borrow::Cow;
use std::sync::Arc;

use super::columns::ListRules;
use super::csv_text::Records;
use super::flaw::{Flaw, ReadingRemark};
use super::grid::Grid;
use super::headers;
use super::raw_row::MOST_CELLS;
use super::row_kind::RowKind;
use super::rows::Guard;
use super::{Format, ParsedFile};
use crate::message::list;
use crate::message::list::file::{TooMany, letters_are_lost, likely_old_text, too_many};

/// How much of the text is looked at to tell the separator.
const LOOKED_AT: usize = 64 * 1024;

/// The rows of a CSV file.
pub(super) fn read(file: &Arc<str>, bytes: Cow<'_, [u8]>, rules: &ListRules) -> ParsedFile {
    let mut reading = ParsedFile::empty(file.clone(), Format::Csv);
    let grid = match grid(file, bytes, &mut reading) {
        Ok(grid) => grid,
        Err(flaw) => return reading.refused(flaw),
    };
    if let Err(flaw) = grid.read(rules, &mut reading) {
        reading.flaws.of_file(flaw);
    }
    reading
}

/// The cells of the file.
fn grid(file: &Arc<str>, bytes: Cow<'_, [u8]>, reading: &mut ParsedFile) -> Result<Grid, Flaw> {
    let (text, marks) = text(bytes, reading)?;
    let (separator, rest) = separator(&text[marks..]);
    let first = text.len() - rest.len();
    let text = Arc::new(text);
    let mut records = Vec::new();
    let mut cells = 0;
    for record in Records::within(&text, first, separator) {
        let mut record = record?;
        // Empty cells at a row's end say nothing, and a file of separators alone would fill the memory.
        while record.cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            record.cells.pop();
        }
        if !record.cells.is_empty() {
            cells += record.cells.len();
            if cells > MOST_CELLS {
                return Err(Flaw::worded(&too_many(TooMany::Cells)).row(record.row));
            }
            record.cells.shrink_to_fit();
            records.push(record);
        }
    }
    reading.separator = separator;
    Ok(Grid { file: file.clone(), sheet: None, guard: Guard::Formulas, records, names: Vec::new() })
}

/// The text of the file, and how many bytes of marks it begins with. The file's own bytes become it: of a long list another
/// copy would take as much as its cells.
fn text(bytes: Cow<'_, [u8]>, reading: &mut ParsedFile) -> Result<(String, usize), Flaw> {
    let marks = match super::decode::decode(&bytes) {
        Ok(Cow::Owned(text)) => return Ok((text, 0)),
        Ok(Cow::Borrowed(text)) => bytes.len() - text.len(),
        Err(flaw) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => return Err(flaw),
        Err(flaw) => {
            let instead = |wording: &list::Wording| {
                let mut worded = Flaw::worded(wording);
                (worded.row, worded.column) = (flaw.row, flaw.column.clone());
                worded
            };
            if super::legacy::has_lost_letters(&bytes) {
                return Err(instead(&letters_are_lost()));
            }
            let Some((text, scheme)) = super::legacy::decode(&bytes) else {
                let Some(scheme) = super::legacy::likely(&bytes) else { return Err(flaw) };
                return Err(instead(&likely_old_text(scheme.name())));
            };
            let wording = list::old_file_was_converted(scheme.name());
            reading.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
            return Ok((text, 0));
        }
    };
    Ok((String::from_utf8(bytes.into_owned()).expect("decoded just now"), marks))
}

/// The separator, and the text without the line `sep=;` that some spreadsheet programs write first.
///
/// The one under which most headers are known; without any, the one that stands most often on the first line.
fn separator(text: &str) -> (u8, &str) {
    for (mark, separator) in [("sep=;", b';'), ("sep=,", b','), ("sep=\t", b'\t'), ("sep=|", b'|')] {
        if let Some(rest) = text.strip_prefix(mark).filter(|rest| rest.starts_with(['\r', '\n'])) {
            return (separator, rest);
        }
    }
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let top = &text[..end];
    let known = |separator: u8| -> usize {
        let counts = Records::of(top, separator).take(20).map_while(Result::ok).map(|record| {
            let fits = |kind: RowKind| {
                // A mark of quotation within a name was cut out of a quoted one.
                let name = |cell: &&str| !cell.contains('"') && headers::find(kind, cell).is_some();
                record.cells.iter().filter(name).count()
            };
            [RowKind::Agreement, RowKind::Act, RowKind::Party].into_iter().map(fits).max().unwrap_or_default()
        });
        counts.max().unwrap_or_default()
    };
    let first = top.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let often = |separator: u8| first.bytes().filter(|b| *b == separator).count();
    let best = [b'|', b'\t', b';', b','].into_iter().max_by_key(|separator| (known(*separator), often(*separator)));
    (best.unwrap_or(b','), text)
}
