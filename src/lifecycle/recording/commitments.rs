//! How a commitment is added, corrected and closed. One without a day of its own is identified by the day of the act.

use super::answers::has_own_act;
use super::{AcceptedAct, Refusal, Remark, RuleCheck, UnchangedValue};
use crate::lifecycle::act::{ActBody, Mark, MilestoneKind, Skipped};
use crate::lifecycle::agreement::{KnownFacts, RecordedCommitment};
use crate::lifecycle::commitment::{Commitment, CommitmentField, CommitmentTiming};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::request::{ActRequest, MilestoneSelector, Pointer, RequestedAct};
use crate::lifecycle::span::Span;
use crate::text::fold;

/// Why a commitment falls due on no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMissing {
    /// It names none.
    Within,
    /// It names days after the last one in force.
    AfterEnd(Day),
    /// It counts from the first day in force, which is not known.
    NoStart,
    /// Its day lies in a suspension.
    Rests(Day),
    /// Its day was past when the register heard of it.
    Past(Day),
    /// It comes again and again, and no more before the end: all its days were past, the last of them that one.
    AllPast(Day),
}

/// Where a commitment without a day comes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemindedAt {
    Reviews,
    /// Nowhere: no review of the agreement is known.
    Nowhere,
}

impl RuleCheck<'_, '_> {
    pub(super) fn commit(&self, commitment: &Commitment) -> Result<AcceptedAct, Refusal> {
        refuse_unsound(commitment)?;
        if let Some(known) = self.timeline.knowledge.commitment(&commitment.name) {
            return Err(Refusal::CommitmentKnown { name: commitment.name.clone(), seq: known.seq });
        }
        Ok(self.accepted(ActBody::Commit(commitment.clone()), self.no_day(commitment)))
    }

    /// Corrects one value of a commitment; several at once are corrected one after the other by anyone who records
    /// them.
    pub(super) fn correct_commitment(
        &self,
        name: &str,
        set: &[(CommitmentField, Option<String>)],
    ) -> Result<AcceptedAct, Refusal> {
        let known = self.committed(name)?;
        let [(field, text)] = set else {
            return Err(Refusal::OneFieldAtATime);
        };
        let (body, mended) = commitment_correction(&known.commitment, *field, text.as_deref())?;
        Ok(self.accepted(body, self.no_day(&mended)))
    }

    /// What is remarked of a commitment without a day, and where it comes up instead.
    fn no_day(&self, commitment: &Commitment) -> Vec<Remark> {
        let at = if self.timeline.is_reviewed(self.today) { RemindedAt::Reviews } else { RemindedAt::Nowhere };
        self.day_missing(commitment).map(|why| Remark::NoDay(why, at)).into_iter().collect()
    }

    /// Why the commitment has no day within the term, where it has none.
    fn day_missing(&self, commitment: &Commitment) -> Option<DayMissing> {
        let course = &self.timeline.course;
        let last = course.last_day();
        match commitment.when {
            CommitmentTiming::Within => Some(DayMissing::Within),
            CommitmentTiming::Every { from: None, .. } | CommitmentTiming::Yearly { .. }
                if course.start_on().is_none() =>
            {
                Some(DayMissing::NoStart)
            }
            _ if commitment.due_days(course.start_on(), last, Day::last()).is_empty() => last.map(DayMissing::AfterEnd),
            CommitmentTiming::Until(day) if course.suspended_on(day) => Some(DayMissing::Rests(day)),
            CommitmentTiming::Until(day) if day < self.today => Some(DayMissing::Past(day)),
            CommitmentTiming::Every { .. } | CommitmentTiming::Yearly { .. } => {
                let latest = commitment.due_days(course.start_on(), last, Day::last()).pop();
                latest.map(|(_, day)| day).filter(|day| last.is_some() && *day < self.today).map(DayMissing::AllPast)
            }
            CommitmentTiming::Until(_) => None,
        }
    }

    fn committed(&self, name: &str) -> Result<&RecordedCommitment, Refusal> {
        let known = &self.timeline.knowledge;
        let names = || known.commitments.iter().take(12).map(|known| titled(&known.commitment)).collect();
        known.commitment(name).ok_or_else(|| Refusal::NoCommitment { name: name.to_owned(), known: names() })
    }

