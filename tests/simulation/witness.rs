//! Holds what the mail server has, and what the outbox says of it, against the oracle.

use std::collections::{BTreeMap, BTreeSet};

use pactwatch::lifecycle::act::{Act, ActBody};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::policy::Offset;
use pactwatch::lifecycle::reminder::{Key, Occasion, Subject};
use pactwatch::outbox::{EnvelopeState, message_id};
use pactwatch::post::{SendOutcome, ServerCopy};
use pactwatch::store::{Envelope, ProgramNote, Queued, ReceiptEntry};

use crate::model::{Life, Owed, as_known, opening};
use crate::rules::FALLBACK;
use crate::world::{World, instant};

/// What the oracle remembers from one day to the next.
#[derive(Default)]
pub(crate) struct Witness {
    /// What somebody was seen to have at the last scan, and may not lose as long as it is owed.
    promised: BTreeSet<(i64, String, String)>,
    /// Letters of whose attempts the program could not know the end, and how often.
    pub(crate) unknowable: BTreeMap<String, usize>,
    looked_at: usize,
    first: BTreeSet<String>,
}

fn rung(key: &Key) -> Option<Offset> {
    if let Occasion::Rung(offset) = key.occasion { Some(offset) } else { None }
}

impl Witness {
    /// After a complete scan: whoever must have been written to has a letter, taken or on its way.
    pub(crate) fn after_scan(&mut self, world: &mut World, lives: &BTreeMap<i64, Life>, last_scan: Option<Day>) {
        let (today, office) = (world.today, world.office.clone());
        let last_scan = last_scan.filter(|day| *day <= today);
        let mut promised = BTreeSet::new();
        for (id, life) in lives {
            let queued = world.store().queued(&Subject::Agreement(*id)).expect("what is queued");
            for owed in life.owed(&office, today) {
                let milestone =
                    life.milestones.iter().find(|m| m.what() == owed.what && m.day == owed.day).expect("itself");
                let opened =
                    |queued: &&Queued| rung(&queued.key).map(|rung| opening(rung, milestone, &office.calendar));
                let about = |queued: &&Queued| {
                    let key = &queued.key;
                    key.topic.to_string() == owed.what && key.day == owed.day && key.recipient == owed.person
                };
                let nearest = queued.iter().filter(about).filter_map(|queued| opened(&queued)).max();
                let name = (*id, format!("{}@{}", owed.what, owed.day), format!("{} {}", owed.person, owed.rung));
                let told_before = nearest.is_some();
                let has = nearest.is_some_and(|day| day >= owed.opened_on);
                if has {
                    promised.insert(name);
                    continue;
                }
                // Who has a letter gets nothing that had opened by the last scan: a changed ladder never sends the past.
                // But what asks again since then was not asked when it opened.
                let asks_again = |last: Day| {
                    let back = |act: &Act| matches!(act.body, ActBody::Void { .. } | ActBody::Resume);
                    // What was recorded on a day that has not come was known at the first scan after it.
                    life.record.acts.iter().any(|act| back(act) && (last..=today).contains(&act.recorded_on))
                };
                // A before-rung that opens within a week of a letter on it is left out, unless it is the last one.
                let week = |queued: &&Queued| (0..=7).contains(&queued.queued_on.days_until(owed.opened_on));
                let near = owed.is_not_the_last && queued.iter().filter(about).any(|queued| week(&queued));
                let excused = near
                    || told_before
                        && last_scan.is_some_and(|last| owed.free_on <= last && !asks_again(last))
                        && !self.promised.contains(&name);
                assert!(
                    excused,
                    "lost: on {today} (last scan {last_scan:?}) agreement {id} owes {owed:?}; queued {queued:#?}"
                );
            }
        }
        self.promised = promised;
    }

