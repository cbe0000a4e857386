//! Cells that nobody touched say nothing, whatever their names lead to by now; what was typed is taken, asked about and told.

use serde_json::Value;

use super::office::{Office, TWO};
use super::{AGREEMENTS, UPDATES};

const KOREA: &str = "Chuyên viên theo dõi Hàn Quốc";
const LAOS: &str = "Chuyên viên theo dõi Lào";

fn names_of(office: &Office, field: &str) -> [Value; 2] {
    ["A-1", "A-2"].map(|reference| office.json(&["show", reference])[field].clone())
}

#[test]
fn b0a_an_untouched_copy_moves_no_agreement_to_another_officer() {
    type Change = fn(&str) -> String;
    let cases: [(&str, Change); 3] = [
        ("two desks exchange their names", |config| config.replace(KOREA, "§").replace(LAOS, KOREA).replace('§', LAOS)),
        ("somebody new is at the desk", |config| config.replace(LAOS, "Lê Thị Mới")),
        ("a second contact of that name", |config| {
            format!("{config}\n[contacts.other]\nname = \"{LAOS}\"\nemail = \"other@example.vn\"\n")
        }),
    ];
    for (case, change) in cases {
        let office = Office::with(TWO);
        office.run(&["export", "so.xlsx"]);
        let before = names_of(&office, "officers");
        let config = std::fs::read_to_string(office.path("config.toml")).unwrap();
        assert_ne!(change(&config), config, "{case}");
        std::fs::write(office.path("config.toml"), change(&config)).unwrap();
        assert_eq!(office.counts("so.xlsx"), [0, 0, 2, 0, 0], "{case}");
        assert_eq!(names_of(&office, "officers"), before, "{case}");
    }
}

#[test]
fn b0a_an_untouched_copy_gives_no_agreement_another_partner() {
    let party = |id: &str, name: &str| format!("[[party]]\nid = \"{id}\"\nnames = [{{ name = \"{name}\" }}]\n");
    let (korea, laos) = ("Jeonbuk State", "Chính quyền tỉnh Sê Kông");
    for case in
        ["another party of the same name", "two parties exchange their names", "the name is another party's now"]
    {
        let office = Office::with(TWO);
        office.run(&["export", "so.xlsx"]);
        let before = names_of(&office, "partner");
        let [one, other] = [&before[0][0], &before[1][0]].map(|id| id.as_str().unwrap().to_owned());
        let list = match case {
            "another party of the same name" => party("second", korea),
            "two parties exchange their names" => party(&one, laos) + &party(&other, korea),
            _ => party(&one, "Tỉnh Jeonbuk") + &party("second", korea),
        };
        std::fs::write(office.path("parties.toml"), list).unwrap();
        // Two parties that exchange their names look like a column that was sorted alone.
        office.run(&["import", "parties.toml", "--bring-back", "--by", "head"]);
        assert_eq!(office.counts("so.xlsx"), [0, 0, 2, 0, 0], "{case}");
        assert_eq!(names_of(&office, "partner"), before, "{case}");
    }
}

/// A register with one review open on 15/03/2026 and the next on 15/03/2027, and an update of the day given.
fn update(cells: &[(&str, &str)]) -> (Office, bool, String) {
    let office = Office::with(TWO);
    office.worked_in(|book| {
        book.sheet(UPDATES).add(cells);
    });
    let (taken, said) = office.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
    (office, taken, said)
}

/// The ladder asks for the review of 15/03/2027 from 14/01/2027 on. On 13/09/2026 that of 15/03/2026 lies 182 days back and
/// that of 15/03/2027 183 days ahead, a day later it is the other way round.
#[test]
fn b0b_a_review_picked_over_a_nearer_open_one_is_asked_about() {
    let (held, postponed) = ("Đã sơ kết", "Lùi đến ngày (phía ta đề nghị)");
    for (milestone, what, on, until, taken) in [
        ("Sơ kết kỳ 5, 15/03/2027", held, "13/09/2026", "", false),
        ("Sơ kết kỳ 5, 15/03/2027", held, "14/09/2026", "", true),
        ("Sơ kết kỳ 4, 15/03/2026", held, "13/09/2026", "", true),
        ("Sơ kết kỳ 5, 15/03/2027", postponed, "20/08/2026", "20/04/2027", false),
        ("Sơ kết kỳ 4, 15/03/2026", postponed, "20/08/2026", "20/12/2026", true),
    ] {
        let (_, came, said) =
            update(&[("Mã theo dõi", "A-1"), ("Mốc", milestone), ("Kết quả", what), ("Ngày", on), ("Đến ngày", until)]);
        assert_eq!(came, taken, "{milestone}, {what}, {on}: {said}");
        let asked = said.contains("cột Mốc (B)") && said.contains("“Sơ kết kỳ 4, 15/03/2026” gần ngày ấy hơn");
        assert_eq!(asked, !taken, "{said}");
    }
}

