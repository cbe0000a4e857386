//! Exports the register as a file that people and programs read and that `import` reads back unchanged, or its
//! milestones as a calendar.
//!
//! Restricted agreements are left out, with their acts and the parties that only they name, unless they are asked for.
//! A file with content is not overwritten unless that is asked for, and no reader ever sees a half-written file.

mod entries;
mod parts;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::list::{ListQuery, Query, refuse_unknown_names};
use super::record::Judge;
use super::{Desk, DeskError};
use crate::exchange::workbook::WorkbookWriter;
use crate::exchange::{ExportedAct, NotedMilestone, RestrictedRows, Table};
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::{FactError, Facts};
use crate::lifecycle::commitment::Commitment;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::TimelineError;
use crate::lifecycle::party::Party;
use crate::store::Stored;
use parts::{ListFile, TemporaryFile};

/// A format that the register is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Tables of agreements, parties and acts.
    Toml,
    /// The facts of agreements, a line each.
    Csv,
    /// The office's workbook, in the office's language.
    Xlsx,
    /// The same three as lists of objects.
    Json,
    /// A calendar of the milestones to come. It is read by calendar programs and not by `import`.
    Ics,
}

impl ExportFormat {
    /// The format that a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            "ics" => Some(Self::Ics),
            _ => None,
        }
    }
}

/// Whether a file that is there already may be replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// It stays, unless it is empty.
    #[default]
    Kept,
    /// A person confirmed it.
    Replaced,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportReport {
    /// Agreements in the file.
    pub agreements: usize,
    /// Milestones in a calendar; none in the other formats, which hold facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milestones: Option<usize>,
    /// Restricted ones that stayed out.
    pub left_out: usize,
    /// Records that could not be read, a line each; they are not in the file.
    pub failed: Vec<String>,
}

/// Agreements put into the other formats together.
const PAGE: usize = 200;

/// Which agreements leave, and as what.
#[derive(Clone, Debug, Default)]
pub struct ExportSelection {
    /// Those that a list of this query shows.
    pub query: Query,
    /// As they were known at the end of that day; as they are known today where there is none.
    pub known_on: Option<Day>,
}

/// Writes an empty workbook to begin a list in.
pub fn template(desk: &Desk, path: &Path, existing: Existing) -> Result<ExportReport, DeskError> {
    if ExportFormat::of(path) != Some(ExportFormat::Xlsx) {
        return Err(DeskError::TemplateFormat(path.to_path_buf()));
    }
    free(desk, path, existing)?;
    workbook::write(desk, path, workbook::Content::Template, RestrictedRows::LeaveOut, &ExportSelection::default())
}

/// Writes the register to a file that only its owner may read; its name determines the format.
pub fn export(
    desk: &Desk,
    path: &Path,
    restricted: RestrictedRows,
    existing: Existing,
    selection: &ExportSelection,
) -> Result<ExportReport, DeskError> {
    let format = ExportFormat::of(path).ok_or_else(|| DeskError::UnknownFormat(path.to_path_buf()))?;
    refuse_unknown_names(desk, &selection.query)?;
    free(desk, path, existing)?;
    let unwritable = |source| DeskError::Unwritable { path: path.to_path_buf(), source };
    let (bytes, exported) = match format {
        ExportFormat::Ics => entries::calendar(desk, restricted)?,
        ExportFormat::Xlsx => return workbook::write(desk, path, workbook::Content::Register, restricted, selection),
        ExportFormat::Toml | ExportFormat::Csv | ExportFormat::Json => {
            return lists(desk, path, format, restricted, selection);
        }
    };
    put(path, &bytes).map_err(unwritable)?;
    Ok(exported)
}

