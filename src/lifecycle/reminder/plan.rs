//! The plan: for each rung of a milestone's ladder and each person it means, send or hold, and why.
//!
//! A rung is due from its opening on, not on one day only: missed scans cost lateness, never loss. Per person a nearer
//! rung supersedes the farther ones, so nobody gets a pile; and who already has a letter on a milestone gets no rung that
//! had opened by the last complete scan, so a changed ladder never sends the past.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Subject};
use crate::lifecycle::act::Kind;
use crate::lifecycle::calendar::{Calendar, CalendarError};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Closed, Milestone, Passing, State};
use crate::lifecycle::policy::{Circle, Escalation, Ladder, Offset, Rung, Side};

/// How long an acknowledgement holds escalation back, in days.
pub const ACKNOWLEDGED_FOR_DAYS: i64 = 30;

/// The office's rules, as one scan sees them.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The ladders by name.
    pub ladders: &'a BTreeMap<String, Ladder>,
    /// Contacts, roles, absences, fallback.
    pub circle: &'a Circle,
    /// Which days are worked.
    pub calendar: &'a Calendar,
    /// The day of the last complete scan.
    pub last_scan: Option<Day>,
}

/// What one subject's milestones share: an agreement's own people and ladders.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// Whose milestones they are.
    pub subject: &'a Subject,
    /// The contacts behind the role `officer`.
    pub officers: &'a [String],
    /// Ladder names by milestone kind, where the agreement has its own.
    pub ladders: &'a BTreeMap<String, String>,
    /// Whether an act ended or archived it, so that nothing is asked any more.
    pub standing: Standing,
    /// The reminders of this subject that are queued or sent.
    pub queued: &'a [Key],
}

/// Whether anything is still asked about a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Alive,
    /// It was ended by an act, or archived.
    Ended,
}

/// One rung for one person: what is decided about it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rung by its offset.
    pub rung: Offset,
    /// The contact meant; the fallback where the rung means nobody; none where there is no fallback either.
    pub recipient: Option<String>,
    /// Whether the rung itself means the recipient.
    pub meant: Meant,
    /// The first day on which it may go.
    pub opens_on: Day,
    /// Send, or hold.
    pub decision: Decision,
}

/// Whether a recipient stands in the rung or had to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The rung means him.
    Named,
    /// The rung means nobody known; the fallback hears of it.
    Fallback,
}

/// Send, or hold with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes today.
    Send,
    /// It does not.
    Hold(Hold),
}

/// Why a reminder does not go today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The rung opens later.
    NotYet,
    /// The same reminder is queued or sent.
    AlreadyQueued,
    /// A nearer rung speaks instead, or spoke already.
    SupersededBy(Offset),
    /// A newer occurrence of the same kind asks instead.
    OvertakenBy(Day),
    /// It was answered.
    Answered(Closed),
    /// Nobody wants letters on it before that day.
    SnoozedUntil(Day),
    /// The agreement was ended or archived.
    Ended,
    /// The register did not know of it on its own day.
    History,
    /// Its day has passed and it was information only.
    Passed,
    /// The rung means nobody, and there is no fallback.
    NoRecipient,
}

/// A milestone with the verdicts on its rungs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// One verdict per rung and person.
    pub verdicts: Vec<Verdict>,
}

/// The verdicts on every milestone of one subject, in the milestones' order.
///
/// Fails only where the calendar has no working day in sight.
pub fn plans<'a>(
    milestones: &'a [Milestone],
    scope: Scope<'_>,
    rules: Rules<'_>,
    today: Day,
) -> Result<Vec<Planned<'a>>, CalendarError> {
    let newest = newest_asking(milestones, scope, rules, today)?;
    milestones
        .iter()
        .map(|milestone| {
            let overtaken = newest
                .get(&milestone.what())
                .filter(|day| milestone.recurs() && **day > milestone.day)
                .map(|day| Hold::OvertakenBy(*day));
            let verdicts = plan(milestone, overtaken, scope, rules, today)?;
            Ok(Planned { milestone, verdicts })
        })
        .collect()
}

