//! Cells that were read in one of several ways, counted, in both languages: what was taken, and what to do where that is wrong.

use super::{Wording, short};
use crate::lifecycle::day::Day;
use crate::message::say;

/// Cells whose values a formula gave.
pub(crate) fn formulas_were_read(cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ô là công thức, đã lấy giá trị tính sẵn trong tệp"),
            "kiểm tra lại nếu bảng chưa được tính lại".to_owned(),
        ],
        [
            format!("{cells} cells are formulas; the values stored in the file were taken"),
            "check them if the sheet was not calculated anew".to_owned(),
        ],
    )
}

/// Cells that spelled letters as pages of the web do.
pub(crate) fn letters_of_pages_were_read(cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ô ghi chữ theo mã của trang web (như &amp;), đã đổi thành chữ thường"),
            "đối chiếu vài dòng với bản gốc".to_owned(),
        ],
        [
            format!("{cells} cells spelled letters as web pages do (such as &amp;); the letters were taken"),
            "compare some rows with the original".to_owned(),
        ],
    )
}

/// Cells merged with the ones above.
pub(crate) fn merged_cells_were_read(cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ô được gộp với ô trên, đã lấy giá trị của ô trên"),
            "nếu không phải, bỏ gộp ô và ghi từng dòng".to_owned(),
        ],
        [
            format!("{cells} cells are merged with the ones above, whose values were taken"),
            "if that is wrong, unmerge them and fill in every row".to_owned(),
        ],
    )
}

/// Rows and columns that a sheet hides; they were read like the others.
pub(crate) fn hidden_was_read(rows: usize, columns: &[String]) -> Wording {
    let columns = columns.join(", ");
    let both = |rows_word: &str, columns_word: &str, and: &str| match (rows, columns.is_empty()) {
        (0, _) => format!("{columns_word} {columns}"),
        (rows, true) => format!("{rows} {rows_word}"),
        (rows, false) => format!("{rows} {rows_word} {and} {columns_word} {columns}"),
    };
    Wording::new(
        [
            format!("{} bị ẩn trong bảng, vẫn được đọc như các ô khác", both("dòng", "cột", "và")),
            "nếu không muốn đưa vào sổ, xóa khỏi tệp rồi nhập lại".to_owned(),
        ],
        [
            format!("{} hidden in the sheet, and read like the others", both("rows", "columns", "and")),
            "if they are not meant for the register, delete them and import again".to_owned(),
        ],
    )
}

/// Notes pinned to cells, of which nothing is read.
pub(crate) fn pinned_notes_were_not_read(cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ô có chú thích đính kèm (comment), không đọc phần chú thích"),
            "chú thích nào nói tới gia hạn, chấm dứt hoặc một ngày thì ghi vào cột".to_owned(),
        ],
        [
            format!("{cells} cells have a note pinned to them, which was not read"),
            "what a note says of an extension, an end or a day belongs into a column".to_owned(),
        ],
    )
}

/// Days that took their year from a heading.
pub(crate) fn year_from_heading(cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ngày không ghi năm, lấy năm ở tiêu đề mục"),
            "nếu không phải, ghi đủ ngày, tháng, năm".to_owned(),
        ],
        [
            format!("{cells} days without a year took that of the heading above"),
            "if that is wrong, write day, month and year".to_owned(),
        ],
    )
}

/// Cells that say "as above" by a sign.
pub(crate) fn cells_repeat_the_ones_above(cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ô ghi “như trên” hoặc ký hiệu tương tự, đã lấy giá trị của ô trên"),
            "nếu không phải, ghi rõ từng dòng".to_owned(),
        ],
        [
            format!("{cells} cells say “as above”; the values of the cells above were taken"),
            "if that is wrong, write them out".to_owned(),
        ],
    )
}

/// Rows that stand in two sheets and say the same.
pub(crate) fn rows_stand_in_two_sheets(rows: usize) -> Wording {
    Wording::new(
        [
            format!("{rows} dòng có ở hai sheet với nội dung như nhau, chỉ đọc một lần"),
            "nên xóa sheet trùng để khỏi nhầm".to_owned(),
        ],
        [
            format!("{rows} rows stand in two sheets and say the same; they were read once"),
            "better delete the second sheet".to_owned(),
        ],
    )
}

