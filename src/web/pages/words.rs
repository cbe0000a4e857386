//! What templates get of days, people and rungs: words, and nothing to work out.

use serde::Serialize;

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Circle, Language};
use crate::message::say;

/// A day as pages show it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DayWords {
    /// `2027-03-05`: for `datetime` and links.
    pub(crate) iso: String,
    /// `05/03/2027`.
    pub(crate) table: String,
    /// `thứ Sáu`.
    pub(crate) weekday: &'static str,
    /// `thứ Sáu, 05/3/2027`.
    pub(crate) full: String,
    /// `còn 30 ngày`.
    pub(crate) relative: String,
    /// `cách đây 3 ngày`: of something that happened.
    pub(crate) since: String,
}

impl DayWords {
    pub(crate) fn new(day: Day, today: Day, language: Language) -> Self {
        Self {
            iso: day.to_string(),
            table: say::day_in_table(day, language),
            weekday: say::weekday(day, language),
            full: say::day_full(day, language),
            relative: say::relative(today, day, language),
            since: say::since(today, day, language),
        }
    }
}

/// A contact by name; an id that nobody has as it stands.
pub(crate) fn person(circle: &Circle, id: &str) -> String {
    circle.contact(id).map_or_else(|| id.to_owned(), |contact| contact.name.clone())
}
