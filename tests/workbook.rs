//! The office's workbook: exported, worked in as people do, and imported again.

#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]

#[path = "workbook/agreeing.rs"]
mod agreeing;
#[path = "workbook/book.rs"]
mod book;
#[path = "workbook/copies.rs"]
mod copies;
#[path = "workbook/doubted.rs"]
mod doubted;
#[path = "workbook/exported.rs"]
mod exported;
#[path = "workbook/handled.rs"]
mod handled;
#[path = "workbook/january.rs"]
mod january;
#[path = "workbook/libreoffice.rs"]
mod libreoffice;
#[path = "workbook/office.rs"]
mod office;
#[path = "workbook/promises.rs"]
mod promises;
#[path = "workbook/since.rs"]
mod since;
#[path = "workbook/typed.rs"]
mod typed;
#[path = "workbook/understood.rs"]
mod understood;
#[path = "workbook/untouched.rs"]
mod untouched;

use book::Book;
use office::{Office, TWO};

const AGREEMENTS: &str = "Thỏa thuận quốc tế";
const UPDATES: &str = "Cập nhật";
const PROMISES: &str = "Cam kết";
const PARTIES: &str = "Các bên";
const LISTS: &str = "Danh mục dùng chung";

#[test]
fn exported_and_imported_it_changes_nothing() {
    for list in [TWO, include_str!("../examples/register.toml")] {
        for language in ["vi", "en"] {
            let office = Office::with(list);
            let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
            let spoken = config.replacen("language  = \"vi\"", &format!("language  = \"{language}\""), 1);
            std::fs::write(office.path("config.toml"), spoken).unwrap();
            for (reference, act) in [("A-1", "review@2024-03-15"), ("A-1", "review@2025-03-15")] {
                if list == TWO {
                    office.run(&["record", reference, "hold-review", act, "--on", "2025-03-20", "--number", "12/BB"]);
                }
            }
            let before = office.run(&["export", "before.toml"]);
            office.run(&["export", "so.xlsx"]);
            let acts = office.json(&["import", "so.xlsx", "--dry-run"]);
            let [new, corrected, _, recorded, _] = office.counts("so.xlsx");
            assert_eq!([new, corrected, recorded], [0, 0, 0], "{language}: {acts}");
            office.run(&["export", "after.toml"]);
            let text = |name| std::fs::read_to_string(office.path(name)).unwrap();
            assert_eq!(text("before.toml"), text("after.toml"), "{language}: {before}");
            // Nothing but values survives in a copy.
            Book::open(&office.path("so.xlsx")).save(&office.path("copy.xlsx"));
            let [new, corrected, _, recorded, _] = office.counts("copy.xlsx");
            assert_eq!([new, corrected, recorded], [0, 0, 0], "{language}");
        }
    }
}

#[test]
fn what_an_officer_picks_is_recorded_once() {
    let office = Office::with(TWO);
    let book = office.worked_in(|book| {
        let lists = book.sheet(LISTS);
        let agreement = |begins: &str| {
            let all = lists.choices("agreement", None);
            all.into_iter().find(|label| label.starts_with(begins)).unwrap()
        };
        let (korea, laos) = (agreement("A-1 · "), agreement("A-2 · "));
        let of = |label: &str| lists.choices("milestone", Some(("of milestone", label)));
        assert!(of(&korea).contains(&"Sơ kết kỳ 5, 15/03/2027".to_owned()), "{:?}", of(&korea));
        assert!(of(&laos).contains(&"Hạn thông báo, 30/06/2027".to_owned()), "{:?}", of(&laos));
        let outcomes = lists.choices("outcome", None);
        for outcome in ["Lùi đến ngày (đối tác đề nghị)", "Không gia hạn", "Đang xử lý"] {
            assert!(outcomes.contains(&outcome.to_owned()), "{outcome}");
        }
        let updates = book.sheet(UPDATES);
        updates.add(&[
            ("Mã theo dõi", &korea),
            ("Mốc", "Sơ kết kỳ 5, 15/03/2027"),
            ("Kết quả", "Lùi đến ngày (đối tác đề nghị)"),
            ("Ngày", "01/12/2026"),
            ("Đến ngày", "20/04/2027"),
            ("Số văn bản", "JB-2026-77"),
            ("Ghi chú", "theo thư của đối tác"),
        ]);
        updates.add(&[
            ("Mã theo dõi", &laos),
            ("Mốc", "Hạn thông báo, 30/06/2027"),
            ("Kết quả", "Không gia hạn"),
            ("Ngày", "03/12/2026"),
            ("Số văn bản", "01652/UBND-ĐN"),
        ]);
        updates.add(&[
            ("Mã theo dõi", &korea),
            ("Mốc", "Hết hiệu lực, 15/03/2032"),
            ("Kết quả", "Đang xử lý"),
            ("Ngày", "04/12/2026"),
        ]);
    });
    assert_eq!(office.counts("copy.xlsx"), [0, 0, 2, 3, 0]);
    assert_eq!(office.acts("A-1"), ["postpone", "acknowledge"]);
    assert_eq!(office.acts("A-2"), ["notify"]);
    let shown = office.json(&["show", "A-2"]);
    let notice = &shown["acts"][1];
    assert_eq!(
        (notice["what"].as_str(), notice["by"].as_str(), notice["number"].as_str(), notice["received_on"].as_str()),
        (Some("non-renewal"), Some("us"), Some("01652/UBND-ĐN"), Some("2026-12-03"))
    );
    assert_eq!(shown["ends_on"].as_str(), Some("2027-12-30"), "the period's last day");
    let postponed = &office.json(&["show", "A-1"])["acts"][1];
    assert_eq!((postponed["to"].as_str(), postponed["review"].as_str()), (Some("2027-04-20"), Some("2027-03-15")));
    // The same sheet again, and once more as it is exported now.
    assert_eq!(office.counts("copy.xlsx"), [0, 0, 2, 0, 3]);
    office.run(&["export", "so.xlsx", "--force"]);
    assert_eq!(office.counts("so.xlsx"), [0, 0, 2, 0, 3]);
    drop(book);
}

