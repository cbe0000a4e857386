//! What the workbook understands of what people type: milestones in their own words, last days of new rows, labels; and what it
//! names at the cell where it stands.

use super::book::Book;
use super::office::{Office, TWO};
use super::{AGREEMENTS, UPDATES};

/// One with Mie to the end of 2030, and what it promises.
const PROMISING: &str = r#"
[[agreement]]
reference = "A-3"
title = "Thỏa thuận y tế"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Mie"]
country = "JP"
signed_on = 2025-12-31
term = "5y"

[[commitment]]
agreement = "A-3"
name = "vaccine"
title = "Hỗ trợ vắc xin"
side = "us"
"#;

fn office() -> Office {
    Office::with(&format!("{TWO}{PROMISING}"))
}

/// What is said of a workbook with that row below the last one of the sheet, whether it came in, and the office.
fn added(sheet: &str, cells: &[(&str, &str)]) -> (bool, String, Office) {
    let office = office();
    office.worked_in(|book| book.sheet(sheet).add(cells));
    let (succeeded, said) = office.try_run(&["import", "copy.xlsx", "--by", "desk-korea"]);
    (succeeded, said, office)
}

fn update(cells: [&str; 5]) -> (bool, String, Office) {
    let columns = ["Mã theo dõi", "Mốc", "Kết quả", "Ngày", "Đến ngày"];
    let cells: Vec<(&str, &str)> = columns.into_iter().zip(cells).filter(|(_, text)| !text.is_empty()).collect();
    added(UPDATES, &cells)
}

#[test]
fn a_milestone_is_understood_as_people_shorten_it_and_as_answers_call_it() {
    // Yearly since 15/03/2022: the fourth on 15/03/2026.
    for milestone in ["Sơ kết 15/03/2026", "sơ kết ngày 15/03/2026", "Sơ kết năm 2026", "so ket 2026", "Sơ kết kỳ 4."]
    {
        let (succeeded, said, office) = update(["A-1", milestone, "Đã sơ kết.", "20/03/2026", ""]);
        assert!(succeeded && said.contains("kỳ sơ kết 15/03/2026"), "{milestone}: {said}");
        assert_eq!(office.acts("A-1"), ["hold-review"], "{milestone}");
    }
    let (succeeded, said, office) = update(["A-3", "Cam kết: Hỗ trợ vắc xin", "Đã thực hiện", "01/12/2026", ""]);
    assert!(succeeded, "{said}");
    assert!(office.acts("A-3").contains(&"fulfil".to_owned()), "{said}");
    // The same file again is known.
    let [_, _, _, recorded, _] = office.counts("copy.xlsx");
    assert_eq!(recorded, 0);
}

#[test]
fn what_is_wrong_with_a_milestone_stands_at_its_cell_and_in_words() {
    for (row, parts) in [
        (
            ["A-1", "Sơ kết kỳ 99", "Đã sơ kết", "20/03/2026", ""],
            &["không có mốc sơ kết kỳ 99", "sơ kết ngày 15/03/2023"][..],
        ),
        (["A-1", "Sơ kết năm 2040", "Đã sơ kết", "20/03/2026", ""], &["không có mốc sơ kết năm 2040"]),
        (
            ["A-3", "Cam kết: Hỗ trợ máy tính", "Đã thực hiện", "01/12/2026", ""],
            &["không có cam kết `Hỗ trợ máy tính`; hiện có: Hỗ trợ vắc xin [vaccine]"],
        ),
    ] {
        let (succeeded, said, _) = update(row);
        assert!(!succeeded && said.contains("cột Mốc (B)"), "{row:?}: {said}");
        for part in parts {
            assert!(said.contains(part), "{row:?}: {part}: {said}");
        }
        assert!(!said.contains('@'), "{row:?}: {said}");
    }
    let (succeeded, said, _) = update(["A-1", "Hết hiệu lực, 15/03/2032", "Có chủ trương gia hạn", "27/11/2026", ""]);
    assert!(succeeded && said.contains("chưa khép mốc hết hiệu lực ngày 15/03/2032") && !said.contains('@'), "{said}");
    let (succeeded, said, _) = update(["A-1", "Hết hiệu lực, 15/03/2032", "Không gia hạn", "27/11/2026", ""]);
    assert!(succeeded && said.contains("không gia hạn: hiệu lực đến hết ngày 15/03/2032"), "{said}");
}

