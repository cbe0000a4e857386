//! Lists as offices keep them: each case of the table of what went wrong, by its number.

use std::fs;

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, ImportOptions, ImportOutcome, OldValues, Report, import_by};
use pactwatch::exchange::KeepColumns;
use pactwatch::lifecycle::agreement::Field;
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook};

use super::world::World;

impl World {
    fn import_bytes(&mut self, name: &str, bytes: &[u8], flawed: Flawed, keep: KeepColumns) -> Report {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        let options = ImportOptions { purpose: Purpose::Keep, flawed, keep, old_values: OldValues::Ask };
        import_by(&mut self.store, &self.office, &self.clerk, &path, options).unwrap()
    }

    fn import_book(&mut self, book: &mut Workbook) -> Report {
        let bytes = book.save_to_buffer().unwrap();
        self.import_bytes("list.xlsx", &bytes, Flawed::RefuseAll, KeepColumns::No)
    }

    /// The field of the agreement with that number in the register, from 1.
    pub(crate) fn field(&self, id: i64, field: Field) -> String {
        self.store.agreement(id).unwrap().facts.get(field).unwrap_or_default()
    }

    pub(crate) fn count(&self) -> usize {
        self.store.likenesses(0, 100_000).unwrap().len()
    }
}

pub(crate) fn csv(text: &str) -> (World, Report) {
    let mut world = World::new();
    let report = world.import("list.csv", text);
    (world, report)
}

pub(crate) fn taken(text: &str) -> World {
    let (world, report) = csv(text);
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    world
}

pub(crate) fn refused(text: &str) -> String {
    let (_, report) = csv(text);
    assert_eq!(report.outcome, ImportOutcome::Refused, "{report}");
    report.to_string()
}

#[test]
fn e1_sixty_sheets_of_one_row_each() {
    let mut book = Workbook::new();
    for nth in 1..=60 {
        let sheet = book.add_worksheet().set_name(format!("Tờ {nth}")).unwrap();
        sheet.write_string(0, 0, "Tên văn bản").unwrap().write_string(0, 1, "Đối tác").unwrap();
        sheet.write_string(1, 0, format!("Bản ghi nhớ {nth}")).unwrap().write_string(1, 1, "Sê Kông").unwrap();
    }
    let mut world = World::new();
    let report = world.import_book(&mut book);
    assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 60), "{report}");
}

#[test]
fn e2_the_second_sheet_under_another_name_for_titles() {
    let mut book = Workbook::new();
    for (name, title, row) in [("Một", "Tên văn bản", "A"), ("Hai", "Tên thỏa thuận hợp tác", "B")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (at, text) in [title, "Đối tác", "Ngày ký"].into_iter().enumerate() {
            sheet.write_string(0, u16::try_from(at).unwrap(), text).unwrap();
        }
        sheet.write_string(1, 0, row).unwrap().write_string(1, 1, "Sê Kông").unwrap();
        sheet.write_string(1, 2, "22/12/2017").unwrap();
    }
    let mut world = World::new();
    let report = world.import_book(&mut book);
    assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 2), "{report}");
}

#[test]
fn e2_a_sheet_that_looks_like_a_list_and_has_no_head_is_a_flaw_that_names_it() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Một").unwrap();
    sheet.write_string(0, 0, "Tên văn bản").unwrap().write_string(0, 1, "Đối tác").unwrap();
    sheet.write_string(1, 0, "A").unwrap();
    let sheet = book.add_worksheet().set_name("Tiếp theo").unwrap();
    for (at, text) in ["B", "Sê Kông", "22/12/2017"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(at).unwrap(), text).unwrap();
    }
    let report = World::new().import_book(&mut book);
    assert_eq!(report.outcome, ImportOutcome::Refused);
    assert!(report.to_string().contains("sheet Tiếp theo"), "{report}");
}

