//! Neutral rows: what a file says, cell by cell, and where it says it.
//!
//! No meaning yet: cells are text under known names. Three things are kept apart that look alike: an absent column
//! (no cell), an empty cell ([`CellValue::Nothing`]), both of which leave a fact alone, and `-` ([`CellValue::Clear`]).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::flaw::Flaw;
use super::row_kind::RowKind;
use super::row_mark::{ROW_MARK, RowMark};
use super::spool::{Packed, Packing, Unpacking};
use crate::message::list::Wording;

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// The file, as its reader knows it.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row as a spreadsheet counts, or the line of a text file; from 1.
    pub line: u64,
    /// The row's place among the rows that were read; from 0. It is what [`super::flaw::Flaws`] rejects by.
    pub ordinal: usize,
}

impl CellPlace {
    /// A flaw of this row as a whole.
    pub fn worded(&self, wording: &Wording) -> Flaw {
        let mut flaw = Flaw::worded(wording).file(self.file.clone()).row(self.line);
        flaw.sheet.clone_from(&self.sheet);
        flaw
    }
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellValue {
    /// It is empty: the fact stays as it is.
    Nothing,
    /// It is `-`: the fact goes.
    Clear,
    /// Text, with the marks of a spreadsheet's text cell taken off.
    Text(String),
    /// Names and values, from a TOML table.
    Pairs(Vec<(String, String)>),
}

/// A cell with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub said: CellValue,
    /// Its row or line.
    pub line: u64,
    /// How a person finds its column: the key, or the name with the column's letter; the cells of a column share it.
    pub column: Arc<str>,
    /// How far right (in TOML: how far down) it stands, as [`Flaw::at`] has it.
    pub at: usize,
}

/// The cells of one row by name: few, and a list holds a hundred thousand rows of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowCells(Vec<(&'static str, Cell)>);

impl RowCells {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(name))
    }

    /// The cell of that name.
    pub fn get(&self, name: &str) -> Option<&Cell> {
        self.place(name).ok().and_then(|at| self.0.get(at)).map(|(_, cell)| cell)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Cell> {
        self.place(name).ok().and_then(|at| self.0.get_mut(at)).map(|(_, cell)| cell)
    }

    /// Whether there is a cell of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Puts the cell under that name, and returns the one that stood there.
    pub fn insert(&mut self, name: &'static str, cell: Cell) -> Option<Cell> {
        match self.place(name) {
            Ok(at) => self.0.get_mut(at).map(|(_, known)| std::mem::replace(known, cell)),
            Err(at) => {
                self.0.insert(at, (name, cell));
                None
            }
        }
    }

    /// Takes all of them away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// All of them, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Cell)> {
        self.0.iter().map(|(name, cell)| (*name, cell))
    }

    /// The same, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut Cell)> {
        self.0.iter_mut().map(|(name, cell)| (*name, cell))
    }

    /// Gives back the room that nothing stands in.
    pub(super) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: CellPlace,
    /// What it is about.
    pub kind: RowKind,
    /// Its cells by the names of [`super::headers`].
    pub cells: RowCells,
    /// The names under which something stands that could not be read as a cell at all: it is not missing.
    pub unread: BTreeSet<&'static str>,
    /// What columns that are no facts say, kept for the note: a line a column.
    pub notes: Vec<String>,
    /// The row as it was written, for the file of rows to mend; empty where it is a secret.
    pub written: Vec<String>,
}

impl Row {
    /// Whether another row says the same in every cell; where it stands, and how far a copy was counted, says nothing.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let said = |row: &Self| {
            let cells = row.cells.iter().filter(|(_, cell)| cell.said != CellValue::Nothing);
            cells.map(|(name, cell)| (name, cell.said.clone())).collect::<Vec<_>>()
        };
        self.kind == other.kind && said(self) == said(other)
    }

    /// The text of the cell of that name; none where it says nothing, clears or is missing.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.cells.get(name)?.said {
            CellValue::Text(text) => Some(text),
            CellValue::Nothing | CellValue::Clear | CellValue::Pairs(_) => None,
        }
    }

    /// The mark of a row that the program wrote.
    pub fn mark(&self) -> Option<RowMark> {
        self.text(ROW_MARK)?.parse().ok()
    }

    /// A flaw of one of its cells.
    pub fn worded(&self, name: &str, wording: &Wording) -> Flaw {
        let flaw = self.place.worded(wording);
        match self.cells.get(name) {
            Some(cell) => flaw.row(cell.line).column(&*cell.column).at(cell.at),
            None => flaw,
        }
    }
}

