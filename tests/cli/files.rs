//! `init` and `export`: what is made, and what is never overwritten.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::office::Office;

#[test]
fn init_makes_a_private_office_that_works_as_it_is() {
    let office = Office::empty();
    let said = office.run(&["init", "below/office"]).text();
    assert!(said.contains("state secrets"), "{said}");
    let config = "below/office/config.toml";
    for file in [config, "below/office/var/pactwatch.db"] {
        let mode = fs::metadata(office.path(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    assert_eq!(office.json(&["list", "--config", config]), serde_json::json!([]));
    assert_eq!(office.json(&["--config", config, "check"])["problems"], serde_json::json!([]));
}

#[test]
fn init_gives_a_configuration_that_is_there_its_register() {
    let office = Office::empty();
    fs::write(office.path("config.toml"), pactwatch::config::sample()).unwrap();
    office.run(&["init"]).text();
    assert_eq!(fs::read_to_string(office.path("config.toml")).unwrap(), pactwatch::config::sample());
    assert!(office.path("var/pactwatch.db").exists());
    let again = office.run(&["init"]);
    assert!(again.code == 1 && again.stderr.contains("nothing is ever overwritten"), "{}", again.stderr);
}

#[test]
fn init_overwrites_nothing_and_then_makes_nothing() {
    for (there, other) in [("config.toml", "var/pactwatch.db"), ("var/pactwatch.db", "config.toml")] {
        let office = Office::empty();
        fs::create_dir(office.path("var")).unwrap();
        fs::write(office.path(there), "mine").unwrap();
        let said = office.run(&["init"]);
        assert_eq!((said.code, said.stdout.as_str()), (1, ""), "{there}");
        let cure = if there == "config.toml" { "config.toml" } else { "nothing is ever overwritten" };
        assert!(said.stderr.contains(cure), "{}", said.stderr);
        assert_eq!(fs::read_to_string(office.path(there)).unwrap(), "mine");
        assert!(!office.path(other).exists(), "{other}");
    }
}

#[test]
fn export_writes_what_import_reads_without_a_change() {
    for name in ["out.toml", "out.csv", "out.xlsx"] {
        let office = Office::stocked();
        let said = office.run(&["export", name]).text();
        assert!(said.contains("3 agreements") && said.contains("1 restricted left out"), "{said}");
        let mode = fs::metadata(office.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let before = office.json(&["list"]);
        let said = office.run(&["import", name]);
        assert_eq!(said.code, 0, "{name}: {}", said.stderr);
        assert!(said.stdout.contains("0 new, 0 corrected"), "{name}: {}", said.stdout);
        assert_eq!(office.json(&["list"]), before, "{name}");
    }
}

#[test]
fn export_to_json_is_three_lists() {
    let office = Office::stocked();
    office.run(&["export", "out.json"]).text();
    let text = fs::read_to_string(office.path("out.json")).unwrap();
    assert!(!text.contains("SECRET-1") && !text.contains("Chuyện riêng"));
    let lists: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(lists["agreement"][0]["reference"], "KR-1");
    assert_eq!(lists["party"].as_array().unwrap().len(), 3);
    assert_eq!(lists["act"][0]["act"], "extend");
    office.run(&["export", "all.json", "--restricted"]).text();
    assert!(fs::read_to_string(office.path("all.json")).unwrap().contains("Chuyện riêng"));
}

#[test]
fn a_file_of_several_pages_holds_every_agreement_once() {
    // Agreements are put into a file two hundred at a time: two whole pages, and a last one of one.
    let office = Office::empty();
    office.run(&["init"]).text();
    let row = |nth: usize| format!("P-{nth:03},Thỏa thuận {nth},2020-01-0{},5y\n", 1 + nth % 9);
    let rows: String = (1..=401).map(row).collect();
    fs::write(office.path("many.csv"), format!("reference,title,signed_on,term\n{rows}")).unwrap();
    office.run(&["import", "many.csv"]).text();
    for (name, mark) in [("out.toml", "[[agreement]]\n"), ("out.csv", "\r\n"), ("out.json", "\"reference\": ")] {
        office.run(&["export", name]).text();
        let text = fs::read_to_string(office.path(name)).unwrap();
        let head = usize::from(name == "out.csv");
        assert_eq!(text.matches(mark).count(), 401 + head, "{name}");
        assert!((1..=401).all(|nth| text.contains(&format!("P-{nth:03}"))), "{name}");
    }
    for name in ["out.toml", "out.csv"] {
        let said = office.run(&["import", name]).text();
        assert!(said.contains("0 new, 0 corrected"), "{name}: {said}");
    }
    let lists: serde_json::Value = serde_json::from_str(&fs::read_to_string(office.path("out.json")).unwrap()).unwrap();
    assert_eq!(lists["agreement"].as_array().unwrap().len(), 401);
    let left: Vec<_> = fs::read_dir(office.path(".")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("out.toml.")), "nothing is left beside: {left:?}");
}

#[test]
fn export_overwrites_only_when_told_and_never_what_the_office_lives_by() {
    let office = Office::stocked();
    fs::write(office.path("mine.csv"), "mine").unwrap();
    fs::write(office.path("empty.csv"), "").unwrap();
    assert_eq!(office.run(&["export", "empty.csv"]).code, 0, "nothing is lost of an empty file");
    let said = office.run(&["export", "mine.csv"]);
    assert!(said.code == 1 && said.stderr.contains("--force"), "{said:?}");
    assert_eq!(fs::read_to_string(office.path("mine.csv")).unwrap(), "mine");
    assert_eq!(office.run(&["export", "mine.csv", "--force"]).code, 0);
    assert_eq!(office.run(&["export", "config.toml", "--force"]).code, 1);
    assert_eq!(office.run(&["list"]).code, 0, "the configuration is what it was");
    let said = office.run(&["export", "register.doc"]);
    assert!(said.code == 1 && said.stderr.contains(".toml, .csv, .xlsx, .json or .ics"), "{said:?}");
    assert_eq!(office.run(&["export", "nowhere/out.csv"]).code, 1);
    let left = fs::read_dir(office.folder())
        .unwrap()
        .filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().ends_with(".new"));
    assert_eq!(left.count(), 0, "nothing half-written is left");
}

#[test]
fn g9_a_copy_into_a_folder_that_is_not_there_names_the_folder() {
    let said = Office::new().run(&["backup", "nosuchfolder/x.db", "--language", "en"]);
    assert!(said.code == 1 && said.stderr.contains("nosuchfolder: there is no such folder"), "{}", said.stderr);
}

#[test]
fn g4_a_link_to_the_register_lets_nobody_deliver_twice() {
    let office = Office::new();
    std::os::unix::fs::symlink(office.path("var/pactwatch.db"), office.path("link.db")).unwrap();
    let own = pactwatch::store::Lock::try_deliver(&office.path("var/pactwatch.db")).unwrap();
    assert!(own.is_some());
    assert!(
        pactwatch::store::Lock::try_deliver(&office.path("link.db")).unwrap().is_none(),
        "a symlink is the same file"
    );
    drop(own);
    fs::hard_link(office.path("var/pactwatch.db"), office.path("var/second.db")).unwrap();
    let said = office.run(&["tick", "--language", "en"]);
    assert!(said.code == 1 && said.stderr.contains("second name"), "{}", said.stderr);
    fs::remove_file(office.path("var/second.db")).unwrap();
    assert_eq!(office.run(&["tick"]).code, 0);
}

#[test]
fn g3_a_file_size_limit_is_an_error_and_no_sudden_end() {
    let office = Office::stocked();
    let mut command = std::process::Command::new("bash");
    command.args([
        "-c",
        "ulimit -f 8; exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_pactwatch"),
        "tick",
        "--language",
        "en",
    ]);
    command.current_dir(office.folder()).env("PACTWATCH_NOW", super::office::NOW);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("size limit") || said.contains("disk is full") || said.contains("disk I/O"), "{said}");
    office.run(&["audit"]).text();
}

