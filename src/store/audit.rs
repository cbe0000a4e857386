//! What follows from acts, receipts and keys, held against what stands beside them.
//!
//! Reads only, and judges nothing about days. The invariant: whatever the program works out once and stores, so that it
//! need not work it out again, is worked out again here.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::types::ValueRef;

use super::register::searched;
use super::row::sha256;
use super::{Envelope, Result, Store, Stored, envelopes};
use crate::lifecycle::party::Party;
use crate::outbox::{EnvelopeState, message_id};

/// What does not fit about a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterFault {
    /// It is sent, and no receipt says that a server took it.
    NoReceipt,
    /// It is dead, and no receipt says that it was tried.
    DiedUntried,
    /// The bytes that are kept are not those that were written.
    OtherBytes,
    /// Its Message-ID is not that of the reminders in it: one was added, taken out or altered.
    OtherReminders,
    /// Its address, Message-ID or hash of its bytes was altered.
    Misled,
    /// A reminder in it is for somebody else, or about something else than its key says.
    OtherAddressee,
    /// A reminder in it counts as taken back, though the letter is not dropped.
    TakenBack,
    /// It waits for a moment further away than any pause.
    WaitsTooLong,
    /// It was settled at another moment than its receipt says.
    OtherMoment,
    /// A server took it, and it does not count as sent: it would go again.
    TakenAndNotSent,
}

/// The longest pause between two attempts, and a margin.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(2);

impl Store {
    /// Letters after `after_id`, in order, each with what does not fit. `now` tells which of them wait too long.
    pub(crate) fn letter_faults(
        &self,
        after_id: i64,
        limit: usize,
        now: Option<DateTime<Utc>>,
    ) -> Result<Vec<(Envelope, Vec<LetterFault>)>> {
        let mut found = Vec::new();
        for envelope in self.outbox(after_id, limit)? {
            let faults = self.faults_of(&envelope, now)?;
            found.push((envelope, faults.into_iter().collect()));
        }
        Ok(found)
    }

