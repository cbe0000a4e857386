//! The closed choices in acts: side, kind of notice, decision, result of a step, what is not held.

use serde::{Deserialize, Serialize};

use super::Mark;
use crate::lifecycle::day::Day;

/// What is not held or not done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// The review of that day.
    Review(Day),
    /// An occurrence of a commitment.
    Milestone(Mark),
}

/// How a step of the plan ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepEnd {
    /// Done on that day.
    DoneOn(Day),
    /// Not needed, and why.
    NotNeeded(String),
}

/// What a written notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The agreement shall not renew itself.
    NonRenewal,
    /// The agreement shall end before its time.
    Termination,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Our side.
    Us,
    Partner,
}

/// What was decided about an agreement's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// Renew, or let it renew itself.
    Renew,
    /// Negotiate a new text.
    Renegotiate,
    /// Let it run out.
    Lapse,
    /// End it by notice.
    Terminate,
}

impl Choice {
    /// Whether it lets the agreement end.
    pub(crate) const fn is_an_end(self) -> bool {
        matches!(self, Self::Lapse | Self::Terminate)
    }
}

/// Who promises a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentSide {
    /// Our side.
    #[default]
    Us,
    Partner,
    Both,
}
