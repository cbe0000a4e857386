//! Reminders: which of a milestone's rungs speaks to whom, today, and why the others hold.
//!
//! A reminder is a milestone × rung × recipient and is known by its [`Key`]. The day stands in the key: a moved day asks
//! anew, an unmoved one never twice.

mod history;
mod key;
mod look;
mod plan;
mod verdict;

pub use history::to_verify;
pub use key::{Key, KeyError, Occasion, Subject, SystemLetter, Topic};
pub use look::look_on;
pub(crate) use plan::plans_asking;
pub use plan::{PlanRules, PlannedMilestone, QueuedReminder, ReminderFate, SubjectScope, SubjectState, ladder, plans};
pub use verdict::{Decision, Hold, RecipientSource, Verdict};
