//! Exported calendars, read by Python's `icalendar`.
//!
//! It is fetched from the Python package index into the target folder where `PACTWATCH_ORACLES=1` asks for it; then
//! whatever is missing is a failure. Without that the comparison runs where it lies ready, and else says why it did not.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use icalendar::{Calendar, Component};
use serde_json::Value;

use super::office::Office;

/// The version compared with; a newer one is looked at before it is believed.
const READER: &str = "icalendar==7.3.0";

#[test]
fn two_readers_find_the_same_in_a_calendar() {
    let required = std::env::var("PACTWATCH_ORACLES").is_ok_and(|value| value == "1");
    let python = match reader(required) {
        Ok(python) => python,
        Err(why) if required => panic!("PACTWATCH_ORACLES=1, but {why}"),
        Err(why) => {
            // Past the test harness, which keeps what a passing test prints to itself.
            writeln!(std::io::stderr(), "skipped: calendars read by Python's icalendar: {why}").ok();
            return;
        }
    };
    let office = Office::new();
    fs::copy("examples/register.toml", office.path("list.toml")).unwrap();
    office.run(&["import", "list.toml"]).text();
    let hostile = "A, B; C\\n\r\nEND:VEVENT\r\nATTENDEE:x\u{2028}ặ\u{1f99c}".to_owned() + &"ặ ".repeat(300);
    let facts = [("reference", "T-1"), ("title", &hostile), ("term", "until 2026-12-31"), ("signed_on", "2020-01-15")];
    office.register("2026-11-20", &facts);
    office.register("2026-11-20", &[&facts[1..], &[("reference", "T-2"), ("restricted", "yes")]].concat());
    office.run(&["export", "out.ics", "--restricted"]).text();

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/entries.py");
    let told =
        output(Command::new(python).arg(script).arg(office.path("out.ics"))).unwrap_or_else(|why| panic!("{why}"));
    let theirs: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(theirs["method"], "PUBLISH");
    let theirs = theirs["events"].as_array().unwrap();
    let text = fs::read_to_string(office.path("out.ics")).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    assert_eq!(theirs.len(), calendar.events().count());
    assert!(theirs.len() > 50, "five years of nine agreements");
    for (event, found) in calendar.events().zip(theirs) {
        assert_eq!(found["errors"], serde_json::json!([]), "{found}");
        assert_eq!((&found["days"], &found["transparency"]), (&Value::from(1), &Value::from("TRANSPARENT")), "{found}");
        assert_eq!(found["stamp"], "2026-11-21T00:00:00+00:00", "{found}");
        for (name, ours) in [
            ("uid", event.get_uid()),
            ("summary", event.get_summary()),
            ("description", event.get_description()),
            ("class", event.property_value("CLASS")),
        ] {
            assert_eq!(found[name].as_str(), ours, "{name} of {found}");
        }
    }
}

/// The Python that has the reader, fetched first if `fetch` allows the network.
fn reader(fetch: bool) -> Result<PathBuf, String> {
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("icalendar");
    let python = environment.join("bin/python");
    if output(Command::new(&python).args(["-c", "import icalendar"])).is_ok() {
        return Ok(python);
    }
    if !fetch {
        return Err("it is not installed; PACTWATCH_ORACLES=1 fetches it".to_owned());
    }
    output(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    output(Command::new(&python).args(["-m", "pip", "install", "--quiet", READER]))?;
    Ok(python)
}

fn output(command: &mut Command) -> Result<String, String> {
    let ran = command.output().map_err(|error| format!("{command:?} cannot be run: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if ran.status.success() {
        Ok(text(&ran.stdout))
    } else {
        Err(format!("{command:?} failed:\n{}", text(&ran.stderr)))
    }
}
