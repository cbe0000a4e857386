//! What the cells of a row look like, told by their form alone: numbers of columns, sums, chapters, signatures.

use unicode_normalization::UnicodeNormalization;

use super::super::cell_forms::day;
use super::super::raw_row::RawRow;
use crate::text::fold;

/// Takes off the marks that turn the direction of writing, which a word processor leaves behind and nobody sees, and the
/// apostrophe before a number that was to stay a text.
pub(super) fn take_marks_off(record: &mut RawRow) {
    let mark =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let typed_as_text = |cell: &str| {
        let rest = cell.strip_prefix(['\'', '’', '‘'])?;
        let figures = rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' '));
        figures.then(|| rest.to_owned())
    };
    record.cells.change(|_, cell| {
        let turned = !cell.is_ascii() && cell.contains(mark);
        if turned { Some(cell.replace(mark, "")) } else { typed_as_text(cell) }
    });
}

/// How many cells of the row say something.
pub(super) fn filled(record: &RawRow) -> usize {
    record.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Whether one cell alone says something, and is no part of a signature.
pub(super) fn is_lone_text(record: &RawRow) -> bool {
    filled(record) == 1 && !is_signature(record)
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
    let cells = || record.cells.iter().filter(|cell| !cell.trim().is_empty());
    cells().nth(4).is_none() && cells().any(|cell| signs(&fold(cell)))
}

/// Whether a record below a signature goes on with it: the names that sign, or whom the paper goes to ("- Như trên;", "- Lưu:
/// VT, P2."). Whatever is about an agreement has its number, a day or another figure.
pub(super) fn continues_signature(record: &RawRow) -> bool {
    let cells = || record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let recipient = |cell: &str| {
        let rest = cell.trim_start_matches(['-', '–', '+']);
        rest.len() < cell.len() && rest.trim_start().starts_with(char::is_alphabetic)
    };
    let figures = |cell: &str| cell.contains(|c: char| c.is_ascii_digit()) && !is_dateline(&fold(cell));
    let goes_to = cells().next().is_some_and(recipient) && !cells().any(|cell| day::read(cell).is_ok());
    cells().count() <= 4 && (goes_to || !cells().any(figures))
}

/// Whether a folded cell stands under a list and not in it.
pub(super) fn signs(cell: &str) -> bool {
    is_dateline(cell) || SIGNATURES.iter().any(|start| cell.starts_with(start))
}

/// "Đắk Lắk, ngày 05 tháng 02 năm 2026", folded.
fn is_dateline(cell: &str) -> bool {
    cell.contains(", ngay ") && cell.contains(" thang ") && cell.contains(" nam ")
}

/// Whether the record under the headers numbers the columns: (1), (2), (3), or A, B, 1, 2.
pub(super) fn numbers_columns(record: &RawRow) -> bool {
    fn bare(cell: &str) -> &str {
        cell.trim_matches(['(', ')', '[', ']']).trim()
    }
    let cells = || record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).map(bare);
    let is_letter = |cell: &str| cell.len() == 1 && cell.starts_with(|c: char| c.is_ascii_uppercase());
    // The first cell of most rows tells that they do not.
    if !cells().all(|cell| cell.parse::<u32>().is_ok() || is_letter(cell)) {
        return false;
    }
    let numbers: Vec<u32> = cells().filter_map(|cell| cell.parse().ok()).collect();
    numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1) && numbers[0] <= 2
}

/// Whether no cell of the record holds a number: then it may be a row of names.
pub(super) fn names_only(record: &RawRow) -> bool {
    record.cells.iter().all(|cell| cell.chars().filter(char::is_ascii_digit).count() < 2)
}

