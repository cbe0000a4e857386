//! A list that came through the page: read elsewhere, shown, and taken once somebody has said yes to what was shown.

use super::source::{Defaults, ImportSource};
use super::{ImportError, ImportOptions, ImportResult, take};
use crate::desk::recorder::Recorder;
use crate::exchange::ParsedFile;
use crate::store::Store;
use crate::watch::Office;

/// Whether the register may have changed since the list was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Newest {
    /// The list is taken whatever was recorded meanwhile.
    Any,
    /// This act is still its newest one, or nothing is taken.
    Still(i64),
}

impl Newest {
    pub(super) fn hold(self, newest: i64) -> Result<(), ImportError> {
        match self {
            Self::Still(seen) if seen != newest => Err(ImportError::Overtaken),
            Self::Any | Self::Still(_) => Ok(()),
        }
    }
}

/// A list that was uploaded.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// What it says.
    pub reading: ParsedFile,
    /// Of its bytes, in hex.
    pub sha256: String,
    /// What stands where its rows say nothing.
    pub defaults: Defaults,
    /// The act that was the newest when it was shown.
    pub newest: Newest,
}

/// Takes an uploaded list into the register, or says what is wrong with it. Nothing is written beside it.
pub(crate) fn import_upload(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    upload: Upload,
    options: ImportOptions,
) -> Result<ImportResult, ImportError> {
    let mut file = ImportSource::uploaded(&upload.reading, &upload.sha256, options.old_values);
    file.defaults = upload.defaults;
    take(store, office, clerk, &file, upload.reading, options, upload.newest)
}
