//! The facts of the signed text and its parties, in words.

use serde::Serialize;

use crate::desk::life::Life;
use crate::lifecycle::agreement::{Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, heir};
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::message::say;

/// A party, then and now.
#[derive(Serialize)]
pub(crate) struct PartyLine {
    /// `ours` or `partner`.
    side: &'static str,
    then: String,
    now: Option<String>,
    country: Option<String>,
}

/// The fields that stand elsewhere on the page, or in no words at all.
const ELSEWHERE: [Field; 7] =
    [Field::Reference, Field::Title, Field::Ours, Field::Partner, Field::Officers, Field::Documents, Field::Restricted];

/// Name and value of every fact that is known.
pub(crate) fn facts(facts: &Facts, language: Language) -> Vec<(String, String)> {
    let shown = Field::ALL.iter().filter(|field| !ELSEWHERE.contains(field));
    let line = |field: &Field| {
        let text = facts.get(*field).filter(|text| !text.is_empty())?;
        Some((name(*field, language).to_owned(), value(*field, facts, &text, language)))
    };
    shown.filter_map(line).collect()
}

/// The field's name where lists have no words for it.
fn name(field: Field, language: Language) -> &'static str {
    let (vi, en) = match field {
        Field::Kind => ("loại văn bản", "kind"),
        Field::TitleEn => ("tên tiếng Anh", "English title"),
        Field::Short => ("tên ngắn", "short name"),
        Field::EffectDelay => ("có hiệu lực sau", "in force after"),
        Field::Count => ("cách tính ngày cuối", "how the last day is counted"),
        Field::RenewalsMax => ("số lần tự gia hạn tối đa", "renewals at most"),
        Field::TerminationNotice => ("báo trước khi chấm dứt", "notice of termination"),
        Field::ReviewFirstOn => ("kỳ sơ kết đầu", "first review"),
        Field::Fields => ("lĩnh vực", "fields"),
        Field::Ladders => ("lịch nhắc riêng", "ladders"),
        Field::Note => ("ghi chú", "note"),
        Field::Source => ("nguồn", "source"),
        other => return say::field(other.name(), language),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// A field's canonical text in words; parties by their names.
pub(crate) fn value_in_words(field: Field, text: &str, life: &Life, language: Language) -> String {
    let named =
        |id: &str| life.parties.get(id).map_or_else(|| id.to_owned(), |party| party.name_on(Day::last()).to_owned());
    let mut facts = life.facts.clone();
    match field {
        Field::Ours | Field::Partner => text.split(';').map(named).collect::<Vec<_>>().join("; "),
        // A text that the field does not take is shown as it stands.
        _ if facts.set(field, Some(text)).is_err() => text.to_owned(),
        _ => value(field, &facts, text, language),
    }
}

fn value(field: Field, facts: &Facts, text: &str, language: Language) -> String {
    let word = |vi: &str, en: &str| match language {
        Language::Vi => vi.to_owned(),
        Language::En => en.to_owned(),
    };
    if let Ok(day) = text.parse::<Day>() {
        return say::day_full(day, language);
    }
    match field {
        Field::Kind => say::agreement_kind(facts.kind, language).to_owned(),
        Field::Country => say::country(text, language).to_owned(),
        Field::ReviewEvery => text.parse().map_or_else(|_| text.to_owned(), |span: Span| say::rhythm(span, language)),
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
            _ => word("đến ngày tương ứng", "to the corresponding day"),
        },
        Field::Term => term(text, language),
        Field::Basis => clauses(text, language),
        _ => text.parse::<Span>().map_or_else(|_| lines(text), |span| say::span(span, language)),
    }
}

/// `thời hạn: Điều 7; định kỳ sơ kết: Điều 5`.
fn clauses(text: &str, language: Language) -> String {
    let known = |word: &str| match (word, language) {
        ("review", Language::Vi) => "sơ kết".to_owned(),
        ("expiry" | "end", Language::Vi) => "hết hiệu lực".to_owned(),
        (word, language) => say::field(word, language).to_owned(),
    };
    let one = |clause: &str| match clause.split_once('=') {
        Some((word, place)) => format!("{}: {}", known(word.trim()), place.trim()),
        None => clause.trim().to_owned(),
    };
    text.split(';').map(one).collect::<Vec<_>>().join("; ")
}

/// Lists in their canonical text are separated by `;`.
fn lines(text: &str) -> String {
    text.split(';').map(str::trim).collect::<Vec<_>>().join("; ")
}

fn term(text: &str, language: Language) -> String {
    let day = |text: &str| text.parse::<Day>().map_or_else(|_| text.to_owned(), |day| say::day_in_text(day, language));
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
        _ => text.parse::<Span>().map_or_else(|_| text.to_owned(), |span| say::span(span, language)),
    }
}

/// Both sides: the name at signing, and who stands there on that day where that is another.
pub(crate) fn parties(life: &Life, on: Day, language: Language) -> Vec<PartyLine> {
    let name = |party: &Party, day: Day| match language {
        Language::Vi => party.name_on(day).to_owned(),
        Language::En => party.name_en_on(day).to_owned(),
    };
    let party_line = |side: &'static str, id: &String| {
        let Some(party) = life.parties.get(id) else {
            return PartyLine { side, then: id.clone(), now: None, country: None };
        };
        let then = name(party, life.facts.signed_on.unwrap_or(on));
        let now = name(heir(party, &life.parties, on), on);
        let country = party.country.as_deref().map(|code| say::country(code, language).to_owned());
        PartyLine { side, now: (now != then).then_some(now), then, country }
    };
    let ours = life.facts.ours.iter().map(|id| party_line("ours", id));
    ours.chain(life.facts.partner.iter().map(|id| party_line("partner", id))).collect()
}
