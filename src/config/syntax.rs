//! Faults of the notation itself, before any key is looked at.
//!
//! The parser's own text quotes the line, and a password with it, so only its message and its place are taken. What is
//! quoted here is a key or a day, never a value of another kind.

use std::path::PathBuf;

use toml::de::Error;

use super::findings::{ConfigError, Problem, QuotedValue};
use super::place::LineIndex;
use super::section::{day_first, names_a_secret};
use crate::message::Sentence;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;
use crate::text::slug;

const FAULTS_MAX: usize = 20;
const NAMES_MAX: usize = 60;

/// The faults, each with its place and its cure.
pub(super) fn problems(text: &str, faults: &[Error]) -> Vec<Problem> {
    let lines = LineIndex::of(text);
    let problem = |fault: &Error| {
        let start = fault.span().map(|span| span.start);
        let spot = FaultLine::at(text, start.unwrap_or(text.len()));
        Problem { place: start.map(|start| lines.place(start)), what: fault_of(fault.message(), &spot) }
    };
    let mut problems: Vec<Problem> = faults.iter().take(FAULTS_MAX).map(problem).collect();
    // One slip makes the parser stumble several times in its line.
    problems.dedup_by(|one, other| one.what == other.what && one.place.map(|p| p.line) == other.place.map(|p| p.line));
    problems
}

/// The line of a fault, and what follows it there.
struct FaultLine<'t> {
    line: &'t str,
    rest: &'t str,
}

impl<'t> FaultLine<'t> {
    fn at(text: &'t str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let end = text.get(byte..).and_then(|after| after.find('\n')).map_or(text.len(), |length| byte + length);
        Self { line: text.get(start..end).unwrap_or(""), rest: text.get(byte..end).unwrap_or("") }
    }

    /// The key that begins where the fault is.
    fn key(&self) -> Option<&'t str> {
        let rest = self.rest.trim_start();
        let end = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest.get(1..)?.find(quote)? + 2,
            _ => rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len()),
        };
        rest.get(..end).filter(|key| !key.is_empty())
    }

    /// A day of this line that is written day first, unless the line may hold a secret.
    fn day_first(&self) -> Option<crate::lifecycle::day::Day> {
        if names_a_secret(self.line) {
            return None;
        }
        let words = self.line.split(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-' | '.')));
        words.filter(|word| word.len() >= 8).find_map(day_first)
    }

    /// A day of this line that is written as it should be and that no calendar has, unless the line may hold a secret.
    fn no_such_day(&self) -> Option<&'t str> {
        if names_a_secret(self.line) {
            return None;
        }
        let is_of_a_day = |c: char| c.is_ascii_digit() || c == '-';
        let has_form =
            |word: &&str| word.len() == 10 && word.char_indices().all(|(at, c)| (c == '-') == matches!(at, 4 | 7));
        let words = self.line.split(|c: char| !is_of_a_day(c)).filter(has_form);
        words.into_iter().find(|word| word.parse::<crate::lifecycle::day::Day>().is_err())
    }

    /// The table header of this line where its last part cannot stand bare: kind and name.
    fn named_table(&self) -> Option<(&'t str, &'t str)> {
        let inner = self.line.trim().strip_prefix('[')?;
        let inner = inner.split_once(']').map_or(inner, |(inner, _)| inner);
        let (kind, name) = inner.split_once('.')?;
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let known = ["contacts", "ladder", "roles"].contains(&kind.trim());
        (known && !name.starts_with(['"', '\'']) && !name.chars().all(bare)).then(|| (kind.trim(), name.trim()))
    }
}

/// What is wrong and what to do about it.
fn fault_of(message: &str, spot: &FaultLine) -> Sentence {
    if message.contains("duplicate") {
        return match spot.key() {
            Some(key) => sentence!(words::DUPLICATE, QuotedValue(key)),
            None => sentence!(words::DUPLICATE_IN_TABLE, message),
        };
    }
    if let Some(day) = spot.no_such_day() {
        return sentence!(words::NO_SUCH_DAY, day);
    }
    if let Some(meant) = spot.day_first() {
        return sentence!(words::DAY_FIRST, meant.to_string());
    }
    if let Some((kind, name)) = spot.named_table() {
        let id = slug(name, NAMES_MAX).unwrap_or_else(|| "desk".to_owned());
        let below = if kind == "contacts" {
            sentence!(words::AND_NAME, format!("{name:?}"))
        } else {
            sentence!(words::NOTHING)
        };
        return sentence!(words::TABLE_NAME, QuotedValue(name), format!("{kind}.{id}"), below);
    }
    let cure = match message {
        m if m.contains("must be quoted") => words::QUOTE_TEXT,
        m if m.contains("escape") => words::BACKSLASH,
        _ => words::COMPARE_SAMPLE,
    };
    sentence!(words::NOTATION, message, sentence!(cure))
}

/// A file that is no UTF-8.
pub(super) fn not_utf8(error: &std::string::FromUtf8Error, file: PathBuf) -> ConfigError {
    let valid = error.utf8_error().valid_up_to();
    let sound = std::str::from_utf8(error.as_bytes().get(..valid).unwrap_or_default()).unwrap_or_default();
    let place = Some(LineIndex::of(sound).place(valid));
    ConfigError::Problems { file, problems: vec![Problem { place, what: sentence!(words::NOT_UTF8) }] }
}
