//! Whose answer is it, the letter's or the server's? CASES A and B, each under its name.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{Attempt, MailTrouble, SendOutcome, TroubleKind};
use pactwatch::store::{ReceiptEntry, StoreError};
use pactwatch::watch::mail::MailState;
use pactwatch::watch::{Release, alarm};

use crate::rules::Rules;
use crate::server::waiting;
use crate::weather::{broken, later, never, taken, trouble};
use crate::world::{Home, World, day};

/// What a server answers, under its name.
type Answered = (&'static str, fn() -> SendOutcome);

fn refused(words: &str) -> SendOutcome {
    SendOutcome::Refused { reply: words.to_owned() }
}

fn in_state(world: &mut World, state: EnvelopeState) -> usize {
    world.store().outbox_in(state, 0, 1_000).unwrap().len()
}

/// Rounds until nothing waits, with the pauses between them; how many minutes that took.
fn minutes_to_quiet(world: &mut World, at_most: i64) -> i64 {
    for minute in 0..at_most {
        world.deliver();
        if in_state(world, EnvelopeState::Pending) == 0 {
            return minute;
        }
        world.wait(1);
    }
    panic!("letters wait after {at_most} minutes: {:?}", world.store().outbox_in(EnvelopeState::Pending, 0, 3));
}

/// A1: nobody may send as this sender, at MAIL or at RCPT: everything waits behind one alarm, and goes when it is well.
#[test]
fn a1_every_sender_refused() {
    let at_mail = || trouble(TroubleKind::Sender);
    let cases: [Answered; 5] = [
        ("at MAIL", at_mail),
        ("no permission", || refused("550 5.7.60 no permission to send as this sender")),
        ("not logged in", || refused("553 5.7.1 not logged in")),
        ("relay", || refused("554 5.7.1 relay access denied")),
        ("the address blocked, with no status", || refused("550 blocked by our list")),
    ];
    for (rule, answer) in cases {
        let mut world = waiting(3, Home::Memory);
        world.post.answer_from_now(move |_| answer());
        for _ in 0..48 {
            let delivered = world.deliver();
            assert_eq!((delivered.sent, delivered.dead), (0, 0), "{rule}");
            world.wait(60);
        }
        let now = world.moment().now;
        assert!(alarm::standing(world.store(), now).unwrap().is_some(), "{rule}: one alarm");
        assert_eq!(in_state(&mut world, EnvelopeState::Dead), 0, "{rule}");
        world.post.answer_from_now(|_| taken());
        world.wait(60);
        world.deliver();
        assert_eq!(world.told_once().len(), 3, "{rule}: all of them go when the server is well");
        assert_eq!(world.told().len(), 3, "{rule}: once");
        assert!(alarm::standing(world.store(), now).unwrap().is_none(), "{rule}: and the alarm is over");
    }
}

/// A1 the other way round: a wrong address dies at once, on the evidence of the report to the fallback.
#[test]
fn a1_one_wrong_address_dies_on_the_evidence_of_its_report() {
    let mut world = waiting(1, Home::Memory);
    world.post.answer_from_now(|letter| if letter.to.starts_with("desk-a") { never() } else { taken() });
    let delivered = world.deliver();
    assert_eq!((delivered.sent, delivered.dead, delivered.trouble), (1, 1, None));
    let to: Vec<String> = world.post.taken().into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, ["it@example.vn"]);
    assert_eq!(in_state(&mut world, EnvelopeState::Dead), 1);
}

/// A wrong address that is the fallback's too: nothing tells whose fault it is, so the letter waits and `status` says why.
#[test]
fn a1_without_evidence_a_refused_letter_waits() {
    let mut world = waiting(1, Home::Memory);
    world.post.answer_from_now(|_| never());
    for _ in 0..200 {
        world.deliver();
        world.wait(60);
    }
    assert_eq!(in_state(&mut world, EnvelopeState::Dead), 0);
    let waiting = world.store().outbox_in(EnvelopeState::Pending, 0, 10).unwrap();
    assert!(waiting.iter().all(|letter| letter.why.as_deref().is_some_and(|why| why.contains("550 5.1.1"))));
}

