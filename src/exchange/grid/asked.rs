//! Questions about a column as a whole: asked once, and the rows that say something there fall by them.

use std::collections::BTreeMap;

use super::super::flaw::Flaws;
use super::super::parsed_file::{LeftOutPart, MOST_ASIDE};
use super::super::raw_row::{RawRow, letters};
use super::super::rows::Row;
use super::Grid;
use super::counted::TableCounts;
use super::head::Head;
use super::judge::Judged;
use super::order::DayOrder;
use super::section::{self, SheetSection};
use crate::message::list::{self, LeftOut};

impl Grid {
    /// The state that a title above the table names, which is said.
    pub(super) fn state_of_titles(&self, head: &Head, aside: &mut Vec<LeftOutPart>) -> SheetSection {
        let titles = self.records.iter().take(head.first).flat_map(|record| record.cells.iter());
        let state = section::of_titles(titles);
        if let Some(taken) = state.taken().filter(|_| aside.len() < MOST_ASIDE) {
            let row = self.records.first().map(|record| record.row);
            aside.push(LeftOutPart { sheet: self.sheet.clone(), row, why: LeftOut::Heading { taken: Some(taken) } });
        }
        state
    }

    /// Asks once for the whole column about days that may be turned round.
    pub(super) fn ask_for_days(&self, at: usize, cells: &[(u64, usize)], judged: &[Judged], flaws: &mut Flaws) {
        let (Some((row, _)), Some(judged)) = (cells.first(), judged.get(at)) else { return };
        let doubt = match judged.order {
            DayOrder::TurnedRound => list::DoubtfulDays::TurnedRound,
            DayOrder::DashOpen => list::DoubtfulDays::OfTheYear,
            DayOrder::YearDayMonth => list::DoubtfulDays::YearDayMonth,
            _ => list::DoubtfulDays::MonthFirst,
        };
        let (rows, ordinals): (Vec<u64>, Vec<usize>) = cells.iter().copied().unzip();
        let name = judged.report.field.unwrap_or_default();
        let flaw = self.flaw(&list::days_may_be_turned_round(&rows, doubt));
        flaws.of_column(flaw.row(*row).column(format!("{name} ({})", letters(at))).at(at), &ordinals);
    }

    /// Asks about columns on which a date may hang; the rows that say something there fall.
    pub(super) fn ask_for_columns(
        &self,
        row: u64,
        judged: &[Judged],
        said: &BTreeMap<usize, Vec<usize>>,
        flaws: &mut Flaws,
    ) {
        for (at, judged) in judged.iter().enumerate() {
            let Some(doubt) = &judged.report.doubt else { continue };
            let ordinals = said.get(&at).map(Vec::as_slice).unwrap_or_default();
            flaws.of_column(self.flaw(doubt).row(row).column(letters(at)).at(at), ordinals);
        }
    }
}

/// Asks about a title that may be a heading's, an extension's or an annex's.
pub(super) fn ask_about_title(
    head: &Head,
    record: &RawRow,
    row: &Row,
    (flaws, counted): (&mut Flaws, &mut TableCounts),
) {
    let wording = if head.names_extension(record) {
        list::row::may_be_an_extension()
    } else if head.may_be_a_heading(record, counted.fullness) {
        counted.heading_asked = true;
        list::asked::heading_or_agreement()
    } else if head.names_amendment(record) {
        list::asked::about_another_text()
    } else {
        return;
    };
    flaws.of_row(row.place.ordinal, row.worded("title", &wording));
}
