//! From an older schema to this program's: the steps in `migrations/`, all in one transaction.
//!
//! A step is SQL, or Rust where SQL cannot work out what is stored. Not a way back. The invariant: a crash leaves the old
//! database or the new one, never one between.

mod facts_hash;
mod folded;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::note::ProgramNote;

/// The schema this program writes and the newest it reads.
pub(super) const VERSION: i64 = 6;

/// One step: the version it leads to, and what leads there from the version before.
pub(super) struct UpgradeStep {
    pub(super) to: i64,
    how: How,
}

enum How {
    Sql(&'static str),
    /// Reads and writes the columns that its version has and no others, whatever the program knows by then.
    Rust(fn(&Connection) -> rusqlite::Result<()>),
}

impl UpgradeStep {
    pub(super) const fn sql(to: i64, sql: &'static str) -> Self {
        Self { to, how: How::Sql(sql) }
    }

    pub(super) const fn rust(to: i64, code: fn(&Connection) -> rusqlite::Result<()>) -> Self {
        Self { to, how: How::Rust(code) }
    }
}

/// Every step there is, in order; see `migrations/README.md`.
pub(super) const STEPS: &[UpgradeStep] = &[
    UpgradeStep::sql(2, include_str!("../../migrations/0002.sql")),
    UpgradeStep::rust(3, facts_hash::hash_anew),
    UpgradeStep::sql(4, include_str!("../../migrations/0004.sql")),
    UpgradeStep::sql(5, include_str!("../../migrations/0005.sql")),
    UpgradeStep::rust(5, folded::fold_again),
    UpgradeStep::sql(6, include_str!("../../migrations/0006.sql")),
];

/// The version a database has.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings a database to the last of `steps`. Does nothing, and writes nothing, where it is there already.
pub(super) fn upgrade(conn: &Connection, steps: &[UpgradeStep]) -> rusqlite::Result<()> {
    let Some(last) = steps.last() else { return Ok(()) };
    if version(conn)? >= last.to {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    // Asked again: another program may have upgraded it while this one waited for the lock.
    let found = version(conn)?;
    for step in steps.iter().filter(|step| step.to > found) {
        match step.how {
            How::Sql(sql) => conn.execute_batch(sql)?,
            How::Rust(code) => code(&transaction)?,
        }
        conn.pragma_update(None, "user_version", step.to)?;
    }
    // Somebody has to be told whose plan the newer rules change; until then the oldest version is kept.
    let note = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING";
    conn.execute(note, (ProgramNote::UpgradedFrom.key(), found.to_string()))?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[UpgradeStep] = &[
        UpgradeStep::sql(2, "CREATE TABLE two (x) STRICT"),
        UpgradeStep::sql(3, "CREATE TABLE three (x INTEGER) STRICT; INSERT INTO three VALUES (3)"),
    ];

    const META: &str = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)";

    fn tables(conn: &Connection) -> Vec<String> {
        let mut statement = conn
            .prepare("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'meta' ORDER BY name")
            .expect("a query that holds");
        let names = statement.query_map([], |row| row.get(0)).expect("a query that holds");
        names.collect::<rusqlite::Result<_>>().expect("names are text")
    }

    #[test]
    fn a_failing_step_takes_the_steps_before_it_back() {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(&format!("PRAGMA user_version = 1; {META}")).expect("a database");
        // The first step lacks a type, which a STRICT table needs.
        assert!(upgrade(&conn, STEPS).is_err());
        let two = UpgradeStep::sql(2, "CREATE TABLE two (x INTEGER) STRICT");
        assert!(upgrade(&conn, &[two, UpgradeStep::sql(3, "NONSENSE")]).is_err());
        let two = UpgradeStep::sql(2, "CREATE TABLE two (x INTEGER) STRICT");
        assert!(upgrade(&conn, &[two, UpgradeStep::rust(3, |conn| conn.execute("NONSENSE", []).map(drop))]).is_err());
        assert_eq!((version(&conn), tables(&conn)), (Ok(1), Vec::new()));
    }

    #[test]
    fn only_the_steps_that_are_missing_run() {
        let conn = Connection::open_in_memory().expect("memory");
        conn.execute_batch(&format!("PRAGMA user_version = 2; {META}")).expect("a database");
        upgrade(&conn, STEPS).expect("the third step is sound");
        assert_eq!((version(&conn), tables(&conn)), (Ok(3), vec!["three".to_owned()]));
        upgrade(&conn, STEPS).expect("nothing to do");
        let rows = conn.query_row("SELECT count(*) FROM three", [], |row| row.get::<_, i64>(0));
        assert_eq!(rows, Ok(1));
    }

    #[test]
    fn the_last_step_leads_to_this_programs_version() {
        assert_eq!(super::STEPS.last().map_or(1, |step| step.to), VERSION);
    }
}