/// So many letters wait for their first delivery, with ends on twenty days.
fn crowd(letters: i64) -> World {
    let mut world = World::new(Home::Memory, Rules { bundle_over: 1_000, ..Rules::default() }, day("2026-07-03"));
    for nth in 0..letters {
        let (reference, term) =
            (format!("T-{nth:03}"), format!("until {}", day("2026-08-10").plus_days(nth % 20).unwrap()));
        let fields = [("reference", reference.as_str()), ("title", "Bản ghi nhớ"), ("signed_on", "2025-01-05")];
        let ladder = [("officers", "desk-a"), ("ladders", "expiry=review"), ("term", term.as_str())];
        world.register(&[&fields[..], &ladder[..]].concat(), None);
    }
    world.scan(Release::Brake);
    assert_eq!(in_state(&mut world, EnvelopeState::Pending), usize::try_from(letters).unwrap());
    world
}

/// How many different letters the server has.
fn letters(world: &World) -> usize {
    let ids: BTreeSet<String> = world.post.taken().into_iter().map(|letter| letter.message_id).collect();
    ids.len()
}

/// A server that takes ten letters a minute and says that to the rest.
fn ten_a_minute(world: &World, words: fn() -> SendOutcome) -> Arc<Mutex<(i64, usize)>> {
    let clock: Arc<Mutex<(i64, usize)>> = Arc::default();
    let window = Arc::clone(&clock);
    world.post.answer_from_now(move |_| {
        let mut window = window.lock().unwrap();
        window.1 += 1;
        if window.1 <= 10 { taken() } else { words() }
    });
    clock
}

/// A2: a server that limits its rate is busy: the most urgent first, nothing ages, and all are there in about the time the
/// limit needs.
#[test]
fn a2_ten_letters_a_minute() {
    let cases: [Answered; 4] = [
        ("450", || SendOutcome::Deferred { reply: "450 4.7.1 too much mail".to_owned() }),
        ("432", || trouble(TroubleKind::Busy)),
        ("421", || trouble(TroubleKind::Closing)),
        ("452", || SendOutcome::Deferred { reply: "452 4.2.2 too many".to_owned() }),
    ];
    for (rule, words) in cases {
        let mut world = crowd(200);
        let window = ten_a_minute(&world, words);
        let mut minutes = 0;
        while in_state(&mut world, EnvelopeState::Pending) > 0 {
            *window.lock().unwrap() = (minutes, 0);
            world.deliver();
            world.wait(1);
            minutes += 1;
            assert!(minutes <= 30, "{rule}: 1.5 times the twenty minutes that the limit needs");
        }
        assert_eq!((world.told().len(), letters(&world)), (200, 200), "{rule}");
        assert_eq!(in_state(&mut world, EnvelopeState::Dead), 0, "{rule}");
        let due = |day| world.office.calendar.on_or_before(day).unwrap();
        let days: Vec<_> = world.mailboxes().iter().map(|(_, keys)| due(keys[0].day)).collect();
        assert!(days.is_sorted(), "{rule}: the most urgent first");
    }
}

/// A4: three letters that break the line, side by side at the head of the queue, hold nobody up.
#[test]
fn a4_letters_that_break_the_line_step_aside() {
    for connections in [1, 4] {
        let mut world = waiting(12, Home::Memory);
        world.connections = connections;
        let first: Vec<String> = {
            let mut letters = world.store().outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
            letters.sort_by_key(|letter| (letter.urgent_on, letter.id));
            letters.into_iter().take(3).filter_map(|letter| letter.message_id).collect()
        };
        let bad = first.clone();
        world.post.answer_from_now(
            move |letter: &Attempt| {
                if bad.contains(&letter.message_id) { broken() } else { taken() }
            },
        );
        world.deliver();
        world.wait(1);
        world.deliver();
        assert_eq!(world.told().len(), 9, "the others have gone by the second round");
        let now = world.moment().now;
        assert!(alarm::standing(world.store(), now).unwrap().is_none());
        world.post.answer_from_now(|_| taken());
        world.wait(60);
        world.deliver();
        assert_eq!(world.told().len(), 12, "and they themselves when the server bears them");
    }
}

