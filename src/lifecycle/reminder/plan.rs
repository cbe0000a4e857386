//! The plan: for each rung of a milestone's ladder and each of its recipients, send or hold, and why.
//!
//! A rung is due from its opening on, not on one day only: a missed scan makes a reminder late, never lost. Per person
//! a nearer rung replaces the farther ones, so letters do not pile up; and a person who already has a letter on a
//! milestone gets no rung that had opened by the last complete scan, so a changed ladder never sends the past. A
//! reminder that was queued in time and withdrawn unsent is not past: if it is asked for again, it is sent.

use std::collections::BTreeMap;

use super::recipients::{Recipient, acknowledged_through, recipients};
use super::{Decision, Hold, Occasion, QueuedReminder, ReminderFate, Subject, Topic, Verdict};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::calendar::{Calendar, CalendarError};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestonePurpose, MilestoneState};
use crate::lifecycle::policy::{Circle, Escalation, Ladder, Offset, Rung, RungSide};

/// The office's rules, as one scan sees them.
#[derive(Clone, Copy)]
pub struct PlanRules<'a> {
    pub ladders: &'a BTreeMap<String, Ladder>,
    /// Contacts, roles, absences, fallback.
    pub circle: &'a Circle,
    pub calendar: &'a Calendar,
    /// The day of the last complete scan.
    pub last_scan: Option<Day>,
}

/// What one subject's milestones share: an agreement's own people and ladders.
#[derive(Clone, Copy)]
pub struct SubjectScope<'a> {
    /// Whose milestones they are.
    pub subject: &'a Subject,
    /// The contacts behind the role `officer`.
    pub officers: &'a [String],
    /// Ladder names by milestone kind, where the agreement has its own.
    pub ladders: &'a BTreeMap<String, String>,
    /// Whether an act ended or archived it, so that nothing is asked any more.
    pub standing: SubjectState,
    /// The reminders of this subject that were queued before.
    pub earlier: &'a [QueuedReminder],
}

/// Whether anything is still asked about a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectState {
    /// The agreement goes on.
    Alive,
    /// It was ended by an act, or archived.
    Ended,
}

/// A milestone with the verdicts on its rungs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedMilestone<'a> {
    pub milestone: &'a Milestone,
    /// One verdict per rung and person.
    pub verdicts: Vec<Verdict>,
}

/// The verdicts on every milestone of one subject, in the milestones' order.
///
/// Fails only where the calendar has no working day in sight.
pub fn plans<'a>(
    milestones: &'a [Milestone],
    scope: SubjectScope<'_>,
    rules: PlanRules<'_>,
    today: Day,
) -> Result<Vec<PlannedMilestone<'a>>, CalendarError> {
    let silences = silences(milestones, scope, today);
    milestones
        .iter()
        .zip(silences)
        .map(|(milestone, silence)| plan(milestone, silence.as_ref(), scope, rules, today))
        .collect()
}

/// The same for those milestones alone that nothing silences. Of the others every verdict holds, today and on any day to
/// come, until something is recorded: a scan has no use for them, and in a long life they are most.
pub(crate) fn plans_asking<'a>(
    milestones: &'a [Milestone],
    scope: SubjectScope<'_>,
    rules: PlanRules<'_>,
    today: Day,
) -> Result<Vec<PlannedMilestone<'a>>, CalendarError> {
    let silences = silences(milestones, scope, today);
    let asking = milestones.iter().zip(silences).filter(|(_, silence)| silence.is_none());
    asking.map(|(milestone, _)| plan(milestone, None, scope, rules, today)).collect()
}

/// Why a milestone gets no reminder at all, for each milestone.
fn silences(milestones: &[Milestone], scope: SubjectScope<'_>, today: Day) -> Vec<Option<Hold>> {
    let newest = newest_come(milestones, today);
    let overtaken = |milestone: &Milestone| {
        let newer = newest.get(&milestone.topic()).filter(|day| milestone.recurs() && **day > milestone.day);
        newer.map(|day| Hold::OvertakenBy(*day))
    };
    milestones
        .iter()
        .map(|milestone| silence_reason(milestone, scope, today).or_else(|| overtaken(milestone)))
        .collect()
}

/// Of each recurring kind, the newest open occurrence whose day has come: from that day on the earlier ones ask no more.
/// One that was skipped overtakes nothing.
fn newest_come(milestones: &[Milestone], today: Day) -> BTreeMap<Topic, Day> {
    let mut newest = BTreeMap::new();
    let come = |m: &&Milestone| m.recurs() && m.day <= today && m.state(today) == MilestoneState::Open;
    for milestone in milestones.iter().filter(come) {
        let day = newest.entry(milestone.topic()).or_insert(milestone.day);
        *day = milestone.day.max(*day);
    }
    newest
}

