//! Why something the clock asked for stopped, or passed a record over.

use super::deliver::Crossing;
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::milestone::TimelineError;
use crate::message::MessageError;
use crate::post::PostError;
use crate::store::StoreError;

/// Why a scan or a composition stopped, or passed a record over.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record that cannot be read.
    #[error(transparent)]
    Timeline(#[from] TimelineError),
    /// No working day in sight.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A letter that cannot be written.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// A letter that cannot be put into mail's form.
    #[error(transparent)]
    Post(#[from] PostError),
    /// A fault of this program.
    #[error("the program failed over it: {0}; please report that")]
    Fault(String),
    /// The simulation's crash.
    #[error("stopped on purpose at {0:?}")]
    Tripped(Crossing),
}

impl WatchError {
    /// Whether it is about one record or one letter alone, so that the others go on.
    pub const fn is_of_the_record(&self) -> bool {
        match self {
            Self::Store(error) => error.is_of_the_record(),
            Self::Timeline(_) | Self::Calendar(_) | Self::Message(_) | Self::Post(_) | Self::Fault(_) => true,
            Self::Tripped(_) => false,
        }
    }
}
