//! The sentence in Vietnamese.

use super::super::change::{paper_vi, who_names_vi, with_vi};
use super::super::days::{count, day_in_text, ordinal, rhythm, span, weekday};
use crate::lifecycle::act::{MilestoneKind, Side};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Derivation, EndingHow, Milestone, NoticeClause};
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::TermCount;

/// Where the text says it.
pub(super) fn clause(basis: &str) -> String {
    format!(" – theo {basis}")
}

/// Why a legal clock runs on to the next working day (Article 148 of the Civil Code 2015).
pub(super) fn moved_from_day_off(day: Day) -> String {
    let day = vi_weekday(day);
    format!("; ngày này là ngày nghỉ nên hạn cuối là ngày làm việc kế tiếp, {day}, theo Điều 148 Bộ luật Dân sự 2015")
}

pub(super) fn how(derivation: &Derivation, milestone: &Milestone) -> String {
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
        Derivation::Counted { anchor, span: length, count: rule, count_since, renewals } => {
            let rule = match rule {
                TermCount::Civil => "tính theo ngày tương ứng",
                TermCount::Inclusive => "tính cả ngày đầu",
            };
            let length = span(*length, Language::Vi) + &with_vi(milestone);
            let rule = count_since.map_or_else(
                || rule.to_owned(),
                |since| format!("{rule} (theo lần sửa đổi áp dụng từ ngày {})", vi(since)),
            );
            let (start, ends) = (vi(*anchor), ends_vi(milestone));
            format!(
                "Có hiệu lực từ ngày {start}; thời hạn {length}{}, {rule}, nên {ends} {day}{}",
                renewals_vi(*renewals),
                non_renewal_vi(milestone)
            )
        }
        Derivation::Named { day: named, span: more, .. } if more.is_zero() => {
            let stops = non_renewal_vi(milestone);
            format!("{} nêu ngày {}, nên {} {day}{stops}", who_names_vi(milestone), vi(*named), ends_vi(milestone))
        }
        Derivation::Named { day: named, span: more, renewals } => format!(
            "Ngày được nêu là {}; cộng {}{}{}, nên {} {day}{}",
            vi(*named),
            span(*more, Language::Vi),
            with_vi(milestone),
            renewals_vi(*renewals),
            ends_vi(milestone),
            non_renewal_vi(milestone)
        ),
        Derivation::Range { from, to } => format!(
            "Văn bản không nêu rõ ngày cuối: sớm nhất là hết ngày {}, muộn nhất là hết ngày {}; nhắc theo ngày sớm nhất",
            vi_weekday(*from),
            vi_weekday(*to)
        ),
        Derivation::Ended { how, on, number } => {
            let paper = paper_vi(number.as_deref());
            format!("{}, ghi ngày {}{paper}; còn hiệu lực đến hết ngày {day}", ending_vi(*how), vi(*on))
        }
        Derivation::Notified { received, notice, number } => {
            notified_vi(*received, *notice, number.as_deref(), milestone)
        }
        Derivation::Back { end, notice, clause } => counted_back_vi(*end, *notice, *clause, milestone.day),
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
            let number = paper_vi(number.as_deref());
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
            let (on, month, year) = (milestone.day.day(), month_vi(milestone.day), milestone.day.year());
            format!("Hằng năm vào ngày {on:02}/{month}; năm {year} là ngày {day}")
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

fn vi(day: Day) -> String {
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

fn month_vi(day: Day) -> String {
    if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() }
}

/// Who ended it. An end by a notice has a sentence of its own, [`notified_vi`].
fn ending_vi(how: EndingHow) -> &'static str {
    match how {
        EndingHow::Terminated | EndingHow::Notified => "Hai bên chấm dứt",
        EndingHow::Withdrawn => "Một bên rút khỏi",
        EndingHow::Superseded => "Được văn bản khác thay thế",
        EndingHow::Expired => "Hết thời hạn theo danh mục cũ",
    }
}

/// Why no period follows, where a notice against renewal is the reason.
fn non_renewal_vi(milestone: &Milestone) -> String {
    let Some(stop) = &milestone.non_renewal else { return String::new() };
    let stops = format!(
        ", không gia hạn tiếp theo thông báo nhận ngày {}{}",
        vi(stop.received_on),
        paper_vi(stop.number.as_deref())
    );
    let late = stop.missed.map(|missed| {
        format!("; thông báo đến sau hạn {} nên văn bản còn được gia hạn thêm một giai đoạn", vi(missed))
    });
    stops + &late.unwrap_or_default()
}

/// A notice of termination: what was counted from its receipt, and whether the period ended before.
fn notified_vi(received: Day, notice: Option<(Span, Day)>, number: Option<&str>, milestone: &Milestone) -> String {
    let day = vi_weekday(milestone.day);
    let notified = format!("Thông báo chấm dứt nhận ngày {}{}", vi(received), paper_vi(number));
    match notice {
        Some((length, on)) if on == milestone.day => format!(
            "{notified}; cộng {} theo thời hạn báo trước, nên hết hiệu lực vào hết ngày {day}",
            span(length, Language::Vi)
        ),
        Some((length, on)) => format!(
            "{notified}; cộng {} theo thời hạn báo trước là ngày {}, nhưng giai đoạn hiện tại kết thúc trước, nên hết \
                 hiệu lực vào hết ngày {day}",
            span(length, Language::Vi),
            vi(on)
        ),
        None => format!(
            "{notified}; chưa rõ thời hạn báo trước, nên còn hiệu lực đến khi giai đoạn hiện tại kết thúc, hết ngày {day}"
        ),
    }
}

/// The last day of a notice, and which of several clauses it is counted by.
fn counted_back_vi(end: Day, notice: Span, clause: NoticeClause, on: Day) -> String {
    let day = vi_weekday(on);
    let since = clause.since.map(|day| format!(" (theo lần sửa đổi áp dụng từ ngày {})", vi(day)));
    let later = clause.later.map(|(from, notice)| match notice {
            Some(notice) => format!(
                "; thời hạn thông báo {} áp dụng từ ngày {} chưa dùng cho giai đoạn này, vì tính lùi như vậy thì hạn đã qua",
                span(notice, Language::Vi),
                vi(from)
            ),
            None => format!("; quy định thông báo được bỏ từ ngày {}, khi hạn này đã qua", vi(from)),
        });
    format!(
        "Giai đoạn kết thúc hết ngày {}; lùi lại {} theo thời hạn thông báo{}, là ngày {day}{}",
        vi(end),
        span(notice, Language::Vi),
        since.unwrap_or_default(),
        later.unwrap_or_default()
    )
}
