//! How a day came about, in one sentence with its clause.

mod english;
mod vietnamese;

use crate::lifecycle::milestone::{Derivation, Milestone};
use crate::lifecycle::policy::Language;

/// How the milestone's day was worked out, and where the text says so: `Có hiệu lực từ ngày 22/12/2017; thời hạn 5 năm,
/// tính theo ngày tương ứng, nên hết hiệu lực vào hết ngày 22/12/2022 (thứ Năm) – theo Điều 7.`
pub fn derivation(derivation: &Derivation, milestone: &Milestone, language: Language) -> String {
    let basis = milestone.basis.as_deref();
    let lawful = milestone.lawful_until.filter(|day| *day != milestone.day);
    let (how, clause, lawful) = match language {
        Language::Vi => (
            vietnamese::how(derivation, milestone),
            basis.map(vietnamese::clause),
            lawful.map(vietnamese::moved_from_day_off),
        ),
        Language::En => {
            (english::how(derivation, milestone), basis.map(english::clause), lawful.map(english::moved_from_day_off))
        }
    };
    format!("{how}{}{}.", clause.unwrap_or_default(), lawful.unwrap_or_default())
}

/// The same sentence, or a clause, with the doubt that nobody has held the law behind it against the published text; before
/// its full stop.
pub(crate) fn unchecked(sentence: &str, language: Language) -> String {
    let doubt = match language {
        Language::Vi => "chưa đối chiếu văn bản",
        Language::En => "not yet held against the published text",
    };
    match sentence.strip_suffix('.') {
        Some(sentence) => format!("{sentence} ({doubt})."),
        None => format!("{sentence} ({doubt})"),
    }
}
