//! The language and the face for which a sentence is made.
//!
//! A face (`cli/`, `web/`) makes one [`Voice`] and passes it to everything that makes a sentence. The invariant:
//! Vietnamese and English say the same, and a cure names only a way that the reader has.

use crate::lifecycle::policy::Language;

/// Where a sentence is read, which decides the ways its cure may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// A terminal: commands and files.
    CommandLine,
    /// The page: its buttons and routes.
    Page,
    /// A list or workbook: its cells, its own words, the milestones as its cells offer them. Never a command.
    List,
    /// A letter: the page if there is one, the register workbook, whom to tell. Never a command.
    Letter,
}

/// A language and a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The reader's language.
    pub language: Language,
    /// Where he reads.
    pub face: Face,
}

impl Voice {
    /// The voice of log lines, of `Display`, and of JSON for which no language was asked.
    pub const LOG: Self = Self { language: Language::En, face: Face::CommandLine };

    /// A voice on the command line.
    pub const fn terminal(language: Language) -> Self {
        Self { language, face: Face::CommandLine }
    }

    /// A voice that speaks of the cells of a list.
    pub const fn list(language: Language) -> Self {
        Self { language, face: Face::List }
    }

    /// The one of two that is in the reader's language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// The one of three that the reader has the way for.
    pub fn way<T>(self, command_line: T, page: T, letter: T) -> T {
        match self.face {
            Face::CommandLine => command_line,
            Face::Page => page,
            Face::List | Face::Letter => letter,
        }
    }
}

/// A fixed word or sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    vi: &'static str,
    en: &'static str,
}

impl Words {
    /// The same in Vietnamese and English.
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi, en }
    }

    /// The one in the reader's language.
    pub const fn of(self, voice: Voice) -> &'static str {
        match voice.language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }

    /// In Vietnamese, in English.
    pub(super) const fn each(self) -> [&'static str; 2] {
        [self.vi, self.en]
    }
}

/// What can be put into a sentence for a person.
///
/// An enum of floor 0 has its sentences in `message/` right here. An enum of a higher floor implements this beside itself,
/// and each of its arms calls a function of `message::answer`, which makes the sentence.
pub trait Say {
    /// The sentence, with its cure.
    fn say(&self, voice: Voice) -> String;
}
