//! Checks an act against the agreement as it was on the act's own day, and against acts recorded for later days.
//!
//! The order of recording changes nothing: an act is judged by the acts that take effect before it, and one that would
//! make a recorded act impossible is refused and names it. Commands, lists and the page all use this check.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::DeskError;
use crate::lifecycle::act::{Act, ActBody, ActWord, Choice, MilestoneKind, Notice, is_voided};
use crate::lifecycle::agreement::{Agreement, Facts};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Timeline};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::{Lead, RungSide};
use crate::lifecycle::recording::{
    self, AcceptedAct, Insistence, Refusal, RuleContext, a_month_ahead, confirmable, precedes_move, voidable,
};
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::message::{Sentence, say};
use crate::watch::Office;

use super::{RecordError, reach};

/// What a judgement needs to know besides the request.
pub(in crate::desk) struct Judge<'a> {
    pub(in crate::desk) agreement: &'a Agreement,
    pub(in crate::desk) office: &'a Office,
    pub(in crate::desk) parties: &'a BTreeMap<String, Party>,
    pub(in crate::desk) today: Day,
}

/// A recorded act that would become impossible, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpossibleAct {
    /// The act's place in the chain.
    pub seq: i64,
    pub act: &'static str,
    /// The day it happened.
    pub on: Day,
    /// Why it would become impossible.
    pub why: Refusal,
}

