//! Yesterday's backup in the register's place (F17): what would go again is told before it goes, and goes by the same name.

use std::collections::BTreeSet;
use std::fs;

use super::office::Office;

/// Saturday, 2027-06-05, 180 days before Thursday, 2027-12-02: the rung opens on Friday the 4th.
fn office() -> Office {
    let office = Office::new().at("2027-06-03T09:00:00+07:00");
    for (reference, restricted) in [("LA-1", "no"), ("SECRET-1", "yes")] {
        office.register(
            "2027-06-01",
            &[
                ("reference", reference),
                ("signed_on", "2022-12-02"),
                ("term", "until 2027-12-02"),
                ("restricted", restricted),
            ],
        );
    }
    assert_eq!(office.run(&["tick"]).code, 0);
    office
}

/// The letters that were sent, each by its Message-ID.
fn sent(office: &Office) -> BTreeSet<String> {
    let list = office.json(&["outbox", "list", "--state", "sent"]);
    list.as_array().unwrap().iter().map(|letter| letter["message_id"].as_str().unwrap().to_owned()).collect()
}

/// What `check` calls a problem, a line each.
fn problems(office: &Office) -> Vec<String> {
    let checked: serde_json::Value = serde_json::from_str(&office.run(&["check", "--json"]).stdout).unwrap();
    checked["problems"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn restore(office: &Office, backup: &str) {
    for rest in ["-wal", "-shm"] {
        let _ = fs::remove_file(office.path(&format!("var/pactwatch.db{rest}")));
    }
    fs::remove_file(office.path("var/pactwatch.db")).unwrap();
    fs::copy(office.path(backup), office.path("var/pactwatch.db")).unwrap();
}

#[test]
fn check_names_each_letter_that_would_go_again_and_it_goes_by_the_same_name() {
    let office = office();
    let before = sent(&office);
    assert_eq!(office.run(&["backup", "yesterday.db"]).code, 0);
    let office = office.at("2027-06-07T09:00:00+07:00");
    // A Monday: the rung, and the week's digests to the officers and the head.
    assert_eq!(office.run(&["tick"]).code, 0);
    let after: BTreeSet<String> = sent(&office).difference(&before).cloned().collect();
    assert_eq!(office.run(&["record", "LA-1", "acknowledge", "expiry@2027-12-02", "--by", "head"]).code, 0);
    assert_eq!(problems(&office), [] as [&str; 0]);

    restore(&office, "yesterday.db");
    let told = problems(&office);
    for id in &after {
        assert_eq!(told.iter().filter(|line| line.contains(id)).count(), 1, "{id}: {told:#?}");
    }
    let about = |text: &str| told.iter().filter(|line| line.contains(text)).count();
    assert_eq!(about("LA-1 expiry@2027-12-02 -180d to desk-laos"), 1, "{told:#?}");
    assert_eq!((about("SECRET-1 2027-12-02"), about("SECRET-1 expiry")), (1, 0), "reference and day alone: {told:#?}");
    // Two agreements registered, and the acknowledgement.
    assert_eq!(about("there once were 3 acts"), 1, "{told:#?}");
    assert_eq!(told.len(), after.len() + 1, "and nothing else: {told:#?}");
    let status = office.run(&["status"]);
    assert!(status.code == 1 && status.stderr.contains("not in the register any more"), "{status:?}");

    let tick = office.run(&["tick"]);
    assert!(tick.code == 0 && tick.stderr.contains("a backup was put back"), "{tick:?}");
    assert_eq!(sent(&office).difference(&before).cloned().collect::<BTreeSet<_>>(), after, "by the same name");
    let told = problems(&office);
    assert!(told.len() == 1 && told[0].contains("there once were 3 acts"), "{told:#?}");
    assert_eq!(office.run(&["record", "LA-1", "acknowledge", "expiry@2027-12-02", "--by", "head"]).code, 0);
    assert_eq!(problems(&office), [] as [&str; 0], "recorded once more");
}

#[test]
fn without_a_journal_check_says_that_nobody_can_tell_and_letters_go() {
    let office = office().at("2027-06-07T09:00:00+07:00");
    assert_eq!(office.run(&["tick"]).code, 0);
    let before = sent(&office).len();
    let journal = office.path("var/pactwatch.db.sent");
    fs::remove_file(&journal).unwrap();
    let warnings = office.json(&["check"])["warnings"].to_string();
    assert!(warnings.contains("pactwatch.db.sent"), "{warnings}");
    // A folder of that name cannot be written to.
    fs::create_dir(&journal).unwrap();
    let office = office.at("2027-06-14T09:00:00+07:00");
    let tick = office.run(&["tick"]);
    assert_eq!(tick.code, 0, "{tick:?}");
    assert!(sent(&office).len() > before, "the week's digests have gone");
    assert_eq!(tick.stderr.matches("cannot be written").count(), 1, "said once: {tick:?}");
    fs::remove_dir(&journal).unwrap();
    let office = office.at("2027-06-21T09:00:00+07:00");
    let tick = office.run(&["tick"]);
    assert_eq!(tick.stderr.matches("begins anew").count(), 1, "{tick:?}");
}
