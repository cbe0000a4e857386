//! What of a TOML file cannot be taken, and what to write instead.

use super::cell::write_instead;
use super::{Wording, pair, said};
use crate::message::Words;

/// A line that is no TOML; why, in the parser's own words.
pub(crate) fn not_toml(why: &str) -> Wording {
    pair(
        (
            format!("không phải TOML: {why}"),
            "sửa dòng này; chữ để trong ngoặc kép, ngày thì không: signed_on = 2017-12-22",
        ),
        (
            format!("this is not TOML: {why}"),
            "mend this line; text stands between quotes, days do not: signed_on = 2017-12-22",
        ),
    )
}

/// A table that no register has; the nearest that one has.
pub(crate) fn unknown_table(name: &str, near: Option<&str>, known: &str) -> Wording {
    let (vi, en) = said(name);
    let (vi_cure, en_cure) = match near {
        Some(near) => (format!("tên gần nhất là [[{near}]]"), format!("`[[{near}]]` is the nearest known name")),
        None => (format!("sổ theo dõi có {known}"), format!("a register holds {known}")),
    };
    pair((format!("không có trường {vi}"), vi_cure), (format!("unknown key {en}"), en_cure))
}

/// A table written once where a list of them is meant.
pub(crate) fn not_a_list_of_tables(name: &str) -> Wording {
    pair(
        (
            format!("“{name}” không phải danh sách bảng"),
            format!("mở đầu mỗi bảng bằng [[{name}]], hai cặp ngoặc vuông"),
        ),
        (format!("`{name}` is not a list of tables"), format!("begin each with [[{name}]], in two pairs of brackets")),
    )
}

/// One fact under two names.
pub(crate) fn under_two_names(name: &str) -> Wording {
    pair(
        (format!("“{name}” ghi hai lần, dưới hai tên"), "giữ một lần"),
        (format!("`{name}` stands twice, under two names"), "keep one of the two"),
    )
}

/// A value of TOML that a cell cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TomlValue {
    /// A number that is not decimal.
    NotDecimal,
    /// A number with a fraction.
    Fraction,
    DayWithHour,
    /// A list inside a list.
    ListInList,
}

/// A value of TOML that no fact takes.
pub(crate) fn toml_value(what: TomlValue) -> Wording {
    match what {
        TomlValue::NotDecimal => pair(
            ("số không ở hệ thập phân", "ghi số thập phân, hoặc để chữ trong ngoặc kép"),
            ("a number that is not decimal", "write it in decimal, or as text in quotes"),
        ),
        TomlValue::Fraction => pair(
            ("số có phần lẻ", "ghi số nguyên, hoặc để chữ trong ngoặc kép"),
            ("a number with a fraction", "write whole numbers, or text in quotes"),
        ),
        TomlValue::DayWithHour => pair(
            ("ngày có cả giờ", "chỉ ghi ngày: 2017-12-22"),
            ("a day with an hour", "write the day alone: 2017-12-22"),
        ),
        TomlValue::ListInList => pair(
            ("danh sách trong danh sách", "ghi mỗi mục dạng chữ"),
            ("a list inside a list", "write each item as text"),
        ),
    }
}

/// A table of TOML where one value belongs; what such a cell holds.
pub(crate) fn table_for_a_value(hint: Words) -> Wording {
    write_instead(["một bảng ở chỗ của một giá trị", "a table where a value belongs"].map(str::to_owned), hint)
}

/// A key inside a table of TOML that it does not hold; the nearest, else all.
pub(crate) fn unknown_part(name: &str, near: Option<&str>, parts: &str) -> Wording {
    let (vi, en) = said(name);
    let (vi_cure, en_cure) = match near {
        Some(near) => (format!("tên gần nhất là {near}"), format!("`{near}` is the nearest known name")),
        None => (format!("có thể ghi {parts}"), format!("it may hold {parts}")),
    };
    pair((format!("không có mục {vi}"), vi_cure), (format!("unknown key {en}"), en_cure))
}

/// A part of a table of TOML that has to be there.
pub(crate) fn part_missing(name: &str) -> Wording {
    pair((format!("thiếu {name}"), "thêm vào"), (format!("`{name}` is missing"), "add it"))
}
