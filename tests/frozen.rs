//! Registers that released programs left, opened by today's: nothing is damaged, no day moves, no letter is told twice or
//! not at all, but where a rule of the design changed and `declared_differences.txt` says so.
//!
//! `tests/frozen/make.py` made the data with the program of each release.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[path = "frozen/differences.rs"]
mod differences;
#[path = "frozen/office.rs"]
mod office;

use std::process::Stdio;

use differences::Differences;
use office::Office;
use pactwatch::lifecycle::act::ActBody;

/// The day for which the old program said what stands in `register.txt`.
const LOOK: &str = "2027-08-20";

/// What the program says of the register, a line for each thing said; `make.py` writes the same of the old one.
fn shown(office: &Office) -> Vec<String> {
    let mut lines = Vec::new();
    for row in office.json(LOOK, &["list"]).as_array().unwrap() {
        let next = match &row["next"] {
            serde_json::Value::Null => "None".to_owned(),
            next => format!("{} {}", said(&next["kind"]), said(&next["day"])),
        };
        let days = [said(&row["in_force_on"]), said(&row["ends_on"])].join(" ");
        lines.push(format!("list {} {} {days} next {next}", said(&row["reference"]), said(&row["status"])));
    }
    for row in office.json(LOOK, &["agenda", "--from", "2020-01-01", "--to", "2040-12-31"]).as_array().unwrap() {
        let name = row["name"].as_str().map(|name| format!(":{name}")).unwrap_or_default();
        let [reference, kind, nth, day] = ["reference", "kind", "nth", "day"].map(|key| said(&row[key]));
        let what = format!("{reference} {kind}{name} {nth} {day}");
        let [by, lawful, state, title] = ["do_by", "lawful_until", "state", "title"].map(|key| said(&row[key]));
        lines.push(format!("agenda {what} by {by} lawful {lawful} {state}"));
        lines.push(format!("title {what} {title}"));
    }
    for letter in office.json(LOOK, &["outbox", "list", "--limit", "100000"]).as_array().unwrap() {
        let [id, state, tries] = ["id", "state", "attempts"].map(|key| said(&letter[key]));
        let [to, subject, message_id] = ["to", "subject", "message_id"].map(|key| said(&letter[key]));
        lines.push(format!("letter {id} {state} {tries} {to} {message_id}"));
        lines.push(format!("subject {id} {subject}"));
        lines.extend(letter["keys"].as_array().unwrap().iter().map(|key| format!("key {id} {}", said(key))));
    }
    let audit = office.json(LOOK, &["audit"]);
    lines.push(format!("acts {} {}", said(&audit["acts"]), said(&audit["head"])));
    lines.push(format!("receipts {} {}", said(&audit["receipts"]), said(&audit["receipts_head"])));
    lines
}

/// A value of the old program's output as `make.py` wrote it down.
fn said(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "None".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn a_register_of_the_first_schema_is_sound_and_says_what_it_said() {
    let office = Office::with_register("v1");
    // Opened once for the upgrade; every look after it is through a file opened again.
    office.run(LOOK, &["status"]);
    assert_eq!(office.run(LOOK, &["audit"]).0, 0, "{:?}", office.run(LOOK, &["audit"]));
    Differences::between(&office.frozen("register.txt"), &shown(&office)).all_declared("v1", "register");
}

#[test]
fn an_upgrade_names_the_agreements_whose_plan_it_changes_once() {
    let office = Office::with_register("v1");
    // Reviewed every two years, and on one day both resumed and suspended anew: the first schema let it go on.
    let mut store = pactwatch::store::Store::open(&office.path("register.db")).unwrap();
    let id = store.agreement_id("A-01").unwrap().unwrap();
    let stamp = |on: &str| pactwatch::store::Stamp {
        at: format!("{on}T03:00:00Z").parse().unwrap(),
        on: on.parse().unwrap(),
        by: "head".to_owned(),
        origin: pactwatch::lifecycle::act::Origin::default(),
    };
    for (on, body) in
        [("2025-04-01", ActBody::Suspend), ("2025-06-02", ActBody::Resume), ("2025-06-02", ActBody::Suspend)]
    {
        store.write(|tx| tx.append(id, on.parse().unwrap(), None, None, &body, &stamp(on))).unwrap();
    }
    drop(store);
    let (_, _, said) = office.run(LOOK, &["list"]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("A-01: ") && said.contains("review@2027-12-22"), "{said}");
    assert_eq!(office.run(LOOK, &["list"]).2, "", "it is told once");
}

#[test]
fn two_years_bring_the_letters_they_brought_with_the_first_schema() {
    let told = office::two_years("v1");
    Differences::between(&Office::frozen_at("v1", "letters.txt"), &told).all_declared("v1", "letters");
}

/// F11: killed in the middle of an upgrade, the register is the old one or the new one, and never between.
#[test]
fn f11_a_kill_in_the_middle_of_an_upgrade_leaves_the_old_register_or_the_new_one() {
    let whole = Office::with_register("v1");
    let (code, audited, said) = whole.run(LOOK, &["audit", "--json"]);
    assert_eq!(code, 0, "{said}");
    let mut interrupted = 0;
    for nth in 1..=12_u64 {
        let office = Office::with_register("v1");
        let mut child = office.command(LOOK, &["status"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The upgrade writes into the log beside the register; each round kills it when that is somewhat longer.
        let log = office.path("register.db-wal");
        let reaches = |length: u64| std::fs::metadata(&log).is_ok_and(|about| about.len() >= length);
        while child.try_wait().unwrap().is_none() && !reaches(nth * 24 * 1024) {
            std::thread::yield_now();
        }
        interrupted += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let (code, after, said) = office.run(LOOK, &["audit", "--json"]);
        assert_eq!((code, after), (0, audited.clone()), "killed at {nth}: {said}");
    }
    assert!(interrupted > 0, "every upgrade was over before the kill");
}
