//! Codes that something else got since a copy was made.

use super::super::{Wording, pair};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::Voice;
use crate::message::say::day_for;

/// A new row whose code another party got since the copy was made; its name where that may be told.
pub(crate) fn party_code_was_taken_since(id: &str, name: Option<&str>, by: &str, on: Day) -> Wording {
    id_was_taken_since(id, ["bên khác", "party"], name, by, on)
}

/// A new row whose code another commitment got since the copy was made; what it promises where that may be told.
pub(crate) fn commitment_code_was_taken_since(id: &str, title: Option<&str>, by: &str, on: Day) -> Wording {
    id_was_taken_since(id, ["cam kết khác", "commitment"], title, by, on)
}

fn id_was_taken_since(id: &str, [what_vi, what]: [&str; 2], name: Option<&str>, by: &str, on: Day) -> Wording {
    let (vi, en) = name.map_or_else(Default::default, |name| (format!(" (“{name}”)"), format!(" (`{name}`)")));
    let [on_vi, on_en] = [Language::Vi, Language::En].map(|language| day_for(Voice::terminal(language), on));
    pair(
        (
            format!("sau khi bản này được xuất, mã {id} đã được ghi cho một {what_vi}{vi}, {by} ghi ngày {on_vi}"),
            "ghi mã khác cho dòng này, hoặc để trống để chương trình đặt mã; nếu là một, xuất bản mới rồi sửa ở bản ấy",
        ),
        (
            format!("since this copy was made another {what}{en} got the code {id}, from {by} on {on_en}"),
            "give this row another code, or leave it empty for one to be proposed; if they are one, export anew and correct it in that copy",
        ),
    )
}