/// Words in a cell that the program works out.
pub(crate) fn typed_over_a_worked_out_cell(text: &str) -> Wording {
    let text = short(text);
    Wording::new(
        [
            format!("“{text}” ghi vào cột do chương trình tự tính nên chưa được ghi vào sổ"),
            "ghi một dòng ở sheet Cập nhật (chọn văn bản, mốc và kết quả, ghi ngày), rồi xóa chữ ở ô này".to_owned(),
        ],
        [
            format!("`{text}` stands in a column that the program works out, and was not recorded"),
            "write a row in the sheet of updates (agreement, matter, outcome, day), and empty this cell".to_owned(),
        ],
    )
}

/// A last day in the office's own workbook that is not the one the program worked out.
pub(crate) fn last_day_was_typed_over(typed: Day, known: Option<Day>) -> Wording {
    let say = |day: Option<Day>, none: &str| day.map_or_else(|| none.to_owned(), say::day_table);
    Wording::new(
        [
            format!(
                "Ngày hết hiệu lực ghi {}, theo sổ là {}; cột này do chương trình tự tính nên chưa ghi gì",
                say::day_table(typed),
                say(known, "chưa rõ")
            ),
            "nếu đã gia hạn, ghi một dòng “Gia hạn đến” ở sheet Cập nhật; nếu ghi nhầm lúc đầu, sửa cột Thời hạn"
                .to_owned(),
        ],
        [
            format!(
                "the last day says {}, the register {}; the program works that column out, and nothing was recorded",
                say::day_table(typed),
                say(known, "none")
            ),
            "if it was extended, write a row in the sheet of updates; if it was wrong from the start, mend the term"
                .to_owned(),
        ],
    )
}

/// A day of what is next in the office's own workbook that no milestone has.
pub(crate) fn next_day_was_typed_over(typed: Day) -> Wording {
    let typed = say::day_table(typed);
    Wording::new(
        [
            format!(
                "Hạn việc tiếp theo ghi {typed}, không phải ngày của mốc nào; cột này do chương trình tự tính nên chưa ghi gì"
            ),
            "ghi một dòng ở sheet Cập nhật, ví dụ “Lùi đến ngày” với ngày ấy ở cột Đến ngày".to_owned(),
        ],
        [
            format!(
                "the day of what is next says {typed}, which is no milestone's; the program works that column out, and nothing was recorded"
            ),
            "write a row in the sheet of updates, for example that the review was put off to that day".to_owned(),
        ],
    )
}

/// Such a sign under nothing.
pub(crate) fn nothing_stands_above(text: &str) -> Wording {
    let text = short(text);
    Wording::new(
        [format!("“{text}” lặp lại ô trên, nhưng ô trên để trống"), "ghi rõ nội dung của ô".to_owned()],
        [format!("`{text}` repeats the cell above, which is empty"), "write out what the cell says".to_owned()],
    )
}

/// Marks of footnotes that were taken off; the rows they stood in.
pub(crate) fn footnote_marks_were_left_out(rows: &[u64]) -> Wording {
    let shown: Vec<String> = rows.iter().take(20).map(ToString::to_string).collect();
    let (cells, more) = (rows.len(), if rows.len() > 20 { ", …" } else { "" });
    let rows = format!("{}{more}", shown.join(", "));
    Wording::new(
        [
            format!("{cells} ô có dấu chú thích ((1), *, ¹), ở dòng {rows}, đã bỏ dấu khi đọc"),
            "đọc lại phần chú thích dưới bảng: có nội dung nào làm thay đổi ngày thì ghi vào cột".to_owned(),
        ],
        [
            format!("{cells} cells have the mark of a footnote, (1), * or ¹, which was left out, in rows {rows}"),
            "look at the notes below the table: what changes a day belongs into a column".to_owned(),
        ],
    )
}

/// A country that the name of a sheet gives.
pub(crate) fn country_from_sheet(code: &str) -> Wording {
    Wording::new(
        [
            format!("các dòng không ghi nước được hiểu là {code}, theo tên sheet"),
            "nếu không phải, thêm cột Nước".to_owned(),
        ],
        [
            format!("rows that name no country were given {code}, after the name of the sheet"),
            "if that is wrong, add a column for the country".to_owned(),
        ],
    )
}

/// Days beside which a cell says something else.
pub(crate) fn words_beside_days(cells: usize, example: &str) -> Wording {
    let example = short(example);
    Wording::new(
        [
            format!("{cells} ô có chữ bên cạnh ngày (ví dụ “{example}”), chỉ lấy ngày"),
            "phần chữ (nơi ký, chú thích) không được giữ; muốn giữ, ghi vào cột Ghi chú".to_owned(),
        ],
        [
            format!("{cells} cells have words beside the day (such as `{example}`); the day alone was taken"),
            "the words, a place or a remark, are not kept; what is to be kept belongs into the note".to_owned(),
        ],
    )
}
