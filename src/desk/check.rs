//! Checks everything before an office relies on letters: configuration, register, calendar, documents, file modes, the
//! next wake-ups, and for each agreement who will be written to and when, or why nobody.
//!
//! It reports and changes nothing. What stops letters or loses proof is a problem; what deserves a look is a warning.

mod commitments;
pub mod documents;
mod mail;
pub(super) mod older_backup;
mod people;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::audit::AuditFault;
use super::status::{self, Coverage};
use super::{Desk, DeskError};
use crate::clock::Schedule;
use crate::config::Links;
use crate::message;
use crate::message::Sentence;
use crate::message::answer::web;
use crate::store::{Filter, Store, StoreError};
use crate::watch::takeover;

use crate::message::answer::check as words;
use crate::message::sentence::sentence;
use documents::NameDisclosure;
pub use mail::Mail;
pub use people::{ExpectedLetter, NextLetters};

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct CheckReport {
    /// The configuration that was read.
    pub config: String,
    /// The database that was read.
    pub database: String,
    /// How far the days off are known.
    pub calendar: Coverage,
    /// The next wake-ups.
    pub wake_ups: WakeUps,
    /// What the mail server said, where it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<Sentence>,
    /// How many documents were read and found as they were written down.
    pub documents_sound: u64,
    /// What stops letters or loses proof.
    pub problems: Vec<Sentence>,
    /// What deserves a look.
    pub warnings: Vec<Sentence>,
}

/// The next wake-ups of both kinds.
#[derive(Clone, Debug, Serialize)]
pub struct WakeUps {
    pub scan: Vec<String>,
    pub digest: Vec<String>,
}

/// At most this many wake-ups are listed.
const WAKE_UPS: usize = 3;
/// At most this many findings of one kind are listed one by one.
const FINDINGS_TOLD: usize = 1_000;

/// Findings as they come, bounded.
#[derive(Debug, Default)]
struct CheckFindings {
    problems: Vec<Sentence>,
    warnings: Vec<Sentence>,
    documents_sound: u64,
}

impl CheckFindings {
    fn problem(&mut self, what: Sentence) {
        if self.problems.len() < FINDINGS_TOLD {
            self.problems.push(what);
        }
    }

    fn warn(&mut self, what: Sentence) {
        if self.warnings.len() < FINDINGS_TOLD {
            self.warnings.push(what);
        }
    }
}

/// Checks the office, and hands on the outlook of each agreement as it is worked out.
///
/// A broken configuration or an unreadable database is an error, reported when the desk is opened.
pub fn check<E: From<DeskError>>(
    desk: &Desk,
    mail: &Mail,
    each: impl FnMut(NextLetters) -> Result<(), E>,
) -> Result<CheckReport, E> {
    let mut found = CheckFindings::default();
    config(desk, &mut found);
    register(&desk.store, &mut found).map_err(DeskError::from)?;
    older_backup::look(desk, &mut found)?;
    if let Some(held) = takeover::hold_reason(&desk.store, desk.config.backup.as_ref()).map_err(DeskError::from)? {
        found.problem(Sentence::of(&held));
    }
    let database = &desk.config.store.path;
    // What was written last is in the log beside the database.
    let log = PathBuf::from(format!("{}-wal", database.display()));
    let sent = PathBuf::from(format!("{}.sent", database.display()));
    for path in [&desk.config.file, database, &log, &sent, &desk.config.post.directory] {
        private(path, &mut found);
    }
    links(desk, &mut found);
    page(desk, &mut found);
    calendar(desk, &mut found);
    status::copies(desk, desk.clock.now(), &mut found.problems)?;
    let wake_ups = wake_ups(desk).map_err(DeskError::from)?;
    let mail = mail::attempt(desk, mail, &mut found)?;
    agreements(desk, &mut found, each)?;
    Ok(CheckReport {
        config: desk.config.file.display().to_string(),
        database: desk.config.store.path.display().to_string(),
        calendar: status::coverage(desk),
        wake_ups,
        mail,
        documents_sound: found.documents_sound,
        problems: found.problems,
        warnings: found.warnings,
    })
}

fn config(desk: &Desk, found: &mut CheckFindings) {
    for warning in &desk.config.warnings {
        let place = if warning.line == 0 { String::new() } else { format!(":{}", warning.line) };
        found.warn(sentence!(words::IN_FILE, format!("{}{place}", desk.config.file.display()), warning.what.clone()));
    }
    if let Err(error) = message::check() {
        found.problem(sentence!(words::TEMPLATES, error.to_string()));
    }
}

