//! Reminders by their number, as links name them, and the tokens of links in kept letters.
//!
//! The invariant: once a letter is sent or dropped its kept bytes hold no whole token; the hash of what was sent stays.

use rusqlite::Row;

use super::row::{ColumnReader, KEY, key, sha256};
use super::{ProgramNote, Result, Store, Tx};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::Key;
use crate::message::link::cut_in_mail;

/// A reminder, and the letter that said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Linked {
    /// What it is known by.
    pub key: Key,
    /// Contact id of who got it.
    pub addressee: String,
    /// The scan's day.
    pub queued_on: Day,
    /// Whether it was taken back, or queued on a day that had not come: then nobody was told it.
    pub counts: bool,
    /// The letter's Message-ID.
    pub message_id: Option<String>,
}

/// Whether a bounded step is to be taken again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MoreLeft {
    Yes,
    No,
}

impl Store {
    /// Whether letters that an earlier version kept may still hold whole tokens.
    pub(crate) fn older_links_left(&self) -> Result<MoreLeft> {
        Ok(if self.links_cut_through()? == i64::MAX { MoreLeft::No } else { MoreLeft::Yes })
    }

    fn links_cut_through(&self) -> Result<i64> {
        Ok(self.note(ProgramNote::LinksCut)?.and_then(|id| id.parse().ok()).unwrap_or(0))
    }

    /// The number and the scan's day of a reminder that stands.
    pub(crate) fn number_of(&self, key: &Key) -> Result<Option<(i64, Day)>> {
        let sql = format!("SELECT id, queued_on FROM reminder WHERE {}", super::reminders::LIVE_KEY);
        self.one(&sql, super::reminders::key_params(key), |row: &Row<'_>| {
            let mut cells = ColumnReader::of(row);
            Ok((cells.get()?, cells.parsed()?))
        })
    }

    /// The agreement that an act is about; none where it is about the office or a party, or is not there.
    pub(crate) fn agreement_of_act(&self, seq: i64) -> Result<Option<i64>> {
        Ok(self.one("SELECT agreement_id FROM act WHERE seq = ?1", [seq], |row| row.get(0))?.flatten())
    }

    /// The acts that came by a link and were recorded on that day or later, the newest first, each with its agreement.
    pub(crate) fn acts_by_link(&self, since: Day, limit: usize) -> Result<Vec<(i64, i64)>> {
        let sql = "SELECT seq, agreement_id FROM act INDEXED BY act_by_link
                   WHERE CASE WHEN json_valid(carries) THEN json_extract(carries, '$.via') END = 'link' AND recorded_on >= ?1 AND agreement_id IS NOT NULL
                   ORDER BY seq DESC LIMIT ?2";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(sql, (since.to_string(), limit), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The reminder of that number.
    pub(crate) fn linked(&self, id: i64) -> Result<Option<Linked>> {
        let columns: Vec<String> = KEY.split(", ").map(|column| format!("r.{column}")).collect();
        let sql = format!(
            "SELECT {}, r.addressee, r.queued_on, r.withdrawn = 0 AND r.ahead = 0, e.message_id
             FROM reminder r JOIN envelope e ON e.id = r.envelope_id WHERE r.id = ?1",
            columns.join(", ")
        );
        self.one(&sql, [id], |row| {
            let mut cells = ColumnReader::of(row);
            Ok(Linked {
                key: key(&mut cells)?,
                addressee: cells.get()?,
                queued_on: cells.parsed()?,
                counts: cells.get()?,
                message_id: cells.get()?,
            })
        })
    }
}

impl Tx<'_> {
    /// Cuts the tokens out of the next letters that an earlier version kept, at most so many; whether more are left.
    /// Earlier versions did not find a token behind slashes that HTML spells out.
    pub(crate) fn cut_older_links(&self, limit: usize) -> Result<MoreLeft> {
        let through = self.links_cut_through()?;
        let sql = "SELECT id FROM envelope WHERE id > ?1 AND mime IS NOT NULL AND state IN ('sent', 'dropped')
                   ORDER BY id LIMIT ?2";
        let ids: Vec<i64> = self.all(sql, (through, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))?;
        ids.iter().try_for_each(|id| self.cut_links(*id))?;
        let all = ids.len() < limit;
        let through = if all { i64::MAX } else { ids.last().copied().unwrap_or(through) };
        self.set_note(ProgramNote::LinksCut, Some(&through.to_string()))?;
        Ok(if all { MoreLeft::No } else { MoreLeft::Yes })
    }

    /// Cuts the tokens out of what is kept of a letter that was sent or dropped.
    pub(super) fn cut_links(&self, envelope_id: i64) -> Result<()> {
        let sql = "SELECT mime FROM envelope WHERE id = ?1 AND state IN ('sent', 'dropped')";
        let cut = |row: &Row<'_>| Ok(row.get_ref(0)?.as_blob_or_null()?.and_then(cut_in_mail));
        let Some(cut) = self.one(sql, [envelope_id], cut)?.flatten() else { return Ok(()) };
        self.run("UPDATE envelope SET mime = ?2 WHERE id = ?1", (envelope_id, &cut))?;
        let sql = "INSERT INTO cut_letter (envelope_id, kept_sha256) VALUES (?1, ?2)
                   ON CONFLICT (envelope_id) DO UPDATE SET kept_sha256 = excluded.kept_sha256";
        self.run(sql, (envelope_id, sha256(&cut))).map(drop)
    }
}
