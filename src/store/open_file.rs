//! Which database files this process has open, and the first look at one.
//!
//! The system keeps a process's locks on a file as one: whoever closes that file anywhere in the process lets go of the locks
//! of all its connections. The next program that closes the database would then believe itself the last one, and take the
//! write-ahead log away from under those that go on: what they write from then on no other program sees, and a crash loses
//! it. The invariant: a file that a connection of this process has open is opened and closed by the database's library alone.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Result, StoreError};

/// A file, by its device and its inode.
type Identity = (u64, u64);

/// The file's device and inode.
pub(super) fn identity(path: &Path) -> std::io::Result<(u64, u64)> {
    fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino()))
}

static OPEN: Mutex<BTreeMap<Identity, usize>> = Mutex::new(BTreeMap::new());

fn all() -> MutexGuard<'static, BTreeMap<Identity, usize>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that this process has open, or is about to; to be dropped after the connection to it.
#[derive(Debug)]
pub(super) struct OpenFile(Identity);

impl OpenFile {
    /// The file of that name. `look` reads it without the database's help, where no connection of this process has it open.
    pub(super) fn glanced_at(path: &Path, look: impl FnOnce() -> Result<()>) -> Result<Self> {
        let identity = identity(path).map_err(|error| StoreError::from_io(path.to_path_buf(), &error))?;
        let mut files = all();
        if !files.contains_key(&identity) {
            look()?;
        }
        *files.entry(identity).or_default() += 1;
        Ok(Self(identity))
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        let mut files = all();
        if let Some(count) = files.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                files.remove(&self.0);
            }
        }
    }
}
