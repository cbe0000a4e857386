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
