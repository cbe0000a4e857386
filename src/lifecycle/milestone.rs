//! Milestones: the days derived from an agreement's facts and acts, each with how it came about.
//!
//! `course.rs` works out when the agreement binds (start, periods, end); `derive.rs` lists the days that follow;
//! `history.rs` says since when the register knew of each; `status.rs` what the agreement is today.
//! No instant and no calendar takes part: validity is never moved by a day off.

mod answers;
mod course;
mod derivation;
mod derive;
mod history;
mod status;

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::act::{Choice, Mark, MilestoneKind, StepEnd};
use super::commitment::Commitment;
use super::day::Day;
use super::reminder::Topic;

pub(crate) use answers::{is_carried_out_by_itself, snooze_limit};
pub use course::{ChangedBy, Course, EndByAct, NonRenewal, Period, PeriodSequel, Start, Timeliness};
pub use derivation::{Derivation, EndingHow, NoticeClause, Ordinal, Trigger};
pub use derive::milestones;
pub(crate) use derive::paused_milestones;
pub use history::{Timeline, TimelineError, timeline};
pub use status::{Status, status};

/// A day that matters in an agreement's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What kind of day.
    pub kind: MilestoneKind,
    /// The name of a duty, an observance or a commitment.
    pub name: Option<String>,
    /// The review's number; for notice, renewal and expiry the period's; for duties the trigger's; for commitments the
    /// occurrence's. From 1.
    pub nth: u32,
    /// The day. For an end that the text leaves open, the first day of the range.
    pub day: Day,
    /// The last day of that range; after-rungs count from here.
    pub until: Option<Day>,
    /// The last day on which a duty is still done in time: its day, or the next working day.
    pub lawful_until: Option<Day>,
    /// The review's own day before it was postponed.
    pub moved_from: Option<Day>,
    /// How the day came about.
    pub derivation: Derivation,
    /// Of a legal clock, what started it.
    pub trigger: Option<Trigger>,
    /// The act behind an end that the signed text alone would put elsewhere.
    pub changed: Option<ChangedBy>,
    /// The notice against renewal because of which it is an end.
    pub non_renewal: Option<NonRenewal>,
    /// The clause it is in, as the register's `basis` says.
    pub basis: Option<String>,
    pub closed: Option<ClosedBy>,
    /// What was decided about it, where the decision alone does not close it.
    pub decided: Option<MilestoneDecision>,
    /// The latest day on which someone said he works on it.
    pub acknowledged_on: Option<Day>,
    /// The first day on which letters may go again.
    pub snoozed_until: Option<Day>,
    /// The steps of the plan towards it that are done or not needed.
    pub steps: Vec<ClosedStep>,
    /// The last note of progress.
    pub progress: Option<Progress>,
    /// What is promised, where it is a commitment.
    pub commitment: Option<Arc<Commitment>>,
    /// Whether passing its day closes it.
    pub passing: MilestonePurpose,
    /// The ladder it follows where it is not the one named like its kind.
    pub ladder: Option<String>,
    /// The day its before-rungs count from, where that is not its own: a greeting's day of submission.
    pub rungs_from: Option<Day>,
    /// The first day on which the register knew of it.
    pub known_on: Day,
    /// Whether people were asked for it by another day before an act moved it to a day that was past.
    pub was_asked: bool,
}

/// Whether a milestone closes itself once its day has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestonePurpose {
    /// It stays open until an act answers it.
    Asks,
    /// It is information: done when past.
    Informs,
}

/// What a milestone asks for today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneState {
    /// It awaits its day or an answer.
    Open,
    /// It was answered, or has passed and asked nothing.
    Done,
    /// The register did not know of it on its own day.
    History,
}

impl Serialize for MilestoneState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl MilestoneState {
    /// The state of that word.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::History].into_iter().find(|state| state.name() == name)
    }

    /// The word in lists and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::History => "history",
        }
    }
}

/// What closed a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedBy {
    /// The review was held on that day.
    Held(Day),
    /// The review was not held, or the commitment not carried out, on purpose.
    Skipped,
    /// A later review was held.
    Followed(Day),
    /// The duty, observance or commitment was done on that day.
    Fulfilled(Day),
    /// A notice was given, received on that day.
    Notified(Day),
    /// A notice was given, received on that day, when the day for it had passed.
    NotifiedLate(Day),
    /// A decision that doing nothing carries out.
    Decided(Choice, Day),
    /// An act ended the agreement.
    Ended,
    /// The agreement is in force.
    InForce,
    /// The agreement was archived on that day.
    Archived(Day),
}

/// A decision about a milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneDecision {
    /// What was decided.
    pub choice: Choice,
    pub on: Day,
    /// Who decided; where nobody said, who recorded it.
    pub by: String,
}

