//! The mark of a row that the program wrote: what the row is about, and what the register held when it was written.
//!
//! It stands in the last column of every sheet of the office's workbook, so that a sheet copied into another file, or saved
//! as CSV, still tells. An old copy undoes nothing: a cell that equals what was exported says nothing, and what was exported
//! is known from the acts up to the number in the mark. The invariant: a mark reads back as itself, and a text that is none
//! is none.

use std::fmt;
use std::str::FromStr;

/// The name of the column.
pub const ROW_MARK: &str = "row_mark";

/// What a row was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowMark {
    /// What the row is about.
    pub about: MarkedRow,
    /// The number of the newest act when the row was written; 0 in an empty register.
    pub made_from: i64,
    /// The first eight characters of that act's hash.
    pub hash: String,
}

/// What a marked row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkedRow {
    /// An agreement, by its internal number: it stays when the reference is corrected.
    Agreement(i64),
    /// An act, by its number.
    Act(i64),
    /// A party, by its id.
    Party(String),
}

/// A text that is no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRowMark;

const HASH_LENGTH: usize = 8;

impl RowMark {
    /// The mark of a row made when the chain of acts ended in that number and hash.
    pub fn new(about: MarkedRow, made_from: i64, hash: &str) -> Self {
        Self { about, made_from, hash: hash.chars().take(HASH_LENGTH).collect() }
    }
}

impl fmt::Display for RowMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.about {
            MarkedRow::Agreement(id) => write!(f, "A{id}")?,
            MarkedRow::Act(seq) => write!(f, "C{seq}")?,
            MarkedRow::Party(id) => write!(f, "B{id}")?,
        }
        write!(f, "/{}/{}", self.made_from, self.hash)
    }
}

impl FromStr for RowMark {
    type Err = NoRowMark;

    fn from_str(text: &str) -> Result<Self, NoRowMark> {
        let mut parts = text.trim().rsplitn(3, '/');
        let (hash, made_from) = (parts.next().ok_or(NoRowMark)?, parts.next().ok_or(NoRowMark)?);
        let about = parts.next().ok_or(NoRowMark)?;
        let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0).ok_or(NoRowMark);
        if hash.len() != HASH_LENGTH || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NoRowMark);
        }
        let mut letters = about.chars();
        let about = match (letters.next(), letters.as_str()) {
            (Some('A' | 'a'), id) => MarkedRow::Agreement(number(id)?),
            (Some('C' | 'c'), seq) => MarkedRow::Act(number(seq)?),
            (Some('B' | 'b'), id) if !id.is_empty() => MarkedRow::Party(id.to_owned()),
            _ => return Err(NoRowMark),
        };
        Ok(Self { about, made_from: number(made_from)?, hash: hash.to_ascii_lowercase() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_as_itself_and_nothing_else_is_one() {
        let head = "9f3c2a1b77";
        for (about, text) in [
            (MarkedRow::Agreement(17), "A17/412/9f3c2a1b"),
            (MarkedRow::Act(388), "C388/412/9f3c2a1b"),
            (MarkedRow::Party("kon-tum".to_owned()), "Bkon-tum/412/9f3c2a1b"),
        ] {
            let mark = RowMark::new(about, 412, head);
            assert_eq!(mark.to_string(), text);
            assert_eq!(text.parse(), Ok(mark));
        }
        for text in [
            "",
            "A17",
            "A17/412",
            "A17/412/9f3c",
            "X17/412/9f3c2a1b",
            "Ax/412/9f3c2a1b",
            "A17/-1/9f3c2a1b",
            "B/1/9f3c2a1b",
        ] {
            assert_eq!(text.parse::<RowMark>(), Err(NoRowMark), "{text}");
        }
    }
}
