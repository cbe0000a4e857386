//! The lunar calendar and the working calendar, held against tables that were made by other means.

use std::collections::BTreeSet;
use std::str::FromStr;

use pactwatch::lifecycle::calendar::{Calendar, CalendarDay, CalendarError, Country, DayKind, SafeSide};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::lunar::{LunarDay, LunarError, leap_month, lunar, solar};

/// Tết, Giỗ Tổ and leap months 1970–2050, computed and cross-checked by two independent programs.
const TET: &str = include_str!("data/tet_dates.csv");
/// The weekdays off and working weekends of 2024–2026 as announced.
const ANNOUNCED: &str = include_str!("data/days_off_2024_2026.csv");
/// The weekdays off of 2027–2040 as a public package of holidays estimates them.
const ESTIMATED: &str = include_str!("data/estimated_days_off.txt");

fn day(text: &str) -> Day {
    Day::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

fn vietnam() -> Calendar {
    Calendar::new(Country::Vietnam, vec![], vec![]).expect("nothing of the office's own to contradict")
}

fn own(text: &str, confirmed: bool) -> CalendarDay {
    CalendarDay { day: day(text), kind: DayKind::Off, name: "riêng".into(), source: "thông báo".into(), confirmed }
}

#[test]
fn tet_gio_to_and_leap_months_equal_the_table() {
    for line in TET.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let year: i32 = cells[0].parse().expect("a year");
        let of = |month, day| solar(LunarDay { year, month, day, leap: false }).map(|day| day.to_string());
        assert_eq!(of(1, 1), Ok(cells[1].to_owned()), "Tết {year}");
        assert_eq!(of(3, 10), Ok(cells[3].to_owned()), "Giỗ Tổ {year}");
        assert_eq!(leap_month(year).unwrap_or(0).to_string(), cells[6], "leap month of {year}");
    }
    assert_eq!(TET.lines().count(), 82);
}

#[test]
fn every_day_of_1901_to_2099_converts_there_and_back_and_follows_the_day_before() {
    let mut at = day("1901-01-01");
    let mut before = lunar(at.previous());
    while at <= day("2099-12-31") {
        let here = lunar(at);
        assert_eq!(solar(here), Ok(at), "{here:?}");
        assert!(here > before && (here.day == before.day + 1 || (here.day == 1 && before.day >= 29)), "{at}: {here:?}");
        (before, at) = (here, at.next());
    }
}

#[test]
fn the_bounds_of_the_calendar_convert_too() {
    for at in [Day::first(), Day::last()] {
        assert_eq!(solar(lunar(at)), Ok(at));
    }
}

/// Where UTC+7 and UTC+8 part, as the Vietnamese calendar had or will have it.
#[test]
fn days_that_differ_from_the_chinese_calendar() {
    let of = |year, month, day| solar(LunarDay { year, month, day, leap: false }).map(|day| day.to_string());
    for (rule, found, expected) in [
        ("Tết 1985 comes a month before Chinese New Year", of(1985, 1, 1), "1985-01-21"),
        ("Giỗ Tổ 1985 follows the leap second month", of(1985, 3, 10), "1985-04-29"),
        ("Tết 2007 comes a day before", of(2007, 1, 1), "2007-02-17"),
        ("Tết 2030 comes a day before", of(2030, 1, 1), "2030-02-02"),
        ("Giỗ Tổ 2037 comes a day before", of(2037, 3, 10), "2037-04-24"),
        ("Giỗ Tổ 2038 comes a day before", of(2038, 3, 10), "2038-04-13"),
        ("Tết 1968 came a day before", of(1968, 1, 1), "1968-01-29"),
        ("Tết 2053 comes a day before", of(2053, 1, 1), "2053-02-18"),
    ] {
        assert_eq!(found.as_deref(), Ok(expected), "{rule}");
    }
    assert_eq!((leap_month(1984), leap_month(1985)), (None, Some(2)));
}

