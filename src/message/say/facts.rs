//! The facts of the signed text, in words: what a page shows of them.

use super::{agreement_kind, country, day_full, day_in_text, field as field_words, rhythm, span as span_words};
use crate::lifecycle::agreement::{Facts, Field, PaperKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::Term;
use crate::message::{Voice, Words};

/// The fields that are elsewhere on the page, or nowhere.
const ELSEWHERE: [Field; 7] =
    [Field::Reference, Field::Title, Field::Ours, Field::Partner, Field::Officers, Field::Documents, Field::Restricted];

/// Name and value of every fact that is known, and that what days hang on is not.
///
/// A default of the register is not shown as if the text said it.
pub(crate) fn known_facts(facts: &Facts, language: Language) -> Vec<(String, String)> {
    let shown = Field::ALL.iter().filter(|field| !ELSEWHERE.contains(field));
    let gaps = facts.gaps();
    let line = |field: &Field| {
        let heading = field_words(field.name(), language).to_owned();
        if gaps.iter().any(|gap| gap.0 == field.name()) {
            return Some((heading, UNKNOWN.of(Voice::terminal(language)).to_owned()));
        }
        let text = facts.get(*field).filter(|text| !text.is_empty())?;
        let value = value_in_words(*field, &text, language);
        Some((heading, assumed(*field, facts, &text, language).unwrap_or(value)))
    };
    shown.filter_map(line).collect()
}

const UNKNOWN: Words = Words::new("chưa rõ", "not known");

/// A value that the register takes by itself and for which no clause is named.
fn assumed(field: Field, facts: &Facts, text: &str, language: Language) -> Option<String> {
    let unknown = match (field, text) {
        (Field::Effect, "signature") => facts.signed_on.is_none(),
        (Field::Renewal, "none") => facts.term == Term::Unknown,
        _ => return None,
    };
    let named = facts.basis.contains_key(field.name());
    let voice = Voice::terminal(language);
    match (named, unknown) {
        (true, _) => None,
        (false, true) => Some(UNKNOWN.of(voice).to_owned()),
        (false, false) => {
            let value = value_in_words(field, text, language);
            Some(voice.pick(format!("{value} (chưa ghi căn cứ)"), format!("{value} (no clause is named)")))
        }
    }
}

/// A fact by its name: in English as lists and commands take it.
pub(crate) fn field_in_list(voice: Voice, fact: Field) -> &'static str {
    voice.pick(field_words(fact.name(), Language::Vi), fact.name())
}

/// The same by the name that an act carries.
pub(crate) fn field_named(voice: Voice, name: &str) -> &str {
    Field::named(name).map_or(name, |fact| field_in_list(voice, fact))
}

/// A field's canonical text in words.
pub(crate) fn value_in_words(field: Field, text: &str, language: Language) -> String {
    let word = |vi: &str, en: &str| match language {
        Language::Vi => vi.to_owned(),
        Language::En => en.to_owned(),
    };
    if let Ok(day) = text.parse::<Day>() {
        return day_full(day, language);
    }
    match field {
        Field::Kind => PaperKind::named(text).map_or(text, |kind| agreement_kind(kind, language)).to_owned(),
        Field::Country => country(text, language).to_owned(),
        Field::ReviewEvery => text.parse().map_or_else(|_| text.to_owned(), |span: Span| rhythm(span, language)),
        Field::Effect => match text {
            "signature" => word("từ ngày ký", "from signature"),
            "date" => word("từ ngày văn bản nêu", "from the day the text names"),
            _ => word("khi hai bên thông báo", "by notification"),
        },
        Field::Renewal => match text {
            "none" => word("không gia hạn", "none"),
            "consent" => word("khi hai bên đồng ý bằng văn bản", "by consent in writing"),
            _ => word("tự động gia hạn", "tacit"),
        },
        Field::Count => match text {
            "inclusive" => word("tính cả ngày đầu", "the first day counts"),
            _ => word(
                "hết ngày tương ứng (Bộ luật Dân sự 2015, Điều 147–148)",
                "through the corresponding day (Civil Code 2015, Art. 147–148)",
            ),
        },
        Field::Term => term(text, language),
        Field::Basis => clauses(text, language),
        _ => text.parse::<Span>().map_or_else(|_| lines(text), |span| span_words(span, language)),
    }
}

/// What a clause is about: a field, or a day that hangs on it.
pub(crate) fn clause_of(word: &str, language: Language) -> &str {
    match (word, language) {
        ("review", Language::Vi) => "sơ kết",
        ("expiry" | "end", Language::Vi) => "hết hiệu lực",
        (word, language) => field_words(word, language),
    }
}

/// `thời hạn: Điều 7; định kỳ sơ kết: Điều 5`.
fn clauses(text: &str, language: Language) -> String {
    let one = |clause: &str| match clause.split_once('=') {
        Some((word, place)) => format!("{}: {}", clause_of(word.trim(), language), place.trim()),
        None => clause.trim().to_owned(),
    };
    text.split(';').map(one).collect::<Vec<_>>().join("; ")
}

/// Lists in their canonical text are separated by `;`.
fn lines(text: &str) -> String {
    text.split(';').map(str::trim).collect::<Vec<_>>().join("; ")
}

fn term(text: &str, language: Language) -> String {
    let day = |text: &str| text.parse::<Day>().map_or_else(|_| text.to_owned(), |day| day_in_text(day, language));
    match (text, text.strip_prefix("until "), language) {
        ("open", _, Language::Vi) => "không thời hạn".to_owned(),
        ("open", _, Language::En) => "no fixed term".to_owned(),
        ("unknown", _, Language::Vi) => "chưa rõ".to_owned(),
        ("unknown", _, Language::En) => "unknown".to_owned(),
        (_, Some(until), _) => match (until.split_once(".."), language) {
            (Some((from, to)), Language::Vi) => format!("đến trong khoảng {} – {}", day(from), day(to)),
            (Some((from, to)), Language::En) => format!("until some day from {} to {}", day(from), day(to)),
            (None, Language::Vi) => format!("đến hết ngày {}", day(until)),
            (None, Language::En) => format!("until {}", day(until)),
        },
        _ => text.parse::<Span>().map_or_else(|_| text.to_owned(), |span| span_words(span, language)),
    }
}