/// Of each recurring kind, the newest occurrence that may speak today.
fn newest_asking(
    milestones: &[Milestone],
    scope: Scope<'_>,
    rules: Rules<'_>,
    today: Day,
) -> Result<BTreeMap<String, Day>, CalendarError> {
    let mut newest = BTreeMap::new();
    for milestone in milestones.iter().filter(|milestone| milestone.recurs() && milestone.closed.is_none()) {
        if milestone.is_history() {
            continue;
        }
        let mut opened = false;
        for rung in speaking(milestone, ladder(milestone, scope, rules)) {
            opened |= opens_on(rung, milestone, rules.calendar)? <= today;
        }
        if opened {
            newest.insert(milestone.what(), milestone.day);
        }
    }
    Ok(newest)
}

/// The ladder a milestone follows: the agreement's own for its kind, else the one named like the kind.
///
/// `none`, or a name no ladder has, is a ladder without rungs; `check` reports the latter.
pub fn ladder<'a>(milestone: &Milestone, scope: Scope<'_>, rules: Rules<'a>) -> &'a [Rung] {
    let kind = milestone.kind.name();
    let name = milestone.ladder.as_deref().unwrap_or(kind);
    let own = scope.ladders.get(kind).map_or(name, String::as_str);
    rules.ladders.get(own).map_or(&[], |ladder| ladder.rungs.as_slice())
}

/// The rungs that can speak at all: none before an effect that is awaited, none after what is information only.
fn speaking<'a>(milestone: &Milestone, rungs: &'a [Rung]) -> impl Iterator<Item = &'a Rung> {
    let (kind, passing) = (milestone.kind, milestone.passing);
    rungs.iter().filter(move |rung| match rung.offset.side {
        Side::Before => kind != Kind::Effect,
        Side::After => passing == Passing::Asks,
    })
}

fn opens_on(rung: &Rung, milestone: &Milestone, calendar: &Calendar) -> Result<Day, CalendarError> {
    rung.opens_on(milestone.day, milestone.after_from(), calendar)
}

/// The verdicts on one milestone: the pure heart of the program.
fn plan(
    milestone: &Milestone,
    overtaken: Option<Hold>,
    scope: Scope<'_>,
    rules: Rules<'_>,
    today: Day,
) -> Result<Vec<Verdict>, CalendarError> {
    let rungs: Vec<&Rung> = speaking(milestone, ladder(milestone, scope, rules)).collect();
    let mut verdicts = Vec::new();
    for rung in &rungs {
        let opens_on = opens_on(rung, milestone, rules.calendar)?;
        let people = recipients(rung, &rungs, milestone, scope, rules, today);
        for (recipient, meant) in people {
            verdicts.push(Verdict { rung: rung.offset, recipient, meant, opens_on, decision: Decision::Send });
        }
    }
    let silenced = silenced(milestone, scope, today).or(overtaken);
    let what = milestone.what();
    let queued: BTreeSet<(&str, &str)> = scope
        .queued
        .iter()
        .filter(|key| key.what == what && key.day == milestone.day)
        .map(|key| (key.recipient.as_str(), key.rung.as_str()))
        .collect();
    let decisions: Vec<Decision> = verdicts
        .iter()
        .map(|verdict| decide(verdict, &verdicts, silenced.as_ref(), &queued, milestone, rules, today))
        .collect();
    for (verdict, decision) in verdicts.iter_mut().zip(decisions) {
        verdict.decision = decision;
    }
    Ok(verdicts)
}

/// Why nothing at all is said about a milestone today.
fn silenced(milestone: &Milestone, scope: Scope<'_>, today: Day) -> Option<Hold> {
    if let Some(closed) = milestone.closed {
        let ended = matches!(closed, Closed::Ended | Closed::Archived(_));
        return Some(if ended { Hold::Ended } else { Hold::Answered(closed) });
    }
    if scope.standing == Standing::Ended {
        return Some(Hold::Ended);
    }
    match milestone.state(today) {
        State::History => Some(Hold::History),
        State::Done if milestone.is_history() => Some(Hold::History),
        State::Done if milestone.kind == Kind::Observance => Some(Hold::Passed),
        _ => None,
    }
}