impl Judge<'_> {
    /// Judges a request: by what takes effect before it, then by what was recorded of later days.
    pub(in crate::desk) fn judge(
        &self,
        request: &ActRequest,
        insistence: Insistence,
    ) -> Result<AcceptedAct, RecordError> {
        if let RequestedAct::Confirm { act } = request.asked {
            confirmable(&self.agreement.acts, act)?;
        }
        let on = request.on.unwrap_or(self.today);
        // What goes on again on the day it was suspended was suspended before.
        let rank = if request.asked == RequestedAct::Resume {
            ActWord::Suspend.entry().rank
        } else {
            request.act().entry().rank
        };
        let over = over_by_then(self.agreement, self.office, on)?;
        let before = self.only(|act| (act.on, act.body.rank()) <= (on, rank) || over.contains(&act.seq));
        let accepted = match self.accepted(&before, request, insistence)? {
            Ok(accepted) => accepted,
            Err(refusal) => self.judged_before_same_day(request, on, insistence)?.ok_or(refusal)?,
        };
        if let ActBody::Void { voids } = accepted.body {
            voidable(self.agreement, voids)?;
            return Ok(accepted);
        }
        if accepted.body == ActBody::Suspend {
            // It makes nothing impossible: what was held meanwhile stays held.
            return Ok(accepted);
        }
        // What was recorded late takes effect before what was recorded of the days between.
        let from = reaches_back(&accepted.body, on);
        let with = self.with(&accepted, from);
        let allowed = |undone: &ImpossibleAct| {
            let Some(act) = self.agreement.acts.iter().find(|act| act.seq == undone.seq) else { return false };
            let said_before = act.on == on && precedes_move(&act.body, &accepted.body);
            said_before
                || act.on < on && (act.body.is_note_or_decision() || matches!(undone.why, Refusal::SameDay { .. }))
        };
        if let Some(ImpossibleAct { seq, act, on, why }) =
            self.undone(&with, from)?.into_iter().find(|act| !allowed(act))
        {
            return Err(Refusal::Undoes { seq, act, on, why: Box::new(why) }.into());
        }
        Ok(accepted)
    }

    /// What was said of a milestone that acts of the same day, recorded already, have moved or answered: judged without
    /// them, as the morning of that day found the agreement, beside what else was said on it.
    ///
    /// An earlier rank of these acts would not do: what is said of the day that the other act brings is said after it.
    fn judged_before_same_day(
        &self,
        request: &ActRequest,
        on: Day,
        insistence: Insistence,
    ) -> Result<Option<AcceptedAct>, DeskError> {
        let rank = request.act().entry().rank;
        let acts = &self.agreement.acts;
        let earlier = |act: &&Act| {
            act.on == on && act.body.rank() < rank && !act.body.is_knowledge() && !is_voided(acts, act.seq)
        };
        let moved: Vec<&Act> = acts.iter().filter(earlier).collect();
        if moved.is_empty() {
            return Ok(None);
        }
        let before = self.only(|act| act.on < on || (act.on == on && act.body.rank() == rank));
        let Ok(accepted) = self.accepted(&before, request, insistence)? else { return Ok(None) };
        Ok(moved.iter().all(|act| precedes_move(&accepted.body, &act.body)).then_some(accepted))
    }

    /// The recorded acts that stand on that one: without it they could not stand.
    pub(in crate::desk) fn standing_on(&self, seq: i64) -> Result<Vec<ImpossibleAct>, DeskError> {
        let Some(gone) = self.agreement.acts.iter().find(|act| act.seq == seq) else { return Ok(Vec::new()) };
        let mut acts = self.agreement.acts.clone();
        acts.retain(|act| act.seq != seq);
        let without = Agreement { id: self.agreement.id, acts };
        self.undone(&without, gone.on)
    }

    /// Of the acts that take effect on that day or later, those that stand as recorded and could not in `changed`.
    fn undone(&self, changed: &Agreement, from: Day) -> Result<Vec<ImpossibleAct>, DeskError> {
        let mut found = Vec::new();
        for act in self.agreement.acts.iter().filter(|act| act.on >= from && changed.acts.contains(act)) {
            if is_voided(&self.agreement.acts, act.seq) {
                continue;
            }
            // What asks for patience or notes something makes nothing impossible and is made impossible by nothing.
            let is_note = act.body.is_note_or_decision() && !matches!(act.body, ActBody::Decide { .. });
            let Some(request) = ActRequest::of(act).filter(|_| !is_note) else { continue };
            let then = |agreement: &Agreement| self.at_its_place(act, &request, agreement);
            if let (Ok(_), Err(why)) = (then(self.agreement)?, then(changed)?) {
                found.push(ImpossibleAct { seq: act.seq, act: act.body.word(), on: act.on, why });
            }
        }
        Ok(found)
    }

    /// A recorded act, asked for again at its own place among the acts.
    fn at_its_place(
        &self,
        act: &Act,
        request: &ActRequest,
        agreement: &Agreement,
    ) -> Result<Result<AcceptedAct, Refusal>, DeskError> {
        let over = over_by_then(agreement, self.office, act.on)?;
        let before = only(agreement, |other| {
            other.seq != act.seq
                && ((other.on, other.body.rank(), other.seq) < (act.on, act.body.rank(), act.seq)
                    || over.contains(&other.seq))
        });
        self.accepted(&before, request, Insistence::Force)
    }

    /// The notes and decisions, by their place in the chain, that could not be recorded any more: what they were said of
    /// was corrected since.
    pub(in crate::desk) fn outlived(&self) -> Result<BTreeSet<i64>, DeskError> {
        let mut found = BTreeSet::new();
        for act in self.agreement.acts.iter().filter(|act| act.body.is_note_or_decision()) {
            let Some(request) = ActRequest::of(act) else { continue };
            // That letters rest no more is no fault of the day.
            match self.at_its_place(act, &request, self.agreement)? {
                Ok(_) | Err(Refusal::SnoozePast(_)) => {}
                Err(_) => drop(found.insert(act.seq)),
            }
        }
        Ok(found)
    }

    fn accepted(
        &self,
        agreement: &Agreement,
        request: &ActRequest,
        insistence: Insistence,
    ) -> Result<Result<AcceptedAct, Refusal>, DeskError> {
        let timeline = Timeline::of(agreement, Some(self.office.clocks()), reach(request, self.today))?;
        let first_asked = |milestone: &Milestone| first_rung_day(self.office, &timeline.knowledge.facts, milestone);
        let around = RuleContext { parties: self.parties, first_asked: &first_asked };
        Ok(recording::act(request, &timeline, around, self.today, insistence))
    }

    fn only(&self, happened: impl Fn(&Act) -> bool) -> Agreement {
        only(self.agreement, happened)
    }

    /// The agreement with the act as one of that day.
    fn with(&self, accepted: &AcceptedAct, on: Day) -> Agreement {
        let mut acts = self.agreement.acts.clone();
        acts.retain(|act| !accepted.instead_of.contains(&act.seq));
        let seq = acts.iter().map(|act| act.seq).max().unwrap_or(0) + 1;
        acts.push(Act::supposed(seq, on, self.today, accepted.body.clone()));
        Agreement { id: self.agreement.id, acts }
    }
}

