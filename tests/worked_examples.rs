//! The worked examples of the date rules that are day and calendar arithmetic alone, each with its weekday.
//!
//! Expected days were worked out by hand from the Civil Code's rules and the announced calendars.

use std::str::FromStr;

use pactwatch::lifecycle::calendar::{Calendar, CalendarDay, Country, SafeSide};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::lunar::lunar;
use pactwatch::lifecycle::span::Span;

/// `2022-12-22 Thu`: the weekday is checked, so that an expected day cannot be a slip of the pen.
fn day(text: &str) -> Day {
    let (date, weekday) = text.split_once(' ').expect("a day and its weekday");
    let day = Day::from_str(date).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(day.weekday().to_string(), weekday, "{date}");
    day
}

fn vietnam() -> Calendar {
    Calendar::new(Country::Vietnam, vec![], vec![]).expect("no entries of the office's own")
}

fn after(from: &str, span: Span) -> Day {
    day(from).plus(span).expect("within the years")
}

fn before(from: &str, span: Span) -> Day {
    day(from).minus(span).expect("within the years")
}

/// The k-th occurrence, counted from the anchor.
fn occurrence(anchor: &str, period: Span, k: u32) -> Day {
    after(anchor, period.times(k))
}

fn do_by(day: Day) -> Day {
    vietnam().on_or_before(day).expect("a working day in sight")
}

fn lawful_until(day: Day) -> Day {
    vietnam().on_or_after(day).expect("a working day in sight")
}

#[test]
fn example_01_five_years_from_signature() {
    let last = after("2017-12-22 Fri", Span::years(5));
    assert_eq!(last, day("2022-12-22 Thu"), "civil: the corresponding day");
    assert_eq!(last.previous(), day("2022-12-21 Wed"), "inclusive: the day before");
}

#[test]
fn example_02_biennial_reviews_up_to_the_end() {
    let review = |n| occurrence("2017-12-22 Fri", Span::years(2), n);
    assert_eq!(review(1), day("2019-12-22 Sun"));
    assert_eq!(do_by(review(1)), day("2019-12-20 Fri"));
    assert_eq!(review(2), day("2021-12-22 Wed"));
    assert!(review(3) > day("2022-12-22 Thu"), "the third falls after the end");
}

#[test]
fn example_03_days_before_the_end_sent_on_working_days() {
    for (days, nominal, sent) in [
        (180, "2022-06-25 Sat", "2022-06-24 Fri"),
        (90, "2022-09-23 Fri", "2022-09-23 Fri"),
        (60, "2022-10-23 Sun", "2022-10-21 Fri"),
        (30, "2022-11-22 Tue", "2022-11-22 Tue"),
        (15, "2022-12-07 Wed", "2022-12-07 Wed"),
        (7, "2022-12-15 Thu", "2022-12-15 Thu"),
        (1, "2022-12-21 Wed", "2022-12-21 Wed"),
    ] {
        let opens = before("2022-12-22 Thu", Span::days(days));
        assert_eq!((opens, do_by(opens)), (day(nominal), day(sent)), "{days} days before");
    }
}

/// Fifteen days to report after signing: the day itself, the last lawful day, the day to do it by.
#[test]
fn examples_04_to_07_fifteen_days_after_signing() {
    for (name, signed, due, lawful, by) in [
        ("04, a Saturday", "2025-06-06 Fri", "2025-06-21 Sat", "2025-06-23 Mon", "2025-06-20 Fri"),
        // 31/8 (swap) to 2/9 are off: the last working day is Friday 28/8, the make-up day having been 22/8.
        ("05, Quốc khánh", "2026-08-18 Tue", "2026-09-02 Wed", "2026-09-03 Thu", "2026-08-28 Fri"),
        ("06, Tết", "2026-02-05 Thu", "2026-02-20 Fri", "2026-02-23 Mon", "2026-02-13 Fri"),
        ("07, a holiday not enacted", "2026-11-09 Mon", "2026-11-24 Tue", "2026-11-24 Tue", "2026-11-23 Mon"),
    ] {
        let found = after(signed, Span::days(15));
        assert_eq!(found, day(due), "example {name}: due");
        assert_eq!(lawful_until(found), day(lawful), "example {name}: lawful until");
        assert_eq!(do_by(found), day(by), "example {name}: do by");
    }
}

