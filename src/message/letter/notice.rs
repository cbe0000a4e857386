//! The system about itself.

use serde::Serialize;

use super::{Addressing, Rendered, Sheet, Tint};
use crate::lifecycle::policy::Language;
use crate::message::MessageError;
use crate::message::say;
use crate::message::view::clean;

/// The most lines of a list in such a letter.
const LINES_MAX: usize = 100;

/// What the system has to say about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemNotice {
    /// A scan found more reminders than the brake lets pass, and queued none.
    Brake {
        /// So many.
        reminders: usize,
        /// So many would have passed.
        limit: usize,
    },
    /// Letters that a server refused for good.
    Undeliverable {
        /// Which.
        letters: Vec<Undelivered>,
    },
}

/// A letter refused for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Its address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// The server's answer.
    pub reply: String,
}

/// Words for the templates.
#[derive(Serialize)]
#[serde(tag = "notice", rename_all = "lowercase")]
enum Words {
    Brake { reminders: String, limit: String },
    Undeliverable { letters: Vec<LetterWords>, total: String },
}

#[derive(Serialize)]
struct LetterWords {
    to: String,
    subject: String,
    reply: String,
}

impl Words {
    fn new(notice: &SystemNotice, language: Language) -> Self {
        let count = |number: usize| say::count(number as u64, language);
        let text = |text: &str| clean(text, 400);
        match notice {
            SystemNotice::Brake { reminders, limit } => {
                Self::Brake { reminders: count(*reminders), limit: count(*limit) }
            }
            SystemNotice::Undeliverable { letters } => Self::Undeliverable {
                total: count(letters.len()),
                letters: letters
                    .iter()
                    .take(LINES_MAX)
                    .map(|letter| LetterWords {
                        to: text(&letter.to),
                        subject: text(&letter.subject),
                        reply: text(&letter.reply),
                    })
                    .collect(),
            },
        }
    }
}

pub(super) fn render(notice: &SystemNotice, addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    #[derive(Serialize)]
    struct Context {
        n: Words,
    }
    let n = Words::new(notice, addressing.language);
    Sheet { folder: "system", tint: Tint::Late }.fill(Context { n }, addressing)
}
