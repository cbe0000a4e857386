//! A file as it was read: its rows, and what is wrong with it.

use std::fmt;
use std::sync::Arc;

use super::columns::ColumnReport;
use super::flaw::{Flaw, Flaws, ReadingRemark};
use super::format::Format;
use super::marked_days::MarkedDay;
use super::rows::Row;
use super::spool::Spool;
use crate::lifecycle::policy::Language;
use crate::message::list::{self, LeftOut};

/// Something of a file that was not read because it is no part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutPart {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row; `None` where it is the whole sheet.
    pub row: Option<u64>,
    /// Why it was taken for no part of it.
    pub why: LeftOut,
}

impl fmt::Display for LeftOutPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::En))
    }
}

impl LeftOutPart {
    /// One line: the sheet or row, and why it was not read.
    pub fn words(&self, language: Language) -> String {
        list::not_read(self.sheet.as_deref(), self.row, &self.why, language)
    }
}

/// So much of what was left aside is said.
pub(super) const MOST_ASIDE: usize = 100;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// The file's name, as flaws give it.
    pub file: Arc<str>,
    pub format: Format,
    /// Its rows, sound or not, in the order of the file; a row's ordinal is its index.
    pub rows: Spool<Row>,
    /// What is wrong with the file and its rows so far.
    pub flaws: Flaws,
    /// What was left aside, to be said; a bounded list.
    pub aside: Vec<LeftOutPart>,
    /// What was understood in one of several ways, to be said; a bounded list.
    pub remarks: Vec<ReadingRemark>,
    /// What each of its columns was understood as.
    pub columns: Vec<ColumnReport>,
    /// Days in rows of the office's own workbook that have to be compared with what was exported.
    pub(crate) marked_days: Vec<MarkedDay>,
    /// The headers of each of its lists, by sheet.
    pub(super) heads: Vec<(Option<Arc<str>>, Vec<String>)>,
    /// What separates its cells.
    pub(super) separator: u8,
}

impl ParsedFile {
    /// Whether one of its lists has all these heads.
    pub(crate) fn has_heads(&self, heads: &[&str]) -> bool {
        let has = |own: &[String]| heads.iter().all(|head| own.iter().any(|one| one.trim() == *head));
        self.heads.iter().any(|(_, own)| has(own))
    }

    pub(super) fn empty(file: Arc<str>, format: Format) -> Self {
        Self {
            file,
            format,
            rows: Spool::default(),
            flaws: Flaws::default(),
            aside: Vec::new(),
            remarks: Vec::new(),
            columns: Vec::new(),
            marked_days: Vec::new(),
            heads: Vec::new(),
            separator: b',',
        }
    }

    /// The reading of a file of which nothing can be taken.
    pub(super) fn refused(mut self, flaw: Flaw) -> Self {
        self.rows.clear();
        self.flaws.of_file(flaw.file(self.file.clone()));
        self
    }
}
