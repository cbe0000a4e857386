//! On which day of a year something recurs: a fixed day, a lunar day, or the n-th weekday of a month.
//!
//! Not a schedule of instants and no moon or Islamic calendar of other countries: those days are listed, never worked
//! out. Invariant: a rule gives exactly one day for every year, whatever the year lacks.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::lifecycle::day::{Day, DayError};
use crate::lifecycle::lunar::{LunarDay, LunarError, solar};

/// The day of the year on which something recurs. As text, day before month: `22/12`, `lunar 10/3`, `first Mon of 6`,
/// `last Fri of 11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum OccursOn {
    /// The same day every year; 29 February is 28 February where the year has none.
    Fixed {
        /// 1 to 12.
        month: u32,
        /// 1 to the month's longest, 29 in February.
        day: u32,
    },
    /// The same day of the Vietnamese lunar year, in the ordinary month where one is doubled; a 30th is the 29th
    /// where the month has none.
    Lunar {
        /// 1 to 12.
        month: u32,
        /// 1 to 30.
        day: u32,
    },
    /// A weekday of a month, counted from its beginning.
    Nth {
        nth: Nth,
        weekday: Weekday,
        /// 1 to 12.
        month: u32,
    },
}

/// Which of a month's weekdays of one name. There is no fifth: most months have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nth {
    First,
    Second,
    Third,
    Fourth,
    /// The last, the fourth or the fifth.
    Last,
}

const NTHS: [(Nth, &str); 5] = [
    (Nth::First, "first"),
    (Nth::Second, "second"),
    (Nth::Third, "third"),
    (Nth::Fourth, "fourth"),
    (Nth::Last, "last"),
];

/// A text that names no recurring day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct OccursOnError(pub String);

impl OccursOn {
    /// The day of that year: the civil year, or for a lunar day the lunar one, whose last months lie in the next civil
    /// year.
    ///
    /// ```
    /// use pactwatch::lifecycle::observance::OccursOn;
    /// let leap_day: OccursOn = "29/2".parse()?;
    /// assert_eq!(leap_day.in_year(2027)?.to_string(), "2027-02-28");
    /// assert_eq!(leap_day.in_year(2028)?.to_string(), "2028-02-29");
    /// let agong: OccursOn = "first Mon of 6".parse()?;
    /// assert_eq!(agong.in_year(2026)?.to_string(), "2026-06-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_year(self, year: i32) -> Result<Day, DayError> {
        match self {
            Self::Fixed { month, day } => Day::ymd(year, month, day.min(length(year, month)?)),
            Self::Lunar { month, day } => {
                let at = |day| solar(LunarDay { year, month, day, leap: false });
                match at(day) {
                    Err(LunarError::NoSuchDay { length, .. }) => at(length),
                    found => found,
                }
                .map_err(|_| DayError::OutOfRange)
            }
            Self::Nth { nth, weekday, month } => {
                let first = Day::ymd(year, month, 1)?;
                let lead = (7 + weekday.num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
                let day = match nth {
                    Nth::Last if 29 + lead <= length(year, month)? => 29 + lead,
                    Nth::First => 1 + lead,
                    Nth::Second => 8 + lead,
                    Nth::Third => 15 + lead,
                    Nth::Fourth | Nth::Last => 22 + lead,
                };
                Day::ymd(year, month, day)
            }
        }
    }

    /// The day of the year on which that day lies, every year.
    pub(crate) fn same_day_as(day: Day) -> Self {
        Self::Fixed { month: day.month(), day: day.day() }
    }
}

/// The days of that month of that year.
fn length(year: i32, month: u32) -> Result<u32, DayError> {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let after = NaiveDate::from_ymd_opt(next_year, next, 1).ok_or(DayError::OutOfRange)?;
    after.pred_opt().map(|last| last.day()).ok_or(DayError::OutOfRange)
}

impl FromStr for OccursOn {
    type Err = OccursOnError;

    fn from_str(text: &str) -> Result<Self, OccursOnError> {
        let wrong = || OccursOnError(text.chars().take(40).collect());
        let words: Vec<&str> = text.split_whitespace().collect();
        match words[..] {
            [day_month] => fixed(day_month),
            ["lunar", day_month] => lunar(day_month),
            [nth, weekday, "of", month] => weekday_of(nth, weekday, month),
            _ => None,
        }
        .ok_or_else(wrong)
    }
}

fn fixed(text: &str) -> Option<OccursOn> {
    let (day, month) = pair(text)?;
    // 2000 was a leap year: every day of the year that there ever is, it had.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| OccursOn::Fixed { month, day })
}