/// "Tổng cộng", "TONG SO: 12", "Cộng". Without its diacritics "tổng cộng" is also the beginning of "tổng công ty".
pub(super) fn is_sum(cell: &str) -> bool {
    let folded = fold(cell);
    let small = cell.trim().nfc().collect::<String>().to_lowercase();
    let begins = ["tổng cộng", "tổng số"].iter().find_map(|sum| small.strip_prefix(sum));
    let ends = |rest: &str| rest.trim_start().starts_with([':', '(', '-', '=']) || rest.trim().is_empty();
    let counts = |rest: &str| ends(rest) || rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    begins.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        || ["tong cong", "tong so"].iter().filter_map(|sum| folded.strip_prefix(sum)).any(counts)
        || [
            "tong",
            "cong",
            "total",
            "grand total",
            "subtotal",
            "sub-total",
            "sum",
            "mang sang",
            "chuyen sang",
            "cong mang sang",
            "cong chuyen sang",
            "carried forward",
            "brought forward",
        ]
        .iter()
        .filter_map(|sum| folded.strip_prefix(sum))
        .any(ends)
}

/// "Cộng Lào: 01", "Total Laos: 3 agreements", or such words with nothing but numbers beside them.
pub(super) fn is_subtotal<'c>(first: &str, mut others: impl Iterator<Item = &'c str>) -> bool {
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

/// "Gia hạn lần 1", "Extension 2": what is called so and names no partner belongs to the agreement above it.
pub(super) fn is_called_extension(title: &str) -> bool {
    let folded = fold(title);
    let bare = folded.trim_start_matches(['-', '+', '*', '(', ' ', '–']);
    ["gia han", "lan gia han", "duoc gia han", "da gia han", "extension", "extended", "renewal", "renewed"]
        .iter()
        .filter_map(|start| bare.strip_prefix(start))
        .any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a title names what is done to another text: "Gia hạn Bản ghi nhớ A", "Phụ lục 01 …", "Amendment No. 1 to …".
pub(super) fn is_about_another(title: &str) -> bool {
    let folded = fold(title);
    let bare = folded.trim_start_matches(['-', '+', '*', '(', ' ', '–', '"', '“']);
    ABOUT_ANOTHER
        .iter()
        .filter_map(|start| bare.strip_prefix(start))
        .any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// How such a title begins, folded.
const ABOUT_ANOTHER: [&str; 32] = [
    "gia han",
    "phu luc",
    "sua doi",
    "bo sung",
    "ban sua doi",
    "van ban sua doi",
    "van ban gia han",
    "thoa thuan gia han",
    "thoa thuan sua doi",
    "bien ban gia han",
    "bien ban sua doi",
    "ban ghi nho gia han",
    "ban ghi nho sua doi",
    "nghi dinh thu sua doi",
    "nghi dinh thu gia han",
    "cong ham gia han",
    "cong ham sua doi",
    "cong van gia han",
    "quyet dinh gia han",
    "thu gia han",
    "thu thoa thuan gia han",
    "extension",
    "renewal of",
    "renewal to",
    "addendum",
    "amendment",
    "annex",
    "appendix",
    "supplement to",
    "supplementary agreement",
    "protocol amending",
    "protocol of amendment",
];

pub(super) fn is_number(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')']).trim_end_matches(".0");
    !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())
}

/// "1.1", "2.10.": the number of a row in its chapter.
pub(super) fn is_number_in_chapter(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')']);
    let short = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    bare.contains('.') && !bare.ends_with(".0") && bare.split('.').all(short)
}

