//! `agenda` and `calendar`: days in order.

use serde_json::{Value, json};

use super::office::Office;

const ANNOUNCED: &str = include_str!("../data/days_off_2024_2026.csv");

fn of_agreements(agenda: &Value) -> Vec<Value> {
    agenda.as_array().unwrap().iter().filter(|entry| !entry["reference"].is_null()).cloned().collect()
}

#[test]
fn the_agenda_is_a_year_of_milestones_in_order_of_day() {
    let office = Office::stocked();
    let agenda = office.json(&["agenda"]);
    let days: Vec<_> = agenda.as_array().unwrap().iter().map(|entry| entry["day"].as_str().unwrap()).collect();
    assert!(days.is_sorted() && days.first() >= Some(&"2026-11-21") && days.last() <= Some(&"2027-11-21"), "{days:?}");
    // The 6th of March 2027 is a Saturday. Both memoranda are five years old that year; the one
    // that may end on that very day is not celebrated.
    let expected = json!([
        {"reference": "LA-2", "kind": "notice", "nth": 1, "day": "2027-03-06", "do_by": "2027-03-05",
         "title": "Bản ghi nhớ", "state": "open"},
        {"reference": "SECRET-1", "kind": "expiry", "nth": 1, "day": "2027-06-01", "do_by": "2027-06-01",
         "title": "SECRET-1", "state": "open"},
        {"reference": "LA-2", "kind": "renewal", "nth": 1, "day": "2027-09-06", "do_by": "2027-09-06",
         "title": "Bản ghi nhớ", "state": "open"},
        {"reference": "LA-2", "name": "signing", "kind": "observance", "nth": 5, "day": "2027-09-06",
         "do_by": "2027-09-06", "title": "Bản ghi nhớ", "state": "open"},
        {"reference": "LA-1", "kind": "expiry", "nth": 1, "day": "2027-11-03", "do_by": "2027-11-03",
         "title": "Bản ghi nhớ", "state": "open"},
    ]);
    assert_eq!(Value::Array(of_agreements(&agenda)), expected);
}

#[test]
fn what_hangs_on_no_agreement_has_a_name_and_no_reference() {
    let agenda = Office::stocked().json(&["agenda"]);
    let others: Vec<_> = agenda.as_array().unwrap().iter().filter(|entry| entry["reference"].is_null()).collect();
    // The national day of a partner's country, and the yearly report on agreements.
    let laos = others.iter().find(|entry| entry["day"] == "2026-12-02").unwrap();
    assert_eq!(laos["kind"], "observance");
    assert!(laos["name"].is_string() && laos["title"].as_str().unwrap().contains("Lào"), "{laos}");
    assert_eq!(laos.get("lawful_until"), None);
    let report = others.iter().find(|entry| entry["kind"] == "duty").unwrap();
    assert_eq!((&report["day"], &report["lawful_until"]), (&json!("2027-11-15"), &json!("2027-11-15")));
}

#[test]
fn the_agenda_reaches_as_asked() {
    let office = Office::stocked();
    let days = |args: &[&str]| -> Vec<String> {
        let agenda = office.json(&[&["agenda"], args].concat());
        of_agreements(&agenda)
            .iter()
            .map(|entry| format!("{} {}", entry["day"].as_str().unwrap(), entry["kind"]))
            .collect()
    };
    let third = "2023-12-22 \"review\"".to_owned();
    assert_eq!(
        days(&["--from", "2023-12-22", "--to", "2023-12-22"]),
        *std::slice::from_ref(&third),
        "both days belong to it"
    );
    assert_eq!(days(&["--from", "22/12/2023"])[0], third, "a year from its beginning");
    assert_eq!(days(&["--from", "2023-12-23", "--to", "2024-06-01"]), Vec::<String>::new());
}

