//! What can go wrong with the database, said with the place and the cure.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::outbox::State;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error(
        "{path}: there is no database; make one with `pactwatch init`, or mend `[store] path`",
        path = .0.display()
    )]
    Missing(PathBuf),
    /// A new database was asked for where something lies already.
    #[error("{path}: already there, and nothing is ever overwritten; choose another name", path = .0.display())]
    AlreadyThere(PathBuf),
    /// The file is something else, or empty.
    #[error(
        "{path}: not a pactwatch database ({what}); it was left as it is. Mend `[store] path`, or put back a \
         `pactwatch backup`",
        path = .path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        what: String,
    },
    /// A newer program wrote it.
    #[error(
        "{path}: written by a newer pactwatch (schema {found}, this program knows {known}); it was left as it \
         is. Install the newer program, or put back a `pactwatch backup` made before the upgrade",
        path = .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version it has.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error(
        "{path}: the database is damaged ({what}); nothing was changed. Stop the service, keep a copy of the \
         file, and put back the newest `pactwatch backup`",
        path = .path.display()
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// A line of a chain was altered, removed or inserted.
    #[error(
        "{path}: {chain} {seq} is not what was written ({what}); compare with a `pactwatch backup`",
        path = .path.display()
    )]
    Broken {
        /// The file.
        path: PathBuf,
        /// Which chain: `act` or `receipt`.
        chain: &'static str,
        /// The line.
        seq: i64,
        /// What does not fit.
        what: &'static str,
    },
    /// Somebody else is writing, for longer than we wait.
    #[error(
        "{path}: busy, another program has been writing to it all the time; try again, or see which with \
         `fuser {path}`",
        path = .0.display()
    )]
    Busy(PathBuf),
    /// The file or its folder cannot be written.
    #[error(
        "{path}: cannot be written ({what}); give the service's user the file and its folder",
        path = .path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// The disk is full.
    #[error(
        "{path}: the disk is full or a size limit is reached; make room, nothing half was kept",
        path = .0.display()
    )]
    Full(PathBuf),
    /// Reading or writing the file failed.
    #[error("{path}: {what}; look at the disk and the rights of the folder", path = .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// The file was replaced or removed under a running program.
    #[error(
        "{path}: the file was replaced or removed while the program was running; start it again",
        path = .0.display()
    )]
    Replaced(PathBuf),
    /// The file has another name, under which a second program could deliver the same letters.
    #[error(
        "{path}: the file has a second name (a hard link), by which another pactwatch could send the same letters; find \
         it with `find / -xdev -samefile {path}` and remove it",
        path = .0.display()
    )]
    TwoNames(PathBuf),
    /// The folder that a new file was to lie in.
    #[error("{path}: there is no such folder; make it, or name another", path = .0.display())]
    NoFolder(PathBuf),
    /// An agreement with this reference exists.
    #[error("`{0}` is in the register already; correct it, or choose another reference")]
    ReferenceTaken(String),
    /// A row that should be there is not.
    #[error("there is no {what} {id}; see `pactwatch {see}`")]
    Absent {
        /// `agreement` or `envelope`.
        what: &'static str,
        /// Its number.
        id: i64,
        /// The command that lists them.
        see: &'static str,
    },
    /// The envelope stands where this cannot be done to it.
    #[error("envelope {id} is {}, so this cannot be done to it; see `pactwatch outbox show {id}`", .state.name())]
    Elsewhere {
        /// The envelope.
        id: i64,
        /// Where it stands.
        state: State,
    },
    /// The envelope was tried before, so somebody may have it.
    #[error("envelope {0} was tried before and can only go out as it is; see `pactwatch outbox show {0}`")]
    Attempted(i64),
    /// A letter says a reminder that its envelope does not hold.
    #[error("envelope {id} does not hold the reminder {key}; nothing was changed, the next scan composes it anew")]
    NotInEnvelope {
        /// The envelope.
        id: i64,
        /// The reminder.
        key: String,
    },
    /// An attempt is to be closed that was never opened.
    #[error("envelope {0} has no open attempt to close; its receipts are as they were")]
    NotOpened(i64),
    /// A transaction ended under way, for example because the disk was full; what follows must not be kept alone.
    #[error("{path}: the transaction was given up under way; nothing of it was kept, try again", path = .0.display())]
    Undone(PathBuf),
    /// Anything else the database says.
    #[error("{path}: {source}", path = .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Whether the trouble is one record's: the others can still be worked on.
    pub const fn is_of_the_record(&self) -> bool {
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
                Self::Corrupt { path, what: error.to_string() }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path, what: error.to_string() }
            }
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::SystemIoFailure) => Self::Io { path, what: error.to_string() },
            _ if unreadable(&error) => Self::Corrupt { path, what: error.to_string() },
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
            ErrorKind::StorageFull | ErrorKind::FileTooLarge | ErrorKind::QuotaExceeded => Self::Full(path),
            _ => Self::Io { path, what: error.to_string() },
        }
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
