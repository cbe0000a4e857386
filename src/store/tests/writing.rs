//! Transactions: all or nothing, one at a time, and what was appended stays.

use std::time::Duration;

use super::super::{ProgramNote, Result, Store, StoreError};
use super::{day, facts, key, minute, pending, reminder, stamp, store};
use crate::lifecycle::act::ActBody;

#[test]
fn what_fails_or_crashes_leaves_nothing() {
    let mut store = store();
    let failed: Result<()> = store.write(|tx| {
        tx.register(&facts("DL-TH-2022-01"), None, &stamp())?;
        Err(StoreError::NotOpened(0))
    });
    assert!(failed.is_err());
    let crashed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|tx| -> Result<()> {
            tx.register(&facts("DL-TH-2022-01"), None, &stamp())?;
            std::panic::resume_unwind(Box::new("a crash"));
        })
    }));
    assert!(crashed.is_err());
    assert_eq!(store.agreement_id("DL-TH-2022-01").expect("a query"), None);
    assert_eq!(store.verify_chain().expect("sound").acts, 2);
}

#[test]
fn one_poisoned_record_undoes_itself_alone() {
    let mut store = store();
    let poison = super::super::NewReminder { agreement_id: Some(99), ..reminder(key(2, "-30d"), "desk", "2027-11-22") };
    let good = [reminder(key(1, "-30d"), "desk", "2027-11-22")];
    let done: Result<usize> = store.write(|tx| {
        let spoilt: Result<()> = tx.savepoint(|tx| {
            tx.enqueue(&[reminder(key(2, "-7d"), "head", "2027-12-15")], day("2026-01-05"))?;
            tx.enqueue(std::slice::from_ref(&poison), day("2026-01-05")).map(drop)
        });
        assert!(matches!(spoilt, Err(StoreError::Sqlite { .. })), "an agreement that is not there");
        tx.savepoint(|tx| Ok(tx.enqueue(&good, day("2026-01-05"))?.new))
    });
    assert_eq!(done.expect("the others stand"), 1);
    let baskets: Vec<_> = store.composing(0, 10).expect("a query").into_iter().map(|e| (e.addressee, e.keys)).collect();
    assert_eq!(baskets, [("desk".to_owned(), vec![key(1, "-30d")])]);
}

#[test]
fn appended_lines_are_neither_changed_nor_deleted() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    let opened: Result<()> = store.write(|tx| {
        tx.claim(minute(0), 1)?;
        tx.open_receipt(id, minute(0))
    });
    opened.expect("an opened receipt");
    for statement in [
        "UPDATE act SET note = 'x'",
        "DELETE FROM act",
        "UPDATE receipt SET at = at",
        "DELETE FROM receipt",
        "DELETE FROM reminder",
        "DELETE FROM envelope",
        "UPDATE reminder SET rung = '0d'",
    ] {
        let refused = store.conn.execute_batch(statement).expect_err(statement);
        assert_eq!(refused.sqlite_error_code(), Some(rusqlite::ErrorCode::ConstraintViolation), "{statement}");
    }
}

#[test]
fn a_day_that_no_calendar_has_is_refused() {
    let store = store();
    for text in ["2026-02-30", "22/12/2027", "2026-2-3", ""] {
        let refused = store.conn.execute("UPDATE agreement SET signed_on = ?1", [text]);
        assert!(refused.is_err(), "{text}");
    }
}

#[test]
fn a_second_writer_waits_and_then_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.db");
    let mut first = Store::create(&path).expect("a new database");
    let mut second = Store::open(&path).expect("the same");
    second.set_patience(Duration::from_millis(20)).expect("a setting");
    let held: Result<()> = first.write(|tx| {
        tx.set_note(ProgramNote::LastDigest, Some("first"))?;
        let refused: Result<()> = second.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("second")));
        assert!(matches!(refused, Err(StoreError::Busy(ref at)) if *at == path));
        assert_eq!(second.note(ProgramNote::LastDigest)?, None, "who reads need not wait, and sees what is committed");
        Ok(())
    });
    held.expect("the first writer");
    let free: Result<()> = second.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("second")));
    free.expect("nobody else is writing");
    assert_eq!(first.note(ProgramNote::LastDigest).expect("a query").as_deref(), Some("second"));
}

#[test]
fn a_transaction_given_up_under_way_takes_no_more() {
    let mut store = store();
    let lost: Result<()> = store.write(|tx| {
        tx.append(1, day("2026-01-05"), None, None, &ActBody::Suspend, &stamp())?;
        // What the database does by itself when the disk is full.
        tx.conn.execute_batch("ROLLBACK").expect("a transaction to give up");
        tx.set_note(ProgramNote::LastDigest, Some("x"))
    });
    assert!(matches!(lost, Err(StoreError::Undone(_))));
    assert_eq!(store.note(ProgramNote::LastDigest).expect("a query"), None);
    assert_eq!(store.agreement(1).expect("stored").acts.len(), 1);
}
