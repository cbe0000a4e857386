//! A handover: the newcomer learns what was taken over and what is due.

use serde::Serialize;

use super::reminders::SectionWords;
use super::{Addressing, Rendered, SECTIONS_MAX, TemplateFolder, Tint};
use crate::message::section::Section;
use crate::message::view::{DayView, clean};
use crate::message::{MessageError, say};

/// What was handed over.
#[derive(Clone, Copy, Debug)]
pub struct HandoverLetter<'a> {
    /// The name of who had them.
    pub from: &'a str,
    pub agreements: usize,
    /// What is due in them, in order of day; may be empty.
    pub due: &'a [Section],
    /// What had passed when it came into the register and nobody has answered; may be empty.
    pub to_verify: &'a [Section],
    /// So many milestones more, which have no row.
    pub more: usize,
}

#[derive(Serialize)]
struct WelcomeWords {
    from: String,
    total: String,
    due: String,
    verify: Option<String>,
    rows: Vec<WelcomeRow>,
    to_verify: Vec<WelcomeRow>,
    more: Option<String>,
}

#[derive(Serialize)]
struct WelcomeRow {
    day: DayView,
    what: String,
    reference: Option<String>,
    relative: String,
    step: Option<String>,
}

pub(super) fn render(handover: &HandoverLetter<'_>, addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    let count = handover.due.len() + handover.to_verify.len();
    if count > SECTIONS_MAX {
        return Err(MessageError::TooMany { count, max: SECTIONS_MAX });
    }
    let row = |section: &Section| {
        let words = SectionWords::of(section, "", language)?;
        let step = section.about.is_some().then_some(words.step);
        Ok(WelcomeRow {
            step,
            day: DayView::new(section.day, language),
            what: words.heading,
            // Of a restricted agreement the reference is all the matter says.
            reference: section.about.as_ref().and(words.reference),
            relative: say::relative(section.today, section.day, language),
        })
    };
    let words = WelcomeWords {
        from: clean(handover.from, 120),
        total: say::count(handover.agreements as u64, language),
        due: say::count((handover.due.len() + handover.more) as u64, language),
        verify: (!handover.to_verify.is_empty()).then(|| say::count(handover.to_verify.len() as u64, language)),
        rows: handover.due.iter().map(row).collect::<Result<_, MessageError>>()?,
        to_verify: handover.to_verify.iter().map(row).collect::<Result<_, MessageError>>()?,
        more: (handover.more > 0).then(|| say::count(handover.more as u64, language)),
    };
    TemplateFolder { folder: "welcome", tint: Tint::Calm }.fill(words, addressing)
}
