//! Snapshots set back, clones and restored copies: they send nothing before somebody has looked, and what is missing is
//! named. And the copies that the program makes by itself.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

struct Office {
    folder: TempDir,
}

/// Exit code, stdout, stderr.
type Said = (i32, String, String);

impl Office {
    /// One agreement that ends on 2026-12-22, copies in `copies`, letters as files.
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(office.path("copies")).unwrap();
        let sample = pactwatch::config::sample();
        let backup = "[backup]\ndirectory = \"copies\"\nkeep = { daily = 2, weekly = 0, monthly = 0 }\n";
        fs::write(office.path("config.toml"), format!("{sample}\n{backup}")).unwrap();
        let list = "[[agreement]]\nreference = \"A-1\"\ntitle = \"Bản ghi nhớ\"\nsigned_on = 2021-12-22\nterm = \"5y\"\n\
                    officers = [\"desk-laos\"]\n";
        fs::write(office.path("list.toml"), list).unwrap();
        office.must("2026-09-01", &["init"]);
        office.must("2026-09-01", &["import", "list.toml"]);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, day: &str, args: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.args(args).args(["--language", "en"]).current_dir(self.folder.path()).stdin(Stdio::null());
        let output = command.env("PACTWATCH_NOW", format!("{day}T07:00:00+07:00")).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn must(&self, day: &str, args: &[&str]) -> String {
        let (code, stdout, stderr) = self.run(day, args);
        assert_eq!(code, 0, "{day} {args:?}: {stdout}{stderr}");
        stdout
    }

    fn letters(&self) -> usize {
        fs::read_dir(self.path("var/letters")).map_or(0, Iterator::count)
    }

    /// The register's files as they lie there, as a snapshot of the machine holds them.
    fn snapshot(&self) -> TempDir {
        let kept = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(self.path("var")).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                fs::copy(entry.path(), kept.path().join(entry.file_name())).unwrap();
            }
        }
        kept
    }

    fn set_back(&self, snapshot: &TempDir) {
        for entry in fs::read_dir(self.path("var")).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        for entry in fs::read_dir(snapshot.path()).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), self.path("var").join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn a_snapshot_set_back_five_days_holds_its_letters_until_somebody_takes_over() {
    let office = Office::new();
    office.must("2026-09-20", &["tick"]);
    let snapshot = office.snapshot();
    // 90 days before the end is 2026-09-23: that letter goes, and an act is recorded.
    office.must("2026-09-23", &["tick"]);
    office.must("2026-09-24", &["record", "A-1", "correct", "note=đã trao đổi", "--by", "desk-laos"]);
    office.must("2026-09-24", &["tick"]);
    let went = office.letters();
    office.set_back(&snapshot);
    let (code, _, said) = office.run("2026-09-25", &["tick"]);
    assert_eq!(code, 1);
    assert!(said.contains("missing acts: 1") && said.contains("take-over"), "{said}");
    let (_, _, said) = office.run("2026-09-25", &["check"]);
    assert!(said.contains("take-over"), "{said}");
    assert!(said.contains("not in the register any more: A-1: correct on 2026-09-24 (desk-laos)"), "{said}");
    assert!(said.contains("would go again: A-1 expiry@2026-12-22 -90d to head"), "{said}");
    let (code, status, said) = office.run("2026-09-25", &["status"]);
    assert!(code == 1 && said.contains("take-over"), "{status}{said}");
    assert_eq!(office.letters(), went, "nothing goes");
    office.must("2026-09-25", &["tick", "--take-over"]);
    // The same letter again, under the same Message-ID: the file is written over.
    assert_eq!(office.letters(), went);
    office.must("2026-09-26", &["tick"]);
}

#[test]
fn a_clone_beside_its_original_and_one_on_another_machine_are_held() {
    let office = Office::new();
    office.must("2026-09-20", &["tick"]);
    // A clone of the whole machine: the same name, id and path; only the folder of copies is shared.
    let clone = office.snapshot();
    let original = {
        office.must("2026-09-23", &["tick"]);
        office.snapshot()
    };
    office.set_back(&clone);
    assert_eq!(office.run("2026-09-23", &["tick"]).0, 1, "it lacks the receipt of that morning's letter");
    // Nothing was sent since: the two differ in nothing but who was at work last.
    office.set_back(&original);
    office.must("2026-09-24", &["tick"]);
    let after = office.snapshot();
    office.set_back(&original);
    let (code, _, said) = office.run("2026-09-24", &["tick"]);
    assert!(code == 1 && said.contains("another copy"), "{said}");
    office.set_back(&after);
    office.must("2026-09-25", &["tick"]);
    // The same register on another machine.
    let witness = fs::read_dir(office.path("copies")).unwrap().map(|entry| entry.unwrap().path());
    let witness = witness.into_iter().find(|path| path.extension().is_some_and(|end| end == "witness")).unwrap();
    let text = fs::read_to_string(&witness).unwrap();
    let host = text.lines().find(|line| line.contains("\"host\"")).unwrap();
    fs::write(&witness, text.replace(host, "  \"host\": \"old-server\",")).unwrap();
    let (code, _, said) = office.run("2026-09-26", &["tick"]);
    assert!(code == 1 && said.contains("old-server"), "{said}");
    office.must("2026-09-26", &["tick", "--take-over"]);
    office.must("2026-09-27", &["tick"]);
}

