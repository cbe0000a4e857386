//! Two copies of one export, and copies of which something was told otherwise since: new codes, old codes, old names, amendments,
//! facts called unknown.

use super::book::Book;
use super::office::{Office, TWO};
use super::{AGREEMENTS, PROMISES, UPDATES};

const PROMISED: &str = r#"
[[commitment]]
agreement = "A-1"
name = "du-hoc"
title = "Tiếp nhận 5 du học sinh"
side = "partner"
until = 2028-06-30
"#;

/// Two agreements; one commitment and one review held of A-1.
fn office() -> Office {
    let office = Office::with(&format!("{TWO}{PROMISED}"));
    office.run(&["record", "A-1", "hold-review", "review@2026-03-15", "--on", "2026-03-20", "--by", "head"]);
    office.run(&["export", "so.xlsx"]);
    office
}

#[test]
fn d17_a_new_row_under_a_code_that_another_copy_brought_is_asked_about() {
    let row = |title: &'static str, partner: &'static str, day: &'static str| {
        [
            ("Mã theo dõi", "DL-KR-2026-01"),
            ("Tên văn bản", title),
            ("Bên Việt Nam", "UBND tỉnh Đắk Lắk"),
            ("Đối tác", partner),
            ("Nước", "Hàn Quốc"),
            ("Ngày ký", day),
            ("Thời hạn", "5 năm"),
        ]
    };
    let first = row("Bản ghi nhớ du lịch", "Busan", "20/11/2026");
    for (case, other, taken) in [
        ("another agreement", row("Thỏa thuận Daegu", "Daegu", "24/11/2026"), false),
        ("another day", row("Bản ghi nhớ du lịch", "Busan", "24/11/2026"), false),
        ("another partner", row("Bản ghi nhớ du lịch", "Daegu", "20/11/2026"), false),
        ("the same agreement", first, true),
    ] {
        let office = office();
        let (came, said) = office.brought("desk-laos", |book| book.sheet(AGREEMENTS).add(&first));
        assert!(came, "{said}");
        let (came, said) = office.brought("desk-laos", |book| book.sheet(AGREEMENTS).add(&other));
        assert_eq!(came, taken, "{case}: {said}");
        let asked = said.contains("dòng 4, cột Mã theo dõi (A)")
            && said.contains("mã DL-KR-2026-01 đã được ghi cho một văn bản khác (“Bản ghi nhớ du lịch”), desk-laos nhập ngày 07/12/2026");
        assert_eq!(asked, !taken, "{case}: {said}");
        let shown = office.json(&["show", "DL-KR-2026-01"]);
        let known = ["title", "signed_on"].map(|field| shown[field].as_str().unwrap().to_owned());
        assert_eq!(known, ["Bản ghi nhớ du lịch", "2026-11-20"], "{case}");
        // In a copy made since, the code is known, and its row is a correction.
        let book = office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "DL-KR-2026-01");
            sheet.set(row, "Tên văn bản", "Bản ghi nhớ về du lịch");
        });
        drop(book);
        assert_eq!(office.counts("copy.xlsx"), [0, 1, 2, 0, 1], "{case}");
    }
}

#[test]
fn d19_a_copy_without_marks_narrows_no_range() {
    for (term, last) in [("until 2026-12-29..2026-12-31", "2026-12-31"), ("until 2027-11-03..2027-12-31", "2027-12-31")]
    {
        let office = Office::with(&TWO.replacen("term = \"10y\"", &format!("term = \"{term}\""), 1));
        office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let at = sheet.column("Mã dòng");
            for row in &mut sheet.rows {
                row.remove(at);
            }
        });
        assert_eq!(office.counts("copy.xlsx"), [0, 0, 2, 0, 0], "{term}");
        let shown = office.json(&["show", "A-1"]);
        assert_eq!([&shown["term"], &shown["ends_on"]].map(|text| text.as_str().unwrap()), [term, last]);
    }
}

#[test]
fn d23_a_party_corrected_in_the_first_sheet_makes_no_flaw_of_the_others() {
    let office = office();
    let (came, said) = office.brought("desk-laos", |book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Đối tác", "Jeonju");
        // The suspension below moves a review.
        sheet.set(row, "Ghi chú", "theo bản gốc");
        // Picked from the copy's own list, which has the name of before.
        book.sheet(UPDATES).add(&[
            ("Mã theo dõi", "A-1 · Đắk Lắk – Jeonbuk State"),
            ("Kết quả", "Tạm đình chỉ"),
            ("Ngày", "01/12/2026"),
            ("Ghi chú", "đã gọi"),
        ]);
        book.sheet(PROMISES).add(&[
            ("Mã văn bản", "A-1 · Đắk Lắk – Jeonbuk State"),
            ("Tên cam kết", "hoi-cho"),
            ("Nội dung cam kết", "Tham gia hội chợ"),
            ("Bên cam kết", "phía ta"),
            ("Hạn thực hiện", "30/09/2027"),
        ]);
    });
    assert!(came && said.contains("1 sửa (2 ô)") && said.contains("cam kết: 1 mới"), "{said}");
    // Another agreement's name is none of its own all the same.
    let (came, said) = office.brought("desk-laos", |book| {
        book.sheet(PROMISES).add(&[
            ("Mã văn bản", "A-1 · Đắk Lắk – Chính quyền tỉnh Sê Kông"),
            ("Tên cam kết", "tap-huan"),
            ("Nội dung cam kết", "Tập huấn"),
        ]);
    });
    assert!(!came && said.contains("mã A-1 là của"), "{said}");
}

