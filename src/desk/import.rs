//! A file of agreements, parties, commitments and acts taken into the register: inserted or corrected by reference.
//!
//! Parties come first, then agreements, then commitments, then acts, each checked in the order of its day; all in one transaction. A file
//! with a flaw changes nothing, unless its sound rows are asked for; then the others go to a file to mend. The invariant:
//! every flaw of the file is told at once, and importing a file twice changes nothing the second time.

mod act_remarks;
mod acts;
mod admitted;
mod agreements;
mod amended;
mod another;
mod codes;
mod collision;
mod commitments;
mod due_soon;
mod edited_act;
mod entry;
mod import_pass;
mod labels;
mod listed_state;
mod marked_days;
mod missing;
mod moves_nothing;
mod named;
mod odd_days;
mod old_copy;
mod old_party;
mod old_values;
mod open_agreement;
mod parties;
mod party_names;
mod picked;
mod present_end;
mod recorded_already;
mod reference;
mod replacements;
mod report;
mod similar;
mod sorted_columns;
mod source;
mod successor_text;
mod unknown;
mod unsound;
mod upload;
mod which_agreement;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use super::DeskError;
use super::change::ChangePreview;
use super::pending_letters::{letters_naming, rewrite_letters, update_letters_of_agreements};
use super::recorder::{Purpose, Recorder};
use crate::exchange::flaw::Flaw;
use crate::exchange::{self, ColumnReport, Drafts, KeepColumns, ListRules, ParsedFile, UnreadableFile};
use crate::lifecycle::act::Via;
use crate::lifecycle::party::with_predecessors;
use crate::message::Sentence;
use crate::message::list::{self, unopened};
use crate::message::{Say, Voice};
use crate::store::{Store, StoreError, Tx};
use crate::watch::Office;
use import_pass::ImportPass;

use crate::message::answer::paper as words;
pub use crate::message::list::answer::ListCounts;
use crate::message::sentence::sentence;
pub use entry::{Entered, EntryAnswer, TypedEntry, enter};
pub use old_values::OldValues;
pub use report::{ImportOutcome, Report};
pub(crate) use source::Defaults;
pub use source::Sort;
pub(crate) use upload::{Newest, Upload, import_upload};

/// What to do with a file that has flaws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flawed {
    /// Nothing of it is taken.
    RefuseAll,
    /// `--accept-good`: its sound rows are taken, the others go to a file to mend.
    AcceptGood,
}

/// How a file is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// Whether anything is kept.
    pub purpose: Purpose,
    /// What becomes of its sound rows where others have flaws.
    pub flawed: Flawed,
    /// What becomes of columns that are no facts.
    pub keep: KeepColumns,
    /// What becomes of values that were corrected since.
    pub old_values: OldValues,
}

/// What each column of a file is understood as; nothing is done.
pub fn understood(office: &Office, path: &Path) -> Result<Vec<ColumnReport>, ImportError> {
    Ok(exchange::open_by(path, &rules_of(office, KeepColumns::No))?.columns)
}

/// Why a file could not be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    File(#[from] UnreadableFile),
    /// The register, or a rule.
    Desk(#[from] DeskError),
    /// The file of rows to mend cannot be written.
    ToMend(PathBuf, #[source] std::io::Error),
    /// Something was recorded since it was shown what the list would do.
    Overtaken,
    /// A long list while the daemon runs.
    BesideDaemon(usize),
    /// Rows keep falling after others were left out.
    Endless(usize),
}

impl Say for ImportError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::File(error) => error.say(voice),
            Self::Desk(error) => error.say(voice),
            Self::ToMend(path, error) => sentence!(words::TO_MEND, path.display(), error.to_string()).say(voice),
            Self::Overtaken => sentence!(words::OVERTAKEN).say(voice),
            Self::BesideDaemon(rows) => unopened::beside_daemon(voice, *rows),
            Self::Endless(rounds) => sentence!(words::ENDLESS, *rounds).say(voice),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// A row that falls can take others with it: so many times at most.
const ROUNDS_AT_MOST: usize = 32;

/// Takes a file into the register, or says what is wrong with it.
///
/// A report comes back whether or not anything was imported; its [`ImportOutcome`] tells.
pub fn import(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    path: &Path,
    purpose: Purpose,
    flawed: Flawed,
) -> Result<Report, ImportError> {
    import_by(
        store,
        office,
        clerk,
        path,
        ImportOptions { purpose, flawed, keep: KeepColumns::No, old_values: OldValues::Ask },
    )
}

/// As [`import`], with every choice.
pub fn import_by(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    path: &Path,
    options: ImportOptions,
) -> Result<Report, ImportError> {
    import_with(store, office, clerk, path, options, Haste::None)
}

/// Whether a long list is taken while the daemon runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Haste {
    /// It waits until the daemon is stopped.
    None,
    /// `--now`: it is taken, and letters wait as long as that lasts.
    Now,
}

