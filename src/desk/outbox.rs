//! The queued, sent and failed letters, and what a person may do with one.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Desk, DeskError};
use crate::lifecycle::reminder::Key;
use crate::message::link::cut_in_mail;
use crate::outbox::EnvelopeState;
use crate::post::{attachment_name, bare_address, plain_text};
use crate::store::{Envelope, Receipt, ReceiptEntry};
use crate::watch::{Moment, compose, dropped_by_hand, mail};

/// One envelope, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutboxRow {
    pub id: i64,
    /// Its state.
    pub state: &'static str,
    /// The address; the contact while nothing is written yet.
    pub to: String,
    /// Its subject line.
    pub subject: Option<String>,
    pub message_id: Option<String>,
    /// Attempts in which a server may have seen it.
    pub attempts: u32,
    /// The reminders in it; of a restricted agreement reference and day alone are shown, so no more of theirs.
    pub keys: Vec<String>,
}

/// One envelope with everything that is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct OutboxLetter {
    /// What a list shows.
    #[serde(flatten)]
    pub row: OutboxRow,
    /// The contact it goes to.
    pub addressee: String,
    /// No attempt before.
    pub not_before_at: Option<String>,
    /// When it became sent, dead or dropped.
    pub settled_at: Option<String>,
    /// Why it is where it is.
    pub why: Option<String>,
    /// Two lines for each attempt: opened, and how it ended; one for attempts in a row with the same answer.
    pub receipts: Vec<ReceiptLine>,
    /// What the letter says; none where there is no letter.
    pub text: Option<String>,
    /// The name of the file that goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attached: Option<String>,
    /// The letter as it goes over the line; none while it is composed, and when it is no longer kept.
    pub letter: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReceiptLine {
    /// When the line was written.
    pub at: String,
    /// `opened`, or how the attempt ended.
    pub line: &'static str,
    /// The server's words.
    pub reply: Option<String>,
    /// How many attempts in a row ended so; the moment is the first one's, the words are the last one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// When the last of them ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_at: Option<String>,
}

/// Envelopes read together.
const PAGE: usize = 200;

/// Hands on the envelopes, oldest first, at most so many; only those in one state where one is named.
pub fn list<E: From<DeskError>>(
    desk: &Desk,
    state: Option<EnvelopeState>,
    limit: usize,
    mut each: impl FnMut(OutboxRow) -> Result<(), E>,
) -> Result<(), E> {
    let restricted = desk.store.restricted().map_err(DeskError::from)?;
    let (mut after, mut left) = (0, limit);
    while left > 0 {
        let page = match state {
            None => desk.store.outbox(after, left.min(PAGE)),
            Some(state) => desk.store.outbox_in(state, after, left.min(PAGE)),
        };
        let page = page.map_err(DeskError::from)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        left -= page.len();
        for envelope in page {
            each(row(envelope, &restricted))?;
        }
    }
    Ok(())
}

fn row(envelope: Envelope, restricted: &BTreeSet<i64>) -> OutboxRow {
    OutboxRow {
        id: envelope.id,
        state: envelope.state.name(),
        to: envelope.address.unwrap_or(envelope.addressee),
        subject: envelope.subject,
        message_id: envelope.message_id,
        attempts: envelope.tries.attempts,
        keys: envelope.keys.iter().map(|key| key.shown(restricted)).collect(),
    }
}

/// Which letters the newest are asked of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Only those to this contact.
    pub addressee: Option<String>,
    /// Only those that wait or could not be delivered.
    pub unsettled: bool,
    /// Only those older than this one.
    pub before: Option<i64>,
}

/// At most this many of the newest are given.
pub(crate) const NEWEST: usize = 50;

/// The newest letters, the newest first.
pub fn newest(desk: &Desk, which: &Letters) -> Result<Vec<Envelope>, DeskError> {
    let ids = desk.store.newest_envelopes(which.addressee.as_deref(), which.unsettled, which.before, NEWEST)?;
    ids.into_iter().map(|id| Ok(desk.store.envelope(id)?)).collect()
}

/// One envelope.
pub fn show(desk: &Desk, id: i64) -> Result<OutboxLetter, DeskError> {
    let envelope = desk.store.envelope(id)?;
    // Anyone who looks into the outbox gets no link that records in another's name.
    let bytes = desk.store.letter(id)?.map(|bytes| cut_in_mail(&bytes).unwrap_or(bytes));
    let text = bytes.as_deref().and_then(plain_text);
    let attached = bytes.as_deref().and_then(attachment_name);
    let letter = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let receipts = runs(desk, desk.store.receipts_of(id)?);
    Ok(OutboxLetter {
        addressee: envelope.addressee.clone(),
        not_before_at: envelope.not_before_at.map(|at| desk.wall(at)),
        settled_at: envelope.settled_at.map(|at| desk.wall(at)),
        why: envelope.why.clone(),
        receipts,
        text,
        attached,
        letter,
        row: row(envelope, &desk.store.restricted()?),
    })
}

/// The lines of the receipts. Attempts in a row that ended with the same answer are one line: a letter that was put off
/// for days is read at a glance.
fn runs(desk: &Desk, receipts: Vec<Receipt>) -> Vec<ReceiptLine> {
    let mut lines: Vec<ReceiptLine> = Vec::new();
    for receipt in receipts {
        let line = line_of(desk, receipt);
        let [.., before, opened] = lines.as_mut_slice() else {
            lines.push(line);
            continue;
        };
        let again = opened.line == OPENED && line.line != OPENED && before.line == line.line;
        if again && same_words(before.reply.as_deref(), line.reply.as_deref()) {
            (before.times, before.last_at, before.reply) =
                (Some(before.times.unwrap_or(1).saturating_add(1)), Some(line.at), line.reply);
            lines.pop();
        } else {
            lines.push(line);
        }
    }
    lines
}

