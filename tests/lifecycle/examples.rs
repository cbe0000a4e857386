//! The worked examples of the date rules that need an agreement's logic; the others are in `tests/worked_examples.rs`.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind, Notice};
use pactwatch::lifecycle::calendar::{Calendar, Country};

use crate::office::Office;
use crate::world::{Register, day, notify};

fn do_by(text: &str) -> String {
    let calendar = Calendar::new(Country::Vietnam, vec![], vec![]).unwrap();
    let day = calendar.on_or_before(day(text)).unwrap();
    format!("{day} {}", day.weekday())
}

#[test]
fn example_01_five_years_from_signature_under_both_counts() {
    for (count, last) in [("civil", "2022-12-22 Thu"), ("inclusive", "2022-12-21 Wed")] {
        let register = Register::signed("2017-12-22", &[("term", "5y"), ("count", count)]);
        assert_eq!(register.days(MilestoneKind::Effect, "2030-12-31"), ["2017-12-22 Fri"]);
        assert_eq!(register.days(MilestoneKind::Expiry, "2030-12-31"), [last], "{count}");
    }
}

#[test]
fn example_02_reviews_every_two_years_through_the_last_day() {
    let facts = [("term", "5y"), ("review_every", "2y")];
    let register = Register::signed("2017-12-22", &facts);
    assert_eq!(register.days(MilestoneKind::Review, "2030-12-31"), ["2019-12-22 Sun", "2021-12-22 Wed"]);
    assert_eq!(do_by("2019-12-22"), "2019-12-20 Fri");
    let longer = Register::signed("2017-12-22", &[("term", "6y"), ("review_every", "2y")]);
    let expected = ["2019-12-22 Sun", "2021-12-22 Wed", "2023-12-22 Fri"];
    assert_eq!(longer.days(MilestoneKind::Review, "2030-12-31"), expected, "the last day in force is included");
}

#[test]
fn example_03_the_ladder_before_the_end_opens_on_working_days() {
    let register = Register::signed("2017-12-22", &[("term", "5y")]);
    let rungs =
        ["-180d officer", "-90d officer", "-60d officer", "-30d officer", "-15d officer", "-7d officer", "-1d officer"];
    let mut office = Office::new().with("expiry", &rungs);
    office.scan_daily(&register, "2022-01-01", "2023-01-31");
    let sent: Vec<String> = office.sent.iter().map(|s| format!("{} {} {}", s.rung, s.on, s.on.weekday())).collect();
    let expected = [
        "-180d 2022-06-24 Fri",
        "-90d 2022-09-23 Fri",
        "-60d 2022-10-21 Fri",
        "-30d 2022-11-22 Tue",
        "-15d 2022-12-07 Wed",
        "-7d 2022-12-15 Thu",
        "-1d 2022-12-21 Wed",
    ];
    assert_eq!(sent, expected);
}

#[test]
fn example_11_tacit_renewal_with_six_months_notice() {
    let facts = [("term", "5y"), ("renewal", "tacit"), ("renewal_period", "5y"), ("notice", "6m")];
    let civil = Register::signed("2017-09-06", &facts);
    let expected = [
        "2022-03-06 Sun notice 1 open",
        "2022-09-06 Tue renewal 1 open",
        "2027-03-06 Sat notice 2 open",
        "2027-09-06 Mon renewal 2 open",
    ];
    assert_eq!(civil.agenda("2027-12-31", "2022-01-01"), expected);
    assert_eq!(do_by("2022-03-06"), "2022-03-04 Fri");
    let inclusive = Register::signed("2017-09-06", &[&facts[..], &[("count", "inclusive")]].concat());
    let expected = [
        "2022-03-05 Sat notice 1 open",
        "2022-09-05 Mon renewal 1 open",
        "2027-03-05 Fri notice 2 open",
        "2027-09-05 Sun renewal 2 open",
    ];
    assert_eq!(inclusive.agenda("2027-12-31", "2022-01-01"), expected);
}

