//! Rows of a sheet that are no rows of its list: numbers of columns, sums, headings, remarks below the table.
//!
//! Each is recognised by its form alone and said in the report, never dropped in silence; what might be an agreement
//! with something missing is left to be refused. A row marked as a secret never comes here.

use super::super::csv_text::Record;
use super::super::headers::{Column, RUNNING_NUMBER};
use super::super::rows::Kind;
use super::head::Head;
use crate::text::fold;
use unicode_normalization::UnicodeNormalization;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// Among the rows of the table.
    Within,
    /// Below a blank row, and no row from there on names an agreement.
    Below,
}

impl Head {
    /// Why the record is no row of the list, if it is not.
    pub(super) fn aside(&self, record: &Record, stands: Stands) -> Option<&'static str> {
        let column = |at: usize| self.columns.get(at).copied().flatten().map(|column| column.name);
        let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (first_at, first) = filled.next()?;
        let others: Vec<usize> = filled.map(|(at, _)| at).collect();
        if is_sum(first) {
            return Some("it is a sum");
        }
        let numbered = column(first_at) == Some(RUNNING_NUMBER);
        if numbered && others.is_empty() {
            // A number alone waits for its row to be filled in; words there are a heading or a remark.
            return Some(if is_number(first) {
                "it holds a running number alone"
            } else {
                "it is a heading or a remark"
            });
        }
        if (numbered && others.len() == 1 && is_chapter(first)) || (others.is_empty() && begins_a_chapter(first)) {
            return Some("it is a heading");
        }
        (stands == Stands::Below).then_some("it stands below the table and names no agreement")
    }

    /// Whether the record says what it is about.
    pub(super) fn names(&self, record: &Record) -> bool {
        let named = |column: &&Column| self.kind != Kind::Agreement || matches!(column.name, "reference" | "title");
        let filled = record.cells.iter().zip(&self.columns).filter(|(cell, _)| !cell.trim().is_empty());
        filled.filter_map(|(_, column)| *column).any(|column| named(&column))
    }
}

/// Whether the record under the headers numbers the columns: (1), (2), (3), or A, B, 1, 2.
pub(super) fn numbers_columns(record: &Record) -> bool {
    let cells: Vec<&str> = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let bare = |cell: &&str| cell.trim_matches(['(', ')', '[', ']']).trim().to_owned();
    let numbers: Vec<u32> = cells.iter().map(bare).filter_map(|cell| cell.parse().ok()).collect();
    let letters =
        cells.iter().map(bare).filter(|cell| cell.len() == 1 && cell.starts_with(|c: char| c.is_ascii_uppercase()));
    let counted = numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1) && numbers[0] <= 2;
    counted && letters.count() + numbers.len() == cells.len()
}

/// "Tổng cộng", "TONG SO: 12", "Cộng". Without its diacritics "tổng cộng" is also the beginning of "tổng công ty".
fn is_sum(cell: &str) -> bool {
    let folded = fold(cell);
    let small = cell.trim().nfc().collect::<String>().to_lowercase();
    let begins = ["tổng cộng", "tổng số"].iter().find_map(|sum| small.strip_prefix(sum));
    let ends = |rest: &str| rest.trim_start().starts_with([':', '(', '-', '=']) || rest.trim().is_empty();
    let counts = |rest: &str| ends(rest) || rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    begins.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        || ["tong cong", "tong so"].iter().filter_map(|sum| folded.strip_prefix(sum)).any(counts)
        || ["tong", "cong", "total"].iter().filter_map(|sum| folded.strip_prefix(sum)).any(ends)
}

fn is_number(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')']);
    !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())
}

/// "I", "II.", "A", "b)": the number of a chapter where rows have 1, 2, 3.
fn is_chapter(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')', ':']);
    let roman = !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|b| b"IVX".contains(&b));
    roman || (bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// "I. Các thỏa thuận với Lào", in a cell of its own.
fn begins_a_chapter(cell: &str) -> bool {
    cell.trim()
        .split_once(['.', ')', '-', '–'])
        .is_some_and(|(number, rest)| is_chapter(number) && rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str]) -> Record {
        Record { row: 2, cells: cells.iter().map(|cell| (*cell).to_owned()).collect(), seen: Vec::new() }
    }

    #[test]
    fn columns_are_numbered_only_by_numbers_in_a_row() {
        for cells in
            [&["(1)", "(2)", "(3)"][..], &["1", "2", "3", "4"], &["A", "B", "1", "2", "3"], &["(1)", "", "(2)", "(3)"]]
        {
            assert!(numbers_columns(&record(cells)), "{cells:?}");
        }
        for cells in [&["1", "2"][..], &["1", "A-1", "Biên bản"], &["1", "3", "5"], &["7", "8", "9"], &["A", "B", "C"]]
        {
            assert!(!numbers_columns(&record(cells)), "{cells:?}");
        }
    }

    #[test]
    fn sums_and_chapters() {
        for cell in ["Tổng cộng", "TỔNG CỘNG: 02 thỏa thuận", "Tổng số", "Cộng:", "Tổng: 12", "TONG CONG 12"]
        {
            assert!(is_sum(cell), "{cell}");
        }
        for cell in ["Tổng công ty Lương thực", "Cộng hòa Séc", "Tổng cục Du lịch", "Biên bản tổng kết"]
        {
            assert!(!is_sum(cell), "{cell}");
        }
        for cell in ["I", "IV.", "A", "b)"] {
            assert!(is_chapter(cell), "{cell}");
        }
        for cell in ["1", "1.1", "A-1", "Lào", ""] {
            assert!(!is_chapter(cell), "{cell}");
        }
        assert!(begins_a_chapter("II. HÀN QUỐC") && begins_a_chapter("A - Lào"));
        assert!(!begins_a_chapter("1. Biên bản") && !begins_a_chapter("Biên bản. Hợp tác") && !begins_a_chapter("A-1"));
    }
}