#[test]
fn a_lunar_day_that_does_not_exist_is_refused_with_what_does() {
    let at = |year, month, day, leap| solar(LunarDay { year, month, day, leap });
    assert!(matches!(at(2026, 13, 1, false), Err(LunarError::NoSuchMonth { .. })));
    assert!(matches!(at(2026, 0, 1, false), Err(LunarError::NoSuchMonth { .. })));
    assert!(matches!(at(2026, 6, 1, true), Err(LunarError::NoSuchMonth { .. })));
    assert_eq!(at(2026, 12, 30, false), Err(LunarError::NoSuchDay { year: 2026, month: 12, day: 30, length: 29 }));
    assert!(matches!(at(2026, 1, 0, false), Err(LunarError::NoSuchDay { .. })));
    assert_eq!(at(2200, 1, 1, false), Err(LunarError::OutOfRange(2200)));
    assert_eq!(at(1899, 1, 1, false), Err(LunarError::OutOfRange(1899)));
    assert_eq!(at(i32::MAX, 1, 1, false), Err(LunarError::OutOfRange(i32::MAX)));
}

#[test]
fn announced_years_equal_the_announced_calendar() {
    let calendar = vietnam();
    for year in 2024..=2026 {
        let found: Vec<String> = calendar
            .entries(year)
            .iter()
            .map(|entry| {
                let kind = if entry.kind == DayKind::Off { "off" } else { "work" };
                let confirmed = if entry.confirmed { "yes" } else { "no" };
                format!("{},{},{kind},{},{confirmed}", entry.day, entry.day.weekday(), entry.name)
            })
            .collect();
        let prefix = year.to_string();
        let expected: Vec<&str> = ANNOUNCED.lines().filter(|line| line.starts_with(&prefix)).collect();
        assert_eq!(found, expected, "{year}");
    }
}

#[test]
fn estimated_years_have_the_weekdays_off_that_a_public_package_expects() {
    let calendar = vietnam();
    let expected: BTreeSet<&str> = ESTIMATED.lines().collect();
    let found: Vec<String> = (2027..=2040)
        .flat_map(|year| calendar.entries(year))
        .inspect(|entry| assert_eq!(entry.kind, DayKind::Off, "no swap can be foreseen: {entry:?}"))
        .map(|entry| entry.day.to_string())
        .collect();
    assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
}

#[test]
fn what_the_law_settles_is_confirmed_and_the_rest_is_not() {
    let found: Vec<(String, String, bool)> =
        vietnam().entries(2027).into_iter().map(|entry| (entry.day.to_string(), entry.name, entry.confirmed)).collect();
    let expected = [
        ("2027-01-01", "Tết Dương lịch", true),
        ("2027-02-04", "Tết Nguyên đán", false),
        ("2027-02-05", "Tết Nguyên đán", false),
        ("2027-02-08", "Tết Nguyên đán", false),
        ("2027-02-09", "nghỉ bù Tết Nguyên đán", false),
        ("2027-02-10", "nghỉ bù Tết Nguyên đán", false),
        ("2027-04-16", "Giỗ Tổ Hùng Vương", true),
        ("2027-04-30", "Ngày Chiến thắng", true),
        ("2027-05-03", "nghỉ bù Quốc tế Lao động", false),
        ("2027-09-02", "Quốc khánh", true),
        ("2027-09-03", "Quốc khánh", false),
        ("2027-11-24", "Ngày Văn hóa Việt Nam", false),
    ];
    assert_eq!(found, expected.map(|(day, name, confirmed)| (day.to_owned(), name.to_owned(), confirmed)));
}

