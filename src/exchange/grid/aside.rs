//! Rows of a sheet that are no rows of its list: heads repeated, numbers of columns, sums, headings, signatures.
//!
//! Each is recognised by its form alone and said in the report, never dropped in silence; what might be an agreement
//! with something missing is left to be refused. A row marked as a secret never comes here.

use super::super::raw_row::RawRow;
use super::super::forms::day;
use super::super::headers::{Column, RUNNING_NUMBER};
use super::super::row_kind::RowKind;
use super::head::Head;
use super::section::{self, Section};
use crate::message::list::LeftOut;
use crate::text::{fold, folds_to};
use unicode_normalization::UnicodeNormalization;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// Among the rows of the table.
    Within,
    /// Below a blank row or a signature, and no row from there on is about an agreement.
    Below,
}

/// Whether the rows of a list have running numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    No,
    Yes,
}

/// A row that is left out: why, and what the rows below take from it.
#[derive(Clone, Debug)]
pub(super) struct Out {
    pub(super) why: LeftOut,
    pub(super) section: Option<Section>,
}

impl Out {
    fn plain(why: LeftOut) -> Self {
        Self { why, section: None }
    }

    fn heading(text: &str) -> Self {
        let section = section::of_heading(text);
        let taken = section.taken();
        Self { why: LeftOut::Heading { taken }, section: Some(section) }
    }
}

impl Head {
    /// Why the record is no row of the list, if it is not.
    pub(super) fn aside(&self, record: &RawRow, stands: Stands, numbered: Numbered) -> Option<Out> {
        let column = |at: usize| self.columns.get(at).copied().flatten().map(|column| column.name);
        let mut filled = record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (first_at, first) = filled.next()?;
        let others: Vec<(usize, &String)> = filled.collect();
        if self.is_repeated(record) {
            return Some(Out::plain(LeftOut::HeadersAgain));
        }
        if numbers_columns(record) && others.len() >= 2 {
            return Some(Out::plain(LeftOut::ColumnNumbers));
        }
        let in_numbers =
            column(first_at) == Some(RUNNING_NUMBER) || (numbered == Numbered::Yes && self.counts_rows(first_at));
        let summed = || {
            is_sum(first) || others.first().is_some_and(|(_, second)| in_numbers && !is_number(first) && is_sum(second))
        };
        if summed() || is_subtotal(first, others.iter().map(|(_, cell)| cell.as_str())) {
            return Some(Out::plain(LeftOut::Sum));
        }
        if in_numbers && others.is_empty() {
            // A number alone waits for its row to be filled in; words there are a heading or a remark.
            return Some(match (is_number(first), stands) {
                (true, _) => Out::plain(LeftOut::NumberAlone),
                (false, Stands::Below) => Out::plain(LeftOut::HeadingOrRemark),
                (false, Stands::Within) => {
                    let heading = Out::heading(first);
                    let bare = matches!(heading.why, LeftOut::Heading { taken: None }) && !begins_a_chapter(first);
                    Out { why: if bare { LeftOut::HeadingOrRemark } else { heading.why }, section: heading.section }
                }
            });
        }
        if in_numbers && others.len() == 1 && is_chapter(first) {
            return Some(Out::heading(others[0].1));
        }
        if others.is_empty() && begins_a_chapter(first) {
            return Some(Out::heading(first));
        }
        if stands == Stands::Below {
            return Some(Out::plain(LeftOut::BelowTable));
        }
        // Where every row has its number, a lone text without one is a heading; elsewhere only what names a country or year.
        let lone = others.is_empty() && self.headers.len() > 2;
        if lone && (numbered == Numbered::Yes || section::of_heading(first).taken().is_some()) {
            return Some(Out::heading(first));
        }
        None
    }

    /// Whether that column without a known header counts the rows.
    fn counts_rows(&self, at: usize) -> bool {
        at == 0 && self.headers.first().is_some_and(|header| header.trim().is_empty())
    }

    /// Whether the record is the row of headers again, as on the next page.
    fn is_repeated(&self, record: &RawRow) -> bool {
        let filled = || record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let same = |(at, cell): &(usize, &String)| self.folded.get(*at).is_some_and(|header| folds_to(cell, header));
        let count = filled().count();
        count >= 2 && filled().filter(same).count() * 3 >= count * 2
    }

