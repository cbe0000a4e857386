//! The board: what lists show of each agreement, kept beside the register so that a page is chosen by index.
//!
//! An index and no truth: a row holds under the rules and for the days it was worked out for, any act makes it stale, and
//! all of it may be dropped. What a row says is worked out above (`watch/board.rs`). The invariant: a row that does not
//! hold is never given.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::row::Cells;
use super::{Filter, Result, Store, Tx};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{State, Status};

/// What a list shows of one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// The register's number of it.
    pub agreement_id: i64,
    /// Its reference, as amended.
    pub reference: String,
    /// Its title, as amended.
    pub title: String,
    /// What it is.
    pub status: Status,
    /// Its first day in force.
    pub starts_on: Option<Day>,
    /// The last day of the present period.
    pub ends_on: Option<Day>,
    /// The earliest open milestone from that day on.
    pub next: Option<(MilestoneKind, Day)>,
    /// The first day on which it may say something else.
    pub holds_until: Day,
}

/// A milestone of an agreement, as an agenda shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardDay {
    /// Whose it is.
    pub agreement_id: i64,
    /// Its day.
    pub day: Day,
    /// Its kind.
    pub kind: MilestoneKind,
    /// The name of a duty, an observance or a commitment.
    pub name: Option<String>,
    /// Its number.
    pub nth: u32,
    /// The last working day on or before it.
    pub do_by: Day,
    /// The last day on which a duty is still done in time.
    pub lawful_until: Option<Day>,
    /// What it asks for.
    pub state: State,
}

/// What rows are ordered by; those that tie stand in the order of registration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoardKey {
    /// The order of registration.
    #[default]
    Registered,
    /// The reference.
    Reference,
    /// The title; of one that may not be seen the reference.
    Title,
    /// The status's word.
    Status,
    /// The first day in force.
    StartsOn,
    /// The last day of the present period.
    EndsOn,
    /// The day of the next open milestone.
    NextOn,
}

impl BoardKey {
    /// The names of the orders that have one, as columns are called.
    pub const NAMES: [&'static str; 6] = ["reference", "title", "status", "in_force_on", "ends_on", "next"];

    /// The order of that name.
    pub fn named(name: &str) -> Option<Self> {
        let orders = [Self::Reference, Self::Title, Self::Status, Self::StartsOn, Self::EndsOn, Self::NextOn];
        Self::NAMES.iter().position(|known| *known == name).map(|at| orders[at])
    }
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default)]
pub struct BoardQuery {
    /// By what is stored of the agreement.
    pub filter: Filter,
    /// Any of these.
    pub status: Vec<Status>,
    /// Only what ends on that day or later.
    pub ends_from: Option<Day>,
    /// Only what ends before that day.
    pub ends_before: Option<Day>,
    /// The order.
    pub key: BoardKey,
    /// The other way round.
    pub descending: Descending,
    /// Only what comes after that row.
    pub after: Option<(String, i64)>,
    /// So many.
    pub limit: usize,
}

/// How much of an agreement the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Whole,
    /// Reference and days alone.
    Withheld,
}

/// Whether an order is turned round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Descending {
    /// It is not.
    #[default]
    No,
    /// It is.
    Yes,
}

/// How many rows there are, by status.
pub type BoardCounts = BTreeMap<Status, u64>;

/// Sorts after every day, reference and title.
pub const LAST_KEY: &str = "~";

const COLUMNS: &str = "b.agreement_id, b.reference, b.title, b.status, b.starts_on, b.ends_on, b.next_kind, b.next_on, \
                       b.holds_until";

fn row(row: &Row<'_>) -> rusqlite::Result<BoardRow> {
    let mut cells = Cells::of(row);
    let (agreement_id, reference, title) = (cells.get()?, cells.get()?, cells.get()?);
    let status = cells.word(Status::named)?;
    let (starts_on, ends_on) = (known(&cells.get::<String>()?), known(&cells.get::<String>()?));
    let kind: Option<String> = cells.get()?;
    let next_on = known(&cells.get::<String>()?);
    let next = kind.and_then(|kind| MilestoneKind::named(&kind)).zip(next_on);
    let holds_until = cells.parsed()?;
    Ok(BoardRow { agreement_id, reference, title, status, starts_on, ends_on, next, holds_until })
}

fn known(text: &str) -> Option<Day> {
    text.parse().ok()
}

fn day_text(day: Option<Day>) -> String {
    day.map_or_else(|| LAST_KEY.to_owned(), |day| day.to_string())
}

/// Rows that hold: under these rules, worked out for no later day, and not past their time. The first two places.
const HOLDS: &str = "b.rules = ?1 AND b.written_on <= ?2 AND b.holds_until > ?2";