/// "I", "II.", "A", "b)": the number of a chapter where rows have 1, 2, 3.
pub(super) fn is_chapter(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')', ':']);
    let roman = !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|b| b"IVX".contains(&b));
    roman || (bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// "II.1", "A.2.": the number of a part of a chapter, where rows have 1, 2, 3.
pub(super) fn is_part_of_chapter(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches(['.', ')', ':']);
    bare.split_once(['.', '-']).is_some_and(|(chapter, part)| {
        is_chapter(chapter) && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

/// "*", "**", "(1)", "[2]": the mark of a note below a list, where rows have 1, 2, 3.
pub(super) fn is_mark_of_note(cell: &str) -> bool {
    let bare = cell.trim();
    let starred = !bare.is_empty() && bare.chars().all(|c| matches!(c, '*' | '†' | '‡'));
    let inside = bare.strip_prefix(['(', '[']).and_then(|bare| bare.strip_suffix([')', ']']));
    starred || inside.is_some_and(|inside| !inside.is_empty() && inside.chars().all(|c| c.is_ascii_digit() || c == '*'))
}

/// "I. Các thỏa thuận với Lào", in a cell of its own.
pub(super) fn begins_a_chapter(cell: &str) -> bool {
    cell.trim()
        .split_once(['.', ')', '-', '–', '/'])
        .is_some_and(|(number, rest)| is_chapter(number) && rest.starts_with(' '))
}

/// Whether a cell begins as a remark on the list does: "* …", "Ghi chú: …", "Nguồn: …".
pub(super) fn is_remark(text: &str) -> bool {
    let folded = fold(text.trim());
    let letters = || folded.chars().filter(|c| c.is_alphabetic()).count();
    let named = |start: &&str| folded.strip_prefix(*start).is_some_and(|rest| rest.trim_start().starts_with(':'));
    (folded.starts_with('*') && letters() >= 3) || REMARKS.iter().any(named)
}

/// Whether a lone text under a list is a note to it, and no title: "(1) Tính từ …", "- Lưu: VT.", "Trang 1/2", "---".
pub(super) fn is_note_below(text: &str) -> bool {
    let folded = fold(text.trim());
    let starts =
        ["(", "-", "–", "*", "trang ", "page ", "ghi chu", "nguon", "luu y", "cap nhat", "so lieu", "tinh den"];
    let words = || folded.chars().any(char::is_alphanumeric);
    !words() || matches!(folded.as_str(), "het" | "end") || starts.iter().any(|start| folded.starts_with(start))
}

const REMARKS: [&str; 9] = ["ghi chu", "luu y", "chu thich", "nguon", "note", "notes", "remark", "remarks", "source"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_nobody_sees_go() {
        for (cell, expected) in
            [("\u{200e}22/12/2017", "22/12/2017"), ("'03/11/2022", "03/11/2022"), ("’01652", "01652"), ("'90s", "'90s")]
        {
            let mut record = record(&[cell]);
            take_marks_off(&mut record);
            assert_eq!(&record.cells[0], expected);
        }
    }

    fn record(cells: &[&str]) -> RawRow {
        RawRow { row: 2, cells: cells.iter().collect(), seen: Vec::new() }
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
    fn rows_that_go_on_with_the_agreement_above() {
        for title in ["Gia hạn lần 1", "- Gia hạn lần 2", "(gia hạn)", "Extension 1", "Renewal"] {
            assert!(is_called_extension(title), "{title}");
        }
        for title in ["Bản ghi nhớ gia hạn", "Biên bản gia hạn thỏa thuận", "Extensive cooperation", "Gia hành"]
        {
            assert!(!is_called_extension(title), "{title}");
        }
    }

    #[test]
    fn titles_of_what_is_done_to_another_text() {
        for title in [
            "Gia hạn Bản ghi nhớ A",
            "Phụ lục 01 Bản ghi nhớ A",
            "Công hàm gia hạn Bản ghi nhớ A",
            "Nghị định thư sửa đổi Thỏa thuận B",
            "Addendum No. 1 to MOU A",
            "Extension of MOU A",
        ] {
            assert!(is_about_another(title), "{title}");
        }
        for title in ["Bản ghi nhớ A", "Nghị định thư hợp tác", "Extensive cooperation", "Phụng sự", "Bổ túc văn hóa"]
        {
            assert!(!is_about_another(title), "{title}");
        }
    }

    #[test]
    fn numbers_of_rows_in_chapters() {
        let numbers = [("1.1", true), ("2.10.", true), ("1.1.2", true), ("1", false), ("1.0", false), ("1.", false)];
        for (cell, expected) in numbers.into_iter().chain([("12.2017", false), ("", false), ("A.1", false)]) {
            assert_eq!(is_number_in_chapter(cell), expected, "{cell}");
        }
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
