//! A typed request to record an act, independent of who makes it and by which way.
//!
//! Made by `exchange/acts.rs` from words and values, or by a face that has typed values already; checked against the
//! agreement by `recording`. Nothing here has been checked against the register: a milestone may not exist, a day may
//! be wrong.

mod repeats;
mod unreadable;

use std::fmt;

use super::act::{ActBody, ActWord, Choice, ContactChange, Mark, MilestoneKind, Notice, Side, StepEnd, act_word};
use super::agreement::Field;
use super::commitment::{Commitment, CommitmentField};
use super::day::Day;
use super::span::Span;

pub use repeats::NumberedDay;
pub use unreadable::Unreadable;

/// An act that someone asks to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRequest {
    /// The day it happened; today where nobody said.
    pub on: Option<Day>,
    /// The paper's number.
    pub number: Option<String>,
    /// Anything worth saying.
    pub note: Option<String>,
    /// Who decided, in the recorder's words.
    pub decided_by: Option<String>,
    pub asked: RequestedAct,
}

/// What an [`ActRequest`] asks for, with the values it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
// each is explained at its `ActBody`
pub enum RequestedAct {
    EnterIntoForce { in_force_on: Option<Day>, received_on: Option<Day> },
    Extend { until: Option<Day>, span: Option<Span>, their_number: Option<String> },
    Amend { from_on: Option<Day>, set: Vec<FieldValue> },
    Notify { what: Notice, side: Side, received_on: Option<Day> },
    Suspend,
    Resume,
    Terminate { ends_on: Option<Day> },
    Withdraw { ends_on: Option<Day> },
    Supersede { ends_on: Option<Day>, with: Option<String> },
    Expire { ends_on: Option<Day> },
    HoldReview { review: Option<Pointer>, said: Vec<(String, String)> },
    Postpone { review: Option<Pointer>, to: Day, side: Side },
    Skip { review: Option<Pointer>, why: String },
    Fulfil { milestone: Pointer },
    Decide { milestone: Pointer, choice: Choice },
    Acknowledge { milestone: Pointer },
    Snooze { milestone: Pointer, until: Day },
    Step { milestone: Pointer, step: String, end: RequestedStepEnd },
    Progress { milestone: Pointer, text: String },
    ConfirmSuccessor,
    Close,
    Correct { set: Vec<FieldValue> },
    CorrectCommitment { name: String, set: Vec<(CommitmentField, Option<String>)> },
    Commit { commitment: Commitment },
    Void { act: i64 },
    Confirm { act: i64 },
    Rename { name: String, name_en: Option<String>, from_on: Option<Day> },
    Succeed { successor: String, basis: Option<String>, from_on: Option<Day> },
    Alias { alias: String },
    Contact { said: ContactChange },
}

/// How a step is said to have ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestedStepEnd {
    /// Done, on that day or on the day of the act.
    Done(Option<Day>),
    /// Not needed, and why.
    NotNeeded(String),
}

impl RequestedStepEnd {
    /// How the step ended, of an act on that day.
    pub(super) fn on(&self, on: Day) -> StepEnd {
        match self {
            Self::Done(day) => StepEnd::DoneOn(day.unwrap_or(on)),
            Self::NotNeeded(why) => StepEnd::NotNeeded(why.clone()),
        }
    }
}

/// An act of the milestone that it is recorded at, and of the day on which.
pub(super) type BodyAt<'a> = Box<dyn Fn(Mark, Day) -> ActBody + 'a>;

/// A field with its new canonical text; none makes it unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    pub field: Field,
    /// Its canonical text.
    pub text: Option<String>,
}

/// A milestone as people name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointer {
    /// Its kind; none where a name alone identifies it.
    pub kind: Option<MilestoneKind>,
    /// The name of a duty, an observance or a commitment.
    pub name: Option<String>,
    /// Which of them; none where only one is unanswered, or the nearest is meant.
    pub which: Option<MilestoneSelector>,
}

/// Which of several milestones of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestoneSelector {
    /// The one of that day; a postponed one by either day.
    Day(Day),
    /// The one of that number.
    Nth(u32),
    /// The one that has both, as the workbook offers it; nothing where they are two.
    Both { day: Day, nth: u32 },
    /// The one of that day, as an export writes it where a later correction has changed what was noted of: it may be no
    /// milestone any more.
    Former(Day),
    /// The only one of that year.
    Year(i32),
}

