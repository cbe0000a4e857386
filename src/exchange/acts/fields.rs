//! The fields that an amendment or a correction sets: `Thông báo trước=3 tháng`, as a cell or a table writes them.

use super::{InputValue, LIST_IN_PAIR, not_in_form};
use crate::exchange::RowKind;
use crate::exchange::cell_forms::lists;
use crate::exchange::cell_forms::term::COUNTS_FROM_SIGNING;
use crate::exchange::cell_forms::{self, FactForm, Reading, Unread};
use crate::exchange::headers;
use crate::lifecycle::act::ActKey;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::request::{FieldValue, Unreadable};
use crate::message::list::{Wording, cell, time};
use crate::message::{Say, Voice};

/// Reads each field in its own form; `-` and nothing clear it.
pub(super) fn read(said: &InputValue) -> Result<Vec<FieldValue>, Vec<Unreadable>> {
    let pairs = match said {
        InputValue::Pairs(pairs) => pairs.clone(),
        InputValue::Text(text) => match lists::pairs(text) {
            Ok(text) => text.split(';').filter_map(|p| p.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect(),
            Err(unread) => return Err(vec![not_in_form(ActKey::Set, &unread)]),
        },
    };
    let (mut read, mut wrong): (Vec<FieldValue>, Vec<Unreadable>) = (Vec::new(), Vec::new());
    for (name, text) in &pairs {
        match field(name.trim(), text.trim()) {
            Ok(value) if read.iter().any(|known| known.field == value.field) => {
                wrong.push(not_in_form(ActKey::Set, &Unread(cell::stands_twice(name))));
            }
            Ok(value) => read.push(value),
            Err(unread) => wrong.push(not_in_form(ActKey::Set, &unread)),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

fn field(name: &str, text: &str) -> Result<FieldValue, Unread> {
    let column = headers::find(RowKind::Agreement, name);
    let known = column.and_then(|column| Some((column, Field::named(column.field()?)?)));
    let Some((column, field)) = known else {
        return Err(cell::no_field(name, headers::nearest_name(RowKind::Agreement, name)).into());
    };
    if ["", "-", "–", "—"].contains(&text) {
        return Ok(FieldValue { field, text: None });
    }
    // In a cell `;` already separates the fields, so the items of a list are separated by `|`.
    let text = match column.form {
        FactForm::List | FactForm::Parties | FactForm::Pairs => &text.replace(LIST_IN_PAIR, ";"),
        _ => text,
    };
    let named = |wording: &Wording| Unread(cell::of_field(column.vietnamese, column.name, wording));
    let value = match cell_forms::read(column.form, text).map_err(|Unread(wording)| named(&wording))? {
        Reading::Value(value) | Reading::PartlyKnown(value) => value,
        Reading::Unknown if column.form == FactForm::Term => "unknown".to_owned(),
        Reading::Unknown | Reading::Nothing => return Ok(FieldValue { field, text: None }),
        Reading::Several(facts) => {
            let said = facts.iter().filter(|(name, _)| *name != COUNTS_FROM_SIGNING);
            let each = said.map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("; ");
            return Err(named(&cell::says_several(text, &each)));
        }
        Reading::FromSigning(span) => {
            return Err(named(&time::counts_from_force(&span)));
        }
        Reading::InYears { .. } | Reading::WithEnd { .. } | Reading::FromDay { .. } => {
            return Err(named(&time::not_a_term(text)));
        }
        Reading::Years { to, .. } => {
            return Err(named(&time::no_day_of_ending(text, to, time::SigningTells::Nothing)));
        }
    };
    let mut facts = Facts::default();
    let write = |error: crate::lifecycle::agreement::FactError| {
        named(&cell::not_taken(|language| error.what.say(Voice::terminal(language)), column.form.hint()))
    };
    facts.set(field, Some(&value)).map_err(write)?;
    Ok(FieldValue { field, text: facts.get(field).or(Some(value)) })
}
