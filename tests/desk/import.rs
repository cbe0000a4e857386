//! Lists taken into the register.

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, Outcome, Report};

use super::world::{World, clerk_on};

const TWO: &str = r#"
[[agreement]]
reference = "A-1"
title = "Bản ghi nhớ"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Jeollabuk-do"]
country = "KR"
signed_on = 2024-03-05
term = "5y"
officers = ["desk-korea"]

[[agreement]]
reference = "A-2"
title = "Biên bản"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Sê Kông"]
country = "LA"
signed_on = 2025-06-06
term = "unknown"
officers = ["desk-laos"]
"#;

fn flaws(report: &Report) -> Vec<String> {
    report.flaws.shown().iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_registers_come_in_without_flaws_and_twice_changes_nothing() {
    for (name, text) in [
        ("register.toml", include_str!("../../examples/register.toml")),
        ("register.csv", include_str!("../../examples/register.csv")),
    ] {
        let mut world = World::new();
        let first = world.import(name, text);
        assert_eq!(flaws(&first), [""; 0], "{name}");
        assert_eq!(first.outcome, Outcome::Imported);
        assert_eq!(world.words("DL-VN-2020-01"), ["register", "expire"], "{name}: an old plan comes in quietly");
        assert_eq!(world.status("DL-VN-2020-01"), "expired");
        let acts = world.act_count();
        let parties = world.store.parties().unwrap();
        world.clerk = clerk_on("2026-11-23");
        let again = world.import(name, text);
        assert_eq!(again.counts.unchanged, first.counts.new, "{name}");
        assert_eq!((again.counts.new, again.counts.corrected, again.counts.acts_recorded), (0, 0, 0), "{name}");
        assert_eq!(again.counts.parties_new + again.counts.parties_changed, 0, "{name}: {again}");
        assert_eq!(world.act_count(), acts, "{name}");
        assert_eq!(world.store.parties().unwrap(), parties, "{name}");
        assert!(again.changes.is_empty(), "{name}: {}", again.changes);
    }
}

#[test]
fn a_rehearsal_reports_the_same_and_writes_nothing() {
    let mut world = World::new();
    let rehearsed = world.run("two.toml", TWO, Purpose::Rehearse, Flawed::RefuseAll).unwrap();
    assert_eq!(rehearsed.outcome, Outcome::Rehearsed);
    assert_eq!(world.act_count(), 0);
    assert!(world.store.parties().unwrap().is_empty());
    let imported = world.import("two.toml", TWO);
    assert_eq!(imported.counts, rehearsed.counts);
    assert_eq!(imported.changes, rehearsed.changes);
    assert_eq!(world.act_count(), 2);
}
