//! Days in rows of the office's own workbook that a spreadsheet may have turned round, held against what was exported.
//!
//! A cell that equals what was exported is in no doubt, whatever stands beside it. What differs is asked about, once a
//! column. Days saved as text are asked about where all of a column that could turn stand the other way round than they
//! were exported. The invariant: what is asked about is not taken, and stays noted for the file to mend.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::commitments;
use super::old_copy::held_at;
use crate::desk::DeskError;
use crate::exchange::flaw::Flaw;
use crate::exchange::row_mark::MarkedRow;
use crate::exchange::{MarkedDay, ParsedFile, RowKind, carried_values};
use crate::lifecycle::act::{Act, ActKey};
use crate::lifecycle::agreement::Field;
use crate::lifecycle::commitment::CommitmentField;
use crate::lifecycle::day::Day;
use crate::message::list::{self, DoubtfulDays};
use crate::store::Tx;

/// A column of one sheet, and why its days are in doubt.
type DoubtedColumn = (Option<Arc<str>>, usize, DoubtfulDays);

/// What a day of a marked row is, beside what was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    AsExported,
    /// Day and month have changed places.
    Turned,
    /// Another day, or a row that this register did not write.
    Another,
}

/// Asks about the days that are not what was exported.
pub(super) fn ask(tx: &Tx<'_>, reading: &mut ParsedFile) -> Result<(), DeskError> {
    let mut columns: BTreeMap<DoubtedColumn, Vec<MarkedDay>> = BTreeMap::new();
    for day in std::mem::take(&mut reading.marked_days) {
        columns.entry((day.place.sheet.clone(), day.at, day.doubt)).or_default().push(day);
    }
    let mut exported = ExportedRows::default();
    for ((.., doubt), days) in columns {
        let mut asked = Vec::new();
        for day in days {
            let compared = exported.compared(tx, reading, &day)?;
            match (doubt, compared) {
                // One that stands as it was exported shows that the column was not turned.
                (DoubtfulDays::TurnedSinceExport, Compared::AsExported) => {
                    asked.clear();
                    break;
                }
                (_, Compared::AsExported) => {}
                (_, compared) => asked.push((day, compared)),
            }
        }
        let turned = |(_, compared): &(MarkedDay, Compared)| *compared == Compared::Turned;
        if doubt == DoubtfulDays::TurnedSinceExport && !asked.iter().any(turned) {
            continue;
        }
        let asked: Vec<MarkedDay> = asked.into_iter().map(|(day, _)| day).collect();
        refuse(reading, doubt, &asked);
        reading.marked_days.extend(asked);
    }
    Ok(())
}

/// One flaw for the column; every row of it falls.
fn refuse(reading: &mut ParsedFile, doubt: DoubtfulDays, days: &[MarkedDay]) {
    let lines: Vec<u64> = days.iter().map(|day| day.place.line).collect();
    let wording = list::days_may_be_turned_round(&lines, doubt);
    let Some(first) = days.first() else { return };
    let flaw: Flaw = match reading.rows.get(first.place.ordinal) {
        Some(row) => row.worded(first.name, &wording),
        None => first.place.worded(&wording),
    };
    let ordinals: Vec<usize> = days.iter().map(|day| day.place.ordinal).collect();
    reading.flaws.of_column(flaw, &ordinals);
}

/// What this register exported, with the acts of the agreement that was looked at last.
#[derive(Default)]
struct ExportedRows {
    held: Option<(i64, Vec<Act>)>,
}

impl ExportedRows {
    fn compared(&mut self, tx: &Tx<'_>, reading: &ParsedFile, day: &MarkedDay) -> Result<Compared, DeskError> {
        let days = self.days(tx, reading, day)?;
        Ok(if days.contains(&day.day) {
            Compared::AsExported
        } else if day.turned().is_some_and(|turned| days.contains(&turned)) {
            Compared::Turned
        } else {
            Compared::Another
        })
    }

    /// The days that the cell may have been exported with.
    fn days(&mut self, tx: &Tx<'_>, reading: &ParsedFile, day: &MarkedDay) -> Result<Vec<Day>, DeskError> {
        let row = reading.rows.get(day.place.ordinal);
        let mark = row.as_ref().and_then(|row| row.mark());
        let (Some(row), Some(mark)) = (row, mark) else { return Ok(Vec::new()) };
        if !tx.act_hash(mark.made_from)?.is_some_and(|known| known.starts_with(&mark.hash)) {
            return Ok(Vec::new());
        }
        match mark.about {
            MarkedRow::Agreement(id) => {
                let (acts, field) = (self.acts(tx, id)?, Field::named(day.name));
                let text = field.and_then(|field| held_at(acts, field, mark.made_from));
                Ok(text
                    .and_then(|text| text.strip_prefix("until ").unwrap_or(&text).parse().ok())
                    .into_iter()
                    .collect())
            }
            MarkedRow::Act(seq) => {
                let Some(id) = tx.agreement_of_act(seq)? else { return Ok(Vec::new()) };
                let acts = self.acts(tx, id)?;
                let Some(act) = acts.iter().find(|act| act.seq == seq) else { return Ok(Vec::new()) };
                if row.kind == RowKind::Commitment {
                    let text = commitments::held_at(acts, seq, CommitmentField::When, mark.made_from);
                    let words = text.iter().flat_map(|text| text.split_whitespace());
                    return Ok(words.filter_map(|word| word.parse().ok()).collect());
                }
                if day.name == ActKey::On.name() {
                    return Ok(vec![act.on]);
                }
                Ok(carried_values(&act.body).values().filter_map(|text| text.parse().ok()).collect())
            }
            MarkedRow::Party(_) => Ok(Vec::new()),
        }
    }

    fn acts(&mut self, tx: &Tx<'_>, id: i64) -> Result<&[Act], DeskError> {
        if self.held.as_ref().is_none_or(|(known, _)| *known != id) {
            self.held = Some((id, tx.agreement(id)?.acts));
        }
        Ok(self.held.as_ref().map(|(_, acts)| acts.as_slice()).unwrap_or_default())
    }
}