#[test]
fn e3_brackets_are_never_dropped() {
    for (column, cell) in [
        ("Thời hạn", "60 tháng (?)"),
        ("Thời hạn", "5 years (TBC)"),
        ("Thời hạn", "5 years (auto-renew)"),
        ("Thông báo trước", "6 tháng (?)"),
        ("Thông báo trước", "30 ngày (làm-việc)"),
    ] {
        let said = refused(&format!("Tên văn bản;Ngày ký;{column}\nA;22/12/2017;{cell}\n"));
        assert!(said.contains("row 2"), "{said}");
    }
    let said = refused("Tên văn bản;Thông báo trước\nA;30 ngày (làm việc)\n");
    assert!(said.contains("working days"), "{said}");
    let world = taken("Tên văn bản;Ngày ký;Thời hạn\nA;22/12/2017;5 (năm) năm\n");
    assert_eq!(world.field(1, Field::Term), "5y");
}

#[test]
fn e4_a_heading_gives_its_country_and_a_sum_is_left_aside() {
    let (world, report) =
        csv("STT,Tên văn bản,Đối tác,Ngày ký\n,Lào,,\n1,Bản ghi nhớ,Sê Kông,03/11/2022\n,Cộng Lào: 01,,\n");
    assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 1), "{report}");
    assert_eq!(world.field(1, Field::Country), "LA");
    let said = report.to_string();
    assert!(said.contains("row 2 was not read: it is a heading; LA is taken for the rows below"), "{said}");
    assert!(said.contains("row 4 was not read: it is a sum"), "{said}");
}

#[test]
fn e4_the_year_of_a_heading_completes_the_days_below_it() {
    let (world, report) =
        csv("STT,Tên văn bản,Ngày ký\n,Năm 2022,\n1,A,03/11\n,Năm 2023,\n2,B,04/11\n3,C,05/11/2021\n");
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    let days = [1, 2, 3].map(|id| world.field(id, Field::SignedOn));
    assert_eq!(days, ["2022-11-03", "2023-11-04", "2021-11-05"]);
    assert!(report.to_string().contains("2 days without a year took that of the heading above"), "{report}");
}

#[test]
fn e5_a_column_the_register_has_no_fact_for() {
    let text = "Tên văn bản,Người ký,Màu bìa\nA,Phó Chủ tịch,xanh\n";
    let (world, report) = csv(text);
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    assert!(report.to_string().contains("B “Người ký”, C “Màu bìa”"), "{report}");
    assert_eq!(world.field(1, Field::Note), "");
    let mut world = World::new();
    let report = world.import_bytes("list.csv", text.as_bytes(), Flawed::RefuseAll, KeepColumns::InNote);
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    assert_eq!(world.field(1, Field::Note), "Người ký: Phó Chủ tịch\nMàu bìa: xanh");
}

#[test]
fn e6_two_languages_of_headers() {
    let world = taken("Tên văn bản,Nước ký,Date signed,Expiry date\nA,Lào,22/12/2017,22/12/2022\n");
    let said = [Field::Country, Field::SignedOn, Field::Term].map(|field| world.field(1, field));
    assert_eq!(said, ["LA", "2017-12-22", "until 2022-12-22"]);
}

#[test]
fn e7_the_first_and_the_last_day() {
    let world = taken("Tên văn bản,Ngày bắt đầu,Ngày kết thúc\nA,03/11/2022,03/11/2027\n");
    assert_eq!([Field::InForceOn, Field::Term].map(|f| world.field(1, f)), ["2022-11-03", "until 2027-11-03"]);
    // Where a column says how it ended, the day is the one on which it did.
    let world = taken("Mã;Tên văn bản;Ngày ký;Ngày kết thúc;Cách kết thúc\nA-1;A;03/11/2012;03/11/2015;chấm dứt\n");
    assert_eq!(world.status("A-1"), "terminated");
}

#[test]
fn e8_days_that_a_spreadsheet_may_have_turned_round() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Tên văn bản").unwrap().write_string(0, 1, "Ngày ký").unwrap();
    for (row, text) in [(1, "22/12/2017"), (2, "15/03/2019")] {
        sheet.write_string(row, 0, format!("A{row}")).unwrap().write_string(row, 1, text).unwrap();
    }
    let shown = Style::new().set_num_format("m/d/yyyy");
    sheet.write_string(3, 0, "A3").unwrap();
    sheet.write_datetime_with_format(3, 1, ExcelDateTime::from_ymd(2017, 3, 4).unwrap(), &shown).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut world = World::new();
    let report = world.import_bytes("list.xlsx", &bytes, Flawed::AcceptGood, KeepColumns::No);
    assert_eq!((report.outcome, world.count(), report.flaws.total()), (ImportOutcome::Imported, 2, 1), "{report}");
    assert!(report.to_string().contains("row 4, column signed_on (B)"), "{report}");
}

