//! The Vietnamese lunar calendar: civil days to lunar ones and back, 1900–2199.
//!
//! Worked out from the sky (`sky`), at UTC+7 throughout: a month begins on the day of the new moon; the month that
//! holds the winter solstice is the eleventh; where thirteen months lie between two eleventh months, the first without
//! a major solar term is the leap month and has the number of the one before it. The Chinese calendar follows the
//! same rules at UTC+8 and sometimes differs by a day, in 1985 by a month. It is not a record of what was kept:
//! before 1968 parts of the country followed other hours.
//!
//! Invariant: every [`Day`] has exactly one [`LunarDay`], and [`solar`] leads back to it.

mod sky;

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::day::Day;

/// A day of the Vietnamese lunar calendar. The order of the fields is the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDay {
    /// The civil year in which the lunar year began: the last days of lunar 2026 lie in February 2027.
    pub year: i32,
    /// The month, 1 (Giêng) to 12 (Chạp).
    pub month: u32,
    /// Whether it lies in the leap month (tháng nhuận) that follows the ordinary one of the same number.
    pub leap: bool,
    /// The day of the month, 1 to 29 or 30.
    pub day: u32,
}

/// Why a lunar day is no day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LunarError {
    /// The year has no such month: the number is not 1 to 12, or that month has no leap month after it.
    NoSuchMonth {
        /// The lunar year asked for.
        year: i32,
        /// The month asked for.
        month: u32,
        /// Whether the leap month was asked for.
        leap: bool,
    },
    /// The month is shorter, or the day is 0.
    NoSuchDay {
        /// The lunar year asked for.
        year: i32,
        /// The month asked for.
        month: u32,
        /// The day asked for.
        day: u32,
        /// The days that month has.
        length: u32,
    },
    /// The lunar day lies outside the civil years the program counts in.
    OutOfRange(i32),
}

/// One lunar month. The order of the fields is the order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct LunarMonth {
    year: i32,
    number: u32,
    leap: bool,
    /// First day, counted as `chrono` does.
    start: i32,
}

/// The civil years whose months are known: 1900 to 2199, and one more to bound the last.
const YEARS: usize = 301;

/// The months from the eleventh of the year before to the tenth of that year, in order; none outside of the years. Each
/// year is worked out when it is first asked about: a command that looks at three years pays for three.
fn months(year: i32) -> &'static [LunarMonth] {
    static MONTHS: [OnceLock<Vec<LunarMonth>>; YEARS] = [const { OnceLock::new() }; YEARS];
    let at = usize::try_from(year - Day::first().year()).ok();
    let worked_out = || months_between(year, eleventh_month(year - 1), eleventh_month(year));
    at.and_then(|at| MONTHS.get(at)).map_or(&[], |months| months.get_or_init(worked_out))
}

/// The months kept with that year and with the next one, which is worked out only where the first does not do.
fn from_year(year: i32) -> impl Iterator<Item = &'static LunarMonth> {
    (year..=year + 1).flat_map(months)
}

/// The civil year among whose months a month of a lunar year is kept.
const fn civil_year_of(year: i32, month: u32) -> i32 {
    if month >= 11 { year + 1 } else { year }
}

/// The lunar day of a civil day.
///
/// ```
/// use pactwatch::lifecycle::{day::Day, lunar::lunar};
/// let eve = lunar(Day::ymd(2027, 2, 5)?);
/// assert_eq!((eve.year, eve.month, eve.day), (2026, 12, 29)); // no 30th this year
/// let tet = lunar(Day::ymd(2027, 2, 6)?);
/// assert_eq!((tet.year, tet.month, tet.day), (2027, 1, 1));
/// # Ok::<(), pactwatch::lifecycle::day::DayError>(())
/// ```
pub fn lunar(day: Day) -> LunarDay {
    let count = day.date().num_days_from_ce();
    // The eleventh month of the year before begins before 1 January, that of the next year after 20 November.
    let mut months = from_year(day.year()).take_while(|month| month.start <= count);
    let mut month = *months.next().expect("a month begins before every day");
    if let Some(later) = months.last() {
        month = *later;
    }
    LunarDay { year: month.year, month: month.number, day: (count - month.start + 1).unsigned_abs(), leap: month.leap }
}

