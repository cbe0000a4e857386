//! Cells that cannot be taken for what a spreadsheet shows in them, and how they stand in the file of rows to mend.

use super::super::cell_forms::Form;
use super::super::headers::Column;
use super::super::raw_row::Seen;
use crate::message::list::file::Misread;

/// How a cell that nobody has confirmed stands in the file of rows to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unconfirmed {
    /// With a sign behind it that no form takes.
    Whole,
    /// As that sign alone.
    LeftOut,
}

/// How a cell that was not read stands in the file to mend. Nobody has confirmed it, so it must not come in unseen: a day
/// stands there whole with a sign that no form takes, half a text not at all.
pub(super) fn unconfirmed_as(seen: Seen, column: &Column) -> Option<Unconfirmed> {
    match seen {
        Seen::DayInPart => Some(Unconfirmed::Whole),
        Seen::Struck if matches!(column.form, Form::Day | Form::Term) => Some(Unconfirmed::Whole),
        Seen::Dressed | Seen::Struck => Some(Unconfirmed::LeftOut),
        _ => None,
    }
}

/// Why a cell cannot be taken for what a spreadsheet shows in it.
pub(super) fn misread(seen: Seen, text: &str, column: &Column) -> Option<Misread> {
    match seen {
        // A milestone may be named by its day alone.
        Seen::Day if column.name == "milestone" => None,
        Seen::Day | Seen::DayInPart if !matches!(column.form, Form::Day | Form::Term) => Some(Misread::MadeADay),
        // "2 lần" is the number 2, whatever writes the word.
        Seen::Dressed if column.form == Form::Number => None,
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
