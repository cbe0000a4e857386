//! What is wrong with one agreement typed into a form of the page.

use super::{Wording, short};

/// A name that no party of the register bears, where none is made.
pub fn no_party_of_that_name(name: &str) -> Wording {
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

/// A form whose fields say what the register says.
pub fn nothing_changes() -> Wording {
    Wording::new(
        ["chưa có ô nào thay đổi", "sửa ô cần sửa rồi bấm “Xem trước”"],
        ["no field was changed", "change the field that is wrong"],
    )
}

/// A reference that another agreement has.
pub fn reference_is_taken() -> Wording {
    Wording::new(
        ["mã này đã có trong sổ", "ghi mã khác, hoặc để trống để được đặt mã"],
        [
            "the register has an agreement of this reference",
            "write another one, or leave it empty to have one proposed",
        ],
    )
}

/// A new agreement that looks like one of the register.
pub fn is_it_another(reference: &str, title: &str, day: Option<&str>) -> Wording {
    let title = short(title);
    let (vi, en) = match day {
        Some(day) => (format!(", ký ngày {day}"), format!(", signed {day}")),
        None => (String::new(), String::new()),
    };
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
