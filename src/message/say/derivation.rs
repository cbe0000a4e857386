//! How a day came about, in one sentence with its clause.

use super::change::{who_names_en, who_names_vi, with_en, with_vi};
use super::days::{count, day_in_text, ordinal, rhythm, span, weekday};
use crate::lifecycle::act::{MilestoneKind, Side};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Derivation, EndingHow, Milestone};
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::TermCount;

/// How the milestone's day was worked out, and where the text says so: `Có hiệu lực từ ngày 22/12/2017; thời hạn 5 năm,
/// tính theo ngày tương ứng, nên hết hiệu lực vào hết ngày 22/12/2022 (thứ Năm) – theo Điều 7.`
pub fn derivation(derivation: &Derivation, milestone: &Milestone, language: Language) -> String {
    let how = match language {
        Language::Vi => vietnamese(derivation, milestone),
        Language::En => english(derivation, milestone),
    };
    let clause = match (&milestone.basis, language) {
        (Some(basis), Language::Vi) => format!(" – theo {basis}"),
        (Some(basis), Language::En) => format!(" – according to {basis}"),
        (None, _) => String::new(),
    };
    format!("{how}{clause}.")
}

pub(super) fn vi(day: Day) -> String {
    day_in_text(day, Language::Vi)
}

fn vi_weekday(day: Day) -> String {
    format!("{} ({})", vi(day), weekday(day, Language::Vi))
}

/// `nên hết hiệu lực vào hết ngày …`, for a renewed period `nên giai đoạn này kết thúc vào hết ngày …`.
fn ends_vi(milestone: &Milestone) -> String {
    match milestone.kind {
        MilestoneKind::Renewal => format!("giai đoạn {} kết thúc vào hết ngày", ordinal(milestone.nth, Language::Vi)),
        _ => "hết hiệu lực vào hết ngày".to_owned(),
    }
}

fn renewals_vi(renewals: u32) -> String {
    if renewals == 0 { String::new() } else { format!(" (gồm {renewals} lần gia hạn)") }
}

fn delay_vi(delay: Option<Span>) -> String {
    delay.map_or_else(String::new, |delay| format!("{} sau ", span(delay, Language::Vi)))
}

