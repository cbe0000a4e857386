//! The register's columns as people read them, and the example register: both speak the fields' own names.

use std::fs;
use std::path::Path;

use pactwatch::lifecycle::agreement::{Facts, Field};

/// Columns of a register file that are no facts: an import makes an act of them.
const IMPORT_ONLY: &[&str] = &["ended_on", "ended_how"];

fn text_of(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of this repository")
}

/// The canonical text of a TOML value: lists by `;`, tables as `name=value`.
fn canonical(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(canonical).collect::<Vec<_>>().join(";"),
        toml::Value::Table(pairs) => {
            pairs.iter().map(|(name, value)| format!("{name}={}", canonical(value))).collect::<Vec<_>>().join(";")
        }
        other => other.to_string(),
    }
}

#[test]
fn every_field_has_its_row_and_no_row_is_without_a_field() {
    let page = text_of("docs/register-columns.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let rows: Vec<&str> = rows.map(|(name, _)| name).collect();
    let (facts, others): (Vec<&str>, Vec<&str>) = rows.iter().partition(|name| Field::named(name).is_some());
    let expected: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    assert_eq!(facts, expected, "the rows stand in the order of the columns");
    assert_eq!(others, IMPORT_ONLY);
}

#[test]
fn the_example_register_holds_sound_facts_of_known_parties() {
    let register: toml::Table = text_of("examples/register.toml").parse().expect("the example is TOML");
    let tables = |name: &str| register[name].as_array().expect("an array of tables").clone();
    let parties: Vec<String> = tables("party").iter().map(|party| canonical(&party["id"])).collect();
    let agreements = tables("agreement");
    assert_eq!(agreements.len(), 9);
    for agreement in agreements {
        let mut facts = Facts::default();
        for (name, value) in agreement.as_table().expect("a table") {
            match Field::named(name) {
                Some(field) => facts.set(field, Some(&canonical(value))).expect("a value of its field"),
                None => assert!(IMPORT_ONLY.contains(&name.as_str()), "{}: `{name}`", facts.reference),
            }
        }
        assert!(facts.contradictions().is_empty(), "{}: {:?}", facts.reference, facts.contradictions());
        for party in facts.ours.iter().chain(&facts.partner) {
            assert!(parties.contains(party), "{}: no party `{party}`", facts.reference);
        }
        assert!(facts.source.is_some(), "{}: says where it was read", facts.reference);
    }
}
