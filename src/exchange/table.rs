//! What is written to a file: headers and rows of canonical text, ready for any format.
//!
//! The one place that decides what leaves the register: restricted records stay out unless asked for.

use std::collections::BTreeMap;

use super::acts::{FORMER_ENGLISH, LIST_IN_PAIR};
use super::bars::guarded;
use super::cell_forms::FactForm;
use super::headers;
use super::row_kind::RowKind;
use crate::lifecycle::act::{Act, ActBody, InLists};
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::commitment::Commitment;
use crate::lifecycle::party::Party;

/// A table on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What its rows are about.
    pub kind: RowKind,
    /// The names of its columns.
    pub headers: Vec<String>,
    /// Its rows, each as long as the headers; `None` where a fact is unknown.
    pub rows: Vec<Vec<Option<String>>>,
}

/// Whether restricted records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RestrictedRows {
    /// They stay in the register.
    #[default]
    LeaveOut,
    /// They are written whole; somebody asked for that.
    Include,
}

impl Table {
    pub fn of_agreements<'f>(facts: impl IntoIterator<Item = &'f Facts>, restricted: RestrictedRows) -> Self {
        let shown = facts.into_iter().filter(|facts| restricted == RestrictedRows::Include || !facts.is_restricted());
        Self {
            kind: RowKind::Agreement,
            headers: Field::ALL.iter().map(|field| field.name().to_owned()).collect(),
            rows: shown.map(|facts| Field::ALL.iter().map(|field| facts.get(*field)).collect()).collect(),
        }
    }

    pub fn of_parties<'p>(parties: impl IntoIterator<Item = &'p Party>) -> Self {
        let day = |day: Option<crate::lifecycle::day::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let names = |party: &Party| {
            let name = |n: &crate::lifecycle::party::PartyName| {
                let (name, name_en) = (guarded(&n.name), guarded(n.name_en.as_deref().unwrap_or_default()));
                format!("{name}|{name_en}|{}|{}", day(n.from), day(n.until))
            };
            some(party.names.iter().map(name).collect::<Vec<_>>().join(";"))
        };
        let successor = |party: &Party| {
            party.successor.as_ref().map(|s| format!("{}|{}|{}", s.id, s.on, s.basis.as_deref().unwrap_or_default()))
        };
        let row = |party: &Party| {
            vec![
                Some(party.id.clone()),
                party.country.clone(),
                names(party),
                some(party.aliases.join(";")),
                successor(party),
            ]
        };
        Self { kind: RowKind::Party, headers: names_of(RowKind::Party), rows: parties.into_iter().map(row).collect() }
    }

    /// Acts, each with its agreement's reference. What tells what is known (`register`, `correct`, `void`, `commit`) and what
    /// confirms (`confirm`) is left out: a file brings facts and acts, never the register's own history.
    pub fn of_acts<'a>(acts: impl IntoIterator<Item = ExportedAct<'a>>) -> Self {
        let headers = names_of(RowKind::Act);
        let row = |ExportedAct { reference, act, noted_of }: ExportedAct<'_>| {
            let mut carried = serde_json::to_value(&act.body).unwrap_or_default();
            headers
                .iter()
                .map(|name| match name.as_str() {
                    "agreement" => Some(reference.to_owned()),
                    "on" => Some(act.on.to_string()),
                    "number" => act.number.clone(),
                    "note" => act.note.clone(),
                    "by" if carried.get("by").is_none() => some(act.by.clone()),
                    "decided_by" => act.origin.decided_by.clone(),
                    "milestone" => {
                        carried.get_mut(name).map(serde_json::Value::take).and_then(carried_text).map(|mark| {
                            let former = if noted_of == NotedMilestone::Former { FORMER_ENGLISH } else { "" };
                            format!("{mark}{former}")
                        })
                    }
                    name => carried.get_mut(name).map(serde_json::Value::take).and_then(carried_text),
                })
                .collect()
        };
        let rows = acts
            .into_iter()
            .filter(|ExportedAct { act, .. }| {
                act.body.act_word().is_some_and(|act| act.entry().lists == InLists::Written)
            })
            .map(row)
            .collect();
        Self { kind: RowKind::Act, headers, rows }
    }

    /// Commitments, each with its agreement's reference.
    pub(crate) fn of_commitments<'a>(commitments: impl IntoIterator<Item = (&'a str, &'a Commitment)>) -> Self {
        let headers = names_of(RowKind::Commitment);
        let row = |(reference, commitment): (&str, &Commitment)| {
            let mut carried = serde_json::to_value(commitment).unwrap_or_default();
            headers
                .iter()
                .map(|name| match name.as_str() {
                    "agreement" => Some(reference.to_owned()),
                    name => carried.get_mut(name).map(serde_json::Value::take).and_then(carried_text),
                })
                .collect()
        };
        Self { kind: RowKind::Commitment, rows: commitments.into_iter().map(row).collect(), headers }
    }

    /// The form of a column's cells, for formats that know more than text.
    pub(super) fn form(&self, header: &str) -> FactForm {
        headers::named(self.kind, header).map_or(FactForm::Prose, |column| column.form)
    }

    /// The same table without the columns in which no row says anything.
    #[must_use]
    pub fn without_empty_columns(mut self) -> Self {
        let used: Vec<bool> = (0..self.headers.len())
            .map(|at| self.rows.iter().any(|row| matches!(row.get(at), Some(Some(_)))))
            .collect();
        let keep = |at: usize| used.get(at).copied().unwrap_or_default();
        let pick = |items: Vec<Option<String>>| -> Vec<Option<String>> {
            items.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, item)| item).collect()
        };
        self.rows = self.rows.into_iter().map(pick).collect();
        self.headers = self.headers.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, name)| name).collect();
        self
    }
}

