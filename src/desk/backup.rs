//! A consistent copy of the register while it is in use.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::DeskError;
use crate::store::Store;

/// A copy that was made and checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// Where it lies.
    pub file: PathBuf,
    /// How many acts it holds.
    pub acts: u64,
    /// The hash of its newest act, to compare with a digest's foot.
    pub head: String,
}

/// Copies the register into a new file and reads the copy back, both chains included. Nothing is ever overwritten.
pub fn backup(store: &Store, file: &Path) -> Result<Backup, DeskError> {
    store.backup(file)?;
    let report = Store::open(file)?.verify_chain()?;
    Ok(Backup { file: file.to_owned(), acts: report.acts, head: report.head })
}