/// The ladder a milestone follows: the agreement's own for its kind, else the one named like the kind.
///
/// `none`, or a name no ladder has, is a ladder without rungs; `check` reports the latter.
pub fn ladder<'a>(milestone: &Milestone, scope: SubjectScope<'_>, rules: PlanRules<'a>) -> &'a [Rung] {
    let kind = milestone.kind.name();
    let name = milestone.ladder.as_deref().unwrap_or(kind);
    let own = scope.ladders.get(kind).map_or(name, String::as_str);
    rules.ladders.get(own).map_or(&[], |ladder| ladder.rungs.as_slice())
}

/// The rungs that can speak at all: none before an effect that is awaited, none after what is information only.
fn speaking<'a>(milestone: &Milestone, rungs: &'a [Rung]) -> impl Iterator<Item = &'a Rung> {
    let (kind, passing) = (milestone.kind, milestone.passing);
    rungs.iter().filter(move |rung| match rung.offset.side {
        RungSide::Before => kind != MilestoneKind::Effect,
        RungSide::After => passing == MilestonePurpose::Asks,
    })
}

/// The day a rung opens. One that would lie beyond the years the program counts in is at their edge: an agreement
/// "until 2199-12-31" is no reason to be silent about its reviews.
fn opens_on(rung: &Rung, milestone: &Milestone, calendar: &Calendar) -> Result<Day, CalendarError> {
    match rung.opens_on(milestone.before_from(), milestone.after_from(), calendar) {
        Err(CalendarError::Day(_)) if rung.offset.side == RungSide::Before => Ok(Day::first()),
        Err(CalendarError::Day(_)) => Ok(Day::last()),
        found => found,
    }
}

/// The verdicts on one milestone: the pure heart of the program.
fn plan<'a>(
    milestone: &'a Milestone,
    silence: Option<&Hold>,
    scope: SubjectScope<'_>,
    rules: PlanRules<'_>,
    today: Day,
) -> Result<PlannedMilestone<'a>, CalendarError> {
    let rungs: Vec<&Rung> = speaking(milestone, ladder(milestone, scope, rules)).collect();
    let mut verdicts = Vec::new();
    // Those whom an acknowledgement keeps out are no part of what decides, and stand in their place afterwards.
    let mut kept_out: Vec<(usize, Verdict, Day)> = Vec::new();
    for rung in &rungs {
        let opens_on = opens_on(rung, milestone, rules.calendar)?;
        // Who hears of it then: an acknowledgement of today may be over by the day it opens.
        let people = recipients(rung, &rungs, milestone, scope.officers, rules.circle, opens_on.max(today));
        for Recipient { id: recipient, source: meant, kept_out_until } in people {
            let verdict = Verdict { rung: rung.offset, recipient, meant, opens_on, decision: Decision::Send };
            match kept_out_until {
                Some(until) => kept_out.push((verdicts.len() + kept_out.len(), verdict, until)),
                None => verdicts.push(verdict),
            }
        }
    }
    let letters = letters(milestone, scope, rules.calendar)?;
    let question = MilestoneContext {
        milestone,
        rungs: &rungs,
        officers: scope.officers,
        verdicts: &verdicts,
        letters: &letters,
        silence,
        rules,
        today,
    };
    let decisions: Vec<Decision> = verdicts.iter().map(|verdict| question.decide(verdict)).collect();
    for (_, verdict, until) in &mut kept_out {
        verdict.decision = Decision::Hold(question.why_kept_out(verdict, *until));
    }
    for (verdict, decision) in verdicts.iter_mut().zip(decisions) {
        verdict.decision = decision;
    }
    for (at, verdict, _) in kept_out {
        verdicts.insert(at, verdict);
    }
    Ok(PlannedMilestone { milestone, verdicts })
}

/// Why a milestone gets no more reminders.
fn silence_reason(milestone: &Milestone, scope: SubjectScope<'_>, today: Day) -> Option<Hold> {
    if let Some(closed) = milestone.closed {
        let ended = matches!(closed, ClosedBy::Ended | ClosedBy::Archived(_));
        return Some(if ended { Hold::Ended } else { Hold::Answered(closed) });
    }
    // An end sets legal clocks running, and takes none back.
    if scope.standing == SubjectState::Ended && milestone.kind != MilestoneKind::Duty {
        return Some(Hold::Ended);
    }
    match milestone.state(today) {
        MilestoneState::History => Some(Hold::History),
        MilestoneState::Done if milestone.is_history() => Some(Hold::History),
        MilestoneState::Done if milestone.kind == MilestoneKind::Observance => Some(Hold::Passed),
        _ => None,
    }
}

