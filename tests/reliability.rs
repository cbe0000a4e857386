//! The table of faults (`docs/RELIABILITY.md`) names tests that exist.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = fs::read_to_string(path).unwrap();
            let named = text.split("fn ").skip(1).filter_map(|rest| rest.split('(').next());
            found.extend(named.map(|name| name.trim().to_owned()));
        }
    }
}

#[test]
fn every_test_that_the_table_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeSet::new();
    functions(&root.join("tests"), &mut known);
    functions(&root.join("src"), &mut known);
    let page = fs::read_to_string(root.join("docs/RELIABILITY.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| #"));
    let last = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    let named: Vec<&str> = last.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert!(named.len() > 30, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|name| !known.contains(**name)).collect();
    assert!(missing.is_empty(), "no such tests: {missing:#?}");
}

/// The same of what the page in a browser promises.
#[test]
fn every_test_that_the_table_of_the_page_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeSet::new();
    functions(&root.join("tests"), &mut known);
    functions(&root.join("src"), &mut known);
    let page = fs::read_to_string(root.join("docs/page.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let last = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    let named: Vec<&str> =
        last.flat_map(|cell| cell.split('`').skip(1).step_by(2)).filter(|name| !name.contains('/')).collect();
    assert!(named.len() > 50, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|name| !known.contains(**name)).collect();
    assert!(missing.is_empty(), "no such tests: {missing:#?}");
}

/// The rows that the page must have: each heading's beginning with the names of its entries.
fn entries() -> Vec<(&'static str, Vec<String>)> {
    let numbered = |letter: &str, numbers: std::ops::RangeInclusive<u32>| -> Vec<String> {
        numbers.map(|number| format!("{letter}{number}")).collect()
    };
    vec![
        ("Process and storage", numbered("F", 1..=17)),
        ("Clock", numbered("C", 1..=6)),
        ("Mail server", [numbered("S", 1..=14), vec!["S16".to_owned()]].concat()),
        ("Input and output", numbered("I", 1..=10)),
        ("Whose answer is it", numbered("", 1..=9)),
        ("What was told", numbered("", 1..=8)),
        ("Files and processes", numbered("", 1..=10)),
        ("Tampering", vec!["H".to_owned()]),
        ("Acts, letters and digests", [numbered("C", 1..=6), numbered("D", 1..=10)].concat()),
        ("Lists in and out", [numbered("E", 1..=26), vec!["F".to_owned()]].concat()),
        ("Configuration", vec!["I".to_owned(), "J".to_owned()]),
        ("Acts and ladders", [numbered("K", 1..=11), numbered("L", 1..=7)].concat()),
    ]
}

#[test]
fn every_fault_and_case_has_a_row_with_a_test() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/RELIABILITY.md")).unwrap();
    let mut missing = Vec::new();
    for (heading, names) in entries() {
        let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
        let rows: Vec<(&str, &str)> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
            .map(|(names, rest)| (names, rest.rsplit(" | ").next().unwrap_or(rest)))
            .collect();
        for name in names {
            let tested = |(names, test): &(&str, &str)| names.split(", ").any(|one| one == name) && test.contains('`');
            if !rows.iter().any(tested) {
                missing.push(format!("{heading}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "no row with a test: {missing:#?}");
}
