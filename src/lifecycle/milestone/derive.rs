//! The milestones that follow from an agreement's course, and what the acts record about each.

use std::collections::BTreeSet;

use super::answers::{answers, review_on};
use super::course::{Course, Period, PeriodSequel, Start, Timeliness};
use super::{ClosedBy, Derivation, Milestone, MilestoneDecision, MilestonePurpose};
use crate::lifecycle::act::{Act, ActBody, Choice, Mark, MilestoneKind, Skipped};
use crate::lifecycle::agreement::{Facts, KnownFacts, Renewal};
use crate::lifecycle::commitment::CommitmentTiming;
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;

/// The agreement's milestones up to and including `through`, in order of day.
///
/// Duties and observances are not among them: they need a calendar and rules of the office (`duty.rs`). `known_on` is
/// the day of registration; [`super::timeline`] says it exactly.
pub fn milestones(knowledge: &KnownFacts<'_>, course: &Course, through: Day) -> Vec<Milestone> {
    let mut found = derived(knowledge, course, through);
    found.retain(|milestone| !is_paused(milestone, course));
    archive(course, &mut found);
    found.retain(|milestone| milestone.day <= through);
    found.sort_by_key(|milestone| (milestone.day, milestone.kind, milestone.nth));
    found
}

/// The reviews and commitments up to and including `through` that nobody is asked for, because they lie in a suspension.
pub(crate) fn paused_milestones(knowledge: &KnownFacts<'_>, course: &Course, through: Day) -> Vec<Milestone> {
    let mut found = derived(knowledge, course, through);
    found.retain(|milestone| milestone.day <= through && is_paused(milestone, course));
    found
}

/// Whether it lies in a suspension: a review or a commitment whose own day does stays suspended, wherever it was moved to
/// and whatever is held later.
fn is_paused(milestone: &Milestone, course: &Course) -> bool {
    let answered = matches!(milestone.closed, Some(ClosedBy::Held(_) | ClosedBy::Skipped | ClosedBy::Fulfilled(_)));
    let rests = matches!(milestone.kind, MilestoneKind::Review | MilestoneKind::Commitment);
    rests && !answered && course.suspended_on(milestone.moved_from.unwrap_or(milestone.day))
}

/// All of them, those in a suspension too, in no order.
fn derived(knowledge: &KnownFacts<'_>, course: &Course, through: Day) -> Vec<Milestone> {
    let mut found = Vec::new();
    found.extend(effect(knowledge, course));
    reviews(knowledge, course, through, &mut found);
    commitments(knowledge, course, through, &mut found);
    for period in &course.periods {
        notice(knowledge, period, &mut found);
        period_end(knowledge, course, period, &mut found);
    }
    answers(knowledge, &mut found);
    carry_decisions(knowledge, course, &mut found);
    found
}

/// Of an archived agreement the days after are gone and the open ones closed.
pub(super) fn archive(course: &Course, found: &mut Vec<Milestone>) {
    let Some(closed_on) = course.closed_on else { return };
    found.retain(|milestone| milestone.day <= closed_on || milestone.closed.is_some());
    for milestone in found.iter_mut().filter(|milestone| milestone.closed.is_none()) {
        milestone.closed = Some(ClosedBy::Archived(closed_on));
    }
}

fn milestone(knowledge: &KnownFacts<'_>, kind: MilestoneKind, nth: u32, day: Day, derivation: Derivation) -> Milestone {
    Milestone {
        basis: clause(&knowledge.facts, kind),
        ..Milestone::new(kind, nth, day, derivation, knowledge.registered_on)
    }
}

/// Where the text says it: `basis` under the kind's own name, else under the clause it follows from.
fn clause(facts: &Facts, kind: MilestoneKind) -> Option<String> {
    let names: &[&str] = match kind {
        MilestoneKind::Effect => &["effect", "in_force_on"],
        MilestoneKind::Review => &["review", "review_every"],
        MilestoneKind::Notice => &["notice", "renewal", "term"],
        MilestoneKind::Renewal => &["renewal", "term"],
        // Of an end its derivation says which.
        MilestoneKind::Expiry | MilestoneKind::Duty | MilestoneKind::Observance | MilestoneKind::Commitment => &[],
    };
    named(facts, names)
}

