//! Letters whose reasons come and go while they are on their way: what is asked once more, and what is taken back.

use pactwatch::lifecycle::act::ActBody;
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{ScriptedAnswer, SendOutcome, TroubleKind};

use crate::evidence::words;
use crate::weather::{broken, never, taken, trouble};
use crate::world::{World, day, said};

const END: &str = "2026-12-31";

/// An agreement in force until that day, looked after by `desk-a`.
fn until(world: &mut World, reference: &str, end: &str) -> i64 {
    let term = format!("until {end}");
    let fields = [("reference", reference), ("title", "Bản ghi nhớ"), ("signed_on", "2025-01-05")];
    world.register(&[&fields[..], &[("officers", "desk-a"), ("term", &term)]].concat(), None)
}

/// Takes the newest act on the agreement back.
fn void(world: &mut World, id: i64) {
    let last = world.acts(id).acts.last().map(|act| act.seq).unwrap();
    let body = world.record(id, &said("void", &[("act", &last.to_string())])).unwrap();
    assert!(matches!(body, ActBody::Void { .. }));
}

fn unheard() -> ScriptedAnswer {
    ScriptedAnswer::accepted_without_reply("reset after the dot")
}

/// The letters the server has, each by its Message-ID.
fn ids(world: &World) -> Vec<String> {
    world.post.taken().into_iter().map(|letter| letter.message_id).collect()
}

/// Thursday, 2026-12-31; 180 days before is Saturday, 2026-07-04, so the rung opens on Friday the 3rd.
const OPENS: &str = "2026-07-03";

#[test]
fn a_letter_of_which_nobody_knows_is_asked_again_when_the_answer_is_taken_back() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    world.turn_to(day(OPENS));
    world.post.answer_from_now(|_| unheard());
    world.tick();
    let lapse = said("decide", &[("milestone", "expiry@2026-12-31"), ("choice", "lapse")]);
    world.record(id, &lapse).unwrap();
    let states: Vec<EnvelopeState> =
        world.store().outbox(0, 10).unwrap().iter().map(|envelope| envelope.state).collect();
    assert!(
        states.contains(&EnvelopeState::Dropped) && !states.contains(&EnvelopeState::Pending),
        "it says nothing more: {states:?}"
    );
    world.post.answer_from_now(|_| taken());
    world.tick_through("2026-07-06");
    assert_eq!(ids(&world).len(), 1, "answered");
    void(&mut world, id);
    world.tick_through("2026-07-10");
    let ids = ids(&world);
    assert_eq!(ids.len(), 2, "open again: {:?}", world.told());
    assert_eq!(ids[0], ids[1], "and a repeat is recognisable");
    assert_eq!(world.told_once().into_iter().collect::<Vec<_>>(), ["desk-a: expiry@2026-12-31 -180d"]);
}

/// A letter died; its rung left the ladder; then it is tried again. What the ladder says today goes in its place, although
/// that had opened by the last scan.
#[test]
fn b2_a_dead_letter_whose_rung_left_the_ladder_brings_the_one_that_speaks_today() {
    let mut world = World::on("2026-07-02");
    until(&mut world, "T-1", END);
    world.tick_through("2026-10-01");
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -180d"]);
    // 90 days before is Friday, 2026-10-02.
    world.post.answer_from_now(|letter| if letter.to.starts_with("desk-a") { never() } else { taken() });
    world.tick_through("2026-10-05");
    assert_eq!(world.store().outbox_in(EnvelopeState::Dead, 0, 10).unwrap().len(), 1);
    world.change_rules(|rules| {
        rules.ladders = "[ladder.expiry]\nrungs = [{ before = \"180d\", to = [\"officer\"] }, \
                         { before = \"88d\", to = [\"officer\"] }]\n"
            .to_owned();
    });
    // 88 days before is Sunday, 2026-10-04, so the rung opened on Friday, the 2nd.
    world.post.answer_from_now(|_| taken());
    world.tick_through("2026-10-06");
    world.retry_all();
    world.tick_through("2026-10-08");
    let mine: Vec<String> = world.told().into_iter().filter(|line| line.starts_with("desk-a")).collect();
    assert_eq!(mine, ["desk-a: expiry@2026-12-31 -180d", "desk-a: expiry@2026-12-31 -88d"]);
}

