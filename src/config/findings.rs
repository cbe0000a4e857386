//! Everything that is wrong with a configuration, collected.
//!
//! The invariant: no message quotes the file. Values appear only where a reader puts them there on purpose, and never
//! those of a key that may hold a secret.

use std::fmt;
use std::path::{Path, PathBuf};

use super::place::{LineIndex, Place};
use crate::message::answer::config as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, SentenceValue, Voice};
use crate::text::{nearest, slug};

/// One thing that is wrong, with its place and its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, if it stands somewhere.
    pub place: Option<Place>,
    /// What is wrong and what to do about it.
    pub what: Sentence,
}

/// Something odd that does not stop the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, or 0 where it is about something that is not written.
    pub line: usize,
    /// What is odd and what to do about it.
    pub what: Sentence,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    Unreadable {
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is longer than any configuration.
    TooLong {
        file: PathBuf,
        /// The most that is read.
        limit: u64,
    },
    /// What is in it is wrong.
    Problems {
        file: PathBuf,
        /// In the order of the file; at least one.
        problems: Vec<Problem>,
    },
}

impl Say for ConfigError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Unreadable { file, source } => {
                sentence!(words::UNREADABLE, file.display(), Sentence::quoted(source)).say(voice)
            }
            Self::TooLong { file, limit } => sentence!(words::TOO_LONG, file.display(), *limit).say(voice),
            Self::Problems { file, problems } => listed(file, problems, voice),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

fn listed(file: &Path, problems: &[Problem], voice: Voice) -> String {
    let line = |problem: &Problem| match problem.place {
        Some(place) => format!("{}:{place}: {}", file.display(), problem.what.say(voice)),
        None => format!("{}: {}", file.display(), problem.what.say(voice)),
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// More problems than this are counted, not listed.
const PROBLEMS_MAX: usize = 100;
/// As many warnings are kept.
const WARNINGS_MAX: usize = 100;

/// What the readers find while they read.
pub(super) struct ConfigFindings<'t> {
    lines: LineIndex<'t>,
    problems: Vec<Problem>,
    untold: usize,
    warnings: Vec<Warning>,
}

impl<'t> ConfigFindings<'t> {
    pub(super) fn about(text: &'t str) -> Self {
        Self { lines: LineIndex::of(text), problems: Vec::new(), untold: 0, warnings: Vec::new() }
    }

    pub(super) fn place(&self, byte: usize) -> Place {
        self.lines.place(byte)
    }

    pub(super) fn problem(&mut self, place: Option<Place>, what: Sentence) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { place, what });
        } else {
            self.untold += 1;
        }
    }

    pub(super) fn warn(&mut self, place: Option<Place>, what: Sentence) {
        if self.warnings.len() < WARNINGS_MAX {
            self.warnings.push(Warning { line: place.map_or(0, |place| place.line), what });
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
            problems.push(Problem { place: None, what: sentence!(words::MORE, self.untold) });
        }
        Err(ConfigError::Problems { file: file.to_owned(), problems })
    }
}

/// What to say to someone who wrote `word` where only `known` ones stand: the nearest one, or all of them where none
/// is near.
pub(super) fn cure(word: &str, known: &[&str]) -> Sentence {
    match nearest(word, known.iter().copied()) {
        Some(candidate) => sentence!(words::DID_YOU_MEAN, candidate),
        None if known.is_empty() => sentence!(words::NONE_KNOWN),
        None => {
            // A role and a contact may have one name.
            let mut named: Vec<&str> = Vec::with_capacity(known.len());
            for name in known {
                if !named.contains(name) {
                    named.push(name);
                }
            }
            sentence!(words::KNOWN_HERE, named.into_iter().take(30).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The id that someone may have meant by a name that is none, as the end of a sentence.
pub(super) fn proposal(name: &str, longest: usize) -> Sentence {
    slug(name, longest).map_or_else(|| sentence!(words::NOTHING), |id| sentence!(words::FOR_EXAMPLE, format!("`{id}`")))
}

/// A value as a message may show it: quoted, on one line, and not longer than it takes to recognise it.
pub(super) struct QuotedValue<'a>(pub(super) &'a str);

impl fmt::Display for QuotedValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.0.chars().count() > 60 { "…" } else { "" };
        let start: String = self.0.chars().take(60).flat_map(plain).collect();
        write!(f, "`{start}{end}`")
    }
}

impl From<QuotedValue<'_>> for SentenceValue {
    fn from(shown: QuotedValue<'_>) -> Self {
        Self::from(shown.to_string())
    }
}

fn plain(character: char) -> Vec<char> {
    if character.is_control() { character.escape_default().collect() } else { vec![character] }
}