#[test]
fn example_07_once_the_holiday_is_confirmed_it_rolls_on() {
    let on = day("2026-11-24 Tue");
    let name = "Ngày Văn hóa Việt Nam".to_owned();
    let entry =
        CalendarDay { confirmed: true, name, ..vietnam().entries(2026).pop().expect("24/11 is the year's last") };
    assert_eq!(entry.day, on);
    let calendar = Calendar::new(Country::Vietnam, vec![entry], vec![]).expect("one day named once");
    assert_eq!(calendar.on_or_after(on), Ok(day("2026-11-25 Wed")));
    assert_eq!(calendar.on_or_before(on), Ok(day("2026-11-23 Mon")));
}

/// Seven working days to answer, the day of receipt not counted, each of them named.
#[test]
fn examples_08_to_10_seven_working_days() {
    for (name, received, counted) in [
        (
            "08, Tết is skipped",
            "2026-02-12 Thu",
            [
                "2026-02-13 Fri",
                "2026-02-23 Mon",
                "2026-02-24 Tue",
                "2026-02-25 Wed",
                "2026-02-26 Thu",
                "2026-02-27 Fri",
                "2026-03-02 Mon",
            ],
        ),
        (
            "09, the make-up Saturday counts, the swapped Friday does not",
            "2025-04-24 Thu",
            [
                "2025-04-25 Fri",
                "2025-04-26 Sat",
                "2025-04-28 Mon",
                "2025-04-29 Tue",
                "2025-05-05 Mon",
                "2025-05-06 Tue",
                "2025-05-07 Wed",
            ],
        ),
        (
            "10, the make-up Saturday counts",
            "2026-08-20 Thu",
            [
                "2026-08-21 Fri",
                "2026-08-22 Sat",
                "2026-08-24 Mon",
                "2026-08-25 Tue",
                "2026-08-26 Wed",
                "2026-08-27 Thu",
                "2026-08-28 Fri",
            ],
        ),
    ] {
        for (n, expected) in (1..).zip(counted) {
            assert_eq!(vietnam().forward(day(received), n), Ok(day(expected)), "example {name}: day {n}");
        }
        assert_eq!(vietnam().back(day(counted[6]), 7), Ok(day(received)), "example {name}: and back");
    }
}

#[test]
fn example_11_notice_six_months_before_the_end_of_a_period() {
    let end = |k| after("2017-09-06 Wed", Span::years(5).and(Span::years(5).times(k)));
    assert_eq!((end(0), end(1)), (day("2022-09-06 Tue"), day("2027-09-06 Mon")));
    let notice = before("2022-09-06 Tue", Span::months(6));
    assert_eq!((notice, notice.previous()), (day("2022-03-06 Sun"), day("2022-03-05 Sat")), "civil and inclusive");
    assert_eq!((do_by(notice), do_by(notice.previous())), (day("2022-03-04 Fri"), day("2022-03-04 Fri")));
    let next = before("2027-09-06 Mon", Span::months(6));
    assert_eq!((next, next.previous()), (day("2027-03-06 Sat"), day("2027-03-05 Fri")));
    assert_eq!(do_by(next), day("2027-03-05 Fri"));
}

#[test]
fn example_12_notice_clamps_to_the_end_of_february() {
    let notice = |end| before(end, Span::months(6));
    assert_eq!(notice("2027-08-31 Tue"), day("2027-02-28 Sun"));
    assert_eq!(do_by(notice("2027-08-31 Tue")), day("2027-02-26 Fri"));
    assert_eq!(notice("2028-08-31 Thu"), day("2028-02-29 Tue"));
    assert_eq!(notice("2027-08-30 Mon"), day("2027-02-28 Sun"));
}