fn decide(
    verdict: &Verdict,
    all: &[Verdict],
    silenced: Option<&Hold>,
    queued: &BTreeSet<(&str, &str)>,
    milestone: &Milestone,
    rules: Rules<'_>,
    today: Day,
) -> Decision {
    let Some(recipient) = verdict.recipient.as_deref() else { return Decision::Hold(Hold::NoRecipient) };
    if queued.contains(&(recipient, verdict.rung.to_string().as_str())) {
        return Decision::Hold(Hold::AlreadyQueued);
    }
    if let Some(hold) = silenced {
        return Decision::Hold(hold.clone());
    }
    if verdict.opens_on > today {
        return Decision::Hold(Hold::NotYet);
    }
    if let Some(until) = milestone.snoozed_until.filter(|until| today < *until) {
        return Decision::Hold(Hold::SnoozedUntil(until));
    }
    let mine = || all.iter().filter(|other| other.recipient.as_deref() == Some(recipient));
    let nearer = mine().rfind(|other| other.opens_on <= today).filter(|nearest| nearest.rung != verdict.rung);
    if let Some(nearer) = nearer {
        return Decision::Hold(Hold::SupersededBy(nearer.rung));
    }
    // Freed from a snooze counts as opened on the day it was freed.
    let opened_on = milestone.snoozed_until.map_or(verdict.opens_on, |until| until.max(verdict.opens_on));
    let seen = rules.last_scan.is_some_and(|last| last <= today && opened_on <= last);
    let has = queued.iter().filter(|(who, _)| *who == recipient).filter_map(|(_, rung)| rung.parse().ok()).next_back();
    match has {
        Some(rung) if seen => Decision::Hold(Hold::SupersededBy(rung)),
        _ => Decision::Send,
    }
}

/// Who hears of a rung. While somebody has acknowledged the milestone an escalation keeps to those who stand in other
/// rungs, unless nobody would be left.
fn recipients(
    rung: &Rung,
    all: &[&Rung],
    milestone: &Milestone,
    scope: Scope<'_>,
    rules: Rules<'_>,
    today: Day,
) -> Vec<(Option<String>, Meant)> {
    let mut people = rules.circle.meant(rung, scope.officers);
    if rung.escalation == Escalation::WhenUnanswered && acknowledged(milestone, today) {
        let others: BTreeSet<String> = all
            .iter()
            .filter(|other| other.offset != rung.offset)
            .flat_map(|other| rules.circle.meant(other, scope.officers))
            .collect();
        if people.iter().any(|person| others.contains(person)) {
            people.retain(|person| others.contains(person));
        }
    }
    if people.is_empty() {
        return vec![(rules.circle.fallback().map(str::to_owned), Meant::Fallback)];
    }
    people.into_iter().map(|person| (Some(person), Meant::Named)).collect()
}

fn acknowledged(milestone: &Milestone, today: Day) -> bool {
    acknowledged_through(milestone).is_some_and(|last| today <= last)
}

/// The last day on which an acknowledgement holds: thirty days, not past the milestone.
fn acknowledged_through(milestone: &Milestone) -> Option<Day> {
    let on = milestone.acknowledged_on?;
    Some(on.plus_days(ACKNOWLEDGED_FOR_DAYS).unwrap_or(on).min(milestone.after_from()))
}

/// The first day after `today` on which a verdict can change by itself; `None` where nothing ahead can.
///
/// The verdicts must reach far enough: milestones beyond the horizon they were derived through are not seen, so the
/// caller looks again when the horizon nears.
pub fn look_on(planned: &[Planned<'_>], today: Day) -> Option<Day> {
    let mut days = Vec::new();
    for Planned { milestone, verdicts } in planned {
        for verdict in verdicts {
            match verdict.decision {
                Decision::Hold(Hold::NotYet) => days.push(verdict.opens_on),
                Decision::Hold(Hold::SnoozedUntil(until)) => days.push(until),
                _ => {}
            }
        }
        days.extend(acknowledged_through(milestone).map(Day::next));
    }
    days.into_iter().filter(|day| *day > today).min()
}
