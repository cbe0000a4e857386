//! Rehearsal: the whole pipeline, day by day, on a copy of the register in memory. Nothing is stored or sent.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, Utc};

use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::Key;
use crate::outbox::EnvelopeState;
use crate::post::{MailTrouble, Post, SendOutcome};
use crate::store::{Envelope, Store};
use crate::watch::{Moment, Office, Release, WatchError, deliver, no_crash, scan};

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
    /// The envelope in the copy, for its bytes.
    pub envelope: i64,
}

/// What a rehearsal of some days brings.
#[derive(Debug)]
pub struct Rehearsal {
    /// The letters, in order of day.
    pub letters: Vec<RehearsedLetter>,
    /// What could not be planned or written, with the reason.
    pub failed: Vec<String>,
    /// The copy as it stands after the last day.
    pub copy: Store,
}

/// A mail server that takes every letter and keeps none: the copy has them.
struct AcceptingPost;

impl Post for AcceptingPost {
    fn open(&mut self) -> Result<(), MailTrouble> {
        Ok(())
    }

    fn look(&mut self, _: &str) -> Result<(), MailTrouble> {
        Ok(())
    }

    fn send(&mut self, _: &str, _: &str, _: &[u8]) -> SendOutcome {
        SendOutcome::Accepted { reply: "rehearsed".to_owned() }
    }

    fn probe(&mut self) -> Result<String, MailTrouble> {
        Ok("rehearsed".to_owned())
    }
}

/// Letters read back together.
const PAGE: usize = 500;

/// The letters that would go out from one day through another, if nobody recorded anything.
///
/// Jumps from one day on which something can change to the next. Mail is always taken, and the brake does not hold.
pub fn rehearse(store: &Store, office: &Office, from: Day, to: Day) -> Result<Rehearsal, WatchError> {
    // A letter that is only rehearsed has no link: the one that goes may have the same.
    let office = &Office { links: None, ..office.clone() };
    let mut copy = store.copy_to_memory()?;
    let mut posts: Vec<Box<dyn Post>> = vec![Box::new(AcceptingPost)];
    let mut letters = Vec::new();
    let mut failed = Vec::new();
    let mut after = copy.newest_envelope()?;
    let mut today = from;
    loop {
        let now = morning(today);
        let scanned = scan(&mut copy, office, Moment { today, now }, Release::Released, &mut no_crash)?;
        if deliver(&mut copy, &mut posts, &office.from.address, &|| now, &mut no_crash)?.sent > 0 {
            after = collect(&copy, today, after, &mut letters)?;
        }
        let again = if scanned.failed.is_empty() { scanned.next_on } else { Some(today.next()) };
        failed.extend(scanned.failed);
        match again.filter(|next| *next > today && *next <= to) {
            Some(next) => today = next,
            None => return Ok(Rehearsal { letters, failed, copy }),
        }
    }
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

fn collect(copy: &Store, today: Day, mut after: i64, letters: &mut Vec<RehearsedLetter>) -> Result<i64, WatchError> {
    let restricted = copy.restricted()?;
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
            shown: envelope.keys.iter().map(|key| key.shown(&restricted)).collect(),
            keys: envelope.keys,
            envelope: envelope.id,
        }));
        if whole {
            return Ok(after);
        }
    }
}
