//! What the program knows about itself between two runs: the last complete scan, alarms, the brake.

use chrono::{DateTime, Utc};

use super::row::instant_text;
use super::{Result, Store, StoreError, Tx};
use crate::lifecycle::day::Day;
use crate::message::answer::store as words;
use crate::message::sentence::said;

const LAST_SCAN: &str = "last-scan";
pub(super) const UPGRADED_FROM: &str = "upgraded-from";

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
    /// The text kept under a key, if one is.
    pub fn meta(&self, key: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0))
    }

    /// The id a database got when it was made, and keeps through backups.
    pub fn database_id(&self) -> Result<String> {
        self.meta("database-id")?
            .ok_or_else(|| StoreError::Corrupt { path: self.place.clone(), what: said!(words::LOST_ITS_ID) })
    }

    /// The schema this register had before it was upgraded, until [`Tx::upgrade_told`].
    pub fn upgraded_from(&self) -> Result<Option<i64>> {
        Ok(self.meta(UPGRADED_FROM)?.and_then(|version| version.parse().ok()))
    }

    /// The last complete scan; `None` before the first one.
    pub fn last_scan(&self) -> Result<Option<LastScan>> {
        let Some(text) = self.meta(LAST_SCAN)? else { return Ok(None) };
        let read = || {
            let mut parts = text.splitn(3, ' ');
            let (on, at) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some(LastScan { on, at, rules: parts.next()?.to_owned() })
        };
        let what = || said!(words::LAST_SCAN_UNREADABLE, &text);
        read().map(Some).ok_or_else(|| StoreError::Corrupt { path: self.place.clone(), what: what() })
    }
}

impl Tx<'_> {
    /// Keeps a text under a key; `None` forgets it.
    pub fn set_meta(&self, key: &str, value: Option<&str>) -> Result<()> {
        match value {
            Some(value) => self.run(
                "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, value],
            )?,
            None => self.run("DELETE FROM meta WHERE key = ?1", [key])?,
        };
        Ok(())
    }

    /// Notes that somebody was told what an upgrade has changed.
    pub fn upgrade_told(&self) -> Result<()> {
        self.set_meta(UPGRADED_FROM, None)
    }

    /// Notes that a scan went through to its end.
    pub fn set_last_scan(&self, scan: &LastScan) -> Result<()> {
        let text = format!("{} {} {}", scan.on, instant_text(scan.at), scan.rules);
        self.set_meta(LAST_SCAN, Some(&text))
    }
}
