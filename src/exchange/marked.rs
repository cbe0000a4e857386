//! A copy of a workbook in which the flaws of a list are marked: the cell coloured, with a note that says the cure.
//!
//! Everything else of the workbook is copied as it stands. The invariants: a cell keeps its value and the rest of its look;
//! a list with a row marked as a state secret gets no copy at all.

mod notes;
mod parts;
mod sheet;
mod styles;

use std::collections::BTreeMap;

use super::flaw::Flaw;
use super::{Format, ParsedFile};
use crate::lifecycle::policy::Language;
use crate::message::list;
use parts::WorkbookParts;

/// The most cells that are marked; nobody mends more before the next try.
const MARKED_AT_MOST: usize = super::flaw::SHOWN_FLAWS;

/// The notes of one sheet, by row and column from 0.
type Notes = BTreeMap<(u32, u32), String>;

/// The flaws of a workbook's cells, as its copy bears them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlawMarks {
    sheets: BTreeMap<String, Notes>,
}

impl FlawMarks {
    /// A copy of the workbook that was read, with the marks; `None` where it is not that workbook.
    pub fn onto(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        mark(bytes, &self.sheets)
    }
}

/// The marks of a reading's flaws; `None` where it is no .xlsx, has no flaw in a cell, or holds a secret.
pub(crate) fn flaw_marks(reading: &ParsedFile, language: Language) -> Option<FlawMarks> {
    if reading.format != Format::Xlsx || holds_a_secret(reading) {
        return None;
    }
    let mut sheets: BTreeMap<String, Notes> = BTreeMap::new();
    for flaw in reading.flaws.shown().iter().take(MARKED_AT_MOST) {
        let (Some(sheet), Some(row)) = (&flaw.sheet, flaw.row.and_then(|row| u32::try_from(row).ok()?.checked_sub(1)))
        else {
            continue;
        };
        let [what, cure] = flaw.said(language);
        let note = sheets.entry(sheet.to_string()).or_default().entry((row, column(reading, flaw))).or_default();
        if !note.is_empty() {
            note.push('\n');
        }
        note.extend([what, "; ", cure]);
    }
    (!sheets.is_empty()).then_some(FlawMarks { sheets })
}

/// Whether a row, or the list as a whole, is marked as a state secret: then no second copy comes from here.
fn holds_a_secret(reading: &ParsedFile) -> bool {
    let stamp = list::row::list_is_secret();
    let stamped = |flaw: &Flaw| flaw.said(Language::En)[0] == stamp.what(Language::En);
    reading.rows.iter().any(|row| row.written.is_empty()) || reading.flaws.shown().iter().any(stamped)
}

/// The column of a flaw, from 0: of `signed_on (C)` the third; of a flaw of the whole row the first that is filled.
fn column(reading: &ParsedFile, flaw: &Flaw) -> u32 {
    let of_letters = |text: &str| parts::column_of(text.trim_matches(['(', ')']));
    let named = flaw.column.as_deref().and_then(|column| of_letters(column.rsplit(' ').next().unwrap_or(column)));
    named.unwrap_or_else(|| {
        let of_row = |row: &std::borrow::Cow<'_, super::rows::Row>| {
            row.place.sheet == flaw.sheet && Some(row.place.line) == flaw.row
        };
        let row = reading.rows.iter().find(of_row);
        let first = row.and_then(|row| row.written.iter().position(|cell| !cell.trim().is_empty()));
        first.and_then(|first| u32::try_from(first).ok()).unwrap_or_default()
    })
}

fn mark(bytes: &[u8], sheets: &BTreeMap<String, Notes>) -> Option<Vec<u8>> {
    let mut parts = WorkbookParts::of(bytes)?;
    let mut looks = styles::MarkedStyles::of(parts.text("xl/styles.xml").unwrap_or_default());
    for (nth, (name, notes)) in sheets.iter().enumerate() {
        let path = parts.sheet(name)?;
        let xml = parts.text(&path)?;
        let marked = sheet::marked(&xml, notes, &mut looks)?;
        let shapes = notes::attach(&mut parts, &path, notes, nth)?;
        let marked = match shapes {
            notes::Attached::Known => marked,
            notes::Attached::New(id) => sheet::with_drawing(&marked, &id)?,
        };
        parts.put(&path, marked);
    }
    if let Some(xml) = looks.written() {
        parts.put("xl/styles.xml", xml);
    }
    parts.written(bytes)
}
