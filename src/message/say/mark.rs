//! A milestone in a line of a list: what it is, with its number, name or title.

use super::{day_for, kind, weekday_short};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::Duty;
use crate::lifecycle::policy::Language;
use crate::message::{Say, Sentence, Voice};

/// What a milestone is, by its kind with `:name`: `sơ kết kỳ 5`, `hạn báo cáo: báo cáo việc ký kết`; in English by the words
/// that commands take: `review 5`, `duty:report 1`.
pub fn mark(of: &str, nth: Option<u32>, title: Option<&Sentence>, voice: Voice) -> String {
    let (known, name) = match of.split_once(':') {
        Some((known, name)) => (known, Some(name)),
        None => (of, None),
    };
    let Some(known) = MilestoneKind::named(known).filter(|_| voice.language == Language::Vi) else {
        return nth.map_or_else(|| of.to_owned(), |nth| format!("{of} {nth}"));
    };
    let word = kind(known, voice.language);
    match (title, name, nth) {
        (Some(title), ..) => format!("{word}: {}", title.say(voice)),
        (None, Some("signing"), _) if known == MilestoneKind::Observance => format!("{word} ký kết"),
        (None, Some(name), _) => format!("{word} [{name}]"),
        (None, None, Some(nth)) if known == MilestoneKind::Review => format!("{word} kỳ {nth}"),
        (None, None, _) => word.to_owned(),
    }
}

/// What a duty asks for.
pub(crate) fn duty_called(duty: &Duty) -> Sentence {
    let english = duty.title_en.as_ref().unwrap_or(&duty.title);
    Sentence::new(&duty.title, english)
}

/// `15/12/2026 T3`, `2026-12-15 Tue`.
pub(crate) fn day_and_weekday(day: Day, voice: Voice) -> String {
    format!("{} {}", day_for(voice, day), weekday_short(day, voice.language))
}
