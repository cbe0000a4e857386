//! Reminders: which of a milestone's rungs are sent to whom today, and why the others are held.
//!
//! A reminder is a milestone × rung × recipient and is identified by its [`Key`]. The day is part of the key: a moved
//! day is asked about again, an unmoved one never twice.

mod history;
mod key;
mod look;
mod plan;
mod queued;
mod recipients;
mod verdict;

pub use history::{PastReports, to_verify};
pub use key::{Key, KeyError, Occasion, Subject, SystemLetter, Topic};
pub use look::look_on;
pub(crate) use plan::plans_asking;
pub use plan::{PlanRules, PlannedMilestone, SubjectScope, SubjectState, ladder, plans};
pub use queued::{QueuedReminder, ReminderFate};
pub use verdict::{Decision, Hold, RecipientSource, Verdict};
