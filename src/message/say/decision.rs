//! A decision of the leadership in a few words.

use super::{choice, day_in_table};
use crate::lifecycle::act::Choice;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

/// `gia hạn – Giám đốc Sở, số 12/TB-SNgV, 25/11/2026`: what was decided, by whom and on which paper where that is known, when.
pub fn decision(what: Choice, by: Option<&str>, number: Option<&str>, on: Day, language: Language) -> String {
    let number = number.map(|number| match language {
        Language::Vi => format!("số {number}"),
        Language::En => format!("paper {number}"),
    });
    let rest = [by.map(str::to_owned), number, Some(day_in_table(on, language))];
    format!("{} – {}", choice(what, language), rest.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
