//! What left the house, written down beside the database: `NAME.sent`, a line for each letter that a server took and for
//! each newest act.
//!
//! A backup that is put back knows nothing of what happened since it was made; this file does, because it lies outside.
//! Not a queue and not a proof: the receipts are that. The invariants: nobody is written to, or not, because of what
//! stands here; and its failure stops nothing, it is said once.

mod read;

use std::cell::{Cell, RefCell};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::place::beside;
use super::row::{ColumnReader, KEY, instant_text, key};
use super::{Result, Store};
use crate::lifecycle::reminder::Key;
use crate::message::answer::store as words;
use crate::message::sentence::sentence;

pub use read::{Journal, Later, SentLater};

/// What a transaction leaves to be written down once it is kept.
#[derive(Debug, Default)]
pub(super) struct Noted {
    sent: RefCell<Vec<i64>>,
    acts: Cell<bool>,
}

impl Noted {
    /// A server took that envelope's letter.
    pub(super) fn sent(&self, envelope_id: i64) {
        self.sent.borrow_mut().push(envelope_id);
    }

    /// An act was appended.
    pub(super) fn act(&self) {
        self.acts.set(true);
    }
}

#[derive(Serialize, Deserialize)]
struct JournalLine {
    /// The database's own id: another register's lines mean nothing here.
    register: String,
    /// When it was written in the database.
    at: String,
    /// Its place in a chain of the database …
    seq: i64,
    /// … and its hash there: what is not found so is not in the register.
    hash: String,
    #[serde(flatten)]
    what: What,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// A letter that a server took, by the line of its receipt.
    Letter { message_id: String, keys: Vec<Key> },
    /// The newest act.
    Acts {},
}

/// Tries to meet a file that nobody shortens meanwhile.
const TRIES: usize = 5;

fn path_of(database: &Path) -> PathBuf {
    beside(database, ".sent")
}

impl Store {
    /// Writes down what a transaction brought that is kept by now.
    pub(super) fn write_down(&self, noted: &Noted) {
        let Some(database) = self.path() else { return };
        let (sent, acts) = (noted.sent.take(), noted.acts.get());
        if sent.is_empty() && !acts {
            return;
        }
        let path = path_of(database);
        let begun = !path.exists() && self.has_past(&sent).unwrap_or(false);
        let lines = self.lines(&sent, acts).map_err(|error| error.to_string());
        let done = lines.and_then(|lines| append(&path, &lines).map_err(|error| error.to_string()));
        match done {
            Ok(()) if begun => tracing::warn!(
                "{} was not there and begins anew; of what was sent before, a restored backup would know nothing",
                path.display()
            ),
            Ok(()) => self.journal_fails.set(false),
            Err(_) if self.journal_fails.replace(true) => {}
            Err(why) => tracing::warn!(
                "{} cannot be written ({why}); letters go on, but after a restore nobody could tell which went",
                path.display()
            ),
        }
    }

    /// Whether something was sent or recorded before.
    fn has_past(&self, sent: &[i64]) -> Result<bool> {
        let first = sent.iter().min().copied().unwrap_or(i64::MAX);
        let sql = "SELECT 1 FROM envelope WHERE state = 'sent' AND id < ?1 LIMIT 1";
        Ok(self.one(sql, [first], |_| Ok(()))?.is_some())
    }

    fn lines(&self, sent: &[i64], acts: bool) -> Result<Vec<JournalLine>> {
        let register = self.database_id()?;
        let mut lines = Vec::new();
        for id in sent {
            let sql = "SELECT at, seq, hash, message_id FROM receipt
                WHERE envelope_id = ?1 AND outcome = 'accepted' ORDER BY seq DESC LIMIT 1";
            let said = format!("SELECT {KEY} FROM reminder WHERE envelope_id = ?1 ORDER BY id LIMIT 1000");
            let keys = self.all(&said, [id], |row| key(&mut ColumnReader::of(row)))?;
            let line = self.one(sql, [id], |row| {
                let what = What::Letter { message_id: row.get("message_id")?, keys };
                let (at, register) = (row.get("at")?, register.clone());
                Ok(JournalLine { register, at, seq: row.get("seq")?, hash: row.get("hash")?, what })
            })?;
            lines.extend(line);
        }
        if acts {
            let sql = "SELECT recorded_at, seq, hash FROM act ORDER BY seq DESC LIMIT 1";
            lines.extend(self.one(sql, [], |row| {
                let (at, seq, hash) = (row.get("recorded_at")?, row.get("seq")?, row.get("hash")?);
                Ok(JournalLine { register, at, seq, hash, what: What::Acts {} })
            })?);
        }
        Ok(lines)
    }

    /// Lets go of lines older than an instant. Fails silently: the file is longer than it need be, and that is all.
    pub(crate) fn forget_sent(&self, before: DateTime<Utc>) {
        let Some(path) = self.path().map(path_of) else { return };
        let before = instant_text(before);
        let old = |line: &str| serde_json::from_str::<JournalLine>(line).is_ok_and(|line| line.at < before);
        if let Err(error) = shorten(&path, old) {
            tracing::debug!("{} cannot be shortened: {error}", path.display());
        }
    }
}

/// The file, locked, and the one that bears the name.
fn open(path: &Path) -> io::Result<File> {
    for _ in 0..TRIES {
        let file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
        file.lock()?;
        if fs::metadata(path).is_ok_and(|named| file.metadata().is_ok_and(|own| own.ino() == named.ino())) {
            return Ok(file);
        }
    }
    Err(io::Error::other(sentence!(words::SHORTENED)))
}

fn append(path: &Path, lines: &[JournalLine]) -> io::Result<()> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line)?);
        text.push('\n');
    }
    // No sync of its own (docs/decisions/0012): what a power failure takes of it, the register still has.
    open(path)?.write_all(text.as_bytes())
}

/// Writes the file anew without its first lines as far as they are old; does nothing where the first one is not.
fn shorten(path: &Path, old: impl Fn(&str) -> bool) -> io::Result<()> {
    let mut first = String::new();
    let Ok(file) = File::open(path) else { return Ok(()) };
    io::BufRead::read_line(&mut io::BufReader::new(&file), &mut first)?;
    if !old(&first) {
        return Ok(());
    }
    let held = open(path)?;
    let fresh = beside(path, ".new");
    let mut kept =
        io::BufWriter::new(OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?);
    let lines = io::BufRead::lines(io::BufReader::new(&held));
    let mut passed = false;
    for line in lines {
        let line = line?;
        passed = passed || !old(&line);
        if passed {
            writeln!(kept, "{line}")?;
        }
    }
    kept.into_inner()?.sync_data()?;
    fs::rename(&fresh, path)
}