/// What was said in one letter is said in one letter again, whatever else is due by then.
#[test]
fn a_bundle_of_which_nobody_knows_is_the_same_bundle_again() {
    let mut world = World::on("2026-07-02");
    let both = [until(&mut world, "T-1", END), until(&mut world, "T-2", END)];
    world.turn_to(day(OPENS));
    world.post.answer_from_now(|_| unheard());
    world.tick();
    let lapse = said("decide", &[("milestone", "expiry@2026-12-31"), ("choice", "lapse")]);
    for id in both {
        world.record(id, &lapse).unwrap();
    }
    world.post.answer_from_now(|_| taken());
    // 180 days before the end of the third is 2026-07-07, a Tuesday: its letter waits with theirs.
    until(&mut world, "T-3", "2027-01-03");
    world.turn_to(day("2026-07-07"));
    for id in both {
        void(&mut world, id);
    }
    world.tick();
    let ids = ids(&world);
    assert_eq!(ids.len(), 3, "{:?}", world.told());
    assert!(ids[1..].contains(&ids[0]), "{ids:?}");
}

/// A rung that waited in vain while an earlier letter had gone is owed still, not the past that a ladder would send.
#[test]
fn a_letter_that_never_left_is_due_again_though_an_earlier_one_went() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    world.tick_through("2026-10-01");
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -180d"]);
    world.post.answer_from_now(|_| trouble(TroubleKind::Unreachable));
    // The rung of 90 days opens on Friday, 2026-10-02.
    world.tick_through("2026-10-02");
    world.record(id, &said("decide", &[("milestone", "expiry@2026-12-31"), ("choice", "lapse")])).unwrap();
    world.post.answer_from_now(|_| taken());
    world.tick_through("2026-10-06");
    assert_eq!(world.told().len(), 1, "answered");
    void(&mut world, id);
    world.tick_through("2026-10-08");
    let told = world.told_once();
    for person in ["desk-a", "head"] {
        assert!(told.contains(&format!("{person}: expiry@2026-12-31 -90d")), "{told:?}");
    }
}

/// A rung that opened while the question was answered was asked of nobody, however many scans have passed since.
#[test]
fn a_rung_that_opened_under_an_answer_is_due_when_the_answer_is_taken_back() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    world.tick_through(OPENS);
    world.record(id, &said("decide", &[("milestone", "expiry@2026-12-31"), ("choice", "lapse")])).unwrap();
    // The rung of 90 days opens on Friday, 2026-10-02.
    world.tick_through("2026-10-08");
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -180d"]);
    void(&mut world, id);
    world.tick_through("2026-10-09");
    let told = world.told_once();
    for person in ["desk-a", "head"] {
        assert!(told.contains(&format!("{person}: expiry@2026-12-31 -90d")), "{told:?}");
    }
}

/// Two agreements in one letter, tried in vain; then the end of the first moves, and then the server takes it.
fn told_an_old_day() -> (World, i64) {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    until(&mut world, "T-2", END);
    world.turn_to(day(OPENS));
    world.post.answer_from_now(|_| SendOutcome::Unknown { reason: "reset after the dot".to_owned() });
    world.tick();
    world.record(id, &said("extend", &[("until", "2028-06-30")])).unwrap();
    (world, id)
}

#[test]
fn an_old_day_that_is_accepted_after_it_moved_is_taken_back() {
    let (mut world, _) = told_an_old_day();
    // A scan that finds the letter still on its way, and one more.
    world.wait(240);
    world.tick();
    world.turn_to(day("2026-07-06"));
    world.scan(pactwatch::watch::Release::Brake);
    assert!(world.told().is_empty());
    world.post.answer_from_now(|_| taken());
    world.deliver();
    assert_eq!(world.told().len(), 2, "left alone, because the other half still holds: {:?}", world.told());
    world.tick_through("2026-07-07");
    assert_eq!(world.told()[2..], ["desk-a: expiry@2028-06-30 moved:2026-12-31"]);
    world.tick_through("2026-07-20");
    assert_eq!(world.told().iter().filter(|line| line.contains("moved:")).count(), 1, "once: {:?}", world.told());
}

