//! Writing the board: rows as they were worked out, and rows that do not hold any more.

use super::{BoardDay, BoardMatters, BoardRow, day_text};
use crate::lifecycle::day::Day;
use crate::store::{Result, Store, Tx};

impl Tx<'_> {
    /// Keeps what lists show of an agreement, in place of what was. `acts` is how many acts it was worked out from: where
    /// there are more by now, or the office has recorded something since, the row stays stale.
    pub(crate) fn put_on_board(
        &self,
        row: &BoardRow,
        days: &[BoardDay],
        matters: &BoardMatters,
        basis: &BoardBasis<'_>,
        acts: usize,
    ) -> Result<()> {
        if !self.is_worked_out_from(row.agreement_id, basis, acts)? {
            return Ok(());
        }
        self.run(
            "INSERT OR REPLACE INTO board (agreement_id, rules, written_on, holds_until, reference, title, status,
                 starts_on, ends_on, next_kind, next_on, label, label_key, partner_key, officer_key, end_key, inherited,
                 gaps, digest_rules, matters_until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            rusqlite::params![
                row.agreement_id,
                basis.rules,
                basis.today.to_string(),
                row.holds_until.to_string(),
                &row.reference,
                &row.title,
                row.status.name(),
                day_text(row.starts_on),
                day_text(row.ends_on),
                row.next.map(|(kind, _)| kind.name()),
                day_text(row.next.map(|(_, day)| day)),
                &row.label,
                &row.keys.label,
                &row.keys.partner,
                &row.keys.officer,
                &row.keys.end,
                row.inherited,
                row.gaps,
                basis.digest_rules,
                matters.hold_until.to_string(),
            ],
        )?;
        self.run("DELETE FROM board_day WHERE agreement_id = ?1", [row.agreement_id])?;
        let sql = "INSERT OR REPLACE INTO board_day (day, agreement_id, kind, name, nth, do_by, lawful_until, state)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        for day in days {
            let (on, do_by, lawful) =
                (day.day.to_string(), day.do_by.to_string(), day.lawful_until.map(|day| day.to_string()));
            let name = day.name.as_deref().unwrap_or_default();
            let (kind, state) = (day.kind.name(), day.state.name());
            self.run(sql, (on, day.agreement_id, kind, name, day.nth, do_by, lawful, state))?;
        }
        self.put_matters(row.agreement_id, &matters.matters)
    }

    /// Whether nothing was recorded since.
    pub(super) fn is_worked_out_from(&self, agreement_id: i64, basis: &BoardBasis<'_>, acts: usize) -> Result<bool> {
        let acts = i64::try_from(acts).unwrap_or(i64::MAX);
        let count = "SELECT acts FROM agreement WHERE id = ?1";
        let same = self.one(count, [agreement_id], |row| row.get::<_, i64>(0))? == Some(acts);
        Ok(same && self.newest_office_act()? == basis.office_act)
    }

    /// An act makes an agreement's row stale; one that came in has a stale row from the first.
    pub(in crate::store) fn stale_on_board(&self, agreement_id: i64, today: Day) -> Result<()> {
        let sql = "INSERT INTO board (agreement_id, rules, written_on, holds_until, reference, title, status)
                   VALUES (?1, '', ?2, ?2, '', '', 'unknown') ON CONFLICT (agreement_id) DO UPDATE SET rules = ''";
        self.run(sql, (agreement_id, today.to_string())).map(drop)
    }

    /// What is known of a party makes the rows of its agreements stale, and those of the agreements of all in whose place it
    /// has come to stand: lists name it there.
    pub(in crate::store) fn stale_of_party_on_board(&self, party: &str) -> Result<()> {
        let sql = "WITH RECURSIVE earlier (id) AS (SELECT ?1 UNION
                       SELECT party.id FROM earlier JOIN party ON party.successor_id = earlier.id)
                   UPDATE board SET rules = '' WHERE rules <> '' AND agreement_id IN
                       (SELECT agreement_id FROM agreement_party WHERE party_id IN (SELECT id FROM earlier))";
        self.run(sql, [party]).map(drop)
    }
}

impl Store {
    /// The newest act that is about no agreement: what it says of a party stands in many rows.
    pub(crate) fn newest_office_act(&self) -> Result<i64> {
        let sql = "SELECT max(seq) FROM act WHERE agreement_id IS NULL";
        Ok(self.one(sql, [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0))
    }
}

/// What rows were worked out from, all alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BoardBasis<'a> {
    /// Fingerprint of the rules of days.
    pub rules: &'a str,
    /// Fingerprint of all rules a digest follows.
    pub digest_rules: &'a str,
    pub today: Day,
    /// The newest act that was about no agreement.
    pub office_act: i64,
}
