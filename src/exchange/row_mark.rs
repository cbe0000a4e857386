//! The mark of a row that the program wrote: what the row is about, and what the register held when it was written.
//!
//! It stands in the last column of every sheet of the office's workbook, so that a sheet copied into another file, or saved
//! as CSV, still tells. An old copy undoes nothing: a cell that equals what was exported says nothing, and what was exported
//! is known from the acts up to the number in the mark. Behind `#` a mark tells the row's place among those of its sheet,
//! the agreement before it, and in the last row how many there were: rows that are missing from a copy are known by it. The
//! invariant: a mark reads back as itself, and a text that is none is none.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::lifecycle::agreement::Field;
use crate::text::hex;

/// The name of the column.
pub(crate) const ROW_MARK: &str = "row_mark";

/// What a row was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowMark {
    pub about: MarkedRow,
    /// The number of the newest act when the row was written; 0 in an empty register.
    pub made_from: i64,
    /// The first eight characters of that act's hash.
    pub hash: String,
    /// The cells of names in the row of an agreement.
    pub names: Option<NameCells>,
    /// Where the row stood among those of its sheet; marks of earlier versions do not tell.
    pub place: Option<RowPlace>,
}

/// The cells of a row that hold names for ids, as they were exported, each by the beginning of a hash: what a name leads to
/// today need not be what it led to when the row was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameCells([String; 3]);

impl NameCells {
    /// The facts whose cells hold names for ids.
    pub const FIELDS: [Field; 3] = [Field::Ours, Field::Partner, Field::Officers];

    /// Of a row with these cells.
    pub fn of(cell: impl Fn(Field) -> String) -> Self {
        Self(Self::FIELDS.map(|field| beginning_of_hash(&cell(field))))
    }

    /// Whether the cell still says what was exported, whatever blanks stand between its words.
    pub fn holds(&self, field: Field, text: &str) -> bool {
        Self::FIELDS.iter().zip(&self.0).any(|(known, hash)| *known == field && *hash == beginning_of_hash(text))
    }
}

fn beginning_of_hash(cell: &str) -> String {
    let words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    hex(&Sha256::digest(words)[..NAME_BYTES])
}

/// Where a row stood among those that were exported with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPlace {
    /// Its number, from 1.
    pub nth: u32,
    /// The internal number of the agreement in the row before, in a sheet of agreements.
    pub after: Option<i64>,
    /// How many rows there were, in the last one alone: they are counted while they are written.
    pub of: Option<u32>,
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
/// So many bytes of the hash of a cell tell it from any other that somebody types.
const NAME_BYTES: usize = 4;

impl RowMark {
    /// The mark of a row made when the chain of acts ended in that number and hash.
    pub fn new(about: MarkedRow, made_from: i64, hash: &str) -> Self {
        Self { about, made_from, hash: hash.chars().take(HASH_LENGTH).collect(), names: None, place: None }
    }

    /// The same mark of a row with those cells of names.
    #[must_use]
    pub fn with(self, names: NameCells) -> Self {
        Self { names: Some(names), ..self }
    }

    /// The same mark of a row at that place.
    #[must_use]
    pub fn at(self, place: RowPlace) -> Self {
        Self { place: Some(place), ..self }
    }
}

impl fmt::Display for RowMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.about {
            MarkedRow::Agreement(id) => write!(f, "A{id}")?,
            MarkedRow::Act(seq) => write!(f, "C{seq}")?,
            MarkedRow::Party(id) => write!(f, "B{id}")?,
        }
        write!(f, "/{}/{}", self.made_from, self.hash)?;
        if let Some(NameCells(names)) = &self.names {
            write!(f, "={}", names.join("."))?;
        }
        self.place.map_or(Ok(()), |place| write!(f, "#{place}"))
    }
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.nth)?;
        self.after.map_or(Ok(()), |after| write!(f, "<{after}"))?;
        self.of.map_or(Ok(()), |of| write!(f, "/{of}"))
    }
}

impl FromStr for RowPlace {
    type Err = NoRowMark;

