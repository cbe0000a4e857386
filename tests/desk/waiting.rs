//! What is recorded takes effect on letters that wait about what hangs on no agreement, too.

use pactwatch::desk::Purpose;
use pactwatch::desk::record::{RecordOutcome, record_office};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::{ActKey, Target};
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{MemoryPost, Post, SendOutcome};
use pactwatch::store::Envelope;
use pactwatch::watch::{Moment, Release, deliver, no_crash, scan};

use super::world::{World, clerk_on};

const FAR: &str = r#"
[[agreement]]
reference = "K-1"
title = "Một"
signed_on = 2026-11-20
term = "20y"
officers = ["desk-korea"]
"#;

const PLAN: &str = "duty:annual-plan";

pub(super) fn scan_on(world: &mut World, day: &str) {
    world.clerk = clerk_on(day);
    let moment = Moment { today: world.clerk.today(), now: world.clerk.stamp.at };
    let scanned = scan(&mut world.store, &world.office, moment, Release::Brake, &mut no_crash).unwrap();
    assert_eq!((scanned.braked, scanned.failed), (None, vec![]), "{day}");
}

/// A round of delivery in which every letter meets that end.
pub(super) fn post(world: &mut World, outcome: &SendOutcome) {
    let now = world.clerk.stamp.at;
    let (server, outcome) = (MemoryPost::new(), outcome.clone());
    server.answer_from_now(move |_| outcome.clone());
    let mut posts: Vec<Box<dyn Post>> = vec![Box::new(server)];
    deliver(&mut world.store, &mut posts, "pactwatch@example.vn", &|| now, &mut no_crash).unwrap();
}

fn record(world: &mut World, act: &str, name: &str, text: &str) -> RecordOutcome {
    let said = InputAct::of(act).with(ActKey::named(name).unwrap(), text).read(Target::Office).unwrap();
    record_office(&mut world.store, &world.office, &world.clerk, &said, Purpose::Keep).unwrap()
}

fn about_the_plan(world: &World) -> Vec<Envelope> {
    let pending = world.store.outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
    pending.into_iter().filter(|envelope| envelope.keys.iter().any(|key| key.topic.to_string() == PLAN)).collect()
}

/// The yearly plan is due on Monday, 15 November 2027; its first rung, 45 days before, opens on Friday, 1 October.
fn announced() -> World {
    let mut world = World::with(FAR);
    for day in ["2026-11-23", "2027-09-30"] {
        scan_on(&mut world, day);
        post(&mut world, &SendOutcome::Accepted { reply: "250 queued".to_owned() });
    }
    scan_on(&mut world, "2027-10-01");
    world
}

#[test]
fn a_yearly_duty_that_is_done_takes_back_the_letter_that_waits_and_a_void_brings_it_back() {
    let mut world = announced();
    let letter = about_the_plan(&world).pop().expect("a letter to the head");
    let done = record(&mut world, "fulfil", "milestone", &format!("{PLAN}@2027-11-15"));
    assert_eq!(about_the_plan(&world), [], "it asks for what is done");
    record(&mut world, "void", "act", &done.seq.unwrap().to_string());
    scan_on(&mut world, "2027-10-04");
    let again = about_the_plan(&world).pop().expect("open again, due again");
    assert_eq!(again.message_id, letter.message_id, "the same reminders, the same letter");
}

#[test]
fn yearly_duties_that_are_done_drop_a_letter_of_which_nobody_knows_and_a_void_asks_again() {
    let mut world = announced();
    let letter = about_the_plan(&world).pop().expect("a letter to the head");
    post(&mut world, &SendOutcome::Unknown { reason: "reset after the dot".to_owned() });
    // The year's report is due on the same day, so the letter has two sections.
    let plan = record(&mut world, "fulfil", "milestone", &format!("{PLAN}@2027-11-15"));
    assert_eq!(world.store.envelope(letter.id).unwrap().state, EnvelopeState::Pending, "the other section still holds");
    let report = record(&mut world, "fulfil", "milestone", "duty:annual-report@2027-11-15");
    assert_eq!(world.store.envelope(letter.id).unwrap().state, EnvelopeState::Dropped);
    for done in [plan, report] {
        record(&mut world, "void", "act", &done.seq.unwrap().to_string());
    }
    scan_on(&mut world, "2027-10-04");
    let again = about_the_plan(&world).pop().expect("open again, due again");
    assert_ne!(again.id, letter.id);
    assert_eq!(again.message_id, letter.message_id, "a repeat is recognisable");
}