fn named(facts: &Facts, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| facts.basis.get(*name)).cloned()
}

/// Entry into force: on its day, or, while it is awaited, where the waiting began.
fn effect(knowledge: &KnownFacts<'_>, course: &Course) -> Option<Milestone> {
    match &course.start {
        Start::On(day, derivation) => {
            let mut effect = milestone(knowledge, MilestoneKind::Effect, 1, *day, derivation.clone());
            effect.passing = MilestonePurpose::Informs;
            Some(effect)
        }
        Start::Pending if course.ending.is_none() => {
            let day = knowledge.facts.signed_on.unwrap_or(knowledge.registered_on);
            Some(milestone(knowledge, MilestoneKind::Effect, 1, day, Derivation::Waiting))
        }
        Start::Pending | Start::Unknown => None,
    }
}

/// Reviews stand on the anchor and its multiples, up to and including the last day in force; one that was held stays
/// although an end came before its day. An amendment changes the rule from its day on; the numbers run on. A review that
/// falls into a suspension uses up its number all the same.
fn reviews(knowledge: &KnownFacts<'_>, course: &Course, through: Day, found: &mut Vec<Milestone>) {
    if course.start == Start::Pending {
        return;
    }
    // A review of a later day may have been postponed to an earlier one, or held before one of these.
    let through = knowledge.acts.iter().filter_map(|act| names_review(&act.body)).fold(through, Day::max);
    let last = course.last_day().map_or(through, |day| day.min(through));
    let held = days_of_held_reviews(knowledge, course);
    let until_last = held.iter().copied().fold(last, Day::max);
    let mut segments = vec![(Day::first(), knowledge.facts.clone())];
    for (from, set) in knowledge.amendments() {
        let mut facts = segments.last().map_or_else(Facts::default, |(_, facts)| facts.clone());
        facts.amend(set);
        segments.push((from, facts));
    }
    let mut nth = 0;
    for (at, (from, facts)) in segments.iter().enumerate() {
        let until = segments.get(at + 1).map_or(until_last, |(next, _)| next.previous().min(until_last));
        for (day, derivation) in occurrences(facts, course.start_on(), until) {
            if day >= *from {
                nth += 1;
                if day <= last || held.contains(&day) {
                    found.push(milestone(knowledge, MilestoneKind::Review, nth, day, derivation));
                }
            }
        }
    }
    postponements(knowledge, found);
}

/// The own days of the reviews that were held while the agreement was in force; of a postponed one the act may name the day
/// it had moved to.
fn days_of_held_reviews(knowledge: &KnownFacts<'_>, course: &Course) -> BTreeSet<Day> {
    let held = knowledge.acts.iter().filter(|act| is_in_time(act, course)).filter_map(|act| match act.body {
        ActBody::HoldReview { review } => Some(review),
        _ => None,
    });
    let mut days: BTreeSet<Day> = held.collect();
    for act in knowledge.acts.iter().rev() {
        if let ActBody::Postpone { review, to, .. } = act.body
            && days.contains(&to)
        {
            days.insert(review);
        }
    }
    days
}

/// Whether something happened before the end: of what ended by then nothing was left to be answered.
fn is_in_time(act: &Act, course: &Course) -> bool {
    course.last_day().is_none_or(|last| act.on <= last)
}

