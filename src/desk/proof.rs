//! What was written about an agreement: each letter with every attempt, the server's words, and what was recorded after it.
//!
//! It proves what a mail server took, and nothing more: whether anybody read it no server tells.

use serde::Serialize;

use super::{Desk, DeskError, find};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::Subject;
use crate::message::say;
use crate::outbox::Outcome;
use crate::store::{Envelope, Line};

/// The letters about one agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The agreement.
    pub reference: String,
    /// Its letters, in the order of queueing.
    pub letters: Vec<Letter>,
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// The envelope's number.
    pub id: i64,
    /// Where it stands.
    pub state: &'static str,
    /// The contact it was for.
    pub recipient: String,
    /// Where it went.
    pub address: Option<String>,
    /// Its subject line.
    pub subject: Option<String>,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// What it says about this agreement, as keys.
    pub reminders: Vec<String>,
    /// Every attempt, in order.
    pub attempts: Vec<Attempt>,
    /// What was recorded after a server took it and before the next letter was taken.
    pub recorded_after: Vec<After>,
    /// The day on which a server took it.
    #[serde(skip)]
    taken_on: Option<Day>,
}

/// One attempt that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// When, on the office's wall.
    pub at: String,
    /// How it ended.
    pub outcome: &'static str,
    /// The same in words that claim no more than is known.
    pub means: &'static str,
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
pub struct After {
    /// Its place in the chain.
    pub seq: i64,
    /// Its word.
    pub act: &'static str,
    /// The same in words, in both languages of the office.
    pub means: String,
    /// The day it happened.
    pub on: Day,
    /// The day it was recorded.
    pub recorded_on: Day,
    /// Who recorded it.
    pub by: String,
}

/// Letters read together.
const PAGE: usize = 200;
/// So many letters about one agreement are shown.
const LETTERS_AT_MOST: usize = 10_000;

/// The letters about the agreement of that reference.
pub fn proof(desk: &Desk, reference: &str) -> Result<Proof, DeskError> {
    let id = find::id(&desk.store, reference)?;
    let stored = desk.store.agreement(id)?;
    let mut letters: Vec<Letter> = Vec::new();
    loop {
        let after = letters.last().map_or(0, |letter| letter.id);
        let page = desk.store.letters_about(id, after, PAGE)?;
        if page.is_empty() {
            break;
        }
        for envelope in page {
            letters.push(letter(desk, id, envelope)?);
        }
        if letters.len() > LETTERS_AT_MOST {
            return Err(DeskError::TooMany(LETTERS_AT_MOST));
        }
    }
    // Each act stands once: behind the newest letter that was taken by the day it was recorded on.
    // That it was registered is no answer to any.
    for act in stored.acts.iter().filter(|act| !matches!(act.body, ActBody::Register { .. })) {
        let taken = letters.iter_mut().filter(|letter| letter.taken_on.is_some_and(|day| day <= act.recorded_on));
        if let Some(letter) = taken.max_by_key(|letter| (letter.taken_on, letter.id)) {
            let (seq, on, recorded_on, by) = (act.seq, act.on, act.recorded_on, act.by.clone());
            let word = act.body.word();
            let means = [Language::Vi, Language::En].map(|language| say::act(word, language)).join(" · ");
            letter.recorded_after.push(After { seq, act: word, means, on, recorded_on, by });
        }
    }
    Ok(Proof { reference: stored.facts.reference, letters })
}

fn letter(desk: &Desk, agreement_id: i64, envelope: Envelope) -> Result<Letter, DeskError> {
    let zone = desk.clock.zone();
    let mut attempts: Vec<Attempt> = Vec::new();
    let mut taken_on = None;
    for receipt in desk.store.receipts_of(envelope.id)? {
        let Line::Closed { outcome, reply } = receipt.line else { continue };
        if outcome == Outcome::Accepted {
            taken_on = Some(zone.day_of(receipt.at));
        }
        let at = zone.local(receipt.at).format("%Y-%m-%d %H:%M:%S").to_string();
        let (outcome, means, sha256) = (outcome.name(), means(outcome, &reply), receipt.mime_sha256);
        // A letter that was put off for days is a line, not a page.
        match attempts.last_mut() {
            Some(Attempt { outcome: before, sha256: same, times, last_at, reply: words, .. })
                if *before == outcome && *same == sha256 =>
            {
                (*times, *last_at, *words) = (*times + 1, Some(at), reply);
            }
            _ => attempts.push(Attempt { at, outcome, means, reply, sha256, times: 1, last_at: None }),
        }
    }
    let about = Subject::Agreement(agreement_id);
    let keys = envelope.keys.iter().filter(|key| key.subject == about);
    Ok(Letter {
        id: envelope.id,
        state: envelope.state.name(),
        recipient: envelope.addressee,
        address: envelope.address,
        subject: envelope.subject,
        message_id: envelope.message_id,
        reminders: keys.map(ToString::to_string).collect(),
        attempts,
        recorded_after: Vec::new(),
        taken_on,
    })
}

/// What an attempt's end means, in both languages of the office.
fn means(outcome: Outcome, reply: &str) -> &'static str {
    match outcome {
        // What a mail server says begins with its code.
        Outcome::Accepted if !reply.starts_with(|first: char| first.is_ascii_digit()) => {
            "đã ghi thành tệp, chưa qua máy chủ thư · written to a file; no mail server took it"
        }
        Outcome::Accepted => "máy chủ thư đã nhận · the mail server took it",
        Outcome::Deferred => "máy chủ thư hẹn lại · the mail server said later",
        Outcome::Refused => "máy chủ thư từ chối · the mail server refused it",
        Outcome::Unknown => "không rõ máy chủ thư đã nhận hay chưa · nobody knows whether the mail server took it",
        Outcome::Unavailable => "không liên lạc được với máy chủ thư · the mail server could not be reached",
        Outcome::Abandoned => "bị ngắt giữa chừng · it broke off in the middle",
    }
}