/// G3, F3: where a workbook finds no room, its rows' folder for temporary files included, that is said and nothing is left.
#[test]
fn g3_a_workbook_without_room_is_an_error_and_no_panic() {
    let office = Office::stocked();
    for (blocks, args) in [
        (0, &["export", "x.xlsx"][..]),
        (1, &["export", "x.xlsx"]),
        (2, &["export", "x.xlsx"]),
        (1, &["export", "--template", "x.xlsx"]),
        (0, &["report", "--plan", "2027", "--output", "x.xlsx"]),
        (0, &["export", "x.csv"]),
        (0, &["export", "x.toml"]),
    ] {
        // Another program has the register open, so that nothing has to be written to read it.
        let held = rusqlite::Connection::open(office.path("var/pactwatch.db")).unwrap();
        held.query_row("SELECT count(*) FROM act", [], |row| row.get::<_, i64>(0)).unwrap();
        let mut command = std::process::Command::new("bash");
        command.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_pactwatch")]);
        command.args(args).args(["--language", "en"]).current_dir(office.folder());
        let output = command.env("PACTWATCH_NOW", super::office::NOW).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?} with {blocks}: {said}");
        assert!(said.contains("make room"), "{args:?} with {blocks}: {said}");
        assert!(!office.path(args[args.len() - 1]).exists(), "{args:?}");
    }
}

/// Nothing hangs: a pipe in the place of a file is told apart before it is read.
#[test]
fn a_pipe_in_the_place_of_a_file_keeps_nobody_waiting() {
    let office = Office::stocked();
    let made = std::process::Command::new("mkfifo").arg(office.path("pipe")).status().unwrap();
    assert!(made.success());
    for args in [&["--config", "pipe", "status"][..], &["restore", "pipe", "--yes"], &["import", "pipe.csv"]] {
        if args[0] == "import" {
            fs::rename(office.path("pipe"), office.path("pipe.csv")).unwrap();
        }
        let said = office.run(args);
        assert!(said.code == 1 && said.stderr.contains("not a"), "{args:?}: {}", said.stderr);
    }
}

#[test]
fn g1_root_does_not_work_with_somebody_else_s_register() {
    let office = Office::new();
    let owned = std::os::unix::fs::chown(office.path("var/pactwatch.db"), Some(65534), Some(65534));
    if owned.is_err() {
        // Only root can give a file away, and only root is refused.
        return;
    }
    let said = office.run(&["tick", "--language", "en"]);
    assert!(said.code == 1 && said.stderr.contains("sudo -u nobody"), "{}", said.stderr);
    let left: Vec<_> = fs::read_dir(office.path("var")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["pactwatch.db"], "nothing of root's is left beside it");
}
