//! Cells that say "as above" by a sign: `-nt-`, "như trên", `"`.
//!
//! They say what the cell above them says, and that is told; where nothing stands above, the sign is asked about. A dash
//! alone clears a fact and is none of them, nor is `//`, which fills a cell of which nothing is known.

use std::borrow::Cow;

use super::super::cell_forms::FactForm;
use super::super::raw_row::RawRow;
use super::super::rows::Row;
use super::judge::{Judged, Use};
use crate::text::fold;

/// Writes into the record what its cells repeat; how many of them do.
pub(super) fn repeat<'r>(record: &mut RawRow, judged: &[Judged], above: impl Fn() -> Option<Cow<'r, Row>>) -> usize {
    // One `//` fills a cell of which nothing is known; a row of them says what the row above says.
    let strokes = record.cells.iter().filter(|cell| is_stroke(cell)).count() > 1;
    let mut read = None;
    record.cells.change(|at, cell| {
        let repeats =
            judged.get(at).is_some_and(|one| matches!(one.used, Use::Fact(column) if column.form != FactForm::Prose));
        if !repeats || !(says_as_above(cell) || strokes && is_stroke(cell)) {
            return None;
        }
        // Most rows repeat nothing, and the one above is looked up in a list that may be long.
        let above = read.get_or_insert_with(&above).as_ref();
        above.and_then(|row| row.written.get(at)).filter(|text| !text.trim().is_empty()).cloned()
    })
}

fn is_stroke(cell: &str) -> bool {
    matches!(cell.trim(), "//" | "-//-" | "- // -" | "/ /")
}

/// Whether a cell is such a sign.
pub(super) fn says_as_above(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > 40 {
        return false;
    }
    if matches!(
        cell,
        "\"" | "''" | "”" | "“" | "〃" | "\"\"" | "״" | "-\"-" | "- \" -" | "“”" | "″" | "‘’" | "’’" | "''."
    ) {
        return true;
    }
    // Told by its first letter: most cells need no folding.
    let first = cell.trim_start_matches(|c: char| c.is_whitespace() || "-.()/\"".contains(c)).chars().next();
    if first.is_none_or(|first| first.is_ascii() && !matches!(first.to_ascii_lowercase(), 'n' | 'd' | 'i' | 's' | 'a'))
    {
        return false;
    }
    let bare = fold(cell);
    let bare = bare.trim_matches(['-', ' ', '.', '(', ')', '/', '"']);
    let dressed = cell.starts_with(['-', '(', '/', '"']);
    match bare {
        // Without anything around it, NT may be short for a name.
        "nt" | "n.t" => dressed || cell.starts_with('n'),
        _ => matches!(
            bare,
            "nhu tren" | "nhu dong tren" | "nhu o tren" | "ditto" | "idem" | "same as above" | "as above"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_say_as_above() {
        for cell in ["-nt-", "nt", "- nt -", "(nt)", "Như trên", "như trên.", "\"", "''", "〃", "Ditto", "n.t", "-NT-"]
        {
            assert!(says_as_above(cell), "{cell}");
        }
        for cell in ["″", "‘’", "idem", "Idem."] {
            assert!(says_as_above(cell), "{cell}");
        }
        for cell in ["", "-", "//", "NT", "NT Corporation", "Như trên đã nêu", "'", "...", "?"] {
            assert!(!says_as_above(cell), "{cell}");
        }
    }
}