#[test]
fn a_review_put_off_to_a_day_before_it_that_has_passed_is_asked_about() {
    let put_off = "Lùi đến ngày (phía ta đề nghị)";
    let (succeeded, said, office) = update(["A-1", "Sơ kết kỳ 5, 15/03/2027", put_off, "20/11/2026", "22/11/2026"]);
    assert!(!succeeded && said.contains("cột Đến ngày (E)"), "{said}");
    assert!(said.contains("ngày lùi đến 22/11/2026 đã qua và trước ngày sơ kết 15/03/2027"), "{said}");
    assert!(office.acts("A-1").is_empty());
}

#[test]
fn a_side_that_the_outcome_does_not_take_is_named_and_a_recorder_is_said() {
    let row = |outcome, by| {
        let cells = [("Mã theo dõi", "A-2"), ("Kết quả", outcome), ("Ngày", "27/11/2026"), ("Bên hoặc người", by)];
        added(UPDATES, &cells)
    };
    let ours = "Phía ta thông báo không gia hạn";
    let (succeeded, said, office) = row(ours, "đối tác");
    assert!(!succeeded && said.contains(&format!("“đối tác” không khớp với “{ours}”")), "{said}");
    assert!(said.contains("cột Bên hoặc người (J)"), "{said}");
    assert!(office.acts("A-2").is_empty());
    for by in ["phía ta", "desk-laos"] {
        let (succeeded, said, _) = row(ours, by);
        assert!(succeeded && !said.contains("người cập nhật ghi là"), "{by}: {said}");
    }
    let (succeeded, said, _) = row(ours, "Trần Thị Mẫu");
    assert!(succeeded && said.contains("người cập nhật ghi là “Trần Thị Mẫu”"), "{said}");
    let (succeeded, said, _) = row("Tạm đình chỉ", "phía ta");
    assert!(!succeeded && said.contains("“phía ta” không khớp với “Tạm đình chỉ”"), "{said}");
}

const NEW: [(&str, &str); 4] = [
    ("Tên văn bản", "Bản ghi nhớ cảng biển"),
    ("Bên Việt Nam", "UBND tỉnh Đắk Lắk"),
    ("Đối tác", "Mie"),
    ("Ngày ký", "20/01/2026"),
];

#[test]
fn the_last_day_of_a_new_row_is_taken_or_asked_about() {
    for (term, end, expected) in [
        ("", "20/01/2031", Some("2031-01-20")),
        // Five years: 20/01/2031.
        ("5 năm", "20/01/2031", Some("2031-01-20")),
        ("5 năm", "20/01/2034", None),
    ] {
        let mut cells = NEW.to_vec();
        cells.extend([("Thời hạn", term), ("Ngày hết hiệu lực", end)].into_iter().filter(|(_, text)| !text.is_empty()));
        let (succeeded, said, office) = added(AGREEMENTS, &cells);
        assert_eq!(succeeded, expected.is_some(), "{term} {end}: {said}");
        let Some(expected) = expected else {
            assert!(said.contains("cột Ngày hết hiệu lực (") && said.contains("20/01/2034"), "{said}");
            continue;
        };
        let list = office.json(&["list"]);
        let new = list.as_array().unwrap().iter().find(|one| one["title"] == NEW[0].1).unwrap();
        assert_eq!(new["ends_on"], expected, "{term} {end}: {said}");
    }
    let mut cells = NEW.to_vec();
    cells.extend([("Thời hạn", "5 năm"), ("Tình trạng", "đã hết hiệu lực")]);
    let (_, said, _) = added(AGREEMENTS, &cells);
    assert!(said.contains("Tình trạng (") && !said.contains("trạng trạng"), "{said}");
}

