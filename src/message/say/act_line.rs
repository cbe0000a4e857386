//! What an act carries, value by value, for a list of what happened.

use serde_json::{Map, Value};

use super::{day_in_text, day_table, field, span, weekday};
use crate::lifecycle::act::{ActBody, CHOICES};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;

/// Name and value of everything an act carries beside its word: `("đến hết ngày", "22/12/2027 (thứ Tư)")`. What an act
/// of registration carries are the facts, and they stand elsewhere.
///
/// It reads the act by the names of its own JSON, so that an act which came in yesterday is shown today.
pub(crate) fn act_line(body: &ActBody, language: Language) -> Vec<(String, String)> {
    let Ok(Value::Object(carried)) = serde_json::to_value(body) else { return Vec::new() };
    let shown = |(name, value): (&String, &Value)| {
        let left_out = ["act", "facts", "import", "party"].contains(&name.as_str()) || value.is_null();
        (!left_out).then(|| (label(body.word(), name, language).to_owned(), text(name, value, language)))
    };
    carried.iter().filter_map(shown).collect()
}

fn label<'a>(act: &str, name: &'a str, language: Language) -> &'a str {
    let (vi, en) = match name {
        "name" if act == "commit" => ("mã", "name"),
        "name" if act == "rename" => ("tên mới", "new name"),
        "side" | "who" | "target" | "basis" => return field(name, language),
        "from" => ("tính từ ngày", "from"),
        "every" => ("định kỳ", "every"),
        "yearly" => ("hằng năm vào ngày", "yearly on"),
        "title" => ("nội dung", "title"),
        "in_force_on" => ("có hiệu lực từ ngày", "in force from"),
        "received_on" => ("ngày nhận được", "received on"),
        "until" => ("đến hết ngày", "until"),
        "for" => ("thêm", "for"),
        "their_number" => ("số văn bản của đối tác", "the partner's paper"),
        "from_on" => ("áp dụng từ ngày", "from"),
        "set" | "what" => ("nội dung", "what"),
        "by" => ("bên", "side"),
        "ends_on" => ("ngày cuối có hiệu lực", "last day in force"),
        "with" => ("văn bản thay thế", "replaced by"),
        "review" | "milestone" | "of" | "expiry" => ("mốc", "of"),
        "to" => ("đến ngày", "to"),
        "choice" => ("quyết định", "decision"),
        "decided_by" => ("ý kiến chỉ đạo của", "decided by"),
        "why" => ("lý do", "why"),
        "field" => ("thông tin", "field"),
        "old" => ("trước đây", "before"),
        "new" => ("nay là", "now"),
        "voids" | "confirms" => ("lần cập nhật số", "act number"),
        "done_on" => ("ngày xong", "done on"),
        "not_needed" => ("không cần vì", "not needed because"),
        "step" | "name" => ("bước", "step"),
        "text" => ("tiến độ", "progress"),
        "successor" => ("bên kế thừa", "successor"),
        other => (other, other),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

fn text(name: &str, value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => word(name, text, language),
        Value::Object(map) => pairs(map, language),
        Value::Array(items) => items.iter().map(|item| self::text(name, item, language)).collect::<Vec<_>>().join("; "),
        Value::Bool(true) => pick("có", "yes", language).to_owned(),
        Value::Bool(false) => pick("không", "no", language).to_owned(),
        other => other.to_string(),
    }
}

fn pairs(map: &Map<String, Value>, language: Language) -> String {
    let one = |(name, value): (&String, &Value)| format!("{}: {}", field(name, language), text(name, value, language));
    map.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn pick(vi: &'static str, en: &'static str, language: Language) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

fn choice_in_words(word: &str, language: Language) -> &str {
    let known = CHOICES.iter().find(|(_, canonical, ..)| *canonical == word);
    known.map_or(word, |(choice, ..)| super::choice(*choice, language))
}

fn word(name: &str, text: &str, language: Language) -> String {
    if let Ok(day) = text.parse::<Day>() {
        return format!("{} ({})", day_table(day), weekday(day, language));
    }
    if let Some((kind, day)) = text.split_once('@')
        && let Ok(day) = day.parse::<Day>()
    {
        let (kind, of) = kind.split_once(':').unwrap_or((kind, ""));
        let called = crate::lifecycle::act::MilestoneKind::named(kind).map_or(kind, |kind| super::kind(kind, language));
        return format!("{called}{}{of} {}", if of.is_empty() { "" } else { ": " }, day_table(day));
    }
    if ["every", "for", "term", "notice", "renewal_period", "review_every"].contains(&name)
        && let Ok(value) = text.parse::<Span>()
    {
        return span(value, language);
    }
    match (name, text) {
        ("by" | "side", "us") => pick("ta", "us", language).to_owned(),
        ("by" | "side", "partner") => pick("đối tác", "the partner", language).to_owned(),
        ("side", "both") => pick("hai bên", "both sides", language).to_owned(),
        ("what", "non-renewal") => pick("không gia hạn", "no renewal", language).to_owned(),
        ("what", "termination") => pick("chấm dứt", "termination", language).to_owned(),
        ("choice", word) => choice_in_words(word, language).to_owned(),
        ("field", field_name) => field(field_name, language).to_owned(),
        (_, "") => "–".to_owned(),
        (_, text) => text.to_owned(),
    }
}

/// What an act took back: its word, its day and what it carried.
pub(crate) fn took_back(body: &ActBody, on: Day, language: Language) -> (String, String) {
    let name = match language {
        Language::Vi => "nội dung đã hủy",
        Language::En => "taken back",
    };
    let carried = act_line(body, language).into_iter().map(|(name, text)| format!("; {name} {text}"));
    let word = super::act(body.word(), language);
    (name.to_owned(), format!("{word}, {}{}", day_in_text(on, language), carried.collect::<String>()))
}

/// A value of an act's line that is in no act: the day on which a review stood that had been put off.
pub(crate) fn postponed_day(day: Day, language: Language) -> (String, String) {
    let name = match language {
        Language::Vi => "đã lùi đến",
        Language::En => "put off to",
    };
    (name.to_owned(), day_in_text(day, language))
}