#[test]
fn b2_a_dead_letter_that_is_tried_again_after_its_day_moved_is_written_anew() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    world.turn_to(day(OPENS));
    world.post.answer_from_now(|letter| if letter.to.starts_with("it") { taken() } else { never() });
    world.tick();
    world.record(id, &said("extend", &[("until", "2028-06-30")])).unwrap();
    world.tick_through("2026-07-10");
    assert_eq!(world.told().len(), 0);
    let dead = world.store().outbox_in(EnvelopeState::Dead, 0, 10).unwrap();
    let now = world.moment().now;
    let retried: Result<(), pactwatch::store::StoreError> = world.store().write(|tx| tx.retry(dead[0].id, now));
    retried.unwrap();
    world.post.answer_from_now(|_| taken());
    world.deliver();
    world.tick_through("2026-07-12");
    assert!(world.told().is_empty(), "no server can have it, so it is written anew, and asks nothing any more");
}

/// Accepted letters in their order, not in the order they were queued in.
#[test]
fn an_old_day_that_is_accepted_after_a_letter_with_the_new_one_is_taken_back() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    until(&mut world, "T-2", END);
    world.turn_to(day(OPENS));
    world.post.answer_from_now(|_| SendOutcome::Unknown { reason: "reset after the dot".to_owned() });
    world.tick();
    // The new end is 180 days from Sunday, 2026-07-05, so its own first rung opens on the Friday before and goes at once.
    world.record(id, &said("extend", &[("until", "2027-01-01")])).unwrap();
    let old = world.post.records()[0].attempt.message_id.clone();
    let late = old.clone();
    world.post.answer_from_now(move |letter| if letter.message_id == late { broken() } else { taken() });
    world.turn_to(day("2026-07-04"));
    world.tick();
    assert_eq!(world.told(), ["desk-a: expiry@2027-01-01 -180d"]);
    world.post.answer_from_now(|_| taken());
    world.wait(600);
    world.deliver();
    assert_eq!(ids(&world).last(), Some(&old));
    world.tick_through("2026-07-06");
    assert_eq!(world.told().last().unwrap(), "desk-a: expiry@2027-01-01 moved:2026-12-31");
}

/// Whoever was told that the first day is right after all has to hear that it is not.
#[test]
fn a_day_that_moves_there_and_back_and_there_is_told_each_time() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    world.tick_through("2026-07-06");
    let extend = said("extend", &[("until", "2028-06-30")]);
    world.record(id, &extend).unwrap();
    world.tick_through("2026-07-08");
    void(&mut world, id);
    world.tick_through("2026-07-10");
    world.record(id, &extend).unwrap();
    world.tick_through("2026-07-14");
    void(&mut world, id);
    world.tick_through("2026-07-20");
    let told = world.told();
    assert_eq!(
        told,
        [
            "desk-a: expiry@2026-12-31 -180d",
            "desk-a: expiry@2028-06-30 moved:2026-12-31",
            "desk-a: expiry@2026-12-31 moved:2028-06-30",
            "desk-a: expiry@2028-06-30 moved:2026-12-31#2",
            "desk-a: expiry@2026-12-31 moved:2028-06-30#2",
        ]
    );
}

/// One letter a day: what takes an earlier letter back stands first, what is due below it.
#[test]
fn a_correction_and_the_new_ladder_are_one_letter() {
    let mut world = World::on("2026-07-02");
    let id = until(&mut world, "T-1", END);
    world.tick_through(OPENS);
    assert_eq!(world.told(), ["desk-a: expiry@2026-12-31 -180d"]);
    // The end moves nearer: 90 days before Wednesday, 2026-09-30 was Thursday, 2026-07-02.
    let fields = said("correct", &[("set", "term=until 2026-09-30")]);
    world.record(id, &fields).unwrap();
    world.tick_through("2026-07-06");
    let letters: Vec<_> = world.post.taken().into_iter().skip(1).filter(|one| one.to.starts_with("desk-a")).collect();
    assert_eq!(letters.len(), 1, "{:?}", world.told());
    let told: Vec<String> =
        world.told().into_iter().filter(|line| line.contains("desk-a: expiry@2026-09-30")).collect();
    assert_eq!(told, ["desk-a: expiry@2026-09-30 -90d", "desk-a: expiry@2026-09-30 moved:2026-12-31"]);
    let text = words(&letters[0]);
    let (correction, reminder) = (text.find("bỏ qua thư trước"), text.find("Việc cần làm:"));
    assert!(correction.is_some() && correction < reminder, "{text}");
    assert_eq!(text.matches("Cách tính:").count(), 1, "how the day was worked out is said once: {text}");
}
