//! What is wrong with a row that was read, and what of it could not be.

use std::collections::BTreeSet;

use crate::exchange::flaw::{Flaw, Flaws};
use crate::exchange::rows::Row;

pub(super) fn note(flaws: &mut Flaws, ordinal: usize, wrong: Vec<Flaw>) {
    for flaw in wrong {
        flaws.of_row(ordinal, flaw);
    }
}

/// The names of what could not be read in a row with flaws.
pub(super) fn unread(row: &Row, wrong: &[Flaw]) -> BTreeSet<&'static str> {
    let refused = |column: &str| wrong.iter().any(|flaw| flaw.column.as_deref() == Some(column));
    let cells = row.cells.iter().filter(|(_, cell)| refused(&cell.column)).map(|(name, _)| name);
    cells.chain(row.unread.iter().copied()).collect()
}