#[test]
fn e9_one_day_with_the_month_first_makes_the_column_doubtful() {
    let text = "Tên văn bản,Ngày ký\nA,12/22/2017\nB,3/4/2017\nC,5/5/2017\n";
    let mut world = World::new();
    let report = world.run("list.csv", text, Purpose::Keep, Flawed::AcceptGood).unwrap();
    assert_eq!((world.count(), report.flaws.total()), (1, 1), "one question for the column: {report}");
    assert_eq!(world.field(1, Field::SignedOn), "2017-05-05", "the same either way");
    let world = taken(&text.replace("Ngày ký", "Ngày ký (mm/dd/yyyy)"));
    let days = [1, 2, 3].map(|id| world.field(id, Field::SignedOn));
    assert_eq!(days, ["2017-12-22", "2017-03-04", "2017-05-05"]);
}

#[test]
fn e10_a_list_without_references_read_again_after_a_day_was_mended() {
    let mut world = taken("Tên văn bản,Đối tác,Ngày ký\nBản ghi nhớ,Sê Kông,03/11/2022\nBiên bản,Attapeu,01/02/2020\n");
    let again = world.import(
        "again.csv",
        "Tên văn bản,Đối tác,Ngày ký\nBản ghi nhớ,Sê Kông,03/11/2022\nBiên bản,Attapeu,01/02/2020\n",
    );
    assert_eq!((again.counts.new, again.counts.unchanged), (0, 2), "{again}");
    let mended = world.import("mended.csv", "Tên văn bản,Đối tác,Ngày ký\nBản ghi nhớ,Sê Kông,04/11/2022\n");
    assert_eq!((mended.outcome, world.count()), (ImportOutcome::Refused, 2), "{mended}");
    assert!(mended.to_string().contains("the row resembles"), "{mended}");
    let retitled = world.import("retitled.csv", "Tên văn bản,Đối tác,Ngày ký\nBản ghi nhơ,Sê Kông,03/11/2022\n");
    assert_eq!(retitled.counts.new, 0, "diacritics do not tell titles apart\n{retitled}");
    // Yearly minutes of one title: those of last year stand in the same list, so the new ones are new.
    let mut world = taken("Tên văn bản,Đối tác,Ngày ký\nBiên bản,Attapeu,01/02/2020\n");
    let more = world
        .import("more.csv", "Tên văn bản,Đối tác,Ngày ký\nBiên bản,Attapeu,01/02/2020\nBiên bản,Attapeu,01/02/2021\n");
    assert_eq!((more.outcome, world.count()), (ImportOutcome::Imported, 2), "{more}");
}

#[test]
fn e11_letters_older_than_unicode() {
    for (title, expected) in [("B¶n ghi nhí", "Bản ghi nhớ"), ("Baûn ghi nhôù", "Bản ghi nhớ")] {
        let (world, report) = csv(&format!("Tên văn bản;Đối tác\n{title};X\n"));
        assert_eq!(
            (report.outcome, world.field(1, Field::Title).as_str()),
            (ImportOutcome::Imported, expected),
            "{report}"
        );
        assert!(report.to_string().contains("converted to Unicode"), "{report}");
    }
    for title in ["B?n ghi nh?", "B\u{fffd}n ghi nh\u{fffd}"] {
        let said = refused(&format!("Tên văn bản;Đối tác\n{title};X\n"));
        assert!(said.contains("letters are lost") && said.contains("UniKey"), "{said}");
    }
    let mut world = World::new();
    let report =
        world.import_bytes("old.csv", b"T\xean v\xe3n ba\xd2n;Ng\xe0y k\xfd\xec\n", Flawed::RefuseAll, KeepColumns::No);
    assert!(!report.to_string().contains("not UTF-8"), "{report}");
}

