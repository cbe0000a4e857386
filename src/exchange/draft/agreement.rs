//! Rows of agreements: the facts their cells say, what clauses and notes add, and what is made for a new one.

use std::collections::BTreeSet;

use super::{Draft, Ended, FactChange, RowReader};
use crate::exchange::acts::LABEL_DOT;
use crate::exchange::cell_forms::{day, words};
use crate::exchange::flaw::ReadingRemark;
use crate::exchange::grid::section::year_alone;
use crate::exchange::headers;
use crate::exchange::row_mark::NameCells;
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::list::{self, asked, row, time};
use crate::text::fold;

/// So many months a term usually has at most.
const LONGEST_USUAL: u32 = 360;

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
            // The workbook offers agreements as "reference · name".
            let change = change.map(|change| match (field, change) {
                (Field::Under, FactChange::Set(text)) => FactChange::Set(
                    text.split_once(LABEL_DOT).map_or(text.as_str(), |(code, _)| code.trim()).to_owned(),
                ),
                (_, change) => change,
            });
            if let Some(change) = change.and_then(|change| self.checked(*field, change)) {
                changes.push((*field, change));
            }
        }
        self.add_beside(&mut changes);
        self.hold_year_of_signing(&changes);
        self.ask_about_day_in_number(&changes);
        self.add_notes(&mut changes);
        self.look_at_note(&changes);
        self.look_at_long_term(&changes);
        self.ask_about_laws(&changes);
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
        let shown = |name| self.row.text(name).and_then(|text| day::read(text).ok());
        let (shown_last, shown_next) = (shown(headers::SHOWN_LAST_DAY), shown(headers::SHOWN_NEXT_DAY));
        let names = mark.as_ref().and_then(|mark| mark.names.as_ref());
        let is_as_exported = |field: &Field| {
            names.zip(self.row.text(field.name())).is_some_and(|(names, text)| names.holds(*field, text))
        };
        let as_exported = NameCells::FIELDS.into_iter().filter(is_as_exported).collect();
        Draft {
            place,
            reference,
            changes,
            made,
            mark,
            as_exported,
            shown_last,
            shown_next,
            status,
            counts_from,
            ended,
            end_beside: self.end_differs.take(),
            unread: BTreeSet::new(),
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

    /// Says of a term of more than thirty years that it may have been meant in months: 60 under "Thời hạn (năm)".
    fn look_at_long_term(&mut self, changes: &[(Field, FactChange<String>)]) {
        let span = changes.iter().find_map(|(field, change)| match change {
            FactChange::Set(text) if *field == Field::Term => text.parse::<Span>().ok(),
            _ => None,
        });
        let Some(span) = span.filter(|span| span.months > LONGEST_USUAL) else { return };
        let Some(cell) = self.row.cells.get("term").filter(|_| self.row.mark().is_none()) else { return };
        let (sheet, column) = (self.row.place.sheet.clone(), Some(Box::from(&*cell.column)));
        let wording = time::unusually_long(span.months / 12);
        self.remarks.push(ReadingRemark { sheet, row: Some(cell.line), column, wording });
    }

    /// Asks about laws and decrees, which stand in a sheet beside many lists.
    fn ask_about_laws(&mut self, changes: &[(Field, FactChange<String>)]) {
        let said = |wanted: Field| changes.iter().any(|(field, _)| *field == wanted);
        let folded = self.row.text("title").map(fold).unwrap_or_default();
        let is_law = ["luat ", "bo luat ", "phap lenh ", "nghi dinh ", "thong tu ", "chi thi "]
            .iter()
            .any(|word| folded.starts_with(word) && !folded.starts_with("nghi dinh thu"));
        if is_law && !said(Field::Partner) && !said(Field::Kind) && self.row.mark().is_none() {
            self.wrong.push(self.row.worded("title", &asked::is_a_legal_text()));
        }
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

    /// Asks about a day beside the number of a row that has no day of signing: "12/TT-UBND, 05/03/2023".
    fn ask_about_day_in_number(&mut self, changes: &[(Field, FactChange<String>)]) {
        let signed =
            changes.iter().any(|(field, _)| *field == Field::SignedOn) || self.row.unread.contains("signed_on");
        let Some(text) = self.row.text("number").filter(|text| !signed && !day::in_figures(text).is_empty()) else {
            return;
        };
        let wording = asked::day_beside_number(text);
        self.wrong.push(self.row.worded("number", &wording));
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
