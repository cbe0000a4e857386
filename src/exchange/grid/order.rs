//! Whether the days of a column stand day first: judged for the column as a whole, told once for it.
//!
//! Text such as `12/22/2017` shows a column that was written month first, and then `3/4/2017` in it may be either day. A
//! spreadsheet in English turns `4/3/2017` into the 3rd of April and leaves `22/12/2017` as text, so day cells between
//! such texts may have been turned round. Nothing is guessed: those cells are asked about. A header that says
//! `(mm/dd/yyyy)` answers for its column. Where one column of a list is month first, another one is doubted as long as it
//! does not show that it is not.

use super::super::cell_forms::FactForm;
use super::super::cell_forms::day::{self, beside};
use super::super::headers::ColumnDefinition;
use super::super::raw_row::{RawRow, Seen};
use super::super::row_mark::RowMark;
use crate::message::list::DoubtfulDays;
use crate::text::fold;

/// In which order the days of a column were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// Day first, as everywhere here.
    #[default]
    DayFirst,
    /// Month first; the header says so.
    MonthFirst,
    /// Some cells are month first: of the others nobody can be sure.
    Mixed,
    /// Some texts are day first, and every day cell may have been turned round.
    TurnedRound,
    /// Days of the year with a dash, `15-11`: the day stands first.
    DashDayFirst,
    /// Days of the year with a dash, and none of them tells which number is the month.
    DashOpen,
    /// Some cells have year, day, month: of the others that begin with the year nobody can be sure.
    YearDayMonth,
}

/// Whether the record is a row of the office's own workbook, whose mark stands in that column.
pub(super) fn is_marked(record: &RawRow, marks: Option<usize>) -> bool {
    marks.and_then(|at| record.cells.get(at)).is_some_and(|cell| cell.trim().parse::<RowMark>().is_ok())
}

/// Judges a column by its header and its cells; `marks` is the column of the marks of rows, where there is one.
pub(super) fn of(
    column: &ColumnDefinition,
    header: &str,
    at: usize,
    (records, marks): (&[RawRow], Option<usize>),
) -> DayOrder {
    if column.name == "yearly" {
        return of_the_year(header, records.iter().filter_map(|record| record.cells.get(at)));
    }
    if !matches!(column.form, FactForm::Day | FactForm::Term) {
        return DayOrder::DayFirst;
    }
    let said: String = fold(header).chars().filter(char::is_ascii_alphanumeric).collect();
    if said.ends_with("mdy")
        || ["mmddyy", "mdyy", "monthdayyear", "thangngaynam"].iter().any(|order| said.contains(order))
    {
        return DayOrder::MonthFirst;
    }
    let declared = says_day_first(header);
    let (mut day_first, mut month_first, mut day_cells, mut late, mut turned_years) = (0, 0, 0, 0, 0);
    for record in records {
        let Some(cell) = record.cells.get(at) else { continue };
        match record.seen.get(at) {
            Some(Seen::Day | Seen::DayInPart) => {
                let day = cell.get(8..10).and_then(|day| day.parse::<u32>().ok()).unwrap_or_default();
                day_cells += 1;
                // What the program wrote itself as a day cell shows nothing of what people typed.
                late += u32::from(day > 12 && !is_marked(record, marks));
            }
            _ => match numbers(cell) {
                Some((first, second)) if first > 12 && second <= 12 => day_first += 1,
                Some((first, second)) if second > 12 && first <= 12 => month_first += 1,
                Some(_) => {}
                None => turned_years += u32::from(is_year_day_month(cell)),
            },
        }
    }
    if month_first > 0 && !declared {
        DayOrder::Mixed
    } else if turned_years > 0 {
        DayOrder::YearDayMonth
    } else if day_first > 0 && day_cells > 0 && late == 0 {
        DayOrder::TurnedRound
    } else {
        DayOrder::DayFirst
    }
}

/// Whether a header says that the day stands first.
pub(super) fn says_day_first(header: &str) -> bool {
    let said: String = fold(header).chars().filter(char::is_ascii_alphanumeric).collect();
    said.ends_with("dmy") || ["ddmmyy", "dmyy", "daymonthyear"].iter().any(|order| said.contains(order))
}

/// How a column of days of the year is written: `11-05` under the register's own name is the register's; under words a
/// cell of the column that can be read in one way alone tells how the others are meant.
fn of_the_year<'c>(header: &str, cells: impl Iterator<Item = &'c str>) -> DayOrder {
    if fold(header) == "yearly" {
        return DayOrder::DayFirst;
    }
    let (mut day_first, mut month_first) = (false, false);
    for (one, other) in cells.filter_map(dashed) {
        day_first |= one > 12 && other <= 12;
        month_first |= other > 12 && one <= 12;
    }
    match (day_first, month_first) {
        (true, false) => DayOrder::DashDayFirst,
        (false, true) => DayOrder::DayFirst,
        _ => DayOrder::DashOpen,
    }
}

