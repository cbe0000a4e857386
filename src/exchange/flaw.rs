//! What is wrong with a file, where, and how to mend it; and what it leaves unknown.
//!
//! A [`Flaw`] is one line for the person who has to mend the file. All flaws of a file are reported at once, in a
//! bounded list: the first thousand in words, the rest as a count. Every rejected row is known, shown or not.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// How many flaws of one file are kept in words.
pub const SHOWN_FLAWS: usize = 1_000;

/// One thing that is wrong, with its place and its cure.
///
/// ```
/// use pactwatch::exchange::flaw::Flaw;
/// let flaw = Flaw::new("`30-12` has no year", "write the year as well, for example 30/12/2025")
///     .file("list.csv").row(14).column("signed_on (C)");
/// assert_eq!(
///     flaw.to_string(),
///     "list.csv, row 14, column signed_on (C): `30-12` has no year; write the year as well, for example 30/12/2025"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The file, as its reader knows it.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row, as a spreadsheet counts, or the line of a text file; from 1.
    pub row: Option<u64>,
    /// The column or key; in a file that could not be parsed, the character of the line.
    pub column: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub cure: String,
}

impl Flaw {
    /// A flaw that has no place yet.
    pub fn new(what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { file: Arc::from(""), sheet: None, row: None, column: None, what: what.into(), cure: cure.into() }
    }

    /// The same flaw in that file.
    #[must_use]
    pub fn file(mut self, file: impl Into<Arc<str>>) -> Self {
        self.file = file.into();
        self
    }

    /// The same flaw in that row.
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same flaw in that column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

impl fmt::Display for Flaw {
    /// One line: the place, what is wrong, the cure.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}; {}", self.what, self.cure)
    }
}

/// A fact the file leaves unknown: imported as unknown and listed, never a reason to refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The row as the file counts it.
    pub row: u64,
    /// The agreement's reference, where the row gives one.
    pub reference: Option<String>,
    /// The field's name.
    pub field: String,
    /// What the cell says ("chưa rõ"); `None` where it is empty.
    pub said: Option<String>,
}

/// The flaws of one file, bounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    shown: Vec<Flaw>,
    total: usize,
    rejected: BTreeSet<usize>,
    whole_file: bool,
}

impl Flaws {
    /// Adds a flaw of the file as a whole: nothing of it can be taken, not even its sound rows.
    pub fn of_file(&mut self, flaw: Flaw) {
        self.whole_file = true;
        self.keep(flaw);
    }

    /// Adds a flaw of the row with that ordinal (see [`super::rows::Place::ordinal`]) and rejects the row.
    pub fn of_row(&mut self, ordinal: usize, flaw: Flaw) {
        self.rejected.insert(ordinal);
        self.keep(flaw);
    }

    fn keep(&mut self, flaw: Flaw) {
        self.total += 1;
        if self.shown.len() < SHOWN_FLAWS {
            self.shown.push(flaw);
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many there are, shown or not.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The flaws kept in words, in the order they were found.
    pub fn shown(&self) -> &[Flaw] {
        &self.shown
    }

    /// How many flaws are counted only.
    pub fn more(&self) -> usize {
        self.total - self.shown.len()
    }

    /// The ordinals of the rows that cannot be taken.
    pub fn rejected(&self) -> &BTreeSet<usize> {
        &self.rejected
    }

    /// Whether the file as a whole cannot be taken.
    pub fn whole_file(&self) -> bool {
        self.whole_file
    }
}

impl fmt::Display for Flaws {
    /// One line a flaw, and a last line for those that are counted only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for flaw in &self.shown {
            writeln!(f, "{flaw}")?;
        }
        if self.more() > 0 {
            writeln!(f, "… and {} more", self.more())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_bounded_but_every_rejected_row_is_known() {
        let mut flaws = Flaws::default();
        for ordinal in 0..1_500 {
            flaws.of_row(ordinal, Flaw::new("wrong", "mend it"));
        }
        assert_eq!(flaws.shown().len(), 1_000);
        assert_eq!(flaws.more(), 500);
        assert_eq!(flaws.rejected().len(), 1_500);
        assert!(flaws.to_string().ends_with("… and 500 more\n"));
    }
}