/// A-1 ends on 15/03/2032; A-2 renews itself on 30/12/2027, and a notice counts through 30/06/2027.
#[test]
fn b0c_a_milestone_of_another_agreement_is_asked_about_whatever_was_done() {
    for (reference, milestone, what, until, taken) in [
        ("A-1", "Hết hiệu lực, 15/03/2032", "Gia hạn đến", "31/12/2040", true),
        ("A-1", "Hết hiệu lực, 30/12/2027", "Gia hạn đến", "31/12/2040", false),
        ("A-1", "Tự động gia hạn, 30/12/2027", "Gia hạn đến", "31/12/2040", false),
        ("A-2", "Tự động gia hạn, 15/03/2032", "Ký văn bản mới", "30/12/2027", false),
        ("A-2", "Hạn thông báo, 30/06/2026", "Không gia hạn", "", false),
        ("A-2", "Hạn thông báo, 30/06/2027", "Không gia hạn", "", true),
        ("A-1", "Hết hiệu lực, 15/03/2033", "Chấm dứt", "31/12/2026", false),
    ] {
        let (_, came, said) = update(&[
            ("Mã theo dõi", reference),
            ("Mốc", milestone),
            ("Kết quả", what),
            ("Ngày", "01/12/2026"),
            ("Đến ngày", until),
        ]);
        assert_eq!(came, taken, "{reference}, {milestone}: {said}");
        assert!(taken || said.contains("dòng 2, cột Mốc (B)"), "{said}");
    }
}

#[test]
fn b0c_a_first_day_in_force_years_ahead_is_asked_about() {
    let list = TWO.replacen("term = \"10y\"", "term = \"10y\"\neffect = \"notification\"", 1);
    for (until, taken) in [("01/12/2031", true), ("02/12/2031", false), ("20/11/2036", false)] {
        let office = Office::with(&list);
        office.worked_in(|book| {
            book.sheet(UPDATES).add(&[
                ("Mã theo dõi", "A-1"),
                ("Kết quả", "Có hiệu lực từ"),
                ("Ngày", "01/12/2026"),
                ("Đến ngày", until),
            ]);
        });
        let (came, said) = office.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
        assert_eq!(came, taken, "{until}: {said}");
        assert!(taken || said.contains("hơn 5 năm"), "{said}");
    }
}

#[test]
fn b19_a_row_typed_over_with_another_agreement_is_asked_about() {
    for (case, cells, taken) in [
        (
            "a new text",
            &[("Tên văn bản", "Bản ghi nhớ du lịch"), ("Đối tác", "Busan"), ("Ngày ký", "01/10/2026")][..],
            false,
        ),
        ("its day and partner alone, years apart", &[("Đối tác", "Busan"), ("Ngày ký", "01/10/2026")], false),
        ("a day mended, and the partner's name", &[("Đối tác", "Tỉnh Sê Kông"), ("Ngày ký", "29/12/2022")], true),
        ("its title and partner mended", &[("Tên văn bản", "Bản ghi nhớ"), ("Đối tác", "Tỉnh Sê Kông")], true),
    ] {
        let office = Office::with(TWO);
        office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-2");
            for (header, text) in cells {
                sheet.set(row, header, text);
            }
            sheet.set(row, "Ghi chú", "theo bản gốc");
        });
        let (came, said) = office.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
        assert_eq!(came, taken, "{case}: {said}");
        assert!(taken || said.contains("dòng này mang mã A-2"), "{case}: {said}");
    }
}

#[test]
fn b20_what_was_corrected_is_told_from_what_to_what() {
    let office = Office::with(TWO);
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        for reference in ["A-1", "A-2"] {
            let row = sheet.row("Mã theo dõi", reference);
            sheet.set(row, "Người phụ trách", LAOS);
        }
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Tên văn bản", "Bản ghi nhớ về nông nghiệp");
    });
    let said = office.run(&["--language", "vi", "import", "copy.xlsx", "--dry-run", "--by", "head"]);
    let told: Vec<&str> = said.lines().filter(|line| line.contains(" → ")).map(str::trim).collect();
    let expected = format!(
        "A-1: tên văn bản “Bản ghi nhớ nông nghiệp” → “Bản ghi nhớ về nông nghiệp”; người phụ trách “{KOREA}” → “{LAOS}”"
    );
    assert_eq!(told, [expected], "{said}");
}

