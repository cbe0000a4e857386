//! A new database. Never over something that lies there already.
//!
//! The invariant: under its name there is nothing, or a whole database; a crash in between leaves a `.new` file that
//! nobody reads.

use std::cell::Cell;
use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::parties::PartiesRead;
use super::place::{beside, put_in_place, reserve};
use super::records_read::RecordsRead;
use super::upgrade::VERSION;
use super::{Database, Home, ProgramNote, Result, Store, StoreError, open};

pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

impl Store {
    /// Makes an empty database that only its owner may read (0600, its folder 0700 if that has to be made), and opens
    /// it.
    ///
    /// Fails with [`StoreError::AlreadyThere`] where a file of that name is.
    pub fn create(path: &Path) -> Result<Self> {
        let at = |error: &std::io::Error| StoreError::from_io(path.to_path_buf(), error);
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyThere(path.to_path_buf()));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| at(&error))?;
        let fresh = beside(path, &format!(".{}.new", std::process::id()));
        let made = fill(&fresh).and_then(|()| put_in_place(&fresh, path).map_err(|error| at(&error)));
        if made.is_err() {
            // What is left of a failed attempt; the failure itself is what is worth saying.
            let _ = fs::remove_file(&fresh);
        }
        made?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| at(&error))?;
        Self::open(path)
    }

    /// An empty database in memory: rehearsals and tests.
    pub fn in_memory() -> Result<Self> {
        let conn = Connection::open_in_memory().map_err(in_memory)?;
        let store = Self::of_memory(conn);
        open::settings(&store.conn).and_then(|()| install(&store.conn)).map_err(in_memory)?;
        Ok(store)
    }

    /// The database of that connection, which no file holds.
    pub(super) fn of_memory(conn: Connection) -> Self {
        let db = Database { conn, place: PathBuf::from(MEMORY) };
        Self {
            db,
            home: Home::Memory,
            _file: None,
            journal_fails: Cell::new(false),
            whole: Cell::default(),
            parties_read: PartiesRead::default(),
            records_read: RecordsRead::default(),
        }
    }
}

/// Where errors of a database without a file say they happened.
const MEMORY: &str = "database in memory";

fn in_memory(error: rusqlite::Error) -> StoreError {
    StoreError::from_sqlite(PathBuf::from(MEMORY), error)
}

fn fill(path: &Path) -> Result<()> {
    reserve(path)?;
    let filled = Connection::open(path).and_then(|conn| {
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        open::settings(&conn)?;
        install(&conn)?;
        // Closed by hand, so that a failing last write is heard of and no -wal file is left beside.
        conn.close().map_err(|(_, error)| error)
    });
    filled.map_err(|error| StoreError::from_sqlite(path.to_path_buf(), error))
}

/// The schema, this program's marks and the database's own id, in one transaction.
fn install(conn: &Connection) -> rusqlite::Result<()> {
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    conn.execute_batch(SCHEMA)?;
    let id = "INSERT INTO meta (key, value) VALUES (?1, lower(hex(randomblob(16))))";
    transaction.execute(id, [ProgramNote::DatabaseId.key()])?;
    conn.pragma_update(None, "application_id", open::APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