#[test]
fn e12_a_length_and_a_last_day() {
    let list = |end: &str| format!("Tên văn bản;Ngày ký;Thời hạn;Ngày hết hạn\nA;15/08/2021;5 năm;{end}\n");
    let world = taken(&list("15/08/2026"));
    assert_eq!([Field::Term, Field::Count].map(|field| world.field(1, field)), ["5y", "civil"]);
    let world = taken(&list("14/08/2026"));
    assert_eq!([Field::Term, Field::Count].map(|field| world.field(1, field)), ["5y", "inclusive"]);
    let said = refused(&list("15/08/2027"));
    assert!(said.contains("2026-08-15") && said.contains("2027-08-15"), "{said}");
    let renewed =
        "Tên văn bản;Ngày ký;Thời hạn;Ngày hết hạn;Gia hạn\nA;15/08/2016;5 năm;15/08/2026;tự động gia hạn 5 năm\n";
    refused(&renewed.replace("2026", "2027"));
}

#[test]
fn e13_a_title_of_two_lines_is_one_line() {
    let world = taken("Tên văn bản;Đối tác\n\"Bản ghi nhớ\nhợp tác\";Sê Kông\n");
    assert_eq!(world.field(1, Field::Title), "Bản ghi nhớ hợp tác");
}

#[test]
fn e14_countries() {
    for (name, code) in [
        ("Bulgaria", "BG"),
        ("Israel", "IL"),
        ("Brazil", "BR"),
        ("Ireland", "IE"),
        ("Nam Phi", "ZA"),
        ("UAE", "AE"),
        ("Thổ Nhĩ Kỳ", "TR"),
        ("LB Nga", "RU"),
        ("CHND Trung Hoa", "CN"),
        ("Thụy Sỹ", "CH"),
        ("KOR", "KR"),
    ] {
        assert_eq!(taken(&format!("Tên văn bản;Nước\nA;{name}\n")).field(1, Field::Country), code, "{name}");
    }
}

#[test]
fn e17_a_day_of_signing_far_ahead() {
    let (_, report) = csv("Tên văn bản;Ngày ký\nA;22/12/2097\n");
    assert_eq!(report.outcome, ImportOutcome::Imported);
    assert!(report.to_string().contains("the day of signing, 2097-12-22, lies in the future"), "{report}");
}

#[test]
fn e18_a_list_without_titles() {
    let (world, report) = csv("Bên Việt Nam;Đối tác;Loại văn bản;Ngày ký\nUBND tỉnh Đắk Lắk;Sê Kông;MOU;06/06/2025\n");
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    assert_eq!(world.field(1, Field::Title), "Bản ghi nhớ UBND tỉnh Đắk Lắk – Sê Kông (2025)");
    assert!(report.to_string().contains("it has no title and was named"), "{report}");
}

#[test]
fn e19_bilingual_headers_and_a_head_of_three_rows() {
    let world = taken("Tên văn bản;\"Đối tác\nPartner\";Ngày ký / Date signed\nA;Sê Kông;22/12/2017\n");
    assert_eq!(world.field(1, Field::SignedOn), "2017-12-22");
    let world = taken(
        "STT;Tên văn bản;Các bên;;Thời gian;\n;;Bên Việt Nam;Đối tác;Ngày ký;Ngày hết hạn\n(1);(2);(3);(4);(5);(6)\n\
         1;A;UBND tỉnh;Sê Kông;22/12/2017;22/12/2022\n",
    );
    assert_eq!([Field::SignedOn, Field::Term].map(|f| world.field(1, f)), ["2017-12-22", "until 2022-12-22"]);
}

