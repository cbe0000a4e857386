//! Deliveries that other systems got wrong, each under the name of the report.

use std::collections::BTreeSet;

use pactwatch::watch::Release;

use crate::evidence::words;
use crate::rules::Rules;
use crate::weather::{never, taken};
use crate::world::{Home, World, day, said};

/// An agreement in force until that day, looked after by `desk-a`.
fn until(world: &mut World, reference: &str, term: &str) -> i64 {
    let fields =
        [("reference", reference), ("title", "Bản ghi nhớ"), ("signed_on", "2023-01-31"), ("officers", "desk-a")];
    world.register(&[&fields[..], &[("term", term)]].concat(), None)
}

fn rungs(told: &BTreeSet<String>, about: &str) -> Vec<String> {
    told.iter().filter(|line| line.contains(about) && !line.contains("moved")).cloned().collect()
}

#[test]
fn glpi_4571_an_extension_brings_a_full_new_ladder() {
    let mut world = World::on("2025-07-01");
    let id = until(&mut world, "T-1", "until 2026-01-31");
    world.tick_through("2026-01-20");
    assert!(world.told().contains(&"desk-a: expiry@2026-01-31 -180d".to_owned()));
    world.record(id, &said("extend", &[("until", "2031-01-31")])).unwrap();
    // One look a week for five years and two months.
    while world.today < day("2031-03-31") {
        world.turn_to(world.today.plus_days(7).unwrap());
        world.tick();
    }
    let told = world.told();
    assert_eq!(told.len(), world.told_once().len(), "nothing twice: {told:?}");
    let expected = [
        "desk-a: expiry@2031-01-31 +1d",
        "desk-a: expiry@2031-01-31 +30d",
        "desk-a: expiry@2031-01-31 -180d",
        "desk-a: expiry@2031-01-31 -30d",
        "desk-a: expiry@2031-01-31 -7d",
        "desk-a: expiry@2031-01-31 -90d",
        "director: expiry@2031-01-31 +30d",
        "head: expiry@2031-01-31 +1d",
        "head: expiry@2031-01-31 +30d",
        "head: expiry@2031-01-31 -30d",
        "head: expiry@2031-01-31 -7d",
        "head: expiry@2031-01-31 -90d",
    ];
    assert_eq!(rungs(&world.told_once(), "expiry@2031-01-31"), expected);
}

#[test]
fn invoiceninja_2183_one_late_letter() {
    // The end is Tuesday, 2026-12-01; 95 days before it is 2026-08-28, 80 days before it Saturday, 2026-09-12.
    let mut world = World::on("2026-03-02");
    until(&mut world, "T-1", "until 2026-12-01");
    world.tick_through("2026-08-27");
    let before = world.told().len();
    world.turn_to(day("2026-09-12"));
    world.tick();
    world.tick_through("2026-10-29");
    assert_eq!(world.told()[before..], ["desk-a: expiry@2026-12-01 -90d", "head: expiry@2026-12-01 -90d"]);
    let text = words(&world.post.taken()[before]);
    assert!(text.contains("80 ngày"), "the true number of days, not the rung's 90: {text}");
}

#[test]
fn contractmanager_entered_45_days_before() {
    let ladder = "[ladder.expiry]\nrungs = [{ before = \"90d\", to = [\"officer\"] }, \
                  { before = \"60d\", to = [\"officer\"] }, { before = \"30d\", to = [\"officer\"] }]\n";
    let rules = Rules { ladders: ladder.to_owned(), ..Rules::default() };
    // 45 days before Thursday, 2026-12-31 is Monday, 2026-11-16; 30 days before it is Tuesday, 2026-12-01.
    let mut world = World::new(Home::Memory, rules, day("2026-11-16"));
    until(&mut world, "T-1", "until 2026-12-31");
    world.tick();
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -60d"]);
    world.tick_through("2026-11-30");
    assert_eq!(world.told().len(), 1);
    world.tick_through("2027-01-31");
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -60d", "desk-a: expiry@2026-12-31 -30d"]);
}

#[test]
fn zammad_1239_one_refused_of_three() {
    let ladder = "[ladder.expiry]\nrungs = [{ before = \"30d\", to = [\"officer\", \"head\", \"director\"] }]\n";
    let rules = Rules { ladders: ladder.to_owned(), ..Rules::default() };
    let mut world = World::new(Home::Memory, rules, day("2026-12-01"));
    world.post.answer_from_now(|attempt| if attempt.to.starts_with("head@") { never() } else { taken() });
    until(&mut world, "T-1", "until 2026-12-31");
    world.tick();
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -30d", "director: expiry@2026-12-31 -30d"]);
    world.tick_through("2026-12-20");
    assert_eq!(world.told().len(), 2, "the two are not written to again");
    let reports: Vec<String> = world
        .mailboxes()
        .into_iter()
        .filter(|(_, keys)| keys.iter().any(|key| key.topic.to_string() == "system:undelivered"))
        .map(|(letter, _)| letter.to)
        .collect();
    assert_eq!(reports, ["it@example.vn"], "the third is reported, once");
    let tried = world.post.records().iter().filter(|record| record.attempt.to.starts_with("head@")).count();
    assert_eq!(tried, 1, "a mailbox that is not there is not asked twice");
}

#[test]
fn grocy_1655_due_today() {
    let ladder = "[ladder.expiry]\nrungs = [{ before = \"0d\", to = [\"officer\"] }]\n";
    let rules = Rules { ladders: ladder.to_owned(), ..Rules::default() };
    // Monday, 2026-06-15, seven in the morning: due today is not too late.
    let mut world = World::new(Home::Memory, rules, day("2026-06-12"));
    until(&mut world, "T-1", "until 2026-06-15");
    world.tick_through("2026-06-14");
    assert!(world.told().is_empty());
    world.tick_through("2026-06-15");
    assert_eq!(world.told(), ["desk-a: expiry@2026-06-15 0d"]);
    assert_eq!(world.scan(Release::Brake).queued, 0);
}
