//! How the cells of an `OpenDocument` spreadsheet look: struck out, shown in part or with words, merged downwards, hidden.
//!
//! The reader of cells gives values alone; what a cell shows stands beside its value here. A sheet that its program wrote to hurt, a cell of text in a thousand copies, is
//! refused here, before it is read.

use std::collections::{BTreeMap, BTreeSet};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::xlsx_in::{SheetLooks, Shows};
use super::super::xml::value;
use crate::text::fold;

/// The most copies of a cell that is not empty; a list has none.
const MOST_COPIES: u32 = 512;
/// So many copies of a look are remembered: more stand in empty cells alone.
const COPIES_LOOKED_AT: u32 = 64;
/// The most cells and areas that are remembered of one sheet.
const MOST_REMEMBERED: usize = 200_000;

/// The looks of one sheet.
#[derive(Debug, Default)]
pub(super) struct OpenLooks {
    pub(super) looks: SheetLooks,
    pub(super) merged: Vec<Dimensions>,
}

/// A cell that stands in more columns than a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManyCopies;

/// Where the reading stands.
#[derive(Default)]
struct ReadingPosition {
    row: u32,
    rows: u32,
    column: u32,
    columns: u32,
    cell: Option<ShownCell>,
    /// Within a note that is pinned to the cell.
    within: Within,
}

/// What a text belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Cell,
    Note,
}

/// A cell that holds a day or a number, and the text that it shows.
struct ShownCell {
    at: (u32, u32),
    holds: OpenCellContent,
    shown: String,
}

/// What such a cell holds.
enum OpenCellContent {
    Day,
    Number(String),
}

/// The longest text that is looked at of such a cell.
const LONGEST_SHOWN: usize = 80;

impl ShownCell {
    fn of(tag: &BytesStart<'_>, at: (u32, u32)) -> Option<Self> {
        let holds = match value(tag, "office:value-type")?.as_str() {
            "date" => OpenCellContent::Day,
            "float" => OpenCellContent::Number(value(tag, "office:value")?),
            _ => return None,
        };
        Some(Self { at, holds, shown: String::new() })
    }

    /// What the text does to the value, if anything.
    fn shows(&self) -> Option<Shows> {
        let shown = self.shown.trim();
        match &self.holds {
            _ if shown.is_empty() => None,
            OpenCellContent::Day => (!is_whole_day(shown)).then_some(Shows::DayInPart),
            OpenCellContent::Number(number) => {
                let digits = shown.bytes().all(|b| b.is_ascii_digit());
                if digits && shown.starts_with('0') && shown.trim_start_matches('0') == number.trim_start_matches('0') {
                    return (shown.len() > 1).then_some(Shows::Zeros(shown.len()));
                }
                let plain = |c: char| {
                    c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' ' | '\u{a0}' | '\u{202f}' | 'E' | '+')
                };
                (!shown.chars().all(plain)).then_some(Shows::Dressed)
            }
        }
    }
}

/// Whether a text shows day, month and year: three numbers, or two and the name of a month.
fn is_whole_day(shown: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let folded = fold(shown);
    let mut words = folded.split(|c: char| !c.is_alphabetic());
    numbers >= 3 || (numbers == 2 && words.any(|word| MONTHS.iter().any(|month| word.starts_with(month))))
}

/// The looks of each sheet, by its name.
pub(super) fn looks(xml: &str) -> Result<BTreeMap<String, OpenLooks>, TooManyCopies> {
    let mut sheets: BTreeMap<String, OpenLooks> = BTreeMap::new();
    let mut sheet = sheets.entry(String::new()).or_default();
    let mut struck: BTreeSet<String> = BTreeSet::new();
    let (mut style, mut at) = (None, ReadingPosition::default());
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        let filled = matches!(event, Event::Start(_));
        match event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "style" => style = value(&tag, "style:name"),
                "text-properties" if strikes(&tag) => struck.extend(style.clone()),
                "table" => {
                    at = ReadingPosition::default();
                    sheet = sheets.entry(value(&tag, "table:name").unwrap_or_default()).or_default();
                }
                name => at.visit(name, &tag, filled, &struck, sheet)?,
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "table-row" => at.row = at.row.saturating_add(at.rows),
                "annotation" => at.within = Within::Cell,
                "table-cell" => {
                    let shows = at.cell.take().and_then(|cell| Some((cell.at, cell.shows()?)));
                    if let Some((cell, shows)) = shows.filter(|_| sheet.looks.cells.len() < MOST_REMEMBERED) {
                        sheet.looks.cells.entry(cell).or_insert(shows);
                    }
                }
                _ => {}
            },
            Event::Text(text) => {
                let within = at.within;
                let shows = |cell: &&mut ShownCell| within == Within::Cell && cell.shown.len() < LONGEST_SHOWN;
                if let Some(cell) = at.cell.as_mut().filter(shows) {
                    cell.shown.push_str(&text);
                }
            }
            _ => {}
        }
    }
    Ok(sheets)
}

