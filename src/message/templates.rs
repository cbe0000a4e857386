//! The templates, embedded at build time and compiled once.
//!
//! A template that names a value its letter does not have is an error, never an empty space; values printed into HTML
//! are escaped; text from the register is a value and never parsed as a template.

use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::MessageError;
use crate::lifecycle::policy::Language;

/// The templates of one language, each by its path below `templates/`.
macro_rules! language {
    ($language:literal) => {
        embedded![
            $language,
            "frame.txt",
            "words.txt",
            "entry.txt",
            "section/answer.txt",
            "section/facts.txt",
            "section/recording.txt",
            "section/effect.txt",
            "section/review.txt",
            "section/notice.txt",
            "section/renewal.txt",
            "section/expiry.txt",
            "section/duty.txt",
            "section/observance.txt",
            "section/commitment.txt",
            "section/restricted.txt",
            "reminder/subject.txt",
            "reminder/lead.txt",
            "reminder/body.txt",
            "reminder/sections.txt",
            "director/subject.txt",
            "director/body.txt",
            "director/parts.txt",
            "verify/subject.txt",
            "verify/lead.txt",
            "verify/body.txt",
            "verify/parts.txt",
            "count/subject.txt",
            "count/lead.txt",
            "count/body.txt",
            "count/parts.txt",
            "system/subject.txt",
            "system/lead.txt",
            "system/body.txt",
            "system/parts.txt",
            "digest/subject.txt",
            "digest/lead.txt",
            "digest/headings.txt",
            "digest/row.txt",
            "digest/body.txt",
            "digest/parts.txt",
            "digest-director/subject.txt",
            "digest-director/lead.txt",
            "digest-director/body.txt",
            "digest-director/parts.txt",
            "correction/subject.txt",
            "correction/lead.txt",
            "correction/body.txt",
            "correction/row.txt",
            "correction/parts.txt",
            "welcome/subject.txt",
            "welcome/lead.txt",
            "welcome/body.txt",
            "welcome/parts.txt",
            "test/subject.txt",
            "test/lead.txt",
            "test/body.txt",
            "test/parts.txt",
        ]
    };
}

macro_rules! embedded {
    ($language:literal, $($path:literal),* $(,)?) => {
        &[$((
            concat!($language, "/", $path),
            include_str!(concat!("../../templates/", $language, "/", $path)),
        )),*]
    };
}

/// A template's path, and its text.
type EmbeddedTemplate = (&'static str, &'static str);

/// The HTML, the same in both languages: its words come with the letter.
const HTML: &[EmbeddedTemplate] = embedded![
    "html",
    "page.html",
    "sections.html",
    "brief.html",
    "reminder.html",
    "director.html",
    "correction.html",
    "count.html",
    "digest.html",
    "system.html",
    "test.html",
    "verify.html",
    "welcome.html",
];

const SOURCES: [&[EmbeddedTemplate]; 3] = [HTML, language!("vi"), language!("en")];

/// How deep templates may call each other.
const RECURSION_MAX: usize = 20;

/// The engine with every template compiled, or the first one that does not compile.
fn engine() -> Result<&'static Environment<'static>, MessageError> {
    static ENGINE: OnceLock<Result<Environment<'static>, (String, String)>> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| compile(&SOURCES));
    engine.as_ref().map_err(|(name, why)| MessageError::Template { name: name.clone(), why: why.clone() })
}

fn compile(sources: &[&'static [EmbeddedTemplate]]) -> Result<Environment<'static>, (String, String)> {
    let mut engine = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    engine.set_syntax(syntax.map_err(|error| ("syntax".to_owned(), error.to_string()))?);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_recursion_limit(RECURSION_MAX);
    for (name, source) in sources.iter().copied().flatten() {
        engine.add_template(name, source).map_err(|error| ((*name).to_owned(), error_with_causes(&error)))?;
    }
    Ok(engine)
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

/// Compiles every template; what `check` calls.
pub fn check() -> Result<(), MessageError> {
    engine().map(|_| ())
}

/// The template's output.
pub(super) fn fill(language: Language, name: &str, context: &impl Serialize) -> Result<String, MessageError> {
    let name = format!("{}/{name}", language.code());
    let wrong = |error: minijinja::Error| MessageError::Template { name: name.clone(), why: error_with_causes(&error) };
    engine()?.get_template(&name).and_then(|template| template.render(Value::from(Serde(context)))).map_err(wrong)
}

/// The HTML of that name; the context brings its words.
pub(super) fn html(name: &str, context: &impl Serialize) -> Result<String, MessageError> {
    let name = format!("html/{name}.html");
    let wrong = |error: minijinja::Error| MessageError::Template { name: name.clone(), why: error_with_causes(&error) };
    engine()?.get_template(&name).and_then(|template| template.render(Value::from(Serde(context)))).map_err(wrong)
}

/// The template's output as one line.
pub(super) fn line(language: Language, name: &str, context: &impl Serialize) -> Result<String, MessageError> {
    Ok(joined(&fill(language, name, context)?))
}

/// The parts a template sets (`{% set due %}…{% endset %}`).
pub(super) struct TemplateBlocks {
    name: String,
    captured: minijinja::Captured<'static>,
}

impl TemplateBlocks {
    /// Evaluates a template for its parts.
    pub(super) fn of(language: Language, name: &str, context: &impl Serialize) -> Result<Self, MessageError> {
        let name = format!("{}/{name}", language.code());
        let wrong =
            |error: minijinja::Error| MessageError::Template { name: name.clone(), why: error_with_causes(&error) };
        let template = engine()?.get_template(&name).map_err(wrong)?;
        let captured = template.render_captured(Value::from(Serde(context))).map_err(wrong)?;
        Ok(Self { name, captured })
    }

    /// A part as the template left it.
    pub(super) fn value(&self, part: &'static str) -> Result<Value, MessageError> {
        let value = self.captured.state().lookup(part).filter(|value| !value.is_undefined());
        value.ok_or_else(|| MessageError::Part { name: self.name.clone(), part })
    }

    /// A part as one line.
    pub(super) fn line(&self, part: &'static str) -> Result<String, MessageError> {
        Ok(joined(&self.value(part)?.to_string()))
    }

    /// A part line by line, empty lines left out.
    pub(super) fn lines(&self, part: &'static str) -> Result<Vec<String>, MessageError> {
        let text = self.value(part)?.to_string();
        Ok(text.lines().map(joined).filter(|line| !line.is_empty()).collect())
    }
}

/// The words of a text with one space between them.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Every name each template looks up, dotted: `s.paper.title`.
#[cfg(test)]
pub(super) fn names() -> Vec<(String, String)> {
    let engine = engine().unwrap_or_else(|error| panic!("{error}"));
    let of = |(name, template): (&str, minijinja::Template<'_, '_>)| {
        let names = template.undeclared_variables(true);
        names.into_iter().map(|variable| (name.to_owned(), variable)).collect::<Vec<_>>()
    };
    engine.templates().flat_map(of).collect()
}
