//! When a digest goes, and to whom.
//!
//! Days off are those announced for 2026: Monday 31 August to Wednesday 2 September, Tết from Monday 16 to Friday
//! 20 February. The schedule is Monday, half past seven.

use super::world::{Mail, OFFICE, World};

#[test]
fn a_wake_up_sends_one_digest_on_its_day_or_the_next_working_day() {
    type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);
    let cases: &[Case] = &[
        (
            "a Monday, from half past seven on, once",
            "2026-11-21 10:00",
            &["2026-11-21 10:30", "2026-11-23 07:29", "2026-11-23 07:30", "2026-11-23 08:00", "2026-11-24 08:00"],
            &["2026-11-23"],
        ),
        (
            "a Monday off: on Thursday, and the week after on its own day",
            "2026-08-25 10:00",
            &[
                "2026-08-31 08:00",
                "2026-09-02 08:00",
                "2026-09-03 07:29",
                "2026-09-03 07:30",
                "2026-09-04 08:00",
                "2026-09-07 08:00",
            ],
            &["2026-08-31", "2026-09-07"],
        ),
        (
            "the week of Tết and the Monday after it: one",
            "2026-01-30 10:00",
            &[
                "2026-02-09 08:00",
                "2026-02-16 08:00",
                "2026-02-20 08:00",
                "2026-02-22 08:00",
                "2026-02-23 08:00",
                "2026-02-24 08:00",
            ],
            &["2026-02-09", "2026-02-23"],
        ),
        (
            "three weeks missed: one, at once",
            "2026-11-02 10:00",
            &["2026-11-09 08:00", "2026-12-02 15:00", "2026-12-03 08:00", "2026-12-07 08:00"],
            &["2026-11-09", "2026-11-30", "2026-12-07"],
        ),
        (
            "made up on the morning of a wake-up, before its hour: that one's is the same",
            "2026-11-02 10:00",
            &["2026-11-09 08:00", "2026-12-07 06:50", "2026-12-07 07:31", "2026-12-14 07:29", "2026-12-14 07:30"],
            &["2026-11-09", "2026-12-07", "2026-12-14"],
        ),
        (
            "where no tick ever comes after the hour, each is made up all the same",
            "2026-11-02 10:00",
            &["2026-11-09 06:50", "2026-11-16 06:50", "2026-11-23 06:50", "2026-11-30 06:50"],
            &["2026-11-16", "2026-11-23", "2026-11-30"],
        ),
        (
            "made up on the day that a Monday off moved its digest to, before the hour",
            "2026-08-10 10:00",
            &["2026-08-17 08:00", "2026-09-03 07:00", "2026-09-03 07:30", "2026-09-07 07:30"],
            &["2026-08-17", "2026-08-31", "2026-09-07"],
        ),
        (
            "no digest for a week in which the register did not exist: it began after that week's wake-up",
            "2026-11-23 07:31",
            &["2026-11-23 08:00", "2026-11-28 08:00", "2026-11-30 08:00"],
            &["2026-11-30"],
        ),
        (
            "a register that began on the morning of a wake-up has its digest",
            "2026-11-23 06:00",
            &["2026-11-23 08:00", "2026-11-28 08:00", "2026-11-30 08:00"],
            &["2026-11-23", "2026-11-30"],
        ),
        (
            "a clock that ran ahead silences no later week",
            "2026-11-02 10:00",
            &["2027-11-08 08:00", "2026-11-09 08:00", "2026-11-16 08:00"],
            &["2026-11-09", "2026-11-16", "2027-11-08"],
        ),
    ];
    for (rule, registered, ticks, expected) in cases {
        let mut world = World::new();
        world.tick(&registered.replace("10:00", "09:00"), Mail::Up);
        world.register(registered, &[]);
        for when in *ticks {
            world.tick(when, Mail::Up);
        }
        assert_eq!(world.days("head"), *expected, "{rule}");
        assert_eq!(world.days("desk"), *expected, "{rule}: the officer's");
    }
}

#[test]
fn a_monthly_digest_is_the_first_that_goes_in_a_month() {
    let mut world = World::new();
    world.register("2026-08-05 10:00", &[]);
    world.live("2026-08-06", "2026-11-30");
    // 3 August was before the register. That of 31 August goes on 3 September, so September has had its own on the 7th.
    assert_eq!(world.days("director"), ["2026-08-31", "2026-10-05", "2026-11-02"]);
    // Seventeen Mondays, 10 August to 30 November, none lost and none twice.
    assert_eq!(world.days("head").len(), 17);
}

#[test]
fn a_month_s_first_digest_that_was_missed_is_made_up() {
    let mut world = World::new();
    world.register("2026-11-05 10:00", &[]);
    world.tick("2026-11-16 08:00", Mail::Up);
    assert_eq!(world.days("director"), Vec::<String>::new(), "the month's first was before the register");
    world.tick("2026-12-16 08:00", Mail::Up);
    assert_eq!(world.days("director"), ["2026-12-14"]);
}

