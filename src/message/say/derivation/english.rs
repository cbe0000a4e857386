//! The sentence in English.

use super::super::change::{paper_en, who_names_en, with_en};
use super::super::days::{day_in_text, ordinal, rhythm, span, weekday};
use crate::lifecycle::act::{MilestoneKind, Side};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Derivation, EndingHow, Milestone, NoticeClause};
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::TermCount;

/// Where the text says it.
pub(super) fn clause(basis: &str) -> String {
    format!(" – according to {basis}")
}

/// Why a legal clock runs on to the next working day (Article 148 of the Civil Code 2015).
pub(super) fn moved_from_day_off(day: Day) -> String {
    let day = en_weekday(day);
    format!(
        "; as that is a day off, the last lawful day is the next working day, {day}, by Article 148 of the Civil Code"
    )
}

pub(super) fn how(derivation: &Derivation, milestone: &Milestone) -> String {
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
        Derivation::Counted { anchor, span: length, count: rule, count_since, renewals } => {
            let rule = match rule {
                TermCount::Civil => "counted to the corresponding day",
                TermCount::Inclusive => "the first day counted too",
            };
            let (start, ends) = (en(*anchor), ends_en(milestone));
            let length = span(*length, Language::En) + &with_en(milestone);
            let rule = count_since.map_or_else(
                || rule.to_owned(),
                |since| format!("{rule} (with the amendment that holds from {})", en(since)),
            );
            format!(
                "In force from {start}; a term of {length}{}, {rule}, so {ends} {day}{}",
                renewals_en(*renewals),
                non_renewal_en(milestone)
            )
        }
        Derivation::Named { day: named, span: more, .. } if more.is_zero() => {
            let stops = non_renewal_en(milestone);
            format!("{} names {}, so {} {day}{stops}", who_names_en(milestone), en(*named), ends_en(milestone))
        }
        Derivation::Named { day: named, span: more, renewals } => format!(
            "The day named is {}; {} more{}{}, so {} {day}{}",
            en(*named),
            span(*more, Language::En),
            with_en(milestone),
            renewals_en(*renewals),
            ends_en(milestone),
            non_renewal_en(milestone)
        ),
        Derivation::Range { from, to } => format!(
            "The text leaves the last day open: {} at the earliest, {} at the latest; reminders go by the earliest",
            en_weekday(*from),
            en_weekday(*to)
        ),
        Derivation::Ended { how, on, number } => {
            let paper = paper_en(number.as_deref());
            format!("{}, recorded for {}{paper}; in force through {day}", ending_en(*how), en(*on))
        }
        Derivation::Notified { received, notice, number } => {
            notified_en(*received, *notice, number.as_deref(), milestone)
        }
        Derivation::Back { end, notice, clause } => counted_back_en(*end, *notice, *clause, milestone.day),
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
            let number = paper_en(number.as_deref());
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
        Derivation::Yearly => format!("Every year on this day; in {} it is {day}", milestone.day.year()),
        Derivation::Promised => format!("The commitment names {day} as its last day"),
        Derivation::Multiple { anchor, every, .. } => format!(
            "The commitment falls due {} counted from {}, so the {} time falls on {day}",
            rhythm(*every, Language::En),
            en(*anchor),
            ordinal(milestone.nth, Language::En)
        ),
    }
}

fn en(day: Day) -> String {
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

/// Who ended it. An end by a notice has a sentence of its own, [`notified_en`].
fn ending_en(how: EndingHow) -> &'static str {
    match how {
        EndingHow::Terminated | EndingHow::Notified => "Terminated by both sides",
        EndingHow::Withdrawn => "One side withdrew",
        EndingHow::Superseded => "Superseded by another text",
        EndingHow::Expired => "Expired according to an old list",
    }
}

/// Why no period follows, where a notice against renewal is the reason.
fn non_renewal_en(milestone: &Milestone) -> String {
    let Some(stop) = &milestone.non_renewal else { return String::new() };
    let received = en(stop.received_on);
    let stops =
        format!(", not renewed because of the notice received on {received}{}", paper_en(stop.number.as_deref()));
    let late = stop
        .missed
        .map(|missed| format!("; it came after the deadline of {}, so the text renewed itself once more", en(missed)));
    stops + &late.unwrap_or_default()
}

/// A notice of termination: what was counted from its receipt, and whether the period ended before.
fn notified_en(received: Day, notice: Option<(Span, Day)>, number: Option<&str>, milestone: &Milestone) -> String {
    let day = en_weekday(milestone.day);
    let notified = format!("Notice of termination received on {}{}", en(received), paper_en(number));
    match notice {
        Some((length, on)) if on == milestone.day => format!(
            "{notified}; {} more, as the text asks, so it expires at the end of {day}",
            span(length, Language::En)
        ),
        Some((length, on)) => format!(
            "{notified}; {} more, as the text asks, would be {}, but the present period ends before, so it expires \
                 at the end of {day}",
            span(length, Language::En),
            en(on)
        ),
        None => format!(
            "{notified}; how long before is not known, so it stays in force until the present period ends, {day}"
        ),
    }
}

/// The last day of a notice, and which of several clauses it is counted by.
fn counted_back_en(end: Day, notice: Span, clause: NoticeClause, on: Day) -> String {
    let day = en_weekday(on);
    let since = clause.since.map(|day| format!(" (with the amendment that holds from {})", en(day)));
    let later = clause.later.map(|(from, notice)| match notice {
        Some(notice) => format!(
            "; the notice of {} that holds from {} does not apply to this period, because that deadline had passed",
            span(notice, Language::En),
            en(from)
        ),
        None => format!("; the notice was dropped from {}, after this deadline", en(from)),
    });
    format!(
        "The period ends with {}; going back {} for the notice{} gives {day}{}",
        en(end),
        span(notice, Language::En),
        since.unwrap_or_default(),
        later.unwrap_or_default()
    )
}
