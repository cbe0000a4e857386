//! Which agreements a scan has to look at: an index beside the register, not a truth.
//!
//! `look_on` is the first day on which anything can change for an agreement, under the rules whose fingerprint stands
//! beside it. An act, a correction or other rules send the next scan to look. The cost of a scan follows from what is
//! due, not from what is stored.

use super::{ProgramNote, Result, Store, StoreError, Tx};
use crate::lifecycle::day::Day;

/// How far a scan has come through what is due. Starts as `DueCursor::default()`.
#[derive(Clone, Debug, Default)]
pub(crate) struct DueCursor {
    stage: LookStage,
    /// The last row given in this stage: its `look_rules`, `look_on` and `id`.
    after: Option<(String, String, i64)>,
}

/// The three ranges of the index, in the order they are read. Each begins where the cursor stands, so that no page
/// reads what an earlier page has read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LookStage {
    /// Cleared, or seen under rules whose fingerprint sorts lower.
    #[default]
    RulesBelow,
    /// Seen under rules whose fingerprint sorts higher.
    RulesAbove,
    /// Seen under these rules, and their day has come.
    DayCome,
    Done,
}

/// Sorts after every day there is.
const PAST_EVERY_DAY: &str = "~";

impl LookStage {
    /// What comes after the row `?3`, `?4`, `?5`; `?1` are the rules and `?2` is today. First the rows that tie with it but
    /// for their id, then those beyond: asked for as one, the ties would be read from their first on, and in a register
    /// that came in on one day all of them tie.
    const fn conditions(self) -> [&'static str; 2] {
        match self {
            Self::RulesBelow => [
                "look_rules = ?3 AND look_on = ?4 AND id > ?5 AND look_rules < ?1",
                "(look_rules, look_on) > (?3, ?4) AND look_rules < ?1",
            ],
            Self::RulesAbove => ["look_rules = ?3 AND look_on = ?4 AND id > ?5", "(look_rules, look_on) > (?3, ?4)"],
            Self::DayCome | Self::Done => [
                "look_rules = ?1 AND look_on = ?4 AND id > ?5 AND look_on <= ?2",
                "look_rules = ?1 AND look_on > ?4 AND look_on <= ?2",
            ],
        }
    }

    /// The row that stands before every row of the stage: where those of these very rules end, or nothing.
    fn start(self, rules: &str) -> (String, String, i64) {
        match self {
            Self::RulesAbove => (rules.to_owned(), PAST_EVERY_DAY.to_owned(), i64::MAX),
            _ => (String::new(), String::new(), 0),
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::RulesBelow => Self::RulesAbove,
            Self::RulesAbove => Self::DayCome,
            Self::DayCome | Self::Done => Self::Done,
        }
    }
}

fn rows_that(condition: &str) -> String {
    format!(
        "SELECT look_rules, look_on, id FROM agreement
         WHERE {condition} AND (?1, ?2, ?3, ?4, ?5) = (?1, ?2, ?3, ?4, ?5)
         ORDER BY look_rules, look_on, id LIMIT ?6"
    )
}

