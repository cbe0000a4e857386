//! How the queue stands, in numbers.

use chrono::{DateTime, Utc};

use super::row::{maybe_parsed, sha256, state};
use super::{Result, Store};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Subject, Topic};
use crate::outbox::EnvelopeState;

/// How many envelopes stand in each state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// each is the number of envelopes in the state of that name
pub struct QueueCounts {
    pub composing: u64,
    pub pending: u64,
    pub sending: u64,
    pub sent: u64,
    pub dead: u64,
    pub dropped: u64,
    /// Since when the letter has waited that waits longest, among those pending or being sent.
    pub oldest_pending_at: Option<DateTime<Utc>>,
    /// That letter. It may have been written anew since: what waits is what it says.
    pub oldest_pending: Option<i64>,
}

impl Store {
    /// How the queue stands.
    pub fn counts(&self) -> Result<QueueCounts> {
        let mut counts = QueueCounts::default();
        let sql = "SELECT state, count(*) FROM envelope GROUP BY state";
        for (state, number) in self.all(sql, [], |row| Ok((state(row)?, row.get::<_, i64>(1)?)))? {
            *match state {
                EnvelopeState::Composing => &mut counts.composing,
                EnvelopeState::Pending => &mut counts.pending,
                EnvelopeState::Sending => &mut counts.sending,
                EnvelopeState::Sent => &mut counts.sent,
                EnvelopeState::Dead => &mut counts.dead,
                EnvelopeState::Dropped => &mut counts.dropped,
            } = number.unsigned_abs();
        }
        let sql = "SELECT r.waits_since_at, e.id FROM envelope e JOIN reminder r ON r.envelope_id = e.id
                   WHERE e.state IN ('pending', 'sending') AND r.waits_since_at IS NOT NULL
                   ORDER BY r.waits_since_at, e.id LIMIT 1";
        let oldest = self.one(sql, [], |row| Ok((maybe_parsed(row, "waits_since_at")?, row.get("id")?)))?;
        if let Some((since, id)) = oldest {
            (counts.oldest_pending_at, counts.oldest_pending) = (since, Some(id));
        }
        Ok(counts)
    }

    /// What differs wherever a digest of that contact may differ by letters alone: which letters no server takes, and which
    /// digests to him, of that day or later, one took.
    pub(crate) fn digest_letters_mark(&self, digest: &Topic, contact: &str, from: Day) -> Result<String> {
        let ids: Vec<i64> =
            self.all("SELECT id FROM envelope WHERE state = 'dead' ORDER BY id", [], |row| row.get(0))?;
        let dead: Vec<u8> = ids.into_iter().flat_map(i64::to_le_bytes).collect();
        let taken =
            "SELECT count(*) || ' ' || coalesce(max(r.day), '') FROM reminder r JOIN envelope e ON e.id = r.envelope_id
                    WHERE r.subject = ?1 AND r.what = ?2 AND r.recipient = ?3 AND r.day >= ?4
                      AND r.withdrawn = 0 AND r.ahead = 0 AND e.state = 'sent'";
        let subject = Subject::Office.to_string();
        let taken: Option<String> =
            self.one(taken, (subject, digest.to_string(), contact, from.to_string()), |row| row.get(0))?;
        Ok(format!("{} {}", sha256(&dead), taken.unwrap_or_default()))
    }

    /// How many agreements the register holds: as many as the newest one's number, because they are numbered without a hole
    /// and a trigger refuses to delete one.
    pub fn agreements(&self) -> Result<u64> {
        let count = self.one("SELECT coalesce(max(id), 0) FROM agreement", [], |row| row.get::<_, i64>(0))?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }
}
