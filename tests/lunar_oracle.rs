//! Every day of 1970–2050 in the lunar calendar, held against a second converter: Python's `lunar-vn`.
//!
//! The converter is fetched from the Python package index into the target folder, so the network is needed once, and
//! only where `PACTWATCH_ORACLES=1` asks for it; then whatever is missing is a failure. Without that the comparison
//! runs where the converter lies ready from an earlier time, and else says why it did not.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::lunar::lunar;

/// The version compared with; a newer one is looked at before it is believed.
const CONVERTER: &str = "lunar-vn==1.4.0";

#[test]
fn every_day_agrees_with_an_independent_converter() {
    let required = std::env::var("PACTWATCH_ORACLES").is_ok_and(|value| value == "1");
    let python = match converter(required) {
        Ok(python) => python,
        Err(why) if required => panic!("PACTWATCH_ORACLES=1, but {why}"),
        Err(why) => {
            // Past the test harness, which keeps what a passing test prints to itself.
            let _ = writeln!(std::io::stderr(), "skipped: comparison with lunar-vn: {why}");
            return;
        }
    };
    let table = workspace().join("lunar.csv");
    std::fs::write(&table, days_of(1970, 2050)).expect("the target folder can be written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/lunar.py");
    let compared = output(Command::new(python).arg(script).arg(&table)).unwrap_or_else(|why| panic!("{why}"));
    assert!(compared.contains("29585 days compared, 0 differ"), "{compared}");
}

fn days_of(first: i32, last: i32) -> String {
    let mut table = String::from("day,year,month,lunar_day,leap\n");
    let mut day = Day::ymd(first, 1, 1).expect("a day of the calendar");
    while day.year() <= last {
        let at = lunar(day);
        writeln!(table, "{day},{},{},{},{}", at.year, at.month, at.day, u8::from(at.leap)).expect("text grows");
        day = day.next();
    }
    table
}

/// The Python that has the converter, fetched first if `fetch` allows the network.
fn converter(fetch: bool) -> Result<PathBuf, String> {
    let environment = workspace().join("lunar-vn");
    let python = environment.join("bin/python");
    let ready = |python: &Path| output(Command::new(python).args(["-c", "import lunar_vn"])).is_ok();
    if ready(&python) {
        return Ok(python);
    }
    if !fetch {
        return Err("it is not installed; PACTWATCH_ORACLES=1 fetches it".to_owned());
    }
    output(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    output(Command::new(&python).args(["-m", "pip", "install", "--quiet", CONVERTER]))?;
    Ok(python)
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn output(command: &mut Command) -> Result<String, String> {
    let ran =
        command.output().map_err(|error| format!("{} cannot be run: {error}", command.get_program().display()))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if ran.status.success() {
        Ok(text(&ran.stdout))
    } else {
        Err(format!("{command:?} failed:\n{}{}", text(&ran.stdout), text(&ran.stderr)))
    }
}