impl Store {
    /// The next agreements that may have something due on `today` under the rules of that fingerprint; none when all
    /// were given. Each is given once, whether or not [`Tx::set_look`] was called for it in between.
    pub(crate) fn agreements_due(
        &self,
        today: Day,
        rules: &str,
        cursor: &mut DueCursor,
        limit: usize,
    ) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        while ids.len() < limit && cursor.stage != LookStage::Done {
            let wanted = limit - ids.len();
            let page = self.due_page(today, rules, cursor, wanted)?;
            let full = page.len() == wanted;
            ids.extend(page);
            if !full {
                *cursor = DueCursor { stage: cursor.stage.next(), after: None };
            }
        }
        Ok(ids)
    }

    /// The earliest day on which an agreement seen under these rules is to be looked at again.
    pub(crate) fn next_look(&self, rules: &str) -> Result<Option<Day>> {
        let sql = "SELECT look_on FROM agreement WHERE look_rules = ?1 ORDER BY look_on LIMIT 1";
        self.one(sql, [rules], |row| super::row::parsed(row, "look_on"))
    }

    /// The day on which looks were written last.
    pub(crate) fn newest_look(&self) -> Result<Option<Day>> {
        Ok(self.note(ProgramNote::LooksWrittenOn)?.and_then(|text| text.parse().ok()))
    }

    fn due_page(&self, today: Day, rules: &str, cursor: &mut DueCursor, limit: usize) -> Result<Vec<i64>> {
        let start = cursor.after.clone().unwrap_or_else(|| cursor.stage.start(rules));
        let mut page: Vec<(String, String, i64)> = Vec::new();
        for condition in cursor.stage.conditions() {
            let wanted = i64::try_from(limit - page.len()).unwrap_or(i64::MAX);
            let params = (rules, today.to_string(), &start.0, &start.1, start.2, wanted);
            page.extend(self.all(&rows_that(condition), params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?);
        }
        cursor.after = page.last().cloned().or_else(|| cursor.after.take());
        Ok(page.into_iter().map(|(_, _, id)| id).collect())
    }
}

impl Tx<'_> {
    /// Notes the first day after today on which anything can change for the agreement; `None` where nothing ever will
    /// under these rules. `rules` is their fingerprint and not empty; `acts` is how many acts the day was worked out from.
    /// Where there are more by now nothing is noted: the next scan is to look in any case.
    pub(crate) fn set_look(&self, id: i64, look_on: Option<Day>, rules: &str, acts: usize) -> Result<()> {
        let look_on = look_on.unwrap_or_else(Day::last).to_string();
        let acts = i64::try_from(acts).unwrap_or(i64::MAX);
        let sql =
            "UPDATE agreement SET look_on = iif(acts = ?4, ?2, look_on), look_rules = iif(acts = ?4, ?3, look_rules)
                   WHERE id = ?1";
        found(id, self.run(sql, (id, look_on, rules, acts))?)
    }

    /// Notes that looks are being written on that day, before the first of them is, and sends the next page of the scan to
    /// every agreement where the note before is of a later one: those looks were written under a clock that was wrong, and
    /// what they passed over is still to come.
    pub(crate) fn looks_begin(&self, today: Day) -> Result<()> {
        match self.newest_look()? {
            Some(before) if before == today => return Ok(()),
            Some(before) if before > today => {
                self.run("UPDATE agreement SET look_rules = '' WHERE look_rules <> ''", [])?;
            }
            _ => {}
        }
        self.set_note(ProgramNote::LooksWrittenOn, Some(&today.to_string()))
    }

    /// Sends the next scan to look at the agreement, whatever its day.
    pub fn look_again(&self, id: i64) -> Result<()> {
        found(id, self.run("UPDATE agreement SET look_rules = '' WHERE id = ?1", [id])?)
    }
}

/// An agreement that no row was changed for is not there.
pub(super) fn found(id: i64, rows: usize) -> Result<()> {
    if rows == 0 { Err(StoreError::Absent { what: "agreement", id, see: "list" }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A million agreements that came in on one day tie in all but their ids.
    #[test]
    fn a_page_begins_in_the_index_where_the_last_one_ended() {
        let store = Store::in_memory().expect("memory");
        for stage in [LookStage::RulesBelow, LookStage::RulesAbove, LookStage::DayCome] {
            let [ties, beyond] = stage.conditions();
            for (condition, column) in [(ties, "id>?"), (beyond, "look_on")] {
                let sql = format!("EXPLAIN QUERY PLAN {}", rows_that(condition));
                let params = ("r", "2026-01-05", "", "", 0, 10);
                let steps: Vec<String> = store.all(&sql, params, |row| row.get(3)).expect("a plan");
                assert_eq!(steps.len(), 1, "{stage:?}: nothing is sorted: {steps:?}");
                let sought = steps[0].split_once('(').is_some_and(|(_, sought)| sought.contains(column));
                assert!(sought && steps[0].contains("agreement_look"), "{stage:?}: {steps:?}");
            }
        }
    }
}
