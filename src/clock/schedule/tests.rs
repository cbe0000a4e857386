//! Expected times were read off wall calendars and the published rules of each zone.

use std::collections::BTreeSet;

use chrono::Datelike;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

/// The next `n` wake-ups after an instant.
fn next(schedule: &str, zone: &str, after: &str, n: usize) -> Vec<String> {
    let schedule = Schedule::parse(schedule).expect(schedule);
    let zone: Zone = zone.parse().expect(zone);
    let mut instant = at(after);
    let mut found = Vec::new();
    for _ in 0..n {
        instant = schedule.next_after(instant, zone).expect("a wake-up");
        assert_eq!(schedule.latest_at_or_before(instant, zone), Some(instant), "found from both sides");
        found.push(instant.to_rfc3339().replace("+00:00", "Z"));
    }
    found
}

#[test]
fn fields_mean_what_crontab_means() {
    // 20 November 2026 is a Friday.
    let after = "2026-11-20T07:00:00Z";
    let cases: [(&str, &str, &[&str]); 16] = [
        ("later than, not at", "0 7 * * *", &["2026-11-21T07:00:00Z"]),
        ("weekday by name, any case", "30 7 * * mON", &["2026-11-23T07:30:00Z", "2026-11-30T07:30:00Z"]),
        ("0 is Sunday", "0 7 * * 0", &["2026-11-22T07:00:00Z"]),
        ("7 is Sunday", "0 7 * * 7", &["2026-11-22T07:00:00Z"]),
        ("1-5 is Monday to Friday", "0 6 * * 1-5", &["2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z"]),
        ("5-7 is Friday to Sunday", "0 8 * * 5-7", &["2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"]),
        ("Fri-Sun too", "0 6 * * Fri-Sun", &["2026-11-21T06:00:00Z", "2026-11-22T06:00:00Z", "2026-11-27T06:00:00Z"]),
        ("day or weekday", "0 6 25 * Mon", &["2026-11-23T06:00:00Z", "2026-11-25T06:00:00Z", "2026-11-30T06:00:00Z"]),
        // Odd days that are Mondays: 23 November, 7 December.
        ("day that begins with a star and weekday", "0 6 */2 * Mon", &["2026-11-23T06:00:00Z", "2026-12-07T06:00:00Z"]),
        (
            "steps of a range",
            "0-20/10 8 * * *",
            &["2026-11-20T08:00:00Z", "2026-11-20T08:10:00Z", "2026-11-20T08:20:00Z"],
        ),
        ("lists", "5,50 7,9 * * *", &["2026-11-20T07:05:00Z", "2026-11-20T07:50:00Z", "2026-11-20T09:05:00Z"]),
        ("months by name", "0 0 1 jan,JUL *", &["2027-01-01T00:00:00Z", "2027-07-01T00:00:00Z"]),
        (
            "the 31st in months that have one",
            "0 0 31 * *",
            &["2026-12-31T00:00:00Z", "2027-01-31T00:00:00Z", "2027-03-31T00:00:00Z"],
        ),
        ("29 February", "0 0 29 2 *", &["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
        // 29 February falls on a Sunday in 2032 and again in 2060.
        ("29 February on a Sunday", "0 0 29 2 */7", &["2032-02-29T00:00:00Z", "2060-02-29T00:00:00Z"]),
        ("every minute", "* * * * *", &["2026-11-20T07:01:00Z", "2026-11-20T07:02:00Z"]),
    ];
    for (rule, schedule, expected) in cases {
        assert_eq!(next(schedule, "UTC", after, expected.len()), expected, "{rule}: {schedule}");
    }
}

#[test]
fn what_is_no_schedule_is_refused_with_a_cure() {
    let cases = [
        ("", "has 0"),
        ("0 7 * *", "has 4"),
        ("0 0 7 * * Mon", "seconds"),
        ("@daily", "@daily"),
        ("60 7 * * *", "0 to 59"),
        ("0 24 * * *", "0 to 23"),
        ("0 7 0 * *", "1 to 31"),
        ("0 7 32 * *", "1 to 31"),
        ("0 7 * 13 *", "1 to 12"),
        ("0 7 * * 8", "0 to 7"),
        ("0 7 * * Thứ-Hai", "0 to 7"),
        ("*/0 7 * * *", "from 1"),
        ("*/-1 7 * * *", "from 1"),
        ("5/15 7 * * *", "5-59/15"),
        ("0 7 * * Sat-Mon", "backwards"),
        ("30-10 7 * * *", "backwards"),
        ("0 7 ? * Mon", "1 to 31"),
        ("0 7 L * *", "1 to 31"),
        ("0, 7 * * *", "0 to 59"),
        ("+5 7 * * *", "0 to 59"),
        ("0 0 30 2 *", "never comes"),
        ("0 0 31 4,6 *", "never comes"),
    ];
    for (text, part) in cases {
        let error = Schedule::parse(text).expect_err(text).to_string();
        assert!(error.contains(part), "{text}: {error}");
    }
}

#[test]
fn a_wake_up_in_a_gap_comes_once_after_it() {
    // New York jumps from 02:00 to 03:00 (07:00 UTC) on 8 March 2026.
    let expected = ["2026-03-07T07:30:00Z", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"];
    assert_eq!(next("30 2 * * *", "America/New_York", "2026-03-07T00:00:00Z", 3), expected);
    // Several times in one gap, and the hour after it, are one instant.
    let expected = ["2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z"];
    assert_eq!(next("*/30 * * * *", "America/New_York", "2026-03-08T06:00:00Z", 3), expected);
    // Beirut skips midnight to 01:00 on 29 March 2026.
    let expected = ["2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"];
    assert_eq!(next("0 0 * * *", "Asia/Beirut", "2026-03-28T00:00:00Z", 2), expected);
}

#[test]
fn a_wake_up_in_an_overlap_comes_the_first_time_only() {
    // New York shows 01:00 to 02:00 twice on 1 November 2026, first at UTC-4.
    let expected = ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"];
    assert_eq!(next("30 1 * * *", "America/New_York", "2026-10-31T00:00:00Z", 3), expected);
    let schedule = Schedule::parse("30 1 * * *").expect("a schedule");
    let zone: Zone = "America/New_York".parse().expect("a zone");
    let second_showing = at("2026-11-01T06:30:00Z");
    assert_eq!(schedule.latest_at_or_before(second_showing, zone), Some(at("2026-11-01T05:30:00Z")));
}

#[test]
fn a_day_that_a_zone_left_out_has_no_wake_up() {
    // Apia went from UTC-10 to UTC+14 and had no 30 December 2011.
    let expected = ["2011-12-29T17:00:00Z", "2011-12-30T17:00:00Z", "2011-12-31T17:00:00Z"];
    assert_eq!(next("0 7 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z", 3), expected);
    // A yearly wake-up on just that day waits for the year after.
    assert_eq!(next("0 7 30 12 *", "Pacific/Apia", "2011-01-01T00:00:00Z", 1), ["2012-12-29T17:00:00Z"]);
}

#[test]
fn each_day_of_years_has_its_wake_up_once() {
    for zone in ["America/New_York", "Asia/Ho_Chi_Minh", "Europe/Lisbon", "Australia/Lord_Howe", "America/Sao_Paulo"] {
        let zone: Zone = zone.parse().expect(zone);
        for schedule in ["0 0 * * *", "30 1 * * *", "30 2 * * *", "59 23 * * *"] {
            let schedule = Schedule::parse(schedule).expect(schedule);
            let mut instant = at("2014-01-01T12:00:00Z");
            for n in 1..=400 {
                let next = schedule.next_after(instant, zone).expect("a wake-up");
                assert_eq!(
                    schedule.latest_at_or_before(next - TimeDelta::seconds(1), zone).filter(|_| n > 1),
                    Some(instant).filter(|_| n > 1)
                );
                let days = zone.local(next).date() - zone.local(instant).date();
                assert!(n == 1 || days == TimeDelta::days(1), "{zone} {schedule} {instant} {next}");
                instant = next;
            }
        }
    }
}

#[test]
fn the_ends_of_the_calendar_are_no_panic() {
    let schedule = Schedule::parse("0 7 * * *").expect("a schedule");
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().expect("a zone");
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    assert!(schedule.next_after(first, zone).is_some_and(|at| at > first));
    assert!(schedule.latest_at_or_before(last, zone).is_some_and(|at| at <= last));
    assert_eq!(schedule.next_after(last, zone), None);
    assert_eq!(schedule.latest_at_or_before(first, zone), None);
}

/// One field of a random schedule: as it is written, and the numbers it means.
fn random_field(numbers: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = (String, BTreeSet<u32>)> {
    let all: BTreeSet<u32> = numbers.clone().collect();
    let (first, last) = (*numbers.start(), *numbers.end());
    let members = proptest::collection::btree_set(numbers.clone(), 1..4)
        .prop_map(|set| (set.iter().map(u32::to_string).collect::<Vec<_>>().join(","), set));
    let range = (numbers.clone(), numbers, 1..=last).prop_map(move |(a, b, step)| {
        let (from, to) = (a.min(b), a.max(b));
        (format!("{from}-{to}/{step}"), (from..=to).filter(|n| (n - from) % step == 0).collect())
    });
    let steps = (1..=last)
        .prop_map(move |step| (format!("*/{step}"), (first..=last).filter(|n| (n - first) % step == 0).collect()));
    prop_oneof![Just(("*".to_owned(), all)), members, range, steps]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Minute by minute for a year, by the words of crontab's own manual.
    #[test]
    fn crontab_s_manual_says_the_same(
        minute in random_field(0..=59), hour in random_field(0..=23), day in random_field(1..=31),
        month in random_field(1..=12), weekday in random_field(0..=6), start in 400_u64..40_000,
    ) {
        let text = format!("{} {} {} {} {}", minute.0, hour.0, day.0, month.0, weekday.0);
        let either = !day.0.starts_with('*') && !weekday.0.starts_with('*');
        let asked = |date: &NaiveDate| {
            let (by_day, by_weekday) =
                (day.1.contains(&date.day()), weekday.1.contains(&date.weekday().num_days_from_sunday()));
            let fits = if either { by_day || by_weekday } else { by_day && by_weekday };
            fits && month.1.contains(&date.month())
        };
        let times = hour.1.iter().flat_map(|hour| minute.1.iter().map(move |minute| (*hour, *minute)));
        let times: Vec<_> = times.filter_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).collect();
        let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("a time");
        let start = DateTime::UNIX_EPOCH.date_naive() + chrono::Days::new(start);
        let instant = start.and_time(noon).and_utc();
        let parsed = Schedule::parse(&text);
        // The 30th of February is refused.
        let next_after = |at| parsed.as_ref().ok()?.next_after(at, Zone::UTC);
        let latest_at = |at| parsed.as_ref().ok()?.latest_at_or_before(at, Zone::UTC);

        let coming = start.iter_days().take(366).filter(asked).flat_map(|date| times.iter().map(move |time| date.and_time(*time)));
        let expected = coming.map(|at| at.and_utc()).find(|at| *at > instant);
        let next = next_after(instant).filter(|at| *at < instant + TimeDelta::days(365));
        prop_assert_eq!(next, expected.filter(|at| *at < instant + TimeDelta::days(365)), "{}", &text);

        let gone = start.iter_days().rev().take(366).filter(asked).flat_map(|date| times.iter().rev().map(move |time| date.and_time(*time)));
        let expected = gone.map(|at| at.and_utc()).find(|at| *at <= instant);
        let last = latest_at(instant).filter(|at| *at > instant - TimeDelta::days(365));
        prop_assert_eq!(last, expected.filter(|at| *at > instant - TimeDelta::days(365)), "{}", text);
    }
}
