//! The values of an act, one line each: a corrected fact with its old and new value.

use super::{act_line, field as field_words, value_in_words};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::policy::Language;

/// `thời hạn: 10 năm → 12 năm`; of other acts each value with its name. Of a registration nothing: its facts stand with the
/// agreement.
pub fn act_value_lines(body: &ActBody, language: Language) -> Vec<String> {
    match body {
        ActBody::Correct { field, old, new, commitment: None } => {
            let value = |text: &str| match (text, Field::named(field)) {
                ("", _) => "–".to_owned(),
                (text, Some(known)) => value_in_words(known, text, language),
                (text, None) => text.to_owned(),
            };
            vec![format!("{}: {} → {}", field_words(field, language), value(old), value(new))]
        }
        _ => act_line(body, language).into_iter().map(|(name, value)| format!("{name}: {value}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_tells_what_the_register_held_before() {
        for (field, old, new, line) in [
            ("kind", "mou", "plan", "loại văn bản: bản ghi nhớ → kế hoạch"),
            ("term", "10y", "12y", "thời hạn: 10 năm → 12 năm"),
            ("effect", "signature", "date", "cách có hiệu lực: từ ngày ký → từ ngày văn bản nêu"),
            ("note", "", "bản sao", "ghi chú: – → bản sao"),
        ] {
            let [field, old, new] = [field, old, new].map(str::to_owned);
            let body = ActBody::Correct { field, old, new, commitment: None };
            assert_eq!(act_value_lines(&body, Language::Vi), [line]);
        }
    }
}
