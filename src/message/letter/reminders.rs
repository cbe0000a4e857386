//! Letters that remind: one section with a subject of its own, or a bundle.

use minijinja::value::Value;
use serde::Serialize;

use super::frame::LetterFrame;
use super::{Addressing, Audience, Rendered, SECTIONS_MAX, TemplateFolder, Tint, template_folder};
use crate::lifecycle::policy::Language;
use crate::message::MessageError;
use crate::message::say;
use crate::message::section::{DayPosition, Section};
use crate::message::templates::{self, TemplateBlocks};
use crate::message::view::{DayView, SectionView};

/// A letter is urgent from so many days before the day.
const SOON_DAYS: i64 = 14;

/// A section in sentences.
#[derive(Clone, Serialize)]
pub(super) struct SectionWords {
    pub(super) reference: Option<String>,
    subject: String,
    pub(super) heading: String,
    pub(super) first: String,
    short: String,
    due: String,
    how: String,
    otherwise: String,
    todo: Vec<String>,
    /// How to tell what was done.
    recording: String,
    link: Option<String>,
    page: Option<String>,
    reach: String,
    director: String,
    /// `asks_for_guidance` for guidance, or `informs`.
    pub(super) guidance: String,
    /// The next thing to do, in a few words.
    pub(super) step: String,
    answer: String,
    facts: Vec<(String, String)>,
    /// Of a review, what became of each commitment.
    promises: Vec<String>,
    colour: &'static str,
    shade: &'static str,
    pub(super) verify: String,
    pub(super) passed: String,
}

#[derive(Serialize)]
struct SectionContext {
    s: SectionView,
}

#[derive(Serialize)]
struct ResultContext<'a> {
    s: &'a SectionView,
    record: String,
    tell: &'a str,
}

impl SectionWords {
    /// `tell` is how the reader tells the office what was done.
    pub(super) fn of(section: &Section, tell: &str, language: Language) -> Result<Self, MessageError> {
        let one = SectionContext { s: SectionView::new(section, language) };
        let parts = TemplateBlocks::of(language, &template(section), &one)?;
        let (facts, standing, answer) = match &section.about {
            Some(_) => {
                let facts = TemplateBlocks::of(language, "section/facts.txt", &one)?;
                let answer = TemplateBlocks::of(language, "section/answer.txt", &one)?.line("answer")?;
                (pairs(&facts.value("facts")?), facts.line("standing")?, answer)
            }
            None => (Vec::new(), String::new(), String::new()),
        };
        let beside = |sentence: String| [sentence, standing.clone()].join(" ").trim().to_owned();
        let told = ResultContext { s: &one.s, record: parts.line("record")?, tell };
        let ways = TemplateBlocks::of(language, "section/recording.txt", &told)?;
        Ok(Self {
            reference: one.s.reference(),
            short: one.s.short(),
            subject: parts.line("subject")?,
            heading: parts.line("heading")?,
            first: parts.line("first")?,
            due: beside(parts.line("due")?),
            how: one.s.how(),
            otherwise: parts.line("otherwise")?,
            todo: parts.lines("todo")?,
            recording: ways.line("recording")?,
            link: one.s.link(),
            page: one.s.page(),
            reach: ways.line("reach")?,
            director: beside(parts.line("director")?),
            guidance: parts.line("guidance")?,
            step: parts.line("step")?,
            answer,
            facts,
            promises: one.s.promises(),
            colour: tint(section).ink(),
            shade: tint(section).shade(),
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

/// Whether one of the matters asks for guidance; the others inform.
pub(super) fn asks_for_guidance(sections: &[SectionWords]) -> bool {
    sections.iter().any(|words| words.guidance == "asks")
}

pub(super) fn tint(section: &Section) -> Tint {
    match section.when() {
        DayPosition::Past(_) => Tint::Late,
        DayPosition::Ahead(days) if days > SOON_DAYS => Tint::Calm,
        DayPosition::Ahead(_) | DayPosition::Today | DayPosition::Within => Tint::Soon,
    }
}

#[derive(Serialize)]
struct BundleWords {
    sections: Vec<SectionWords>,
    several: bool,
    total: String,
    overdue: String,
    /// The nearest day that one of them names as one to act by, or its own day where that is all that is left; none where all
    /// are past.
    next: Option<DayView>,
    /// Which of them names it.
    nearest: Option<SectionWords>,
    /// Whether one of them asks the director for guidance.
    asks: bool,
}

/// The subject of the letter on that one section alone.
pub(super) fn subject(section: &Section, addressing: &Addressing<'_>) -> Result<String, MessageError> {
    let one = SectionContext { s: SectionView::new(section, addressing.language) };
    let parts = TemplateBlocks::of(addressing.language, &template(section), &one)?;
    let mark = if addressing.instead.is_some() { LetterFrame::new(addressing)?.mark } else { String::new() };
    Ok(template_folder::subject(&mark, &parts.line("subject")?))
}

/// The template of what a section says.
fn template(section: &Section) -> String {
    let kind = section.about.as_ref().map_or("restricted", |about| about.milestone.kind.name());
    format!("section/{kind}.txt")
}

pub(super) fn render(sections: &[Section], addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    if sections.len() > SECTIONS_MAX {
        return Err(MessageError::TooMany { count: sections.len(), max: SECTIONS_MAX });
    }
    // What is to be done at once, since no working day is left before its day, is nearer than what has days left.
    let by = |section: &Section| section.act_by().or(Some(section.last_day()).filter(|last| section.today <= *last));
    let nearest = sections.iter().enumerate().filter_map(|(at, section)| Some((by(section)?, at))).min();
    if sections.is_empty() {
        return Err(MessageError::Empty);
    }
    let frame = LetterFrame::new(addressing)?;
    let words_of = |section: &Section| SectionWords::of(section, &frame.tell, language);
    let words: Vec<SectionWords> = sections.iter().map(words_of).collect::<Result<_, _>>()?;
    let overdue = sections.iter().filter(|section| matches!(section.when(), DayPosition::Past(_))).count();
    let words = BundleWords {
        asks: asks_for_guidance(&words),
        next: nearest.map(|(day, _)| DayView::new(day, language)),
        nearest: nearest.and_then(|(_, at)| words.get(at).cloned()),
        sections: words,
        several: sections.len() > 1,
        total: say::count(sections.len() as u64, language),
        overdue: say::count(overdue as u64, language),
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
    let rendered = TemplateFolder { folder, tint }.bodies(&words, &subject, lead, addressing)?;
    let thread = match sections {
        [only] => Some(only.thread()),
        _ => None,
    };
    Ok(Rendered { thread, ..rendered })
}
