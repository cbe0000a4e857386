//! Days without the program, days without the mail server, days that a clock set wrong made up.

use pactwatch::lifecycle::reminder::Key;
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::TroubleKind;
use pactwatch::watch::Release;

use crate::evidence::words;
use crate::rules::Rules;
use crate::weather::{later, never, taken, trouble};
use crate::world::{Home, World, day};

/// Agreements in force until that day, looked after by `desk-a`.
fn until(world: &mut World, how_many: usize, end: &str) {
    for nth in 1..=how_many {
        let (reference, term) = (format!("T-{nth}"), format!("until {end}"));
        let fields = [("reference", reference.as_str()), ("title", "Bản ghi nhớ"), ("signed_on", "2025-01-05")];
        world.register(&[&fields[..], &[("officers", "desk-a"), ("term", &term)]].concat(), None);
    }
}

/// C2: down for 1, 30, 400 days: one late letter each, not a pile.
#[test]
fn an_outage_of_any_length_brings_one_late_letter_each() {
    // The end is Thursday, 2026-12-31. The last day the program was up is the day before the rung that opens first.
    let cases = [
        // 180 days before is Saturday, 2026-07-04, so Friday the 3rd; one day late is the 4th.
        ("1 day", "2026-07-02", "2026-07-04", &["desk-a: expiry@2026-12-31 -180d"][..]),
        // 90 days before is 2026-10-02.
        (
            "30 days, over two rungs' opening",
            "2026-09-12",
            "2026-10-12",
            &["desk-a: expiry@2026-12-31 -90d", "head: expiry@2026-12-31 -90d"],
        ),
        // 400 days from 2026-07-02 is 2027-08-06: the last rung, +30d, opened on Monday, 2027-02-01 and stands for all.
        (
            "400 days",
            "2026-07-02",
            "2027-08-06",
            &["desk-a: expiry@2026-12-31 +30d", "director: expiry@2026-12-31 +30d", "head: expiry@2026-12-31 +30d"],
        ),
    ];
    for (rule, last, back, expected) in cases {
        let mut world = World::on("2026-06-01");
        until(&mut world, 1, "2026-12-31");
        world.tick_through(last);
        let before = world.told_once();
        world.turn_to(day(back));
        world.tick();
        world.tick();
        let told: Vec<String> =
            world.told().into_iter().filter(|line| line.contains("expiry") && !before.contains(line)).collect();
        let mut sorted = told.clone();
        sorted.sort();
        assert_eq!(sorted, expected, "{rule}");
    }
}

/// C1: a clock 400 days ahead runs into the brake; back again nothing is skipped and nothing twice.
#[test]
fn a_clock_that_jumps_ahead_meets_the_brake_and_loses_nothing() {
    let mut world = World::new(Home::Memory, Rules { brake: 5, ..Rules::default() }, day("2026-06-01"));
    until(&mut world, 4, "2026-12-31");
    world.tick();
    world.turn_to(day("2027-07-06"));
    let scanned = world.scan(Release::Brake);
    // Four agreements, each for officer, head and director.
    assert_eq!(scanned.braked, Some(12));
    world.deliver();
    assert!(world.told().is_empty(), "behind the brake nothing goes");
    let to: Vec<String> = world.post.taken().into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, ["it@example.vn"], "but somebody is asked");
    world.turn_to(day("2026-06-02"));
    world.tick_through("2026-07-10");
    assert_eq!(world.told().len(), 4, "the rung of 3 July, for each officer: {:?}", world.told());
    world.turn_to(day("2026-06-20"));
    world.tick_through("2026-07-31");
    // What was told on a day that has not come does not count: each rung is asked again, under a round of its own.
    assert_eq!(world.told().len(), 8, "once more each, when its day comes: {:?}", world.told());
    world.tick_through("2026-08-05");
    assert_eq!(world.told().len(), 8, "a day that came again is told once");
}

/// C1: somebody released what a wrong clock asked for; what that clock had not passed is still told in its time.
#[test]
fn looks_written_under_a_clock_that_was_wrong_hold_nothing_back() {
    let mut world = World::on("2026-06-01");
    let fields = [
        ("reference", "T-1"),
        ("title", "Bản ghi nhớ"),
        ("signed_on", "2026-01-15"),
        ("officers", "desk-a"),
        ("term", "5y"),
        ("review_every", "1y"),
    ];
    let id = world.register(&fields, None);
    world.tick();
    world.record(id, &crate::world::said("suspend", &[])).unwrap();
    world.turn_to(day("2036-06-01"));
    world.scan(Release::Released);
    world.turn_to(day("2026-06-02"));
    world.tick();
    world.record(id, &crate::world::said("resume", &[])).unwrap();
    // The first review is on 2027-01-15; 60 days before is Monday, 2026-11-16.
    world.tick_through("2026-11-16");
    assert!(world.told().contains(&"desk-a: review@2027-01-15 -60d".to_owned()), "{:?}", world.told());
}

