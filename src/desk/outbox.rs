//! The letters on their way, delivered and given up; and what a person may do about one.

use serde::Serialize;

use super::{Desk, DeskError};
use crate::outbox::State;
use crate::post::{attached, plain_text};
use crate::store::{Envelope, Line, Receipt};

/// One envelope, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// Where it stands.
    pub state: &'static str,
    /// The address; the contact while nothing is written yet.
    pub to: String,
    /// Its subject line.
    pub subject: Option<String>,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Attempts in which a server may have seen it.
    pub attempts: u32,
    /// The reminders in it.
    pub keys: Vec<String>,
}

/// One envelope with everything that is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct Whole {
    /// What a list shows.
    #[serde(flatten)]
    pub row: Row,
    /// The contact it goes to.
    pub addressee: String,
    /// No attempt before.
    pub not_before_at: Option<String>,
    /// When it became sent, dead or dropped.
    pub settled_at: Option<String>,
    /// Why it is where it is.
    pub why: Option<String>,
    /// Two lines for each attempt: opened, and how it ended.
    pub receipts: Vec<ReceiptLine>,
    /// What the letter says; none where there is no letter.
    pub text: Option<String>,
    /// The name of the file that goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attached: Option<String>,
    /// The letter as it goes over the line; none while it is composed, and when it is no longer kept.
    pub letter: Option<String>,
}

/// A line of a receipt.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptLine {
    /// When.
    pub at: String,
    /// `opened`, or how the attempt ended.
    pub line: &'static str,
    /// The server's words.
    pub reply: Option<String>,
}

/// Envelopes read together.
const PAGE: usize = 200;

/// Hands on the envelopes, oldest first, at most so many; only those in one state where one is named.
pub fn list<E: From<DeskError>>(
    desk: &Desk,
    state: Option<State>,
    limit: usize,
    mut each: impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
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
            each(row(envelope))?;
        }
    }
    Ok(())
}

fn row(envelope: Envelope) -> Row {
    Row {
        id: envelope.id,
        state: envelope.state.name(),
        to: envelope.address.unwrap_or(envelope.addressee),
        subject: envelope.subject,
        message_id: envelope.message_id,
        attempts: envelope.tries.attempts,
        keys: envelope.keys.iter().map(ToString::to_string).collect(),
    }
}

/// One envelope.
pub fn show(desk: &Desk, id: i64) -> Result<Whole, DeskError> {
    let envelope = desk.store.envelope(id)?;
    let bytes = desk.store.letter(id)?;
    let text = bytes.as_deref().and_then(plain_text);
    let attached = bytes.as_deref().and_then(attached);
    let letter = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let receipts = desk.store.receipts_of(id)?.into_iter().map(|line| receipt(desk, line)).collect();
    Ok(Whole {
        addressee: envelope.addressee.clone(),
        not_before_at: envelope.not_before_at.map(|at| desk.wall(at)),
        settled_at: envelope.settled_at.map(|at| desk.wall(at)),
        why: envelope.why.clone(),
        receipts,
        text,
        attached,
        letter,
        row: row(envelope),
    })
}

fn receipt(desk: &Desk, receipt: Receipt) -> ReceiptLine {
    let (line, reply) = match receipt.line {
        Line::Opened => ("opened", None),
        Line::Closed { outcome, reply } => (outcome.name(), Some(reply)),
    };
    ReceiptLine { at: desk.wall(receipt.at), line, reply }
}

/// Lets an envelope go again at once: a dead one, or one that waits. It goes with the next delivery.
pub fn retry(desk: &mut Desk, id: i64) -> Result<Row, DeskError> {
    let now = desk.clock.now();
    desk.store.write(|tx| tx.retry(id, now))?;
    Ok(row(desk.store.envelope(id)?))
}

/// Drops an envelope for good: its reminders stay spent, so the next scan does not ask again.
pub fn drop(desk: &mut Desk, id: i64, why: &str) -> Result<Row, DeskError> {
    let now = desk.clock.now();
    desk.store.write(|tx| tx.drop_envelope(id, why, now))?;
    Ok(row(desk.store.envelope(id)?))
}
