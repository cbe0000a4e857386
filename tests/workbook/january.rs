//! January's copy: exported in January, edited in April, with corrections in the register between.

use std::io::Write;
use std::path::Path;

use calamine::Data;

use super::book::{Book, Sheet};
use super::office::{Office, TWO};
use super::{AGREEMENTS, PARTIES, UPDATES};

const COMMITMENTS: &str = "Cam kết";

/// What an officer saves the copy as.
#[derive(Clone, Copy, Debug)]
enum As {
    Workbook,
    BareSheets,
    Csv,
    OpenDocument,
}

const EVERY_WAY: [As; 4] = [As::Workbook, As::BareSheets, As::Csv, As::OpenDocument];

const PROMISED: &str = r#"
[[commitment]]
agreement = "A-1"
name = "hoc-bong"
title = "Cử 5 du học sinh"
side = "us"
until = 2028-06-30

[[commitment]]
agreement = "A-1"
name = "hoi-cho"
title = "Tham gia hội chợ"
side = "partner"
until = 2028-09-30

[[party]]
id = "jeonbuk-state"
country = "KR"
names = ["Jeonbuk State"]
"#;

/// The office in April, and the copy that was made in January.
fn april() -> (Office, Book) {
    let list = TWO.replace("[\"Jeonbuk State\"]", "[\"jeonbuk-state\"]");
    let mut office = Office::with(&format!("{list}{PROMISED}"));
    office.now = "2027-01-11T09:00:00+07:00";
    office.run(&["export", "january.xlsx"]);
    let copy = Book::open(&office.path("january.xlsx"));
    office.now = "2027-02-10T09:00:00+07:00";
    let by = ["--by", "head"];
    let run = |args: &[&str]| office.run(&[args, &by[..]].concat());
    run(&["record", "A-1", "correct", "term=12y", "--note", "ghi nhầm thời hạn"]);
    run(&["record", "A-1", "correct", "commitment:hoc-bong", "until=2028-12-31", "--note", "lùi một học kỳ"]);
    run(&["record", "--party", "jeonbuk-state", "alias", "Toàn Bắc"]);
    office.now = "2027-04-12T09:00:00+07:00";
    (office, copy)
}

/// Saves these sheets the way an officer does; the names of the files.
fn saved(office: &Office, copy: &Book, names: &[&str], way: As) -> Vec<String> {
    // Nobody sends a sheet in which nothing stands.
    let sent = |sheet: &&Sheet| names.contains(&sheet.name.as_str()) && sheet.rows.len() > 1;
    let sheets: Vec<&Sheet> = copy.sheets.iter().filter(sent).collect();
    match way {
        As::Workbook => {
            copy.save(&office.path("copy.xlsx"));
            vec!["copy.xlsx".to_owned()]
        }
        As::BareSheets => {
            let name = |(nth, sheet): (usize, &&Sheet)| {
                let rows = sheet.rows.clone();
                let bare = Book { sheets: vec![Sheet { name: format!("Trang{nth}"), rows }] };
                let name = format!("bare-{nth}.xlsx");
                bare.save(&office.path(&name));
                name
            };
            sheets.iter().enumerate().map(name).collect()
        }
        As::Csv => {
            let name = |(nth, sheet): (usize, &&Sheet)| {
                let name = format!("copy-{nth}.csv");
                std::fs::write(office.path(&name), csv(sheet)).unwrap();
                name
            };
            sheets.iter().enumerate().map(name).collect()
        }
        As::OpenDocument => {
            open_document(&office.path("copy.ods"), &copy.sheets);
            vec!["copy.ods".to_owned()]
        }
    }
}

/// Days as a spreadsheet saves them in text.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year}")
        }
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// As Excel in Vietnam saves a sheet.
fn csv(sheet: &Sheet) -> String {
    let quoted = |cell: &Data| format!("\"{}\"", text(cell).replace('"', "\"\""));
    let line = |row: &Vec<Data>| format!("{}\r\n", row.iter().map(quoted).collect::<Vec<_>>().join(";"));
    format!("\u{feff}{}", sheet.rows.iter().map(line).collect::<String>())
}

