//! Why a request does not become an act. The sentences, each with its cure, are in `message::answer::refusal`.

use crate::lifecycle::act::ActWord;
use crate::lifecycle::agreement::{Contradiction, FactFault};
use crate::lifecycle::commitment::{CommitmentError, CommitmentFlaw};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::request::Unreadable;

/// Why a statement does not become an act.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
// each variant has its sentence in message/
pub enum Refusal {
    /// What was said is no request that could stand here.
    Unreadable(Unreadable),
    /// A value is none of its field.
    Fact {
        name: &'static str,
        what: FactFault,
    },
    InForceBeforeSigning(Day),
    /// The first day in force was said, and another follows from the receipt that was said too.
    TwoFirstDays {
        stated: Day,
        from_receipt: Day,
    },
    PostponedToPast(Day),
    OneFieldAtATime,
    EndIsAnAct,
    Future(Day),
    NoMilestone {
        named: String,
        known: Vec<String>,
    },
    /// The number of a milestone and its day name two.
    NumberAndDayDiffer {
        nth: u32,
        of_number: Option<Day>,
        day: Day,
        of_day: Option<u32>,
    },
    /// The day of a milestone lies in a suspension.
    InSuspension {
        day: Day,
        since: Day,
    },
    WhichMilestone {
        named: String,
        known: Vec<String>,
    },
    Undoes {
        seq: i64,
        act: &'static str,
        on: Day,
        why: Box<Refusal>,
    },
    StandsOn {
        seq: i64,
        acts: Vec<(i64, &'static str, Day)>,
    },
    WhyNeeded {
        what: String,
        day: Day,
    },
    SaidAlready {
        seq: i64,
        on: Day,
    },
    SameDay {
        seq: i64,
        on: Day,
        act: &'static str,
    },
    BeforeSigning {
        on: Day,
        signed: Day,
    },
    Archived {
        on: Day,
        seq: i64,
    },
    NothingToDecide(String),
    UntilAndFor,
    ExtendAfterEnd {
        end: Day,
        on: Day,
    },
    ExtendRange {
        from: Day,
        to: Day,
    },
    AmendAfterEnd {
        end: Day,
        from: Day,
    },
    AmendEndsBefore {
        end: Day,
        from: Day,
    },
    ExtendUnknown,
    /// It has no end that could move.
    ExtendOpen,
    /// The new end lies further off than any extension: a slip of the keyboard more often than not.
    ExtendFar {
        end: Day,
        /// The present end, or the day of the act.
        from: Day,
    },
    /// It would enter into force years from now: a slip of the keyboard more often than not.
    InForceFar {
        day: Day,
        /// The day of the act.
        on: Day,
    },
    /// Another text takes its place on a day after the one through which it is said to be in force.
    /// The text that takes its place is itself.
    SupersededByItself,
    /// It would enter into force after its term, counted from the first day known so far, has ended.
    InForceAfterEnd {
        day: Day,
        end: Day,
    },
    SupersededBefore {
        ends_on: Day,
        on: Day,
    },
    /// It is said to have happened most of a year before the milestone that it closes.
    LongBefore {
        mark: String,
        day: Day,
        on: Day,
    },
    NotLonger {
        new: Day,
        end: Day,
    },
    BeforeStart(Day),
    /// An act has told already when it entered into force.
    EnteredAlready {
        on: Day,
        seq: i64,
    },
    AfterEnd {
        day: Day,
        end: Day,
    },
    /// It ran out on a day that is not the last of its term.
    ExpiresOnAnotherDay {
        day: Day,
        end: Day,
    },
    /// It ran out although its term is open.
    ExpiresNever(Day),
    EndedAlready(Day),
    NoTerminationNotice,
    SuspendedAlready(Day),
    SuspendedLater {
        on: Day,
        from: Day,
    },
    NotSuspended,
    NoReview,
    NearestReview {
        of: Option<String>,
        on: Day,
        why: NearestRefusal,
        nearest: (u32, Day),
        before: Option<Neighbour>,
        after: Option<Neighbour>,
    },
    NotAReview(String),
    Answered(String),
    NoSteps(String),
    StepClosed {
        step: String,
        seq: i64,
    },
    NoStep {
        said: String,
        meant: Option<String>,
        known: Vec<String>,
    },
    NotADuty(String),
    SnoozeTooLong {
        mark: String,
        asked: Day,
        limit: Day,
    },
    SnoozePast(Day),
    StillBinds(Status),
    ClosedAlready,
    NoAct(i64),
    CannotVoid(i64, NotVoidable),
    VoidedAlready(i64),
    NoActToConfirm(i64),
    /// Someone who would stand in for himself.
    StandsInForHimself(String),
    NotByLink(i64, &'static str),
    ConfirmedAlready {
        seq: i64,
        on: Day,
        by: String,
    },
    ConfirmedByLink,
    Reference,
    Restricted,
    /// A field from which the first day in force follows.
    OfTheStart(&'static str),
    NothingInherited,
    BeforeSuccession(Day, Day),
    SuccessorConfirmed(Day),
    NoParty {
        named: String,
        near: Vec<String>,
    },
    SeveralParties(String, Vec<String>),
    TwoDays(Day, Day),
    NameBegins {
        on: Day,
        name: String,
        undo: UndoWay,
    },
    OwnSuccessor(String),
    SecondSuccessor {
        party: String,
        successor: String,
        on: Day,
        undo: UndoWay,
    },
    CircleOfSuccessors {
        party: String,
        through: String,
        back: String,
    },
    NoPartyAct {
        seq: i64,
        party: String,
        known: Vec<(i64, ActWord)>,
    },
    NoCommitment {
        name: String,
        known: Vec<String>,
    },
    CommitmentKnown {
        name: String,
        seq: i64,
    },
    Commitment(CommitmentFlaw),
    CommitmentText(CommitmentError),
    NoChange(UnchangedValue),
    Contradiction(Contradiction),
}

/// An occurrence beside the day of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub nth: u32,
    pub day: Day,
    pub asking: Asking,
}

/// Whether letters ask for an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    Asked,
    /// It lies in a suspension.
    Suspended,
}

/// Why the nearest occurrence cannot be the one that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearestRefusal {
    /// An act answers it already.
    Answered,
    /// On that day nobody was asked for it yet.
    TooEarly,
    /// It lies more than half a period away.
    TooFar,
}

/// Why an act cannot be voided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotVoidable {
    /// It is a void itself.
    Void,
    /// It brought the agreement.
    Register,
    /// It brought the party.
    Party,
}

/// How what stands about a party is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoWay {
    /// By voiding the act of that number.
    Void { party: String, seq: i64 },
    /// By importing its row, put right.
    Import,
}

/// What stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
// each variant has its sentence in message/
pub enum UnchangedValue {
    Facts,
    Field {
        name: &'static str,
        value: String,
    },
    Review(Day),
    Name {
        party: String,
        from: Day,
    },
    Successor {
        successor: String,
        since: Day,
    },
    Alias {
        party: String,
        alias: String,
    },
    /// What was recorded later says otherwise.
    Overruled,
    TooManySuccessors {
        party: String,
        most: usize,
    },
}