#[test]
fn example_13_terms_from_a_leap_day() {
    let leap_day = "2024-02-29 Thu";
    assert_eq!(after(leap_day, Span::years(1)), day("2025-02-28 Fri"));
    assert_eq!(after(leap_day, Span::years(4)), day("2028-02-29 Tue"));
    assert_eq!(after(leap_day, Span::years(5)), day("2029-02-28 Wed"));
    let clamps = |years| day(leap_day).clamps(Span::years(years));
    assert_eq!((clamps(1), clamps(4), clamps(5)), (true, false, true), "a clamped end is not moved once more");
}

#[test]
fn example_14_relations_with_brunei_began_on_a_leap_day() {
    let years = |n| after("1992-02-29 Sat", Span::years(n));
    assert_eq!(years(30), day("2022-02-28 Mon"));
    assert_eq!(years(35), day("2027-02-28 Sun"));
    assert_eq!(years(36), day("2028-02-29 Tue"));
}

#[test]
fn example_15_entry_into_force_is_not_moved_off_a_holiday() {
    let later = day("2026-03-05 Thu").max(day("2026-04-30 Thu"));
    assert_eq!(later, day("2026-04-30 Thu"));
    assert!(!vietnam().is_working(later, SafeSide::Later), "a holiday, and in force on it all the same");
    assert_eq!(after("2026-04-30 Thu", Span::days(30)), day("2026-05-30 Sat"));
    assert_eq!(after("2026-04-30 Thu", Span::years(3)), day("2029-04-30 Mon"));
}

#[test]
fn example_16_a_term_that_ends_on_the_first_day_of_tet() {
    let last = after("2024-02-06 Tue", Span::years(3));
    assert_eq!(last, day("2027-02-06 Sat"));
    let tet = lunar(last);
    assert_eq!((tet.year, tet.month, tet.day), (2027, 1, 1));
    assert_eq!(do_by(last), day("2027-02-03 Wed"), "the two last days of the old year are expected to be off");
}

#[test]
fn examples_17_and_18_the_two_ends_of_a_period_named_by_years() {
    assert_eq!(after("2022-11-03 Thu", Span::years(5)), day("2027-11-03 Wed"));
    assert_eq!(Day::ymd(2027, 12, 31), Ok(day("2027-12-31 Fri")));
    assert_eq!(after("2021-12-29 Wed", Span::years(5)), day("2026-12-29 Tue"));
    assert_eq!(Day::ymd(2026, 12, 31), Ok(day("2026-12-31 Thu")));
}

#[test]
fn example_19_termination_three_months_after_receipt() {
    let ends = after("2026-11-30 Mon", Span::months(3));
    assert_eq!(ends, day("2027-02-28 Sun"), "clamped, and not moved off the Sunday");
    let report = ends.plus(Span::days(15)).expect("within the years");
    assert_eq!((report, lawful_until(report)), (day("2027-03-15 Mon"), day("2027-03-15 Mon")));
}

#[test]
fn example_20_the_yearly_plan_due_on_15_november() {
    for (due, lawful, by) in [
        ("2025-11-15 Sat", "2025-11-17 Mon", "2025-11-14 Fri"),
        ("2026-11-15 Sun", "2026-11-16 Mon", "2026-11-13 Fri"),
        ("2027-11-15 Mon", "2027-11-15 Mon", "2027-11-15 Mon"),
    ] {
        assert_eq!((lawful_until(day(due)), do_by(day(due))), (day(lawful), day(by)), "{due}");
    }
}

#[test]
fn example_21_monthly_from_the_31st_keeps_to_its_anchor() {
    let monthly = |k| occurrence("2027-01-31 Sun", Span::months(1), k);
    let expected = ["2027-02-28 Sun", "2027-03-31 Wed", "2027-04-30 Fri", "2027-05-31 Mon"];
    assert_eq!([1, 2, 3, 4].map(monthly), expected.map(day));
    assert_eq!(after("2028-01-31 Mon", Span::months(1)), day("2028-02-29 Tue"));
}
