//! Rows of commitments: what an agreement, a plan or a strategy promises. A row says what it has to say; the rest stays.

use super::{FactChange, RowReader};
use crate::exchange::RowKind;
use crate::exchange::acts::{InputTiming, LABEL_DOT, commitment_text};
use crate::exchange::headers;
use crate::exchange::row_mark::RowMark;
use crate::exchange::rows::{CellPlace, CellValue};
use crate::lifecycle::commitment::CommitmentField;
use crate::message::list::{act as act_row, commitment};
use crate::text::slug;

/// The longest name that is made of a title.
const LONGEST_MADE_NAME: usize = 30;

/// What a row asks of a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentDraft {
    /// Where it stands.
    pub place: CellPlace,
    /// The agreement's reference.
    pub agreement: String,
    /// The name that stands behind the reference in the cell, as the workbook offers it.
    pub label: Option<String>,
    /// The commitment's name; one made of the title where the row gives none.
    pub name: String,
    /// Whether the name was made.
    pub name_is: Given,
    /// The values it speaks of, in canonical text.
    pub changes: Vec<(CommitmentField, FactChange<String>)>,
    /// Why it corrects, where the row says so.
    pub note: Option<String>,
    /// The mark of a row that the program wrote.
    pub mark: Option<RowMark>,
}

/// Whether a row gives a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The row names it.
    ByTheRow,
    /// It was made of the title.
    Made,
}

impl RowReader<'_> {
    /// `None` where the row cannot say what it is about.
    pub(super) fn commitment(&mut self) -> Option<CommitmentDraft> {
        let named = self.needed("agreement", &act_row::agreement_missing());
        // The workbook offers agreements as "reference · name".
        let (agreement, label) = match named.split_once(LABEL_DOT) {
            Some((reference, label)) => (reference.trim().to_owned(), Some(label.trim().to_owned())),
            None => (named, None),
        };
        let mut changes = Vec::new();
        let mut when = InputTiming::default();
        for column in headers::columns(RowKind::Commitment).iter().filter(|c| !["agreement", "name"].contains(&c.name))
        {
            let Some(change) = self.commitment_cell(column) else { continue };
            match (CommitmentField::named(column.name), change) {
                (Some(field), change) => changes.push((field, change)),
                (None, FactChange::Clear) => when.put(column.name, None),
                (None, FactChange::Set(text)) => when.put(column.name, Some(&text)),
            }
        }
        match when.correction() {
            Ok(Some(when)) => changes.push((CommitmentField::When, FactChange::Set(when))),
            Ok(None) => {}
            Err((column, unread)) => self.refuse(column, &unread),
        }
        let title = changes.iter().find_map(|(field, change)| match change {
            FactChange::Set(text) if *field == CommitmentField::Title => Some(text.clone()),
            _ => None,
        });
        let given = self.value("name");
        let name_is = if given.is_some() { Given::ByTheRow } else { Given::Made };
        let name = given.or_else(|| slug(&title?, LONGEST_MADE_NAME));
        if name.is_none() && !self.row.unread.contains("name") {
            self.wrong.push(self.row.worded("name", &commitment::neither_name_nor_title()));
        }
        let (note, mark) = (self.value("note"), self.row.mark());
        let place = self.row.place.clone();
        Some(CommitmentDraft { place, agreement, label, name: name?, name_is, changes, note, mark })
    }

    /// What the cell of that column asks for, in canonical text.
    fn commitment_cell(&mut self, column: &'static headers::ColumnDefinition) -> Option<FactChange<String>> {
        let text = match &self.row.cells.get(column.name)?.said {
            CellValue::Nothing | CellValue::Pairs(_) => return None,
            CellValue::Clear => return Some(FactChange::Clear),
            CellValue::Text(text) => text.clone(),
        };
        match commitment_text(column.name, column.form, &text) {
            Ok(Some(text)) => Some(FactChange::Set(text)),
            Ok(None) => {
                self.gap(column.name, &text);
                None
            }
            Err(unread) => {
                self.refuse(column.name, &unread);
                None
            }
        }
    }
}