/// Officially announced breaks of earlier years, from the first to the last weekday off.
#[test]
fn the_rules_give_the_breaks_that_were_announced_before_2024() {
    let calendar = vietnam();
    for (name, first, last) in [
        ("Tết 2018, a Friday", "2018-02-14", "2018-02-20"),
        ("Tết 2019, a Tuesday", "2019-02-04", "2019-02-08"),
        ("Tết 2020, a Saturday", "2020-01-23", "2020-01-29"),
        ("Tết 2021, a Friday", "2021-02-10", "2021-02-16"),
        ("Tết 2022, a Tuesday", "2022-01-31", "2022-02-04"),
        ("Tết 2023, a Sunday", "2023-01-20", "2023-01-26"),
        ("Giỗ Tổ on Saturday 29/4/2023 joins 30/4 and 1/5", "2023-05-01", "2023-05-03"),
        ("Quốc khánh 2021, a Thursday", "2021-09-02", "2021-09-03"),
        ("Quốc khánh 2022, a Friday", "2022-09-01", "2022-09-02"),
        ("Quốc khánh 2023, a Saturday", "2023-09-01", "2023-09-04"),
        ("Quốc khánh 2020, one day under the older law", "2020-09-02", "2020-09-02"),
    ] {
        let (first, last) = (day(first), day(last));
        let mut at = first;
        while at <= last {
            assert!(!calendar.is_working(at, SafeSide::Earlier), "{name}: {at}");
            at = at.next();
        }
        assert!(calendar.is_working(weekday_beside(first, -1), SafeSide::Earlier), "{name}: begins earlier");
        assert!(calendar.is_working(weekday_beside(last, 1), SafeSide::Earlier), "{name}: ends later");
    }
}

fn weekday_beside(from: Day, step: i64) -> Day {
    let mut at = from.plus_days(step).expect("within the years");
    while at.date().format("%u").to_string().as_str() > "5" {
        at = at.plus_days(step).expect("within the years");
    }
    at
}

#[test]
fn doubt_falls_on_the_safe_side() {
    let calendar = Calendar::new(
        Country::Vietnam,
        vec![own("2026-12-12", false), own("2026-12-14", false), own("2026-12-15", true), own("2026-02-19", false)],
        vec![
            own("2026-12-19", true),
            own("2026-12-20", false),
            own("2027-02-08", false),
            own("2027-02-09", true),
            own("2026-12-16", false),
        ],
    )
    .expect("each day named once");
    for (rule, at, earlier, later) in [
        ("an ordinary weekday", "2026-12-17", true, true),
        ("an ordinary Saturday", "2026-12-26", false, false),
        ("unconfirmed weekday off", "2026-12-14", false, true),
        ("confirmed weekday off", "2026-12-15", false, false),
        ("unconfirmed day off on a Saturday: off either way", "2026-12-12", false, false),
        ("confirmed make-up Saturday", "2026-12-19", true, true),
        ("unconfirmed make-up Sunday", "2026-12-20", false, true),
        ("shipped make-up Saturday", "2026-01-10", true, true),
        ("unconfirmed work on a plain weekday: worked either way", "2026-12-16", true, true),
        ("unconfirmed work on an estimated holiday", "2027-02-08", false, true),
        ("confirmed work lifts an estimated holiday", "2027-02-09", true, true),
        ("the office doubts an announced day off: its word wins", "2026-02-19", false, true),
        ("an estimated Tết on a Sunday is off either way", "2027-02-07", false, false),
    ] {
        assert_eq!(calendar.is_working(day(at), SafeSide::Earlier), earlier, "{rule}, earlier");
        assert_eq!(calendar.is_working(day(at), SafeSide::Later), later, "{rule}, later");
    }
}

#[test]
fn entries_show_the_offices_own_and_leave_out_what_changes_nothing() {
    let calendar = Calendar::new(
        Country::Vietnam,
        vec![own("2026-12-14", false), own("2026-12-12", true), own("2026-01-02", true)],
        vec![own("2026-12-19", true), own("2026-12-16", true), own("2026-04-27", true)],
    )
    .expect("each day named once");
    let names =
        |at: &str| calendar.entries(2026).into_iter().find(|entry| entry.day == day(at)).map(|entry| entry.name);
    assert_eq!(names("2026-12-14").as_deref(), Some("riêng"));
    assert_eq!(names("2026-12-19").as_deref(), Some("riêng"));
    assert_eq!(names("2026-01-02").as_deref(), Some("riêng"), "the office's own wins over the shipped one");
    assert_eq!(names("2026-12-12"), None, "a Saturday off changes nothing");
    assert_eq!(names("2026-12-16"), None, "a Wednesday worked changes nothing");
    assert_eq!(names("2026-04-27"), None, "an announced day off, lifted");
    let entries = calendar.entries(2026);
    assert!(entries.is_sorted_by_key(|entry| entry.day));
    assert!(entries.iter().all(|entry| entry.day.year() == 2026));
}

