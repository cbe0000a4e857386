//! The only place that asks what time it is, and the only door to time zones.
//!
//! Not here: any rule about days. A [`Clock`] is a value that is passed down, so that a test or a rehearsal can supply
//! its own. Its day is the office's, whatever zone the machine is set to. Zones are compiled in: neither `TZ` nor the
//! machine's zone files are read.

mod fields;
mod schedule;
mod sighting;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::answer::clock as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};

pub use fields::ScheduleError;
pub use schedule::Schedule;
pub(crate) use sighting::Sighting;
pub use sighting::SightingError;

/// The environment variable that sets the clock for rehearsing and tests.
pub(crate) const NOW_VARIABLE: &str = "PACTWATCH_NOW";

/// A time zone of the IANA data base, compiled in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// Why the clock cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The zone is none of the data base.
    UnknownZone(String),
    /// `PACTWATCH_NOW` is set to something else than an instant.
    NotAnInstant(String),
}

impl Say for ClockError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::UnknownZone(zone) => sentence!(words::UNKNOWN_ZONE, zone),
            Self::NotAnInstant(text) => sentence!(words::NOT_AN_INSTANT, NOW_VARIABLE, text),
        }
        .say(voice)
    }
}

impl fmt::Display for ClockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The day it is in this zone at that instant; before 1900 the first day there is, after 2199 the last.
    ///
    /// ```
    /// use pactwatch::clock::Zone;
    /// let office: Zone = "Asia/Ho_Chi_Minh".parse()?;
    /// let at = "2026-12-31T18:30:00Z".parse().expect("an instant");
    /// assert_eq!(office.day_of(at).to_string(), "2027-01-01");
    /// # Ok::<(), pactwatch::clock::ClockError>(())
    /// ```
    pub fn day_of(self, instant: DateTime<Utc>) -> Day {
        let local = self.local(instant);
        let outside = if local < Day::first().date().into() { Day::first() } else { Day::last() };
        Day::from_date(local.date()).unwrap_or(outside)
    }

    /// The time on the wall in this zone at that instant; a week from the ends of the calendar it stands still.
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        let week = TimeDelta::days(7);
        let instant = instant.clamp(DateTime::<Utc>::MIN_UTC + week, DateTime::<Utc>::MAX_UTC - week);
        instant.with_timezone(&self.0).naive_local()
    }

    /// The first instant at which the wall shows that time; none while the clocks jump over it.
    fn first_instant(self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        self.0.from_local_datetime(&wall).earliest().map(|at| at.with_timezone(&Utc))
    }

    /// The instant at which a gap ends that the clocks jump over; none for a time that the wall shows.
    fn end_of_gap(self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        GapInfo::new(&wall, &self.0)?.end.map(|at| at.with_timezone(&Utc))
    }

    /// The zone's name, `Asia/Ho_Chi_Minh`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for Zone {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Self, ClockError> {
        let unknown = |_| ClockError::UnknownZone(text.chars().take(40).collect());
        text.parse().map(Self).map_err(unknown)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The source of time: the machine's clock, or a fixed instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    source: TimeSource,
    zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeSource {
    System,
    Fixed(DateTime<Utc>),
    Environment(DateTime<Utc>),
}

impl Clock {
    /// The machine's clock, read in the office's zone.
    pub fn system(zone: Zone) -> Self {
        Self { source: TimeSource::System, zone }
    }

    /// A clock with a fixed instant.
    pub fn fixed(instant: DateTime<Utc>, zone: Zone) -> Self {
        Self { source: TimeSource::Fixed(instant), zone }
    }

    /// The clock that `PACTWATCH_NOW` sets, or the machine's where that is unset or empty.
    pub(crate) fn from_env(zone: Zone) -> Result<Self, ClockError> {
        match std::env::var_os(NOW_VARIABLE) {
            None => Ok(Self::system(zone)),
            Some(text) => Self::from_text(&text.to_string_lossy(), zone),
        }
    }

    fn from_text(text: &str, zone: Zone) -> Result<Self, ClockError> {
        if text.trim().is_empty() {
            return Ok(Self::system(zone));
        }
        let instant = instant(text.trim()).ok_or_else(|| ClockError::NotAnInstant(text.chars().take(40).collect()))?;
        Ok(Self { source: TimeSource::Environment(instant), zone })
    }

    /// The present instant.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that may ask")]
    pub fn now(&self) -> DateTime<Utc> {
        match self.source {
            TimeSource::System => Utc::now(),
            TimeSource::Fixed(instant) | TimeSource::Environment(instant) => instant,
        }
    }

    /// The present day in the office's zone.
    pub fn today(&self) -> Day {
        self.zone.day_of(self.now())
    }

    /// Whether `PACTWATCH_NOW` set this clock: then `run` refuses to start, and acts note it.
    pub(crate) fn is_set_by_env(&self) -> bool {
        matches!(self.source, TimeSource::Environment(_))
    }