/// Five days of "later" to one letter end it only where the server took others meanwhile.
#[test]
fn a5_a_greylisted_letter_ages_only_while_others_are_taken() {
    for (rule, others_taken, dead) in [("nothing else is taken", false, 0), ("others are", true, 1)] {
        let mut world = waiting(1, Home::Memory);
        world.post.answer_from_now(
            move |letter| {
                if letter.to.starts_with("desk-a") || !others_taken { later() } else { taken() }
            },
        );
        let other = world.store().outbox_in(EnvelopeState::Pending, 0, 10).unwrap();
        assert_eq!(other.len(), 1);
        for hour in 1..24 * 9 {
            if others_taken && hour % 3 == 0 {
                world.letter_to_fallback(hour);
            }
            world.deliver();
            world.wait(60);
        }
        assert_eq!(in_state(&mut world, EnvelopeState::Dead), dead, "{rule}");
    }
}

/// A6: nine days without the mail server are one row, and no line of any letter's receipts.
#[test]
fn a6_an_outage_is_one_row() {
    let mut world = waiting(5, Home::Memory);
    let down = || Err(MailTrouble { what: TroubleKind::Unreachable, detail: "connection refused".to_owned() });
    world.post.open_from_now(down);
    let begun = world.moment().now;
    for _ in 0..9 * 24 * 60 {
        world.deliver();
        world.wait(1);
    }
    let tries = world.post.openings();
    assert!((9 * 24..9 * 24 + 8).contains(&tries), "once an hour after the first minutes: {tries}");
    assert!(world.store().receipts(0, 10).unwrap().is_empty());
    let lasting = MailState::load(world.store()).unwrap();
    assert_eq!(lasting.outage().map(|outage| outage.tries), Some(tries as u64));
    world.post.open_from_now(|| Ok(()));
    world.wait(60);
    world.deliver();
    assert_eq!(world.told().len(), 5);
    let now = world.moment().now;
    let outages = world.store().outages_between(begun, now).unwrap();
    assert_eq!(outages.len(), 1);
    assert_eq!((outages[0].since_at, outages[0].tries), (begun, tries as u64));
    assert_eq!(world.store().receipts(0, 100).unwrap().len(), 10, "two lines a letter");
    assert_eq!(world.store().verify_chain().unwrap().outages, 1);
}

/// A7: the letter is gone and the server is well again: a look takes the alarm back.
#[test]
fn a7_a_look_clears_the_alarm() {
    let mut world = waiting(1, Home::Memory);
    let down = || Err(MailTrouble { what: TroubleKind::Unreachable, detail: "connection refused".to_owned() });
    world.post.open_from_now(down);
    world.deliver();
    let now = world.moment().now;
    assert!(alarm::standing(world.store(), now).unwrap().is_some());
    let letter = world.store().outbox_in(EnvelopeState::Pending, 0, 10).unwrap().remove(0);
    let dropped: Result<(), StoreError> = world.store().write(|tx| tx.drop_envelope(letter.id, "told", now));
    dropped.unwrap();
    world.deliver();
    assert!(alarm::standing(world.store(), now).unwrap().is_some(), "it is still down");
    world.post.open_from_now(|| Ok(()));
    world.deliver();
    assert!(alarm::standing(world.store(), now).unwrap().is_none());
}

/// B2: what no server can have taken goes to the address of today, with the days and the date of today.
#[test]
fn b2_an_address_that_was_mended() {
    let mut world = World::new(Home::Memory, Rules::default(), day("2026-07-02"));
    let fields = [
        ("reference", "T-1"),
        ("title", "Bản ghi nhớ"),
        ("signed_on", "2025-01-05"),
        ("officers", "desk-a"),
        ("term", "until 2026-12-31"),
    ];
    world.register(&fields, None);
    world.turn_to(day("2026-07-03"));
    world.post.answer_from_now(|letter| if letter.to == "desk-a@example.vn" { later() } else { taken() });
    world.tick();
    assert!(world.told().is_empty());
    world.change_rules(|rules| rules.mended = vec![("desk-a", "desk-alpha@example.vn")]);
    world.turn_to(day("2026-07-06"));
    world.deliver();
    let letter = world.post.taken().pop().expect("a letter to the new address, before any scan");
    assert_eq!(letter.to, "desk-alpha@example.vn");
    // From Monday, 2026-07-06 to 2026-12-31 are 178 days.
    let text = words(&letter);
    assert!(text.contains("178 ngày"), "{text}");
    let header = String::from_utf8_lossy(&letter.message).into_owned();
    assert!(header.contains("Date: Mon, 6 Jul 2026"), "{header}");
    assert_eq!(world.keys(&letter.message_id).map(<[_]>::len), Some(1));
}

