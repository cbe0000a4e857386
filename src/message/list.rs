//! What is wrong with a list that somebody brings, and how to put it right: Vietnamese first, and English.
//!
//! Not here: where it stands in the file. The invariant: every wording has both languages, and its second half says what
//! to do.

pub mod act;
pub mod answer;
pub(crate) mod asked;
pub mod cell;
pub mod commitment;
pub mod file;
pub mod form;
mod held;
pub mod hint;
mod left_out;
pub mod odd;
mod old_copy;
mod read_so;
pub mod row;
pub(crate) mod shape;
mod state;
pub mod time;
pub mod toml;
pub mod unopened;

pub(crate) use held::{Amended, amended_since, amendment_stands, known_and_kept, party_of_another_row};
pub use left_out::{ColumnLine, LeftOut, column, is_empty};
pub(crate) use left_out::{
    DoubtfulDays, LeftOutPlace, and_more, and_others, days_may_be_turned_round, has_a_password, is_a_page, left_aside,
    not_read,
};
pub use old_copy::OldCopySince;
pub(crate) use old_copy::{
    CorrectedField, HeldText, MissingRows, changed_since, commitment_called_otherwise, commitment_of_another,
    is_meant_by_its_former_reference, register_is_newer, rows_are_missing, unknown_to_the_copy, was_corrected,
};
pub(crate) use read_so::{
    cells_repeat_the_ones_above, country_from_sheet, footnote_marks_were_left_out, formulas_were_read, hidden_was_read,
    last_day_was_typed_over, letters_of_pages_were_read, merged_cells_were_read, next_day_was_typed_over,
    nothing_stands_above, pinned_notes_were_not_read, rows_stand_in_two_sheets, typed_over_a_worked_out_cell,
    words_beside_days, year_from_heading,
};
pub(crate) use state::{
    ByItsDays, DONE_WITH_SIGNS, NOT_SIGNED, StateCure, state_differs, state_of_restricted_differs,
    state_was_typed_over, states_not_understood,
};

use serde::{Deserialize, Serialize};

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::message::say;
use crate::text::quoted;

/// What is wrong and what to do about it, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    vi: [String; 2],
    en: [String; 2],
}

/// What is wrong and its cure: Vietnamese, then English.
fn pair(vi: (impl Into<String>, impl Into<String>), en: (impl Into<String>, impl Into<String>)) -> Wording {
    Wording { vi: [vi.0.into(), vi.1.into()], en: [en.0.into(), en.1.into()] }
}

/// A text as a Vietnamese sentence quotes it, and as an English one does.
fn said(text: &str) -> (String, String) {
    let english = quoted(text);
    (format!("“{}”", english.trim_matches('`')), english)
}

impl Wording {
    /// Halves that were worded elsewhere: what is wrong and what to do, by language.
    pub(crate) fn of_halves(halves: impl Fn(Language) -> (String, String)) -> Self {
        pair(halves(Language::Vi), halves(Language::En))
    }

    fn new(vi: [impl Into<String>; 2], en: [impl Into<String>; 2]) -> Self {
        Self { vi: vi.map(Into::into), en: en.map(Into::into) }
    }

    /// What is wrong.
    pub fn what(&self, language: Language) -> &str {
        &self.of(language)[0]
    }

    /// What to do about it.
    pub fn cure(&self, language: Language) -> &str {
        &self.of(language)[1]
    }

