//! What people are told when a rhythm changes, when someone was missing in the configuration, and when a snooze ends.

use pactwatch::config::{self, Checks};
use pactwatch::lifecycle::reminder::Key;
use pactwatch::watch::Office;

use super::told::{corrections, keys, list, tick};
use super::world::{World, clerk_on};

/// V6: a rhythm is corrected, and a day that was told is gone while the next one stands under its number: nothing moved there.
/// Every three months from 1 December 2025: 1 March (1), 1 June (2); every six: 1 June (1), 1 December.
#[test]
fn a_day_that_a_new_rhythm_leaves_out_is_gone_and_moved_nowhere() {
    let promised =
        "[[commitment]]\nagreement = \"T-1\"\nname = \"c\"\ntitle = \"Học bổng\"\nfrom = 2025-12-01\nevery = \"3m\"\n";
    let mut world = World::new();
    world.clerk = clerk_on("2026-01-05");
    world.import("list.toml", &format!("{}{promised}", list("2021-06-30", "term = \"10y\"")));
    // Seven days before 1 March, seven days after it, thirty days before 1 June.
    for on in ["2026-02-20", "2026-03-09", "2026-04-29"] {
        tick(&mut world, on);
    }
    world.clerk = clerk_on("2026-05-11");
    world.record("T-1", "correct commitment:c every=6m --number 7/CV");
    tick(&mut world, "2026-05-11");
    let both = ["desk-korea", "head"].map(|who| format!("commitment:c 2026-03-01 gone {who}"));
    assert_eq!(corrections(&world), both);
    tick(&mut world, "2026-05-12");
    assert_eq!(corrections(&world), both, "once");
}

/// V21: a contact, or all of a role, is missing in the configuration for some days; what opened meanwhile is due when they
/// are back. The agreement ends on 30/06/2026: officer and head have the letters of 180 and 90 days before; the one of 30 days
/// opens on Friday, 29 May, as 31 May is a Sunday. Somebody who was never named gets nothing of the past.
#[test]
fn p1_what_opened_while_someone_was_missing_in_the_configuration_is_due_when_he_is_back() {
    let office = |world: &World, was: &str, is: &str| {
        let text = config::sample().replace(was, is);
        Office::new(&config::parse(&text, world.folder.path(), &Checks::NONE).unwrap()).unwrap()
    };
    let ladder_30d = |world: &World| -> Vec<String> {
        let is_it = |key: &Key| key.topic.to_string() == "expiry" && key.occasion.to_string() == "-30d";
        let mut all: Vec<String> = keys(world).into_iter().filter(is_it).map(|key| key.recipient).collect();
        all.sort();
        all
    };
    for (rule, was, is, away, back) in [
        ("nobody missing", "", "", &["desk-korea", "head"][..], &["desk-korea", "head"][..]),
        ("the officer", "[contacts.desk-korea]", "[contacts.desk-kora]", &["head"], &["desk-korea", "head"]),
        ("the role", "head     = [\"head\"]", "head     = []", &["desk-korea"], &["desk-korea", "head"]),
    ] {
        let mut world = World::new();
        world.clerk = clerk_on("2026-01-05");
        world.import("list.toml", &list("2021-06-30", "term = \"5y\""));
        for on in ["2026-01-05", "2026-04-01", "2026-05-25"] {
            tick(&mut world, on);
        }
        let whole = std::mem::replace(&mut world.office, World::new().office);
        world.office = office(&world, was, is);
        for on in ["2026-05-26", "2026-05-29", "2026-06-02"] {
            tick(&mut world, on);
        }
        assert_eq!(ladder_30d(&world), away, "{rule}: meanwhile");
        world.office = whole;
        tick(&mut world, "2026-06-03");
        assert_eq!(ladder_30d(&world), back, "{rule}: back");
        tick(&mut world, "2026-06-04");
        assert_eq!(ladder_30d(&world), back, "{rule}: once");
    }
}

/// V19: a snooze announces what goes on the day on which letters go again. The agreement ended on 30/03/2026; +30d opens on
/// 29 April for officer, head and director.
#[test]
fn a_snooze_announces_the_letters_of_the_day_it_ends() {
    let mut world = World::new();
    world.clerk = clerk_on("2026-01-05");
    world.import("list.toml", &list("2021-03-30", "term = \"5y\""));
    for on in ["2026-02-27", "2026-03-23", "2026-03-31"] {
        tick(&mut world, on);
    }
    world.clerk = clerk_on("2026-04-25");
    let done = world.record("T-1", "snooze expiry@2026-03-30 --until 2026-05-25");
    let first: Vec<String> = done
        .milestones
        .letters
        .iter()
        .filter_map(|line| Some(format!("{} {}", line.first_letter.as_ref()?.opens_on, line.letters_appear)))
        .collect();
    assert_eq!(first, ["2026-05-25 3"]);
    tick(&mut world, "2026-05-24");
    let told = |world: &World| keys(world).into_iter().filter(|key| key.occasion.to_string() == "+30d").count();
    assert_eq!(told(&world), 0);
    tick(&mut world, "2026-05-25");
    assert_eq!(told(&world), 3);
}
