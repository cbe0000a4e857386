//! Whether this register may send. A register that was set back, restored or cloned may not, until a person has checked
//! it.
//!
//! Decided by the witness in `[backup] directory`; an office without one is never held. Not a lock: two machines that
//! do not share a folder are not detected. The invariant: nothing is scanned or delivered while the register is held,
//! so nothing is recorded as sent and nothing goes twice unasked.

use chrono::{DateTime, Utc};

use super::{WatchError, copies};
use crate::clock::Clock;
use crate::config::BackupTable;
use crate::message::answer::restore as answer;
use crate::message::{Say, Voice};
use crate::store::{HoldReason, Machine, Store};

/// Why the register may not send yet; `None` where it may. A folder that cannot be read does not hold the register; it
/// is logged.
pub fn hold_reason(store: &Store, backup: Option<&BackupTable>) -> Result<Option<HoldReason>, WatchError> {
    let Some(backup) = backup else { return Ok(None) };
    match store.held_by_witness(&backup.directory, &Machine::here()) {
        Ok(reason) => Ok(reason),
        Err(error @ crate::store::StoreError::Io { .. }) => {
            tracing::warn!("{error}; nobody can tell whether this register is the newest");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes the witness after a scan and its letters. What cannot be written is logged and stops nothing.
pub fn witness(store: &mut Store, backup: Option<&BackupTable>, now: DateTime<Utc>) {
    let Some(backup) = backup else { return };
    if let Err(error) = store.write_witness(&backup.directory, &Machine::here(), now) {
        tracing::warn!("no witness of the register was written: {error}");
    }
}

/// What a running daemon keeps of the witness and of copies between two turns.
#[derive(Debug)]
pub(crate) struct Gate {
    reason: Option<HoldReason>,
    written: Option<(String, String)>,
    audit: copies::Audit,
}

impl Gate {
    /// Before the first turn.
    pub(crate) fn new(audit: copies::Audit) -> Self {
        Self { reason: None, written: None, audit }
    }

    /// Whether the register may not send; logged once.
    pub(crate) fn is_shut(&mut self, store: &Store, backup: Option<&BackupTable>) -> Result<bool, WatchError> {
        let reason = hold_reason(store, backup)?;
        if let Some(reason) = reason.as_ref().filter(|reason| self.reason.as_ref() != Some(*reason)) {
            tracing::error!("{}", reason.say(Voice::LOG));
        }
        self.reason = reason;
        Ok(self.reason.is_some())
    }

    /// After a turn: the witness where something was recorded or sent, and after a scan a copy if one is due.
    pub(crate) fn after(
        &mut self,
        store: &mut Store,
        backup: Option<&BackupTable>,
        clock: &Clock,
        scan: ScanTurn,
    ) -> Result<(), WatchError> {
        let Some(backup) = backup else { return Ok(()) };
        let heads = store.heads()?;
        if scan == ScanTurn::Done || self.written.as_ref() != Some(&heads) {
            witness(store, Some(backup), clock.now());
            self.written = Some(heads);
        }
        if scan == ScanTurn::Done {
            copies::keep_up(store, backup, self.audit, clock)?;
        }
        Ok(())
    }
}

/// Whether a turn scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanTurn {
    /// The turn scanned.
    Done,
    /// It was not time.
    NotDue,
}

impl Say for HoldReason {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Behind { acts, receipts, at } => answer::behind(voice, *acts, *receipts, at),
            Self::Elsewhere { host, path, at } => answer::elsewhere(voice, host, path, at),
            Self::Twin { host, at } => answer::twin(voice, host, at),
        }
    }
}
