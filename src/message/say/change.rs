//! The act that moved an end away from where the signed text puts it, as a part of the sentence on how it came about.
//!
//! A reader who compares the sentence with the signed text must see why they differ, and in which document the reason
//! is.

use super::days::day_in_text;
use crate::lifecycle::milestone::{ChangedBy, Milestone};
use crate::lifecycle::policy::Language;

/// `, văn bản số 12/CV`; nothing without a number.
pub(super) fn paper_vi(number: Option<&str>) -> String {
    number.map_or_else(String::new, |number| format!(", văn bản số {number}"))
}

/// `, paper 12/CV`; nothing without a number.
pub(super) fn paper_en(number: Option<&str>) -> String {
    number.map_or_else(String::new, |number| format!(", paper {number}"))
}

/// `lần gia hạn ghi ngày 01/12/2021, văn bản số 12/CV`.
fn act_vi(changed: &ChangedBy) -> String {
    match changed {
        ChangedBy::Extension(on, number) => {
            format!("lần gia hạn ghi ngày {}{}", day_in_text(*on, Language::Vi), paper_vi(number.as_deref()))
        }
        ChangedBy::Amendment(from, number) => {
            format!("lần sửa đổi áp dụng từ ngày {}{}", day_in_text(*from, Language::Vi), paper_vi(number.as_deref()))
        }
    }
}

/// `the extension recorded for 1 December 2021, paper 12/CV`.
fn act_en(changed: &ChangedBy) -> String {
    match changed {
        ChangedBy::Extension(on, number) => {
            format!("the extension recorded for {}{}", day_in_text(*on, Language::En), paper_en(number.as_deref()))
        }
        ChangedBy::Amendment(from, number) => {
            format!("the amendment that holds from {}{}", day_in_text(*from, Language::En), paper_en(number.as_deref()))
        }
    }
}

/// Behind the length of the term, in brackets; nothing where the text alone says it.
pub(super) fn with_vi(milestone: &Milestone) -> String {
    milestone.changed.as_ref().map_or_else(String::new, |changed| format!(" (theo {})", act_vi(changed)))
}

/// The same in English.
pub(super) fn with_en(milestone: &Milestone) -> String {
    milestone.changed.as_ref().map_or_else(String::new, |changed| format!(" (with {})", act_en(changed)))
}

/// Who names the last day, at the head of a sentence: the signed text, or the act.
pub(super) fn who_names_vi(milestone: &Milestone) -> String {
    milestone.changed.as_ref().map_or_else(|| "Văn bản".to_owned(), |changed| at_head("L", &act_vi(changed)))
}

/// The same in English.
pub(super) fn who_names_en(milestone: &Milestone) -> String {
    milestone.changed.as_ref().map_or_else(|| "The text".to_owned(), |changed| at_head("T", &act_en(changed)))
}

/// With a capital, and a second comma where the paper's number opened one.
fn at_head(capital: &str, act: &str) -> String {
    let comma = if act.contains(',') { "," } else { "" };
    let rest: String = act.chars().skip(1).collect();
    format!("{capital}{rest}{comma}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::derivation::derivation;
    use super::*;
    use crate::lifecycle::act::MilestoneKind;
    use crate::lifecycle::day::Day;
    use crate::lifecycle::milestone::Derivation;
    use crate::lifecycle::policy::Language;
    use crate::lifecycle::span::Span;
    use crate::lifecycle::term::TermCount;

    #[test]
    fn an_end_that_an_act_moved_is_not_said_to_stand_in_the_text() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let number = Some("12/CV".to_owned());
        let counted = Derivation::Counted {
            anchor: day("2017-12-22"),
            span: Span::years(10),
            count: TermCount::Civil,
            count_since: None,
            renewals: 0,
        };
        let named = Derivation::Named { day: day("2025-06-30"), span: Span::ZERO, renewals: 0 };
        let extended = |number| Some(ChangedBy::Extension(day("2021-12-01"), number));
        let amended = Some(ChangedBy::Amendment(day("2020-06-01"), None));
        for (how, ends_on, changed, vi, en) in [
            (
                &counted,
                "2027-12-22",
                extended(number.clone()),
                "Có hiệu lực từ ngày 22/12/2017; thời hạn 10 năm (theo lần gia hạn ghi ngày 01/12/2021, văn bản số 12/CV), \
                 tính theo ngày tương ứng, nên hết hiệu lực vào hết ngày 22/12/2027 (thứ Tư).",
                "In force from 22 December 2017; a term of 10 years (with the extension recorded for 1 December 2021, \
                 paper 12/CV), counted to the corresponding day, so it expires at the end of Wednesday, 22 December 2027.",
            ),
            (
                &counted,
                "2027-12-22",
                amended,
                "Có hiệu lực từ ngày 22/12/2017; thời hạn 10 năm (theo lần sửa đổi áp dụng từ ngày 01/6/2020), tính theo \
                 ngày tương ứng, nên hết hiệu lực vào hết ngày 22/12/2027 (thứ Tư).",
                "In force from 22 December 2017; a term of 10 years (with the amendment that holds from 1 June 2020), \
                 counted to the corresponding day, so it expires at the end of Wednesday, 22 December 2027.",
            ),
            (
                &named,
                "2025-06-30",
                extended(number),
                "Lần gia hạn ghi ngày 01/12/2021, văn bản số 12/CV, nêu ngày 30/6/2025, nên hết hiệu lực vào hết ngày \
                 30/6/2025 (thứ Hai).",
                "The extension recorded for 1 December 2021, paper 12/CV, names 30 June 2025, so it expires at the end of \
                 Monday, 30 June 2025.",
            ),
            (
                &named,
                "2025-06-30",
                extended(None),
                "Lần gia hạn ghi ngày 01/12/2021 nêu ngày 30/6/2025, nên hết hiệu lực vào hết ngày 30/6/2025 (thứ Hai).",
                "The extension recorded for 1 December 2021 names 30 June 2025, so it expires at the end of Monday, \
                 30 June 2025.",
            ),
        ] {
            let mut expiry = Milestone::new(MilestoneKind::Expiry, 1, day(ends_on), how.clone(), day("2017-12-22"));
            expiry.changed = changed;
            assert_eq!(derivation(how, &expiry, Language::Vi), vi);
            assert_eq!(derivation(how, &expiry, Language::En), en);
        }
    }
}