/// So many rows are taken while the daemon runs: nobody else writes meanwhile.
pub(crate) const ROWS_BESIDE_DAEMON: usize = 20_000;

/// As [`import_by`], in haste or not.
pub(crate) fn import_with(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    path: &Path,
    options: ImportOptions,
    haste: Haste,
) -> Result<Report, ImportError> {
    let reading = exchange::open_by(path, &rules_of(office, options.keep))?;
    let rows = reading.rows.len();
    if rows > ROWS_BESIDE_DAEMON && haste == Haste::None && options.purpose == Purpose::Keep && store.has_daemon() {
        return Err(ImportError::BesideDaemon(rows));
    }
    let file = source::ImportSource::of(path, &reading, options.old_values)?;
    let mut taken = take(store, office, clerk, &file, reading, options, Newest::Any)?;
    if options.purpose == Purpose::Keep
        && let Some(marks) = &taken.marks
    {
        match file.write_marked(marks, office.language) {
            Ok(path) => taken.report.marked = path,
            Err(error) => taken.report.warnings.push(list::file::marks_not_written(&error.to_string())),
        }
    }
    Ok(taken.report)
}

/// How an office's lists are read.
pub(crate) fn rules_of(office: &Office, keep: KeepColumns) -> ListRules {
    ListRules { own: office.list_headers.clone(), keep, chosen: Vec::new() }
}

/// What a list does to the register.
#[derive(Clone, Debug)]
pub struct ImportResult {
    /// What there is to tell.
    pub report: Report,
    /// The rows that were not taken, where they were written to no file beside it.
    pub to_mend: Option<exchange::RowsToFix>,
    /// The marks for a copy of the workbook, where it has flaws in its cells.
    pub marks: Option<exchange::FlawMarks>,
}

/// Takes a list that was read already.
fn take(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    file: &source::ImportSource,
    mut reading: ParsedFile,
    options: ImportOptions,
    newest: Newest,
) -> Result<ImportResult, ImportError> {
    let ImportOptions { purpose, flawed, .. } = options;
    let clerk = &clerk.clone().via(Via::List);
    let drafts = exchange::drafts(&mut reading);
    let mut report = Report::of(&reading, &drafts, clerk.today());
    if reading.rows.is_empty() && reading.flaws.is_empty() {
        // An export that went wrong is empty too, and "imported" alone would be believed.
        reading.flaws.of_file(Flaw::worded(&list::is_empty()).file(reading.file.clone()));
    }
    let done = store.write(|tx| {
        newest.hold(tx.newest_act()?).map_err(Stop::Failed)?;
        let done = rounds(tx, office, clerk, file, &mut reading, &drafts, flawed).map_err(Stop::Failed)?;
        let refused = !reading.flaws.is_empty() && (flawed == Flawed::RefuseAll || reading.flaws.whole_file());
        match purpose {
            _ if refused => Err(Stop::Told(Box::new(done), ImportOutcome::Refused)),
            Purpose::Rehearse => Err(Stop::Told(Box::new(done), ImportOutcome::Rehearsed)),
            Purpose::Keep => {
                report.to_mend = file.write_to_mend(&reading, office.language).map_err(Stop::Failed)?;
                Ok(done)
            }
        }
    });
    let (done, outcome) = match done {
        Ok(done) => (done, ImportOutcome::Imported),
        Err(Stop::Told(done, outcome)) => (*done, outcome),
        Err(Stop::Failed(error)) => return Err(error),
    };
    let parties = done.parties.clone();
    let to_mend = if file.is_beside_nothing() { exchange::to_mend(&reading, office.language) } else { None };
    let marks = exchange::flaw_marks(&reading, office.language);
    report.take(done, outcome, &mut reading);
    if outcome == ImportOutcome::Imported {
        report.warnings.extend(update_letters_of_agreements(store, office, clerk, &report.changed));
        let letters = letters_naming(store, &named(store, &parties)?)?;
        report.warnings.extend(rewrite_letters(store, office, clerk, &letters));
    }
    Ok(ImportResult { report, to_mend, marks })
}

