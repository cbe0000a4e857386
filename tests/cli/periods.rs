//! What a report says of a time that is over, and what `status` says while the brake holds.

use super::office::Office;

fn register(office: &Office, list: &str) {
    std::fs::write(office.path("list.toml"), list).unwrap();
    office.run(&["import", "list.toml"]).text();
}

const LIST: &str = r#"
[[agreement]]
reference = "R-1"
title = "Gia hạn năm sau"
partner = ["Jeonbuk"]
country = "KR"
signed_on = 2020-03-15
term = "5y"
officers = ["desk-korea"]

[[agreement]]
reference = "R-2"
title = "Chấm dứt năm sau"
partner = ["Jeonbuk"]
country = "KR"
signed_on = 2020-03-15
term = "open"
review_every = "1y"
officers = ["desk-korea"]

[[act]]
agreement = "R-1"
act = "extend"
on = 2025-03-10
until = 2028-03-15

[[act]]
agreement = "R-2"
act = "terminate"
on = 2025-05-05
ends_on = 2025-05-31

[[act]]
agreement = "R-2"
act = "skip"
on = 2024-03-20
review = 2024-03-15
why = "bão lụt"
"#;

/// DESIGN §10: a report tells the state on its last day. What happened in the year after moves none of its days.
#[test]
fn a_report_tells_the_state_of_its_last_day() {
    let office = Office::new();
    register(&office, LIST);
    let state = |args: &[&str]| -> Vec<(String, Option<String>)> {
        let report = office.json(&[&["report"], args].concat());
        let lines = report["lines"].as_array().unwrap().iter().filter(|line| line["matter"] == "state");
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let mut found: Vec<_> = lines.map(|line| (text(&line["reference"]).unwrap(), text(&line["day"]))).collect();
        found.sort();
        found
    };
    let of = |reference: &str, day: Option<&str>| (reference.to_owned(), day.map(str::to_owned));
    assert_eq!(state(&["--year", "2024"]), [of("R-1", Some("2025-03-15")), of("R-2", None)]);
    assert_eq!(
        state(&["--from", "2024-01-01", "--to", "2025-03-09"]),
        [of("R-1", Some("2025-03-15")), of("R-2", None)]
    );
    assert_eq!(
        state(&["--from", "2024-01-01", "--to", "2025-03-10"]),
        [of("R-1", Some("2028-03-15")), of("R-2", None)]
    );
    assert_eq!(state(&["--year", "2025"]), [of("R-1", Some("2028-03-15"))], "R-2 ended in it");
    // A review that was not held on purpose bears its reason.
    let told = office.run(&["report", "--year", "2024"]).text();
    assert!(told.contains("bão lụt"), "{told}");
}

/// FAULTS P4: the reason stands in `status`.
#[test]
fn while_the_brake_holds_status_says_so_and_how_it_is_released() {
    let office = Office::new();
    let file = office.path("config.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let braked = text.replace("brake           = 200", "brake           = 1");
    assert_ne!(braked, text);
    std::fs::write(&file, braked).unwrap();
    for nth in 1..=3 {
        let reference = format!("B-{nth}");
        office.register(
            "2026-11-20",
            &[("reference", &reference), ("signed_on", "2021-12-20"), ("term", "5y"), ("officers", "desk-korea")],
        );
    }
    assert_eq!(office.run(&["tick"]).code, 1);
    let said = office.run(&["status"]);
    assert!(said.code == 1 && said.stderr.contains("`pactwatch tick --release` sends them"), "{said:?}");
    assert!(!said.stderr.contains("is the service running"), "{said:?}");
    office.run(&["tick", "--release"]).text();
    let said = office.run(&["status"]);
    assert!(!said.stderr.contains("--release"), "{said:?}");
}
