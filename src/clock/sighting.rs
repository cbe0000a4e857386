//! The wall clock and the time since the machine started, noted together, so that a clock that was set can be detected.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Clock, TimeSource};
use crate::message::answer::clock as words;

/// What a machine's clocks showed at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    pub wall: DateTime<Utc>,
    /// The time since the machine started, sleep included (`CLOCK_BOOTTIME`).
    pub running: TimeDelta,
    /// Which run of the machine it was.
    pub machine: String,
}

/// Why a text is not a [`Sighting`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct SightingError;

impl fmt::Display for SightingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(words::NOT_A_SIGHTING.stored_text())
    }
}

impl Sighting {
    /// The moment at which the machine started, by this clock: it moves when the clock is set and not otherwise.
    pub(crate) fn offset(&self) -> TimeDelta {
        self.wall.signed_duration_since(DateTime::UNIX_EPOCH) - self.running
    }
}

impl Clock {
    /// What the machine's clocks show; `None` for a clock that was set, and where the system does not tell.
    pub(crate) fn sighting(&self) -> Option<Sighting> {
        if self.source != TimeSource::System {
            return None;
        }
        let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
        let seconds: f64 = uptime.split(' ').next()?.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since a machine started fit")]
        let running = TimeDelta::try_milliseconds((seconds * 1_000.0) as i64)?;
        let machine = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().to_owned();
        (!machine.is_empty()).then(|| Sighting { wall: self.now(), running, machine })
    }
}

impl fmt::Display for Sighting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.wall.to_rfc3339(), self.running.num_milliseconds(), self.machine)
    }
}

impl FromStr for Sighting {
    type Err = SightingError;

    fn from_str(text: &str) -> Result<Self, SightingError> {
        let mut parts = text.splitn(3, ' ');
        let mut part = || parts.next().ok_or(SightingError);
        let (wall, running, machine) = (part()?, part()?, part()?.to_owned());
        let wall = wall.parse().map_err(|_| SightingError)?;
        let running = running.parse().ok().and_then(TimeDelta::try_milliseconds).ok_or(SightingError)?;
        Ok(Self { wall, running, machine })
    }
}
