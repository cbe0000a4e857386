//! The matters of digests: in which of a digest's lists an agreement stands, and under which day.
//!
//! As the board chooses what a page shows, this chooses whose words a digest has to work out, and counts what it has no room
//! for. Matters hold as rows of the board do, and only under the ladders and contacts they were worked out with. The
//! invariant: what does not hold is neither given nor counted.

use std::collections::BTreeMap;

use rusqlite::{Row, params_from_iter};

use super::{BoardBasis, BoardMatter, BoardMatters, DigestList, HOLDS};
use crate::lifecycle::day::Day;
use crate::store::row::ColumnReader;
use crate::store::{Result, Store, Tx};

/// What matters have to hold under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MatterBasis<'a> {
    /// Fingerprint of the rules of days.
    pub rules: &'a str,
    /// Fingerprint of all rules a digest follows.
    pub digest_rules: &'a str,
    pub today: Day,
    /// The contact whose agreements alone are asked about.
    pub officer: Option<&'a str>,
}

/// Beside a row that holds: its matters do, too. The third place.
const MATTERS_HOLD: &str = "b.digest_rules = ?3 AND b.matters_until > ?2";

impl MatterBasis<'_> {
    /// The matters that hold, of everybody or of one contact. The fourth place is his.
    fn from(&self) -> String {
        let of = match self.officer {
            None => "board_matter m CROSS JOIN board b ON b.agreement_id = m.agreement_id",
            Some(_) => {
                "agreement_officer o CROSS JOIN board b ON b.agreement_id = o.agreement_id
                 CROSS JOIN board_matter m ON m.agreement_id = o.agreement_id"
            }
        };
        let whose = if self.officer.is_some() { "o.contact = ?4" } else { "?4 = ''" };
        format!("FROM {of} WHERE {HOLDS} AND {MATTERS_HOLD} AND {whose}")
    }

    fn values(&self) -> Vec<String> {
        let officer = self.officer.unwrap_or_default();
        [self.rules, &self.today.to_string(), self.digest_rules, officer].map(str::to_owned).into()
    }
}

impl Store {
    /// Agreements whose rows or matters do not hold under these rules on that day, at most `limit`.
    pub(crate) fn matters_stale(&self, rules: &str, digest_rules: &str, today: Day, limit: usize) -> Result<Vec<i64>> {
        let mut stale = self.board_stale(rules, today, limit)?;
        stale.extend(self.matters_alone_stale(digest_rules, today, limit.saturating_sub(stale.len()))?);
        stale.sort_unstable();
        stale.dedup();
        Ok(stale)
    }

    /// The same by their matters alone.
    pub(crate) fn matters_alone_stale(&self, digest_rules: &str, today: Day, limit: usize) -> Result<Vec<i64>> {
        let mut stale = Vec::new();
        for condition in ["digest_rules < ?1", "digest_rules > ?1", "digest_rules = ?1 AND matters_until <= ?2"] {
            let wanted = i64::try_from(limit.saturating_sub(stale.len())).unwrap_or(i64::MAX);
            let sql = format!("SELECT agreement_id FROM board WHERE {condition} AND (?1, ?2) = (?1, ?2) LIMIT ?3");
            let found = self.all(&sql, (digest_rules, today.to_string(), wanted), |row| row.get::<_, i64>(0))?;
            stale.extend(found);
        }
        Ok(stale)
    }

    /// Agreements with a matter of that list on that day or later, the first `limit`.
    pub(crate) fn matters_since(
        &self,
        basis: &MatterBasis<'_>,
        list: DigestList,
        since: Day,
        limit: usize,
    ) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT m.agreement_id {} AND m.list = ?5 AND m.day >= ?6 ORDER BY m.day, m.agreement_id LIMIT {limit}",
            basis.from()
        );
        let values = basis.values().into_iter().chain([list.name().to_owned(), since.to_string()]);
        self.all(&sql, params_from_iter(values), |row| row.get(0))
    }

    /// How many matters there are, by list; what came in, from that day on.
    pub(crate) fn matter_counts(&self, basis: &MatterBasis<'_>, since: Day) -> Result<BTreeMap<DigestList, usize>> {
        let came_in = DigestList::Registered.name();
        let sql = format!(
            "SELECT m.list, sum(m.count) {} AND (m.list <> '{came_in}' OR m.day >= ?5) GROUP BY m.list",
            basis.from()
        );
        let read = |row: &Row<'_>| {
            let mut cells = ColumnReader::of(row);
            Ok((cells.word(DigestList::named)?, cells.get::<i64>()?))
        };
        let counts: Vec<(DigestList, i64)> = {
            let values = basis.values().into_iter().chain([since.to_string()]);
            self.all(&sql, params_from_iter(values), read)?
        };
        Ok(counts.into_iter().map(|(list, count)| (list, usize::try_from(count).unwrap_or(0))).collect())
    }

    /// Those of some agreements that a contact looks after.
    pub(crate) fn looked_after_by(&self, contact: &str, mut ids: Vec<i64>) -> Result<Vec<i64>> {
        let sql = "SELECT 1 FROM agreement_officer WHERE contact = ?1 AND agreement_id = ?2";
        let mut failed = None;
        ids.retain(|id| match self.one(sql, (contact, id), |_| Ok(())) {
            Ok(found) => found.is_some(),
            Err(error) => {
                failed.get_or_insert(error);
                false
            }
        });
        failed.map_or(Ok(ids), Err)
    }
}

impl Tx<'_> {
    /// Keeps an agreement's matters alone, where its row holds. `acts` as for a row.
    pub(crate) fn put_matters_alone(
        &self,
        agreement_id: i64,
        matters: &BoardMatters,
        basis: &BoardBasis<'_>,
        acts: usize,
    ) -> Result<()> {
        if !self.is_worked_out_from(agreement_id, basis, acts)? {
            return Ok(());
        }
        let until = matters.hold_until.to_string();
        // The clock may go back: from now on the row holds for no day before this one, as the matters do.
        let sql = "UPDATE board SET digest_rules = ?2, matters_until = ?3, written_on = ?5
                   WHERE agreement_id = ?1 AND rules = ?4 AND written_on <= ?5";
        let today = basis.today.to_string();
        self.run(sql, (agreement_id, basis.digest_rules, until, basis.rules, today))?;
        self.put_matters(agreement_id, &matters.matters)
    }

    /// Keeps an agreement's matters in place of what they were.
    pub(super) fn put_matters(&self, agreement_id: i64, matters: &[BoardMatter]) -> Result<()> {
        let sql = "SELECT list, day, count FROM board_matter WHERE agreement_id = ?1 ORDER BY list, day";
        let known: Vec<BoardMatter> = self.all(sql, [agreement_id], |row| {
            let mut cells = ColumnReader::of(row);
            let (list, day, count) = (cells.word(DigestList::named)?, cells.parsed()?, cells.get::<i64>()?);
            Ok(BoardMatter { list, day, count: usize::try_from(count).unwrap_or_default() })
        })?;
        if known.len() == matters.len() && known.iter().all(|one| matters.contains(one)) {
            return Ok(());
        }
        self.run("DELETE FROM board_matter WHERE agreement_id = ?1", [agreement_id])?;
        let sql = "INSERT INTO board_matter (list, day, agreement_id, count) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (list, day, agreement_id) DO UPDATE SET count = count + excluded.count";
        for matter in matters {
            self.run(
                sql,
                (
                    matter.list.name(),
                    matter.day.to_string(),
                    agreement_id,
                    i64::try_from(matter.count).unwrap_or(i64::MAX),
                ),
            )?;
        }
        Ok(())
    }
}