/// Writes the formats that take a register of any size.
fn lists(
    desk: &Desk,
    path: &Path,
    format: ExportFormat,
    restricted: RestrictedRows,
    selection: &ExportSelection,
) -> Result<ExportReport, DeskError> {
    let unwritable = |source| DeskError::Unwritable { path: path.to_path_buf(), source };
    let list = |suffix| ListFile::new(format, path, suffix).map_err(unwritable);
    let (mut agreements, mut parties) = (list("agreements")?, list("parties")?);
    let (mut commitments, mut acts) = (list("commitments")?, list("acts")?);
    let mut page: Vec<ExportedAgreement> = Vec::with_capacity(PAGE);
    let mut add = |page: &mut Vec<ExportedAgreement>| {
        agreements.add(&of_facts(page, restricted))?;
        if format != ExportFormat::Csv {
            commitments.add(&of_commitments(page))?;
            acts.add(&of_acts(page))?;
        }
        page.clear();
        Ok::<(), io::Error>(())
    };
    let leaving = for_each_exported(desk, restricted, selection, |stored| {
        let known = stored.agreement();
        let known = known.knowledge_on(selection.known_on.unwrap_or(Day::last())).map_err(TimelineError::from)?;
        let commitments = known.map_or_else(Vec::new, |known| {
            known.commitments.iter().map(|known| Commitment::clone(&known.commitment)).collect()
        });
        // Programs read a list of objects as they read the acts themselves: nothing imports it.
        let outlived = if format == ExportFormat::Json { BTreeSet::new() } else { outlived(desk, stored)? };
        page.push(ExportedAgreement { facts: stored.facts.clone(), commitments, acts: stored.acts.clone(), outlived });
        if page.len() == PAGE { add(&mut page).map_err(unwritable) } else { Ok(()) }
    })?;
    add(&mut page).map_err(unwritable)?;
    parties.add(&Table::of_parties(&leaving.parties)).map_err(unwritable)?;
    let exported = leaving.exported(agreements.rows());
    parts::join_lists(path, agreements, parties, commitments, acts).map_err(unwritable)?;
    Ok(exported)
}

/// Writes these bytes to a file that only its owner may read.
pub(super) fn write(desk: &Desk, path: &Path, bytes: &[u8], existing: Existing) -> Result<(), DeskError> {
    free(desk, path, existing)?;
    put(path, bytes).map_err(|source| DeskError::Unwritable { path: path.to_path_buf(), source })
}

/// Writes a workbook to a file that only its owner may read.
pub(super) fn write_workbook(
    desk: &Desk,
    path: &Path,
    book: WorkbookWriter,
    existing: Existing,
) -> Result<(), DeskError> {
    free(desk, path, existing)?;
    let unwritable = |source| DeskError::Unwritable { path: path.to_path_buf(), source };
    let file = TemporaryFile::new(path, "new").map_err(unwritable)?;
    book.finish(file.handle().map_err(unwritable)?)?;
    file.named(path).map_err(unwritable)
}

/// Refuses a path with something that is to be kept.
fn free(desk: &Desk, path: &Path, existing: Existing) -> Result<(), DeskError> {
    let full = fs::metadata(path).is_ok_and(|there| there.len() > 0 || !there.is_file());
    if full && (existing == Existing::Kept || is_ours(desk, path)) {
        return Err(DeskError::InTheWay(path.to_path_buf()));
    }
    Ok(())
}

/// Whether the file is one the office lives by: its configuration or its database.
fn is_ours(desk: &Desk, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    [&desk.config.file, &desk.config.store.path].into_iter().any(|own| real(own) == real(path))
}

/// What leaves the register beside agreements and their acts, and what stays.
#[derive(Default)]
struct ExportLists {
    parties: Vec<Party>,
    left_out: usize,
    failed: Vec<String>,
}

impl ExportLists {
    fn exported(self, agreements: usize) -> ExportReport {
        ExportReport { agreements, milestones: None, left_out: self.left_out, failed: self.failed }
    }
}

