//! `[[duty]]` and `[[observance]]`: rows kept as they stand, with their places, for whoever knows what they mean.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::findings::Findings;
use super::place::Placed;
use super::section::{Section, Value, list_of};
use crate::lifecycle::day::Day;

/// A value of the file, of no kind that is known here.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Flag(bool),
    /// A civil day.
    Day(Day),
    /// A list.
    List(Vec<Placed<Raw>>),
    /// A table.
    Table(Row),
}

/// One row: its keys and values, each in its place.
pub type Row = BTreeMap<String, Placed<Raw>>;

const ROWS_MAX: usize = 1_000;

pub(super) fn rows(root: &Section, key: &str, found: &mut Findings) -> Vec<Placed<Row>> {
    let Some(value) = root.get(key) else { return Vec::new() };
    let values = list_of(key, value, ROWS_MAX, found).unwrap_or_default();
    values.into_iter().filter_map(|value| row(key, value, found)).collect()
}

fn row(key: &str, value: Value, found: &mut Findings) -> Option<Placed<Row>> {
    let raw = raw(key, value, found)?;
    let place = raw.place;
    if let Raw::Table(row) = raw.value {
        return Some(Placed { value: row, place });
    }
    found.problem(place, format!("`{key}` holds rows; write each as a table of its own, under [[{key}]]"));
    None
}

/// The depth is bounded by the parser, which refuses deeper nesting than it can hold.
fn raw(name: &str, value: Value, found: &mut Findings) -> Option<Placed<Raw>> {
    let place = Some(found.place(value.span().start));
    let value = match value.get_ref() {
        DeValue::String(text) => Some(Raw::Text(text.to_string())),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(Raw::Number),
        DeValue::Boolean(flag) => Some(Raw::Flag(*flag)),
        DeValue::Datetime(at) => at.to_string().parse().ok().map(Raw::Day),
        DeValue::Float(_) => None,
        DeValue::Array(items) => Some(Raw::List(items.iter().filter_map(|item| raw(name, item, found)).collect())),
        DeValue::Table(table) => {
            let field = |(key, value): (&toml::Spanned<_>, _)| -> Option<(String, Placed<Raw>)> {
                let key: &std::borrow::Cow<str> = key.get_ref();
                Some((key.to_string(), raw(&format!("{name}.{key}"), value, found)?))
            };
            Some(Raw::Table(table.iter().filter_map(field).collect()))
        }
    };
    if value.is_none() {
        found.problem(
            place,
            format!(
                "`{name}` must be a text, a whole number, true or false, a day between 1900 and 2199, a list or a table"
            ),
        );
    }
    value.map(|value| Placed { value, place })
}

/// A row as JSON, for whoever reads rows into values of its own.
pub fn json(row: &Row) -> serde_json::Value {
    row.iter().map(|(key, placed)| (key.clone(), raw_json(&placed.value))).collect::<serde_json::Map<_, _>>().into()
}

fn raw_json(raw: &Raw) -> serde_json::Value {
    match raw {
        Raw::Text(text) => text.as_str().into(),
        Raw::Number(number) => (*number).into(),
        Raw::Flag(flag) => (*flag).into(),
        Raw::Day(day) => day.to_string().into(),
        Raw::List(items) => items.iter().map(|item| raw_json(&item.value)).collect(),
        Raw::Table(row) => json(row),
    }
}

/// Reads a shipped preset.
pub fn preset<T: serde::de::DeserializeOwned>(text: &'static str) -> T {
    toml::from_str(text).expect("the shipped presets are read by a test")
}
