//! Why a text is no day, span, term, rung or mark, and why days cannot be worked out.

use crate::lifecycle::act::MarkError;
use crate::lifecycle::calendar::{CalendarError, SEARCH_DAYS};
use crate::lifecycle::day::DayError;
use crate::lifecycle::duty::DutyError;
use crate::lifecycle::lunar::{LunarError, leap_month};
use crate::lifecycle::milestone::TimelineError;
use crate::lifecycle::observance::{ObservanceError, OccursOnError};
use crate::lifecycle::policy::{LadderError, OffsetError};
use crate::lifecycle::reminder::KeyError;
use crate::lifecycle::span::SpanError;
use crate::lifecycle::term::TermError;
use crate::lifecycle::workback::StepError;
use crate::message::say::day_for;
use crate::message::{Say, Voice};

impl Say for DayError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::NotADay(text) => voice.pick(
                format!("`{text}` không phải là ngày; đề nghị ghi năm-tháng-ngày, ví dụ 2027-12-22"),
                format!("`{text}` is not a day; write it as YYYY-MM-DD, for example 2027-12-22"),
            ),
            Self::OutOfRange => voice
                .pick(
                    "ngày nằm ngoài các năm 1900–2199 mà chương trình tính được",
                    "the day lies outside 1900-2199, the years this program counts in",
                )
                .to_owned(),
        }
    }
}

impl Say for SpanError {
    fn say(&self, voice: Voice) -> String {
        let text = &self.0;
        voice.pick(
            format!(
                "`{text}` không phải là một khoảng thời gian; đề nghị ghi năm (y), tháng (m), tuần (w) hoặc ngày (d) theo thứ \
                 tự ấy, ví dụ 5y, 1y6m, 60m, 2w hoặc 90d (tối đa 300 năm)"
            ),
            format!(
                "`{text}` is not a span; write years, months, weeks or days in that order, for example 5y, 1y6m, 60m, 2w or \
                 90d (300 years at most)"
            ),
        )
    }
}

impl Say for TermError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Form(text) => voice.pick(
                format!(
                    "`{text}` không phải là thời hạn; đề nghị ghi 5y, 60m, 90d, `until 2027-11-03`, `until \
                     2027-11-03..2027-12-31`, open (không thời hạn) hoặc unknown (chưa rõ)"
                ),
                format!(
                    "`{text}` is not a term; write 5y, 60m, 90d, `until 2027-11-03`, `until 2027-11-03..2027-12-31`, open or \
                     unknown"
                ),
            ),
            Self::Zero => voice
                .pick(
                    "thời hạn không thể bằng 0; đề nghị ghi thời hạn của văn bản, hoặc unknown (chưa rõ)",
                    "a term of no length cannot be; write how long it binds, or unknown",
                )
                .to_owned(),
            Self::Backwards(from, to) => {
                let (vi_from, vi_to) = (day_for(voice, *from), day_for(voice, *to));
                voice.pick(
                    format!("khoảng {vi_from}..{vi_to} bị ngược; đề nghị ghi ngày sớm hơn trước"),
                    format!("the range {from}..{to} runs backwards; write the earlier day first"),
                )
            }
        }
    }
}

impl Say for OffsetError {
    fn say(&self, voice: Voice) -> String {
        let text = &self.0;
        voice.pick(
            format!(
                "`{text}` không phải là khoảng cách đến mốc; đề nghị ghi y, m, w, d hoặc wd (ngày làm việc), ví dụ 90d, 6m hoặc \
                 3wd (tối đa 20y hoặc 1000wd)"
            ),
            format!(
                "`{text}` is not a distance from a milestone; write y, m, w, d or wd (working days), for example 90d, 6m or 3wd \
                 (20y or 1000wd at most)"
            ),
        )
    }
}

impl Say for MarkError {
    fn say(&self, voice: Voice) -> String {
        let text = &self.0;
        voice.pick(
            format!("`{text}` không chỉ ra mốc nào; đề nghị ghi loại mốc và ngày, ví dụ expiry@2022-12-22"),
            format!("`{text}` does not name a milestone; write its kind and day, for example expiry@2022-12-22"),
        )
    }
}