impl MilestoneSelector {
    /// The day that is named.
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::Both { day, .. } | Self::Former(day) => Some(day),
            Self::Nth(_) | Self::Year(_) => None,
        }
    }

    /// Whether a milestone of that number, which stands on these days, is meant: on its own, and where it was put off to.
    pub fn means(self, number: u32, stands_on: &[Day]) -> bool {
        match self {
            Self::Day(day) | Self::Former(day) => stands_on.contains(&day),
            Self::Nth(nth) => nth == number,
            Self::Both { day, nth } => nth == number && stands_on.contains(&day),
            Self::Year(year) => stands_on.iter().any(|day| day.year() == year),
        }
    }
}

impl ActRequest {
    /// A request with nothing beside it.
    pub const fn new(asked: RequestedAct) -> Self {
        Self { on: None, number: None, note: None, decided_by: None, asked }
    }

    /// The act's word.
    pub const fn act(&self) -> ActWord {
        self.asked.act()
    }

    /// The acts it makes, the first one first: a review, and what was said of each commitment at it, which is a note of
    /// progress on the same day.
    pub fn parts(&self) -> Vec<Self> {
        let RequestedAct::HoldReview { review, said } = &self.asked else { return vec![self.clone()] };
        let held = RequestedAct::HoldReview { review: review.clone(), said: Vec::new() };
        let note = |(name, text): &(String, String)| {
            let milestone = Pointer { kind: Some(MilestoneKind::Commitment), name: Some(name.clone()), which: None };
            Self { on: self.on, ..Self::new(RequestedAct::Progress { milestone, text: text.clone() }) }
        };
        [Self { asked: held, ..self.clone() }].into_iter().chain(said.iter().map(note)).collect()
    }

    /// The days it names besides its own: as far as these the agreement has to be worked out.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        let pointed = |pointer: &Pointer| match (pointer.which, pointer.kind) {
            // The only end may be any day.
            (None, Some(MilestoneKind::Expiry)) => Some(Day::last()),
            (Some(MilestoneSelector::Year(year)), _) => Day::ymd(year, 12, 31).ok(),
            (which, _) => which.and_then(MilestoneSelector::day),
        };
        let [one, other] = match &self.asked {
            RequestedAct::EnterIntoForce { in_force_on, received_on } => [*in_force_on, *received_on],
            RequestedAct::Extend { until, .. } => [*until, None],
            RequestedAct::Amend { from_on, .. }
            | RequestedAct::Rename { from_on, .. }
            | RequestedAct::Succeed { from_on, .. } => [*from_on, None],
            RequestedAct::Notify { received_on, .. } => [*received_on, None],
            RequestedAct::Terminate { ends_on }
            | RequestedAct::Withdraw { ends_on }
            | RequestedAct::Supersede { ends_on, .. }
            | RequestedAct::Expire { ends_on } => [*ends_on, None],
            RequestedAct::HoldReview { review, .. } | RequestedAct::Skip { review, .. } => {
                [review.as_ref().and_then(pointed), None]
            }
            RequestedAct::Postpone { review, to, .. } => [review.as_ref().and_then(pointed), Some(*to)],
            RequestedAct::Snooze { milestone, until } => [pointed(milestone), Some(*until)],
            RequestedAct::Fulfil { milestone }
            | RequestedAct::Decide { milestone, .. }
            | RequestedAct::Acknowledge { milestone }
            | RequestedAct::Step { milestone, .. }
            | RequestedAct::Progress { milestone, .. } => [pointed(milestone), None],
            RequestedAct::Suspend
            | RequestedAct::Resume
            | RequestedAct::ConfirmSuccessor
            | RequestedAct::Close
            | RequestedAct::Correct { .. }
            | RequestedAct::CorrectCommitment { .. }
            | RequestedAct::Commit { .. }
            | RequestedAct::Void { .. }
            | RequestedAct::Confirm { .. }
            | RequestedAct::Alias { .. }
            | RequestedAct::Contact { .. } => [None, None],
        };
        [self.on, one, other].into_iter().flatten()
    }
}

