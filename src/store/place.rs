//! Files and their names: beside another, reserved for its owner, put in place.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::{Result, StoreError};

/// The path with something after its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Reserves a new file for its owner alone.
pub(super) fn reserve(path: &Path) -> Result<()> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map(drop).map_err(|error| StoreError::from_io(path.to_path_buf(), &error))
}

/// Gives a finished file its name; fails where something has that name by now.
pub(super) fn put_in_place(fresh: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(fresh, path) {
        Ok(()) => fs::remove_file(fresh),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some file systems know no hard links.
        Err(_) => fs::rename(fresh, path),
    }
}
