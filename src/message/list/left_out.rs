//! What of a list was read as which fact, and what was left out, in both languages.

use serde::{Deserialize, Serialize};

use super::{Wording, short};
use crate::lifecycle::policy::Language;
use crate::message::Sentence;

/// One column of a list and what it was understood as, in one or two lines.
#[derive(Clone, Copy, Debug)]
pub struct ColumnLine<'c> {
    /// The sheet of a workbook.
    pub sheet: Option<&'c str>,
    /// The column's letters.
    pub column: &'c str,
    /// What stands above it.
    pub header: &'c str,
    /// The fact it speaks of, and its header in Vietnamese; `None` where it is left aside.
    pub field: Option<(&'c str, &'c str)>,
    /// Some of its cells.
    pub examples: &'c [String],
    /// What is to be asked about it.
    pub doubt: Option<&'c Wording>,
}

pub fn column(line: &ColumnLine<'_>, language: Language) -> String {
    let sheet = line.sheet.map(|sheet| format!("{sheet}!")).unwrap_or_default();
    let meant = match (line.field, language) {
        (Some((name, vietnamese)), Language::Vi) => format!("{vietnamese} ({name})"),
        (Some((name, _)), Language::En) => name.to_owned(),
        (None, Language::Vi) => "để ngoài".to_owned(),
        (None, Language::En) => "left aside".to_owned(),
    };
    let examples = if line.examples.is_empty() { String::new() } else { format!("   [{}]", line.examples.join(" | ")) };
    let first = format!("{sheet}{} “{}” → {meant}{examples}", line.column, short(line.header));
    match line.doubt {
        Some(doubt) => format!("{first}\n    ? {}; {}", doubt.what(language), doubt.cure(language)),
        None => first,
    }
}

/// The columns that were left aside, each with its letters.
pub(crate) fn left_aside(columns: &[String]) -> Sentence {
    let columns = columns.join(", ");
    let said = |vi: &str, en: &str| {
        Sentence::new(
            format!("không dùng các cột {columns}: sổ theo dõi không có trường này (muốn giữ, {vi})"),
            format!("columns left aside, the register has no such facts: {columns} (to keep them, {en})"),
        )
    };
    Sentence::by_way(
        said("dùng --keep-columns để ghi vào ghi chú", "add --keep-columns: they go into the note"),
        said(
            "chọn “giữ trong ghi chú” cho cột ấy ở bảng các cột",
            "choose “keep it in the note” for the column in the table of columns",
        ),
    )
}

/// Why a part of a file was not read: it is no part of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeftOut {
    /// A hidden sheet.
    Hidden,
    /// A sheet without a row of headers.
    NoHeaders,
    /// The headers once more.
    HeadersAgain,
    ColumnNumbers,
    Sum,
    /// A running number and nothing else.
    NumberAlone,
    /// A heading; what the rows below took from it.
    Heading {
        /// A country's code or a year.
        taken: Option<String>,
    },
    HeadingOrRemark,
    /// A text beside the rows that says what moves a day of an agreement.
    OfRows {
        said: String,
    },
    /// A table that counts agreements.
    Counts,
    /// Something below the table.
    BelowTable,
    /// A sheet of partners, none of whose columns tells of an agreement.
    Partners,
    /// A list of what was done or is to be done, without a column for the agreement.
    ActsOfNothing,
    /// Above the row of headers, and as full as a row of the list.
    AboveHead,
}

