//! Workbooks as offices keep them, and some that nobody should open.

use pactwatch::exchange::{Drafts, Format, ParsedFile, RestrictedRows, Table, drafts, read, to_mend, xlsx_out};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::policy::Language;
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook};

fn imported(book: &mut Workbook) -> (ParsedFile, Drafts) {
    imported_bytes(&book.save_to_buffer().expect("memory takes a workbook"))
}

fn imported_bytes(bytes: &[u8]) -> (ParsedFile, Drafts) {
    let mut reading = read("list.xlsx", Format::Xlsx, bytes);
    let drafts = drafts(&mut reading);
    (reading, drafts)
}

fn flaws(reading: &ParsedFile) -> Vec<String> {
    reading.flaws.shown().iter().map(ToString::to_string).collect()
}

/// The parts of a workbook packed by hand, for what no writer of workbooks would write.
fn packed(workbook: &str, sheet: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    for (name, text) in [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{kind}.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {ns} xmlns:r=\"{rel}\">{workbook}<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{rel}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet {ns}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "{}<worksheet {ns}><sheetData>{sheet}</sheetData></worksheet>",
                if sheet.contains("&x;") { "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" } else { "" }
            ),
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes a part");
        zip.write_all(text.as_bytes()).expect("memory takes a part");
    }
    zip.finish().expect("memory takes a workbook").into_inner()
}

fn line(row: u32, cells: &[(&str, &str)]) -> String {
    let cells = cells.iter().map(|(at, text)| format!("<c r=\"{at}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
    format!("<row r=\"{row}\">{}</row>", cells.collect::<String>())
}

#[test]
fn a_list_with_a_title_merged_headers_days_and_numbers() {
    let mut book = Workbook::new();
    let guide = book.add_worksheet();
    guide.set_name("Hướng dẫn").expect("a name");
    guide.write_string(0, 0, "Không nhập văn bản thuộc danh mục bí mật nhà nước").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 6, "DANH MỤC THỎA THUẬN", &Style::new()).expect("a merged title");
    for (column, name) in [(0, "STT"), (1, "Tên văn bản"), (4, "Ngày ký"), (5, "Thời hạn"), (6, "Số, ký hiệu")]
    {
        sheet.merge_range(2, column, 3, column, name, &Style::new()).expect("a merged header");
    }
    sheet.merge_range(2, 2, 2, 3, "Các bên", &Style::new()).expect("a merged header");
    sheet.write_string(3, 2, "Bên Việt Nam").expect("a cell").write_string(3, 3, "Đối tác").expect("a cell");
    let day = Style::new().set_num_format("dd/mm/yyyy");
    let signed = ExcelDateTime::from_ymd(2017, 12, 22).expect("a day");
    sheet.write_formula(4, 0, Formula::new("=ROW()-4")).expect("a cell");
    sheet.write_string(4, 1, "Bản thỏa thuận").expect("a cell").write_string(4, 3, "Jeollabuk-do").expect("a cell");
    sheet.write_datetime_with_format(4, 4, &signed, &day).expect("a cell");
    sheet.write_string(4, 5, "5 năm").expect("a cell").write_number(4, 6, 12_345_678_901_234.0).expect("a cell");
    let (reading, drafts) = imported(&mut book);
    assert!(reading.flaws.is_empty(), "{}", reading.flaws);
    let aside: Vec<String> = reading.aside.iter().map(ToString::to_string).collect();
    assert_eq!(aside, ["the sheet Hướng dẫn was not read: it has no row of headers"]);
    let mut facts = Facts::default();
    drafts.agreements[0].apply(&mut facts).expect("canonical texts");
    for (field, expected) in [
        (Field::Title, Some("Bản thỏa thuận")),
        (Field::Ours, None),
        (Field::Partner, Some("Jeollabuk-do")),
        (Field::SignedOn, Some("2017-12-22")),
        (Field::Term, Some("5y")),
        (Field::Number, Some("12345678901234")),
    ] {
        assert_eq!(facts.get(field).as_deref(), expected, "{field:?}");
    }
    assert_eq!(drafts.agreements[0].place.line, 5);
}

#[test]
fn what_a_spreadsheet_did_to_a_cell_is_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["title", "number", "signed_on", "country"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).expect("small"), name).expect("a cell");
    }
    let day = Style::new().set_num_format("dd/mm/yyyy");
    let hour = Style::new().set_num_format("dd/mm/yyyy hh:mm");
    let first = ExcelDateTime::from_ymd(2020, 1, 1).expect("a day");
    sheet.write_string(1, 0, "number became a day").expect("a cell");
    sheet.write_datetime_with_format(1, 1, &first, &day).expect("a cell");
    sheet.write_string(2, 0, "formula").expect("a cell");
    sheet.write_formula(2, 2, Formula::new("=C2+30").set_result("45000")).expect("a cell");
    sheet.write_string(3, 0, "hour").expect("a cell");
    sheet.write_datetime_with_format(3, 2, first.and_hms(9, 30, 0).expect("an hour"), &hour).expect("a cell");
    sheet.write_string(4, 0, "serial").expect("a cell").write_number(4, 2, 43_091.0).expect("a cell");
    sheet.write_string(5, 0, "merged").expect("a cell").write_string(6, 0, "below").expect("a cell");
    sheet.merge_range(5, 3, 6, 3, "LA", &Style::new()).expect("a merged cell");
    let (reading, drafts) = imported(&mut book);
    let found = flaws(&reading);
    for (at, said) in [
        (0, "sheet Sheet1, row 2, column number (B): the spreadsheet has made a day"),
        (1, "row 3, column signed_on (C): `45000` looks like a spreadsheet's day number"),
        (2, "row 4, column signed_on (C): `2020-01-01 09:30:00` has an hour"),
        (3, "row 5, column signed_on (C): `43091` looks like a spreadsheet's day number"),
    ] {
        assert!(found.get(at).is_some_and(|flaw| flaw.contains(said)), "{said}: {found:?}");
    }
    assert_eq!((found.len(), drafts.agreements.len()), (4, 2));
    let mend = to_mend(&reading, Language::En).expect("rows were rejected");
    assert_eq!(mend.rows, 4);
    let (again, _) = imported_bytes(&mend.bytes);
    assert_eq!(again.rows.len(), 4);
}

