//! Letters: subject, text and HTML for one person.
//!
//! A letter is made of its content ([`Letter`]) and its addressee ([`Addressing`]). Which letters go is decided
//! elsewhere. The subject is stable along a ladder, so that mail programs keep the thread; the countdown is the body's
//! first line.

mod addressing;
mod by_link;
mod correction;
mod frame;
mod notice;
mod reminders;
pub(super) mod template_folder;
mod verify;
mod welcome;

use serde::Serialize;

use super::MessageError;
use super::digest::Digest;
use super::section::Section;
use super::view::DayView;
use crate::lifecycle::day::Day;
use template_folder::{TemplateFolder, Tint};

pub use addressing::{Addressing, AlsoMeant, Audience, DeliveryReason, Fallback, PageWay, Rendered};
pub use by_link::LinkRecord;
pub use correction::{Correction, DayOutcomeNow, MoveCause};
pub use notice::{MovedMilestone, Record, SystemNotice, Undelivered};
pub(crate) use template_folder::SUBJECT_MAX;
pub use verify::OfficerCount;
pub use welcome::HandoverLetter;

/// The most sections one letter takes.
pub(crate) const SECTIONS_MAX: usize = 200;

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
    /// Days that moved after they were sent, and below them what else is due.
    Corrections {
        /// The days.
        moved: &'a [Correction],
        /// The reminders; often none.
        due: &'a [Section],
    },
    /// What was handed over to the reader.
    Welcome(HandoverLetter<'a>),
    /// The system about itself.
    System(&'a SystemNotice),
    /// A letter to see whether letters arrive.
    Test,
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
            struct TestWords {
                today: DayView,
            }
            let today = DayView::new(today, addressing.language);
            TemplateFolder { folder: "test", tint: Tint::Calm }.fill(TestWords { today }, addressing)
        }
    }
}

/// The subject that [`render`] gives the letter, without the rest of it where that can be told apart.
pub fn subject(letter: &Letter<'_>, addressing: &Addressing<'_>, today: Day) -> Result<String, MessageError> {
    match letter {
        Letter::Reminders(sections) => reminders::subject(sections, addressing),
        Letter::ToVerify(sections) => verify::subject(sections, addressing),
        _ => Ok(render(letter, addressing, today)?.subject),
    }
}

#[cfg(test)]
mod tests;
