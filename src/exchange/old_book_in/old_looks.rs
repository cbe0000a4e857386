//! How the cells of a workbook of Excel 97 to 2003 look: struck out, shown in part or with words, hidden.
//!
//! The reader of cells gives values alone; here the records of the stream are walked once for fonts, formats, and which cell
//! has which. It judges no value. A text of which only some letters are struck out is not looked into: where the file has a
//! font that strikes out and no whole cell that uses it, that is said.

use std::collections::{BTreeMap, BTreeSet};

use super::super::xlsx_in::{SheetLooks, Shows, shows_by_format};
use super::compound::{half, word, workbook_stream};

/// The most cells that are remembered of one sheet.
const MOST_REMEMBERED: usize = 200_000;

const BOF: u16 = 0x809;
const EOF: u16 = 0x0a;
const FONT: u16 = 0x31;
const FORMAT: u16 = 0x41e;
const LOOK: u16 = 0xe0;
const SHEET: u16 = 0x85;
const ROW: u16 = 0x208;
const COLUMNS: u16 = 0x7d;
const NOTE: u16 = 0x1c;
const NUMBERS: u16 = 0xbd;
/// Formula, boolean, number, text, text with runs, shared text, short number.
const CELLS: [u16; 7] = [0x06, 0x205, 0x203, 0x204, 0xd6, 0xfd, 0x27e];

/// What is known of the looks of such a workbook.
#[derive(Debug, Default)]
pub(super) struct OldLooks {
    /// The looks of each sheet, by its name; none where the file's records could not be walked.
    pub(super) sheets: BTreeMap<String, SheetLooks>,
    /// Whether some of it could not be looked into.
    pub(super) certainty: Certainty,
}

/// Whether every struck-out text was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Certainty {
    /// No cell is struck out but those that were found.
    Sure,
    /// Nobody can tell from here.
    #[default]
    Open,
}

/// Which looks there are, as cells number them.
#[derive(Default)]
struct OldFormats {
    /// Which fonts strike out, as looks number them.
    fonts: Vec<bool>,
    formats: BTreeMap<u16, String>,
    /// Font and format of each look.
    looks: Vec<(u16, u16)>,
    /// Name and place of each sheet.
    sheets: Vec<(String, usize)>,
}

/// The looks of a workbook.
pub(super) fn looks(bytes: &[u8]) -> OldLooks {
    let Some(stream) = workbook_stream(bytes) else { return OldLooks::default() };
    // Before Excel 97 texts and looks have other forms.
    if half(&stream, 4) != Some(0x600) {
        return OldLooks::default();
    }
    let book = OldFormats::of(&stream);
    let shows = book.shows();
    let sheets: BTreeMap<String, SheetLooks> =
        book.sheets.iter().map(|(name, at)| (name.clone(), sheet(&stream, *at, &shows))).collect();
    let used: BTreeSet<u16> = book.looks.iter().map(|(font, _)| *font).collect();
    // A font that no look uses is there for a part of a text.
    let in_parts = (0u16..).zip(&book.fonts).any(|(at, struck)| *struck && !used.contains(&at));
    OldLooks { sheets, certainty: if in_parts { Certainty::Open } else { Certainty::Sure } }
}

/// The records from that place on, to the end of their part.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (kind, length) = (half(stream, at)?, usize::from(half(stream, at + 2)?));
        let body = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        (kind != EOF).then_some((kind, body))
    })
}

impl OldFormats {
    fn of(stream: &[u8]) -> Self {
        let mut book = Self::default();
        for (kind, body) in records(stream, 0) {
            match kind {
                FONT => {
                    // The fifth font has no number of its own.
                    if book.fonts.len() == 4 {
                        book.fonts.push(false);
                    }
                    book.fonts.push(half(body, 2).is_some_and(|flags| flags & 0x08 != 0));
                }
                FORMAT => book.formats.extend(half(body, 0).zip(text(body, 4, half(body, 2).map(usize::from)))),
                LOOK => book.looks.extend(half(body, 0).zip(half(body, 2))),
                SHEET => {
                    let name = text(body, 7, body.get(6).map(|length| usize::from(*length)));
                    let place = word(body, 0).and_then(|at| usize::try_from(at).ok());
                    book.sheets.extend(name.zip(place));
                }
                _ => {}
            }
        }
        book
    }

    fn shows(&self) -> Vec<Option<Shows>> {
        let look = |(font, format): &(u16, u16)| {
            if self.fonts.get(usize::from(*font)).copied().unwrap_or_default() {
                return Some(Shows::Struck);
            }
            shows_by_format(&format.to_string(), self.formats.get(format).map(String::as_str))
        };
        self.looks.iter().map(look).collect()
    }
}

/// A text whose flags stand at that place, of so many letters.
fn text(body: &[u8], at: usize, letters: Option<usize>) -> Option<String> {
    let (flags, letters) = (body.get(at)?, letters?);
    if flags & 1 == 0 {
        return Some(body.get(at + 1..at + 1 + letters)?.iter().map(|b| char::from(*b)).collect());
    }
    let units =
        body.get(at + 1..at + 1 + letters * 2)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn sheet(stream: &[u8], start: usize, shows: &[Option<Shows>]) -> SheetLooks {
    let mut found = SheetLooks::default();
    // A chart in the sheet is a part of its own.
    let mut depth = 0u32;
    let put = |found: &mut SheetLooks, row: u16, column: u16, look: u16| {
        let shows = shows.get(usize::from(look)).copied().flatten();
        if let Some(shows) = shows.filter(|_| found.cells.len() < MOST_REMEMBERED) {
            found.cells.insert((u32::from(row), u32::from(column)), shows);
        }
    };
    for (kind, body) in records(stream, start) {
        depth += u32::from(kind == BOF);
        if depth > 1 {
            break;
        }
        found.notes += usize::from(kind == NOTE);
        let (Some(first), Some(second), Some(third)) = (half(body, 0), half(body, 2), half(body, 4)) else { continue };
        match kind {
            kind if CELLS.contains(&kind) => put(&mut found, first, second, third),
            NUMBERS => {
                let looks = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (column, look) in (second..).zip(looks) {
                    put(&mut found, first, column, u16::from_le_bytes([look[0], look[1]]));
                }
            }
            ROW if body.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                found.hidden_rows.insert(u32::from(first));
            }
            COLUMNS if half(body, 8).is_some_and(|flags| flags & 1 != 0) => {
                found.hidden_columns.push((u32::from(first), u32::from(second)));
            }
            _ => {}
        }
    }
    found
}
