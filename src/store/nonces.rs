//! Presses that were spent: a form of the page or of a link is confirmed once, in the transaction of its act.
//!
//! A nonce is kept by its hash, with the moment after which it is forgotten, until it could not be pressed any more.

use chrono::{DateTime, Utc};

use super::note::SPENT;
use super::row::{conversion, instant_text};
use super::{ProgramNote, Result, Store, Tx};
use crate::message::Sentence;

/// What a nonce was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The act it recorded; none where the register said so already.
    pub seq: Option<i64>,
    /// When it was spent.
    pub at: DateTime<Utc>,
}

impl Store {
    /// What that nonce was spent on; none where it was not.
    pub fn spent(&self, nonce: &str) -> Result<Option<Spent>> {
        let read = |text: &str| {
            let mut parts = text.split(' ').skip(1);
            let at = parts.next()?.parse().ok()?;
            Some(Spent { at, seq: parts.next().and_then(|seq| seq.parse().ok()) })
        };
        Ok(self.note(ProgramNote::Spent(nonce))?.as_deref().and_then(read))
    }

    /// The reference of the agreement that an act is about.
    pub(crate) fn reference_of_act(&self, seq: i64) -> Result<Option<String>> {
        let sql = "SELECT a.reference FROM act JOIN agreement a ON a.id = act.agreement_id WHERE act.seq = ?1";
        self.one(sql, [seq], |row| row.get(0))
    }

    /// The moment at which an act was recorded.
    pub fn recorded_at(&self, seq: i64) -> Result<Option<DateTime<Utc>>> {
        self.one("SELECT recorded_at FROM act WHERE seq = ?1", [seq], |row| {
            let text: String = row.get(0)?;
            text.parse().map_err(|error| conversion("recorded_at", Sentence::quoted(&error)))
        })
    }
}

impl Tx<'_> {
    /// Spends a nonce that holds until that moment, and forgets those that hold no more.
    pub(crate) fn spend(&self, nonce: &str, ends_at: DateTime<Utc>, spent: Spent) -> Result<()> {
        let sql = "DELETE FROM meta WHERE key GLOB ?1 || '*' AND value < ?2";
        self.run(sql, [SPENT, &instant_text(spent.at)])?;
        let seq = spent.seq.map(|seq| format!(" {seq}")).unwrap_or_default();
        let value = format!("{} {}{seq}", instant_text(ends_at), instant_text(spent.at));
        self.set_note(ProgramNote::Spent(nonce), Some(&value))
    }
}
