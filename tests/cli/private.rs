//! What the program writes is for its owner's eyes: files 0600, folders 0700, and `check` tells of what others can read.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use pactwatch::store::ProgramNote;
use pactwatch::watch::alarm::heartbeat;

use super::office::Office;

/// Everything below a folder, by the path from there, with its mode.
fn modes(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below).unwrap() {
            let path = entry.unwrap().path();
            let about = fs::symlink_metadata(&path).unwrap();
            found.push((path.strip_prefix(folder).unwrap().to_owned(), about.permissions().mode() & 0o777));
            if about.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn g10_every_file_and_folder_the_program_makes_is_its_owner_s_alone() {
    let office = Office::stocked();
    fs::write(
        office.path("list.csv"),
        "reference,title,signed_on\nN-1,Một,2024-03-05\nN-2,Hai,ngày 31 tháng 2 năm 2024\n",
    )
    .unwrap();
    let said = office.run(&["import", "list.csv", "--accept-good"]);
    assert!(office.path("list.flaws.csv").exists(), "{said:?}");
    // Letters that cannot leave raise the alarm, which goes again once they do; so a copy of its folder is looked at.
    fs::write(office.path("var/letters"), "").unwrap();
    assert_eq!(office.run(&["tick"]).code, 1);
    fs::rename(office.path("var/alarms"), office.path("var/alarms-seen")).unwrap();
    fs::remove_file(office.path("var/letters")).unwrap();
    assert_eq!(office.run(&["tick"]).code, 0);
    for args in [
        &["export", "out.toml"][..],
        &["export", "out.csv"],
        &["export", "out.xlsx"],
        &["export", "out.json"],
        &["export", "out.ics"],
        &["report", "--plan", "2027", "--output", "plan.csv"],
        &["backup", "copy.db"],
    ] {
        assert_eq!(office.run(args).code, 0, "{args:?}");
    }
    // An editor that fails.
    fs::create_dir(office.path("temporary")).unwrap();
    let mut edit = office.command(&["edit", "KR-1"]);
    edit.env("TMPDIR", office.path("temporary")).env("VISUAL", "false");
    assert!(!edit.output().unwrap().status.success());
    // A text that is refused is kept, beside the register.
    let mut edit = office.command(&["edit", "KR-1", "--yes", "--language", "en"]);
    edit.env("TMPDIR", office.path("temporary")).env("VISUAL", "sed -i s/5y/nonsense/");
    let refused = String::from_utf8(edit.output().unwrap().stderr).unwrap();
    assert!(refused.contains("your text is kept in ") && refused.contains("var/pactwatch-edit-"), "{refused}");
    assert_eq!(fs::read_dir(office.path("temporary")).unwrap().count(), 0, "no facts in a folder for temporary files");
    heartbeat(&office.path("var/beats/heart"), "2026-11-21T00:00:00Z".parse().unwrap());
    // While it is open there are files beside the database.
    let mut store = office.store();
    store.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("text"))).unwrap();

    let ours = ["list.csv", "temporary"].map(PathBuf::from);
    let found = modes(office.folder());
    let names: Vec<String> = found.iter().map(|(path, _)| path.display().to_string()).collect();
    for made in [
        "config.toml",
        "var/pactwatch.db",
        "var/pactwatch.db-wal",
        "var/pactwatch.db-shm",
        "var/pactwatch.db.deliver.lock",
        "var/alarms-seen/mail-down.txt",
        "var/beats/heart",
        "list.flaws.csv",
        "out.xlsx",
        "out.ics",
        "plan.csv",
        "copy.db",
        ".eml",
    ] {
        assert!(names.iter().any(|name| name.contains(made)), "{made} is not among {names:?}");
    }
    let left = names.iter().filter(|name| name.contains("pactwatch-edit-")).count();
    assert_eq!(left, 1, "an editor that fails leaves no facts behind; a refused text is kept");
    for (path, mode) in found.into_iter().filter(|(path, _)| !ours.contains(path)) {
        let expected = if office.path(&path.display().to_string()).is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{}: {mode:04o}", path.display());
    }
}

#[test]
fn check_warns_of_what_everybody_can_read_and_how_to_mend_it() {
    for (name, opened, closed) in [
        ("var/pactwatch.db", 0o604, 0o600),
        ("var/pactwatch.db", 0o644, 0o640),
        ("config.toml", 0o644, 0o600),
        ("var/letters", 0o755, 0o750),
        ("var/pactwatch.db-wal", 0o644, 0o600),
    ] {
        let office = Office::stocked();
        office.run(&["tick"]);
        // An empty log is given the database's mode by whoever opens it next.
        let mut keeps_log = office.store();
        keeps_log.write(|tx| tx.set_note(ProgramNote::LastDigest, Some("text"))).unwrap();
        let path = office.path(name);
        let warned = |office: &Office| {
            let said = office.json(&["check"])["warnings"].to_string();
            (said.contains("chmod o= ") && said.contains(&format!("{name}`"))).then_some(said)
        };
        chmod(&path, closed);
        assert_eq!(warned(&office), None, "{name} {closed:o}");
        chmod(&path, opened);
        assert!(warned(&office).is_some_and(|said| said.contains(&format!("{opened:04o}"))), "{name} {opened:o}");
        drop(keeps_log);
    }
}
