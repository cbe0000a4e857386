//! A decision of the leadership, recorded since the last digest. The letter does not say it; the page does.

use crate::lifecycle::act::Choice;
use crate::lifecycle::day::Day;

/// A decision of the leadership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRow {
    /// The agreement's reference.
    pub reference: String,
    /// Its short name.
    pub short: String,
    /// What was decided.
    pub choice: Choice,
    /// The day of the decision.
    pub on: Day,
    pub recorded_on: Day,
    /// Who decided, where that is known.
    pub by: Option<String>,
    pub number: Option<String>,
}
