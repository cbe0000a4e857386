//! What is kept of letters that went, where `tick` alone looks after the register.

use super::world::{Mail, OFFICE, World};

/// E12: a year is the calendar's: what went on 23 November 2026 at eight is kept through 23 November 2027, eight.
#[test]
fn a_tick_lets_go_of_letters_older_than_they_are_kept() {
    let mut world = World::of(&format!("{OFFICE}\n[store]\nkeep_letters = \"1y\"\n"));
    world.register("2026-11-21 10:00", &[]);
    world.tick("2026-11-23 08:00", Mail::Up);
    let sent: Vec<i64> = world.store.outbox(0, 100).unwrap().iter().map(|envelope| envelope.id).collect();
    assert!(!sent.is_empty());
    let kept = |world: &World| sent.iter().filter(|id| world.store.letter(**id).unwrap().is_some()).count();
    for (when, expected) in
        [("2027-06-01 08:00", sent.len()), ("2027-11-23 07:59", sent.len()), ("2027-11-23 08:01", 0)]
    {
        world.tick(when, Mail::Up);
        assert_eq!(kept(&world), expected, "{when}");
    }
}
