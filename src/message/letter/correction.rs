//! The letter that takes an earlier one back: a day has moved since it was told.

use serde::Serialize;

use super::{Addressing, Rendered, SECTIONS_MAX, Sheet, Tint};
use crate::lifecycle::act::UNNAMED;
use crate::lifecycle::day::Day;
use crate::message::MessageError;
use crate::message::say;
use crate::message::section::Section;
use crate::message::view::{DayView, clean};

/// A day that moved after somebody was told of it.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The milestone as it stands now.
    pub section: Section,
    /// The day the earlier letter named.
    pub old_day: Day,
    /// When the earlier letter was queued.
    pub told_on: Day,
    /// The act that moved it, and who recorded it; missing where it cannot be told.
    pub because: Option<Because>,
}

/// What moved a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// The act's word.
    pub act: &'static str,
    /// Who recorded it.
    pub by: String,
    /// The paper's number.
    pub number: Option<String>,
}

#[derive(Serialize)]
struct Words {
    rows: Vec<Row>,
    total: String,
    first: Row,
}

#[derive(Clone, Serialize)]
struct Row {
    name: String,
    reference: Option<String>,
    what: &'static str,
    old: DayView,
    new: DayView,
    do_by: DayView,
    told: DayView,
    because: Option<String>,
    /// The old day was right when it was told: an extension or a postponement moved it since.
    newer: bool,
    how: String,
}

/// One correction has a subject of its own; several become one letter.
pub(super) fn render(corrections: &[Correction], addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    if corrections.len() > SECTIONS_MAX {
        return Err(MessageError::TooMany { count: corrections.len(), max: SECTIONS_MAX });
    }
    let rows: Vec<Row> = corrections.iter().map(|correction| row(correction, addressing)).collect();
    let first = rows.first().cloned().ok_or(MessageError::Empty)?;
    let words = Words { total: say::count(rows.len() as u64, language), rows, first };
    let mut rendered = Sheet { folder: "correction", tint: Tint::Soon }.fill(words, addressing)?;
    if let [only] = corrections {
        rendered.thread = Some(only.section.thread());
    }
    Ok(rendered)
}

/// Of a restricted agreement: reference and days alone.
fn row(correction: &Correction, addressing: &Addressing<'_>) -> Row {
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
    Row {
        name: about.map_or_else(|| reference.clone().unwrap_or_default(), |about| clean(&about.short, 80)),
        reference: about.and(reference),
        what: about.map_or("", |about| say::kind(about.milestone.kind, language)),
        old: day(correction.old_day),
        new: day(section.day),
        do_by: day(section.do_by),
        told: day(correction.told_on),
        because,
        newer,
        how: about.map_or_else(String::new, |about| {
            clean(&say::derivation(&about.milestone.derivation, &about.milestone, language), 600)
        }),
    }
}
