//! A connection, and how rows are read from it: what the register and `web.db` have in common.
//!
//! Reading alone: who may change rows, and when, is for [`Store`](super::Store) and [`WebDb`](super::WebDb) to say.

use std::path::PathBuf;

use rusqlite::{CachedStatement, Connection, Params, Row};

use super::{Result, StoreError};

/// An open database file, or one in memory.
#[derive(Debug)]
pub struct Database {
    pub(super) conn: Connection,
    /// Where errors say they happened.
    pub(super) place: PathBuf,
}

impl Database {
    pub(super) fn fail(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(self.place.clone(), error)
    }

    pub(super) fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>> {
        self.conn.prepare_cached(sql).map_err(|error| self.fail(error))
    }

    /// Every row of a query that bounds itself.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map(params, read).map_err(|error| self.fail(error))?;
        rows.collect::<rusqlite::Result<_>>().map_err(|error| self.fail(error))
    }

    /// The first row of a query, if it has any.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        use rusqlite::OptionalExtension;
        self.prepare(sql)?.query_row(params, read).optional().map_err(|error| self.fail(error))
    }
}
