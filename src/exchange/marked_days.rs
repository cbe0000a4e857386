//! Days in rows that the office's own workbook wrote, which a spreadsheet may have turned round.
//!
//! What the columns tell is not enough to know: most of these cells are what was exported. They are read as they stand and
//! noted here; whoever has the register compares them with what was exported, and asks about those that differ. The
//! invariant: a day that is noted here is either compared or asked about.

use super::rows::CellPlace;
use crate::lifecycle::day::Day;
use crate::message::list::DoubtfulDays;

/// A day in a marked row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkedDay {
    /// The row.
    pub(crate) place: CellPlace,
    /// The name of the column.
    pub(crate) name: &'static str,
    /// How far right it stands.
    pub(crate) at: usize,
    /// The day as it was read.
    pub(crate) day: Day,
    /// Why it may be another.
    pub(crate) doubt: DoubtfulDays,
}

impl MarkedDay {
    /// The same figures with day and month exchanged, where that is another day.
    pub(crate) fn turned(&self) -> Option<Day> {
        let turned = Day::ymd(self.day.year(), self.day.day(), self.day.month()).ok();
        turned.filter(|turned| *turned != self.day)
    }
}