/// The civil day of a lunar day.
///
/// ```
/// use pactwatch::lifecycle::lunar::{LunarDay, solar};
/// let day = LunarDay { year: 2025, month: 6, day: 1, leap: true };
/// assert_eq!(solar(day)?.to_string(), "2025-07-25");
/// assert!(solar(LunarDay { year: 2026, ..day }).is_err()); // 2026 has no leap month
/// # Ok::<(), pactwatch::lifecycle::lunar::LunarError>(())
/// ```
pub fn solar(lunar: LunarDay) -> Result<Day, LunarError> {
    let LunarDay { year, month, day, leap } = lunar;
    let years = Day::first().year() - 1..=Day::last().year();
    if !years.contains(&year) {
        return Err(LunarError::OutOfRange(year));
    }
    let kept = civil_year_of(year, month);
    let mut around = from_year(kept);
    let this = around.by_ref().find(|m| (m.year, m.number, m.leap) == (year, month, leap));
    let Some((this, after)) = this.zip(around.next()) else {
        // Of the lunar year 1899 only the last two months are known, which reach into 1900.
        let known = year > *years.start() || !(1..=10).contains(&month);
        return Err(if known { LunarError::NoSuchMonth { year, month, leap } } else { LunarError::OutOfRange(year) });
    };
    let length = (after.start - this.start).unsigned_abs();
    if !(1..=length).contains(&day) {
        return Err(LunarError::NoSuchDay { year, month, day, length });
    }
    NaiveDate::from_num_days_from_ce_opt(this.start - 1)
        .and_then(|before| before.checked_add_days(chrono::Days::new(u64::from(day))))
        .and_then(|date| Day::from_date(date).ok())
        .ok_or(LunarError::OutOfRange(year))
}

/// The month that occurs twice in that lunar year, if one does.
///
/// ```
/// use pactwatch::lifecycle::lunar::leap_month;
/// assert_eq!(leap_month(1985), Some(2)); // the Chinese calendar doubled the tenth month of 1984 instead
/// assert_eq!(leap_month(2026), None);
/// ```
pub fn leap_month(year: i32) -> Option<u32> {
    let all = from_year(year).filter(|month| month.year == year);
    all.filter(|month| month.leap).map(|month| month.number).next()
}

/// The months from the eleventh of the year before to the tenth of `year`, twelve, or thirteen with a leap month; the
/// lunations of the two elevenths are `first` and `next`.
fn months_between(year: i32, first: i32, next: i32) -> Vec<LunarMonth> {
    let starts: Vec<i32> = (first..=next).map(sky::new_moon).collect();
    let without_term = |pair: &[i32]| sky::twelfth(pair[0]) == sky::twelfth(pair[1]);
    let leap = if starts.len() > 13 { starts.windows(2).position(without_term) } else { None };
    let mut months = Vec::with_capacity(13);
    for (place, &start) in starts[..starts.len() - 1].iter().enumerate() {
        let passed = place - usize::from(leap.is_some_and(|leap| place >= leap));
        // The eleventh, the twelfth, then the first: ten months on, counted in twelves.
        let number = u32::try_from((passed + 10) % 12 + 1).expect("1 to 12");
        let year = if number >= 11 { year - 1 } else { year };
        months.push(LunarMonth { year, number, leap: leap == Some(place), start });
    }
    months
}

/// The number of the lunation that holds the winter solstice of that civil year.
fn eleventh_month(year: i32) -> i32 {
    let christmas = NaiveDate::from_ymd_opt(year, 12, 25).expect("a day of the calendar").num_days_from_ce();
    // The sun enters the ninth twelfth between the 19th and the 24th.
    let solstice = (christmas - 6..christmas).find(|day| sky::twelfth(day + 1) == 9).unwrap_or(christmas - 4);
    let near = sky::lunation_near(solstice);
    // The mean new moon may lie most of a day from the true one.
    (near - 1..=near + 1).rev().find(|number| sky::new_moon(*number) <= solstice).unwrap_or(near - 1)
}
