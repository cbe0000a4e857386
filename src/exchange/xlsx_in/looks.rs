//! Which cells of a workbook show something else than they hold, and which of its rows and columns are hidden.
//!
//! The reader of cells gives what is stored alone, so the looks are read here from the parts themselves. It judges no
//! value, and what it does not understand it does not accuse: then a cell has no look.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::xml::{self, MOST_UNPACKED, value};
use super::formats::{Shows, shows_by_format};

/// The most cells that are remembered of one sheet.
const MOST_CELLS: usize = 1_000_000;

/// The looks of a workbook's cells, and where its sheets are.
#[derive(Debug, Default)]
pub(super) struct BookLooks {
    /// What they do, by their numbers as cells give them.
    shows: BTreeMap<usize, Shows>,
    /// The shared texts of which a part is struck out, by their numbers.
    struck_texts: BTreeSet<usize>,
    /// The parts of the sheets, by the sheets' names.
    parts: BTreeMap<String, String>,
}

/// The looks of one sheet; rows and columns from 0.
#[derive(Debug, Default)]
pub(in crate::exchange) struct SheetLooks {
    /// The cells that show something else than they hold.
    pub(in crate::exchange) cells: BTreeMap<(u32, u32), Shows>,
    pub(in crate::exchange) hidden_rows: BTreeSet<u32>,
    /// The columns that are hidden, from the first to the last of each run.
    pub(in crate::exchange) hidden_columns: Vec<(u32, u32)>,
    /// How many cells have a note pinned to them.
    pub(in crate::exchange) notes: usize,
}

/// How many notes are pinned to cells of the workbook, but for those that the program wrote into a copy with flaws.
pub(super) fn pinned_notes(bytes: &[u8]) -> usize {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let parts: Vec<String> = names.filter(|name| name.contains("/comments")).collect();
    let mut notes = 0;
    for part in parts {
        let xml = xml::part(&mut archive, &part).unwrap_or_default();
        if !xml.contains(OWN_AUTHOR) {
            let mut count = 0;
            if xml::each_tag(&xml, |tag| count += usize::from(tag.local_name().as_ref() == "comment")).is_some() {
                notes += count;
            }
        }
    }
    notes
}

/// Who wrote the notes of a copy with flaws.
const OWN_AUTHOR: &str = "<author>pactwatch</author>";

impl BookLooks {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let Some(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)).ok() else { return Self::default() };
        let shows = xml::part(&mut archive, "xl/styles.xml").map(|xml| styles(&xml)).unwrap_or_default();
        let texts = "xl/sharedStrings.xml";
        let struck_texts = if xml::holds(&mut archive, texts, &["strike"]) {
            xml::part(&mut archive, texts).map(|xml| struck_texts(&xml)).unwrap_or_default()
        } else {
            BTreeSet::new()
        };
        Self { shows, struck_texts, parts: xml::sheet_parts(&mut archive).unwrap_or_default() }
    }

    pub(super) fn sheet(&self, bytes: &[u8], sheet: &str) -> SheetLooks {
        let Some(path) = self.parts.get(sheet) else { return SheetLooks::default() };
        let Some(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)).ok() else { return SheetLooks::default() };
        let plain = self.shows.is_empty() && self.struck_texts.is_empty();
        // Most sheets have no such cell, and a long one takes a while.
        if plain && !xml::holds(&mut archive, path, &["hidden=", "strike"]) {
            return SheetLooks::default();
        }
        let part = archive.by_name(path).ok();
        part.map(|part| self.read(BufReader::new(part.take(MOST_UNPACKED)))).unwrap_or_default()
    }

    /// Reads the sheet as it is unpacked: a long one is a hundred megabytes of text.
    fn read(&self, xml: impl BufRead) -> SheetLooks {
        let mut found = SheetLooks::default();
        let mut reader = Reader::from_reader(xml);
        let (mut cell, mut shared, mut within) = (None, false, false);
        let mut held = Vec::new();
        loop {
            held.clear();
            let Ok(event) = reader.read_event_into(&mut held) else { break };
            match event {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "row" if is_on(&tag, "hidden") => {
                        let number = value(&tag, "r").and_then(|r| r.parse::<u32>().ok()?.checked_sub(1));
                        found.hidden_rows.extend(number);
                    }
                    "col" if is_on(&tag, "hidden") => {
                        let end = |name| value(&tag, name).and_then(|n| n.parse::<u32>().ok()?.checked_sub(1));
                        found.hidden_columns.extend(end("min").zip(end("max")));
                    }
                    "c" => {
                        cell = value(&tag, "r").and_then(|place| xml::position(&place));
                        shared = value(&tag, "t").is_some_and(|kind| kind == "s");
                        let look = value(&tag, "s").and_then(|s| self.shows.get(&s.parse().ok()?).copied());
                        found.put(cell, look);
                    }
                    "v" => within = shared,
                    "strike" if !is_off(&tag) => found.put(cell, Some(Shows::Struck)),
                    _ => {}
                },
                Event::Text(text) if within => {
                    let nth = text.trim().parse().ok();
                    found.put(cell, nth.filter(|nth| self.struck_texts.contains(nth)).map(|_| Shows::Struck));
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => cell = None,
                    "v" => within = false,
                    _ => {}
                },
                _ => {}
            }
        }
        found
    }
}

