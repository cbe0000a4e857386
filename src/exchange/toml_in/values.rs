//! TOML's own values as the text of cells: a day is a day without quotes, a list is an array.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::exchange::forms::{Form, Unread};
use crate::exchange::headers::Column;
use crate::exchange::rows::{Guard, Said};
use crate::text::{nearest, quoted};

type Value<'i> = Spanned<DeValue<'i>>;

/// A refusal and the byte it is about.
type Refusal = (Unread, usize);

/// The parts of a cell that holds several things in each item, in the order of its text.
fn parts_of(column: &Column) -> Option<&'static [&'static str]> {
    match column.name {
        "documents" => Some(&["path", "sha256", "title"]),
        "names" => Some(&["name", "name_en", "from", "until"]),
        "successor" => Some(&["id", "on", "basis"]),
        _ => None,
    }
}

/// What the value says.
pub(super) fn said(column: &Column, value: &Value<'_>) -> Result<Said, Refusal> {
    match (value.get_ref(), parts_of(column)) {
        (DeValue::String(text), _) => Ok(Said::of(text, Guard::Clearing)),
        (DeValue::Array(items), parts) => {
            let items: Result<Vec<String>, Refusal> = items.iter().map(|item| listed(parts, item)).collect();
            let items = items?;
            Ok(if items.is_empty() { Said::Nothing } else { Said::Text(items.join(";")) })
        }
        (DeValue::Table(table), Some(parts)) => Ok(Said::Text(joined(parts, table, value.span().start)?)),
        (DeValue::Table(table), None) if column.form == Form::Pairs => {
            let pairs: Result<Vec<_>, Refusal> = table
                .iter()
                .map(|(key, value)| {
                    let text = match value.get_ref() {
                        DeValue::Array(items) => {
                            let items: Result<Vec<String>, Refusal> =
                                items.iter().map(|item| listed(None, item)).collect();
                            items?.join(";")
                        }
                        _ => scalar(value)?,
                    };
                    Ok((key.get_ref().trim().to_owned(), text))
                })
                .collect();
            let pairs = pairs?;
            Ok(if pairs.is_empty() { Said::Nothing } else { Said::Pairs(pairs) })
        }
        (DeValue::Table(_), None) => {
            Err((Unread::new("a table where a value belongs", format!("write {}", column.form)), value.span().start))
        }
        _ => Ok(Said::Text(scalar(value)?)),
    }
}

fn listed(parts: Option<&[&str]>, item: &Value<'_>) -> Result<String, Refusal> {
    let text = match (item.get_ref(), parts) {
        (DeValue::Table(table), Some(parts)) => joined(parts, table, item.span().start)?,
        _ => scalar(item)?,
    };
    if text.contains([';', '\n']) {
        let what = format!("{} holds a `;` or a line break", quoted(&text));
        return Err((Unread::new(what, "make two items of it, or write a comma"), item.span().start));
    }
    Ok(text)
}

/// The parts of a table, joined by `|` in their order.
fn joined(parts: &[&str], table: &DeTable<'_>, at: usize) -> Result<String, Refusal> {
    let mut texts = vec![String::new(); parts.len()];
    for (key, value) in table {
        let name = key.get_ref();
        let Some(place) = parts.iter().position(|part| *part == name.as_ref()) else {
            let cure = match nearest(name, parts.iter().copied()) {
                Some(near) => format!("`{near}` is the nearest known name"),
                None => format!("it may hold {}", parts.join(", ")),
            };
            return Err((Unread::new(format!("unknown key {}", quoted(name)), cure), key.span().start));
        };
        let text = scalar(value)?;
        if text.contains(['|', ';', '\n']) {
            let what = format!("{} holds a `|`, a `;` or a line break", quoted(&text));
            return Err((Unread::new(what, "write a comma instead"), value.span().start));
        }
        text.trim().clone_into(&mut texts[place]);
    }
    if texts[0].is_empty() {
        return Err((Unread::new(format!("`{}` is missing", parts[0]), "add it"), at));
    }
    Ok(texts.join("|"))
}

fn scalar(value: &Value<'_>) -> Result<String, Refusal> {
    let refused = |what: &str, cure: &str| Err((Unread::new(what, cure), value.span().start));
    match value.get_ref() {
        DeValue::String(text) => Ok(text.trim().to_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().replace('_', "")),
        DeValue::Integer(_) => refused("a number that is not decimal", "write it in decimal, or as text in quotes"),
        DeValue::Float(_) => refused("a number with a fraction", "write whole numbers, or text in quotes"),
        DeValue::Boolean(yes) => Ok(if *yes { "yes" } else { "no" }.to_owned()),
        DeValue::Datetime(at) => match (at.date, at.time) {
            (Some(day), None) => Ok(day.to_string()),
            _ => refused("a day with an hour", "write the day alone: 2017-12-22"),
        },
        DeValue::Array(_) | DeValue::Table(_) => refused("a list inside a list", "write each item as text"),
    }
}
