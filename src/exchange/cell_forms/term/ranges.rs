//! Terms that name both ends: two days, two years, a range in which the last day lies.

use super::ends::year;
use super::{Reading, Unread, day, day_in, value};
use crate::lifecycle::day::Day;
use crate::message::list::time;

/// The two ends of "từ 01/01/2020 đến hết ngày 31/12/2024", "01/01/2020 - 31/12/2024", "from A to B".
pub(super) fn from_to(folded: &str) -> Option<(Day, Day)> {
    let rest = ["co hieu luc tu ", "hieu luc tu ", "ke tu ", "tu ", "from "]
        .iter()
        .find_map(|start| folded.strip_prefix(start));
    let said = rest.is_some();
    let rest = rest.unwrap_or(folded);
    let cut = |separator: &str| {
        let (first, last) = rest.split_once(separator)?;
        let last = last.trim_start().trim_start_matches("het ").trim_start_matches("ngay ");
        Some((day::read(first).ok()?, day::read(last).ok()?))
    };
    let words = [" den ", " cho den ", " toi ", " to ", " until "];
    words
        .iter()
        .find_map(|word| cut(word))
        .filter(|_| said || !folded.starts_with("until"))
        .or_else(|| cut(" - "))
        .or_else(|| {
            // "01/01/2020-31/12/2024": a dash alone cuts days that are not written with dashes.
            (rest.matches('-').count() == 1).then(|| cut("-")).flatten()
        })
}

pub(super) fn between_days(text: &str, first: Day, last: Day) -> Result<Reading, Unread> {
    if last < first {
        return Err(time::ends_before_it_begins(text).into());
    }
    Ok(Reading::Several(vec![("in_force_on", first.to_string()), ("term", format!("until {last}"))]))
}

/// `giai doan 2022-2027`, `2022 - 2027`, `tu nam 2022 den nam 2027`.
pub(super) fn years(folded: &str) -> Option<(i32, i32)> {
    let rest = folded.strip_prefix("giai doan").unwrap_or(folded).trim_start();
    let rest = rest.strip_prefix("tu ").unwrap_or(rest).replace("nam ", "").replace(" den ", "-").replace('~', "-");
    let (from, to) = rest.split_once('-')?;
    Some((year(from)?, year(to)?))
}

pub(super) fn between(text: &str, first: &str, last: &str) -> Result<Reading, Unread> {
    let (first, last): (Day, Day) = (day_in(text, first)?, day_in(text, last)?);
    if last < first {
        return Err(time::ends_before_it_begins(text).into());
    }
    Ok(value(&if first == last { format!("until {first}") } else { format!("until {first}..{last}") }))
}

pub(super) fn in_order(text: &str, from: i32, to: i32) -> Result<(), Unread> {
    let bounds = 1900..=2199;
    if from <= to && bounds.contains(&from) && bounds.contains(&to) {
        return Ok(());
    }
    Err(time::years_out_of_order(text).into())
}