/// B2: age belongs to what is said, not to the paper it is written on.
#[test]
fn b2_age_survives_composing_anew() {
    let mut world = waiting(1, Home::Memory);
    world.post.answer_from_now(|_| later());
    world.deliver();
    for (minutes, tried) in [(15, 2), (60, 3), (240, 4), (720, 5)] {
        world.wait(minutes - 1);
        // Something about the agreement changes, and its letter is written anew.
        let waiting = world.store().outbox_in(EnvelopeState::Pending, 0, 10).unwrap();
        let now = world.moment().now;
        let anew: Result<i64, StoreError> = world.store().write(|tx| tx.recompose(waiting[0].id, now));
        anew.unwrap();
        world.deliver();
        assert_eq!(world.post.records().len(), tried - 1, "put off for {minutes} minutes, anew or not");
        world.wait(1);
        world.deliver();
        assert_eq!(world.post.records().len(), tried);
    }
}

/// B7: another program holds the register while letters are on their way: what was heard is kept until it is written.
#[test]
fn b7_a_heard_outcome_is_kept_until_it_can_be_written() {
    for connections in [1, 4] {
        let mut world = waiting(8, Home::File);
        world.connections = connections;
        world.store().set_patience(Duration::from_millis(20)).unwrap();
        let file = world.file();
        let held = Arc::new(AtomicBool::new(false));
        let begun = Arc::clone(&held);
        let beside = Arc::new(Mutex::new(rusqlite::Connection::open(file).unwrap()));
        let other = Arc::clone(&beside);
        world.post.answer_from_now(move |attempt| {
            if attempt.nth == 3 && !begun.swap(true, Ordering::SeqCst) {
                other.lock().unwrap().execute_batch("BEGIN IMMEDIATE").unwrap();
            }
            taken()
        });
        world.deliver_busy();
        assert!(held.load(Ordering::SeqCst));
        beside.lock().unwrap().execute_batch("ROLLBACK").unwrap();
        world.deliver();
        assert_eq!((world.told().len(), world.told_once().len()), (8, 8), "{connections}: none twice");
        let abandoned = |line: &ReceiptEntry| {
            matches!(line, ReceiptEntry::Closed { outcome: pactwatch::outbox::ReceiptOutcome::Abandoned, .. })
        };
        let receipts = world.store().receipts(0, 100).unwrap();
        assert!(!receipts.iter().any(|receipt| abandoned(&receipt.line)));
    }
}

/// G2: a panic in a connection's thread costs its letter a try and nothing else.
#[test]
fn g2_a_panic_costs_its_letter_a_try() {
    for connections in [1, 3] {
        let mut world = waiting(6, Home::Memory);
        world.connections = connections;
        let failed = AtomicBool::new(false);
        world.post.answer_from_now(move |attempt| {
            assert!(attempt.nth != 2 || failed.swap(true, Ordering::SeqCst), "on purpose");
            taken()
        });
        world.deliver();
        assert_eq!(world.told().len(), 5, "{connections}");
        world.wait(2);
        world.deliver();
        assert_eq!((world.told().len(), world.told_once().len()), (6, 6), "{connections}");
    }
}

/// While nothing works one connection alone tries, however many there are.
#[test]
fn one_connection_alone_tries_while_nothing_works() {
    let mut world = crowd(40);
    world.connections = 8;
    world.post.answer_from_now(|_| later());
    world.deliver();
    assert_eq!(world.post.records().len(), 3, "three in a row, one after the other");
    assert_eq!(world.post.openings(), 1);
    world.post.answer_from_now(|_| taken());
    assert_eq!(minutes_to_quiet(&mut world, 3), 1);
    assert_eq!(letters(&world), 40);
}

/// The words of a letter: its first part, which is plain text in base64.
pub(crate) fn words(letter: &Attempt) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let message = String::from_utf8_lossy(&letter.message);
    let body = message.split("base64\r\n\r\n").nth(1).expect("a part in base64");
    let coded = body.split("\r\n--").next().unwrap_or_default();
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in coded.bytes().filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte)) {
        held = (held << 6) | u32::try_from(digit).expect("below 64");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).expect("a byte"));
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
