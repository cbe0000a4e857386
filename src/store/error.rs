//! What can go wrong with the database, said with the place and the cure.

use std::fmt;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::message::answer::store as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, SentenceForm, Voice, say};
use crate::outbox::EnvelopeState;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    Missing(PathBuf),
    /// A new database was asked for where something lies already.
    AlreadyThere(PathBuf),
    /// The file is something else, or empty.
    Foreign {
        path: PathBuf,
        /// What it is instead.
        what: Sentence,
    },
    /// A newer program wrote it.
    Newer {
        path: PathBuf,
        /// The version it has.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file is damaged.
    Corrupt {
        path: PathBuf,
        /// What does not fit.
        what: Sentence,
    },
    /// A line of a chain was altered, removed or inserted.
    Broken {
        path: PathBuf,
        /// Which chain: `act` or `receipt`.
        chain: &'static str,
        /// The line.
        seq: i64,
        /// What does not fit.
        what: SentenceForm<0>,
    },
    /// Somebody else is writing, for longer than we wait.
    Busy(PathBuf),
    /// The file or its folder cannot be written.
    ReadOnly {
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// The disk is full.
    Full(PathBuf),
    /// The program may open no more files.
    NoDescriptors(PathBuf),
    /// Reading or writing the file failed.
    Io {
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// The file was replaced or removed under a running program.
    Replaced(PathBuf),
    /// The file has another name, under which a second program could deliver the same letters.
    TwoNames(PathBuf),
    /// The folder that a new file was to lie in.
    NoFolder(PathBuf),
    /// An agreement with this reference exists.
    ReferenceTaken(String),
    /// A row that should be there is not.
    Absent {
        /// `agreement` or `envelope`.
        what: &'static str,
        id: i64,
        /// The command that lists them.
        see: &'static str,
    },
    /// The envelope stands where this cannot be done to it.
    Elsewhere {
        id: i64,
        /// Where it stands.
        state: EnvelopeState,
    },
    /// The envelope was tried before, so somebody may have it.
    Attempted(i64),
    /// A letter says a reminder that its envelope does not hold.
    NotInEnvelope {
        id: i64,
        /// The reminder.
        key: String,
    },
    /// An attempt is to be closed that was never opened.
    NotOpened(i64),
    /// A transaction ended under way, for example because the disk was full; what follows must not be kept alone.
    Undone(PathBuf),
    /// Anything else the database says.
    Sqlite {
        path: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
}

impl Say for StoreError {
    fn say(&self, voice: Voice) -> String {
        let agreement_or_envelope =
            |what: &str| sentence!(if what == "agreement" { words::AGREEMENT } else { words::ENVELOPE });
        match self {
            Self::Missing(path) => sentence!(words::MISSING, path.display()),
            Self::AlreadyThere(path) => sentence!(words::ALREADY_THERE, path.display()),
            Self::Foreign { path, what } => sentence!(words::FOREIGN, path.display(), what.clone()),
            Self::Newer { path, found, known } => sentence!(words::NEWER, path.display(), *found, *known),
            Self::Corrupt { path, what } => sentence!(words::CORRUPT, path.display(), what.clone()),
            Self::Broken { path, chain, seq, what } => {
                sentence!(words::BROKEN, path.display(), sentence!(chain_words(chain)), *seq, sentence!(*what))
            }
            Self::Busy(path) => sentence!(words::BUSY, path.display()),
            Self::ReadOnly { path, what } => sentence!(words::READ_ONLY, path.display(), Sentence::quoted(what)),
            Self::Full(path) => sentence!(words::FULL, path.display()),
            Self::NoDescriptors(path) => sentence!(words::NO_DESCRIPTORS, path.display()),
            Self::Io { path, what } => sentence!(words::IO, path.display(), Sentence::quoted(what)),
            Self::Replaced(path) => sentence!(words::REPLACED, path.display()),
            Self::TwoNames(path) => sentence!(words::TWO_NAMES, path.display()),
            Self::NoFolder(path) => sentence!(words::NO_FOLDER, path.display()),
            Self::ReferenceTaken(reference) => sentence!(words::REFERENCE_TAKEN, reference),
            Self::Absent { what, id, see } => sentence!(words::ABSENT, agreement_or_envelope(what), *id, *see),
            Self::Elsewhere { id, state } => {
                sentence!(words::ELSEWHERE, *id, say::envelope_state(voice, state.name()))
            }
            Self::Attempted(id) => sentence!(words::ATTEMPTED, *id),
            Self::NotInEnvelope { id, key } => sentence!(words::NOT_IN_ENVELOPE, *id, key),
            Self::NotOpened(id) => sentence!(words::NOT_OPENED, *id),
            Self::Undone(path) => sentence!(words::UNDONE, path.display()),
            Self::Sqlite { path, source } => sentence!(words::SQLITE, path.display(), Sentence::quoted(source)),
        }
        .say(voice)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// A chain as people call it.
pub(super) fn chain_words(chain: &str) -> SentenceForm<0> {
    match chain {
        "act" => words::CHAIN_ACT,
        "receipt" => words::CHAIN_RECEIPT,
        _ => words::CHAIN_OUTAGE,
    }
}

impl StoreError {
    /// Whether the trouble is one record's: the others can still be worked on.
    pub(crate) const fn is_of_the_record(&self) -> bool {
        matches!(
            self,
            Self::Broken { .. }
                | Self::Corrupt { .. }
                | Self::Absent { .. }
                | Self::ReferenceTaken(_)
                | Self::Elsewhere { .. }
                | Self::Attempted(_)
                | Self::NotInEnvelope { .. }
                | Self::NotOpened(_)
        )
    }

    /// Puts the file's name and the cure to what the database said.
    pub(super) fn from_sqlite(path: PathBuf, error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { path, what: Sentence::quoted(&error) }
            }
            Some(ErrorCode::CannotOpen) if descriptors_run_out() => Self::NoDescriptors(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path, what: error.to_string() }
            }
            Some(ErrorCode::DiskFull) => Self::Full(path),
            // The file that connections share beside the register cannot grow.
            Some(ErrorCode::SystemIoFailure) if extended(&error) == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => {
                Self::Full(path)
            }
            Some(ErrorCode::SystemIoFailure) if writes(&error) && has_size_limit() => Self::Full(path),
            Some(ErrorCode::SystemIoFailure) => Self::Io { path, what: error.to_string() },
            _ if unreadable(&error) => Self::Corrupt { path, what: column_fault(&error) },
            _ => Self::Sqlite { path, source: error },
        }
    }

    /// Puts the file's name to what the file system said.
    pub(super) fn from_io(path: PathBuf, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::AlreadyExists => Self::AlreadyThere(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path, what: error.to_string() }
            }
            _ if is_for_want_of_descriptors(error) => Self::NoDescriptors(path),
            ErrorKind::StorageFull | ErrorKind::FileTooLarge | ErrorKind::QuotaExceeded => Self::Full(path),
            _ => Self::Io { path, what: error.to_string() },
        }
    }
}