#[test]
fn what_people_do_to_a_sheet_is_understood_or_said() {
    let office = Office::with(TWO);
    // Rows in another order, one coloured, one deleted, an own column; "đã họp" for the phrase; the last day typed over.
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ghi chú", "đã gửi báo cáo");
        sheet.set(row, "Ngày hết hiệu lực", "01/01/2040");
        sheet.rows[1..].reverse();
        let updates = book.sheet(UPDATES);
        updates.add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "sơ kết@15/03/2026"),
            ("Kết quả", "đã họp"),
            ("Ngày", "20/03/2026"),
        ]);
    });
    assert_eq!(office.counts("copy.xlsx"), [0, 1, 1, 1, 0]);
    let shown = office.json(&["show", "A-1"]);
    assert_eq!(shown["ends_on"].as_str(), Some("2032-03-15"), "what is worked out is not typed");
    assert_eq!(shown["acts"][2]["review"].as_str().or(shown["acts"][1]["review"].as_str()), Some("2026-03-15"));
    // "đã họp" over the day, and a phrase nobody knows: each told in its cell.
    office.worked_in(|book| {
        let updates = book.sheet(UPDATES);
        updates.add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "Sơ kết kỳ 5, 15/03/2027"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "đã họp"),
        ]);
        updates.add(&[("Mã theo dõi", "A-1"), ("Kết quả", "Đã uống cà phê"), ("Ngày", "01/12/2026")]);
        updates.add(&[("Mã theo dõi", "A-2"), ("Kết quả", "Không gia hạn"), ("Ngày", "01/12/2026")]);
    });
    let (succeeded, text) = office.try_run(&["import", "copy.xlsx", "--by", "desk-korea"]);
    assert!(!succeeded, "{text}");
    for part in ["dòng 3, cột Ngày (D)", "dòng 4, cột Kết quả (C)", "dòng 5"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(office.acts("A-2").len(), 0, "a flaw changes nothing");
}

#[test]
fn two_officers_edit_copies_of_one_export_and_both_come_in() {
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    let copy = |name: &str, work: &dyn Fn(&mut Book)| {
        let mut book = Book::open(&office.path("so.xlsx"));
        work(&mut book);
        book.save(&office.path(name));
    };
    copy("one.xlsx", &|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ghi chú", "bản của người thứ nhất");
    });
    copy("other.xlsx", &|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-2");
        sheet.set(row, "Lĩnh vực", "thương mại; du lịch");
        book.sheet(UPDATES).add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "Sơ kết kỳ 4, 15/03/2026"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "16/03/2026"),
        ]);
    });
    assert_eq!(office.counts("one.xlsx"), [0, 1, 1, 0, 0]);
    let [new, _, _, recorded, _] = office.counts("other.xlsx");
    assert_eq!([new, recorded], [0, 1]);
    let shown = office.json(&["show", "A-1"]);
    assert_eq!(shown["note"].as_str(), Some("bản của người thứ nhất"), "an old cell undoes nothing");
    assert_eq!(office.json(&["show", "A-2"])["fields"], serde_json::json!(["thương mại", "du lịch"]));
}

#[test]
fn a_template_is_a_list_to_begin_with() {
    let office = Office::new();
    office.run(&["export", "mau.xlsx", "--template"]);
    let mut book = Book::open(&office.path("mau.xlsx"));
    assert!(book.sheet(LISTS).choices("list officers", None).contains(&"Chuyên viên theo dõi Lào".to_owned()));
    let kinds = book.sheet(LISTS).choices("list kind", None);
    book.sheet(AGREEMENTS).add(&[
        ("Tên văn bản", "Bản ghi nhớ hợp tác"),
        ("Loại văn bản", kinds.iter().find(|kind| kind.contains("ghi nhớ")).unwrap()),
        ("Bên Việt Nam", "UBND tỉnh Đắk Lắk"),
        ("Đối tác", "Chính quyền tỉnh Attapeu"),
        ("Nước", "Lào"),
        ("Ngày ký", "11/03/2025"),
        ("Thời hạn", "5 năm"),
        ("Người phụ trách", "Chuyên viên theo dõi Lào"),
    ]);
    book.save(&office.path("copy.xlsx"));
    assert_eq!(office.counts("copy.xlsx")[..3], [1, 0, 0]);
    let listed = office.json(&["list"]);
    assert_eq!(listed[0]["ends_on"].as_str(), Some("2030-03-11"));
    let reference = listed[0]["reference"].as_str().unwrap().to_owned();
    assert_eq!(office.json(&["show", &reference])["officers"], serde_json::json!(["desk-laos"]), "by the name");
}

