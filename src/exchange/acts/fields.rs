//! The fields that an amendment or a correction sets: `Thông báo trước=3 tháng`, as a cell or a table writes them.

use super::SaidValue;
use crate::exchange::forms::lists;
use crate::exchange::forms::{self, Form, Found, Unread};
use crate::exchange::headers;
use crate::exchange::rows::Kind as RowKind;
use crate::exchange::table::LIST_IN_PAIR;
use crate::lifecycle::act::ActKey;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::request::{FieldValue, Unreadable};
use crate::text::quoted;

/// Reads each field in its own form; `-` and nothing clear it.
pub(super) fn read(said: &SaidValue) -> Result<Vec<FieldValue>, Vec<Unreadable>> {
    let pairs = match said {
        SaidValue::Pairs(pairs) => pairs.clone(),
        SaidValue::Text(text) => match lists::pairs(text) {
            Ok(text) => text.split(';').filter_map(|p| p.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect(),
            Err(Unread { what, cure }) => return Err(vec![Unreadable::NotInForm { key: ActKey::Set, what, cure }]),
        },
    };
    let (mut read, mut wrong): (Vec<FieldValue>, Vec<Unreadable>) = (Vec::new(), Vec::new());
    for (name, text) in &pairs {
        match field(name.trim(), text.trim()) {
            Ok(value) if read.iter().any(|known| known.field == value.field) => {
                let what = format!("{} stands twice", quoted(name));
                wrong.push(Unreadable::NotInForm { key: ActKey::Set, what, cure: "keep one of the two".to_owned() });
            }
            Ok(value) => read.push(value),
            Err(Unread { what, cure }) => wrong.push(Unreadable::NotInForm { key: ActKey::Set, what, cure }),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

fn field(name: &str, text: &str) -> Result<FieldValue, Unread> {
    let column = headers::find(RowKind::Agreement, name);
    let known = column.and_then(|column| Some((column, Field::named(column.field()?)?)));
    let Some((column, field)) = known else {
        return Err(Unread::new(format!("{} is no field", quoted(name)), headers::cure_for(RowKind::Agreement, name)));
    };
    if ["", "-", "–", "—"].contains(&text) {
        return Ok(FieldValue { field, text: None });
    }
    // In a cell `;` already separates the fields, so the items of a list are separated by `|`.
    let text = match column.form {
        Form::List | Form::Parties | Form::Pairs => &text.replace(LIST_IN_PAIR, ";"),
        _ => text,
    };
    let named = |unread: Unread| Unread::new(format!("`{}`: {}", column.name, unread.what), unread.cure);
    let value = match forms::read(column.form, text).map_err(named)? {
        Found::Value(value) | Found::PartlyKnown(value) => value,
        Found::Unknown if column.form == Form::Term => "unknown".to_owned(),
        Found::Unknown | Found::Nothing => return Ok(FieldValue { field, text: None }),
        Found::Several(facts) => {
            let each = facts.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("; ");
            return Err(Unread::new(
                format!("`{}`: {} says several things", column.name, quoted(text)),
                format!("write them one by one: {each}"),
            ));
        }
        Found::FromSigning(span) => {
            return Err(Unread::new(
                format!("`{}`: a term counts from the day in force", column.name),
                format!("write {span} where it was signed on that day, else the last day: until DAY"),
            ));
        }
        Found::Years { to, .. } => {
            return Err(Unread::new(
                format!("`{}`: {} names no day on which it ends", column.name, quoted(text)),
                format!("write the last day, or both it may be: until {to}-06-30..{to}-12-31"),
            ));
        }
    };
    let mut facts = Facts::default();
    let write = |error: crate::lifecycle::agreement::FactError| {
        Unread::new(format!("`{}`: {}", column.name, error.what), format!("write {}", column.form))
    };
    facts.set(field, Some(&value)).map_err(write)?;
    Ok(FieldValue { field, text: facts.get(field).or(Some(value)) })
}
