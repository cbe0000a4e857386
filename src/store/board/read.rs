//! Reading the board: a page of it, counts, days; and which rows do not hold.

use rusqlite::{Row, params_from_iter};

use super::conditions::{BoardConditions, From};
use super::{AFTER_COLUMNS, BoardCounts, BoardDay, BoardKey, BoardQuery, BoardRow, COLUMNS, Descending, HOLDS, row};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Restricted;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{MilestoneState, Status};
use crate::lifecycle::policy::Sight;
use crate::store::row::ColumnReader;
use crate::store::{Result, Store};

/// What an agreement is called, whoever may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Called {
    pub reference: String,
    pub title: String,
    /// What a list calls it.
    pub label: String,
    /// Whether title and label may be told.
    pub restricted: Restricted,
}

impl Store {
    /// Agreements whose rows do not hold under these rules on that day, at most `limit`. Each agreement has a row: it comes
    /// with the agreement, and a trigger refuses to delete it.
    pub(crate) fn board_stale(&self, rules: &str, today: Day, limit: usize) -> Result<Vec<i64>> {
        let (today, limit) = (today.to_string(), i64::try_from(limit).unwrap_or(i64::MAX));
        let mut stale: Vec<i64> = Vec::new();
        for condition in ["rules < ?1", "rules > ?1", "rules = ?1 AND holds_until <= ?2", "written_on > ?2"] {
            let wanted = limit - i64::try_from(stale.len()).unwrap_or(i64::MAX);
            let sql = format!("SELECT agreement_id FROM board WHERE {condition} AND (?1, ?2) = (?1, ?2) LIMIT ?3");
            stale.extend(self.all(&sql, (rules, &today, wanted), |row| row.get::<_, i64>(0))?);
        }
        stale.sort_unstable();
        stale.dedup();
        stale.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(stale)
    }

    /// The rows that hold and that the query lets through, in its order.
    pub(crate) fn board_page(&self, rules: &str, today: Day, query: &BoardQuery) -> Result<Vec<(BoardRow, Sight)>> {
        let mut asked = BoardConditions::new(rules, today, query);
        let key = asked.key(query);
        let (way, beyond) = match query.descending {
            Descending::No => ("ASC", ">"),
            Descending::Yes => ("DESC", "<"),
        };
        if let Some(place) = &query.after {
            asked.beyond(query, place, beyond);
        }
        let order = match query.key {
            BoardKey::Registered => format!("b.agreement_id {way}"),
            _ => format!("{key} {way}, b.agreement_id {way}"),
        };
        let limit = asked.value(i64::try_from(query.limit).unwrap_or(i64::MAX));
        let from = asked.from(From::Both);
        let sql = format!("SELECT {COLUMNS}, {} {from} ORDER BY {order} LIMIT {limit}", asked.seen);
        let seen = |found: &Row<'_>| {
            let sight = if found.get::<_, bool>(AFTER_COLUMNS)? { Sight::Whole } else { Sight::ReferenceAndDays };
            Ok((row(found)?, sight))
        };
        self.all(&sql, params_from_iter(asked.values), seen)
    }

    /// How many rows that hold the query lets through, by status, whatever its order.
    pub(crate) fn board_counts(&self, rules: &str, today: Day, query: &BoardQuery) -> Result<BoardCounts> {
        let asked = BoardConditions::new(rules, today, query);
        let sql = format!("SELECT b.status, count(*) {} GROUP BY b.status", asked.from(From::LeastNeeded));
        let read = |row: &Row<'_>| {
            let mut cells = ColumnReader::of(row);
            Ok((cells.word(Status::named)?, cells.get::<i64>()?.unsigned_abs()))
        };
        Ok(self.all(&sql, params_from_iter(asked.values), read)?.into_iter().collect())
    }

    /// How many rows that hold the query lets through up to a place in its order, that place included.
    pub(crate) fn board_place(
        &self,
        rules: &str,
        today: Day,
        query: &BoardQuery,
        place: &(String, i64),
    ) -> Result<u64> {
        let mut asked = BoardConditions::new(rules, today, query);
        let back = if query.descending == Descending::Yes { ">=" } else { "<=" };
        asked.beyond(query, place, back);
        let sql = format!("SELECT count(*) {}", asked.from(From::LeastNeeded));
        let count = self.one(&sql, params_from_iter(asked.values), |row| row.get::<_, i64>(0))?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }

    /// The milestones between two days of the agreements whose rows hold, in order of day, with what those are called.
    pub(crate) fn board_days(
        &self,
        rules: &str,
        today: Day,
        from: Day,
        through: Day,
        mut each: impl FnMut(BoardDay, Called),
    ) -> Result<()> {
        let sql = format!(
            "SELECT d.agreement_id, d.day, d.kind, d.name, d.nth, d.do_by, d.lawful_until, d.state, b.reference, b.title, b.label,
                    a.restricted = 'yes'
             FROM board_day d CROSS JOIN board b ON b.agreement_id = d.agreement_id
                  CROSS JOIN agreement a ON a.id = d.agreement_id
             WHERE {HOLDS} AND d.day BETWEEN ?3 AND ?4 ORDER BY d.day"
        );
        let params = [rules.to_owned(), today.to_string(), from.to_string(), through.to_string()];
        let mut statement = self.prepare(&sql)?;
        let mut rows = statement.query(params).map_err(|error| self.fail(error))?;
        while let Some(row) = rows.next().map_err(|error| self.fail(error))? {
            let read = || {
                let mut cells = ColumnReader::of(row);
                let agreement_id = cells.get()?;
                let day = cells.parsed()?;
                let kind = cells.word(MilestoneKind::named)?;
                let name = Some(cells.get::<String>()?).filter(|name| !name.is_empty());
                let (nth, do_by, lawful_until) = (cells.get()?, cells.parsed()?, cells.maybe_parsed()?);
                let state = cells.word(MilestoneState::named)?;
                let day = BoardDay { agreement_id, day, kind, name, nth, do_by, lawful_until, state };
                let (reference, title, label) = (cells.get()?, cells.get()?, cells.get()?);
                let restricted = if cells.get::<bool>()? { Restricted::Yes } else { Restricted::No };
                Ok((day, Called { reference, title, label, restricted }))
            };
            let (day, called) = read().map_err(|error| self.fail(error))?;
            each(day, called);
        }
        Ok(())
    }
}
