//! Lists that were uploaded and wait for somebody's yes.
//!
//! A list lies in a file without a name, which is gone with the process; nothing of it is kept. What was shown of it stands
//! beside it, so that the page can be opened again. The invariants: one list a person, a few in all, each for a while; a
//! list is taken once.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::pages::import::shown::ShownList;
use crate::desk::import::{Defaults, OldValues};
use crate::exchange::{ChosenColumn, FlawMarks, Format, KeepColumns};

/// Lists wait so long.
const MINUTES: i64 = 120;
/// So many people's lists wait.
const LISTS_AT_MOST: usize = 8;

/// How a list is to be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choices {
    /// What becomes of columns that are no facts.
    pub(crate) keep: KeepColumns,
    /// What becomes of values that were corrected since.
    pub(crate) old_values: OldValues,
    /// What stands where its rows say nothing.
    pub(crate) defaults: Defaults,
    /// What was said of single columns.
    pub(crate) columns: Vec<ChosenColumn>,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UploadStage {
    Shown,
    /// Somebody said yes; it is on its way into the register.
    UnderWay,
    /// It is in the register.
    Taken,
}

#[derive(Debug)]
pub(crate) struct WaitingList {
    /// The contact who sent it.
    pub(crate) contact: String,
    /// The file's name.
    pub(crate) name: String,
    pub(crate) format: Format,
    /// Of its bytes, in hex.
    pub(crate) sha256: String,
    pub(crate) choices: Choices,
    /// The newest act when it was shown.
    pub(crate) newest: i64,
    pub(crate) stage: UploadStage,
    pub(crate) shown: Arc<ShownList>,
    /// The rows to mend, as a file.
    pub(crate) to_mend: Option<Arc<Vec<u8>>>,
    /// The marks for a copy of the workbook.
    pub(crate) marks: Option<Arc<FlawMarks>>,
    at: DateTime<Utc>,
    spool: File,
}

/// What is known of a list when it begins to wait.
pub(crate) struct NewList<'f> {
    pub(crate) contact: &'f str,
    pub(crate) name: &'f str,
    pub(crate) format: Format,
    pub(crate) sha256: String,
    pub(crate) bytes: &'f [u8],
}

/// All lists that wait.
pub(crate) struct Uploads {
    folder: PathBuf,
    lists: Mutex<HashMap<String, WaitingList>>,
    /// Held while a foreign file is read: one at a time.
    reading: Mutex<()>,
}

impl Uploads {
    /// None yet; their bytes will lie in that folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), lists: Mutex::default(), reading: Mutex::default() }
    }

    /// The right to read a foreign file; none while somebody else's is read.
    pub(crate) fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        match self.reading.try_lock() {
            Ok(turn) => Some(turn),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => None,
        }
    }

    fn lists(&self) -> MutexGuard<'_, HashMap<String, WaitingList>> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has a list wait under that id, instead of an earlier one of the same person.
    pub(crate) fn wait(&self, id: String, new: &NewList<'_>, looked: Looked, now: DateTime<Utc>) -> io::Result<()> {
        let mut spool = nameless(&self.folder, &id)?;
        spool.write_all(new.bytes)?;
        let list = WaitingList {
            contact: new.contact.to_owned(),
            name: new.name.to_owned(),
            format: new.format,
            sha256: new.sha256.clone(),
            choices: looked.choices,
            newest: looked.newest,
            stage: UploadStage::Shown,
            shown: looked.shown,
            to_mend: looked.to_mend,
            marks: looked.marks,
            at: now,
            spool,
        };
        let mut lists = self.lists();
        lists.retain(|_, other| now - other.at < TimeDelta::minutes(MINUTES) && other.contact != list.contact);
        while lists.len() >= LISTS_AT_MOST {
            let Some(oldest) = lists.iter().min_by_key(|(_, other)| other.at).map(|(id, _)| id.clone()) else { break };
            lists.remove(&oldest);
        }
        lists.insert(id, list);
        Ok(())
    }

    /// What is made of somebody's list of that id; none where there is no such list any more.
    pub(crate) fn with<T>(
        &self,
        id: &str,
        contact: &str,
        now: DateTime<Utc>,
        make: impl FnOnce(&mut WaitingList) -> T,
    ) -> Option<T> {
        let mut lists = self.lists();
        let fresh = |list: &&mut WaitingList| list.contact == contact && now - list.at < TimeDelta::minutes(MINUTES);
        lists.get_mut(id).filter(fresh).map(make)
    }

    /// Lets go of lists that nobody came back to.
    pub(crate) fn forget(&self, now: DateTime<Utc>) {
        self.lists().retain(|_, list| now - list.at < TimeDelta::minutes(MINUTES));
    }
}

/// What a look at a list gave.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    pub(crate) choices: Choices,
    pub(crate) newest: i64,
    pub(crate) shown: Arc<ShownList>,
    pub(crate) to_mend: Option<Arc<Vec<u8>>>,
    pub(crate) marks: Option<Arc<FlawMarks>>,
}

impl WaitingList {
    /// The bytes of the file.
    pub(crate) fn bytes(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.spool.seek(SeekFrom::Start(0))?;
        self.spool.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// It was looked at again.
    pub(crate) fn look(&mut self, looked: Looked) {
        self.choices = looked.choices;
        self.newest = looked.newest;
        self.shown = looked.shown;
        self.to_mend = looked.to_mend;
        self.marks = looked.marks;
        self.stage = UploadStage::Shown;
    }
}

/// A file that has lost its name: it is gone with the last who has it open.
fn nameless(folder: &Path, id: &str) -> io::Result<File> {
    let path = folder.join(format!(".upload-{}", id.chars().take(16).collect::<String>()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}