#[test]
fn the_age_of_the_newest_copy_stands_in_status_check_and_the_heads_digest() {
    let office = Office::new();
    office.must("2026-09-20", &["tick"]);
    let digest = |day: &str, to: &str| office.must(day, &["digest", "--to", to]);
    assert!(digest("2026-09-20", "head").contains("Bản sao lưu gần nhất của sổ: 20/9/2026, hôm nay."));
    // One is due every day: on the second day after it none is late yet, on the third it is.
    for (day, late) in [("2026-09-21", false), ("2026-09-22", false), ("2026-09-23", true)] {
        for command in ["status", "check"] {
            let (code, stdout, stderr) = office.run(day, &[command]);
            let said = format!("{stdout}{stderr}");
            let told = said.contains("the newest copy of the register is of 2026-09-20");
            assert!(told == late && (code == 1 || !late), "{day} {command}: {said}");
        }
    }
    assert!(digest("2026-09-23", "head").contains("Bản sao lưu gần nhất của sổ: 20/9/2026, 3 ngày trước."));
    assert!(!digest("2026-09-23", "desk-laos").contains("Bản sao lưu"), "whoever makes copies hears of them");
}

#[test]
fn a_copy_is_made_each_day_audited_and_the_older_ones_let_go() {
    let office = Office::new();
    let copies = || {
        let names = fs::read_dir(office.path("copies")).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.retain(|name| Path::new(name).extension().is_some_and(|end| end == "db"));
        names.sort();
        names
    };
    for (day, count) in [("2026-09-20", 1), ("2026-09-20", 1), ("2026-09-21", 2), ("2026-09-22", 2), ("2026-09-23", 2)]
    {
        office.must(day, &["tick"]);
        assert_eq!(copies().len(), count, "{day}: {:?}", copies());
    }
    assert!(copies()[1].contains("20260923T000000Z"), "{:?}", copies());
    let json: serde_json::Value = serde_json::from_str(&office.run("2026-09-23", &["status", "--json"]).1).unwrap();
    assert!(json["backup"]["newest_at"].as_str().unwrap().starts_with("2026-09-23"), "{json}");
    // A register that is not sound gives no copy, and the older ones stay.
    let raw = rusqlite::Connection::open(office.path("var/pactwatch.db")).unwrap();
    raw.execute("UPDATE agreement SET folded = 'x'", []).unwrap();
    drop(raw);
    office.run("2026-09-24", &["tick"]);
    assert_eq!(copies().len(), 2);
    let (code, _, said) = office.run("2026-09-24", &["status"]);
    assert!(code == 1 && said.contains("copy"), "{said}");
}

#[test]
fn a_restored_copy_names_what_is_missing_and_waits_to_be_taken_over() {
    let office = Office::new();
    office.must("2026-09-20", &["tick"]);
    office.must("2026-09-20", &["backup", "copies/mine.db"]);
    office.must("2026-09-23", &["tick"]);
    office.must("2026-09-24", &["record", "A-1", "correct", "note=đã trao đổi", "--by", "desk-laos"]);
    let shown = office.must("2026-09-24", &["restore", "copies/mine.db", "--dry-run"]);
    assert!(shown.contains("A-1: correct on 2026-09-24 (desk-laos)"), "{shown}");
    assert!(shown.contains("would go again: A-1 expiry@2026-12-22 -90d to head"), "{shown}");
    assert_eq!(office.run("2026-09-24", &["restore", "copies/mine.db"]).0, 1, "nobody agreed");
    assert!(office.must("2026-09-24", &["show", "A-1"]).contains("đã trao đổi"), "nothing has changed");
    let done = office.must("2026-09-24", &["restore", "copies/mine.db", "--yes"]);
    assert!(done.contains("before-restore-1"), "{done}");
    assert!(!office.must("2026-09-24", &["show", "A-1"]).contains("đã trao đổi"));
    assert!(office.path("copies/mine.db").exists() && office.path("var/pactwatch.db.before-restore-1").exists());
    assert_eq!(office.run("2026-09-25", &["tick"]).0, 1);
    office.must("2026-09-25", &["tick", "--take-over"]);
}