/// Hands on each agreement that leaves, with the acts in force, all as they stood at one moment.
fn for_each_exported(
    desk: &Desk,
    restricted: RestrictedRows,
    selection: &ExportSelection,
    mut each: impl FnMut(&Stored) -> Result<(), DeskError>,
) -> Result<ExportLists, DeskError> {
    let mut left_out = 0;
    let (mut hidden, mut named) = (BTreeSet::new(), BTreeSet::new());
    desk.store.snapshot(|| {
        let query = Query { known_on: selection.known_on, ..selection.query.clone() };
        let chosen = ListQuery::of(desk, &query)?;
        let failed = desk.walk(
            &chosen.filter(),
            |stored| {
                // What a restricted agreement says is no way to find it, and whether it is left out is counted for all.
                let withheld = stored.facts.is_restricted() && restricted == RestrictedRows::LeaveOut;
                if !withheld && !chosen.takes(stored)? {
                    return Ok(None);
                }
                Ok(stored_on(stored, selection.known_on).map_err(TimelineError::from)?)
            },
            |stored: Stored| {
                let parties = stored.facts.ours.iter().chain(&stored.facts.partner);
                if stored.facts.is_restricted() && restricted == RestrictedRows::LeaveOut {
                    left_out += 1;
                    hidden.extend(parties.cloned());
                    return Ok(());
                }
                named.extend(parties.cloned());
                each(&stored)
            },
        )?;
        let parties = match selection.known_on {
            Some(day) => desk.store.parties_known_on(day)?,
            None => desk.store.parties()?,
        };
        let narrowed = !selection.query.is_empty();
        let leaves = |id: &String| named.contains(id) || !(narrowed || hidden.contains(id));
        let parties = parties.iter().filter(|(id, _)| leaves(id)).map(|(_, party)| party.clone()).collect();
        Ok(ExportLists { parties, left_out, failed })
    })
}

/// The agreement as it was known at the end of that day, with the acts in force; none before it came in.
fn stored_on(stored: &Stored, day: Option<Day>) -> Result<Option<Stored>, FactError> {
    let record = stored.agreement();
    let known = record.knowledge_on(day.unwrap_or(Day::last()))?;
    Ok(known.map(|known| {
        let standing: BTreeSet<i64> = known.acts.iter().map(|act| act.seq).collect();
        let mut shown = stored.clone();
        // The act that brought it in and what corrected it make up the facts, and are kept for those who work them out.
        shown.acts.retain(|act| {
            let stands = standing.contains(&act.seq) || act.body.is_knowledge();
            stands && day.is_none_or(|day| act.recorded_on <= day)
        });
        shown.facts = known.facts;
        // Marked later, it is withheld as it was known before, too.
        if stored.facts.is_restricted() {
            shown.facts.restricted = stored.facts.restricted;
        }
        shown
    }))
}

/// One agreement on its way out.
struct ExportedAgreement {
    facts: Facts,
    commitments: Vec<Commitment>,
    acts: Vec<Act>,
    /// The notes, by their place in the chain, on what a correction made another.
    outlived: BTreeSet<i64>,
}

fn of_facts(found: &[ExportedAgreement], restricted: RestrictedRows) -> Table {
    Table::of_agreements(found.iter().map(|leaf| &leaf.facts), restricted)
}

fn of_commitments(found: &[ExportedAgreement]) -> Table {
    Table::of_commitments(
        found.iter().flat_map(|leaf| leaf.commitments.iter().map(|one| (leaf.facts.reference.as_str(), one))),
    )
}

fn of_acts(found: &[ExportedAgreement]) -> Table {
    Table::of_acts(found.iter().flat_map(|leaf| {
        leaf.acts.iter().map(|act| ExportedAct {
            reference: leaf.facts.reference.as_str(),
            act,
            noted_of: noted_of(&leaf.outlived, act),
        })
    }))
}

/// Of which milestone an act is a note: one of `outlived` is of a former one.
fn noted_of(outlived: &BTreeSet<i64>, act: &Act) -> NotedMilestone {
    if outlived.contains(&act.seq) { NotedMilestone::Former } else { NotedMilestone::Current }
}

/// The notes and decisions, by their place in the chain, that an import would refuse: what they were said of was corrected
/// since.
fn outlived(desk: &Desk, stored: &Stored) -> Result<BTreeSet<i64>, DeskError> {
    if !stored.acts.iter().any(|act| act.body.is_note_or_decision()) {
        return Ok(BTreeSet::new());
    }
    let (agreement, parties) = (stored.agreement(), BTreeMap::new());
    Judge { agreement: &agreement, office: &desk.office, parties: &parties, today: desk.today() }.outlived()
}

/// Writes a temporary file and renames it.
pub(super) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut whole = TemporaryFile::new(path, "new")?;
    whole.write(bytes)?;
    whole.named(path)
}
