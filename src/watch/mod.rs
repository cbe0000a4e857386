//! What the clock asks for: scan the register, compose letters, deliver them, raise alarms.
//!
//! Two independent sides: a scan turns facts into envelopes and uses no network; delivery takes envelopes and knows
//! nothing of agreements. The invariant: the database and the day decide what is due, never which wake-up came or was
//! missed.

pub mod act_notice;
pub mod alarm;
pub mod board;
mod brake_preview;
pub mod compose;
mod connections;
pub mod copies;
mod corrections;
mod crossing;
pub mod deliver;
pub mod digest;
pub mod dossier;
pub mod entries;
mod error;
pub mod gather;
pub mod jump;
mod kept_letters;
pub mod mail;
mod metrics;
mod moment;
pub mod office;
pub mod replacements;
mod replan;
pub mod run;
pub mod scan;
mod stale;
mod steps;
mod stopping;
mod system;
pub mod takeover;
pub mod task;
pub mod tick;
pub mod transport;
mod trial;
pub mod weekly;
pub mod welcome;
pub mod yearly;

pub(crate) use brake_preview::reminders_of_next_scan;
pub use compose::{DraftLetter, compose, drafts};
pub use crossing::{Crossing, no_crash};
pub use deliver::{DeliveryReport, MailRoute, PauseRule, PendingWrites, deliver};
pub use dossier::{Dossier, Situation, TimelineReach};
pub use error::WatchError;
pub use jump::{Jump, Release};
pub use moment::Moment;
pub use office::{Office, OfficeError};
pub use replan::replan;
pub(crate) use replan::rewrite;
pub use scan::{ScanReport, scan};
pub use stopping::Stopping;
pub use system::{dropped_by_hand, left_behind, scan_behind_brake};

/// A step whose failure, also by a fault of the program, costs itself alone.
pub(crate) fn caught<T>(step: impl FnOnce() -> Result<T, WatchError>) -> Result<T, WatchError> {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(step));
    done.unwrap_or_else(|panic| Err(WatchError::Fault(connections::panic_text(panic.as_ref()))))
}
