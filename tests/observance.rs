//! Recurring days: the shipped preset against the table of relations and national days, and how rows are combined.

use std::str::FromStr;

use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::observance::{
    Observance, ObservanceError, ObservanceKind, ObservanceRow, PRESET, Rows, YearMark, combine,
};

fn day(text: &str) -> Day {
    Day::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

fn rows(text: &str) -> Vec<ObservanceRow> {
    toml::from_str::<Rows>(text).unwrap_or_else(|error| panic!("{error}")).observance
}

fn preset() -> Vec<Observance> {
    combine(rows(PRESET), vec![]).unwrap_or_else(|error| panic!("{error}"))
}

fn named(name: &str) -> Observance {
    preset().into_iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

/// The day and the years in 2026–2027, the earlier first.
fn found(observance: &Observance, year: i32) -> Vec<(String, Option<u32>)> {
    let from = Day::ymd(year, 1, 1).expect("a day of the calendar");
    let to = Day::ymd(year, 12, 31).expect("a day of the calendar");
    observance.occurrences(from, to).into_iter().map(|on| (on.day.to_string(), on.years)).collect()
}

#[test]
fn the_marked_anniversaries_of_2026_and_2027_are_those_of_the_table() {
    for (name, on, years, mark) in [
        ("th-relations", "2026-08-06", 50, YearMark::Round),
        ("ph-relations", "2026-07-12", 50, YearMark::Round),
        ("dk-relations", "2026-11-25", 55, YearMark::Five),
        ("in-relations", "2027-01-07", 55, YearMark::Five),
        ("bn-relations", "2027-02-28", 35, YearMark::Five),
        ("kh-relations", "2027-06-24", 60, YearMark::Round),
        ("la-treaty", "2027-07-18", 50, YearMark::Round),
        ("tl-relations", "2027-07-28", 25, YearMark::Five),
        ("la-relations", "2027-09-05", 65, YearMark::Five),
        ("kr-relations", "2027-12-22", 35, YearMark::Five),
    ] {
        let on = day(on);
        let occurrences = named(name).occurrences(on, on);
        assert_eq!(occurrences.len(), 1, "{name}");
        assert_eq!((occurrences[0].years, occurrences[0].mark()), (Some(years), mark), "{name}");
    }
    let marked_in_2027 = preset()
        .iter()
        .filter(|row| row.kind == ObservanceKind::Anniversary && row.country.is_some())
        .flat_map(|row| row.occurrences(day("2027-01-01"), day("2027-12-31")))
        .filter(|occurrence| occurrence.mark() != YearMark::Plain)
        .count();
    assert_eq!(marked_in_2027, 7, "India, Brunei, Cambodia, the Lao treaty, Timor-Leste, Laos, Korea");
}

#[test]
fn the_next_marks_of_the_others() {
    for (name, year, years) in [
        ("mm-relations", 2030, 55),
        ("my-relations", 2028, 55),
        ("sg-relations", 2028, 55),
        ("id-relations", 2030, 75),
        ("jp-relations", 2028, 55),
        ("fr-relations", 2028, 55),
        ("ru-relations", 2030, 80),
        ("cn-relations", 2030, 80),
        ("fi-relations", 2028, 55),
        ("cu-relations", 2030, 70),
        ("kp-relations", 2030, 80),
    ] {
        assert_eq!(found(&named(name), year)[0].1, Some(years), "{name}");
    }
}

#[test]
fn greetings_fall_on_their_day_every_year() {
    for (name, on) in [
        ("la-national-day", "2026-12-02"),
        ("kh-king", "2026-05-14"),
        ("my-agong", "2026-06-01"),
        ("jp-national-day", "2027-02-23"),
        ("tl-national-day", "2026-11-28"),
        ("in-independence", "2026-08-15"),
    ] {
        assert_eq!(found(&named(name), day(on).year())[0].0, on, "{name}");
    }
}

#[test]
fn the_preset_leaves_no_country_without_relations_and_a_national_day() {
    let preset = preset();
    for country in [
        "LA", "KH", "TH", "MM", "MY", "SG", "ID", "PH", "BN", "TL", "JP", "KR", "FR", "RU", "IN", "CN", "DK", "FI",
        "CU", "KP",
    ] {
        let of = |kind| preset.iter().filter(move |row| row.country.as_deref() == Some(country) && row.kind == kind);
        assert!(of(ObservanceKind::Greeting).count() >= 1, "{country}");
        assert!(of(ObservanceKind::Anniversary).count() >= 1, "{country}");
    }
    assert!(preset.iter().all(|row| row.source.is_some() || !row.confirmed), "a certain day has its source");
    assert!(preset.iter().all(|row| row.title_en.is_some()));
}

/// An English letter names people and occasions in English, and its subject shows the country, which comes last: 50
/// characters of an occasion fit.
#[test]
fn the_preset_speaks_english_whole() {
    for row in preset() {
        assert_eq!(row.signer.is_some(), row.signer_en.is_some(), "{}", row.name);
        assert_eq!(row.addressee.is_some(), row.addressee_en.is_some(), "{}", row.name);
        if row.kind == ObservanceKind::Anniversary {
            let short = row.short_en.or(row.title_en).unwrap_or_default();
            let shown = format!("75 years of {short}");
            assert!(shown.chars().count() <= 50, "{}: {shown}", row.name);
        }
    }
}

#[test]
fn an_occurrence_lies_within_the_bounds_the_validity_and_after_the_base() {
    let row = |extra: &str| {
        let text = format!("[[observance]]\nname = \"x\"\nkind = \"greeting\"\ntitle = \"X\"\non = \"15/06\"\n{extra}");
        combine(rows(&text), vec![]).expect("a sound row").remove(0)
    };
    let days = |observance: Observance, from, to| {
        observance.occurrences(day(from), day(to)).iter().map(|on| on.day.to_string()).collect::<Vec<_>>()
    };
    for (rule, extra, from, to, expected) in [
        ("both bounds count", "", "2026-06-15", "2027-06-15", vec!["2026-06-15", "2027-06-15"]),
        ("nothing between", "", "2026-06-16", "2027-06-14", vec![]),
        ("bounds the wrong way round", "", "2027-12-31", "2026-01-01", vec![]),
        ("from its first day on", "valid_from = 2026-06-15", "2025-01-01", "2026-12-31", vec!["2026-06-15"]),
        ("not before its first day", "valid_from = \"2026-06-16\"", "2026-01-01", "2026-12-31", vec![]),
        ("through its last day", "valid_to = 2026-06-15", "2026-01-01", "2027-12-31", vec!["2026-06-15"]),
        ("after its base, not on it", "base = 2025-06-15", "2024-01-01", "2026-12-31", vec!["2026-06-15"]),
    ] {
        assert_eq!(days(row(extra), from, to), expected, "{rule}");
    }
    assert_eq!(row("").occurrences(Day::first(), Day::last()).len(), 300);
}

#[test]
fn a_lunar_anniversary_counts_lunar_years() {
    let text =
        "[[observance]]\nname = \"x\"\nkind = \"anniversary\"\ntitle = \"X\"\non = \"lunar 23/12\"\nbase = 2017-02-08";
    // 8 February 2017 was the 12th of Giêng of the lunar year 2017; 23 Chạp of 2026 lies in January 2027.
    let row = combine(rows(text), vec![]).expect("a sound row").remove(0);
    assert_eq!(found(&row, 2027), [("2027-01-30".to_owned(), Some(9))]);
}

#[test]
fn own_rows_add_replace_whole_and_drop() {
    let own = rows(
        r#"
        [[observance]]
        name = "kr-relations"
        kind = "anniversary"
        title = "quan hệ"
        base = 1992-12-22
        ladder = "slow"

        [[observance]]
        name = "yoga-day"
        enabled = false

        [[observance]]
        name = "twinning"
        kind = "anniversary"
        title = "kết nghĩa"
        base = "2017-12-22"
        "#,
    );
    let all = combine(rows(PRESET), own).expect("sound rows");
    assert_eq!(all.len(), preset().len(), "one dropped, one added");
    let find = |name: &str| all.iter().find(|row| row.name == name);
    let replaced = find("kr-relations").expect("replaced, not dropped");
    assert_eq!((replaced.ladder.as_deref(), replaced.country.as_deref()), (Some("slow"), None));
    assert!(find("yoga-day").is_none());
    assert!(find("twinning").is_some());
}

#[test]
fn a_row_that_will_not_do_says_why() {
    let wrong = |text: &str| {
        let text = format!("[[observance]]\n{text}");
        combine(vec![], rows(&text)).map(|_| ()).map_err(|error| error.to_string())
    };
    for (text, part) in [
        ("name = 'a b'", "does not serve"),
        ("name = ''", "does not serve"),
        ("name = 'x'", "has no `kind`"),
        ("name = 'x'\nkind = 'greeting'", "has no `title`"),
        ("name = 'x'\nkind = 'greeting'\ntitle = 'X'", "has no `on`"),
        ("name = 'x'\nkind = 'anniversary'\ntitle = 'X'\non = '1/1'", "has no `base`"),
        ("name = 'x'\nkind = 'greeting'\ntitle = 'X'\non = '1/1'\ncountry = 'kr'", "ISO 3166"),
        (
            "name = 'x'\nkind = 'greeting'\ntitle = 'X'\non = '1/1'\nvalid_from = 2027-01-01\nvalid_to = 2026-12-31",
            "no day at all",
        ),
    ] {
        assert!(wrong(text).is_err_and(|error| error.contains(part)), "{text}: {:?}", wrong(text));
    }
    let twice = rows("[[observance]]\nname = 'x'\n[[observance]]\nname = 'x'");
    assert_eq!(combine(vec![], twice), Err(ObservanceError::Twice("x".to_owned())));
}

#[test]
fn an_unknown_key_or_a_wrong_day_is_refused_when_read() {
    for text in
        ["nmae = 'x'", "name = 'x'\nbase = 'gestern'", "name = 'x'\nbase = 2026-13-01", "name = 'x'\non = '12/22'"]
    {
        assert!(toml::from_str::<Rows>(&format!("[[observance]]\n{text}")).is_err(), "{text}");
    }
}

#[test]
fn the_list_of_keys_is_that_of_the_row() {
    let written = serde_json::to_value(ObservanceRow::default()).expect("a row is an object");
    let mut keys: Vec<&str> = written.as_object().expect("a row is an object").keys().map(String::as_str).collect();
    let mut listed = ObservanceRow::KEYS.to_vec();
    keys.sort_unstable();
    listed.sort_unstable();
    assert_eq!(keys, listed);
}