#[test]
fn d24_a_copy_finds_agreements_that_were_renamed_since() {
    let office = office();
    office.run(&["record", "A-1", "correct", "reference=A-9", "--note", "ghi nhầm mã", "--by", "head"]);
    let work = |book: &mut Book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ghi chú", "đã gọi");
        book.sheet(UPDATES).add(&[
            ("Mã theo dõi", "A-1 · Đắk Lắk – Jeonbuk State"),
            ("Kết quả", "Tạm đình chỉ"),
            ("Ngày", "01/12/2026"),
            ("Ghi chú", "đã gọi"),
        ]);
    };
    let (came, said) = office.brought("desk-laos", work);
    assert!(came && said.contains("mã “A-1” nay là “A-9”"), "{said}");
    assert!(!said.contains("cam kết: 1 mới"), "{said}");
    assert_eq!(office.json(&["show", "A-9"])["note"], "đã gọi");
    // The code is another agreement's since: nobody can tell which one a new row means.
    office.run(&["record", "A-2", "correct", "reference=A-1", "--note", "ghi nhầm mã", "--by", "head"]);
    let (came, said) = office.brought("desk-laos", work);
    assert!(
        !came && said.contains("sheet Cập nhật, dòng 3") && said.contains("“A-1” nay đổi mã thành “A-9”"),
        "{said}"
    );
}

/// A-1 was signed on 15/03/2022 for ten years.
#[test]
fn d25_a_cell_on_an_amended_fact_is_told_what_holds() {
    let amend: &[&str] = &["record", "A-1", "amend", "term=12y", "--from", "2026-12-01", "--by", "head"];
    let extend: &[&str] = &["record", "A-1", "extend", "--until", "2037-03-15", "--by", "head"];
    for (case, act, cell, told, end) in [
        (
            "amended since",
            amend,
            "8 năm",
            Some("thời hạn: bản cũ ghi “10 năm”, ô này ghi “8 năm”, nhưng sau khi xuất bản này"),
            "2034-03-15",
        ),
        ("the cell says what holds", amend, "12 năm", None, "2034-03-15"),
        ("extended since", extend, "11 năm", Some("ô này ghi “11 năm”"), "2037-03-15"),
    ] {
        let office = office();
        office.run(act);
        let (came, said) = office.brought("desk-laos", |book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-1");
            sheet.set(row, "Thời hạn", cell);
        });
        assert!(came && said.contains("0 sửa (0 ô)"), "{case}: {said}");
        match told {
            Some(told) => assert!(said.contains(told) && said.contains("giữ như trong sổ"), "{case}: {said}"),
            None => assert!(!said.contains("bản cũ ghi"), "{case}: {said}"),
        }
        assert_eq!(office.json(&["show", "A-1"])["ends_on"], end, "{case}");
    }
    // In a copy that was made after it the cell mends the first text, and what it leaves as it is is said.
    let office = office();
    office.run(amend);
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Thời hạn", "8 năm");
        sheet.set(row, "Ghi chú", "theo bản gốc");
    });
    let said = office.run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
    assert!(said.contains("thời hạn của văn bản đầu được sửa; ngày hết hiệu lực vẫn là 15/03/2034"), "{said}");
    assert_eq!(office.json(&["show", "A-1"])["ends_on"], "2034-03-15");
}

#[test]
fn d20_a_known_fact_called_unknown_stays_and_is_said_to() {
    let office = office();
    let (came, said) = office.brought("desk-laos", |book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ngày ký", "chưa rõ");
        let sheet = book.sheet(PROMISES);
        let row = sheet.row("Tên cam kết", "du-hoc");
        sheet.set(row, "Hạn thực hiện", "chưa rõ");
    });
    assert!(came && !said.contains("nhập là chưa biết"), "{said}");
    for told in [
        "ngày ký: ô này ghi là chưa rõ, sổ đang ghi “thứ Ba, 15/3/2022”; giữ như trong sổ",
        "hạn thực hiện: ô này ghi là chưa rõ, sổ đang ghi “chậm nhất ngày 30/6/2028”; giữ như trong sổ",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(office.json(&["show", "A-1"])["signed_on"], "2022-03-15");
}

