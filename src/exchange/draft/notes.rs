//! Notes and titles that tell what moves a day: an extension, an end, another day or another length than the row's.
//!
//! A note moves nothing; what it tells is said, so that somebody records it.

mod telling;

use super::{FactChange, RowReader};
use crate::exchange::cell_forms::{Reading, day, span, term, words};
use crate::exchange::flaw::ReadingRemark;
use crate::exchange::headers;
use crate::exchange::row_mark::ROW_MARK;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::list::{Wording, cell};
use crate::text::fold;

/// Words of notes that tell of another end, folded.
const OF_CHANGES: [&str; 15] = [
    "sua doi",
    "sua thanh",
    "dieu chinh",
    "dinh chinh",
    "tam dung",
    "dinh chi",
    "gia han",
    "cham dut",
    "thay the",
    "thanh ly",
    "huy bo",
    "extended",
    "renewed",
    "terminated",
    "superseded",
];

/// Words that stand before a day of entry into force or an end, folded. A state with such a day is held against the row's own
/// days instead.
const OF_DAYS: [&str; 3] = ["co hieu luc tu", "hieu luc ke tu", "het hieu luc"];

/// How words beside a title begin that say that it is none, folded.
const OF_CANCELLING: [&str; 14] = [
    "huy",
    "da huy",
    "khong ky",
    "bo qua",
    "trung so",
    "trung voi",
    "du thao",
    "du kien",
    "expired",
    "draft",
    "cancelled",
    "canceled",
    "cancellation",
    "not signed",
];

/// Words of notes that say the contrary of what the row's days and terms say, with a year or without, folded.
const OF_CONTRARIES: [&str; 25] = [
    "da gia han",
    "tam dung",
    "khong gia han",
    "gia han tu dong",
    "chua trao doi",
    "chua trao cong ham",
    "de nghi cham dut",
    "dam phan ky lai",
    "khong con hieu luc",
    "da het hieu luc",
    "da cham dut",
    "da thanh ly",
    "da tam dung",
    "dang tam dung",
    "chua co hieu luc",
    "chua ky",
    "cho ky",
    "ngay ky dung",
    "thoi han sua",
    "thoi han dieu chinh",
    "no longer in force",
    "no longer valid",
    "not yet in force",
    "not yet signed",
    "suspended",
];
/// Notes that say so as a whole, folded.
const WHOLE: [&str; 8] = ["huy", "da huy", "het han", "da het han", "qua han", "da xong", "het hieu luc", "khong ky"];
/// Words beside which another day or another length than the row's is told, folded.
const OF_DAYS_AND_LENGTHS: [&str; 12] = [
    "thuc te",
    "het han",
    "gh den",
    "ky lai",
    "hieu luc",
    "thoi han",
    "ky ngay",
    "ngay ky",
    "cong ham",
    "keo dai",
    "ban tieng",
    "gia han",
];
/// Words of notes that say that it renews by itself, folded.
const OF_RENEWAL: [&str; 5] =
    ["tu gia han", "tu dong gia han", "mac nhien gia han", "automatically renew", "auto-renew"];

/// Whether folded words tell of an extension, an end or another text.
fn moves(folded: &str) -> bool {
    OF_CHANGES.iter().any(|word| folded.contains(word))
}

fn tells(folded: &str) -> bool {
    moves(folded) || OF_DAYS.iter().any(|word| folded.contains(word))
}

/// Whether a year stands in it.
fn dated(folded: &str) -> bool {
    let mut years = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    years.any(|part| part.starts_with("19") || part.starts_with("20"))
}

