//! That a name, a note, a state or a title tells of what moves a day, which its row does not say.

use super::super::{Wording, pair, said};

/// A note that tells of an extension or an end, with a year.
pub(crate) fn note_tells_of_a_change(note: &str) -> Wording {
    let (vi, en) = said(note);
    pair(
        (
            format!("ghi chú {vi} có nói tới gia hạn, chấm dứt hoặc thay thế; ghi chú không làm đổi ngày nào"),
            "nếu đúng, ghi vào sheet Cập nhật hoặc trang của văn bản",
        ),
        (
            format!("the note {en} tells of an extension, an end or another text; a note moves no day"),
            "if it holds, record it in the sheet of updates or on the agreement's page",
        ),
    )
}

/// A name, a kind or a country with words beside it that tell of a change.
pub(crate) fn name_tells_of_a_change(name: &str) -> Wording {
    let (vi, en) = said(name);
    pair(
        (
            format!("ô {vi} có nói tới gia hạn, chấm dứt hoặc thay thế; ô này không làm đổi ngày nào"),
            "nếu đúng, ghi vào sheet Cập nhật hoặc trang của văn bản, và bỏ các chữ ấy khỏi ô",
        ),
        (
            format!("the cell {en} tells of an extension, an end or another text; it moves no day"),
            "if it holds, record it in the sheet of updates or on the agreement's page, and take the words out of the cell",
        ),
    )
}

/// A state that tells of a change with its year.
pub fn status_tells_of_a_change(status: &str) -> Wording {
    let (vi, en) = said(status);
    pair(
        (
            format!(
                "tình trạng {vi} có nói tới gia hạn, chấm dứt hoặc thay thế; cột Tình trạng không làm đổi ngày nào"
            ),
            "ghi vào sheet Cập nhật hoặc trang của văn bản; hoặc sửa Ngày hết hiệu lực trong danh sách",
        ),
        (
            format!("the state {en} tells of an extension, an end or another text; a column of states moves no day"),
            "record it in the sheet of updates or on the agreement's page, or mend the last day in the list",
        ),
    )
}

/// A title that tells of a change in brackets.
pub(crate) fn title_tells_of_a_change(title: &str) -> Wording {
    let (vi, en) = said(title);
    pair(
        (
            format!("tên văn bản {vi} có nói tới gia hạn, chấm dứt hoặc thay thế; tên văn bản không làm đổi ngày nào"),
            "nếu đúng, ghi vào sheet Cập nhật hoặc trang của văn bản",
        ),
        (
            format!("the title {en} tells of an extension, an end or another text; a title moves no day"),
            "if it holds, record it in the sheet of updates or on the agreement's page",
        ),
    )
}