/// An act on its way out, with its agreement's reference.
#[derive(Clone, Copy, Debug)]
pub struct ExportedAct<'a> {
    pub reference: &'a str,
    pub act: &'a Act,
    pub noted_of: NotedMilestone,
}

/// Whether what an act was said of is still a milestone that it could be said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotedMilestone {
    Current,
    /// A later correction has made it another: it is written so that an import takes the act as it is.
    Former,
}

fn names_of(kind: RowKind) -> Vec<String> {
    headers::columns(kind).iter().map(|column| column.name.to_owned()).collect()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// What a body carries, by the names that files use; what carries nothing has none.
pub(crate) fn carried_values(body: &ActBody) -> BTreeMap<String, String> {
    let serde_json::Value::Object(carried) = serde_json::to_value(body).unwrap_or_default() else {
        return BTreeMap::new();
    };
    let mut values = BTreeMap::new();
    for (name, value) in carried.into_iter().filter(|(name, _)| name != "act") {
        match (name.as_str(), value) {
            // The side of a notice or a postponement; whoever recorded is no part of the body.
            ("by", value) => drop(carried_text(value).map(|text| values.insert("side".to_owned(), text))),
            ("set", serde_json::Value::Object(set)) => {
                for (field, text) in set {
                    let text = text.as_str().filter(|text| !text.is_empty()).unwrap_or("-").replace(';', LIST_IN_PAIR);
                    values.insert(format!("set.{field}"), text);
                }
            }
            (_, value) => drop(carried_text(value).map(|text| values.insert(name.clone(), text))),
        }
    }
    values
}

/// What a body carries, as the text of a cell; the fields of an amendment as pairs, `-` where one is cleared.
fn carried_text(value: serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Object(set) => {
            let pair = |(name, value): (&String, &serde_json::Value)| {
                let text = value.as_str().filter(|text| !text.is_empty()).unwrap_or("-");
                format!("{name}={}", text.replace(';', LIST_IN_PAIR))
            };
            some(set.iter().map(pair).collect::<Vec<_>>().join(";"))
        }
        serde_json::Value::Null => None,
        other => Some(other.to_string()),
    }
}