#[test]
fn both_of_excels_calendars() {
    // Microsoft's own table: 35981 in the 1900 calendar and 34519 in the 1904 one are 5 July 1998.
    for (workbook, serial) in [("", 35_981), ("<workbookPr date1904=\"1\"/>", 34_519)] {
        let rows = line(1, &[("A", "title"), ("B", "signed_on")])
            + &format!(
                "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>T</t></is></c><c r=\"B2\" s=\"1\"><v>{serial}</v></c></row>"
            );
        let (reading, drafts) = imported_bytes(&packed(workbook, &rows));
        assert!(reading.flaws.is_empty(), "{}", reading.flaws);
        let mut facts = Facts::default();
        drafts.agreements[0].apply(&mut facts).expect("canonical texts");
        assert_eq!(facts.get(Field::SignedOn).as_deref(), Some("1998-07-05"), "{serial}");
    }
}

#[test]
fn workbooks_made_to_hurt() {
    let head = line(1, &[("A", "title"), ("B", "note")]);
    let far_down = head.clone() + &line(1_048_576, &[("A", "x")]);
    let far_right = head.clone() + &line(2, &[("XFD", "x")]);
    let bomb = head.clone() + &" ".repeat(130 << 20);
    for (rule, bytes, said) in [
        ("not a workbook", b"PK\x03\x04nonsense".to_vec(), "no workbook, whatever its name says"),
        ("empty", Vec::new(), "no workbook, whatever its name says"),
        (
            "another zip",
            zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().expect("empty").into_inner(),
            "not",
        ),
        ("a cell in the last row", packed("", &far_down), "more than 200000 rows"),
        ("a cell in the last column", packed("", &far_right), "column XFD: more than 512 columns"),
        ("a bomb", packed("", &bomb), "unpacks to more than 128 MiB"),
    ] {
        let (reading, drafts) = imported_bytes(&bytes);
        let found = flaws(&reading);
        assert!(found.first().is_some_and(|flaw| flaw.contains(said)), "{rule}: {found:?}");
        assert!(drafts.agreements.is_empty(), "{rule}");
    }
    let entity = head.clone() + &line(2, &[("A", "T"), ("B", "&x;")]);
    let (reading, drafts) = imported_bytes(&packed("", &entity));
    assert!(!format!("{drafts:?}{}", reading.flaws).contains("root:"), "an external entity was read");
    let empty = "<row/>".repeat(149_998);
    let (reading, drafts) = imported_bytes(&packed("", &(head + &empty + &line(150_000, &[("A", "T")]))));
    assert!(reading.flaws.is_empty() && drafts.agreements.len() == 1, "{}", reading.flaws);
}