    fn of(&self, language: Language) -> &[String; 2] {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

fn short(text: &str) -> String {
    let line: String = text.trim().chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.is_empty() { "(…)".to_owned() } else { line }
}

/// A column that nobody knows, and that looks as if a day hung on it.
pub(crate) fn column_may_move_a_date(header: &str) -> Wording {
    let header = short(header);
    Wording::new(
        [
            format!("không rõ cột “{header}” là gì, mà cột này có thể làm thay đổi một ngày"),
            format!(
                "sửa tên cột trong bảng thành tên cột của bảng tính mẫu, ví dụ Thời hạn, Ngày hết hiệu lực hoặc Ghi chú, hoặc xóa cột; nếu bảng nào cũng có cột này, quản trị ghi nghĩa của cột một lần trong config.toml: [import.columns] \"{header}\" = \"tên trường\" (\"note\" để giữ trong ghi chú, \"-\" để bỏ qua)"
            ),
        ],
        [
            format!("unknown column `{header}`, which may move a date"),
            format!(
                "give its header in the list a name of the empty workbook, such as Thời hạn, Expiry date or Note, or delete the column; for every such list the administrator says it once in config.toml: [import.columns] \"{header}\" = \"a field\" (\"note\" keeps it in the note, \"-\" leaves it aside)"
            ),
        ],
    )
}

/// A column whose header has words beside its name that may make another day of it.
pub(crate) fn remark_may_change_a_column(header: &str, vietnamese: &str, field: &str) -> Wording {
    let header = short(header);
    Wording::new(
        [
            format!(
                "tên cột “{header}” có phần ghi thêm, chưa rõ có còn là {vietnamese} hay là một ngày, một thời hạn khác"
            ),
            format!(
                "nếu đúng là {vietnamese} thì đổi tên cột thành “{vietnamese}”; nếu không thì đổi tên thành Ghi chú hoặc xóa cột; nếu bảng nào cũng có cột này, quản trị ghi một lần trong config.toml: [import.columns] \"{header}\" = \"{field}\" (\"note\" để giữ trong ghi chú, \"-\" để bỏ qua)"
            ),
        ],
        [
            format!(
                "the words beside the name of column `{header}` may make something else of it than {vietnamese} (`{field}`)"
            ),
            format!(
                "if it is that, call it {vietnamese}; if not, call it Ghi chú or delete it; for every such list the administrator says it once in config.toml: [import.columns] \"{header}\" = \"{field}\" (\"note\" keeps it in the note, \"-\" leaves it aside)"
            ),
        ],
    )
}

/// Two columns that say different things of one fact.
pub(crate) fn two_columns_of_one_fact(header: &str, first: &str, first_header: &str, row: u64) -> Wording {
    let (header, first_header) = (short(header), short(first_header));
    Wording::new(
        [
            format!(
                "cột “{header}” cùng nghĩa với cột {first} “{first_header}” nhưng khác nội dung, ví dụ ở dòng {row}"
            ),
            format!(
                "xóa một trong hai cột, hoặc sửa tên một cột thành Ghi chú; quản trị có thể ghi một lần trong config.toml: [import.columns] \"{header}\" = \"note\" hoặc \"-\""
            ),
        ],
        [
            format!(
                "`{header}` says the same as column {first} `{first_header}`, and differs from it, in row {row} for one"
            ),
            format!(
                "delete one of the two columns, or call one of them Note; the administrator may say it once in config.toml: [import.columns] \"{header}\" = \"note\" or \"-\""
            ),
        ],
    )
}

/// How a last day stands to the one that follows from the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndBeside {
    /// Before it: it may have been ended.
    Earlier,
    /// Behind it: it may have been extended.
    Later,
    /// One of them is no single day.
    Unclear,
}

/// A day or a span of the register as the office writes it; words stay as they are.
fn in_vietnamese(text: &str) -> String {
    match (text.parse::<Day>(), text.parse::<Span>()) {
        (Ok(day), _) => say::day_table(day),
        (_, Ok(span)) => say::span(span, Language::Vi),
        _ => text.to_owned(),
    }
}

/// A length and a last day that do not fit together; days in ISO form, or words.
pub(crate) fn term_and_last_day_differ(term: &str, counted: &str, given: &str, beside: EndBeside) -> Wording {
    let (cure_vi, cure_en) = match beside {
        EndBeside::Earlier => (
            "sửa một trong hai ô; nếu đã kết thúc sớm, chuyển ngày này sang cột Đã kết thúc ngày và ghi cột Cách kết thúc (chấm dứt, thay thế)",
            "mend one of the two cells; if it was ended early, move that day to a column Đã kết thúc ngày (`ended_on`) and say how in Cách kết thúc (`ended_how`: chấm dứt, thay thế)",
        ),
        EndBeside::Later => (
            "sửa một trong hai ô; nếu đã gia hạn, ghi gia hạn ở sheet Cập nhật",
            "mend one of the two cells; if it has been extended, record the extension as an act",
        ),
        EndBeside::Unclear => ("sửa một trong hai ô", "mend one of the two cells"),
    };
    let [term_vi, counted_vi, given_vi] = [term, counted, given].map(in_vietnamese);
    Wording::new(
        [
            format!("thời hạn {term_vi} tính ra ngày cuối là {counted_vi}, nhưng cột ngày hết hạn ghi {given_vi}"),
            cure_vi.to_owned(),
        ],
        [format!("the term {term} ends on {counted}, but the column of the last day says {given}"), cure_en.to_owned()],
    )
}

/// A clause that says of another fact what its own column denies.
pub(crate) fn clause_and_column_differ(fact: &str, clause: &str, column: &str) -> Wording {
    Wording::new(
        [format!("ô này nói {fact} là {clause}, nhưng cột {fact} ghi {column}"), "sửa một trong hai ô".to_owned()],
        [
            format!("this cell says that {fact} is {clause}, its own column says {column}"),
            "mend one of the two cells".to_owned(),
        ],
    )
}

/// Lines of a cell that were taken for parties of their own.
pub(crate) fn lines_taken_for_parties(names: &[&str]) -> Wording {
    let names = names.iter().map(|name| format!("“{}”", short(name))).collect::<Vec<_>>().join(", ");
    Wording::new(
        [format!("ô có nhiều dòng, được hiểu là nhiều bên: {names}"), "nếu là một bên, ghi trên một dòng".to_owned()],
        [
            format!("the cell has several lines, taken for several parties: {names}"),
            "write one party on one line".to_owned(),
        ],
    )
}

/// Lines of a cell that were taken for one name.
pub(crate) fn lines_taken_for_one_party(name: &str) -> Wording {
    let name = short(name);
    Wording::new(
        [
            format!("ô có nhiều dòng, được hiểu là một bên: “{name}”"),
            "nếu là nhiều bên, ngăn cách bằng dấu ;".to_owned(),
        ],
        [
            format!("the cell has several lines, taken for one party: `{name}`"),
            "put a ; between several parties".to_owned(),
        ],
    )
}

/// One name that may be several.
pub(crate) fn one_name_that_may_be_several(name: &str) -> Wording {
    let name = short(name);
    Wording::new(
        [format!("“{name}” được hiểu là một bên"), "nếu là nhiều bên, ngăn cách bằng dấu ;".to_owned()],
        [format!("`{name}` was taken for one party"), "put a ; between several parties".to_owned()],
    )
}

/// The title made for an agreement whose list has none: from its kind, its parties and the year.
pub(crate) fn made_title(kind: Option<&str>, ours: Option<&str>, partner: &str, year: Option<i32>) -> String {
    let kind = match kind {
        Some("agreement") => "Thỏa thuận hợp tác",
        Some("mou") => "Bản ghi nhớ",
        Some("minutes") => "Biên bản",
        Some("programme") => "Chương trình hợp tác",
        Some("plan") => "Kế hoạch",
        Some("strategy") => "Chiến lược",
        Some("regulation") => "Quy chế",
        Some("treaty") => "Điều ước",
        _ => "Văn bản hợp tác",
    };
    let parties =
        ours.into_iter().chain([partner]).map(|names| names.replace(';', ", ")).collect::<Vec<_>>().join(" – ");
    match year {
        Some(year) => format!("{kind} {parties} ({year})"),
        None => format!("{kind} {parties}"),
    }
}

/// A row whose title was made.
pub(crate) fn title_was_made(title: &str) -> Wording {
    Wording::new(
        [format!("không có tên văn bản, đặt là “{}”", short(title)), "ghi tên đúng ở cột Tên văn bản".to_owned()],
        [format!("it has no title and was named `{}`", short(title)), "write its own in a column `title`".to_owned()],
    )
}

/// A row that looks like an agreement of the register and is not just it.
pub fn resembles(reference: &str, title: &str, day: Option<&str>) -> Wording {
    let title = short(title);
    let (vi, en) = match day {
        Some(day) => (format!(", ký ngày {}", in_vietnamese(day)), format!(", signed {day}")),
        None => (String::new(), String::new()),
    };
    Wording::new(
        [
            format!("dòng này giống {reference} (“{title}”{vi}) nhưng không hoàn toàn trùng"),
            format!("nếu là một, ghi {reference} vào cột Mã theo dõi; nếu là văn bản khác, ghi một mã riêng"),
        ],
        [
            format!("the row resembles {reference} (`{title}`{en}), and differs from it"),
            format!(
                "if it is the same, write {reference} in a column `reference`; if it is another, give it a reference of its own"
            ),
        ],
    )
}

/// A day of signing that lies far back or ahead.
pub(crate) fn odd_day_of_signing(day: &str) -> Wording {
    Wording::new(
        [format!("ngày ký {day} là ngày rất xa"), "kiểm tra lại năm".to_owned()],
        [format!("the day of signing, {day}, lies in the future or far back"), "check the year".to_owned()],
    )
}

/// Cells in letters older than Unicode that were converted.
pub(crate) fn old_letters_were_converted(scheme: &str, cells: usize) -> Wording {
    Wording::new(
        [
            format!("{cells} ô dùng bảng mã {scheme}, đã chuyển sang Unicode"),
            "đối chiếu vài dòng với bản gốc".to_owned(),
        ],
        [
            format!("{cells} cells were in {scheme} and were converted to Unicode"),
            "compare some rows with the original".to_owned(),
        ],
    )
}

/// A text file in letters older than Unicode that was converted.
pub(crate) fn old_file_was_converted(scheme: &str) -> Wording {
    Wording::new(
        [format!("tệp dùng bảng mã {scheme}, đã chuyển sang Unicode"), "đối chiếu vài dòng với bản gốc".to_owned()],
        [
            format!("the file was in {scheme} and was converted to Unicode"),
            "compare some rows with the original".to_owned(),
        ],
    )
}

/// A file at which the process that reads it gave up.
pub(crate) fn reader_gave_up() -> Wording {
    Wording::new(
        [
            "không đọc được tệp này: tệp hỏng, không phải là bảng tính, hoặc mở ra quá lớn",
            "mở tệp bằng Excel hoặc LibreOffice, lưu thành tệp .xlsx mới, chia nhỏ nếu danh sách rất dài, rồi tải lên lại",
        ],
        [
            "this file cannot be read: it is damaged, no spreadsheet, or unpacks to too much",
            "open it in Excel or LibreOffice, save it as a new .xlsx file, split a very long list, and bring it again",
        ],
    )
}

/// A text whose letters are lost, or in letters that nobody can be sure of.
pub(crate) fn letters_are_broken() -> Wording {
    Wording::new(
        [
            "chữ bị hỏng hoặc dùng bảng mã cũ (TCVN3, VNI)",
            "chuyển tệp sang Unicode (ví dụ bằng UniKey Toolkit, Ctrl+Shift+F6) hoặc xuất lại dạng CSV UTF-8",
        ],
        [
            "letters are lost, or written in an old code (TCVN3, VNI)",
            "convert the file to Unicode (UniKey Toolkit does), or export it again as CSV UTF-8",
        ],
    )
}
