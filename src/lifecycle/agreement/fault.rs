//! Why a text is not a value of a field. The sentences are in `message::answer::facts`.

use std::num::ParseIntError;

use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::DayError;
use crate::lifecycle::span::SpanError;
use crate::lifecycle::term::TermError;

/// A text that is not a value of its field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FactError {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong.
    pub what: FactFault,
}

/// What is wrong with a text that should be a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactFault {
    /// No day.
    Day(DayError),
    /// No span.
    Span(SpanError),
    /// A span of no length.
    NoLength,
    /// No term.
    Term(TermError),
    /// No whole number.
    NotANumber,
    /// None of the words of a closed list.
    NotAWord {
        /// What is there.
        text: String,
        words: Vec<&'static str>,
    },
    /// Not `name=value`.
    NotAPair(String),
    /// Not `path|sha256|title`.
    NotADocument(String),
    /// No code of a country.
    NotACountry(String),
    /// An agreement without a reference.
    NoReference,
    /// The register has no field of that name.
    NoField(String),
    /// The agreement has no act `register`.
    NotRegistered,
    /// The name of several parties.
    SeveralParties {
        name: String,
        /// The ids of the parties.
        ids: Vec<String>,
    },
    /// The name of no party.
    NoParty(String),
    /// No working day in sight.
    Calendar(CalendarError),
}

impl From<DayError> for FactFault {
    fn from(error: DayError) -> Self {
        Self::Day(error)
    }
}

impl From<SpanError> for FactFault {
    fn from(error: SpanError) -> Self {
        Self::Span(error)
    }
}

impl From<TermError> for FactFault {
    fn from(error: TermError) -> Self {
        Self::Term(error)
    }
}

impl From<ParseIntError> for FactFault {
    fn from(_: ParseIntError) -> Self {
        Self::NotANumber
    }
}