/// A before-rung that opens so many days after a letter on the same milestone says little that the letter did not say.
const NEAR_DAYS: i64 = 7;

/// One milestone with everything that decides about its rungs.
struct MilestoneContext<'a> {
    milestone: &'a Milestone,
    /// The rungs that can speak.
    rungs: &'a [&'a Rung],
    /// The contacts behind the role `officer`.
    officers: &'a [String],
    /// One per rung and person, not decided yet.
    verdicts: &'a [Verdict],
    letters: &'a [EarlierLetter<'a>],
    /// Why it gets no reminder at all.
    silence: Option<&'a Hold>,
    rules: PlanRules<'a>,
    today: Day,
}

impl MilestoneContext<'_> {
    fn decide(&self, verdict: &Verdict) -> Decision {
        let Self { milestone, today, .. } = *self;
        let recipient = verdict.recipient.as_deref();
        let all_mine = || self.letters.iter().filter(|letter| Some(letter.recipient) == recipient);
        let mine = || all_mine().filter(|letter| letter.fate != ReminderFate::TakenBack);
        // 1. The same reminder was queued.
        if let Some(letter) = mine().find(|letter| letter.rung == verdict.rung) {
            let dead = letter.fate == ReminderFate::Dead;
            return Decision::Hold(if dead { Hold::Undelivered } else { Hold::AlreadyQueued });
        }
        // 2. The milestone gets no reminder, or has no recipient.
        if let Some(hold) = self.silence {
            return Decision::Hold(hold.clone());
        }
        if recipient.is_none() {
            return Decision::Hold(Hold::NoRecipient);
        }
        // Only an awaited effect comes this far: what had opened before the register knew of it is not made up for.
        if milestone.is_learned_late() && verdict.opens_on < milestone.known_on {
            return Decision::Hold(Hold::History);
        }
        // 3. A letter of these days covers it.
        if let Some(letter) = mine().find(|letter| self.is_near_double(verdict, letter)) {
            return Decision::Hold(Hold::SupersededBy(letter.rung));
        }
        // 4. It is not its time. While letters rest, what would go on the day on which they go again is still to come.
        let rests_until = milestone.snoozed_until.filter(|until| today < *until);
        let on = rests_until.unwrap_or(today);
        if verdict.opens_on > on {
            return Decision::Hold(Hold::NotYet);
        }
        // 5. A nearer rung goes, or has gone; and a recipient with a letter gets nothing that had opened by the last scan.
        let of_his = self.verdicts.iter().filter(|other| other.recipient.as_deref() == recipient);
        let nearest = of_his.filter(|other| other.opens_on <= on).max_by_key(|other| other.opens_on);
        if let Some(nearer) = nearest.filter(|nearest| nearest.rung != verdict.rung) {
            return Decision::Hold(Hold::SupersededBy(nearer.rung));
        }
        // What was withdrawn unsent is due, also where its rung has left the ladder: this one replaces it.
        let newest = mine().max_by_key(|letter| letter.opens_on);
        let newer = |letter: &EarlierLetter<'_>| newest.is_none_or(|newest| letter.opens_on > newest.opens_on);
        let owed = all_mine()
            .any(|letter| letter.fate == ReminderFate::TakenBack && (letter.rung == verdict.rung || newer(letter)));
        let freed_on = self.freed_on(verdict);
        let seen = !owed && self.last_scan_for(verdict).is_some_and(|last| last <= today && freed_on <= last);
        match (newest, rests_until) {
            (Some(nearest), _) if seen || nearest.opens_on > verdict.opens_on => {
                Decision::Hold(Hold::SupersededBy(nearest.rung))
            }
            (_, Some(until)) => Decision::Hold(Hold::SnoozedUntil(until)),
            (_, None) => Decision::Send,
        }
    }

    /// Why one whom an acknowledgement keeps out gets no reminder: for that, unless it would not go without it either.
    fn why_kept_out(&self, verdict: &Verdict, until: Day) -> Hold {
        match self.decide(verdict) {
            Decision::Send | Decision::Hold(Hold::NotYet) => Hold::AcknowledgedUntil(until),
            Decision::Hold(Hold::SnoozedUntil(day)) if day < until => Hold::AcknowledgedUntil(until),
            Decision::Hold(hold) => hold,
        }
    }

    /// The last complete scan in which the verdict's recipient was to be written to: while a contact, or all of a role, was
    /// missing in the configuration, what opened was not written, and is due when they are back.
    fn last_scan_for(&self, verdict: &Verdict) -> Option<Day> {
        let last = self.rules.last_scan?;
        let rung = self.rungs.iter().find(|rung| rung.offset == verdict.rung);
        let there = rung
            .zip(verdict.recipient.as_deref())
            .and_then(|(rung, person)| self.rules.circle.there_on(rung, self.officers, person));
        Some(there.map_or(last, |there| there.min(last)))
    }

    /// Whether a before-rung opens within a few days after that letter and has the same form. The last one before
    /// the day is never left out, and a letter that died informed nobody.
    fn is_near_double(&self, verdict: &Verdict, letter: &EarlierLetter<'_>) -> bool {
        let before = |other: &Verdict| other.rung.side == RungSide::Before;
        let later = |other: &Verdict| other.recipient == verdict.recipient && other.opens_on > verdict.opens_on;
        let last = !self.verdicts.iter().any(|other| before(other) && later(other));
        let days = letter.queued_on.days_until(verdict.opens_on);
        (letter.fate == ReminderFate::Stands && before(verdict) && !last)
            && (letter.opens_on < verdict.opens_on && (0..=NEAR_DAYS).contains(&days))
            && self.form(verdict.rung, letter.recipient) == self.form(letter.rung, letter.recipient)
    }

    /// The role of a person in a rung; an officer where the rung has left the ladder.
    fn form(&self, offset: Offset, person: &str) -> ReminderRole {
        let Some(rung) = self.rungs.iter().find(|rung| rung.offset == offset) else { return ReminderRole::Officer };
        let stands_in = |role: &str| {
            let members = self.rules.circle.role(role).unwrap_or_default();
            rung.to.iter().any(|name| name == role) && members.iter().any(|id| id == person)
        };
        match (stands_in("director"), stands_in("head")) {
            (true, _) => ReminderRole::Director,
            (false, true) => ReminderRole::Head,
            (false, false) => ReminderRole::Officer,
        }
    }

    /// The day from which the rung could speak to its recipient: its opening, or the end of a snooze, or of an
    /// acknowledgement that kept the recipient out of it.
    fn freed_on(&self, verdict: &Verdict) -> Day {
        let snoozed = self.milestone.snoozed_until.map_or(verdict.opens_on, |until| until.max(verdict.opens_on));
        let widens = |rung: &&&Rung| rung.offset == verdict.rung && rung.escalation == Escalation::WhenUnanswered;
        let (Some(last), true) = (acknowledged_through(self.milestone), self.rungs.iter().any(|rung| widens(&rung)))
        else {
            return snoozed;
        };
        let elsewhere = |other: &Verdict| other.rung != verdict.rung && other.recipient == verdict.recipient;
        if self.verdicts.iter().any(elsewhere) { snoozed } else { snoozed.max(last.next()) }
    }
}

