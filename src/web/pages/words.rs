//! What templates get of days and kinds: words, and nothing to work out.

use serde::Serialize;

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::say;

/// A day as pages show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DayWords {
    /// `2027-03-05`: for `datetime` and links.
    pub(crate) iso: String,
    /// `05/03/2027`.
    pub(crate) table: String,
    /// `Thứ Sáu`.
    pub(crate) weekday: &'static str,
    /// `thứ Sáu, 05/3/2027`.
    pub(crate) full: String,
    /// `còn 30 ngày`.
    pub(crate) relative: String,
}

impl DayWords {
    pub(crate) fn new(day: Day, today: Day, language: Language) -> Self {
        Self {
            iso: day.to_string(),
            table: say::day_in_table(day, language),
            weekday: say::weekday(day, language),
            full: say::day_full(day, language),
            relative: say::relative(today, day, language),
        }
    }
}
