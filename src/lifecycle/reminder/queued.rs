//! What was queued before, as far as a plan asks of it. Where its letter stands is the store's business.

use super::Key;
use crate::lifecycle::day::Day;

/// A reminder that was queued before, as a plan looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedReminder {
    pub key: Key,
    /// The day of the scan that queued it.
    pub queued_on: Day,
    pub fate: ReminderFate,
}

/// What became of a reminder that was queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderFate {
    /// It is on its way, was sent, or a person dropped it.
    Stands,
    /// No server takes its letter.
    Dead,
    /// It was queued in its time and withdrawn unsent: where it is asked for again, it is due.
    TakenBack,
}