/// Whether the words say the contrary of what the columns say, without a year.
fn says_the_contrary(folded: &str) -> bool {
    OF_CONTRARIES.iter().any(|word| folded.contains(word))
        || WHOLE.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// What to say of a note that was written into a row of our own workbook, where it tells of a change with its year.
pub(crate) fn tells_of_a_change(note: &str) -> Option<Wording> {
    let folded = fold(note);
    (tells(&folded) && dated(&folded) || says_the_contrary(&folded) || telling::of_something_done(note))
        .then(|| cell::note_tells_of_a_change(note))
}

impl RowReader<'_> {
    /// Says of a note that tells of a change, with its year, that it moves no day. In rows of our own workbook whoever knows
    /// what was exported says it.
    pub(super) fn look_at_note(&mut self, changes: &[(Field, FactChange<String>)]) {
        if self.row.cells.contains_key(ROW_MARK) {
            return;
        }
        // Of what is restricted no remark says more than where it stands.
        let restricted = self.row.text("restricted").map(|text| words::read(&words::YES_NO, text));
        if restricted == Some(Ok("yes")) {
            return;
        }
        let said = |name: &str| self.row.cells.get(name).zip(self.row.text(name));
        // Whole words: "huyện" is no "hủy".
        let cancels = |folded: &str| {
            let said = folded.split([')', ']', '.']).next().unwrap_or_default();
            OF_CANCELLING.iter().any(|word| words::begins_with(said, word))
        };
        let says_how = |name: &str| self.row.text(name).is_some();
        // Without a year these say the contrary of what the columns say, or what no column says.
        let undated = |folded: &str| {
            says_the_contrary(folded) || (!says_how("renewal") && OF_RENEWAL.iter().any(|word| folded.contains(word)))
        };
        let last_day = last_day(changes);
        let last_year = last_day.map(Day::year);
        let another_end = |text: &str| telling::end_years(text).iter().any(|year| Some(*year) != last_year);
        let says = |text: &str| {
            let folded = fold(text);
            tells(&folded) && dated(&folded)
                || undated(&folded)
                || self.tells_another("note", &folded, last_day)
                || telling::of_something_done(text)
                || text.split(['.', ';', '\n']).any(another_end)
        };
        let note = said("note").filter(|(_, text)| says(text));
        let note = note.map(|(cell, text)| (cell, cell::note_tells_of_a_change(text)));
        // What other columns bring to the note.
        let beside = self.row.notes.iter().find(|line| says(line));
        let beside = beside.map(|line| cell::note_tells_of_a_change(line));
        // "Bản ghi nhớ B (gia hạn đến 22/12/2027)", "(đã hết hiệu lực)".
        let bracketed = |text: &str| {
            let beside =
                text.split_once(['(', '[']).or_else(|| text.rsplit_once(" - ")).or_else(|| text.rsplit_once(" – "));
            beside
                .map(|(_, beside)| fold(beside))
                .is_some_and(|beside| tells(&beside) || cancels(&beside) || says_the_contrary(&beside))
        };
        let of_effect = |text: &str| {
            let folded = fold(text);
            ["hieu luc", "thoi han"].iter().any(|word| folded.contains(word))
                && self.tells_another("title", &folded, last_day)
        };
        // "Đến năm 2030, tầm nhìn 2045" is what a programme is about.
        let of_end = |text: &str| {
            let folded = fold(text);
            another_end(text) && ["hieu luc", "het han", "valid", "expire"].iter().any(|word| folded.contains(word))
        };
        let beside_it = |text: &str| {
            let of_part =
                |part: &str| telling::beside_a_name(part) || another_end(part) || self.is_another_term(part, changes);
            telling::parts(text).into_iter().any(of_part) || says_the_contrary(&fold(text)) || of_end(text)
        };
        let title = said("title").filter(|(_, text)| bracketed(text) || of_effect(text) || beside_it(text));
        let title = title.map(|(cell, text)| (cell, cell::title_tells_of_a_change(text)));
        // "Hết hiệu lực (22/12/2022)" is held against the days elsewhere.
        let status = said(headers::STATUS).filter(|(_, text)| moves(&fold(text)) && dated(&fold(text)));
        let status = status.map(|(cell, text)| (cell, cell::status_tells_of_a_change(text)));
        if let Some(wording) = beside {
            let (sheet, row) = (self.row.place.sheet.clone(), Some(self.row.place.line));
            self.remarks.push(ReadingRemark { sheet, row, column: None, wording });
        }
        // "Tỉnh Sekong (hết hiệu lực)" is the name of no party.
        let names = ["partner", "ours", "kind", "country"].into_iter().filter_map(said);
        let names = names.filter(|(_, text)| {
            text.contains(['(', '[']) && telling::parts(text).into_iter().any(telling::beside_a_name)
        });
        let names: Vec<_> = names.map(|(cell, text)| (cell, cell::name_tells_of_a_change(text))).collect();
        for (cell, wording) in names.into_iter().chain(note).chain(title).chain(status) {
            let (sheet, column) = (self.row.place.sheet.clone(), Some(Box::from(&*cell.column)));
            self.remarks.push(ReadingRemark { sheet, row: Some(cell.line), column, wording });
        }
    }

    /// Whether a few words of the title are a term, or a day, that is not the row's own.
    fn is_another_term(&self, part: &str, changes: &[(Field, FactChange<String>)]) -> bool {
        if let Ok(day) = day::read(part) {
            let said = ["signed_on", "in_force_on", "term", headers::LAST_DAY, headers::LAST_OR_ENDED];
            return !said.iter().filter_map(|name| self.row.text(name)).flat_map(day::in_figures).any(|own| own == day);
        }
        let own = changes.iter().find_map(|(field, change)| match change {
            FactChange::Set(text) if *field == Field::Term => Some(text.as_str()),
            _ => None,
        });
        match term::read(part) {
            Ok(Reading::Value(term)) if term.starts_with("until ") => {
                last_day(changes).is_none_or(|day| term != format!("until {day}"))
            }
            Ok(Reading::Value(term)) if term != "unknown" => own.is_some_and(|own| own != term),
            _ => false,
        }
    }

    /// Whether a cell of that column names a day or a length that no other cell of the row has, beside words that a day hangs on.
    fn tells_another(&self, own: &str, folded: &str, last_day: Option<Day>) -> bool {
        if !OF_DAYS_AND_LENGTHS.iter().any(|word| folded.contains(word)) {
            return false;
        }
        let said: Vec<&str> = self
            .row
            .cells
            .iter()
            .filter_map(|(name, _)| (name != own && name != "note").then(|| self.row.text(name))?)
            .collect();
        let mut days: Vec<Day> = said.iter().flat_map(|text| day::in_figures(text)).collect();
        days.extend(last_day);
        let lengths: Vec<Span> = said.iter().flat_map(|text| lengths_in(&fold(text))).collect();
        let another_day = day::in_figures(folded).iter().any(|day| !days.contains(day));
        let another_length = lengths_in(folded).iter().any(|length| !lengths.contains(length));
        another_day || (another_length && ["hieu luc", "thoi han"].iter().any(|word| folded.contains(word)))
    }
}

