//! Envelopes up to the moment they may go: composed, withdrawn, written anew, dropped.
//!
//! What happens on the way out is `delivery.rs`'s. The invariant: an envelope is never deleted once it holds a letter,
//! and what was dropped says why.

use chrono::{DateTime, Utc};
use rusqlite::{Params, Row};

use super::receipts::UNHEARD;
use super::reminders::{LIVE_KEY, key_params};
use super::row::{ColumnReader, KEY, instant_text, key, sha256};
use super::{Result, Store, StoreError, Tx, chain};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Subject};
use crate::outbox::{EnvelopeState, Tries};

/// An envelope without its bytes; [`Store::letter`] has those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its number, never used twice.
    pub id: i64,
    /// Where it stands.
    pub state: EnvelopeState,
    /// Contact id of who gets it.
    pub addressee: String,
    /// Where it goes; `None` while it is composed.
    pub address: Option<String>,
    /// Its subject line; `None` while it is composed.
    pub subject: Option<String>,
    /// Its Message-ID; `None` while it is composed.
    pub message_id: Option<String>,
    /// The scan's day.
    pub queued_on: Day,
    /// The day its words count from.
    pub rendered_on: Option<Day>,
    /// The earliest day in it.
    pub urgent_on: Day,
    /// How often it was tried.
    pub tries: Tries,
    /// No attempt before.
    pub not_before_at: Option<DateTime<Utc>>,
    /// Since when somebody is sending it.
    pub sending_since_at: Option<DateTime<Utc>>,
    /// When it became sent, dead or dropped.
    pub settled_at: Option<DateTime<Utc>>,
    /// Why it is where it is.
    pub why: Option<String>,
    /// The reminders in it, in the order of queueing, at most [`KEYS_AT_ONCE`]; of a dropped one, those it held.
    pub keys: Vec<Key>,
}

/// A letter as it was written, to become a pending envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The reminders it says; all of them in the envelope it is composed from.
    pub keys: Vec<Key>,
    /// Its Message-ID, `outbox::message_id` of the keys.
    pub message_id: String,
    /// Where it goes.
    pub address: String,
    /// Its subject line.
    pub subject: String,
    /// Its bytes.
    pub mime: Vec<u8>,
    /// The day its words count from.
    pub rendered_on: Day,
    /// The earliest day in it.
    pub urgent_on: Day,
}

/// As many reminders of one envelope are given at once. A letter has fewer; an envelope being composed after a mass
/// change may have more, and the rest is given once these are composed or withdrawn.
pub(crate) const KEYS_AT_ONCE: usize = 10_000;

/// In the order in which [`envelope`] reads them; `UNHEARD` stands for itself.
const COLUMNS: &str = "id, state, addressee, address, subject, message_id, queued_on, rendered_on, urgent_on, attempts,
    deferrals, UNHEARD, not_before_at, sending_since_at, settled_at, why";

fn columns() -> String {
    COLUMNS.replace("UNHEARD", UNHEARD)
}

fn envelope(row: &Row<'_>) -> rusqlite::Result<Envelope> {
    let mut cells = ColumnReader::of(row);
    Ok(Envelope {
        id: cells.get()?,
        state: cells.word(EnvelopeState::named)?,
        addressee: cells.get()?,
        address: cells.get()?,
        subject: cells.get()?,
        message_id: cells.get()?,
        queued_on: cells.parsed()?,
        rendered_on: cells.maybe_parsed()?,
        urgent_on: cells.parsed()?,
        tries: Tries { attempts: cells.get()?, deferrals: cells.get()?, unheard: cells.get()? },
        not_before_at: cells.maybe_parsed()?,
        sending_since_at: cells.maybe_parsed()?,
        settled_at: cells.maybe_parsed()?,
        why: cells.get()?,
        keys: Vec::new(),
    })
}

