//! Whether the machine's clock can be trusted. A jump holds the scan, as the brake does.
//!
//! A scan stores the wall-clock time and the time since the machine started. Within one run of the machine both advance
//! equally: if their difference changes by more than an hour, the clock was set. After a restart only a day before the
//! stored one reveals a jump (a server that starts in 1970). The invariants: a clock set by `PACTWATCH_NOW` is an
//! argument, never held and never stored; and a jump does not hold forever: a clock that has advanced normally for a
//! day is trusted.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use serde::Serialize;

use super::WatchError;
use crate::clock::{Clock, Sighting};
use crate::lifecycle::day::Day;
use crate::message::answer::desk as answer;
use crate::message::{Say, Voice};
use crate::store::{ProgramNote, Store};

/// Whether a scan that is too large may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// It stops at the brake.
    Brake,
    /// `tick --release`: someone has looked and lets it go.
    Released,
}

/// More than summer time: nothing moves an office's clock by an hour on purpose.
const ALLOWED: TimeDelta = TimeDelta::hours(1);
/// A clock that has gone on alike for so long is believed.
const BELIEVED_AFTER: TimeDelta = TimeDelta::hours(24);

/// The alarm for anyone who looks.
const FILE: &str = "clock-doubtful.txt";

/// Why the clock is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Jump {
    /// It was set while the machine ran, by so many seconds; negative: back.
    Moved { seconds: i64 },
    /// It shows a day before that of the last scan.
    Back {
        /// The last scan's.
        last: Day,
    },
}

/// Whether the clock can be believed, by what is kept; `None` where it can. Writes nothing.
pub fn doubt(store: &Store, clock: &Clock) -> Result<Option<Jump>, WatchError> {
    let Some(now) = clock.sighting() else { return Ok(None) };
    let read = |note| Ok::<_, WatchError>(store.note(note)?.and_then(|text| text.parse().ok()));
    Ok(judge(read(ProgramNote::ClockKept)?, read(ProgramNote::ClockHeld)?, &now, |seen| clock.zone().day_of(seen.wall)))
}

fn judge(
    last_sighting: Option<Sighting>,
    hold_sighting: Option<Sighting>,
    now: &Sighting,
    day_of: impl Fn(&Sighting) -> Day,
) -> Option<Jump> {
    let last_sighting = last_sighting?;
    let jump = if last_sighting.machine == now.machine {
        let moved = now.offset() - last_sighting.offset();
        (moved.abs() > ALLOWED).then_some(Jump::Moved { seconds: moved.num_seconds() })
    } else {
        let last = day_of(&last_sighting);
        (day_of(now) < last).then_some(Jump::Back { last })
    }?;
    let believed = hold_sighting.is_some_and(|hold_sighting| {
        let alike = hold_sighting.machine == now.machine && (now.offset() - hold_sighting.offset()).abs() <= ALLOWED;
        alike && now.running - hold_sighting.running >= BELIEVED_AFTER
    });
    (!believed).then_some(jump)
}

/// Asks before a scan. A doubtful clock is noted, with an alarm that stands until it is right, released or believed; a
/// clock that is believed is kept.
pub fn hold(store: &mut Store, clock: &Clock, release: Release, alarm_dir: &Path) -> Result<Option<Jump>, WatchError> {
    let Some(now) = clock.sighting() else { return Ok(None) };
    let jump = if release == Release::Released { None } else { doubt(store, clock)? };
    let hold_sighting = store.note(ProgramNote::ClockHeld)?.is_some();
    match &jump {
        None => {
            store.write(|tx| {
                tx.set_note(ProgramNote::ClockKept, Some(&now.to_string()))?;
                tx.set_note(ProgramNote::ClockHeld, None)
            })?;
            if hold_sighting {
                tracing::info!("the clock is believed again");
                if let Err(error) = fs::remove_file(alarm_dir.join(FILE)) {
                    tracing::warn!("{}: the alarm file cannot be removed: {error}", alarm_dir.display());
                }
            }
        }
        Some(jump) => {
            // What is noted is the clock as it goes now: one that jumps again is not believed after a day of the first.
            let before: Option<Sighting> = store.note(ProgramNote::ClockHeld)?.and_then(|text| text.parse().ok());
            let alike = before.is_some_and(|before| {
                before.machine == now.machine && (now.offset() - before.offset()).abs() <= ALLOWED
            });
            if !alike {
                tracing::error!("{}", jump.say(Voice::LOG));
                store.write(|tx| tx.set_note(ProgramNote::ClockHeld, Some(&now.to_string())))?;
                if let Err(error) = super::alarm::put(alarm_dir, FILE, &format!("{}\n", jump.say(Voice::LOG))) {
                    tracing::error!("{}: the alarm file cannot be written: {error}", alarm_dir.display());
                }
            }
        }
    }
    Ok(jump)
}

impl Say for Jump {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Moved { seconds } => answer::clock_moved(voice, *seconds),
            Self::Back { last } => answer::clock_back(voice, *last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(machine: &str, wall: &str, hours: i64) -> Sighting {
        let wall = wall.parse().expect(wall);
        Sighting { wall, running: TimeDelta::hours(hours), machine: machine.to_owned() }
    }

    fn judged(last_sighting: Option<Sighting>, hold_sighting: Option<Sighting>, now: &Sighting) -> Option<Jump> {
        judge(last_sighting, hold_sighting, now, |seen| {
            Day::from_date(seen.wall.date_naive()).expect("a day of our time")
        })
    }

    #[test]
    fn a_clock_that_goes_like_the_machine_is_believed() {
        let last_sighting = || Some(seen("a", "2026-11-21T00:00:00Z", 10));
        for (rule, now, expected) in [
            ("a day on", seen("a", "2026-11-22T00:00:00Z", 34), None),
            ("set by half an hour", seen("a", "2026-11-22T00:30:00Z", 34), None),
            ("ahead by 400 days", seen("a", "2027-12-27T00:00:00Z", 34), Some(Jump::Moved { seconds: 400 * 86_400 })),
            ("back by two hours", seen("a", "2026-11-21T22:00:00Z", 34), Some(Jump::Moved { seconds: -7_200 })),
            ("another start, later: an outage", seen("b", "2027-11-21T00:00:00Z", 0), None),
            (
                "another start in 1970",
                seen("b", "1970-01-01T00:00:00Z", 0),
                Some(Jump::Back { last: "2026-11-21".parse().expect("a day") }),
            ),
        ] {
            assert_eq!(judged(last_sighting(), None, &now), expected, "{rule}");
            assert_eq!(judged(None, None, &now), None, "{rule}: nothing is kept");
        }
    }

    #[test]
    fn a_clock_that_goes_on_alike_for_a_day_is_believed() {
        let last_sighting = || Some(seen("a", "2026-11-21T00:00:00Z", 10));
        let hold_sighting = || Some(seen("a", "2027-12-27T00:00:00Z", 34));
        assert!(judged(last_sighting(), hold_sighting(), &seen("a", "2027-12-27T23:00:00Z", 57)).is_some());
        assert_eq!(judged(last_sighting(), hold_sighting(), &seen("a", "2027-12-28T00:00:00Z", 58)), None);
        assert!(
            judged(last_sighting(), hold_sighting(), &seen("a", "2028-12-28T00:00:00Z", 58)).is_some(),
            "it jumped again"
        );
    }

    #[test]
    fn a_sighting_reads_back_as_it_is_kept() {
        let last_sighting = seen("3f1c", "2026-11-21T00:00:00Z", 10);
        assert_eq!(last_sighting.to_string().parse(), Ok(last_sighting));
    }
}