#[test]
fn the_states_are_open_done_and_history() {
    let office = Office::new();
    let pairs = [("reference", "T-1"), ("signed_on", "2020-02-01"), ("term", "open"), ("review_every", "1y")];
    let id = office.register("2024-06-01", &pairs);
    let held = pactwatch::lifecycle::act::ActBody::HoldReview { review: super::office::day("2025-02-01") };
    office.record(id, "2025-02-03", &held);
    let agenda = office.json(&["agenda", "--from", "2024-01-01", "--to", "2027-12-31"]);
    let reviews: Vec<_> = of_agreements(&agenda).into_iter().filter(|entry| entry["kind"] == "review").collect();
    let states: Vec<_> =
        reviews.iter().map(|entry| (entry["nth"].as_i64().unwrap(), entry["state"].as_str().unwrap())).collect();
    // 1/2/2024 passed before the register knew of it, and a later one was held, so it is done.
    assert_eq!(states, [(4, "done"), (5, "done"), (6, "open"), (7, "open")]);
    office.register("2024-06-01", &[("reference", "T-2"), ("signed_on", "2020-02-01"), ("term", "until 2024-02-01")]);
    let agenda = office.json(&["agenda", "--from", "2024-02-01", "--to", "2024-02-01"]);
    let state =
        of_agreements(&agenda).into_iter().find(|entry| entry["reference"] == "T-2" && entry["kind"] == "expiry");
    assert_eq!(state.unwrap()["state"], "history");
}

#[test]
fn the_calendar_is_the_announced_one() {
    let office = Office::new();
    for year in ["2024", "2025", "2026"] {
        let rows = ANNOUNCED.lines().filter(|line| line.starts_with(year));
        let expected: Vec<Value> = rows
            .map(|line| {
                let [day, _, kind, name, confirmed] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
                json!({"day": day, "kind": kind, "name": name, "confirmed": confirmed == "yes"})
            })
            .collect();
        assert_eq!(office.json(&["calendar", year]), Value::Array(expected), "{year}");
    }
    assert_eq!(office.json(&["calendar"]), office.json(&["calendar", "2026"]), "this year by default");
}

#[test]
fn the_office_has_days_of_its_own() {
    let office = Office::new();
    let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
    let own = "country = \"none\"\noff = [{ on = 2026-11-23, name = \"ngày riêng\", confirmed = false }]\n#";
    std::fs::write(office.path("config.toml"), config.replace("country = \"VN\"", own)).unwrap();
    let expected = json!([{"day": "2026-11-23", "kind": "off", "name": "ngày riêng", "confirmed": false}]);
    assert_eq!(office.json(&["calendar", "2026"]), expected);
    let text = office.run(&["calendar"]).text();
    assert!(text.contains("2026-11-23 Mon  off     no           ngày riêng"), "{text}");
}

#[test]
fn the_calendar_needs_no_register() {
    let office = Office::new();
    std::fs::remove_file(office.path("var/pactwatch.db")).unwrap();
    assert_eq!(office.json(&["calendar", "2026"])[0]["day"], "2026-01-01");
}

#[test]
fn a_changed_configuration_is_rehearsed_against_the_present_one() {
    let office = Office::stocked();
    let present = std::fs::read_to_string(office.path("config.toml")).unwrap();
    std::fs::write(office.path("changed.toml"), format!("{present}\n[ladder.expiry]\nrungs = []\n")).unwrap();
    let days = ["rehearse", "--from", "2026-11-21", "--to", "2028-01-31"];
    let same = office.json(&[&days[..], &["--changed", "config.toml"]].concat());
    assert_eq!(same, json!({"appear": [], "go": []}));
    let changed = office.json(&[&days[..], &["--changed", "changed.toml"]].concat());
    let keys = |letter: &Value| letter["keys"].as_array().unwrap().iter().map(Value::to_string).collect::<Vec<_>>();
    let gone: Vec<String> = changed["go"].as_array().unwrap().iter().flat_map(keys).collect();
    assert!(gone.iter().any(|key| key.contains("/expiry/") && key.contains("2027-11-03")), "{gone:?}");
    // What still goes in a bundle goes on its own: nothing about an expiry appears.
    let appear: Vec<String> = changed["appear"].as_array().unwrap().iter().flat_map(keys).collect();
    assert!(appear.iter().all(|key| !key.contains("/expiry/")), "{appear:?}");
}
