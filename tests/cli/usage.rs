//! Wrong usage is told apart from wrong things; options stand anywhere; a reader may go away early.

use std::io::Read;
use std::process::Stdio;

use super::office::Office;

#[test]
fn wrong_usage_is_exit_code_2() {
    let office = Office::stocked();
    for args in [
        &[][..],
        &["lsit"],
        &["list", "--colour"],
        &["list", "--status", "alive"],
        &["list", "--ends-before", "soon"],
        &["list", "--ends-before", "2026-02-30"],
        &["show"],
        &["show", "KR-1", "--known-on", "12/25/2022"],
        &["agenda", "--from", "2027-01-02", "--to", "2027-01-01"],
        &["agenda", "--to", "2026-11-20"],
        &["rehearse", "--from", "2027-01-02", "--to", "2027-01-01"],
        &["report", "--from", "2027-01-02", "--to", "2027-01-01"],
        &["calendar", "1899"],
        &["calendar", "26 11"],
        &["explain", "KR-1", "--language", "fr"],
        &["record", "KR-1"],
        &["record", "KR-1", "prolong"],
        &["record", "KR-1", "extend"],
        &["record", "KR-1", "extend", "--until", "31/31/2031"],
        &["record", "KR-1", "decide", "expiry", "perhaps"],
        &["record", "KR-1", "snooze", "expiry"],
        &["record", "office", "extend", "--until", "2031-01-01"],
        &["record", "--where", "ends befre 2020-01-01", "close"],
        &["record", "--where", "status alive", "close"],
        &["outbox", "show"],
        &["outbox", "list", "--state", "lost"],
        &["outbox", "list", "--limit", "0"],
        &["--config"],
    ] {
        let said = office.run(args);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{args:?}: {}", said.stderr);
        assert!(!said.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn options_of_every_command_stand_before_or_after_it() {
    let office = Office::stocked();
    let config = office.path("config.toml").display().to_string();
    let answers = [
        office.run(&["--json", "--config", &config, "list"]).text(),
        office.run(&["list", "--config", &config, "--json"]).text(),
        office.run(&["--json", "list"]).text(),
        office.run(&["list", "--json"]).text(),
    ];
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.contains("KR-1")), "{answers:?}");
}

#[test]
fn what_is_wrong_with_the_configuration_is_told_with_place_and_cure() {
    let office = Office::new();
    office.configure("[schedul]\nscan = \"0 7 * * *\"");
    let said = office.run(&["list"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.starts_with("error: config.toml:") && said.stderr.contains("`schedule`"), "{}", said.stderr);
    for (rule, wrong, part) in [
        ("a zone", "[office]\ntime_zone = \"Asia/Buon_Ma_Thuot\"", "IANA"),
        ("a schedule", "[schedule]\nscan = \"0 0 30 2 *\"", "schedule.scan"),
    ] {
        std::fs::write(office.path("config.toml"), wrong).unwrap();
        let said = office.run(&["calendar"]);
        assert!(said.code == 1 && said.stderr.contains(part), "{rule}: {}", said.stderr);
    }
    let said = office.run(&["list", "--config", "nowhere.toml"]);
    assert!(said.code == 1 && said.stderr.contains("pactwatch init"), "{}", said.stderr);
}

#[test]
fn a_clock_that_cannot_be_set_is_told() {
    let office = Office::stocked().at("yesterday");
    let said = office.run(&["list"]);
    assert!(said.code == 1 && said.stderr.contains("RFC 3339"), "{}", said.stderr);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let office = Office::new();
    for nth in 0..400 {
        let reference = format!("T-{nth:04}");
        let title = "Thỏa thuận hợp tác ".repeat(20);
        office.register("2026-01-01", &[("reference", &reference), ("title", &title), ("signed_on", "2026-01-01")]);
    }
    for args in [&["list"][..], &["list", "--json"]] {
        let mut command = office.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        // The pipe is closed here; the program is still writing.
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn the_terminal_speaks_the_offices_language_and_json_does_not() {
    let office = Office::stocked();
    let plain = |args: &[&str]| {
        let output = office.command(args).output().unwrap();
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
    };
    let vietnamese = "lỗi: trong sổ không có thỏa thuận mã `KR-9`";
    let english = "error: there is no agreement `KR-9` in the register";
    for (rule, language, args, expected) in [
        ("no language configured", "", &["show", "KR-9"][..], vietnamese),
        ("the office's", "vi", &["show", "KR-9"], vietnamese),
        ("the office's", "en", &["show", "KR-9"], english),
        ("asked for", "en", &["show", "KR-9", "--language", "vi"], vietnamese),
        ("asked for", "vi", &["--language", "en", "show", "KR-9"], english),
        ("JSON", "vi", &["show", "KR-9", "--json"], english),
        ("a table's head", "vi", &["list"], "HẾT HIỆU LỰC"),
        ("a table's head", "en", &["list"], "ENDS ON"),
    ] {
        let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
        let other = |line: &&str| !line.trim_start().starts_with("language");
        let mut lines: Vec<&str> = config.lines().filter(other).collect();
        let chosen = format!("language = \"{language}\"");
        let office_table = lines.iter().position(|line| line.trim() == "[office]").unwrap();
        if !language.is_empty() {
            lines.insert(office_table + 1, &chosen);
        }
        std::fs::write(office.path("config.toml"), lines.join("\n")).unwrap();
        let said = plain(args);
        assert!(said.contains(expected), "{rule} {language}: {said}");
    }
}

#[test]
fn help_and_version_are_answers() {
    let office = Office::empty();
    for args in [&["--help"][..], &["--version"], &["help", "outbox"], &["list", "--help"]] {
        assert!(!office.run(args).text().is_empty(), "{args:?}");
    }
}
