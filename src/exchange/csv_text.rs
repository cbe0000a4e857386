//! CSV cut into records, strictly: RFC 4180 with any of three separators and three line ends.
//!
//! Spreadsheet programs read a broken file as best they can; a register must not. A quote that is never closed, text
//! behind a closing quote, and whatever exceeds the limits is a flaw with its place, and ends the reading.

use std::borrow::Cow;
use std::sync::Arc;

use super::cell_texts::{CellBounds, CellTexts};
use super::flaw::Flaw;
use super::raw_row::{MOST_COLUMNS, MOST_ROWS, RawRow, letters};
use crate::message::list::file::{Quotes, TooMany, broken_quotes, too_many};

/// The longest cell, in letters, as in a workbook.
pub(super) const LONGEST_CELL: usize = 32_767;
/// The records of a text, read one by one; the first flaw is the last item.
#[derive(Debug)]
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    row: u64,
    line: u64,
    /// The whole text, for cells that are places in it, and where this one begins there.
    shared: Option<(&'t Arc<String>, usize)>,
}

impl<'t> Records<'t> {
    /// The records of that text, separated by that ASCII character.
    pub(super) fn of(text: &'t str, separator: u8) -> Self {
        Self { text, at: 0, separator, row: 0, line: 1, shared: None }
    }

    /// The records of a text from that place on; the cells of most lines are not copied out of it.
    pub(super) fn within(text: &'t Arc<String>, from: usize, separator: u8) -> Self {
        Self { shared: Some((text, from)), ..Self::of(&text[from..], separator) }
    }

    /// The cells of the line that begins here and how long it is, where each is a place in the text: none has a quotation
    /// mark or a line's end within its own. Whatever is wrong with a line is told cell by cell.
    fn places(&self) -> Option<(CellTexts, usize)> {
        let (text, from) = self.shared?;
        let rest = &self.text.as_bytes()[self.at..];
        let rest = &rest[..rest.len().min(LONGEST_CELL)];
        let whole = self.at + rest.len() == self.text.len();
        let ends_line = |b: u8| matches!(b, b'\r' | b'\n');
        let mut places: Vec<CellBounds> = Vec::new();
        let mut at = 0;
        loop {
            let (first, end) = if rest.get(at) == Some(&b'"') {
                let quoted = &rest[at + 1..];
                let length = quoted.iter().position(|b| *b == b'"' || ends_line(*b));
                (at + 1, at + 1 + length.filter(|end| quoted[*end] == b'"')?)
            } else {
                let bare = &rest[at..];
                let length = bare.iter().position(|b| *b == self.separator || ends_line(*b));
                (at, at + length.or_else(|| whole.then_some(bare.len()))?)
            };
            places.push((u16::try_from(first).ok()?, u16::try_from(end).ok()?));
            at = if first > at { end + 1 } else { end };
            match rest.get(at) {
                Some(b) if *b == self.separator && places.len() < MOST_COLUMNS => at += 1,
                Some(b) if ends_line(*b) => break,
                None if whole => break,
                _ => return None,
            }
        }
        places.shrink_to_fit();
        Some((CellTexts::of_line(text, from + self.at, places), at))
    }

    fn record(&mut self) -> Result<RawRow, Flaw> {
        self.row += 1;
        if self.row > MOST_ROWS {
            return Err(Flaw::worded(&too_many(TooMany::Rows(MOST_ROWS))).row(self.row));
        }
        if let Some((cells, length)) = self.places() {
            self.at += length;
            self.end_of_line();
            return Ok(RawRow { row: self.row, cells, seen: Vec::new() });
        }
        let mut cells = CellTexts::default();
        loop {
            if cells.len() == MOST_COLUMNS {
                return Err(Flaw::worded(&too_many(TooMany::Columns(MOST_COLUMNS))).row(self.row));
            }
            let column = cells.len();
            let start = self.at;
            let cell =
                if self.byte() == Some(b'"') { Cow::Owned(self.quoted(column)?) } else { Cow::Borrowed(self.bare()) };
            if is_long(&self.text[start..self.at]) {
                return Err(self.flaw(column, Quotes::LongCell));
            }
            cells.push(&cell);
            match self.byte() {
                Some(b) if b == self.separator => self.at += 1,
                _ => break,
            }
        }
        self.end_of_line();
        Ok(RawRow { row: self.row, cells, seen: Vec::new() })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn bare(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let ends = |b: u8| b == self.separator || b == b'\r' || b == b'\n';
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn quoted(&mut self, column: usize) -> Result<String, Flaw> {
        let opened_on = self.line;
        let mut cell = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                return Err(self.flaw(column, Quotes::NeverClosed(opened_on)));
            };
            cell.push_str(&rest[..length]);
            self.line += super::decode::line_of(&rest.as_bytes()[..length]) - 1;
            self.at += length + 1;
            if is_long(&cell) {
                return Err(self.flaw(column, Quotes::LongQuote(opened_on)));
            }
            match self.byte() {
                Some(b'"') => {
                    cell.push('"');
                    self.at += 1;
                }
                None | Some(b'\r' | b'\n') => return Ok(cell),
                Some(b) if b == self.separator => return Ok(cell),
                Some(_) => return Err(self.flaw(column, Quotes::TextBehind)),
            }
        }
    }

