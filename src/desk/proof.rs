//! The proof for an agreement: each letter with every attempt, the server's words, and what was recorded after it.
//!
//! It proves that a mail server accepted a letter, and nothing more: no server tells whether it was read.

mod page;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::Serialize;

use super::{Desk, DeskError, find};
use crate::lifecycle::act::{ActBody, Choice, Via};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{Key, Subject};
use crate::message::answer::proof::means_in_both;
use crate::message::say;
use crate::outbox::ReceiptOutcome;
use crate::store::{self, Envelope, ReceiptEntry};
use crate::watch::mail::MailState;

pub(crate) use page::write_page;
pub use page::{html, page};

/// The letters about one agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    pub reference: String,
    /// Its letters, in the order of queueing.
    pub letters: Vec<ProvenLetter>,
    /// Times in which the mail server took nothing while one of these letters was on its way, the oldest first.
    pub outages: Vec<ProofOutage>,
}

/// A time in which the mail server took nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofOutage {
    /// The first try that failed.
    pub since: String,
    /// When it was well again; none where it is not yet.
    pub until: Option<String>,
    /// How often it was tried.
    pub tries: u64,
    /// What was in the way at first.
    pub first_words: String,
    pub last_words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProvenLetter {
    /// The envelope's number.
    pub id: i64,
    /// Its state.
    pub state: &'static str,
    /// The contact it was for.
    pub recipient: String,
    /// Where it went.
    pub address: Option<String>,
    /// Its subject line.
    pub subject: Option<String>,
    pub message_id: Option<String>,
    /// What it says about this agreement, as keys.
    pub reminders: Vec<String>,
    /// Every attempt, in order.
    pub attempts: Vec<ProvenAttempt>,
    /// What was recorded after a server took it and before the next letter was taken.
    pub recorded_after: Vec<LaterAct>,
    /// The day of the scan that queued it.
    #[serde(skip)]
    queued_on: Day,
    /// The same as typed keys.
    #[serde(skip)]
    keys: Vec<Key>,
    /// When a server took it.
    #[serde(skip)]
    taken_at: Option<DateTime<Utc>>,
    /// From the day it was queued to when it was settled; none while it is on its way.
    #[serde(skip)]
    under_way: (Day, Option<DateTime<Utc>>),
}

/// One attempt that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProvenAttempt {
    /// When, on the office's wall.
    pub at: String,
    /// How it ended.
    pub outcome: &'static str,
    /// The same in words that claim no more than is known.
    pub means: String,
    /// The server's words.
    pub reply: String,
    /// The SHA-256 of the bytes that went.
    pub sha256: String,
    /// How often it ended so, one time after the other; the words are the last ones.
    #[serde(skip_serializing_if = "is_once")]
    pub times: u32,
    /// The last of those times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_at: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
const fn is_once(times: &u32) -> bool {
    *times == 1
}

/// An act that was recorded after a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterAct {
    /// Its place in the chain.
    pub seq: i64,
    pub act: &'static str,
    /// The same in words, in both languages of the office.
    pub means: String,
    /// The day it happened.
    pub on: Day,
    pub recorded_on: Day,
    /// Who recorded it.
    pub by: String,
    /// The name that was typed, where a link or a shared contact does not tell it; withheld of a restricted agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// Who decided, in the recorder's words; withheld of a restricted agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// By which way it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
    /// The paper's number; withheld of a restricted agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What was decided; withheld of a restricted agreement.
    #[serde(skip)]
    pub choice: Option<Choice>,
}

/// Letters read together.
const PAGE: usize = 200;
/// At most this many letters about one agreement are shown.
const LETTERS_AT_MOST: usize = 10_000;