impl RequestedAct {
    /// The act's word.
    pub const fn act(&self) -> ActWord {
        act_word!(self, Self::CorrectCommitment { .. } => ActWord::Correct)
    }

    /// The milestone that is pointed at, and the act that is made of it on a day; none where there is more to it than that.
    pub(super) fn at_milestone(&self) -> Option<(&Pointer, BodyAt<'_>)> {
        Some(match self {
            Self::Fulfil { milestone } => (milestone, Box::new(|milestone, _| ActBody::Fulfil { milestone })),
            Self::Decide { milestone, choice } => {
                (milestone, Box::new(|milestone, _| ActBody::Decide { milestone, choice: *choice }))
            }
            Self::Acknowledge { milestone } => (milestone, Box::new(|milestone, _| ActBody::Acknowledge { milestone })),
            Self::Snooze { milestone, until } => {
                (milestone, Box::new(|milestone, _| ActBody::Snooze { milestone, until: *until }))
            }
            Self::Step { milestone, step, end } => {
                (milestone, Box::new(|milestone, on| ActBody::Step { milestone, step: step.clone(), end: end.on(on) }))
            }
            Self::Progress { milestone, text } => {
                (milestone, Box::new(|milestone, _| ActBody::Progress { milestone, text: text.clone() }))
            }
            Self::EnterIntoForce { .. }
            | Self::Extend { .. }
            | Self::Amend { .. }
            | Self::Notify { .. }
            | Self::Suspend
            | Self::Resume
            | Self::Terminate { .. }
            | Self::Withdraw { .. }
            | Self::Supersede { .. }
            | Self::Expire { .. }
            | Self::HoldReview { .. }
            | Self::Postpone { .. }
            | Self::Skip { .. }
            | Self::ConfirmSuccessor
            | Self::Close
            | Self::Correct { .. }
            | Self::CorrectCommitment { .. }
            | Self::Commit { .. }
            | Self::Void { .. }
            | Self::Confirm { .. }
            | Self::Rename { .. }
            | Self::Succeed { .. }
            | Self::Alias { .. }
            | Self::Contact { .. } => return None,
        })
    }
}

impl RequestedAct {
    /// The milestone that is pointed at, whatever is said of it.
    pub(super) fn pointer_mut(&mut self) -> Option<&mut Pointer> {
        match self {
            Self::HoldReview { review, .. } | Self::Postpone { review, .. } | Self::Skip { review, .. } => {
                review.as_mut()
            }
            Self::Fulfil { milestone }
            | Self::Decide { milestone, .. }
            | Self::Acknowledge { milestone }
            | Self::Snooze { milestone, .. }
            | Self::Step { milestone, .. }
            | Self::Progress { milestone, .. } => Some(milestone),
            _ => None,
        }
    }
}

impl Pointer {
    /// The milestone as it was called, where it may be none any more.
    pub(super) fn former(&self) -> Option<Mark> {
        let Some(MilestoneSelector::Former(day)) = self.which else { return None };
        Some(Mark { kind: self.kind?, name: self.name.clone(), day })
    }

    /// The milestone of that kind and day.
    pub const fn on(kind: MilestoneKind, day: Day) -> Self {
        Self { kind: Some(kind), name: None, which: Some(MilestoneSelector::Day(day)) }
    }
}

impl fmt::Display for Pointer {
    /// As people write it: `expiry@2027-11-03`, `duty:report`, `review@3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, &self.name) {
            (Some(kind), Some(name)) => write!(f, "{}:{name}", kind.name())?,
            (Some(kind), None) => f.write_str(kind.name())?,
            (None, Some(name)) => f.write_str(name)?,
            (None, None) => {}
        }
        match self.which {
            Some(MilestoneSelector::Day(day) | MilestoneSelector::Former(day)) => write!(f, "@{day}"),
            Some(MilestoneSelector::Nth(nth)) => write!(f, "@{nth}"),
            Some(MilestoneSelector::Both { day, nth }) => write!(f, "@{day} ({nth})"),
            Some(MilestoneSelector::Year(year)) => write!(f, "@{year}"),
            None => Ok(()),
        }
    }
}