/// The last day in force, by the row's own facts.
fn last_day(changes: &[(Field, FactChange<String>)]) -> Option<Day> {
    let said = |wanted: Field| {
        changes.iter().find_map(|(field, change)| match change {
            FactChange::Set(text) if *field == wanted => Some(text.as_str()),
            _ => None,
        })
    };
    let term = said(Field::Term)?;
    if let Some(day) = term.strip_prefix("until ") {
        return day.rsplit("..").next()?.parse().ok();
    }
    let start: Day = said(Field::InForceOn).or_else(|| said(Field::SignedOn))?.parse().ok()?;
    start.plus(term.parse().ok()?).ok()
}

/// The lengths written with figures in a folded text: "10 nam", "30 ngay".
fn lengths_in(folded: &str) -> Vec<Span> {
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let pair = |pair: &[&str]| match pair {
        [number, unit] if (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) => {
            span::read(&format!("{number} {unit}")).ok()
        }
        _ => None,
    };
    words.windows(2).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_lengths_within_words() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        for (text, days) in [
            ("ngay hieu luc: 01/01/2023", vec![day("2023-01-01")]),
            ("ky ngay 4-11-2022, trao cong ham 10.12.2022.", vec![day("2022-11-04"), day("2022-12-10")]),
            ("so 01652/qd-ubnd", vec![]),
            ("giai doan 2022-2027", vec![]),
        ] {
            assert_eq!(day::in_figures(text), days, "{text}");
        }
        for (text, lengths) in [
            ("hieu luc 10 nam", vec![Span::years(10)]),
            ("co hieu luc sau 30 ngay", vec![Span::days(30)]),
            ("nam 2022 nam", vec![]),
            ("thoi han nam nam", vec![]),
        ] {
            assert_eq!(lengths_in(text), lengths, "{text}");
        }
    }
}