/// The register itself is lost: the witness names the acts, and the foot of a digest tells which copy has what it saw.
#[test]
fn a_digest_s_seal_tells_whether_a_copy_has_what_it_saw() {
    let office = Office::new();
    office.must("2026-09-20", &["tick"]);
    let head = |office: &Office| {
        let json: serde_json::Value = serde_json::from_str(&office.must("2026-09-24", &["audit", "--json"])).unwrap();
        json["head"].as_str().unwrap()[..32].to_owned()
    };
    let before = head(&office);
    office.must("2026-09-20", &["backup", "copies/mine.db"]);
    office.must("2026-09-24", &["record", "A-1", "correct", "note=đã trao đổi", "--by", "desk-laos"]);
    office.must("2026-09-24", &["tick"]);
    let after = head(&office);
    assert_ne!(before, after);
    for file in ["pactwatch.db", "pactwatch.db-wal", "pactwatch.db-shm", "pactwatch.db.sent"] {
        let _ = fs::remove_file(office.path("var").join(file));
    }
    let shown =
        office.must("2026-09-24", &["restore", "copies/mine.db", "--dry-run", "--seal", &before, "--seal", &after]);
    assert!(shown.contains(&format!("seal {before}: the copy has its act")), "{shown}");
    assert!(shown.contains(&format!("seal {after}: the copy does not have its act")), "{shown}");
    assert!(shown.contains("A-1: correct on 2026-09-24 (desk-laos)"), "by the witness: {shown}");
    let (code, _, said) = office.run("2026-09-24", &["restore", "copies/mine.db", "--dry-run", "--seal", "no such"]);
    assert!(code == 1 && said.contains("is no seal"), "{said}");
    // Put back where there is none, under a bare name.
    let config = fs::read_to_string(office.path("config.toml")).unwrap();
    fs::write(office.path("config.toml"), config.replace("\"var/pactwatch.db\"", "\"register.db\"")).unwrap();
    office.must("2026-09-24", &["restore", "copies/mine.db", "--yes"]);
    assert!(office.path("register.db").exists());
}

/// The weekly drill of `examples/`: it restores a copy in a folder of its own, and holds it against a digest's seal.
#[test]
fn the_weekly_drill_puts_a_copy_back_and_touches_nothing() {
    let office = Office::new();
    office.must("2026-09-20", &["tick"]);
    office.must("2026-09-20", &["backup", "copies/mine.db"]);
    let audited: serde_json::Value = serde_json::from_str(&office.must("2026-09-20", &["audit", "--json"])).unwrap();
    let seal = audited["head"].as_str().unwrap()[..32].to_owned();
    let before = fs::read(office.path("var/pactwatch.db")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/restore-drill");
    for (seal, code) in [(seal, 0), ("f".repeat(32), 1)] {
        let mut drill = Command::new("bash");
        drill
            .arg(&script)
            .arg(office.path("copies/mine.db"))
            .arg(&seal)
            .env("PACTWATCH", env!("CARGO_BIN_EXE_pactwatch"));
        let output = drill.env("PACTWATCH_NOW", "2026-09-21T07:00:00+07:00").stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(fs::read(office.path("var/pactwatch.db")).unwrap() == before);
}

/// The drills of the manual and some days of the long run, with the real program and a mail server (Python).
#[test]
fn the_drills_and_a_week_of_faults_go_through() {
    if std::env::var_os("PACTWATCH_ORACLES").is_none() {
        eprintln!("not tried: PACTWATCH_ORACLES is not set");
        return;
    }
    for script in [&["tests/drills.py", "--agreements", "12"][..], &["tests/soak.py", "--days", "10"]] {
        let mut python = Command::new("python3");
        python
            .args(script)
            .args(["--program", env!("CARGO_BIN_EXE_pactwatch")])
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        let output = python.stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script:?}: {said}");
    }
}

#[test]
fn a_copy_that_is_not_sound_or_of_another_register_is_not_put_back() {
    let office = Office::new();
    office.must("2026-09-20", &["backup", "copies/mine.db"]);
    let before = fs::read(office.path("var/pactwatch.db")).unwrap();
    fs::copy(office.path("copies/mine.db"), office.path("spoilt.db")).unwrap();
    let raw = rusqlite::Connection::open(office.path("spoilt.db")).unwrap();
    raw.execute("UPDATE agreement SET title = 'Khác'", []).unwrap();
    drop(raw);
    let other = Office::new();
    other.must("2026-09-20", &["backup", "mine.db"]);
    fs::copy(other.path("mine.db"), office.path("other.db")).unwrap();
    for (file, said) in [("spoilt.db", "not sound"), ("other.db", "another register"), ("none.db", "none.db")] {
        let (code, _, stderr) = office.run("2026-09-24", &["restore", file, "--yes"]);
        assert!(code == 1 && stderr.contains(said), "{file}: {stderr}");
    }
    assert_eq!(fs::read(office.path("var/pactwatch.db")).unwrap(), before);
    let left = fs::read_dir(office.path("var"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains(".restore"));
    assert_eq!(left.count(), 0, "nothing is left beside it");
}
