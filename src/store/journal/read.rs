//! The journal held against the register: what happened after this copy of it was made.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::super::{Result, Store, StoreError};
use super::{JournalLine, What, path_of};
use crate::lifecycle::reminder::Key;

/// What stands in the journal and not in the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Later {
    /// Letters that a server took, the oldest first.
    pub letters: Vec<SentLater>,
    pub more: u64,
    /// The number of acts there once were, and when the last of them was recorded; where the register has fewer.
    pub acts: Option<(i64, DateTime<Utc>)>,
}

/// A letter that a server took and of which the register knows nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLater {
    /// When the server took it.
    pub at: DateTime<Utc>,
    pub message_id: String,
    /// What it said.
    pub keys: Vec<Key>,
}

/// A line without what its letter said: a look at every wake-up needs no more.
#[derive(Deserialize)]
struct JournalMark {
    register: String,
    seq: i64,
    hash: String,
    letter: Option<IgnoredAny>,
    acts: Option<IgnoredAny>,
}

/// What can be said of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journal {
    /// The database is in memory, or nothing has been sent yet.
    None,
    /// There is none, though letters were sent.
    Absent,
    /// What it knows and the register does not.
    Read(Later),
}

/// So many letters are given; more are counted.
const LETTERS_MAX: usize = 10_000;
/// No line is longer: a letter has 200 reminders.
const LINE_MAX_BYTES: u64 = 1024 * 1024;
/// The end of the file that [`Store::is_older_than_its_letters`] looks at.
const END_BYTES: u64 = 256 * 1024;

impl Store {
    /// Holds the whole journal against the register.
    pub fn journal(&self) -> Result<Journal> {
        self.path().map_or(Ok(Journal::None), |own| self.journal_beside(own))
    }

    /// The same with the journal beside another file: a copy's own knows nothing.
    pub(crate) fn journal_beside(&self, database: &Path) -> Result<Journal> {
        let path = path_of(database);
        let at = |error: &io::Error| StoreError::from_io(path.clone(), error);
        match File::open(&path) {
            Ok(file) => self.later(BufReader::new(file)).map(Journal::Read),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(if self.has_past(&[])? { Journal::Absent } else { Journal::None })
            }
            Err(error) => Err(at(&error)),
        }
    }

    /// Whether the newest lines of the journal are not in the register: a look at the end of the file, for every wake-up.
    /// A journal that cannot be read says nothing.
    pub(crate) fn is_older_than_its_letters(&self) -> Result<bool> {
        let Some(path) = self.path().map(path_of) else { return Ok(false) };
        let Ok(mut file) = File::open(&path) else { return Ok(false) };
        let length = file.metadata().map_or(0, |about| about.len());
        if file.seek(SeekFrom::Start(length.saturating_sub(END_BYTES))).is_err() {
            return Ok(false);
        }
        let register = self.database_id()?;
        let (mut letter, mut acts) = (None, 0);
        each_line(BufReader::new(file), |line: JournalMark| {
            match line {
                _ if line.register != register => {}
                JournalMark { letter: Some(_), acts: None, .. } => letter = Some((line.seq, line.hash)),
                JournalMark { letter: None, acts: Some(_), .. } => acts = acts.max(line.seq),
                _ => {}
            }
            Ok::<(), StoreError>(())
        })?;
        let lost = match letter {
            Some((seq, hash)) => !self.has_receipt(seq, &hash)?,
            None => false,
        };
        Ok(lost || acts > self.acts_kept()?)
    }

    fn later(&self, lines: impl BufRead) -> Result<Later> {
        let register = self.database_id()?;
        let kept = self.acts_kept()?;
        let mut later = Later::default();
        each_line(lines, |line: JournalLine| {
            let JournalLine { at, seq, hash, .. } = line;
            let Ok(at) = at.parse() else { return Ok(()) };
            match line.what {
                _ if line.register != register => {}
                What::Acts {} if seq > kept && later.acts.is_none_or(|(most, _)| seq > most) => {
                    later.acts = Some((seq, at));
                }
                What::Acts {} => {}
                What::Letter { message_id, keys } => {
                    let known = self.has_receipt(seq, &hash)?;
                    if !known && later.letters.len() < LETTERS_MAX {
                        later.letters.push(SentLater { at, message_id, keys });
                    } else {
                        later.more += u64::from(!known);
                    }
                }
            }
            Ok(())
        })?;
        Ok(later)
    }

    pub(in crate::store) fn has_receipt(&self, seq: i64, hash: &str) -> Result<bool> {
        Ok(self.one("SELECT 1 FROM receipt WHERE seq = ?1 AND hash = ?2", (seq, hash), |_| Ok(()))?.is_some())
    }

    /// How many acts the register has: the number of the newest.
    pub fn acts_kept(&self) -> Result<i64> {
        let newest = self.one("SELECT seq FROM act ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))?;
        Ok(newest.unwrap_or(0))
    }
}

/// Every line that can be read; the rest, such as one that a crash cut, is passed over.
fn each_line<L: DeserializeOwned, E>(
    mut file: impl BufRead,
    mut each: impl FnMut(L) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut text = Vec::new();
    loop {
        text.clear();
        match (&mut file).take(LINE_MAX_BYTES).read_until(b'\n', &mut text) {
            Ok(0) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
        if let Ok(line) = serde_json::from_slice(&text) {
            each(line)?;
        }
    }
}
