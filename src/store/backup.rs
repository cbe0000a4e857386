//! Consistent copies of a database that is in use.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::place::{beside, put_in_place, reserve};
use super::records_read::RecordsRead;
use super::{Result, Store, StoreError, open};

impl Store {
    /// Copies the database as it stands into a new file of its own (0600), checked before it gets its name.
    ///
    /// Others may go on writing; the copy shows one moment. Fails with [`StoreError::AlreadyThere`] rather than
    /// overwrite.
    pub fn backup(&self, path: &Path) -> Result<()> {
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyThere(path.to_path_buf()));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(StoreError::NoFolder(folder.to_path_buf()));
        }
        let fresh = beside(path, &format!(".{}.new", std::process::id()));
        reserve(&fresh)?;
        let done = self
            .copy_checked(&fresh)
            .and_then(|()| put_in_place(&fresh, path).map_err(|error| StoreError::from_io(path.to_path_buf(), &error)));
        if done.is_err() {
            // What is left of a failed attempt; the failure itself is what is worth saying.
            let _ = std::fs::remove_file(&fresh);
        }
        done
    }

    /// A copy in memory, for a rehearsal: whatever is done to it, the file stays as it is.
    pub(crate) fn copy_to_memory(&self) -> Result<Self> {
        let mut conn = Connection::open_in_memory().map_err(|error| self.fail(error))?;
        copy(&self.conn, &mut conn).map_err(|error| self.fail(error))?;
        open::settings(&conn).map_err(|error| self.fail(error))?;
        Ok(Self { records_read: RecordsRead::of_copy(), ..Self::of_memory(conn) })
    }

    fn copy_checked(&self, fresh: &Path) -> Result<()> {
        let fail = |error| StoreError::from_sqlite(fresh.to_path_buf(), error);
        let mut conn = Connection::open(fresh).map_err(fail)?;
        copy(&self.conn, &mut conn).map_err(fail)?;
        open::hold_against_itself(&conn, fresh, "integrity_check")?;
        conn.close().map_err(|(_, error)| fail(error))?;
        std::fs::File::open(fresh)
            .and_then(|file| file.sync_all())
            .map_err(|error| StoreError::from_io(fresh.to_path_buf(), &error))
    }
}

/// All pages in one step, under one reading lock: a copy made in several begins anew whenever somebody writes. The
/// connection's own patience covers the wait for that lock.
fn copy(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None)),
    }
}