#[test]
fn b21_bringing_back_takes_what_was_typed_and_no_cell_that_was_not() {
    let office = Office::with(TWO);
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Ghi chú", "ghi của cán bộ");
    });
    office.run(&["record", "A-1", "correct", "note=mới hơn", "--by", "head"]);
    office.run(&["record", "A-1", "correct", "title=Tên mới", "--by", "head"]);
    let known = || ["note", "title"].map(|field| office.json(&["show", "A-1"])[field].as_str().unwrap().to_owned());
    let said = office.run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
    assert_eq!(known(), ["mới hơn", "Tên mới"], "{said}");
    let said = office.run(&["--language", "vi", "import", "copy.xlsx", "--bring-back", "--by", "head"]);
    assert_eq!(known(), ["ghi của cán bộ", "Tên mới"], "{said}");
}

/// Ten years from 15/03/2022, and what moved that end.
#[test]
fn b22_a_term_whose_end_an_act_set_is_known_or_told() {
    let amended: &[&str] = &["record", "A-1", "amend", "term=12y", "--from", "2026-06-01", "--on", "2026-06-01"];
    let extended: &[&str] = &["record", "A-1", "extend", "--until", "2035-12-31", "--on", "2026-06-01"];
    for (act, typed, corrected, told) in [
        (amended, "12 năm", 0, ""),
        (amended, "đến 15/03/2034", 0, ""),
        (amended, "15 năm", 1, "ngày hết hiệu lực vẫn là 15/03/2034"),
        (extended, "đến 31/12/2035", 0, ""),
        (extended, "11 năm", 1, "ngày hết hiệu lực vẫn là 31/12/2035"),
    ] {
        let office = Office::with(TWO);
        office.run(&[act, &["--by", "head"]].concat());
        office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-1");
            sheet.set(row, "Thời hạn", typed);
        });
        let said = office.run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
        assert!(said.contains(&format!("0 mới, {corrected} sửa")) && said.contains(told), "{typed}: {said}");
    }
}

#[test]
fn b23_a_review_by_its_number_alone_is_asked_about_once_they_are_counted_otherwise() {
    for (since, taken) in [("review_every=6m", false), ("note=khác", true)] {
        let office = Office::with(TWO);
        office.worked_in(|book| {
            book.sheet(UPDATES).add(&[
                ("Mã theo dõi", "A-1"),
                ("Mốc", "Sơ kết kỳ 4"),
                ("Kết quả", "Đã sơ kết"),
                ("Ngày", "16/03/2026"),
            ]);
        });
        office.run(&["record", "A-1", "correct", since, "--note", "theo bản gốc", "--by", "head"]);
        let (came, said) = office.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
        assert_eq!(came, taken, "{since}: {said}");
        assert!(taken || said.contains("các kỳ sơ kết được đánh số lại"), "{said}");
    }
}

#[test]
fn b25_days_of_a_name_may_be_written_in_words() {
    let office = Office::with(TWO);
    office.worked_in(|book| {
        let sheet = book.sheet("Các bên");
        let row = sheet.row("Mã bên", "jeonbuk-state");
        sheet.set(row, "Tên gọi", "Jeollabuk-do (đến 17/01/2024); Jeonbuk State (Hàn Quốc)");
    });
    office.run(&["import", "copy.xlsx", "--by", "head"]);
    office.run(&["export", "after.json"]);
    let after: Value = serde_json::from_str(&std::fs::read_to_string(office.path("after.json")).unwrap()).unwrap();
    let parties = after["party"].as_array().unwrap();
    let names = &parties.iter().find(|party| party["id"] == "jeonbuk-state").unwrap()["names"];
    assert_eq!(*names, serde_json::json!(["Jeollabuk-do|||2024-01-17", "Jeonbuk State (Hàn Quốc)|||"]));
}

#[test]
fn b26_reading_a_list_without_keeping_columns_takes_nothing_that_was_kept() {
    let office = Office::new();
    let list =
        |note: &str| format!("Tên văn bản;Đối tác;Ngày ký;Ghi chú;Điện thoại\nBản ghi nhớ;P;03/11/2022;{note};0905\n");
    let note = || office.json(&["list"])[0]["reference"].as_str().unwrap().to_owned();
    let import = |text: &str, more: &[&str]| {
        std::fs::write(office.path("l.csv"), text).unwrap();
        office.run(&[&["import", "l.csv", "--by", "head"], more].concat());
        office.json(&["show", &note()])["note"].as_str().unwrap().to_owned()
    };
    let kept = "ghi chú gốc\nĐiện thoại: 0905";
    assert_eq!(import(&list("ghi chú gốc"), &["--keep-columns"]), kept);
    assert_eq!(import(&list("ghi chú gốc"), &[]), kept);
    assert_eq!(import(&list("ghi chú khác"), &[]), "ghi chú khác");
}

