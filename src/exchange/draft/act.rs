//! Rows of acts: an agreement, what was done, on which day, and what the act carries.
//!
//! The cells are read by `exchange/acts.rs`, as what people type is. What a row leaves to the register, such as which review
//! it means, stays open here.

use std::collections::BTreeMap;

use super::{DraftedRow, RowReader};
use crate::exchange::acts::{InputAct, InputValue, act_named, value_named};
use crate::exchange::acts::{LABEL_DOT, details_value};
use crate::exchange::cell_forms::day;
use crate::exchange::cell_forms::words::says_unknown;
use crate::exchange::headers;
use crate::exchange::row_mark::RowMark;
use crate::exchange::rows::{CellPlace, CellValue};
use crate::lifecycle::act::{ACT_KEYS, ActKey, ActWord, InLists, SIDES, Target, ValueForm};
use crate::lifecycle::day::Day;
use crate::lifecycle::request::{ActRequest, Pointer, Unreadable};
use crate::message::list::{Wording, act as act_row};
use crate::message::say;

/// What a row says was done to an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActDraft {
    /// Where it stands.
    pub place: CellPlace,
    /// The agreement's reference.
    pub agreement: String,
    /// Who recorded it, where the row says so.
    pub by: Option<String>,
    /// What it asks to record; a row says its day.
    pub request: ActRequest,
    /// The milestone beside an act that is about the whole agreement: what it is the answer to.
    pub answers: Option<Pointer>,
    /// The name that stands behind the reference in the cell, as the workbook offers it.
    pub label: Option<String>,
    /// The mark of a row that the program wrote.
    pub mark: Option<RowMark>,
}

impl ActDraft {
    /// The day it happened.
    pub fn on(&self) -> Day {
        // A row without its day is refused before it becomes a draft.
        self.request.on.unwrap_or(Day::first())
    }
}

