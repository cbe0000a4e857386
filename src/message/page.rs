//! Pages and the letter with a login code: their templates, filled.
//!
//! One template a page for both languages: `{{ w("Sổ theo dõi", "Register") }}` gives the words of the reader's. Like
//! those of letters they are embedded, compiled once, escaped, and strict: a name that a page does not have is an error.

use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use super::{MessageError, Rendered, say};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

macro_rules! pages {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../templates/web/", $path)))),*]
    };
}

const SOURCES: &[(&str, &str)] = pages![
    "layout.html",
    "trouble.html",
    "verify.html",
    "login.html",
    "choose.html",
    "demo.html",
    "account.html",
    "admin.html",
    "brake.html",
    "calendar.html",
    "changes.html",
    "edit_preview.html",
    "entry.html",
    "entry_field.html",
    "entry_preview.html",
    "handover.html",
    "home.html",
    "home_body.html",
    "office_matters.html",
    "parties.html",
    "party.html",
    "import.html",
    "import-list.html",
    "letter.html",
    "letters.html",
    "letters_now.html",
    "listing.html",
    "link.html",
    "link_done.html",
    "link_preview.html",
    "link_stale.html",
    "lives.html",
    "promise.html",
    "promise_preview.html",
    "proof.html",
    "proof-alone.html",
    "proof-body.html",
    "record.html",
    "record_faults.html",
    "record_why.html",
    "record_fields.html",
    "record_preview.html",
    "record_done.html",
    "record_void.html",
    "register.html",
    "who_writes.html",
    "year.html",
    "agreement.html",
    "agreement.txt",
    "code.txt",
    "code.html",
];

/// How deep templates may call each other; an include counts for ten, a macro for four.
const RECURSION_MAX: usize = 60;

/// The letter that carries a login code.
#[derive(Clone, Debug)]
pub(crate) struct CodeLetter<'a> {
    /// The office's name.
    pub office: &'a str,
    /// Whom it is for.
    pub name: &'a str,
    /// The code as it is typed.
    pub code: &'a str,
    /// The machine that asked.
    pub machine: &'a str,
    /// The hour.
    pub at: &'a str,
    pub on: Day,
    pub language: Language,
}

/// A page from its template.
pub fn page(name: &str, language: Language, context: &impl Serialize) -> Result<String, MessageError> {
    let wrong = |error: minijinja::Error| MessageError::Template {
        name: format!("web/{name}"),
        why: error_with_causes(&error),
    };
    let filled = engine(language)?.get_template(name).and_then(|template| template.render(Value::from(Serde(context))));
    filled.map_err(wrong)
}

/// Compiles every template of the pages, in both languages.
pub fn check() -> Result<(), MessageError> {
    engine(Language::Vi)?;
    engine(Language::En).map(drop)
}

/// The letter with a code. The subject does not have it: servers write subjects down.
pub(crate) fn code_letter(letter: &CodeLetter<'_>) -> Result<Rendered, MessageError> {
    #[derive(Serialize)]
    struct CodeLetterWords<'a> {
        office: &'a str,
        name: &'a str,
        code: &'a str,
        machine: &'a str,
        at: &'a str,
        day: String,
    }
    let words = CodeLetterWords {
        office: letter.office,
        name: letter.name,
        code: letter.code,
        machine: letter.machine,
        at: letter.at,
        day: say::day_full(letter.on, letter.language),
    };
    let subject = match letter.language {
        Language::Vi => "Mã đăng nhập trang theo dõi thỏa thuận",
        Language::En => "Login code for the register of agreements",
    };
    Ok(Rendered {
        subject: subject.to_owned(),
        text: page("code.txt", letter.language, &words)?,
        html: page("code.html", letter.language, &words)?,
        thread: None,
    })
}

fn engine(language: Language) -> Result<&'static Environment<'static>, MessageError> {
    static ENGINES: [OnceLock<Result<Environment<'static>, (String, String)>>; 2] = [const { OnceLock::new() }; 2];
    let at = match language {
        Language::Vi => 0,
        Language::En => 1,
    };
    let engine = ENGINES[at].get_or_init(|| compile(language));
    engine.as_ref().map_err(|(name, why)| MessageError::Template { name: format!("web/{name}"), why: why.clone() })
}

fn compile(language: Language) -> Result<Environment<'static>, (String, String)> {
    let mut engine = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    engine.set_syntax(syntax.map_err(|error| ("syntax".to_owned(), error.to_string()))?);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_recursion_limit(RECURSION_MAX);
    engine.set_formatter(write_escaped);
    engine.add_global("lang", language.code());
    engine.add_function("w", move |vi: String, en: String| match language {
        Language::Vi => vi,
        Language::En => en,
    });
    for (name, source) in SOURCES {
        engine.add_template(name, source).map_err(|error| ((*name).to_owned(), error_with_causes(&error)))?;
    }
    Ok(engine)
}

/// Writes a value into HTML: a slash needs no escape where every attribute is in quotes, and days are full of them.
fn write_escaped(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    let text = match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Html, Some(text)) if !value.is_safe() => text,
        _ => return escape_formatter(out, state, value),
    };
    let mut from = 0;
    let wrote = text.char_indices().try_for_each(|(at, letter)| {
        let entity = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => return Ok(()),
        };
        out.write_str(&text[from..at])?;
        from = at + 1;
        out.write_str(entity)
    });
    wrote.and_then(|()| out.write_str(&text[from..])).map_err(minijinja::Error::from)
}

/// The engine's message with the causes behind it.
fn error_with_causes(error: &minijinja::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_in_the_body_alone() {
        for language in [Language::Vi, Language::En] {
            let letter = CodeLetter {
                office: "Sở Ngoại vụ",
                name: "Chuyên viên",
                code: "ABCD-EFGH",
                machine: "192.0.2.7",
                at: "08:15",
                on: Day::ymd(2026, 11, 21).expect("a day"),
                language,
            };
            let letter = code_letter(&letter).unwrap_or_else(|error| panic!("{error}"));
            assert!(!letter.subject.contains("ABCD"));
            for body in [&letter.text, &letter.html] {
                assert!(body.contains("ABCD-EFGH") && body.contains("08:15") && body.contains("192.0.2.7"), "{body}");
            }
        }
    }
}
