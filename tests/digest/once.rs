//! Each act stands in the changes of one digest: by what the last one knew, and not by its day.
//!
//! Digests go on Mondays at half past seven; 23 and 30 November and 7 December 2026 are Mondays. The ticks are at eight.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind};
use pactwatch::lifecycle::agreement::Facts;

use super::world::{Mail, World, day};

fn extended(until: &str) -> ActBody {
    ActBody::Extend { until: Some(day(until)), span: None, their_number: None }
}

/// `2027-11-03 → 2028-11-03`, the ends that the digest of that moment tells of as moved.
fn moved(world: &World, contact: &str, when: &str) -> Vec<String> {
    let changes = world.digest(contact, when).changes;
    let text = |day: Option<pactwatch::lifecycle::day::Day>| day.map_or("none".to_owned(), |day| day.to_string());
    let moves = changes.iter().flat_map(|row| &row.moved).filter(|one| one.kind == MilestoneKind::Expiry);
    moves.map(|one| format!("{} → {}", text(one.old), text(one.new))).collect()
}

/// V17: an act of the day of a digest stood in that digest and in the next one.
#[test]
fn what_was_recorded_on_the_day_of_a_digest_stands_in_one_digest() {
    let mut world = World::new();
    let id = world.register("2026-11-18 10:00", &[("term", "until 2027-11-03")]);
    world.tick("2026-11-18 11:00", Mail::Up);
    // Before the digest of 23 November, at its very moment but after it, and later that day.
    world.act("2026-11-23 07:00", id, &extended("2028-11-03"));
    let first = moved(&world, "head", "2026-11-23 08:00");
    world.tick("2026-11-23 08:00", Mail::Up);
    world.act("2026-11-23 08:00", id, &extended("2029-11-03"));
    world.act("2026-11-23 15:00", id, &extended("2030-11-03"));
    let second = moved(&world, "head", "2026-11-30 08:00");
    world.tick("2026-11-30 08:00", Mail::Up);
    let third = moved(&world, "head", "2026-12-07 08:00");
    assert_eq!(world.days("head"), ["2026-11-23", "2026-11-30"]);
    assert_eq!(first, ["2027-11-03 → 2028-11-03"]);
    assert_eq!(second, ["2028-11-03 → 2030-11-03"]);
    assert_eq!(third, Vec::<String>::new());
}

/// What came in on the morning of a digest is told as new by that digest alone, and a change of the same day by the next.
#[test]
fn what_came_in_on_the_day_of_a_digest_is_new_once() {
    let mut world = World::new();
    world.register("2026-11-18 10:00", &[("reference", "KR-0")]);
    world.tick("2026-11-18 11:00", Mail::Up);
    let id = world.register("2026-11-23 07:00", &[("term", "until 2027-11-03")]);
    let registered = |world: &World, when: &str| {
        let digest = world.digest("head", when);
        (digest.registered, digest.unlisted.registered)
    };
    let first = registered(&world, "2026-11-23 08:00");
    world.tick("2026-11-23 08:00", Mail::Up);
    world.act("2026-11-23 10:00", id, &extended("2028-11-03"));
    assert_eq!(first, (vec!["KR-0".to_owned(), "KR-1".to_owned()], 0));
    assert_eq!(registered(&world, "2026-11-30 08:00"), (vec![], 0));
    assert_eq!(moved(&world, "head", "2026-11-30 08:00"), ["2027-11-03 → 2028-11-03"]);
}

/// A digest that no server took has told nothing: the next one tells it.
#[test]
fn what_a_digest_knew_that_nobody_got_is_told_by_the_next() {
    let mut world = World::new();
    let id = world.register("2026-11-16 06:00", &[("term", "until 2027-11-03")]);
    world.tick("2026-11-16 08:00", Mail::Up);
    world.act("2026-11-18 10:00", id, &extended("2028-11-03"));
    world.tick("2026-11-23 08:00", Mail::Down);
    world.act("2026-11-24 10:00", id, &extended("2029-11-03"));
    assert_eq!(moved(&world, "desk", "2026-11-30 08:00"), ["2027-11-03 → 2029-11-03"]);
}

