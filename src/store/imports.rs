//! Which file brought which agreements.

use super::GENESIS;
use super::agreements::Stamp;
use super::row::{conversion, instant_text, text};
use super::{Result, Store, StoreError, Tx};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::message::Sentence;

/// By what an agreement without a reference is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    pub id: i64,
    pub title: String,
    /// Its day of signing.
    pub signed_on: Option<String>,
    /// Its partners' ids, separated by `;`.
    pub partner: String,
}

impl Store {
    /// The hash of the act with that number.
    pub(crate) fn act_hash(&self, seq: i64) -> Result<Option<String>> {
        self.one("SELECT hash FROM act WHERE seq = ?1", [seq], |row| row.get(0))
    }

    /// The newest act among those recorded by the end of that day, with its hash; 0 where there is none. `None` where the
    /// order of recording is not the order of days up to there, because a clock was wrong: then no act stands for all that
    /// was known.
    pub(crate) fn newest_act_on(&self, day: Day) -> Result<Option<(i64, String)>> {
        let sql = "SELECT seq, hash FROM act WHERE recorded_on <= ?1 ORDER BY seq DESC LIMIT 1";
        let newest = self.one(sql, [day.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (seq, hash) = newest.unwrap_or_else(|| (0, GENESIS.to_owned()));
        let sql = "SELECT 1 FROM act WHERE seq < ?1 AND recorded_on > ?2 LIMIT 1";
        let later_before = self.one(sql, (seq, day.to_string()), |_| Ok(()))?;
        Ok(later_before.is_none().then_some((seq, hash)))
    }

    /// What is known of an agreement as far as it may stand in another's place; the other facts are left out.
    pub(crate) fn likely(&self, id: i64) -> Result<Facts> {
        const ASKED: [Field; 7] = [
            Field::Reference,
            Field::Title,
            Field::Kind,
            Field::Partner,
            Field::SignedOn,
            Field::Fields,
            Field::Restricted,
        ];
        let sql = "SELECT reference, title, kind, partner, signed_on, fields, restricted FROM agreement WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            let mut facts = Facts::default();
            for (at, field) in ASKED.into_iter().enumerate() {
                let set = facts.set(field, text(row, at)?);
                set.map_err(|error| conversion(field.name(), Sentence::of(&error.what)))?;
            }
            Ok(facts)
        };
        self.one(sql, [id], read)?.ok_or(StoreError::Absent { what: "agreement", id, see: "list" })
    }

    /// The likenesses of the agreements behind that number, in the order of their numbers.
    pub fn likenesses(&self, after: i64, most: usize) -> Result<Vec<Likeness>> {
        let sql = "SELECT id, coalesce(title, ''), signed_on, coalesce(partner, '') FROM agreement WHERE id > ?1 \
                   ORDER BY id LIMIT ?2";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Likeness { id: row.get(0)?, title: row.get(1)?, signed_on: row.get(2)?, partner: row.get(3)? })
        };
        self.all(sql, (after, i64::try_from(most).unwrap_or(i64::MAX)), read)
    }
}

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
