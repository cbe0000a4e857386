//! Letters: subject, text and HTML for one person.
//!
//! A letter is put together from what it is about ([`Letter`]) and whom it goes to ([`Addressing`]). Which of them go is
//! decided elsewhere; here they become words. The subject is stable along a ladder, so that mail programs keep the
//! thread; the countdown is the body's first line.

mod by_link;
mod correction;
mod frame;
mod notice;
mod reminders;
mod verify;
mod welcome;

use std::collections::BTreeMap;

use minijinja::value::Value;
use serde::Serialize;

use super::MessageError;
use super::digest::Digest;
use super::section::Section;
use super::templates::{self, Parts};
use super::view::{DayView, clean};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::{Contact, Language};
use frame::Frame;

pub use by_link::LinkRecord;
pub use correction::{Because, Correction, HoldsNow};
pub use frame::{DeliveryReason, Fallback, Own};
pub use notice::{Moved, Record, SystemNotice, Undelivered};
pub use verify::OfficerCount;
pub use welcome::Handover;

/// The most sections one letter takes.
pub const SECTIONS_MAX: usize = 200;
/// The longest subject, in characters; the templates aim at about 60.
pub const SUBJECT_MAX: usize = 78;

/// What a letter is about.
#[derive(Clone, Copy, Debug)]
pub enum Letter<'a> {
    /// Reminders: one has a subject of its own, more become a bundle.
    Reminders(&'a [Section]),
    /// What one import brought that had already passed: one list, a row for each agreement.
    ToVerify(&'a [Section]),
    /// The same for heads: how much each officer has to verify.
    ToVerifyCount {
        /// One entry for each officer.
        per_officer: &'a [OfficerCount],
        /// So many agreements in all: one that several officers look after counts once …
        agreements: usize,
        /// … with so many milestones that had passed.
        milestones: usize,
    },
    /// What is open and what comes, week by week.
    Digest(&'a Digest),
    /// Days that moved after somebody was told of them, and under them what is due besides.
    Corrections {
        /// The days.
        moved: &'a [Correction],
        /// The reminders; often none.
        due: &'a [Section],
    },
    /// What was handed over to the reader.
    Welcome(Handover<'a>),
    /// The system about itself.
    System(&'a SystemNotice),
    /// A letter to see whether letters arrive.
    Test,
}

/// The page as a letter's foot names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageWay<'a> {
    /// What people type.
    pub address: &'a str,
    /// From where it opens.
    pub reach: Option<&'a str>,
}

/// Whom a letter goes to, and how it came to them.
#[derive(Clone, Copy, Debug)]
pub struct Addressing<'a> {
    /// The page, where there is one: named at the foot.
    pub page: Option<PageWay<'a>>,
    /// Who receives it.
    pub to: &'a Contact,
    /// How it came to them, where it was meant for somebody else too; empty where it is theirs alone.
    pub ways: &'a [DeliveryReason<'a>],
    /// Who keeps the register: an answer goes to them, and letters name them as whom to tell.
    pub registrars: &'a [&'a Contact],
    /// Whom to ask where nobody keeps the register but the reader.
    pub fallback: Option<&'a Contact>,
    /// The office's name.
    pub office: &'a str,
    /// The letter's language.
    pub language: Language,
    /// How it speaks.
    pub audience: Audience,
    /// While the office tries the program out, who gets the letter instead of `to`.
    pub instead: Option<&'a Contact>,
}

/// How a letter speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// To those who do the work: everything about it.
    #[default]
    Staff,
    /// To the director: five lines at most.
    Director,
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line of at most [`SUBJECT_MAX`] characters.
    pub subject: String,
    /// The letter for people who read text.
    pub text: String,
    /// The letter for the rest.
    pub html: String,
    /// Names the milestone's thread, for [`super::thread_headers`]; a letter about several has none.
    pub thread: Option<String>,
}

/// The letter in words. Fails where a template is wrong or the letter is about nothing or too much.
pub fn render(letter: &Letter<'_>, addressing: &Addressing<'_>, today: Day) -> Result<Rendered, MessageError> {
    match letter {
        Letter::Reminders(sections) => reminders::render(sections, addressing),
        Letter::ToVerify(sections) => verify::list(sections, addressing),
        Letter::ToVerifyCount { per_officer, agreements, milestones } => {
            verify::counts(per_officer, (*agreements, *milestones), addressing)
        }
        Letter::Digest(digest) => super::digest::render(digest, addressing, today),
        Letter::Corrections { moved, due } => correction::render(moved, due, addressing),
        Letter::Welcome(handover) => welcome::render(handover, addressing),
        Letter::System(notice) => notice::render(notice, addressing),
        Letter::Test => {
            #[derive(Serialize)]
            struct Words {
                today: DayView,
            }
            let today = DayView::new(today, addressing.language);
            Sheet { folder: "test", tint: Tint::Calm }.fill(Words { today }, addressing)
        }
    }
}

