//! Corrections: who was told a day by letter that has changed since, or no longer exists.
//!
//! Not an event at the moment of a change: the days in accepted letters are compared with the current days, so the
//! order of the two does not matter. The invariant: a person who was told a day that is no longer valid is told so,
//! once for each time it moved.

use std::collections::BTreeMap;

use super::dossier::{GoneMilestone, Situation};
use crate::lifecycle::act::{Act, ActBody, MilestoneKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, Milestone, MilestoneState, Ordinal};
use crate::lifecycle::reminder::{Key, Occasion, SubjectState, Topic};
use crate::store::Queued;

/// What moved so long ago, from a past day to another, is nobody's mistake to fix any more.
const OLD_DAYS: i64 = 90;

/// Whether the key is a correction's.
pub(super) fn is_correction(key: &Key) -> bool {
    matches!(key.occasion, Occasion::MovedFrom(_) | Occasion::Gone)
}

/// The day a correction takes back; `None` where the key is no correction's.
pub(super) fn old_day(key: &Key) -> Option<Day> {
    match key.occasion {
        Occasion::MovedFrom(day) => Some(day),
        Occasion::Gone => Some(key.day),
        Occasion::Rung(_) | Occasion::ToVerify | Occasion::Once => None,
    }
}

/// The correction that tells `recipient` what is valid instead of what `letter` says. Where an earlier one said the
/// same and it has been otherwise since, it is another.
fn key(letter: &Queued, recipient: &str, day: Day, occasion: Occasion, queued: &[Queued]) -> Key {
    let key = Key { occasion, day, recipient: recipient.to_owned(), round: 1, ..letter.key.clone() };
    let same = |q: &&Queued| {
        let said = Key { round: 1, ..q.key.clone() };
        // Of a range whose later day moves again, the last correction says the same and holds no more.
        said == key && q.taken.is_some_and(|taken| Some(taken) <= letter.taken)
    };
    let earlier = u32::try_from(queued.iter().filter(same).count()).unwrap_or(u32::MAX - 1);
    Key { round: earlier + 1, ..key }
}

/// The corrections due: for each person whom the last letter that a server took named a day that does not hold, one, with
/// that letter: to the person it was meant for, and to the one who read it in that person's place. What was answered
/// brings none, nor what was archived; nor does a day of courtesy that no longer exists.
///
/// It holds the days in accepted letters against the days there are, whenever they were accepted and whenever they moved.
/// `queued` are the agreement's reminders, or those of them that count.
pub(super) fn due<'q>(situation: &Situation<'_>, queued: &'q [Queued]) -> Vec<(Key, &'q Queued)> {
    let mut latest: BTreeMap<(String, u32, &str), &Queued> = BTreeMap::new();
    let letters = queued.iter().filter(|q| q.taken.is_some() && q.key.occasion != Occasion::ToVerify);
    let mut letters: Vec<&Queued> = letters.collect();
    letters.sort_by_key(|letter| letter.taken);
    for letter in letters {
        for person in [&letter.key.recipient, &letter.addressee] {
            latest.insert((letter.key.topic.to_string(), letter.key.nth, person), letter);
        }
    }
    let mut found = Vec::new();
    for ((_, _, recipient), letter) in latest {
        let Some((day, occasion)) = now(situation, letter) else { continue };
        let key = self::key(letter, recipient, day, occasion, queued);
        // A move is announced once; whether it was open then is checked only where it was not announced yet.
        if !queued.iter().any(|q| q.key == key) && is_correctable(situation, letter, &key) {
            found.push((key, letter));
        }
    }
    found
}

/// The later day of a range that a letter named, where it is another now and the first one stands; the same for a range
/// that is a day now, or a day that is a range.
///
/// What was recorded on the letter's own day came after it, as a scan comes before the office opens; a correction
/// follows the act that it tells of.
pub(super) fn moved_range_end(situation: &Situation<'_>, letter: &Queued) -> Option<Day> {
    let now = situation.milestone_of(&letter.key)?;
    let of_the_day = is_correction(&letter.key) || situation.timeline.knowledge.registered_on == letter.queued_on;
    let known = |act: &Act| act.recorded_on < letter.queued_on || (of_the_day && act.recorded_on == letter.queued_on);
    let was = situation.milestone_known_by(&letter.key, known)?;
    (was.after_from() != now.after_from()).then(|| was.after_from())
}

