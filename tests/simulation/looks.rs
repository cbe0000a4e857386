//! `look_on` is an index, not a truth: a scan that looks only where something may be due finds what one that looks
//! everywhere finds, on the same days.

use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::day::Day;
use pactwatch::store::StoreError;
use pactwatch::watch::Release;

use crate::dice::Dice;
use crate::life;
use crate::model::Life;
use crate::rules::{LADDERS, Rules};
use crate::world::{Home, World, day};

/// How a run goes through the register.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By the index.
    Index,
    /// Every look is cleared before each scan.
    Everything,
}

/// What was queued on each day of a world without faults: day, letter, reader.
fn queued(seed: u64, way: Way) -> Vec<(Day, String, String)> {
    let mut dice = Dice::new(seed);
    let rules = Rules { ladders: (*dice.pick(&LADDERS)).to_owned(), ..Rules::default() };
    let mut world = World::new(Home::Memory, rules, day("2026-03-02"));
    let mut ids = Vec::new();
    let mut sent = Vec::new();
    for _ in 0..60 {
        if ids.is_empty() || (ids.len() < 6 && dice.percent(20)) {
            let fields = life::agreement(&mut dice, ids.len() + 1, world.today);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
            ids.push(world.register(&fields, None));
        }
        if dice.percent(25) {
            let id = *dice.pick(&ids);
            let record: Agreement = world.acts(id);
            let life = Life::of(record, &world.office, day("2036-01-01"));
            let said = life::statement(&mut dice, &life.record, &life.milestones, world.today);
            // What is refused is refused in both runs.
            let _ = world.record(id, &said);
        }
        if way == Way::Everything {
            let every = ids.clone();
            let cleared: Result<(), StoreError> =
                world.store().write(|tx| every.iter().try_for_each(|id| tx.look_again(*id)));
            cleared.unwrap();
        }
        world.scan(Release::Brake);
        world.deliver();
        let before = sent.len();
        for (attempt, keys) in world.mailboxes().into_iter().skip(before) {
            // Which of two reminders stands first in the envelope follows from the order of looking, and says nothing.
            let mut keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            keys.sort();
            sent.push((world.today, keys.join(" "), attempt.to));
        }
        sent[before..].sort();
        let step = if dice.percent(5) { -dice.within(1, 20) } else { dice.within(1, 12) };
        world.turn_to(world.today.plus_days(step).unwrap());
    }
    sent
}

#[test]
fn the_index_finds_what_a_scan_of_everything_finds() {
    let mut letters = 0;
    for seed in 0..24 {
        let by_index = queued(seed, Way::Index);
        let of_everything = queued(seed, Way::Everything);
        for (one, other) in by_index.iter().zip(&of_everything) {
            assert_eq!(one, other, "seed {seed}: left by the index, right of everything");
        }
        assert_eq!(by_index.len(), of_everything.len(), "seed {seed}");
        letters += by_index.len();
    }
    assert!(letters > 200, "worlds in which nothing happens prove nothing: {letters} letters");
}
