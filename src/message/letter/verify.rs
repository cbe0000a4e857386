//! Lists to verify: what one import brought that had already passed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::reminders::SectionWords;
use super::{Addressing, Rendered, TemplateFolder, Tint, template_folder};
use crate::message::MessageError;
use crate::message::say;
use crate::message::section::Section;
use crate::message::templates;
use crate::message::view::clean;

/// The most agreements one list names; the rest are counted.
const ROWS_MAX: usize = 500;

/// How much one officer has to verify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerCount {
    /// The officer's name.
    pub name: String,
    pub agreements: usize,
    /// … with so many milestones that had passed.
    pub milestones: usize,
}

#[derive(Serialize)]
struct VerifyRow {
    name: String,
    reference: Option<String>,
    passed: Vec<String>,
    verify: Vec<String>,
}

#[derive(Serialize)]
struct VerifyWords {
    rows: Vec<VerifyRow>,
    total: String,
    unlisted: String,
}

#[derive(Serialize)]
struct VerifySubject {
    total: String,
}

/// The subject of the list, without its rows.
pub(super) fn subject(sections: &[Section], addressing: &Addressing<'_>) -> Result<String, MessageError> {
    let agreements: BTreeSet<&Option<String>> = sections.iter().map(|section| &section.reference).collect();
    if agreements.is_empty() {
        return Err(MessageError::Empty);
    }
    let total = say::count(agreements.len() as u64, addressing.language);
    let words = templates::line(addressing.language, "verify/subject.txt", &VerifySubject { total })?;
    template_folder::subject_alone(&words, addressing)
}

/// One row for each agreement, in the order in which they first come.
pub(super) fn list(sections: &[Section], addressing: &Addressing<'_>) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    let mut order: Vec<&Option<String>> = Vec::new();
    let mut by_reference: BTreeMap<&Option<String>, Vec<&Section>> = BTreeMap::new();
    for section in sections {
        let of = by_reference.entry(&section.reference).or_default();
        if of.is_empty() {
            order.push(&section.reference);
        }
        of.push(section);
    }
    if order.is_empty() {
        return Err(MessageError::Empty);
    }
    let mut rows = Vec::new();
    for reference in order.iter().take(ROWS_MAX) {
        let mut row = VerifyRow { name: String::new(), reference: None, passed: Vec::new(), verify: Vec::new() };
        for section in by_reference.get(reference).into_iter().flatten() {
            let words = SectionWords::of(section, "", language)?;
            row.name = section.about.as_ref().map_or(words.heading, |about| clean(&about.short, 120));
            row.reference = section.about.as_ref().and(words.reference);
            row.passed.push(words.passed);
            if !row.verify.contains(&words.verify) {
                row.verify.push(words.verify);
            }
        }
        rows.push(row);
    }
    let list = VerifyWords {
        total: say::count(order.len() as u64, language),
        unlisted: say::count(order.len().saturating_sub(ROWS_MAX) as u64, language),
        rows,
    };
    TemplateFolder { folder: "verify", tint: Tint::Calm }.fill(list, addressing)
}

#[derive(Serialize)]
struct VerifyCountWords {
    rows: Vec<CountRow>,
    total: String,
    milestones: String,
}

#[derive(Serialize)]
struct CountRow {
    name: String,
    agreements: String,
    milestones: String,
}

/// How much each officer has to verify, and how many agreements and milestones that are in all.
pub(super) fn counts(
    per_officer: &[OfficerCount],
    (agreements, milestones): (usize, usize),
    addressing: &Addressing<'_>,
) -> Result<Rendered, MessageError> {
    if per_officer.is_empty() {
        return Err(MessageError::Empty);
    }
    let count = |number: usize| say::count(number as u64, addressing.language);
    let counts = VerifyCountWords {
        total: count(agreements),
        milestones: count(milestones),
        rows: per_officer
            .iter()
            .take(ROWS_MAX)
            .map(|officer| CountRow {
                name: clean(&officer.name, 120),
                agreements: count(officer.agreements),
                milestones: count(officer.milestones),
            })
            .collect(),
    };
    TemplateFolder { folder: "count", tint: Tint::Calm }.fill(counts, addressing)
}
