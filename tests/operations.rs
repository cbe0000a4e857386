//! The page that says what to do (`docs/OPERATIONS.md`): its commands run, and no trouble with mail is missing in it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[allow(dead_code, reason = "the tests of the command line ask for more")]
#[path = "cli/office.rs"]
mod office;

use std::fs;
use std::path::Path;

use office::Office;
use pactwatch::post::TroubleKind;

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/OPERATIONS.md")).unwrap()
}

/// The commands of the page's consoles, in order, without `pactwatch`.
fn commands(page: &str) -> Vec<Vec<String>> {
    let consoles = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = consoles.flat_map(str::lines).filter_map(|line| line.strip_prefix("$ pactwatch "));
    lines.map(|line| line.split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect()).collect()
}

#[test]
fn the_commands_of_the_page_run() {
    let office = Office::new();
    office.register("2026-11-20", &[("reference", "T-1"), ("signed_on", "2020-01-01"), ("term", "until 2026-12-31")]);
    // Letters that cannot leave: the folder they are written into is a file.
    fs::write(office.path("var/letters"), "").unwrap();
    office.run(&["tick"]);
    let commands = commands(&page());
    assert!(commands.len() >= 10, "{commands:?}");
    let waits = office.json(&["outbox", "list", "--state", "pending"])[0]["id"].to_string();
    for command in commands {
        // The page's letter has the number 1; ours has another.
        let command: Vec<String> =
            command.into_iter().map(|word| if word == "1" { waits.clone() } else { word }).collect();
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let said = office.run(&words);
        let understood = said.code == 0 || said.code == 1 && matches!(words[0], "status" | "tick" | "check");
        assert!(understood, "{command:?}: {said:?}");
    }
    let status = office.run(&["status"]);
    assert_eq!(status.code, 1, "the folder is still a file");
    fs::remove_file(office.path("var/letters")).unwrap();
    office.run(&["tick", "--now"]);
    assert_eq!(office.run(&["status"]).code, 0);
}

#[test]
fn every_trouble_with_mail_is_in_the_page() {
    let page = page();
    let missing: Vec<String> = TroubleKind::ALL
        .iter()
        .map(ToString::to_string)
        .filter(|what| !page.contains(what.trim_start_matches("the mail server ").trim_start_matches("the ")))
        .collect();
    assert!(missing.is_empty(), "docs/OPERATIONS.md says nothing of: {missing:#?}");
}
