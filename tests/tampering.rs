//! Every column of every table, altered by hand: `audit` notices it, or lists the column among those that it does not
//! vouch for. And a register that was silenced from outside says so.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use std::path::{Path, PathBuf};

use pactwatch::desk::audit::{NOT_VOUCHED, audit, audit_office};
use pactwatch::desk::{Desk, check, status, tick};
use pactwatch::watch::Release;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// The register of the first schema, in which letters stand in every state, brought to today's.
fn frozen() -> (TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/frozen/v1");
    for name in ["config.toml", "register.db"] {
        std::fs::copy(data.join(name), folder.path().join(name)).unwrap();
    }
    let mut desk = Desk::open(&folder.path().join("config.toml")).unwrap();
    desk.clock = pactwatch::clock::Clock::fixed("2027-08-20T00:00:00Z".parse().unwrap(), desk.clock.zone());
    (folder, desk)
}

fn raw(folder: &TempDir) -> Connection {
    let path: PathBuf = folder.path().join("register.db");
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "ignore_check_constraints", "ON").unwrap();
    conn.pragma_update(None, "foreign_keys", "OFF").unwrap();
    conn
}

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

/// Another value of the column's own kind.
fn another(value: &Value) -> Value {
    let next = |digit: char| if digit == '9' || digit == 'f' { '0' } else { char::from(digit as u8 + 1) };
    match value {
        Value::Null => Value::Text("2026-01-05".to_owned()),
        Value::Integer(number) => Value::Integer(number + 1),
        Value::Real(number) => Value::Real(number + 1.0),
        Value::Blob(bytes) => Value::Blob([bytes.as_slice(), b"x"].concat()),
        // Days, instants and hashes stay what they are; an instant moves by a tenth of a second.
        Value::Text(text) if text.len() == 24 && text.ends_with('Z') => {
            Value::Text(format!("{}{}{}", &text[..20], next(char::from(text.as_bytes()[20])), &text[21..]))
        }
        Value::Text(text) if text.len() == 10 && text.as_bytes()[4] == b'-' => Value::Text("2199-12-31".to_owned()),
        Value::Text(text) if text.len() == 64 => {
            Value::Text(format!("{}{}", &text[..63], next(text.chars().last().unwrap())))
        }
        Value::Text(text) => Value::Text(match text.as_str() {
            "sent" => "pending".to_owned(),
            "dead" | "pending" | "sending" => "dropped".to_owned(),
            "ours" => "partner".to_owned(),
            "partner" => "ours".to_owned(),
            "mou" => "treaty".to_owned(),
            other => format!("{other}x"),
        }),
    }
}

