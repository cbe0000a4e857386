//! Which lines of the chain of acts were written between two days, whatever they are about.

use rusqlite::params;

use super::{Result, Store};
use crate::lifecycle::day::Day;

/// Which are looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordedBetween {
    /// The first day of recording.
    pub from: Day,
    /// The last one.
    pub through: Day,
    /// About that agreement alone.
    pub agreement: Option<i64>,
    /// After that line.
    pub after: i64,
    pub limit: usize,
}

impl Store {
    /// Their numbers, in order, each with the agreement it is about; none where it is about the office or a party.
    pub(crate) fn recorded_between(&self, asked: RecordedBetween) -> Result<Vec<(i64, Option<i64>)>> {
        let sql = "SELECT seq, agreement_id FROM act
                   WHERE recorded_on BETWEEN ?1 AND ?2 AND (?3 IS NULL OR agreement_id = ?3) AND seq > ?4
                   ORDER BY seq LIMIT ?5";
        let limit = i64::try_from(asked.limit).unwrap_or(i64::MAX);
        let (from, through) = (asked.from.to_string(), asked.through.to_string());
        let values = params![from, through, asked.agreement, asked.after, limit];
        self.all(sql, values, |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