fn open_document(path: &Path, sheets: &[Sheet]) {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let cell = |cell: &Data| match cell {
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!(
                "<table:table-cell office:value-type=\"date\" office:date-value=\"{year:04}-{month:02}-{day:02}\"/>"
            )
        }
        Data::Empty => "<table:table-cell/>".to_owned(),
        other => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            escaped(&other.to_string())
        ),
    };
    let row =
        |row: &Vec<Data>| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let table = |sheet: &Sheet| {
        let rows: String = sheet.rows.iter().map(row).collect();
        let hidden = if sheet.name == super::LISTS { " table:style-name=\"hidden\"" } else { "" };
        format!("<table:table table:name=\"{}\"{hidden}>{rows}</table:table>", escaped(&sheet.name))
    };
    let names = ["office", "table", "text", "style"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .join(" ");
    let content = format!(
        "<office:document-content {names}><office:automatic-styles><style:style style:name=\"hidden\" \
         style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>\
         </office:document-content>",
        sheets.iter().map(table).collect::<String>()
    );
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    for (name, text) in [("mimetype", kind), ("content.xml", &content), ("META-INF/manifest.xml", &manifest)] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

/// Imports the files one after another, in the order of the sheets, and gives what was said.
fn imported(office: &Office, files: &[String]) -> String {
    files.iter().map(|file| office.run(&["import", file, "--by", "desk-korea"])).collect()
}

fn facts(office: &Office) -> [String; 3] {
    let shown = office.json(&["show", "A-1"]);
    ["term", "note", "ends_on"].map(|name| shown[name].as_str().unwrap_or("-").to_owned())
}

#[test]
fn januarys_copy_brings_the_note_and_the_review_and_nothing_older() {
    for way in EVERY_WAY {
        let (office, mut copy) = april();
        let sheet = copy.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ghi chú", "đã gửi báo cáo");
        copy.sheet(UPDATES).add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "Sơ kết kỳ 5, 15/03/2027"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "16/03/2027"),
            ("Số văn bản", "12/BB"),
        ]);
        let files = saved(&office, &copy, &[AGREEMENTS, UPDATES, COMMITMENTS, PARTIES], way);
        let said = imported(&office, &files);
        // Ten years were exported, twelve are known since February.
        assert_eq!(facts(&office), ["12y", "đã gửi báo cáo", "2034-03-15"], "{way:?}: {said}");
        let acts = office.acts("A-1");
        assert_eq!(acts.iter().filter(|act| *act == "hold-review").count(), 1, "{way:?}: {acts:?}");
        assert!(said.contains("thời hạn = “12 năm” (từ 10/02/2027"), "{way:?}: {said}");
        let kept = office.run(&["export", "after.toml"]);
        let after = std::fs::read_to_string(office.path("after.toml")).unwrap();
        assert!(after.contains("until = 2028-12-31") && after.contains("Toàn Bắc"), "{way:?}: {kept}{after}");
        assert!(!said.contains("tệp thiếu"), "{way:?}: {said}");
        // The same files again are known.
        imported(&office, &files);
        assert_eq!(office.acts("A-1"), acts, "{way:?}");
    }
}

#[test]
fn what_both_sides_changed_since_january_is_asked_with_three_values() {
    for way in EVERY_WAY {
        let (office, mut copy) = april();
        let sheet = copy.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Thời hạn", "8 năm");
        let sheet = copy.sheet(COMMITMENTS);
        let row = sheet.row("Tên cam kết", "hoc-bong");
        sheet.set(row, "Hạn thực hiện", "15/07/2028");
        let sheet = copy.sheet(PARTIES);
        let row = sheet.row("Mã bên", "jeonbuk-state");
        sheet.set(row, "Tên khác", "Jeonbuk-do");
        sheet.set(row, "Nước", "-");
        let files = saved(&office, &copy, &[AGREEMENTS, UPDATES, COMMITMENTS, PARTIES], way);
        let said = imported(&office, &files);
        for part in [
            "thời hạn: bản cũ ghi “10 năm”, ô này ghi “8 năm”, sổ đang ghi “12 năm” (từ 10/02/2027",
            "hạn thực hiện: bản cũ ghi “chậm nhất ngày 30/6/2028”, ô này ghi “chậm nhất ngày 15/7/2028”, sổ đang ghi “chậm nhất ngày 31/12/2028” (từ 10/02/2027",
            "tên khác: bản cũ ghi “–”, ô này ghi “Jeonbuk-do”, sổ đang ghi “Toàn Bắc” (từ 10/02/2027",
        ] {
            assert!(said.contains(part), "{way:?}: {part}: {said}");
        }
        assert_eq!(facts(&office)[0], "12y", "{way:?}");
        // What only the copy changed comes in: the country was not touched in the register.
        office.run(&["export", "after.json", "--force"]);
        let after: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(office.path("after.json")).unwrap()).unwrap();
        let party = after["party"].as_array().unwrap().iter().find(|party| party["id"] == "jeonbuk-state").unwrap();
        assert_eq!(
            (party["aliases"].to_string(), party["country"].as_str()),
            ("[\"Toàn Bắc\"]".to_owned(), None),
            "{way:?}"
        );
    }
}

