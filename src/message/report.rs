//! The words of reports: lines, heads of tables, sheets, Vietnamese first.

use serde::{Serialize, Serializer};

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

use super::say;

/// What a line of a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportMatter {
    Signed,
    /// It entered into force.
    InForce,
    Extended,
    Ended,
    ReviewHeld,
    /// A review was not held.
    ReviewMissed,
    /// A legal report was made in time.
    DutyInTime,
    /// A legal report was made late.
    DutyLate,
    /// A legal report is not made, and its day is over.
    DutyOpen,
    /// A greeting or an anniversary was kept.
    DayKept,
    /// A commitment or a task was carried out.
    CommitmentDone,
    /// A commitment or a task is not carried out, on purpose or so far.
    CommitmentOpen,
    /// What binds on the last day.
    State,
}

impl ReportMatter {
    /// Every matter, in the order of the report.
    pub const ALL: [Self; 13] = [
        Self::Signed,
        Self::InForce,
        Self::Extended,
        Self::Ended,
        Self::ReviewHeld,
        Self::ReviewMissed,
        Self::DutyInTime,
        Self::DutyLate,
        Self::DutyOpen,
        Self::DayKept,
        Self::CommitmentDone,
        Self::CommitmentOpen,
        Self::State,
    ];

    /// Its word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::InForce => "in-force",
            Self::Extended => "extended",
            Self::Ended => "ended",
            Self::ReviewHeld => "review-held",
            Self::ReviewMissed => "review-missed",
            Self::DutyInTime => "duty-in-time",
            Self::DutyLate => "duty-late",
            Self::DutyOpen => "duty-open",
            Self::DayKept => "day-kept",
            Self::CommitmentDone => "commitment-done",
            Self::CommitmentOpen => "commitment-open",
            Self::State => "state",
        }
    }
}

impl Serialize for ReportMatter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A matter as a table says it.
pub fn matter(matter: ReportMatter, language: Language) -> &'static str {
    let (vi, en) = match matter {
        ReportMatter::Signed => ("Ký kết", "Signed"),
        ReportMatter::InForce => ("Có hiệu lực", "Entered into force"),
        ReportMatter::Extended => ("Gia hạn", "Extended"),
        ReportMatter::Ended => ("Hết hiệu lực", "Ended"),
        ReportMatter::ReviewHeld => ("Đã sơ kết", "Reviews held"),
        ReportMatter::ReviewMissed => ("Không họp hoặc chưa họp sơ kết", "Reviews not held"),
        ReportMatter::DutyInTime => ("Báo cáo đúng hạn", "Reports in time"),
        ReportMatter::DutyLate => ("Báo cáo chậm", "Reports late"),
        ReportMatter::DutyOpen => ("Chưa báo cáo, đã quá hạn", "Reports overdue"),
        ReportMatter::DayKept => ("Chúc mừng, kỷ niệm đã thực hiện", "Greetings and anniversaries kept"),
        ReportMatter::CommitmentDone => ("Cam kết, nhiệm vụ đã thực hiện", "Commitments carried out"),
        ReportMatter::CommitmentOpen => ("Cam kết, nhiệm vụ chưa thực hiện", "Commitments not carried out"),
        ReportMatter::State => ("Đang theo dõi vào ngày cuối kỳ", "On the books on the last day"),
    };
    if language == Language::Vi { vi } else { en }
}

/// What is said of an agreement that renewed itself, through that day.
pub(crate) fn renewed_until(until: Day, language: Language) -> String {
    let day = say::day_table(until);
    match language {
        Language::Vi => format!("tự động gia hạn đến hết ngày {day}"),
        Language::En => format!("renewed itself until {day}"),
    }
}

/// The state of an agreement in a report whose time is not over: on which day it was that.
pub(crate) fn state_as_of(status: &str, day: Day, language: Language) -> String {
    let day = say::day_table(day);
    match language {
        Language::Vi => format!("{status}, tính đến ngày {day}"),
        Language::En => format!("{status}, as of {day}"),
    }
}

/// The head of the report's lines.
pub(crate) fn line_head(language: Language) -> [&'static str; 10] {
    match language {
        Language::Vi => [
            "STT",
            "Nội dung",
            "Ngày",
            "Mã theo dõi",
            "Tên văn bản",
            "Đối tác",
            "Nước",
            "Cơ quan ký",
            "Số văn bản",
            "Ghi chú",
        ],
        Language::En => {
            ["No.", "Matter", "Day", "Reference", "Title", "Partner", "Country", "Signing body", "Number", "Note"]
        }
    }
}

/// The head of the first column of a table of counts.
pub(crate) fn counted_by(country: TallyBy, language: Language) -> &'static str {
    match (country, language) {
        (TallyBy::Countries, Language::Vi) => "Nước",
        (TallyBy::Countries, Language::En) => "Country",
        (TallyBy::Bodies, Language::Vi) => "Cơ quan ký",
        (TallyBy::Bodies, Language::En) => "Signing body",
    }
}

/// What a table counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TallyBy {
    Countries,
    /// Signing bodies.
    Bodies,
}

/// Where a country or a body is unknown or hidden.
pub(crate) fn unnamed(language: Language) -> &'static str {
    if language == Language::Vi { "(chưa rõ hoặc hạn chế)" } else { "(unknown or restricted)" }
}

/// The last row of a table of counts.
pub fn total(language: Language) -> &'static str {
    if language == Language::Vi { "Tổng số" } else { "Total" }
}

/// The sheets of a report: counts, lines.
pub fn sheets(language: Language) -> [&'static str; 2] {
    if language == Language::Vi { ["Tổng hợp", "Chi tiết"] } else { ["Summary", "Details"] }
}

pub(crate) fn plan_sheet(language: Language) -> &'static str {
    if language == Language::Vi { "Kế hoạch" } else { "Plan" }
}

/// What is above each page of a report.
pub(crate) fn period_head(office: &str, from: Day, to: Day, language: Language) -> String {
    let (from, to) = (say::day_table(from), say::day_table(to));
    match language {
        Language::Vi => format!("{office} – Tình hình ký kết và thực hiện thỏa thuận quốc tế từ {from} đến {to}"),
        Language::En => format!("{office} – International agreements from {from} to {to}"),
    }
}

/// What is above each page of a plan.
pub(crate) fn plan_head(office: &str, from: Day, to: Day, language: Language) -> String {
    let (from, to) = (say::day_table(from), say::day_table(to));
    match language {
        Language::Vi => format!("{office} – Các mốc theo dõi thỏa thuận quốc tế từ {from} đến {to}"),
        Language::En => format!("{office} – Days of international agreements from {from} to {to}"),
    }
}
