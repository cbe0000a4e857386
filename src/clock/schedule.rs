//! When the daemon wakes up: crontab's five fields, read in the office's zone.
//!
//! Only the alarm clock: what is due is decided by the database. The invariant: every time on the wall that a schedule
//! names comes exactly once. Where the clocks jump over it, it comes at the first minute after the gap; where they
//! show it twice, it comes the first time; and a whole day that a zone left out has no wake-up.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::Zone;
use super::fields::{Fields, ScheduleError, has};

/// A schedule in crontab's five fields: minute, hour, day of the month, month, weekday.
///
/// Weekdays and months by number (Sunday is 0 and 7) or by name; lists, ranges and steps. Where day and weekday are
/// both restricted, one of them is enough; one that begins with `*` (`*/2` too) is not restricted, then both must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    text: String,
    fields: Fields,
}

/// No schedule is searched farther than this; 29 February on a Sunday comes within forty years.
const SEARCH_DAYS: u64 = 40 * 366 + 1;
/// A zone's local day may differ from the day of an instant's wall time around a jump of the date line.
const MARGIN_DAYS: u64 = 2;
/// No zone ever jumped farther than a day.
const GAP_MINUTES_MAX: i64 = 25 * 60;

impl Schedule {
    /// Reads crontab's five fields.
    ///
    /// ```
    /// use pactwatch::clock::{Schedule, Zone};
    /// let mondays = Schedule::parse("30 7 * * Mon")?;
    /// let after = "2026-11-20T00:00:00Z".parse().expect("an instant");
    /// let next = mondays.next_after(after, Zone::UTC).expect("there is a next Monday");
    /// assert_eq!(next.to_rfc3339(), "2026-11-23T07:30:00+00:00");
    /// assert!(Schedule::parse("0 0 30 2 *").is_err());
    /// # Ok::<(), pactwatch::clock::ScheduleError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, ScheduleError> {
        let fields = Fields::parse(text)?;
        let start = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");
        if !days_from(start, SEARCH_DAYS).any(|date| fields.ask_for(date)) {
            return Err(ScheduleError::Never(text.chars().take(60).collect()));
        }
        Ok(Self { text: text.split_whitespace().collect::<Vec<_>>().join(" "), fields })
    }

    /// The first wake-up later than that instant; none within forty years, or at the end of the calendar.
    pub fn next_after(&self, instant: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
        let start = zone.local(instant).date().checked_sub_days(Days::new(MARGIN_DAYS))?;
        let days = days_from(start, SEARCH_DAYS + 2 * MARGIN_DAYS);
        days.filter(|date| self.fields.ask_for(*date))
            .find_map(|date| self.wake_ups(date, zone).find(|at| *at > instant))
    }

    /// The last wake-up that is not later than that instant: the one to make up for when it was missed.
    pub fn latest_at_or_before(&self, instant: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
        let start = zone.local(instant).date().checked_add_days(Days::new(MARGIN_DAYS))?;
        let days = (0..=SEARCH_DAYS + 2 * MARGIN_DAYS).map_while(|n| start.checked_sub_days(Days::new(n)));
        days.filter(|date| self.fields.ask_for(*date))
            .find_map(|date| self.wake_ups(date, zone).filter(|at| *at <= instant).last())
    }

    /// The wake-ups of one day on the wall, in order; none if the zone left the day out.
    fn wake_ups(&self, date: NaiveDate, zone: Zone) -> impl Iterator<Item = DateTime<Utc>> {
        let whole_day_missing =
            move || (0..24 * 60).all(|minute| wall(date, minute).is_none_or(|at| zone.first_instant(at).is_none()));
        let fields = self.fields;
        let times =
            (0..24 * 60).filter(move |minute| has(fields.hours, minute / 60) && has(fields.minutes, minute % 60));
        let mut missing = None;
        times.filter_map(move |minute| {
            let named = wall(date, minute)?;
            if let Some(at) = zone.first_instant(named) {
                return Some(at);
            }
            if *missing.get_or_insert_with(whole_day_missing) { None } else { after_the_gap(named, zone) }
        })
    }
}

/// The first minute on the wall after a time that the clocks jump over.
fn after_the_gap(named: NaiveDateTime, zone: Zone) -> Option<DateTime<Utc>> {
    let minutes_later = |minutes| named.checked_add_signed(TimeDelta::minutes(minutes));
    (1..=GAP_MINUTES_MAX).find_map(|minutes| zone.first_instant(minutes_later(minutes)?))
}

fn wall(date: NaiveDate, minute: u32) -> Option<NaiveDateTime> {
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).map(|time| date.and_time(time))
}

fn days_from(start: NaiveDate, days: u64) -> impl Iterator<Item = NaiveDate> {
    (0..days).map_while(move |n| start.checked_add_days(Days::new(n)))
}

impl FromStr for Schedule {
    type Err = ScheduleError;

    fn from_str(text: &str) -> Result<Self, ScheduleError> {
        Self::parse(text)
    }
}

impl fmt::Display for Schedule {
    /// The five fields as they were written, single blanks between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests;