    /// After a round: what was sent for the first time speaks of something that is so today.
    pub(crate) fn after_delivery(&mut self, world: &World, lives: &BTreeMap<i64, Life>) {
        let records = world.post.records();
        for record in &records[self.looked_at..] {
            let id = &record.attempt.message_id;
            let keys = world.keys(id).unwrap_or_else(|| panic!("nobody composed {id}"));
            assert_eq!(message_id(keys, "example.vn"), *id, "a letter's name follows from what it says");
            if matches!(
                record.answer,
                pactwatch::post::ScriptedAnswer { outcome: SendOutcome::Unknown { .. }, fate: ServerCopy::Taken }
            ) {
                *self.unknowable.entry(id.clone()).or_default() += 1;
            }
            if self.first.insert(id.clone()) {
                for key in keys {
                    still_so(world, lives, key, &record.attempt.to);
                }
            }
        }
        self.looked_at = records.len();
    }

    /// The program stopped after the server had been spoken to.
    pub(crate) fn crashed_after_post(&mut self, world: &World) {
        if let Some(record) = world.post.records().last()
            && record.answer.fate == ServerCopy::Taken
            && matches!(record.answer.outcome, SendOutcome::Accepted { .. })
        {
            *self.unknowable.entry(record.attempt.message_id.clone()).or_default() += 1;
        }
    }

    /// The program stopped with these in its hands: a server may have them, so they go byte for byte on whatever day.
    pub(crate) fn left_in_the_middle(&mut self, world: &mut World) {
        let open = world.store().outbox_in(EnvelopeState::Sending, 0, 1_000).expect("the outbox");
        self.first.extend(open.into_iter().filter_map(|envelope| envelope.message_id));
    }

    /// How many letters a server refused that did not die of it and whose every reminder was taken later: under a policy that
    /// takes a refusal for a letter's fate each of them would have died.
    pub(crate) fn saved(world: &World) -> usize {
        let taken: BTreeSet<String> =
            world.mailboxes().into_iter().flat_map(|(_, keys)| keys).map(|key| key.to_string()).collect();
        let lived = |key: &String| taken.contains(key) && !world.died.contains(key);
        let refused = world.post.records().into_iter().filter(|record| {
            matches!(record.answer.outcome, SendOutcome::Refused { .. })
                && world
                    .keys(&record.attempt.message_id)
                    .is_some_and(|keys| !keys.is_empty() && keys.iter().all(|key| lived(&key.to_string())))
        });
        refused.map(|record| record.attempt.message_id).collect::<BTreeSet<_>>().len()
    }

    /// What died is sent again by one command: nothing that somebody must have is dead any more.
    pub(crate) fn after_retrying(world: &mut World, lives: &BTreeMap<i64, Life>) {
        let (today, office) = (world.today, world.office.clone());
        for (id, life) in lives {
            let queued = world.store().queued(&Subject::Agreement(*id)).expect("what is queued");
            for owed in life.owed(&office, today) {
                let mine = |q: &&Queued| {
                    q.key.topic.to_string() == owed.what && q.key.day == owed.day && q.key.recipient == owed.person
                };
                // One of which nobody knows goes byte for byte, to the address it went to, for ever.
                let there = |q: &Queued| q.envelope_state == EnvelopeState::Sent || q.unheard > 0;
                let taken = queued.iter().filter(mine).any(there);
                assert!(taken, "on {today} {id} {owed:?} is not sent after all was tried again: {queued:#?}");
            }
        }
    }