#[test]
fn filters_and_days_narrow_what_is_exported() {
    let office = Office::with(TWO);
    let references = |args: &[&str]| {
        office.run(&[&["export", "so.xlsx", "--force"], args].concat());
        let mut book = Book::open(&office.path("so.xlsx"));
        let sheet = book.sheet(AGREEMENTS);
        let at = sheet.column("Mã theo dõi");
        sheet.rows[1..].iter().map(|row| row[at].to_string()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    };
    for (args, expected) in [
        (&[][..], &["A-1", "A-2"][..]),
        (&["--country", "KR"], &["A-1"]),
        (&["--text", "se kong"], &["A-2"]),
        (&["--ends-before", "2028-01-01"], &["A-2"]),
        (&["--officer", "desk-laos"], &["A-2"]),
        (&["--status", "expired"], &[]),
        (&["--known-on", "2026-12-06"], &[]),
    ] {
        assert_eq!(references(args), expected, "{args:?}");
    }
}

#[test]
fn f_choices_never_stand_as_a_list_in_the_file() {
    let office = Office::with(TWO);
    office.run(&["export", "so.xlsx"]);
    let file = std::fs::File::open(office.path("so.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut formulas = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        for formula in text.split("<formula1>").skip(1) {
            let formula = formula.split("</formula1>").next().unwrap();
            assert!(!formula.starts_with('"'), "a literal list: {formula}");
            formulas += 1;
        }
        // A cell of the register is never a formula.
        assert!(!text.contains("<f>"), "{name}");
    }
    assert!(formulas >= 6, "{formulas}");
}

#[test]
fn f_a_report_tells_what_was_done_and_what_holds_on_its_last_day() {
    let office = Office::with(TWO);
    office.run(&["record", "A-1", "hold-review", "review@2025-03-15", "--on", "2025-03-20", "--number", "12/BB"]);
    let report = office.json(&["report", "--from", "2022-01-01", "--to", "2027-06-30"]);
    let lines: Vec<String> = report["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["reference"].is_string())
        .map(|line| ["matter", "day", "reference"].map(|name| line[name].as_str().unwrap_or("-")).join(" "))
        .collect();
    // Fifteen days from signing: 30/03/2022 and 14/01/2023, a Saturday. The reviews of 2023 and 2024 were overtaken by the
    // one of 2025, that of 2026 is open; 2027 has not come. The tacit agreement's period ends on 30/12/2027.
    let expected = [
        "signed 2022-03-15 A-1",
        "signed 2022-12-30 A-2",
        "in-force 2022-03-15 A-1",
        "in-force 2022-12-30 A-2",
        "review-held 2025-03-20 A-1",
        "review-missed 2023-03-15 A-1",
        "review-missed 2024-03-15 A-1",
        "review-missed 2026-03-15 A-1",
        "duty-open 2022-03-30 A-1",
        "duty-open 2023-01-14 A-2",
        "state 2027-12-30 A-2",
        "state 2032-03-15 A-1",
    ];
    assert_eq!(lines, expected);
    let korea = report["countries"].as_array().unwrap().iter().find(|tally| tally["of"] == "KR").unwrap();
    assert_eq!((korea["counts"]["signed"].as_u64(), korea["counts"]["review-missed"].as_u64()), (Some(1), Some(3)));
    assert_eq!(report["bodies"].as_array().unwrap().len(), 1, "one signing body");
    for file in ["report.xlsx", "report.csv"] {
        office.run(&["report", "--year", "2022", "-o", file]);
        office.run(&["report", "--plan", "2027", "-o", &format!("plan-{file}")]);
    }
    // A name that ends in .xlsx brings a workbook.
    let mut book = Book::open(&office.path("report.xlsx"));
    assert_eq!(book.sheet("Chi tiết").cell(1, "Nội dung"), "Ký kết");
    assert!(book.sheet("Tổng hợp").row("Nước", "Tổng số") > 0);
    let mut plan = Book::open(&office.path("plan-report.xlsx"));
    assert!(plan.sheet("Kế hoạch").rows.len() > 5);
    let (succeeded, text) = office.try_run(&["report", "--from", "2023-01-01", "--to", "2022-01-01"]);
    // A usage error, as `agenda` has it, in English like all of them.
    assert!(!succeeded && text.contains("lies before --from"), "{text}");
    let (succeeded, text) = office.try_run(&["report", "--year", "2022", "-o", "report.pdf"]);
    assert!(!succeeded && text.contains(".xlsx"), "{text}");
}