    /// The office's zone.
    pub fn zone(&self) -> Zone {
        self.zone
    }
}

/// An instant with its offset from UTC: RFC 3339, where a blank may stand for the `T` and the seconds may be missing.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let without_seconds = |pattern| DateTime::parse_from_str(text, pattern);
    let instant = DateTime::parse_from_rfc3339(text)
        .or_else(|_| without_seconds("%Y-%m-%dT%H:%M%#z"))
        .or_else(|_| without_seconds("%Y-%m-%d %H:%M%#z"))
        .ok()?
        .with_timezone(&Utc)
        .trunc_subsecs(0);
    Day::from_date(instant.date_naive()).ok().map(|_| instant)
}

/// The same hour so much earlier by the calendar: ten years are ten years, whatever leap days lie in them. None before the
/// days that are counted in.
///
/// ```text
/// 2026-11-30 07:00 less 10y  →  2016-11-30 07:00
/// 2027-03-31 07:00 less 1m   →  2027-02-28 07:00
/// ```
pub(crate) fn earlier_by(keep: Span, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let day = Day::from_date(now.date_naive()).ok()?.minus(keep).ok()?;
    Some(day.date().and_time(now.time()).and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Zone {
        "Asia/Ho_Chi_Minh".parse().expect("a zone")
    }

    #[test]
    fn the_environment_sets_the_clock() {
        // 07:00 at UTC+7 is midnight UTC.
        for text in [
            "2027-12-22T07:00:00+07:00",
            "2027-12-22T00:00:00Z",
            "2027-12-22 07:00:00+07:00",
            "2027-12-22T07:00+07:00",
            "2027-12-22 07:00+07:00",
            "2027-12-22T00:00Z",
            " 2027-12-22T07:00:00.75+07:00 ",
        ] {
            let clock = Clock::from_text(text, office()).expect(text);
            assert_eq!(clock.now().to_rfc3339(), "2027-12-22T00:00:00+00:00", "{text}");
            assert_eq!(clock.today().to_string(), "2027-12-22", "{text}");
            assert!(clock.is_set_by_env(), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused_with_the_cure() {
        for text in [
            "now",
            "2027-12-22",
            "2027-12-22T07:00:00",
            "2027-13-22T07:00:00Z",
            "9999-01-01T00:00:00Z",
            "1899-12-31T00:00:00Z",
        ] {
            let error = Clock::from_text(text, office()).expect_err(text).to_string();
            assert!(error.contains(text) && error.contains("2027-12-22T07:00:00+07:00"), "{error}");
        }
    }

    #[test]
    fn an_empty_variable_sets_nothing() {
        let clock = Clock::from_text("", office()).expect("the machine's clock");
        assert!(!clock.is_set_by_env());
        assert!(!Clock::fixed(DateTime::UNIX_EPOCH, office()).is_set_by_env());
    }

    #[test]
    fn today_is_the_office_s_day() {
        for (at, zone, today) in [
            ("2026-12-31T16:59:59Z", "Asia/Ho_Chi_Minh", "2026-12-31"),
            ("2026-12-31T17:00:00Z", "Asia/Ho_Chi_Minh", "2027-01-01"),
            ("2011-12-30T09:59:59Z", "Pacific/Apia", "2011-12-29"),
            ("2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31"),
            ("1066-10-14T12:00:00Z", "UTC", "1900-01-01"),
            ("9000-01-01T12:00:00Z", "UTC", "2199-12-31"),
        ] {
            let zone: Zone = zone.parse().expect(zone);
            let at = at.parse().expect(at);
            assert_eq!(Clock::fixed(at, zone).today().to_string(), today, "{at}");
        }
    }

    #[test]
    fn an_unknown_zone_is_an_error() {
        for text in ["", "Hanoi", "Asia/Hanoi2", "asia/ho_chi_minh", ":Asia/Ho_Chi_Minh", "+07"] {
            assert_eq!(text.parse::<Zone>(), Err(ClockError::UnknownZone(text.to_owned())));
        }
    }

    #[test]
    fn years_and_months_are_the_calendars() {
        for (keep, now, before) in [
            ("10y", "2026-11-30T00:00:00Z", "2016-11-30T00:00:00Z"),
            ("1y", "2028-02-29T06:30:00Z", "2027-02-28T06:30:00Z"),
            ("1m", "2027-03-31T06:30:00Z", "2027-02-28T06:30:00Z"),
            ("90d", "2026-11-30T06:30:00Z", "2026-09-01T06:30:00Z"),
        ] {
            let now: DateTime<Utc> = now.parse().expect("a moment");
            let found = earlier_by(keep.parse().expect("a span"), now).expect("a day");
            assert_eq!(found, before.parse::<DateTime<Utc>>().expect("a moment"), "{keep}");
        }
        assert_eq!(earlier_by(Span::years(500), DateTime::UNIX_EPOCH), None);
    }
}
