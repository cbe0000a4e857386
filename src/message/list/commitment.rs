//! What a row of commitments says that cannot be taken, and what the import did of its own accord.

use super::{Wording, pair, said};
use crate::lifecycle::commitment::CommitmentFlaw;
use crate::lifecycle::policy::Language;
use crate::message::Sentence;
use crate::message::say::{commitment_flaw, span as span_in_words};

/// What cannot be true of a commitment.
pub fn flaw(flaw: &CommitmentFlaw) -> Wording {
    let vi = match flaw {
        CommitmentFlaw::Name(name) => (
            format!("mã “{name}” có dấu cách hoặc một trong các dấu / @ : ; # [ ] =, hoặc dài hơn 60 ký tự"),
            "rút gọn, ví dụ students",
        ),
        CommitmentFlaw::NoTitle => ("chưa ghi cam kết điều gì".to_owned(), "ghi nội dung cam kết"),
        CommitmentFlaw::TooOften(span) => {
            (format!("lặp lại {} một lần", span_in_words(*span, Language::Vi)), "chu kỳ ngắn nhất là một tuần, 7 ngày")
        }
        CommitmentFlaw::NoDayOfTheYear(text) => {
            (format!("“{text}” không phải một ngày trong năm"), "ghi ngày/tháng, ví dụ 15/11")
        }
        CommitmentFlaw::SeveralTimes => {
            ("ghi thời điểm theo nhiều cách".to_owned(), "chỉ giữ một trong các cột: hạn, định kỳ, hằng năm vào ngày")
        }
        CommitmentFlaw::FromWithoutEvery => {
            ("có ngày bắt đầu tính nhưng chưa ghi định kỳ".to_owned(), "ghi thêm cột định kỳ")
        }
    };
    pair(vi, commitment_flaw(flaw))
}

/// A text that is no day of the year.
pub(crate) fn not_a_day_of_the_year(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không phải một ngày trong năm"), "ghi ngày/tháng, ví dụ 15/11"),
        (format!("{en} is no day of the year"), "write day/month, for example 15/11, or 11-15 for the same"),
    )
}

/// Two numbers with a dash between them, of which either may be the month.
pub(crate) fn day_or_month_first(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} ghi bằng dấu gạch ngang, không rõ số nào là ngày, số nào là tháng"),
            "ghi ngày/tháng, ví dụ 05/11 là ngày 05 tháng 11",
        ),
        (
            format!("{en} has a dash between two numbers of which either may be the month"),
            "write day/month: 05/11 is the 5th of November",
        ),
    )
}

/// Days of the year with a dash, in those rows, of which nobody can tell day from month.
pub(crate) fn days_with_a_dash(rows: &str) -> Wording {
    pair(
        (
            format!("ngày trong năm ghi bằng dấu gạch ngang, không rõ số nào là tháng ở các dòng {rows}"),
            "ghi ngày/tháng, ví dụ 05/11 là ngày 05 tháng 11",
        ),
        (
            format!("days of the year with a dash, of which either number may be the month, in rows {rows}"),
            "write day/month: 05/11 is the 5th of November",
        ),
    )
}

/// A text that names none of the sides that may promise.
pub(crate) fn not_a_side(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không cho biết bên nào cam kết"), "ghi phía ta, đối tác hoặc hai bên"),
        (format!("{en} does not say who promises"), "write us (phía ta), partner (đối tác) or both (hai bên)"),
    )
}

/// A value of a commitment that no correction changes.
pub(crate) fn is_never_another(name: &str) -> Wording {
    let (vi, en) = said(name);
    pair(
        (format!("không đổi được {vi} của cam kết: các lượt nhắc đã mang mã ấy"), "hủy lần ghi cam kết ấy rồi ghi lại"),
        (
            format!("{en} of a commitment is never another: it stands in its reminders"),
            "take back the act that recorded it, and record it anew",
        ),
    )
}

/// A name that is no value of a commitment; one that is near it.
pub(crate) fn no_value(name: &str, near: Option<&str>) -> Wording {
    let (vi, en) = said(name);
    let (vi_cure, en_cure) = super::cell::nearest_name(near);
    pair((format!("cam kết không có trường {vi}"), vi_cure), (format!("{en} is no value of a commitment"), en_cure))
}

/// A row with neither a name nor a title.
pub(crate) fn neither_name_nor_title() -> Wording {
    pair(
        ("chưa ghi mã cũng chưa ghi nội dung cam kết", "ghi mã cam kết, ví dụ students"),
        ("neither a name nor a title", "add the commitment's name, for example students"),
    )
}

/// A value that a commitment does not take.
pub(crate) fn value_unread(text: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (format!("{vi} không phải giá trị của cột này"), "ghi theo gợi ý ở đầu cột trong bảng tính mẫu"),
        (format!("{en} is no value of this column"), "write it as the head of the column in the empty workbook says"),
    )
}

/// A commitment that was recorded and taken back.
pub fn taken_back(name: &str, seq: i64) -> Sentence {
    Sentence::new(
        format!("cam kết “{name}” đã ghi ở lần cập nhật số {seq} rồi bị hủy; không ghi lại"),
        format!("this commitment, `{name}`, was recorded as act {seq} and taken back; it was not recorded again"),
    )
}

/// A row without a name that promises what a known commitment promises, on another day.
pub(crate) fn same_title(name: &str) -> Wording {
    let (vi, en) = said(name);
    pair(
        (
            format!("cam kết {vi} của văn bản này có cùng nội dung nhưng thời điểm khác"),
            format!(
                "nếu là một, ghi {vi} vào cột Tên cam kết; nếu là cam kết khác, đặt cho dòng này một mã khác ở cột ấy"
            ),
        ),
        (
            format!("the commitment {en} of this agreement promises the same at another time"),
            format!(
                "if they are one, write {en} into the column Tên cam kết (`name`); if not, give this row another name there"
            ),
        ),
    )
}

/// The name that was made for a commitment.
pub(crate) fn is_called(name: &str) -> Sentence {
    Sentence::new(format!("cam kết được đặt mã “{name}”"), format!("the commitment is called `{name}`"))
}