    fn from_str(text: &str) -> Result<Self, NoRowMark> {
        let (rest, of) = text.split_once('/').map_or((text, None), |(rest, of)| (rest, Some(of)));
        let (nth, after) = rest.split_once('<').map_or((rest, None), |(nth, after)| (nth, Some(after)));
        let count = |text: &str| text.parse::<u32>().ok().filter(|count| *count > 0).ok_or(NoRowMark);
        let id = |text: &str| text.parse::<i64>().ok().filter(|id| *id >= 0).ok_or(NoRowMark);
        Ok(Self { nth: count(nth)?, after: after.map(id).transpose()?, of: of.map(count).transpose()? })
    }
}

impl FromStr for RowMark {
    type Err = NoRowMark;

    fn from_str(text: &str) -> Result<Self, NoRowMark> {
        // A party's id may hold such a sign; what follows it is a place only behind a hash.
        let (text, place) = match text.trim().rsplit_once('#').map(|(mark, place)| (mark, place.parse())) {
            Some((mark, Ok(place))) => (mark, Some(place)),
            _ => (text.trim(), None),
        };
        let (text, names) = match text.rsplit_once('=').map(|(mark, names)| (mark, names.parse())) {
            Some((mark, Ok(names))) => (mark, Some(names)),
            _ => (text, None),
        };
        let mut parts = text.rsplitn(3, '/');
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
        Ok(Self { about, made_from: number(made_from)?, hash: hash.to_ascii_lowercase(), names, place })
    }
}

impl FromStr for NameCells {
    type Err = NoRowMark;

    fn from_str(text: &str) -> Result<Self, NoRowMark> {
        let hashes: Vec<String> = text.split('.').map(str::to_ascii_lowercase).collect();
        let is_one = |hash: &String| hash.len() == 2 * NAME_BYTES && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let all = hashes.iter().all(is_one);
        hashes.try_into().ok().filter(|_| all).map(Self).ok_or(NoRowMark)
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
            assert_eq!(text.parse(), Ok(mark.clone()));
            for (place, behind) in [
                (RowPlace { nth: 3, after: None, of: None }, "#3"),
                (RowPlace { nth: 3, after: Some(16), of: None }, "#3<16"),
                (RowPlace { nth: 25, after: Some(16), of: Some(25) }, "#25<16/25"),
                (RowPlace { nth: 1, after: None, of: Some(1) }, "#1/1"),
            ] {
                let mark = mark.clone().at(place);
                assert_eq!(mark.to_string(), format!("{text}{behind}"));
                assert_eq!(mark.to_string().parse(), Ok(mark.clone()));
                let named = mark.with(NameCells::of(|field| field.name().to_owned()));
                assert_eq!(named.to_string().parse(), Ok(named));
            }
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
            "A17/412/9f3c2a1b#",
            "A17/412/9f3c2a1b#0",
            "A17/412/9f3c2a1b#3/x",
            "A17/412/9f3c2a1b=01234567.01234567",
            "A17/412/9f3c2a1b=01234567.01234567.0123456x",
        ] {
            assert_eq!(text.parse::<RowMark>(), Err(NoRowMark), "{text}");
        }
    }

    #[test]
    fn a_cell_of_names_is_known_by_its_words() {
        let cells =
            NameCells::of(|field| if field == Field::Officers { "Trần Văn Hùng; Lê An".into() } else { String::new() });
        for (case, field, text, expected) in [
            ("as it was", Field::Officers, "Trần Văn Hùng; Lê An", true),
            ("other blanks", Field::Officers, " Trần  Văn Hùng;\nLê An ", true),
            ("another tone", Field::Officers, "Trần Văn Hưng; Lê An", false),
            ("one of them", Field::Officers, "Trần Văn Hùng", false),
            ("another column", Field::Partner, "Trần Văn Hùng; Lê An", false),
            ("a column without names", Field::Title, "", false),
        ] {
            assert_eq!(cells.holds(field, text), expected, "{case}");
        }
    }
}
