//! Who may deliver, and who is the daemon: file locks beside the database.
//!
//! The system takes a lock back when its holder dies, however it dies; the files themselves mean nothing and stay.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use super::place::beside;
use super::{Result, StoreError};

/// A lock that is held until the value is dropped or the program ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// What the daemon's lock is called.
const RUN: &str = ".run.lock";

impl Lock {
    /// The right to deliver letters of the database at `path`; `None` while another program has it.
    pub fn try_deliver(path: &Path) -> Result<Option<Self>> {
        Self::take(path, ".deliver.lock")
    }

    /// The right to be the daemon of the database at `path`; `None` while another program is.
    pub fn try_run(path: &Path) -> Result<Option<Self>> {
        Self::take(path, RUN)
    }

    /// Whether a daemon is at work.
    pub(super) fn is_running(path: &Path) -> bool {
        let own = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let held = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
        File::open(beside(&own, RUN)).is_ok_and(held)
    }

    /// The lock lies beside the file itself, whatever link leads to it. A file with two names could be locked twice.
    fn take(path: &Path, suffix: &str) -> Result<Option<Self>> {
        let own = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if fs::metadata(&own).is_ok_and(|about| about.nlink() > 1) {
            return Err(StoreError::TwoNames(own));
        }
        let name = beside(&own, suffix);
        let at = |error: &std::io::Error| StoreError::from_io(name.clone(), error);
        let opened = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&name);
        let file = opened.map_err(|error| at(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(at(&error)),
        }
    }
}