impl ReadingPosition {
    fn visit(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
        filled: bool,
        struck: &BTreeSet<String>,
        sheet: &mut OpenLooks,
    ) -> Result<(), TooManyCopies> {
        let is_struck = |name| value(tag, name).is_some_and(|style| struck.contains(&style));
        match name {
            "table-column" => {
                let copies = count(tag, "table:number-columns-repeated");
                if is_hidden(tag) {
                    let last = self.columns.saturating_add(copies - 1);
                    sheet.looks.hidden_columns.push((self.columns, last));
                }
                self.columns = self.columns.saturating_add(copies);
            }
            "table-row" => {
                (self.column, self.rows) = (0, count(tag, "table:number-rows-repeated"));
                if is_hidden(tag) {
                    let last = self.row.saturating_add(self.rows.min(COPIES_LOOKED_AT));
                    sheet.looks.hidden_rows.extend(self.row..last);
                }
                if !filled {
                    self.row = self.row.saturating_add(self.rows);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let copies = count(tag, "table:number-columns-repeated");
                if filled && copies > MOST_COPIES {
                    return Err(TooManyCopies);
                }
                if is_struck("table:style-name") && filled {
                    for column in self.column..self.column.saturating_add(copies.min(COPIES_LOOKED_AT)) {
                        strike(sheet, (self.row, column));
                    }
                }
                self.cell = ShownCell::of(tag, (self.row, self.column)).filter(|_| filled);
                let down = count(tag, "table:number-rows-spanned");
                if down > 1 && sheet.merged.len() < MOST_REMEMBERED {
                    let end = (self.row.saturating_add(down - 1), self.column);
                    sheet.merged.push(Dimensions { start: (self.row, self.column), end });
                }
                self.column = self.column.saturating_add(copies);
            }
            "annotation" if filled => {
                self.within = Within::Note;
                sheet.looks.notes += 1;
            }
            "span" if self.within == Within::Cell && is_struck("text:style-name") => {
                strike(sheet, (self.row, self.column.saturating_sub(1)));
            }
            _ => {}
        }
        Ok(())
    }
}

fn strike(sheet: &mut OpenLooks, cell: (u32, u32)) {
    if sheet.looks.cells.len() < MOST_REMEMBERED {
        sheet.looks.cells.insert(cell, Shows::Struck);
    }
}

fn strikes(tag: &BytesStart<'_>) -> bool {
    let says = |name| value(tag, name).is_some_and(|line| line != "none");
    says("style:text-line-through-style") || says("style:text-line-through-type")
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    value(tag, "table:visibility").is_some_and(|seen| matches!(seen.as_str(), "collapse" | "filter"))
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    value(tag, name).and_then(|copies| copies.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cells_show_beside_what_they_hold() {
        for (holds, shown, expected) in [
            (OpenCellContent::Day, "22/12/2017", None),
            (OpenCellContent::Day, "22 thg 12 2017", None),
            (OpenCellContent::Day, "December 22, 2017", None),
            (OpenCellContent::Day, "30-12", Some(Shows::DayInPart)),
            (OpenCellContent::Day, "12/2017", Some(Shows::DayInPart)),
            (OpenCellContent::Day, "22-Dec", Some(Shows::DayInPart)),
            (OpenCellContent::Day, "ngày 22 tháng 12", Some(Shows::DayInPart)),
            (OpenCellContent::Number("1652".to_owned()), "01652", Some(Shows::Zeros(5))),
            (OpenCellContent::Number("1652".to_owned()), "1652", None),
            (OpenCellContent::Number("1652".to_owned()), "1.652,00", None),
            (OpenCellContent::Number("17".to_owned()), "17/QĐ", Some(Shows::Dressed)),
            (OpenCellContent::Number("0".to_owned()), "0", None),
        ] {
            let cell = ShownCell { at: (0, 0), holds, shown: shown.to_owned() };
            assert_eq!(cell.shows(), expected, "{shown}");
        }
    }

    #[test]
    fn struck_merged_and_hidden_cells_have_their_places() {
        let xml = r#"<d><style:style style:name="ce1"><style:text-properties style:text-line-through-style="solid"/></style:style>
            <style:style style:name="T1"><style:text-properties style:text-line-through-type="single"/></style:style>
            <table:table table:name="Danh mục &amp; khác"><table:table-column/>
            <table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
            <table:table-row table:number-rows-repeated="3"/>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>
            <table:table-cell table:style-name="ce1"><text:p>A</text:p></table:table-cell></table:table-row>
            <table:table-row table:visibility="filter"><table:table-cell table:number-rows-spanned="2"><text:p>Lào</text:p></table:table-cell>
            <table:table-cell><text:p>5 <text:span text:style-name="T1">năm</text:span></text:p></table:table-cell></table:table-row>
            </table:table></d>"#;
        let found = looks(xml).expect("few copies");
        let sheet = &found["Danh mục & khác"];
        assert_eq!(sheet.looks.cells.keys().copied().collect::<Vec<_>>(), [(3, 2), (4, 1)]);
        assert_eq!(sheet.merged.iter().map(|area| (area.start, area.end)).collect::<Vec<_>>(), [((4, 0), (5, 0))]);
        assert_eq!(sheet.looks.hidden_rows.iter().copied().collect::<Vec<_>>(), [4]);
        assert_eq!(sheet.looks.hidden_columns, [(1, 2)]);
        let hurts = r#"<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>"#;
        assert_eq!(looks(hurts).err(), Some(TooManyCopies));
    }
}
