//! What leaves the register as lists, by the faults it once had.

use std::io::Read;

use super::book::Book;
use super::office::{Office, TWO};
use super::{AGREEMENTS, UPDATES};

/// A part of a zipped file.
fn part(office: &Office, file: &str, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(office.path(file)).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn e15_a_name_with_a_stroke_changes_nothing_on_its_way_out_and_in() {
    let list = TWO.replace("Jeonbuk State", "Sở Y tế | Department of Health");
    let office = Office::with(&list);
    for file in ["so.xlsx", "so.csv", "so.toml"] {
        office.run(&["export", file]);
        let [new, corrected, unchanged, recorded, _] = office.counts(file);
        assert_eq!([new, corrected, unchanged, recorded], [0, 0, 2, 0], "{file}");
        let parties = office.json(&["import", file, "--dry-run"]);
        assert_eq!((&parties["parties"]["new"], &parties["parties"]["changed"]), (&0.into(), &0.into()), "{file}");
    }
}

#[test]
fn f1_headers_names_and_words_are_those_of_the_office() {
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    let mut book = Book::open(&office.path("so.xlsx"));
    let sheet = book.sheet(AGREEMENTS);
    let row = sheet.row("Mã theo dõi", "A-1");
    for (header, expected) in [
        ("Loại văn bản", "bản ghi nhớ"),
        ("Đối tác", "Jeonbuk State"),
        ("Nước", "Hàn Quốc"),
        ("Thời hạn", "10 năm"),
        ("Người phụ trách", "Chuyên viên theo dõi Hàn Quốc"),
        ("Tình trạng", "đang có hiệu lực"),
    ] {
        let cell = sheet.cell(row, header);
        assert_eq!(cell.to_lowercase(), expected.to_lowercase(), "{header}");
    }
}

#[test]
fn f2_sheets_have_filter_frozen_head_and_print_on_landscape_pages_one_wide() {
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    for sheet in 1..=4 {
        let xml = part(&office, "so.xlsx", &format!("xl/worksheets/sheet{sheet}.xml"));
        for said in
            ["<autoFilter", "state=\"frozen\"", "orientation=\"landscape\"", "fitToHeight=\"0\"", "paperSize=\"9\""]
        {
            assert!(xml.contains(said), "sheet {sheet}: {said}");
        }
    }
    assert!(part(&office, "so.xlsx", "xl/workbook.xml").contains("_xlnm.Print_Titles"), "the head is repeated");
}

#[test]
fn f3_the_name_of_a_report_tells_its_format() {
    let office = Office::with(TWO);
    for args in [&["--plan", "2027"][..], &["--year", "2022"], &["--from", "2021-07-01", "--to", "2027-06-30"]] {
        for (file, begins) in [("p.xlsx", &b"PK"[..]), ("p.csv", "\u{feff}".as_bytes())] {
            office.run(&[&["report"], args, &["--output", file, "--force"]].concat());
            assert!(std::fs::read(office.path(file)).unwrap().starts_with(begins), "{args:?} {file}");
        }
    }
}

#[test]
fn f4_no_cell_of_a_csv_is_a_formula_under_either_separator() {
    let list = TWO
        .replace(
            "title = \"Bản ghi nhớ nông nghiệp\"",
            "title = \"=1+41\"\nfields = [\"Y tế\", \"=1+41\", \"+84\", \"@x\", \"-5\"]",
        )
        .replace("basis.term = \"Điều 7\"", "note = \"dòng một\\n=2+2\\t=3+3\"\nsource = \"a,=4+4\"");
    let office = Office::with(&list);
    office.run(&["export", "so.csv"]);
    for args in [&["--plan", "2027", "--output", "plan.csv"][..], &["--year", "2022", "--output", "year.csv"]] {
        office.run(&[&["report"], args].concat());
    }
    for file in ["so.csv", "plan.csv", "year.csv"] {
        let bytes = std::fs::read(office.path(file)).unwrap();
        for separator in [b',', b';', b'\t'] {
            // Commas stand in quotes; a program that separates at another sign may not see the quotes.
            for quoting in [true, separator == b','] {
                let mut reader = csv::ReaderBuilder::new();
                reader.delimiter(separator).quoting(quoting).flexible(true).has_headers(false);
                for record in reader.from_reader(bytes.as_slice()).records().map(Result::unwrap) {
                    for cell in &record {
                        let begins = cell.trim_start_matches(['\u{feff}', ' ', '"']);
                        assert!(!begins.starts_with(['=', '+', '@', '-']), "{file}: {cell}: {record:?}");
                    }
                }
            }
        }
    }
    assert_eq!(office.counts("so.csv"), [0, 0, 2, 0, 0], "and it comes back as it was");
}

#[test]
fn f5_what_happened_is_written_in_words_that_are_read_back() {
    let office = Office::with(TWO);
    office.run(&["record", "A-1", "hold-review", "review@2025-03-15", "--on", "2025-03-20", "--number", "12/BB"]);
    office.run(&["record", "A-2", "notify", "non-renewal", "--side", "partner", "--received", "2026-12-01"]);
    office.run(&["export", "so.xlsx"]);
    let mut book = Book::open(&office.path("so.xlsx"));
    let sheet = book.sheet(UPDATES);
    let said: Vec<String> = (1..sheet.rows.len()).map(|row| sheet.cell(row, "Kết quả")).collect();
    assert_eq!(said, ["Đã sơ kết", "Đối tác thông báo không gia hạn"]);
    assert_eq!(office.counts("so.xlsx"), [0, 0, 2, 0, 2]);
}

#[test]
fn parties_are_written_as_people_write_them_and_come_back_as_they_were() {
    let office = Office::new();
    let list = r#"
[[party]]
id = "kon-tum"
country = "VN"
names = [{ name = "UBND tỉnh Kon Tum", name_en = "People's Committee of Kon Tum", until = 2025-06-30 }]
aliases = ["Kontum", "Kon Tum"]
successor = { id = "quang-ngai", on = 2025-07-01, basis = "Nghị quyết 202/2025/QH15" }

[[party]]
id = "quang-ngai"
country = "VN"
names = ["UBND tỉnh Quảng Ngãi"]

[[party]]
id = "khoe"
country = "DE"
names = ["Sở Y tế | Gesundheitsamt"]
"#;
    std::fs::write(office.path("list.toml"), list).unwrap();
    office.run(&["import", "list.toml", "--by", "desk-korea"]);
    office.run(&["export", "so.xlsx"]);
    let mut book = Book::open(&office.path("so.xlsx"));
    let sheet = book.sheet("Các bên");
    let row = sheet.row("Mã bên", "kon-tum");
    for (header, expected) in [
        ("Tên gọi", "UBND tỉnh Kon Tum | People's Committee of Kon Tum |  | 30/06/2025"),
        ("Tên khác", "Kon Tum; Kontum"),
        ("Bên kế thừa", "quang-ngai | 01/07/2025 | Nghị quyết 202/2025/QH15"),
    ] {
        assert_eq!(sheet.cell(row, header), expected, "{header}");
    }
    assert_ne!(sheet.cell(row, "Nước"), "VN", "the country's name");
    assert_eq!(sheet.cell(sheet.row("Mã bên", "quang-ngai"), "Tên gọi"), "UBND tỉnh Quảng Ngãi");
    book.save(&office.path("again.xlsx"));
    let said: serde_json::Value = serde_json::from_str(&office.run(&["--json", "import", "again.xlsx"])).unwrap();
    assert_eq!((said["parties"]["new"].as_u64(), said["parties"]["changed"].as_u64()), (Some(0), Some(0)), "{said}");
}

#[test]
fn f6_a_sheet_tells_which_words_to_write() {
    let office = Office::new();
    office.run(&["export", "mau.xlsx", "--template"]);
    let mut book = Book::open(&office.path("mau.xlsx"));
    let guide: Vec<String> = book.sheet("Hướng dẫn ghi").rows.iter().flatten().map(ToString::to_string).collect();
    for phrase in ["Đã sơ kết", "Gia hạn đến", "Không gia hạn", "Đã thực hiện", "Ghi chú tiến độ"]
    {
        assert!(guide.iter().any(|cell| cell.contains(phrase)), "{phrase}: {guide:?}");
    }
}

#[test]
fn f7_an_import_tells_first_what_is_due_first() {
    let office = Office::new();
    // By reference the later one stands first.
    let list =
        "Mã theo dõi;Tên văn bản;Ngày ký;Thời hạn\nA-1;Văn bản A;01/02/2024;3 năm\nB-1;Văn bản B;20/12/2023;3 năm\n";
    std::fs::write(office.path("list.csv"), list).unwrap();
    let said = office.run(&["import", "list.csv", "--by", "desk-korea"]);
    let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
    assert!(at("Đến hạn trong 90 ngày") < at("20/12/2026") && at("20/12/2026") < at("01/02/2027"), "{said}");
}

#[test]
fn a_long_list_waits_for_the_daemon_to_stop_unless_somebody_is_in_haste() {
    let office = Office::new();
    let mut list = String::from("Tên văn bản;Thời hạn\n");
    // Each row has a flaw, so that nothing of it is worked through: what is tried is the bound alone.
    for nth in 0..=20_000 {
        list.extend(["Văn bản ", &nth.to_string(), ";mấy năm\n"]);
    }
    std::fs::write(office.path("long.csv"), &list).unwrap();
    let database = office.path("var/pactwatch.db");
    let daemon = pactwatch::store::Lock::try_run(&database).unwrap().expect("nobody else runs");
    let (succeeded, said) = office.try_run(&["--language", "en", "import", "long.csv", "--by", "desk-korea"]);
    assert!(!succeeded && said.contains("20001") && said.contains("--now"), "{said}");
    let (succeeded, said) = office.try_run(&["--language", "en", "import", "long.csv", "--now", "--by", "desk-korea"]);
    assert!(
        !succeeded && said.contains("20001 flaws, nothing was imported"),
        "{}",
        said.lines().last().unwrap_or_default()
    );
    drop(daemon);
    let (_, said) = office.try_run(&["--language", "en", "import", "long.csv", "--by", "desk-korea"]);
    assert!(said.contains("20001 flaws, nothing was imported"), "{}", said.lines().last().unwrap_or_default());
}
