//! Why a scan, a delivery or another step stopped, or skipped a record.

use std::fmt;

use super::crossing::Crossing;
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::milestone::TimelineError;
use crate::message::answer::watch as words;
use crate::message::sentence::sentence;
use crate::message::{MessageError, Say, Voice};
use crate::post::PostError;
use crate::store::StoreError;

/// Why a scan or a composition stopped, or passed a record over.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    Store(#[from] StoreError),
    /// A record that cannot be read.
    Timeline(#[from] TimelineError),
    /// No working day in sight.
    Calendar(#[from] CalendarError),
    /// A letter that cannot be written.
    Message(#[from] MessageError),
    /// A letter that cannot be put into mail's form.
    Post(#[from] PostError),
    /// The configuration has no contact, and agreements have officers: a scan would find nobody to write to, and count as one.
    NoContacts,
    /// A fault of this program.
    Fault(String),
    /// The simulation's crash.
    Tripped(Crossing),
}

impl Say for WatchError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Store(error) => error.say(voice),
            Self::Timeline(error) => error.say(voice),
            Self::Calendar(error) => error.say(voice),
            Self::Message(error) => error.say(voice),
            Self::Post(error) => error.say(voice),
            Self::NoContacts => sentence!(words::NO_CONTACTS).say(voice),
            Self::Fault(what) => sentence!(words::FAULT, what).say(voice),
            Self::Tripped(crossing) => sentence!(words::TRIPPED, format!("{crossing:?}")).say(voice),
        }
    }
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl WatchError {
    /// Whether it is about one record or one letter alone, so that the others go on.
    pub(crate) const fn is_of_the_record(&self) -> bool {
        match self {
            Self::Store(error) => error.is_of_the_record(),
            Self::Timeline(_) | Self::Calendar(_) | Self::Message(_) | Self::Post(_) | Self::Fault(_) => true,
            Self::Tripped(_) | Self::NoContacts => false,
        }
    }
}