    /// At the end, when the mail server has long been well again.
    pub(crate) fn at_the_end(&self, world: &mut World, lives: &BTreeMap<i64, Life>) {
        let mut copies: BTreeMap<String, usize> = BTreeMap::new();
        let mut letters_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (attempt, keys) in world.mailboxes() {
            *copies.entry(attempt.message_id.clone()).or_default() += 1;
            for key in keys {
                letters_of.entry(key.to_string()).or_default().insert(attempt.message_id.clone());
            }
        }
        for (id, copies) in &copies {
            let unknowable = self.unknowable.get(id).copied().unwrap_or(0);
            assert!(*copies <= 1 + unknowable, "{id} went {copies} times with {unknowable} unknowable moments");
        }
        for (key, letters) in &letters_of {
            let times = |of: &BTreeMap<String, usize>| letters.iter().filter_map(|id| of.get(id)).sum::<usize>();
            let (went, unknowable) = (times(&copies), times(&self.unknowable));
            assert!(
                went <= 1 + unknowable,
                "{key} went {went} times with {unknowable} unknowable moments: {letters:?}"
            );
        }
        corrected(world, lives);
        let store = world.store();
        let mut dead = BTreeSet::new();
        for envelope in store.outbox(0, 100_000).expect("the outbox") {
            let id = envelope.message_id.clone().unwrap_or_default();
            match envelope.state {
                EnvelopeState::Sent => assert!(copies.contains_key(&id), "marked sent and never taken: {envelope:?}"),
                EnvelopeState::Dead if !envelope.keys.iter().all(|key| key.topic.system().is_some()) => {
                    dead.insert(envelope.id);
                }
                EnvelopeState::Dead | EnvelopeState::Dropped => {}
                _ => panic!("still on its way after days of good weather: {envelope:?}"),
            }
        }
        for id in &dead {
            died_on_evidence(world, *id);
        }
        let told = reported(world);
        // A report may go although its letter is taken later: the program stopped before it could conclude anything.
        let unreported: Vec<&i64> = dead.iter().filter(|id| !told.contains_key(id)).collect();
        let mut about = |id: &&i64| world.store().envelope(**id).expect("an envelope");
        assert!(
            unreported.is_empty(),
            "died without a report to the fallback: {:#?}",
            unreported.iter().map(&mut about).collect::<Vec<_>>()
        );
        // One of which nobody knows keeps its number when it is tried again, and may die again.
        let deaths = |id: &i64| 1 + world.retried.get(id).copied().unwrap_or(0);
        assert!(told.iter().all(|(id, times)| *times <= deaths(id)), "reported more than once: {told:?}");
        let store = world.store();
        let audited = pactwatch::desk::audit::audit(store).expect("an audit");
        assert!(audited.is_sound(), "nobody has altered anything: {:#?}", audited.wrong);
        let today = world.today;
        for (id, life) in lives {
            let queued = world.store().queued(&Subject::Agreement(*id)).expect("what is queued");
            let office = &world.office;
            for Owed { what, day, person, .. } in life.owed(office, today) {
                let mine =
                    |q: &&Queued| q.key.topic.to_string() == what && q.key.day == day && q.key.recipient == person;
                let state = queued.iter().filter(mine).map(|q| q.envelope_state).min();
                assert!(
                    matches!(state, Some(EnvelopeState::Sent | EnvelopeState::Dead | EnvelopeState::Dropped)),
                    "{id} {what}@{day} {person}: {state:?}"
                );
            }
        }
    }
}

/// A letter that died was refused, and another one was taken after that before it was given up.
fn died_on_evidence(world: &mut World, id: i64) {
    let given_up_at = world.store().envelope(id).expect("an envelope").settled_at.expect("it is settled");
    let last = world.store().receipts_of(id).expect("its receipts").last().expect("it was tried").seq;
    let after = world.store().receipts(last, 100_000).expect("receipts");
    let taken = |line: &ReceiptEntry| {
        matches!(line, ReceiptEntry::Closed { outcome: pactwatch::outbox::ReceiptOutcome::Accepted, .. })
    };
    let evidence = after.iter().any(|receipt| taken(&receipt.line) && receipt.at <= given_up_at);
    assert!(evidence, "letter {id} died although nothing was taken after its last answer");
}

