//! Who will be written to about an agreement, and when; or why nobody.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{Desk, DeskError, explain};
use super::commitments;
use crate::desk::fact_warnings;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::reminder::{Decision, Hold, PlannedMilestone, SubjectState};
use crate::message::answer::check as words;
use crate::message::say;
use crate::message::sentence::sentence;
use crate::message::{Sentence, Voice};
use crate::store::Stored;
use crate::watch::{self, Dossier, Situation, TimelineReach, gather};

/// The next letters about an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextLetters {
    pub reference: String,
    /// The next letters: those of the first day on which there are any.
    pub next: Vec<ExpectedLetter>,
    /// Why there are none.
    pub nobody: Option<Sentence>,
    /// Facts that are missing; none of a restricted agreement.
    pub gaps: Vec<&'static str>,
    /// What deserves a look.
    #[serde(skip)]
    pub odd: Vec<Sentence>,
}

/// One person who will be written to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpectedLetter {
    /// The contact meant.
    pub contact: String,
    /// The address the letter goes to, with substitutes as they are on that day.
    pub email: Option<String>,
    /// The first day on which it may go; today where it is due.
    pub on: Day,
    pub kind: MilestoneKind,
    /// The milestone's day.
    pub day: Day,
    pub rung: String,
}

/// The outlook of one agreement.
pub(super) fn outlook(desk: &Desk, stored: &Stored) -> Result<NextLetters, DeskError> {
    let today = desk.today();
    let dossier = Dossier::of(&desk.store, stored.agreement(), today)?;
    let situation = Situation::of(&dossier, &desk.office, today, TimelineReach::Shown)?;
    let planned = situation.plan(explain::last_scan(desk)?)?;
    let (facts, next) = (&situation.facts, next(desk, &planned, today));
    Ok(NextLetters {
        reference: facts.reference.clone(),
        nobody: next.is_empty().then(|| why_nobody(desk, facts, &planned, today)),
        next,
        gaps: gaps(facts),
        odd: [
            fact_warnings::unknown_names(facts, &desk.office),
            overdue_clocks(&situation, today),
            ended_before(&situation),
            replacements_of(desk, stored.id, &situation)?,
            commitments::odd(desk, &situation)?,
        ]
        .concat(),
    })
}

