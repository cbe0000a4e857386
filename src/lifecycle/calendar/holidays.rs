//! The public holidays of the Labour Code 2019, Art. 112, for years whose calendar has not been announced.
//!
//! Not an announcement. `confirmed` is what the law alone settles: holidays it names by their date (1 January,
//! 30 April, 1 May, 2 September) and Giỗ Tổ, whose date is astronomy. Unconfirmed is what the Prime Minister fixes
//! each year or what is custom:
//! - the five days of Tết: two last days of the old year and three of the new, or, where Tết is a Tuesday, one and
//!   four, from Monday to Friday (as announced for each year of 2018–2026);
//! - the second National Day: the neighbour that prolongs a weekend, and where both are alike (a Wednesday) or the
//!   holiday is a Saturday, the day before (as announced for 2021–2026);
//! - days in lieu: a holiday on a weekly day off is made up on the next working day (Art. 111);
//! - 24 November, a day off by a resolution of January 2026 whose enactment has not been seen.
//!
//! Swaps of working days cannot be foreseen and are never worked out. The rules are applied to years before the
//! Code as well, except that Giỗ Tổ begins in 2007, the second National Day in 2021 and 24 November in 2026.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::Weekday;

use super::{CalendarDay, DayKind, is_weekend};
use crate::lifecycle::day::{Day, DayError};
use crate::lifecycle::lunar::{LunarDay, solar};

const BY_LAW: &str = "Bộ luật Lao động 2019 Điều 112";
const ESTIMATED: &str = "ước tính theo Bộ luật Lao động 2019 Điều 112; chưa có thông báo";
const IN_LIEU: &str = "nghỉ bù theo Bộ luật Lao động 2019 Điều 111; chưa có thông báo";
const CULTURE_DAY: &str = "NQ 80-NQ/TW ngày 07/01/2026; chưa thấy luật ban hành";

/// 24 November, the one estimate that no yearly announcement is waited for.
pub(super) const CULTURE_DAY_ON: (u32, u32) = (11, 24);

/// The years that the program counts in, 1900 to 2199.
const YEARS: usize = 300;

/// The holidays of a year, weekends among them, in order of day. Worked out when the year is first asked about.
pub(super) fn holidays(year: i32) -> Option<&'static BTreeMap<Day, CalendarDay>> {
    static HOLIDAYS: [OnceLock<BTreeMap<Day, CalendarDay>>; YEARS] = [const { OnceLock::new() }; YEARS];
    let at = usize::try_from(year - Day::first().year()).ok();
    // Every day these rules name exists; a year for which one did not would have none at all, and the tests count.
    at.and_then(|at| HOLIDAYS.get(at)).map(|days| days.get_or_init(|| of_year(year).unwrap_or_default()))
}

fn of_year(year: i32) -> Result<BTreeMap<Day, CalendarDay>, DayError> {
    let mut days = BTreeMap::new();
    let mut add = |day: Day, name: &str, source: &str, confirmed: bool| {
        let entry =
            CalendarDay { day, kind: DayKind::Off, name: name.to_owned(), source: source.to_owned(), confirmed };
        days.entry(day).or_insert(entry);
    };
    add(Day::ymd(year, 1, 1)?, "Tết Dương lịch", BY_LAW, true);
    for day in tet(year)? {
        add(day, "Tết Nguyên đán", ESTIMATED, false);
    }
    if year >= 2007 {
        add(lunar_day(year, 3, 10)?, "Giỗ Tổ Hùng Vương", BY_LAW, true);
    }
    add(Day::ymd(year, 4, 30)?, "Ngày Chiến thắng", BY_LAW, true);
    add(Day::ymd(year, 5, 1)?, "Quốc tế Lao động", BY_LAW, true);
    let national = Day::ymd(year, 9, 2)?;
    add(national, "Quốc khánh", BY_LAW, true);
    if year >= 2021 {
        add(second_national_day(national), "Quốc khánh", ESTIMATED, false);
    }
    if year >= 2026 {
        add(Day::ymd(year, CULTURE_DAY_ON.0, CULTURE_DAY_ON.1)?, "Ngày Văn hóa Việt Nam", CULTURE_DAY, false);
    }
    add_days_in_lieu(&mut days);
    Ok(days)
}

/// The five days of Tết.
fn tet(year: i32) -> Result<Vec<Day>, DayError> {
    let first = lunar_day(year, 1, 1)?;
    let before = if first.weekday() == Weekday::Tue { 1 } else { 2 };
    (-before..5 - before).map(|offset| first.plus_days(offset)).collect()
}

/// The second National Day.
fn second_national_day(national: Day) -> Day {
    match national.weekday() {
        Weekday::Mon | Weekday::Thu | Weekday::Sun => national.next(),
        Weekday::Tue | Weekday::Wed | Weekday::Fri | Weekday::Sat => national.previous(),
    }
}

/// One day in lieu for each holiday on a weekend, in order of day, on the next day that is neither weekend nor holiday.
fn add_days_in_lieu(days: &mut BTreeMap<Day, CalendarDay>) {
    let lost: Vec<(Day, String)> =
        days.values().filter(|entry| is_weekend(entry.day)).map(|entry| (entry.day, entry.name.clone())).collect();
    for (day, name) in lost {
        let mut next = day.next();
        // No run of weekends and holidays is longer than Tết with the weekends about it.
        for _ in 0..14 {
            if !is_weekend(next) && !days.contains_key(&next) {
                break;
            }
            next = next.next();
        }
        let name = format!("nghỉ bù {name}");
        let entry = CalendarDay { day: next, kind: DayKind::Off, name, source: IN_LIEU.to_owned(), confirmed: false };
        days.entry(next).or_insert(entry);
    }
}

fn lunar_day(year: i32, month: u32, day: u32) -> Result<Day, DayError> {
    solar(LunarDay { year, month, day, leap: false }).map_err(|_| DayError::OutOfRange)
}