impl RowReader<'_> {
    pub(super) fn act(&mut self) -> DraftedRow {
        let named = self.needed("agreement", &act_row::agreement_missing());
        // The workbook offers agreements as "reference · name".
        let (agreement, label) = match named.split_once(LABEL_DOT) {
            Some((reference, label)) => (reference.trim().to_owned(), Some(label.trim().to_owned())),
            None => (named, None),
        };
        let place = self.row.place.clone();
        let before = self.wrong.len();
        let word = self.needed("act", &act_row::act_missing()).trim_end_matches(['.', ';', ',', '!', ' ']).to_owned();
        let mut said = InputAct::of(word.clone());
        said.named = self.values();
        self.details(&mut said);
        let at = said.milestone();
        let phrase = said.in_words_of_the_office();
        let answers = at.filter(|_| !said.named.contains_key(&ActKey::Milestone));
        if phrase.is_some_and(|phrase| phrase.act == ActWord::Supersede)
            && ![ActKey::EndsOn, ActKey::Until].iter().any(|key| said.named.contains_key(key))
            && !said.behind.iter().any(|word| day::read(word).is_ok())
            && !self.row.unread.contains("until")
        {
            // The old text ends where the new one takes effect, which need not be the day of the act.
            let column = if self.row.cells.contains_key("until") { "until" } else { "act" };
            self.wrong.push(self.row.worded(column, &act_row::superseded_without_end()));
        }
        if !said.named.contains_key(&ActKey::On) && !self.row.unread.contains("on") && self.wrong.len() == before {
            self.wrong.push(self.row.worded("on", &act_row::act_without_day()));
        }
        let by = self.value("by").and_then(|by| self.by(&mut said, &word, by));
        if let Some(act) = act_named(&said.act).filter(|act| act.entry().lists == InLists::Refused) {
            self.unreadable(&said, &word, &Unreadable::NotInFiles(act));
            return DraftedRow::Act(place, agreement, None);
        }
        let draft = match said.read(Target::Agreement) {
            Ok(request) => {
                let (place, agreement, mark) = (place.clone(), agreement.clone(), self.row.mark());
                Some(ActDraft { place, agreement, by, request, answers, label, mark })
            }
            Err(wrong) => {
                // What a cell that could not be read at all would have said is not missing.
                let told = |wrong: &&Unreadable| match wrong {
                    Unreadable::UnknownAct { said, .. } => !said.is_empty(),
                    Unreadable::Missing { act, .. } => {
                        !act.entry().takes.iter().any(|takes| self.row.unread.contains(takes.key.name()))
                    }
                    _ => true,
                };
                for wrong in wrong.iter().filter(told).cloned().collect::<Vec<_>>() {
                    self.unreadable(&said, &word, &wrong);
                }
                None
            }
        };
        DraftedRow::Act(place, agreement, draft)
    }

    /// Who recorded it, where the cell names no side. A side that the outcome does not take, or says otherwise, is a flaw.
    fn by(&mut self, said: &mut InputAct, word: &str, by: String) -> Option<String> {
        let Some(side) = value_named(SIDES, &by) else { return said.by(&by) };
        let takes_side = act_named(&said.act).is_some_and(|act| act.takes(ActKey::Side));
        let known = match said.named.get(&ActKey::Side) {
            Some(InputValue::Text(text)) => value_named(SIDES, text),
            _ => None,
        };
        match known {
            None if takes_side => return said.by(&by),
            Some(known) if known == side => {}
            // A row that the program wrote names who recorded it, whatever he is called.
            _ if self.row.mark().is_some() => return Some(by),
            _ => self.wrong.push(self.row.worded("by", &act_row::side_against_the_outcome(&by, word))),
        }
        None
    }

    /// What the cells say, by the names of the values; empty ones, `-` and gaps are no values.
    fn values(&mut self) -> BTreeMap<ActKey, InputValue> {
        let mut values = BTreeMap::new();
        // A column called `act` holds the word; the number of an act has none.
        for entry in ACT_KEYS.iter().filter(|entry| entry.key != ActKey::Act) {
            let Some(cell) = self.row.cells.get(entry.name) else { continue };
            match &cell.said {
                CellValue::Nothing | CellValue::Clear => {}
                CellValue::Text(text) if entry.form != ValueForm::Prose && says_unknown(text) => {
                    self.gap(entry.name, text);
                }
                CellValue::Text(text) => drop(values.insert(entry.key, InputValue::Text(text.clone()))),
                CellValue::Pairs(pairs) => drop(values.insert(entry.key, InputValue::Pairs(pairs.clone()))),
            }
        }
        values
    }

    /// What the column for everything else says, by the names of the values.
    fn details(&mut self, said: &mut InputAct) {
        let Some(text) = self.row.text(headers::DETAILS) else { return };
        for pair in text.split([';', '\n']).map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = details_value(value.trim());
            // A field that an amendment sets may be called as a value is: `set.number` is the agreement's own.
            match (name.trim().strip_prefix("set."), ActKey::named(name.trim())) {
                (Some(field), _) => said.behind.push(format!("{field}={value}")),
                (None, Some(key)) if !said.named.contains_key(&key) => {
                    said.named.insert(key, InputValue::Text(value));
                }
                (None, _) => said.behind.push(pair.to_owned()),
            }
        }
    }

    /// Notes what cannot be read, in the cell where it stands; in a sheet by the names of its columns and by the words that
    /// its cells offer.
    fn unreadable(&mut self, said: &InputAct, word: &str, wrong: &Unreadable) {
        let act = act_named(&said.act);
        let column = self.column_of(act, wrong);
        // In a table a column is found by its letter, in a TOML file by its key alone.
        let in_a_table = self.row.cells.get("act").is_some_and(|cell| cell.column.contains(" ("));
        let sheet = act_row::ActRow { outcome: word, at: said.milestone_kind() };
        let wording = Wording::of_halves(|language| {
            let of_sheet = in_a_table.then(|| act_row::unread(wrong, &sheet, column, language)).flatten();
            of_sheet.unwrap_or_else(|| say::unreadable(wrong, language))
        });
        self.wrong.push(self.row.worded(column, &wording));
    }

    /// The column that has to be mended: that of the value, else the one that it is written in here.
    fn column_of(&self, act: Option<ActWord>, wrong: &Unreadable) -> &'static str {
        let there = |name: &str| self.row.cells.contains_key(name);
        let Some(key) = wrong.key() else { return "act" };
        let until = || act.and_then(ActWord::until_key) == Some(key) && there("until");
        match key {
            key if there(key.name()) => key.name(),
            _ if until() => "until",
            ActKey::Side if there("by") || !there("act") => "by",
            ActKey::Milestone if act.is_some_and(ActWord::is_about_review) && there(ActKey::Review.name()) => {
                ActKey::Review.name()
            }
            ActKey::Why | ActKey::Text if there("note") => "note",
            ActKey::Step if there("milestone") => "milestone",
            ActKey::Set if there(headers::DETAILS) => headers::DETAILS,
            ActKey::Side | ActKey::Why | ActKey::Text | ActKey::Step | ActKey::Set => "act",
            key => key.name(),
        }
    }

    pub(super) fn needed(&mut self, name: &'static str, missing: &Wording) -> String {
        let before = self.wrong.len();
        let value = self.value(name).unwrap_or_default();
        if value.is_empty() && self.wrong.len() == before && !self.row.unread.contains(name) {
            self.wrong.push(self.row.worded(name, missing));
        }
        value
    }
}
