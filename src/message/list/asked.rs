//! Rows of which nobody can be sure from the list alone: what was read, and how to say what is meant.

use super::{Wording, pair};

/// A row without a number and a day below one that may have been cut.
pub(crate) fn may_go_on(above: u64) -> Wording {
    pair(
        (
            format!("dòng này không có số thứ tự và không có ngày, có vẻ là phần tiếp theo của dòng {above}"),
            format!("nếu vậy, gộp nội dung vào dòng {above} rồi xóa dòng này; nếu là một văn bản khác, ghi số thứ tự"),
        ),
        (
            format!("this row has no number and no day, and may go on with row {above}"),
            format!(
                "if so, put its words into row {above} and delete it; if it is another agreement, give it its number"
            ),
        ),
    )
}

/// A row with a cross under two states.
pub(crate) fn crosses_of_two_states() -> Wording {
    pair(
        ("dòng này được đánh dấu ở hai tình trạng", "chỉ đánh dấu một tình trạng"),
        ("this row is marked under two states", "leave the mark under one of them"),
    )
}

/// A day under a header that says neither "from" nor "to".
pub(crate) fn from_or_until(day: &str) -> Wording {
    pair(
        (format!("chưa rõ {day} là ngày bắt đầu hay ngày hết hiệu lực"), format!("ghi từ {day} hoặc đến {day}")),
        (format!("{day} may be the first day in force or the last"), format!("write từ {day} or đến {day}")),
    )
}

/// A day of termination without a term that would tell whether the text ends that day anyway.
pub(crate) fn terminated_or_last_day(day: &str) -> Wording {
    pair(
        (
            format!("chưa rõ {day} là ngày hết hiệu lực theo văn bản hay ngày chấm dứt trước thời hạn"),
            "nếu là ngày hết hiệu lực, ghi vào cột Ngày hết hiệu lực (đổi tên cột); nếu đã chấm dứt, thêm cột Cách kết thúc và ghi chấm dứt",
        ),
        (
            format!("{day} may be the last day by the text, or the day on which it was ended early"),
            "if it is the last day, put it in a column Ngày hết hiệu lực (call the column so); if it was ended, add a column Cách kết thúc (`ended_how`) that says chấm dứt",
        ),
    )
}

/// A day of termination before the term's own last day.
pub(crate) fn taken_for_terminated(day: &str) -> Wording {
    pair(
        (
            format!("được hiểu là đã chấm dứt trước thời hạn, ngày cuối còn hiệu lực là {day}"),
            "nếu không phải, sửa tên cột; nếu đã được thay thế, ghi thay thế ở cột Cách kết thúc",
        ),
        (
            format!("taken as ended early, the last day in force being {day}"),
            "if it was not, call the column by what it holds; if it was superseded, say so in Cách kết thúc (`ended_how`)",
        ),
    )
}

/// A reference with the name of another agreement behind it.
pub(crate) fn name_of_another(reference: &str, short: &str, label: &str) -> Wording {
    let (short, label) = (super::short(short), super::short(label));
    pair(
        (
            format!("mã {reference} là của “{short}”, nhưng ô này ghi “{label}”"),
            "chọn lại văn bản trong danh sách của ô, hoặc chỉ ghi mã",
        ),
        (
            format!("{reference} is `{short}`, but the cell says `{label}`"),
            "pick the agreement from the cell's list again, or write its reference alone",
        ),
    )
}
