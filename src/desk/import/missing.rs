//! Rows that were exported and are missing from the copy that comes back.
//!
//! A missing row deletes nothing. It is said, so that nobody takes a row that was struck from a sheet for an agreement that
//! ended. What was exported is known from the places in the marks, whatever the copy was made as: the whole workbook, one
//! sheet of it, a .csv.

use std::collections::{BTreeMap, BTreeSet};

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::exchange::flaw::ReadingRemark;
use crate::exchange::row_mark::{MarkedRow, RowMark};
use crate::exchange::{Drafts, RowKind};
use crate::message::list::{MissingRows, rows_are_missing};
use crate::message::workbook::Sheet;

/// So many missing agreements are named.
const NAMED_AT_MOST: usize = 10;

/// What of one sheet of one export stands in the file.
#[derive(Default)]
struct ExportedSheet {
    nths: BTreeSet<u32>,
    agreements: BTreeSet<i64>,
    /// Agreements that stood in the row before one of these.
    before: BTreeSet<i64>,
    of: Option<u32>,
}

impl ExportedSheet {
    fn missing(&self) -> Option<MissingRows> {
        let last = self.nths.last().copied()?;
        let here = u32::try_from(self.nths.len()).unwrap_or(u32::MAX);
        let upper = self.of.unwrap_or(last).max(last);
        match (upper - here, self.of) {
            (0, Some(_)) => None,
            (within, Some(_)) => Some(MissingRows::Exactly(within)),
            // The last row tells how many there were: without it one at least is missing behind the last that is here.
            (within, None) => Some(MissingRows::AtLeast(within + 1)),
        }
    }
}

impl ImportPass<'_, '_> {
    /// Says which exported rows are missing.
    pub(super) fn tell_missing_rows(&mut self, drafts: &Drafts) -> Result<(), DeskError> {
        if drafts.marked == 0 {
            return Ok(());
        }
        let mut exports: BTreeMap<(RowKind, i64, String), ExportedSheet> = BTreeMap::new();
        for row in &self.reading.rows {
            let Some(RowMark { about, made_from, hash, place: Some(place), .. }) = row.mark() else { continue };
            let export = exports.entry((row.kind, made_from, hash)).or_default();
            export.nths.insert(place.nth);
            export.before.extend(place.after);
            export.of = export.of.max(place.of);
            if let MarkedRow::Agreement(id) = about {
                export.agreements.insert(id);
            }
        }
        for ((kind, made_from, hash), export) in exports {
            let Some(missing) = export.missing() else { continue };
            if !self.wrote(made_from, &hash)? {
                continue;
            }
            let mut named = Vec::new();
            let mut without_mark = 0;
            for id in export.before.difference(&export.agreements).take(NAMED_AT_MOST) {
                let reference = self.tx.agreement(*id)?.facts.reference;
                if self.given.contains(&reference) {
                    // Its row is here, under another mark or none.
                    without_mark += 1;
                } else {
                    named.push(reference);
                }
            }
            let missing = match missing {
                MissingRows::Exactly(rows) if rows <= without_mark => continue,
                MissingRows::Exactly(rows) => MissingRows::Exactly(rows - without_mark),
                MissingRows::AtLeast(rows) => MissingRows::AtLeast(rows.saturating_sub(without_mark).max(1)),
            };
            let sheet = match kind {
                RowKind::Agreement => Sheet::Agreements,
                RowKind::Act => Sheet::Updates,
                RowKind::Commitment => Sheet::Commitments,
                RowKind::Party => Sheet::Parties,
            };
            let wording = rows_are_missing(sheet, missing, &named);
            self.done.remarks.push(ReadingRemark { sheet: None, row: None, column: None, wording });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_missing_within_and_behind() {
        let of =
            |nths: &[u32], of| ExportedSheet { nths: nths.iter().copied().collect(), of, ..ExportedSheet::default() };
        for (nths, of_all, expected) in [
            (&[1, 2, 3][..], Some(3), None),
            (&[1, 3], Some(3), Some(MissingRows::Exactly(1))),
            (&[3], Some(3), Some(MissingRows::Exactly(2))),
            (&[1, 2], None, Some(MissingRows::AtLeast(1))),
            (&[2], None, Some(MissingRows::AtLeast(2))),
            (&[], None, None),
        ] {
            assert_eq!(of(nths, of_all).missing(), expected, "{nths:?}");
        }
    }
}