    /// Whether a commitment is pointed at: by its kind, or by its name alone where nothing else has it.
    pub(super) fn is_a_commitment(&self, pointer: &Pointer) -> bool {
        match (pointer.kind, &pointer.name) {
            (Some(kind), _) => kind == MilestoneKind::Commitment,
            (None, Some(name)) => self.timeline.knowledge.commitment(name).is_some(),
            (None, None) => false,
        }
    }

    /// The commitment's occurrence that an act closes: the one that is named, else the nearest. One without a day of
    /// its own is closed as a whole, on the day of the act.
    pub(super) fn commitment_to_close(&self, pointer: &Pointer) -> Result<Mark, Refusal> {
        let (committed, occurrences) = self.occurrences(pointer)?;
        let commitment = &committed.commitment;
        let closed_as_a_whole = || self.timeline.knowledge.acts.iter().any(|act| closes(&act.body, &commitment.name));
        let found = match pointer.which {
            Some(which) => occurrences.iter().copied().find(|m| is_that(m, which)),
            None if commitment.when.recurs() => {
                self.nearest(|| occurrences.iter().copied(), |m| days_to_the_next(m, commitment))?
            }
            None => occurrences.first().copied(),
        };
        match found {
            Some(milestone) if has_own_act(milestone) => Err(Refusal::Answered(milestone.mark().to_string())),
            Some(milestone) => {
                // What falls due again and again may be done early, but not nearer to an earlier time.
                let away = |m: &Milestone| self.on.days_until(m.day).abs();
                if occurrences.iter().any(|m| m.day < milestone.day && away(m) < away(milestone)) {
                    self.not_long_before(milestone)?;
                }
                Ok(milestone.mark())
            }
            None if occurrences.is_empty() => {
                let mark = self.as_a_whole(commitment, pointer);
                if closed_as_a_whole() { Err(Refusal::Answered(mark.to_string())) } else { Ok(mark) }
            }
            None => self.milestone(pointer).map(Milestone::mark),
        }
    }

    /// The commitment's occurrence that a note is about: the one that is named, else the nearest, answered or not.
    pub(super) fn commitment_of_note(&self, pointer: &Pointer) -> Result<Mark, Refusal> {
        let (committed, occurrences) = self.occurrences(pointer)?;
        let nearest = || occurrences.iter().min_by_key(|m| (self.on.days_until(m.day).abs(), m.day));
        let found = match pointer.which {
            Some(which) => occurrences.iter().find(|m| is_that(m, which)),
            None => nearest(),
        };
        match found {
            Some(milestone) => Ok(milestone.mark()),
            None if occurrences.is_empty() => Ok(self.as_a_whole(&committed.commitment, pointer)),
            None => self.milestone(pointer).map(Milestone::mark),
        }
    }

    fn occurrences(&self, pointer: &Pointer) -> Result<(&RecordedCommitment, Vec<&Milestone>), Refusal> {
        let commitments = &self.timeline.knowledge.commitments;
        let committed = match (&pointer.name, commitments.as_slice()) {
            (Some(name), _) => self.committed(name)?,
            (None, [only]) => only,
            (None, _) => {
                let names: Vec<_> =
                    commitments.iter().take(12).map(|known| format!("commitment:{}", known.commitment.name)).collect();
                return Err(Refusal::WhichMilestone { named: pointer.to_string(), known: names });
            }
        };
        let name = Some(&committed.commitment.name);
        let own = |m: &&Milestone| m.kind == MilestoneKind::Commitment && m.name.as_ref() == name;
        Ok((committed, self.timeline.milestones.iter().filter(own).collect()))
    }

    fn as_a_whole(&self, commitment: &Commitment, pointer: &Pointer) -> Mark {
        let day = pointer.which.and_then(MilestoneSelector::day).unwrap_or(self.on);
        Mark { kind: MilestoneKind::Commitment, name: Some(commitment.name.clone()), day }
    }

    /// What a text that is replaced leaves open: anyone who records it is asked whether the new one takes it over.
    pub(super) fn to_take_over(&self, mut accepted: AcceptedAct) -> AcceptedAct {
        let open: Vec<(String, String)> = self
            .timeline
            .knowledge
            .open_commitments(&self.timeline.milestones)
            .map(|known| (known.commitment.name.clone(), known.commitment.title.clone()))
            .collect();
        if !open.is_empty() {
            accepted.remarks.push(Remark::ToTakeOver(open));
        }
        accepted
    }