#[test]
fn an_untouched_row_is_no_flaw_because_the_row_of_its_agreement_is_one() {
    let office = office();
    office.run(&["record", "A-1", "hold-review", "review@2025-03-15", "--on", "2025-03-20"]);
    let misspelt = |book: &mut Book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ngày ký", "rằm tháng Giêng");
    };
    let (came, said) = office.brought("desk-laos", misspelt);
    assert!(!came && said.contains(": 1 lỗi") && !said.contains("dòng ấy có lỗi"), "{said}");
    // What somebody types of it waits.
    let and_typed = |book: &mut Book| {
        misspelt(book);
        book.sheet(PROMISES).set(1, "Chỉ tiêu", "06 du học sinh");
        book.sheet(UPDATES).add(&[("Mã theo dõi", "A-1"), ("Kết quả", "Tạm đình chỉ"), ("Ngày", "20/11/2026")]);
    };
    let (came, said) = office.brought("desk-laos", and_typed);
    assert!(!came && said.contains(": 3 lỗi"), "{said}");
    assert_eq!(said.matches("dòng ấy có lỗi").count(), 2, "{said}");
}

#[test]
fn d29_a_commitment_typed_over_is_asked_about() {
    for (header, text, told) in [
        ("Mã văn bản", "A-2", "theo Mã dòng, dòng này là cam kết “du-hoc” của A-1"),
        ("Tên cam kết", "du-hoc-2", "theo Mã dòng, dòng này là cam kết “du-hoc”; tên cam kết không sửa được"),
    ] {
        let office = office();
        let typed_over = |book: &mut Book| {
            let sheet = book.sheet(PROMISES);
            let row = sheet.row("Tên cam kết", "du-hoc");
            sheet.set(row, header, text);
        };
        let (came, said) = office.brought("desk-laos", typed_over);
        assert!(!came && said.contains(&format!("sheet Cam kết, dòng 2, cột {header}")), "{said}");
        assert!(said.contains(told), "{said}");
    }
    let office = office();
    let typed_over = |book: &mut Book| {
        let sheet = book.sheet("Các bên");
        let row = sheet.row("Mã bên", "jeonbuk-state");
        sheet.set(row, "Mã bên", "busan");
        sheet.set(row, "Tên gọi", "Busan");
    };
    let (came, said) = office.brought("desk-laos", typed_over);
    assert!(!came && said.contains("theo Mã dòng, dòng này là của bên “jeonbuk-state”"), "{said}");
}

#[test]
fn d28_a_sheet_of_tasks_of_ones_own_is_left_aside() {
    let office = office();
    let (came, said) = office.brought("desk-laos", |book| {
        let rows = [["Việc", "Hạn"], ["Gọi Sở Y tế", "05/12/2026"]];
        let rows = rows.map(|row| row.map(|text| calamine::Data::String(text.to_owned())).to_vec()).to_vec();
        book.sheets.push(super::book::Sheet { name: "Việc của tôi".to_owned(), rows });
    });
    assert!(came && said.contains("Việc của tôi") && said.contains("không có cột nào ghi văn bản"), "{said}");
}

#[test]
fn d26_officers_one_row_off_are_asked_about() {
    let three = TWO.replacen("[[agreement]]", "", 1);
    let third = three.split("[[agreement]]").next().unwrap().replace("A-1", "A-3").replace("desk-korea", "head");
    let fourth = third.replace("A-3", "A-4").replace("nông nghiệp", "du lịch");
    let list = format!("{TWO}\n[[agreement]]{}\n[[agreement]]{fourth}", third.replace("nông nghiệp", "y tế"));
    for (case, order, taken) in [("one row off", [3, 0, 1, 2], false), ("two changed places", [1, 0, 2, 3], true)] {
        let office = Office::with(&list);
        let before = ["A-1", "A-2"].map(|reference| office.json(&["show", reference])["officers"].clone());
        office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let rows = ["A-1", "A-2", "A-3", "A-4"].map(|reference| sheet.row("Mã theo dõi", reference));
            let names = rows.map(|row| sheet.cell(row, "Người phụ trách"));
            for (row, from) in rows.into_iter().zip(order) {
                sheet.set(row, "Người phụ trách", &names[from]);
            }
        });
        let (came, said) = office.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
        assert_eq!(came, taken, "{case}: {said}");
        assert_eq!(said.contains("có thể cột này đã được sắp xếp riêng"), !taken, "{case}: {said}");
        if !taken {
            let after = ["A-1", "A-2"].map(|reference| office.json(&["show", reference])["officers"].clone());
            assert_eq!(after, before);
        }
    }
}

#[test]
fn d31_a_review_that_falls_into_a_suspension_is_told_so() {
    let office = office();
    office.run(&["record", "A-1", "suspend", "--on", "2026-11-26", "--by", "head"]);
    office.run(&["export", "so.xlsx", "--force"]);
    let (came, said) = office.brought("desk-laos", |book| {
        book.sheet(UPDATES).add(&[
            ("Mã theo dõi", "A-1"),
            ("Mốc", "Sơ kết kỳ 5, 15/03/2027"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "27/11/2026"),
        ]);
    });
    assert!(!came && said.contains("nằm trong thời gian tạm đình chỉ (từ 26/11/2026)"), "{said}");
}
