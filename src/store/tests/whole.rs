//! When the whole file is held against itself: with the first write of a day, and after a writer that died.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::super::{Lock, ProgramNote, Result, Store, StoreError};
use super::{day, facts, stamp};

/// A closed register with an index that points into another one: no reading by number meets it.
fn with_a_wrong_index(folder: &Path) -> PathBuf {
    let path = folder.join("register.db");
    let mut store = Store::create(&path).expect("a new database");
    store.write(|tx| tx.register(&facts("DL-KR-2022-01"), None, &stamp())).expect("registered");
    drop(store);
    let raw = Connection::open(&path).expect("a database");
    raw.execute_batch(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'board_ends')
             WHERE name = 'agreement_country'",
    )
    .expect("a schema that lies");
    path
}

fn note(store: &mut Store) -> Result<()> {
    store.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("x")))
}

#[test]
fn the_first_write_of_a_day_looks_at_the_whole_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = with_a_wrong_index(folder.path());
    assert!(matches!(Store::open(&path), Err(StoreError::Corrupt { .. })), "whoever asks for all of it");
    let mut store = Store::open_on(&path, day("2026-01-05")).expect("opened without a look");
    assert_eq!(store.agreement(1).expect("it is read by its number").facts.reference, "DL-KR-2022-01");
    assert!(matches!(note(&mut store), Err(StoreError::Corrupt { .. })), "nothing is written into a wrong file");
    assert_eq!(store.note(ProgramNote::LastDigest).expect("readable"), None);
    drop(store);
    // Had the day's look been taken already, it is not taken again until tomorrow.
    let raw = Connection::open(&path).expect("a database");
    raw.execute("INSERT INTO meta (key, value) VALUES ('checked-on', '2026-01-05')", []).expect("a row");
    drop(raw);
    note(&mut Store::open_on(&path, day("2026-01-05")).expect("opened")).expect("looked at today");
    let mut tomorrow = Store::open_on(&path, day("2026-01-06")).expect("opened");
    assert!(matches!(note(&mut tomorrow), Err(StoreError::Corrupt { .. })), "and tomorrow it is");
}

#[test]
fn a_day_s_first_write_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.db");
    drop(Store::create(&path).expect("a new database"));
    let mut store = Store::open_on(&path, day("2026-01-05")).expect("opened");
    assert_eq!(store.note(ProgramNote::CheckedOn).expect("readable"), None, "reading writes nothing");
    note(&mut store).expect("written");
    assert_eq!(store.note(ProgramNote::CheckedOn).expect("readable").as_deref(), Some("2026-01-05"));
}

#[test]
fn a_log_without_a_daemon_was_left_by_a_writer_that_died() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = with_a_wrong_index(folder.path());
    let mut writer = Store::open_on(&path, day("2026-01-05")).expect("opened");
    writer.db.conn.execute("INSERT INTO meta (key, value) VALUES ('checked-on', '2026-01-05')", []).expect("a row");
    note(&mut writer).expect("looked at today");
    // As a crash leaves it: the file and its log.
    let copy = folder.path().join("left.db");
    for suffix in ["", "-wal"] {
        fs::copy(format!("{}{suffix}", path.display()), format!("{}{suffix}", copy.display())).expect("a copy");
    }
    let daemon = Lock::try_run(&copy).expect("a lock").expect("nobody else has it");
    drop(Store::open_on(&copy, day("2026-01-05")).expect("a daemon is at work: it is its log"));
    fs::copy(format!("{}-wal", path.display()), format!("{}-wal", copy.display())).expect("a copy");
    drop(daemon);
    assert!(matches!(Store::open_on(&copy, day("2026-01-05")), Err(StoreError::Corrupt { .. })), "its writer died");
}
