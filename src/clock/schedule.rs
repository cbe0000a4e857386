//! When the daemon wakes up: crontab's five fields, read in the office's zone.
//!
//! A schedule is only an alarm clock: the database decides what is due. The invariant: every wall-clock time that a
//! schedule names comes exactly once. A time in a gap comes when the gap ends; a time that occurs twice comes the first
//! time; a day that a zone skipped has no wake-up.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::Zone;
use super::fields::{ScheduleError, crate_lines};

/// A schedule in crontab's five fields: minute, hour, day of the month, month, weekday.
///
/// Weekdays and months by number (Sunday is 0 and 7) or by name; lists, ranges and steps. Where day and weekday are
/// both restricted, one of them is enough; one that begins with `*` (`*/2` too) is not restricted, then both must fit.
/// The years are those that the crate knows, 1970 to 2100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    text: String,
    /// Each asks for times on the wall, carried as if they were UTC: in a zone the crate skips a day at a gap and wakes
    /// twice at an overlap. One is enough.
    lines: Vec<cron::Schedule>,
}

/// No zone has shown a time again after longer than this since 1970.
const OVERLAP_MAX: TimeDelta = TimeDelta::days(1);

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
        let mut lines = Vec::new();
        for line in crate_lines(text)? {
            lines.push(
                cron::Schedule::from_str(&line).expect("only numbers and names that the crate knows were written"),
            );
        }
        lines.retain(|line| line.after(&DateTime::UNIX_EPOCH).next().is_some());
        if lines.is_empty() {
            return Err(ScheduleError::Never(text.chars().take(60).collect()));
        }
        Ok(Self { text: text.split_whitespace().collect::<Vec<_>>().join(" "), lines })
    }

    /// The first wake-up later than that instant; none after 2100.
    pub fn next_after(&self, instant: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
        let wall = within_the_crate_s_years(zone.local(instant).and_utc());
        // A time on the wall not later than the present one came before: later times never come earlier.
        let first =
            |line: &cron::Schedule| line.after(&wall).filter_map(|named| wake_up(named, zone)).find(|at| *at > instant);
        self.lines.iter().filter_map(first).min()
    }

    /// The last wake-up that is not later than that instant: the one to make up for when it was missed; none before 1970.
    pub(crate) fn latest_at_or_before(&self, instant: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
        // Where the clocks were put back, later times on the wall have come already.
        let wall = within_the_crate_s_years(zone.local(instant).and_utc() + OVERLAP_MAX);
        let last = |line: &cron::Schedule| {
            line.after(&wall).rev().filter_map(|named| wake_up(named, zone)).find(|at| *at <= instant)
        };
        self.lines.iter().filter_map(last).max()
    }
}

/// When a time on the wall comes: the first time it is shown, or at the end of the gap it lies in; never where the gap
/// is its whole day.
fn wake_up(named: DateTime<Utc>, zone: Zone) -> Option<DateTime<Utc>> {
    let wall = named.naive_utc();
    zone.first_instant(wall).or_else(|| {
        let end = zone.end_of_gap(wall)?;
        let midnight = wall.date().and_time(NaiveTime::MIN);
        let day_left_out = zone.local(end).date() > wall.date() && zone.first_instant(midnight).is_none();
        (!day_left_out).then_some(end)
    })
}

/// The crate counts years without a sign, and wrongly where it starts outside its own.
fn within_the_crate_s_years(wall: DateTime<Utc>) -> DateTime<Utc> {
    let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN).and_utc();
    wall.clamp(new_year(1970), new_year(2101))
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
