//! The values of facts in words, as lists write them and read them.

use crate::lifecycle::agreement::PaperKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

/// Fact, canonical value, Vietnamese, English.
const VALUES: [(&str, &str, &str, &str); 10] = [
    ("effect", "signature", "kể từ ngày ký", "on signature"),
    ("effect", "date", "theo ngày cụ thể", "on a date"),
    ("effect", "notification", "theo thông báo", "on notification"),
    ("count", "civil", "ngày tương ứng", "civil"),
    ("count", "inclusive", "tính cả ngày đầu", "inclusive"),
    ("renewal", "none", "không", "none"),
    ("renewal", "consent", "theo thỏa thuận", "by consent"),
    ("renewal", "tacit", "tự động", "tacit"),
    ("restricted", "yes", "có", "yes"),
    ("restricted", "no", "không", "no"),
];

/// A value in words; `None` where it has none of its own.
///
/// ```
/// use pactwatch::lifecycle::policy::Language;
/// use pactwatch::message::say;
/// assert_eq!(say::fact_value("renewal", "tacit", Language::Vi).as_deref(), Some("tự động"));
/// assert_eq!(say::fact_value("term", "until 2027-11-03", Language::Vi).as_deref(), Some("đến 03/11/2027"));
/// ```
pub fn fact_value(field: &str, canonical: &str, language: Language) -> Option<String> {
    if field == "term" {
        return term(canonical, language);
    }
    let known = VALUES.iter().find(|(of, value, ..)| *of == field && *value == canonical)?;
    Some(if language == Language::Vi { known.2 } else { known.3 }.to_owned())
}

/// All values of a closed list, in words.
pub(crate) fn fact_values(field: &str, language: Language) -> Vec<String> {
    if field == "kind" {
        return PaperKind::all().into_iter().map(|kind| super::agreement_kind(kind, language).to_owned()).collect();
    }
    let of = VALUES.iter().filter(|(of, ..)| *of == field);
    of.map(|(_, _, vi, en)| if language == Language::Vi { (*vi).to_owned() } else { (*en).to_owned() }).collect()
}

fn term(canonical: &str, language: Language) -> Option<String> {
    if canonical == "unknown" {
        return Some(if language == Language::Vi { "chưa rõ" } else { "not known" }.to_owned());
    }
    if canonical == "open" {
        return Some(if language == Language::Vi { "không thời hạn" } else { "open" }.to_owned());
    }
    let written = |day: &str| day.parse::<Day>().ok().map(super::day_table);
    let days = canonical.strip_prefix("until ")?;
    Some(match (days.split_once(".."), language) {
        (Some((first, last)), Language::Vi) => format!("đến trong khoảng {} – {}", written(first)?, written(last)?),
        (Some((first, last)), Language::En) => {
            format!("until some day from {} to {}", written(first)?, written(last)?)
        }
        (None, Language::Vi) => format!("đến {}", written(days)?),
        (None, Language::En) => format!("until {}", written(days)?),
    })
}