impl Store {
    /// Agreements whose rows do not hold under these rules on that day, at most `limit`.
    pub fn board_stale(&self, rules: &str, today: Day, limit: usize) -> Result<Vec<i64>> {
        let (today, limit) = (today.to_string(), i64::try_from(limit).unwrap_or(i64::MAX));
        let mut stale: Vec<i64> = Vec::new();
        for condition in ["rules < ?1", "rules > ?1", "rules = ?1 AND holds_until <= ?2", "written_on > ?2"] {
            let wanted = limit - i64::try_from(stale.len()).unwrap_or(i64::MAX);
            let sql = format!("SELECT agreement_id FROM board WHERE {condition} AND (?1, ?2) = (?1, ?2) LIMIT ?3");
            stale.extend(self.all(&sql, (rules, &today, wanted), |row| row.get::<_, i64>(0))?);
        }
        stale.sort_unstable();
        stale.dedup();
        let counts = "SELECT (SELECT count(*) FROM agreement) - (SELECT count(*) FROM board)";
        if self.one(counts, [], |row| row.get::<_, i64>(0))?.unwrap_or(0) != 0 {
            let sql = "SELECT id FROM agreement WHERE id NOT IN (SELECT agreement_id FROM board) LIMIT ?1";
            stale.extend(self.all(sql, [limit], |row| row.get::<_, i64>(0))?);
        }
        stale.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(stale)
    }

    /// The rows that hold and that the query lets through, in its order.
    pub fn board_page(&self, rules: &str, today: Day, query: &BoardQuery) -> Result<Vec<(BoardRow, Sight)>> {
        let mut asked = Asked::new(rules, today, query);
        let key = asked.key(query);
        let (way, beyond) = match query.descending {
            Descending::No => ("ASC", ">"),
            Descending::Yes => ("DESC", "<"),
        };
        if let Some((text, id)) = &query.after {
            let (text, id) = (asked.value(text.clone()), asked.value(*id));
            asked.narrow(&if query.key == BoardKey::Registered {
                format!("b.agreement_id {beyond} {id} AND {text} = {text}")
            } else {
                format!("({key}, b.agreement_id) {beyond} ({text}, {id})")
            });
        }
        let order = match query.key {
            BoardKey::Registered => format!("b.agreement_id {way}"),
            _ => format!("{key} {way}, b.agreement_id {way}"),
        };
        let limit = asked.value(i64::try_from(query.limit).unwrap_or(i64::MAX));
        let sql = format!("SELECT {COLUMNS}, {} {} ORDER BY {order} LIMIT {limit}", asked.seen, asked.sql);
        let seen = |found: &Row<'_>| {
            let sight = if found.get::<_, bool>(9)? { Sight::Whole } else { Sight::Withheld };
            Ok((row(found)?, sight))
        };
        self.all(&sql, params_from_iter(asked.values), seen)
    }

    /// How many rows that hold the query lets through, by status, whatever its order.
    pub fn board_counts(&self, rules: &str, today: Day, query: &BoardQuery) -> Result<BoardCounts> {
        let asked = Asked::new(rules, today, query);
        let sql = format!("SELECT b.status, count(*) {} GROUP BY b.status", asked.sql);
        let read = |row: &Row<'_>| {
            let mut cells = Cells::of(row);
            Ok((cells.word(Status::named)?, cells.get::<i64>()?.unsigned_abs()))
        };
        Ok(self.all(&sql, params_from_iter(asked.values), read)?.into_iter().collect())
    }

    /// The milestones between two days of the agreements whose rows hold, in order of day, with their references, titles
    /// and whether they are restricted.
    pub fn board_days(
        &self,
        rules: &str,
        today: Day,
        from: Day,
        through: Day,
        mut each: impl FnMut(BoardDay, String, String, bool),
    ) -> Result<()> {
        let sql = format!(
            "SELECT d.agreement_id, d.day, d.kind, d.name, d.nth, d.do_by, d.lawful_until, d.state, b.reference, b.title,
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
                let mut cells = Cells::of(row);
                let agreement_id = cells.get()?;
                let day = cells.parsed()?;
                let kind = cells.word(MilestoneKind::named)?;
                let name = Some(cells.get::<String>()?).filter(|name| !name.is_empty());
                let (nth, do_by, lawful_until) = (cells.get()?, cells.parsed()?, cells.maybe_parsed()?);
                let state = cells.word(State::named)?;
                let day = BoardDay { agreement_id, day, kind, name, nth, do_by, lawful_until, state };
                Ok((day, cells.get()?, cells.get()?, cells.get()?))
            };
            let (day, reference, title, restricted) = read().map_err(|error| self.fail(error))?;
            each(day, reference, title, restricted);
        }
        Ok(())
    }

    /// Agreements whose rows hold and that have an open milestone on or before a day.
    pub fn board_open(&self, rules: &str, today: Day, through: Day, after_id: i64, limit: usize) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT DISTINCT b.agreement_id FROM board b WHERE {HOLDS} AND b.agreement_id > ?4
             AND EXISTS (SELECT 1 FROM board_day d WHERE d.agreement_id = b.agreement_id AND d.state = 'open' AND d.day <= ?3)
             ORDER BY b.agreement_id LIMIT ?5"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let params = (rules, today.to_string(), through.to_string(), after_id, limit);
        self.all(&sql, params, |row| row.get(0))
    }
}

