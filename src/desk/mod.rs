//! The use cases, one file each.
//!
//! This floor combines the doors and returns values that the faces print; it neither reads arguments nor prints. The
//! invariants: reading changes nothing, and one record that cannot be read hides no other.

pub mod agenda;
mod agreement_edit;
pub mod audit;
pub mod backup;
pub mod calendar;
pub mod change;
pub mod check;
pub mod commitments;
pub mod decisions;
pub mod demo;
pub mod digest;
pub mod edit;
pub mod explain;
pub mod export;
mod fact_warnings;
pub mod feed;
pub mod find;
pub mod handover;
pub mod import;
mod inherited;
pub mod init;
pub mod life;
pub mod link;
pub mod list;
mod names;
pub mod open;
pub mod outbox;
pub mod paper;
mod parents;
mod pending_letters;
pub mod person;
pub mod proof;
pub mod record;
pub mod recorded_acts;
pub mod recorder;
pub mod rehearse;
pub mod report;
pub mod restore;
mod restricted_view;
pub mod rights;
pub mod show;
pub mod status;
pub mod tick;
pub mod typed_facts;
pub mod unanswered;
pub mod upgrade_changes;

pub use agreement_edit::FieldCorrection;
pub use inherited::InheritedParty;
pub use open::Desk;
pub use recorder::{Purpose, Reason, Recorder};
pub use restore::NotRestored;

use std::fmt;
use std::path::PathBuf;

use crate::clock::ClockError;
use crate::config::ConfigError;
use crate::exchange::workbook::{UnwritableWorkbook, is_no_room};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::TimelineError;
use crate::message::answer::desk::{self as answer, ReferenceHint};
use crate::message::{Say, Voice};
use crate::post::PostError;
use crate::store::{HoldReason, StoreError};
use crate::watch::transport::TransportError;
use crate::watch::{Jump, OfficeError, WatchError};

/// Why something that was asked for cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    Config(#[from] ConfigError),
    /// What the configuration says of duties and observances.
    Office(#[from] OfficeError),
    Clock(#[from] ClockError),
    Store(#[from] StoreError),
    /// A record whose days cannot be worked out.
    Timeline(#[from] TimelineError),
    /// No working day in sight.
    Calendar(#[from] CalendarError),
    /// What a scan would do.
    Watch(#[from] WatchError),
    /// The way letters leave.
    Transport(#[from] TransportError),
    /// No agreement has this reference.
    UnknownReference {
        asked: String,
        /// What it may have meant.
        likely: ReferenceHint,
    },
    /// The agreement came in later than the day it is asked about.
    NotYetKnown {
        reference: String,
        /// The day asked about.
        on: Day,
        /// The day it came in.
        registered_on: Day,
    },
    /// No contact has this id.
    UnknownContact(String),
    /// Someone whom no digest goes to.
    NoDigest(String),
    /// The clock was set by hours, and nobody has confirmed it.
    DoubtfulClock(Jump),
    /// A day that has not come yet.
    Future(Day),
    /// A file that cannot be made.
    Unwritable {
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of that kind cannot be written.
    UnknownFormat(PathBuf),
    /// A table that is asked for in another format.
    TableFormat(PathBuf),
    /// A template that is asked for in another format.
    TemplateFormat(PathBuf),
    /// A file that would be overwritten.
    InTheWay(PathBuf),
    /// A workbook that cannot be written.
    Workbook(#[from] UnwritableWorkbook),
    /// Records of a list cannot be read, so it would not be whole.
    Unread(String),
    /// An address that the office does not write to.
    Domain {
        address: String,
        /// The domains that may be written to.
        allowed: String,
    },
    /// A letter that cannot be put into mail's form.
    Post(#[from] PostError),
    /// More than a calendar holds.
    TooManyEntries(usize),
    /// More than anybody can read.
    TooMany(usize),
    /// Another register, or another copy of this one, was at work last.
    Held(HoldReason),
    /// Root at work with someone else's register.
    AsRoot {
        database: PathBuf,
        owner: String,
    },
    /// A copy that is not put back.
    NotRestored(NotRestored),
}

impl Say for DeskError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Config(error) => error.say(voice),
            Self::Office(error) => error.say(voice),
            Self::Clock(error) => error.say(voice),
            Self::Store(error) => error.say(voice),
            Self::Timeline(error) => error.say(voice),
            Self::Calendar(error) => error.say(voice),
            Self::Watch(error) => error.say(voice),
            Self::Transport(error) => error.say(voice),
            Self::Post(error) => error.say(voice),
            Self::Workbook(error) => error.say(voice),
            Self::UnknownReference { asked, likely } => answer::unknown_reference(voice, asked, likely),
            Self::NotYetKnown { reference, on, registered_on } => {
                answer::registered_later(voice, reference, *on, *registered_on)
            }
            Self::UnknownContact(id) => answer::unknown_contact(voice, id),
            Self::NoDigest(id) => answer::no_digest(voice, id),
            Self::DoubtfulClock(jump) => jump.say(voice),
            Self::Future(day) => answer::future(voice, *day),
            Self::Unwritable { path, source } if is_no_room(source) => answer::no_room(voice, path),
            Self::Unwritable { path, source } => answer::unwritable(voice, path, source),
            Self::UnknownFormat(path) => answer::unknown_format(voice, path),
            Self::TableFormat(path) => answer::table_format(voice, path),
            Self::TemplateFormat(path) => answer::template_format(voice, path),
            Self::InTheWay(path) => answer::in_the_way(voice, path),
            Self::Unread(what) => answer::unread(voice, what),
            Self::Domain { address, allowed } => answer::domain(voice, address, allowed),
            Self::TooManyEntries(most) => answer::too_many_entries(voice, *most),
            Self::TooMany(most) => answer::too_many(voice, *most),
            Self::Held(held) => held.say(voice),
            Self::AsRoot { database, owner } => answer::as_root(voice, database, owner),
            Self::NotRestored(why) => why.say(voice),
        }
    }
}

/// For log lines.
impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl DeskError {
    /// Whether it is about one record alone, so that the others can still be shown.
    pub(crate) fn is_of_the_record(&self) -> bool {
        match self {
            Self::Store(error) => error.is_of_the_record(),
            Self::Timeline(_) => true,
            _ => false,
        }
    }
}
