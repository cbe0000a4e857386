//! What a list asks about quotes what stands in the cell, and its cure works when it is followed to the letter.

use pactwatch::exchange::{Format, drafts, read, to_mend};
use pactwatch::lifecycle::agreement::Field;
use pactwatch::lifecycle::policy::Language;

use super::texts::{facts, flaws, sound};

#[test]
fn m2_a_flaw_quotes_what_was_in_the_cell() {
    for term in [
        "tối đa 5 năm",
        "Hết hiệu lực",
        "Đến hết năm học 2026-2027",
        "05 năm (từ 22/12/2017)",
        "đến 31/02/2027",
        "đến 22/12/27",
        "trong khoảng 31/02/2027 đến 31/12/2027",
    ] {
        let found = flaws(Format::Csv, &format!("Tên văn bản,Đối tác,Thời hạn\nA,Jeonbuk,\"{term}\"\n"));
        assert_eq!(found.len(), 1, "{term}: {found:?}");
        assert!(found[0].contains(&format!("`{term}`")), "{term}: {found:?}");
    }
}

#[test]
fn m3_a_year_of_two_digits_is_shown_in_the_century_that_is_nearer() {
    for (day, whole) in [("22/12/97", "22/12/1997"), ("22/12/70", "22/12/1970"), ("22/12/17", "22/12/2017")] {
        let found = flaws(Format::Csv, &format!("Tên văn bản,Ngày ký\nA,{day}\n"));
        assert!(found[0].contains(whole), "{day}: {found:?}");
    }
}

#[test]
fn m6_direction_marks_are_taken_off() {
    let drafts = sound(
        Format::Csv,
        "Tên văn bản,Đối tác,Ngày ký,Thời hạn\nA,\u{200f}Jeonbuk,\u{200e}03/11/2022,5\u{202c} năm\n",
    );
    let facts = facts(&drafts, 0);
    assert_eq!(
        [Field::Partner, Field::SignedOn, Field::Term].map(|field| facts.get(field).unwrap_or_default()),
        ["Jeonbuk", "2022-11-03", "5y"]
    );
}

#[test]
fn m4_one_mended_day_does_not_make_the_doubt_of_its_column_vanish() {
    let list = "Tên văn bản,Ngày ký\nA,12/22/2022\nB,03/04/2022\nC,05/05/2022\n";
    let mut reading = read("list.csv", Format::Csv, list.as_bytes());
    let taken = drafts(&mut reading);
    assert_eq!(
        (taken.agreements.len(), reading.flaws.total()),
        (1, 1),
        "one question for the column: {}",
        reading.flaws
    );
    let mend = to_mend(&reading, Language::En).expect("two rows are asked about");
    let text = String::from_utf8(mend.bytes).expect("text");
    // The first row alone is mended: the second still says that nobody has confirmed it.
    let mended = text.replace("12/22/2022 ?", "22/12/2022");
    assert_ne!(mended, text);
    let found = flaws(Format::Csv, mended.trim_start_matches('\u{feff}'));
    assert!(found.iter().any(|flaw| flaw.contains("03/04/2022")), "{found:?}");
    // The other cure: the header says that all of it is month first.
    let month_first = text.replace("Ngày ký", "Ngày ký (mm/dd/yyyy)");
    let drafts = sound(Format::Csv, month_first.trim_start_matches('\u{feff}'));
    assert_eq!(facts(&drafts, 0).get(Field::SignedOn).as_deref(), Some("2022-12-22"));
    assert_eq!(facts(&drafts, 1).get(Field::SignedOn).as_deref(), Some("2022-03-04"));
}

#[test]
fn m7_countries_in_two_languages_are_one_and_several_have_a_cure_that_works() {
    for (country, code) in [
        ("Hàn Quốc/Korea", "KR"),
        ("Lào - Laos", "LA"),
        ("Hàn Quốc (Jeonbuk)", "KR"),
        ("Đức (CHLB)", "DE"),
        ("Lào (Laos)", "LA"),
    ] {
        let drafts = sound(Format::Csv, &format!("Tên văn bản,Nước\nA,{country}\n"));
        assert_eq!(facts(&drafts, 0).get(Field::Country).as_deref(), Some(code), "{country}");
    }
    for country in ["Lào và Campuchia", "Lào/Campuchia", "ASEAN", "EU", "Lào (Thái Lan)"] {
        let found = flaws(Format::Csv, &format!("Tên văn bản,Nước\nA,{country}\n"));
        assert!(found.len() == 1 && found[0].contains(country), "{country}: {found:?}");
        assert!(country.contains('(') || found[0].contains("leave the cell empty"), "{country}: {found:?}");
    }
}

#[test]
fn l0d_a_row_called_extension_is_no_agreement_by_itself() {
    let list = "STT,Tên văn bản,Đối tác,Ngày ký,Thời hạn\n1,Bản ghi nhớ A,Jeonbuk,03/11/2012,5 năm\n,Gia hạn lần 1,,03/11/2017,5 năm\n2,Bản ghi nhớ B,Jeju,03/11/2020,5 năm\n,Mang sang,2,,\n";
    let mut reading = read("list.csv", Format::Csv, list.as_bytes());
    let taken = drafts(&mut reading);
    assert_eq!(taken.agreements.len(), 2, "{}", reading.flaws);
    let found: Vec<String> = reading.flaws.shown().iter().map(ToString::to_string).collect();
    assert!(found.len() == 1 && found[0].contains("row 3, column title (B)"), "{found:?}");
    // The cure: the last day in the row above, and the row left out.
    let cured = "STT,Tên văn bản,Đối tác,Ngày ký,Thời hạn\n1,Bản ghi nhớ A,Jeonbuk,03/11/2012,đến 03/11/2022\n";
    assert_eq!(facts(&sound(Format::Csv, cured), 0).get(Field::Term).as_deref(), Some("until 2022-11-03"));
    // One with a partner may be an agreement of its own: the column for the text it belongs to says so.
    let numbered = "STT,Tên văn bản,Đối tác,Ngày ký\n1,Gia hạn Bản ghi nhớ A,Jeonbuk,03/11/2017\n";
    assert!(flaws(Format::Csv, numbered)[0].contains("an extension, an amendment or an annex of another text"));
    sound(Format::Csv, "STT,Tên văn bản,Đối tác,Ngày ký,Thuộc\n1,Gia hạn Bản ghi nhớ A,Jeonbuk,03/11/2017,A-1\n");
}

#[test]
fn l14_a_row_of_strokes_says_what_stands_above() {
    let list = "Tên văn bản,Đối tác,Nước,Ngày ký,Thời hạn\nA,Jeonbuk,Hàn Quốc,03/11/2022,5 năm\nB,//,//,//,//\nC,Jeju,″,idem,//\n";
    let drafts = sound(Format::Csv, list);
    let said = |at: usize, field: Field| facts(&drafts, at).get(field).unwrap_or_default();
    for (field, expected) in
        [(Field::Partner, "Jeonbuk"), (Field::Country, "KR"), (Field::SignedOn, "2022-11-03"), (Field::Term, "5y")]
    {
        assert_eq!(said(1, field), expected, "{field:?}");
    }
    assert_eq!([said(2, Field::Country), said(2, Field::SignedOn)], ["KR", "2022-11-03"]);
    assert_ne!(said(2, Field::Term), "5y", "one stroke fills a cell of which nothing is known");
}
