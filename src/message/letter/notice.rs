//! The system about itself.

use serde::Serialize;

use super::{Addressing, Rendered, Sheet, Tint};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::MessageError;
use crate::message::say;
use crate::message::view::{DayView, clean};

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
    /// The announced calendar ends before the milestones do.
    CalendarEnds {
        /// Its last day.
        announced_through: Day,
        /// How far milestones are looked at.
        horizon: Day,
    },
    /// The mail server takes nothing.
    MailDown {
        /// Since that day.
        since_on: Day,
        /// So many letters wait.
        waiting: usize,
        /// The latest error.
        reason: String,
    },
    /// The acts' chain does not hold.
    ChainBroken {
        /// The first act that is not as it was recorded.
        seq: i64,
        /// What is wrong.
        what: String,
    },
    /// Records that a scan could not work on.
    Poisoned {
        /// Which, and why.
        records: Vec<Poisoned>,
    },
    /// A changed configuration was refused.
    ConfigRefused {
        /// Line, column, cure; secrets already masked.
        error: String,
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

/// A record that could not be worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poisoned {
    /// The agreement's reference.
    pub reference: String,
    /// Why.
    pub error: String,
}

/// Words for the templates.
#[derive(Serialize)]
#[serde(tag = "notice", rename_all = "lowercase")]
enum Words {
    Brake { reminders: String, limit: String },
    Undeliverable { letters: Vec<LetterWords>, total: String },
    Calendar { announced_through: Box<DayView>, horizon: Box<DayView> },
    Mail { since: Box<DayView>, waiting: String, reason: String },
    Chain { seq: String, what: String },
    Records { records: Vec<RecordWords>, total: String },
    Config { error: String },
}

#[derive(Serialize)]
struct LetterWords {
    to: String,
    subject: String,
    reply: String,
}

#[derive(Serialize)]
struct RecordWords {
    reference: String,
    error: String,
}

impl Words {
    fn new(notice: &SystemNotice, language: Language) -> Self {
        let day = |day: &Day| Box::new(DayView::new(*day, language));
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
            SystemNotice::CalendarEnds { announced_through, horizon } => {
                Self::Calendar { announced_through: day(announced_through), horizon: day(horizon) }
            }
            SystemNotice::MailDown { since_on, waiting, reason } => {
                Self::Mail { since: day(since_on), waiting: count(*waiting), reason: text(reason) }
            }
            SystemNotice::ChainBroken { seq, what } => Self::Chain { seq: seq.to_string(), what: text(what) },
            SystemNotice::Poisoned { records } => Self::Records {
                total: count(records.len()),
                records: records
                    .iter()
                    .take(LINES_MAX)
                    .map(|record| RecordWords { reference: text(&record.reference), error: text(&record.error) })
                    .collect(),
            },
            SystemNotice::ConfigRefused { error } => Self::Config { error: text(error) },
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
