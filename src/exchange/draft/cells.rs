//! A cell of a row read by the rules of its column: what it asks for, and what it says beside that.

use std::borrow::Cow;

use super::days_beside::stands_alone;
use super::pairs::together;
use super::plain_cells::Origin;
use super::{FactChange, RowReader};
use crate::exchange::cell_forms::clause::ClauseFacts;
use crate::exchange::cell_forms::term::{COUNTS_FROM_SIGNING, CountsFrom};
use crate::exchange::cell_forms::{self, FactForm, Reading, Unread};
use crate::exchange::flaw::{ReadingRemark, UnknownFact};
use crate::exchange::headers;
use crate::exchange::row_kind::RowKind;
use crate::exchange::row_mark::ROW_MARK;
use crate::exchange::rows::CellValue;
use crate::lifecycle::agreement::{Facts, Field};
use crate::message::list::cell;
use crate::message::{Say, Voice};

impl RowReader<'_> {
    /// The change in the field's own canonical text, if the field takes it.
    pub(super) fn checked(&mut self, field: Field, change: FactChange<String>) -> Option<FactChange<String>> {
        if let FactChange::Set(text) = &change
            && let Some(canonical) = self.plain.checked(field, text)
        {
            return Some(FactChange::Set(canonical.to_owned()));
        }
        let mut facts = Facts::default();
        let set = match &change {
            FactChange::Set(text) => facts.set(field, Some(text)),
            FactChange::Clear => facts.set(field, None),
        };
        match (set, change) {
            (Ok(()), FactChange::Clear) => Some(FactChange::Clear),
            (Ok(()), FactChange::Set(text)) => {
                let canonical = facts.get(field).unwrap_or_else(|| text.clone());
                self.plain.learn_checked(field, &text, &canonical);
                Some(FactChange::Set(canonical))
            }
            (Err(error), _) => {
                let form =
                    headers::named(RowKind::Agreement, field.name()).map_or(FactForm::Line, |column| column.form);
                let wording = cell::not_taken(|language| error.what.say(Voice::terminal(language)), form.hint());
                self.wrong.push(self.row.worded(field.name(), &wording));
                None
            }
        }
    }

    /// What the cell of that column asks for, if anything.
    pub(super) fn change(&mut self, name: &'static str) -> Option<FactChange<String>> {
        // Most columns stand in no list; asked first, that costs next to nothing.
        let (cell, form) = (self.row.cells.get(name)?, headers::any_named(self.row.kind, name)?.form);
        let text = match &cell.said {
            CellValue::Nothing => return None,
            CellValue::Clear => return Some(FactChange::Clear),
            CellValue::Text(text) => Cow::Borrowed(text.as_str()),
            CellValue::Pairs(pairs) => match together(pairs) {
                Ok(text) => Cow::Owned(text),
                Err(unread) => {
                    self.refuse(name, &unread);
                    return None;
                }
            },
        };
        let origin = if self.row.cells.contains_key(ROW_MARK) { Origin::OwnWorkbook } else { Origin::Foreign };
        if self.row.kind == RowKind::Agreement
            && let Some(value) = self.plain.read_as(name, origin, &text)
        {
            return Some(FactChange::Set(value.to_owned()));
        }
        let mut plain = self.row.kind == RowKind::Agreement;
        if form == FactForm::Parties
            && let Ok((_, Some(wording))) = cell_forms::parties::read(&text)
        {
            let (place, column) = (&self.row.place, Some(Box::from(&*cell.column)));
            plain = false;
            self.remarks.push(ReadingRemark { sheet: place.sheet.clone(), row: Some(place.line), column, wording });
        }
        if let Some(unread) = self.doubt(name, form, &text) {
            self.refuse(name, &unread);
            return None;
        }
        // "Kể từ ngày ký" under the day in force says how.
        if name == "in_force_on"
            && let Some(facts) = cell_forms::clause::start(&text).or_else(|| cell_forms::term::with_start(&text))
        {
            return self.several(name, facts);
        }
        // The office's own row names its party by its id, and `nan` may be one.
        if name == "id" && cell_forms::words::says_unknown(&text) && self.row.mark().is_some() {
            return Some(FactChange::Set(text.into_owned()));
        }
        match cell_forms::read(form, &text) {
            Ok(Reading::Nothing) => None,
            Ok(Reading::Several(facts)) => self.several(name, facts),
            Ok(Reading::PartlyKnown(value)) => {
                self.gap(name, &text);
                Some(FactChange::Set(value))
            }
            Ok(Reading::Value(value)) if value.is_empty() => None,
            Ok(Reading::Value(value)) => {
                if form == FactForm::Day && !stands_alone(&text) {
                    self.days_beside.look(self.row, name, &text);
                } else if plain {
                    self.plain.learn(name, origin, &text, &value);
                }
                Some(FactChange::Set(value))
            }
            Ok(Reading::Unknown) => {
                self.gap(name, &text);
                (form == FactForm::Term).then(|| FactChange::Set("unknown".to_owned()))
            }
            Ok(Reading::FromSigning(span)) => {
                self.counts_from = CountsFrom::Signing;
                Some(FactChange::Set(span))
            }
            Ok(Reading::FromDay { span, from }) => self.counted_from(name, &text, span, from),
            Ok(Reading::WithEnd { span, until }) => {
                self.end_beside = Some(until);
                Some(FactChange::Set(span))
            }
            Ok(Reading::InYears { span, from }) => self.in_years(name, &text, span, from),
            Ok(Reading::Years { from, to }) => self.years(name, &text, from, to),
            Err(_) if name == Field::Ladders.name() => {
                self.wrong.push(self.row.worded(name, &cell::ladders_are_pairs(&text)));
                None
            }
            Err(unread) => {
                self.refuse(name, &unread);
                None
            }
        }
    }

    /// The facts of one cell: its column's own, and those of others, which are set beside the row's once it is read.
    fn several(&mut self, name: &'static str, mut facts: ClauseFacts) -> Option<FactChange<String>> {
        if facts.iter().any(|(fact, _)| *fact == COUNTS_FROM_SIGNING) {
            self.counts_from = CountsFrom::Signing;
            facts.retain(|(fact, _)| *fact != COUNTS_FROM_SIGNING);
        }
        let (own, others): (Vec<_>, Vec<_>) = facts.into_iter().partition(|(known, _)| *known == name);
        self.beside.extend(others.into_iter().map(|(fact, text)| (name, fact, text)));
        own.into_iter().next().map(|(_, text)| FactChange::Set(text))
    }

    /// The value of a cell in canonical text; clearing and gaps give none.
    pub(super) fn value(&mut self, name: &'static str) -> Option<String> {
        match self.change_once(name)? {
            FactChange::Set(text) => Some(text),
            FactChange::Clear => None,
        }
    }

    /// As [`Self::change`], for columns that are read again later: their flaws and gaps are not noted twice.
    pub(super) fn change_once(&mut self, name: &'static str) -> Option<FactChange<String>> {
        let (wrong, gaps) = (self.wrong.len(), self.gaps.len());
        let change = self.change(name);
        if Field::named(name).is_some() && self.row.kind == RowKind::Agreement {
            self.wrong.truncate(wrong);
            self.gaps.truncate(gaps);
        }
        change
    }

    pub(super) fn refuse(&mut self, name: &str, Unread(wording): &Unread) {
        self.wrong.push(self.row.worded(name, wording));
    }

    pub(super) fn gap(&mut self, name: &str, said: &str) {
        let key = if matches!(self.row.kind, RowKind::Act | RowKind::Commitment) { "agreement" } else { "reference" };
        let reference = self.row.text(key).map(str::to_owned);
        let (field, said) = (name.to_owned(), Some(said.chars().take(80).collect()));
        self.gaps.push(UnknownFact { row: self.row.place.line, reference, field, said });
    }
}
