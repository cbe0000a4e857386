//! What stands beside a column's name in its header: how it is filled in, or words that make another column of it.
//!
//! "Ngày ký (dd/mm/yyyy)" is the day of signing; "Ngày ký (dự kiến)", "(phụ lục)", "(âm lịch)" may be another day. Only words
//! that are known to say nothing of that kind are left aside; under any others a column on which a day hangs is asked about.

use super::names;
use super::{ColumnDefinition, FactForm, LAST_DAY, LAST_OR_ENDED, RowKind};
use crate::exchange::cell_forms::span::unit;
use crate::text::fold;

/// What a remark does to a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderRemark {
    /// It says how the cells are filled in.
    SaysHow,
    /// It may make another fact of them.
    MayChange,
}

/// Phrases that say how cells are filled in, folded, the longer ones before those they hold.
const SAYS_HOW: [&str; 88] = [
    "ke tu ngay co hieu luc",
    "tinh tu ngay co hieu luc",
    "tu ngay co hieu luc",
    "from entry into force",
    "khong bat buoc",
    "bat buoc",
    "tuy chon",
    "neu co",
    "neu biet",
    "if applicable",
    "if known",
    "if any",
    "optional",
    "required",
    "mandatory",
    "cu the",
    "day du",
    "chi tiet",
    "chinh thuc",
    "thuc te",
    "vi du",
    "vd",
    "example",
    "eg",
    "e g",
    "such as",
    "dinh dang",
    "format",
    "kieu",
    "dang",
    "ghi ro",
    "ghi",
    "nhap",
    "theo mau",
    "theo",
    "duong lich",
    "solar",
    "tieng viet",
    "tieng anh",
    "english",
    "vietnamese",
    "thoa thuan",
    "van ban",
    "van kien",
    "agreement",
    "document",
    "mou",
    "cua",
    "trong",
    "tren",
    "the",
    "dvt",
    "don vi",
    "tinh bang",
    "bang",
    "so nam",
    "so thang",
    "so ngay",
    "number of",
    "nam mot lan",
    "nam 1 lan",
    "nam lan",
    "thang mot lan",
    "thang 1 lan",
    "thang lan",
    "xem ghi chu",
    "xem chu thich",
    "chu thich",
    "co hoac khong",
    "co khong",
    "yes no",
    "cot",
    "muc",
    "nam",
    "thang",
    "ngay",
    "tuan",
    "gio",
    "years",
    "year",
    "months",
    "month",
    "days",
    "day",
    "weeks",
    "week",
    "date",
    "in",
];

/// What the remark does to that column.
pub(super) fn of(kind: RowKind, column: &ColumnDefinition, remark: &str) -> HeaderRemark {
    if !hangs_a_day_on(column) || says_how(remark) || is_its_name(kind, column, remark) {
        HeaderRemark::SaysHow
    } else {
        HeaderRemark::MayChange
    }
}

/// The column of a header but for words beside its name that may make another of it: "Ngày ký (dự kiến)".
pub(crate) fn but_for_its_remark(kind: RowKind, header: &str) -> Option<&'static ColumnDefinition> {
    let bare = super::without_number(header.trim());
    let cut = bare.find(['(', '[', '/', '|', '\n', '–', '—', ';']).or_else(|| bare.find(" - "))?;
    super::known(kind, &bare[..cut]).filter(|_| super::find(kind, header).is_none())
}

/// Whether a day, a length or how it goes on stands in the column's cells.
fn hangs_a_day_on(column: &ColumnDefinition) -> bool {
    matches!(
        column.form,
        FactForm::Day | FactForm::Term | FactForm::Span | FactForm::Period | FactForm::Renewal | FactForm::Number
    )
}

/// Whether the remark is a name of the same column, as in another language.
fn is_its_name(kind: RowKind, column: &ColumnDefinition, remark: &str) -> bool {
    let bare = remark.trim_matches(|c: char| !c.is_alphanumeric());
    let key = names::key(bare);
    let ends = |name: &str| [LAST_DAY, LAST_OR_ENDED].contains(&name);
    super::known(kind, bare).is_some_and(|other| other.name == column.name || ends(other.name) && ends(column.name))
        || names::near(kind, &key).is_some_and(|name| name == column.name)
}

