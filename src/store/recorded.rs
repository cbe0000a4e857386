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

    /// The agreements that came in after that line of the chain, in the order of their coming; of an officer, those that the
    /// contact looks after.
    pub(crate) fn registered_after(&self, seq: i64, officer: Option<&str>) -> Result<Vec<i64>> {
        let sql = "SELECT agreement_id FROM act WHERE seq > ?1 AND act = 'register' AND (?2 IS NULL OR EXISTS (
                       SELECT 1 FROM agreement_officer o WHERE o.agreement_id = act.agreement_id AND o.contact = ?2))
                   ORDER BY seq";
        self.all(sql, params![seq, officer], |row| row.get(0))
    }

    /// The agreements whose facts an act changed that was recorded on that day or later, each once, the newest act first.
    ///
    /// The chain is read from its newest line back, until so many in a row are older: a clock that went back for an hour hides
    /// none.
    pub(crate) fn facts_changed_since(&self, since: Day, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT seq, agreement_id, recorded_on >= ?2, act IN ('correct', 'amend', 'void') FROM act
                   WHERE seq < ?1 ORDER BY seq DESC LIMIT ?3";
        let (since, mut before) = (since.to_string(), i64::MAX);
        let mut found: Vec<i64> = Vec::new();
        loop {
            let page: Vec<(i64, Option<i64>, bool, bool)> = self.all(sql, params![before, since, TOGETHER], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
            let Some((last, ..)) = page.last() else { return Ok(found) };
            before = *last;
            let none = page.iter().all(|(_, _, recent, _)| !recent);
            let changed = page.into_iter().filter(|(_, _, recent, changes)| *recent && *changes);
            for id in changed.filter_map(|(_, agreement, ..)| agreement) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            if none || found.len() >= limit {
                found.truncate(limit);
                return Ok(found);
            }
        }
    }
}

/// Lines of the chain read together.
const TOGETHER: i64 = 1_000;
