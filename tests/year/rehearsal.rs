//! The year 2026 as the example register would see it, taken in on the last day of 2025: one line a letter.
//!
//! The snapshot is read by people. Renew it with `PACTWATCH_RENEW=1 cargo test --test year` and read what changed.

use std::fmt::Write as _;
use std::path::Path;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::import::{Flawed, import};
use pactwatch::desk::rehearse::{rehearse, rehearse_whole};
use pactwatch::desk::{Purpose, Recorder};
use pactwatch::store::Store;
use pactwatch::watch::Office;

use super::snapshot;
use super::world::day;

const SNAPSHOT: &str = "tests/snapshots/rehearsal-2026.txt";

#[test]
fn the_year_2026_of_the_example_register() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = config::parse(config::sample(), Path::new("/office"), &Checks::NONE).unwrap();
    let office = Office::new(&config).unwrap();
    let mut store = Store::in_memory().unwrap();
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    let clerk = Recorder::at(&Clock::fixed("2025-12-31T01:00:00Z".parse().unwrap(), zone), "desk-laos");
    let list = root.join("examples/register.toml");
    let report = import(&mut store, &office, &clerk, &list, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    let year = rehearse(&store, &office, day("2026-01-01"), day("2026-12-31")).unwrap();
    assert_eq!(year.failed, Vec::<String>::new());
    let whole = rehearse_whole(&store, &office, day("2026-01-01"), day("2026-12-31")).unwrap();
    assert_eq!(year.letters, whole.letters, "the letters are the same where none of them is written out");
    assert!(
        whole.letters.iter().all(|letter| whole.copy.letter(letter.envelope).unwrap().is_some_and(|l| !l.is_empty()))
    );
    let mut found = String::new();
    for letter in &year.letters {
        writeln!(found, "{} {}  {:<13}  {}", letter.on, letter.on.weekday(), letter.to, letter.subject).unwrap();
    }
    snapshot::assert_kept(SNAPSHOT, &found);
}