/// Whether two answers say the same but for numbers: servers put a queue's number, a time or a port into their words.
fn same_words(one: Option<&str>, other: Option<&str>) -> bool {
    let words = |text: Option<&str>| text.unwrap_or_default().replace(|digit: char| digit.is_ascii_digit(), "");
    one.map(|text| text.get(..3)) == other.map(|text| text.get(..3)) && words(one) == words(other)
}

const OPENED: &str = "opened";

fn line_of(desk: &Desk, receipt: Receipt) -> ReceiptLine {
    let (line, reply) = match receipt.line {
        ReceiptEntry::Opened => (OPENED, None),
        ReceiptEntry::Closed { outcome, reply } => (outcome.name(), Some(reply)),
    };
    ReceiptLine { at: desk.wall(receipt.at), line, reply, times: None, last_at: None }
}

/// Which letters `retry --all` lets go again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetrySelection {
    /// Their state: dead, or pending.
    pub state: EnvelopeState,
    /// To that contact or address alone.
    pub to: Option<String>,
    /// With that in the server's words.
    pub reason: Option<String>,
}

impl RetrySelection {
    fn has(&self, envelope: &Envelope) -> bool {
        let is = |whole: Option<&String>, part: &str| whole.is_some_and(|whole| whole.eq_ignore_ascii_case(part));
        let to =
            self.to.as_ref().is_none_or(|to| is(envelope.address.as_ref(), to) || is(Some(&envelope.addressee), to));
        let why = envelope.why.as_deref().unwrap_or_default().to_lowercase();
        to && self.reason.as_ref().is_none_or(|reason| why.contains(&reason.to_lowercase()))
    }
}

/// Lets an envelope go again at once: a dead one, or one that waits. It goes with the next delivery, which waits for no
/// pause. Where no server can have it, it is rewritten: address, days, date; the letters it became are given.
pub fn retry(desk: &mut Desk, id: i64) -> Result<Vec<OutboxRow>, DeskError> {
    let keys = desk.store.envelope(id)?.keys;
    again(desk, &[id])?;
    letters_of(desk, id, &keys)
}

/// The same for every letter of a selection.
pub fn retry_all(desk: &mut Desk, which: &RetrySelection) -> Result<Vec<OutboxRow>, DeskError> {
    let (mut after, mut found) = (0, Vec::new());
    loop {
        let page = desk.store.outbox_in(which.state, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.id;
        found.extend(page.into_iter().filter(|envelope| which.has(envelope)));
    }
    let ids: Vec<i64> = found.iter().map(|envelope| envelope.id).collect();
    for together in ids.chunks(PAGE) {
        again(desk, together)?;
    }
    let mut rows: Vec<OutboxRow> = Vec::new();
    for envelope in found {
        for row in letters_of(desk, envelope.id, &envelope.keys)? {
            if !rows.iter().any(|other| other.id == row.id) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

fn again(desk: &mut Desk, ids: &[i64]) -> Result<(), DeskError> {
    let moment = Moment { today: desk.today(), now: desk.clock.now() };
    desk.store.write(|tx| {
        ids.iter().try_for_each(|id| tx.retry(*id, moment.now))?;
        mail::end_pause(tx)
    })?;
    compose(&mut desk.store, &desk.office, moment)?;
    Ok(())
}

/// The letters that say these reminders now; the one they were in where none does any more.
fn letters_of(desk: &Desk, id: i64, keys: &[Key]) -> Result<Vec<OutboxRow>, DeskError> {
    let mut ids: Vec<i64> = Vec::new();
    for key in keys {
        ids.extend(desk.store.letter_with(key)?.filter(|letter| !ids.contains(letter)));
    }
    if ids.is_empty() {
        ids.push(id);
    }
    let restricted = desk.store.restricted()?;
    ids.into_iter().map(|id| Ok(row(desk.store.envelope(id)?, &restricted))).collect()
}

/// Notes that mail to an address came back: it counts as undeliverable until the contact's address is another. Gives the
/// contacts that have it.
pub fn note_bounce(desk: &mut Desk, address: &str) -> Result<Vec<String>, DeskError> {
    bare_address(address)?;
    let now = desk.clock.now();
    desk.store.write(|tx| tx.note_bounced(&address.to_lowercase(), now))?;
    Ok(with_address(desk, address))
}

/// Takes such a note back.
pub(crate) fn remove_bounce(desk: &mut Desk, address: &str) -> Result<bool, DeskError> {
    Ok(desk.store.write(|tx| tx.forget_bounced(&address.to_lowercase()))?)
}

/// Contacts whose mail came back, with the address: those that still have it.
pub(super) fn unreachable(desk: &Desk) -> Result<Vec<(String, String)>, DeskError> {
    let noted = desk.store.bounced()?.into_iter();
    Ok(noted
        .flat_map(|(address, _)| with_address(desk, &address).into_iter().map(move |id| (id, address.clone())))
        .collect())
}

fn with_address(desk: &Desk, address: &str) -> Vec<String> {
    let contacts = desk.office.circle.contacts();
    contacts.filter(|contact| contact.email.eq_ignore_ascii_case(address)).map(|contact| contact.id.clone()).collect()
}

/// Drops an envelope for good: its reminders stay spent, so the next scan does not ask again. The heads are informed.
pub fn drop(desk: &mut Desk, id: i64, why: &str) -> Result<OutboxRow, DeskError> {
    let now = desk.clock.now();
    let keys = desk.store.envelope(id)?.keys;
    desk.store.write(|tx| {
        tx.drop_envelope(id, why, now)?;
        dropped_by_hand(tx, id, &keys)
    })?;
    Ok(row(desk.store.envelope(id)?, &desk.store.restricted()?))
}