    /// Whether most rows of the list have a running number.
    pub(super) fn numbered(&self, records: &[RawRow]) -> Numbered {
        let Some(at) = self
            .columns
            .iter()
            .position(|c| c.is_some_and(|c| c.name == RUNNING_NUMBER))
            .or_else(|| self.counts_rows(0).then_some(0))
        else {
            return Numbered::No;
        };
        let full = records.iter().filter(|record| filled(record) >= 3);
        let (mut rows, mut with) = (0, 0);
        for record in full {
            rows += 1;
            with += usize::from(record.cells.get(at).is_some_and(|cell| is_number(cell)));
        }
        if with > 0 && with * 10 >= rows * 8 { Numbered::Yes } else { Numbered::No }
    }

    /// Whether the record is about an agreement, as far as its form tells: it has its number, or says several things of
    /// which one is a name.
    pub(super) fn counts(&self, record: &RawRow, numbered: Numbered) -> bool {
        let has_number = self.has_number(record);
        let enough = if numbered == Numbered::Yes { 3 } else { 2 };
        let facts = self.columns.iter().flatten().filter(|column| !column.is_aside()).count();
        let said = filled(record) - usize::from(has_number);
        let enough = if facts <= 2 { 1 } else { enough };
        (has_number && said > 0) || (said >= enough && self.names(record))
    }

    /// The row of the last record that is about an agreement; below a signature a record needs more than two texts.
    pub(super) fn end(&self, records: &[RawRow], numbered: Numbered) -> u64 {
        let signed = records.iter().position(|record| is_signature(record) && !self.has_number(record));
        let signs = |at: usize, record: &RawRow| {
            signed.is_some_and(|signed| at > signed) && !self.has_number(record) && continues_signature(record)
        };
        let mut rows = records.iter().enumerate().rev();
        let last = rows.find(|(at, record)| self.counts(record, numbered) && !signs(*at, record));
        last.map_or(0, |(_, record)| record.row)
    }

    /// Whether the record has a running number.
    pub(super) fn has_number(&self, record: &RawRow) -> bool {
        let number = self.columns.iter().position(|c| c.is_some_and(|c| c.name == RUNNING_NUMBER));
        number.is_some_and(|at| record.cells.get(at).is_some_and(|cell| is_number(cell)))
    }

    /// Whether the record says what it is about.
    fn names(&self, record: &RawRow) -> bool {
        let named =
            |column: &&Column| self.kind != RowKind::Agreement || matches!(column.name, "reference" | "title" | "partner");
        // A signature may fill as many cells as a short row, the column of names too.
        let filled =
            record.cells.iter().zip(&self.columns).filter(|(cell, _)| !cell.trim().is_empty() && !signs(&fold(cell)));
        filled.filter_map(|(_, column)| *column).any(|column| named(&column))
    }
}

