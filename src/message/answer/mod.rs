//! Answers, refusals and complaints of use cases, one file an area.
//!
//! Plain values in, a sentence out; the enums that choose among them live where the answer is worked out and implement
//! [`Say`](super::Say). Not here: letters, which have templates.

pub mod audit;
pub mod changes;
pub mod check;
pub mod clock;
pub mod commands;
pub mod commitments;
pub mod config;
pub mod desk;
mod facts;
pub mod fields;
mod forms;
pub mod letters;
pub mod pages;
pub mod paper;
pub mod plan;
pub mod post;
pub mod proof;
pub mod recorded;
mod refusal;
pub mod restore;
pub mod status;
pub mod store;
pub mod stored_reasons;
pub mod tables;
pub mod upgraded;
pub mod watch;
pub mod web;

use std::fmt;

use super::{Say, Voice};
use crate::lifecycle::act::MarkError;
use crate::lifecycle::agreement::{Contradiction, FactError, FactFault, Oddity};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::commitment::CommitmentError;
use crate::lifecycle::day::DayError;
use crate::lifecycle::duty::DutyError;
use crate::lifecycle::lunar::LunarError;
use crate::lifecycle::milestone::TimelineError;
use crate::lifecycle::observance::{ObservanceError, OccursOnError};
use crate::lifecycle::policy::{LadderError, OffsetError};
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::reminder::KeyError;
use crate::lifecycle::span::SpanError;
use crate::lifecycle::term::TermError;
use crate::lifecycle::workback::StepError;

/// `Display`, for log lines, of errors whose sentences stand here: the English one.
macro_rules! displayed_in_english {
    ($($error:ty),* $(,)?) => {
        $(impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.say(Voice::LOG))
            }
        })*
    };
}

displayed_in_english!(
    CalendarError,
    CommitmentError,
    Contradiction,
    DayError,
    DutyError,
    FactError,
    FactFault,
    KeyError,
    LadderError,
    LunarError,
    MarkError,
    ObservanceError,
    OccursOnError,
    Oddity,
    OffsetError,
    Refusal,
    SpanError,
    StepError,
    TermError,
    TimelineError,
);

/// A sentence marked as an error.
pub fn error(voice: Voice, sentence: &str) -> String {
    voice.pick(format!("lỗi: {sentence}"), format!("error: {sentence}"))
}
