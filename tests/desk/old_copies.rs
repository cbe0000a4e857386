//! Old copies of the register: what was edited in them comes in, and nothing that was corrected since goes back.

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, ImportOptions, ImportOutcome, OldValues, import_by};
use pactwatch::exchange::KeepColumns;
use pactwatch::lifecycle::agreement::Field;

use super::lists::taken;
use super::world::World;

/// January's copy: a register in which something was corrected after a workbook was made of it, and the mark of its row.
fn january() -> (World, String) {
    let mut world = taken("Mã theo dõi;Tên văn bản;Cơ quan đầu mối;Ghi chú\nA-1;A;A-tỉnh;cũ\n");
    let made_from = world.store.acts_kept().unwrap();
    let mark = format!("A{}/{made_from}/{}", world.id("A-1"), &world.store.head().unwrap()[..8]);
    world.record("A-1", "correct lead_agency=B-tỉnh");
    (world, mark)
}

#[test]
fn l1_an_old_copy_of_our_own_workbook_undoes_nothing() {
    let (mut world, mark) = january();
    let list = |agency: &str| format!("Mã theo dõi;Cơ quan đầu mối;Ghi chú;Mã dòng\nA-1;{agency};mới;{mark}\n");
    let said = |world: &World| [Field::LeadAgency, Field::Note].map(|field| world.field(1, field));
    // What the copy was made with says nothing; the note that was edited in it comes in.
    let report = world.import("copy.csv", &list("A-tỉnh"));
    assert_eq!((report.outcome, said(&world)), (ImportOutcome::Imported, ["B-tỉnh".into(), "mới".into()]), "{report}");
    assert!(!report.to_string().contains("the copy was made with"), "{report}");
    // Changed on both sides: asked about, with the three values.
    let report = world.import("copy.csv", &list("C-tỉnh"));
    assert_eq!(said(&world), ["B-tỉnh", "mới"]);
    let text = report.to_string();
    assert!(text.contains("`A-tỉnh`") && text.contains("`C-tỉnh`") && text.contains("`B-tỉnh`"), "{text}");
    // Meant.
    let path = world.path("copy.csv");
    let options = ImportOptions {
        purpose: Purpose::Keep,
        flawed: Flawed::RefuseAll,
        keep: KeepColumns::No,
        old_values: OldValues::BringBack,
    };
    import_by(&mut world.store, &world.office, &world.clerk, &path, options).unwrap();
    assert_eq!(said(&world), ["C-tỉnh", "mới"]);
}

#[test]
fn l1_a_list_without_marks_brings_nothing_back_by_itself() {
    let (mut world, _) = january();
    let list = |agency: &str| format!("Mã theo dõi;Cơ quan đầu mối;Ghi chú\nA-1;{agency};mới\n");
    let report = world.import("copy.csv", &list("A-tỉnh"));
    assert_eq!([Field::LeadAgency, Field::Note].map(|f| world.field(1, f)), ["B-tỉnh", "mới"], "{report}");
    assert!(report.to_string().contains("--bring-back"), "{report}");
    // A value that the register never held is a correction like any other.
    world.import("copy.csv", &list("C-tỉnh"));
    assert_eq!(world.field(1, Field::LeadAgency), "C-tỉnh");
}

#[test]
fn l1_a_row_whose_reference_was_corrected_since_is_still_its_agreement() {
    let (mut world, mark) = january();
    world.record("A-1", "correct reference=B-1");
    let report = world.import("copy.csv", &format!("Mã theo dõi;Ghi chú;Mã dòng\nA-1;mới;{mark}\n"));
    assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 1), "{report}");
    assert_eq!([Field::Reference, Field::Note].map(|f| world.field(1, f)), ["B-1", "mới"]);
}
