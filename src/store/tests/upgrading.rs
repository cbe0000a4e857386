//! Registers of released schemas, brought to this program's.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::{SchemaDifference, SchemaFault, Store};
use super::{facts, stamp};
use crate::lifecycle::agreement::Field;

/// Copies of every frozen register, by schema.
fn frozen() -> Vec<(String, TempDir, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/frozen");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("frozen registers") {
        let entry = entry.expect("an entry");
        let scratch = tempfile::tempdir().expect("a folder");
        let copy = scratch.path().join("register.db");
        fs::copy(entry.path().join("register.db"), &copy).expect("its register");
        found.push((entry.file_name().to_string_lossy().into_owned(), scratch, copy));
    }
    assert!(!found.is_empty());
    found
}

#[test]
fn what_the_first_version_left_unfolded_is_folded_by_the_upgrade() {
    for (schema, _scratch, path) in frozen() {
        let conn = Connection::open(&path).expect("the register");
        let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
        if version >= 5 {
            continue;
        }
        let folded = |conn: &Connection| {
            let mut query =
                conn.prepare("SELECT folded FROM agreement UNION ALL SELECT folded FROM party").expect("a query");
            let texts = query.query_map([], |row| row.get::<_, String>(0)).expect("texts");
            texts.collect::<rusqlite::Result<Vec<_>>>().expect("texts")
        };
        let sound = folded(&conn);
        assert!(sound.iter().any(|text| text.contains('-')), "{schema}: a text to try it on");
        for table in ["agreement", "party"] {
            let old = format!("UPDATE {table} SET folded = replace(folded, '-', '\u{2212}') || '\u{2060}'");
            conn.execute(&old, []).expect("as the first version wrote it");
        }
        drop(conn);
        drop(Store::open(&path).expect("the upgrade"));
        assert_eq!(folded(&Connection::open(&path).expect("the register")), sound, "{schema}");
    }
}

#[test]
fn an_upgraded_register_has_the_schema_of_a_new_one() {
    for (schema, _scratch, path) in frozen() {
        drop(Store::open(&path).expect("the upgrade"));
        let store = Store::open(&path).expect("a file that was upgraded");
        assert_eq!(store.schema_faults().expect("a query"), [], "{schema}");
        store.verify_chain().expect("acts and receipts as they were");
        let ids = store.agreement_ids(0, 1000).expect("a query");
        assert_eq!(ids.len(), 15, "{schema}");
        for id in ids {
            drop(store.agreement(id).expect("facts under a hash of this program"));
        }
    }
}

#[test]
fn an_upgrade_bears_out_no_row_that_was_altered_before_it() {
    for (schema, _scratch, path) in frozen() {
        let raw = Connection::open(&path).expect("a database");
        raw.execute("UPDATE agreement SET title = 'Văn bản giả' WHERE id = 3", []).expect("an altered row");
        drop(raw);
        let store = Store::open(&path).expect("the upgrade");
        assert!(store.agreement(3).is_err(), "{schema}");
        assert!(store.agreement(4).is_ok(), "{schema}");
    }
}

#[test]
fn j_a_fact_column_of_another_version_damages_no_agreement() {
    for (schema, _scratch, path) in frozen() {
        let raw = Connection::open(&path).expect("a database");
        raw.execute_batch(
            "ALTER TABLE agreement ADD COLUMN sponsor TEXT; UPDATE agreement SET sponsor = 'x' WHERE id < 9",
        )
        .expect("a column more");
        drop(raw);
        let mut store = Store::open(&path).expect("the upgrade");
        for id in store.agreement_ids(0, 1000).expect("a query") {
            store.agreement(id).expect(&schema);
        }
        let mut changed = store.agreement(2).expect("one of them").facts;
        changed.set(Field::Note, Some("đã sửa")).expect("a note");
        store.write(|tx| tx.project(2, &changed)).expect("it can be written");
        assert_eq!(store.agreement(2).expect("and read").facts, changed);
        let id = store.write(|tx| tx.register(&facts("NEW-1"), None, &stamp())).expect("a new one");
        assert!(store.agreement(id).is_ok());
        let altered = SchemaFault { kind: "table".into(), name: "agreement".into(), what: SchemaDifference::Altered };
        assert_eq!(store.schema_faults().expect("a query"), [altered]);
    }
}

#[test]
fn h_what_is_added_to_the_schema_is_named() {
    let (_, _scratch, path) = frozen().remove(0);
    drop(Store::open(&path).expect("the upgrade"));
    let raw = Connection::open(&path).expect("a database");
    raw.execute_batch(
        "CREATE TRIGGER quiet BEFORE INSERT ON reminder BEGIN SELECT RAISE(IGNORE); END;
         DROP TRIGGER act_stays; DROP INDEX envelope_due; CREATE VIEW v AS SELECT 1;
         DROP TRIGGER act_remains; CREATE TRIGGER act_remains BEFORE DELETE ON act BEGIN SELECT 1; END;
         CREATE TABLE extra (x TEXT)",
    )
    .expect("changes");
    drop(raw);
    let store = Store::open(&path).expect("it opens");
    let found: Vec<(String, SchemaDifference)> =
        store.schema_faults().expect("a query").into_iter().map(|fault| (fault.name, fault.what)).collect();
    let expected = [
        ("envelope_due", SchemaDifference::Missing),
        ("act_remains", SchemaDifference::Altered),
        ("act_stays", SchemaDifference::Missing),
        ("extra", SchemaDifference::Unknown),
        ("quiet", SchemaDifference::Unknown),
        ("v", SchemaDifference::Unknown),
    ];
    assert_eq!(found, expected.map(|(name, what)| (name.to_owned(), what)));
}