fn vietnamese(derivation: &Derivation, milestone: &Milestone) -> String {
    let day = vi_weekday(milestone.day);
    match derivation {
        Derivation::Signature { delay: None, .. } => format!("Có hiệu lực kể từ ngày ký, {day}"),
        Derivation::Signature { signed, delay } => {
            format!("Có hiệu lực {}ngày ký {}, tức ngày {day}", delay_vi(*delay), vi(*signed))
        }
        Derivation::Stated => format!("Ngày {day} được nêu rõ trong văn bản hoặc trong lần cập nhật đã ghi"),
        Derivation::Received { received, delay } => format!(
            "Có hiệu lực {}ngày nhận được thông báo sau cùng ({}), tức ngày {day}",
            delay_vi(*delay),
            vi(*received)
        ),
        Derivation::Waiting => {
            format!("Chưa có hiệu lực vì còn chờ thông báo của các bên; thời gian chờ tính từ ngày {day}")
        }
        Derivation::Counted { anchor, span: length, count: rule, renewals } => {
            let rule = match rule {
                TermCount::Civil => "tính theo ngày tương ứng",
                TermCount::Inclusive => "tính cả ngày đầu",
            };
            let length = span(*length, Language::Vi) + &with_vi(milestone);
            let (start, ends) = (vi(*anchor), ends_vi(milestone));
            format!(
                "Có hiệu lực từ ngày {start}; thời hạn {length}{}, {rule}, nên {ends} {day}",
                renewals_vi(*renewals)
            )
        }
        Derivation::Named { day: named, span: more, .. } if more.is_zero() => {
            format!("{} nêu ngày {}, nên {} {day}", who_names_vi(milestone), vi(*named), ends_vi(milestone))
        }
        Derivation::Named { day: named, span: more, renewals } => format!(
            "Ngày được nêu là {}; cộng {}{}{}, nên {} {day}",
            vi(*named),
            span(*more, Language::Vi),
            with_vi(milestone),
            renewals_vi(*renewals),
            ends_vi(milestone)
        ),
        Derivation::Range { from, to } => format!(
            "Văn bản không nêu rõ ngày cuối: sớm nhất là hết ngày {}, muộn nhất là hết ngày {}; nhắc theo ngày sớm nhất",
            vi_weekday(*from),
            vi_weekday(*to)
        ),
        Derivation::Ended { how, on } => {
            format!("{}, ghi ngày {}; còn hiệu lực đến hết ngày {day}", ending_vi(*how), vi(*on))
        }
        Derivation::Back { end, notice } => format!(
            "Giai đoạn kết thúc hết ngày {}; lùi lại {} theo thời hạn thông báo, là ngày {day}",
            vi(*end),
            span(*notice, Language::Vi)
        ),
        Derivation::Review { anchor, times, every: Some(every) } if *times > 0 => format!(
            "Sơ kết {} tính từ ngày {}, nên kỳ {} là ngày {day}",
            rhythm(*every, Language::Vi),
            vi(*anchor),
            ordinal(milestone.nth, Language::Vi)
        ),
        Derivation::Review { .. } => format!("Văn bản nêu ngày sơ kết đầu tiên là {day}"),
        Derivation::Postponed { from, by, on, number } => {
            let by = match by {
                Side::Us => "phía ta",
                Side::Partner => "phía đối tác",
            };
            let number = number.as_deref().map_or_else(String::new, |number| format!(", văn bản số {number}"));
            format!(
                "Kỳ sơ kết ngày {} lùi đến ngày {day} theo đề nghị của {by} (ghi ngày {}{number})",
                vi(*from),
                vi(*on)
            )
        }
        Derivation::Clock { trigger, span: Some(length), .. } => {
            format!("{} kể từ ngày {}, không tính ngày đầu, là ngày {day}", span(*length, Language::Vi), vi(*trigger))
        }
        Derivation::Clock { trigger, working_days, .. } => format!(
            "{} ngày làm việc kể từ ngày {}, không tính ngày đầu, là ngày {day}",
            count(working_days.unwrap_or(0).into(), Language::Vi),
            vi(*trigger)
        ),
        Derivation::Anniversary { since, years } => {
            format!("{} kể từ ngày {} là ngày {day}", span(Span::years(*years), Language::Vi), vi(*since))
        }
        Derivation::Yearly => {
            format!("Hằng năm vào ngày {:02}/{}; năm nay là {day}", milestone.day.day(), month_vi(milestone.day))
        }
        Derivation::Promised => format!("Cam kết nêu thời hạn là ngày {day}"),
        Derivation::Multiple { anchor, every, .. } => format!(
            "Cam kết thực hiện {} tính từ ngày {}, nên lần {} là ngày {day}",
            rhythm(*every, Language::Vi),
            vi(*anchor),
            ordinal(milestone.nth, Language::Vi)
        ),
    }
}

fn month_vi(day: Day) -> String {
    if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() }
}

fn ending_vi(how: EndingHow) -> &'static str {
    match how {
        EndingHow::Terminated => "Hai bên chấm dứt",
        EndingHow::Notified => "Chấm dứt theo thông báo bằng văn bản",
        EndingHow::Withdrawn => "Một bên rút khỏi",
        EndingHow::Superseded => "Được văn bản khác thay thế",
        EndingHow::Expired => "Hết thời hạn theo danh mục cũ",
    }
}

pub(super) fn en(day: Day) -> String {
    day_in_text(day, Language::En)
}

fn en_weekday(day: Day) -> String {
    format!("{}, {}", weekday(day, Language::En), en(day))
}

fn ends_en(milestone: &Milestone) -> String {
    match milestone.kind {
        MilestoneKind::Renewal => format!("the {} period ends with", ordinal(milestone.nth, Language::En)),
        _ => "it expires at the end of".to_owned(),
    }
}

fn renewals_en(renewals: u32) -> String {
    match renewals {
        0 => String::new(),
        1 => " (1 renewal included)".to_owned(),
        n => format!(" ({n} renewals included)"),
    }
}

fn delay_en(delay: Option<Span>) -> String {
    delay.map_or_else(|| "on ".to_owned(), |delay| format!("{} after ", span(delay, Language::En)))
}

