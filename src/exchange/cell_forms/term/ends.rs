//! The last days of months and quarters, and the two days between which a last day lies.

use crate::lifecycle::day::Day;

/// The last day of `6/2027`, `06 nam 2027`.
pub(super) fn end_of_month(text: &str) -> Option<Day> {
    let (month, year) = text.split_once('/').or_else(|| text.split_once(" nam "))?;
    let (month, year): (u32, i32) = (month.trim().parse().ok()?, year.trim().parse().ok()?);
    [31, 30, 29, 28].into_iter().find_map(|day| Day::ymd(year, month, day).ok())
}

/// The first and the last day of `6/2027`.
pub(super) fn days_of_month(text: &str) -> Option<(Day, Day)> {
    let last = end_of_month(text)?;
    Some((Day::ymd(last.year(), last.month(), 1).ok()?, last))
}

/// The last day of `ii/2027`, `2 nam 2027`.
pub(super) fn end_of_quarter(text: &str) -> Option<Day> {
    let (quarter, year) = text.split_once('/').or_else(|| text.split_once(" nam "))?;
    let quarter = ["i", "ii", "iii", "iv"].iter().position(|roman| *roman == quarter.trim()).map(|at| at + 1);
    let quarter = quarter.or_else(|| text.split(['/', ' ']).next()?.parse().ok()).filter(|n| (1..=4).contains(n))?;
    end_of_month(&format!("{}/{}", quarter * 3, year.trim()))
}

/// The two ends of a range: `A..B`, `A - B`.
pub(super) fn range(rest: &str) -> Option<(String, String)> {
    let (first, last) = rest.split_once("..").or_else(|| rest.split_once(" - "))?;
    Some((first.trim().to_owned(), last.trim_start_matches('.').trim().to_owned()))
}

/// The ends of "trong khoảng 03/11/2027 – 31/12/2027", "some day from A to B", "between A and B": a day between them.
pub(super) fn some_day_of(rest: &str) -> Option<(String, String)> {
    let starts = ["trong khoang tu ", "trong khoang ", "khoang tu ", "some day from ", "some day between ", "between "];
    let days = starts.iter().find_map(|start| rest.strip_prefix(start))?;
    let cuts = [" - ", "..", " den ", " va ", " to ", " and "];
    let (first, last) = cuts.iter().find_map(|cut| days.split_once(cut))?;
    let bare = |day: &str| day.trim().trim_start_matches("het ").trim_start_matches("ngay ").to_owned();
    Some((bare(first), bare(last)))
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
