//! What a person says of single columns of an uploaded list, on the page that shows what each was understood as.
//!
//! A choice is one word of a form: the name of a fact, the note, nothing, or in which order days stand. What is no such word
//! chooses nothing.

use serde::Serialize;

use crate::exchange::{ChosenColumn, ColumnMeans, RowKind, headers};
use crate::lifecycle::policy::Language;

/// So many columns can be chosen for.
pub(crate) const CHOICES_AT_MOST: usize = 60;

const NOTE: &str = "note";
const NOTHING: &str = "-";
const DAY_FIRST: &str = "dmy";
const MONTH_FIRST: &str = "mdy";

/// A fact that a column may be said to hold.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fact {
    name: &'static str,
    words: String,
}

/// The names of the facts to choose from, in the order of the register's columns.
fn names() -> impl Iterator<Item = &'static str> {
    let of_register = headers::columns(RowKind::Agreement).iter().map(|column| column.name);
    of_register.filter(|name| *name != NOTE).chain([headers::LAST_DAY, headers::STATUS])
}

/// The facts to choose from.
pub(crate) fn facts(language: Language) -> Vec<Fact> {
    names().map(|name| Fact { name, words: field_name(name, language) }).collect()
}

/// Whether a column of that fact holds days, whose order may be chosen.
pub(crate) fn holds_days(field: Option<&str>) -> bool {
    field.is_some_and(|field| matches!(field, "signed_on" | "in_force_on" | "term" | "review_first_on" | "ended_on"))
}

/// The word of what was chosen for a column; empty where nothing was.
pub(crate) fn word(chosen: &[ChosenColumn], sheet: &str, letters: &str) -> String {
    let choice =
        chosen.iter().find(|choice| choice.column == letters && choice.sheet.as_deref().unwrap_or("") == sheet);
    match choice.map(|choice| &choice.means) {
        None => String::new(),
        Some(ColumnMeans::Fact(name)) => name.clone(),
        Some(ColumnMeans::Note) => NOTE.to_owned(),
        Some(ColumnMeans::Nothing) => NOTHING.to_owned(),
        Some(ColumnMeans::DayFirst) => DAY_FIRST.to_owned(),
        Some(ColumnMeans::MonthFirst) => MONTH_FIRST.to_owned(),
    }
}

/// What a field is called.
pub(crate) fn field_name(name: &str, language: Language) -> String {
    match language {
        Language::Vi => headers::vietnamese(name).to_owned(),
        Language::En => name.to_owned(),
    }
}

/// What the form says of the columns that were shown, each by its sheet, letters and header.
pub(crate) fn chosen<'c>(
    said: impl Fn(&str) -> Option<&'c str>,
    columns: impl Iterator<Item = (&'c str, &'c str, &'c str)>,
) -> Vec<ChosenColumn> {
    let choice = |(at, (sheet, letters, header)): (usize, (&str, &str, &str))| {
        let means = match said(&format!("cot-{at}"))? {
            "" => return None,
            NOTE => ColumnMeans::Note,
            NOTHING => ColumnMeans::Nothing,
            DAY_FIRST => ColumnMeans::DayFirst,
            MONTH_FIRST => ColumnMeans::MonthFirst,
            name => ColumnMeans::Fact(names().find(|known| *known == name)?.to_owned()),
        };
        let sheet = (!sheet.is_empty()).then(|| sheet.to_owned());
        Some(ChosenColumn { sheet, column: letters.to_owned(), header: header.to_owned(), means })
    };
    columns.enumerate().take(CHOICES_AT_MOST).filter_map(choice).collect()
}