#[test]
fn a_workbook_cut_anywhere_never_panics() {
    let facts = Facts { reference: "A".into(), title: "T".into(), ..Facts::default() };
    let bytes = xlsx_out(&[Table::of_agreements([&facts], RestrictedRows::LeaveOut)]).expect("a small table");
    for cut in (0..bytes.len()).step_by(37) {
        imported_bytes(&bytes[..cut]);
        let mut flipped = bytes.clone();
        flipped[cut] ^= 0x55;
        imported_bytes(&flipped);
    }
}

proptest::proptest! {
    #[test]
    fn cells_nobody_would_write_never_panic(
        at in "[A-Z]{0,4}[0-9]{0,11}",
        kind in "(s|str|b|d|e|n|inlineStr|[a-z]{0,3})",
        style in "[0-9-]{0,12}",
        value in "(-?[0-9]{0,12}(\\.[0-9]{0,3}(e[0-9]{1,3})?)?|[a-zA-Z0-9:TZ -]{0,20}|NaN|inf)",
        formula in "(|<f>A1</f>|<f t=\"shared\" si=\"[0-9]{1,12}\" ref=\"[A-Z0-9:]{0,9}\">A1</f>|<f t=\"array\"/>)",
        merged in "[A-Z]{0,4}[0-9]{0,11}:?[A-Z]{0,4}[0-9]{0,11}",
    ) {
        let cell = format!("<row r=\"2\"><c r=\"{at}\" t=\"{kind}\" s=\"{style}\">{formula}<v>{value}</v></c></row>");
        let rows = line(1, &[("A", "title"), ("B", "signed_on")]) + &cell + &line(3, &[("A", "T")]);
        imported_bytes(&packed("", &rows));
        let rows = format!("{rows}</sheetData><mergeCells><mergeCell ref=\"{merged}\"/></mergeCells><sheetData>");
        imported_bytes(&packed("", &rows));
    }
}

/// Lists that other programs wrote: openpyxl, LibreOffice on opening and saving it again, xlsxwriter.
fn kept(name: &str) -> (ParsedFile, Drafts) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name);
    imported_bytes(&std::fs::read(path).expect("a file of the tests"))
}

