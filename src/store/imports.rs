//! Which file brought which agreements.

use super::agreements::Stamp;
use super::row::instant_text;
use super::{Result, Tx};

impl Tx<'_> {
    /// Notes an import, and gives the number that its acts `register` carry. `sha256` is of the file's bytes.
    pub fn begin_import(&self, file: &str, sha256: &str, rows: usize, stamp: &Stamp) -> Result<i64> {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        self.insert(
            "INSERT INTO import_batch (file, sha256, rows, imported_on, imported_at, imported_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (file, sha256, rows, stamp.on.to_string(), instant_text(stamp.at), &stamp.by),
        )
    }
}