/// The role in which a person gets a reminder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReminderRole {
    Officer,
    Head,
    Director,
}

/// A reminder on the milestone that someone has or was to have: its rung, and where that opens today. The rung may have
/// left the ladder since.
struct EarlierLetter<'a> {
    recipient: &'a str,
    rung: Offset,
    opens_on: Day,
    queued_on: Day,
    fate: ReminderFate,
}

/// What was queued on a milestone, farthest rung first. The day counts and not the number: a moved day asks
/// again, an unmoved one never twice, however the occurrences are numbered since.
fn letters<'a>(
    milestone: &Milestone,
    scope: SubjectScope<'a>,
    calendar: &Calendar,
) -> Result<Vec<EarlierLetter<'a>>, CalendarError> {
    let topic = milestone.topic();
    let mut letters = Vec::new();
    for QueuedReminder { key, queued_on, fate } in
        scope.earlier.iter().filter(|it| it.key.speaks_of(&topic, milestone.day))
    {
        // A line of a list to verify, or a correction, is no rung.
        let Occasion::Rung(rung) = key.occasion else { continue };
        let opens_on =
            opens_on(&Rung { offset: rung, to: vec![], escalation: Escalation::Always }, milestone, calendar)?;
        letters.push(EarlierLetter { recipient: &key.recipient, rung, opens_on, queued_on: *queued_on, fate: *fate });
    }
    letters.sort_by(|one, other| one.rung.compare(other.rung));
    Ok(letters)
}
