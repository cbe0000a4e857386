//! An office in a scratch folder with what a released program left, and the program run in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pactwatch::clock::Clock;
use pactwatch::desk::{Desk, outbox, tick};
use pactwatch::lifecycle::day::Day;
use pactwatch::watch::Release;

pub(crate) struct Office {
    version: &'static str,
    folder: tempfile::TempDir,
}

/// The folder of what was kept of a schema.
pub(crate) fn data(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/frozen").join(version)
}

impl Office {
    fn empty(version: &'static str) -> Self {
        let office = Self { version, folder: tempfile::tempdir().unwrap() };
        for name in ["config.toml", "register.toml"] {
            std::fs::copy(data(version).join(name), office.path(name)).unwrap();
        }
        office
    }

    /// The office with a copy of the register that the old program left.
    pub(crate) fn with_register(version: &'static str) -> Self {
        let office = Self::empty(version);
        std::fs::copy(data(version).join("register.db"), office.path("register.db")).unwrap();
        office
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, about to run at seven in the morning of that day.
    pub(crate) fn command(&self, day: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("PACTWATCH_NOW", format!("{day}T07:00:00+07:00"));
        command
    }

    /// Exit code, stdout and stderr of a command at seven in the morning of that day.
    pub(crate) fn run(&self, day: &str, args: &[&str]) -> (i32, String, String) {
        let output = self.command(day, args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn must(&self, day: &str, args: &[&str]) -> String {
        let (code, stdout, stderr) = self.run(day, args);
        assert_eq!(code, 0, "{day} {args:?}: {stdout}{stderr}");
        stdout
    }

    pub(crate) fn json(&self, day: &str, args: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.must(day, &[args, &["--json"]].concat())).unwrap()
    }

    /// What the old program said, line by line.
    pub(crate) fn frozen(&self, name: &str) -> Vec<String> {
        Self::frozen_at(self.version, name)
    }

    pub(crate) fn frozen_at(version: &str, name: &str) -> Vec<String> {
        std::fs::read_to_string(data(version).join(name)).unwrap().lines().map(str::to_owned).collect()
    }
}

/// A line of `days.txt`: its words, where `"` keeps several together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for char in line.chars() {
        match char {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words
}

/// What two years of daily ticks bring, from the day of the import on: a line for each letter, its subject and its keys.
pub(crate) fn two_years(version: &'static str) -> Vec<String> {
    let office = Office::empty(version);
    let (begin, end): (Day, Day) = ("2026-01-05".parse().unwrap(), "2028-01-04".parse().unwrap());
    office.must("2026-01-05", &["init"]);
    office.must("2026-01-05", &["import", "register.toml"]);
    let days = std::fs::read_to_string(data(version).join("days.txt")).unwrap();
    let days: Vec<(&str, Vec<String>)> = days
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(' ').unwrap())
        .map(|(day, command)| (day, words(command)))
        .collect();
    let mut desk = Desk::open(&office.path("config.toml")).unwrap();
    let (mut told, mut lines, mut today) = (BTreeSet::new(), Vec::new(), begin);
    while today <= end {
        for (day, command) in days.iter().filter(|(day, _)| *day == today.to_string()) {
            // What the first program did not ask for: a yes, and why a day moves.
            let yes: &[&str] = match command[0].as_str() {
                "handover" => &["--yes"],
                _ if command.iter().any(|word| word == "correct") => &["--note", "theo bản gốc"],
                _ => &[],
            };
            let command: Vec<&str> = command.iter().map(String::as_str).collect();
            office.must(day, &[&command[..], &["--by", "desk-laos"], yes].concat());
        }
        desk.clock = Clock::fixed(format!("{today}T00:00:00Z").parse().unwrap(), desk.clock.zone());
        if tick::tick(&mut desk, Release::Brake, pactwatch::watch::PauseRule::Nothing).unwrap().delivered.sent > 0 {
            outbox::list::<anyhow::Error>(&desk, None, 100_000, |row| {
                letter(today, &serde_json::to_value(row)?, &mut told, &mut lines);
                Ok(())
            })
            .unwrap();
        }
        today = today.plus_days(1).unwrap();
    }
    lines
}

/// The lines of a letter that was not told before.
fn letter(today: Day, letter: &serde_json::Value, told: &mut BTreeSet<i64>, lines: &mut Vec<String>) {
    if letter["state"] == "sent" && told.insert(letter["id"].as_i64().unwrap()) {
        let [to, message_id, subject] = ["to", "message_id", "subject"].map(|key| letter[key].as_str().unwrap());
        lines.push(format!("letter {today} {to} {message_id}"));
        lines.push(format!("subject {today} {to} {subject}"));
        for key in letter["keys"].as_array().unwrap() {
            lines.push(format!("says {today} {to} {}", key.as_str().unwrap()));
        }
    }
}