fn filled(record: &RawRow) -> usize {
    record.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// How a signature under a list begins, folded.
const SIGNATURES: [&str; 26] = [
    "nguoi lap",
    "thu truong",
    "giam doc",
    "pho giam doc",
    "chu tich",
    "pho chu tich",
    "tm.",
    "kt.",
    "tl.",
    "tuq.",
    "noi nhan",
    "xac nhan",
    "ky ten",
    "(ky",
    "chanh van phong",
    "truong phong",
    "nguoi tong hop",
    "nguoi kiem tra",
    "lap bang",
    "lap bieu",
    "prepared by",
    "approved by",
    "checked by",
    "signature",
    "nguoi bao cao",
    "can bo tong hop",
];

/// Whether the record is a part of a signature: "NGƯỜI LẬP BIỂU", "Đắk Lắk, ngày 05 tháng 02 năm 2026".
pub(super) fn is_signature(record: &RawRow) -> bool {
    let cells: Vec<String> =
        record.cells.iter().filter(|cell| !cell.trim().is_empty()).map(|cell| fold(cell)).collect();
    !cells.is_empty() && cells.len() <= 4 && cells.iter().any(|cell| signs(cell))
}

/// Whether a record below a signature goes on with it: the names that sign, or whom the paper goes to ("- Như trên;", "- Lưu:
/// VT, P2."). Whatever is about an agreement has its number, a day or another figure.
fn continues_signature(record: &RawRow) -> bool {
    let cells = || record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let recipient = |cell: &str| {
        let rest = cell.trim_start_matches(['-', '–', '+']);
        rest.len() < cell.len() && rest.trim_start().starts_with(char::is_alphabetic)
    };
    let figures = |cell: &str| cell.contains(|c: char| c.is_ascii_digit()) && !is_dateline(&fold(cell));
    let goes_to = cells().next().is_some_and(recipient) && !cells().any(|cell| day::read(cell).is_ok());
    cells().count() <= 4 && (goes_to || !cells().any(figures))
}

/// Whether a folded cell stands under a list and not in it.
fn signs(cell: &str) -> bool {
    is_dateline(cell) || SIGNATURES.iter().any(|start| cell.starts_with(start))
}

/// "Đắk Lắk, ngày 05 tháng 02 năm 2026", folded.
fn is_dateline(cell: &str) -> bool {
    cell.contains(", ngay ") && cell.contains(" thang ") && cell.contains(" nam ")
}

/// Whether the record under the headers numbers the columns: (1), (2), (3), or A, B, 1, 2.
pub(super) fn numbers_columns(record: &RawRow) -> bool {
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
        || ["tong", "cong", "total", "grand total", "subtotal", "sub-total", "sum"]
            .iter()
            .filter_map(|sum| folded.strip_prefix(sum))
            .any(ends)
}

/// "Cộng Lào: 01", "Total Laos: 3 agreements", or such words with nothing but numbers beside them.
fn is_subtotal<'c>(first: &str, mut others: impl Iterator<Item = &'c str>) -> bool {
    let folded = fold(first);
    let sums = ["cong ", "tong ", "tong cong ", "total ", "subtotal ", "sub-total ", "cong so "];
    let Some(rest) = sums.iter().find_map(|sum| folded.strip_prefix(sum)) else { return false };
    // "Cộng hòa Séc: 01" counts as well as it names.
    if ["hoa ", "cong ty", "cuc ", "dong ", "cong "].iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    let counted = rest.rsplit_once([':', '=']).is_some_and(|(_, count)| {
        count.trim_start().starts_with(|c: char| c.is_ascii_digit())
            && count.chars().filter(char::is_ascii_digit).count() <= 4
    });
    let numbers = others.next().is_some_and(is_number) && others.all(is_number);
    counted || numbers
}

fn is_number(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')']).trim_end_matches(".0");
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
        .split_once(['.', ')', '-', '–', '/'])
        .is_some_and(|(number, rest)| is_chapter(number) && rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str]) -> RawRow {
        RawRow { row: 2, cells: cells.iter().map(|cell| (*cell).to_owned()).collect(), seen: Vec::new() }
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
        for cell in
            ["Tổng cộng", "TỔNG CỘNG: 02 thỏa thuận", "Tổng số", "Cộng:", "Tổng: 12", "TONG CONG 12", "Grand total"]
        {
            assert!(is_sum(cell), "{cell}");
        }
        for cell in ["Tổng công ty Lương thực", "Cộng hòa Séc", "Tổng cục Du lịch", "Biên bản tổng kết"]
        {
            assert!(!is_sum(cell), "{cell}");
        }
        for (cell, others, expected) in [
            ("Cộng Lào: 01", &[][..], true),
            ("Tổng Hàn Quốc: 3 văn bản", &[], true),
            ("Cộng năm 2017", &["12", "3"], true),
            ("Cộng hòa Séc: 01", &[], false),
            ("Tổng công ty: 01", &[], false),
            ("Cộng đồng ASEAN", &["12"], false),
            ("Cộng năm 2017", &["Lào"], false),
        ] {
            assert_eq!(is_subtotal(cell, others.iter().copied()), expected, "{cell}");
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

    #[test]
    fn signatures() {
        for cells in [
            &["", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"][..],
            &["Đắk Lắk, ngày 05 tháng 02 năm 2026"],
            &["Nơi nhận:"],
            &["TM. ỦY BAN NHÂN DÂN"],
        ] {
            assert!(is_signature(&record(cells)), "{cells:?}");
        }
        for cells in [&["1", "Biên bản", "Sekong", "22/12/2017", "5 năm"][..], &["Biên bản"], &["Kế hoạch"]]
        {
            assert!(!is_signature(&record(cells)), "{cells:?}");
        }
    }
}
