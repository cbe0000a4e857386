//! Rehearsal: the whole pipeline, day by day, on a copy of the register in memory. Nothing is stored or sent.
//!
//! What is due, to whom, and under which subject comes by the way that a scan takes. Two things are shorter, because nobody
//! sees them: a letter that is not shown has a subject and no bodies, and a mail server that takes everything is not asked
//! letter by letter; what its answers leave in the register is written down as delivery writes it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, Utc};

use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::Key;
use crate::outbox::{Age, DeliveryRound, EnvelopeState, Evidence, ServerAnswer, TriedLetter};
use crate::store::{Envelope, Store, StoreError};
use crate::watch::office::Bodies;
use crate::watch::{Moment, Office, Release, WatchError, no_crash, scan};

/// A letter that would go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RehearsedLetter {
    /// The day it would go.
    pub on: Day,
    /// The contact who would get it.
    pub to: String,
    /// Its subject line.
    pub subject: String,
    /// The reminders in it.
    pub keys: Vec<Key>,
    /// The same as they are shown.
    pub shown: Vec<String>,
    /// The envelope in the copy, for its bytes where those were written.
    pub envelope: i64,
}

/// What a rehearsal of some days brings.
#[derive(Debug)]
pub struct Rehearsal {
    /// The letters, in order of day.
    pub letters: Vec<RehearsedLetter>,
    /// What could not be planned or written, with the reason.
    pub failed: Vec<String>,
    /// The copy as it is after the last day.
    pub copy: Store,
}

/// Letters read back together.
const PAGE: usize = 500;
/// Letters handed over together.
const HANDED_OVER: usize = 500;

/// The letters that would go out from one day through another, if nobody recorded anything: when, to whom, about what.
///
/// Jumps from one day on which something can change to the next. Mail is always taken, and the brake does not hold.
pub fn rehearse(store: &Store, office: &Office, from: Day, to: Day) -> Result<Rehearsal, WatchError> {
    rehearse_with(store, office, from, to, Bodies::LeftOut)
}

/// The same with what each letter says: its bytes stand in the copy.
pub fn rehearse_whole(store: &Store, office: &Office, from: Day, to: Day) -> Result<Rehearsal, WatchError> {
    rehearse_with(store, office, from, to, Bodies::Written)
}

fn rehearse_with(store: &Store, office: &Office, from: Day, to: Day, bodies: Bodies) -> Result<Rehearsal, WatchError> {
    // A letter that is only rehearsed bears no link: the one that goes may bear the same.
    let office = &Office { links: None, bodies, ..office.clone() };
    let mut copy = store.copy_to_memory()?;
    let mut letters = Vec::new();
    let mut failed = Vec::new();
    let mut after = copy.newest_envelope()?;
    // Nobody records anything meanwhile.
    let restricted = copy.restricted()?;
    let mut today = from;
    loop {
        let now = morning(today);
        let scanned = scan(&mut copy, office, Moment { today, now }, Release::Released, &mut no_crash)?;
        if hand_over(&mut copy, now)? > 0 {
            after = collect(&copy, &restricted, (today, after), &mut letters)?;
        }
        let again = if scanned.failed.is_empty() { scanned.next_on } else { Some(today.next()) };
        failed.extend(scanned.failed);
        match again.filter(|next| *next > today && *next <= to) {
            Some(next) => today = next,
            None => return Ok(Rehearsal { letters, failed, copy }),
        }
    }
}

/// Writes down what a mail server leaves that takes every letter: each is claimed, its receipt opened and closed, and it is
/// sent. Gives how many.
fn hand_over(copy: &mut Store, now: DateTime<Utc>) -> Result<usize, WatchError> {
    if copy.anything_sending()? {
        copy.write(|tx| tx.rescue(now))?;
    }
    let taken = ServerAnswer::Accepted("rehearsed".to_owned());
    let mut round = DeliveryRound::new(Evidence::Taken);
    let mut sent = 0;
    while copy.anything_to_claim(now)? {
        sent += copy.write(|tx| {
            let letters = tx.claim(now, HANDED_OVER)?;
            for letter in &letters {
                tx.open_receipt(letter.id, now)?;
                let asked = TriedLetter { id: letter.id, tries: letter.tries, age: Age::default() };
                tx.settle(letter.id, &round.hear(asked, &taken, now).settlement, now)?;
            }
            Ok::<_, StoreError>(letters.len())
        })?;
    }
    Ok(sent)
}

/// What another configuration would change in the letters of some days.
#[derive(Debug)]
pub struct RehearsedChanges {
    /// Letters that would go out with it alone.
    pub appear: Vec<RehearsedLetter>,
    /// Letters that would go out without it alone.
    pub go: Vec<RehearsedLetter>,
}

/// Rehearses the same days under both configurations. A letter is the same where day, reader and reminders are.
pub fn changes(
    store: &Store,
    present: &Office,
    changed: &Office,
    from: Day,
    to: Day,
) -> Result<RehearsedChanges, WatchError> {
    let before = rehearse(store, present, from, to)?.letters;
    let after = rehearse(store, changed, from, to)?.letters;
    let mark = |letter: &RehearsedLetter| (letter.on, letter.to.clone(), letter.keys.clone());
    let only = |some: &[RehearsedLetter], others: &[RehearsedLetter]| {
        let others: BTreeSet<_> = others.iter().map(mark).collect();
        some.iter().filter(|letter| !others.contains(&mark(letter))).cloned().collect()
    };
    Ok(RehearsedChanges { appear: only(&after, &before), go: only(&before, &after) })
}

/// Seven in the morning in UTC+7: any moment of the day does, because no rule looks at it.
fn morning(day: Day) -> DateTime<Utc> {
    day.date().and_time(NaiveTime::MIN).and_utc()
}

/// Adds what went on that day: the letters behind the one that was collected last. Gives the new last one.
fn collect(
    copy: &Store,
    restricted: &BTreeSet<i64>,
    (today, mut after): (Day, i64),
    letters: &mut Vec<RehearsedLetter>,
) -> Result<i64, WatchError> {
    loop {
        let page = copy.outbox(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(after) };
        after = last.id;
        let whole = page.len() < PAGE;
        let sent = page.into_iter().filter(|envelope| envelope.state == EnvelopeState::Sent);
        letters.extend(sent.map(|envelope: Envelope| RehearsedLetter {
            on: today,
            to: envelope.addressee,
            subject: envelope.subject.unwrap_or_default(),
            shown: envelope.keys.iter().map(|key| key.shown(restricted)).collect(),
            keys: envelope.keys,
            envelope: envelope.id,
        }));
        if whole {
            return Ok(after);
        }
    }
}
