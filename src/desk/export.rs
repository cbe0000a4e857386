//! The register as a file that people and programs read, and that `import` reads back without changing anything; or its
//! milestones as a calendar.
//!
//! Restricted agreements stay out, with their acts and the parties that only they name, unless somebody asks for them. A
//! file that holds something is not overwritten unless somebody says so, and is never seen half-written.

mod entries;
mod parts;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::{Desk, DeskError};
use crate::exchange::{self, Restricted, Table};
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::party::Party;
use crate::store::Filter;
use parts::{Beside, List};

/// A format that the register is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tables of agreements, parties and acts.
    Toml,
    /// The facts of agreements, a line each.
    Csv,
    /// A workbook with a sheet each for agreements, parties and acts.
    Xlsx,
    /// The same three as lists of objects.
    Json,
    /// A calendar of the milestones to come. It is read by calendar programs and not by `import`.
    Ics,
}

impl Format {
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
    /// Somebody said that it may go.
    Replaced,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
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

/// More agreements than this do not fit the memory a workbook is put together in.
const AT_MOST: usize = 100_000;
/// Agreements put into the other formats together.
const PAGE: usize = 200;

/// Writes the register to a file that only its owner may read; its name tells the format.
pub fn export(desk: &Desk, path: &Path, restricted: Restricted, existing: Existing) -> Result<Exported, DeskError> {
    let format = Format::of(path).ok_or_else(|| DeskError::UnknownFormat(path.to_path_buf()))?;
    free(desk, path, existing)?;
    let unwritable = |source| DeskError::Unwritable { path: path.to_path_buf(), source };
    let (bytes, exported) = match format {
        Format::Ics => entries::calendar(desk, restricted)?,
        Format::Xlsx => workbook(desk, restricted)?,
        Format::Toml | Format::Csv | Format::Json => return lists(desk, path, format, restricted),
    };
    put(path, &bytes).map_err(unwritable)?;
    Ok(exported)
}

/// Writes the formats that take a register of any size.
fn lists(desk: &Desk, path: &Path, format: Format, restricted: Restricted) -> Result<Exported, DeskError> {
    let unwritable = |source| DeskError::Unwritable { path: path.to_path_buf(), source };
    let list = |suffix| List::new(format, path, suffix).map_err(unwritable);
    let (mut agreements, mut parties, mut acts) = (list("agreements")?, list("parties")?, list("acts")?);
    let mut page: Vec<(Facts, Vec<Act>)> = Vec::with_capacity(PAGE);
    let mut add = |page: &mut Vec<(Facts, Vec<Act>)>| {
        agreements.add(&of_facts(page, restricted))?;
        if format != Format::Csv {
            acts.add(&of_acts(page))?;
        }
        page.clear();
        Ok::<(), io::Error>(())
    };
    let leaving = shown(desk, restricted, |facts, acts| {
        page.push((facts, acts));
        if page.len() == PAGE { add(&mut page).map_err(unwritable) } else { Ok(()) }
    })?;
    add(&mut page).map_err(unwritable)?;
    parties.add(&Table::of_parties(&leaving.parties)).map_err(unwritable)?;
    let exported = leaving.exported(agreements.rows());
    parts::joined(path, agreements, parties, acts).map_err(unwritable)?;
    Ok(exported)
}

/// Writes these bytes to a file that only its owner may read.
pub(super) fn write(desk: &Desk, path: &Path, bytes: &[u8], existing: Existing) -> Result<(), DeskError> {
    free(desk, path, existing)?;
    put(path, bytes).map_err(|source| DeskError::Unwritable { path: path.to_path_buf(), source })
}

/// Refuses a place where something stands that is to be kept.
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
struct Leaving {
    parties: Vec<Party>,
    left_out: usize,
    failed: Vec<String>,
}

impl Leaving {
    fn exported(self, agreements: usize) -> Exported {
        Exported { agreements, milestones: None, left_out: self.left_out, failed: self.failed }
    }
}

/// Hands on each agreement that leaves, with its acts, all as they stood at one moment.
fn shown(
    desk: &Desk,
    restricted: Restricted,
    mut each: impl FnMut(Facts, Vec<Act>) -> Result<(), DeskError>,
) -> Result<Leaving, DeskError> {
    let mut left_out = 0;
    let (mut hidden, mut named) = (BTreeSet::new(), BTreeSet::new());
    desk.store.snapshot(|| {
        let failed = desk.walk(
            &Filter::default(),
            |stored| Ok(Some((stored.facts.clone(), stored.acts.clone()))),
            |(facts, acts)| {
                let parties = facts.ours.iter().chain(&facts.partner);
                if facts.is_restricted() && restricted == Restricted::LeaveOut {
                    left_out += 1;
                    hidden.extend(parties.cloned());
                    return Ok(());
                }
                named.extend(parties.cloned());
                each(facts, acts)
            },
        )?;
        let mut parties = desk.store.parties()?;
        parties.retain(|id, _| named.contains(id) || !hidden.contains(id));
        Ok(Leaving { parties: parties.into_values().collect(), left_out, failed })
    })
}

fn workbook(desk: &Desk, restricted: Restricted) -> Result<(Vec<u8>, Exported), DeskError> {
    let mut found = Vec::new();
    let leaving = shown(desk, restricted, |facts, acts| {
        found.push((facts, acts));
        if found.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
    })?;
    let tables = vec![of_facts(&found, restricted), Table::of_parties(&leaving.parties), of_acts(&found)];
    Ok((exchange::xlsx_out(&tables)?, leaving.exported(found.len())))
}

fn of_facts(found: &[(Facts, Vec<Act>)], restricted: Restricted) -> Table {
    Table::of_agreements(found.iter().map(|(facts, _)| facts), restricted)
}

fn of_acts(found: &[(Facts, Vec<Act>)]) -> Table {
    Table::of_acts(found.iter().flat_map(|(facts, acts)| acts.iter().map(|act| (facts.reference.as_str(), act))))
}

/// Writes beside the file and gives the whole its name.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut whole = Beside::new(path, "new")?;
    whole.write(bytes)?;
    whole.named(path)
}
