//! The newest letters, for who looks at the last ones first.

use super::{Result, Store};

impl Store {
    /// The numbers of the newest envelopes before that one: those to one contact where one is named, and those alone
    /// that wait or could not be delivered where that is asked.
    pub(crate) fn newest_envelopes(
        &self,
        addressee: Option<&str>,
        unsettled: bool,
        before_id: Option<i64>,
        limit: usize,
    ) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM envelope
            WHERE (?1 IS NULL OR addressee = ?1) AND id < ?3
                AND (NOT ?2 OR state IN ('composing', 'pending', 'sending', 'dead'))
            ORDER BY id DESC LIMIT ?4";
        self.all(
            sql,
            (addressee, unsettled, before_id.unwrap_or(i64::MAX), i64::try_from(limit).unwrap_or(i64::MAX)),
            |row| row.get(0),
        )
    }
}
