//! Envelopes on their way out: claim → open receipt → (the network, elsewhere) → settle; and rescue after a crash.
//!
//! Each step is a transaction of its own and none is held during the network. Whoever calls here holds the delivery
//! lock (`lock.rs`), so whatever stands in `sending` at that moment was left by a crash. The invariant: no letter
//! leaves before its claim and its opened receipt are on disk.

use chrono::{DateTime, Utc};

use super::envelopes::letter_hash;
use super::receipts::LineToWrite;
use super::receipts::UNHEARD;
use super::row::{instant_text, sha256};
use super::{Result, Store, StoreError, Tx};
use crate::message::answer::stored_reasons;
use crate::outbox::{Age, EnvelopeState, Evidence, LONGEST_PAUSE, PostponedLetter, ReceiptOutcome, Settlement, Tries};

/// A letter that its claimer is to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
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

/// Whether an age is written down because of an answer.
#[derive(Clone, Copy)]
enum Answered {
    /// The one that was just written down.
    Now,
    /// None: it is put back to what it was.
    Before,
}

impl Store {
    /// How long the reminders of a letter have been put off, the last pause counted where another letter was taken in it,
    /// in receipts after `settings_since`: since then the server is spoken to over the same settings.
    pub(crate) fn age_of(&self, id: i64, settings_since: i64) -> Result<Age> {
        let sql = "SELECT max(put_offs), max(aged_seconds), max(answered_seq) FROM reminder
                   WHERE envelope_id = ?1 AND asked_address = (SELECT address FROM envelope WHERE id = ?1)";
        let read = |row: &rusqlite::Row<'_>| {
            let age = Age {
                put_offs: row.get::<_, Option<_>>(0)?.unwrap_or(0),
                seconds: row.get::<_, Option<_>>(1)?.unwrap_or(0),
            };
            Ok((age, row.get::<_, Option<i64>>(2)?))
        };
        let Some((age, Some(answered))) = self.one(sql, [id], read)? else { return Ok(Age::default()) };
        // An answer given over other settings says nothing about these.
        let meanwhile = if answered > settings_since { self.taken_since(answered)? } else { Evidence::None };
        Ok(age.after_pause(meanwhile))
    }

    /// Whether a letter was taken after that line of the receipts.
    fn taken_since(&self, seq: i64) -> Result<Evidence> {
        let sql = "SELECT 1 FROM receipt WHERE seq > ?1 AND outcome = 'accepted' LIMIT 1";
        Ok(self.one(sql, [seq], |_| Ok(()))?.map_or(Evidence::None, |()| Evidence::Taken))
    }

    /// Whether the newest letter that a server took, after that line of the receipts, was taken since an instant.
    pub(crate) fn taken_lately(&self, after_seq: i64, since: DateTime<Utc>) -> Result<Evidence> {
        let sql = "SELECT at >= ?2 FROM receipt WHERE outcome = 'accepted' AND seq > ?1 ORDER BY seq DESC LIMIT 1";
        let lately = self.one(sql, (after_seq, instant_text(since)), |row| row.get(0))?.unwrap_or(false);
        Ok(if lately { Evidence::Taken } else { Evidence::None })
    }

    /// The number of the newest line of the receipts; 0 where there is none.
    pub(crate) fn newest_receipt(&self) -> Result<i64> {
        Ok(self.one("SELECT max(seq) FROM receipt", [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0))
    }

    /// Whether there is anything to claim: asked before the writing lock is taken for it.
    pub(crate) fn anything_to_claim(&self, now: DateTime<Utc>) -> Result<bool> {
        let found = self.one(&format!("SELECT 1 FROM {DUE} LIMIT 1"), due_params(now), |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Whether somebody is sending, or a crash left something in the middle of it.
    pub(crate) fn anything_sending(&self) -> Result<bool> {
        Ok(self.one("SELECT 1 FROM envelope WHERE state = 'sending' LIMIT 1", [], |_| Ok(()))?.is_some())
    }
}

impl Tx<'_> {
    /// Takes at most `limit` pending envelopes whose time has come, the most urgent first.
    ///
    /// One whose bytes are not those that were written is not sent. Its reminders are whole: they are gathered to be
    /// composed anew. Where a server may have it, it becomes dead and says so.
    pub fn claim(&self, now: DateTime<Utc>, limit: usize) -> Result<Vec<Claimed>> {
        self.claim_last(now, limit, &[])
    }

    /// The same, those of `last` after all others.
    pub fn claim_last(&self, now: DateTime<Utc>, limit: usize, last: &[i64]) -> Result<Vec<Claimed>> {
        let mut due = self.due(now, limit, "NOT IN", last)?;
        if due.len() < limit && !last.is_empty() {
            due.extend(self.due(now, limit - due.len(), "IN", last)?);
        }
        let mut claimed = Vec::with_capacity(due.len());
        for id in due {
            match self.letter_to_send(id) {
                Ok(Some(letter)) => {
                    let sql = "UPDATE envelope SET state = 'sending', sending_since_at = ?2 WHERE id = ?1";
                    self.run(sql, (id, instant_text(now)))?;
                    claimed.push(letter);
                }
                Ok(None) | Err(StoreError::Corrupt { .. }) => self.put_damaged_away(id, now)?,
                Err(error) => return Err(error),
            }
        }
        Ok(claimed)
    }

    /// Pending envelopes whose time has come, the most urgent first, in that list or not in it.
    fn due(&self, now: DateTime<Utc>, limit: usize, which: &str, list: &[i64]) -> Result<Vec<i64>> {
        let list: Vec<String> = list.iter().map(i64::to_string).collect();
        let sql = format!("SELECT id FROM {DUE} AND id {which} ({}) ORDER BY urgent_on, id LIMIT ?3", list.join(", "));
        let (now_text, far) = due_params(now);
        self.all(&sql, (now_text, far, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))
    }

    fn put_damaged_away(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        match self.recompose(id, now) {
            Err(error) if error.is_of_the_record() => {
                let why = stored_reasons::OTHER_LETTER.stored_text();
                let sql = "UPDATE envelope SET state = 'dead', settled_at = ?2, not_before_at = NULL, why = ?3
                           WHERE id = ?1";
                self.run(sql, (id, instant_text(now), why)).map(drop)
            }
            recomposed => recomposed.map(drop),
        }
    }

    /// A letter, if it is the one that was written.
    fn letter_to_send(&self, id: i64) -> Result<Option<Claimed>> {
        let sql = format!(
            "SELECT message_id, address, mime, letter_hash, attempts, deferrals, {UNHEARD} AS unheard
             FROM envelope WHERE id = ?1"
        );
        let found = self.one(&sql, [id], |row| {
            let (attempts, deferrals) = (row.get("attempts")?, row.get("deferrals")?);
            let tries = Tries { attempts, deferrals, unheard: row.get("unheard")? };
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
        self.stands(id, &[EnvelopeState::Sending])?;
        self.write_line(id, &LineToWrite::Opened, now)
    }

    /// Closes the receipt of a claimed envelope and puts the envelope where the attempt's end says.
    ///
    /// 1. The letter must be on its way, with an open receipt.
    /// 2. The receipt is closed with the server's words.
    /// 3. The envelope stands where the attempt ended: sent, waiting until a moment, dead.
    /// 4. A letter that is settled keeps no links.
    /// 5. How long it was put off belongs to what it says.
    pub fn settle(&self, id: i64, settlement: &Settlement, now: DateTime<Utc>) -> Result<()> {
        // 1. It is on its way.
        self.stands(id, &[EnvelopeState::Sending])?;
        if !self.has_open_receipt(id)? {
            return Err(StoreError::NotOpened(id));
        }
        // 2. The receipt.
        self.write_line(id, &LineToWrite::Closed(settlement.outcome, &settlement.reply), now)?;
        if settlement.state == EnvelopeState::Sent {
            self.noted.sent(id);
        }
        // 3. The envelope.
        let settled = matches!(settlement.state, EnvelopeState::Sent | EnvelopeState::Dead | EnvelopeState::Dropped);
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
        )?;
        // 4. Its links.
        self.cut_links(id)?;
        // 5. Its age.
        match settlement.age {
            Some(age) => self.put_off(id, age, settlement.not_before_at, Answered::Now),
            None => Ok(()),
        }
    }

    /// Writes down how long what a letter says has been put off.
    fn put_off(&self, id: i64, age: Age, until: Option<DateTime<Utc>>, answered: Answered) -> Result<()> {
        self.run(
            "UPDATE reminder SET put_offs = ?2, aged_seconds = ?3, put_off_until_at = ?4,
                 asked_address = (SELECT address FROM envelope WHERE id = ?1),
                 answered_seq = CASE ?5 WHEN 1 THEN (SELECT max(seq) FROM receipt WHERE envelope_id = ?1)
                                        ELSE answered_seq END
             WHERE envelope_id = ?1",
            (id, age.put_offs, age.seconds, until.map(instant_text), matches!(answered, Answered::Now)),
        )
        .map(drop)
    }

    /// Puts a letter back as if it had not been asked about; its receipts stay. One that was settled otherwise meanwhile
    /// is left alone.
    pub(crate) fn put_back(&self, back: &PostponedLetter) -> Result<()> {
        let sql = "UPDATE envelope SET not_before_at = ?2, deferrals = ?3 WHERE id = ?1 AND state = 'pending'";
        let until = instant_text(back.not_before_at);
        if self.run(sql, (back.id, until, back.age.put_offs))? == 0 {
            return Ok(());
        }
        self.put_off(back.id, back.age, Some(back.not_before_at), Answered::Before)
    }

    /// A letter that was refused is dead: another one was taken after it. One that is no longer pending is left alone.
    pub(crate) fn give_up(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        let sql = "UPDATE envelope SET state = 'dead', settled_at = ?2, not_before_at = NULL
                   WHERE id = ?1 AND state = 'pending'";
        self.run(sql, (id, instant_text(now))).map(drop)
    }

    /// Lets whatever a crash left in `sending` go again at once, as the same letter, and says how many. An attempt that
    /// was open is closed as `abandoned` and counts as tried: the server may have the letter.
    pub(crate) fn rescue(&self, now: DateTime<Utc>) -> Result<usize> {
        let left = self.all("SELECT id FROM envelope WHERE state = 'sending' ORDER BY id", [], |row| row.get(0))?;
        for id in &left {
            if self.has_open_receipt(*id)? {
                self.write_line(
                    *id,
                    &LineToWrite::Closed(ReceiptOutcome::Abandoned, stored_reasons::STOPPED.stored_text()),
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