impl SheetLooks {
    fn put(&mut self, cell: Option<(u32, u32)>, look: Option<Shows>) {
        if let (Some(cell), Some(look)) = (cell, look)
            && self.cells.len() < MOST_CELLS
        {
            self.cells.insert(cell, look);
        }
    }
}

fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    value(tag, name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

/// Whether the tag takes a look away: `<strike val="0"/>`.
fn is_off(tag: &BytesStart<'_>) -> bool {
    value(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false"))
}

/// The looks of cells, by their place in the list, that show something else.
fn styles(xml: &str) -> BTreeMap<usize, Shows> {
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    let (mut struck_fonts, mut fonts) = (BTreeSet::new(), 0usize);
    let mut cells: Vec<(String, Option<usize>)> = Vec::new();
    let mut list = String::new();
    xml::each_tag(xml, |tag| match (list.as_str(), tag.local_name().as_ref()) {
        (_, of @ ("numFmts" | "fonts" | "fills" | "borders" | "cellStyleXfs" | "cellXfs" | "cellStyles" | "dxfs")) => {
            of.clone_into(&mut list);
        }
        ("numFmts", "numFmt") => own.extend(value(tag, "numFmtId").zip(value(tag, "formatCode"))),
        ("fonts", "font") => fonts += 1,
        ("fonts", "strike") if !is_off(tag) => drop(struck_fonts.insert(fonts.saturating_sub(1))),
        ("cellXfs", "xf") => {
            let font = value(tag, "fontId").and_then(|id| id.parse().ok());
            cells.push((value(tag, "numFmtId").unwrap_or_default(), font));
        }
        _ => {}
    });
    let look = |(id, font): &(String, Option<usize>)| match font {
        Some(font) if struck_fonts.contains(font) => Some(Shows::Struck),
        _ => shows_by_format(id, own.get(id).map(String::as_str)),
    };
    cells.iter().enumerate().filter_map(|(at, cell)| Some((at, look(cell)?))).collect()
}

/// The shared texts of which at least a part is struck out.
fn struck_texts(xml: &str) -> BTreeSet<usize> {
    let (mut count, mut struck) = (0usize, BTreeSet::new());
    xml::each_tag(xml, |tag| match tag.local_name().as_ref() {
        "si" => count += 1,
        "strike" if !is_off(tag) => drop(struck.insert(count.saturating_sub(1))),
        _ => {}
    });
    struck
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_by_format_and_font() {
        let xml = r#"<x:styleSheet xmlns:x="u"><x:numFmts><x:numFmt numFmtId="164" formatCode="00000"/></x:numFmts>
            <x:fonts><x:font/><x:font><x:strike/></x:font><x:font><x:strike val="0"/></x:font></x:fonts>
            <x:cellStyleXfs><x:xf numFmtId="16"/></x:cellStyleXfs>
            <x:cellXfs><x:xf numFmtId="0" fontId="0"/><x:xf numFmtId="164" fontId="0"/><x:xf numFmtId="16"/>
            <x:xf numFmtId="164" fontId="1"/><x:xf numFmtId="0" fontId="2"/></x:cellXfs></x:styleSheet>"#;
        let expected = [(1, Shows::Zeros(5)), (2, Shows::DayInPart), (3, Shows::Struck)];
        assert_eq!(styles(xml), BTreeMap::from(expected));
    }

    #[test]
    fn struck_texts_and_hidden_rows_and_columns() {
        let texts = "<sst><si><t>A</t></si><si><r><rPr><strike/></rPr><t>5</t></r><r><t>3</t></r></si></sst>";
        let looks = BookLooks { struck_texts: struck_texts(texts), ..BookLooks::default() };
        let sheet = looks.read(
            r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="0"/></cols><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>1</v></c></row>
            <row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><rPr><strike/></rPr><t>x</t></r></is></c></row></sheetData></worksheet>"#
                .as_bytes(),
        );
        assert_eq!(sheet.cells.keys().copied().collect::<Vec<_>>(), [(0, 1), (1, 0)]);
        assert_eq!(sheet.hidden_rows, BTreeSet::from([1]));
        assert_eq!(sheet.hidden_columns, [(1, 2)]);
        assert!(looks.read("<worksheet><row r=\"2\" hidden=\"1\"/><c r=".as_bytes()).cells.is_empty());
    }
}