#[test]
fn a_row_missing_from_januarys_copy_is_said_and_deletes_nothing() {
    for way in EVERY_WAY {
        for (sheet, column, begins, expected) in [
            (
                AGREEMENTS,
                "Mã theo dõi",
                "A-1",
                "Thỏa thuận quốc tế: so với bản đã xuất, tệp thiếu 1 dòng (trong đó có A-1)",
            ),
            (AGREEMENTS, "Mã theo dõi", "A-2", "Thỏa thuận quốc tế: so với bản đã xuất, tệp thiếu ít nhất 1 dòng"),
            (COMMITMENTS, "Tên cam kết", "hoc-bong", "Cam kết: so với bản đã xuất, tệp thiếu 1 dòng"),
        ] {
            let (office, mut copy) = april();
            let table = copy.sheet(sheet);
            let row = table.row(column, begins);
            table.rows.remove(row);
            let files = saved(&office, &copy, &[AGREEMENTS, UPDATES, COMMITMENTS, PARTIES], way);
            let said = imported(&office, &files);
            assert!(said.contains(expected), "{way:?}: {expected}: {said}");
            assert_eq!(office.json(&["list"]).as_array().unwrap().len(), 2, "{way:?}");
        }
    }
}

#[test]
fn what_was_taken_back_since_january_does_not_return() {
    let (office, mut copy) = april();
    let shown = office.json(&["show", "A-1"]);
    let acts = shown["acts"].as_array().unwrap();
    let fair = acts.iter().find(|act| act["name"] == "hoi-cho").unwrap_or_else(|| panic!("{shown}"));
    office.run(&["record", "A-1", "void", &fair["seq"].to_string(), "--note", "ghi nhầm", "--yes"]);
    let sheet = copy.sheet(COMMITMENTS);
    let row = sheet.row("Tên cam kết", "hoi-cho");
    sheet.set(row, "Chỉ tiêu", "1 gian hàng");
    let said = imported(&office, &saved(&office, &copy, &[], As::Workbook));
    office.run(&["export", "after.toml"]);
    let after = std::fs::read_to_string(office.path("after.toml")).unwrap();
    assert!(!after.contains("hoi-cho"), "{said}\n{after}");
    assert!(said.contains("hoi-cho"), "{said}");
}

#[test]
fn two_officers_who_change_the_same_cell_of_one_export_are_asked() {
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    let copy = |name: &str, note: &str, number: &str| {
        let mut book = Book::open(&office.path("so.xlsx"));
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ghi chú", note);
        book.sheet(UPDATES).add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "Sơ kết kỳ 4, 15/03/2026"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "16/03/2026"),
            ("Số văn bản", number),
        ]);
        book.save(&office.path(name));
    };
    copy("one.xlsx", "của người thứ nhất", "12/BB");
    copy("other.xlsx", "của người thứ hai", "13/BB");
    office.run(&["import", "one.xlsx", "--by", "desk-korea"]);
    let (succeeded, said) = office.try_run(&["import", "other.xlsx", "--by", "desk-laos"]);
    // The review was answered since with another paper: nothing comes in until the two have agreed.
    let told = "cột Kết quả (C): sau khi bản này được xuất, desk-korea đã ghi vào sổ ngày 07/12/2026: đã họp sơ kết, 16/3/2026";
    assert!(!succeeded && said.contains(told), "{said}");
    // The sound rows come in; the exit code tells that one did not.
    let (_, said) = office.try_run(&["import", "other.xlsx", "--by", "desk-laos", "--accept-good"]);
    assert!(said.contains("ô này ghi “của người thứ hai”, sổ đang ghi “của người thứ nhất”"), "{said}");
    assert_eq!(office.json(&["show", "A-1"])["note"].as_str(), Some("của người thứ nhất"));
    assert_eq!(office.acts("A-1").iter().filter(|act| *act == "hold-review").count(), 1);
}

