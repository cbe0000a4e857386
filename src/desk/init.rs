//! A new office: an annotated configuration and an empty register.
//!
//! The invariant: nothing that lies there is overwritten. A configuration without its database gets one; a database
//! without its configuration is left alone.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::DeskError;
use super::open::CHECKS;
use crate::config;
use crate::store::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewOffice {
    /// The configuration, to be read and changed; none where one was there already.
    pub config: Option<PathBuf>,
    /// The empty database.
    pub database: PathBuf,
}

/// The register that a configuration which is there already names; fails where that is there too.
fn begin(file: &Path) -> Result<NewOffice, DeskError> {
    let config = super::open::configuration(file)?;
    Store::create(&config.store.path)?;
    Ok(NewOffice { config: None, database: config.store.path })
}

/// Makes a configuration file of that name, readable by its owner alone, and the database it names; folders on the way
/// too.
pub fn init(file: &Path) -> Result<NewOffice, DeskError> {
    if file.is_file() {
        return begin(file);
    }
    let base = file.parent().unwrap_or(Path::new(""));
    let config = config::parse(config::sample(), base, &CHECKS)?;
    for path in [file, &config.store.path] {
        if path.symlink_metadata().is_ok() {
            return Err(DeskError::Store(StoreError::AlreadyThere(path.to_path_buf())));
        }
    }
    let unwritable = |source| DeskError::Unwritable { path: file.to_path_buf(), source };
    let folder = if base.as_os_str().is_empty() { Path::new(".") } else { base };
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(unwritable)?;
    // The database first: a configuration without one would look like an office that has lost its register.
    Store::create(&config.store.path)?;
    let mut made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(unwritable)?;
    made.write_all(config::sample().as_bytes()).and_then(|()| made.sync_all()).map_err(unwritable)?;
    Ok(NewOffice { config: Some(file.to_path_buf()), database: config.store.path })
}
