//! Cells that cannot be taken for what a spreadsheet shows in them, and how they stand in the file of rows to mend.

use super::super::cell_forms::FactForm;
use super::super::headers::ColumnDefinition;
use super::super::raw_row::Seen;
use super::super::workbook::counts_as_a_year;
use crate::message::list::file::Misread;

/// How a cell that nobody has confirmed stands in the file of rows to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnconfirmedCells {
    /// With a sign behind it that no form takes.
    Whole,
    /// As that sign alone.
    LeftOut,
}

/// How a cell that was not read stands in the file to mend. Nobody has confirmed it, so it must not come in unseen: a day
/// stands there whole with a sign that no form takes, half a text not at all.
pub(super) fn unconfirmed_as(seen: Seen, column: &ColumnDefinition) -> Option<UnconfirmedCells> {
    match seen {
        Seen::DayInPart => Some(UnconfirmedCells::Whole),
        Seen::Struck if matches!(column.form, FactForm::Day | FactForm::Term) => Some(UnconfirmedCells::Whole),
        Seen::Dressed | Seen::Struck => Some(UnconfirmedCells::LeftOut),
        _ => None,
    }
}

/// Marks the cells of a row for the file to mend.
pub(super) fn mark_unconfirmed(written: &mut [String], cells: Vec<(usize, UnconfirmedCells)>) {
    for (at, how) in cells {
        match how {
            UnconfirmedCells::Whole => written[at].push_str(" ?"),
            UnconfirmedCells::LeftOut => "?".clone_into(&mut written[at]),
        }
    }
}

/// Why a cell cannot be taken for what a spreadsheet shows in it.
pub(super) fn misread(seen: Seen, text: &str, column: &ColumnDefinition) -> Option<Misread> {
    if column.form != FactForm::Prose && is_error(text.trim()) {
        return Some(Misread::Error);
    }
    match seen {
        Seen::Day if was_typed_as_a_year(text) => Some(Misread::MadeADay),
        // A milestone may be named by its day alone; under "Hiệu lực" stands the first day.
        Seen::Day if matches!(column.name, "milestone" | "effect") => None,
        Seen::Day | Seen::DayInPart if !matches!(column.form, FactForm::Day | FactForm::Term) => {
            Some(Misread::MadeADay)
        }
        // "2 lần" is the number 2, whatever writes the word.
        Seen::Dressed if column.form == FactForm::Number => None,
        Seen::Dressed => Some(Misread::Dressed),
        Seen::DayInPart => Some(Misread::DayInPart),
        Seen::Formula if text.trim().is_empty() => Some(Misread::NoValue),
        // What names an agreement over several rows leaves open how many there are.
        Seen::Merged if matches!(column.name, "title" | "reference") => Some(Misread::MergedName),
        Seen::Text | Seen::Day | Seen::Formula | Seen::Merged => None,
        Seen::Struck => Some(Misread::Struck),
        Seen::Error => Some(Misread::Error),
    }
}

/// What a spreadsheet writes where a formula fails; text files and .ods hold it as it is shown.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];
    let numbered = || {
        text.strip_prefix("Err:").is_some_and(|number| number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    ERRORS.contains(&text) || numbered()
}

/// Whether a day cell is the year that somebody typed into it: 2017 there is shown as a day of 1905.
fn was_typed_as_a_year(text: &str) -> bool {
    text.get(..10).and_then(|day| day.parse().ok()).is_some_and(counts_as_a_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::headers::find;
    use crate::exchange::row_kind::RowKind;

    #[test]
    fn years_typed_into_day_cells_and_errors_of_formulas_are_not_read() {
        let column = |header: &str| find(RowKind::Agreement, header).expect("a known header");
        for (header, seen, text, expected) in [
            ("Ngày ký", Seen::Day, "1905-07-09", Some(Misread::MadeADay)),
            ("Ngày ký", Seen::Day, "1906-01-08", None),
            ("Ngày ký", Seen::Text, "09/07/1905", None),
            ("Ngày ký", Seen::Text, "#N/A", Some(Misread::Error)),
            ("Nước", Seen::Text, "Err:502", Some(Misread::Error)),
            ("Đối tác", Seen::Text, "#REF!", Some(Misread::Error)),
            ("Ghi chú", Seen::Text, "#N/A", None),
            ("Tên văn bản", Seen::Text, "N/A", None),
        ] {
            assert_eq!(misread(seen, text, column(header)), expected, "{header}: {text}");
        }
    }
}
