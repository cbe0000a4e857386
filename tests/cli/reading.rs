//! `list`, `show` and `explain`: what is known, in the shapes other programs rely on.

use pactwatch::lifecycle::act::ActBody;
use serde_json::{Value, json};

use super::office::Office;

fn references(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["reference"].as_str().unwrap()).collect()
}

#[test]
fn list_says_what_each_agreement_is_and_what_comes_next() {
    let rows = Office::stocked().json(&["list"]);
    // 22/12/2017 + 10 years is the fifth review's day and the last day in force: the review stands first.
    let expected = json!([
        {"reference": "KR-1", "title": "Bản thỏa thuận hợp tác", "status": "in-force", "in_force_on": "2017-12-22",
         "ends_on": "2027-12-22", "next": {"kind": "review", "day": "2027-12-22"}},
        {"reference": "LA-1", "title": "Bản ghi nhớ", "status": "in-force", "in_force_on": "2022-11-03",
         "ends_on": "2027-12-31", "next": {"kind": "expiry", "day": "2027-11-03"}},
        {"reference": "LA-2", "title": "Bản ghi nhớ", "status": "in-force", "in_force_on": "2022-09-06",
         "ends_on": "2027-09-06", "next": {"kind": "notice", "day": "2027-03-06"}},
        {"reference": "SECRET-1", "title": "SECRET-1", "status": "in-force", "in_force_on": "2026-06-01",
         "ends_on": "2027-06-01", "next": {"kind": "expiry", "day": "2027-06-01"}},
    ]);
    assert_eq!(rows, expected);
}

#[test]
fn list_looks_ahead_as_far_as_it_takes() {
    let office = Office::new();
    office.register("2020-01-01", &[("reference", "FAR-1"), ("signed_on", "2020-01-01"), ("term", "60y")]);
    office.register("2020-01-01", &[("reference", "OPEN-1"), ("signed_on", "2020-01-01"), ("term", "open")]);
    let rows = office.json(&["list"]);
    assert_eq!(rows[0]["next"], json!({"kind": "expiry", "day": "2080-01-01"}));
    assert_eq!((&rows[1]["next"], &rows[1]["ends_on"]), (&Value::Null, &Value::Null));
}

#[test]
fn filters_narrow_the_list() {
    let office = Office::stocked();
    office.register("2010-01-01", &[("reference", "OLD-1"), ("signed_on", "2010-01-01"), ("term", "2y")]);
    let all = ["KR-1", "LA-1", "LA-2", "SECRET-1", "OLD-1"];
    let cases: [(&str, &[&str], &[&str]); 14] = [
        ("nothing narrows nothing", &[], &all),
        ("a status", &["--status", "expired"], &["OLD-1"]),
        ("several", &["--status", "expired,pending", "--status", "in-force"], &all),
        // A restricted one is found by its reference and its days alone (L6).
        ("a country, small letters too", &["--country", "la"], &["LA-1", "LA-2"]),
        ("an officer", &["--officer", "desk-korea"], &["KR-1"]),
        ("a partner's id", &["--partner", "sekong"], &["LA-1", "LA-2"]),
        ("a partner's name in part, bare", &["--partner", "se kong"], &["LA-1", "LA-2"]),
        ("our side is no partner", &["--partner", "dak-lak"], &[]),
        ("words without diacritics", &["--text", "dak lak", "--country", "KR"], &["KR-1"]),
        ("an older name", &["--text", "jeollabuk"], &["KR-1"]),
        ("an alias", &["--text", "bac jeolla"], &["KR-1"]),
        ("ends before", &["--ends-before", "2027-09-06"], &["SECRET-1", "OLD-1"]),
        ("the day itself is not before", &["--ends-before", "7/9/2027"], &["LA-2", "SECRET-1", "OLD-1"]),
        ("nothing found", &["--text", "atlantis"], &[]),
    ];
    for (rule, args, expected) in cases {
        let rows = office.json(&[&["list"], args].concat());
        assert_eq!(references(&rows), expected, "{rule}");
    }
}

#[test]
fn tables_fit_a_hundred_columns_and_keep_references_whole() {
    let office = Office::new();
    let long = "REFERENCE-THAT-IS-LONGER-THAN-ITS-COLUMN-2026-0001";
    let title = "Thỏa thuận hợp tác ".repeat(20);
    office
        .register("2026-01-01", &[("reference", long), ("title", &title), ("signed_on", "2026-01-01"), ("term", "1y")]);
    for args in [vec!["list"], vec!["agenda"], vec!["show", long], vec!["explain", long], vec!["check"]] {
        let text = office.run(&args).text();
        assert!(text.contains(if args[0] == "explain" { "expiry" } else { long }), "{text}");
        for line in text.lines().filter(|line| !line.contains(long)) {
            assert!(line.chars().count() <= 100, "{args:?}: {line}");
        }
    }
}

