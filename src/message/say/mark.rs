//! A milestone in a line of a list: what it is, with its number, name or title.

use super::{day_for, day_table, kind, weekday_short};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::Duty;
use crate::lifecycle::policy::Language;
use crate::message::{Say, Sentence, Voice};

/// A larger number is a year.
const LARGEST_NUMBER: u32 = 999;

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

/// A milestone by the key that files and commands write: `sơ kết ngày 15/03/2026` for `review@2026-03-15`, `sơ kết kỳ 9` for
/// `review@9`, `hết hiệu lực năm 2027` for `expiry@2027`; in English the key itself. People read these words, and the readers of
/// acts understand them.
pub fn milestone_called(key: &str, language: Language) -> String {
    let voice = Voice::terminal(language);
    if language == Language::En {
        return key.to_owned();
    }
    let Some((what, which)) = key.rsplit_once('@') else { return mark(key, None, None, voice) };
    let (which, nth) = match which.strip_suffix(')').and_then(|which| which.split_once(" (")) {
        Some((day, nth)) => (day, nth.parse::<u32>().ok()),
        None => (which, None),
    };
    let word = mark(what, nth, None, voice);
    match (which.parse::<Day>(), which.parse::<u32>()) {
        (Ok(day), _) => format!("{word} ngày {}", day_table(day)),
        (_, Ok(year)) if year > LARGEST_NUMBER => format!("{word} năm {year}"),
        (_, Ok(nth)) => format!("{word} kỳ {nth}"),
        _ => mark(key, None, None, voice),
    }
}

/// The same in both languages.
pub(crate) fn milestone_in_both(key: &str) -> Sentence {
    Sentence::in_both(|language| milestone_called(key, language))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_said_in_words() {
        for (key, expected) in [
            ("review@2026-03-15", "sơ kết ngày 15/03/2026"),
            ("review@9", "sơ kết kỳ 9"),
            ("review@2026-03-15 (4)", "sơ kết kỳ 4 ngày 15/03/2026"),
            ("expiry@2027", "hết hiệu lực năm 2027"),
            ("expiry", "hết hiệu lực"),
            ("duty:report@2025-06-21", "hạn báo cáo [report] ngày 21/06/2025"),
            ("commitment:students", "cam kết [students]"),
        ] {
            assert_eq!(milestone_called(key, Language::Vi), expected);
            assert_eq!(milestone_called(key, Language::En), key);
        }
    }
}