/// The sheet shows the end as it is now, beside the term of the first text.
#[test]
fn a_copy_without_marks_says_the_end_that_an_extension_set() {
    let office = office();
    office.run(&["record", "A-1", "extend", "--until", "2037-03-15", "--on", "2026-11-01", "--by", "desk-korea"]);
    let mut all = office.worked_in(|_| {});
    for only in [None, Some("A-1")] {
        let mut book = Book { sheets: std::mem::take(&mut all.sheets) };
        let sheet = book.sheet(AGREEMENTS);
        let at = sheet.column("Mã dòng");
        let kept = sheet.rows.clone();
        let code = sheet.column("Mã theo dõi");
        for row in sheet.rows.iter_mut().filter(|row| only.is_none_or(|only| row[code] == only)) {
            row[at] = calamine::Data::Empty;
        }
        book.save(&office.path("bare.xlsx"));
        let [new, corrected, unchanged, recorded, _] = office.counts("bare.xlsx");
        assert_eq!([new, corrected, unchanged, recorded], [0, 0, 3, 0], "{only:?}");
        // Another day than the register's is asked about.
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ngày hết hiệu lực", "15/03/2039");
        book.save(&office.path("other.xlsx"));
        let (succeeded, said) = office.try_run(&["import", "other.xlsx", "--by", "desk-korea"]);
        assert!(!succeeded && said.contains("15/03/2039"), "{only:?}: {said}");
        book.sheet(AGREEMENTS).rows = kept;
        all = book;
    }
}

#[test]
fn an_agreement_above_is_read_as_the_choices_of_the_workbook_name_it() {
    let office = office();
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Thuộc văn bản", "A-3 · Đắk Lắk – Mie");
    });
    let said = office.run(&["import", "copy.xlsx", "--by", "desk-korea"]);
    assert!(said.contains("A-1: thuộc chiến lược, kế hoạch – → “A-3”"), "{said}");
    assert!(!said.contains("trong sổ chưa có"), "{said}");
}

#[test]
fn what_was_taken_back_is_said_where_known_acts_are_counted() {
    let office = office();
    office.run(&["record", "A-1", "hold-review", "review@2026-03-15", "--on", "2026-03-20", "--by", "desk-korea"]);
    office.worked_in(|_| {});
    let acts = office.json(&["show", "A-1"]);
    let seq = acts["acts"].as_array().unwrap().iter().find(|act| act["act"] == "hold-review").unwrap()["seq"].clone();
    office.run(&["record", "A-1", "void", &seq.to_string(), "--note", "nhầm", "--by", "desk-korea"]);
    let said = office.run(&["import", "copy.xlsx", "--by", "desk-korea"]);
    assert!(said.contains("đã có (trong đó 1 đã hủy trước đây, không ghi lại)"), "{said}");
}

/// A flaw in the row of an agreement says nothing of the rows of its recorded acts and commitments, which nobody touched.
#[test]
fn one_flaw_is_told_once() {
    let office = office();
    office.run(&["record", "A-1", "hold-review", "review@2026-03-15", "--on", "2026-03-20", "--by", "desk-korea"]);
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Thang nhắc", "chậm");
    });
    let (succeeded, said) = office.try_run(&["import", "copy.xlsx", "--by", "desk-korea"]);
    assert!(!succeeded && said.contains("ví dụ expiry=slow;review=none"), "{said}");
    assert!(!said.contains("dòng ấy có lỗi"), "{said}");
}

#[test]
fn what_takes_a_place_is_named_by_code_label_or_title() {
    for with in ["A-3", "A-3 · Đắk Lắk – Mie", "Thỏa thuận y tế"] {
        let cells = [
            ("Mã theo dõi", "A-1"),
            ("Kết quả", "Ký văn bản mới"),
            ("Ngày", "27/11/2026"),
            ("Đến ngày", "30/11/2026"),
            ("Chi tiết khác", &format!("with={with}")),
        ];
        let (succeeded, said, office) = added(UPDATES, &cells);
        assert!(succeeded, "{with}: {said}");
        assert_eq!(said.contains("“Thỏa thuận y tế” được hiểu là văn bản A-3"), with.starts_with("Thỏa"), "{said}");
        let shown = office.json(&["show", "A-1"]);
        let act = shown["acts"].as_array().unwrap().iter().find(|act| act["act"] == "supersede").unwrap().clone();
        assert_eq!(act["with"], "A-3", "{act}");
    }
}
