//! Marks of footnotes at names and days: `Jeollabuk-do*` above a line "* Nay là Jeonbuk" below the table.
//!
//! In a name a mark is taken off only where a note below the table explains it; behind a day or a country nothing else could be
//! meant. What is taken off is told. Behind a term it is left, and asked about: the note may be about its end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::cell_forms::day::beside::without_marks;
use super::super::cell_forms::{FactForm, narrow};
use super::super::headers::ColumnDefinition;
use super::super::raw_row::RawRow;
use super::about_rows::moves_a_day;
use crate::text::fold;

/// So many rows at the end of a table are searched for notes.
const LOOKED_AT: usize = 60;

/// The marks that notes below a table explain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Footnotes(BTreeMap<String, String>);

impl Footnotes {
    /// Of the records below a head.
    pub(super) fn below(records: &[RawRow]) -> Self {
        let start = records.len().saturating_sub(LOOKED_AT);
        let notes = records[start..].iter().filter_map(|record| {
            let text = record.cells.iter().find(|cell| !cell.trim().is_empty())?;
            Some((explained(record)?, text.trim().to_owned()))
        });
        Self(notes.collect())
    }

    /// The note that explains the cell's mark, where it says what moves a day.
    pub(super) fn moving(&self, text: &str, column: &ColumnDefinition) -> Option<&str> {
        if self.0.is_empty() || matches!(column.form, FactForm::Prose | FactForm::Term) {
            return None;
        }
        let text = text.trim();
        let mark = plain(text.get(without_marks(text).len()..)?);
        self.0.get(&mark).map(String::as_str).filter(|note| moves_a_day(note))
    }

    /// The cell without its marks and with the usual signs; `None` where it is as it was.
    pub(super) fn cleaned(&self, text: &str, column: &ColumnDefinition) -> Option<String> {
        let text = text.trim();
        if matches!(column.form, FactForm::Title | FactForm::Line | FactForm::Parties) {
            let bare = without_marks(text);
            let mark = text.get(bare.len()..).map(plain).filter(|mark| self.0.contains_key(mark))?;
            return (!mark.is_empty() && !bare.is_empty()).then(|| bare.to_owned());
        }
        if matches!(column.form, FactForm::Prose | FactForm::List | FactForm::Pairs | FactForm::Documents) {
            return None;
        }
        let narrowed = narrow(text);
        // A mark behind a term may say that it was extended: it stays, and the cell is asked about.
        let marks = matches!(column.form, FactForm::Day | FactForm::Country | FactForm::Kind);
        let bare = if marks { without_marks(&narrowed) } else { &*narrowed };
        let changed = bare.len() < narrowed.len() || matches!(narrowed, Cow::Owned(_));
        (changed && !bare.is_empty()).then(|| bare.to_owned())
    }
}

/// The mark that a record explains: "(1) Đã thay thế …", "Ghi chú: * Nay là …".
pub(super) fn explained(record: &RawRow) -> Option<String> {
    let filled: Vec<&str> = record.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let [text] = filled[..] else { return None };
    let folded = fold(text);
    let skipped = ["ghi chu:", "chu thich:", "note:", "notes:"].iter().find(|word| folded.starts_with(*word));
    let text = skipped.and_then(|_| text.split_once(':')).map_or(text, |(_, rest)| rest).trim_start();
    let end = text.find(|c: char| !is_mark(c))?;
    let mark = plain(&text[..end]);
    // "1. Đề nghị …" counts remarks.
    let rest = text[end..].trim();
    (!mark.is_empty() && !rest.is_empty() && !rest.starts_with('.')).then_some(mark)
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '†' | '(' | ')' | '[' | ']' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁰') || c.is_ascii_digit()
}

/// The mark without brackets, its figures as usual ones.
fn plain(mark: &str) -> String {
    let figure = |c: char| match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10).unwrap_or(c),
        other => other,
    };
    mark.chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']' | ' ')).map(figure).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::headers::find;
    use crate::exchange::row_kind::RowKind;

    fn of(lines: &[&str]) -> Footnotes {
        let record = |line: &&str| RawRow { row: 9, cells: [*line].iter().collect(), seen: Vec::new() };
        Footnotes::below(&lines.iter().map(record).collect::<Vec<_>>())
    }

    #[test]
    fn marks_that_are_explained_go_and_others_stay() {
        let notes = of(&["(1) Đã thay thế văn bản năm 2012.", "Ghi chú: * Nay là Jeonbuk.", "3. Đề nghị rà soát."]);
        for (header, cell, expected) in [
            ("Tên văn bản", "Bản ghi nhớ A (1)", Some("Bản ghi nhớ A")),
            ("Tên văn bản", "Bản ghi nhớ A¹", Some("Bản ghi nhớ A")),
            ("Tên văn bản", "Biên bản họp (2)", None),
            ("Đối tác", "Jeollabuk-do*", Some("Jeollabuk-do")),
            ("Ngày ký", "22/12/2017 (2)", Some("22/12/2017")),
            ("Ngày ký", "２２／１２／２０１７", Some("22/12/2017")),
            ("Thời hạn", "05 năm*", None),
            ("Thời hạn", "05 năm (1)", None),
            ("Thời hạn", "０５ năm", Some("05 năm")),
            ("Thời hạn", "05 năm (2)", None),
            ("Thời hạn", "05 (năm) năm", None),
            ("Ghi chú", "xem (1)", None),
            ("Tên văn bản", "Kế hoạch (3)", None),
        ] {
            let column = find(RowKind::Agreement, header).expect("a known header");
            assert_eq!(notes.cleaned(cell, column).as_deref(), expected, "{header}: {cell}");
        }
    }
}
