//! The copy of a workbook in which flaws are marked.

use std::fs;
use std::io::{Cursor, Read};

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, ImportOptions, ImportOutcome, OldValues, Report, import_by};
use pactwatch::exchange::KeepColumns;
use rust_xlsxwriter::{Color, Format, Note, Workbook};

use super::world::World;

fn import(world: &mut World, name: &str, bytes: &[u8], purpose: Purpose) -> Report {
    let path = world.path(name);
    fs::write(&path, bytes).unwrap();
    let options =
        ImportOptions { purpose, flawed: Flawed::RefuseAll, keep: KeepColumns::No, old_values: OldValues::Ask };
    import_by(&mut world.store, &world.office, &world.clerk, &path, options).unwrap()
}

/// A list with a title, an agreement whose day has no year, one without a day, and a second sheet that is no list.
fn list(book: &mut Workbook) -> Vec<u8> {
    let bold = Format::new().set_bold().set_background_color(Color::Yellow);
    let sheet = book.add_worksheet().set_name("Danh sách & mục").unwrap();
    for (at, head) in ["Tên văn bản", "Đối tác", "Ngày ký", "Thời hạn"].iter().enumerate() {
        sheet.write_string(0, u16::try_from(at).unwrap(), *head).unwrap();
    }
    sheet.write_string(1, 0, "Bản ghi nhớ A").unwrap().write_string(1, 1, "Sê Kông").unwrap();
    sheet.write_string_with_format(1, 2, "30-12", &bold).unwrap().write_string(1, 3, "5 năm").unwrap();
    sheet.write_string(2, 0, "Bản ghi nhớ B").unwrap().write_string(2, 1, "Champasak").unwrap();
    sheet.write_string(2, 2, "22/12/2017").unwrap().write_string(2, 3, "5").unwrap();
    book.add_worksheet().set_name("Ghi chú").unwrap().write_string(0, 0, "chỉ là ghi chú").unwrap();
    book.save_to_buffer().unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn flaws_are_marked_in_a_copy_that_keeps_the_rest() {
    let mut world = World::new();
    let bytes = list(&mut Workbook::new());
    let report = import(&mut world, "so.xlsx", &bytes, Purpose::Keep);
    assert_eq!(report.outcome, ImportOutcome::Refused, "{report}");
    let path = world.path("so-da-danh-dau.xlsx");
    assert_eq!(report.marked.as_ref(), Some(&path), "{report}");
    let copy = fs::read(&path).unwrap();
    let notes = part(&copy, "xl/notes_of_flaws0.xml");
    assert!(notes.contains(r#"<comment ref="C2""#) && notes.contains("“30-12” chưa ghi năm; ghi cả năm"), "{notes}");
    assert!(notes.contains(r#"<comment ref="D3""#) && notes.contains("“5” chưa có đơn vị"), "{notes}");
    let styles = part(&copy, "xl/styles.xml");
    assert_eq!(styles.matches("FFFFC7CE").count(), 1, "one ground for all: {styles}");
    assert!(styles.contains("FFFFFF00"), "the yellow cell's own look is kept for others: {styles}");
    assert!(part(&copy, "xl/worksheets/sheet1.xml").contains("<legacyDrawing "));
    for name in ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml"] {
        assert_eq!(part(&copy, name), part(&bytes, name), "{name} is as it was");
    }
    // The copy is the same list: read again it says the same, and once mended it is taken.
    let again = import(&mut world, "so-da-danh-dau.xlsx", &copy, Purpose::Rehearse);
    assert_eq!(again.flaws.total(), report.flaws.total(), "{again}");
}

#[test]
fn a_copy_is_never_written_over_and_none_is_made_of_a_rehearsal() {
    let mut world = World::new();
    let bytes = list(&mut Workbook::new());
    assert_eq!(import(&mut world, "so.xlsx", &bytes, Purpose::Rehearse).marked, None);
    assert!(!world.path("so-da-danh-dau.xlsx").exists());
    import(&mut world, "so.xlsx", &bytes, Purpose::Keep);
    let second = import(&mut world, "so.xlsx", &bytes, Purpose::Keep);
    assert_eq!(second.marked, Some(world.path("so-da-danh-dau-2.xlsx")));
}

#[test]
fn notes_of_the_office_stay_and_a_missing_cell_is_put_in() {
    let mut world = World::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, head) in ["Tên văn bản", "Đối tác", "Ngày ký", "Cách kết thúc"].iter().enumerate() {
        sheet.write_string(0, u16::try_from(at).unwrap(), *head).unwrap();
    }
    sheet.insert_note(1, 0, &Note::new("của phòng")).unwrap();
    sheet.write_string(1, 0, "Bản ghi nhớ A").unwrap().write_string(1, 1, "Sê Kông").unwrap();
    sheet.write_string(1, 3, "hết hạn").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let report = import(&mut world, "so.xlsx", &bytes, Purpose::Keep);
    let copy = fs::read(report.marked.as_ref().unwrap()).unwrap();
    let notes = part(&copy, "xl/comments1.xml");
    assert!(notes.contains("của phòng") && notes.contains(r#"<comment ref="D2""#), "{notes}");
    assert_eq!(part(&copy, "xl/drawings/vmlDrawing1.vml").matches("<v:shape ").count(), 2);
}

#[test]
fn a_list_with_a_secret_gets_no_copy() {
    let mut world = World::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in
        [["Tên văn bản", "Đối tác", "Độ mật"], ["A", "Sê Kông", "Mật"], ["B", "", ""]].iter().enumerate()
    {
        for (at, text) in cells.iter().enumerate() {
            sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(at).unwrap(), *text).unwrap();
        }
    }
    let report = import(&mut world, "so.xlsx", &book.save_to_buffer().unwrap(), Purpose::Keep);
    assert!(report.has_flaws() && report.marked.is_none(), "{report}");
    assert_eq!(fs::read_dir(world.folder.path()).unwrap().count(), 1, "nothing but the list itself");
}
