//! Parties are read once and kept: whoever asks has them as they are at that moment, whoever wrote.

use super::super::{Result, Store, StoreError, Tx};
use super::{day, stamp, store};
use crate::lifecycle::party::{Party, PartyName};

fn named(name: &str) -> Party {
    let name = PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
    Party { id: "jeonbuk".to_owned(), names: vec![name], ..Party::default() }
}

fn call(tx: &Tx<'_>, name: &str) -> Result<()> {
    tx.record_party(&named(name), day("2026-01-05"), None, &stamp()).map(drop)
}

/// What the register calls the party.
fn called(store: &Store) -> Option<String> {
    let parties = store.parties().expect("the parties");
    parties.get("jeonbuk").and_then(|party| party.names.first()).map(|name| name.name.clone())
}

fn kept(store: &mut Store, name: &str) {
    let done: Result<()> = store.write(|tx| call(tx, name));
    done.expect("a party that is kept");
    assert_eq!(called(store).as_deref(), Some(name));
}

#[test]
fn an_act_of_the_same_transaction_is_seen_in_it_and_gone_with_it() {
    let mut store = store();
    kept(&mut store, "Jeollabuk-do");
    let undone: Result<()> = store.write(|tx| {
        call(tx, "Jeonbuk")?;
        assert_eq!(called(tx).as_deref(), Some("Jeonbuk"), "in the transaction");
        Err(StoreError::NotOpened(0))
    });
    assert!(undone.is_err());
    assert_eq!(called(&store).as_deref(), Some("Jeollabuk-do"), "the transaction failed");
}

#[test]
fn what_the_database_undid_by_itself_is_not_remembered() {
    let mut store = store();
    kept(&mut store, "Jeollabuk-do");
    let undone: Result<()> = store.write(|tx| {
        call(tx, "Jeonbuk")?;
        assert_eq!(called(tx).as_deref(), Some("Jeonbuk"));
        // As it does where the disk is full.
        tx.conn.execute_batch("ROLLBACK").map_err(|error| tx.fail(error))
    });
    assert!(matches!(undone, Err(StoreError::Undone(_))));
    assert_eq!(called(&store).as_deref(), Some("Jeollabuk-do"));
}

#[test]
fn a_record_that_is_undone_alone_takes_its_party_and_its_place_in_the_chain_along() {
    let mut store = store();
    kept(&mut store, "Jeollabuk-do");
    let done: Result<()> = store.write(|tx| {
        let spoilt: Result<()> = tx.savepoint(|tx| {
            call(tx, "Jeonbuk")?;
            assert_eq!(called(tx).as_deref(), Some("Jeonbuk"));
            Err(StoreError::NotOpened(0))
        });
        assert!(spoilt.is_err());
        assert_eq!(called(tx).as_deref(), Some("Jeollabuk-do"), "the record was undone");
        call(tx, "Jeonbuk-do")
    });
    done.expect("the others stand");
    assert_eq!(called(&store).as_deref(), Some("Jeonbuk-do"));
    store.verify_chain().expect("each act follows the one before, whatever was undone between");
}

#[test]
fn what_another_program_writes_is_seen_at_the_next_moment_and_not_within_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.db");
    let mut command = Store::create(&path).expect("a register");
    let daemon = Store::open(&path).expect("the same register");
    kept(&mut command, "Jeollabuk-do");
    assert_eq!(called(&daemon).as_deref(), Some("Jeollabuk-do"));
    let read: Result<()> = daemon.snapshot(|| {
        assert_eq!(called(&daemon).as_deref(), Some("Jeollabuk-do"));
        kept(&mut command, "Jeonbuk");
        assert_eq!(called(&daemon).as_deref(), Some("Jeollabuk-do"), "the moment has not passed");
        Ok(())
    });
    read.expect("a moment");
    assert_eq!(called(&daemon).as_deref(), Some("Jeonbuk"), "the next moment");
    let before = daemon.parties_known_on(day("2026-01-04")).expect("an earlier day");
    assert!(before.is_empty(), "nothing was known the day before: {before:?}");
}
