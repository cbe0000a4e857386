//! The witness of a register: what it held when it was last at work, written down away from it.
//!
//! A snapshot that was set back, a restored copy and a clone know nothing of what happened since; the witness does. Not a
//! copy. The invariant: a register that is not the one which wrote the witness last is told apart before it sends.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::journal::SentLater;
use super::place::beside;
use super::row::{ColumnReader, KEY, instant_text, key, parsed, sha256};
use super::{ProgramNote, Result, Store, StoreError};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::Key;
use crate::message::answer::store as words;
use crate::message::sentence::sentence;

/// The machine that a register lies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    pub host: String,
    /// The system's own id; empty where it has none.
    pub id: String,
}

/// What a register held, and where it lay, when it was last at work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Witness {
    register: String,
    at: String,
    act: Link,
    receipt: Link,
    host: String,
    machine: String,
    path: String,
    /// Known to nobody but the register that wrote it.
    mark: String,
    /// The newest acts and letters: what a register that lacks them has to name.
    #[serde(default)]
    acts: Vec<ActLine>,
    #[serde(default)]
    letters: Vec<WitnessLetter>,
}

/// A letter that a server took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct WitnessLetter {
    seq: i64,
    hash: String,
    at: String,
    message_id: String,
    keys: Vec<Key>,
}

/// What the witness knows and a register does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beyond {
    /// Acts, the oldest first.
    pub acts: Vec<ActLine>,
    /// Letters that a server took, the oldest first.
    pub letters: Vec<SentLater>,
}

/// The newest line of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Link {
    seq: i64,
    hash: String,
}

/// Why a register may not send before somebody has looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldReason {
    /// It lacks acts or receipts that the witness knows.
    Behind {
        /// How many acts are missing; where the last ones are others, all of them from there on.
        acts: i64,
        /// How many lines of receipts.
        receipts: i64,
        /// When the witness was written.
        at: String,
    },
    /// It was at work on another machine or in another place.
    Elsewhere {
        /// That machine.
        host: String,
        /// The register's path there.
        path: String,
        /// When it was last at work there.
        at: String,
    },
    /// Another program with a copy of this register has been at work since.
    Twin {
        /// On which machine.
        host: String,
        /// When it was at work there.
        at: String,
    },
}

/// No witness is longer.
const WITNESS_MAX_BYTES: u64 = 16 * 1024 * 1024;
/// So many of the newest acts, and of the newest letters, stand in it.
const NAMED: i64 = 500;

impl Machine {
    pub fn here() -> Self {
        let line = |path: &str| fs::read_to_string(path).unwrap_or_default().trim().to_owned();
        Self { host: line("/proc/sys/kernel/hostname"), id: line("/etc/machine-id") }
    }
}

impl Store {
    fn witness_path(&self, folder: &Path) -> Result<PathBuf> {
        Ok(folder.join(format!("pactwatch-{}.witness", &self.database_id()?[..8])))
    }

    fn newest_of(&self, table: &str) -> Result<Link> {
        let sql = format!("SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1");
        let newest = self.one(&sql, [], |row| Ok(Link { seq: row.get(0)?, hash: row.get(1)? }))?;
        Ok(newest.unwrap_or(Link { seq: 0, hash: super::GENESIS.to_owned() }))
    }

    /// The hashes of the newest act and of the newest line of a receipt.
    pub fn heads(&self) -> Result<(String, String)> {
        Ok((self.newest_of("act")?.hash, self.newest_of("receipt")?.hash))
    }

    /// Why this register may not send before somebody has looked; `None` where the witness in the folder is its own, or
    /// there is none yet.
    pub(crate) fn held_by_witness(&self, folder: &Path, here: &Machine) -> Result<Option<HoldReason>> {
        let Some(witness) = self.read_witness(folder)? else { return Ok(None) };
        let (acts, receipts) = (self.lacks("act", &witness.act)?, self.lacks("receipt", &witness.receipt)?);
        let own = self.path().map(|path| fs::canonicalize(path).unwrap_or(path.to_path_buf()).display().to_string());
        let Witness { at, host, path, machine, mark, .. } = witness;
        Ok(if acts > 0 || receipts > 0 {
            Some(HoldReason::Behind { acts, receipts, at })
        } else if host != here.host || machine != here.id || Some(&path) != own.as_ref() {
            Some(HoldReason::Elsewhere { host, path, at })
        } else if !self.note(ProgramNote::WitnessMarks)?.is_some_and(|marks| marks.split(' ').any(|own| own == mark)) {
            Some(HoldReason::Twin { host, at })
        } else {
            None
        })
    }

    /// The acts and letters of the witness that this register lacks; of very many the newest.
    pub(crate) fn beyond_witness(&self, folder: &Path) -> Result<Beyond> {
        let Some(witness) = self.read_witness(folder)? else { return Ok(Beyond::default()) };
        let mut beyond = Beyond::default();
        if self.lacks("act", &witness.act)? > 0 {
            let kept = self.acts_kept()?;
            beyond.acts = witness.acts.into_iter().filter(|act| act.seq > kept).collect();
        }
        for WitnessLetter { seq, hash, at, message_id, keys } in witness.letters {
            if let (false, Ok(at)) = (self.has_receipt(seq, &hash)?, at.parse()) {
                beyond.letters.push(SentLater { at, message_id, keys });
            }
        }
        Ok(beyond)
    }