#[test]
fn example_12_notice_clamps_to_the_end_of_february() {
    for (end, notice) in [
        ("2027-08-31", "2027-02-28 Sun"),
        ("2028-08-31", "2028-02-29 Tue"),
        ("2027-08-30", "2027-02-28 Sun"),
        ("2027-08-28", "2027-02-28 Sun"),
        ("2027-08-27", "2027-02-27 Sat"),
    ] {
        let register = Register::signed("2022-01-10", &[("term", &format!("until {end}")), ("notice", "6m")]);
        assert_eq!(register.days(MilestoneKind::Notice, "2030-12-31"), [notice], "{end}");
    }
    assert_eq!(do_by("2027-02-28"), "2027-02-26 Fri");
}

#[test]
fn example_13_terms_from_the_leap_day() {
    for (term, civil, inclusive) in [
        ("1y", "2025-02-28 Fri", "2025-02-28 Fri"),
        ("4y", "2028-02-29 Tue", "2028-02-28 Mon"),
        ("5y", "2029-02-28 Wed", "2029-02-28 Wed"),
    ] {
        for (count, last) in [("civil", civil), ("inclusive", inclusive)] {
            let register = Register::signed("2024-02-29", &[("term", term), ("count", count)]);
            assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), [last], "{term} {count}");
        }
    }
}

#[test]
fn example_15_in_force_by_the_later_note() {
    let received = |text: &str| ActBody::EnterIntoForce { in_force_on: None, received_on: Some(day(text)) };
    let facts = [("effect", "notification"), ("term", "3y")];
    let register = Register::signed("2026-01-15", &facts).act("2026-04-30", received("2026-04-30 Thu"));
    assert_eq!(register.days(MilestoneKind::Effect, "2030-12-31"), ["2026-04-30 Thu"], "a holiday, and not moved");
    assert_eq!(register.days(MilestoneKind::Expiry, "2030-12-31"), ["2029-04-30 Mon"]);
    let delayed = Register::signed("2026-01-15", &[&facts[..], &[("effect_delay", "30d")]].concat())
        .act("2026-04-30", received("2026-04-30"));
    assert_eq!(delayed.days(MilestoneKind::Effect, "2030-12-31"), ["2026-05-30 Sat"]);
    assert_eq!(
        delayed.days(MilestoneKind::Expiry, "2030-12-31"),
        ["2029-05-30 Wed"],
        "the term runs from the day in force"
    );
    assert_eq!(delayed.status("2026-05-29"), "pending");
    assert_eq!(delayed.status("2026-05-30"), "in-force");
}

#[test]
fn example_16_an_end_on_the_first_day_of_tet_is_not_moved() {
    let register = Register::signed("2024-02-06", &[("term", "3y")]);
    assert_eq!(register.days(MilestoneKind::Expiry, "2030-12-31"), ["2027-02-06 Sat"]);
    assert_eq!(do_by("2027-02-06"), "2027-02-03 Wed");
    assert_eq!(register.status("2027-02-06"), "in-force");
}

#[test]
fn examples_17_and_18_a_period_named_by_years() {
    for (signed, range, first, last) in [
        ("2022-11-03", "until 2027-11-03..2027-12-31", "2027-11-03 Wed", "2027-12-31 Fri"),
        ("2021-12-29", "until 2026-12-29..2026-12-31", "2026-12-29 Tue", "2026-12-31 Thu"),
    ] {
        let register = Register::signed(signed, &[("term", range)]);
        assert_eq!(register.days(MilestoneKind::Expiry, "2030-12-31"), [first], "reminded of by the earlier");
        assert_eq!(register.one(MilestoneKind::Expiry, first).until, Some(day(last)), "and the end is uncertain");
        assert_eq!(register.ends_on(signed), day(last).to_string());
    }
}

#[test]
fn example_19_three_months_after_the_note_was_received() {
    // 30/11/2026 + 3 m: there is no 30/02, so Sun 28/02/2027, and validity is not moved off a Sunday.
    let register = Register::signed("2024-01-10", &[("term", "5y"), ("termination_notice", "3m")])
        .act("2026-11-30", notify(Notice::Termination, "2026-11-30"));
    assert_eq!(register.days(MilestoneKind::Expiry, "2030-12-31"), ["2027-02-28 Sun"]);
    assert_eq!((register.status("2027-02-28"), register.status("2027-03-01")), ("in-force", "terminated"));
}