/// The colour a letter's first line stands on.
#[derive(Clone, Copy)]
pub(super) enum Tint {
    Calm,
    Soon,
    Late,
}

impl Tint {
    fn ground(self) -> &'static str {
        match self {
            Self::Calm => "#eef2f7",
            Self::Soon => "#fdf3d7",
            Self::Late => "#fbe3e1",
        }
    }

    fn ink(self) -> &'static str {
        match self {
            Self::Calm => "#374151",
            Self::Soon => "#92600a",
            Self::Late => "#a11c14",
        }
    }

    /// What the style for dark screens calls it.
    fn shade(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

/// One folder of templates, filled.
pub(super) struct Sheet {
    pub(super) folder: &'static str,
    pub(super) tint: Tint,
}

/// What the templates of a folder see: the letter's own words, and what stands around them.
#[derive(Serialize)]
struct Context<'a, W> {
    #[serde(flatten)]
    words: &'a W,
    subject: &'a str,
    lead: Option<&'a str>,
    tint: &'static str,
    frame: &'a Frame,
    /// The short words of the HTML.
    w: Value,
    /// The sentences of the letter that both bodies bear.
    #[serde(flatten)]
    parts: BTreeMap<&'static str, Value>,
}

/// What the sentences of a letter are made of.
#[derive(Serialize)]
struct Framed<'a, W> {
    #[serde(flatten)]
    words: &'a W,
    frame: &'a Frame,
}

impl Sheet {
    /// Subject and first line by the folder's own templates.
    pub(super) fn fill<W: Serialize>(&self, words: W, addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
        let subject = templates::line(addressing.language, &format!("{}/subject.txt", self.folder), &words)?;
        let lead = templates::line(addressing.language, &format!("{}/lead.txt", self.folder), &words)?;
        self.bodies(&words, &subject, Some(&lead), addressing)
    }

    /// The bodies under a given subject and first line.
    fn bodies<W: Serialize>(
        &self,
        words: &W,
        subject: &str,
        lead: Option<&str>,
        addressing: &Addressing<'_>,
    ) -> Result<Rendered, MessageError> {
        let (language, frame) = (addressing.language, Frame::new(addressing)?);
        let subject = clean(&format!("{}{subject}", frame.mark), SUBJECT_MAX);
        let parts = self.parts(&Framed { words, frame: &frame }, language)?;
        let w = Parts::of(language, "words.txt", &())?.value("w")?;
        let context = Context { words, subject: &subject, lead, tint: self.tint.ground(), frame: &frame, w, parts };
        let text = tidy(&templates::fill(language, &format!("{}/body.txt", self.folder), &context)?);
        let text = if frame.trial.is_empty() { text } else { format!("{}\n\n{text}", frame.trial) };
        let html = templates::html(if self.folder == "digest-director" { "digest" } else { self.folder }, &context)?;
        Ok(Rendered { subject, text, html, thread: None })
    }

    /// The sentences that the folder's `parts.txt` sets; some folders have none.
    fn parts(
        &self,
        context: &impl Serialize,
        language: Language,
    ) -> Result<BTreeMap<&'static str, Value>, MessageError> {
        let (sentences, lists): (&[_], &[_]) = match self.folder {
            "director" => (&["opening", "guidance"], &[]),
            "correction" => (&["doubt", "guidance"], &[]),
            "count" => (&["before", "after"], &[]),
            "system" | "test" => (&["after"], &[]),
            "verify" => (&["before", "more", "after"], &[]),
            "welcome" => (&["before", "rest", "listed", "after"], &[]),
            "digest" | "digest-director" => (&["greeting", "after", "last", "seal"], &["summary", "remarks"]),
            _ => return Ok(BTreeMap::new()),
        };
        let parts = Parts::of(language, &format!("{}/parts.txt", self.folder), context)?;
        let mut found = BTreeMap::new();
        for name in sentences.iter().copied() {
            found.insert(name, Value::from(parts.line(name)?));
        }
        for name in lists.iter().copied() {
            found.insert(name, Value::from(parts.lines(name)?));
        }
        Ok(found)
    }
}

/// Text with no space at line ends, never more than one empty line together, and one newline at the end.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.trim().lines().map(str::trim_end) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        if gap {
            tidy.push('\n');
        }
        gap = false;
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy
}

#[cfg(test)]
mod tests;
