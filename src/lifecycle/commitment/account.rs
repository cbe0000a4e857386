//! The state of the commitments for a review, for the agreement's page and for reports.
//!
//! Pure. Commitments without a day of their own appear only here. The invariant: each record is listed once, under the
//! commitment that it names.

use super::{Commitment, CommitmentTiming};
use crate::lifecycle::act::{Act, ActBody, Mark, MilestoneKind, Skipped, progress_notes_with};
use crate::lifecycle::agreement::{KnownFacts, RecordedCommitment};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Course, Milestone, MilestoneState, Timeline};

/// A commitment with what is known of it on a day.
#[derive(Clone, Debug)]
pub struct Account<'t> {
    /// What is promised.
    pub commitment: &'t Commitment,
    /// What it asks for.
    pub standing: CommitmentStanding,
    /// What was recorded of it since the day that was asked for, oldest first.
    pub notes: Vec<AccountNote<'t>>,
}

/// What a commitment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentStanding {
    /// It is open, and this is its next day.
    Due(Day),
    /// Its day is past, and nobody answered.
    Late(Day),
    /// It is open and has no day of its own within the term.
    Open,
    /// It is open, and its day lies after the last one in force: nobody is asked.
    Beyond(Day),
    /// It is open, and its day lies in a suspension: nobody is asked.
    Rests,
    /// It was done on that day.
    Done(Day),
    /// It was not carried out, on purpose.
    Skipped,
    /// The agreement is over, and no result is recorded.
    Over,
}

impl CommitmentStanding {
    /// Whether someone has still to carry it out.
    pub(crate) const fn is_open(self) -> bool {
        matches!(self, Self::Due(_) | Self::Late(_) | Self::Open | Self::Beyond(_) | Self::Rests)
    }
}

/// Something that was recorded of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountNote<'t> {
    pub act: &'t Act,
    /// What it says.
    pub what: CommitmentRecord<'t>,
}

/// What an act says of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentRecord<'t> {
    /// A note of progress.
    Progress(&'t str),
    /// It was done, for the occurrence of that day.
    Done(Day),
    /// It was not carried out, and why.
    Skipped(&'t str),
}

/// What an act says of a commitment, with the commitment's name.
fn commitment_record(act: &Act) -> Option<(&str, CommitmentRecord<'_>)> {
    let (mark, what) = match &act.body {
        ActBody::Progress { milestone, text } => (milestone, CommitmentRecord::Progress(text)),
        ActBody::Fulfil { milestone } => (milestone, CommitmentRecord::Done(milestone.day)),
        ActBody::Skip { which: Skipped::Milestone(mark), why } => (mark, CommitmentRecord::Skipped(why)),
        _ => return None,
    };
    name_of(mark).map(|name| (name, what))
}

fn name_of(mark: &Mark) -> Option<&str> {
    mark.name.as_deref().filter(|_| mark.kind == MilestoneKind::Commitment)
}

/// What was said of each commitment at the review of that act and recorded with it: what is promised, and the text.
pub(crate) fn progress_notes_at<'a>(knowledge: &KnownFacts<'_>, acts: &'a [Act], held: i64) -> Vec<(String, &'a str)> {
    let line = |act: &'a Act| {
        let ActBody::Progress { milestone, text } = &act.body else { return None };
        let name = name_of(milestone)?;
        let title = knowledge.commitment(name).map_or(name, |promised| &promised.commitment.title);
        Some((title.to_owned(), text.as_str()))
    };
    progress_notes_with(acts, held).into_iter().filter_map(line).collect()
}

/// The last day on which a review was held, before that day.
pub(crate) fn last_review_before(milestones: &[Milestone], day: Day) -> Option<Day> {
    let held = milestones.iter().filter(|m| m.kind == MilestoneKind::Review).filter_map(|m| match m.closed {
        Some(ClosedBy::Held(on)) => Some(on),
        _ => None,
    });
    held.filter(|on| *on < day).max()
}

