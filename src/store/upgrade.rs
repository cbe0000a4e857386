//! From an older schema to this program's: the steps in `migrations/`, all in one transaction.
//!
//! Not a way back. The invariant: a crash leaves the old database or the new one, never one between.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// The schema this program writes and the newest it reads.
pub(super) const VERSION: i64 = 2;

/// One step: the version it leads to, and the statements that lead there from the version before.
pub(super) struct Step {
    pub(super) to: i64,
    pub(super) sql: &'static str,
}

/// Every step there is, in order; see `migrations/README.md`.
pub(super) const STEPS: &[Step] = &[Step { to: 2, sql: include_str!("../../migrations/0002.sql") }];

/// The version a database has.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings a database to the last of `steps`. Does nothing, and writes nothing, where it is there already.
pub(super) fn upgrade(conn: &Connection, steps: &[Step]) -> rusqlite::Result<()> {
    let Some(last) = steps.last() else { return Ok(()) };
    if version(conn)? >= last.to {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    // Asked again: another program may have upgraded it while this one waited for the lock.
    let found = version(conn)?;
    for step in steps.iter().filter(|step| step.to > found) {
        conn.execute_batch(step.sql)?;
        conn.pragma_update(None, "user_version", step.to)?;
    }
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Step] = &[
        Step { to: 2, sql: "CREATE TABLE two (x) STRICT" },
        Step { to: 3, sql: "CREATE TABLE three (x INTEGER) STRICT; INSERT INTO three VALUES (3)" },
    ];

    fn tables(conn: &Connection) -> Vec<String> {
        let mut statement = conn.prepare("SELECT name FROM sqlite_schema ORDER BY name").expect("a query that holds");
        let names = statement.query_map([], |row| row.get(0)).expect("a query that holds");
        names.collect::<rusqlite::Result<_>>().expect("names are text")
    }

    #[test]
    fn a_failing_step_takes_the_steps_before_it_back() {
        let conn = Connection::open_in_memory().expect("memory");
        conn.pragma_update(None, "user_version", 1).expect("a pragma");
        // The first step lacks a type, which a STRICT table needs.
        assert!(upgrade(&conn, STEPS).is_err());
        let failing = [Step { to: 2, sql: "CREATE TABLE two (x INTEGER) STRICT" }, Step { to: 3, sql: "NONSENSE" }];
        assert!(upgrade(&conn, &failing).is_err());
        assert_eq!((version(&conn), tables(&conn)), (Ok(1), Vec::new()));
    }

    #[test]
    fn only_the_steps_that_are_missing_run() {
        let conn = Connection::open_in_memory().expect("memory");
        conn.pragma_update(None, "user_version", 2).expect("a pragma");
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
