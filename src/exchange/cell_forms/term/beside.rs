//! A length with brackets behind it that say when it ends, or the same in other words: "05 năm (đến 22/12/2022)", "05 năm (60
//! tháng)", "05 năm (từ 22/12/2017 đến 22/12/2022)".
//!
//! Taken where both agree. What differs is asked about: brackets are never passed over.

use super::super::{Reading, day, span};
use super::{Until, after_until, from_to, years};
use crate::lifecycle::span::Span;

/// What such a text says; `None` where it is none, or where the brackets say something else.
pub(super) fn explained(folded: &str) -> Option<Reading> {
    let (one, other) = folded.trim_end_matches(['.', ' ']).strip_suffix(')')?.split_once('(')?;
    // "05/03/2023 đến 05/03/2028 (5 năm)" too.
    let (length, inside) = if span::length(one).is_ok() { (one, other) } else { (other, one.trim_end()) };
    let length = span::length(length).ok().filter(|length| !length.is_zero())?;
    if span::read(inside).is_ok_and(|again| again == length) {
        return Some(Reading::Value(length.to_string()));
    }
    let (first, last) = from_to(inside)?;
    let corresponding = first.plus(length).ok()?;
    let mut facts = vec![("in_force_on", first.to_string()), ("term", length.to_string())];
    if corresponding.previous() == last && !first.clamps(length) {
        facts.push(("count", "inclusive".to_owned()));
    } else if corresponding != last {
        return None;
    }
    Some(Reading::Several(facts))
}

/// "05 năm (2019-2024)": the length and the first year, where the years are as far apart as the length.
pub(super) fn in_years(folded: &str) -> Option<(String, i32)> {
    let (length, rest) = folded.split_once('(')?;
    let (from, to) = years(rest.trim_end_matches([')', '.', ' ']))?;
    let span = span::length(length).ok()?;
    let apart = u32::try_from(to - from).ok().filter(|years| *years > 0)?;
    (span == Span::years(apart)).then(|| (span.to_string(), from))
}

/// "05 năm (đến 22/12/2022)", "05 năm, hết hạn 22/12/2022": the length and the last day.
pub(super) fn with_end(folded: &str) -> Option<(String, String)> {
    let (length, rest) = folded.split_once(['(', ',', ';'])?;
    let rest = rest.trim_start();
    let (day, until) = after_until(rest.trim_end_matches([')', '.', ' ']));
    let span = span::length(length).ok().filter(|span| !span.is_zero())?;
    let end = day::read(day).ok().filter(|_| until != Until::No)?;
    Some((span.to_string(), format!("until {end}")))
}

/// "05 năm kể từ ngày 22/12/2017": the length, where the row's term begins on that day.
pub(super) fn from_day(folded: &str) -> Option<Reading> {
    let (length, rest) = ["ke tu ", "tinh tu ", "tu ", "from "].iter().find_map(|word| folded.split_once(word))?;
    let from = day::read(rest.trim_end_matches(['.', ')', ' '])).ok()?;
    let span = span::length(length.trim_end_matches(['(', ',', ' '])).ok().filter(|span| !span.is_zero())?;
    Some(Reading::FromDay { span: span.to_string(), from })
}
