//! Rows that go on with the one above: a text pasted from a page whose lines were broken.
//!
//! Where every row has its running number, one without a number and without a day is no agreement of its own, and whether it
//! belongs to the row above nobody can tell: it is asked about, and so is that row. Headings, sums and remarks are none of them.

use super::super::cell_forms::FactForm;
use super::super::headers::RUNNING_NUMBER;
use super::super::raw_row::RawRow;
use super::about_rows::moves_a_day;
use super::footnote::explained;
use super::head::Head;
use super::left_out::RunningNumbers;
use super::row_shape::{begins_a_chapter, filled, is_sum, signs};
use super::section;
use crate::text::fold;

/// Words that no title ends with, folded.
const GO_ON: [&str; 20] = [
    "giua", "va", "voi", "cua", "cho", "ve", "tai", "tinh", "thanh", "pho", "huyen", "nuoc", "hop", "tac", "uy", "ban",
    "and", "between", "of", "with",
];

impl Head {
    /// Whether the record goes on with the row above, whose cells are those.
    pub(super) fn goes_on(&self, record: &RawRow, above: Option<&[String]>, numbered: RunningNumbers) -> bool {
        let (true, Some(above)) = (numbered.of_rows() && !self.has_number(record), above) else { return false };
        let name = |at: usize| self.columns.get(at).copied().flatten().map(|column| column.name);
        let cells = || record.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let Some((first_at, first)) = cells().next() else { return false };
        let says_when = cells().any(|(at, cell)| self.is_fact(at, cell));
        let own = cells().any(|(at, _)| matches!(name(at), Some(RUNNING_NUMBER | "reference")));
        // What stands in no known column is no part of a row.
        let of_facts = cells().filter(|(at, _)| name(*at).is_some()).count();
        let other = explained(record).is_some()
            || is_detail_of_sum(first)
            || begins_a_chapter(first)
            || is_sum(first)
            || signs(&fold(first))
            || (section::is_alone(first) && !in_brackets(first));
        if says_when || own || other || of_facts == 0 || self.left_out_by_form(record) {
            return false;
        }
        if filled(record) > 1 {
            return true;
        }
        let form = self.columns.get(first_at).copied().flatten().map(|column| column.form);
        // A heading stands where titles do, a note in its own column.
        match form {
            // "- Gia hạn lần 1: đến 06/03/2028" is about the row above.
            Some(FactForm::Title) if section::of_heading(first).taken().is_none() && moves_a_day(first) => true,
            Some(FactForm::Title) => {
                let cut = above.get(first_at).is_some_and(|above| is_cut(above));
                cut || first.trim().starts_with(|c: char| c.is_lowercase() || c == '(')
            }
            Some(FactForm::Prose) | None => false,
            Some(_) => first_at > 1,
        }
    }
}

/// "Trong đó:", "- Còn hiệu lực 1": what a sum is made of.
fn is_detail_of_sum(text: &str) -> bool {
    let folded = fold(text);
    let counts =
        folded.rsplit(' ').next().is_some_and(|last| last.len() <= 4 && last.bytes().all(|b| b.is_ascii_digit()));
    folded.starts_with("trong do") || folded.starts_with("of which") || (folded.starts_with(['-', '+', '–']) && counts)
}

fn in_brackets(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('(') && text.ends_with(')')
}

/// Whether a text ends in the middle of a sentence.
fn is_cut(text: &str) -> bool {
    let folded = fold(text);
    folded.ends_with([',', '-', '–', '&']) || folded.rsplit(' ').next().is_some_and(|word| GO_ON.contains(&word))
}
