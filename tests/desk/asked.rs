//! What the cells of a list leave open is asked about, with a cure that helps; what they do say is taken as they say it.

use pactwatch::desk::import::ImportOutcome;
use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::agreement::Field;

use super::lists::{csv, refused, taken};
use super::world::{World, day};

fn rows(head: &str, rows: &[&str]) -> String {
    format!("{head}\n{}\n", rows.join("\n"))
}

fn facts(world: &World, id: i64, fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| world.field(id, *field)).collect()
}

#[test]
fn a_day_under_effect_is_a_first_day_soon_after_signing_and_a_last_day_years_behind_it() {
    let head = |name: &str| format!("Tên văn bản;Đối tác;Ngày ký;{name}");
    let fields = [Field::InForceOn, Field::Term];
    for name in ["Hiệu lực", "Thời gian hiệu lực"] {
        for (cells, expected) in [
            // In force on the day of signing, or two days after it: nobody said how long.
            (["22/12/2022", "20/12/2022"], [["2022-12-22", ""], ["2022-12-20", ""]]),
            (["20/12/2027", "20/12/2032"], [["", "until 2027-12-20"], ["", "until 2032-12-20"]]),
            (["từ 22/12/2022", "đến 20/12/2027"], [["2022-12-22", ""], ["", "until 2027-12-20"]]),
        ] {
            let list = cells.iter().zip(["A", "B"]).map(|(cell, name)| format!("{name};P{name};20/12/2022;{cell}"));
            let list: Vec<String> = list.collect();
            let world = taken(&rows(&head(name), &list.iter().map(String::as_str).collect::<Vec<_>>()));
            for (id, expected) in [1, 2].into_iter().zip(expected) {
                let said = facts(&world, id, &fields);
                let said: Vec<&str> = said.iter().map(|text| if text == "unknown" { "" } else { text }).collect();
                assert_eq!(said, expected, "{name}: {cells:?}");
            }
        }
        // Both kinds in one column, and eight months after the signing: from or until?
        for cells in [
            ["A;PA;20/12/2022;22/12/2022", "B;PB;20/12/2017;20/12/2027"],
            ["A;PA;20/12/2022;20/08/2023", "B;PB;20/12/2022;"],
        ] {
            let said = refused(&rows(&head(name), &cells));
            assert!(
                said.contains("may be the first day in force or the last") && said.contains("write từ 2"),
                "{said}"
            );
        }
    }
    // The cure, followed.
    let world = taken(&rows(&head("Hiệu lực"), &["A;PA;20/12/2022;từ 2022-12-22", "B;PB;20/12/2017;đến 2027-12-20"]));
    assert_eq!(facts(&world, 1, &fields)[0], "2022-12-22");
    assert_eq!(facts(&world, 2, &fields)[1], "until 2027-12-20");
}

#[test]
fn words_beside_a_columns_name_that_may_make_another_day_of_it_are_asked_about() {
    for (header, cell) in [
        ("Ngày ký (dự kiến)", "03/11/2022"),
        ("Ngày ký (phụ lục)", "03/11/2022"),
        ("Ngày ký - gia hạn", "03/11/2022"),
        ("Date signed (tentative)", "03/11/2022"),
        ("Ngày hết hạn (trước gia hạn)", "03/11/2027"),
        ("Thời hạn (còn lại)", "5 năm"),
        ("Báo trước (mới)", "6 tháng"),
    ] {
        let said = refused(&rows(&format!("Tên văn bản;Đối tác;{header}"), &[&format!("A;P;{cell}")]));
        assert!(said.contains(&format!("column `{header}`")) && said.contains("if it is that, call it"), "{said}");
    }
    for (header, cell, field, value) in [
        ("Ngày ký (ngày/tháng/năm)", "03/11/2022", Field::SignedOn, "2022-11-03"),
        ("Ngày ký (bắt buộc)", "03/11/2022", Field::SignedOn, "2022-11-03"),
        ("Ngày ký (Date signed)", "03/11/2022", Field::SignedOn, "2022-11-03"),
        ("Thời hạn (ĐVT: năm)", "5", Field::Term, "5y"),
    ] {
        let world = taken(&rows(&format!("Tên văn bản;Bên A;{header}"), &[&format!("A;UBND tỉnh Đắk Lắk;{cell}")]));
        assert_eq!(world.field(1, field), value, "{header}");
    }
}

