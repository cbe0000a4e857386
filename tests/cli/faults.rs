//! Faults of machine and files made for real, as far as a bare machine can make them; each under its row of the table.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::office::{NOW, Office};

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The program as somebody whom permissions bind: root is bound by none, and works as nobody here.
fn bound(office: &Office, args: &[&str]) -> Option<Command> {
    let root = fs::metadata("/proc/self").is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) == 0);
    let program = office.path("pactwatch");
    let mut command = if root {
        // A folder of root's may hold the program where nobody can reach it.
        fs::copy(env!("CARGO_BIN_EXE_pactwatch"), &program).unwrap();
        let given = Command::new("chown").args(["-R", "65534:65534"]).arg(office.folder()).status();
        if !given.is_ok_and(|status| status.success()) {
            return None;
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(&program);
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_pactwatch"))
    };
    command.args(args).args(["--language", "en"]).current_dir(office.folder()).env("PACTWATCH_NOW", NOW);
    command.stdin(Stdio::null());
    Some(command)
}

/// F6: what may not be written is named, and nothing leaves.
#[test]
fn f6_a_register_that_may_not_be_written_sends_nothing_and_is_named() {
    for (rule, file, folder) in [("the file", 0o400, 0o700), ("the folder", 0o600, 0o500), ("both", 0o400, 0o500)] {
        let office = Office::stocked();
        let Some(mut tick) = bound(&office, &["tick"]) else {
            eprintln!("not tried: root cannot give its files away here");
            return;
        };
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        set(&office.path("var/pactwatch.db"), file);
        set(&office.path("var"), folder);
        let output = tick.output().unwrap();
        set(&office.path("var"), 0o700);
        for entry in fs::read_dir(office.path("var")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                set(&path, 0o600);
            }
        }
        assert_eq!(output.status.code(), Some(1), "{rule}: {}", said(&output));
        assert!(said(&output).contains("var/pactwatch.db"), "{rule}: {}", said(&output));
        assert!(!office.path("var/letters").exists(), "{rule}: no letter");
        let mut again = bound(&office, &["tick"]).unwrap();
        let output = again.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{rule}, mended: {}", said(&output));
    }
}

