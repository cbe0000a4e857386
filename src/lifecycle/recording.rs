//! Checks a request to record and makes an act of it: the same checks for a command, a file and a page.
//!
//! Pure. [`act`] checks an [`ActRequest`] against the agreement as it is known and returns the act's body with remarks
//! for the recorder, or a [`Refusal`] that says what to do instead. Nothing is stored here.

mod answers;
mod collision;
mod commitments;
mod ends;
mod facts;
mod party;
mod refusal;
mod same_day;
mod steps;
mod successor;

use std::collections::BTreeMap;
use std::fmt;

use super::act::{ActBody, ActWord, Mark, MilestoneKind, Target};
use super::day::Day;
use super::milestone::{Milestone, Timeline};
use super::party::Party;
use super::request::{ActRequest, MilestoneSelector, Pointer, RequestedAct, Unreadable};

pub(crate) use collision::collide;
pub(crate) use commitments::commitment_named;
pub use commitments::{DayMissing, RemindedAt, commitment_correction};
pub use facts::{confirmable, correction, voidable};
pub use party::party;
pub use refusal::{Asking, NearestRefusal, Neighbour, NotVoidable, Refusal, UnchangedValue, UndoWay};
pub(crate) use same_day::precedes_move;
pub(crate) use steps::step_named;

/// Whether the recorder insists where the program would rather not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insistence {
    /// Refuse what looks like a slip.
    Careful,
    /// `--force`: archive an agreement that is in force.
    Force,
}

/// An act that may stand, and what its recorder should hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedAct {
    /// The day it happened.
    pub on: Day,
    pub body: ActBody,
    /// What is worth saying about it.
    pub remarks: Vec<Remark>,
    /// Acts of the same day that answer the same question otherwise, by their `seq`: they are taken back with it.
    pub instead_of: Vec<i64>,
}

/// What the recorder should hear beside "recorded".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    ReviewClosed(Day),
    /// These reviews are still open.
    ReviewsOpen(Vec<Day>),
    /// This commitment is closed, by its milestone.
    CommitmentClosed(Mark),
    /// The commitment has no day on which someone is reminded; where it comes up instead.
    NoDay(DayMissing, RemindedAt),
    /// These commitments, by name and title, are still open while another text takes the agreement's place.
    ToTakeOver(Vec<(String, String)>),
    /// The day of these commitments lay in the suspension: nobody is asked for them any more.
    Rested(Vec<(String, Day)>),
    /// The notice came after the last day on which it counts: it ends the next period, not this one.
    NoticeLate {
        /// The last day on which it would have counted.
        last: Day,
    },
    /// A legal clock that the act started had run out when it came in: nobody is reminded of it.
    ReportPast {
        title: String,
        title_en: String,
        /// The last day on which it would have been in time.
        day: Day,
    },
    /// The end now is on that day.
    EndsOn(Day),
    /// It would not have renewed itself: the end stays where it is.
    EndStays(Day),
    /// Nothing more is to be done: it ends on that day by itself.
    EndsByItself(Day),
    /// The first day in force is that day.
    InForceOn(Day),
    /// The decision does not close the milestone: its letters go on until the act itself is recorded.
    StillAsks(Mark),
    /// It is about a milestone that a later correction made another: it is kept, and answers nothing.
    FormerDay(Mark),
    /// It renews itself all the same: the partner was not informed in time, or is not told yet.
    RenewsAllTheSame {
        on: Day,
        /// The last day on which a notice counts, where there is one, and whether it has passed.
        notice: Option<(Day, DayPassed)>,
    },
    /// The partner counts as informed that these, by their ids, stand in the place of those that signed since that day.
    SuccessorsTold(Vec<(String, String, Day)>),
}

/// Whether a day has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPassed {
    No,
    Yes,
}

/// What the rules look at besides the agreement.
#[derive(Clone, Copy)]
pub struct RuleContext<'a> {
    /// The parties, for `confirm-successor` alone.
    pub parties: &'a BTreeMap<String, Party>,
    /// The day on which a milestone's ladder first asks for it.
    pub first_asked: &'a dyn Fn(&Milestone) -> Day,
}

impl fmt::Debug for RuleContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuleContext").field("parties", &self.parties.len()).finish_non_exhaustive()
    }
}

/// Without a ladder a milestone is asked for a month ahead.
pub fn a_month_ahead(milestone: &Milestone) -> Day {
    milestone.day.plus_days(-30).unwrap_or(Day::first())
}

