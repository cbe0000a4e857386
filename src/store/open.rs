//! Opening a database that is there: refuse what is not ours, is newer or is damaged, and change nothing of it.
//!
//! The invariant: nothing is ever deleted or made anew by itself; a refused file is byte for byte what it was.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::chain_words;
use super::open_file::{OpenFile, identity};
use super::parties::PartiesRead;
use super::place::beside;
use super::records_read::RecordsRead;
use super::upgrade::{STEPS, VERSION, upgrade, version};
use super::{Database, Home, Lock, Result, Store, StoreError};
use crate::lifecycle::day::Day;
use crate::message::answer::store as words;
use crate::message::sentence::sentence;
use crate::message::{Sentence, SentenceForm};

/// "pact" in the file's header: what `file` and other programs know it by.
pub(super) const APPLICATION_ID: i64 = 0x7061_6374;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Up to this many bytes (some 50,000 agreements) a database is read whole now and then, its indexes too: the quick check
/// leaves those out, and an index that hides a row loses a letter. A larger one is held against its hashes as it is read,
/// and read whole by `check` and `audit` ([`Store::integrity_check`]).
const CHECKED_AT_OPEN_BYTES: u64 = 64 * 1024 * 1024;

/// When the whole file is held against itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum WholeCheck {
    /// It was, or this connection writes nothing.
    #[default]
    Done,
    /// When it is opened.
    AtOnce,
    /// Before the first write, unless one of that day has done so.
    BeforeWriting(Day),
}

/// Whether a program that wrote here ended without closing the database: its log lies there, and no daemon is at work
/// that it could belong to.
fn writer_died(path: &Path) -> bool {
    let left = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    left && !Lock::is_running(path)
}

impl Store {
    /// Whether a daemon is at work with this register.
    pub(crate) fn has_daemon(&self) -> bool {
        self.path().is_some_and(Lock::is_running)
    }

    /// Opens the database of that name, brings an older schema to this program's, and holds the file against itself.
    ///
    /// Refuses a missing or empty file, another program's, a newer pactwatch's and a damaged one, and leaves each as it
    /// is.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_checked(path, WholeCheck::AtOnce)
    }

    /// The same for a command of that day: the whole file is held against itself after a writer that died, else with the
    /// first write of the day. What is read meanwhile is held against its hashes.
    pub(crate) fn open_on(path: &Path, today: Day) -> Result<Self> {
        Self::open_checked(path, if writer_died(path) { WholeCheck::AtOnce } else { WholeCheck::BeforeWriting(today) })
    }

    fn open_checked(path: &Path, whole: WholeCheck) -> Result<Self> {
        let file = OpenFile::glanced_at(path, || glance(path))?;
        let fail = |error| StoreError::from_sqlite(path.to_path_buf(), error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).map_err(fail)?;
        // Until it is known to be ours, closing it must not write the log back into it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(fail)?;
        settings(&conn).map_err(fail)?;
        refuse_foreign(&conn, path)?;
        let identity = identity(path).map_err(|error| StoreError::from_io(path.to_path_buf(), &error))?;
        let upgrades = version(&conn).map_err(fail)? != VERSION;
        let store = Self::in_file(conn, path, identity, file);
        if upgrades || whole == WholeCheck::AtOnce {
            store.check_whole()?;
        } else {
            store.whole.set(whole);
        }
        upgrade(&store.conn, STEPS).map_err(fail)?;
        store.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(fail)?;
        Ok(store)
    }

    /// Holds the file against itself, where it is not too large for that.
    pub(super) fn check_whole(&self) -> Result<()> {
        let bytes = fs::metadata(&self.place).map_or(0, |metadata| metadata.len());
        if bytes > CHECKED_AT_OPEN_BYTES {
            return Ok(());
        }
        hold_against_itself(&self.conn, &self.place, "integrity_check").map_err(|error| self.naming_the_line(error))
    }

    /// Opens it beside a writer that has opened it before: for reading alone. No upgrade, no look through the whole file;
    /// whatever tries to write fails.
    pub(crate) fn open_to_read(path: &Path) -> Result<Self> {
        let file = OpenFile::glanced_at(path, || glance(path))?;
        let fail = |error| StoreError::from_sqlite(path.to_path_buf(), error);
        // Not opened read-only: a reader of a write-ahead log has to be able to make its index.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).map_err(fail)?;
        settings(&conn).map_err(fail)?;
        refuse_foreign(&conn, path)?;
        if version(&conn).map_err(fail)? != VERSION {
            let what = sentence!(words::OF_AN_OLDER_VERSION);
            return Err(StoreError::Foreign { path: path.to_path_buf(), what });
        }
        conn.pragma_update(None, "query_only", "ON").map_err(fail)?;
        let identity = identity(path).map_err(|error| StoreError::from_io(path.to_path_buf(), &error))?;
        Ok(Self::in_file(conn, path, identity, file))
    }

    fn in_file(conn: Connection, path: &Path, identity: (u64, u64), file: OpenFile) -> Self {
        let db = Database { conn, place: path.to_path_buf() };
        Self {
            db,
            home: Home::File { identity },
            _file: Some(file),
            journal_fails: Cell::new(false),
            whole: Cell::default(),
            parties_read: PartiesRead::default(),
            records_read: RecordsRead::default(),
        }
    }

    /// The database knows no more than the table that does not fit; the chains know which line was altered.
    fn naming_the_line(&self, error: StoreError) -> StoreError {
        match (error, self.verify_chain()) {
            (StoreError::Corrupt { path, what }, Err(StoreError::Broken { chain, seq, what: why, .. })) => {
                StoreError::Corrupt {
                    path,
                    what: sentence!(words::OTHER_CHAIN, what, sentence!(chain_words(chain)), seq, sentence!(why)),
                }
            }
            (error, _) => error,
        }
    }

    /// Reads the whole file and holds tables and indexes against each other. Fails with [`StoreError::Corrupt`].
    pub(crate) fn integrity_check(&self) -> Result<()> {
        hold_against_itself(&self.conn, &self.place, "integrity_check")
    }
}

