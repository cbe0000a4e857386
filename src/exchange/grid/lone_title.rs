//! Rows that say nothing but a title, in a table whose other rows say more: "Văn bản ký với các tổ chức phi chính phủ".
//!
//! Such a row may be a heading, a name below a signature, or an agreement of which nothing else is known. Whoever keeps the list
//! is asked; what stood above it is not taken for the rows below.

use super::super::headers::{ColumnDefinition, RUNNING_NUMBER};
use super::super::raw_row::RawRow;
use super::super::row_kind::RowKind;
use super::head::Head;
use super::row_shape::filled;

/// How much the rows of a table say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fullness {
    /// Titles alone, or there are too few rows to tell.
    #[default]
    Unclear,
    /// All but a few rows say more than a title.
    MoreThanTitles,
}

/// What a list says of nearly every agreement.
const SAID_OF_MOST: [&str; 4] = ["partner", "country", "signed_on", "term"];

/// So many rows have to say more before one that does not is odd.
const ENOUGH: usize = 2;

impl Head {
    /// How much the rows say.
    pub(super) fn fullness(&self, records: &[RawRow]) -> Fullness {
        let (mut full, mut lone) = (0, 0);
        for record in records.iter().filter(|record| self.says(record, &["title"])) {
            full += usize::from(self.says(record, &SAID_OF_MOST));
            lone += usize::from(self.is_lone_title(record));
        }
        if full >= ENOUGH && lone * 2 <= full { Fullness::MoreThanTitles } else { Fullness::Unclear }
    }

    /// Whether the record may be a heading, or an agreement of which nothing else is known.
    pub(super) fn may_be_a_heading(&self, record: &RawRow, fullness: Fullness) -> bool {
        fullness == Fullness::MoreThanTitles && self.is_lone_title(record)
    }

    fn is_lone_title(&self, record: &RawRow) -> bool {
        self.kind == RowKind::Agreement
            && self.headers.len() > 2
            && self.column_of(RUNNING_NUMBER).is_none()
            && filled(record) == 1
            && self.says(record, &["title"])
    }

    /// Whether a cell of one of those columns says something.
    fn says(&self, record: &RawRow, names: &[&str]) -> bool {
        let says = |(cell, column): (&str, Option<&'static ColumnDefinition>)| {
            !cell.trim().is_empty() && column.is_some_and(|column| names.contains(&column.name))
        };
        record.cells.iter().zip(self.columns.iter().copied()).any(says)
    }
}
