//! Lists that are made to hurt, with passwords, or very long: E16, E22, E26.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pactwatch::desk::import::ImportOutcome;
use pactwatch::exchange::{Format, read};

use super::world::World;

fn book(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name)).unwrap()
}

#[test]
fn e16_a_workbook_with_a_password_is_told_so() {
    for name in ["password.xlsx", "password.xls", "password.ods"] {
        let format = Format::of(Path::new(name)).unwrap();
        let reading = read(name, format, &book(name));
        assert!(reading.rows.is_empty(), "{name}");
        let said = reading.flaws.to_string();
        assert!(
            said.contains("the workbook has a password") && said.contains("take the password off"),
            "{name}: {said}"
        );
    }
}

#[test]
fn e22_many_rows_without_references_each_get_their_own() {
    let mut list = "Tên văn bản;Đối tác;Nước;Ngày ký;Thời hạn\n".to_owned();
    for nth in 0..600 {
        writeln!(list, "Bản ghi nhớ {nth};Sê Kông;Lào;{:02}/{:02}/2022;5 năm", nth % 28 + 1, nth % 12 + 1).unwrap();
    }
    let mut world = World::new();
    let report = world.import("list.csv", &list);
    assert_eq!((report.outcome, report.counts.new), (ImportOutcome::Imported, 600), "{report}");
    let newest = world.id("XX-LA-2022-600");
    assert!(newest > 0);
    // Read again nothing is new: found by what they are.
    let again = world.import("list.csv", &list);
    assert_eq!((again.counts.new, again.counts.unchanged), (0, 600), "{again}");
}

#[test]
fn e26_what_is_made_to_hurt_is_refused_early() {
    let commas = ",".repeat(8 << 20);
    let lines_of_commas = format!("{}\n", ",".repeat(400)).repeat(20_000);
    let wide = format!("{}\n", "a,".repeat(400)).repeat(20_000);
    for (name, text) in [("one line", commas), ("nothing between", lines_of_commas), ("full", wide)] {
        let reading = read("list.csv", Format::Csv, text.as_bytes());
        assert!(reading.rows.is_empty(), "{name}");
        assert_eq!(reading.flaws.is_empty(), name == "nothing between", "{name}: an empty list is said by the import");
    }
    for (name, text, says) in [
        ("lines of =", "=\n".repeat(1 << 20), "most of its lines are no TOML"),
        ("no key", "x\n".repeat(1 << 20), "most of its lines are no TOML"),
        (
            "unknown keys",
            (0..500_000).map(|nth| format!("k{nth}=1")).collect::<Vec<_>>().join("\n"),
            "the file is larger than 8 MiB",
        ),
        ("tables", "[[agreement]]\n".repeat(300_000), "more than 200000 rows"),
    ] {
        let reading = read("list.toml", Format::Toml, text.as_bytes());
        let said = reading.flaws.to_string();
        assert!(said.contains(says) && reading.flaws.total() == 1, "{name}: {}", &said[..said.len().min(400)]);
    }
}