#[test]
fn e20_cached_values_of_formulas_and_cells_merged_downwards() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, text) in ["Tên văn bản", "Nước", "Ngày ký", "Ngày hết hạn"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(at).unwrap(), text).unwrap();
    }
    let day = Style::new().set_num_format("dd/mm/yyyy");
    sheet.merge_range(1, 1, 2, 1, "Lào", &Style::new()).unwrap();
    for (row, title) in [(1, "A"), (2, "B")] {
        sheet.write_string(row, 0, title).unwrap();
        sheet.write_datetime_with_format(row, 2, ExcelDateTime::from_ymd(2017, 12, 22).unwrap(), &day).unwrap();
        // 22/12/2022 is day 44917 of Excel's calendar.
        let ends = Formula::new("=EDATE(C2,60)").set_result("44917");
        sheet.write_formula_with_format(row, 3, ends, &day).unwrap();
    }
    let mut world = World::new();
    let report = world.import_book(&mut book);
    assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    for id in [1, 2] {
        assert_eq!([Field::Country, Field::Term].map(|f| world.field(id, f)), ["LA", "until 2022-12-22"]);
    }
    let said = report.to_string();
    assert!(said.contains("2 cells are formulas") && said.contains("1 cells are merged"), "{said}");
}

#[test]
fn e21_several_names_in_a_cell_are_told() {
    for cell in ["A, B", "A và B", "\"Chính quyền tỉnh\nSê Kông\""] {
        let (_, report) = csv(&format!("Tên văn bản;Đối tác\nX;{cell}\n"));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
        assert!(report.to_string().contains("taken for one party"), "{cell}: {report}");
    }
}

#[test]
fn e23_one_long_text_in_many_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Tên văn bản").unwrap().write_string(0, 1, "Ghi chú").unwrap();
    let long = "x".repeat(32_000);
    for row in 1..=2_500 {
        sheet.write_string(row, 0, format!("A {row}")).unwrap().write_string(row, 1, &long).unwrap();
    }
    let report = World::new().import_book(&mut book);
    assert_eq!(report.outcome, ImportOutcome::Refused);
    assert!(report.to_string().contains("more than 64 MiB of text"), "{report}");
}

#[test]
fn e24_an_empty_list_is_said() {
    for text in ["", "\u{feff}", "\n\n", "Tên văn bản;Ngày ký\n"] {
        let said = refused(text);
        assert!(said.contains("there is no row in the file"), "{said}");
    }
}

#[test]
fn e25_not_known_is_no_party() {
    for cell in ["chưa rõ;", "?;", "chưa rõ"] {
        let (world, report) = csv(&format!("Tên văn bản,Đối tác,Lĩnh vực\nA,{cell},{cell}\n"));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
        assert_eq!([Field::Partner, Field::Fields].map(|f| world.field(1, f)), ["", ""]);
        assert_eq!(report.counts.parties_new, 0);
    }
}

#[test]
fn what_the_list_thinks_of_an_agreement_is_held_against_its_days() {
    let list =
        |state: &str, term: &str| format!("Tên văn bản;Ngày ký;Thời hạn;Tình trạng\nA;22/12/2023;{term};{state}\n");
    taken(&list("Còn hiệu lực", "5 năm"));
    taken(&list("Hết hiệu lực", "1 năm"));
    let said = refused(&list("Đã chấm dứt", "5 năm"));
    assert!(said.contains("by its days it is in force until 2028-12-22"), "{said}");
    let said = refused(&list("Còn hiệu lực", "1 năm"));
    assert!(said.contains("if it was extended, record the extension"), "{said}");
}

#[test]
fn kinds_are_taken_from_titles_that_say_them() {
    for (title, kind) in [
        ("Bản ghi nhớ hợp tác với Sê Kông", "mou"),
        ("Biên bản ghi nhớ", "mou"),
        ("Memorandum of Understanding between A and B", "mou"),
        ("Ý định thư", "other"),
        ("Kế hoạch hợp tác", "plan"),
        ("Hợp tác với Sê Kông", "agreement"),
    ] {
        let mut world = taken(&format!("Mã;Tên văn bản\nA-1;{title}\n"));
        assert_eq!(world.field(1, Field::Kind), kind, "{title}");
        // What the register was told since is not taken back by a list that says nothing of it.
        world.record("A-1", "correct kind=programme");
        let again = world.import("again.csv", &format!("Mã;Tên văn bản\nA-1;{title}\n"));
        assert_eq!((again.counts.corrected, world.field(1, Field::Kind).as_str()), (0, "programme"));
    }
}