fn english(derivation: &Derivation, milestone: &Milestone) -> String {
    let day = en_weekday(milestone.day);
    match derivation {
        Derivation::Signature { delay: None, .. } => format!("In force from the day of signing, {day}"),
        Derivation::Signature { signed, delay } => {
            format!("In force {}the day of signing ({}), that is {day}", delay_en(*delay), en(*signed))
        }
        Derivation::Stated => format!("The text, or a recorded act, names {day}"),
        Derivation::Received { received, delay } => format!(
            "In force {}the day the last notification was received ({}), that is {day}",
            delay_en(*delay),
            en(*received)
        ),
        Derivation::Waiting => {
            format!("Not yet in force because the partners' notifications are awaited; the wait counts from {day}")
        }
        Derivation::Counted { anchor, span: length, count: rule, renewals } => {
            let rule = match rule {
                TermCount::Civil => "counted to the corresponding day",
                TermCount::Inclusive => "the first day counted too",
            };
            let (start, ends) = (en(*anchor), ends_en(milestone));
            let length = span(*length, Language::En) + &with_en(milestone);
            format!("In force from {start}; a term of {length}{}, {rule}, so {ends} {day}", renewals_en(*renewals))
        }
        Derivation::Named { day: named, span: more, .. } if more.is_zero() => {
            format!("{} names {}, so {} {day}", who_names_en(milestone), en(*named), ends_en(milestone))
        }
        Derivation::Named { day: named, span: more, renewals } => format!(
            "The day named is {}; {} more{}{}, so {} {day}",
            en(*named),
            span(*more, Language::En),
            with_en(milestone),
            renewals_en(*renewals),
            ends_en(milestone)
        ),
        Derivation::Range { from, to } => format!(
            "The text leaves the last day open: {} at the earliest, {} at the latest; reminders go by the earliest",
            en_weekday(*from),
            en_weekday(*to)
        ),
        Derivation::Ended { how, on } => {
            format!("{}, recorded for {}; in force through {day}", ending_en(*how), en(*on))
        }
        Derivation::Back { end, notice } => format!(
            "The period ends with {}; going back {} for the notice gives {day}",
            en(*end),
            span(*notice, Language::En)
        ),
        Derivation::Review { anchor, times, every: Some(every) } if *times > 0 => format!(
            "A review {} counted from {}, so the {} falls on {day}",
            rhythm(*every, Language::En),
            en(*anchor),
            ordinal(milestone.nth, Language::En)
        ),
        Derivation::Review { .. } => format!("The text names the first review's day, {day}"),
        Derivation::Postponed { from, by, on, number } => {
            let by = match by {
                Side::Us => "our",
                Side::Partner => "the partner's",
            };
            let number = number.as_deref().map_or_else(String::new, |number| format!(", paper {number}"));
            format!("The review of {} moved to {day} at {by} request (recorded for {}{number})", en(*from), en(*on))
        }
        Derivation::Clock { trigger, span: Some(length), .. } => {
            format!("{} after {}, the first day not counted, is {day}", span(*length, Language::En), en(*trigger))
        }
        Derivation::Clock { trigger, working_days, .. } => {
            let days = working_days.unwrap_or(0);
            let unit = if days == 1 { "working day" } else { "working days" };
            format!("{days} {unit} after {}, the first day not counted, is {day}", en(*trigger))
        }
        Derivation::Anniversary { since, years } => {
            format!("{} after {} is {day}", span(Span::years(*years), Language::En), en(*since))
        }
        Derivation::Yearly => format!("Every year on this day; this year {day}"),
        Derivation::Promised => format!("The commitment names {day} as its last day"),
        Derivation::Multiple { anchor, every, .. } => format!(
            "The commitment falls due {} counted from {}, so the {} time falls on {day}",
            rhythm(*every, Language::En),
            en(*anchor),
            ordinal(milestone.nth, Language::En)
        ),
    }
}

fn ending_en(how: EndingHow) -> &'static str {
    match how {
        EndingHow::Terminated => "Terminated by both sides",
        EndingHow::Notified => "Terminated by written notice",
        EndingHow::Withdrawn => "One side withdrew",
        EndingHow::Superseded => "Superseded by another text",
        EndingHow::Expired => "Expired according to an old list",
    }
}