#[test]
fn another_countrys_office_has_weekends_and_its_own_days_only() {
    let calendar = Calendar::new(Country::None, vec![own("2026-12-25", true)], vec![]).expect("one day named once");
    assert!(calendar.is_working(day("2026-09-02"), SafeSide::Later), "Quốc khánh is nobody's business here");
    assert!(!calendar.is_working(day("2026-08-22"), SafeSide::Later), "no shipped make-up Saturday either");
    assert_eq!(calendar.entries(2026).len(), 1);
    assert_eq!(calendar.entries(2024), vec![]);
    assert_eq!(calendar.announced_through(), None);
}

#[test]
fn a_day_named_twice_is_refused() {
    let twice = |off, work| Calendar::new(Country::None, off, work).map(|_| ());
    let named = Err(CalendarError::Twice { day: day("2026-12-19") });
    assert_eq!(twice(vec![own("2026-12-19", true)], vec![own("2026-12-19", true)]), named);
    assert_eq!(twice(vec![own("2026-12-19", true), own("2026-12-19", false)], vec![]), named);
}

#[test]
fn a_calendar_without_working_days_is_an_error_and_not_a_loop() {
    let mut off = Vec::new();
    let mut at = day("2026-01-01");
    while at <= day("2028-12-31") {
        off.push(own(&at.to_string(), true));
        at = at.next();
    }
    let calendar = Calendar::new(Country::None, off, vec![]).expect("each day named once");
    let near = day("2027-06-15");
    assert_eq!(calendar.on_or_after(near), Err(CalendarError::NoWorkingDay { near }));
    assert_eq!(calendar.on_or_before(near), Err(CalendarError::NoWorkingDay { near }));
    assert!(calendar.forward(near, 1).is_err());
    assert!(calendar.back(near, u32::MAX).is_err());
    assert_eq!(calendar.on_or_after(day("2028-12-01")), Ok(day("2029-01-01")), "within the bound it is found");
}

#[test]
fn counting_out_of_the_years_is_an_error() {
    let calendar = vietnam();
    assert!(matches!(calendar.forward(day("2199-12-25"), 30), Err(CalendarError::Day(_))));
    assert!(matches!(calendar.back(day("1900-01-10"), u32::MAX), Err(CalendarError::Day(_))));
    assert!(matches!(calendar.on_or_before(Day::first()), Err(CalendarError::Day(_))), "1/1/1900 is a holiday");
}

#[test]
fn no_working_days_away_is_the_day_itself() {
    let sunday = day("2026-11-22");
    assert_eq!((vietnam().forward(sunday, 0), vietnam().back(sunday, 0)), (Ok(sunday), Ok(sunday)));
}

#[test]
fn a_year_is_announced_once_every_estimate_is_settled() {
    assert_eq!(vietnam().announced_through(), Some(day("2026-12-31")));
    let open: Vec<CalendarDay> = vietnam().entries(2027).into_iter().filter(|entry| !entry.confirmed).collect();
    let settled: Vec<CalendarDay> = open.iter().map(|entry| own(&entry.day.to_string(), true)).collect();
    let through =
        |off: Vec<CalendarDay>, work| Calendar::new(Country::Vietnam, off, work).map(|it| it.announced_through());
    assert_eq!(through(settled.clone(), vec![]), Ok(Some(day("2027-12-31"))));
    assert_eq!(through(settled[1..].to_vec(), vec![]), Ok(Some(day("2026-12-31"))), "one day of Tết is open");
    assert_eq!(through(settled[1..].to_vec(), settled[..1].to_vec()), Ok(Some(day("2027-12-31"))), "lifted");
    let without_culture_day = settled[..settled.len() - 1].to_vec();
    assert_eq!(through(without_culture_day, vec![]), Ok(Some(day("2027-12-31"))));
}

#[test]
fn the_rules_leave_no_year_without_holidays() {
    let calendar = vietnam();
    for year in 1900..=2199 {
        // Six or seven of the eleven days at least fall on a weekday or are made up, whatever the year.
        assert!(calendar.entries(year).len() >= 7, "{year}");
    }
}
