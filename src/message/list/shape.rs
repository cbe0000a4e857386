//! Tables of another shape than rows below a head: turned round, or beside each other.

use super::{Wording, pair};

/// A list whose agreements stand in columns, or a form for one.
pub(crate) fn list_is_turned() -> Wording {
    pair(
        (
            "bảng ghi mỗi văn bản một cột (tên nội dung ở cột đầu), chưa đọc được",
            "xoay bảng: chọn cả bảng, Sao chép, rồi Dán đặc biệt, Hoán đổi (Transpose), để mỗi văn bản một dòng; hoặc ghi vào bảng tính mẫu",
        ),
        (
            "each agreement has a column of its own, with the names of the facts in the first column; such a list is not read",
            "turn it round: select all, copy, then Paste Special, Transpose, so that each agreement has a row; or fill in the empty workbook",
        ),
    )
}

/// A table whose agreements stand in columns was read.
pub(crate) fn table_was_turned() -> Wording {
    pair(
        (
            "bảng ghi mỗi văn bản một cột đã được xoay lại để đọc",
            "khi báo cáo nêu “dòng” của văn bản mà không nêu cột, đó là số thứ tự của cột (dòng 2 là cột B)",
        ),
        (
            "the table has a column for each agreement, and was turned to be read",
            "where the report names an agreement's row without a column, it is the number of its column (row 2 is column B)",
        ),
    )
}

/// A small table stands beside the list, behind an empty column.
pub(crate) fn table_beside_the_list(column: &str) -> Wording {
    pair(
        (
            format!("từ cột {column} có một bảng khác đặt cạnh danh sách (cách một cột trống, ít dòng hơn)"),
            "chuyển bảng ấy sang sheet khác hoặc xóa đi; nếu là cột của danh sách, xóa cột trống ở giữa",
        ),
        (
            format!(
                "from column {column} on another table stands beside the list (behind an empty column, with fewer rows)"
            ),
            "move it to another sheet or take it out; if the columns are the list's, take the empty column out",
        ),
    )
}