    /// What fell due while carrying out was suspended, once it goes on.
    pub(super) fn rested(&self, mut accepted: AcceptedAct) -> AcceptedAct {
        let course = &self.timeline.course;
        let Some((from, _)) = course.suspensions.iter().rev().find(|(_, to)| to.is_none()) else { return accepted };
        let last = course.last_day();
        let mut rested = Vec::new();
        for known in &self.timeline.knowledge.commitments {
            let days = known.commitment.due_days(course.start_on(), last, self.on.previous());
            rested.extend(
                days.into_iter().filter(|(_, day)| day >= from).map(|(_, day)| (known.commitment.name.clone(), day)),
            );
        }
        if !rested.is_empty() {
            accepted.remarks.push(Remark::Rested(rested));
        }
        accepted
    }
}

/// The request with the commitment that it names by its title under the commitment's own name, where one alone has that title.
pub(crate) fn commitment_named(mut request: ActRequest, known: &KnownFacts<'_>) -> ActRequest {
    let own_name = |said: &str| {
        let title = fold(said);
        let titled = || known.commitments.iter().filter(|known| fold(&known.commitment.title) == title);
        let alone = known.commitment(said).is_none() && titled().count() == 1;
        titled().next().filter(|_| alone).map(|known| known.commitment.name.clone())
    };
    if let RequestedAct::CorrectCommitment { name, .. } = &mut request.asked {
        *name = own_name(name).unwrap_or_else(|| name.clone());
    } else if let Some(pointer) = request.asked.pointer_mut()
        && pointer.kind.is_none_or(|kind| kind == MilestoneKind::Commitment)
        && let Some(own) = pointer.name.as_deref().and_then(own_name)
    {
        *pointer = Pointer { kind: Some(MilestoneKind::Commitment), name: Some(own), which: pointer.which };
    }
    request
}

/// The correction of one value of a commitment, and the commitment with it.
pub fn commitment_correction(
    known: &Commitment,
    field: CommitmentField,
    text: Option<&str>,
) -> Result<(ActBody, Commitment), Refusal> {
    let mut commitment = known.clone();
    let said = text.map(|text| match field {
        CommitmentField::When => known.when.corrected_to(text),
        _ => text.to_owned(),
    });
    commitment.set(field, said.as_deref()).map_err(Refusal::CommitmentText)?;
    refuse_unsound(&commitment)?;
    let (old, new) = (known.get(field).unwrap_or_default(), commitment.get(field).unwrap_or_default());
    if old == new {
        return Err(Refusal::NoChange(UnchangedValue::Field { name: field.name(), value: old }));
    }
    let field = field.name().to_owned();
    Ok((ActBody::Correct { field, old, new, commitment: Some(known.name.clone()) }, commitment))
}

/// A commitment as lists offer it: its title, and its name in brackets.
pub(crate) fn titled(commitment: &Commitment) -> String {
    format!("{} [{}]", commitment.title, commitment.name)
}

fn refuse_unsound(commitment: &Commitment) -> Result<(), Refusal> {
    commitment.flaws().into_iter().next().map_or(Ok(()), |flaw| Err(Refusal::Commitment(flaw)))
}

fn is_that(milestone: &Milestone, which: MilestoneSelector) -> bool {
    which.means(milestone.nth, &[milestone.day])
}

fn days_to_the_next(milestone: &Milestone, commitment: &Commitment) -> Option<i64> {
    let every = match commitment.when {
        CommitmentTiming::Every { span, .. } => span,
        CommitmentTiming::Yearly { .. } => Span::years(1),
        CommitmentTiming::Until(_) | CommitmentTiming::Within => return None,
    };
    Some(milestone.day.days_until(milestone.day.plus(every).ok()?))
}

/// Whether an act closes an occurrence of the commitment, or all of it.
pub(crate) fn closes(body: &ActBody, name: &str) -> bool {
    let (ActBody::Fulfil { milestone: mark } | ActBody::Skip { which: Skipped::Milestone(mark), .. }) = body else {
        return false;
    };
    mark.kind == MilestoneKind::Commitment && mark.name.as_deref() == Some(name)
}