impl LeftOut {
    /// The reason, in words.
    pub fn words(&self, language: Language) -> String {
        let (vi, en) = match self {
            Self::Hidden => ("sheet bị ẩn", "it is hidden"),
            Self::NoHeaders => ("không có dòng tiêu đề cột", "it has no row of headers"),
            Self::HeadersAgain => ("là dòng tiêu đề lặp lại", "it repeats the headers"),
            Self::ColumnNumbers => ("là dòng đánh số cột", "it numbers the columns"),
            Self::Sum => ("là dòng cộng", "it is a sum"),
            Self::NumberAlone => ("chỉ có số thứ tự", "it holds a running number alone"),
            Self::Heading { taken: None } => ("là tiêu đề mục", "it is a heading"),
            Self::Heading { taken: Some(taken) } => {
                return match language {
                    Language::Vi => format!("là tiêu đề mục; {taken} được dùng cho các dòng bên dưới"),
                    Language::En => format!("it is a heading; {taken} is taken for the rows below"),
                };
            }
            Self::OfRows { said } => {
                return match language {
                    Language::Vi => format!(
                        "không phải một văn bản, nhưng ghi “{said}”: nếu điều đó làm thay đổi ngày của văn bản nào, ghi vào dòng của văn bản ấy hoặc sheet Cập nhật"
                    ),
                    Language::En => format!(
                        "it is no agreement, but says `{said}`: where that moves a day, write it into the agreement's row or record it in the sheet of updates"
                    ),
                };
            }
            Self::Counts => {
                ("là bảng số lượng, không có văn bản nào", "it is a table of counts and names no agreement")
            }
            Self::HeadingOrRemark => ("là tiêu đề hoặc ghi chú", "it is a heading or a remark"),
            Self::AboveHead => (
                "nằm trên dòng tiêu đề cột; nếu là một văn bản, chuyển dòng tiêu đề lên đầu",
                "it stands above the row of headers; if it is an agreement, move the headers to the top",
            ),
            Self::ActsOfNothing => (
                "không có cột nào ghi văn bản; nếu là các việc cần ghi vào sổ, thêm cột Mã theo dõi",
                "no column names an agreement; if it lists acts for the register, add a column Mã theo dõi (`agreement`)",
            ),
            Self::Partners => (
                "là danh sách đối tác, không có cột nào về văn bản; tên và nước của đối tác lấy từ danh sách văn bản",
                "it is a list of partners, without a column on agreements; their names and countries come from the agreements",
            ),
            Self::BelowTable => {
                ("nằm dưới bảng, không phải văn bản nào", "it stands below the table and names no agreement")
            }
        };
        if language == Language::Vi { vi.to_owned() } else { en.to_owned() }
    }
}

/// A part of a file that was not read, with its reason.
pub(crate) fn not_read(sheet: Option<&str>, row: Option<u64>, why: &LeftOut, language: Language) -> String {
    let why = why.words(language);
    match (sheet, row, language) {
        (Some(sheet), Some(row), Language::Vi) => format!("sheet {sheet}, dòng {row}: không đọc, {why}"),
        (Some(sheet), None, Language::Vi) => format!("sheet {sheet}: không đọc, {why}"),
        (None, Some(row), Language::Vi) => format!("dòng {row}: không đọc, {why}"),
        (None, None, Language::Vi) => format!("có phần không đọc: {why}"),
        (Some(sheet), Some(row), Language::En) => format!("sheet {sheet}, row {row} was not read: {why}"),
        (Some(sheet), None, Language::En) => format!("the sheet {sheet} was not read: {why}"),
        (None, Some(row), Language::En) => format!("row {row} was not read: {why}"),
        (None, None, Language::En) => format!("something was not read: {why}"),
    }
}

/// Where something stands in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeftOutPlace<'p> {
    /// The sheet of a workbook.
    pub sheet: Option<&'p str>,
    pub row: Option<u64>,
    /// The column or key.
    pub column: Option<&'p str>,
}

impl LeftOutPlace<'_> {
    /// The place in words, with a colon behind; nothing where there is none.
    pub(crate) fn words(&self, language: Language) -> String {
        let (sheet, row, column) = match language {
            Language::Vi => ("sheet", "dòng", "cột"),
            Language::En => ("sheet", "row", "column"),
        };
        let parts = [
            self.sheet.map(|name| format!("{sheet} {name}")),
            self.row.map(|number| format!("{row} {number}")),
            self.column.map(|name| format!("{column} {name}")),
        ];
        let words = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if words.is_empty() { words } else { format!("{words}: ") }
    }
}

/// Below remarks that end somewhere.
pub(crate) fn and_others() -> Sentence {
    Sentence::new("… và nữa", "… and more")
}

/// Below a list that ends somewhere.
pub(crate) fn and_more(more: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("… và {more} lỗi nữa"),
        Language::En => format!("… and {more} more"),
    }
}

/// A workbook with a password.
pub(crate) fn has_a_password() -> Wording {
    Wording::new(
        ["tệp có mật khẩu, không đọc được", "mở tệp, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại"],
        ["the workbook has a password and cannot be read", "open it, take the password off and save it again"],
    )
}

