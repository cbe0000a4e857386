//! Letters of the system about itself.

use serde::{Deserialize, Serialize};

use super::by_link::{LinkRecord, LinkRecordWords};
use super::{Addressing, Rendered, TemplateFolder, Tint};
use crate::lifecycle::act::{MilestoneKind, UNNAMED};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::answer::stored_reasons;
use crate::message::view::{DayView, clean};
use crate::message::{Face, MessageError, Voice, say};

/// The most lines of a list in such a letter.
const LINES_MAX: usize = 100;

/// What the system has to say about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemNotice {
    /// A scan found more reminders than the brake lets pass, and queued none.
    Brake {
        reminders: usize,
        /// So many would have passed.
        limit: usize,
    },
    /// Letters that a server refused for good.
    Undeliverable {
        /// The letters that no server takes.
        letters: Vec<Undelivered>,
    },
    /// Letters that a person dropped; of each, why.
    Dropped {
        /// The letters.
        letters: Vec<Undelivered>,
    },
    /// Someone recorded what others have to hear of the same day.
    Recorded(Record),
    /// Someone recorded by the link of a letter.
    ByLink(Box<LinkRecord>),
}

/// An act in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The agreement's reference.
    pub reference: String,
    /// What it is called; none of a restricted one, of which reference and days alone are shown.
    pub name: Option<String>,
    /// The act's word.
    pub act: &'static str,
    /// The day it happened.
    pub on: Day,
    /// Who recorded it.
    pub by: String,
    /// The paper's number.
    pub number: Option<String>,
    /// Why, in his words.
    pub note: Option<String>,
    /// The milestones it moved or removed.
    pub moved: Vec<MovedMilestone>,
}

/// A milestone that an act moved or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedMilestone {
    pub kind: MilestoneKind,
    /// Its day before.
    pub from: Day,
    /// Its day now; none where it no longer exists.
    pub to: Option<Day>,
}

/// A letter refused for good, or dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Its address.
    pub to: String,
    pub subject: String,
    /// The server's answer, or why a person dropped it.
    pub reply: String,
}

/// Words for the templates.
#[derive(Serialize)]
#[serde(tag = "notice", rename_all = "lowercase")]
enum NoticeWords {
    Brake { reminders: String, limit: String },
    Undeliverable { letters: Vec<LetterWords>, total: String },
    Dropped { letters: Vec<LetterWords>, total: String },
    Recorded(Box<RecordWords>),
    ByLink(Box<LinkRecordWords>),
}

#[derive(Serialize)]
struct RecordWords {
    reference: String,
    name: Option<String>,
    act: &'static str,
    on: DayView,
    by: Option<String>,
    number: Option<String>,
    note: Option<String>,
    moved: Vec<MovedWords>,
}

#[derive(Serialize)]
struct MovedWords {
    what: &'static str,
    from: DayView,
    to: Option<DayView>,
}

impl RecordWords {
    fn new(record: &Record, language: Language) -> Self {
        let told = |text: &Option<String>| record.name.as_ref().and(text.as_ref()).map(|text| clean(text, 300));
        let moved = |moved: &MovedMilestone| MovedWords {
            what: if record.name.is_some() { say::kind(moved.kind, language) } else { "" },
            from: DayView::new(moved.from, language),
            to: moved.to.map(|day| DayView::new(day, language)),
        };
        Self {
            reference: clean(&record.reference, 80),
            name: record.name.as_ref().map(|name| clean(name, 120)),
            act: say::act(record.act, language),
            on: DayView::new(record.on, language),
            by: told(&Some(record.by.clone())).filter(|by| by != UNNAMED),
            number: told(&record.number),
            note: told(&record.note),
            moved: record.moved.iter().take(LINES_MAX).map(moved).collect(),
        }
    }
}

#[derive(Serialize)]
struct LetterWords {
    to: String,
    subject: String,
    reply: String,
}

impl NoticeWords {
    fn new(notice: &SystemNotice, language: Language) -> Self {
        let count = |number: usize| say::count(number as u64, language);
        let text = |text: &str| clean(text, 400);
        let voice = Voice { language, face: Face::Letter };
        let listed = |letters: &[Undelivered], reply: &dyn Fn(&str) -> String| -> Vec<LetterWords> {
            let words = |letter: &Undelivered| LetterWords {
                to: text(&letter.to),
                subject: text(&letter.subject),
                reply: reply(&letter.reply),
            };
            letters.iter().take(LINES_MAX).map(words).collect()
        };
        match notice {
            SystemNotice::Brake { reminders, limit } => {
                Self::Brake { reminders: count(*reminders), limit: count(*limit) }
            }
            SystemNotice::Recorded(record) => Self::Recorded(Box::new(RecordWords::new(record, language))),
            SystemNotice::ByLink(record) => Self::ByLink(Box::new(LinkRecordWords::new(record, language))),
            SystemNotice::Undeliverable { letters } => {
                Self::Undeliverable { total: count(letters.len()), letters: listed(letters, &text) }
            }
            SystemNotice::Dropped { letters } => Self::Dropped {
                total: count(letters.len()),
                letters: listed(letters, &|why| text(&stored_reasons::in_language_of(voice, why))),
            },
        }
    }
}

pub(super) fn render(notice: &SystemNotice, addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    #[derive(Serialize)]
    struct NoticeContext {
        n: NoticeWords,
    }
    let n = NoticeWords::new(notice, addressing.language);
    TemplateFolder { folder: "system", tint: Tint::Late }.fill(NoticeContext { n }, addressing)
}
