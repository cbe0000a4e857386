//! Damage: full disks, flipped bytes, logs cut short. An error is right, a wrong answer or a panic never is.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::{ProgramNote, Result, Store, StoreError};
use super::{day, facts, key, letter, minute, pending, reminder, stamp};
use crate::lifecycle::act::ActBody;

/// A closed database with five agreements, ten acts, a letter sent and one that waits.
fn filled(folder: &Path) -> PathBuf {
    let path = folder.join("register.db");
    let mut store = Store::create(&path).expect("a new database");
    for nth in 1..=5 {
        let done: Result<()> = store.write(|tx| {
            let id = tx.register(&facts(&format!("DL-KR-2022-0{nth}")), None, &stamp())?;
            tx.append(id, day("2026-01-05"), Some("12/CV"), None, &ActBody::Suspend, &stamp()).map(drop)
        });
        done.expect("registered");
    }
    let sent = pending(&mut store, "-30d", "2026-02-01");
    pending(&mut store, "-7d", "2027-12-15");
    store.write(|tx| tx.claim(minute(0), 1)).expect("claimed");
    store.write(|tx| tx.open_receipt(sent, minute(0))).expect("opened");
    path
}

/// Everything a scan and a delivery would read, as text; the first error ends it.
fn everything(store: &mut Store) -> Result<String> {
    // Nothing here outlives the test.
    store.conn.pragma_update(None, "synchronous", "OFF").map_err(|error| store.fail(error))?;
    let mut said = Vec::new();
    for id in store.agreement_ids(0, 100)? {
        said.push(format!("{:?}", store.agreement(id)?));
    }
    said.push(format!("{:?}", store.receipts(0, 100)?));
    store.write(|tx| tx.rescue(minute(9)))?;
    for claimed in store.write(|tx| tx.claim(minute(9), 100))? {
        said.push(format!("{claimed:?}"));
    }
    Ok(said.join("\n"))
}

#[test]
fn flipped_bytes_are_found_and_never_become_facts_or_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = fs::read(filled(folder.path())).expect("its bytes");
    let file = folder.path().join("flipped.db");
    fs::write(&file, &sound).expect("a copy");
    let truth = everything(&mut Store::open(&file).expect("sound")).expect("sound");
    let lines: Vec<_> = truth.lines().collect();
    let mut found = 0;
    // 1021 is prime to the size of a page, so that the flips fall on headers, cells and free space alike.
    for at in (100..sound.len()).step_by(1021) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x41;
        for beside in ["-wal", "-shm"] {
            let _ = fs::remove_file(folder.path().join(format!("flipped.db{beside}")));
        }
        fs::write(&file, &bytes).expect("a flipped copy");
        match Store::open(&file).and_then(|mut store| everything(&mut store)) {
            Ok(said) => {
                let wrong: Vec<_> = said.lines().filter(|line| !lines.contains(line)).collect();
                assert!(wrong.is_empty(), "byte {at}: {wrong:?}");
            }
            Err(_) => found += 1,
        }
    }
    assert!(found > 0, "some of the flips fall on what is read");
}

#[test]
fn a_log_cut_short_opens_where_a_transaction_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = filled(folder.path());
    let mut store = Store::open(&path).expect("ours");
    for nth in 0..3 {
        let act =
            ActBody::Correct { field: "note".to_owned(), old: String::new(), new: nth.to_string(), commitment: None };
        store.write(|tx| tx.append(1, day("2026-01-06"), None, None, &act, &stamp())).expect("an act");
    }
    let log = PathBuf::from(format!("{}-wal", path.display()));
    let (main, log) = (fs::read(&path).expect("its bytes"), fs::read(log).expect("its log"));
    let mut seen = Vec::new();
    for cut in (0..log.len()).step_by(512).chain([log.len()]) {
        let copy = folder.path().join(format!("cut-{cut}.db"));
        fs::write(&copy, &main).expect("a copy");
        fs::write(format!("{}-wal", copy.display()), &log[..cut]).expect("a part of its log");
        let store = Store::open(&copy).expect("a committed state");
        store.integrity_check().expect("a committed state");
        seen.push(store.verify_chain().expect("a committed state").acts);
    }
    assert!(seen.is_sorted(), "more log, more acts: {seen:?}");
    seen.dedup();
    assert_eq!(seen, [10, 11, 12, 13]);
}

#[test]
fn a_full_disk_keeps_nothing_half_and_is_recovered_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&filled(folder.path())).expect("ours");
    let pages: i64 = store.conn.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("a number");
    let limit = |store: &Store, pages: i64| {
        store.conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).expect("a setting");
    };
    let keys = [key(2, "-30d")];
    let big = super::super::Composed { mime: vec![b'x'; 100_000], ..letter(&keys, "2027-11-22") };
    let queue = |store: &mut Store| -> Result<Vec<i64>> {
        store.write(|tx| {
            tx.enqueue(&[reminder(keys[0].clone(), "desk", "2027-11-22")], day("2026-01-05"))?;
            let basket = tx.composing(0, 10)?.remove(0);
            tx.compose(basket.id, std::slice::from_ref(&big), minute(0))
        })
    };
    limit(&store, pages);
    assert!(matches!(queue(&mut store), Err(StoreError::Full(_))));
    assert_eq!(store.outbox(0, 10).expect("a query").len(), 2, "as before");
    limit(&store, pages + 1000);
    assert_eq!(queue(&mut store).expect("there is room again").len(), 1);
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = filled(folder.path());
    let mut store = Store::open(&path).expect("ours");
    store.conn.pragma_update(None, "query_only", "ON").expect("a setting");
    let refused: Result<()> = store.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("1")));
    let Err(error @ StoreError::ReadOnly { .. }) = refused else { panic!("it is refused") };
    assert!(error.to_string().contains(&path.display().to_string()));
}
