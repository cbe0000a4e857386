//! What is decided about one reminder today, with the reason that `explain` prints.

use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::ClosedBy;
use crate::lifecycle::policy::Offset;

/// One rung for one person: what is decided about it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub rung: Offset,
    /// The contact meant; the fallback where the rung means nobody; none where there is no fallback either.
    pub recipient: Option<String>,
    /// Whether the rung itself means the recipient.
    pub meant: RecipientSource,
    /// The first day on which it may go.
    pub opens_on: Day,
    /// Send, or hold.
    pub decision: Decision,
}

/// Whether a recipient is in the rung or had to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientSource {
    /// The rung means him.
    Named,
    /// The rung means nobody known; the fallback hears of it.
    Fallback,
}

/// Send, or hold with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes today.
    Send,
    /// No letter goes, for that reason.
    Hold(Hold),
}

/// Why a reminder does not go today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The rung opens later.
    NotYet,
    /// The same reminder is queued or sent.
    AlreadyQueued,
    /// The same reminder is queued, and no server takes its letter.
    Undelivered,
    /// A nearer rung goes instead, or spoke already.
    SupersededBy(Offset),
    /// A newer occurrence of the same kind asks instead.
    OvertakenBy(Day),
    Answered(ClosedBy),
    /// Nobody wants letters on it before that day.
    SnoozedUntil(Day),
    /// Someone has acknowledged the milestone; until that day its escalation keeps to those who are in other rungs.
    AcknowledgedUntil(Day),
    /// The agreement was ended or archived.
    Ended,
    /// The register did not know of it on its own day.
    History,
    /// Its day has passed and it was information only.
    Passed,
    /// The rung means nobody, and there is no fallback.
    NoRecipient,
}