    fn faults_of(&self, envelope: &Envelope, now: Option<DateTime<Utc>>) -> Result<BTreeSet<LetterFault>> {
        let mut faults = BTreeSet::new();
        let keys = "SELECT count(*) FILTER (WHERE r.addressee <> e.addressee OR r.agreement_id IS NOT
                           CASE WHEN r.subject GLOB '[0-9]*' THEN CAST(r.subject AS INTEGER)
                                WHEN r.what GLOB 'said:[0-9]*' THEN (SELECT a.agreement_id FROM act a
                                    WHERE a.seq = CAST(substr(r.what, 6) AS INTEGER)) END),
                       count(*) FILTER (WHERE r.withdrawn = 1), count(*) FILTER (WHERE r.withdrawn = 0)
                    FROM reminder r JOIN envelope e ON e.id = r.envelope_id WHERE r.envelope_id = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let (other, withdrawn, live) = self.one(keys, [envelope.id], read)?.unwrap_or((0, 0, 0));
        let mut when = |is_so: bool, fault| {
            if is_so {
                faults.insert(fault);
            }
        };
        when(other > 0, LetterFault::OtherAddressee);
        when(withdrawn > 0 && envelope.state != EnvelopeState::Dropped, LetterFault::TakenBack);
        let far = now.zip(envelope.not_before_at).is_some_and(|(now, at)| at > now + LONGEST_PAUSE);
        when(far, LetterFault::WaitsTooLong);
        let Some((written, domain)) = envelope.message_id.as_deref().and_then(|id| Some((id, id.split_once('@')?.1)))
        else {
            when(envelope.message_id.is_some(), LetterFault::OtherReminders);
            return Ok(faults);
        };
        // What is dropped to be composed anew has given its reminders to another letter.
        let holds_them = envelope.state != EnvelopeState::Dropped || live > 0;
        when(holds_them && message_id(&envelope.keys, domain) != written, LetterFault::OtherReminders);
        self.bytes_of(envelope, written, &mut faults)?;
        Ok(faults)
    }

    /// What the receipts say about a letter, and what is kept of it.
    fn bytes_of(&self, envelope: &Envelope, written: &str, faults: &mut BTreeSet<LetterFault>) -> Result<()> {
        let sql = "SELECT e.mime, e.mime_sha256, e.letter_hash, e.settled_at,
                (SELECT r.at FROM receipt r WHERE r.envelope_id = e.id AND r.outcome = 'accepted'
                    AND r.mime_sha256 = e.mime_sha256 AND r.message_id = e.message_id AND r.address = e.address
                    ORDER BY r.seq DESC LIMIT 1),
                EXISTS (SELECT 1 FROM receipt r WHERE r.envelope_id = e.id),
                (SELECT kept_sha256 FROM cut_letter c WHERE c.envelope_id = e.id AND e.state IN ('sent', 'dropped'))
            FROM envelope e WHERE e.id = ?1";
        let mut check = |row: &rusqlite::Row<'_>| {
            let mut when = |is_so: bool, fault| {
                if is_so {
                    faults.insert(fault);
                }
            };
            let kept: Option<Vec<u8>> = row.get(0)?;
            // Of a letter whose links were cut the hash of what was sent stays beside that of what is kept.
            let whole =
                |bytes: &[u8]| [row.get_ref(1), row.get_ref(6)].into_iter().any(|hash| same(hash, &sha256(bytes)));
            when(kept.is_some_and(|bytes| !whole(&bytes)), LetterFault::OtherBytes);
            let (bytes, address) = (row.get_ref(1)?.as_str_or_null()?, envelope.address.as_deref());
            let hash = envelopes::letter_hash(written, address.unwrap_or_default(), bytes.unwrap_or_default());
            when(!same(row.get_ref(2), &hash), LetterFault::Misled);
            let taken_at: Option<String> = row.get(4)?;
            when(envelope.state == EnvelopeState::Dead && !row.get::<_, bool>(5)?, LetterFault::DiedUntried);
            when(envelope.state != EnvelopeState::Sent && taken_at.is_some(), LetterFault::TakenAndNotSent);
            if envelope.state == EnvelopeState::Sent {
                when(taken_at.is_none(), LetterFault::NoReceipt);
                when(taken_at.is_some_and(|at| !same(row.get_ref(3), &at)), LetterFault::OtherMoment);
            }
            Ok(())
        };
        self.one(sql, [envelope.id], &mut check).map(drop)
    }

    /// The newest moment that acts, receipts and scans tell of; `None` where none can be read.
    pub(crate) fn newest_moment(&self) -> Result<Option<DateTime<Utc>>> {
        let sql = "SELECT max(at) FROM (SELECT max(recorded_at) AS at FROM act UNION ALL SELECT max(at) FROM receipt)";
        let read = |row: &rusqlite::Row<'_>| Ok(row.get_ref(0)?.as_str().ok().and_then(|at| at.parse().ok()));
        let newest: Option<DateTime<Utc>> = self.one(sql, [], read)?.flatten();
        Ok(self.last_scan()?.map(|scan| scan.at).max(newest))
    }

    /// Whether somebody dropped the letter by hand: what the program drops it has taken back.
    pub(crate) fn was_dropped_by_a_person(&self, envelope_id: i64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM envelope e JOIN reminder r ON r.envelope_id = e.id
                   WHERE e.id = ?1 AND e.state = 'dropped' AND r.withdrawn = 0)";
        Ok(self.one(sql, [envelope_id], |row| row.get(0))?.unwrap_or(false))
    }

    /// The tables and columns in which an agreement's facts stand once more, where they say something else.
    pub(crate) fn projection_faults(&self, stored: &Stored) -> Result<Vec<&'static str>> {
        let mut faults = Vec::new();
        let folded =
            self.one("SELECT folded FROM agreement WHERE id = ?1", [stored.id], |row| row.get::<_, String>(0))?;
        if folded.as_deref() != Some(searched(&stored.facts).as_str()) {
            faults.push("folded");
        }
        let sql = "SELECT side, party_id FROM agreement_party WHERE agreement_id = ?1 ORDER BY 1, 2 LIMIT 10000";
        let parties: Vec<(String, String)> = self.all(sql, [stored.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sides = [("ours", &stored.facts.ours), ("partner", &stored.facts.partner)];
        let expected: BTreeSet<(String, String)> =
            sides.into_iter().flat_map(|(side, ids)| ids.iter().map(move |id| (side.to_owned(), id.clone()))).collect();
        if parties.into_iter().collect::<BTreeSet<_>>() != expected {
            faults.push("agreement_party");
        }
        let sql = "SELECT contact FROM agreement_officer WHERE agreement_id = ?1 ORDER BY 1 LIMIT 10000";
        let officers: BTreeSet<String> = self.all(sql, [stored.id], |row| row.get(0))?.into_iter().collect();
        if officers != stored.facts.officers.iter().cloned().collect() {
            faults.push("agreement_officer");
        }
        Ok(faults)
    }

    /// Whether a party is found by its names, and they are numbered from 0 on.
    pub(crate) fn party_search_fits(&self, party: &Party) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM party_name WHERE party_id = ?1 AND nth NOT BETWEEN 0 AND ?2 - 1)";
        let names = i64::try_from(party.names.len()).unwrap_or(i64::MAX);
        if self.one(sql, (&party.id, names), |row| row.get(0))?.unwrap_or(false) {
            return Ok(false);
        }
        let folded = self.one("SELECT folded FROM party WHERE id = ?1", [&party.id], |row| row.get::<_, String>(0))?;
        Ok(folded.as_deref() == Some(super::parties::searched(party).as_str()))
    }

    /// Rows that point at rows which are not there, by table, at most so many.
    pub(crate) fn dangling(&self, limit: usize) -> Result<Vec<(String, i64)>> {
        let sql = "SELECT \"table\", coalesce(rowid, 0) FROM pragma_foreign_key_check LIMIT ?1";
        self.all(sql, [i64::try_from(limit).unwrap_or(i64::MAX)], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

fn same(stored: rusqlite::Result<ValueRef<'_>>, text: &str) -> bool {
    stored.is_ok_and(|stored| stored.as_bytes().is_ok_and(|bytes| bytes == text.as_bytes()))
}
