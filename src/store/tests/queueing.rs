//! Reminders and envelopes until they may go.

use super::super::{Enqueued, Result, StoreError};
use super::{day, key, letter, minute, pending, reminder, store};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Subject, Topic};
use crate::outbox::EnvelopeState;

#[test]
fn a_key_is_queued_once() {
    let mut store = store();
    let first = reminder(key(1, "-30d"), "desk", "2027-11-22");
    let substitute = reminder(key(1, "-30d"), "head", "2027-11-22");
    let done: Result<_> = store.write(|tx| {
        let once = tx.enqueue(&[first.clone(), first.clone()], day("2026-01-05"))?;
        Ok((once, tx.enqueue(&[substitute, first], day("2026-01-06"))?))
    });
    let (once, again) = done.expect("queued");
    assert_eq!((once, again), (Enqueued { new: 1, known: 1 }, Enqueued { new: 0, known: 2 }));
    let queued = store.queued(&Subject::Agreement(1)).expect("a query");
    assert_eq!(queued.len(), 1);
    assert_eq!((queued[0].addressee.as_str(), queued[0].queued_on), ("desk", day("2026-01-05")));
    assert_eq!(store.composing(0, 10).expect("a query").len(), 1, "nothing new makes no envelope");
    assert_eq!(store.queued(&Subject::Office).expect("a query"), []);
}

#[test]
fn every_part_of_the_key_tells() {
    let mut store = store();
    let base = key(1, "-30d");
    let others = [
        Key { subject: Subject::Office, ..base.clone() },
        Key { subject: Subject::Country("KR".to_owned()), ..base.clone() },
        Key { topic: Topic::of(MilestoneKind::Notice, None), ..base.clone() },
        Key { nth: 2, ..base.clone() },
        Key { day: day("2027-12-23"), ..base.clone() },
        Key { occasion: key(1, "-7d").occasion, ..base.clone() },
        Key { recipient: "head".to_owned(), ..base.clone() },
    ];
    let all: Vec<_> = [base].iter().chain(&others).map(|key| reminder(key.clone(), "desk", "2027-01-01")).collect();
    let done: Result<_> = store.write(|tx| tx.enqueue(&all, day("2026-01-05")));
    assert_eq!(done.expect("queued"), Enqueued { new: 8, known: 0 });
    let envelope = store.composing(0, 10).expect("a query").remove(0);
    assert_eq!(envelope.keys, all.into_iter().map(|reminder| reminder.key).collect::<Vec<_>>());
}

#[test]
fn one_envelope_a_person_becomes_as_many_letters_as_are_written() {
    let mut store = store();
    let (a, b, c, d) = (key(1, "-90d"), key(1, "-30d"), key(2, "-30d"), key(2, "-7d"));
    let all: Vec<_> = [(&a, "2027-09-23"), (&b, "2027-11-22"), (&c, "2027-11-01"), (&d, "2027-12-15")]
        .into_iter()
        .map(|(key, on)| reminder(key.clone(), "desk", on))
        .collect();
    let done: Result<_> = store.write(|tx| {
        tx.enqueue(&all, day("2026-01-05"))?;
        let basket = tx.composing(0, 10)?.remove(0);
        assert_eq!(basket.urgent_on, day("2027-09-23"), "the earliest");
        let letters = [letter(&[a.clone(), c.clone()], "2027-09-23"), letter(std::slice::from_ref(&b), "2027-11-22")];
        let ids = tx.compose(basket.id, &letters, minute(0))?;
        assert_eq!(tx.envelope(basket.id)?.keys, std::slice::from_ref(&d), "what no letter says stays");
        tx.withdraw_keys(basket.id, std::slice::from_ref(&d), "answered", minute(0))?;
        Ok((basket.id, ids))
    });
    let (basket, ids) = done.expect("composed");
    let states: Vec<_> = store
        .outbox(0, 10)
        .expect("a query")
        .into_iter()
        .map(|envelope| (envelope.state, envelope.keys, envelope.why))
        .collect();
    assert_eq!(
        states,
        [
            (EnvelopeState::Pending, vec![a, c], None),
            (EnvelopeState::Pending, vec![b], None),
            (EnvelopeState::Dropped, vec![d.clone()], Some("answered".to_owned())),
        ]
    );
    assert!(matches!(store.envelope(basket), Err(StoreError::Absent { .. })), "an empty one is gone");
    assert_eq!(store.letter(ids[0]).expect("a query").as_deref(), Some(b"2 reminders".as_slice()));
    let again: Result<_> = store.write(|tx| tx.enqueue(&[reminder(d, "desk", "2027-12-15")], day("2026-01-06")));
    assert_eq!(again.expect("queued").new, 1, "a withdrawn key may be queued again");
}

