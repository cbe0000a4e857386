//! What is in doubt in a copy of the office's own workbook, and what is not: days beside days that somebody typed, days that
//! came back turned round, commitments that move, parties whose ids look like something else.

use serde_json::Value;

use super::office::Office;
use super::{PARTIES, PROMISES};

const AGREEMENTS: &str = "Thỏa thuận quốc tế";

/// Two agreements whose days of signing may each be read either way, and a commitment.
const EITHER_WAY: &str = r#"
[[agreement]]
reference = "A-1"
title = "Bản ghi nhớ nông nghiệp"
kind = "mou"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Jeonbuk State"]
country = "KR"
signed_on = 2024-03-05
term = "5y"

[[agreement]]
reference = "A-2"
title = "Bản thỏa thuận y tế"
kind = "agreement"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Nan"]
country = "TH"
signed_on = 2023-11-12
term = "5y"

[[agreement]]
reference = "A-3"
title = "Bản thỏa thuận cà phê"
kind = "agreement"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Công ty TNHH ABC"]
country = "KR"
signed_on = 2022-07-20
term = "10y"

[[commitment]]
agreement = "A-1"
name = "du-hoc"
title = "Tiếp nhận 5 du học sinh"
side = "partner"
until = 2027-06-30
"#;

fn signed_on(office: &Office, reference: &str) -> String {
    office.json(&["show", reference])["signed_on"].as_str().unwrap().to_owned()
}

fn promised_until(office: &Office) -> String {
    let shown = office.json(&["show", "A-1"]);
    let all = shown["commitments"].as_array().unwrap().clone();
    let one: Value = all.into_iter().find(|one| one["name"] == "du-hoc").unwrap();
    one["day"].as_str().unwrap_or("-").to_owned()
}

#[test]
fn m0_a_day_typed_as_text_puts_no_exported_day_in_doubt() {
    let office = Office::with(EITHER_WAY);
    office.worked_in(|book| {
        book.sheet(AGREEMENTS).add(&[
            ("Tên văn bản", "Bản ghi nhớ du lịch"),
            ("Bên Việt Nam", "UBND tỉnh Đắk Lắk"),
            ("Đối tác", "Jeju"),
            ("Nước", "Hàn Quốc"),
            ("Thời hạn", "3 năm"),
        ]);
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.rows.len() - 1;
        sheet.set_as_text(row, "Ngày ký", "23/10/2026");
    });
    assert_eq!(office.counts("copy.xlsx"), [1, 0, 3, 0, 0]);
    assert_eq!(signed_on(&office, "A-1"), "2024-03-05");
    // One that was typed anew as a day cell, beside days typed as text, is asked about, and it alone.
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let changed = sheet.row("Mã theo dõi", "A-1");
        sheet.set(changed, "Ngày ký", "04/05/2024");
        let other = sheet.row("Mã theo dõi", "A-3");
        sheet.set_as_text(other, "Ngày ký", "21/07/2022");
    });
    let (succeeded, said) = office.try_run(&["import", "copy.xlsx", "--by", "desk-korea", "--language", "vi"]);
    assert!(!succeeded && said.contains("ô ngày ở các dòng 2 có thể đã bị bảng tính đảo"), "{said}");
    assert_eq!(signed_on(&office, "A-1"), "2024-03-05");
    // Typed again as the question says, it is a correction.
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let changed = sheet.row("Mã theo dõi", "A-1");
        sheet.set_as_text(changed, "Ngày ký", "04/05/2024");
        let other = sheet.row("Mã theo dõi", "A-3");
        sheet.set_as_text(other, "Ngày ký", "21/07/2022");
    });
    office.run(&["import", "copy.xlsx", "--by", "desk-korea", "--note", "theo bản gốc"]);
    assert_eq!(
        [signed_on(&office, "A-1"), signed_on(&office, "A-3"), signed_on(&office, "A-2")],
        ["2024-05-04", "2022-07-21", "2023-11-12"]
    );
}

#[test]
fn l18_days_saved_as_text_the_other_way_round_are_asked_about_once() {
    let office = Office::with(EITHER_WAY);
    let turned = |first: &str, second: &str| {
        office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            for (reference, text) in [("A-1", first), ("A-2", second)] {
                let row = sheet.row("Mã theo dõi", reference);
                sheet.set_as_text(row, "Ngày ký", text);
            }
        });
        office.try_run(&["import", "copy.xlsx", "--by", "desk-korea", "--language", "vi"])
    };
    // Exported 05/03/2024 and 12/11/2023.
    let (succeeded, said) = turned("03/05/2024", "11/12/2023");
    assert!(!succeeded && said.matches("đã bị đảo so với bản đã xuất").count() == 1, "{said}");
    assert!(said.contains("ở các dòng 2, 3"), "{said}");
    assert_eq!([signed_on(&office, "A-1"), signed_on(&office, "A-2")], ["2024-03-05", "2023-11-12"]);
    // One of them as it was exported: nothing was turned, and the other is a correction.
    let (succeeded, said) = turned("05/03/2024", "11/12/2023");
    assert!(succeeded, "{said}");
    assert_eq!([signed_on(&office, "A-1"), signed_on(&office, "A-2")], ["2024-03-05", "2023-12-11"]);
    // The year first can be read in one way alone.
    let (succeeded, said) = turned("2024-05-03", "2023-11-12");
    assert!(!succeeded && said.contains("ghi lý do"), "by 59 days later, so a reason is asked: {said}");
}

