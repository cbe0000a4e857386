//! The letter that corrects an earlier one, because a day has moved. What is due for the same person on the same
//! morning follows below.

use serde::Serialize;

use super::frame::LetterFrame;
use super::{Addressing, Audience, Rendered, SECTIONS_MAX, TemplateFolder, Tint, reminders};
use crate::lifecycle::act::{MilestoneKind, UNNAMED, Via};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::MessageError;
use crate::message::say;
use crate::message::section::{Section, SectionDetails};
use crate::message::templates::TemplateBlocks;
use crate::message::view::{DayView, clean, how};

/// A day that moved after it was sent.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The current milestone.
    pub section: Section,
    /// The day the earlier letter named.
    pub old_day: Day,
    /// When the earlier letter was queued.
    pub told_on: Day,
    /// The act that moved it, and who recorded it; missing where it is unknown.
    pub because: Option<MoveCause>,
    /// What is valid instead of the earlier day.
    pub holds_now: DayOutcomeNow,
}

/// What is valid instead of an earlier letter's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOutcomeNow {
    /// Another day.
    Moved,
    /// There is no such milestone any more.
    Gone,
    /// The same day is a milestone of another kind.
    Became(MilestoneKind),
    /// Carrying out pauses, and so does what is asked.
    Suspended,
    /// The day is valid again, after a letter said that it was gone.
    Again,
    /// The first day of a range stands, and the later one, told as this day, is another.
    LaterDay(Day),
}

impl DayOutcomeNow {
    const fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Became(_) => "became",
            Self::Suspended => "suspended",
            Self::Again => "again",
            Self::LaterDay(_) => "later",
        }
    }
}

/// What moved a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveCause {
    /// The act's word.
    pub act: &'static str,
    /// Who recorded it.
    pub by: String,
    /// The paper's number.
    pub number: Option<String>,
    /// By which way it came.
    pub via: Option<Via>,
}

#[derive(Serialize)]
struct CorrectionWords {
    rows: Vec<CorrectionRowWords>,
    total: String,
    first: CorrectionRowWords,
    /// What is due besides.
    sections: Vec<reminders::SectionWords>,
    /// Whether one of them asks the director for guidance.
    asks: bool,
    /// Whether each section has a heading: always, under a correction.
    several: bool,
    /// Whether each section is one line, as for a director.
    brief: bool,
    /// How many sections there are; none where there are none.
    due: Option<String>,
    /// How many of them are about something else than what moved; none where none is.
    others: Option<String>,
}

/// A row with its sentences.
#[derive(Clone, Serialize)]
struct CorrectionRowWords {
    #[serde(flatten)]
    row: CorrectionRow,
    head: String,
    lines: Vec<String>,
}

#[derive(Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct CorrectionRow {
    name: String,
    reference: Option<String>,
    what: String,
    old: DayView,
    new: DayView,
    do_by: DayView,
    do_by_passed: bool,
    /// Whether a calendar entry comes with it.
    entry: bool,
    told: DayView,
    /// The later day of a range as the letter named it, and as it is; none where there was or is no range.
    old_until: Option<DayView>,
    until: Option<DayView>,
    /// What holds now: `moved`, `gone`, `became`, `suspended`, `again`, `later`.
    now: &'static str,
    /// What the day is now, where it became another kind.
    became: &'static str,
    because: Option<String>,
    /// The old day was right when it was sent: an extension or a postponement moved it since.
    newer: bool,
    how: String,
    /// A section below says the rest of it.
    below: bool,
    /// The link by which its result is recorded, where no section below has it.
    link: Option<String>,
}