#[test]
fn show_gives_facts_acts_parties_and_milestones() {
    let office = Office::stocked();
    let shown = office.json(&["show", "KR-1"]);
    assert_eq!(shown["title"], "Bản thỏa thuận hợp tác");
    assert_eq!((&shown["term"], &shown["basis"]["term"]), (&json!("5y"), &json!("Điều 7")));
    assert_eq!((&shown["officers"], &shown["in_force_on"]), (&json!(["desk-korea"]), &Value::Null));
    assert_eq!((&shown["status"], &shown["ends_on"]), (&json!("in-force"), &json!("2027-12-22")));
    let acts: Vec<_> = shown["acts"].as_array().unwrap().iter().map(|act| act["act"].as_str().unwrap()).collect();
    assert_eq!(acts, ["register", "extend"]);
    assert_eq!((&shown["acts"][1]["until"], &shown["acts"][1]["number"]), (&json!("2027-12-22"), &json!("12/CV")));
    assert_eq!(shown["parties"][1]["name"], "Jeollabuk-do");
    let days: Vec<_> = shown["milestones"].as_array().unwrap().iter().map(|m| (&m["kind"], &m["day"])).collect();
    assert!(days.contains(&(&json!("expiry"), &json!("2027-12-22"))), "{days:?}");
    assert!(!days.contains(&(&json!("expiry"), &json!("2022-12-22"))), "{days:?}");
    let text = office.run(&["show", "KR-1"]).text();
    assert!(text.contains("2027-12-22 Wed") && text.contains("extend until 2027-12-22, number 12/CV"), "{text}");
}

