//! What people ask for, one file a use case.
//!
//! It brings the doors together and gives values that the faces print; it neither reads arguments nor prints. The
//! invariant: reading changes nothing, and one record that cannot be read hides no other.

pub mod agenda;
pub mod audit;
pub mod backup;
pub mod calendar;
pub mod change;
pub mod check;
pub mod clerk;
pub mod demo;
pub mod digest;
mod dossier;
pub mod edit;
pub mod explain;
pub mod export;
pub mod find;
mod follow;
pub mod handover;
pub mod import;
mod inherited;
pub mod init;
mod known;
pub mod list;
mod names;
pub mod open;
pub mod outbox;
pub mod proof;
pub mod record;
pub mod rehearse;
pub mod report;
pub mod show;
pub mod status;
pub mod tick;

pub use clerk::{Clerk, Purpose};
pub use dossier::Correction;
pub use inherited::StandsIn;
pub use open::Desk;

use std::path::PathBuf;

use crate::clock::ClockError;
use crate::config::ConfigError;
use crate::exchange::TooMuchForAWorkbook;
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::TimelineError;
use crate::post::PostError;
use crate::store::StoreError;
use crate::watch::transport::TransportError;
use crate::watch::{OfficeError, WatchError};

/// Why something that was asked for cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// What the configuration says of duties and observances.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// The clock.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record whose days cannot be worked out.
    #[error(transparent)]
    Timeline(#[from] TimelineError),
    /// No working day in sight.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// What a scan would do.
    #[error(transparent)]
    Watch(#[from] WatchError),
    /// The way letters leave.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// No agreement has this reference.
    #[error("there is no agreement `{asked}` in the register; {cure}")]
    UnknownReference {
        /// What was asked for.
        asked: String,
        /// The nearest references, or where to look.
        cure: String,
    },
    /// The agreement came in later than the day it is asked about.
    #[error(
        "`{reference}` was not in the register on {on}; it came in on {registered_on}, ask for that day or a later one"
    )]
    NotYetKnown {
        /// The agreement.
        reference: String,
        /// The day asked about.
        on: Day,
        /// The day it came in.
        registered_on: Day,
    },
    /// No contact has this id.
    #[error("there is no contact `{0}` in config.toml; write the id of a table [contacts.ID]")]
    UnknownContact(String),
    /// Somebody whom no digest goes to.
    #[error("`{0}` gets no digest: he looks after no agreement and stands in neither [roles] head nor director")]
    NoDigest(String),
    /// A day that has not come yet.
    #[error("{0} has not come yet; what will be known then nobody knows, name today or an earlier day")]
    Future(Day),
    /// A file that cannot be made.
    #[error("{}: cannot be written ({source}); give yourself the folder, or choose another", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of that kind cannot be written.
    #[error("{}: the name tells no format; end it in .toml, .csv, .xlsx, .json or .ics", .0.display())]
    UnknownFormat(PathBuf),
    /// A file that would be overwritten.
    #[error(
        "{}: there is something already, and it was left as it is; choose another name, or say --force where it is an older export", .0.display()
    )]
    InTheWay(PathBuf),
    /// Too much for a workbook.
    #[error(transparent)]
    Workbook(#[from] TooMuchForAWorkbook),
    /// Records of a list cannot be read, so it would not be whole.
    #[error("{0}; mend that first, or name the agreements one by one")]
    Unread(String),
    /// An address that the office does not write to.
    #[error(
        "{address} lies outside `[post] allowed_domains` ({allowed}); name another address, or add its domain there"
    )]
    Domain {
        /// The address.
        address: String,
        /// The domains that may be written to.
        allowed: String,
    },
    /// A letter that cannot be put into mail's form.
    #[error(transparent)]
    Post(#[from] PostError),
    /// More than a calendar holds.
    #[error("more than {0} milestones, which no calendar program opens; export a sheet instead: .xlsx or .csv")]
    TooManyEntries(usize),
    /// More than anybody can read.
    #[error("more than {0} lines; narrow it, for example with --from and --to")]
    TooMany(usize),
}

impl DeskError {
    /// Whether it is about one record alone, so that the others can still be shown.
    pub fn is_of_the_record(&self) -> bool {
        match self {
            Self::Store(error) => error.is_of_the_record(),
            Self::Timeline(_) => true,
            _ => false,
        }
    }
}
