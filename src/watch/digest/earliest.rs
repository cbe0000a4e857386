//! A list of bounded length from a register of any size.

use crate::lifecycle::day::Day;
use crate::message::digest::ROWS_MAX;
use crate::watch::WatchError;

/// The earliest of many, in order; what does not fit is counted.
pub(in crate::watch) struct EarliestRows<T> {
    rows: Vec<(Day, T)>,
    more: usize,
}

impl<T> EarliestRows<T> {
    /// Nothing yet.
    pub(in crate::watch) const fn new() -> Self {
        Self { rows: Vec::new(), more: 0 }
    }

    /// Takes a row of that day, and makes it only where it has a place.
    pub(in crate::watch) fn offer(
        &mut self,
        day: Day,
        make: impl FnOnce() -> Result<T, WatchError>,
    ) -> Result<(), WatchError> {
        let at = self.rows.partition_point(|(earlier, _)| *earlier <= day);
        if at < ROWS_MAX {
            self.rows.insert(at, (day, make()?));
        } else {
            self.more += 1;
        }
        if self.rows.len() > ROWS_MAX {
            self.rows.truncate(ROWS_MAX);
            self.more += 1;
        }
        Ok(())
    }

    /// Counts so many more, which come after all that are kept.
    pub(in crate::watch) const fn pass_over(&mut self, count: usize) {
        self.more += count;
    }

    /// The days of what was kept, in order, and how many more there were.
    pub(in crate::watch) fn days(&self) -> (Vec<Day>, usize) {
        (self.rows.iter().map(|(day, _)| *day).collect(), self.more)
    }

    /// What was kept, in order, and how many more there were.
    pub(in crate::watch) fn list(self) -> (Vec<T>, usize) {
        (self.rows.into_iter().map(|(_, row)| row).collect(), self.more)
    }
}