/// F10: a register of a newer version, a picture and an empty file are refused and left as they are.
#[test]
fn f10_what_is_no_register_of_ours_is_refused_and_left_alone() {
    for (rule, bytes) in [
        (
            "a picture",
            Some(&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on, for longer than a header of a database would be"[..]),
        ),
        ("an empty file", Some(&b""[..])),
        ("a newer one", None),
    ] {
        let office = Office::stocked();
        let file = office.path("var/pactwatch.db");
        if let Some(bytes) = bytes {
            fs::write(&file, bytes).unwrap();
        } else {
            let raw = rusqlite::Connection::open(&file).unwrap();
            raw.execute_batch("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        }
        let before = fs::read(&file).unwrap();
        for args in [&["tick"][..], &["check"], &["status"], &["record", "KR-1", "progress", "expiry", "x"]] {
            let output = office.run(args);
            assert_eq!(output.code, 1, "{rule} {args:?}: {}", output.stderr);
            assert!(output.stderr.contains("pactwatch.db"), "{rule} {args:?}: {}", output.stderr);
        }
        assert!(fs::read(&file).unwrap() == before, "{rule}: it is as it was");
    }
}

/// C3: the zone of the office is compiled in; what the machine says of zones changes nothing.
#[test]
fn c3_the_machine_s_zone_changes_no_day() {
    let office = Office::stocked();
    office.run(&["tick"]).text();
    let answers = |zone: Option<&str>| {
        let mut all = Vec::new();
        for args in [&["agenda", "--json"][..], &["status", "--json"], &["explain", "KR-1"]] {
            let mut command = office.command(args);
            command.env_remove("TZ");
            if let Some(zone) = zone {
                command.env("TZ", zone).env("TZDIR", "/nonexistent");
            }
            all.push(String::from_utf8(command.output().unwrap().stdout).unwrap());
        }
        all
    };
    let usual = answers(None);
    assert!(usual[1].contains("2026-11-21T07:00:00+07:00"), "{}", usual[1]);
    for zone in ["", "Nowhere/At_All", ":/etc/passwd", "America/New_York", "XXX-99:99", "\u{1}\u{2}"] {
        assert_eq!(answers(Some(zone)), usual, "TZ={zone:?}");
    }
}

/// F3, F15: no room for what the program prints is an error and loses nothing.
#[test]
fn f3_no_room_for_the_answer_is_said() {
    let office = Office::stocked();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = office.command(&["agenda"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!said(&output).is_empty());
}

/// I1: a field of many megabytes, a quote that never ends, more columns than any list has, and bytes of no text.
#[test]
fn i1_lists_made_to_hurt_are_refused_whole() {
    let office = Office::stocked();
    let before = office.json(&["list"]);
    let head = "reference,title,signed_on\n";
    let lists: [(&str, Vec<u8>); 5] = [
        ("a field of 20 MB", format!("{head}X-1,{},2024-03-05\n", "x".repeat(20 << 20)).into_bytes()),
        (
            "a quote that never ends",
            format!("{head}X-1,\"Bản ghi nhớ,2024-03-05\n{}", "a,b,c\n".repeat(1000)).into_bytes(),
        ),
        ("100,000 columns", format!("{}\n{}\n", "c,".repeat(100_000), "1,".repeat(100_000)).into_bytes()),
        ("a zero byte", format!("{head}X-1,B\0n,2024-03-05\n").into_bytes()),
        ("half a character", [head.as_bytes(), b"X-1,B\xe1\xba,2024-03-05\nX-2,\xff\xfe,2024-03-05\n"].concat()),
    ];
    for (rule, bytes) in lists {
        fs::write(office.path("hurt.csv"), bytes).unwrap();
        let output = office.run(&["import", "hurt.csv"]);
        assert_eq!(output.code, 1, "{rule}: {:.300}", output.stdout);
        let told = output.stdout + &output.stderr;
        assert!(told.contains("nothing was imported") && told.len() < 64 << 10, "{rule}: {} {told:.300}", told.len());
        assert_eq!(office.json(&["list"]), before, "{rule}: nothing came in");
    }
}

/// I8: what cannot be is refused, and names its field.
#[test]
fn i8_facts_that_cannot_be_name_their_field() {
    let office = Office::stocked();
    let before = office.json(&["list"]);
    for (facts, field) in [
        ("signed_on = 2024-03-05\nterm = \"until 2020-01-01\"", "term"),
        ("signed_on = 2024-03-05\nterm = \"0y\"", "term"),
        ("signed_on = 2024-03-05\nterm = \"1000000000y\"", "term"),
        ("signed_on = \"0000-01-01\"\nterm = \"5y\"", "signed_on"),
        ("signed_on = 2024-03-05\nterm = \"1y\"\nnotice = \"3y\"", "notice"),
    ] {
        let list = format!("[[agreement]]\nreference = \"X-1\"\ntitle = \"Bản ghi nhớ\"\n{facts}\n");
        fs::write(office.path("list.toml"), list).unwrap();
        let output = office.run(&["import", "list.toml"]);
        let told = output.stdout + &output.stderr;
        assert!(output.code == 1 && told.contains(&format!("column {field}:")), "{facts}: {told}");
        assert_eq!(office.json(&["list"]), before, "{facts}");
    }
}

/// A long list whose rows find no place beside the memory is read all the same, and the folder and the cure are named.
#[test]
fn a_long_list_is_read_where_no_file_can_be_put_aside() {
    let office = Office::stocked();
    let mut list = "reference,title,partner,country,signed_on,term,note\n".to_owned();
    for nth in 0..4_000 {
        let note = "Ghi chú của dòng ".repeat(20);
        writeln!(list, "LONG-{nth},Bản ghi nhớ số {nth},Sê Kông,LA,03/11/2022,5y,{note}").unwrap();
    }
    fs::write(office.path("list.csv"), list).unwrap();
    let program = env!("CARGO_BIN_EXE_pactwatch");
    let folder = office.path("full");
    fs::create_dir(&folder).unwrap();
    let absent = office.path("absent");
    let understood = format!("exec {program} import list.csv --explain --json --language en");
    let read = |rule: &str, temporary: &Path, shell: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", shell]).current_dir(office.folder()).env("PACTWATCH_NOW", NOW).env("TMPDIR", temporary);
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{rule}: {}", said(&output));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{rule}: a file with a name stays behind");
        output
    };
    let quiet = read("room enough", &folder, &understood);
    assert_eq!(said(&quiet), "");
    for (rule, temporary, shell) in [
        ("no such folder", &absent, understood.clone()),
        // In blocks of 512 bytes: what a full disk takes.
        ("a full disk", &folder, format!("ulimit -f 200; {understood}")),
    ] {
        let output = read(rule, temporary, &shell);
        assert_eq!(output.stdout, quiet.stdout, "{rule}: the same is understood");
        let said = said(&output);
        assert!(said.contains(&*temporary.to_string_lossy()) && said.contains("TMPDIR"), "{rule}: {said}");
    }
}
