//! A civil day, without hour or zone, between 1900 and 2199.
//!
//! It is not an instant: no time zone takes part in any rule about days. The bounds are an invariant: a [`Day`] needs
//! no further check, and arithmetic that would leave the bounds is an error.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use super::span::Span;

/// A day of the civil calendar, from 1 January 1900 to 31 December 2199.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

/// Why something is not a [`Day`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The text is not `YYYY-MM-DD` or names a day that no calendar has.
    NotADay(String),
    /// The day lies outside the years the program counts in.
    OutOfRange,
}

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;

impl Day {
    /// The day of that year, month (1–12) and day of the month.
    ///
    /// ```
    /// use pactwatch::lifecycle::day::Day;
    /// assert!(Day::ymd(2028, 2, 29).is_ok());
    /// assert!(Day::ymd(2026, 2, 29).is_err());
    /// assert!(Day::ymd(2200, 1, 1).is_err());
    /// ```
    pub fn ymd(year: i32, month: u32, day: u32) -> Result<Self, DayError> {
        let date = NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| DayError::NotADay(format!("{year:04}-{month:02}-{day:02}")))?;
        Self::from_date(date)
    }

    /// That date, if it lies within the bounds.
    pub fn from_date(date: NaiveDate) -> Result<Self, DayError> {
        if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) { Ok(Self(date)) } else { Err(DayError::OutOfRange) }
    }

    /// The first day there is, 1 January 1900.
    pub fn first() -> Self {
        Self(NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).expect("a day of the calendar"))
    }

    /// The last day there is, 31 December 2199.
    pub fn last() -> Self {
        Self(NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).expect("a day of the calendar"))
    }

    /// The same day as a `chrono` date.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The year, four digits.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Days from this day to `other`: negative where `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// That many days later, or earlier where `days` is negative.
    pub fn plus_days(self, days: i64) -> Result<Self, DayError> {
        let delta = TimeDelta::try_days(days).ok_or(DayError::OutOfRange)?;
        Self::from_date(self.0.checked_add_signed(delta).ok_or(DayError::OutOfRange)?)
    }

    /// The day after; the last day there is stays itself.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_days(1).unwrap_or(self)
    }

    /// The day before; the first day there is stays itself.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus_days(-1).unwrap_or(self)
    }

    /// This day and a span: the months first, clamped to the month's last day, then the days (Civil Code 2015,
    /// Art. 148: the corresponding day, and where the month has none, its last).
    ///
    /// ```
    /// use pactwatch::lifecycle::{day::Day, span::Span};
    /// let leap = Day::ymd(2024, 2, 29)?;
    /// assert_eq!(leap.plus(Span::years(1))?.to_string(), "2025-02-28");
    /// assert_eq!(leap.plus(Span::years(4))?.to_string(), "2028-02-29");
    /// # Ok::<(), pactwatch::lifecycle::day::DayError>(())
    /// ```
    pub fn plus(self, span: Span) -> Result<Self, DayError> {
        let moved = self.0.checked_add_months(Months::new(span.months)).ok_or(DayError::OutOfRange)?;
        Self::from_date(moved)?.plus_days(i64::from(span.days))
    }

    /// This day less a span: the months first, clamped, then the days. Not the inverse of [`Day::plus`]:
    ///
    /// ```
    /// use pactwatch::lifecycle::{day::Day, span::Span};
    /// let end = Day::ymd(2027, 8, 31)?;
    /// let notice = end.minus(Span::months(6))?;
    /// assert_eq!(notice.to_string(), "2027-02-28");
    /// assert_eq!(notice.plus(Span::months(6))?.to_string(), "2027-08-28");
    /// # Ok::<(), pactwatch::lifecycle::day::DayError>(())
    /// ```
    pub fn minus(self, span: Span) -> Result<Self, DayError> {
        let moved = self.0.checked_sub_months(Months::new(span.months)).ok_or(DayError::OutOfRange)?;
        Self::from_date(moved)?.plus_days(-i64::from(span.days))
    }

    /// Whether adding the span's months to this day had to be clamped to the end of a shorter month.
    pub fn clamps(self, span: Span) -> bool {
        self.0.checked_add_months(Months::new(span.months)).is_some_and(|moved| moved.day() != self.0.day())
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `YYYY-MM-DD` and nothing else; the ways people write days are read by `exchange/`.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let wrong = || DayError::NotADay(text.chars().take(40).collect());
        let digits = |part: &str| part.parse::<u32>().map_err(|_| wrong());
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(wrong());
        }
        let year = digits(&text[0..4])?;
        Self::ymd(i32::try_from(year).map_err(|_| wrong())?, digits(&text[5..7])?, digits(&text[8..10])?)
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: every key and every column of a day is written this way, and a format string is read again each
        // time.
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