/// The two numbers of `05-11`.
fn dashed(cell: &str) -> Option<(u32, u32)> {
    let (one, other) = cell.trim().split_once('-')?;
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (short(one) && short(other)).then(|| Some((one.parse().ok()?, other.parse().ok()?))).flatten()
}

impl DayOrder {
    /// Whether nobody can be sure of that cell.
    pub(super) fn doubts(self, cell: &str, seen: Option<&Seen>) -> bool {
        let turns = |pair: Option<(u32, u32)>| pair.is_some_and(|(a, b)| a <= 12 && b <= 12 && a != b);
        match (self, seen) {
            // The cells that show it are asked about with the others: mended alone they would leave the others in no doubt.
            (Self::Mixed, None | Some(Seen::Text | Seen::Merged)) => {
                turns(numbers(cell)) || numbers(cell).is_some_and(|(first, second)| first <= 12 && second > 12)
            }
            (Self::YearDayMonth, None | Some(Seen::Text | Seen::Merged)) => {
                is_year_day_month(cell) || turns(behind_year(cell))
            }
            (Self::DashOpen, None | Some(Seen::Text | Seen::Merged)) => turns(dashed(cell)),
            (Self::TurnedRound, Some(Seen::Day)) => {
                let part = |range| cell.get(range).and_then(|part: &str| part.parse::<u32>().ok());
                turns(part(5..7).zip(part(8..10)))
            }
            _ => false,
        }
    }

    /// Why a day in a row of the office's own workbook has to be compared with what was exported.
    pub(super) fn doubt_of_marked(self, cell: &str, seen: Option<&Seen>) -> Option<DoubtfulDays> {
        if self.doubts(cell, seen) {
            return match self {
                Self::Mixed => Some(DoubtfulDays::MonthFirst),
                Self::TurnedRound => Some(DoubtfulDays::TurnedRound),
                _ => None,
            };
        }
        let text = matches!(seen, None | Some(Seen::Text | Seen::Merged));
        let turns = || numbers(cell).is_some_and(|(a, b)| a <= 12 && b <= 12 && a != b);
        (matches!(self, Self::DayFirst | Self::TurnedRound) && text && turns())
            .then_some(DoubtfulDays::TurnedSinceExport)
    }

    /// The day of a column that is month first, day first; a day of the year with a stroke, as it is read day first.
    pub(super) fn turned(self, cell: &str) -> Option<String> {
        if self == Self::DashDayFirst {
            return dashed(cell).map(|(day, month)| format!("{day}/{month}"));
        }
        if self != Self::MonthFirst {
            return None;
        }
        // In a file to mend such a cell bears a sign that nobody has confirmed it; the header does.
        let cell = cell.trim().trim_end_matches('?').trim_end();
        let (month, number) = numbers(cell)?;
        let bare = beside::bare(cell)?;
        let year = bare.rsplit(day::SEPARATORS).next()?;
        Some(format!("{number}/{month}/{year}"))
    }
}

/// The first two numbers of `12/22/2017`; `None` where the text is no such day.
pub(super) fn numbers(cell: &str) -> Option<(u32, u32)> {
    let cell = &*beside::bare(cell)?;
    let separator = day::SEPARATORS.into_iter().find(|separator| cell.contains(*separator))?;
    let mut parts = cell.split(separator).map(str::trim);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let whole = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && parts.next().is_none();
    (whole && short(first) && short(second)).then(|| Some((first.parse().ok()?, second.parse().ok()?))).flatten()
}

/// The two numbers behind the year of `2017-03-04`.
fn behind_year(cell: &str) -> Option<(u32, u32)> {
    let cell = cell.trim();
    let separator = ['-', '/', '.'].into_iter().find(|separator| cell.contains(*separator))?;
    let parts: Vec<&str> = cell.split(separator).collect();
    let [year, one, other] = parts[..] else { return None };
    let digits = |part: &str, long: std::ops::RangeInclusive<usize>| {
        long.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    (digits(year, 4..=4) && digits(one, 1..=2) && digits(other, 1..=2))
        .then(|| Some((one.parse().ok()?, other.parse().ok()?)))
        .flatten()
}

/// `2017-22-12`: what stands behind the year is no month.
fn is_year_day_month(cell: &str) -> bool {
    behind_year(cell).is_some_and(|(day, month)| (13..=31).contains(&day) && (1..=12).contains(&month))
}
