//! Texts that people have read, kept in `tests/snapshots`: a change shows the lines that went and the lines that came.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Holds what was found against what is kept in that file; with `PACTWATCH_RENEW` in the environment keeps what was found.
pub(super) fn assert_kept(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("PACTWATCH_RENEW").is_some() {
        fs::write(&file, found).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == found, "{}", difference(name, &kept, found));
}

/// The lines that went and the lines that came.
fn difference(name: &str, kept: &str, found: &str) -> String {
    let mut text = format!("the letters are no longer those of {name}:\n");
    for line in kept.lines().filter(|line| !found.lines().any(|other| other == *line)) {
        writeln!(text, "- {line}").unwrap();
    }
    for line in found.lines().filter(|line| !kept.lines().any(|other| other == *line)) {
        writeln!(text, "+ {line}").unwrap();
    }
    text + "read them as an officer would; if they are right, renew with PACTWATCH_RENEW=1 cargo test --test year\n"
}
