//! Corrections that take a day away say why, by whatever way; what the workbook's own row says of an act's paper.

use pactwatch::desk::edit::{edit, sheet};
use pactwatch::desk::import::Flawed;
use pactwatch::desk::{Purpose, Reason};
use pactwatch::exchange::row_mark::{MarkedRow, RowMark};
use pactwatch::message::Voice;

use super::world::World;

const LIST: &str = "[[agreement]]\nreference = \"T-1\"\ntitle = \"Bản ghi nhớ\"\nsigned_on = 2024-03-05\nterm = \"5y\"\n\
                    review_every = \"1y\"\nofficers = [\"desk-korea\"]\n";

fn because(note: &str) -> Reason {
    Reason { number: None, note: Some(note.to_owned()) }
}

/// The end of 5 March 2029 goes to 5 March 2039.
#[test]
fn an_edit_that_puts_a_day_off_says_why() {
    let mut world = World::with(LIST);
    let sheet = sheet(&world.store, "T-1", Voice::LOG).unwrap();
    let text = sheet.text.replace("term = \"5y\"", "term = \"15y\"");
    assert_ne!(text, sheet.text);
    let World { store, office, clerk, .. } = &mut world;
    let refused = edit(store, office, clerk, &sheet, &text, Purpose::Keep).unwrap_err().to_string();
    assert!(refused.contains("say why"), "{refused}");
    let explained = clerk.clone().because(because("theo bản gốc"));
    edit(store, office, &explained, &sheet, &text, Purpose::Keep).unwrap();
    let act = world.acts("T-1").pop().unwrap();
    assert_eq!((act.body.word(), act.note.as_deref()), ("correct", Some("theo bản gốc")));
}

#[test]
fn a_list_that_puts_a_day_off_says_why() {
    let longer = LIST.replace("\"5y\"", "\"15y\"");
    let mut world = World::with(LIST);
    let report = world.run("longer.toml", &longer, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(report.has_flaws() && report.to_string().contains("30"), "{report}");
    assert_eq!(world.words("T-1"), ["register"]);
    // The row's own note says it …
    let noted = format!("{longer}note = \"theo bản gốc\"\n");
    let report = world.run("noted.toml", &noted, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    // … but not a note that is taken away, or a dash …
    for none in ["-", "?", "..."] {
        let mut world = World::with(&format!("{LIST}note = \"cũ\"\n"));
        let emptied = format!("{longer}note = \"{none}\"\n");
        let report = world.run("emptied.toml", &emptied, Purpose::Keep, Flawed::RefuseAll).unwrap();
        assert!(report.has_flaws(), "{none}: {report}");
    }
    // … or whoever brings the list.
    let mut world = World::with(LIST);
    world.clerk = world.clerk.clone().because(because("rà soát năm 2026"));
    let report = world.run("longer.toml", &longer, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    assert_eq!(world.acts("T-1").pop().unwrap().note.as_deref(), Some("rà soát năm 2026"));
}

/// DESIGN §3.2, *the same act again*: in a row that this register made, another number is void and anew; elsewhere a flaw.
#[test]
fn a_row_of_our_own_workbook_mends_the_paper_of_its_act() {
    let mut world = World::with(LIST);
    world.record("T-1", "hold-review --on 2026-03-04 --number 12/BB");
    let act = world.acts("T-1").pop().unwrap();
    let mark = RowMark::new(MarkedRow::Act(act.seq), act.seq, &world.store.head().unwrap());
    let list = |mark: &str| {
        format!("Mã theo dõi;Nội dung cập nhật;Ngày;Số văn bản;Mã dòng\nT-1;Đã sơ kết;04/03/2026;13/BB;{mark}\n")
    };
    let report = world.run("foreign.csv", &list(""), Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(report.has_flaws(), "{report}");
    let marked = list(&mark.to_string());
    let shown = world.run("ours.csv", &marked, Purpose::Rehearse, Flawed::RefuseAll).unwrap();
    assert!(shown.to_string().contains("recorded anew"), "{shown}");
    assert_eq!(world.words("T-1"), ["register", "hold-review"], "shown beforehand, and nothing kept");
    let report = world.run("ours.csv", &marked, Purpose::Keep, Flawed::RefuseAll).unwrap();
    assert!(!report.has_flaws(), "{report}");
    assert_eq!(world.words("T-1"), ["register", "hold-review", "void", "hold-review"]);
    assert_eq!(world.acts("T-1").pop().unwrap().number.as_deref(), Some("13/BB"));
}
