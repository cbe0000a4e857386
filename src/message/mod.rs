//! From facts to sentences, subjects and letters.
//!
//! Pure: values in, values out; `today` is an argument. Derivations, reasons and states are enums; here and nowhere
//! else they become sentences, in Vietnamese or English. This is the only door to the template engine; it decides
//! neither what is due nor who is concerned, and of mail headers it knows only those that keep a thread together.
//!
//! The invariant: of a restricted agreement nothing enters a letter but its reference and its days, because a
//! [`Section`] holds nothing else of it.

pub mod answer;
pub mod digest;
pub mod entry;
pub mod heads;
pub mod letter;
pub mod link;
pub mod list;
pub mod page;
pub mod proof;
pub mod report;
pub mod say;
pub mod section;
pub mod sentence;
mod system;
mod task;
mod templates;
pub mod terminal;
mod thread;
mod view;
mod voice;
pub mod workbook;

use answer::letters as letter_faults;
pub use digest::{
    Backups, ChangeRow, ChangeState, DecidedRow, Digest, DigestMove, DigestRow, DigestSpan, FieldChange, GapRow,
    LinkRow, MailProblem, Unlisted,
};
pub use entry::CalendarEntry;
pub use letter::{
    Addressing, AlsoMeant, Audience, DeliveryReason, Fallback, HandoverLetter, Letter, OfficerCount, PageWay, Rendered,
    SystemNotice, Undelivered, render, subject,
};
pub use section::{Section, Task, section};
use sentence::sentence;
pub use sentence::{Sentence, SentenceForm, SentenceValue};
pub use templates::check;
pub use thread::{ThreadHeaders, thread_headers};
pub use voice::{Face, Say, Voice, Words};

/// Why a letter could not be written.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// A template does not compile, or names what its letter does not have.
    Template {
        /// The template's path below `templates/`.
        name: String,
        /// What the engine says.
        why: String,
    },
    /// A template lacks a part that every letter of its sort has.
    Part {
        /// The template's path below `templates/`.
        name: String,
        part: &'static str,
    },
    /// More sections than one letter takes.
    TooMany { count: usize, max: usize },
    /// A letter about nothing.
    Empty,
}

impl Say for MessageError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Template { name, why } => sentence!(letter_faults::TEMPLATE, name, why).say(voice),
            Self::Part { name, part } => sentence!(letter_faults::PART, name, *part).say(voice),
            Self::TooMany { count, max } => sentence!(letter_faults::TOO_MANY, *count, *max).say(voice),
            Self::Empty => sentence!(letter_faults::EMPTY).say(voice),
        }
    }
}

/// For log lines.
impl std::fmt::Display for MessageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}
