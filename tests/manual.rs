//! What the program can do stands in the manual, and what the manual shows works.
//!
//! The program is asked, not a list kept here: a command, an option or a key that nobody wrote about fails the build.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use pactwatch::config::{self, Config};
use pactwatch::desk::open::CHECKS;
use pactwatch::lifecycle::act::{ACT_KEYS, ACTS};
use pactwatch::message::say;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn manual() -> String {
    text("docs/manual.md")
}

/// What the program answers to `--help` of that command; of the whole program for an empty one.
fn help(command: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pactwatch")).args(command).arg("--help").output().unwrap();
    assert!(output.status.success(), "{command:?} has no help");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that a help lists, in its order.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A line that goes on from the one before is set in farther.
    let named = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    named.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The options with a long name that a help lists.
fn options(help: &str) -> BTreeSet<String> {
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let words = lines.filter_map(|line| line.split([' ', ',', '=', '[']).find(|word| word.starts_with("--")));
    // `--verbose...` may be given several times.
    let words = words.map(|word| word.trim_end_matches('.'));
    words.filter(|option| !["--help", "--version"].contains(option)).map(str::to_owned).collect()
}

/// Every command, those inside others too.
fn every_command() -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for outer in commands(&help(&[])) {
        let inner = commands(&help(&[&outer]));
        found.push(vec![outer.clone()]);
        found.extend(inner.into_iter().map(|inner| vec![outer.clone(), inner]));
    }
    found
}

/// Whether the text names that word as code, alone or with what follows it: `list`, `list --partner NAME`.
fn names(text: &str, word: &str) -> bool {
    text.split('`').skip(1).step_by(2).any(|code| code.split([' ', '[', ']', '|', '·']).any(|part| part == word))
}

/// The options of every command; the manual says them once, above the table.
const EVERYWHERE: [&str; 6] = ["--config", "--json", "--language", "--verbose", "--log-file", "--clock-is-right"];

#[test]
fn every_command_and_option_is_in_the_manual() {
    let manual = manual();
    let reference = chapter(&manual, "## Commands");
    let all = every_command();
    assert!(all.len() >= 5, "the help was not understood: {all:?}");
    let mut missing = Vec::new();
    for command in all {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let row =
            reference.lines().filter(|line| line.starts_with("| `")).find(|line| names(first_cell(line), words[0]));
        // The values of acts have a chapter of their own.
        let acts = if words == ["record"] { chapter(&manual, "### Acts") } else { "" };
        for word in words.iter().map(ToString::to_string).chain(options(&help(&words))) {
            let place = if EVERYWHERE.contains(&word.as_str()) { reference } else { row.unwrap_or_default() };
            if !names(place, &word) && !names(acts, &word) {
                missing.push(format!("{}: {word}", words.join(" ")));
            }
        }
    }
    assert!(missing.is_empty(), "write a row in docs/manual.md, Commands, that names:\n{}", missing.join("\n"));
}

/// The manual's list of acts and of the values they take, as the tables print it.
fn list_of_acts() -> String {
    let mut list = String::from("\n| act | tiếng Việt | English |\n|---|---|---|\n");
    for entry in ACTS {
        writeln!(list, "| `{}` | {} | {} |", say::usage(entry.act), entry.vietnamese, entry.english).unwrap();
    }
    list += "\n| option | in files | tiếng Việt | what |\n|---|---|---|---|\n";
    for key in ACT_KEYS {
        writeln!(list, "| `--{}` | `{}` | {} | {} |", key.option, key.name, key.vietnamese, key.help).unwrap();
    }
    list + "\n"
}

#[test]
fn the_list_of_acts_is_the_table_s() {
    let manual = manual();
    let (_, rest) =
        manual.split_once("<!-- acts: printed from lifecycle/act/vocabulary; tests/manual.rs holds it -->\n").unwrap();
    let (written, _) = rest.split_once("<!-- end of acts -->").unwrap();
    let printed = list_of_acts();
    assert_eq!(written, printed, "put this between the two remarks of docs/manual.md, Acts:\n{printed}");
}

#[test]
fn the_help_of_record_lists_every_act_and_every_value() {
    let help = help(&["record"]);
    for entry in ACTS {
        let line = format!("  {}", say::usage(entry.act));
        assert!(help.lines().any(|it| it == line), "`record --help` has no line `{line}`");
    }
    let options = options(&help);
    let missing: Vec<_> = ACT_KEYS.iter().filter(|key| !options.contains(&format!("--{}", key.option))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What a row of a table is about.
fn first_cell(row: &str) -> &str {
    row.trim_start_matches("| ").split(" | ").next().unwrap_or_default()
}

#[test]
fn every_command_of_the_manual_is_there() {
    let manual = manual();
    // The list of acts below it is held by its own test.
    let table = chapter(&manual, "## Commands").split("\n### ").next().unwrap_or_default();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    let known = commands(&help(&[]));
    let gone: Vec<_> = rows.filter(|row| !known.iter().any(|name| names(&format!("`{row}"), name))).collect();
    assert!(gone.is_empty(), "the program does not know: {gone:?}");
}

/// From that heading to the next one of its rank.
fn chapter<'a>(manual: &'a str, heading: &str) -> &'a str {
    let start = manual.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no chapter {heading}")) + 1;
    let rank = heading.split(' ').next().unwrap();
    let ends = |level: &str| manual[start + 1..].find(&format!("\n{level} "));
    let end = [Some("##"), Some(rank)].into_iter().flatten().filter_map(ends).min();
    &manual[start..end.map_or(manual.len(), |end| start + 1 + end)]
}

