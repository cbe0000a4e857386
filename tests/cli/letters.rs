//! `outbox`: letters as they stand, and what a person may do about one.

use pactwatch::outbox::{EnvelopeState, ReceiptOutcome, Settlement, Tries};
use serde_json::{Value, json};

use super::office::Office;

/// An office whose first scan wrote one letter, to desk-laos, and delivered it.
fn written() -> (Office, i64) {
    let office = Office::new();
    office.register("2026-11-20", &[("reference", "T-1"), ("signed_on", "2020-01-01"), ("term", "until 2026-12-31")]);
    office.run(&["tick"]).text();
    let list = office.json(&["outbox", "list"]);
    let letter = list.as_array().unwrap().iter().find(|row| row["to"] == "desk-laos@example.vn").unwrap().clone();
    (office, letter["id"].as_i64().unwrap())
}

/// Makes the letter one that no server takes, as a delivery would.
fn refuse(office: &Office, id: i64) {
    let now = "2026-11-21T00:00:00Z".parse().unwrap();
    let tries = Tries { attempts: 1, ..Tries::default() };
    let refused = Settlement::of(EnvelopeState::Dead, tries, ReceiptOutcome::Refused, "550 no such user");
    let mut store = office.store();
    store
        .write(|tx| {
            tx.claim(now, 100)?;
            tx.open_receipt(id, now)?;
            tx.settle(id, &refused, now)
        })
        .unwrap();
}

#[test]
fn the_list_has_the_shape_other_programs_rely_on() {
    let (office, id) = written();
    let list = office.json(&["outbox", "list"]);
    let letter = list.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap();
    let names: Vec<&String> = letter.as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 7, "{names:?}");
    assert_eq!((&letter["state"], &letter["attempts"]), (&json!("sent"), &json!(1)));
    assert!(letter["message_id"].as_str().unwrap().ends_with("@example.vn"), "{letter}");
    assert_eq!(letter["keys"], json!(["1/expiry/1/2026-12-31/-90d/desk-laos"]));
    assert_eq!(office.json(&["outbox"]), list, "`list` is what `outbox` does");
    assert_eq!(office.json(&["outbox", "list", "--state", "dead"]), json!([]));
    assert_eq!(office.json(&["outbox", "list", "--limit", "1"]).as_array().unwrap().len(), 1);
}

#[test]
fn show_gives_receipts_and_the_letter() {
    let (office, id) = written();
    let letter = office.json(&["outbox", "show", &id.to_string()]);
    let lines: Vec<_> = letter["receipts"].as_array().unwrap().iter().map(|line| line["line"].clone()).collect();
    assert_eq!(lines, ["opened", "accepted"]);
    assert!(letter["letter"].as_str().unwrap().contains("To: "), "{letter}");
    assert!(office.run(&["outbox", "show", &id.to_string()]).text().contains("state       sent"));
}

#[test]
fn dropped_letters_stay_dropped_and_sent_ones_cannot_be_touched() {
    let (office, id) = written();
    for deed in ["retry", "drop"] {
        let said = office.run(&["outbox", deed, &id.to_string()]);
        assert!(said.code == 1 && said.stderr.contains("is sent"), "{deed}: {said:?}");
    }
    let said = office.run(&["outbox", "show", "4711"]);
    assert!(said.code == 1 && said.stderr.contains("no envelope 4711"), "{said:?}");
}

#[test]
fn a8_a_dead_letter_is_told_and_can_go_again_or_be_dropped() {
    let office = Office::new();
    office.register("2026-11-20", &[("reference", "T-1"), ("signed_on", "2020-01-01"), ("term", "until 2026-12-31")]);
    // Letters that cannot leave: the folder they are written into is a file.
    std::fs::write(office.path("var/letters"), "").unwrap();
    assert_eq!(office.run(&["tick"]).code, 1);
    let waiting = office.json(&["outbox", "list", "--state", "pending"]);
    let id = waiting[0]["id"].as_i64().unwrap();
    refuse(&office, id);
    let said = office.run(&["status"]);
    assert!(said.code == 1 && said.stderr.contains("1 letter is undeliverable"), "{said:?}");
    let retried: Value = office.json(&["outbox", "retry", &id.to_string()]);
    assert_eq!(retried["state"], "pending");
    let id = retried["id"].as_i64().unwrap();
    let dropped = office.json(&["outbox", "drop", &id.to_string(), "--why", "told by telephone"]);
    assert_eq!(dropped["state"], "dropped");
    assert_eq!(office.json(&["outbox", "show", &id.to_string()])["why"], "told by telephone");
}

/// F15: the log is full; what it would have said, the exit code and `status` say.
#[test]
fn a_log_that_is_full_ends_nothing() {
    let office = Office::new();
    office.register("2026-11-20", &[("reference", "T-1"), ("signed_on", "2020-01-01"), ("term", "until 2026-12-31")]);
    std::fs::write(office.path("var/letters"), "").unwrap();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = office.command(&["tick"]).stdout(full()).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(1), "no panic");
    std::fs::remove_file(office.path("var/letters")).unwrap();
    let status = office.command(&["tick"]).stdout(full()).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(1), "the answer could not be written");
    let letters = office.json(&["outbox", "list"]).as_array().unwrap().clone();
    assert!(!letters.is_empty() && letters.iter().all(|letter| letter["state"] == "sent"), "{letters:?}");
}

/// A configuration that was emptied for some days loses no reminder that opened meanwhile: nobody to write to is no scan. The
/// thirtieth day before the end is 21 November, a Saturday.
#[test]
fn v21_a_configuration_without_contacts_passes_no_reminder_over() {
    let office = Office::new().at("2026-09-22T07:00:00+07:00");
    office.register("2026-01-05", &[("reference", "T-1"), ("signed_on", "2021-12-21"), ("term", "until 2026-12-21")]);
    office.run(&["tick"]).text();
    let file = office.path("config.toml");
    let whole = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, "").unwrap();
    let office = office.at("2026-11-23T07:00:00+07:00");
    for command in ["tick", "status"] {
        let said = office.run(&[command]);
        assert!(said.code == 1 && said.stderr.contains("[contacts]"), "{command}: {said:?}");
    }
    std::fs::write(&file, whole).unwrap();
    let office = office.at("2026-11-26T07:00:00+07:00");
    office.run(&["tick"]).text();
    let list = office.json(&["outbox", "list"]).to_string();
    for who in ["desk-laos", "head"] {
        let key = format!("1/expiry/1/2026-12-21/-30d/{who}");
        assert!(list.contains(&key), "{key}: {list}");
    }
}
