//! TOML's own values as the text of cells: a day is a day without quotes, a list is an array.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use crate::exchange::bars;
use crate::exchange::cell_forms::{FactForm, Unread};
use crate::exchange::headers::ColumnDefinition;
use crate::exchange::rows::{CellValue, Guard};
use crate::message::list::cell;
use crate::message::list::toml::{self, TomlValue};
use crate::text::nearest;

type Value<'i> = Spanned<DeValue<'i>>;

/// A refusal and the byte it is about.
type BadValue = (Unread, usize);

/// The parts of a cell that holds several things in each item, in the order of its text.
fn parts_of(column: &ColumnDefinition) -> Option<&'static [&'static str]> {
    match column.name {
        "documents" => Some(&["path", "sha256", "title"]),
        "names" => Some(&["name", "name_en", "from", "until"]),
        "successor" => Some(&["id", "on", "basis"]),
        _ => None,
    }
}

/// What the value says.
pub(super) fn said(column: &ColumnDefinition, value: &Value<'_>) -> Result<CellValue, BadValue> {
    match (value.get_ref(), parts_of(column)) {
        (DeValue::String(text), _) => Ok(CellValue::of(text, Guard::Clearing)),
        (DeValue::Array(items), parts) => {
            let items: Result<Vec<String>, BadValue> = items.iter().map(|item| listed(parts, item)).collect();
            let items = items?;
            Ok(if items.is_empty() { CellValue::Nothing } else { CellValue::Text(items.join(";")) })
        }
        (DeValue::Table(table), Some(parts)) => Ok(CellValue::Text(joined(parts, table, value.span().start)?)),
        (DeValue::Table(table), None) if column.form == FactForm::Pairs => {
            let pairs: Result<Vec<_>, BadValue> = table
                .iter()
                .map(|(key, value)| {
                    let text = match value.get_ref() {
                        DeValue::Array(items) => {
                            let items: Result<Vec<String>, BadValue> =
                                items.iter().map(|item| listed(None, item)).collect();
                            items?.join(";")
                        }
                        _ => scalar(value)?,
                    };
                    Ok((key.get_ref().trim().to_owned(), text))
                })
                .collect();
            let pairs = pairs?;
            Ok(if pairs.is_empty() { CellValue::Nothing } else { CellValue::Pairs(pairs) })
        }
        (DeValue::Table(_), None) => {
            let wording = toml::table_for_a_value(column.form.hint());
            Err((wording.into(), value.span().start))
        }
        _ => Ok(CellValue::Text(scalar(value)?)),
    }
}

fn listed(parts: Option<&[&str]>, item: &Value<'_>) -> Result<String, BadValue> {
    let text = match (item.get_ref(), parts) {
        (DeValue::Table(table), Some(parts)) => joined(parts, table, item.span().start)?,
        _ => scalar(item)?,
    };
    if text.contains([';', '\n']) {
        return Err((cell::holds_a_separator(&text, cell::SeparatorCure::TwoItems).into(), item.span().start));
    }
    Ok(text)
}

/// The parts of a table, joined by `|` in their order.
fn joined(parts: &[&str], table: &DeTable<'_>, at: usize) -> Result<String, BadValue> {
    let mut texts = vec![String::new(); parts.len()];
    for (key, value) in table {
        let name = key.get_ref();
        let Some(place) = parts.iter().position(|part| *part == name.as_ref()) else {
            let near = nearest(name, parts.iter().copied());
            return Err((toml::unknown_part(name, near, &parts.join(", ")).into(), key.span().start));
        };
        let text = scalar(value)?;
        // A name may hold a bar; a path or a checksum does not.
        let plain = parts.first() != Some(&"name");
        if text.contains([';', '\n']) || (plain && text.contains('|')) {
            return Err((cell::holds_a_bar(&text).into(), value.span().start));
        }
        texts[place] = if plain { text.trim().to_owned() } else { bars::guarded(text.trim()) };
    }
    if texts[0].is_empty() {
        return Err((toml::part_missing(parts[0]).into(), at));
    }
    Ok(texts.join("|"))
}

fn scalar(value: &Value<'_>) -> Result<String, BadValue> {
    let refused = |what: TomlValue| Err((toml::toml_value(what).into(), value.span().start));
    match value.get_ref() {
        DeValue::String(text) => Ok(text.trim().to_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().replace('_', "")),
        DeValue::Integer(_) => refused(TomlValue::NotDecimal),
        DeValue::Float(_) => refused(TomlValue::Fraction),
        DeValue::Boolean(yes) => Ok(if *yes { "yes" } else { "no" }.to_owned()),
        DeValue::Datetime(at) => match (at.date, at.time) {
            (Some(day), None) => Ok(day.to_string()),
            _ => refused(TomlValue::DayWithHour),
        },
        DeValue::Array(_) | DeValue::Table(_) => refused(TomlValue::ListInList),
    }
}