/// The hash over what makes a letter go where it goes, in the form of a chain's line.
pub(super) fn letter_hash(message_id: &str, address: &str, mime_sha256: &str) -> String {
    let fields = [("message_id", message_id), ("address", address), ("mime_sha256", mime_sha256)];
    chain::hash(fields.into_iter().map(|(name, value)| (name, Some(value))))
}

fn bound(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

impl Store {
    /// Envelopes after `after_id` that are being composed.
    pub fn composing(&self, after_id: i64, limit: usize) -> Result<Vec<Envelope>> {
        self.envelopes("state = 'composing' AND id > ?1", (after_id, bound(limit)))
    }

    /// Whether reminders are gathered anywhere that no letter says yet.
    pub(crate) fn anything_composing(&self) -> Result<bool> {
        Ok(self.one("SELECT 1 FROM envelope WHERE state = 'composing' LIMIT 1", [], |_| Ok(()))?.is_some())
    }

    /// Envelopes after `after_id`, whatever their state: what `outbox list` shows, page by page.
    pub fn outbox(&self, after_id: i64, limit: usize) -> Result<Vec<Envelope>> {
        self.envelopes("id > ?1", (after_id, bound(limit)))
    }

    /// Envelopes after `after_id` in one state.
    pub fn outbox_in(&self, state: EnvelopeState, after_id: i64, limit: usize) -> Result<Vec<Envelope>> {
        self.envelopes("id > ?1 AND state = ?3", (after_id, bound(limit), state.name()))
    }

    /// The number of the newest envelope; 0 where there has been none.
    pub(crate) fn newest_envelope(&self) -> Result<i64> {
        Ok(self.one("SELECT max(id) FROM envelope", [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0))
    }

    /// Envelopes that say something about the subject and are on their way: composed, pending or being sent.
    pub(crate) fn waiting_for(&self, subject: &Subject) -> Result<Vec<Envelope>> {
        let condition = "state IN ('composing', 'pending', 'sending')
            AND id IN (SELECT envelope_id FROM reminder WHERE subject = ?1 AND withdrawn = 0)";
        self.envelopes(condition, (subject.to_string(), bound(KEYS_AT_ONCE)))
    }

    /// Letters after `after_id` that wait, that no server has seen, and that name one of these parties: they speak of an
    /// agreement of theirs, or greet its country.
    pub(crate) fn waiting_naming(&self, parties: &[String], after_id: i64, limit: usize) -> Result<Vec<Envelope>> {
        let condition = "id > ?1 AND state = 'pending' AND EXISTS (
                SELECT 1 FROM reminder r WHERE r.envelope_id = envelope.id AND r.withdrawn = 0 AND (
                    r.agreement_id IN (SELECT agreement_id FROM agreement_party p
                        WHERE p.agreement_id = r.agreement_id AND p.party_id IN (SELECT value FROM json_each(?3)))
                    OR r.subject IN (SELECT 'country:' || a.country FROM agreement_party p
                        JOIN agreement a ON a.id = p.agreement_id
                        WHERE p.side = 'partner' AND p.party_id IN (SELECT value FROM json_each(?3)))))";
        let untaken = format!("{UNHEARD} = 0 AND {condition}");
        self.envelopes(&untaken, (after_id, bound(limit), serde_json::json!(parties).to_string()))
    }

    /// Envelopes after `after_id` that say or said something about the agreement, whatever became of them.
    pub(crate) fn letters_about(&self, agreement_id: i64, after_id: i64, limit: usize) -> Result<Vec<Envelope>> {
        let condition = "id > ?1 AND id IN (SELECT envelope_id FROM reminder WHERE agreement_id = ?3)";
        self.envelopes(condition, (after_id, bound(limit), agreement_id))
    }

    /// One envelope. Fails with [`StoreError::Absent`].
    pub fn envelope(&self, id: i64) -> Result<Envelope> {
        let found = self.envelopes("id = ?1", (id, 1))?;
        found.into_iter().next().ok_or(StoreError::Absent { what: "envelope", id, see: "outbox list" })
    }

    /// The bytes of an envelope's letter; `None` while it is composed, and when they are no longer kept.
    pub fn letter(&self, id: i64) -> Result<Option<Vec<u8>>> {
        Ok(self.one("SELECT mime FROM envelope WHERE id = ?1", [id], |row| row.get(0))?.flatten())
    }

    /// `?2` of the condition's parameters is the limit.
    fn envelopes(&self, condition: &str, params: impl Params) -> Result<Vec<Envelope>> {
        let sql = format!("SELECT {} FROM envelope WHERE {condition} ORDER BY id LIMIT ?2", columns());
        self.snapshot(|| {
            let mut envelopes = self.all(&sql, params, envelope)?;
            let sql = format!("SELECT {KEY} FROM reminder WHERE envelope_id = ?1 ORDER BY id LIMIT ?2");
            for envelope in &mut envelopes {
                let read = |row: &Row<'_>| key(&mut ColumnReader::of(row));
                envelope.keys = self.all(&sql, (envelope.id, bound(KEYS_AT_ONCE)), read)?;
            }
            Ok(envelopes)
        })
    }
}

impl Tx<'_> {
    /// Makes pending envelopes of letters composed from one envelope's reminders, and gives their numbers. Reminders
    /// that no letter says stay where they are; once none is left, the envelope they were gathered in is gone.
    pub fn compose(&self, envelope_id: i64, letters: &[Composed], now: DateTime<Utc>) -> Result<Vec<i64>> {
        self.stands(envelope_id, &[EnvelopeState::Composing])?;
        let mut ids = Vec::with_capacity(letters.len());
        for letter in letters {
            let id = self.write_letter(envelope_id, letter, now)?;
            self.move_reminders(&letter.keys, envelope_id, id)?;
            self.keep_put_off(id, now)?;
            ids.push(id);
        }
        self.forget_empty(envelope_id)?;
        Ok(ids)
    }

    fn write_letter(&self, envelope_id: i64, letter: &Composed, now: DateTime<Utc>) -> Result<i64> {
        let mime_sha256 = sha256(&letter.mime);
        let letter_hash = letter_hash(&letter.message_id, &letter.address, &mime_sha256);
        self.insert(
            "INSERT INTO envelope (state, addressee, address, subject, message_id, mime, mime_sha256, letter_hash,
                                   queued_on, rendered_on, urgent_on, composed_at, not_before_at)
             SELECT 'pending', addressee, ?2, ?3, ?4, ?5, ?6, ?7, queued_on, ?8, ?9, ?10, ?10
             FROM envelope WHERE id = ?1",
            (
                envelope_id,
                &letter.address,
                &letter.subject,
                &letter.message_id,
                &letter.mime,
                mime_sha256,
                letter_hash,
                letter.rendered_on.to_string(),
                letter.urgent_on.to_string(),
                instant_text(now),
            ),
        )
    }

    /// What its reminders were put off for holds for the new letter too, where it goes to the same address; and it waits
    /// since the first letter that said them.
    fn keep_put_off(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        self.run(
            "UPDATE reminder SET waits_since_at = ?2 WHERE envelope_id = ?1 AND waits_since_at IS NULL",
            (id, instant_text(now)),
        )?;
        let own = "FROM reminder r WHERE r.envelope_id = ?1 AND r.asked_address = envelope.address";
        let sql = format!(
            "UPDATE envelope SET deferrals = (SELECT max(r.put_offs) {own}),
                 not_before_at = max(?2, (SELECT max(r.put_off_until_at) {own}))
             WHERE id = ?1 AND EXISTS (SELECT 1 {own} AND r.put_off_until_at IS NOT NULL)"
        );
        self.run(&sql, (id, instant_text(now))).map(drop)
    }

    /// Takes reminders out of an envelope being composed: what they say is no longer so. They stay on record in a
    /// dropped envelope that says why, and their keys may be queued again.
    pub(crate) fn withdraw_keys(&self, envelope_id: i64, keys: &[Key], why: &str, now: DateTime<Utc>) -> Result<()> {
        self.stands(envelope_id, &[EnvelopeState::Composing])?;
        if keys.is_empty() {
            return Ok(());
        }
        let dropped = self.insert(
            "INSERT INTO envelope (state, addressee, queued_on, urgent_on, settled_at, why)
             SELECT 'dropped', addressee, queued_on, urgent_on, ?2, ?3 FROM envelope WHERE id = ?1",
            (envelope_id, instant_text(now), why),
        )?;
        self.move_reminders(keys, envelope_id, dropped)?;
        self.run("UPDATE reminder SET withdrawn = 1 WHERE envelope_id = ?1", [dropped])?;
        self.forget_empty(envelope_id)
    }

    /// Moves reminders of an envelope being composed into the one of another addressee: who was to get them is away, or
    /// back. Gives the envelope they are in now.
    pub(crate) fn readdress(&self, envelope_id: i64, keys: &[Key], addressee: &str) -> Result<i64> {
        let envelope = self.expect(envelope_id, &[EnvelopeState::Composing])?;
        let basket = self.basket(addressee, envelope.urgent_on, envelope.queued_on)?;
        self.move_reminders(keys, envelope_id, basket)?;
        let sql = "UPDATE reminder SET addressee = ?2 WHERE envelope_id = ?1 AND addressee <> ?2";
        self.run(sql, (basket, addressee))?;
        self.forget_empty(envelope_id)?;
        Ok(basket)
    }

    /// Drops an envelope because what it says is no longer so. Its keys may be queued again: should it be so once more,
    /// somebody is owed that letter, and where a server may have it already the repeat bears the same Message-ID.
    pub fn withdraw(&self, id: i64, why: &str, now: DateTime<Utc>) -> Result<()> {
        self.expect(id, &[EnvelopeState::Composing, EnvelopeState::Pending])?;
        self.run("UPDATE reminder SET withdrawn = 1 WHERE envelope_id = ?1", [id])?;
        self.put_away(id, why, now)
    }

    /// Drops an envelope because a person says so. Its keys stay spent: the next scan does not ask again.
    pub fn drop_envelope(&self, id: i64, why: &str, now: DateTime<Utc>) -> Result<()> {
        self.stands(id, &[EnvelopeState::Composing, EnvelopeState::Pending, EnvelopeState::Dead])?;
        self.put_away(id, why, now)
    }

    /// Takes a pending or dead envelope's reminders back to be composed anew, and gives the envelope they are gathered in.
    /// Fails with [`StoreError::Attempted`] where a server may have the letter.
    pub fn recompose(&self, id: i64, now: DateTime<Utc>) -> Result<i64> {
        self.stands(id, &[EnvelopeState::Pending, EnvelopeState::Dead])?;
        // Nothing of the letter itself is read: it may be damaged.
        let sql = format!("SELECT addressee, urgent_on, queued_on, {UNHEARD} FROM envelope WHERE id = ?1");
        let found = self.one(&sql, [id], |row| {
            let mut cells = ColumnReader::of(row);
            Ok((cells.get::<String>()?, cells.parsed::<Day>()?, cells.parsed::<Day>()?, cells.get::<u32>()?))
        })?;
        let (addressee, urgent_on, queued_on, unheard) =
            found.ok_or(StoreError::Absent { what: "envelope", id, see: "outbox list" })?;
        if unheard > 0 {
            return Err(StoreError::Attempted(id));
        }
        let basket = self.basket(&addressee, urgent_on, queued_on)?;
        self.run("UPDATE reminder SET envelope_id = ?2 WHERE envelope_id = ?1", (id, basket))?;
        self.run("UPDATE envelope SET urgent_on = min(urgent_on, ?2) WHERE id = ?1", (basket, urgent_on.to_string()))?;
        self.put_away(id, &format!("written anew from envelope {basket}"), now)?;
        Ok(basket)
    }

    /// Lets an envelope go again at once, as if the server had never said "later" to it: a dead one, or one that waits.
    /// One that no server can have is composed anew; any other goes as it is. The next scan looks at what it is about:
    /// days may have moved since it was written.
    pub fn retry(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        let envelope = self.expect(id, &[EnvelopeState::Dead, EnvelopeState::Pending])?;
        let about = "SELECT agreement_id FROM reminder WHERE envelope_id = ?1";
        self.run(&format!("UPDATE agreement SET look_rules = '' WHERE id IN ({about})"), [id])?;
        let fresh = "UPDATE reminder SET put_offs = 0, aged_seconds = 0, put_off_until_at = NULL, answered_seq = NULL
                     WHERE envelope_id = ?1";
        self.run(fresh, [id])?;
        self.untell_died(id)?;
        if envelope.tries.is_untaken() {
            return self.recompose(id, now).map(drop);
        }
        let sql =
            "UPDATE envelope SET state = 'pending', not_before_at = ?2, deferrals = 0, settled_at = NULL, why = NULL
                   WHERE id = ?1";
        self.run(sql, (id, instant_text(now))).map(drop)
    }

    /// Lets go of the bytes of at most `limit` letters settled before an instant, and says how many. Their hashes stay.
    pub(crate) fn forget_letters(&self, before: DateTime<Utc>, limit: usize) -> Result<usize> {
        let sql = "UPDATE envelope SET mime = NULL WHERE id IN (SELECT id FROM envelope
                       WHERE mime IS NOT NULL AND settled_at IS NOT NULL AND settled_at < ?1 AND state <> 'dead'
                       ORDER BY settled_at LIMIT ?2)";
        self.run(sql, (instant_text(before), bound(limit)))
    }

    /// The envelope, if it stands in one of those states.
    pub(super) fn expect(&self, id: i64, states: &[EnvelopeState]) -> Result<Envelope> {
        let sql = format!("SELECT {} FROM envelope WHERE id = ?1", columns());
        let found = self.one(&sql, [id], envelope)?;
        let envelope = found.ok_or(StoreError::Absent { what: "envelope", id, see: "outbox list" })?;
        if states.contains(&envelope.state) {
            Ok(envelope)
        } else {
            Err(StoreError::Elsewhere { id, state: envelope.state })
        }
    }

    /// Fails where the envelope stands in none of those states.
    pub(super) fn stands(&self, id: i64, states: &[EnvelopeState]) -> Result<()> {
        let read = |row: &Row<'_>| ColumnReader::of(row).word(EnvelopeState::named);
        let found = self.one("SELECT state FROM envelope WHERE id = ?1", [id], read)?;
        match found.ok_or(StoreError::Absent { what: "envelope", id, see: "outbox list" })? {
            state if states.contains(&state) => Ok(()),
            state => Err(StoreError::Elsewhere { id, state }),
        }
    }

    fn put_away(&self, id: i64, why: &str, now: DateTime<Utc>) -> Result<()> {
        let sql =
            "UPDATE envelope SET state = 'dropped', settled_at = ?2, not_before_at = NULL, why = ?3 WHERE id = ?1";
        self.run(sql, (id, instant_text(now), why))?;
        self.cut_links(id)
    }

    fn move_reminders(&self, keys: &[Key], from: i64, to: i64) -> Result<()> {
        let sql = format!("UPDATE reminder SET envelope_id = ?8 WHERE {LIVE_KEY} AND envelope_id = ?9");
        for key in keys {
            let (subject, what, nth, day, rung, recipient, round) = key_params(key);
            if self.run(&sql, (subject, what, nth, day, rung, recipient, round, to, from))? == 0 {
                return Err(StoreError::NotInEnvelope { id: from, key: key.to_string() });
            }
        }
        Ok(())
    }

    fn forget_empty(&self, id: i64) -> Result<()> {
        let sql = "DELETE FROM envelope WHERE id = ?1 AND state = 'composing'
                   AND NOT EXISTS (SELECT 1 FROM reminder WHERE envelope_id = ?1)";
        self.run(sql, [id]).map(drop)
    }
}