/// Two officers give the next free code each to a new agreement of his own.
#[test]
fn d17_a_code_that_came_in_since_the_copy_is_no_correction() {
    let office = Office::with(TWO);
    let copy = |name: &str, title: &str, partner: &str| {
        office.worked_in(|book| {
            book.sheet(AGREEMENTS).add(&[
                ("Mã theo dõi", "A-3"),
                ("Tên văn bản", title),
                ("Bên Việt Nam", "UBND tỉnh Đắk Lắk"),
                ("Đối tác", partner),
                ("Nước", "Hàn Quốc"),
                ("Ngày ký", "20/11/2026"),
                ("Thời hạn", "3 năm"),
            ]);
        });
        std::fs::rename(office.path("copy.xlsx"), office.path(name)).unwrap();
    };
    copy("one.xlsx", "Bản ghi nhớ Busan", "Busan");
    copy("other.xlsx", "Thỏa thuận Daegu", "Daegu");
    office.run(&["import", "one.xlsx", "--by", "head"]);
    let (taken, said) = office.try_run(&["--language", "vi", "import", "other.xlsx", "--by", "head"]);
    assert!(!taken && said.contains("mã A-3 đã được ghi cho một văn bản khác (“Bản ghi nhớ Busan”)"), "{said}");
    // The same row again is known.
    assert_eq!(office.counts("one.xlsx")[..3], [0, 0, 3]);
}

#[test]
fn d19_a_range_without_marks_stays_a_range() {
    let list = TWO.replacen("term = \"10y\"", "term = \"until 2032-12-29..2032-12-31\"", 1);
    let office = Office::with(&list);
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        for row in 1..sheet.rows.len() {
            sheet.set(row, "Mã dòng", "");
        }
    });
    assert_eq!(office.counts("copy.xlsx"), [0, 0, 2, 0, 0]);
    assert_eq!(office.json(&["show", "A-1"])["term"].as_str(), Some("until 2032-12-29..2032-12-31"));
}

#[test]
fn d23_d24_rows_of_a_copy_know_their_agreement_by_its_former_code_and_parties() {
    let office = Office::with(TWO);
    office.run(&["record", "A-1", "hold-review", "review@2025-03-15", "--on", "2025-03-20", "--by", "head"]);
    office.worked_in(|book| {
        let label = book.sheet(UPDATES).cell(1, "Mã theo dõi");
        book.sheet(UPDATES).add(&[
            ("Mã theo dõi", &label),
            ("Mốc", "Sơ kết kỳ 4, 15/03/2026"),
            ("Kết quả", "Đã sơ kết"),
            ("Ngày", "16/03/2026"),
        ]);
        let sheet = book.sheet(AGREEMENTS);
        let row = sheet.row("Mã theo dõi", "A-1");
        sheet.set(row, "Đối tác", "Chính quyền tỉnh Sê Kông");
    });
    office.run(&["record", "A-1", "correct", "reference=A-9", "--by", "head"]);
    assert_eq!(office.counts("copy.xlsx"), [0, 1, 1, 1, 1]);
    assert_eq!(office.acts("A-9").iter().filter(|act| *act == "hold-review").count(), 2);
}

#[test]
fn d26_a_column_of_officers_shifted_by_a_row_is_asked_about() {
    let third = TWO.replace("A-1", "A-3").replace("A-2", "A-4").replace("2022-", "2021-").replace("desk-korea", "head");
    let office = Office::with(&format!("{TWO}{third}"));
    office.worked_in(|book| {
        let sheet = book.sheet(AGREEMENTS);
        let names: Vec<String> = (1..=4).map(|row| sheet.cell(row, "Người phụ trách")).collect();
        for row in 1..=4 {
            sheet.set(row, "Người phụ trách", &names[row % 4]);
        }
    });
    let (taken, said) = office.try_run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
    assert!(!taken && said.contains("có thể cột này đã được sắp xếp riêng"), "{said}");
}

#[test]
fn d27_a_note_typed_into_the_workbook_that_tells_of_an_extension_is_told() {
    for (note, told) in [("Đã gia hạn đến 31/12/2031", true), ("đã gửi báo cáo", false)] {
        let office = Office::with(TWO);
        office.worked_in(|book| {
            let sheet = book.sheet(AGREEMENTS);
            let row = sheet.row("Mã theo dõi", "A-1");
            sheet.set(row, "Ghi chú", note);
        });
        let said = office.run(&["--language", "vi", "import", "copy.xlsx", "--by", "head"]);
        assert_eq!(said.contains("ghi chú không làm đổi ngày nào"), told, "{note}: {said}");
    }
}