    fn end_of_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let length = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.at += length;
        self.line += u64::from(length > 0);
    }

    fn flaw(&self, column: usize, what: Quotes) -> Flaw {
        Flaw::worded(&broken_quotes(what)).row(self.row).column(letters(column))
    }
}

/// Whether a cell holds more letters than any.
fn is_long(cell: &str) -> bool {
    cell.len() > LONGEST_CELL && cell.chars().nth(LONGEST_CELL).is_some()
}

impl Iterator for Records<'_> {
    type Item = Result<RawRow, Flaw>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let record = self.record();
        if record.is_err() {
            self.at = self.text.len();
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The cells of a text; they are the same as places in a longer one.
    fn cells(text: &str) -> Vec<Vec<String>> {
        let whole = Arc::new(format!("sep=,\n{text}"));
        let rows = |records: Records<'_>| -> Vec<Vec<String>> {
            records.map(|record| record.expect("sound").cells.to_vec()).collect()
        };
        let cells = rows(Records::of(text, b','));
        assert_eq!(rows(Records::within(&whole, "sep=,\n".len(), b',')), cells, "{text:?}");
        cells
    }

    #[test]
    fn quotes_and_line_ends() {
        for (rule, text, expected) in [
            (
                "three line ends in one file",
                "a,b\r\nc,d\re,f\ng,h",
                vec![vec!["a", "b"], vec!["c", "d"], vec!["e", "f"], vec!["g", "h"]],
            ),
            (
                "a quoted cell holds separators, quotes and lines",
                "\"a,\"\"b\"\"\nc\",d\n",
                vec![vec!["a,\"b\"\nc", "d"]],
            ),
            ("a quote inside a bare cell is a letter", "5\" x,b", vec![vec!["5\" x", "b"]]),
            ("a blank line is a row", "a\n\nb\n", vec![vec!["a"], vec![""], vec!["b"]]),
            ("a trailing separator is an empty cell", "a,", vec![vec!["a", ""]]),
            ("no text, no record", "", vec![]),
        ] {
            assert_eq!(cells(text), expected, "{rule}");
        }
    }

    #[test]
    fn broken_files_say_where() {
        for (rule, text, row, column, said) in [
            ("unclosed", "a,b\nc,\"d\ne,f\n".to_owned(), 2, "B", "line 2"),
            ("text behind a quote", "a,b\n\"c\"d,e".to_owned(), 2, "A", "double"),
            ("too many columns", ",".repeat(512), 1, "", "columns"),
            ("too long a cell", format!("a,{}", "x".repeat(LONGEST_CELL + 1)), 1, "B", "32,767"),
            ("too long a quote", format!("a\nb,\"{}\"", "ắ".repeat(LONGEST_CELL + 1)), 2, "B", "line 2"),
            ("too many rows", "\n".repeat(200_001), 200_001, "", "rows"),
        ] {
            let flaw = Records::of(&text, b',').find_map(Result::err).expect(rule);
            let text = Arc::new(text);
            assert_eq!(Records::within(&text, 0, b',').find_map(Result::err).as_ref(), Some(&flaw), "{rule}");
            assert_eq!((flaw.row, flaw.column.as_deref().unwrap_or("")), (Some(row), column), "{rule}");
            assert!(flaw.to_string().contains(said), "{rule}: {flaw}");
        }
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_alike(
            table in prop::collection::vec(prop::collection::vec("[a,;\"\r\n ắ']{0,6}", 3), 1..5),
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).expect("memory takes all");
            }
            let text = String::from_utf8(writer.into_inner().expect("memory takes all")).expect("text");
            prop_assert_eq!(cells(&text), table);
        }

        #[test]
        fn nothing_panics(text in any::<String>(), separator in prop::sample::select(vec![b',', b';', b'\t'])) {
            let records: Vec<_> = Records::of(&text, separator).collect();
            prop_assert!(records.len() <= text.len() + 1);
            prop_assert_eq!(Records::within(&Arc::new(text), 0, separator).collect::<Vec<_>>(), records);
        }
    }
}