/// What every connection is told, whatever the file says.
pub(super) fn settings(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(128);
    // Without it a statement whose LIMIT is a parameter is planned anew every time it runs.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Eight megabytes of pages: a scan or an import of a large register goes through six indexes at once, and with two it
    // read each page again and again.
    conn.pragma_update(None, "cache_size", -8192)?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cell_size_check", "ON")
}

/// Looks at the first bytes without the database's help, which would rather make an empty file its own than refuse it.
fn glance(path: &Path) -> Result<()> {
    let foreign = |what: SentenceForm<0>| StoreError::Foreign { path: path.to_path_buf(), what: sentence!(what) };
    let at = |error: std::io::Error| StoreError::from_io(path.to_path_buf(), &error);
    if !fs::metadata(path).map_err(at)?.is_file() {
        return Err(foreign(words::NOT_A_FILE));
    }
    let mut head = Vec::with_capacity(100);
    File::open(path).map_err(at)?.take(100).read_to_end(&mut head).map_err(at)?;
    match head.len() {
        0 => return Err(foreign(words::EMPTY_FILE)),
        100 if head.starts_with(b"SQLite format 3\0") => {}
        _ => return Err(foreign(words::NOT_A_DATABASE)),
    }
    let number = |at: usize| head[at..at + 4].iter().fold(0, |number, byte| number << 8 | i64::from(*byte));
    refuse_marks(path, number(68), number(60))
}

/// Refuses by the marks alone: whose database it is, and of which version.
fn refuse_marks(path: &Path, application: i64, found: i64) -> Result<()> {
    let foreign = |what: SentenceForm<0>| StoreError::Foreign { path: path.to_path_buf(), what: sentence!(what) };
    match found {
        _ if application != APPLICATION_ID => Err(foreign(words::ANOTHER_PROGRAMS)),
        0 => Err(foreign(words::NO_VERSION)),
        found if found > VERSION => Err(StoreError::Newer { path: path.to_path_buf(), found, known: VERSION }),
        _ => Ok(()),
    }
}

/// The same as the database sees it: a newer program's upgrade may still lie in the log beside the file.
fn refuse_foreign(conn: &Connection, path: &Path) -> Result<()> {
    let fail = |error| StoreError::from_sqlite(path.to_path_buf(), error);
    let application = conn.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(fail)?;
    refuse_marks(path, application, version(conn).map_err(fail)?)
}

/// Runs one of the database's own checks and gives its first complaint.
pub(super) fn hold_against_itself(conn: &Connection, path: &Path, check: &str) -> Result<()> {
    let said = conn.query_row(&format!("PRAGMA {check}(1)"), [], |row| row.get::<_, String>(0));
    match said {
        Ok(said) if said == "ok" => Ok(()),
        Ok(what) => Err(StoreError::Corrupt { path: path.to_path_buf(), what: Sentence::quoted(&what) }),
        Err(error) => Err(StoreError::from_sqlite(path.to_path_buf(), error)),
    }
}
