//! What left the house, written down beside the database.

use std::fs;

use super::super::{Journal, Result, Store};
use super::{facts, minute, pending, stamp};
use crate::outbox::{EnvelopeState, ReceiptOutcome, Settlement, Tries};

/// A store in a file that holds one agreement.
fn in_a_file(folder: &tempfile::TempDir) -> Store {
    let mut store = Store::create(&folder.path().join("pactwatch.db")).expect("a new database");
    let registered: Result<i64> = store.write(|tx| tx.register(&facts("DL-KR-2022-01"), None, &stamp()));
    registered.expect("a reference");
    store
}

fn send(store: &mut Store, id: i64, at: i64) {
    let done: Result<()> = store.write(|tx| {
        tx.claim(minute(at), 1)?;
        tx.open_receipt(id, minute(at))?;
        let taken = Settlement::of(
            EnvelopeState::Sent,
            Tries { attempts: 1, ..Tries::default() },
            ReceiptOutcome::Accepted,
            "250 queued",
        );
        tx.settle(id, &taken, minute(at))
    });
    done.expect("sent");
}

fn later(store: &Store) -> (Vec<String>, Option<i64>) {
    match store.journal().expect("a journal") {
        Journal::Read(later) => {
            let rungs = later
                .letters
                .iter()
                .flat_map(|letter| &letter.keys)
                .map(crate::lifecycle::reminder::Key::occasion_text);
            (rungs.collect(), later.acts.map(|(number, _)| number))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_backup_cannot_know_stands_in_the_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = in_a_file(&folder);
    let (first, second) = (pending(&mut store, "-30d", "2027-11-22"), pending(&mut store, "-7d", "2027-12-15"));
    send(&mut store, first, 1);
    store.backup(&folder.path().join("copy.db")).expect("a copy");
    send(&mut store, second, 2);
    let done: Result<i64> = store.write(|tx| tx.register(&facts("DL-LA-2022-01"), None, &stamp()));
    done.expect("a reference");
    assert_eq!(later(&store), (vec![], None));
    assert!(!store.is_older_than_its_letters().expect("a look"));
    drop(store);
    let (path, copy) = (folder.path().join("pactwatch.db"), folder.path().join("copy.db"));
    fs::rename(&copy, &path).expect("put back");
    let mut store = Store::open(&path).expect("the copy");
    assert_eq!(later(&store), (vec!["-7d".to_owned()], Some(2)));
    assert!(store.is_older_than_its_letters().expect("a look"));
    // The same letter goes again, and as many acts as there were are recorded.
    send(&mut store, second, 3);
    let done: Result<i64> = store.write(|tx| tx.register(&facts("DL-LA-2022-01"), None, &stamp()));
    done.expect("a reference");
    assert!(!store.is_older_than_its_letters().expect("a look"));
    assert_eq!(later(&store).1, None);
}

#[test]
fn another_register_s_lines_and_lines_that_a_crash_cut_are_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = in_a_file(&folder);
    let id = pending(&mut store, "-30d", "2027-11-22");
    send(&mut store, id, 1);
    let path = folder.path().join("pactwatch.db.sent");
    let text = fs::read_to_string(&path).expect("a journal");
    let own = store.database_id().expect("an id");
    let other = text.replace(&own, "0123").replace("\"seq\":2", "\"seq\":9");
    fs::write(&path, format!("{other}{text}{}", &text[..text.len() / 2])).expect("written");
    assert_eq!(later(&store), (vec![], None));
    assert!(!store.is_older_than_its_letters().expect("a look"));
}

#[test]
fn lines_older_than_letters_are_kept_are_let_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = in_a_file(&folder);
    let ids = [pending(&mut store, "-30d", "2027-11-22"), pending(&mut store, "-7d", "2027-12-15")];
    for (id, at) in ids.into_iter().zip([1, 60]) {
        send(&mut store, id, at);
    }
    let path = folder.path().join("pactwatch.db.sent");
    let lines = || fs::read_to_string(&path).expect("a journal").lines().count();
    // The agreement's registering, and two letters.
    assert_eq!(lines(), 3);
    store.forget_sent(minute(-1));
    assert_eq!(lines(), 3);
    store.forget_sent(minute(30));
    assert_eq!(lines(), 1);
    assert_eq!(later(&store), (vec![], None));
}
