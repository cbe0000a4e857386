//! The register's columns as the manual names them, and the example registers: the reader of files understands both.

use std::fs;
use std::path::Path;

use pactwatch::exchange::RowKind;
use pactwatch::exchange::{Draft, Drafts, drafts, headers, open};
use pactwatch::lifecycle::agreement::{Facts, Field};

/// Columns of a register file that are no facts: an import makes an act of them.
const IMPORT_ONLY: &[&str] = &["ended_on", "ended_how"];

fn at(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The columns of the manual's table: the field's name and the headers in Vietnamese.
fn manual() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string(at("docs/register-columns.md")).expect("the page of columns");
    let row = |line: &str| {
        let (name, rest) = line.strip_prefix("| `")?.split_once("` | ")?;
        let headers = rest.split(" | ").next()?.split(" · ").map(str::to_owned).collect();
        Some((name.to_owned(), headers))
    };
    page.lines().filter_map(row).collect()
}

/// Everything an example asks for; it has no flaw.
fn example(path: &str) -> Drafts {
    let mut reading = open(&at(path)).expect("the example can be read");
    let found = drafts(&mut reading);
    assert!(reading.flaws.is_empty(), "{path}: {:?}", reading.flaws.shown());
    found
}

fn facts(draft: &Draft) -> Facts {
    let mut facts =
        Facts { reference: draft.reference.clone().expect("the examples have references"), ..Facts::default() };
    draft.apply(&mut facts).expect("a draft holds values of its fields");
    facts
}

#[test]
fn every_field_has_its_row_and_no_row_is_without_a_field() {
    let manual = manual();
    let names = manual.iter().map(|(name, _)| name.as_str());
    let (known, others): (Vec<&str>, Vec<&str>) = names.partition(|name| Field::named(name).is_some());
    let expected: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    assert_eq!(known, expected, "the rows stand in the order of the columns");
    assert_eq!(others, IMPORT_ONLY);
}

#[test]
fn every_header_of_the_manual_is_understood() {
    for (name, said) in manual() {
        for header in said.iter().chain([&name]) {
            let found = headers::find(RowKind::Agreement, header)
                .and_then(pactwatch::exchange::headers::ColumnDefinition::field);
            assert_eq!(found, Some(name.as_str()), "`{header}`");
        }
    }
}

#[test]
fn the_example_register_holds_sound_facts_of_known_parties() {
    let register = example("examples/register.toml");
    assert_eq!((register.agreements.len(), register.parties.len(), register.acts.len()), (11, 11, 0));
    for draft in &register.agreements {
        let facts = facts(&draft);
        assert!(facts.contradictions().is_empty(), "{}: {:?}", facts.reference, facts.contradictions());
        assert!(facts.source.is_some(), "{}: says where it was read", facts.reference);
        for party in facts.ours.iter().chain(&facts.partner) {
            let known = register.parties.iter().any(|known| known.id == *party);
            assert!(known, "{}: no party `{party}`", facts.reference);
        }
    }
}

#[test]
fn what_people_write_in_a_sheet_says_the_same_as_the_toml() {
    let register = example("examples/register.toml");
    let sheet = example("examples/register.csv");
    let compared = [Field::Title, Field::Short, Field::Kind, Field::Country, Field::Number, Field::SignedOn];
    let compared = compared.into_iter().chain([Field::Effect, Field::Term, Field::ReviewEvery, Field::Officers]);
    let compared: Vec<Field> = compared.collect();
    assert_eq!(sheet.agreements.len(), 4);
    for row in &sheet.agreements {
        let same =
            register.agreements.iter().find(|draft| draft.reference == row.reference).expect("it stands in both");
        for field in &compared {
            assert_eq!(facts(&row).get(*field), facts(&same).get(*field), "{:?} {field:?}", row.reference);
        }
        assert_eq!(row.ended, same.ended, "{:?}", row.reference);
    }
}

#[test]
fn the_commitments_that_the_sources_report_are_read() {
    let found = example("examples/register.toml");
    let said: Vec<(&str, &str)> =
        found.commitments.iter().map(|draft| (draft.agreement.as_str(), draft.name.as_str())).collect();
    assert_eq!(
        said,
        [
            ("DL-LA-2025-02", "du-hoc-sinh"),
            ("GL-KH-2026", "ngoai-giao-van-hoa"),
            ("GL-KH-2026", "chien-luoc-2030"),
            ("GL-KH-2026", "bao-chi-quoc-te"),
        ]
    );
    let plan = found.agreements.iter().find(|draft| draft.reference.as_deref() == Some("GL-KH-2026"));
    let plan = facts(&plan.expect("the tasks of 2026"));
    assert_eq!(plan.under.as_deref(), Some("GL-CL-2026-2030"), "the department's tasks stand under the strategy");
}
