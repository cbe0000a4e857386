//! The days of a year that are not what their weekday says.

use serde::Serialize;

use crate::lifecycle::calendar::{Calendar, DayKind};
use crate::lifecycle::day::Day;

/// A weekday off or a working weekend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CalendarException {
    pub day: Day,
    /// Off or work.
    pub kind: DayKind,
    /// What it is called.
    pub name: String,
    /// Whether it is settled.
    pub confirmed: bool,
    /// Where it is written, or by which rule it was computed; for people.
    #[serde(skip)]
    pub source: String,
}

/// The weekdays off and working weekends of that year, in order of day.
pub(crate) fn exceptions(calendar: &Calendar, year: i32) -> Vec<CalendarException> {
    let exception = |entry: crate::lifecycle::calendar::CalendarDay| CalendarException {
        day: entry.day,
        kind: entry.kind,
        name: entry.name,
        confirmed: entry.confirmed,
        source: entry.source,
    };
    calendar.entries(year).into_iter().map(exception).collect()
}