#[test]
fn l0_a_commitment_put_off_by_a_list_asks_why_and_the_head_is_told() {
    let office = Office::with(EITHER_WAY);
    office.run(&["tick"]);
    let to_head = || {
        let found = office.json(&["outbox", "list"]);
        let all = found.as_array().unwrap().clone();
        let told = |one: &&Value| one["to"] == "head" && one["keys"].to_string().contains("office/said:");
        all.iter().filter(told).count()
    };
    let put_off = |text: &str, why: Option<&str>| {
        office.worked_in(|book| {
            let sheet = book.sheet(PROMISES);
            let row = sheet.row("Tên cam kết", "du-hoc");
            sheet.set(row, "Hạn thực hiện", text);
            if let Some(why) = why {
                sheet.set(row, "Lý do sửa", why);
            }
        });
        office.try_run(&["import", "copy.xlsx", "--by", "desk-korea", "--language", "vi"])
    };
    for text in ["31/12/2027", "-"] {
        let (succeeded, said) = put_off(text, None);
        let place = "sheet Cam kết, dòng 2, cột Hạn thực hiện (H)";
        assert!(!succeeded && said.contains(place) && said.contains("cột Lý do sửa"), "{text}: {said}");
        assert_eq!(promised_until(&office), "2027-06-30", "{text}");
    }
    // Thirty days ask nothing.
    let (succeeded, said) = put_off("30/07/2027", None);
    assert!(succeeded, "{said}");
    assert_eq!((promised_until(&office).as_str(), to_head()), ("2027-07-30", 0));
    let (succeeded, said) = put_off("31/12/2027", Some("đối tác xin lùi"));
    assert!(succeeded, "{said}");
    assert_eq!(promised_until(&office), "2027-12-31");
    assert!(to_head() > 0, "the head is told the same day");
    let acts = office.json(&["show", "A-1"])["acts"].as_array().unwrap().clone();
    assert!(acts.last().unwrap()["note"].as_str().unwrap().starts_with("đối tác xin lùi"));
    // A list of commitments without that column: the question names it, and with it the list is taken.
    let list = |head: &str, rest: &str| {
        std::fs::write(office.path("c.csv"), format!("agreement,name,until{head}\nA-1,du-hoc,30/06/2028{rest}\n"))
            .unwrap();
        office.try_run(&["import", "c.csv", "--by", "desk-korea", "--language", "vi"])
    };
    assert!(!list("", "").0);
    let (succeeded, said) = list(",Lý do sửa", ",biên bản 12/BB");
    assert!(succeeded, "{said}");
    assert_eq!(promised_until(&office), "2028-06-30");
}

#[test]
fn l0b_l0c_a_row_that_the_program_wrote_is_a_row_whatever_its_id_looks_like() {
    let office = Office::with(EITHER_WAY);
    office.worked_in(|book| {
        let sheet = book.sheet(PARTIES);
        // `nan` would say that nothing is known.
        assert_eq!(sheet.cell(sheet.row("Mã bên", "nan"), "Mã bên"), "nan-1");
        let row = sheet.row("Mã bên", "cong-ty-tnhh-abc");
        sheet.set(row, "Tên khác", "ABC Co.");
    });
    let said = office.run(&["import", "copy.xlsx", "--by", "desk-korea", "--language", "vi"]);
    assert!(!said.contains("dòng cộng") && !said.contains("thiếu 1 dòng"), "{said}");
    office.worked_in(|book| {
        let sheet = book.sheet(PARTIES);
        assert_eq!(sheet.cell(sheet.row("Mã bên", "cong-ty-tnhh-abc"), "Tên khác"), "ABC Co.");
    });
}

/// L23: a list of commitments without names, read again with another day, is asked about; with the same day it is known.
#[test]
fn l23_the_same_promise_on_another_day_is_asked_about() {
    let office = Office::with(EITHER_WAY);
    let import = |day: &str| {
        let list = format!("\u{feff}Mã văn bản;Nội dung cam kết;Hạn thực hiện\nA-1;Tiếp nhận 5 du học sinh;{day}\n");
        std::fs::write(office.path("again.csv"), list).unwrap();
        office.try_run(&["--language", "vi", "import", "again.csv", "--by", "head"])
    };
    let (taken, said) = import("30/06/2028");
    assert!(!taken && said.contains("cam kết “du-hoc” của văn bản này có cùng nội dung"), "{said}");
    let (taken, said) = import("30/06/2027");
    assert!(taken && said.contains("cam kết: 0 mới"), "{said}");
    assert_eq!(promised_until(&office), "2027-06-30");
}

/// L6: the reference and the name behind it have to be one agreement's in the sheet of commitments too.
#[test]
fn l6_a_commitment_with_the_name_of_another_agreement_is_asked_about() {
    let office = Office::with(EITHER_WAY);
    office.run(&["export", "book.xlsx"]);
    let mut book = super::book::Book::open(&office.path("book.xlsx"));
    book.sheet(PROMISES).add(&[("Mã văn bản", "A-1 · Đắk Lắk – Nan"), ("Nội dung cam kết", "Tập huấn")]);
    book.save(&office.path("worked.xlsx"));
    let (taken, said) = office.try_run(&["--language", "vi", "import", "worked.xlsx", "--by", "head"]);
    assert!(!taken && said.contains("mã A-1 là của"), "{said}");
}