/// V17: what was handed over on the morning of a digest left its officer a last digest, and another a week later.
#[test]
fn who_lost_everything_on_the_day_of_a_digest_has_that_digest_and_no_other() {
    let mut world = World::new();
    let id = world.register("2026-11-16 06:00", &[("officers", "laos")]);
    world.tick("2026-11-16 08:00", Mail::Up);
    let lost = ActBody::Correct {
        field: "officers".to_owned(),
        old: "laos".to_owned(),
        new: "desk".to_owned(),
        commitment: None,
    };
    world.act("2026-11-23 07:00", id, &lost);
    let facts = Facts { officers: vec!["desk".to_owned()], ..world.store.agreement(id).unwrap().facts };
    world.store.write(|tx| tx.project(id, &facts)).unwrap();
    assert_eq!(world.digest("laos", "2026-11-23 08:00").next_on, None);
    for when in ["2026-11-23 08:00", "2026-11-30 08:00", "2026-12-07 08:00"] {
        world.tick(when, Mail::Up);
    }
    assert_eq!(world.days("laos"), ["2026-11-16", "2026-11-23"]);
}

/// E2: a matter was counted from the day its first reminder was due on, or from the day it came in, though nobody had a letter.
#[test]
fn a_matter_is_counted_from_the_first_letter_that_somebody_got() {
    let mut world = World::new();
    // The end lies 103 days ahead: the first reminder, 180 days before it, was due before the agreement came in.
    world.register("2026-11-18 10:00", &[("term", "until 2027-03-01")]);
    let since = |world: &World, when: &str| {
        let awaiting = world.digest("head", when).awaiting;
        awaiting.iter().map(|row| row.open_since.map(|day| day.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(since(&world, "2026-11-19 08:00"), [None]);
    world.tick("2026-11-19 09:00", Mail::Down);
    assert_eq!(since(&world, "2026-11-20 08:00"), [None]);
    world.tick("2026-11-20 09:00", Mail::Up);
    world.tick("2026-11-23 08:00", Mail::Up);
    assert_eq!(since(&world, "2026-11-30 08:00"), [Some("2026-11-19".to_owned())]);
}

/// E7: a mark of restriction that was set and taken back, or taken off and set again, between two digests is told by
/// reference alone.
#[test]
fn a_restriction_that_was_taken_back_since_is_told_by_reference_alone() {
    type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);
    let set = |to: &str| ActBody::Correct {
        field: "restricted".to_owned(),
        old: if to == "yes" { "no" } else { "yes" }.to_owned(),
        new: to.to_owned(),
        commitment: None,
    };
    let cases: &[Case] = &[
        ("on and off", "no", &["yes", "no"], &["KR-1"]),
        ("off and on", "yes", &["no", "yes"], &["KR-1"]),
        ("nothing that changes it", "no", &["no"], &[]),
        ("nothing at all", "no", &[], &[]),
    ];
    for (rule, registered, sets, expected) in cases {
        let mut world = World::new();
        let id = world.register("2026-11-18 10:00", &[("restricted", registered)]);
        world.tick("2026-11-23 08:00", Mail::Up);
        for to in *sets {
            world.act("2026-11-25 10:00", id, &set(to));
        }
        let changes = world.digest("head", "2026-11-30 08:00").changes;
        let told: Vec<&str> = changes.iter().map(|row| row.reference.as_str()).collect();
        assert_eq!(told, *expected, "{rule}");
        for row in &changes {
            assert!(row.short.is_none() && row.fields.is_empty() && row.acts.is_empty(), "{rule}: {row:?}");
        }
        world.tick("2026-11-30 08:00", Mail::Up);
        assert!(world.digest("head", "2026-12-07 08:00").changes.is_empty(), "{rule}: once");
    }
}