/// Everybody who is written to on the first day on which anybody is.
fn next(desk: &Desk, planned: &[PlannedMilestone<'_>], today: Day) -> Vec<ExpectedLetter> {
    let mut by_day: BTreeMap<Day, Vec<ExpectedLetter>> = BTreeMap::new();
    for PlannedMilestone { milestone, verdicts } in planned {
        for verdict in verdicts {
            let on = match verdict.decision {
                Decision::Send => today,
                Decision::Hold(Hold::NotYet) => verdict.opens_on,
                Decision::Hold(Hold::SnoozedUntil(until)) => until,
                Decision::Hold(_) => continue,
            };
            let Some(contact) = verdict.recipient.clone() else { continue };
            let reached = gather::addressee(&desk.office.circle, &contact, on);
            let email = reached.and_then(|id| desk.office.circle.contact(&id)).map(|person| person.email.clone());
            let (kind, day, rung) = (milestone.kind, milestone.day, verdict.rung.to_string());
            by_day.entry(on).or_default().push(ExpectedLetter { contact, email, on, kind, day, rung });
        }
    }
    by_day.into_values().next().unwrap_or_default()
}

/// Facts by their names, as the reader calls them.
fn named(facts: &[&str]) -> Sentence {
    Sentence::in_both(|language| {
        let voice = Voice::terminal(language);
        facts.iter().map(|fact| say::field_named(voice, fact)).collect::<Vec<_>>().join(", ")
    })
}

fn why_nobody(desk: &Desk, facts: &Facts, planned: &[PlannedMilestone<'_>], today: Day) -> Sentence {
    let holds = || planned.iter().flat_map(|planned| &planned.verdicts).map(|verdict| &verdict.decision);
    let held = |wanted: fn(&Hold) -> bool| holds().any(|it| matches!(it, Decision::Hold(hold) if wanted(hold)));
    let is_open = |planned: &&PlannedMilestone<'_>| planned.milestone.state(today) == MilestoneState::Open;
    let open = planned.iter().any(|planned| is_open(&planned));
    // Whom nobody asks about: an open day whose ladder is none. A kind of day is nothing to say of a restricted agreement.
    let silent: Vec<Sentence> =
        planned.iter().filter(is_open).filter_map(|one| explain::silence(one, facts, &desk.office)).collect();
    let speaks = planned.iter().filter(is_open).any(|planned| !planned.verdicts.is_empty());
    let gaps = gaps(facts);
    let missing = if gaps.is_empty() { sentence!(words::NOTHING) } else { sentence!(words::NOT_KNOWN, named(&gaps)) };
    if held(|hold| *hold == Hold::NoRecipient) {
        return sentence!(words::NO_RECIPIENT);
    }
    if open && !speaks && facts.is_restricted() {
        return sentence!(words::NO_RUNGS);
    }
    if let Some(silent) = silent.into_iter().next().filter(|_| !facts.is_restricted()) {
        return if speaks { sentence!(words::GONE_BUT_SILENT, silent) } else { sentence!(words::NOBODY_ASKED, silent) };
    }
    if open {
        return sentence!(words::ALL_GONE);
    }
    if held(|hold| *hold == Hold::History) {
        return sentence!(words::PASSED_BEFORE, missing);
    }
    if held(|hold| *hold == Hold::Ended) {
        return sentence!(words::HAS_ENDED, missing);
    }
    if held(|hold| matches!(hold, Hold::Answered(_))) {
        return sentence!(words::ALL_ANSWERED, missing);
    }
    sentence!(words::NO_DAY_AHEAD, missing)
}

/// Facts that are missing; empty for a restricted agreement, because a gap reveals something of the text.
fn gaps(facts: &Facts) -> Vec<&'static str> {
    if facts.is_restricted() { Vec::new() } else { facts.gaps().into_iter().map(|gap| gap.0).collect() }
}

/// An agreement that came into force only after its own end binds on no day.
fn ended_before(situation: &Situation<'_>) -> Vec<Sentence> {
    let course = &situation.timeline.course;
    let days = course.start_on().zip(course.last_day()).filter(|(start, end)| end < start);
    days.filter(|_| !situation.facts.is_restricted())
        .map(|(start, end)| sentence!(words::ENDED_BEFORE_IN_FORCE, start, end))
        .into_iter()
        .collect()
}

/// An end takes no legal clock back: what was to be reported and was not stays open, and the digest carries it.
fn overdue_clocks(situation: &Situation<'_>, today: Day) -> Vec<Sentence> {
    if situation.standing != SubjectState::Ended || situation.facts.is_restricted() {
        return Vec::new();
    }
    let last = |m: &Milestone| m.lawful_until.unwrap_or(m.day);
    let clocks = situation.milestones().iter().filter(|m| m.kind == MilestoneKind::Duty);
    let late = clocks.filter(|m| m.state(today) == MilestoneState::Open && last(m) < today);
    late.map(|m| sentence!(words::CLOCK_OVERDUE, m.what(), say::milestone_in_both(&m.mark().to_string()))).collect()
}

/// Newer agreements that may take its place, where that is not recorded.
fn replacements_of(desk: &Desk, id: i64, situation: &Situation<'_>) -> Result<Vec<Sentence>, DeskError> {
    if !situation.status().may_bind() {
        return Ok(Vec::new());
    }
    let newer = watch::replacements::newer(&desk.store, id, &situation.facts)?;
    let old = &situation.facts.reference;
    let asks = |new: &str| Sentence::in_both(|language| say::replaces(new, old, language));
    Ok(newer.into_iter().map(|new| asks(&new.reference)).collect())
}