#[test]
fn a_numbered_row_that_names_a_country_alone_is_a_heading() {
    let head = "STT;Tên thỏa thuận;Đối tác;Ngày ký;Thời hạn";
    for numbers in [["a", "b", "a"], ["-", "-", "-"], ["", "", ""], ["1.1", "1.2", "2.1"], ["1", "2", "1"]] {
        let row = |number: &str, name: &str| format!("{number};{name};P{name};03/11/2022;5 năm");
        let [a, b, c] = [row(numbers[0], "A"), row(numbers[1], "B"), row(numbers[2], "C")];
        let (world, report) = csv(&rows(head, &["1;Lào;;;", &a, &b, "2;Thái Lan;;;", &c]));
        assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 3), "{numbers:?}: {report}");
        let countries: Vec<String> = [1, 2, 3].map(|id| world.field(id, Field::Country)).to_vec();
        assert_eq!(countries, ["LA", "LA", "TH"], "{numbers:?}");
        assert!(report.to_string().contains("row 2 was not read: it is a heading; LA is taken"), "{report}");
    }
    // A region is a heading too where the rows below are counted otherwise; it gives no country.
    let (world, report) =
        csv(&rows(head, &["1;Lào;;;", "a;A;PA;03/11/2022;5 năm", "2;Châu Âu;;;", "a;B;PB;03/11/2022;5 năm"]));
    assert_eq!(world.count(), 2, "{report}");
    assert_eq!(facts(&world, 2, &[Field::Country]), [""]);
    // One plain row among numbered chapters.
    let (world, report) = csv(&rows(
        head,
        &[
            "1;Lào;;;",
            "1.1;A;PA;03/11/2022;5 năm",
            "2;Thái Lan;;;",
            "2.1;C;PC;03/11/2022;5 năm",
            "3;E;PE;03/11/2022;5 năm",
        ],
    ));
    assert_eq!(world.count(), 3, "{report}");
    // A title of which nothing else is known is an agreement.
    let (world, _) = csv(&rows(head, &["1;Bản ghi nhớ với Lào;;;", "2;B;PB;03/11/2022;5 năm"]));
    assert_eq!(world.count(), 2);
}

#[test]
fn lines_broken_by_pasting_are_asked_about_with_the_row_above() {
    let said = refused(&rows(
        "STT;Tên;Đối tác;Ngày ký;Thời hạn",
        &[
            "1;Bản ghi nhớ hợp tác giữa;UBND tỉnh;03/11/2022;05 năm",
            ";Ủy ban nhân dân tỉnh Đắk Lắk;Jeollabuk;;",
            ";và tỉnh Jeonbuk;;;",
            "2;Thỏa thuận B;Sê Kông;03/11/2022;05 năm",
        ],
    ));
    for row in ["row 3", "row 4"] {
        assert!(said.lines().any(|line| line.contains(row) && line.contains("may go on with row")), "{said}");
    }
    // A row without its number that has a day is an agreement; a lone line in large letters a heading.
    let (world, report) = csv(&rows(
        "STT;Tên;Đối tác;Ngày ký;Thời hạn",
        &[
            "1;A;PA;03/11/2022;05 năm",
            "2;B;PB;03/11/2022;05 năm",
            "3;C;PC;03/11/2022;05 năm",
            ";CÁC SỞ, NGÀNH;;;",
            "4;D;PD;03/11/2022;05 năm",
            "5;E;PE;03/11/2022;05 năm",
            ";F;PF;03/11/2022;05 năm",
        ],
    ));
    assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 6), "{report}");
}