/// Commitments stand on the day they name or on the multiples of their anchor, through the last day in force: they go on
/// with an extension and end with the agreement; what was done stays. One without a day of its own is on none.
fn commitments(knowledge: &KnownFacts<'_>, course: &Course, through: Day, found: &mut Vec<Milestone>) {
    let named = |mark: &&Mark| mark.kind == MilestoneKind::Commitment;
    // An occurrence that was done ahead of its day lies beyond the days that are asked for.
    let answered = knowledge.acts.iter().filter_map(|act| match &act.body {
        ActBody::Fulfil { milestone } => Some(milestone),
        ActBody::Skip { which: Skipped::Milestone(mark), .. } => Some(mark),
        _ => None,
    });
    let through = answered.filter(named).map(|mark| mark.day).fold(through, Day::max);
    let fulfilled = knowledge.acts.iter().filter(|act| is_in_time(act, course)).filter_map(|act| match &act.body {
        ActBody::Fulfil { milestone } => Some(milestone),
        _ => None,
    });
    let fulfilled: Vec<&Mark> = fulfilled.filter(named).collect();
    for committed in &knowledge.commitments {
        let commitment = &committed.commitment;
        let start = course.start_on();
        let name = Some(&commitment.name);
        let done = fulfilled.iter().filter(|mark| mark.name.as_ref() == name).map(|mark| mark.day);
        let done: BTreeSet<Day> = done.collect();
        let last = course.last_day();
        let until_last = last.map(|last| done.iter().copied().fold(last, Day::max));
        let due = commitment.due_days(start, until_last, through);
        for (nth, day) in due.into_iter().filter(|(_, day)| last.is_none_or(|last| *day <= last) || done.contains(day))
        {
            let derivation = match commitment.when {
                CommitmentTiming::Every { span, from } => {
                    Derivation::Multiple { anchor: from.or(start).unwrap_or(day), times: nth, every: span }
                }
                CommitmentTiming::Yearly { .. } => Derivation::Yearly,
                CommitmentTiming::Until(_) | CommitmentTiming::Within => Derivation::Promised,
            };
            found.push(Milestone {
                name: Some(commitment.name.clone()),
                basis: commitment.basis.clone(),
                commitment: Some(commitment.clone()),
                ..Milestone::new(MilestoneKind::Commitment, nth, day, derivation, committed.recorded_on)
            });
        }
    }
}

/// The day of the review an act is about.
fn names_review(body: &ActBody) -> Option<Day> {
    match body {
        ActBody::HoldReview { review }
        | ActBody::Postpone { review, .. }
        | ActBody::Skip { which: Skipped::Review(review), .. } => Some(*review),
        _ => None,
    }
}

/// The days of a review rule, up to and including `until`: `anchor + n × every`.
fn occurrences(facts: &Facts, start: Option<Day>, until: Day) -> impl Iterator<Item = (Day, Derivation)> {
    let every = facts.review_every.filter(|span| !span.is_zero());
    let (anchor, first) = match (facts.review_first_on, every) {
        (Some(day), _) => (Some(day), 0),
        (None, Some(_)) => (start, 1),
        (None, None) => (None, 0),
    };
    let upper = if every.is_some() { u32::MAX } else { 1 };
    anchor.into_iter().flat_map(move |anchor| {
        (first..upper)
            .map_while(move |times| Some((times, anchor.plus(every.unwrap_or(Span::ZERO).times(times)).ok()?)))
            .take_while(move |(_, day)| *day <= until)
            .map(move |(times, day)| (day, Derivation::Review { anchor, times, every }))
    })
}

/// A postponed review is on its new day. A later postponement may name its own day or the one it had moved to; where
/// it had moved to another review's day, that day is the other's.
fn postponements(knowledge: &KnownFacts<'_>, found: &mut [Milestone]) {
    for act in &knowledge.acts {
        let ActBody::Postpone { review, to, by } = act.body else { continue };
        if let Some(milestone) = review_on(found, review) {
            let from = milestone.moved_from.unwrap_or(milestone.day);
            milestone.moved_from = Some(from);
            milestone.day = to;
            milestone.derivation = Derivation::Postponed { from, by, on: act.on, number: act.number.clone() };
        }
    }
}

