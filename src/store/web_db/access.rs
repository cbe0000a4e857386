//! The access log: logins, exports, restricted pages. No page views, and nobody's reading of letters.

use chrono::{DateTime, Utc};

use super::{WebDb, instant, stamp};
use crate::store::Result;

/// What is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Somebody logged in.
    Login,
    /// A code was printed on the server.
    CodePrinted,
    /// A list was taken away as a file.
    Export,
    /// A list or a paper was uploaded.
    Upload,
    /// The page of a restricted agreement was opened.
    Restricted,
    /// A feed was made or stopped.
    Feed,
    /// All sessions of somebody were ended.
    EndSessions,
}

impl Access {
    /// Its word in the file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::CodePrinted => "code-printed",
            Self::Export => "export",
            Self::Upload => "upload",
            Self::Restricted => "restricted",
            Self::Feed => "feed",
            Self::EndSessions => "end-sessions",
        }
    }

    /// The access of that word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        let all = [
            Self::Login,
            Self::CodePrinted,
            Self::Export,
            Self::Upload,
            Self::Restricted,
            Self::Feed,
            Self::EndSessions,
        ];
        all.into_iter().find(|access| access.name() == word)
    }
}

/// One line of the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccessEntry {
    /// When it was opened.
    pub at: DateTime<Utc>,
    /// The contact who was logged in.
    pub contact: String,
    /// What was opened.
    pub what: Access,
    /// A reference or a file's name.
    pub about: Option<String>,
}

impl WebDb {
    /// Writes a line.
    pub(crate) fn note_access(
        &self,
        contact: &str,
        what: Access,
        about: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let sql = "INSERT INTO access (at, contact, what, about) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, (stamp(now), contact, what.name(), about)).map(drop)
    }

    /// The newest lines.
    pub(crate) fn accesses(&self, limit: usize) -> Result<Vec<AccessEntry>> {
        let sql = "SELECT at, contact, what, about FROM access ORDER BY id DESC LIMIT ?1";
        let read = |row: &rusqlite::Row<'_>| {
            let word: String = row.get(2)?;
            let what = Access::named(&word).unwrap_or(Access::Login);
            Ok(AccessEntry { at: instant(row.get(0)?), contact: row.get(1)?, what, about: row.get(3)? })
        };
        self.all(sql, [i64::try_from(limit).unwrap_or(i64::MAX)], read)
    }
}
