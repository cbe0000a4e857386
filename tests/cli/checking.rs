//! `check` and `status`: what is wrong is said, and the exit code says it too.

use std::fs;

use pactwatch::store::ProgramNote;
use serde_json::{Value, json};

use super::office::Office;

#[test]
fn check_says_who_will_be_written_to_and_when_or_why_nobody() {
    let office = Office::stocked();
    office.register(
        "2026-01-01",
        &[("reference", "OLD-1"), ("kind", "plan"), ("signed_on", "2010-01-01"), ("term", "2y")],
    );
    let pairs = [("reference", "NEW-1"), ("signed_on", "2020-01-01"), ("term", "until 2027-11-03")];
    office.register("2026-11-20", &pairs);
    let pairs = [("reference", "ODD-1"), ("signed_on", "2026-01-01"), ("term", "1y")];
    office.register("2026-01-01", &[&pairs[..], &[("officers", "nobody"), ("ladders", "expiry=slwo")]].concat());
    let checked = office.json(&["check"]);
    let outlook = |reference: &str| {
        let all = checked["agreements"].as_array().unwrap();
        all.iter().find(|it| it["reference"] == reference).unwrap().clone()
    };
    let next = &outlook("NEW-1")["next"][0];
    // 3/11/2027 − 180 days is Friday, 7 May 2027.
    let expected = json!({"contact": "desk-laos", "email": "desk-laos@example.vn", "on": "2027-05-07",
        "kind": "expiry", "day": "2027-11-03", "rung": "-180d"});
    assert_eq!(*next, expected);
    assert_eq!(outlook("NEW-1")["nobody"], Value::Null);
    let nobody = outlook("OLD-1")["nobody"].as_str().unwrap().to_owned();
    assert!(nobody.contains("passed before it came into the register"), "{nobody}");
    let warnings = checked["warnings"].to_string();
    assert!(warnings.contains("its officer `nobody` is no contact"), "{warnings}");
    assert!(warnings.contains("its ladder `slwo`"), "{warnings}");
    assert_eq!(checked["problems"], json!([]));
    assert_eq!(checked["wake_ups"]["scan"][0], "2026-11-22T07:00:00+07:00");
    assert_eq!(checked["wake_ups"]["digest"][0], "2026-11-23T07:30:00+07:00");
    assert_eq!(checked["calendar"]["announced_through"], "2026-12-31");
}

#[test]
fn check_without_agreements_is_one_object_too() {
    assert_eq!(Office::new().json(&["check"])["agreements"], json!([]));
}

