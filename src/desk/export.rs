//! The register as a file that people and programs read, and that `import` reads back without changing anything; or its
//! milestones as a calendar.
//!
//! Restricted agreements stay out, with their acts and the parties that only they name, unless somebody asks for them. A
//! file that holds something is not overwritten unless somebody says so, and is never seen half-written.

mod entries;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Desk, DeskError};
use crate::exchange::{self, Mark, Restricted, Table};
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::Facts;
use crate::store::Filter;

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

/// More agreements than this do not fit the memory a file is put together in.
const AT_MOST: usize = 1_000_000;

/// Writes the register to a file that only its owner may read; its name tells the format.
pub fn export(desk: &Desk, path: &Path, restricted: Restricted, existing: Existing) -> Result<Exported, DeskError> {
    let format = Format::of(path).ok_or_else(|| DeskError::UnknownFormat(path.to_path_buf()))?;
    free(desk, path, existing)?;
    let (bytes, exported) = match format {
        Format::Ics => entries::calendar(desk, restricted)?,
        _ => sheets(desk, format, restricted)?,
    };
    put(path, &bytes).map_err(|source| DeskError::Unwritable { path: path.to_path_buf(), source })?;
    Ok(exported)
}

fn sheets(desk: &Desk, format: Format, restricted: Restricted) -> Result<(Vec<u8>, Exported), DeskError> {
    let (tables, exported) = tables(desk, format, restricted)?;
    let bytes = match (format, tables.as_slice()) {
        (Format::Toml, tables) => exchange::toml_out(tables),
        (Format::Xlsx, tables) => exchange::xlsx_out(tables)?,
        (Format::Csv, [agreements, ..]) => exchange::csv_out(agreements, Mark::Bom),
        (Format::Csv | Format::Ics, _) => Vec::new(),
        (Format::Json, tables) => json(tables),
    };
    Ok((bytes, exported))
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

fn tables(desk: &Desk, format: Format, restricted: Restricted) -> Result<(Vec<Table>, Exported), DeskError> {
    let mut left_out = 0;
    let mut found: Vec<(Facts, Vec<Act>)> = Vec::new();
    let mut hidden = BTreeSet::new();
    let failed = desk.walk(
        &Filter::default(),
        |stored| Ok(Some((stored.facts.clone(), stored.acts.clone()))),
        |(facts, acts)| {
            if facts.is_restricted() && restricted == Restricted::LeaveOut {
                left_out += 1;
                hidden.extend(facts.ours.into_iter().chain(facts.partner));
            } else {
                // A list of facts alone has no use for what happened.
                found.push((facts, if format == Format::Csv { Vec::new() } else { acts }));
            }
            if found.len() > AT_MOST { Err(DeskError::TooMany(AT_MOST)) } else { Ok(()) }
        },
    )?;
    let exported = Exported { agreements: found.len(), milestones: None, left_out, failed };
    let agreements = Table::of_agreements(found.iter().map(|(facts, _)| facts), restricted);
    let named: BTreeSet<&String> =
        found.iter().flat_map(|(facts, _)| facts.ours.iter().chain(&facts.partner)).collect();
    let mut parties = desk.store.parties()?;
    parties.retain(|id, _| named.contains(id) || !hidden.contains(id));
    let acts = found.iter().flat_map(|(facts, acts)| acts.iter().map(|act| (facts.reference.as_str(), act)));
    let tables = vec![agreements, Table::of_parties(parties.values()), Table::of_acts(acts)];
    Ok((tables, exported))
}

fn json(tables: &[Table]) -> Vec<u8> {
    let lists = tables.iter().map(|table| (table.kind.name().to_owned(), exchange::json_out(table)));
    let object = Value::Object(lists.collect::<Map<_, _>>());
    let mut bytes = serde_json::to_vec_pretty(&object).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Writes beside the file and gives the whole its name.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let fresh = Path::new(&name);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(fresh)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(fresh, path));
    if written.is_err() {
        // What is left of a failed attempt; the failure itself is what is worth saying.
        let _ = fs::remove_file(fresh);
    }
    written
}
