//! Times in which the mail server took nothing, a row each once they are over; and addresses that mail came back from.
//!
//! Chained like acts and receipts. While an outage lasts it is a note (`watch/mail.rs`), not a row.

use chrono::{DateTime, Utc};

use super::chain::{self, Chain};
use super::row::{instant_text, parsed};
use super::{Result, Store, Tx};

/// A time in which the mail server took nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The first try that failed.
    pub since_at: DateTime<Utc>,
    /// When the server was well again.
    pub until_at: DateTime<Utc>,
    /// How often it was tried.
    pub tries: u64,
    /// What stood in the way at first.
    pub first_words: String,
    pub last_words: String,
}

const OUTAGES_AT_MOST: i64 = 1_000;

impl Store {
    /// Outages that touch a time, the oldest first; each held against its hash.
    pub fn outages_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Outage>> {
        let which = "until_at >= ?1 AND since_at <= ?2 ORDER BY seq LIMIT ?3";
        self.sound(Chain::Outages, which, (instant_text(from), instant_text(to), OUTAGES_AT_MOST), |row| {
            Ok(Outage {
                since_at: parsed(row, "since_at")?,
                until_at: parsed(row, "until_at")?,
                tries: row.get::<_, i64>("tries")?.unsigned_abs(),
                first_words: row.get("first_words")?,
                last_words: row.get("last_words")?,
            })
        })
    }

    /// Addresses that somebody noted mail came back from, in order, with when.
    pub fn bounced(&self) -> Result<Vec<(String, DateTime<Utc>)>> {
        let sql = "SELECT address, noted_at FROM bounced ORDER BY address LIMIT ?1";
        self.all(sql, [OUTAGES_AT_MOST], |row| Ok((row.get("address")?, parsed(row, "noted_at")?)))
    }
}

impl Tx<'_> {
    /// Appends an outage that is over.
    pub(crate) fn end_outage(&self, outage: &Outage) -> Result<()> {
        let (seq, prev_hash) = self.next_link(Chain::Outages)?;
        let (since, until) = (instant_text(outage.since_at), instant_text(outage.until_at));
        let (seq_text, tries) = (seq.to_string(), outage.tries.max(1).to_string());
        let fields = [
            ("prev_hash", Some(prev_hash.as_str())),
            ("seq", Some(&seq_text)),
            ("since_at", Some(&since)),
            ("until_at", Some(&until)),
            ("tries", Some(&tries)),
            ("first_words", Some(&outage.first_words)),
            ("last_words", Some(&outage.last_words)),
        ];
        let hash = chain::hash(fields.into_iter());
        self.run(
            "INSERT INTO outage (prev_hash, seq, since_at, until_at, tries, first_words, last_words, hash)
             VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER), ?6, ?7, ?8)",
            (&prev_hash, seq, &since, &until, &tries, &outage.first_words, &outage.last_words, hash),
        )
        .map(drop)
    }

    /// Notes that mail to an address came back; it counts until the contact's address is another.
    pub fn note_bounced(&self, address: &str, now: DateTime<Utc>) -> Result<()> {
        let sql = "INSERT INTO bounced (address, noted_at) VALUES (?1, ?2) ON CONFLICT (address) DO NOTHING";
        self.run(sql, (address, instant_text(now))).map(drop)
    }

    /// Forgets that mail to an address came back.
    pub(crate) fn forget_bounced(&self, address: &str) -> Result<bool> {
        Ok(self.run("DELETE FROM bounced WHERE address = ?1", [address])? > 0)
    }
}
