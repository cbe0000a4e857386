//! How a milestone's day came about: the values that the sentence on it names.

use crate::lifecycle::act::Side;
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::TermCount;

/// How a day came about; `message/` says it in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// In force from signature, with a delay where the text has one.
    Signature { signed: Day, delay: Option<Span> },
    /// The text, or an act, names the day in force.
    Stated,
    /// In force by notification: received, plus a delay.
    Received {
        /// The day the last note was received.
        received: Day,
        delay: Option<Span>,
    },
    /// Not in force, and no day is known: stands where the waiting began.
    Waiting,
    /// `anchor + span` under a counting rule; for a renewed period the span holds the renewals too.
    Counted {
        /// First day in force.
        anchor: Day,
        /// The whole span.
        span: Span,
        /// The counting rule.
        count: TermCount,
        /// The first day of the amendment that brought it; `None` for the signed text.
        count_since: Option<Day>,
        /// How many renewals the span holds.
        renewals: u32,
    },
    /// The text names the last day; renewals count from it.
    Named {
        /// The named day.
        day: Day,
        /// What was added to it.
        span: Span,
        /// How many renewals the span holds.
        renewals: u32,
    },
    /// The text leaves the last day open between two.
    Range {
        /// The earliest.
        from: Day,
        /// The latest.
        to: Day,
    },
    /// Ended by an act.
    Ended {
        /// By which act it ended.
        how: EndingHow,
        /// The day of the act.
        on: Day,
        /// The paper's number.
        number: Option<String>,
    },
    /// Ended by a notice of termination: received, plus the notice, not beyond the period it was received in.
    Notified {
        received: Day,
        /// The span the text asks for, and the day it leads to.
        notice: Option<(Span, Day)>,
        /// The paper's number.
        number: Option<String>,
    },
    /// A period's last day, less the notice.
    Back {
        /// The period's last day.
        end: Day,
        notice: Span,
        clause: NoticeClause,
    },
    /// The n-th review from the anchor.
    Review {
        /// First day in force, or the first review's day where the text names it.
        anchor: Day,
        /// How many periods after it.
        times: u32,
        /// The review period; `None` for a first review named by the text that has no successor.
        every: Option<Span>,
    },
    /// A review that was postponed.
    Postponed {
        /// Its own day.
        from: Day,
        by: Side,
        /// When that was agreed.
        on: Day,
        /// The paper's number.
        number: Option<String>,
    },
    /// A legal clock: so long after the day that started it.
    Clock {
        /// The day that started it.
        trigger: Day,
        /// Calendar time; `None` where the clock runs in working days.
        span: Option<Span>,
        /// Working days, where the clock runs in them.
        working_days: Option<u32>,
    },
    /// So many years after a day.
    Anniversary { since: Day, years: u32 },
    /// A day of the year.
    Yearly,
    /// The day that a commitment names.
    Promised,
    /// A commitment's n-th day from its anchor.
    Multiple {
        /// The day the text names to count from, or the first day in force.
        anchor: Day,
        /// How many periods after it.
        times: u32,
        /// The period.
        every: Span,
    },
}

/// How an act ended an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndingHow {
    /// By both sides or the clause.
    Terminated,
    /// By a notice of termination.
    Notified,
    /// By one side's withdrawal.
    Withdrawn,
    /// By another agreement.
    Superseded,
    /// It ran out, as an old list says.
    Expired,
}

/// Which of several clauses a notice is counted back by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeClause {
    /// The first day of the amendment that brought it; `None` for the signed text.
    pub since: Option<Day>,
    /// A later clause that came too late for this period: its first day and what it asks for.
    pub later: Option<(Day, Option<Span>)>,
}

impl Derivation {
    /// Where the text says an end on that day, by the names in `basis`: a notice of termination has a clause of its own where
    /// its span decides, and what the sides agreed later stands in none.
    pub(super) fn clauses_of_end(&self, ends_on: Day) -> &'static [&'static str] {
        match self {
            Self::Ended { .. } => &[],
            Self::Notified { notice: Some((_, day)), .. } if *day == ends_on => &["termination_notice"],
            _ => &["expiry", "term"],
        }
    }
}

/// Which of its kind and name a milestone is, however its day moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ordinal {
    Nth(u32),
    /// Legal clocks: the number falls when an earlier one is taken back.
    StartedBy(Trigger),
}

/// What started a legal clock. It stays the same when the day moves, or when another clock before it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// The day of signing.
    Signed,
    /// The first day in force.
    InForce,
    /// The act with that place in the chain.
    Act(i64),
}
