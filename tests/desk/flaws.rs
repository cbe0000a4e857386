//! Every flaw of a list in one go: a row with one flaw does not hide its next, and the report walks down the file.

use pactwatch::desk::Purpose;
use pactwatch::desk::import::{Flawed, ImportOutcome, Report};

use super::world::World;

/// Where each flaw stands and how it begins, for example "16 country: no country of".
fn places(report: &Report) -> Vec<String> {
    let line = |flaw: &pactwatch::exchange::flaw::Flaw| {
        let column = flaw.column.as_deref().unwrap_or("-").split(' ').next().unwrap_or_default();
        let begins: Vec<&str> = flaw.what.split(' ').take(3).collect();
        format!("{} {column}: {}", flaw.row.unwrap_or_default(), begins.join(" "))
    };
    report.flaws.shown().iter().map(line).collect()
}

const TOML: &str = r#"[[agreement]]
reference = "A-1"
title = "Ngày không đặt trong ngoặc"
signed_on = 22/12/2017
renewal_period = "0 ngày"

[[agreement]]
reference = "A-2"
title = "Không đóng ngoặc
signed_on = "30-12"
notice = "chín"

[[agreement]]
reference = "A 3"
title = 5.5
signed_on = "30-12"
country = "Atlantis"
notice = "10 năm"
term = "5 năm"
in_force_on = 2017-01-01

[[agreement]]
title = 5.5

[[act]]
agreement = "NO-1"
act = "extend"
on = 2020-01-01T10:00:00

[[act]]
agreement = "NO-2"
act = "extnd"

[[party]]
id = "Sê Kông"
names = [{ name = "Sê Kông", from = 2020-01-01, until = 2019-01-01 }]
"#;

#[test]
fn of_toml_line_by_line_the_broken_ones_too() {
    let report = World::new().import("bad.toml", TOML);
    assert_eq!(report.outcome, ImportOutcome::Refused);
    // `in_force_on` before `signed_on` is not told: the day of signing could not be read, it may be mended to fit.
    assert_eq!(
        places(&report),
        [
            "4 13: this is not",
            "5 renewal_period: a period of",
            "9 26: this is not",
            "10 signed_on: `30-12` has no",
            "11 notice: `chín` is not",
            "14 reference: `reference` A 3",
            "15 title: a number with",
            "16 signed_on: `30-12` has no",
            "17 country: `Atlantis` is not",
            "18 notice: `notice` (10y) is",
            "23 title: a number with",
            "25 -: `extend` needs `until`",
            "26 agreement: `NO-1` is no",
            "28 on: a day with",
            "30 -: an act without",
            "31 agreement: `NO-2` is no",
            "32 act: there is no",
            "35 id: `Sê Kông` is",
            "36 names: the name `Sê",
        ]
    );
}

#[test]
fn of_a_table_row_by_row_and_from_left_to_right() {
    let list = "Thời hạn;Mã;Tên văn bản;Ngày ký;Ngày có hiệu lực;Thông báo trước;Nước\n\
                5 năm;A 1;Một;30-12;01/01/2017;10 năm;Atlantis\n\
                0 năm;A-2;Hai;22/12/2017;01/01/2017;6 tháng;KR\n\
                5 năm;A-3;Ba;22/12/2017;01/01/2017;6 tháng;KR\n\
                chín;A-3;;22/12/17;;chín;X\n";
    let report = World::new().import("bad.csv", list);
    assert_eq!(
        places(&report),
        [
            "2 reference: `reference` A 1",
            "2 signed_on: `30-12` has no",
            "2 notice: `notice` (10y) is",
            "2 country: `Atlantis` is not",
            "3 term: a term of",
            "3 in_force_on: `in_force_on` 2017-01-01 lies",
            "4 in_force_on: `in_force_on` 2017-01-01 lies",
            "5 term: `chín` is not",
            "5 reference: row 4 has",
            "5 title: `title` is empty",
            "5 signed_on: the year of",
            "5 notice: `chín` is not",
            "5 country: `X` is not",
        ]
    );
}

#[test]
fn what_contradicts_the_register_is_told_of_a_row_with_flaws_too() {
    let mut world = World::with("[[agreement]]\nreference = \"A-1\"\ntitle = \"T\"\nsigned_on = 2020-01-01\n");
    let report = world.import("more.csv", "reference,in_force_on,country\nA-1,2019-12-31,Atlantis\n");
    assert_eq!(places(&report), ["2 in_force_on: `in_force_on` 2019-12-31 lies", "2 country: `Atlantis` is not"]);
    let report = world
        .run("more.csv", "reference,in_force_on,country\nA-1,2019-12-31,Atlantis\n", Purpose::Keep, Flawed::AcceptGood)
        .unwrap();
    assert_eq!(report.flaws.total(), 2, "a second look at the same row says nothing twice\n{report}");
}

