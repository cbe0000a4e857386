//! Neutral rows: what a file says, cell by cell, and where it says it.
//!
//! No meaning yet: cells are text under known names. Three things are kept apart that look alike: an absent column
//! (no cell), an empty cell ([`Said::Nothing`]), both of which leave a fact alone, and `-` ([`Said::Clear`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::flaw::Flaw;
use super::forms::text::fold;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The facts of an agreement.
    Agreement,
    /// A party.
    Party,
    /// Something that happened to an agreement.
    Act,
}

impl Kind {
    /// The name of its tables in TOML and of its sheet in a workbook.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Party => "party",
            Self::Act => "act",
        }
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as its reader knows it.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row as a spreadsheet counts, or the line of a text file; from 1.
    pub line: u64,
    /// The row's place among the rows that were read; from 0. It is what [`super::flaw::Flaws`] rejects by.
    pub ordinal: usize,
}

impl Place {
    /// A flaw of this row as a whole.
    pub fn flaw(&self, what: impl Into<String>, cure: impl Into<String>) -> Flaw {
        let mut flaw = Flaw::new(what, cure).file(self.file.clone()).row(self.line);
        flaw.sheet.clone_from(&self.sheet);
        flaw
    }
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
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
    pub said: Said,
    /// Its row or line.
    pub line: u64,
    /// How a person finds its column: the key, or the header with the column's letter.
    pub column: String,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// What it is about.
    pub kind: Kind,
    /// Its cells by the names of [`super::headers`].
    pub cells: BTreeMap<&'static str, Cell>,
    /// The row as it was written, for the file of rows to mend; empty where it is a secret.
    pub written: Vec<String>,
}

impl Row {
    /// A flaw of one of its cells.
    pub fn flaw(&self, name: &str, what: impl Into<String>, cure: impl Into<String>) -> Flaw {
        let mut flaw = self.place.flaw(what, cure);
        if let Some(cell) = self.cells.get(name) {
            flaw = flaw.row(cell.line).column(cell.column.clone());
        }
        flaw
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

    /// The text as it is written into a cell: [`Said::of`] reads it back.
    ///
    /// ```
    /// use pactwatch::exchange::rows::{Guard, Said};
    /// assert_eq!(Guard::Formulas.written("=1+1"), "'=1+1");
    /// assert_eq!(Said::of("'=1+1", Guard::Formulas), Said::Text("=1+1".into()));
    /// assert_eq!(Said::of(" - ", Guard::Formulas), Said::Clear);
    /// ```
    pub fn written(self, text: &str) -> String {
        if self.covers(text) { format!("'{text}") } else { text.to_owned() }
    }
}

impl Said {
    /// What the text of a cell says.
    pub fn of(text: &str, guard: Guard) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            Self::Nothing
        } else if DASHES.contains(&trimmed) {
            Self::Clear
        } else {
            let bare = trimmed.strip_prefix('\'').filter(|rest| guard.covers(rest));
            Self::Text(bare.unwrap_or(trimmed).to_owned())
        }
    }
}

/// Whether a cell marks its row as a state secret: the mark alone, in brackets ("Báo cáo (MẬT)"), or before a colon or a
/// dash ("MẬT: báo cáo", "TỐI MẬT – kế hoạch").
///
/// ```
/// use pactwatch::exchange::rows::is_secrecy_mark;
/// assert!(is_secrecy_mark("TUYỆT MẬT"));
/// assert!(is_secrecy_mark("Biên bản [Mật]"));
/// assert!(!is_secrecy_mark("Bảo mật thông tin"));
/// ```
pub fn is_secrecy_mark(text: &str) -> bool {
    let is_mark = |text: &str| {
        let folded = fold(text);
        // "mat" alone is a word of its own (mất, mắt); with its diacritics it is the mark.
        matches!(folded.as_str(), "toi mat" | "tuyet mat" | "do mat: mat")
            || (folded == "mat" && fold_keeping_marks(text) == "mật")
    };
    let bracketed = |open: char, close: char| {
        text.split(open).skip(1).take(20).filter_map(|rest| rest.split(close).next()).any(is_mark)
    };
    let leading = text.split([':', '–', '—']).next().is_some_and(is_mark)
        || text.split_once(" - ").is_some_and(|(before, _)| is_mark(before));
    is_mark(text) || leading || bracketed('(', ')') || bracketed('[', ']')
}

/// Lower case, composed, trimmed; the diacritics stay.
fn fold_keeping_marks(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// Whether a cell of a column "độ mật" names a degree of secrecy.
pub fn is_degree_of_secrecy(text: &str) -> bool {
    matches!(fold(text).as_str(), "mat" | "toi mat" | "tuyet mat" | "secret" | "top secret" | "confidential")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn secrecy_marks() {
        for text in ["MẬT", "Mật", " mật ", "TỐI MẬT", "TUYỆT MẬT", "tuyet mat", "Số 05/BC (Mật)", "MA\u{323}\u{302}T"]
            .into_iter()
            .chain(["MẬT: báo cáo", "TỐI MẬT – kế hoạch", "Mật - biên bản"])
        {
            assert!(is_secrecy_mark(text), "{text}");
        }
        for text in [
            "mất",
            "mat",
            "Bảo mật",
            "mật ong",
            "Mật ong: xuất khẩu",
            "",
            "Thỏa thuận bảo mật thông tin (bản sao)",
            "(",
        ] {
            assert!(!is_secrecy_mark(text), "{text}");
        }
    }

    #[test]
    fn three_things_that_look_alike() {
        assert_eq!(Said::of("", Guard::Formulas), Said::Nothing);
        assert_eq!(Said::of("  ", Guard::Formulas), Said::Nothing);
        assert_eq!(Said::of("–", Guard::Clearing), Said::Clear);
        assert_eq!(Said::of("'-", Guard::Clearing), Said::Text("-".into()));
        assert_eq!(Said::of("'Quoted' text", Guard::Formulas), Said::Text("'Quoted' text".into()));
        assert_eq!(Said::of("'=x", Guard::Clearing), Said::Text("'=x".into()));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "[-–—=+@' a]{1,6}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            for guard in [Guard::Formulas, Guard::Clearing] {
                prop_assert_eq!(Said::of(&guard.written(text), guard), Said::Text(text.to_owned()));
            }
        }
    }
}