/// A page or an XML file under the name of a workbook.
pub(crate) fn is_a_page() -> Wording {
    Wording::new(
        ["tệp là trang web hoặc XML mang tên bảng tính", "mở bằng chương trình bảng tính rồi lưu dạng .xlsx"],
        [
            "the file is a page or XML under the name of a workbook",
            "open it in a spreadsheet program and save it as .xlsx",
        ],
    )
}

/// A file without a row.
pub fn is_empty() -> Wording {
    Wording::new(
        ["tệp không có dòng dữ liệu nào", "kiểm tra xem tệp đã được xuất đủ chưa"],
        ["there is no row in the file", "see whether it was exported whole"],
    )
}

/// Days of a column whose order nobody can be sure of; the rows they stand in.
pub(crate) fn days_may_be_turned_round(rows: &[u64], cells: DoubtfulDays) -> Wording {
    let shown: Vec<String> = rows.iter().take(20).map(ToString::to_string).collect();
    let more = if rows.len() > 20 { ", …" } else { "" };
    let rows = format!("{}{more}", shown.join(", "));
    match cells {
        DoubtfulDays::MonthFirst => Wording::new(
            [
                format!("bảng có ngày ghi theo kiểu tháng/ngày/năm, nên không rõ ngày của cột này ở các dòng {rows}"),
                "ghi ngày/tháng/năm ở cả cột; nếu cả cột là tháng/ngày/năm, thêm (mm/dd/yyyy) vào tên cột".to_owned(),
            ],
            [
                format!(
                    "the list has days written month first, so nobody can be sure of those of this column in rows {rows}"
                ),
                "write the whole column day first; if all of it is month first, add (mm/dd/yyyy) to its header"
                    .to_owned(),
            ],
        ),
        DoubtfulDays::TurnedSinceExport => Wording::new(
            [
                format!("ngày và tháng ở các dòng {rows} của cột này đã bị đảo so với bản đã xuất"),
                "nếu do bảng tính đảo: lưu lại tệp gốc dạng .xlsx rồi nạp; nếu đúng là cần sửa: ghi năm trước, ví dụ 2017-03-04, hoặc ghi 4 tháng 3 năm 2017".to_owned(),
            ],
            [
                format!("day and month of this column in rows {rows} stand the other way round than they were exported"),
                "if a spreadsheet turned them: save the workbook again as .xlsx and import that; if it is meant: write the year first, for example 2017-03-04, or 4 March 2017"
                    .to_owned(),
            ],
        ),
        DoubtfulDays::YearDayMonth => Wording::new(
            [
                format!("bảng có ngày ghi theo kiểu năm-ngày-tháng, nên không rõ ngày của cột này ở các dòng {rows}"),
                "ghi ngày/tháng/năm ở cả cột, ví dụ 22/12/2017".to_owned(),
            ],
            [
                format!(
                    "the column has days written as year, day, month, so nobody can be sure of those in rows {rows}"
                ),
                "write the whole column day first, for example 22/12/2017".to_owned(),
            ],
        ),
        DoubtfulDays::OfTheYear => super::commitment::days_with_a_dash(&rows),
        DoubtfulDays::TurnedRound => Wording::new(
            [
                format!(
                    "cột có cả chữ (ngày/tháng/năm) và ô ngày; ô ngày ở các dòng {rows} có thể đã bị bảng tính đảo ngày với tháng"
                ),
                "gõ lại các ngày này dạng chữ, ví dụ 04/03/2017, hoặc 2017-03-04".to_owned(),
            ],
            [
                format!(
                    "the column has days as text, day first, and day cells: those in rows {rows} may have been typed day first into a spreadsheet that puts the month first"
                ),
                "type them again as text, for example 04/03/2017, or as 2017-03-04".to_owned(),
            ],
        ),
    }
}

/// Why nobody can be sure of the days of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(crate) enum DoubtfulDays {
    /// Some of its texts are month first.
    MonthFirst,
    /// Some of the column have year, day, month.
    YearDayMonth,
    /// A spreadsheet may have turned its day cells round.
    TurnedRound,
    /// The days of our own workbook, saved as text, stand the other way round than they were exported.
    TurnedSinceExport,
    /// Days of the year have a dash between two numbers that may both be the month.
    OfTheYear,
}
