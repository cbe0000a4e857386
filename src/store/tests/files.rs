//! The file: made, opened, refused, copied, locked.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::{LastScan, Lock, ProgramNote, Result, Store, StoreError};
use super::{day, facts, minute, stamp};

/// Whether an error is the one a case asks for.
type IsRight = fn(&StoreError) -> bool;

fn scratch() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("var").join("register.db");
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_new_database_is_its_owners_alone_and_overwrites_nothing() {
    let (_folder, path) = scratch();
    drop(Store::create(&path).expect("a new database"));
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().expect("a folder"))), (0o600, 0o700));
    assert_eq!(names(path.parent().expect("a folder")), ["register.db"], "nothing is left beside it");
    assert!(matches!(Store::create(&path), Err(StoreError::AlreadyThere(_))));
    let (first, second) = (Store::open(&path).expect("ours"), Store::open_on(&path, day("2026-01-05")).expect("ours"));
    assert_eq!(first.database_id().expect("an id").len(), 32);
    assert_eq!(first.database_id().expect("an id"), second.database_id().expect("an id"));
}

#[test]
fn what_is_not_ours_is_refused_and_left_as_it_is() {
    let (_folder, path) = scratch();
    fs::create_dir(path.parent().expect("a folder")).expect("a folder");
    assert!(matches!(Store::open(&path), Err(StoreError::Missing(_))));

    let ours = path.with_extension("ours");
    drop(Store::create(&ours).expect("a new database"));
    let ours = fs::read(&ours).expect("its bytes");
    let with = |sql: &str| {
        let other = path.with_extension("other");
        fs::write(&other, &ours).expect("a copy");
        Connection::open(&other).and_then(|conn| conn.execute_batch(sql)).expect(sql);
        fs::read(&other).expect("its bytes")
    };
    let half = ours[..ours.len() / 2].to_vec();
    let mut flipped = ours.clone();
    flipped[4096..8192].fill(0xff);
    let cases: [(&str, Vec<u8>, IsRight); 8] = [
        ("an empty file", Vec::new(), |e| matches!(e, StoreError::Foreign { .. })),
        ("a picture", b"\x89PNG\r\n\x1a\n".repeat(1000), |e| matches!(e, StoreError::Foreign { .. })),
        ("a text", b"xin chao".to_vec(), |e| matches!(e, StoreError::Foreign { .. })),
        ("another program's", with("PRAGMA application_id = 7"), |e| matches!(e, StoreError::Foreign { .. })),
        ("a newer one", with("PRAGMA user_version = 999"), |e| matches!(e, StoreError::Newer { found: 999, .. })),
        ("one without a version", with("PRAGMA user_version = 0"), |e| matches!(e, StoreError::Foreign { .. })),
        ("a file cut in half", half, |e| matches!(e, StoreError::Corrupt { .. })),
        ("a page of rubbish", flipped, |e| matches!(e, StoreError::Corrupt { .. })),
    ];
    for (rule, bytes, is_right) in cases {
        let file = path.with_file_name(format!("{rule}.db"));
        fs::write(&file, &bytes).expect(rule);
        let error = Store::open(&file).expect_err(rule);
        assert!(is_right(&error), "{rule}: {error}");
        let said = error.to_string();
        assert!(said.contains("backup") && said.contains(&file.display().to_string()), "{rule}: {said}");
        assert!(fs::read(&file).expect(rule) == bytes, "{rule}: unchanged");
    }
}

#[test]
fn a_file_replaced_or_removed_while_in_use_takes_no_more() {
    let (_folder, path) = scratch();
    let mut store = Store::create(&path).expect("a new database");
    store.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("1"))).expect("it is there");
    let elsewhere = path.with_extension("moved");
    fs::rename(&path, &elsewhere).expect("moved");
    let gone = store.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("2")));
    assert!(matches!(gone, Err(StoreError::Replaced(_))));
    drop(Store::create(&path).expect("another one in its place"));
    let replaced = store.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("2")));
    assert!(matches!(replaced, Err(StoreError::Replaced(_))));
}

#[test]
fn a_backup_is_a_whole_database_and_overwrites_nothing() {
    let (_folder, path) = scratch();
    let mut store = Store::create(&path).expect("a new database");
    store.write(|tx| tx.register(&facts("DL-KR-2022-01"), None, &stamp())).expect("registered");
    let copy = path.with_file_name("copy.db");
    store.backup(&copy).expect("a copy");
    store.write(|tx| tx.register(&facts("DL-KR-2022-02"), None, &stamp())).expect("registered");
    assert!(matches!(store.backup(&copy), Err(StoreError::AlreadyThere(_))));
    assert_eq!(fs::metadata(&copy).expect("it is there").permissions().mode() & 0o777, 0o600);

    let restored = Store::open(&copy).expect("ours");
    assert_eq!(restored.verify_chain().expect("sound").acts, 1);
    assert_eq!(restored.database_id().expect("an id"), store.database_id().expect("an id"));
    assert_eq!(store.verify_chain().expect("sound").acts, 2);
}

#[test]
fn a_rehearsal_leaves_the_file_as_it_is() {
    let (_folder, path) = scratch();
    let mut store = Store::create(&path).expect("a new database");
    store.write(|tx| tx.register(&facts("DL-KR-2022-01"), None, &stamp())).expect("registered");
    let mut copy = store.copy_to_memory().expect("memory");
    let done: Result<i64> = copy.write(|tx| tx.register(&facts("DL-KR-2022-02"), None, &stamp()));
    assert_eq!(done.expect("registered"), 2);
    assert_eq!((copy.path(), copy.agreements().expect("a query")), (None, 2));
    assert_eq!(store.agreements().expect("a query"), 1);
}

#[test]
fn one_delivers_and_one_is_the_daemon() {
    let (_folder, path) = scratch();
    drop(Store::create(&path).expect("a new database"));
    let first = Lock::try_deliver(&path).expect("a lock");
    assert!(first.is_some());
    assert!(Lock::try_deliver(&path).expect("somebody has it").is_none());
    assert!(Lock::try_run(&path).expect("another lock").is_some());
    drop(first);
    assert!(Lock::try_deliver(&path).expect("free again").is_some());
}

#[test]
fn notes_come_back_as_they_were_given() {
    let mut store = Store::in_memory().expect("memory");
    assert_eq!(store.last_scan().expect("a query"), None);
    let scan = LastScan { on: day("2026-01-05"), at: minute(1), rules: "0a1b 2".to_owned() };
    store
        .write(|tx| {
            tx.set_note(ProgramNote::LastDigest, Some("mail"))?;
            tx.set_last_scan(&scan)
        })
        .expect("noted");
    assert_eq!(store.last_scan().expect("a query"), Some(scan));
    assert_eq!(store.note(ProgramNote::LastDigest).expect("a query").as_deref(), Some("mail"));
    store.write(|tx| tx.set_note(ProgramNote::LastDigest, None)).expect("forgotten");
    assert_eq!(store.note(ProgramNote::LastDigest).expect("a query"), None);
}