impl CellPlace {
    pub(super) fn pack(&self, into: &mut Packing<'_>) {
        into.shared(&self.file);
        into.count(usize::from(self.sheet.is_some()));
        if let Some(sheet) = &self.sheet {
            into.shared(sheet);
        }
        into.number(self.line);
        into.count(self.ordinal);
    }

    pub(super) fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let file = from.shared()?;
        let sheet = if from.is_there()? { Some(from.shared()?) } else { None };
        Some(Self { file, sheet, line: from.number()?, ordinal: from.count()? })
    }
}

impl CellValue {
    fn pack(&self, into: &mut Packing<'_>) {
        match self {
            Self::Nothing => into.number(0),
            Self::Clear => into.number(1),
            Self::Text(text) => {
                into.number(2);
                into.text(text);
            }
            Self::Pairs(pairs) => {
                into.number(3);
                into.count(pairs.len());
                for (name, value) in pairs {
                    into.text(name);
                    into.text(value);
                }
            }
        }
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Nothing,
            1 => Self::Clear,
            2 => Self::Text(from.text()?.to_owned()),
            _ => Self::Pairs(from.each(|from| Some((from.text()?.to_owned(), from.text()?.to_owned())))?),
        })
    }
}

impl Packed for Row {
    fn pack(&self, into: &mut Packing<'_>) {
        self.place.pack(into);
        into.count(RowKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default());
        into.count(self.cells.0.len());
        for (name, cell) in &self.cells.0 {
            into.name(name);
            cell.said.pack(into);
            into.number(cell.line);
            into.shared(&cell.column);
            into.count(cell.at);
        }
        into.count(self.unread.len());
        self.unread.iter().for_each(|name| into.name(name));
        into.texts(self.notes.iter().map(String::as_str));
        into.texts(self.written.iter().map(String::as_str));
    }

    fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
        let place = CellPlace::unpack(from)?;
        let kind = *RowKind::ALL.get(from.count()?)?;
        let cells = from.each(|from| {
            let (name, said, line) = (from.name()?, CellValue::unpack(from)?, from.number()?);
            Some((name, Cell { said, line, column: from.shared()?, at: from.count()? }))
        })?;
        let unread = from.each(Unpacking::name)?;
        Some(Self { place, kind, cells: RowCells(cells), unread, notes: from.texts()?, written: from.texts()? })
    }
}

/// Which texts a format cannot hold as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// A spreadsheet may take `=`, `+`, `-`, `@` at a cell's start for a formula.
    Formulas,
    /// Only the text `-` would be mistaken, for an order to clear.
    Clearing,
}

/// The dashes that clear a fact; word processors turn `-` into the longer ones.
const DASHES: [&str; 3] = ["-", "–", "—"];

impl Guard {
    /// Whether the text needs (or, behind a `'`, has had) a `'` before it.
    fn covers(self, text: &str) -> bool {
        match self {
            Self::Formulas => text.starts_with(['=', '+', '-', '–', '—', '@', '\'', '\t', '\r', '\n']),
            Self::Clearing => DASHES.contains(&text.trim_start_matches('\'').trim()),
        }
    }

    /// The text of `="00123"`, as some programs write what a spreadsheet must not take for a number.
    fn forced_text(self, text: &str) -> Option<&str> {
        let inner = text.strip_prefix("=\"")?.strip_suffix('"')?;
        (self == Self::Formulas && !inner.is_empty() && !inner.contains('"')).then_some(inner)
    }

    /// The text as it is written into a cell: [`CellValue::of`] reads it back.
    ///
    /// ```
    /// use pactwatch::exchange::rows::{Guard, CellValue};
    /// assert_eq!(Guard::Formulas.written("=1+1"), "'=1+1");
    /// assert_eq!(CellValue::of("'=1+1", Guard::Formulas), CellValue::Text("=1+1".into()));
    /// assert_eq!(CellValue::of(" - ", Guard::Formulas), CellValue::Clear);
    /// ```
    pub fn written(self, text: &str) -> String {
        let start = if self.covers(text) { "'" } else { "" };
        match self {
            Self::Formulas => format!("{start}{}", parts_guarded(text)),
            Self::Clearing => format!("{start}{text}"),
        }
    }
}