/// A step of the plan that is done or not needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedStep {
    /// The step's name.
    pub step: String,
    pub end: StepEnd,
    /// The day of the act that says so.
    pub on: Day,
    /// The act that says so.
    pub seq: i64,
}

/// What became of a matter so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The day of the note.
    pub on: Day,
    /// What it says.
    pub text: String,
    /// Who recorded it.
    pub by: String,
}

impl Milestone {
    /// One that nobody has answered, put off or named, and that asks until someone does.
    pub const fn new(kind: MilestoneKind, nth: u32, day: Day, derivation: Derivation, known_on: Day) -> Self {
        Self {
            kind,
            name: None,
            nth,
            day,
            until: None,
            lawful_until: None,
            moved_from: None,
            derivation,
            trigger: None,
            changed: None,
            non_renewal: None,
            basis: None,
            closed: None,
            decided: None,
            acknowledged_on: None,
            snoozed_until: None,
            steps: Vec::new(),
            progress: None,
            commitment: None,
            passing: MilestonePurpose::Asks,
            ladder: None,
            rungs_from: None,
            known_on,
            was_asked: false,
        }
    }

    /// Points at this milestone.
    pub fn mark(&self) -> Mark {
        Mark { kind: self.kind, name: self.name.clone(), day: self.day }
    }

    /// The topic of a reminder about it: its kind, with the name of a duty, an observance or a commitment.
    pub fn topic(&self) -> Topic {
        Topic::of(self.kind, self.name.as_deref())
    }

    /// The text of its topic: `expiry`, `duty:report-after-signing`.
    pub fn what(&self) -> String {
        self.topic().to_string()
    }

    /// Which of its kind and name it is.
    pub(crate) fn ordinal(&self) -> Ordinal {
        self.trigger.map_or(Ordinal::Nth(self.nth), Ordinal::StartedBy)
    }

    /// The day before-rungs count from: its own, of a greeting the day of submission.
    pub(crate) fn before_from(&self) -> Day {
        self.rungs_from.unwrap_or(self.day)
    }

    /// The day after-rungs count from: the range's last, else the day itself.
    pub fn after_from(&self) -> Day {
        self.until.unwrap_or(self.day)
    }

    /// Whether the register learned of its day only after the last day that belongs to it.
    pub fn is_learned_late(&self) -> bool {
        self.known_on > self.lawful_until.unwrap_or(self.after_from())
    }

    /// Whether nobody could be asked for it in time. What people were asked for already stays asked, although a later act
    /// moved it to a day that was past by then.
    pub fn is_history(&self) -> bool {
        self.is_learned_late() && !self.was_asked
    }

    /// What it asks for today.
    ///
    /// A milestone that asks stays open however long its day has passed; one that the register learned of after its own
    /// day is history. Entry into force is done on its day, the rest of what informs once its day has passed. An effect
    /// that is awaited is never history: it has no day of its own that anybody could have missed.
    pub fn state(&self, today: Day) -> MilestoneState {
        let in_force = self.kind == MilestoneKind::Effect && self.day == today;
        let passed = self.passing == MilestonePurpose::Informs && (self.after_from() < today || in_force);
        if self.closed.is_some() || passed {
            MilestoneState::Done
        } else if self.is_history() && self.derivation != Derivation::Waiting {
            MilestoneState::History
        } else {
            MilestoneState::Open
        }
    }

    /// Whether it was decided not to go on as the text does by itself, the day for it has passed, and nothing that carries
    /// the decision out is recorded. The milestone is done, and people are asked all the same.
    pub(crate) fn is_undone(&self, today: Day) -> bool {
        let decided = self.decided.as_ref().is_some_and(|decided| decided.choice != Choice::Renew);
        decided && self.passing == MilestonePurpose::Informs && self.closed.is_none() && self.after_from() < today
    }

    /// The latest day on which someone who looks after it said something of it: that he works on it, a step, a note of
    /// progress. A decision is no answer of theirs.
    pub(crate) fn answered_on(&self) -> Option<Day> {
        let steps = self.steps.iter().map(|closed| closed.on).max();
        [self.acknowledged_on, steps, self.progress.as_ref().map(|progress| progress.on)].into_iter().flatten().max()
    }

    /// Whether its kind recurs, so that only the newest open occurrence asks.
    pub fn recurs(&self) -> bool {
        match self.kind {
            MilestoneKind::Review | MilestoneKind::Notice | MilestoneKind::Renewal | MilestoneKind::Observance => true,
            MilestoneKind::Duty => self.derivation == Derivation::Yearly,
            MilestoneKind::Commitment => self.derivation != Derivation::Promised,
            MilestoneKind::Effect | MilestoneKind::Expiry => false,
        }
    }
}
