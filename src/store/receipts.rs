//! Receipts: a line before every attempt and a line after it, append-only and chained.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use super::chain::{self, Chain};
use super::row::{instant_text, parsed, word};
use super::{Result, Store, Tx};
use crate::outbox::ReceiptOutcome;

/// In how many attempts nobody knows whether a server took the letter of the row at hand of `envelope`.
pub(super) const UNHEARD: &str = "CASE WHEN envelope.attempts = 0 THEN 0 ELSE (SELECT count(*) FROM receipt heard
    WHERE heard.envelope_id = envelope.id AND heard.outcome IN ('unknown', 'abandoned')) END";

/// One line of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its place in the chain of receipts, from 1.
    pub seq: i64,
    pub envelope_id: i64,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The letter's Message-ID.
    pub message_id: String,
    /// Where the letter went.
    pub address: String,
    /// The SHA-256 of the bytes that went.
    pub mime_sha256: String,
    /// What it says.
    pub line: ReceiptEntry,
}

/// What a line of a receipt says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptEntry {
    /// An attempt begins.
    Opened,
    /// It has ended.
    Closed {
        /// How the attempt ended.
        outcome: ReceiptOutcome,
        /// The server's words, or what stood in the way.
        reply: String,
    },
}

/// A line as it is written.
pub(super) enum LineToWrite<'a> {
    Opened,
    Closed(ReceiptOutcome, &'a str),
}

const RECEIPTS_AT_MOST: i64 = 10_000;

impl Store {
    /// The lines about one envelope, in order, each held against its hash.
    pub fn receipts_of(&self, envelope_id: i64) -> Result<Vec<Receipt>> {
        let which = "envelope_id = ?1 ORDER BY seq LIMIT ?2";
        self.sound(Chain::Receipts, which, [envelope_id, RECEIPTS_AT_MOST], receipt)
    }

    /// How many of the envelope's last attempts in a row ended with the server's own trouble.
    pub fn unavailable_in_a_row(&self, envelope_id: i64) -> Result<usize> {
        let closed = |receipt: &Receipt| match &receipt.line {
            ReceiptEntry::Closed { outcome, .. } => Some(*outcome),
            ReceiptEntry::Opened => None,
        };
        let outcomes: Vec<ReceiptOutcome> = self.receipts_of(envelope_id)?.iter().filter_map(closed).collect();
        Ok(outcomes.iter().rev().take_while(|outcome| **outcome == ReceiptOutcome::Unavailable).count())
    }

    /// The lines after `after_seq`, in order.
    pub fn receipts(&self, after_seq: i64, limit: usize) -> Result<Vec<Receipt>> {
        let which = "seq > ?1 ORDER BY seq LIMIT ?2";
        self.sound(Chain::Receipts, which, (after_seq, i64::try_from(limit).unwrap_or(i64::MAX)), receipt)
    }

    /// Whether the newest line about the envelope is an opened one.
    pub(super) fn has_open_receipt(&self, envelope_id: i64) -> Result<bool> {
        let sql = "SELECT line = 'opened' FROM receipt WHERE envelope_id = ?1 ORDER BY seq DESC LIMIT 1";
        Ok(self.one(sql, [envelope_id], |row| row.get(0))?.unwrap_or(false))
    }
}

impl Tx<'_> {
    /// Appends a line about an envelope that holds a letter.
    pub(super) fn write_line(&self, envelope_id: i64, line: &LineToWrite<'_>, now: DateTime<Utc>) -> Result<()> {
        let sql = "SELECT message_id, address, mime_sha256 FROM envelope WHERE id = ?1";
        let read = |row: &Row<'_>| Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?]);
        let letter = self.one(sql, [envelope_id], read)?;
        let absent = || super::StoreError::Absent { what: "envelope", id: envelope_id, see: "outbox list" };
        let [message_id, address, mime_sha256] = letter.ok_or_else(absent)?;
        let (line, outcome, reply) = match line {
            LineToWrite::Opened => ("opened", None, None),
            LineToWrite::Closed(outcome, reply) => ("closed", Some(outcome.name()), Some(*reply)),
        };
        let (seq, prev_hash) = self.next_link(Chain::Receipts)?;
        let (seq_text, envelope_text, at) = (seq.to_string(), envelope_id.to_string(), instant_text(now));
        let fields = [
            ("prev_hash", Some(prev_hash.as_str())),
            ("seq", Some(&seq_text)),
            ("envelope_id", Some(&envelope_text)),
            ("line", Some(line)),
            ("outcome", outcome),
            ("reply", reply),
            ("at", Some(&at)),
            ("message_id", Some(&message_id)),
            ("address", Some(&address)),
            ("mime_sha256", Some(&mime_sha256)),
        ];
        let hash = chain::hash(fields.into_iter());
        self.run(
            "INSERT INTO receipt (prev_hash, seq, envelope_id, line, outcome, reply, at, message_id, address,
                                  mime_sha256, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            (prev_hash, seq, envelope_id, line, outcome, reply, at, message_id, address, mime_sha256, hash),
        )
        .map(drop)
    }
}

fn receipt(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    let outcome: Option<String> = row.get("outcome")?;
    let line = match outcome {
        Some(_) => ReceiptEntry::Closed {
            outcome: word(row, "outcome", ReceiptOutcome::named)?,
            reply: row.get::<_, Option<String>>("reply")?.unwrap_or_default(),
        },
        None => ReceiptEntry::Opened,
    };
    Ok(Receipt {
        seq: row.get("seq")?,
        envelope_id: row.get("envelope_id")?,
        at: parsed(row, "at")?,
        message_id: row.get("message_id")?,
        address: row.get("address")?,
        mime_sha256: row.get("mime_sha256")?,
        line,
    })
}