#[test]
fn a_state_said_by_a_heading_or_a_cross_is_held_against_the_days() {
    let head = "STT;Tên thỏa thuận;Đối tác;Ngày ký;Thời hạn";
    // To 03/11/2029, and to 03/11/2020.
    let (runs, ran) = ("1;A;PA;03/11/2024;5 năm", "1;B;PB;03/11/2015;5 năm");
    for (heading, row) in [("II. Các thỏa thuận hết hiệu lực;;;;", runs), ("I. Còn hiệu lực;;;;", ran)]
    {
        let said = refused(&rows(head, &[heading, row]));
        assert!(said.contains("but by its days") && said.contains("hiệu lực`"), "{said}");
    }
    for (heading, row) in [("I. Còn hiệu lực;;;;", runs), ("II. Các thỏa thuận hết hiệu lực;;;;", ran)]
    {
        let (_, report) = csv(&rows(head, &[heading, row]));
        assert_eq!(report.outcome, ImportOutcome::Imported, "{report}");
    }
    let head = "Tên thỏa thuận;Đối tác;Ngày ký;Thời hạn;Còn hiệu lực;Hết hiệu lực";
    for (row, right) in [
        ("A;PA;03/11/2024;5 năm;x;", true),
        ("A;PA;03/11/2024;5 năm;;x", false),
        ("B;PB;03/11/2015;5 năm;;x", true),
        ("B;PB;03/11/2015;5 năm;x;", false),
        ("B;PB;03/11/2015;5 năm;x;x", false),
    ] {
        // Marks in both columns: the list has both states.
        let (_, report) = csv(&rows(head, &[row, "C;PC;03/11/2024;5 năm;x;", "D;PD;03/11/2015;5 năm;;x"]));
        assert_eq!(report.outcome == ImportOutcome::Imported, right, "{row}: {report}");
    }
}

#[test]
fn a_day_of_termination_is_an_end_and_no_last_day() {
    for header in ["Ngày chấm dứt", "Ngày thanh lý"] {
        // Five years from 03/11/2022 end on 03/11/2027.
        let list = |cells: &str| rows(&format!("Mã;Tên văn bản;Đối tác;Ngày ký;Thời hạn;{header}"), &[cells]);
        let world = taken(&list("M-1;A;P;03/11/2022;5 năm;03/11/2024"));
        assert_eq!(world.field(1, Field::Term), "5y");
        assert_eq!(world.status("M-1"), "terminated");
        let ends_on = day("2024-11-03");
        assert!(world.acts("M-1").iter().any(|act| act.body == ActBody::Terminate { ends_on }));
        let world = taken(&list("M-1;A;P;03/11/2022;5 năm;03/11/2027"));
        assert_eq!((world.field(1, Field::Term).as_str(), world.status("M-1")), ("5y", "in-force"));
        let world = taken(&list("M-1;A;P;03/11/2022;không thời hạn;03/11/2024"));
        assert_eq!(world.status("M-1"), "terminated");
        let said = refused(&list("M-1;A;P;03/11/2022;5 năm;03/11/2028"));
        assert!(said.contains("2027-11-03") && said.contains("2028-11-03"), "{said}");
        // Without a term nobody knows which it is; the cure, followed.
        let list = |more: &str, cells: &str| rows(&format!("Mã;Tên văn bản;Đối tác;Ngày ký;{header}{more}"), &[cells]);
        let said = refused(&list("", "M-1;A;P;03/11/2022;03/11/2024"));
        assert!(said.contains("ended early") && said.contains("Cách kết thúc"), "{said}");
        let world = taken(&list(";Cách kết thúc", "M-1;A;P;03/11/2022;03/11/2024;chấm dứt"));
        assert_eq!(world.status("M-1"), "terminated");
    }
    let said = refused("Tên văn bản;Ngày ký;Thời hạn;Ngày kết thúc\nA;03/11/2022;5 năm;03/11/2024\n");
    assert!(said.contains("Đã kết thúc ngày") && !said.contains("extended"), "{said}");
}

#[test]
fn the_shortest_term_is_no_term() {
    for cell in ["ít nhất 5 năm", "tối thiểu 05 năm", "at least five years", "hằng năm"] {
        let said = refused(&rows("Tên văn bản;Ngày ký;Thời hạn", &[&format!("A;03/11/2022;{cell}")]));
        assert!(said.contains("how long at least or how often"), "{cell}: {said}");
    }
    let world = taken("Tên văn bản;Ngày ký;Thời hạn;Báo trước\nA;03/11/2022;5 năm;ít nhất 6 tháng\n");
    assert_eq!(facts(&world, 1, &[Field::Term, Field::Notice]), ["5y", "6m"]);
}

