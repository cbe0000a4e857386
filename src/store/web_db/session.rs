//! Sessions: who is logged in, in which browser, and until when.

use chrono::{DateTime, TimeDelta, Utc};

use super::{WebDb, hash, instant, stamp};
use crate::store::Result;

/// A session as it begins.
#[derive(Clone, Debug)]
pub(crate) struct NewSession<'a> {
    /// The cookie's value; its hash alone is kept.
    pub secret: &'a str,
    /// The contact who is logged in.
    pub contact: &'a str,
    /// Fingerprint of the contact's address and rights.
    pub standing: &'a str,
    /// What the browser calls itself.
    pub browser: &'a str,
    /// Without a request it ends after so long.
    pub idle: TimeDelta,
    /// It ends then, whatever happens.
    pub ends_at: DateTime<Utc>,
}

/// A session that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of its secret: names it in lists and in the form that ends it.
    pub id: String,
    /// The contact who is logged in.
    pub contact: String,
    /// Fingerprint of the contact's address and rights at login.
    pub standing: String,
    /// When it began.
    pub made_at: DateTime<Utc>,
    /// The last request.
    pub seen_at: DateTime<Utc>,
    /// When a code was last entered.
    pub proved_at: DateTime<Utc>,
    /// What the browser calls itself.
    pub browser: String,
    /// Who writes, where several share the contact and one of them has said so.
    pub writer: Option<String>,
}

const COLUMNS: &str = "secret_hash, contact, standing, made_at, seen_at, proved_at, browser, writer";
/// A session's last request is written down no more often than this, so that reading pages writes nothing.
const SEEN_SECONDS: i64 = 60;
/// So many sessions of one contact are listed; the oldest beyond them end.
const SESSIONS_AT_MOST: i64 = 20;

fn session(row: &rusqlite::Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: row.get(0)?,
        contact: row.get(1)?,
        standing: row.get(2)?,
        made_at: instant(row.get(3)?),
        seen_at: instant(row.get(4)?),
        proved_at: instant(row.get(5)?),
        browser: row.get(6)?,
        writer: row.get(7)?,
    })
}

impl WebDb {
    /// Begins a session; beyond twenty of one contact the one that was silent longest ends.
    pub(crate) fn begin_session(&self, new: &NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
        self.run(
            "INSERT INTO session (secret_hash, contact, standing, made_at, seen_at, proved_at, ends_at, idle, browser)
             VALUES (?1, ?2, ?3, ?4, ?4, ?4, ?5, ?6, ?7)",
            (
                hash(new.secret),
                new.contact,
                new.standing,
                stamp(now),
                stamp(new.ends_at),
                new.idle.num_seconds(),
                new.browser,
            ),
        )?;
        self.run(
            "DELETE FROM session WHERE contact = ?1 AND secret_hash NOT IN
             (SELECT secret_hash FROM session WHERE contact = ?1 ORDER BY seen_at DESC LIMIT ?2)",
            (new.contact, SESSIONS_AT_MOST),
        )?;
        Ok(())
    }

    /// The session of that secret, if it stands; notes that it was used, at most once a minute.
    pub(crate) fn session(&self, secret: &str, now: DateTime<Utc>) -> Result<Option<Session>> {
        let found = self.session_unseen(secret, now)?;
        if let Some(session) = found.as_ref().filter(|found| stamp(now) - stamp(found.seen_at) >= SEEN_SECONDS) {
            self.run("UPDATE session SET seen_at = ?2 WHERE secret_hash = ?1", (&session.id, stamp(now)))?;
        }
        Ok(found)
    }

    /// The same, and nothing is written.
    pub(crate) fn session_unseen(&self, secret: &str, now: DateTime<Utc>) -> Result<Option<Session>> {
        self.one(
            &format!("SELECT {COLUMNS} FROM session WHERE secret_hash = ?1 AND ends_at > ?2 AND seen_at + idle > ?2"),
            (hash(secret), stamp(now)),
            session,
        )
    }

    /// The sessions of a contact, or of everybody, the last used first.
    pub(crate) fn sessions(&self, contact: Option<&str>, now: DateTime<Utc>) -> Result<Vec<Session>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM session WHERE (?1 IS NULL OR contact = ?1) AND ends_at > ?2 AND seen_at + idle > ?2
             ORDER BY seen_at DESC LIMIT 200"
        );
        self.all(&sql, (contact, stamp(now)), session)
    }

    /// Keeps who writes in a session, so that it is asked for once.
    pub(crate) fn name_writer(&self, id: &str, writer: &str) -> Result<()> {
        self.run("UPDATE session SET writer = ?2 WHERE secret_hash = ?1", [id, writer]).map(drop)
    }

    pub(crate) fn end_session(&self, id: &str) -> Result<()> {
        self.run("DELETE FROM session WHERE secret_hash = ?1", [id]).map(drop)
    }

    /// Ends all sessions of a contact, and says how many.
    pub(crate) fn end_sessions(&self, contact: &str) -> Result<usize> {
        self.run("DELETE FROM session WHERE contact = ?1", [contact])
    }
}
