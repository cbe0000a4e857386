//! The matters of digests: in which of a digest's lists an agreement stands, and under which day.
//!
//! As the board chooses what a page shows, this chooses whose words a digest has to work out, and counts what it has no room
//! for. Matters hold as rows of the board do, and only under the ladders and contacts they were worked out with. The
//! invariant: what does not hold is neither given nor counted.

use std::collections::BTreeMap;

use rusqlite::{Row, params_from_iter};

use super::{BoardMatter, DigestList, HOLDS};
use crate::lifecycle::day::Day;
use crate::store::row::Cells;
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
        for condition in ["digest_rules < ?1", "digest_rules > ?1", "digest_rules = ?1 AND matters_until <= ?2"] {
            let wanted = i64::try_from(limit.saturating_sub(stale.len())).unwrap_or(i64::MAX);
            let sql = format!("SELECT agreement_id FROM board WHERE {condition} AND (?1, ?2) = (?1, ?2) LIMIT ?3");
            let found = self.all(&sql, (digest_rules, today.to_string(), wanted), |row| row.get::<_, i64>(0))?;
            stale.extend(found);
            stale.sort_unstable();
            stale.dedup();
        }
        Ok(stale)
    }

    /// Agreements with the first matters of a list, by day and then by number.
    pub(crate) fn first_matters(&self, basis: &MatterBasis<'_>, list: DigestList, limit: usize) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT m.agreement_id {} AND m.list = ?5 ORDER BY m.day, m.agreement_id LIMIT {limit}",
            basis.from()
        );
        self.ids(&sql, basis, list.name().to_owned(), None)
    }

    /// Agreements with a matter of that list on that day or later, at most `limit`.
    pub(crate) fn matters_since(
        &self,
        basis: &MatterBasis<'_>,
        list: DigestList,
        since: Day,
        limit: usize,
    ) -> Result<Vec<i64>> {
        let sql = format!("SELECT m.agreement_id {} AND m.list = ?5 AND m.day >= ?6 LIMIT {limit}", basis.from());
        self.ids(&sql, basis, list.name().to_owned(), Some(since))
    }

    /// How many matters there are, by list.
    pub(crate) fn matter_counts(&self, basis: &MatterBasis<'_>) -> Result<BTreeMap<DigestList, usize>> {
        let sql = format!("SELECT m.list, sum(m.count) {} GROUP BY m.list", basis.from());
        let read = |row: &Row<'_>| {
            let mut cells = Cells::of(row);
            Ok((cells.word(DigestList::named)?, cells.get::<i64>()?))
        };
        let counts: Vec<(DigestList, i64)> = self.all(&sql, params_from_iter(basis.values()), read)?;
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

    fn ids(&self, sql: &str, basis: &MatterBasis<'_>, list: String, since: Option<Day>) -> Result<Vec<i64>> {
        let values = basis.values().into_iter().chain([list]).chain(since.map(|day| day.to_string()));
        self.all(sql, params_from_iter(values), |row| row.get(0))
    }
}

impl Tx<'_> {
    /// Keeps an agreement's matters in place of what they were.
    pub(super) fn put_matters(&self, agreement_id: i64, matters: &[BoardMatter]) -> Result<()> {
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