/// Whether every word of the remark says how cells are filled in, or is none of this language.
fn says_how(remark: &str) -> bool {
    let folded = fold(remark);
    if folded.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return true;
    }
    let words: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words = words.split_whitespace().take(24).collect::<Vec<_>>().join(" ");
    let mut rest = format!(" {words} ");
    for phrase in SAYS_HOW {
        while rest.contains(&format!(" {phrase} ")) {
            rest = rest.replacen(&format!(" {phrase} "), " | ", 1);
        }
    }
    // A footnote, the number of a column, a day as an example, `dd`, `y`; a year alone names one of several.
    let of_a_form = |word: &str| word.len() <= 8 && word.bytes().all(|b| b"dmy".contains(&b));
    let short = |word: &str| {
        word == "|" || unit(word).is_some() || word.len() == 1 || of_a_form(word) || matches!(word, "vi" | "en" | "km")
    };
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let year_alone = words.len() == 4 && number(&words);
    !year_alone && rest.split_whitespace().all(|word| short(word) || number(word))
}

#[cfg(test)]
mod tests {
    use super::super::{any_named, find};
    use super::*;

    #[test]
    fn remarks_that_say_how_and_those_that_make_another_column() {
        let of = |name: &str, remark: &str| {
            of(RowKind::Agreement, any_named(RowKind::Agreement, name).expect("a column"), remark)
        };
        for (name, remark) in [
            ("signed_on", "(dd/mm/yyyy)"),
            ("signed_on", "(mm/dd/yyyy)"),
            ("signed_on", "(ngày/tháng/năm)"),
            ("signed_on", "(yyyy-mm-dd)"),
            ("signed_on", "(1)"),
            ("signed_on", "[a]"),
            ("signed_on", "(*)"),
            ("signed_on", "(bắt buộc)"),
            ("signed_on", "(ví dụ: 22/12/2017)"),
            ("signed_on", "(Date signed)"),
            ("signed_on", "(Signing date of the MOU)"),
            ("signed_on", "(签署日期)"),
            ("signed_on", "(dương lịch)"),
            ("term", "(năm)"),
            ("term", "(số tháng)"),
            ("term", "(ĐVT: năm)"),
            ("term", "(Duration)"),
            ("term", "(yrs)"),
            ("term", "(mths)"),
            ("review_every", "(năm/lần)"),
            ("term", "(kể từ ngày có hiệu lực)"),
            ("renewal", "(Y/N)"),
            ("renewal", "(Có/Không)"),
            // No day hangs on a name.
            ("partner", "(cũ)"),
        ] {
            assert_eq!(of(name, remark), HeaderRemark::SaysHow, "{name} {remark}");
        }
        for (name, remark) in [
            ("signed_on", "(dự kiến)"),
            ("signed_on", "(phụ lục)"),
            ("signed_on", "(phụ lục thỏa thuận)"),
            ("signed_on", "(gia hạn)"),
            ("signed_on", "(lần 2)"),
            ("signed_on", "(lần thứ 2)"),
            ("signed_on", "(nháy)"),
            ("signed_on", "(bản cũ)"),
            ("signed_on", "(âm lịch)"),
            ("signed_on", "(Phật lịch)"),
            ("signed_on", "(BE)"),
            ("signed_on", "(tentative)"),
            ("signed_on", "(2022)"),
            ("signed_on", "(Ngày hết hạn)"),
            ("last_day", "(cũ)"),
            ("last_day", "(trước gia hạn)"),
            ("last_day", "(lần 1)"),
            ("term", "(còn lại)"),
            ("term", "(ban đầu)"),
            ("term", "(sau gia hạn)"),
            ("term", "(kể từ ngày ký)"),
            ("renewal", "(lần 1)"),
        ] {
            assert_eq!(of(name, remark), HeaderRemark::MayChange, "{name} {remark}");
        }
    }

    #[test]
    fn a_header_with_such_a_remark_is_not_known_however_it_is_cut_off() {
        for header in [
            "Ngày ký (dự kiến)",
            "Ngày ký [dự kiến]",
            "Ngày ký - dự kiến",
            "Ngày ký – phụ lục",
            "Ngày ký / phụ lục",
            "Ngày ký\n(gia hạn)",
            "Ngày hết hạn (cũ) (dd/mm/yyyy)",
            "Date signed (tentative)",
        ] {
            assert!(find(RowKind::Agreement, header).is_none(), "{header}");
        }
        for (header, name) in [
            ("Ngày ký (chính thức)", "signed_on"),
            ("Ngày ký\n(dd/mm/yyyy)\nDate signed", "signed_on"),
            ("Ngày ký (Date signed) (dd/mm/yyyy)", "signed_on"),
            ("Thời hạn (năm) / Duration (years)", "term"),
            ("Ngày ký / 签署日期", "signed_on"),
            ("Ngày kết thúc (End date)", "last_or_ended"),
            ("Đối tác (tên cũ)", "partner"),
        ] {
            assert_eq!(find(RowKind::Agreement, header).map(|column| column.name), Some(name), "{header}");
        }
    }
}
