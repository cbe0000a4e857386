//! Rows of agreements: the facts their cells say, what clauses and notes add, and what is made for a new one.

use std::collections::BTreeSet;

use super::{Draft, Ended, FactChange, RowReader};
use crate::exchange::cell_forms::{day, words};
use crate::exchange::flaw::ReadingRemark;
use crate::exchange::grid::section::year_alone;
use crate::exchange::headers;
use crate::exchange::row_mark::ROW_MARK;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::message::list::{self, asked, cell, row};
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
const OF_CANCELLING: [&str; 12] = [
    "huy",
    "da huy",
    "khong ky",
    "bo qua",
    "trung so",
    "trung voi",
    "du thao",
    "draft",
    "cancelled",
    "canceled",
    "cancellation",
    "not signed",
];

/// Words of notes that say the contrary of what the row's days and terms say, with a year or without, folded.
const OF_CONTRARIES: [&str; 17] = [
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
/// Words of notes that say that it renews by itself, folded.
const OF_RENEWAL: [&str; 4] = ["tu dong gia han", "mac nhien gia han", "automatically renew", "auto-renew"];

impl RowReader<'_> {
    pub(super) fn agreement(&mut self) -> Draft {
        let mut reference = None;
        let mut changes = Vec::new();
        let (term, count) = self.term();
        for field in Field::ALL {
            let change = match field {
                Field::Term => term.clone(),
                Field::Count if count.is_some() => count.map(|count| FactChange::Set(count.to_owned())),
                field => self.change(field.name()),
            };
            if let (Field::Reference, Some(FactChange::Set(text))) = (field, &change) {
                reference = Some(text.clone());
            }
            if let Some(change) = change.and_then(|change| self.checked(*field, change)) {
                changes.push((*field, change));
            }
        }
        self.add_beside(&mut changes);
        self.hold_year_of_signing(&changes);
        self.add_notes(&mut changes);
        self.look_at_note();
        let made = self.made(&changes);
        let titled =
            changes.iter().any(|(field, change)| *field == Field::Title && matches!(change, FactChange::Set(_)))
                || made.iter().any(|(field, _)| *field == Field::Title);
        let unread = |name: &str| self.row.unread.contains(name);
        if reference.is_none() && !titled && self.wrong.is_empty() && !unread("reference") && !unread("title") {
            self.wrong.push(self.row.place.worded(&row::names_no_agreement()));
        }
        let (status, mark) = (self.row.text(headers::STATUS).map(str::to_owned), self.row.mark());
        let (place, ended) = (self.row.place.clone(), self.ended());
        let counts_from = self.counts_from;
        let shown_last = self.row.text(headers::SHOWN_LAST_DAY).and_then(|text| day::read(text).ok());
        Draft { place, reference, changes, made, mark, shown_last, status, counts_from, ended, unread: BTreeSet::new() }
    }

    /// Says of a note that tells of a change, with its year, that it moves no day. Rows of our own workbook were told of.
    fn look_at_note(&mut self) {
        if self.row.cells.contains_key(ROW_MARK) {
            return;
        }
        // Of what is restricted no remark says more than where it stands.
        let restricted = self.row.text("restricted").map(|text| words::read(&words::YES_NO, text));
        if restricted == Some(Ok("yes")) {
            return;
        }
        let said = |name: &str| self.row.cells.get(name).zip(self.row.text(name));
        let moves = |folded: &str| OF_CHANGES.iter().any(|word| folded.contains(word));
        let tells = |folded: &str| moves(folded) || OF_DAYS.iter().any(|word| folded.contains(word));
        let dated = |folded: &str| {
            let years = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
            years.into_iter().any(|part| part.starts_with("19") || part.starts_with("20"))
        };
        // Whole words: "huyện" is no "hủy".
        let cancels = |folded: &str| {
            let said = folded.split([')', ']', '.']).next().unwrap_or_default();
            OF_CANCELLING.iter().any(|word| words::begins_with(said, word))
        };
        let says_how = |name: &str| self.row.text(name).is_some();
        // Without a year these say the contrary of what the columns say, or what no column says.
        let undated = |folded: &str| {
            OF_CONTRARIES.iter().any(|word| folded.contains(word))
                || (!says_how("renewal") && OF_RENEWAL.iter().any(|word| folded.contains(word)))
        };
        let says = |folded: &str| tells(folded) && dated(folded) || undated(folded);
        let note = said("note").filter(|(_, text)| says(&fold(text)));
        let note = note.map(|(cell, text)| (cell, cell::note_tells_of_a_change(text)));
        // "Bản ghi nhớ B (gia hạn đến 22/12/2027)", "(đã hết hiệu lực)".
        let bracketed = |text: &str| {
            let beside =
                text.split_once(['(', '[']).or_else(|| text.rsplit_once(" - ")).or_else(|| text.rsplit_once(" – "));
            beside.map(|(_, beside)| fold(beside)).is_some_and(|beside| tells(&beside) || cancels(&beside))
        };
        let title = said("title").filter(|(_, text)| bracketed(text));
        let title = title.map(|(cell, text)| (cell, cell::title_tells_of_a_change(text)));
        // "Hết hiệu lực (22/12/2022)" is held against the days elsewhere.
        let status = said(headers::STATUS).filter(|(_, text)| moves(&fold(text)) && dated(&fold(text)));
        let status = status.map(|(cell, text)| (cell, cell::status_tells_of_a_change(text)));
        for (cell, wording) in note.into_iter().chain(title).chain(status) {
            let (sheet, column) = (self.row.place.sheet.clone(), Some(Box::from(&*cell.column)));
            self.remarks.push(ReadingRemark { sheet, row: Some(cell.line), column, wording });
        }
    }

    /// What is made for a new agreement of what the row says: its kind by the first words of its title; a title by kind,
    /// parties and year where the list has no titles.
    fn made(&self, changes: &[(Field, FactChange<String>)]) -> Vec<(Field, String)> {
        let set = |wanted: Field| {
            changes.iter().find_map(|(field, change)| match change {
                FactChange::Set(text) if *field == wanted => Some(text.as_str()),
                _ => None,
            })
        };
        let mut made = Vec::new();
        if let Some(title) = set(Field::Title) {
            let kind = if set(Field::Kind).is_none() { words::kind_in_title(title) } else { None };
            made.extend(kind.map(|kind| (Field::Kind, kind.to_owned())));
        } else if let Some(partner) = set(Field::Partner)
            && !self.row.unread.contains("title")
        {
            let day = set(Field::SignedOn).or_else(|| set(Field::InForceOn));
            let year = day.and_then(|day| day.get(..4)?.parse().ok());
            if year.is_some() || set(Field::Term).is_some() {
                made.push((Field::Title, list::made_title(set(Field::Kind), set(Field::Ours), partner, year)));
            }
        }
        made
    }

    /// Holds the year of signing against the day, where the row has both.
    fn hold_year_of_signing(&mut self, changes: &[(Field, FactChange<String>)]) {
        let Some(year) = self.row.text(headers::SIGNED_YEAR).and_then(year_alone) else { return };
        let signed = changes.iter().find_map(|(field, change)| match change {
            FactChange::Set(text) if *field == Field::SignedOn => Some(text),
            _ => None,
        });
        if let Some(day) = signed.filter(|day| day.get(..4).and_then(|year| year.parse().ok()) != Some(year)) {
            self.wrong.push(self.row.worded("signed_on", &asked::year_of_signing_differs(year, day)));
        }
    }

    /// Adds what clauses say of other facts, where the row does not say otherwise.
    fn add_beside(&mut self, changes: &mut Vec<(Field, FactChange<String>)>) {
        for (column, fact, text) in std::mem::take(&mut self.beside) {
            let Some(field) = Field::named(fact) else { continue };
            match changes.iter().find(|(known, _)| *known == field) {
                None => changes.push((field, FactChange::Set(text))),
                Some((_, FactChange::Set(said))) if *said == text => {}
                Some((_, FactChange::Set(said))) => {
                    let wording = list::clause_and_column_differ(fact, &text, said);
                    self.wrong.push(self.row.worded(column, &wording));
                }
                Some((_, FactChange::Clear)) => {}
            }
        }
        changes.sort_by_key(|(field, _)| Field::ALL.iter().position(|known| known == field));
    }

    /// Adds to the note what columns that are no facts say.
    fn add_notes(&mut self, changes: &mut Vec<(Field, FactChange<String>)>) {
        if self.row.notes.is_empty() {
            return;
        }
        let lines = self.row.notes.join("\n");
        let note = changes.iter_mut().find(|(field, _)| *field == Field::Note);
        match note {
            Some((_, FactChange::Set(text))) => *text = format!("{text}\n{lines}"),
            Some((_, change)) => *change = FactChange::Set(lines),
            None => changes.push((Field::Note, FactChange::Set(lines))),
        }
    }

    /// A day on which it ended; in a column that may as well hold a last day to come.
    fn ended_day(&mut self, name: &'static str) -> Option<Day> {
        let text = self.value(name)?;
        text.strip_prefix("until ").unwrap_or(&text).parse().ok()
    }

    fn ended(&mut self) -> Option<Ended> {
        let how = self.value("ended_how");
        let in_its_place = [headers::LAST_OR_ENDED, headers::TERMINATED_ON].into_iter().find(|name| self.says(name));
        let ended_on = in_its_place.filter(|_| how.is_some() && !self.says("ended_on")).unwrap_or("ended_on");
        let on = self.ended_day(ended_on);
        if let Some(on) = self.terminated_on.take() {
            let column = self.row.cells.get(headers::TERMINATED_ON).map(|cell| Box::from(&*cell.column));
            let wording = asked::taken_for_terminated(&on.to_string());
            let (sheet, row) = (self.row.place.sheet.clone(), Some(self.row.place.line));
            self.remarks.push(ReadingRemark { sheet, row, column, wording });
            return Some(Ended { on, body: ActBody::Terminate { ends_on: on } });
        }
        match (on, how.as_deref()) {
            (Some(on), Some(how)) => {
                let body = match how {
                    "terminated" => ActBody::Terminate { ends_on: on },
                    "superseded" => ActBody::Supersede { ends_on: on, with: None },
                    "closed" => ActBody::Close,
                    _ => ActBody::Expire { ends_on: on },
                };
                Some(Ended { on, body })
            }
            (Some(_), None) if !self.says("ended_how") && !self.row.unread.contains("ended_how") => {
                self.wrong.push(self.row.worded("ended_on", &row::ended_without_how()));
                None
            }
            (None, Some(_)) if !self.says(ended_on) && !self.row.unread.contains("ended_on") => {
                self.wrong.push(self.row.worded("ended_how", &row::ended_without_when()));
                None
            }
            _ => None,
        }
    }
}