/// A query under way: what it selects from and under which conditions.
struct Asked {
    sql: String,
    values: Vec<Value>,
    /// The condition under which a restricted agreement may be seen.
    seen: String,
}

impl Asked {
    fn new(rules: &str, today: Day, query: &BoardQuery) -> Self {
        let values = vec![Value::from(rules.to_owned()), Value::from(today.to_string())];
        let sql = format!(
            "FROM board b JOIN agreement a ON a.id = b.agreement_id WHERE {}",
            HOLDS.replace("b.rules", "+b.rules")
        );
        let mut asked = Self { sql, values, seen: String::new() };
        asked.seen = query.filter.seen("a");
        for condition in query.filter.conditions("a", &mut asked.values) {
            asked.narrow(&condition);
        }
        if !query.status.is_empty() {
            let words: Vec<String> = query.status.iter().map(|status| asked.value(status.name().to_owned())).collect();
            asked.narrow(&format!("b.status IN ({})", words.join(", ")));
        }
        if let Some(day) = query.ends_from {
            let day = asked.value(day.to_string());
            asked.narrow(&format!("b.ends_on >= {day} AND b.ends_on <> '{LAST_KEY}'"));
        }
        if let Some(day) = query.ends_before {
            let day = asked.value(day.to_string());
            asked.narrow(&format!("b.ends_on < {day}"));
        }
        asked
    }

    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn narrow(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    fn key(&self, query: &BoardQuery) -> String {
        match query.key {
            BoardKey::Registered => "b.agreement_id".to_owned(),
            BoardKey::Reference => "b.reference".to_owned(),
            BoardKey::Title => format!("iif({}, b.title, b.reference)", self.seen),
            BoardKey::Status => "b.status".to_owned(),
            BoardKey::StartsOn => "b.starts_on".to_owned(),
            BoardKey::EndsOn => "b.ends_on".to_owned(),
            BoardKey::NextOn => "b.next_on".to_owned(),
        }
    }
}

impl Tx<'_> {
    /// Keeps what lists show of an agreement, as worked out for that day under these rules, in place of what was.
    /// `acts` is how many acts it was worked out from: where there are more by now the row stays stale.
    pub fn put_on_board(&self, row: &BoardRow, days: &[BoardDay], rules: &str, today: Day, acts: usize) -> Result<()> {
        let acts = i64::try_from(acts).unwrap_or(i64::MAX);
        let count = "SELECT acts FROM agreement WHERE id = ?1";
        if self.one(count, [row.agreement_id], |row| row.get::<_, i64>(0))? != Some(acts) {
            return Ok(());
        }
        self.run(
            "INSERT OR REPLACE INTO board (agreement_id, rules, written_on, holds_until, reference, title, status,
                 starts_on, ends_on, next_kind, next_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            (
                row.agreement_id,
                rules,
                today.to_string(),
                row.holds_until.to_string(),
                &row.reference,
                &row.title,
                row.status.name(),
                day_text(row.starts_on),
                day_text(row.ends_on),
                row.next.map(|(kind, _)| kind.name()),
                day_text(row.next.map(|(_, day)| day)),
            ),
        )?;
        self.run("DELETE FROM board_day WHERE agreement_id = ?1", [row.agreement_id])?;
        let sql = "INSERT OR REPLACE INTO board_day (day, agreement_id, kind, name, nth, do_by, lawful_until, state)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        for day in days {
            let (on, do_by, lawful) =
                (day.day.to_string(), day.do_by.to_string(), day.lawful_until.map(|day| day.to_string()));
            let name = day.name.as_deref().unwrap_or_default();
            let (kind, state) = (day.kind.name(), day.state.name());
            self.run(sql, (on, day.agreement_id, kind, name, day.nth, do_by, lawful, state))?;
        }
        Ok(())
    }

    /// An act makes an agreement's row stale; one that came in has a stale row from the first.
    pub(super) fn stale_on_board(&self, agreement_id: i64, today: Day) -> Result<()> {
        let sql = "INSERT INTO board (agreement_id, rules, written_on, holds_until, reference, title, status)
                   VALUES (?1, '', ?2, ?2, '', '', 'unknown') ON CONFLICT (agreement_id) DO UPDATE SET rules = ''";
        self.run(sql, (agreement_id, today.to_string())).map(drop)
    }
}
