//! Feeds: one secret a person, by which a calendar program fetches that person's days.

use chrono::{DateTime, Utc};

use super::{DAY, WebDb, hash, instant, stamp};
use crate::store::Result;

/// A contact's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The contact whose calendar it is.
    pub contact: String,
    pub made_at: DateTime<Utc>,
    /// When a program last fetched it.
    pub used_at: DateTime<Utc>,
}

fn feed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed { contact: row.get(0)?, made_at: instant(row.get(1)?), used_at: instant(row.get(2)?) })
}

impl WebDb {
    /// Gives a contact a feed under that secret; an earlier one ends.
    pub(crate) fn begin_feed(&self, secret: &str, contact: &str, now: DateTime<Utc>) -> Result<()> {
        self.end_feed(contact)?;
        let sql = "INSERT INTO feed (secret_hash, contact, made_at, used_at) VALUES (?1, ?2, ?3, ?3)";
        self.run(sql, (hash(secret), contact, stamp(now))).map(drop)
    }

    /// Ends a contact's feed.
    pub(crate) fn end_feed(&self, contact: &str) -> Result<()> {
        self.run("DELETE FROM feed WHERE contact = ?1", [contact]).map(drop)
    }

    /// A contact's feed, if there is one.
    pub(crate) fn feed_of(&self, contact: &str) -> Result<Option<Feed>> {
        self.one("SELECT contact, made_at, used_at FROM feed WHERE contact = ?1", [contact], feed)
    }

    /// The feed of that secret; notes that it was fetched, at most once a day.
    pub(crate) fn feed(&self, secret: &str, now: DateTime<Utc>) -> Result<Option<Feed>> {
        let id = hash(secret);
        let sql = "SELECT contact, made_at, used_at FROM feed WHERE secret_hash = ?1 AND used_at > ?2";
        let found = self.one(sql, (&id, stamp(now) - 400 * DAY), feed)?;
        if found.as_ref().is_some_and(|feed| stamp(now) - stamp(feed.used_at) >= DAY) {
            self.run("UPDATE feed SET used_at = ?2 WHERE secret_hash = ?1", (&id, stamp(now)))?;
        }
        Ok(found)
    }
}