fn lunar(text: &str) -> Option<OccursOn> {
    let (day, month) = pair(text)?;
    ((1..=30).contains(&day) && (1..=12).contains(&month)).then_some(OccursOn::Lunar { month, day })
}

fn weekday_of(nth: &str, weekday: &str, month: &str) -> Option<OccursOn> {
    let nth = NTHS.iter().find(|(_, word)| *word == nth)?.0;
    let (weekday, month) = (weekday.parse().ok()?, number(month)?);
    (1..=12).contains(&month).then_some(OccursOn::Nth { nth, weekday, month })
}

fn pair(text: &str) -> Option<(u32, u32)> {
    let (day, month) = text.split_once('/')?;
    Some((number(day)?, number(month)?))
}

/// One or two digits, no sign.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

impl TryFrom<String> for OccursOn {
    type Error = OccursOnError;

    fn try_from(text: String) -> Result<Self, OccursOnError> {
        text.parse()
    }
}

impl From<OccursOn> for String {
    fn from(on: OccursOn) -> Self {
        on.to_string()
    }
}

impl fmt::Display for OccursOn {
    /// The canonical text: two digits each, weekdays by three letters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed { month, day } => write!(f, "{day:02}/{month:02}"),
            Self::Lunar { month, day } => write!(f, "lunar {day:02}/{month:02}"),
            Self::Nth { nth, weekday, month } => write!(f, "{nth} {weekday} of {month}"),
        }
    }
}

impl fmt::Display for Nth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NTHS.iter().find(|(nth, _)| nth == self).map_or("", |(_, word)| word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str, year: i32) -> String {
        let on: OccursOn = text.parse().unwrap_or_else(|error| panic!("{error}"));
        on.in_year(year).map_or_else(|error| error.to_string(), |day| day.to_string())
    }

    #[test]
    fn one_day_for_every_year() {
        for (rule, text, year, expected) in [
            ("a fixed day", "22/12", 2027, "2027-12-22"),
            ("a leap day in a common year", "29/02", 2027, "2027-02-28"),
            ("a leap day in a leap year", "29/02", 2028, "2028-02-29"),
            ("a leap day in 2100, no leap year", "29/02", 2100, "2100-02-28"),
            ("Giỗ Tổ", "lunar 10/3", 2038, "2038-04-13"),
            ("a lunar day of the next civil year", "lunar 23/12", 2026, "2027-01-30"),
            ("a lunar 30th where the month has 29 days", "lunar 30/12", 2026, "2027-02-05"),
            ("the ordinary sixth month of 2025, not the doubled one", "lunar 1/6", 2025, "2025-06-25"),
            ("first Monday, on the first", "first Mon of 6", 2026, "2026-06-01"),
            ("first Monday, on the seventh", "first Mon of 6", 2027, "2027-06-07"),
            ("second Saturday", "second Sat of 6", 2027, "2027-06-12"),
            ("third Thursday", "third Thu of 11", 2026, "2026-11-19"),
            ("fourth Thursday", "fourth Thu of 11", 2026, "2026-11-26"),
            ("last Friday, a fourth", "last Fri of 11", 2026, "2026-11-27"),
            ("last Monday, a fifth", "last Mon of 11", 2026, "2026-11-30"),
            ("last day of December", "last Thu of 12", 2026, "2026-12-31"),
        ] {
            assert_eq!(on(text, year), expected, "{rule}");
        }
        assert!("22/12".parse::<OccursOn>().is_ok_and(|on| on.in_year(2200).is_err()));
    }

    #[test]
    fn the_text_is_read_back() {
        for text in ["22/12", "29/02", "lunar 10/03", "first Mon of 6", "last Fri of 11"] {
            assert_eq!(text.parse::<OccursOn>().map(|on| on.to_string()).as_deref(), Ok(text));
        }
        assert_eq!("9/8".parse::<OccursOn>().map(|on| on.to_string()).as_deref(), Ok("09/08"));
    }

    #[test]
    fn what_is_no_recurring_day_is_refused() {
        for text in [
            "",
            "12/22",
            "30/2",
            "31/04",
            "0/1",
            "1/0",
            "22-12",
            "22/12/2017",
            "+2/12",
            "lunar 31/1",
            "lunar 1/13",
            "lunar",
            "fifth Mon of 6",
            "first Mon of 13",
            "first Day of 6",
            "first Mon in 6",
        ] {
            assert!(text.parse::<OccursOn>().is_err(), "{text}");
        }
    }
}
