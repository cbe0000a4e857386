//! When a digest goes: the schedule's wake-ups, moved off days off, and which of them is a month's first.
//!
//! Bounded: for a schedule that wakes every minute only a fixed number of wake-ups is examined, so its digest may be
//! late but is never lost.

use chrono::{DateTime, TimeDelta, Utc};

use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::DigestRhythm;
use crate::watch::Office;

/// One wake-up of `[schedule] digest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wake {
    /// The moment the schedule names.
    pub at: DateTime<Utc>,
    /// Its day: what the digest is known by.
    pub day: Day,
    /// The day it goes: its own, or the next working day.
    pub goes_on: Day,
    /// The moment it goes.
    pub goes_at: DateTime<Utc>,
}

/// At most this many wake-ups are looked at: a month's, even of an hourly schedule.
const LOOKS: usize = 1_000;

fn wake(office: &Office, at: DateTime<Utc>) -> Result<Wake, CalendarError> {
    let day = office.zone.day_of(at);
    let goes_on = office.calendar.on_or_after(day)?;
    let goes_at = TimeDelta::try_days(day.days_until(goes_on)).and_then(|moved| at.checked_add_signed(moved));
    Ok(Wake { at, day, goes_on, goes_at: goes_at.unwrap_or(at) })
}

/// The wake-up before that moment, or at it.
fn before(office: &Office, moment: DateTime<Utc>) -> Result<Option<Wake>, CalendarError> {
    office.digest.latest_at_or_before(moment, office.zone).map(|at| wake(office, at)).transpose()
}

/// The latest wake-up whose digest may have gone by now; of several that days off moved onto one day, the last.
pub(in crate::watch) fn latest(office: &Office, now: DateTime<Utc>) -> Result<Option<Wake>, CalendarError> {
    let mut moment = now;
    for _ in 0..LOOKS {
        match before(office, moment)? {
            Some(wake) if wake.goes_at > now => moment = wake.at - TimeDelta::seconds(1),
            found => return Ok(found),
        }
    }
    Ok(None)
}

/// The wake-up that a missed one is made up as: the last that goes later on that day, so that it sends no second digest;
/// the missed one itself where none does.
pub(in crate::watch) fn made_up_as(
    office: &Office,
    missed: Wake,
    today: Day,
    now: DateTime<Utc>,
) -> Result<Wake, CalendarError> {
    let mut found = missed;
    if missed.goes_on == today {
        return Ok(found);
    }
    // One that a day off holds back has its wake-up behind it.
    let mut moment = missed.at;
    for _ in 0..LOOKS {
        let Some(at) = office.digest.next_after(moment, office.zone).filter(|at| office.zone.day_of(*at) <= today)
        else {
            break;
        };
        let next = wake(office, at)?;
        if next.goes_on == today && now < next.goes_at {
            found = next;
        }
        moment = at;
    }
    Ok(found)
}

/// The first wake-up whose digest goes in the month that this one goes in: a monthly digest.
pub(in crate::watch) fn first_of_month(office: &Office, last: Wake) -> Result<Wake, CalendarError> {
    let mut first = last;
    for _ in 0..LOOKS {
        match before(office, first.at - TimeDelta::seconds(1))? {
            Some(earlier) if same_month(earlier.goes_on, last.goes_on) => first = earlier,
            _ => break,
        }
    }
    Ok(first)
}

/// The day after `today` on which the next digest of that rhythm goes; a week on where the schedule names none.
pub(super) fn next_on(
    office: &Office,
    rhythm: DigestRhythm,
    today: Day,
    now: DateTime<Utc>,
) -> Result<Day, CalendarError> {
    // One that a day off holds back has its wake-up behind it.
    let mut moment = now - TimeDelta::days(31);
    for _ in 0..LOOKS {
        let Some(at) = office.digest.next_after(moment, office.zone) else { break };
        let next = wake(office, at)?;
        let other_month = rhythm != DigestRhythm::Monthly || !same_month(next.goes_on, today);
        if next.goes_on > today && other_month {
            return Ok(next.goes_on);
        }
        moment = at;
    }
    Ok(today.plus_days(7).unwrap_or(today))
}

pub(in crate::watch) fn same_month(one: Day, other: Day) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}