/// One correction has a subject of its own; several become one letter. Reminders stand below.
pub(super) fn render(
    corrections: &[Correction],
    due: &[Section],
    addressing: &Addressing<'_>,
) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    let count = corrections.len() + due.len();
    if count > SECTIONS_MAX {
        return Err(MessageError::TooMany { count, max: SECTIONS_MAX });
    }
    let told = |correction| correction_words(row(correction, due, addressing), language);
    let rows: Vec<CorrectionRowWords> = corrections.iter().map(told).collect::<Result<_, _>>()?;
    let first = rows.first().cloned().ok_or(MessageError::Empty)?;
    let moved = |section: &&Section| corrections.iter().any(|moved| is_same(&moved.section, section));
    let others = due.iter().filter(|section| !moved(section)).count();
    let counted = |number: usize| (number > 0).then(|| say::count(number as u64, language));
    let tell = LetterFrame::new(addressing)?.tell;
    let sections: Vec<reminders::SectionWords> =
        due.iter().map(|section| reminders::SectionWords::of(section, &tell, language)).collect::<Result<_, _>>()?;
    let words = CorrectionWords {
        total: say::count(rows.len() as u64, language),
        rows,
        first,
        asks: reminders::asks_for_guidance(&sections),
        sections,
        several: true,
        brief: addressing.audience == Audience::Director,
        due: counted(due.len()),
        others: counted(others),
    };
    let tint = due
        .iter()
        .map(reminders::tint)
        .fold(Tint::Soon, |one, other| if other as u8 > one as u8 { other } else { one });
    let mut rendered = TemplateFolder { folder: "correction", tint }.fill(words, addressing)?;
    if let ([only], 0) = (corrections, others) {
        rendered.thread = Some(only.section.thread());
    }
    Ok(rendered)
}

/// Whether two sections mention one milestone.
fn is_same(one: &Section, other: &Section) -> bool {
    one.day == other.day && one.thread() == other.thread()
}

fn correction_words(row: CorrectionRow, language: Language) -> Result<CorrectionRowWords, MessageError> {
    #[derive(Serialize)]
    struct CorrectionRowContext<'a> {
        row: &'a CorrectionRow,
    }
    let parts = TemplateBlocks::of(language, "correction/row.txt", &CorrectionRowContext { row: &row })?;
    Ok(CorrectionRowWords { head: parts.line("head")?, lines: parts.lines("lines")?, row })
}

/// The kind of day, and which one where an agreement may have several of it.
fn matter(about: &SectionDetails, language: Language) -> String {
    let kind = say::kind(about.milestone.kind, language);
    // One that was taken back is known by its name alone.
    let title = about.task.as_ref().map(|task| task.title_in(language)).or(about.milestone.name.as_deref());
    match title.filter(|_| about.milestone.kind == MilestoneKind::Commitment) {
        Some(title) => format!("{kind} “{}”", clean(title, 120)),
        None => kind.to_owned(),
    }
}

/// Of a restricted agreement: reference and days alone.
fn row(correction: &Correction, due: &[Section], addressing: &Addressing<'_>) -> CorrectionRow {
    let language = addressing.language;
    let section = &correction.section;
    let day = |day: Day| DayView::new(day, language);
    let reference = section.reference.as_deref().map(|reference| clean(reference, 80));
    let about = section.about.as_deref();
    let because = about.and(correction.because.as_ref()).map(|because| {
        let number = because.number.as_deref().map(|number| format!(" {}", clean(number, 60)));
        let by = (because.by != UNNAMED).then(|| format!(", {}", clean(&because.by, 80)));
        format!("{}{}{}", say::act(because.act, language), number.unwrap_or_default(), by.unwrap_or_default())
    });
    let newer =
        about.and(correction.because.as_ref()).is_some_and(|because| !["correct", "void"].contains(&because.act));
    CorrectionRow {
        name: about.map_or_else(|| reference.clone().unwrap_or_default(), |about| clean(&about.short, 80)),
        reference: about.and(reference),
        what: about.map_or_else(String::new, |about| matter(about, language)),
        old: day(correction.old_day),
        old_until: match correction.holds_now {
            DayOutcomeNow::LaterDay(until) if until != correction.old_day => Some(day(until)),
            _ => None,
        },
        until: section.until.map(day),
        new: day(section.day),
        // Where an act ended it there is nothing to be done by that day.
        do_by: day(if about.is_some_and(|about| about.milestone.closed.is_some()) {
            section.day
        } else {
            section.do_by
        }),
        do_by_passed: section.do_by < section.today,
        entry: section.today <= section.day
            && matches!(correction.holds_now, DayOutcomeNow::Moved | DayOutcomeNow::Again | DayOutcomeNow::LaterDay(_)),
        told: day(correction.told_on),
        now: correction.holds_now.name(),
        became: match correction.holds_now {
            DayOutcomeNow::Became(kind) if about.is_some() => say::kind(kind, language),
            _ => "",
        },
        because,
        newer,
        how: about.map_or_else(String::new, |about| clean(&how(Some(about), &about.milestone, language), 600)),
        below: due.iter().any(|below| is_same(section, below)),
        link: section.web.link.clone().filter(|_| !due.iter().any(|below| is_same(section, below))),
    }
}