/// What is valid instead of a letter's day: the current day, or that there is none; `None` where the letter's day is valid.
fn now(situation: &Situation<'_>, letter: &Queued) -> Option<(Day, Occasion)> {
    let key = &letter.key;
    let milestones = situation.milestones();
    let stands = milestones.iter().any(|m| key.speaks_of(&m.topic(), m.day));
    match (stands, key.occasion) {
        // It was told that there is none, and there is one again.
        (true, Occasion::Gone) => Some((key.day, Occasion::MovedFrom(key.day))),
        (true, _) if moved_range_end(situation, letter).is_some() => Some((key.day, Occasion::MovedFrom(key.day))),
        (true, _) | (false, Occasion::Gone) => None,
        (false, _) => {
            // What a legal clock was started by is asked of the acts; of all else the number is the ordinal.
            let is_clock = matches!(&key.topic, Topic::Milestone { kind: MilestoneKind::Duty, .. });
            let was = situation.as_it_was(key);
            let clock = was.as_ref().filter(|_| is_clock);
            let ordinal = clock.map_or(Ordinal::Nth(key.nth), |was| was.milestone.ordinal());
            let same = |m: &&Milestone| m.ordinal() == ordinal;
            // A day that stood before is not where another moved to, although that one's number is its own now.
            let is_new = |m: &&Milestone| was.as_ref().is_none_or(|was| !situation.stood_before(was.act, m));
            let moved = milestones.iter().filter(|m| m.topic() == key.topic).find(same).filter(is_new);
            Some(moved.map_or((key.day, Occasion::Gone), |m| (m.day, Occasion::MovedFrom(key.day))))
        }
    }
}

/// Whether people get a correction.
fn is_correctable(situation: &Situation<'_>, letter: &Queued, correction: &Key) -> bool {
    let today = situation.today;
    let Some(now) = situation.milestone_of(correction) else {
        let was = situation.as_it_was(&letter.key);
        return was
            .is_some_and(|was| (was_open(&was, today) || is_a_renewal(&was)) && is_announced_when_gone(&was, today));
    };
    if now.snoozed_until.is_some_and(|until| today < until) {
        return false;
    }
    let ended = now.closed == Some(ClosedBy::Ended);
    let silent = now.closed.is_some() || now.is_history() || situation.standing == SubjectState::Ended;
    let passed = now.after_from() < today;
    if !silent && !passed {
        return true;
    }
    // A day that is answered, past or ended since: told where the letter's day was still ahead when it moved, or where what
    // was overdue is asked for on.
    let Some(was) = situation.as_it_was(&letter.key) else {
        return !silent && letter.key.day >= today;
    };
    let ahead = last_day(&was.milestone) >= was.act.recorded_on;
    let answered = now.closed.is_some_and(|closed| closed != ClosedBy::Ended);
    let by_its_act = now.kind == MilestoneKind::Effect && matches!(was.act.body, ActBody::EnterIntoForce { .. });
    if answered || by_its_act || now.kind == MilestoneKind::Observance {
        return false;
    }
    (ahead || now.was_asked || (!ended && !passed)) && was_open(&was, today) && !is_old(&was, now, today)
}

/// Whether the milestone asked for something when the act made it another.
fn was_open(was: &GoneMilestone<'_>, today: Day) -> bool {
    let on = was.act.recorded_on.min(today);
    was.milestone.closed.is_none() && was.milestone.state(on) == MilestoneState::Open
}

/// Whether the letter told of a renewal: it asked for nothing, and said until when the agreement is in force.
fn is_a_renewal(was: &GoneMilestone<'_>) -> bool {
    was.milestone.kind == MilestoneKind::Renewal && was.milestone.closed.is_none()
}

/// Whether people hear that a milestone no longer exists: not of days of courtesy, not of what someone archived.
fn is_announced_when_gone(was: &GoneMilestone<'_>, today: Day) -> bool {
    let archived = matches!(was.act.body, ActBody::Close);
    let courtesy = was.milestone.kind == MilestoneKind::Observance;
    !archived && !courtesy && !is_old(was, &was.milestone, today)
}

fn is_old(was: &GoneMilestone<'_>, now: &Milestone, today: Day) -> bool {
    let past = last_day(&was.milestone) < today && now.after_from() < today;
    past && was.act.recorded_on.days_until(today) > OLD_DAYS
}

/// The last day a letter on it named: of a range the later one.
fn last_day(milestone: &Milestone) -> Day {
    milestone.after_from()
}