impl Say for KeyError {
    fn say(&self, voice: Voice) -> String {
        let text = &self.0;
        voice.pick(format!("`{text}` không phải mã của lượt nhắc"), format!("`{text}` is no key of a reminder"))
    }
}

impl Say for OccursOnError {
    fn say(&self, voice: Voice) -> String {
        let text = &self.0;
        voice.pick(
            format!(
                "`{text}` không phải một ngày hằng năm; đề nghị ghi ngày/tháng như 22/12, âm lịch như `lunar 10/3`, hoặc một thứ \
                 trong tháng như `first Mon of 6`"
            ),
            format!(
                "`{text}` names no recurring day; write day/month as in 22/12, `lunar 10/3`, or a weekday of a month as in \
                 `first Mon of 6`"
            ),
        )
    }
}

impl Say for CalendarError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::NoWorkingDay { near } => {
                let within_days = SEARCH_DAYS;
                let day = day_for(voice, *near);
                voice.pick(
                    format!(
                        "trong {within_days} ngày quanh ngày {day} không có ngày làm việc nào; đề nghị bỏ bớt ngày trong \
                         [calendar] off"
                    ),
                    format!("no working day within {within_days} days of {day}; take days out of [calendar] off"),
                )
            }
            Self::Twice { day } => {
                let day = day_for(voice, *day);
                voice.pick(
                    format!("[calendar] ghi ngày {day} hơn một lần; đề nghị giữ một dòng, ở `off` hoặc ở `work`"),
                    format!("[calendar] names {day} more than once; keep one entry, in `off` or in `work`"),
                )
            }
            Self::Day(error) => error.say(voice),
        }
    }
}

impl Say for TimelineError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Fact(error) => {
                let what = error.say(voice);
                voice.pick(
                    format!("không đọc được một thông tin đã ghi: {what}"),
                    format!("a recorded fact cannot be read: {what}"),
                )
            }
            Self::Calendar(error) => error.say(voice),
        }
    }
}

impl Say for LunarError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::NoSuchMonth { year, month, leap } => {
                let doubled = leap_month(*year);
                let nhuan = if *leap { " nhuận" } else { "" };
                let doubled_vi =
                    doubled.map_or_else(|| "không có tháng nhuận".to_owned(), |month| format!("nhuận tháng {month}"));
                let leap = if *leap { "leap " } else { "" };
                let doubled_en = doubled
                    .map_or_else(|| "no month is doubled".to_owned(), |month| format!("month {month} is doubled"));
                voice.pick(
                    format!("năm âm lịch {year} không có tháng {month}{nhuan}; có các tháng 1 đến 12, {doubled_vi}"),
                    format!("lunar year {year} has no {leap}month {month}; months are 1 to 12 and {doubled_en}"),
                )
            }
            Self::NoSuchDay { year, month, day, length } => voice.pick(
                format!(
                    "tháng {month} năm âm lịch {year} có {length} ngày, không có ngày {day}; đề nghị dùng ngày cuối tháng, \
                     {length}"
                ),
                format!(
                    "month {month} of lunar year {year} has {length} days, not a day {day}; use its last day, {length}"
                ),
            ),
            Self::OutOfRange(year) => voice.pick(
                format!("năm âm lịch {year} nằm ngoài các năm 1900–2199 mà chương trình tính được"),
                format!("lunar year {year} lies outside 1900-2199, the years this program counts in"),
            ),
        }
    }
}

impl Say for LadderError {
    fn say(&self, voice: Voice) -> String {
        let Self::SameOffset { ladder, offset } = self;
        voice.pick(
            format!("lịch nhắc `{ladder}` có hai lần nhắc ở {offset}; đề nghị gộp người nhận vào một lần"),
            format!("the ladder `{ladder}` has two rungs at {offset}; put their recipients into one"),
        )
    }
}

