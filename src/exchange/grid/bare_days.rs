//! Days in columns whose headers say neither "from" nor "to": "Hiệu lực", "Thời gian hiệu lực", "Thời hạn".
//!
//! Under "Hiệu lực" one office writes the first day, another the last. A day soon after that of signing is a first day, one a
//! year or more behind it a last day; where a column has both, or a day lies between, nobody can be sure and the cell is asked
//! about. "Từ 22/12/2022" says it itself, in any such column.

use super::super::cell_forms::day;
use super::super::headers::{self, ColumnDefinition, LAST_DAY};
use super::super::raw_row::RawRow;
use super::super::row_kind::RowKind;
use super::head::Head;
use crate::lifecycle::day::Day;
use crate::message::list::{Wording, asked};
use crate::text::fold;

/// So many rows of a column are looked at.
const LOOKED_AT: usize = 500;
/// So long after its signing, in days, an agreement may enter into force.
const SOON: i64 = 183;
/// The shortest term of which a list gives nothing but its last day, in days.
const A_TERM: i64 = 360;

/// What the bare days of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BareDays {
    /// What the column says.
    #[default]
    AsTheColumn,
    /// Last days, but for those that stand too near to the day of signing, which is in that column.
    Ends(Option<usize>),
    /// First days in force.
    Starts,
    /// Nobody can be sure of any.
    Asked,
}

/// How far a bare day stands from the day of signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayDistance {
    Near,
    Far,
    Unclear,
}

/// What the column is by its bare days, and what they are; the column and `AsTheColumn` where its header tells.
pub(super) fn judge(
    column: &'static ColumnDefinition,
    at: usize,
    head: &Head,
    records: &[RawRow],
) -> (&'static ColumnDefinition, BareDays) {
    if column.name != "term" || head.kind != RowKind::Agreement {
        return (column, BareDays::AsTheColumn);
    }
    let place = |names: &[&str]| {
        let is = |(other, found): (usize, Option<&'static ColumnDefinition>)| {
            found.is_some_and(|found| other != at && names.contains(&found.name)).then_some(other)
        };
        head.columns.iter().copied().enumerate().find_map(is)
    };
    let signed_at = place(&["signed_on"]);
    let of_force =
        head.folded.get(at).is_some_and(|header| header.contains("hieu luc") && !header.contains("thoi han"));
    if !of_force {
        return (column, BareDays::Ends(signed_at));
    }
    let (mut near, mut far, mut unclear, mut others) = (0, 0, 0, 0);
    for record in records.iter().take(LOOKED_AT) {
        let Some(cell) = record.cells.get(at).filter(|cell| !cell.trim().is_empty()) else { continue };
        match day::read(cell).ok().map(|bare| stands(bare, signed(record, signed_at))) {
            Some(DayDistance::Near) => near += 1,
            Some(DayDistance::Far) => far += 1,
            Some(DayDistance::Unclear) => unclear += 1,
            None => others += 1,
        }
    }
    let days = match (near, far, unclear) {
        // Beside a column of last days they can be nothing but first days.
        (_, 0, _) if near + unclear > 0 && place(&[LAST_DAY]).is_some() => BareDays::Starts,
        (1.., 0, 0) => BareDays::Starts,
        (0, 1.., _) | (0, 0, 0) => BareDays::Ends(signed_at),
        _ => BareDays::Asked,
    };
    let days = if days == BareDays::Starts && place(&["in_force_on"]).is_some() { BareDays::Asked } else { days };
    let other = match days {
        BareDays::Starts => "in_force_on",
        BareDays::Ends(_) => LAST_DAY,
        _ => "term",
    };
    let only_days = others == 0 && near + far + unclear > 0;
    let column = headers::any_named(head.kind, other).filter(|_| only_days).unwrap_or(column);
    (column, days)
}

fn signed(record: &RawRow, at: Option<usize>) -> Option<Day> {
    day::read(record.cells.get(at?)?).ok()
}

fn stands(bare: Day, signed: Option<Day>) -> DayDistance {
    match signed.map(|signed| signed.days_until(bare)) {
        Some(0..=SOON) => DayDistance::Near,
        Some(A_TERM..) => DayDistance::Far,
        _ => DayDistance::Unclear,
    }
}

