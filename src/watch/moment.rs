//! When something happens: the office's day, and the moment. Both are arguments of everything in `watch/`.

use chrono::{DateTime, Utc};

use crate::lifecycle::day::Day;

/// The office's day, and the moment.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The office's day.
    pub today: Day,
    pub now: DateTime<Utc>,
}
