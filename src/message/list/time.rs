//! Days, spans and terms that cannot be read as they stand, and what to write instead.

use super::{Wording, pair, said};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::say;

const DAY_FORM: (&str, &str) = ("ghi dạng 22/12/2017 hoặc 2017-12-22", "write it as 22/12/2017 or 2017-12-22");

/// A day with its hour; the day alone.
pub(crate) fn has_an_hour(text: &str, day: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} có cả giờ"), format!("chỉ ghi ngày: {day}")),
        (format!("{en} has an hour"), format!("write the day alone: {day}")),
    )
}

/// Five digits that a spreadsheet shows as a day.
pub(crate) fn day_number(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} có vẻ là số ngày của bảng tính"), "định dạng cột là ngày, hoặc gõ dạng chữ, ví dụ 22/12/2017"),
        (
            format!("{en} looks like a spreadsheet's day number"),
            "format the column as a date, or as text such as 22/12/2017",
        ),
    )
}

/// A day with the name of another weekday beside it.
pub(crate) fn weekday_differs(text: &str, day: Day) -> Wording {
    let [vi, en] = [Language::Vi, Language::En].map(|language| say::weekday(day, language));
    let (said_vi, said_en) = said(text);
    pair(
        (format!("{said_vi}: ngày này là {vi}"), "kiểm tra ngày, hoặc bỏ thứ"),
        (format!("{said_en}: that day is a {en}"), "check the day, or leave the weekday out"),
    )
}

/// A term with the mark of a footnote behind it.
pub(crate) fn term_with_a_mark(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} có dấu chú thích, mà chú thích có thể nói về thời hạn"),
            "đọc chú thích dưới bảng: nếu có gia hạn, chấm dứt thì ghi vào cột; nếu không thì xóa dấu",
        ),
        (
            format!("{en} bears the mark of a footnote, which may be about the end"),
            "read the note below the table: an extension or an end belongs into its column; else take the mark off",
        ),
    )
}

/// A text that is no day.
pub(crate) fn not_a_day(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair((format!("{vi} không phải ngày"), DAY_FORM.0), (format!("{en} is not a day"), DAY_FORM.1))
}

/// Numbers that name no day.
pub(crate) fn not_of_the_calendar(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không có trong lịch"), "kiểm tra ngày, tháng, năm"),
        (format!("{en} is not a day of the calendar"), "check day, month and year"),
    )
}

/// `2017/12/22`.
pub(crate) fn begins_with_year(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair((format!("{vi} bắt đầu bằng năm"), DAY_FORM.0), (format!("{en} begins with the year"), DAY_FORM.1))
}

/// A year of two digits; the same with four.
pub(crate) fn two_digit_year(text: &str, example: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("năm của {vi} chỉ có hai chữ số"), format!("ghi đủ bốn chữ số, ví dụ {example}")),
        (format!("the year of {en} has two digits"), format!("write all four, for example {example}")),
    )
}

/// A year of another number of digits.
pub(crate) fn odd_year(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("năm của {vi} không đủ bốn chữ số"), DAY_FORM.0),
        (format!("the year of {en} does not have four digits"), DAY_FORM.1),
    )
}

/// A thirteenth month: the month stands first.
pub(crate) fn odd_month(text: &str, month: u32) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} có tháng {month}"), "ngày đứng trước tháng: ghi 25/12/2017, không ghi 12/25/2017"),
        (format!("{en} has a month {month}"), "the day stands before the month: write 25/12/2017, never 12/25/2017"),
    )
}

/// A day of a year that the program does not count.
pub(crate) fn outside_the_years(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} nằm ngoài các năm 1900–2199"), "kiểm tra năm; chương trình chỉ tính các năm ấy"),
        (format!("{en} lies outside 1900-2199"), "check the year; this program counts in those years"),
    )
}