/// Whoever was last told, in a letter the server is known to have, a day that is not the day any more has a correction.
fn corrected(world: &mut World, lives: &BTreeMap<i64, Life>) {
    let today = world.today;
    let envelopes = world.store().outbox(0, 100_000).expect("the outbox");
    // What went this very day is the next scan's to take back.
    let by_yesterday = |envelope: &&Envelope| envelope.settled_at.is_some_and(|at| at < instant(today));
    let sent = envelopes.iter().filter(|envelope| envelope.state == EnvelopeState::Sent).filter(by_yesterday);
    let known: BTreeSet<String> = sent.filter_map(|envelope| envelope.message_id.clone()).collect();
    let mut last: BTreeMap<(i64, String, u32, String), Day> = BTreeMap::new();
    for (attempt, keys) in world.mailboxes().into_iter().filter(|(attempt, _)| known.contains(&attempt.message_id)) {
        let reader = attempt.to.split('@').next().unwrap_or_default().to_owned();
        for key in keys.into_iter().filter(|key| key.occasion != Occasion::ToVerify) {
            if let Subject::Agreement(id) = key.subject {
                // What was told on a day that had not come counts for nothing.
                let queued = world.store().queued(&key.subject).expect("what is queued");
                if !queued.iter().any(|queued| queued.key == key) {
                    continue;
                }
                // Whoever it was meant for, and whoever read it in his place.
                for person in [key.recipient, reader.clone()] {
                    let matter = (id, key.topic.to_string(), key.nth, person);
                    // Who has read that there is no such day any more waits for none; a later one has its own ladder.
                    match key.occasion {
                        Occasion::Gone => last.remove(&matter),
                        _ => last.insert(matter, key.day),
                    };
                }
            }
        }
    }
    for ((id, what, nth, person), told) in last {
        let life = &lives[&id];
        let Some(now) = life.milestones.iter().find(|m| m.nth == nth && m.what() == what) else { continue };
        let stands = life.milestones.iter().any(|m| m.day == told && m.what() == what);
        let passed = now.until.unwrap_or(now.day) < today && told < today;
        // A snooze delays a correction; one recorded under a clock that was ahead may do so for long.
        let snoozed = now.snoozed_until.is_some_and(|until| until > today);
        if stands
            || passed
            || snoozed
            || now.closed.is_some()
            || as_known(now, today).is_history()
            || life.is_over(today)
        {
            continue;
        }
        let queued = world.store().queued(&Subject::Agreement(id)).expect("what is queued");
        let correction =
            |q: &Queued| q.key.topic.to_string() == what && q.key.day == now.day && q.key.recipient == person;
        let found = queued.iter().any(|q| correction(q) && q.key.occasion == Occasion::MovedFrom(told));
        assert!(found, "on {today} {person} was told {told} for {id} {what} {nth}, which is on {}", now.day);
    }
}

/// A letter that goes for the first time today: its milestone is there, asks, and the rung is open and means the reader.
fn still_so(world: &World, lives: &BTreeMap<i64, Life>, key: &Key, to: &str) {
    let (Subject::Agreement(id), Some(offset)) = (&key.subject, rung(key)) else { return };
    let (today, office) = (world.today, &world.office);
    let life = &lives[id];
    let milestone = life.milestone(key).unwrap_or_else(|| panic!("on {today} a letter on what is no more: {key}"));
    assert!(life.asks(milestone, today), "on {today} a letter on what asks nothing: {key} {milestone:?}");
    let opened_on = opening(offset, milestone, &office.calendar);
    assert!(opened_on <= today, "on {today} a letter before its time ({opened_on}): {key}");
    let rung = life.rung(offset, milestone, office).unwrap_or_else(|| panic!("on {today} a rung of no ladder: {key}"));
    let meant = life.means(rung, milestone, office, today);
    assert!(meant.contains(&key.recipient), "on {today} {key} means {meant:?}");
    let reached = pactwatch::watch::gather::addressee(&office.circle, &key.recipient, today).unwrap_or_default();
    // A letter is written anew by a later day's scan: what was written this very day before the address was mended goes to it
    // once more, and dies of it with a report.
    if world.rules.until != Some((to, today)) {
        assert_eq!(to, world.rules.address(&reached), "on {today} {key} goes to who is there");
    }
}

/// How often each envelope was reported as undeliverable in a letter that the fallback has.
fn reported(world: &mut World) -> BTreeMap<i64, usize> {
    let mut told = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (attempt, keys) in world.mailboxes() {
        for key in keys.iter().filter(|key| key.topic.to_string() == "system:undelivered") {
            assert_eq!(attempt.to, format!("{FALLBACK}@example.vn"));
            if !seen.insert(attempt.message_id.clone()) {
                continue;
            }
            let said =
                world.store().note(ProgramNote::Letter(&key.topic, key.day)).expect("a note").expect("what it says");
            let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
            for id in said["Undelivered"]["envelopes"].as_array().expect("a list") {
                *told.entry(id.as_i64().expect("a number")).or_insert(0) += 1;
            }
        }
    }
    told
}
