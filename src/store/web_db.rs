//! `web.db`: what the page has to remember from one request to the next, beside the register and apart from it.
//!
//! Sessions, login codes, browsers that wait for one, browsers that have logged in before, budgets, feeds and the access
//! log. Of every secret only the hash is kept. The file may be deleted at any time: people log in again. It is made when
//! it is missing, made again when another version of the program wrote it, and it is in no backup: a restored register
//! brings no session back to life. Nothing here is a record of the office; that is the register's chain.

mod access;
mod budget;
mod code;
mod feed;
mod session;

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Params};

use super::place::reserve;
use super::{Database, Result, StoreError};
use crate::message::answer::store as words;
use crate::message::sentence::sentence;

pub(crate) use access::{Access, AccessEntry};
pub(crate) use budget::Spending;
pub use code::{Code, Proved};
pub(crate) use code::{NewCode, Tried};
pub use feed::Feed;
pub(crate) use session::NewSession;
pub use session::Session;

const SCHEMA: &str = include_str!("web_db/schema.sql");

/// "pweb" in the file's header.
const APPLICATION_ID: i64 = 0x7077_6562;
/// The version of `web_db/schema.sql`; a file of any other version is made again.
const VERSION: i64 = 2;
/// A page waits no longer than this for another one's write.
const PATIENCE: Duration = Duration::from_secs(3);

/// An open `web.db`. One thread uses it at a time.
#[derive(Debug)]
pub(crate) struct WebDb(Database);

impl Deref for WebDb {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.0
    }
}

impl WebDb {
    /// The name of the file that belongs to a register: `web.db` in the same folder.
    pub(crate) fn beside(register: &Path) -> PathBuf {
        register.with_file_name("web.db")
    }

    /// Opens the file, or makes it: where there is none, and where it is another version's, not ours or damaged.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        match Self::open_as_it_is(path) {
            Ok(db) => Ok(db),
            Err(StoreError::Missing(_)) => Self::make(path),
            Err(StoreError::Foreign { .. } | StoreError::Corrupt { .. }) => {
                tracing::warn!("{}: made again; everybody logs in again", path.display());
                for suffix in ["", "-wal", "-shm"] {
                    let mut name = path.as_os_str().to_owned();
                    name.push(suffix);
                    match fs::remove_file(Path::new(&name)) {
                        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                            return Err(StoreError::from_io(path.to_path_buf(), &error));
                        }
                        _ => {}
                    }
                }
                Self::make(path)
            }
            Err(error) => Err(error),
        }
    }

    fn open_as_it_is(path: &Path) -> Result<Self> {
        if !path.try_exists().map_err(|error| StoreError::from_io(path.to_path_buf(), &error))? {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        let fail = |error| StoreError::from_sqlite(path.to_path_buf(), error);
        let conn = Connection::open(path).map_err(fail)?;
        settings(&conn).map_err(fail)?;
        let mark = |name: &str| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        if mark("application_id").map_err(fail)? != APPLICATION_ID || mark("user_version").map_err(fail)? != VERSION {
            return Err(StoreError::Foreign { path: path.to_path_buf(), what: sentence!(words::ANOTHER_VERSION) });
        }
        Ok(Self(Database { conn, place: path.to_path_buf() }))
    }

    fn make(path: &Path) -> Result<Self> {
        reserve(path)?;
        let fail = |error| StoreError::from_sqlite(path.to_path_buf(), error);
        let conn = Connection::open(path).map_err(fail)?;
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(fail)?;
        settings(&conn).map_err(fail)?;
        conn.execute_batch(SCHEMA).map_err(fail)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(fail)?;
        conn.pragma_update(None, "user_version", VERSION).map_err(fail)?;
        Ok(Self(Database { conn, place: path.to_path_buf() }))
    }

    /// An empty one in memory.
    #[cfg(test)]
    fn in_memory() -> Result<Self> {
        let path = PathBuf::from("web.db in memory");
        let fail = |error| StoreError::from_sqlite(path.clone(), error);
        let conn = Connection::open_in_memory().map_err(fail)?;
        settings(&conn).map_err(fail)?;
        conn.execute_batch(SCHEMA).map_err(fail)?;
        Ok(Self(Database { conn, place: path }))
    }

    /// Removes what has run out: codes, browsers, sessions, budgets; and what the access log keeps no longer.
    pub(crate) fn forget(&self, now: DateTime<Utc>, log_before: DateTime<Utc>) -> Result<()> {
        self.run("DELETE FROM code WHERE ends_at <= ?1", [stamp(now)])?;
        self.run("DELETE FROM browser WHERE ends_at <= ?1", [stamp(now)])?;
        self.run("DELETE FROM session WHERE ends_at <= ?1", [stamp(now)])?;
        self.run("DELETE FROM device WHERE seen_at <= ?1", [stamp(now) - 400 * DAY])?;
        self.run("DELETE FROM feed WHERE used_at <= ?1", [stamp(now) - 400 * DAY])?;
        self.run("DELETE FROM spending WHERE at <= ?1", [stamp(now) - DAY])?;
        self.run("DELETE FROM access WHERE at <= ?1", [stamp(log_before)])?;
        Ok(())
    }

    /// Changes rows, and says how many.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        self.prepare(sql)?.execute(params).map_err(|error| self.fail(error))
    }
}

/// A day in seconds.
const DAY: i64 = 86_400;

/// Instants are whole seconds here.
fn stamp(at: DateTime<Utc>) -> i64 {
    at.timestamp()
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The hash that stands for a secret: nobody who reads the file can use what he reads.
fn hash(secret: &str) -> String {
    super::row::sha256(secret.as_bytes())
}

fn settings(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "secure_delete", "ON")
}

#[cfg(test)]
mod tests;