/// Everything a check looks at.
struct RuleCheck<'a, 'k> {
    request: &'a ActRequest,
    timeline: &'a Timeline<'k>,
    around: RuleContext<'a>,
    on: Day,
    today: Day,
    insistence: Insistence,
}

/// Holds a request against the agreement's timeline, which must reach past the days it names. Of all acts only
/// `confirm-successor` asks for the parties.
pub fn act(
    request: &ActRequest,
    timeline: &Timeline<'_>,
    around: RuleContext<'_>,
    today: Day,
    insistence: Insistence,
) -> Result<AcceptedAct, Refusal> {
    let on = request.on.unwrap_or(today);
    let check = RuleCheck { request, timeline, around, on, today, insistence };
    if on > today && request.act() != ActWord::EnterIntoForce {
        return Err(Refusal::Future(on));
    }
    match check.asked() {
        Err(refusal) => check.of_former_day().ok_or(refusal),
        accepted => accepted,
    }
}

impl RuleCheck<'_, '_> {
    fn asked(&self) -> Result<AcceptedAct, Refusal> {
        let Self { request, .. } = self;
        self.lives_on()?;
        let accepted = match &request.asked {
            RequestedAct::EnterIntoForce { in_force_on, received_on } => {
                self.enter_into_force(*in_force_on, *received_on)
            }
            RequestedAct::Extend { until, span, their_number } => self.extend(*until, *span, their_number.clone()),
            RequestedAct::Amend { from_on, set } => self.amend(*from_on, set),
            RequestedAct::Notify { what, side, received_on } => self.notify(*what, *side, *received_on),
            RequestedAct::Suspend => self.suspend(),
            RequestedAct::Resume => self.resume().map(|accepted| self.rested(accepted)),
            RequestedAct::Terminate { ends_on } => self.end(*ends_on, |ends_on| ActBody::Terminate { ends_on }),
            RequestedAct::Withdraw { ends_on } => self.end(*ends_on, |ends_on| ActBody::Withdraw { ends_on }),
            RequestedAct::Supersede { ends_on, with } => self.supersede(*ends_on, with.clone()),
            RequestedAct::Expire { ends_on } => self.end(*ends_on, |ends_on| ActBody::Expire { ends_on }),
            RequestedAct::HoldReview { review, .. } => self.hold_review(review.as_ref()),
            RequestedAct::Postpone { review, to, side } => self.postpone(review.as_ref(), *to, *side),
            RequestedAct::Skip { review, why } => self.skip(review.as_ref(), why),
            RequestedAct::Fulfil { milestone } => self.fulfil(milestone),
            RequestedAct::Decide { milestone, choice } => self.decide(milestone, *choice),
            RequestedAct::Acknowledge { milestone } => self.acknowledge(milestone),
            RequestedAct::Snooze { milestone, until } => self.snooze(milestone, *until),
            RequestedAct::Step { milestone, step, end } => self.step(milestone, step, end),
            RequestedAct::ConfirmSuccessor => self.confirm_successor(),
            RequestedAct::Close => self.close(),
            RequestedAct::Correct { set } => self.correct(set),
            RequestedAct::CorrectCommitment { name, set } => self.correct_commitment(name, set),
            RequestedAct::Commit { commitment } => self.commit(commitment),
            RequestedAct::Void { act } => Ok(self.accepted(ActBody::Void { voids: *act }, vec![])),
            RequestedAct::Confirm { act } => self.confirm(*act),
            asked => match asked.at_milestone() {
                Some((pointer, body)) => self.note(pointer, &*body),
                None => Err(Refusal::Unreadable(Unreadable::NotOn { act: request.act(), target: Target::Agreement })),
            },
        }?;
        self.settled(accepted)
    }

    /// A note, or a decision, on a milestone that a later correction made another: it is taken as it was recorded.
    fn of_former_day(&self) -> Option<AcceptedAct> {
        let (pointer, body) = self.request.asked.at_milestone()?;
        let mark = pointer.former()?;
        let body = body(mark.clone(), self.on);
        body.is_note_or_decision().then(|| self.accepted(body, vec![Remark::FormerDay(mark)]))
    }

