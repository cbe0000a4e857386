//! Letters that remind: one section with a subject of its own, or a bundle.

use minijinja::value::Value;
use serde::Serialize;

use super::{Addressing, Audience, Rendered, SECTIONS_MAX, Sheet, Tint};
use crate::lifecycle::policy::Language;
use crate::message::MessageError;
use crate::message::say;
use crate::message::section::{Section, When};
use crate::message::templates::{self, Parts};
use crate::message::view::{DayView, SectionView};

/// A letter is urgent from so many days before the day.
const SOON_DAYS: i64 = 14;

/// A section in sentences.
#[derive(Serialize)]
pub(super) struct Words {
    pub(super) reference: Option<String>,
    subject: String,
    pub(super) heading: String,
    first: String,
    due: String,
    how: String,
    otherwise: String,
    todo: Vec<String>,
    record: String,
    director: String,
    answer: String,
    facts: Vec<(String, String)>,
    colour: &'static str,
    pub(super) verify: String,
    pub(super) passed: String,
}

#[derive(Serialize)]
struct One {
    s: SectionView,
}

impl Words {
    pub(super) fn of(section: &Section, language: Language) -> Result<Self, MessageError> {
        let kind = section.about.as_ref().map_or("restricted", |about| about.milestone.kind.name());
        let one = One { s: SectionView::new(section, language) };
        let parts = Parts::of(language, &format!("section/{kind}.txt"), &one)?;
        let (facts, answer) = match &section.about {
            Some(_) => (
                pairs(&Parts::of(language, "section/facts.txt", &one)?.value("facts")?),
                Parts::of(language, "section/answer.txt", &one)?.line("answer")?,
            ),
            None => (Vec::new(), String::new()),
        };
        Ok(Self {
            reference: one.s.reference(),
            subject: parts.line("subject")?,
            heading: parts.line("heading")?,
            first: parts.line("first")?,
            due: parts.line("due")?,
            how: one.s.how(),
            otherwise: parts.line("otherwise")?,
            todo: parts.lines("todo")?,
            record: parts.line("record")?,
            director: parts.line("director")?,
            answer,
            facts,
            colour: tint(section).ink(),
            verify: parts.line("verify")?,
            passed: parts.line("passed")?,
        })
    }
}

/// Labels and values from a template's list; those without a value are left out.
fn pairs(list: &Value) -> Vec<(String, String)> {
    let Ok(entries) = list.try_iter() else { return Vec::new() };
    entries
        .filter_map(|entry| {
            let mut entry = entry.try_iter().ok()?;
            let (label, value) = (entry.next()?, entry.next()?);
            (!value.is_none()).then(|| (label.to_string(), value.to_string())).filter(|(_, value)| !value.is_empty())
        })
        .collect()
}

pub(super) fn tint(section: &Section) -> Tint {
    match section.when() {
        When::Past(_) => Tint::Late,
        When::Ahead(days) if days > SOON_DAYS => Tint::Calm,
        When::Ahead(_) | When::Today | When::Within => Tint::Soon,
    }
}

#[derive(Serialize)]
struct Bundle {
    sections: Vec<Words>,
    several: bool,
    total: String,
    overdue: String,
    earliest: DayView,
}

pub(super) fn render(sections: &[Section], addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    if sections.len() > SECTIONS_MAX {
        return Err(MessageError::TooMany { count: sections.len(), max: SECTIONS_MAX });
    }
    let earliest = sections.iter().map(|section| section.day).min().ok_or(MessageError::Empty)?;
    let overdue = sections.iter().filter(|section| matches!(section.when(), When::Past(_))).count();
    let words = Bundle {
        sections: sections.iter().map(|section| Words::of(section, language)).collect::<Result<_, _>>()?,
        several: sections.len() > 1,
        total: say::count(sections.len() as u64, language),
        overdue: say::count(overdue as u64, language),
        earliest: DayView::new(earliest, language),
    };
    let tint = sections.iter().map(tint).max_by_key(|tint| *tint as u8).unwrap_or(Tint::Calm);
    let folder = match addressing.audience {
        Audience::Staff => "reminder",
        Audience::Director => "director",
    };
    let (subject, lead) = match words.sections.as_slice() {
        [only] => (only.subject.clone(), only.first.clone()),
        _ => (
            templates::line(language, &format!("{folder}/subject.txt"), &words)?,
            templates::line(language, "reminder/lead.txt", &words)?,
        ),
    };
    let lead = Some(lead.as_str()).filter(|_| addressing.audience == Audience::Staff);
    let rendered = Sheet { folder, tint }.bodies(&words, &subject, lead, addressing)?;
    let thread = match sections {
        [only] => Some(only.thread()),
        _ => None,
    };
    Ok(Rendered { thread, ..rendered })
}