#[test]
fn in_vietnamese_show_says_facts_in_words() {
    let office = Office::stocked();
    let text = office.run(&["--language", "vi", "show", "KR-1"]).text();
    for words in
        ["Hàn Quốc", "từ ngày ký", "5 năm", "sơ kết: Điều 5", "thời hạn: Điều 7", "không gia hạn", "22/12/2017"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let of_the_text: Vec<&str> = text.lines().take_while(|line| !line.starts_with("NGÀY")).collect();
    for code in ["5y", "2y", "signature", "civil", "none", "nước              KR", "2017-12-22", "review:"] {
        assert!(!of_the_text.iter().any(|line| line.contains(code)), "{code}: {text}");
    }
}

#[test]
fn an_act_about_a_party_says_how_to_name_the_party() {
    let office = Office::stocked();
    for (language, said) in
        [("en", "`rename` is not recorded for an agreement"), ("vi", "“Đổi tên” không ghi cho văn bản")]
    {
        let refused = office.run(&["--language", language, "record", "KR-1", "rename", "Jeonbuk State"]);
        let error = refused.stderr.clone();
        assert_eq!(refused.code, 2, "{error}");
        assert!(error.contains(said) && error.contains("--party"), "{error}");
    }
}

#[test]
fn show_knows_what_was_known_on_an_earlier_day() {
    let office = Office::stocked();
    let then = office.json(&["show", "KR-1", "--known-on", "2022-11-30"]);
    assert_eq!((&then["ends_on"], &then["known_on"]), (&json!("2022-12-22"), &json!("2022-11-30")));
    assert_eq!(then["acts"].as_array().unwrap().len(), 1);
    // On the day itself what was recorded that day is known.
    assert_eq!(office.json(&["show", "KR-1", "--known-on", "2022-12-01"])["ends_on"], "2027-12-22");
    for (day, part) in [("2017-12-21", "came in on 2017-12-22"), ("2026-11-22", "has not come yet")] {
        let said = office.run(&["show", "KR-1", "--known-on", day]);
        assert_eq!(said.code, 1);
        assert!(said.stderr.contains(part), "{}", said.stderr);
    }
}

#[test]
fn a_voided_act_is_shown_as_voided() {
    let office = Office::stocked();
    let acts = office.json(&["show", "KR-1"])["acts"].clone();
    office.record(1, "2023-01-05", &ActBody::Void { voids: acts[1]["seq"].as_i64().unwrap() });
    let shown = office.json(&["show", "KR-1"]);
    assert_eq!((&shown["acts"][1]["voided"], &shown["status"]), (&json!(true), &json!("expired")));
}

#[test]
fn explain_gives_each_date_with_its_reason_and_each_reminder_with_its_verdict() {
    let office = Office::stocked();
    let dates = office.json(&["explain", "LA-2"]);
    let date = |kind: &str| {
        let found = dates.as_array().unwrap().iter().find(|date| date["kind"] == kind);
        found.unwrap_or_else(|| panic!("{kind} is missing")).clone()
    };
    let notice = date("notice");
    assert_eq!((&notice["day"], &notice["nth"], &notice["state"]), (&json!("2027-03-06"), &json!(1), &json!("open")));
    assert!(notice["derivation"].as_str().unwrap().contains("6 months"), "{notice}");
    assert_eq!(notice["basis"], Value::Null);
    // 6/3/2027 − 90 days is Sunday 6/12/2026, so Friday 4/12; − 45 days is Wednesday 20/1/2027.
    let rungs: Vec<_> = notice["reminders"].as_array().unwrap().iter().take(3).collect();
    let reminder = |rung: &str, who: &str, on: &str| json!({"rung": rung, "recipient": who, "opens_on": on, "verdict": format!("not yet (opens {on})")});
    assert_eq!(*rungs[0], reminder("-90d", "desk-laos", "2026-12-04"));
    assert_eq!(*rungs[1], reminder("-45d", "desk-laos", "2027-01-20"));
    assert_eq!(*rungs[2], reminder("-45d", "head", "2027-01-20"));
    assert_eq!(date("renewal")["day"], "2027-09-06");
    let text = office.run(&["explain", "LA-2"]).text();
    assert!(text.contains("2027-03-06 Sat  notice 1  open"), "{text}");
    assert!(text.contains("not yet (opens 2026-12-04)"), "{text}");
    let vietnamese = office.run(&["explain", "LA-2", "--language", "vi"]).text();
    assert!(vietnamese.contains("chưa đến (mở ngày 04/12/2026)"), "{vietnamese}");
}

#[test]
fn explain_counts_what_the_last_scan_queued() {
    // Entered 45 days before its end: the nearest rung speaks, the farther ones are superseded.
    let office = Office::new();
    office.register("2026-11-20", &[("reference", "T-1"), ("signed_on", "2025-12-31"), ("term", "until 2026-12-31")]);
    let verdicts = |office: &Office| -> Vec<(String, String)> {
        let dates = office.json(&["explain", "T-1"]);
        let expiry = dates.as_array().unwrap().iter().find(|date| date["kind"] == "expiry").unwrap().clone();
        let mine = expiry["reminders"].as_array().unwrap().iter().filter(|it| it["recipient"] == "desk-laos");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        mine.map(|it| (text(&it["rung"]), text(&it["verdict"]))).take(3).collect()
    };
    let expected = |spoken: &str| {
        [("-180d", "superseded by -90d"), ("-90d", spoken), ("-30d", "not yet (opens 2026-12-01)")]
            .map(|(rung, verdict)| (rung.to_owned(), verdict.to_owned()))
    };
    assert_eq!(verdicts(&office), expected("send"));
    office.run(&["tick"]).text();
    assert_eq!(verdicts(&office), expected("already queued"));
}

#[test]
fn what_a_restricted_agreement_says_is_withheld_unless_asked_for() {
    let office = Office::stocked();
    for args in [vec!["list"], vec!["agenda"], vec!["explain", "SECRET-1"], vec!["show", "SECRET-1"], vec!["check"]] {
        for form in [vec![], vec!["--json"]] {
            let text = office.run(&[args.clone(), form].concat()).text();
            for word in ["riêng", "Riêng", "Điều kín"] {
                assert!(!text.contains(word), "{args:?} says {word}: {text}");
            }
        }
    }
    assert_eq!(office.json(&["show", "SECRET-1", "--restricted"])["title"], "Chuyện riêng");
    assert!(office.run(&["explain", "SECRET-1", "--restricted"]).text().contains("Điều kín"));
}

#[test]
fn a_mistyped_reference_brings_the_nearest_ones() {
    let office = Office::stocked();
    for (rule, asked, part) in [
        ("small letters", "kr-1", "did you mean `KR-1`?"),
        ("a slip", "SECRET-2", "did you mean `SECRET-1`?"),
        ("a part", "LA", "one of LA-1, LA-2"),
        ("nothing near", "completely-else", "`pactwatch list` shows all"),
    ] {
        for command in ["show", "explain"] {
            let said = office.run(&[command, asked]);
            assert_eq!((said.code, said.stdout.as_str()), (1, ""), "{rule}");
            assert!(
                said.stderr.starts_with("error: there is no agreement") && said.stderr.contains(part),
                "{rule}: {said:?}"
            );
        }
    }
}
