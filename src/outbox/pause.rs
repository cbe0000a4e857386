//! The one pause between two rounds of delivery: for all connections, processes and restarts.

use chrono::{DateTime, TimeDelta, Utc};

use super::{HOUR, MINUTE, after};

/// What ended a round, as far as the pause after it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The server refused the login: trying on locks the account.
    Login,
    /// Anything else.
    Other,
}

/// No round before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Its end.
    pub until_at: DateTime<Utc>,
    /// Its length.
    pub seconds: i64,
}

impl Pause {
    /// The pause after a round in which nothing was taken: a minute (a quarter of an hour where the login was refused),
    /// and twice the one before, up to an hour.
    #[must_use]
    pub fn longer(before: Option<Self>, cause: Cause, now: DateTime<Utc>) -> Self {
        let first = Self::first(cause, now).seconds;
        let seconds = before.map_or(first, |before| (before.seconds * 2).clamp(first, HOUR));
        Self { until_at: after(now, seconds), seconds }
    }

    /// The pause after a round in which something was taken.
    #[must_use]
    pub fn first(cause: Cause, now: DateTime<Utc>) -> Self {
        let seconds = match cause {
            Cause::Login => 15 * MINUTE,
            Cause::Other => MINUTE,
        };
        Self { until_at: after(now, seconds), seconds }
    }

    /// Whether it still holds. One that ends later than it is long was written under a clock that was wrong.
    pub fn holds(self, now: DateTime<Utc>) -> bool {
        now < self.until_at && self.until_at - now <= TimeDelta::seconds(self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time")
    }

    #[test]
    fn it_doubles_to_an_hour_and_a_refused_login_waits_longer_at_first() {
        let lengths = |causes: &[Cause]| -> Vec<i64> {
            let mut pause = None;
            let mut next = |cause: &Cause| {
                let longer = Pause::longer(pause, *cause, noon());
                pause = Some(longer);
                longer.seconds / 60
            };
            causes.iter().map(&mut next).collect()
        };
        assert_eq!(lengths(&[Cause::Other; 8]), [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(lengths(&[Cause::Login; 4]), [15, 30, 60, 60]);
        assert_eq!(lengths(&[Cause::Other, Cause::Login, Cause::Other]), [1, 15, 30]);
    }

    #[test]
    fn it_holds_until_its_end_and_never_for_longer_than_it_is() {
        let pause = Pause::first(Cause::Other, noon());
        for (seconds, holds) in [(0, true), (59, true), (60, false), (-1, false), (-86_400, false)] {
            assert_eq!(pause.holds(after(noon(), seconds)), holds, "{seconds}");
        }
    }
}
