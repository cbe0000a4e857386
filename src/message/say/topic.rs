//! A milestone in a few words, as lists and pages name it; and how a step towards one ended.

use super::{day_table, kind};
use crate::lifecycle::act::{MilestoneKind, StepEnd};
use crate::lifecycle::policy::Language;

/// `sơ kết kỳ 2`, `hạn báo cáo: …`: the kind, a review's number, the title of what has one.
pub fn topic(of: MilestoneKind, nth: u32, title: Option<&str>, language: Language) -> String {
    let words = kind(of, language);
    match (of, title, language) {
        (MilestoneKind::Review, _, Language::Vi) => format!("{words} kỳ {nth}"),
        (MilestoneKind::Review, _, Language::En) => format!("{words} {nth}"),
        (_, Some(title), _) => format!("{words}: {title}"),
        (_, None, _) => words.to_owned(),
    }
}

/// `kỷ niệm 10 năm ký kết`.
pub fn anniversary(years: u32, language: Language) -> String {
    match language {
        Language::Vi => format!("kỷ niệm {years} năm ký kết"),
        Language::En => format!("{years} years since signing"),
    }
}

/// How a step ended: `đã xong 02/03/2027`.
pub(crate) fn step_end(end: &StepEnd, language: Language) -> String {
    match (end, language) {
        (StepEnd::DoneOn(day), Language::Vi) => format!("đã xong {}", day_table(*day)),
        (StepEnd::DoneOn(day), Language::En) => format!("done {}", day_table(*day)),
        (StepEnd::NotNeeded(why), Language::Vi) => format!("không cần: {why}"),
        (StepEnd::NotNeeded(why), Language::En) => format!("not needed: {why}"),
    }
}
