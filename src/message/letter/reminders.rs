//! Letters that remind: one section with a subject of its own, or a bundle.

use minijinja::value::Value;
use serde::Serialize;

use super::frame::LetterFrame;
use super::{Addressing, Audience, Rendered, SECTIONS_MAX, TemplateFolder, Tint, template_folder};
use crate::lifecycle::day::Day;
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
    #[serde(flatten)]
    subject: BundleSubject,
    overdue: String,
    /// Which of them names the nearest day.
    nearest: Option<SectionWords>,
    /// Whether one of them asks the director for guidance.
    asks: bool,
}

/// What the subject of a bundle is made of.
#[derive(Serialize)]
struct BundleSubject {
    total: String,
    /// The nearest day that one of the sections names as one to act by, or its own day where that is all that is left; none
    /// where all are past.
    next: Option<DayView>,
}

impl BundleSubject {
    fn of(sections: &[Section], language: Language) -> Self {
        let next = nearest(sections).map(|(day, _)| DayView::new(day, language));
        Self { total: say::count(sections.len() as u64, language), next }
    }

    fn line(&self, addressing: &Addressing<'_>) -> Result<String, MessageError> {
        templates::line(addressing.language, &format!("{}/subject.txt", folder(addressing)), self)
    }
}

/// The nearest day that one of the sections names as one to act by, and which section does. What is to be done at once, since
/// no working day is left before its day, is nearer than what has days left.
fn nearest(sections: &[Section]) -> Option<(Day, usize)> {
    let by = |section: &Section| section.act_by().or(Some(section.last_day()).filter(|last| section.today <= *last));
    sections.iter().enumerate().filter_map(|(at, section)| Some((by(section)?, at))).min()
}

fn folder(addressing: &Addressing<'_>) -> &'static str {
    match addressing.audience {
        Audience::Staff => "reminder",
        Audience::Director => "director",
    }
}

fn in_bounds(sections: &[Section]) -> Result<(), MessageError> {
    match sections.len() {
        0 => Err(MessageError::Empty),
        count if count > SECTIONS_MAX => Err(MessageError::TooMany { count, max: SECTIONS_MAX }),
        _ => Ok(()),
    }
}

/// The subject of the letter on those sections, without its bodies.
pub(super) fn subject(sections: &[Section], addressing: &Addressing<'_>) -> Result<String, MessageError> {
    in_bounds(sections)?;
    let words = match sections {
        [only] => {
            let one = SectionContext { s: SectionView::new(only, addressing.language) };
            TemplateBlocks::of(addressing.language, &template(only), &one)?.line("subject")?
        }
        _ => BundleSubject::of(sections, addressing.language).line(addressing)?,
    };
    template_folder::subject_alone(&words, addressing)
}

/// The template of what a section says.
fn template(section: &Section) -> String {
    let kind = section.about.as_ref().map_or("restricted", |about| about.milestone.kind.name());
    format!("section/{kind}.txt")
}

pub(super) fn render(sections: &[Section], addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    in_bounds(sections)?;
    let frame = LetterFrame::new(addressing)?;
    let words_of = |section: &Section| SectionWords::of(section, &frame.tell, language);
    let words: Vec<SectionWords> = sections.iter().map(words_of).collect::<Result<_, _>>()?;
    let overdue = sections.iter().filter(|section| matches!(section.when(), DayPosition::Past(_))).count();
    let words = BundleWords {
        asks: asks_for_guidance(&words),
        nearest: nearest(sections).and_then(|(_, at)| words.get(at).cloned()),
        sections: words,
        several: sections.len() > 1,
        subject: BundleSubject::of(sections, language),
        overdue: say::count(overdue as u64, language),
    };
    let tint = sections.iter().map(tint).max_by_key(|tint| *tint as u8).unwrap_or(Tint::Calm);
    let (subject, lead) = match words.sections.as_slice() {
        [only] => (only.subject.clone(), only.first.clone()),
        _ => (words.subject.line(addressing)?, templates::line(language, "reminder/lead.txt", &words)?),
    };
    let lead = Some(lead.as_str()).filter(|_| addressing.audience == Audience::Staff);
    let rendered = TemplateFolder { folder: folder(addressing), tint }.bodies(&words, &subject, lead, addressing)?;
    let thread = match sections {
        [only] => Some(only.thread()),
        _ => None,
    };
    Ok(Rendered { thread, ..rendered })
}
