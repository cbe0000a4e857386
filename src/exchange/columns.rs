//! What is said of the columns of a list: how each was understood, and by which rules they are read.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::headers::OwnHeaders;
use crate::message::list::Wording;

/// What a column of a file was understood as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnReport {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The column's letters.
    pub column: String,
    /// What stands above it.
    pub header: String,
    /// The fact it speaks of, `note` where it is kept there; `None` where it is left aside.
    pub field: Option<&'static str>,
    /// Whether the header was only near a known name.
    pub near: Near,
    /// Some of its cells.
    pub examples: Vec<String>,
    /// Why somebody has to say what it means.
    pub doubt: Option<Wording>,
}

/// How a header was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Near {
    /// By one of its names, or not at all.
    No,
    /// By a name that is a slip of the keyboard away.
    Yes,
}

/// Whether columns that are left aside are kept in the note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeepColumns {
    /// They are said, and their cells are not kept.
    #[default]
    No,
    /// `--keep-columns`: their cells stand in the note, each under its header.
    InNote,
}

/// How lists are to be read: the office's own headers, and what becomes of columns nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListRules {
    /// `[import.columns]`.
    pub own: OwnHeaders,
    /// What becomes of columns that are no facts.
    pub keep: KeepColumns,
    /// What somebody said of single columns of this file.
    pub chosen: Vec<ChosenColumn>,
}

/// What somebody said of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChosenColumn {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The column's letters.
    pub column: String,
    /// What stands above it.
    pub header: String,
    /// What it is.
    pub means: ColumnMeans,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ColumnMeans {
    /// The fact of that name.
    Fact(String),
    /// A part of the note.
    Note,
    /// Nothing that is kept.
    Nothing,
    /// What it was taken for, its days day first, as they stand there.
    DayFirst,
    /// What it was taken for, its days month first.
    MonthFirst,
}
