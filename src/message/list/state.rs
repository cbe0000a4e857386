//! What a list thinks of an agreement's state, where the days say something else; both are named.
//!
//! Of a restricted agreement nothing but its reference.

use super::{Wording, in_vietnamese, short};
use crate::lifecycle::milestone::Status;
use crate::lifecycle::policy::Language;
use crate::message::say;

/// The state of what stands on a sheet of drafts or plans, as a cell would say it.
pub(crate) const NOT_SIGNED: &str = "dự thảo";

/// Words of a note that tell of an end or of a new text, in small letters with their signs: without them "dừng" is "dụng".
pub(crate) const DONE_WITH_SIGNS: [&str; 6] = ["dừng", "hủy", "huỷ", "tái ký", "tái kí", "ký mới"];

/// How a colleague puts it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StateCure {
    /// Say when and how it ended.
    SayTheEnd,
    /// Say until when it was extended.
    SayTheExtension,
    /// Say when or how it comes into force.
    SayTheStart,
    /// Record the suspension once the row is in.
    RecordSuspension,
    /// Record what happened, or mend the list.
    RecordOrMend,
    /// See whether the last day stands after the extension.
    CheckTheLastDay,
}

/// What the days say of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByItsDays {
    pub(crate) status: Status,
    /// The last day of the present period.
    pub(crate) ends_on: Option<String>,
}

impl ByItsDays {
    fn words(&self) -> (String, String) {
        match (self.status, &self.ends_on) {
            (Status::InForce, Some(day)) => {
                (format!("còn hiệu lực đến hết ngày {}", in_vietnamese(day)), format!("it is in force until {day}"))
            }
            (Status::Expired, Some(day)) => {
                (format!("đã hết hiệu lực ngày {}", in_vietnamese(day)), format!("it ended on {day}"))
            }
            (Status::Unknown, _) => {
                ("chưa rõ khi nào bắt đầu hoặc kết thúc".to_owned(), "nobody knows when it begins or ends".to_owned())
            }
            (status, _) => {
                let (vi, en) = (say::status(status, Language::Vi), say::status(status, Language::En));
                (vi.to_owned(), format!("it is {en}"))
            }
        }
    }
}

/// What a list thinks of an agreement, against what its days say.
pub(crate) fn state_differs(said: &str, days: &ByItsDays, cure: StateCure) -> Wording {
    let said = short(said);
    let (vi, en) = days.words();
    let (cure_vi, cure_en) = cure_words(cure);
    Wording::new(
        [format!("bảng ghi tình trạng “{said}”, nhưng theo các ngày thì {vi}"), cure_vi.to_owned()],
        [format!("the list says `{said}`, but by its days {en}"), cure_en.to_owned()],
    )
}

/// A state typed over the one that the program worked out.
pub(crate) fn state_was_typed_over(said: &str, days: &ByItsDays) -> Wording {
    let said = short(said);
    let (vi, en) = days.words();
    Wording::new(
        [
            format!("Tình trạng ghi “{said}”, nhưng theo sổ thì {vi}; cột này do chương trình tự tính nên chưa ghi gì"),
            "việc đã xảy ra (chấm dứt, gia hạn …) ghi một dòng ở sheet Cập nhật; nếu ngày, thời hạn sai thì sửa cột ấy"
                .to_owned(),
        ],
        [
            format!("the state says `{said}`, but by the register {en}; the program works that column out, nothing was recorded"),
            "record what happened (an end, an extension …) as a row of the sheet of updates; mend day or term where they are wrong"
                .to_owned(),
        ],
    )
}

const fn cure_words(cure: StateCure) -> (&'static str, &'static str) {
    match cure {
        StateCure::SayTheEnd => (
            "ghi ngày và cách kết thúc (cột Đã kết thúc ngày, Cách kết thúc), hoặc sửa ngày, thời hạn, tình trạng",
            "say when and how it ended (`ended_on`, `ended_how`), or mend the day, the term or the state",
        ),
        StateCure::SayTheExtension => (
            "nếu đã gia hạn, ghi lần gia hạn hoặc ghi ngày hết hạn mới vào cột thời hạn; nếu không, sửa tình trạng hoặc chuyển dòng sang mục khác",
            "if it was extended, record the extension or write the new last day as its term; if not, mend the state or move the row to where it belongs",
        ),
        StateCure::SayTheStart => (
            "ghi ngày có hiệu lực hoặc cách có hiệu lực; nếu đã có hiệu lực, sửa cột tình trạng",
            "say when or how it comes into force (`in_force_on`, `effect`); if it is in force, mend the state",
        ),
        StateCure::RecordSuspension => (
            "nhập xong thì ghi việc tạm đình chỉ (suspend); chưa ghi thì sổ vẫn nhắc theo các ngày",
            "record it with `suspend` once the row is in; until then letters go by the days",
        ),
        StateCure::RecordOrMend => (
            "ghi việc đã xảy ra vào sổ, hoặc sửa cột tình trạng",
            "record in the register what happened, or mend the state",
        ),
        StateCure::CheckTheLastDay => (
            "nếu đó là ngày trước khi gia hạn, ghi lần gia hạn hoặc ghi ngày hết hạn mới vào cột thời hạn",
            "if that is the day before it was extended, record the extension or write the new last day as its term",
        ),
    }
}

/// The same of a restricted agreement.
pub(crate) fn state_of_restricted_differs(reference: &str) -> Wording {
    Wording::new(
        [format!("{reference}: cột tình trạng khác với các ngày"), "xem lại ô này và ngày, thời hạn".to_owned()],
        [
            format!("{reference}: the state that the list names is not what the days say"),
            "check that cell against the days and the term".to_owned(),
        ],
    )
}

/// States that name none that is known: the rows and what the first of them say.
pub(crate) fn states_not_understood(rows: &[(u64, Option<String>)], more: usize) -> Wording {
    let named = |row: &str, open: &str, close: &str| {
        let one = |(line, said): &(u64, Option<String>)| match said {
            Some(said) => format!("{row} {line} {open}{}{close}", short(said)),
            None => format!("{row} {line}"),
        };
        rows.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let (vi, en) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" và {more} dòng khác"), format!(" and {more} more")),
    };
    Wording::new(
        [
            format!("không hiểu tình trạng ghi ở {}{vi}", named("dòng", "“", "”")),
            "tình trạng được tính từ các ngày; nếu ô ấy nói khác, sửa ngày, thời hạn".to_owned(),
        ],
        [
            format!("the state is not understood in {}{en}", named("row", "`", "`")),
            "the state is worked out from the days; if the cell says something else, mend the days or the term"
                .to_owned(),
        ],
    )
}