#[test]
fn a_reference_that_was_given_up_is_no_new_agreement() {
    let list = "reference,title\nA-1,T\n";
    let mut world = World::new();
    world.import("list.csv", list);
    world.record("A-1", "correct reference=B-1");
    let report = world.import("list.csv", list);
    assert_eq!(places(&report), ["2 reference: `A-1` is called"], "else it would stand there twice\n{report}");
    assert!(report.to_string().contains("`A-1` is called `B-1` now; write B-1"), "{report}");
    // Once the reference belongs to another agreement again, it is that one.
    world.record("B-1", "correct reference=A-1");
    assert_eq!(world.import("list.csv", list).counts.unchanged, 1);
}

#[test]
fn a_term_from_the_day_of_signing_needs_an_agreement_that_starts_on_it() {
    let list = |rows: &str| {
        let head = "Mã;Tên văn bản;Ngày ký;Ngày có hiệu lực;Cách có hiệu lực;Có hiệu lực sau;Thời hạn\n";
        head.to_owned() + rows
    };
    for (rule, rest, flaw) in [
        ("nothing said: it takes effect by signature", "22/12/2017;;;", false),
        ("by signature", "22/12/2017;;kể từ ngày ký;", false),
        ("both days are one, however it takes effect", "22/12/2017;22/12/2017;theo thông báo;", false),
        ("a delay of no time", "22/12/2017;;kể từ ngày ký;0 ngày", false),
        ("the day of signing is not known yet", ";;kể từ ngày ký;", false),
        ("in force later", "22/12/2017;01/01/2018;;", true),
        ("in force a month after the signature", "22/12/2017;;kể từ ngày ký;30 ngày", true),
        ("by notification, not known when", "22/12/2017;;theo thông báo;", true),
    ] {
        let report = World::new().import("list.csv", &list(&format!("A-1;Một;{rest};5 năm kể từ ngày ký\n")));
        let expected: &[&str] = if flaw { &["2 term: the term counts"] } else { &[] };
        assert_eq!(places(&report), expected, "{rule}\n{report}");
        // From the day in force it counts everywhere.
        let text = list(&format!("A-1;Một;{rest};5 năm kể từ ngày có hiệu lực\n"));
        assert!(World::new().import("list.csv", &text).flaws.is_empty(), "{rule}");
    }
    let odd = list("A-1;Một;30-12;01/01/2018;;;5 năm kể từ ngày ký\n");
    let report = World::new().import("list.csv", &odd);
    assert_eq!(places(&report), ["2 signed_on: `30-12` has no"], "mended it may be that day\n{report}");
}

#[test]
fn the_register_tells_how_an_agreement_starts_where_the_row_does_not() {
    let later =
        "[[agreement]]\nreference = \"A-1\"\ntitle = \"T\"\nsigned_on = 2020-01-01\neffect = \"notification\"\n";
    let mut world = World::with(later);
    let report = world.import("terms.csv", "reference,term\nA-1,5 years from the date of signature\n");
    assert_eq!(places(&report), ["2 term: the term counts"], "{report}");
}

/// What can hardly be true together is told; the rows are taken.
#[test]
fn contradictions_that_move_no_day_are_told() {
    let mut world = World::new();
    let list = r#"
[[party]]
id = "jeonbuk"
country = "KR"
names = [{ name = "Jeonbuk", until = 2024-05-01 }, { name = "Jeonbuk mới", from = 2024-04-01 }]

[[party]]
id = "gangwon"
country = "KR"
names = [{ name = "Gangwon", until = 2023-06-10 }, { name = "Gangwon mới", from = 2023-06-12 }]

[[agreement]]
reference = "A-1"
title = "Nước khác"
partner = ["jeonbuk"]
country = "LA"
signed_on = 2020-03-15
under = "NOPE"

[[agreement]]
reference = "A-2"
title = "Đứng dưới văn bản ở dòng sau"
partner = ["gangwon"]
country = "KR"
signed_on = 2020-03-15
under = "A-3"

[[agreement]]
reference = "A-3"
title = "Chiến lược"
kind = "strategy"
"#;
    let report = world.import("odd.toml", list);
    assert!(!report.has_flaws(), "{report}");
    let said = report.to_string();
    for told in [
        "party `jeonbuk`: \"Jeonbuk\" until 2024-05-01, \"Jeonbuk mới\" from 2024-04-01: on some days both hold",
        "party `gangwon`: \"Gangwon\" until 2023-06-10, \"Gangwon mới\" from 2023-06-12: between them it has no name",
        "its country is LA, its partners are of KR",
        "the register has no `NOPE`, which it stands under",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(said.matches("which it stands under").count(), 1, "A-3 comes in a row further down: {said}");
    // `office` is what `record` calls the office itself.
    let report = world.import("office.toml", "[[agreement]]\nreference = \"office\"\ntitle = \"Văn bản\"\n");
    assert!(report.has_flaws(), "{report}");
}