/// What became of each commitment, with what was recorded after `since` and by `today`; without `since`, ever.
pub fn accounts<'t>(timeline: &'t Timeline<'_>, since: Option<Day>, today: Day) -> Vec<Account<'t>> {
    let knowledge = &timeline.knowledge;
    let one = |committed: &'t RecordedCommitment| {
        let commitment = committed.commitment.as_ref();
        let acts = knowledge.acts.iter().filter(|act| act.on <= today);
        let of_it = acts.filter_map(|act| {
            commitment_record(act).filter(|(name, _)| *name == commitment.name).map(|(_, what)| (act, what))
        });
        let all: Vec<AccountNote<'_>> = of_it.map(|(act, what)| AccountNote { act, what }).collect();
        let standing = standing(commitment, &timeline.course, &timeline.milestones, &all, today);
        let notes = all.into_iter().filter(|notes| since.is_none_or(|since| notes.act.on > since)).collect();
        Account { commitment, standing, notes }
    };
    knowledge.commitments.iter().map(one).collect()
}

fn standing(
    commitment: &Commitment,
    course: &Course,
    milestones: &[Milestone],
    notes: &[AccountNote<'_>],
    today: Day,
) -> CommitmentStanding {
    let own: Vec<&Milestone> = milestones
        .iter()
        .filter(|m| m.kind == MilestoneKind::Commitment && m.name.as_ref() == Some(&commitment.name))
        .collect();
    let over = course.last_day().is_some_and(|last| last < today) || course.closed_on.is_some_and(|day| day <= today);
    // The newest day that has come asks, later ones await theirs; an older one that nobody answered asks no more.
    let newest = own.iter().rev().find(|m| m.day <= today).filter(|m| m.state(today) == MilestoneState::Open);
    let next = newest.or_else(|| own.iter().find(|m| m.day > today && m.closed.is_none()));
    if let Some(next) = next {
        return match next.day {
            _ if over => CommitmentStanding::Over,
            day if day < today => CommitmentStanding::Late(day),
            day => CommitmentStanding::Due(day),
        };
    }
    let answer = notes.iter().rev().find_map(|notes| match notes.what {
        CommitmentRecord::Done(_) => Some(CommitmentStanding::Done(notes.act.on)),
        CommitmentRecord::Skipped(_) => Some(CommitmentStanding::Skipped),
        CommitmentRecord::Progress(_) => None,
    });
    match answer {
        Some(answer) => answer,
        None if over => CommitmentStanding::Over,
        None if own.is_empty() && rests(commitment, course) => CommitmentStanding::Rests,
        None => match (commitment.when, course.last_day()) {
            (CommitmentTiming::Until(day), Some(last)) if last < day => CommitmentStanding::Beyond(day),
            _ => CommitmentStanding::Open,
        },
    }
}

/// Whether all days of the commitment lie in suspensions.
fn rests(commitment: &Commitment, course: &Course) -> bool {
    let days = commitment.due_days(course.start_on(), course.last_day(), Day::last());
    !days.is_empty() && days.iter().all(|(_, day)| course.suspended_on(*day))
}

impl Timeline<'_> {
    /// Whether a review is to come or awaits its answer: there a commitment without a day of its own is mentioned.
    pub(crate) fn is_reviewed(&self, today: Day) -> bool {
        let over = self.course.last_day().is_some_and(|last| last < today);
        let open = |m: &Milestone| m.kind == MilestoneKind::Review && m.state(today) == MilestoneState::Open;
        !over && (self.knowledge.facts.review_every.is_some() || self.milestones.iter().any(open))
    }
}

impl KnownFacts<'_> {
    /// The commitments that no act has closed: one that recurs or has no day of its own always, another until it was
    /// done or skipped. `milestones` are the agreement's.
    pub(crate) fn open_commitments(&self, milestones: &[Milestone]) -> impl Iterator<Item = &RecordedCommitment> {
        let closed = |name: &str| {
            let mut own =
                milestones.iter().filter(|m| m.kind == MilestoneKind::Commitment && m.name.as_deref() == Some(name));
            own.any(|m| m.closed.is_some() && !m.recurs())
                || self.acts.iter().filter_map(|act| commitment_record(act)).any(|(of, what)| {
                    of == name
                        && !matches!(what, CommitmentRecord::Progress(_))
                        && milestones.iter().all(|m| m.name.as_deref() != Some(name))
                })
        };
        self.commitments.iter().filter(move |own| !closed(&own.commitment.name))
    }
}
