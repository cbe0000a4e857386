//! A title that stands in the first row of a group alone: what the rows right below say may be the newest of that agreement.

use super::Draft;
use crate::exchange::flaw::Flaw;
use crate::exchange::rows::{CellPlace, Row};
use crate::lifecycle::agreement::Field;
use crate::message::list::asked;

/// The last row that says which agreement it is about, until one below it was asked about.
#[derive(Default)]
pub(super) struct LastTitled(Option<CellPlace>);

impl LastTitled {
    /// The row above that has to be asked about, and how: the one below it has no title, and a day of signing of its own.
    pub(super) fn look_at(&mut self, row: &Row, draft: &Draft) -> Option<(usize, Flaw)> {
        let silent = |name: &str| row.text(name).is_none() && !row.unread.contains(name);
        let made = draft.made.iter().any(|(field, _)| *field == Field::Title);
        if made || !silent("title") || !silent("reference") {
            self.0 = Some(row.place.clone());
            return None;
        }
        let above = self.0.take().filter(|_| row.text("signed_on").is_some())?;
        let adjacent = above.sheet == row.place.sheet && above.line + 1 == row.place.line;
        adjacent.then(|| (above.ordinal, above.worded(&asked::is_told_further_below(row.place.line))))
    }
}