#[test]
fn b0_a_workbook_of_a_past_day_undoes_no_later_correction() {
    for way in EVERY_WAY {
        let (office, _) = april();
        let by = ["--by", "head"];
        for set in ["title=Bản ghi nhớ nông nghiệp (tên đúng)", "note=đã sửa", "signed_on=2022-03-14", "country=TH"]
        {
            office.run(&[&["record", "A-1", "correct", set], &by[..]].concat());
        }
        office.run(&["export", "before.json"]);
        // As it was known in January: ten years, signed on 15/03/2022, with Korea.
        office.run(&["export", "old.xlsx", "--known-on", "2027-01-31"]);
        let mut copy = Book::open(&office.path("old.xlsx"));
        let sheet = copy.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        assert_eq!(sheet.cell(row, "Thời hạn"), "10 năm");
        assert!(sheet.cell(row, "Mã dòng").starts_with('A'));
        let all = [AGREEMENTS, UPDATES, COMMITMENTS, PARTIES];
        imported(&office, &saved(&office, &copy, &all, way));
        office.run(&["export", "after.json"]);
        let text = |name| std::fs::read_to_string(office.path(name)).unwrap();
        assert_eq!(text("before.json"), text("after.json"), "{way:?}");
        // What is typed into it is taken where the register is as it was then, and asked about where it is not.
        let sheet = copy.sheet(AGREEMENTS);
        sheet.set(row, "Thời hạn", "8 năm");
        sheet.set(row, "Lĩnh vực", "nông nghiệp");
        let said = imported(&office, &saved(&office, &copy, &all, way));
        let asked = "thời hạn: bản cũ ghi “10 năm”, ô này ghi “8 năm”, sổ đang ghi “12 năm” (từ 10/02/2027";
        assert!(said.contains(asked), "{way:?}: {said}");
        let shown = office.json(&["show", "A-1"]);
        assert_eq!((shown["term"].as_str(), shown["country"].as_str()), (Some("12y"), Some("TH")), "{way:?}");
        assert_eq!(shown["fields"], serde_json::json!(["nông nghiệp"]), "{way:?}");
    }
}

#[test]
fn b0_where_no_act_stands_for_what_was_known_a_row_bears_no_mark_and_is_asked_about() {
    let mut office = Office::with(TWO);
    // A clock that was ten days ahead: the later correction has the earlier day.
    office.now = "2026-12-20T09:00:00+07:00";
    office.run(&["record", "A-1", "correct", "note=ghi hôm 20"]);
    office.now = "2026-12-10T09:00:00+07:00";
    office.run(&["record", "A-1", "correct", "title=Tên ghi hôm 10"]);
    office.now = "2026-12-11T09:00:00+07:00";
    office.run(&["record", "A-1", "correct", "title=Tên ghi hôm 11"]);
    office.run(&["export", "old.xlsx", "--known-on", "2026-12-10"]);
    let mut copy = Book::open(&office.path("old.xlsx"));
    let sheet = copy.sheet(AGREEMENTS);
    let row = sheet.row("Mã theo dõi", "A-1");
    assert_eq!([sheet.cell(row, "Tên văn bản"), sheet.cell(row, "Mã dòng")], ["Tên ghi hôm 10", ""]);
    let said = office.run(&["import", "old.xlsx"]);
    assert_eq!(office.json(&["show", "A-1"])["title"].as_str(), Some("Tên ghi hôm 11"), "{said}");
    assert!(said.contains("sổ đang ghi “Tên ghi hôm 11”"), "{said}");
}