#[test]
fn a_letter_cannot_say_what_its_envelope_does_not_hold() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    let done: Result<()> = store.write(|tx| {
        tx.enqueue(&[reminder(key(2, "-30d"), "desk", "2027-11-22")], day("2026-01-05"))?;
        let basket = tx.composing(0, 10)?.remove(0);
        tx.compose(basket.id, &[letter(&[key(1, "-30d")], "2027-11-22")], minute(0)).map(drop)
    });
    assert!(matches!(done, Err(StoreError::NotInEnvelope { .. })));
    let done: Result<()> = store.write(|tx| tx.compose(id, &[], minute(0)).map(drop));
    assert!(matches!(done, Err(StoreError::Elsewhere { state: EnvelopeState::Pending, .. })));
}

#[test]
fn withdrawn_frees_the_key_and_dropped_spends_it() {
    let mut store = store();
    let withdrawn = pending(&mut store, "-30d", "2027-11-22");
    let dropped = pending(&mut store, "-7d", "2027-12-15");
    let done: Result<_> = store.write(|tx| {
        tx.withdraw(withdrawn, "the day moved", minute(1))?;
        tx.drop_envelope(dropped, "by head", minute(1))?;
        let all = [reminder(key(1, "-30d"), "desk", "2027-11-22"), reminder(key(1, "-7d"), "desk", "2027-12-15")];
        tx.enqueue(&all, day("2026-01-06"))
    });
    assert_eq!(done.expect("queued"), Enqueued { new: 1, known: 1 });
    let queued = store.queued(&Subject::Agreement(1)).expect("a query");
    let states: Vec<_> = queued.iter().map(|queued| (queued.key.occasion_text(), queued.envelope_state)).collect();
    assert_eq!(states, [("-7d".to_owned(), EnvelopeState::Dropped), ("-30d".to_owned(), EnvelopeState::Composing)]);
    assert_eq!(store.waiting_for(&Subject::Agreement(1)).expect("a query").len(), 1);
    assert_eq!(store.letters_about(1, 0, 10).expect("a query").len(), 3);
}

#[test]
fn a_letter_of_which_nobody_knows_is_remembered_when_it_is_withdrawn() {
    let mut store = store();
    let tried = pending(&mut store, "-30d", "2027-11-22");
    let done: Result<_> = store.write(|tx| {
        tx.claim(minute(0), 1)?;
        tx.open_receipt(tried, minute(0))?;
        tx.rescue(minute(1))?;
        tx.withdraw(tried, "it was answered", minute(2))
    });
    done.expect("withdrawn");
    let never = pending(&mut store, "-7d", "2027-12-15");
    let done: Result<_> = store.write(|tx| {
        tx.withdraw(never, "it was answered", minute(3))?;
        tx.enqueue(&[reminder(key(1, "-30d"), "desk", "2027-11-22")], day("2026-01-06"))
    });
    assert_eq!(done.expect("asked again"), Enqueued { new: 1, known: 0 });
    let back = store.taken_back(&Subject::Agreement(1), Day::first()).expect("a query");
    let back: Vec<_> = back.iter().map(|back| (back.key.occasion_text(), back.perhaps_in)).collect();
    assert_eq!(back, [("-7d".to_owned(), None), ("-30d".to_owned(), Some(tried))]);
    assert_eq!(store.taken_back(&Subject::Agreement(1), day("2028-01-01")).expect("a query"), []);
}

#[test]
fn a_letter_never_tried_is_written_anew_with_what_came_since() {
    let mut store = store();
    let id = pending(&mut store, "-30d", "2027-11-22");
    let done: Result<_> = store.write(|tx| {
        tx.enqueue(&[reminder(key(2, "-30d"), "desk", "2027-11-01")], day("2026-01-06"))?;
        tx.recompose(id, minute(5))
    });
    let basket = store.envelope(done.expect("taken back")).expect("stored");
    assert_eq!((basket.state, basket.keys), (EnvelopeState::Composing, vec![key(1, "-30d"), key(2, "-30d")]));
    assert_eq!(store.envelope(id).expect("stored").state, EnvelopeState::Dropped);

    let tried = pending(&mut store, "-7d", "2027-12-15");
    let done: Result<_> = store.write(|tx| {
        tx.claim(minute(6), 9)?;
        tx.open_receipt(tried, minute(6))?;
        tx.rescue(minute(7))?;
        tx.recompose(tried, minute(8))
    });
    assert!(matches!(done, Err(StoreError::Attempted(id)) if id == tried));
}