/// Refuses a correction after which a recorded act could not stand any more: a review that was held on a day that is none
/// now, a commitment fulfilled for another. `after` is the agreement with the correction. What was only said on the way
/// to an answer (a decision to go on, a step, progress, that letters rest) was said of the day as it was known, and
/// hinders no correction; the decisions among it that hold no more are named, a sentence each.
pub(in crate::desk) fn check_recorded_acts_stand(
    before: &Agreement,
    after: &Agreement,
    office: &Office,
    today: Day,
) -> Result<Result<Vec<Sentence>, Refusal>, DeskError> {
    if before.acts.iter().all(|act| act.body.is_knowledge()) {
        return Ok(Ok(Vec::new()));
    }
    // Who stands in whose place is a matter of the parties, which no correction of an agreement touches.
    let parties = BTreeMap::new();
    let judge = Judge { agreement: before, office, parties: &parties, today };
    let mut left = Vec::new();
    for ImpossibleAct { seq, act, on, why } in judge.undone(after, Day::first())? {
        let recorded = before.acts.iter().find(|act| act.seq == seq);
        match recorded.filter(|act| act.body.is_note_or_decision() && !is_an_answer(&act.body)) {
            Some(recorded) => left.extend(decision_left(recorded)),
            None => return Ok(Err(Refusal::Undoes { seq, act, on, why: Box::new(why) })),
        }
    }
    Ok(Ok(left))
}

/// That a decision is about a day that a correction made another.
fn decision_left(act: &Act) -> Option<Sentence> {
    let ActBody::Decide { milestone, choice } = &act.body else { return None };
    let (by, number) = (act.origin.decided_by.as_deref(), act.number.as_deref());
    let decided = Sentence::in_both(|language| say::decision(*choice, by, number, act.on, language));
    Some(sentence!(words::DECISION_LEFT, act.seq, decided, say::milestone_in_both(&milestone.to_string())))
}

/// Whether a decision closed its milestone: with the milestone the answer would go.
fn is_an_answer(body: &ActBody) -> bool {
    matches!(body, ActBody::Decide { milestone, choice: Choice::Lapse } if milestone.kind == MilestoneKind::Expiry)
}

/// The earliest day an act of that day changes anything on.
fn reaches_back(body: &ActBody, on: Day) -> Day {
    let from = match body {
        ActBody::EnterIntoForce { in_force_on, received_on } => in_force_on.or(*received_on),
        ActBody::Amend { from_on, .. } => Some(*from_on),
        ActBody::Notify { received_on, .. } => Some(*received_on),
        ActBody::Terminate { ends_on } | ActBody::Withdraw { ends_on } | ActBody::Supersede { ends_on, .. } => {
            Some(*ends_on)
        }
        _ => None,
    };
    from.map_or(on, |from| from.min(on))
}

/// The agreement with what is known of it, and of what happened only the acts that fit.
fn only(agreement: &Agreement, happened: impl Fn(&Act) -> bool) -> Agreement {
    let acts = agreement.acts.iter().filter(|act| act.body.is_knowledge() || happened(act)).cloned().collect();
    Agreement { id: agreement.id, acts }
}

/// The acts of that day by which the agreement was over before it: whatever their rank, they come before what is said to have
/// happened on the day itself.
fn over_by_then(agreement: &Agreement, office: &Office, on: Day) -> Result<Vec<i64>, DeskError> {
    let ends = |act: &&Act| {
        let ending = match &act.body {
            ActBody::Terminate { ends_on }
            | ActBody::Withdraw { ends_on }
            | ActBody::Supersede { ends_on, .. }
            | ActBody::Expire { ends_on } => *ends_on < on,
            ActBody::Notify { what, .. } => *what == Notice::Termination,
            _ => false,
        };
        ending && act.on == on && !is_voided(&agreement.acts, act.seq)
    };
    let ending: Vec<i64> = agreement.acts.iter().filter(ends).map(|act| act.seq).collect();
    if ending.is_empty() {
        return Ok(Vec::new());
    }
    let by_then = only(agreement, |act| act.on < on || ending.contains(&act.seq));
    let timeline = Timeline::of(&by_then, Some(office.clocks()), on)?;
    let over = timeline.course.ending.as_ref().is_some_and(|ending| ending.ends_on < on);
    Ok(if over { ending } else { Vec::new() })
}

/// The day on which a milestone's ladder first asks for it, as many days ahead as the ladder says: that a letter of a day off
/// goes earlier moves no limit. A month ahead where it has no rung before the day.
pub(in crate::desk) fn first_rung_day(office: &Office, facts: &Facts, milestone: &Milestone) -> Day {
    let kind = milestone.kind.name();
    let name = facts.ladders.get(kind).map(String::as_str).or(milestone.ladder.as_deref()).unwrap_or(kind);
    let rungs = office.ladders.get(name).map_or(&[][..], |ladder| ladder.rungs.as_slice());
    let before = rungs.iter().filter(|rung| rung.offset.side == RungSide::Before);
    let asks = before.filter_map(|rung| match rung.offset.lead {
        Lead::Span(span) => milestone.before_from().minus(span).ok(),
        Lead::WorkingDays(_) => rung.opens_on(milestone.before_from(), milestone.after_from(), &office.calendar).ok(),
    });
    asks.min().unwrap_or_else(|| a_month_ahead(milestone))
}