/// A year that is most likely one of the Buddhist era; the same as the program counts.
pub(crate) fn buddhist_year(text: &str, year: u32) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} nằm ngoài các năm 1900–2199"), format!("kiểm tra năm; nếu là Phật lịch, ghi {year}")),
        (format!("{en} lies outside 1900-2199"), format!("check the year; if it is of the Buddhist era, write {year}")),
    )
}

/// A day of the lunar year.
pub(crate) fn lunar(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} có vẻ là ngày âm lịch (tháng Giêng, tháng Một, tháng Chạp hoặc ghi âm lịch)"),
            "ghi ngày dương lịch bằng số, ví dụ 22/12/2017",
        ),
        (
            format!("{en} seems to be a day of the lunar calendar"),
            "write the day of the solar calendar in figures, such as 22/12/2017",
        ),
    )
}

/// A day without its year.
pub fn no_year(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} chưa ghi năm"), "ghi cả năm, ví dụ 30/12/2025"),
        (format!("{en} has no year"), "write the year as well, for example 30/12/2025"),
    )
}

/// A month, a year, a quarter: no single day.
pub(crate) fn no_single_day(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không phải một ngày cụ thể"), "ghi đủ ngày, tháng, năm, ví dụ 22/12/2017"),
        (format!("{en} names no single day"), "write day, month and year, for example 22/12/2017"),
    )
}

/// A period that would repeat for ever.
pub(crate) fn period_of_nothing() -> Wording {
    pair(
        ("khoảng thời gian bằng 0", "ghi dài bao lâu, ví dụ 5 năm hoặc 60 tháng"),
        ("a period of no time at all", "write how long it is, for example 5 năm or 60 tháng"),
    )
}

/// A term that binds for no time.
pub(crate) fn term_of_nothing() -> Wording {
    pair(
        ("thời hạn bằng 0", "ghi thời hạn bao lâu, ví dụ 5 năm"),
        ("a term of no time at all", "write how long it binds, for example 5 năm"),
    )
}

/// Working days where the register counts days of the calendar.
pub(crate) fn working_days(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} tính theo ngày làm việc; sổ tính theo năm, tháng và ngày dương lịch"),
            "đổi ra ngày dương lịch, ghi số ngày làm việc ở ghi chú",
        ),
        (
            format!("{en} counts working days; the register counts years, months and days of the calendar"),
            "write it in days of the calendar, and the working days in the note",
        ),
    )
}

const SPAN_FORM: (&str, &str) = (
    "ghi năm, tháng, tuần hoặc ngày bằng số nguyên, ví dụ 5 năm, 1 năm 6 tháng, 90 ngày",
    "write years, months, weeks or days in whole numbers, for example 5 năm, 1 năm 6 tháng, 90 ngày or 5y",
);

/// A bare number where a span is meant.
pub(crate) fn span_without_unit(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair((format!("{vi} chưa có đơn vị"), SPAN_FORM.0), (format!("{en} has no unit"), SPAN_FORM.1))
}

/// A text that is no span.
pub(crate) fn not_a_span(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair((format!("{vi} không phải khoảng thời gian"), SPAN_FORM.0), (format!("{en} is not a span"), SPAN_FORM.1))
}

/// A first day behind the last.
pub(crate) fn ends_before_it_begins(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} kết thúc trước khi bắt đầu"), "ghi ngày trước trước, ngày sau sau"),
        (format!("{en} ends before it begins"), "write the earlier day first"),
    )
}

/// Years in the wrong order.
pub(crate) fn years_out_of_order(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("các năm trong {vi} không đúng thứ tự"), "ghi năm đầu trước năm cuối, ví dụ 2022–2027"),
        (format!("the years of {en} are not in order"), "write the first year before the last, for example 2022–2027"),
    )
}