#[test]
fn check_holds_documents_against_their_hashes() {
    let office = Office::new();
    office.configure("[documents]\ndirectory = \"documents\"");
    fs::create_dir(office.path("documents")).unwrap();
    fs::write(office.path("documents/signed.txt"), "signed").unwrap();
    // printf 'signed' | sha256sum
    let signed = "signed.txt|SHA|văn bản đã ký".replace("SHA", SIGNED);
    let facts = [("reference", "T-1"), ("signed_on", "2026-01-01"), ("term", "5y"), ("documents", signed.as_str())];
    office.register("2026-01-01", &facts);
    assert_eq!(office.json(&["check"])["documents_sound"], 1);
    fs::write(office.path("documents/signed.txt"), "altered").unwrap();
    let said = office.run(&["check"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("T-1: document `signed.txt`: it is not the one that was written down"),
        "{}",
        said.stderr
    );
    fs::remove_file(office.path("documents/signed.txt")).unwrap();
    assert!(office.run(&["check"]).stderr.contains("put it into"));
}

const SIGNED: &str = "4a3cdfae6f291c8f544daea5b72905cf9e74c1ed427d831ad0d7ca00c73c794d";

#[test]
fn status_is_wrong_until_a_scan_was_complete_and_when_scans_stop() {
    let mut office = Office::stocked();
    let said = office.run(&["status"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("never been scanned"), "{}", said.stderr);
    office.run(&["tick"]).text();
    let status = office.json(&["status"]);
    assert_eq!(status["last_scan"], json!({"on": "2026-11-21", "at": "2026-11-21T07:00:00+07:00"}));
    assert_eq!((&status["agreements"], &status["problems"]), (&json!(4), &json!([])));
    // Scans are at 7:00. The last one may be late; the one before it must have been.
    for (now, code) in
        [("2026-11-22T06:59:00+07:00", 0), ("2026-11-22T23:00:00+07:00", 0), ("2026-11-23T07:01:00+07:00", 1)]
    {
        office = office.at(now);
        assert_eq!(office.run(&["status"]).code, code, "{now}");
    }
}

#[test]
fn status_tells_dead_letters_mail_alarms_and_altered_acts() {
    let office = Office::stocked();
    office.run(&["tick"]).text();
    let outage = json!({"settings": "", "outage": {"since_at": "2026-11-21T00:05:00.000Z", "tries": 3,
        "first_words": "535 no", "last_words": "535 still no", "kind": "login"}});
    office.store().write(|tx| tx.set_note(ProgramNote::MailState, Some(&outage.to_string()))).unwrap();
    let said = office.run(&["status"]);
    assert!(
        said.code == 1
            && said.stderr.contains("2026-11-21T07:05:00+07:00: the mail server refuses the login: 535 still no"),
        "{said:?}"
    );
    let said = office.run(&["status", "--json"]);
    let status: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(status["mail_alarm"]["reason"], "the mail server refuses the login: 535 still no");
    office.store().write(|tx| tx.set_note(ProgramNote::MailState, None)).unwrap();
    assert_eq!(office.run(&["status"]).code, 0);
}

#[test]
fn status_tells_what_the_last_scan_passed_over() {
    let office = Office::stocked();
    office.store().write(|tx| tx.set_note(ProgramNote::ScanFailed, Some("agreement 2: it cannot be read"))).unwrap();
    let told = |said: &str| said.contains("the last scan passed over agreement 2: it cannot be read");
    assert!(told(&office.run(&["status"]).stderr));
    office.run(&["tick"]).text();
    let said = office.run(&["status"]);
    assert!(said.code == 0 && !told(&said.stderr), "a scan that passed nothing over takes it back: {said:?}");
}

#[test]
fn a_damaged_or_missing_register_is_told_with_its_cure() {
    let office = Office::stocked();
    let file = office.path("var/pactwatch.db");
    let missing = Office::new();
    fs::remove_file(missing.path("var/pactwatch.db")).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    // The first page says whose file it is; every other one begins with what its tree looks like.
    for page in bytes.chunks_mut(4096).skip(1) {
        page[..64].fill(0xff);
    }
    fs::write(&file, bytes).unwrap();
    for (office, cure) in [(&office, "pactwatch restore"), (&missing, "pactwatch init")] {
        for command in ["list", "agenda", "check", "status"] {
            let said = office.run(&[command]);
            assert_eq!(said.code, 1, "{command}");
            assert!(said.stderr.starts_with("error: ") && said.stderr.contains(cure), "{command}: {said:?}");
            assert!(!said.stderr.contains("panicked"), "{command}");
        }
    }
}

#[test]
fn check_sends_a_test_letter_only_when_asked_and_only_where_it_may() {
    let office = Office::new();
    let letters = || fs::read_dir(office.path("var/letters")).map_or(0, Iterator::count);
    assert_eq!(office.json(&["check"]).get("mail"), None);
    assert!(office.json(&["check", "--post"])["mail"].is_string());
    assert_eq!(letters(), 0, "a login is no letter");
    assert!(office.json(&["check", "--to", "it@example.vn"])["mail"].as_str().unwrap().contains("it@example.vn"));
    assert_eq!(letters(), 1);
    assert_eq!(office.json(&["outbox", "list"]), json!([]), "a test letter is no reminder");
    for (address, part) in [("it@elsewhere.example", "allowed_domains"), ("nobody", "is not an address")] {
        let said = office.run(&["check", "--to", address]);
        assert!(said.code == 1 && said.stderr.contains(part), "{address}: {said:?}");
    }
    assert_eq!(letters(), 1);
    let config = fs::read_to_string(office.path("config.toml")).unwrap();
    let smtp = "[post.smtp]\nhost = \"127.0.0.1\"\nport = 1\nsecurity = \"none\"\n";
    fs::write(office.path("config.toml"), config.replace("\"file\"  ", "\"smtp\"  ") + smtp).unwrap();
    let said = office.run(&["check", "--post"]);
    assert!(said.code == 1 && said.stderr.contains("cannot be reached"), "{said:?}");
}

#[test]
fn status_tells_an_altered_act() {
    // Another program changes one letter of an act, on disk and past all rules.
    let office = Office::stocked();
    office.run(&["tick"]).text();
    let (file, wal) = (office.path("var/pactwatch.db"), office.path("var/pactwatch.db-wal"));
    assert!(!wal.exists(), "everything lies in the file");
    let mut bytes = fs::read(&file).unwrap();
    let mut altered = 0;
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"12/CV" {
            bytes[at] = b'9';
            altered += 1;
        }
    }
    assert!(altered > 0);
    fs::write(&file, bytes).unwrap();
    for command in ["status", "check"] {
        let said = office.run(&[command]);
        assert!(said.code == 1 && said.stderr.contains("act 5 is not what was written"), "{command}: {said:?}");
    }
    let shown = office.run(&["show", "KR-1"]);
    assert!(shown.code == 1 && shown.stderr.contains("act 5"), "what the act is about is not shown: {shown:?}");
    let list = office.run(&["list"]);
    assert!(list.stdout.contains("LA-1"), "the others are listed: {list:?}");
}

/// G2: a daemon that hangs writes no heartbeat, and `status` says so.
#[test]
fn g2_status_judges_the_heartbeat() {
    let office = Office::stocked();
    office.run(&["tick"]).text();
    for (written, code) in [("2026-11-21T06:45:00+07:00", 0), ("2026-11-21T06:20:00+07:00", 1)] {
        fs::write(office.path("var/heartbeat"), format!("{written}\n")).unwrap();
        let said = office.run(&["status"]);
        assert_eq!((said.code, said.stderr.contains("last heard of")), (code, code == 1), "{written}: {said:?}");
    }
}

/// The oldest letter that waits is a problem after a while, with what stands in its way.
#[test]
fn a5_status_says_why_the_oldest_letter_waits() {
    let mut office = Office::new();
    office.register("2026-11-20", &[("reference", "T-1"), ("signed_on", "2020-01-01"), ("term", "until 2026-12-31")]);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let file = office.path("config.toml");
    let text = fs::read_to_string(&file).unwrap().replace("transport       = \"file\"", "transport = \"smtp\"");
    let text = text.replace("[office]", &format!("[post.smtp]\nhost = \"127.0.0.1\"\nport = {port}\n[office]"));
    fs::write(&file, text).unwrap();
    office.run(&["tick"]);
    // A warning after `[watch] delay_warning`, a problem after six hours. The alarm stands at once.
    let waits = |office: &Office, part: &str| {
        let said = office.run(&["status", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
        json[part].as_array().unwrap().iter().any(|what| what.as_str().unwrap().contains("the oldest letter"))
    };
    for (at, warning, problem) in [("10:59", false, false), ("11:00", true, false), ("13:00", false, true)] {
        office = office.at(&format!("2026-11-21T{at}:00+07:00"));
        assert_eq!((waits(&office, "warnings"), waits(&office, "problems")), (warning, problem), "{at}");
    }
    office = office.at("2026-11-21T14:00:00+07:00");
    let said = office.run(&["status"]);
    assert!(
        said.code == 1 && said.stderr.contains("the oldest letter has waited since 2026-11-21T07:00:00+07:00"),
        "{said:?}"
    );
    assert!(said.stderr.contains("cannot be reached"), "{said:?}");
}