#[test]
fn an_annex_to_an_official_letter_with_all_that_stands_around_its_table() {
    for name in ["annex.xlsx", "annex-resaved.xlsx"] {
        let (reading, drafts) = kept(name);
        assert!(reading.flaws.is_empty(), "{name}: {}", reading.flaws);
        let facts: Vec<Facts> = drafts
            .agreements
            .iter()
            .map(|draft| {
                let mut facts = Facts::default();
                draft.apply(&mut facts).expect("canonical texts");
                facts.reference = draft.reference.clone().unwrap_or_default();
                facts
            })
            .collect();
        let told = |at: usize, field: Field| facts[at].get(field).unwrap_or_default();
        // The title block, the numbered columns, two chapters, the sum and the signature are no agreements; the second
        // row is hidden by a filter and counts all the same.
        assert_eq!(facts.len(), 2, "{name}");
        for (at, field, expected) in [
            (0, Field::Reference, "DL-KR-2017-01"),
            (0, Field::Title, "Bản thỏa thuận hợp tác"),
            (0, Field::Ours, "UBND tỉnh Đắk Lắk"),
            (0, Field::Partner, "Jeollabuk-do"),
            (0, Field::Country, "KR"),
            (0, Field::SignedOn, "2017-12-22"),
            (0, Field::Term, "5y"),
            (0, Field::Restricted, "no"),
            (0, Field::Note, "Ký tại Buôn Ma Thuột\nBản tiếng Anh"),
            (1, Field::Title, "Bản ghi nhớ"),
            (1, Field::Ours, "UBND tỉnh Đắk Lắk"),
            (1, Field::Partner, "Sekong;Attapeu"),
            (1, Field::SignedOn, "2025-06-06"),
            (1, Field::Term, "until 2030-06-06..2030-12-31"),
            (1, Field::Restricted, "yes"),
        ] {
            assert_eq!(told(at, field), expected, "{name}: {field:?} of {at}");
        }
        let aside: Vec<String> = reading.aside.iter().map(ToString::to_string).collect();
        let expected = [
            "the sheet Bản nháp was not read: it is hidden",
            "sheet Phụ lục, row 9 was not read: it is a heading; KR is taken for the rows below",
            "sheet Phụ lục, row 11 was not read: it is a heading; LA is taken for the rows below",
            "sheet Phụ lục, row 13 was not read: it is a sum",
            "sheet Phụ lục, row 15 was not read: it is a heading or a remark",
            "sheet Phụ lục, row 16 was not read: it stands below the table and names no agreement",
            "sheet Phụ lục, row 17 was not read: it stands below the table and names no agreement",
            "the sheet Hướng dẫn was not read: it has no row of headers",
        ];
        assert_eq!(aside, expected, "{name}");
    }
}

#[test]
fn another_writers_calendar_of_1904() {
    let (reading, drafts) = kept("calendar-1904.xlsx");
    assert!(reading.flaws.is_empty(), "{}", reading.flaws);
    let mut facts = Facts::default();
    drafts.agreements[0].apply(&mut facts).expect("canonical texts");
    assert_eq!(facts.get(Field::SignedOn).as_deref(), Some("2024-02-29"));
}

#[test]
fn cells_that_a_spreadsheet_worked_out_or_formatted_away() {
    let (reading, drafts) = kept("damaged.xlsx");
    let places: Vec<String> = flaws(&reading)
        .iter()
        .map(|flaw| flaw.split_once(", row ").map_or("", |(_, rest)| rest).chars().take(44).collect())
        .collect();
    assert_eq!(
        places,
        [
            "3, column term (E): an error of the spreadsh",
            "4, column signed_on (D): `2017-12-22 09:30:0",
            "4, column term (E): `0.05` is not a term; wr",
            "4, column number (F): the spreadsheet has ma",
            "4, column renewals_max (G): `2.5` is not a w",
        ]
    );
    let mut facts = Facts::default();
    drafts.agreements[0].apply(&mut facts).expect("canonical texts");
    assert_eq!((facts.number.as_deref(), facts.renewals_max), (Some("01652"), Some(2)), "zeros are kept");
}

#[test]
fn a_day_whose_year_the_spreadsheet_made_up_is_refused() {
    let (reading, drafts) = kept("days-in-part.xlsx");
    let places: Vec<String> = flaws(&reading)
        .iter()
        .map(|flaw| flaw.split(": ").next().unwrap_or_default().replace("list.xlsx, sheet ", ""))
        .collect();
    assert_eq!(
        places,
        [
            // Beside days typed as text: it may have been turned round.
            "DS, row 2, column signed_on (C)",
            "DS, row 4, column signed_on (C)",
            "DS, row 5, column signed_on (C)",
            "DS, row 6, column signed_on (C)",
            "DS, row 7, column term (D)",
            "Bên khác, row 2, column signed_on (C)",
        ]
    );
    assert!(drafts.agreements.is_empty(), "both whole days stand beside a text with the day first");
    let mend = to_mend(&reading, Language::En).expect("rows were rejected");
    assert_eq!(imported_bytes(&mend.bytes).0.flaws.total(), 7, "nor does the file to mend let them in unmended");
}