/// A term that is a bare number.
pub(crate) fn term_without_unit(text: &str) -> Wording {
    let (vi, en) = said(text);
    let number = text.trim();
    if number.parse::<u32>().is_ok_and(|year| (1900..2200).contains(&year)) {
        return pair(
            (
                format!("{vi} là một năm dương lịch, không rõ hết hạn ngày nào"),
                format!("ghi ngày cuối, ví dụ đến 31/12/{number}, hoặc thời hạn, ví dụ 5 năm"),
            ),
            (
                format!("{en} names a year, and no day on which it ends"),
                format!("write the last day, for example đến 31/12/{number}, or how long it binds, for example 5 năm"),
            ),
        );
    }
    pair(
        (format!("{vi} chưa có đơn vị"), format!("ghi {number} năm hoặc {number} tháng")),
        (format!("{en} has no unit"), format!("write {number} năm or {number} tháng")),
    )
}

/// A term of so many years that months may be meant.
pub(crate) fn unusually_long(years: u32) -> Wording {
    pair(
        (format!("thời hạn {years} năm dài khác thường"), "xem lại ô này: có thể là số tháng"),
        (format!("a term of {years} years is unusually long"), "check the cell: months may be meant"),
    )
}

/// A text that is no term.
pub(crate) fn not_a_term(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không phải thời hạn"),
            "ghi 5 năm, 60 tháng, đến 03/11/2027, không thời hạn hoặc chưa rõ; nếu ngày cuối chưa chắc thì ghi đến trong khoảng 03/11/2027 – 31/12/2027",
        ),
        (
            format!("{en} is not a term"),
            "write 5 năm, 60 tháng, đến 03/11/2027, until 2027-11-03..2027-12-31, không thời hạn or chưa rõ",
        ),
    )
}

/// A term of which only the shortest length is said.
pub(crate) fn shortest_term(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không cho biết thời hạn dài bao lâu (chỉ là mức ít nhất hoặc nhịp lặp lại)"),
            "ghi đúng thời hạn, ví dụ 5 năm, hoặc ngày cuối, ví dụ đến 03/11/2027; nếu văn bản không ấn định thì ghi không thời hạn hoặc chưa rõ",
        ),
        (
            format!("{en} does not say how long it binds, but how long at least or how often"),
            "write the term itself, such as 5 năm, or its last day, such as đến 03/11/2027; where the text names none, không thời hạn or chưa rõ",
        ),
    )
}

/// Years alone, where the row does not tell the day; whether the day of signing would tell it.
pub(crate) fn no_day_of_ending(text: &str, to: i32, tells: SigningTells) -> Wording {
    let (vi, en) = said(text);
    let (vi_more, en_more) = match tells {
        SigningTells::TheDay => ("; hoặc ghi ngày ký", "; or give signed_on"),
        SigningTells::Nothing => ("", ""),
    };
    pair(
        (
            format!("{vi} không cho biết ngày kết thúc"),
            format!("ghi ngày cuối, hoặc cả hai ngày có thể: until {to}-06-30..{to}-12-31{vi_more}"),
        ),
        (
            format!("{en} names no day on which it ends"),
            format!("write the last day, or both it may be: until {to}-06-30..{to}-12-31{en_more}"),
        ),
    )
}

/// Whether the day of signing would tell on which day a term of years ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SigningTells {
    /// It would.
    TheDay,
    /// It would not.
    Nothing,
}

/// A term from the day of signing, inside an amendment.
pub(crate) fn counts_from_force(span: &str) -> Wording {
    pair(
        (
            "thời hạn tính từ ngày có hiệu lực",
            format!("ghi {span} nếu văn bản có hiệu lực từ ngày ký, nếu không thì ghi ngày cuối: đến NGÀY"),
        ),
        (
            "a term counts from the day in force",
            format!("write {span} where it was signed on that day, else the last day: until DAY"),
        ),
    )
}

/// A number of years that is a year of the calendar.
pub(crate) fn year_and_no_length(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} là một năm dương lịch, không phải số năm"),
            "ghi số năm, ví dụ 5; ở cột thời hạn có thể ghi ngày cuối: đến 31/12/2027",
        ),
        (
            format!("{en} names a year, not a length in years"),
            "write for how many years, for example 5; in a column of terms also the last day: đến 31/12/2027",
        ),
    )
}
