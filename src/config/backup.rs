//! `[backup]`: copies that the daemon makes.

use std::path::{Path, PathBuf};

use super::findings::ConfigFindings;
use super::office::path;
use super::section::TableReader;
use crate::lifecycle::span::Span;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;

/// `[backup]`: copies made by the daemon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupTable {
    /// The folder they go to, best on another machine.
    pub directory: PathBuf,
    /// How often one is made.
    pub every: Span,
    /// How many are kept.
    pub keep: Retention,
}

/// How many copies are kept: the newest of so many days, weeks and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Days.
    pub daily: u32,
    /// Weeks.
    pub weekly: u32,
    /// Months.
    pub monthly: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { daily: 7, weekly: 4, monthly: 12 }
    }
}

const KEPT_MAX: u32 = 10_000;

pub(super) fn backup(root: &TableReader, base: &Path, found: &mut ConfigFindings) -> Option<BackupTable> {
    let section = root.section("backup", &["directory", "every", "keep"], found);
    if !section.exists() {
        return None;
    }
    section.required("directory", sentence!(words::COPY_FOLDER), found);
    let every = section.span("every", found).unwrap_or(Span::days(1));
    let keep = keep(&section, found);
    let directory = path(&section, "directory", base, found)?;
    Some(BackupTable { directory, every, keep })
}

fn keep(section: &TableReader, found: &mut ConfigFindings) -> Retention {
    let usual = Retention::default();
    if section.is_number("keep") {
        // One number is that many days and nothing older.
        let daily = section.number("keep", 1..=KEPT_MAX, found).unwrap_or(usual.daily);
        return Retention { daily, weekly: 0, monthly: 0 };
    }
    let table = section.section("keep", &["daily", "weekly", "monthly"], found);
    Retention {
        daily: table.number("daily", 1..=KEPT_MAX, found).unwrap_or(usual.daily),
        weekly: table.number("weekly", 0..=KEPT_MAX, found).unwrap_or(usual.weekly),
        monthly: table.number("monthly", 0..=KEPT_MAX, found).unwrap_or(usual.monthly),
    }
}