    fn read_witness(&self, folder: &Path) -> Result<Option<Witness>> {
        let path = self.witness_path(folder)?;
        let mut text = String::new();
        let read = fs::File::open(&path).and_then(|file| file.take(WITNESS_MAX_BYTES).read_to_string(&mut text));
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::Io { path, what: error.to_string() }),
            Ok(_) => {}
        }
        let unreadable = |error: serde_json::Error| StoreError::Io {
            path,
            what: sentence!(words::NOT_A_WITNESS, error.to_string()).to_string(),
        };
        let witness: Witness = serde_json::from_str(&text).map_err(unreadable)?;
        Ok(if witness.register == self.database_id()? { Some(witness) } else { None })
    }

    /// How many lines of a chain this register lacks: none where it has the line that the witness knows.
    fn lacks(&self, table: &str, known: &Link) -> Result<i64> {
        if known.seq == 0 {
            return Ok(0);
        }
        let sql = format!("SELECT 1 FROM {table} WHERE seq = ?1 AND hash = ?2");
        let has = self.one(&sql, (known.seq, &known.hash), |_| Ok(()))?.is_some();
        Ok(if has { 0 } else { (known.seq - self.newest_of(table)?.seq).max(1) })
    }

    /// Writes down what the register holds. A crash in between leaves the old witness or the new one, and both are known
    /// to be its own.
    pub(crate) fn write_witness(&mut self, folder: &Path, here: &Machine, now: DateTime<Utc>) -> Result<()> {
        let path = self.witness_path(folder)?;
        let own = self.path().map(|path| fs::canonicalize(path).unwrap_or(path.to_path_buf()).display().to_string());
        let Some(own) = own else { return Ok(()) };
        let (act, receipt) = (self.newest_of("act")?, self.newest_of("receipt")?);
        let at = instant_text(now);
        let random = self.one("SELECT lower(hex(randomblob(16)))", [], |row| row.get::<_, String>(0))?;
        let mark = random.unwrap_or_else(|| sha256(at.as_bytes()));
        let before = self.note(ProgramNote::WitnessMarks)?.unwrap_or_default();
        let before = before.rsplit(' ').next().unwrap_or_default().to_owned();
        self.write(|tx| tx.set_note(ProgramNote::WitnessMarks, Some(&format!("{before} {mark}"))))?;
        let register = self.database_id()?;
        let (host, machine) = (here.host.clone(), here.id.clone());
        let (acts, letters) = (self.act_lines((act.seq - NAMED).max(0), NAMED)?, self.newest_letters()?);
        let witness = Witness { register, at, act, receipt, host, machine, path: own, mark, acts, letters };
        let text = serde_json::to_string_pretty(&witness).expect("texts and numbers are always JSON");
        put(&path, &text).map_err(|error| StoreError::Io { path, what: error.to_string() })
    }
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    let fresh = beside(path, &format!(".{}.new", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    let done = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&fresh, path));
    if done.is_err() {
        // What is left of a failed attempt; the failure itself is what is worth saying.
        let _ = fs::remove_file(&fresh);
    }
    done
}

/// An act as a list names it, without what it says: of a restricted agreement nothing but this is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActLine {
    /// Its place in the chain.
    pub seq: i64,
    /// The agreement's reference; the party's id, or `office`.
    pub reference: String,
    /// What kind of act; empty where the agreement is restricted.
    pub act: String,
    /// The day it happened.
    pub on: Day,
    /// Who recorded it.
    pub by: String,
}

impl Store {
    /// The acts of this register behind the newest one of a copy, the oldest first.
    pub(crate) fn acts_missing_from(&self, copy: &Self, limit: usize) -> Result<Vec<ActLine>> {
        self.act_lines(copy.acts_kept()?, i64::try_from(limit).unwrap_or(i64::MAX))
    }

    /// The place of the act whose hash begins with a digest's seal; none where this register does not have it.
    pub(crate) fn act_of_seal(&self, seal: &str) -> Result<Option<i64>> {
        let sql = "SELECT seq FROM act WHERE substr(hash, 1, length(?1)) = ?1 ORDER BY seq LIMIT 1";
        self.one(sql, [seal], |row| row.get(0))
    }

    fn newest_letters(&self) -> Result<Vec<WitnessLetter>> {
        let sql = "SELECT seq, hash, at, message_id, envelope_id FROM receipt WHERE outcome = 'accepted'
                   ORDER BY seq DESC LIMIT ?1";
        let mut letters = self.all(sql, [NAMED], |row| {
            let (seq, hash, at, message_id) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((WitnessLetter { seq, hash, at, message_id, keys: Vec::new() }, row.get::<_, i64>(4)?))
        })?;
        let said = format!("SELECT {KEY} FROM reminder WHERE envelope_id = ?1 ORDER BY id LIMIT 200");
        for (letter, envelope) in &mut letters {
            letter.keys = self.all(&said, [*envelope], |row| key(&mut ColumnReader::of(row)))?;
        }
        Ok(letters.into_iter().rev().map(|(letter, _)| letter).collect())
    }

    fn act_lines(&self, after_seq: i64, limit: i64) -> Result<Vec<ActLine>> {
        let sql = "SELECT a.seq, coalesce(g.reference, json_extract(a.carries, '$.party'), 'office') AS reference,
                       CASE WHEN g.restricted = 'yes' THEN '' ELSE a.act END AS act, a.happened_on, a.recorded_by
                   FROM act a LEFT JOIN agreement g ON g.id = a.agreement_id
                   WHERE a.seq > ?1 ORDER BY a.seq LIMIT ?2";
        self.all(sql, (after_seq, limit), |row| {
            let (seq, reference, act) = (row.get("seq")?, row.get("reference")?, row.get("act")?);
            Ok(ActLine { seq, reference, act, on: parsed(row, "happened_on")?, by: row.get("recorded_by")? })
        })
    }
}
