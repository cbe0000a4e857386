//! What is wrong with a configuration, all of it at once.
//!
//! The invariant: no message quotes the file. Values appear only where a reader puts them there on purpose, and never
//! those of a key that may hold a secret.

use std::fmt;
use std::path::{Path, PathBuf};

use super::place::{Lines, Place};
use crate::text::nearest;

/// One thing that is wrong, with its place and its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, if it stands somewhere.
    pub place: Option<Place>,
    /// What is wrong and what to do about it.
    pub text: String,
}

/// Something odd that does not stop the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, or 0 where it is about something that is not written.
    pub line: usize,
    /// What is odd and what to do about it.
    pub text: String,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: cannot be read ({source}); name another with --config, or write one with `pactwatch init`", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is longer than any configuration.
    #[error("{}: longer than {limit} bytes, no configuration; name the right file with --config", file.display())]
    TooLong {
        /// The file.
        file: PathBuf,
        /// The most that is read.
        limit: u64,
    },
    /// What stands in it is wrong.
    #[error("{}", listed(file, problems))]
    Problems {
        /// The file.
        file: PathBuf,
        /// In the order of the file; at least one.
        problems: Vec<Problem>,
    },
}

fn listed(file: &Path, problems: &[Problem]) -> String {
    let line = |problem: &Problem| match problem.place {
        Some(place) => format!("{}:{place}: {}", file.display(), problem.text),
        None => format!("{}: {}", file.display(), problem.text),
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// More problems than this are counted, not told.
const PROBLEMS_MAX: usize = 100;
/// As many warnings are kept.
const WARNINGS_MAX: usize = 100;

/// What the readers find while they read.
pub(super) struct Findings<'t> {
    lines: Lines<'t>,
    problems: Vec<Problem>,
    untold: usize,
    warnings: Vec<Warning>,
}

impl<'t> Findings<'t> {
    pub(super) fn about(text: &'t str) -> Self {
        Self { lines: Lines::of(text), problems: Vec::new(), untold: 0, warnings: Vec::new() }
    }

    pub(super) fn place(&self, byte: usize) -> Place {
        self.lines.place(byte)
    }

    pub(super) fn problem(&mut self, place: Option<Place>, text: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { place, text: text.into() });
        } else {
            self.untold += 1;
        }
    }

    pub(super) fn warn(&mut self, place: Option<Place>, text: impl Into<String>) {
        if self.warnings.len() < WARNINGS_MAX {
            self.warnings.push(Warning { line: place.map_or(0, |place| place.line), text: text.into() });
        }
    }

    /// The warnings where nothing is wrong, else the problems in the order of the file.
    pub(super) fn settle(&mut self, file: &Path) -> Result<Vec<Warning>, ConfigError> {
        if self.problems.is_empty() {
            self.warnings.sort_by_key(|warning| warning.line);
            return Ok(std::mem::take(&mut self.warnings));
        }
        let mut problems = std::mem::take(&mut self.problems);
        problems.sort_by_key(|problem| problem.place);
        if self.untold > 0 {
            let text = format!("and {} more; mend these first", self.untold);
            problems.push(Problem { place: None, text });
        }
        Err(ConfigError::Problems { file: file.to_owned(), problems })
    }
}

/// What to say to somebody who wrote `word` where only `known` ones stand: the nearest one, or all of them where none
/// is near.
pub(super) fn cure(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None if known.is_empty() => "none is known here".to_owned(),
        None => format!("known here: {}", known.iter().take(30).copied().collect::<Vec<_>>().join(", ")),
    }
}

/// A value as a message may show it: quoted, on one line, and not longer than it takes to recognise it.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.0.chars().count() > 60 { "…" } else { "" };
        let start: String = self.0.chars().take(60).flat_map(plain).collect();
        write!(f, "`{start}{end}`")
    }
}

fn plain(character: char) -> Vec<char> {
    if character.is_control() { character.escape_default().collect() } else { vec![character] }
}
