//! In which lists of a digest an agreement appears, for the board to select by, and until when.
//!
//! Computed by the code that gathers a digest, for one agreement: selection and display use the same rule. The
//! invariant: until the returned day, and while nothing is recorded and no rule changes, gathering the agreement gives
//! as many rows under the same days.

use std::collections::BTreeMap;

use super::DigestReader;
use super::open::{ladder_of, opened_on};
use super::rows::{AHEAD_DAYS, DigestBuilder, SOON_DAYS};
use crate::lifecycle::act::{Act, ActBody, MilestoneKind, Via, unconfirmed_acts};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Contact;
use crate::lifecycle::workback;
use crate::message::section::begin_by;
use crate::store::{BoardMatter, BoardMatters, DigestList};
use crate::watch::dossier::{Dossier, Situation, TimelineReach, horizon};
use crate::watch::{Office, WatchError};

/// The lists of a digest of all matters, and of the director's; a list of the second has another name.
const READERS: [DigestReader; 2] = [DigestReader::Head, DigestReader::Director];

/// So long after its last day a milestone may still come into another list by itself.
const PAST_DAYS: i64 = 800;

/// The matters of one agreement. `ahead` is its situation as far as rows of the board look ahead, which hold until
/// `row_until`.
pub(in crate::watch) fn matters(
    record: &Agreement,
    office: &Office,
    parties: &BTreeMap<String, Party>,
    ahead: &Situation<'_>,
    row_until: Day,
) -> Result<BoardMatters, WatchError> {
    let today = ahead.today;
    let dossier = Dossier::without_letters(record.clone(), today);
    let situation = Situation::of(&dossier, office, today, TimelineReach::Plan)?;
    let nobody = Contact::default();
    let mut found: BTreeMap<(DigestList, Day), usize> = BTreeMap::new();
    for reader in READERS {
        // What awaits the director, or is overdue before him, is so before the head; a restricted one's days are not
        // shown alike.
        let waits = |(list, _): &(DigestList, Day)| matches!(list, DigestList::Overdue | DigestList::Awaiting);
        if reader == DigestReader::Director && !situation.facts.is_restricted() && !found.keys().any(waits) {
            continue;
        }
        let mut alone = DigestBuilder::new(office, parties, &nobody, reader, today);
        alone.shown(record, &situation)?;
        for (list, days, more) in alone.listed() {
            let last = days.last().copied().unwrap_or(today);
            for day in days {
                *found.entry((list, day)).or_default() += 1;
            }
            if more > 0 {
                *found.entry((list, last)).or_default() += more;
            }
        }
    }
    let registered_on = situation.timeline.knowledge.registered_on;
    found.insert((DigestList::Registered, registered_on), 1);
    // A list that brings an agreement brings its acts; what else is recorded on the day of its coming is told like the rest.
    let by_hand = |act: &Act| match &act.body {
        ActBody::Register { .. } => false,
        ActBody::Decide { .. } | ActBody::Correct { .. } | ActBody::Void { .. } => true,
        _ => act.origin.via != Some(Via::List),
    };
    let later = |act: &&Act| registered_on < act.recorded_on || by_hand(act);
    if let Some(day) = record.acts.iter().filter(later).map(|act| act.recorded_on).max() {
        found.insert((DigestList::Recorded, day), 1);
    }
    if let Some(day) = unconfirmed_acts(&record.acts).into_iter().map(|act| act.recorded_on).max() {
        found.insert((DigestList::ByLink, day), 1);
    }
    // What a wrong clock recorded on a day to come is recorded today, whatever day that is.
    let ahead_of_time = record.acts.iter().any(|act| act.recorded_on > today);
    let row_until = if ahead_of_time { row_until.min(today.next()) } else { row_until };
    let matters = found.into_iter().map(|((list, day), count)| BoardMatter { list, day, count });
    Ok(BoardMatters { matters: matters.collect(), hold_until: hold_until(ahead, office, row_until)? })
}

/// The first day after today on which the agreement may be in other lists.
fn hold_until(ahead: &Situation<'_>, office: &Office, row_until: Day) -> Result<Day, WatchError> {
    let today = ahead.today;
    let reach = today.days_until(horizon(office, today));
    let mut turns = NextChange { today, first: row_until };
    // The rungs of what lies farther back have opened.
    let near = |milestone: &&Milestone| -PAST_DAYS < today.days_until(milestone.after_from());
    for milestone in ahead.milestones().iter().filter(near) {
        // From that day on a plan of the day reaches it.
        turns.back(milestone.day, reach);
        turns.at(opened_on(milestone, &ahead.facts, ahead.dossier.agreement.id, office));
        for rung in ladder_of(milestone, &ahead.facts, ahead.dossier.agreement.id, office) {
            let opens = rung.opens_on(milestone.before_from(), milestone.after_from(), &office.calendar);
            turns.at(opens.unwrap_or(milestone.day));
        }
        for day in days_to_act_by(ahead, office, milestone)? {
            turns.at(day.next());
            turns.back(day, SOON_DAYS);
            turns.back(day, AHEAD_DAYS);
        }
    }
    Ok(turns.first)
}

/// Every day that may be the one to act by, whatever the day is and whatever has passed.
fn days_to_act_by(ahead: &Situation<'_>, office: &Office, milestone: &Milestone) -> Result<Vec<Day>, WatchError> {
    let calendar = &office.calendar;
    let mut days = vec![milestone.day, milestone.after_from(), calendar.on_or_before(milestone.day)?];
    days.extend(milestone.lawful_until);
    match milestone.kind {
        MilestoneKind::Expiry => {
            let notice_on = ahead.timeline.course.period_on(milestone.day).and_then(|period| period.notice_on);
            let planned = workback::plan(&office.steps, milestone.day, notice_on, calendar)?;
            days.extend(planned.iter().map(|step| step.do_by));
            days.extend(begin_by(milestone, ahead.facts.kind, calendar)?);
        }
        MilestoneKind::Observance => {
            let (submit, send) = office.greeting.before(milestone.day, calendar)?;
            days.extend([submit, send]);
        }
        _ => {}
    }
    Ok(days)
}

/// The first of many days after today.
struct NextChange {
    today: Day,
    first: Day,
}

impl NextChange {
    fn at(&mut self, day: Day) {
        if self.today < day && day < self.first {
            self.first = day;
        }
    }

    /// The day so many days before that one.
    fn back(&mut self, day: Day, days: i64) {
        if let Ok(before) = day.plus_days(-days) {
            self.at(before);
        }
    }
}