    /// Refuses what is said to have happened to an agreement before it was signed, or once it was archived.
    fn lives_on(&self) -> Result<(), Refusal> {
        if matches!(self.request.act(), ActWord::Correct | ActWord::Void | ActWord::Confirm) {
            return Ok(());
        }
        let signed = self.timeline.knowledge.facts.signed_on.filter(|signed| self.on < *signed);
        let closing = self.timeline.knowledge.acts.iter().find(|act| act.body == ActBody::Close && act.on <= self.on);
        match (signed, closing) {
            (Some(signed), _) => Err(Refusal::BeforeSigning { on: self.on, signed }),
            (None, Some(act)) if self.request.act() != ActWord::Close => {
                Err(Refusal::Archived { on: act.on, seq: act.seq })
            }
            _ => Ok(()),
        }
    }

    fn accepted(&self, body: ActBody, remarks: Vec<Remark>) -> AcceptedAct {
        AcceptedAct { on: self.on, body, remarks, instead_of: Vec::new() }
    }

    fn milestone(&self, pointer: &Pointer) -> Result<&Milestone, Refusal> {
        pointed_at(pointer, self.timeline)
    }
}

/// The milestone that is pointed at: by its day, by its number, or its kind alone where only one is unanswered.
pub(crate) fn pointed_at<'m>(pointer: &Pointer, timeline: &'m Timeline<'_>) -> Result<&'m Milestone, Refusal> {
    let fitting = timeline.milestones.iter().filter(|milestone| points_at(pointer, milestone));
    let none = || Refusal::NoMilestone { named: pointer.to_string(), known: known(timeline, pointer.kind) };
    let Some(which) = pointer.which else {
        let (open, answered): (Vec<_>, Vec<_>) = fitting.partition(|milestone| milestone.closed.is_none());
        return match (open.as_slice(), answered.as_slice()) {
            ([only], _) | ([], [only]) => Ok(only),
            ([], _) => Err(none()),
            (several, _) => {
                Err(Refusal::WhichMilestone { named: pointer.to_string(), known: listed(several.iter().copied()) })
            }
        };
    };
    let stands = |m: &Milestone, day: Day| m.day == day || m.moved_from == Some(day);
    let fitting: Vec<&Milestone> = fitting.collect();
    // Two reviews share a day where one was postponed to the other's.
    let same_day = |day: Day| fitting.iter().filter(|m| stands(m, day)).map(|m| m.nth).collect::<Vec<_>>();
    // A review that falls into a suspension is not asked for, so no list shows it.
    if pointer.kind == Some(MilestoneKind::Review)
        && let Some(day) = which.day().filter(|day| !fitting.iter().any(|m| stands(m, *day)))
        && let Some(since) = timeline.course.suspended_since(day)
    {
        return Err(Refusal::InSuspension { day, since });
    }
    if let MilestoneSelector::Both { day, nth } = which
        && !same_day(day).contains(&nth)
    {
        let of_number = fitting.iter().find(|m| m.nth == nth).map(|m| m.day);
        return Err(Refusal::NumberAndDayDiffer { nth, of_number, day, of_day: same_day(day).first().copied() });
    }
    let fitting = fitting.into_iter();
    let meant = |m: &&Milestone| which.means(m.nth, &[m.day, m.moved_from.unwrap_or(m.day)]);
    // Two reviews share a day where one was postponed to the other's: the one that nobody has answered is meant.
    let mut meant: Vec<_> = fitting.filter(meant).collect();
    if let (MilestoneSelector::Year(_), [_, _, ..]) = (which, meant.as_slice()) {
        return Err(Refusal::WhichMilestone { named: pointer.to_string(), known: listed(meant.into_iter()) });
    }
    meant.sort_by_key(|milestone| milestone.closed.is_some());
    meant.first().copied().ok_or_else(none)
}

/// The milestones a recorder could have meant, a few of them.
fn known(timeline: &Timeline<'_>, kind: Option<MilestoneKind>) -> Vec<String> {
    let fitting = timeline.milestones.iter().filter(|milestone| kind.is_none_or(|kind| milestone.kind == kind));
    listed(fitting)
}

/// Whether the milestone is of the kind and name that are pointed at. A name alone points at what is fulfilled.
fn points_at(pointer: &Pointer, milestone: &Milestone) -> bool {
    let of_kind = match pointer.kind {
        Some(kind) => milestone.kind == kind,
        None => {
            matches!(milestone.kind, MilestoneKind::Duty | MilestoneKind::Observance | MilestoneKind::Commitment)
        }
    };
    of_kind && pointer.name.as_ref().is_none_or(|name| milestone.name.as_ref() == Some(name))
}

fn listed<'m>(milestones: impl Iterator<Item = &'m Milestone>) -> Vec<String> {
    milestones.take(12).map(|milestone| milestone.mark().to_string()).collect()
}
