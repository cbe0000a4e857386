//! The last days of months and quarters.

use crate::lifecycle::day::Day;

/// The last day of `6/2027`, `06 nam 2027`.
pub(super) fn end_of_month(text: &str) -> Option<Day> {
    let (month, year) = text.split_once('/').or_else(|| text.split_once(" nam "))?;
    let (month, year): (u32, i32) = (month.trim().parse().ok()?, year.trim().parse().ok()?);
    [31, 30, 29, 28].into_iter().find_map(|day| Day::ymd(year, month, day).ok())
}

/// The last day of `ii/2027`, `2 nam 2027`.
pub(super) fn end_of_quarter(text: &str) -> Option<Day> {
    let (quarter, year) = text.split_once('/').or_else(|| text.split_once(" nam "))?;
    let quarter = ["i", "ii", "iii", "iv"].iter().position(|roman| *roman == quarter.trim()).map(|at| at + 1);
    let quarter = quarter.or_else(|| text.split(['/', ' ']).next()?.parse().ok()).filter(|n| (1..=4).contains(n))?;
    end_of_month(&format!("{}/{}", quarter * 3, year.trim()))
}