/// C1: what a clock that was ahead queued, and a server put off, is taken back: its days are of a day that has not come.
#[test]
fn a_letter_of_a_day_that_has_not_come_is_taken_back_though_it_was_put_off() {
    let mut world = World::on("2026-06-01");
    until(&mut world, 1, "2026-12-31");
    world.post.answer_from_now(|_| later());
    world.turn_to(day("2026-10-05"));
    world.tick();
    assert_eq!(world.post.records().len(), 2, "officer and head were asked, and put off");
    world.turn_to(day("2026-06-02"));
    world.post.answer_from_now(|_| taken());
    world.tick();
    assert!(world.told().is_empty(), "{:?}", world.told());
    world.tick_through("2026-07-10");
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -180d"]);
}

/// C1: a death of which a clock that was ahead told, in a letter that was taken back before it went, is told another day.
#[test]
fn a_death_whose_report_was_taken_back_is_told_again() {
    let mut world = World::on("2026-06-01");
    until(&mut world, 1, "2026-12-31");
    world.post.answer_from_now(|letter| match letter.to.split('@').next() {
        Some("desk-a") => never(),
        Some("it") => later(),
        _ => taken(),
    });
    world.turn_to(day("2026-10-05"));
    world.tick();
    let reports = |world: &World| {
        let about = |keys: &[Key]| keys.iter().any(|key| key.topic.to_string() == "system:undelivered");
        world.mailboxes().iter().filter(|(_, keys)| about(keys)).count()
    };
    assert_eq!(world.told(), ["head: expiry@2026-12-31 -90d"], "and the officer's letter is dead on that evidence");
    assert_eq!(world.store().outbox_in(EnvelopeState::Dead, 0, 10).unwrap().len(), 1);
    assert_eq!(reports(&world), 0);
    world.post.answer_from_now(|_| taken());
    world.turn_to(day("2026-06-02"));
    world.tick();
    assert_eq!(reports(&world), 1);
}

#[test]
fn the_brake_holds_until_somebody_has_looked() {
    let mut world = World::new(Home::Memory, Rules { brake: 3, ..Rules::default() }, day("2026-07-03"));
    until(&mut world, 4, "2026-12-31");
    assert_eq!(world.scan(Release::Brake).braked, Some(4));
    assert_eq!(world.scan(Release::Brake).queued, 0, "one letter about it a day");
    world.deliver();
    assert!(world.told().is_empty());
    let released = world.scan(Release::Released);
    assert_eq!((released.braked, released.queued), (None, 4));
    world.deliver();
    assert_eq!(world.told().len(), 4);
}

#[test]
fn more_than_bundle_over_for_one_person_become_one_letter() {
    for (bundle_over, letters) in [(1, 1), (2, 1), (3, 3)] {
        let mut world = World::new(Home::Memory, Rules { bundle_over, ..Rules::default() }, day("2026-07-03"));
        until(&mut world, 3, "2026-12-31");
        world.tick();
        assert_eq!(world.post.taken().len(), letters, "bundle_over = {bundle_over}");
        assert_eq!(world.told().len(), 3);
    }
}

/// Nine days of Tết with the mail server off lose nothing, age no letter, and what goes then tells the true days.
#[test]
fn nine_days_without_the_mail_server_lose_nothing() {
    let mut world = World::on("2026-07-02");
    until(&mut world, 2, "2026-12-31");
    world.post.answer_from_now(|_| trouble(TroubleKind::Unreachable));
    // The rung of 180 days opens on Friday, 2026-07-03.
    for _ in 0..9 {
        world.turn_to(world.today.next());
        let delivered = world.tick();
        assert!(delivered.trouble.is_some());
    }
    assert!(world.post.taken().is_empty());
    let refused = world.post.records().len();
    assert_eq!(refused, 9, "one letter a round finds out; the others are not worn out on it");
    world.post.answer_from_now(|_| taken());
    world.turn_to(world.today.next());
    world.tick();
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -180d", "desk-a: expiry@2026-12-31 -180d"]);
    // From Sunday, 2026-07-12 to 2026-12-31 are 172 days.
    let text = words(&world.post.taken()[0]);
    assert!(text.contains("172 ngày"), "written anew, with the true number of days: {text}");
}
