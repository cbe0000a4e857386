//! A day in three columns: "Ngày ký" over "Ngày", "Tháng", "Năm", or three headers that say so beside each other.
//!
//! The three cells become one, in the column of the first. What is not whole stays as it was written, with its parts between
//! slashes, so that the reader of days asks about it.

use super::super::cell_forms::FactForm;
use super::super::headers;
use super::super::raw_row::RawRow;
use super::super::row_kind::RowKind;
use crate::text::fold;

/// The columns of day, month and year, in that order; the day is read from the first of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SplitDay {
    first: usize,
    day: usize,
    month: usize,
    year: usize,
}

const PARTS: [&[&str]; 3] =
    [&["ngay", "day", "d", "dd"], &["thang", "month", "m", "mm"], &["nam", "year", "y", "yyyy"]];

/// Which part of a day a header names.
fn part(header: &str) -> Option<usize> {
    let folded = fold(header);
    PARTS.iter().position(|words| words.contains(&folded.trim_matches(['.', '(', ')', ' '])))
}

/// Whether a header names a part of a day and not whose: "Tháng", "Ngày/tháng". The year alone makes no day.
pub(super) fn is_part_of_no_day(header: &str) -> bool {
    let folded = fold(header).replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let of = |word: &&str| PARTS.iter().position(|words| words[..2].contains(word));
    let parts: Option<Vec<usize>> = words.iter().map(of).collect();
    parts.is_some_and(|parts| parts.iter().any(|part| *part < 2))
}

fn whole(first: usize, parts: [Option<usize>; 3]) -> Option<SplitDay> {
    let at = |wanted: usize| parts.iter().position(|part| *part == Some(wanted)).map(|nth| first + nth);
    Some(SplitDay { first, day: at(0)?, month: at(1)?, year: at(2)? })
}

fn is_day(kind: RowKind, header: &str) -> bool {
    headers::find(kind, header).is_some_and(|column| matches!(column.form, FactForm::Day | FactForm::Term))
}

/// The days whose parts a row names below their headers.
pub(super) fn below(headers: &[String], below: &RawRow, kind: RowKind) -> Vec<SplitDay> {
    let name = |at: usize| headers.get(at).map_or("", |header| header.trim());
    let cell = |at: usize| below.cells.get(at).and_then(part);
    (0..below.cells.len().saturating_sub(2))
        .filter(|at| is_day(kind, name(*at)) && name(at + 1).is_empty() && name(at + 2).is_empty())
        .filter_map(|at| whole(at, [cell(at), cell(at + 1), cell(at + 2)]))
        .collect()
}

/// The days whose parts three headers beside each other name: "Ngày ký", "Tháng ký", "Năm ký".
pub(super) fn beside(headers: &[String], kind: RowKind) -> Vec<SplitDay> {
    let split = |header: &String| {
        let folded = fold(header);
        let (first, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
        Some((PARTS.iter().position(|words| words[0] == first)?, rest.to_owned()))
    };
    (0..headers.len().saturating_sub(2))
        .filter_map(|at| {
            let three: Vec<(usize, String)> = headers[at..at + 3].iter().filter_map(split).collect();
            let [(one, rest), (two, second), (three, third)] = three.as_slice() else { return None };
            // Three bare words are a day of which nobody says what happened on it: it is asked about as one.
            let same = rest == second && rest == third && (rest.is_empty() || is_day(kind, &format!("ngay {rest}")));
            same.then(|| whole(at, [Some(*one), Some(*two), Some(*three)])).flatten()
        })
        .collect()
}

impl SplitDay {
    /// Takes the names of the parts away: the day stands in the first column.
    pub(super) fn name(self, headers: &mut [String], whole: &str) {
        for at in self.first..(self.first + 3).min(headers.len()) {
            headers[at] = if at == self.first { whole.to_owned() } else { String::new() };
        }
    }

    /// What the whole is called: by the group above its parts, else as the part that names the day.
    pub(super) fn header(self, headers: &[String]) -> String {
        let name = |at: usize| headers.get(at).filter(|header| !header.trim().is_empty());
        name(self.day).or_else(|| name(self.first)).cloned().unwrap_or_default()
    }

    /// Puts the three cells of a record into the first.
    pub(super) fn join(self, record: &mut RawRow) {
        let cell = |at: usize| {
            let text = record.cells.get(at).map_or("", |cell| cell.trim());
            // Some programs write the whole numbers of a sheet as 5.0.
            text.strip_suffix(".0").unwrap_or(text).to_owned()
        };
        let parts = [cell(self.day), cell(self.month), cell(self.year)];
        let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let text = said.join("/");
        if record.cells.len() <= self.first {
            return;
        }
        record.cells.change(|at, _| match at.checked_sub(self.first) {
            Some(0) => Some(text.clone()),
            Some(1 | 2) => Some(String::new()),
            _ => None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_day_of_which_nobody_says_whose() {
        for header in ["Ngày", "Tháng", "NGÀY/THÁNG", "Ngày, tháng", "Ngày, tháng, năm", "Month", "day/month"]
        {
            assert!(is_part_of_no_day(header), "{header}");
        }
        for header in ["Năm", "Year", "Ngày gửi", "", "Tháng họp", "D", "M"] {
            assert!(!is_part_of_no_day(header), "{header}");
        }
    }

    #[test]
    fn parts_of_a_day_below_and_beside() {
        let row = |text: &str| -> Vec<String> { text.split('|').map(str::to_owned).collect() };
        let record = |text: &str| RawRow { row: 2, cells: row(text).iter().collect(), seen: Vec::new() };
        let head = row("STT|Tên văn bản|Ngày ký|||Thời hạn");
        let found = below(&head, &record("||Ngày|Tháng|Năm|"), RowKind::Agreement);
        assert_eq!(found, [SplitDay { first: 2, day: 2, month: 3, year: 4 }]);
        let found = below(&head, &record("||Năm|Tháng|Ngày|"), RowKind::Agreement);
        let mut cells = record("1|A|2017.0|12|22|5 năm");
        found[0].join(&mut cells);
        assert_eq!(cells.cells.to_vec(), row("1|A|22/12/2017|||5 năm"));
        let mut cells = record("1|A|2017|12||5 năm");
        found[0].join(&mut cells);
        assert_eq!(cells.cells.to_vec(), row("1|A|12/2017|||5 năm"), "the reader of days asks");
        assert_eq!(beside(&row("Tên|Ngày ký|Tháng ký|Năm ký"), RowKind::Agreement).len(), 1);
        assert!(beside(&row("Tên|Ngày ký|Tháng họp|Năm ký"), RowKind::Agreement).is_empty());
        assert!(below(&head, &record("||Ngày|Nơi|Người|"), RowKind::Agreement).is_empty());
    }
}