/// The numbers by which the system says that no more files may be opened, by this process or by all.
const EMFILE: i32 = 24;
const ENFILE: i32 = 23;

fn is_for_want_of_descriptors(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(EMFILE | ENFILE))
}

/// Whether as many files as the database needs cannot be open at once: it says itself only that it could not open one.
fn descriptors_run_out() -> bool {
    const NEEDED: usize = 4;
    let opened: Result<Vec<_>, _> = (0..NEEDED).map(|_| std::fs::File::open("/dev/null")).collect();
    opened.is_err_and(|error| is_for_want_of_descriptors(&error))
}

/// Whether a write failed, or making a file longer.
fn writes(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE};
    let codes = [SQLITE_IOERR_WRITE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN];
    extended(error).is_some_and(|code| codes.contains(&code))
}

/// Whether files may grow to a size only (`ulimit -f`); the database says no more than that writing failed.
fn has_size_limit() -> bool {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let soft = limits.lines().find_map(|line| line.strip_prefix("Max file size")?.split_whitespace().next());
    soft.is_some_and(|soft| soft != "unlimited")
}

fn extended(error: &rusqlite::Error) -> Option<std::ffi::c_int> {
    error.sqlite_error().map(|code| code.extended_code)
}

/// What is wrong with a column: our own sentence where a reader of ours refused it.
fn column_fault(error: &rusqlite::Error) -> Sentence {
    match error {
        rusqlite::Error::FromSqlConversionFailure(_, _, inner) => {
            inner.downcast_ref::<Sentence>().cloned().unwrap_or_else(|| Sentence::quoted(error))
        }
        other => Sentence::quoted(other),
    }
}

/// A column holds what this program never writes there.
fn unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}