impl BareDays {
    /// The column that a cell speaks of and what it says there, where that is not its own; a question where nobody knows.
    pub(super) fn read(
        self,
        column: &'static ColumnDefinition,
        (text, record): (&str, &RawRow),
    ) -> Result<Option<(&'static ColumnDefinition, String)>, Wording> {
        if self == Self::AsTheColumn {
            return Ok(None);
        }
        let starts = || headers::named(RowKind::Agreement, "in_force_on");
        if let Some(first) = first_day(text) {
            return Ok(starts().map(|column| (column, first.to_string())));
        }
        let Ok(bare) = day::read(text) else { return Ok(None) };
        let ask = || Err(asked::from_or_until(&bare.to_string()));
        match self {
            Self::Asked => ask(),
            Self::Starts if column.name == "term" => Ok(starts().map(|column| (column, bare.to_string()))),
            Self::Ends(Some(at)) => match signed(record, Some(at)).map(|signed| stands(bare, Some(signed))) {
                Some(DayDistance::Near) => ask(),
                Some(DayDistance::Unclear) if bare < signed(record, Some(at)).unwrap_or(bare) => ask(),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }
}

/// The day of "từ ngày 22/12/2022", "kể từ 22/12/2022", "from 22 December 2022", which names no other.
pub(super) fn first_day(text: &str) -> Option<Day> {
    let folded = fold(text);
    let said = folded.strip_prefix("co ").unwrap_or(&folded);
    let said = said.strip_prefix("hieu luc ").unwrap_or(said);
    let starts = ["ke tu ", "tinh tu ", "tu ", "from "];
    let rest = starts.iter().find_map(|start| said.strip_prefix(start))?;
    day::read(rest).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::columns::ListRules;
    use super::super::head;
    use super::*;

    /// What becomes of each cell of the second column, whose days of signing stand in the first.
    fn read(header: &str, rows: &[(&str, &str)]) -> Vec<String> {
        let cells = |row, cells: [&str; 4]| RawRow { row, cells: cells.iter().collect(), seen: Vec::new() };
        let mut records = vec![cells(1, ["Tên văn bản", "Đối tác", "Ngày ký", header])];
        let rows = rows.iter().zip(2..).map(|((signed, cell), row)| cells(row, ["A", "P", signed, cell]));
        records.extend(rows);
        let head = head::find(&records, &ListRules::default().own).expect("a head");
        let rows = &records[1..];
        let column = headers::any_named(RowKind::Agreement, "term").expect("a column");
        let (column, days) = judge(column, 3, &head, rows);
        let said = |record: &RawRow| match days.read(column, (&record.cells[3], record)) {
            Ok(Some((column, text))) => format!("{}={text}", column.name),
            Ok(None) => format!("{}={}", column.name, &record.cells[3]),
            Err(_) => "asked".to_owned(),
        };
        rows.iter().map(said).collect()
    }

    #[test]
    fn what_a_bare_day_is_follows_from_the_day_of_signing() {
        let signed = "20/12/2022";
        for (header, cells, expected) in [
            ("Hiệu lực", &["22/12/2022", "20/12/2022"][..], &["in_force_on=22/12/2022", "in_force_on=20/12/2022"][..]),
            ("Thời gian hiệu lực", &["22/12/2022"], &["in_force_on=22/12/2022"]),
            ("Hiệu lực", &["20/12/2027"], &["last_day=20/12/2027"]),
            ("Hiệu lực", &["22/12/2022", "20/12/2027"], &["asked", "asked"]),
            ("Hiệu lực", &["22/12/2022", "5 năm"], &["in_force_on=2022-12-22", "term=5 năm"]),
            ("Hiệu lực", &["20/12/2027", "5 năm"], &["term=20/12/2027", "term=5 năm"]),
            // Eight months may be either.
            ("Hiệu lực", &["20/08/2023"], &["asked"]),
            ("Hiệu lực", &["từ 22/12/2022", "đến 20/12/2027"], &["in_force_on=2022-12-22", "term=đến 20/12/2027"]),
            ("Thời hạn", &["20/12/2027", "20/08/2023"], &["term=20/12/2027", "term=20/08/2023"]),
            ("Thời hạn", &["22/12/2022", "20/12/2027"], &["asked", "term=20/12/2027"]),
            ("Thời hạn", &["01/12/2022"], &["asked"]),
            ("Thời hạn", &["từ ngày 22/12/2022"], &["in_force_on=2022-12-22"]),
        ] {
            let rows: Vec<(&str, &str)> = cells.iter().map(|cell| (signed, *cell)).collect();
            assert_eq!(read(header, &rows), expected, "{header}: {cells:?}");
        }
        // Without a day of signing nobody knows under "Hiệu lực"; "Thời hạn" names an end.
        assert_eq!(read("Hiệu lực", &[("", "22/12/2022")]), ["asked"]);
        assert_eq!(read("Thời hạn", &[("", "22/12/2022")]), ["term=22/12/2022"]);
    }
}