/// The sample's lines, and those that it only shows as remarks: `# port = 587`.
fn uncommented(sample: &str) -> String {
    let shown = |line: &str| {
        let line = line.trim_start();
        let word: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        (line.starts_with('[') && line.ends_with(']'))
            || (!word.is_empty() && line[word.len()..].trim_start().starts_with("= "))
    };
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(inner) if shown(inner) => inner.to_owned(),
        _ => line.to_owned(),
    };
    sample.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_key_of_the_sample_is_in_the_manual() {
    let manual = manual();
    let mut section = String::new();
    let mut missing = Vec::new();
    let mut keys = 0;
    for line in uncommented(config::sample()).lines().filter(|line| !line.trim_start().starts_with(['#', '{', ']'])) {
        if let Some(name) = line.strip_prefix('[') {
            let name = name.split(']').next().unwrap();
            section = match name.split_once('.') {
                Some(("contacts", _)) => "### `[contacts.ID]`".to_owned(),
                Some(("ladder", _)) => "### `[ladder.NAME]`".to_owned(),
                _ => format!("### `[{name}]`"),
            };
            if !manual.contains(&format!("\n{section}\n")) {
                missing.push(section.clone());
            }
        } else if let Some((key, _)) = line.split_once('=') {
            keys += 1;
            let free = section == "### `[roles]`";
            if !missing.contains(&section) && !free && !names(chapter(&manual, &section), key.trim()) {
                missing.push(format!("{section}: {}", key.trim()));
            }
        }
    }
    assert!(keys > 30, "the sample was not understood");
    assert!(missing.is_empty(), "write in docs/manual.md, Configuration:\n{}", missing.join("\n"));
}

fn load(text: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, text).unwrap();
    config::load(&file, &CHECKS).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_sample_runs_as_it_is() {
    assert_eq!(load(config::sample()).warnings, []);
}

#[test]
fn what_the_sample_only_shows_is_right_too() {
    let config = load(&uncommented(config::sample()));
    let smtp = config.post.smtp.expect("the server was a remark");
    assert_eq!((smtp.host.value.as_str(), smtp.port), ("mail.example.vn", 587));
    assert_eq!(config.calendar_entries.len(), 2, "one day off, one worked");
    assert_eq!(config.recorded_by.as_deref(), Some("desk-korea"));
}

/// Files beside it and headings inside it.
#[test]
fn the_manual_s_links_lead_somewhere() {
    let manual = manual();
    let targets = manual.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let (anchors, files): (Vec<&str>, Vec<&str>) = targets.partition(|target| target.starts_with('#'));
    assert!(files.len() > 5 && anchors.len() > 1, "{files:?} {anchors:?}");
    let gone: Vec<_> = files.into_iter().filter(|target| !docs.join(target).exists()).collect();
    assert!(gone.is_empty(), "{gone:?}");
    let headings: Vec<String> = manual
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            format!(
                "#{}",
                line.trim_start_matches(['#', ' ']).to_lowercase().replace(' ', "-").replace(['`', '[', ']', '.'], "")
            )
        })
        .collect();
    let gone: Vec<_> = anchors.into_iter().filter(|anchor| !headings.iter().any(|heading| heading == anchor)).collect();
    assert!(gone.is_empty(), "{gone:?}: {headings:?}");
}

#[test]
fn the_service_starts_the_daemon_with_what_the_manual_sets_up() {
    let (unit, manual) = (text("packaging/pactwatch.service"), manual());
    let value = |key: &str| unit.lines().find_map(|line| line.strip_prefix(&format!("{key}="))).unwrap_or_default();
    assert_eq!(value("ExecStart"), "/usr/bin/pactwatch --config /etc/pactwatch/config.toml run");
    let (credential, file) = value("LoadCredential").split_once(':').unwrap();
    assert_eq!(credential, "smtp-password", "what the program looks for where no file is named");
    for place in [file, "/etc/pactwatch/config.toml", "/usr/bin/", "/var/lib/pactwatch"] {
        assert!(manual.contains(place), "the manual does not say how {place} comes about");
    }
    assert_eq!((value("StateDirectory"), value("User")), ("pactwatch", "pactwatch"));
}