/// The conditions that name a row, for up to three rows in which the column holds something, else for one.
fn places(conn: &Connection, table: &str, column: &str) -> Vec<Vec<String>> {
    let keys = texts(conn, &format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0"));
    let conditions: Vec<String> = keys.iter().map(|key| format!("'\"{key}\" = ' || quote(\"{key}\")")).collect();
    let select = format!("SELECT json_array({}) FROM {table}", conditions.join(", "));
    // Of a letter that is no longer kept nothing tells the subject; `audit` says so.
    let kept = if (table, column) == ("envelope", "subject") { "AND mime IS NOT NULL" } else { "" };
    let filled = texts(conn, &format!("{select} WHERE \"{column}\" IS NOT NULL {kept} LIMIT 3"));
    let found = if filled.is_empty() { texts(conn, &format!("{select} LIMIT 1")) } else { filled };
    found.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
}

fn quoted(conn: &Connection, before: &str, value: &Value) -> String {
    let quoted: String = conn.query_row("SELECT quote(?1)", [value], |row| row.get(0)).unwrap();
    format!("{before}{quoted}")
}

fn vouched(table: &str, column: &str) -> bool {
    !NOT_VOUCHED.iter().any(|(other, columns)| *other == table && columns.contains(&column))
}

#[test]
fn h_every_column_that_is_altered_is_noticed_or_not_vouched_for() {
    let (folder, mut desk) = frozen();
    let before = audit(&desk.store).unwrap();
    assert!(before.is_sound(), "{:?}", before.wrong);
    // Days to look again are worked out by a scan; then letters are on their way no more.
    tick::tick(&mut desk, Release::Brake, pactwatch::watch::PauseRule::Nothing).unwrap();
    let sound = audit_office(&desk).unwrap();
    assert!(sound.is_sound(), "{:?}", sound.wrong);
    let conn = raw(&folder);
    // Whoever alters a line that nothing may alter takes the guard away first, and puts it back.
    let guards = texts(&conn, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    let drops = texts(&conn, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'");
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for table in texts(&conn, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'") {
        for column in texts(&conn, &format!("SELECT name FROM pragma_table_info('{table}')")) {
            if !vouched(&table, &column) {
                continue;
            }
            let places = places(&conn, &table, &column);
            // No release with outages or links is frozen yet; their rows are held like the others.
            assert!(
                !places.is_empty() || ["outage", "cut_letter"].contains(&table.as_str()),
                "{table} has no row to alter"
            );
            for place in places {
                let at = place.join(" AND ");
                let old: Value = conn
                    .query_row(&format!("SELECT \"{column}\" FROM {table} WHERE {at}"), [], |row| row.get(0))
                    .unwrap();
                let new = another(&old);
                let force = |value: &Value, at: &str| {
                    conn.execute_batch("BEGIN").unwrap();
                    for sql in &drops {
                        conn.execute_batch(sql).unwrap();
                    }
                    let sql = format!("UPDATE {table} SET \"{column}\" = ?1 WHERE {at}");
                    let changed = conn.execute(&sql, [value]);
                    for sql in &guards {
                        conn.execute_batch(sql).unwrap();
                    }
                    conn.execute_batch(if changed.is_ok() { "COMMIT" } else { "ROLLBACK" }).unwrap();
                    changed.is_ok()
                };
                // What the database itself does not let in cannot be altered so.
                if !force(&new, &at) {
                    continue;
                }
                tried += 1;
                // A letter that now counts as dropped by hand is named as one.
                if audit_office(&desk).is_ok_and(|audited| audited.is_sound() && audited.dropped == sound.dropped) {
                    unnoticed.push(format!("{table}.{column} where {at}: {old:?}"));
                }
                // Where its key was altered, the row stands elsewhere now.
                let own = format!("\"{column}\" = ");
                let moved =
                    place.iter().map(|one| if one.starts_with(&own) { quoted(&conn, &own, &new) } else { one.clone() });
                assert!(force(&old, &moved.collect::<Vec<_>>().join(" AND ")));
            }
        }
    }
    assert!(tried > 100, "only {tried} cells were altered");
    assert!(unnoticed.is_empty(), "{tried} tried, unnoticed:\n{}", unnoticed.join("\n"));
    let after = audit_office(&desk).unwrap();
    assert!(after.is_sound(), "everything was put back: {:?}", after.wrong);
}

#[test]
fn h_every_column_that_is_not_vouched_for_exists_and_is_named_by_audit() {
    let (folder, desk) = frozen();
    let conn = raw(&folder);
    let named = audit(&desk.store).unwrap().not_vouched;
    for (table, columns) in NOT_VOUCHED {
        let real = texts(&conn, &format!("SELECT name FROM pragma_table_info('{table}')"));
        for column in *columns {
            assert!(real.iter().any(|name| name == column), "{table}.{column}");
            assert!(named.contains(&format!("{table}.{column}")));
        }
    }
}

#[test]
fn h_a_silenced_register_is_no_sound_one() {
    let silenced = [
        // A key that is spent before its time: the letter that would say it never goes.
        (
            "INSERT INTO reminder (subject, what, nth, day, rung, recipient, addressee, agreement_id, envelope_id, queued_on)
             SELECT subject, what, nth, '2031-12-22', rung, recipient, addressee, agreement_id, envelope_id, queued_on
             FROM reminder WHERE envelope_id = (SELECT max(id) FROM envelope WHERE state = 'sent') LIMIT 1",
            "reminders",
        ),
        ("CREATE TRIGGER quiet BEFORE INSERT ON reminder BEGIN SELECT RAISE(IGNORE); END", "quiet"),
        ("UPDATE agreement SET look_on = '2199-12-31' WHERE reference = 'A-15'", "A-15"),
        ("UPDATE envelope SET not_before_at = '2099-01-01T00:00:00.000Z' WHERE state = 'pending'", "pause"),
    ];
    for (sql, said) in silenced {
        let (folder, mut desk) = frozen();
        if sql.contains("look_on") {
            tick::tick(&mut desk, Release::Brake, pactwatch::watch::PauseRule::Nothing).unwrap();
        }
        raw(&folder).execute_batch(sql).unwrap();
        let found = audit_office(&desk).unwrap();
        assert!(found.wrong.iter().any(|wrong| wrong.contains(said)), "{sql}: {:?}", found.wrong);
        if sql.contains("TRIGGER") {
            let status = status::status(&desk).unwrap();
            assert!(status.problems.iter().any(|problem| problem.to_string().contains(said)), "{:?}", status.problems);
            let checked =
                check::check(&desk, &check::Mail::LeftAlone, |_| Ok::<(), pactwatch::desk::DeskError>(())).unwrap();
            assert!(
                checked.problems.iter().any(|problem| problem.to_string().contains(said)),
                "{:?}",
                checked.problems
            );
        }
    }
}

/// What nobody may take away is missed: a row removed from each table, the first and the last, is noticed, or nothing of the
/// table is vouched for.
#[test]
fn h_a_row_that_is_removed_is_noticed_or_not_vouched_for() {
    let (folder, mut desk) = frozen();
    tick::tick(&mut desk, Release::Brake, pactwatch::watch::PauseRule::Nothing).unwrap();
    assert!(audit_office(&desk).unwrap().is_sound());
    let conn = raw(&folder);
    let guards = texts(&conn, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    let drops = texts(&conn, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'");
    let whole = folder.path().join("whole.db");
    conn.execute("VACUUM INTO ?1", [whole.to_str().unwrap()]).unwrap();
    let tables = texts(&conn, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    drop((conn, desk));
    let mut tried = 0;
    for table in tables {
        for order in ["ASC", "DESC"] {
            for name in ["register.db-wal", "register.db-shm"] {
                let _ = std::fs::remove_file(folder.path().join(name));
            }
            std::fs::copy(&whole, folder.path().join("register.db")).unwrap();
            let conn = raw(&folder);
            let columns = texts(&conn, &format!("SELECT name FROM pragma_table_info('{table}')"));
            if columns.iter().all(|column| !vouched(&table, column)) {
                continue;
            }
            let keys = texts(&conn, &format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"));
            let (listed, ordered) = (keys.join(", "), keys.join(&format!(" {order}, ")));
            for sql in &drops {
                conn.execute_batch(sql).unwrap();
            }
            let removed = conn
                .execute(
                    &format!(
                        "DELETE FROM {table} WHERE ({listed}) = (SELECT {listed} FROM {table} ORDER BY {ordered} {order} LIMIT 1)"
                    ),
                    [],
                )
                .unwrap();
            for sql in &guards {
                conn.execute_batch(sql).unwrap();
            }
            drop(conn);
            if removed == 0 {
                continue;
            }
            tried += 1;
            let desk = Desk::open(&folder.path().join("config.toml")).unwrap();
            // A register that cannot be read to its end is no sound one either.
            let sound = audit(&desk.store).is_ok_and(|audited| audited.is_sound());
            assert!(!sound, "{table}, the row that is first {order}: nobody misses it");
        }
    }
    assert!(tried >= 14, "only {tried} rows were removed");
}

/// Acts and receipts cut off at their end, with what followed from them, leave chains that are whole: the foot of a digest
/// tells, and only the foot.
#[test]
fn h_a_tail_cut_off_is_told_by_the_foot_of_a_digest() {
    let (folder, desk) = frozen();
    let before = audit(&desk.store).unwrap();
    let conn = raw(&folder);
    let newest: i64 = conn.query_row("SELECT max(seq) FROM receipt", [], |row| row.get(0)).unwrap();
    let guards = texts(&conn, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for sql in texts(&conn, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'") {
        conn.execute_batch(&sql).unwrap();
    }
    conn.execute("DELETE FROM receipt WHERE seq = ?1", [newest]).unwrap();
    for sql in &guards {
        conn.execute_batch(sql).unwrap();
    }
    let after = audit(&desk.store).unwrap();
    assert_eq!(after.receipts + 1, before.receipts);
    assert_ne!(after.receipts_head, before.receipts_head, "the head is another one");
    assert_eq!(after.head, before.head, "that of the acts is not touched");
}

#[test]
fn b8_a_name_that_was_altered_stands_in_no_letter() {
    let (folder, desk) = frozen();
    let conn = raw(&folder);
    conn.execute("UPDATE party_name SET name = 'UBND tỉnh Đắk Lăk' WHERE party_id = 'dak-lak'", []).unwrap();
    conn.execute("UPDATE party SET successor_id = 'sekong', successor_on = '2026-01-01' WHERE id = 'dak-lak'", [])
        .unwrap();
    let party = desk.store.parties().unwrap().get("dak-lak").cloned().unwrap();
    assert_eq!(party.name_on("2027-08-20".parse().unwrap()), "UBND tỉnh Đắk Lắk");
    assert_eq!(party.successor, None);
    assert!(!audit(&desk.store).unwrap().is_sound());
}
