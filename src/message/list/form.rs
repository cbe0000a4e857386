//! What is wrong with one agreement typed into a form of the page.

use super::{Wording, short};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::say;

/// A name that no party of the register bears, where none is made.
pub(crate) fn no_party_of_that_name(name: &str) -> Wording {
    let name = short(name);
    Wording::new(
        [
            format!("sổ chưa có bên nào tên “{name}”"),
            "chọn một tên được gợi ý, hoặc thêm bên này bằng danh sách".to_owned(),
        ],
        [
            format!("the register knows no party `{name}`"),
            "choose a name that is suggested, or bring the party with a list".to_owned(),
        ],
    )
}

/// An officer whom the directory does not know.
pub(crate) fn officer_is_no_contact(name: &str, near: Option<&str>) -> Wording {
    let name = short(name);
    let (vi, en) = match near {
        Some(near) => (
            format!("chọn trong danh sách; có phải “{near}” không"),
            format!("choose from the list; did you mean {near}?"),
        ),
        None => ("chọn trong danh sách".to_owned(), "choose from the list".to_owned()),
    };
    Wording::new(
        [format!("“{name}” không có trong danh bạ nên không ai nhận được thư nhắc"), vi],
        [format!("`{name}` is no contact, so that no letter would reach anybody"), en],
    )
}

/// A form whose fields say what the register says.
pub(crate) fn nothing_changes() -> Wording {
    Wording::new(
        ["chưa có ô nào thay đổi", "sửa ô cần sửa rồi bấm “Xem trước”"],
        ["no field was changed", "change the field that is wrong"],
    )
}

/// A reference that another agreement has.
pub(crate) fn reference_is_taken() -> Wording {
    Wording::new(
        ["mã này đã có trong sổ", "ghi mã khác, hoặc để trống để được đặt mã"],
        [
            "the register has an agreement of this reference",
            "write another one, or leave it empty to have one proposed",
        ],
    )
}

/// A new agreement that looks like one of the register: the whole title, for two may differ at their ends.
pub(crate) fn is_it_another(reference: &str, title: &str, day: Option<Day>) -> Wording {
    let title = title.trim();
    let signed = |language| day.map(|day| say::day_in_text(day, language));
    let vi = signed(Language::Vi).map_or_else(String::new, |day| format!(", ký ngày {day}"));
    let en = signed(Language::En).map_or_else(String::new, |day| format!(", signed {day}"));
    Wording::new(
        [
            format!("sổ đã có {reference} (“{title}”{vi}) giống văn bản này"),
            format!("nếu là một, cập nhật {reference}; nếu là văn bản khác, đánh dấu “Đây là văn bản khác”"),
        ],
        [
            format!("the register has {reference} (`{title}`{en}), which looks like this one"),
            format!("if it is the same, record on {reference}; if it is another, mark “this is another one”"),
        ],
    )
}
