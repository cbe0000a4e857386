//! The sheet *Cam kết*: one row a commitment, in the words that an import reads back.

use super::{WorkbookBuilder, lists::Lists};
use crate::exchange::RowKind;
use crate::exchange::cell_forms;
use crate::exchange::headers;
use crate::exchange::row_mark::MarkedRow;
use crate::exchange::rows::Guard;
use crate::exchange::workbook::{CellForm, ColumnPlan, WorkbookCell};
use crate::lifecycle::agreement::RecordedCommitment;
use crate::lifecycle::commitment::{Commitment, CommitmentTiming};
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::message::say;
use crate::message::workbook::{self as words, OwnColumn};

/// All columns are printed.
pub(super) const PRINTED: u16 = 0;

pub(super) fn columns(maker: &WorkbookBuilder, lists: &Lists) -> Vec<ColumnPlan> {
    let plan = |column: &headers::ColumnDefinition| ColumnPlan {
        header: super::facts::header(column, maker.language),
        width: match column.name {
            "agreement" | "title" => 34.0,
            "who" | "target" | "basis" | "note" => 22.0,
            _ => 15.0,
        },
        form: if matches!(column.name, "until" | "from") { CellForm::Day } else { CellForm::Text },
        choices: match column.name {
            "agreement" => Some(lists.of_agreement()),
            "side" => Some(lists.of_promiser()),
            _ => None,
        },
        hint: words::commitment_hint(column.name, maker.language).map(str::to_owned),
    };
    let mark = ColumnPlan {
        header: maker.own(OwnColumn::RowMark),
        width: 18.0,
        form: CellForm::Mark,
        ..ColumnPlan::default()
    };
    columns_of_rows().map(plan).chain([mark]).collect()
}

/// What a row has before its mark: the values, and a cell for the reason of a correction, which is empty in every export.
fn columns_of_rows() -> impl Iterator<Item = &'static headers::ColumnDefinition> {
    headers::columns(RowKind::Commitment).iter().chain(headers::find(RowKind::Commitment, "note"))
}

/// A commitment as the sheet would have brought it in.
pub(super) fn row(maker: &WorkbookBuilder, label: &str, committed: &RecordedCommitment) -> Vec<WorkbookCell> {
    let commitment: &Commitment = &committed.commitment;
    let text = |text: Option<&String>| {
        text.map_or(WorkbookCell::Empty, |text| WorkbookCell::text(Guard::Clearing.written(text)))
    };
    let cell = |column: &headers::ColumnDefinition| match (column.name, commitment.when) {
        ("agreement", _) => WorkbookCell::text(label),
        ("name", _) => WorkbookCell::text(&commitment.name),
        ("title", _) => text(Some(&commitment.title)),
        ("side", _) => WorkbookCell::text(say::promiser(commitment.side, maker.language)),
        ("who", _) => text(commitment.who.as_ref()),
        ("target", _) => text(commitment.target.as_ref()),
        ("basis", _) => text(commitment.basis.as_ref()),
        ("until", CommitmentTiming::Until(day)) => WorkbookCell::Day(day),
        ("every", CommitmentTiming::Every { span, .. }) => WorkbookCell::text(period(span, maker.language)),
        ("from", CommitmentTiming::Every { from: Some(from), .. }) => WorkbookCell::Day(from),
        ("yearly", CommitmentTiming::Yearly { month, day }) => WorkbookCell::text(format!("{day:02}/{month:02}")),
        _ => WorkbookCell::Empty,
    };
    let cells = columns_of_rows().map(cell);
    cells.chain([maker.mark(MarkedRow::Act(committed.seq))]).collect()
}

/// The period in words where they read back as the same.
fn period(span: Span, language: Language) -> String {
    let words = say::span(span, language);
    if cell_forms::span::read(&words) == Ok(span) { words } else { span.to_string() }
}