/// The whole file, and both chains.
fn register(store: &Store, found: &mut CheckFindings) -> Result<(), StoreError> {
    for outcome in [store.integrity_check(), store.verify_chain().map(drop)] {
        match outcome {
            Err(error @ (StoreError::Corrupt { .. } | StoreError::Broken { .. })) => {
                found.problem(Sentence::of(&error));
            }
            other => other?,
        }
    }
    for fault in store.schema_faults()? {
        found.problem(Sentence::of(&AuditFault::Schema(fault)));
    }
    Ok(())
}

/// The folder of papers, and what the page needs beside its table, which is checked against its rules when it is read.
fn page(desk: &Desk, found: &mut CheckFindings) {
    if let Some(folder) = &desk.config.documents
        && let Err(error) = fs::read_dir(folder)
    {
        found.warn(sentence!(web::NO_DOCUMENTS_FOLDER, folder.display(), error.to_string()));
    }
    let Some(table) = &desk.config.web else { return };
    for file in table.tls.iter().flat_map(|tls| [&tls.certificate, &tls.key_file]) {
        if let Err(error) = fs::File::open(file) {
            found.problem(sentence!(web::UNREADABLE_TLS, file.display(), error.to_string()));
        }
    }
    if let Some(tls) = &table.tls {
        private(&tls.key_file, found);
    }
}

/// The keys of links: without one letters have none, which is no fault where nobody wanted any.
fn links(desk: &Desk, found: &mut CheckFindings) {
    let Some(rules) = desk.office.links.as_ref().filter(|rules| rules.scope != Links::Off) else { return };
    let file = rules.keys.path();
    match rules.keys.read() {
        Ok(keys) if keys.is_empty() => found.warn(sentence!(web::NO_LINK_KEYS, file.display())),
        Ok(_) => private(&file, found),
        Err(error) => found.warn(Sentence::quoted(&error)),
    }
}

/// Whether everybody can read a file, or look into a folder.
fn private(path: &Path, found: &mut CheckFindings) {
    let Ok(about) = fs::metadata(path) else { return };
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o007 != 0 {
        found.warn(sentence!(words::EVERYBODY_READS, path.display(), format!("{mode:04o}")));
    }
}

fn calendar(desk: &Desk, found: &mut CheckFindings) {
    let coverage = status::coverage(desk);
    if let Some(through) = coverage.announced_through
        && through < coverage.horizon
    {
        found.warn(sentence!(words::DAYS_OFF_END, through, coverage.horizon, desk.config.file.display()));
    }
}

fn wake_ups(desk: &Desk) -> Result<WakeUps, crate::config::ConfigError> {
    let digest = &desk.config.schedule.digest;
    let digests =
        digest.value.parse::<Schedule>().map_err(|error| desk.config.pin(digest.place, Sentence::of(&error)))?;
    let next = |schedule: &Schedule| {
        let later = |at: &chrono::DateTime<chrono::Utc>| schedule.next_after(*at, desk.clock.zone());
        let times = std::iter::successors(later(&desk.clock.now()), later).take(WAKE_UPS);
        times.map(|at| desk.wall(at)).collect()
    };
    Ok(WakeUps { scan: next(&status::schedule(desk)?), digest: next(&digests) })
}

/// Each agreement: its documents, its people, its ladders, and what it will say to whom.
fn agreements<E: From<DeskError>>(
    desk: &Desk,
    found: &mut CheckFindings,
    mut each: impl FnMut(NextLetters) -> Result<(), E>,
) -> Result<(), E> {
    let failed = desk.walk(
        &Filter::default(),
        |stored| {
            let name = if stored.facts.is_restricted() { NameDisclosure::Withheld } else { NameDisclosure::Told };
            Ok(Some((people::outlook(desk, stored)?, stored.facts.documents.clone(), name)))
        },
        |(outlook, documents, name)| {
            documents::verify_all(desk.config.documents.as_deref(), &outlook.reference, &documents, name, found);
            for odd in &outlook.odd {
                found.warn(sentence!(words::OF_AGREEMENT, &outlook.reference, odd.clone()));
            }
            each(outlook)
        },
    )?;
    for failed in failed {
        found.problem(Sentence::quoted(&failed));
    }
    Ok(())
}