/// These parties, and those in whose place they stand: letters about any of them bear a name that may have changed.
fn named(store: &Store, parties: &[String]) -> Result<Vec<String>, DeskError> {
    if parties.is_empty() {
        return Ok(Vec::new());
    }
    let known = store.parties()?;
    let named: BTreeSet<String> = parties.iter().flat_map(|id| with_predecessors(id, &known)).collect();
    Ok(named.into_iter().collect())
}

/// How the transaction is left without keeping it.
enum Stop {
    Failed(ImportError),
    /// Everything is worked out; nothing of it is kept.
    Told(Box<PassResult>, ImportOutcome),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What one pass over the file did.
#[derive(Debug, Default)]
pub(super) struct PassResult {
    counts: ListCounts,
    gaps: Vec<exchange::flaw::UnknownFact>,
    said: Vec<Sentence>,
    /// What was corrected, a sentence each agreement.
    corrected: Vec<Sentence>,
    warnings: Vec<Sentence>,
    remarks: Vec<exchange::flaw::ReadingRemark>,
    changes: ChangePreview,
    prospect: due_soon::Prospect,
    /// The agreements that were there before and changed.
    changed: Vec<i64>,
    /// Those that came in.
    new: Vec<i64>,
    /// The parties that came in or changed.
    parties: Vec<String>,
    /// Rows that say once more what a row of another sheet says.
    again: usize,
    /// The agreement that one typed into a form looks like.
    resembles: Option<String>,
}

/// Works the file through. With `AcceptGood` again and again without the rows that fell, until none falls any more: a
/// row is taken whole or not at all, and so is what hangs on it.
fn rounds(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    file: &source::ImportSource,
    reading: &mut ParsedFile,
    drafts: &Drafts,
    flawed: Flawed,
) -> Result<PassResult, ImportError> {
    marked_days::ask(tx, reading)?;
    // Rows with flaws are not taken; what else is wrong with them is told now, not after they have been mended.
    let mut work = ImportPass::begin(tx, office, clerk, file, reading, &drafts.given)?;
    work.unsound(drafts)?;
    for (ordinal, flaw) in work.into_fallen() {
        reading.flaws.of_row(ordinal, flaw);
    }
    for _ in 0..ROUNDS_AT_MOST {
        let before = reading.flaws.rejected().len();
        let pass = tx.savepoint(|tx| {
            let mut work = ImportPass::begin(tx, office, clerk, file, reading, &drafts.given)?;
            work.read_marks(drafts)?;
            work.parties(drafts)?;
            work.agreements(drafts)?;
            work.commitments(drafts)?;
            work.acts(drafts)?;
            work.listed_states(drafts)?;
            work.ask_whether_replaced()?;
            work.tell_missing_rows(drafts)?;
            work.ask_about_sorted_columns();
            let (done, fallen) = work.finish(drafts)?;
            let again = flawed == Flawed::AcceptGood && !fallen.is_empty();
            if again { Err(Pass::Again(fallen)) } else { Ok((done, fallen)) }
        });
        let (done, fallen) = match pass {
            Ok((done, fallen)) => (Some(done), fallen),
            Err(Pass::Again(fallen)) => (None, fallen),
            Err(Pass::Failed(error)) => return Err(error.into()),
        };
        for (ordinal, flaw) in fallen {
            reading.flaws.of_row(ordinal, flaw);
        }
        if let Some(done) = done {
            return Ok(done);
        }
        if reading.flaws.rejected().len() == before {
            break;
        }
    }
    Err(ImportError::Endless(ROUNDS_AT_MOST))
}

/// How one pass is left.
enum Pass {
    Again(Vec<(usize, Flaw)>),
    Failed(DeskError),
}

impl From<StoreError> for Pass {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<DeskError> for Pass {
    fn from(error: DeskError) -> Self {
        Self::Failed(error)
    }
}
