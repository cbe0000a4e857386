//! What an act carries, as one line a value: a corrected fact with what it was and what it is.

use super::{act_line, field as field_words, value_in_words};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::policy::Language;

/// `thời hạn: 10 năm → 12 năm`; of other acts each value with its name. Of a registration nothing: its facts stand with the
/// agreement.
pub fn told(body: &ActBody, facts: Option<&Facts>, language: Language) -> Vec<String> {
    match (body, facts) {
        (ActBody::Correct { field, old, new, commitment: None }, Some(facts)) => {
            let value = |text: &str| match (text, Field::named(field)) {
                ("", _) => "–".to_owned(),
                (text, Some(known)) => value_in_words(known, facts, text, language),
                (text, None) => text.to_owned(),
            };
            vec![format!("{}: {} → {}", field_words(field, language), value(old), value(new))]
        }
        _ => act_line(body, language).into_iter().map(|(name, value)| format!("{name}: {value}")).collect(),
    }
}