/// What separates cells in some program's eyes: a file of commas is opened by one that separates at semicolons, and a line
/// end inside quotes ends a row where the quotes are not seen.
const SEPARATORS: [char; 4] = [';', '\n', '\r', '\t'];

/// Whether what follows a separator would be a formula, or has had a `'` before it.
fn part_covered(part: &str) -> bool {
    part.starts_with(['=', '+', '-', '–', '—', '@', '\'', '"'])
}

/// The text with a `'` before each part behind a separator that would be a formula of its own.
///
/// A list `Y tế;=1+41` is two cells, the second a formula, where `;` separates.
fn parts_guarded(text: &str) -> String {
    changed_parts(text, |part| part_covered(part).then(|| format!("'{part}")))
}

/// The inverse of [`parts_guarded`].
fn parts_bare(text: &str) -> String {
    changed_parts(text, |part| part.strip_prefix('\'').filter(|rest| part_covered(rest)).map(str::to_owned))
}

fn changed_parts(text: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let mut changed = String::with_capacity(text.len());
    for (nth, part) in text.split_inclusive(SEPARATORS).enumerate() {
        let bare = part.trim_start_matches(' ');
        match change(bare).filter(|_| nth > 0) {
            Some(other) => {
                changed.push_str(&part[..part.len() - bare.len()]);
                changed.push_str(&other);
            }
            None => changed.push_str(part),
        }
    }
    changed
}

impl CellValue {
    /// What the text of a cell says.
    pub fn of(text: &str, guard: Guard) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            Self::Nothing
        } else if DASHES.contains(&trimmed) {
            Self::Clear
        } else {
            let bare = trimmed.strip_prefix('\'').filter(|rest| guard.covers(rest));
            let bare = bare.or_else(|| guard.forced_text(trimmed));
            let bare = bare.unwrap_or(trimmed);
            Self::Text(if guard == Guard::Formulas { parts_bare(bare) } else { bare.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn f_a_list_item_is_no_formula_where_semicolons_separate() {
        for (text, written) in [
            ("Y tế;=1+41", "Y tế;'=1+41"),
            ("Y tế; -2;@x", "Y tế; '-2;'@x"),
            ("một\n=1+1", "một\n'=1+1"),
            ("a;\"=1+1\"", "a;'\"=1+1\""),
            ("a;'=x", "a;''=x"),
            ("=a;=b", "'=a;'=b"),
            ("term=Điều 7;review=Điều 5", "term=Điều 7;review=Điều 5"),
            ("Y tế;Du lịch", "Y tế;Du lịch"),
        ] {
            assert_eq!(Guard::Formulas.written(text), written);
            assert_eq!(CellValue::of(written, Guard::Formulas), CellValue::Text(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn three_things_that_look_alike() {
        assert_eq!(CellValue::of("", Guard::Formulas), CellValue::Nothing);
        assert_eq!(CellValue::of("  ", Guard::Formulas), CellValue::Nothing);
        assert_eq!(CellValue::of("–", Guard::Clearing), CellValue::Clear);
        assert_eq!(CellValue::of("'-", Guard::Clearing), CellValue::Text("-".into()));
        assert_eq!(CellValue::of("'Quoted' text", Guard::Formulas), CellValue::Text("'Quoted' text".into()));
        assert_eq!(CellValue::of("'=x", Guard::Clearing), CellValue::Text("'=x".into()));
        assert_eq!(CellValue::of("=\"00123\"", Guard::Formulas), CellValue::Text("00123".into()));
        assert_eq!(CellValue::of("'=\"00123\"", Guard::Formulas), CellValue::Text("=\"00123\"".into()));
        assert_eq!(CellValue::of("=\"a\"&\"b\"", Guard::Formulas), CellValue::Text("=\"a\"&\"b\"".into()));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "[-–—=+@' a]{1,6}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            for guard in [Guard::Formulas, Guard::Clearing] {
                prop_assert_eq!(CellValue::of(&guard.written(text), guard), CellValue::Text(text.to_owned()));
            }
        }
    }
}
