//! What a file leaves unknown, and what was understood in one of several ways: told beside the flaws, and no reason to refuse.

use std::sync::Arc;

use crate::message::list::Wording;

/// A fact the file leaves unknown: imported as unknown and listed, never a reason to refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFact {
    /// The row as the file counts it.
    pub row: u64,
    /// The agreement's reference, where the row gives one.
    pub reference: Option<String>,
    /// The field's name.
    pub field: String,
    /// What the cell says ("chưa rõ"); `None` where it is empty.
    pub said: Option<String>,
}

/// Something that was understood in one of several ways, or made up, and has to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRemark {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row; `None` where it is about a column or the whole.
    pub row: Option<u64>,
    /// The column or key.
    pub column: Option<Box<str>>,
    /// What it is, and what to do if it is wrong.
    pub wording: Wording,
}