#[test]
fn a_row_that_says_an_agreement_in_other_words_is_asked_about() {
    let head = "Tên văn bản;Đối tác;Nước;Ngày ký";
    for again in [
        "BGN hợp tác;Jeonbuk;Hàn Quốc;03/11/2022",
        "Bản ghi nhớ hợp tác giữa hai tỉnh;Jeonbuk;Hàn Quốc;03/11/2022",
        "Bản ghi nhớ hợp tác;Jeonbuk State;Hàn Quốc;03/11/2022",
        "Bản ghi nhớ về hợp tác;Jeonbuk;Hàn Quốc;04/11/2022",
    ] {
        let mut world = taken(&rows(head, &["Bản ghi nhớ hợp tác;Jeonbuk;Hàn Quốc;03/11/2022"]));
        let report = world.import("again.csv", &rows(head, &[again]));
        assert_eq!(report.outcome, ImportOutcome::Refused, "{again}: {report}");
        assert!(report.to_string().contains("the row resembles"), "{again}: {report}");
    }
    for other in [
        "Thỏa thuận kết nghĩa;Jeonbuk;Hàn Quốc;03/11/2022",
        "Bản ghi nhớ hợp tác;Chungnam;Hàn Quốc;03/11/2022",
        "Bản ghi nhớ về y tế;Jeonbuk;Hàn Quốc;04/11/2022",
        "Bản ghi nhớ về hợp tác;Jeonbuk;Hàn Quốc;04/11/2027",
    ] {
        let mut world = taken(&rows(head, &["Bản ghi nhớ hợp tác;Jeonbuk;Hàn Quốc;03/11/2022"]));
        let report = world.import("again.csv", &rows(head, &[other]));
        assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 2), "{other}: {report}");
    }
}

#[test]
fn a_note_right_below_a_list_without_numbers_is_left_aside_and_a_title_is_not() {
    let head = "Tên văn bản;Đối tác;Ngày ký";
    let row = "Bản ghi nhớ A;P;03/11/2022";
    for note in
        ["Ghi chú: số liệu đến 30/6/2026", "(1) Tính từ ngày ký", "- Như trên", "Trang 1/2", "---", "Hết", "(Đã ký)"]
    {
        let (world, report) = csv(&rows(head, &[row, &format!("{note};;")]));
        assert_eq!((report.outcome, world.count()), (ImportOutcome::Imported, 1), "{note}: {report}");
        assert!(report.to_string().contains("row 3 was not read"), "{note}: {report}");
    }
    assert_eq!(csv(&rows(head, &[row, "Thỏa thuận B;;"])).0.count(), 2);
}

#[test]
fn an_agreement_runs_out_on_its_last_day_and_on_no_other() {
    let list = |term: &str, on: &str| {
        format!("Tên văn bản;Ngày ký;Thời hạn;Đã kết thúc ngày;Cách kết thúc\nA;03/11/2012;{term};{on};hết hạn\n")
    };
    // Five years run out on 03/11/2017, a day earlier where the first day counts.
    for on in ["03/11/2017", "02/11/2017"] {
        taken(&list("5 năm", on));
    }
    taken(&list("chưa rõ", "03/11/2019"));
    for (term, on, said) in [
        ("5 năm", "03/11/2014", "if it was ended early it is `terminated`"),
        ("5 năm", "03/11/2024", "if it was extended, record `extend`"),
        ("không thời hạn", "03/11/2019", "its term is open"),
    ] {
        let told = refused(&list(term, on));
        assert!(told.contains(said), "{term}: {told}");
    }
}

#[test]
fn several_columns_of_parties_add_up() {
    for heads in ["Đối tác 1;Đối tác 2", "Đối tác (1);Đối tác (2)", "Bên nước ngoài;Bên nước ngoài"]
    {
        let world = taken(&rows(&format!("Tên văn bản;{heads};Ngày ký"), &["A;Jeonbuk;Jeju;03/11/2022"]));
        assert_eq!(world.field(1, Field::Partner), "jeonbuk;jeju", "{heads}");
    }
    let said = refused(&rows("Tên văn bản;Đối tác;Bên nước ngoài", &["A;Jeonbuk;Jeju"]));
    assert!(said.contains("Bên nước ngoài"), "{said}");
    let said = refused("Tên văn bản;Đối tác\n\"- Bản ghi nhớ A\n- Thỏa thuận B\";P\n");
    assert!(said.contains("may be several agreements"), "{said}");
}