/// E5: what is made up in a month, of an earlier one or before the hour, is that month's.
#[test]
fn a_monthly_digest_made_up_in_a_month_stands_for_that_month() {
    // 2 November, 7 December and 4 January are first Mondays of their months.
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "November's, made up on 3 December, stands for December",
            &["2026-12-03 08:00", "2026-12-07 08:00", "2026-12-14 08:00", "2027-01-04 08:00"],
            &["2026-11-30", "2027-01-04"],
        ),
        (
            "November's, made up in November, stands for November alone",
            &["2026-11-28 08:00", "2026-11-30 08:00", "2026-12-07 08:00", "2026-12-14 08:00"],
            &["2026-11-23", "2026-12-07"],
        ),
        (
            "made up on the first Monday before its hour",
            &["2026-12-07 06:50", "2026-12-07 07:31", "2026-12-14 08:00"],
            &["2026-12-07"],
        ),
    ];
    for (rule, ticks, expected) in cases {
        let mut world = World::new();
        world.register("2026-10-06 10:00", &[]);
        world.tick("2026-10-31 08:00", Mail::Up);
        for when in *ticks {
            world.tick(when, Mail::Up);
        }
        assert_eq!(world.days("director"), *expected, "{rule}");
    }
}

/// V7: the clock stood in January 2028 for one morning.
#[test]
fn a_clock_ahead_once_brings_no_second_monthly_digest() {
    let mut world = World::new();
    world.register("2026-10-20 10:00", &[]);
    world.live("2026-10-21", "2026-11-08");
    assert_eq!(world.days("director"), ["2026-11-02"]);
    world.tick("2028-01-06 08:00", Mail::Up);
    world.live("2026-11-09", "2026-12-08");
    let of_these_months = world.days("director").into_iter().filter(|day| day.starts_with("2026"));
    assert_eq!(of_these_months.collect::<Vec<_>>(), ["2026-11-02", "2026-12-07"]);
}

#[test]
fn the_same_day_is_not_told_twice_under_another_hour() {
    let mut world = World::new();
    world.register("2026-11-21 10:00", &[]);
    world.tick("2026-11-23 07:45", Mail::Up);
    world.office = World::of(&format!("{OFFICE}\n[schedule]\ndigest = \"0 8 * * Mon\"\n")).office;
    world.tick("2026-11-23 08:30", Mail::Up);
    assert_eq!(world.days("head"), ["2026-11-23"]);
}

#[test]
fn digests_that_waited_for_the_server_give_way_to_the_newest() {
    let mut world = World::new();
    world.register("2026-11-07 10:00", &[]);
    for when in ["2026-11-09 08:00", "2026-11-10 08:00", "2026-11-16 08:00", "2026-11-23 08:00"] {
        world.tick(when, Mail::Down);
    }
    assert_eq!(world.sent(), Vec::<String>::new());
    world.tick("2026-11-25 08:00", Mail::Up);
    assert_eq!(world.sent(), ["2026-11-23 desk", "2026-11-23 head"]);
}

#[test]
fn nobody_without_a_part_in_it_gets_one() {
    let mut world = World::new();
    world.register("2026-11-21 10:00", &[]);
    world.live("2026-11-22", "2026-12-07");
    let mut people: Vec<String> =
        world.sent().iter().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect();
    people.sort();
    people.dedup();
    // The announced calendar ends with the year: the fallback is told so once a month, on 7 December.
    assert_eq!(people, ["desk", "director", "head", "it"], "laos looks after nothing");
    assert_eq!(world.days("it"), ["2026-12-07"]);
}

#[test]
fn who_is_away_has_it_read_and_nobody_reads_everything_twice() {
    let away = |contact: &str, substitute: &str| {
        let email = format!("email = \"{contact}@example.vn\"\n");
        let absence =
            format!("{email}away = [{{ from = 2026-12-01, to = 2026-12-20, substitute = \"{substitute}\" }}]\n");
        World::of(&OFFICE.replace(&email, &absence))
    };
    let mut world = away("head", "laos");
    world.register("2026-12-02 10:00", &[]);
    world.tick("2026-12-07 08:00", Mail::Up);
    assert_eq!(world.sent(), ["2026-12-07 desk", "2026-12-07 director", "2026-12-07 head → laos", "2026-12-07 it"]);
    let mut world = away("director", "head");
    world.register("2026-12-02 10:00", &[]);
    world.tick("2026-12-07 08:00", Mail::Up);
    assert_eq!(
        world.sent(),
        ["2026-12-07 desk", "2026-12-07 head", "2026-12-07 it"],
        "a head reads what the director would"
    );
}
