//! What the program notes about itself between two runs: the last complete scan, alarms, what was told.
//!
//! [`ProgramNote`] names every note; none is read or written under another name (`tests/architecture.rs`). A note is no fact of
//! the register: nothing that must not be lost stands here alone. Notes keep their keys, so that earlier versions' are found.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::row::{instant_text, sha256};
use super::{Result, Store, StoreError, Tx};
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, Topic};
use crate::message::answer::store as words;
use crate::message::sentence::sentence;

/// A note, by what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramNote<'a> {
    /// The id a database got when it was made, and keeps through backups.
    DatabaseId,
    /// The schema the register had before it was upgraded, until somebody was told.
    UpgradedFrom,
    /// The day on which the whole file was held against itself with a write.
    CheckedOn,
    /// The marks that this register wrote last beside itself: the one before, and the newest.
    WitnessMarks,
    /// The day on which the days of the next look were written last.
    LooksWrittenOn,
    /// The last complete scan.
    LastScan,
    /// What the last complete scan could not plan or write.
    ScanFailed,
    /// When each contact, and anyone in each role, was there last at a complete scan.
    LastThere,
    /// What the clock showed at the last scan.
    ClockKept,
    /// What the clock showed when a jump was noticed.
    ClockHeld,
    /// Until when the yearly subjects need no look, and under what that holds.
    YearlyRest,
    /// The wake-up whose digests were queued last.
    LastDigest,
    /// Pauses and outage of the mail server.
    MailState,
    /// The day that no untaken letter waiting was written before.
    WrittenOn,
    /// The fingerprint of the rules that no letter waiting is older than.
    WrittenUnder,
    /// What there is to verify and no letter to the heads has told of yet.
    ToVerify,
    /// Letters that a person dropped and no letter to the heads has told of yet.
    DroppedUntold,
    /// What stood in the way of the last copy.
    BackupTrouble,
    /// Who gets every letter while a trial runs.
    Pilot,
    /// The day on which the last trial ended.
    PilotLeft,
    /// The envelope through which the tokens of letters kept by earlier versions are cut.
    LinksCut,
    /// What the letter of that topic and day says, until it is composed.
    Letter(&'a Topic, Day),
    /// The newest act that each of that contact's last digests knew.
    DigestKnew(&'a str),
    /// What the newcomer's letter of that key says.
    Welcome(&'a Key),
    /// That somebody was told that no server takes that envelope.
    DeathTold(i64),
    /// A press that was spent, by its nonce.
    Spent(&'a str),
}

/// What stands before an envelope's number in the key of [`ProgramNote::DeathTold`].
pub(super) const DEATH_TOLD: &str = "told-died:";

/// What stands before the hash in the key of [`ProgramNote::Spent`].
pub(super) const SPENT: &str = "spent:";

impl ProgramNote<'_> {
    /// The key under which the register keeps it.
    pub(super) fn key(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::DatabaseId => "database-id",
            Self::UpgradedFrom => "upgraded-from",
            Self::CheckedOn => "checked-on",
            Self::WitnessMarks => "witness",
            Self::LooksWrittenOn => "looks-of",
            Self::LastScan => "last-scan",
            Self::ScanFailed => "scan-failed",
            Self::LastThere => "last-there",
            Self::ClockKept => "clock-kept",
            Self::ClockHeld => "clock-held",
            Self::YearlyRest => "yearly-rest",
            Self::LastDigest => "last-digest",
            Self::MailState => "mail-state",
            Self::WrittenOn => "written-on",
            Self::WrittenUnder => "written-under",
            Self::ToVerify => "verify-untold",
            Self::DroppedUntold => "dropped-untold",
            Self::BackupTrouble => "backup-trouble",
            Self::Pilot => "pilot",
            Self::PilotLeft => "pilot-left",
            Self::LinksCut => "links-cut",
            Self::Letter(topic, day) => return format!("{topic}@{day}").into(),
            Self::DigestKnew(contact) => return format!("digest-knew:{contact}").into(),
            Self::Welcome(key) => return format!("{}@{}/{}/{}", key.topic, key.day, key.nth, key.recipient).into(),
            Self::DeathTold(envelope) => return format!("{DEATH_TOLD}{envelope}").into(),
            Self::Spent(nonce) => return format!("{SPENT}{}", &sha256(nonce.as_bytes())[..32]).into(),
        })
    }
}

/// The last scan that went through to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastScan {
    /// The office's day.
    pub on: Day,
    /// The moment it ended.
    pub at: DateTime<Utc>,
    /// The fingerprint of the rules it went by.
    pub rules: String,
}

impl Store {
    /// The text of a note, if there is one.
    pub fn note(&self, note: ProgramNote<'_>) -> Result<Option<String>> {
        self.one("SELECT value FROM meta WHERE key = ?1", [note.key()], |row| row.get(0))
    }

    /// The value of a note that is kept as JSON; one that cannot be read is as none.
    pub fn noted<T: DeserializeOwned>(&self, note: ProgramNote<'_>) -> Result<Option<T>> {
        Ok(self.note(note)?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// The id a database got when it was made, and keeps through backups.
    pub(crate) fn database_id(&self) -> Result<String> {
        self.note(ProgramNote::DatabaseId)?
            .ok_or_else(|| StoreError::Corrupt { path: self.place.clone(), what: sentence!(words::LOST_ITS_ID) })
    }

    /// The schema this register had before it was upgraded, until [`Tx::upgrade_told`].
    pub(crate) fn upgraded_from(&self) -> Result<Option<i64>> {
        Ok(self.note(ProgramNote::UpgradedFrom)?.and_then(|version| version.parse().ok()))
    }

    /// The last complete scan; `None` before the first one.
    pub fn last_scan(&self) -> Result<Option<LastScan>> {
        let Some(text) = self.note(ProgramNote::LastScan)? else { return Ok(None) };
        let read = || {
            let mut parts = text.splitn(3, ' ');
            let (on, at) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some(LastScan { on, at, rules: parts.next()?.to_owned() })
        };
        let what = || sentence!(words::LAST_SCAN_UNREADABLE, &text);
        read().map(Some).ok_or_else(|| StoreError::Corrupt { path: self.place.clone(), what: what() })
    }
}

impl Tx<'_> {
    /// Keeps a note's text; `None` forgets it.
    pub fn set_note(&self, note: ProgramNote<'_>, value: Option<&str>) -> Result<()> {
        match value {
            Some(value) => self.run(
                "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [&*note.key(), value],
            )?,
            None => self.run("DELETE FROM meta WHERE key = ?1", [note.key()])?,
        };
        Ok(())
    }

    /// Keeps a note's value as JSON.
    pub(crate) fn note_down<T: Serialize>(&self, note: ProgramNote<'_>, value: &T) -> Result<()> {
        self.set_note(note, Some(&serde_json::to_string(value).unwrap_or_default()))
    }

    /// Notes that somebody was told what an upgrade has changed.
    pub(crate) fn upgrade_told(&self) -> Result<()> {
        self.set_note(ProgramNote::UpgradedFrom, None)
    }

    /// Notes that a scan went through to its end.
    pub(crate) fn set_last_scan(&self, scan: &LastScan) -> Result<()> {
        let text = format!("{} {} {}", scan.on, instant_text(scan.at), scan.rules);
        self.set_note(ProgramNote::LastScan, Some(&text))
    }
}