impl Say for StepError {
    fn say(&self, voice: Voice) -> String {
        let Self { title, before } = self;
        voice.pick(
            format!(
                "bước `{title}` có `before = \"{before}\"`, không phải khoảng cách; đề nghị ghi ví dụ \"180d\", \"6m\" hoặc \
                 \"10wd\""
            ),
            format!(
                "the step `{title}` has `before = \"{before}\"`, which is no distance; write for example \"180d\", \"6m\" or \
                 \"10wd\""
            ),
        )
    }
}

impl Say for DutyError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Trigger(name, trigger) => {
                let is = match trigger.as_str() {
                    "" => voice.pick("còn thiếu `trigger`".to_owned(), "has no `trigger`".to_owned()),
                    other => voice.pick(format!("có `trigger` là `{other}`"), format!("has the trigger `{other}`")),
                };
                let triggers =
                    "signed, in-force, yearly, extend, amend, terminate, withdraw, supersede, suspend, notify";
                voice.pick(
                    format!("hạn báo cáo `{name}` {is}; đề nghị ghi một trong {triggers}"),
                    format!("the duty `{name}` {is}; triggers are {triggers}"),
                )
            }
            Self::Within(name) => voice.pick(
                format!("hạn báo cáo `{name}` còn thiếu `within`, ví dụ \"15d\" hoặc \"7wd\""),
                format!("the duty `{name}` needs `within`, for example \"15d\" or \"7wd\""),
            ),
            Self::On(name) => voice.pick(
                format!("hạn báo cáo `{name}` là hằng năm nên cần `on` gồm tháng và ngày, ví dụ \"11-15\""),
                format!("the duty `{name}` is yearly and needs `on` as month and day, for example \"11-15\""),
            ),
        }
    }
}

impl Say for ObservanceError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::BadName(name) => voice.pick(
                format!(
                    "tên `{name}` của ngày kỷ niệm không dùng được; đề nghị ghi 1 đến 60 chữ cái, chữ số, `-` hoặc `_`, ví dụ \
                     kr-relations"
                ),
                format!(
                    "observance name `{name}` does not serve; write 1 to 60 letters, digits, `-` or `_`, for example \
                     kr-relations"
                ),
            ),
            Self::Twice(name) => voice.pick(
                format!("ngày kỷ niệm `{name}` có hai dòng; đề nghị giữ một dòng hoặc đặt tên khác cho dòng kia"),
                format!("observance `{name}` stands there twice; keep one row or give the other a name of its own"),
            ),
            Self::Missing { name, key } => voice.pick(
                format!("ngày kỷ niệm `{name}` còn thiếu `{key}`{}", missing_vi(key)),
                format!("observance `{name}` has no `{key}`; add one{}", missing(key)),
            ),
            Self::BadCountry { name, country } => voice.pick(
                format!("ngày kỷ niệm `{name}`: `{country}` không phải mã nước; đề nghị ghi hai chữ hoa, ví dụ KR"),
                format!(
                    "observance `{name}`: country `{country}` is no code; write the two capitals of ISO 3166, for example KR"
                ),
            ),
            Self::NeverValid { name, from, to } => {
                let (from, to) = (day_for(voice, *from), day_for(voice, *to));
                voice.pick(
                    format!("ngày kỷ niệm `{name}` áp dụng từ {from} đến {to}, không có ngày nào; đề nghị sửa"),
                    format!("observance `{name}` is valid from {from} to {to}, which is no day at all; swap or correct them"),
                )
            }
        }
    }
}

fn missing(key: &str) -> &'static str {
    match key {
        "kind" => ", `greeting` or `anniversary`",
        "on" => ", for example \"22/12\"; with `base` it may be left out",
        "base" => ", the day from which the years are counted",
        _ => "",
    }
}

fn missing_vi(key: &str) -> &'static str {
    match key {
        "kind" => ": `greeting` (thư chúc mừng) hoặc `anniversary` (kỷ niệm)",
        "on" => ", ví dụ \"22/12\"; đã có `base` thì không cần",
        "base" => ", ngày bắt đầu tính số năm",
        _ => "",
    }
}