/// The letters about the agreement of that reference.
pub fn proof(desk: &Desk, reference: &str) -> Result<Proof, DeskError> {
    let id = find::id(&desk.store, reference)?;
    let stored = desk.store.agreement(id)?;
    let restricted: BTreeSet<i64> = stored.facts.is_restricted().then_some(id).into_iter().collect();
    let mut letters: Vec<ProvenLetter> = Vec::new();
    let mut after = 0;
    loop {
        let page = desk.store.letters_about(id, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for envelope in page {
            // What went to another address for a trial informed nobody.
            if !envelope.keys.is_empty() && envelope.keys.iter().all(|key| key.trial.is_some()) {
                continue;
            }
            letters.push(letter(desk, id, envelope, &restricted)?);
        }
        if letters.len() > LETTERS_AT_MOST {
            return Err(DeskError::TooMany(LETTERS_AT_MOST));
        }
    }
    // Each act stands once: behind the newest letter that was taken before it was recorded. The letter that an act brought
    // about, an hour later, is not what it followed. That it was registered is no answer to any.
    for act in stored.acts.iter().filter(|act| !matches!(act.body, ActBody::Register { .. })) {
        let Some(recorded_at) = desk.store.recorded_at(act.seq)? else { continue };
        let taken = letters.iter_mut().filter(|letter| letter.taken_at.is_some_and(|at| at <= recorded_at));
        if let Some(letter) = taken.max_by_key(|letter| (letter.taken_at, letter.id)) {
            let (seq, on, recorded_on, by) = (act.seq, act.on, act.recorded_on, act.by.clone());
            let word = act.body.word();
            let means = [Language::Vi, Language::En].map(|language| say::act(word, language)).join(" · ");
            let origin = Some(&act.origin).filter(|_| !stored.facts.is_restricted());
            let (written_by, decided_by) =
                origin.map_or((None, None), |origin| (origin.written_by.clone(), origin.decided_by.clone()));
            let via = act.origin.via;
            let number = origin.and(act.number.clone());
            let choice = match act.body {
                ActBody::Decide { choice, .. } => origin.and(Some(choice)),
                _ => None,
            };
            let after =
                LaterAct { seq, act: word, means, on, recorded_on, by, written_by, decided_by, via, number, choice };
            letter.recorded_after.push(after);
        }
    }
    let outages = outages(desk, &letters)?;
    Ok(Proof { reference: stored.facts.reference, letters, outages })
}

/// The outages in which one of the letters was under way.
fn outages(desk: &Desk, letters: &[ProvenLetter]) -> Result<Vec<ProofOutage>, DeskError> {
    let now = desk.clock.now();
    let lasting = MailState::load(&desk.store)?.outage().cloned();
    let mut found: Vec<(DateTime<Utc>, ProofOutage)> = Vec::new();
    for (queued_on, settled_at) in letters.iter().map(|letter| letter.under_way) {
        let to = settled_at.unwrap_or(now);
        // A day of the office begins within a day of the same day in UTC.
        let from = queued_on.date().and_time(NaiveTime::MIN).and_utc() - TimeDelta::days(1);
        let in_its_time = |until: DateTime<Utc>| desk.clock.zone().day_of(until) >= queued_on;
        for outage in desk.store.outages_between(from, to)?.into_iter().filter(|outage| in_its_time(outage.until_at)) {
            let until = Some(desk.wall(outage.until_at));
            let store::Outage { since_at, tries, first_words, last_words, .. } = outage;
            found.push((since_at, ProofOutage { since: desk.wall(since_at), until, tries, first_words, last_words }));
        }
        if let Some(outage) = lasting.as_ref().filter(|outage| settled_at.is_none() && outage.since_at <= to) {
            let (first_words, last_words) = (outage.first_words.clone(), outage.last_words.clone());
            let (since, tries) = (desk.wall(outage.since_at), outage.tries);
            found.push((outage.since_at, ProofOutage { since, until: None, tries, first_words, last_words }));
        }
    }
    found.sort_by_key(|one| one.0);
    found.dedup();
    Ok(found.into_iter().map(|(_, outage)| outage).collect())
}

fn letter(
    desk: &Desk,
    agreement_id: i64,
    envelope: Envelope,
    restricted: &BTreeSet<i64>,
) -> Result<ProvenLetter, DeskError> {
    let zone = desk.clock.zone();
    let mut attempts: Vec<ProvenAttempt> = Vec::new();
    let mut taken_at = None;
    for receipt in desk.store.receipts_of(envelope.id)? {
        let ReceiptEntry::Closed { outcome, reply } = receipt.line else { continue };
        if outcome == ReceiptOutcome::Accepted {
            taken_at = Some(receipt.at);
        }
        let at = zone.local(receipt.at).format("%Y-%m-%d %H:%M:%S").to_string();
        let (outcome, means, sha256) = (outcome.name(), means_in_both(outcome.name(), &reply), receipt.mime_sha256);
        // A letter that was put off for days is a line, not a page.
        match attempts.last_mut() {
            Some(ProvenAttempt { outcome: before, sha256: same, times, last_at, reply: words, .. })
                if *before == outcome && *same == sha256 =>
            {
                (*times, *last_at, *words) = (*times + 1, Some(at), reply);
            }
            _ => attempts.push(ProvenAttempt { at, outcome, means, reply, sha256, times: 1, last_at: None }),
        }
    }
    let about = Subject::Agreement(agreement_id);
    let keys: Vec<Key> = envelope.keys.iter().filter(|key| key.subject == about).cloned().collect();
    Ok(ProvenLetter {
        id: envelope.id,
        state: envelope.state.name(),
        recipient: envelope.addressee,
        address: envelope.address,
        subject: envelope.subject,
        message_id: envelope.message_id,
        reminders: keys.iter().map(|key| key.shown(restricted)).collect(),
        attempts,
        recorded_after: Vec::new(),
        queued_on: envelope.queued_on,
        keys,
        taken_at,
        under_way: (envelope.queued_on, envelope.settled_at),
    })
}
