//! Questions about a column as a whole: asked once, and the rows that say something there fall by them.

use std::collections::BTreeMap;

use super::super::flaw::Flaws;
use super::super::parsed_file::{LeftOutPart, MOST_ASIDE};
use super::super::raw_row::{RawRow, letters};
use super::super::rows::Row;
use super::super::secrecy::is_secrecy_mark;
use super::Grid;
use super::counted::TableCounts;
use super::head::Head;
use super::judge::Judged;
use super::order::DayOrder;
use super::row_shape;
use super::section::{self, SheetSection};
use super::table_of_counts;
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

    /// A stamp above the list is about all of it, and so is one in the sheet's name.
    pub(super) fn check_stamp(&self, head: &Head, flaws: &mut Flaws) {
        let above = self.records.iter().take(head.above);
        let stamped = above.filter(|record| record.cells.iter().any(is_secrecy_mark)).map(|r| Some(r.row));
        let name = self.sheet.iter().filter(|name| is_secrecy_mark(name)).map(|_| None);
        for row in stamped.chain(name).take(1) {
            let mut flaw = self.flaw(&list::row::list_is_secret());
            flaw.row = row;
            flaws.of_file(flaw);
        }
    }

    /// Takes a table of counts off the records below the head, and says so.
    pub(super) fn take_counts_out(&self, below: &mut Vec<RawRow>, aside: &mut Vec<LeftOutPart>) {
        let Some(at) = table_of_counts::start(below) else { return };
        let row = below.get(at).map(|record| record.row);
        below.truncate(at);
        if aside.len() < MOST_ASIDE {
            aside.push(LeftOutPart { sheet: self.sheet.clone(), row, why: LeftOut::Counts });
        }
    }

    /// The country that the title just above the head names and nothing else: "Đối tác: Lào". It is said.
    pub(super) fn country_of_titles(&self, head: &Head, aside: &mut Vec<LeftOutPart>) -> SheetSection {
        let above = self.records.iter().take(head.first).rfind(|record| !record.is_blank());
        let Some(above) = above.filter(|record| row_shape::filled(record) == 1) else { return SheetSection::default() };
        let title =
            above.cells.iter().find(|cell| !cell.trim().is_empty()).map(section::of_heading).unwrap_or_default();
        // A letter's head names the country that it comes from.
        let Some(country) = title.country.filter(|country| *country != "VN") else { return SheetSection::default() };
        if aside.len() < MOST_ASIDE {
            let taken = Some(country.to_owned());
            let why = LeftOut::Heading { taken };
            aside.push(LeftOutPart { sheet: self.sheet.clone(), row: Some(above.row), why });
        }
        SheetSection::of_country(country)
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
    let wording = if let Some(word) = head.word_for_number(record).filter(|_| counted.has_numbers) {
        list::asked::word_for_number(word)
    } else if head.names_extension(record) {
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
