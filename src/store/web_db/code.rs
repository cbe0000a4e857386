//! Login codes, and the browsers that wait for one.

use chrono::{DateTime, Utc};

use super::{WebDb, hash, stamp};
use crate::store::Result;

/// A code as it is given out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewCode<'a> {
    /// The code; its hash and its first two characters are kept.
    pub secret: &'a str,
    /// The cookie of the browser that asked; none for a code printed on the server.
    pub browser: Option<&'a str>,
    /// The address that was typed, whether anybody has it or not.
    pub address: Option<&'a str>,
    /// Whom a printed one is for.
    pub contact: Option<&'a str>,
    /// The first moment at which it holds no longer.
    pub ends_at: DateTime<Utc>,
}

/// A code that a browser waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub id: i64,
    /// Its first two characters.
    pub hint: String,
    /// The address it was asked for.
    pub address: Option<String>,
}

/// Whom an entered code speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    pub id: i64,
    /// The address it was sent to.
    pub address: Option<String>,
    /// The contact it was printed for.
    pub contact: Option<String>,
}

/// What became of a code that was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    /// It is right, and spent.
    Right(Proved),
    /// It is none of those that are waited for, or one that has run out or had too many tries.
    Wrong,
}

/// So many codes of one browser hold side by side.
const SIDE_BY_SIDE: i64 = 3;
/// So often may a browser be wrong about a code.
const TRIES: i64 = 5;
/// So many browsers are remembered while they wait for a code: strangers fill no disk.
const BROWSERS_AT_MOST: i64 = 20_000;

impl WebDb {
    /// Remembers where a browser wanted to go before it is known who sits there.
    pub(crate) fn remember_browser(&self, secret: &str, wanted: &str, ends_at: DateTime<Utc>) -> Result<()> {
        self.run(
            "INSERT INTO browser (secret_hash, wanted, ends_at)
             SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM browser) < ?4
             ON CONFLICT (secret_hash) DO UPDATE SET wanted = excluded.wanted, ends_at = excluded.ends_at",
            (hash(secret), wanted, stamp(ends_at), BROWSERS_AT_MOST),
        )
        .map(drop)
    }

    /// Where the browser wanted to go.
    pub(crate) fn wanted(&self, browser: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let sql = "SELECT wanted FROM browser WHERE secret_hash = ?1 AND ends_at > ?2";
        self.one(sql, (hash(browser), stamp(now)), |row| row.get(0))
    }

    /// Keeps a code. Of one browser three hold; a fourth takes the place of the oldest.
    pub(crate) fn give_code(&self, new: &NewCode<'_>) -> Result<()> {
        let hint: String = new.secret.chars().take(2).collect();
        let browser = new.browser.map(hash);
        self.run(
            "INSERT INTO code (secret_hash, hint, browser_hash, address, contact, ends_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (hash(new.secret), hint, &browser, new.address, new.contact, stamp(new.ends_at)),
        )?;
        self.run(
            "DELETE FROM code WHERE browser_hash = ?1 AND id NOT IN
             (SELECT id FROM code WHERE browser_hash = ?1 ORDER BY id DESC LIMIT ?2)",
            (&browser, SIDE_BY_SIDE),
        )?;
        Ok(())
    }

    /// The codes that this browser waits for, the newest first.
    pub(crate) fn codes(&self, browser: &str, now: DateTime<Utc>) -> Result<Vec<Code>> {
        let sql = "SELECT id, hint, address FROM code
                   WHERE browser_hash = ?1 AND ends_at > ?2 AND tries < ?3 AND proved = 0 ORDER BY id DESC LIMIT 3";
        self.all(sql, (hash(browser), stamp(now), TRIES), |row| {
            Ok(Code { id: row.get(0)?, hint: row.get(1)?, address: row.get(2)? })
        })
    }

    /// Tries a code that somebody entered: one of those that this browser asked for, or one printed on the server. A
    /// right one is marked, and holds for [`WebDb::proved`] until it is spent; a wrong one counts against every code of
    /// the browser.
    pub(crate) fn try_code(&self, entered: &str, browser: &str, now: DateTime<Utc>) -> Result<Tried> {
        let found = self.one(
            "SELECT id, address, contact FROM code
             WHERE secret_hash = ?1 AND (browser_hash = ?2 OR browser_hash IS NULL) AND ends_at > ?3 AND tries < ?4
                   AND proved = 0",
            (hash(entered), hash(browser), stamp(now), TRIES),
            |row| Ok(Proved { id: row.get(0)?, address: row.get(1)?, contact: row.get(2)? }),
        )?;
        if let Some(proved) = found {
            let marked = self.run(
                "UPDATE code SET proved = 1, browser_hash = ?2 WHERE id = ?1 AND proved = 0",
                (proved.id, hash(browser)),
            )?;
            // Two requests with one code: the first one has it.
            Ok(if marked == 1 { Tried::Right(proved) } else { Tried::Wrong })
        } else {
            self.run("UPDATE code SET tries = tries + 1 WHERE browser_hash = ?1", [hash(browser)])?;
            Ok(Tried::Wrong)
        }
    }

    /// The code that this browser entered and that waits for a choice between several contacts.
    pub(crate) fn proved(&self, browser: &str, now: DateTime<Utc>) -> Result<Option<Proved>> {
        self.one(
            "SELECT id, address, contact FROM code WHERE browser_hash = ?1 AND proved = 1 AND ends_at > ?2
             ORDER BY id DESC LIMIT 1",
            (hash(browser), stamp(now)),
            |row| Ok(Proved { id: row.get(0)?, address: row.get(1)?, contact: row.get(2)? }),
        )
    }

    /// Spends everything that a browser waited for: it is logged in.
    pub(crate) fn spend_codes(&self, browser: &str) -> Result<()> {
        self.run("DELETE FROM code WHERE browser_hash = ?1", [hash(browser)])?;
        self.run("DELETE FROM browser WHERE secret_hash = ?1", [hash(browser)]).map(drop)
    }
}