/// The last day on which a notice counts: for each period that could renew itself, and once before an end.
fn notice(knowledge: &KnownFacts<'_>, period: &Period, found: &mut Vec<Milestone>) {
    let (Some(day), Some(notice)) = (period.notice_on, period.notice) else { return };
    let derivation = Derivation::Back { end: period.full_end_on, notice, clause: period.notice_clause };
    let mut milestone = milestone(knowledge, MilestoneKind::Notice, period.nth, day, derivation);
    milestone.passing = if knowledge.facts_on(day).renewal == Renewal::Tacit {
        MilestonePurpose::Informs
    } else {
        MilestonePurpose::Asks
    };
    milestone.closed = match (period.notified, period.then) {
        (Some((received, Timeliness::InTime)), _) => Some(ClosedBy::Notified(received)),
        (Some((received, Timeliness::Late)), _) => Some(ClosedBy::NotifiedLate(received)),
        (None, PeriodSequel::EndsByAct) => Some(ClosedBy::Ended),
        (None, _) => None,
    };
    found.push(milestone);
}

/// A period that is followed by another ends in a renewal, the last one in an expiry.
fn period_end(knowledge: &KnownFacts<'_>, course: &Course, period: &Period, found: &mut Vec<Milestone>) {
    let kind = if period.then == PeriodSequel::Renews { MilestoneKind::Renewal } else { MilestoneKind::Expiry };
    let mut milestone = milestone(knowledge, kind, period.nth, period.ends_on, period.derivation.clone());
    milestone.until = period.latest;
    milestone.changed.clone_from(&period.changed);
    milestone.non_renewal.clone_from(&period.non_renewal);
    if kind == MilestoneKind::Expiry {
        milestone.basis = named(&knowledge.facts, period.derivation.clauses_of_end(period.ends_on));
    }
    if kind == MilestoneKind::Renewal {
        milestone.passing = MilestonePurpose::Informs;
    }
    if period.then == PeriodSequel::EndsByAct && course.ending.is_some() {
        milestone.closed = Some(ClosedBy::Ended);
    }
    found.push(milestone);
}

/// Against a renewal people decide by the notice: what was decided there is beside the renewal of that period too,
/// until an act carries it out. A notice that came in a later period, an end by act, and for a new text an amendment
/// do; the decision of a period before is settled with it.
fn carry_decisions(knowledge: &KnownFacts<'_>, course: &Course, found: &mut [Milestone]) {
    let notified =
        course.periods.last().filter(|last| last.then == PeriodSequel::EndsByNotice).and_then(|last| last.notified);
    let by_act = course.ending.as_ref().map(|_| ClosedBy::Ended);
    let changed_since = |on: Day| {
        let changes = |body: &ActBody| matches!(body, ActBody::Amend { .. } | ActBody::Extend { .. });
        knowledge.acts.iter().any(|act| changes(&act.body) && on <= act.on)
    };
    let against = |m: &Milestone| m.decided.as_ref().filter(|decided| decided.choice != Choice::Renew).cloned();
    let mut carried: Vec<(u32, MilestoneDecision)> = Vec::new();
    let asks = |m: &&mut Milestone| {
        m.closed.is_none()
            && m.passing == MilestonePurpose::Informs
            && matches!(m.kind, MilestoneKind::Notice | MilestoneKind::Renewal)
    };
    for milestone in found.iter_mut().filter(asks) {
        let Some(decided) = against(milestone) else { continue };
        let received = notified.map(|(received, _)| ClosedBy::NotifiedLate(received));
        let renegotiated = decided.choice == Choice::Renegotiate && changed_since(decided.on);
        let settled =
            received.or(by_act).or_else(|| renegotiated.then_some(ClosedBy::Decided(decided.choice, decided.on)));
        match settled {
            Some(settled) if milestone.kind == MilestoneKind::Notice => milestone.closed = Some(settled),
            Some(_) => milestone.decided = None,
            None => carried.push((milestone.nth, decided)),
        }
    }
    for milestone in found.iter_mut().filter(|m| m.kind == MilestoneKind::Renewal && m.decided.is_none()) {
        milestone.decided = carried.iter().find(|(nth, _)| *nth == milestone.nth).map(|(_, decided)| decided.clone());
    }
}
