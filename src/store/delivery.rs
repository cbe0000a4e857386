//! Envelopes on their way out: claim → open receipt → (the network, elsewhere) → settle; and rescue after a crash.
//!
//! Each step is a transaction of its own and none is held during the network. Whoever calls here holds the delivery
//! lock (`lock.rs`), so whatever stands in `sending` at that moment was left by a crash. The invariant: no letter
//! leaves before its claim and its opened receipt are on disk.

use chrono::{DateTime, Utc};

use super::envelopes::letter_hash;
use super::receipts::LineToWrite;
use super::row::{instant_text, sha256};
use super::{Result, Store, StoreError, Tx};
use crate::outbox::{LONGEST_PAUSE, Outcome, Settlement, State, Tries};

/// A letter that its claimer is to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The envelope.
    pub id: i64,
    /// The same on every attempt.
    pub message_id: String,
    /// Where it goes.
    pub address: String,
    /// Its bytes.
    pub mime: Vec<u8>,
    /// How often it was tried before.
    pub tries: Tries,
}

/// Which pending envelopes may go at `?1`. One that would have to wait past `?2`, for longer than any pause, was settled
/// under a clock that was wrong; it goes too.
const DUE: &str =
    "envelope INDEXED BY envelope_due WHERE state = 'pending' AND (not_before_at <= ?1 OR not_before_at > ?2)";

/// The parameters of [`DUE`].
fn due_params(now: DateTime<Utc>) -> (String, String) {
    (instant_text(now), instant_text(now.checked_add_signed(LONGEST_PAUSE).unwrap_or(now)))
}

impl Store {
    /// Whether there is anything to claim: asked before the writing lock is taken for it.
    pub fn anything_to_claim(&self, now: DateTime<Utc>) -> Result<bool> {
        let found = self.one(&format!("SELECT 1 FROM {DUE} LIMIT 1"), due_params(now), |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Whether somebody is sending, or a crash left something in the middle of it.
    pub fn anything_sending(&self) -> Result<bool> {
        Ok(self.one("SELECT 1 FROM envelope WHERE state = 'sending' LIMIT 1", [], |_| Ok(()))?.is_some())
    }
}

impl Tx<'_> {
    /// Takes at most `limit` pending envelopes whose time has come, the most urgent first.
    ///
    /// One whose bytes are not those that were written is not sent: it becomes dead and says so.
    pub fn claim(&self, now: DateTime<Utc>, limit: usize) -> Result<Vec<Claimed>> {
        let sql = format!("SELECT id FROM {DUE} ORDER BY urgent_on, id LIMIT ?3");
        let (now_text, far) = due_params(now);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let due = self.all(&sql, (now_text, far, limit), |row| row.get(0))?;
        let mut claimed = Vec::with_capacity(due.len());
        for id in due {
            match self.letter_to_send(id) {
                Ok(Some(letter)) => {
                    let sql = "UPDATE envelope SET state = 'sending', sending_since_at = ?2 WHERE id = ?1";
                    self.run(sql, (id, instant_text(now)))?;
                    claimed.push(letter);
                }
                Ok(None) | Err(StoreError::Corrupt { .. }) => {
                    let why = "it is not the letter that was written; see `pactwatch audit` and put back a backup";
                    let sql = "UPDATE envelope SET state = 'dead', settled_at = ?2, why = ?3 WHERE id = ?1";
                    self.run(sql, (id, instant_text(now), why))?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(claimed)
    }

    /// A letter, if it is the one that was written.
    fn letter_to_send(&self, id: i64) -> Result<Option<Claimed>> {
        let sql = "SELECT message_id, address, mime, letter_hash, attempts, deferrals FROM envelope WHERE id = ?1";
        let found = self.one(sql, [id], |row| {
            let tries = Tries { attempts: row.get("attempts")?, deferrals: row.get("deferrals")? };
            let (message_id, address, mime) = (row.get("message_id")?, row.get("address")?, row.get("mime")?);
            Ok((Claimed { id, message_id, address, mime, tries }, row.get::<_, String>("letter_hash")?))
        })?;
        let is_written = |(letter, written): &(Claimed, String)| {
            *written == letter_hash(&letter.message_id, &letter.address, &sha256(&letter.mime))
        };
        Ok(found.filter(is_written).map(|(letter, _)| letter))
    }

    /// Writes down that an attempt begins, before the network hears of it.
    pub fn open_receipt(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        self.stands(id, &[State::Sending])?;
        self.write_line(id, &LineToWrite::Opened, now)
    }

    /// Closes the receipt of a claimed envelope and puts the envelope where the attempt's end says.
    pub fn settle(&self, id: i64, settlement: &Settlement, now: DateTime<Utc>) -> Result<()> {
        self.stands(id, &[State::Sending])?;
        if !self.has_open_receipt(id)? {
            return Err(StoreError::NotOpened(id));
        }
        self.write_line(id, &LineToWrite::Closed(settlement.outcome, &settlement.reply), now)?;
        if settlement.state == State::Sent {
            self.noted.sent(id);
        }
        let settled = matches!(settlement.state, State::Sent | State::Dead | State::Dropped);
        self.run(
            "UPDATE envelope SET state = ?2, attempts = ?3, deferrals = ?4, not_before_at = ?5, sending_since_at = NULL,
                                 settled_at = ?6, why = ?7
             WHERE id = ?1",
            (
                id,
                settlement.state.name(),
                settlement.tries.attempts,
                settlement.tries.deferrals,
                settlement.not_before_at.map(instant_text),
                settled.then(|| instant_text(now)),
                format!("{}: {}", settlement.outcome.name(), settlement.reply),
            ),
        )
        .map(drop)
    }

    /// Gives envelopes claimed but not tried back, for example because the server went away before their turn.
    pub fn unclaim(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        self.stands(id, &[State::Sending])?;
        if self.has_open_receipt(id)? { Err(StoreError::Attempted(id)) } else { self.back_to_pending(id, now) }
    }

    /// Lets whatever a crash left in `sending` go again at once, as the same letter, and says how many. An attempt that
    /// was open is closed as `abandoned` and counts as tried: the server may have the letter.
    pub fn rescue(&self, now: DateTime<Utc>) -> Result<usize> {
        let left = self.all("SELECT id FROM envelope WHERE state = 'sending' ORDER BY id", [], |row| row.get(0))?;
        for id in &left {
            if self.has_open_receipt(*id)? {
                self.write_line(
                    *id,
                    &LineToWrite::Closed(Outcome::Abandoned, "the program stopped in the middle"),
                    now,
                )?;
                self.run("UPDATE envelope SET attempts = attempts + 1 WHERE id = ?1", [id])?;
            }
            self.back_to_pending(*id, now)?;
        }
        Ok(left.len())
    }

    fn back_to_pending(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        let sql = "UPDATE envelope SET state = 'pending', sending_since_at = NULL, not_before_at = ?2 WHERE id = ?1";
        self.run(sql, (id, instant_text(now))).map(drop)
    }
}
