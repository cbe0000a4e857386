//! The board's rows worked out: what lists show of each agreement, and until when that holds.
//!
//! A row holds while no act comes, the rules of days stay the same, and no day comes on which status, state or next change.
//! Ladders and contacts are no rules of days. The invariant: a row that holds says what working it out anew would say.

use std::collections::BTreeSet;

use super::dossier::{Dossier, Reach, Situation};
use super::{Office, WatchError};
use crate::lifecycle::calendar::CalendarError;
use crate::lifecycle::day::Day;
use crate::store::{BoardDay, BoardRow, Store};

/// Milestones stand on the board from so many days back …
pub const BACK_DAYS: i64 = 366;
/// … to so many ahead of any day on which the row holds.
pub const AHEAD_DAYS: i64 = 731;
/// A row is worked out anew after so many days at the latest.
const HOLDS_DAYS: i64 = 60;
/// Rows worked out and written together: some hundredths of a second.
const BATCH: usize = 200;

/// What stands on the board of one agreement.
pub fn row(situation: &Situation<'_>, office: &Office) -> Result<(BoardRow, Vec<BoardDay>), CalendarError> {
    let (today, agreement_id) = (situation.today, situation.dossier.agreement.id);
    let row = BoardRow {
        agreement_id,
        reference: situation.facts.reference.clone(),
        title: situation.facts.title.clone(),
        status: situation.status(),
        starts_on: situation.timeline.course.start_on(),
        ends_on: situation.ends_on(),
        next: situation.next().map(|milestone| (milestone.kind, milestone.day)),
        holds_until: holds_until(situation),
    };
    let (first, last) = (after(today, -BACK_DAYS), after(today, AHEAD_DAYS + HOLDS_DAYS));
    let mut days = Vec::new();
    for milestone in situation.milestones() {
        let state = milestone.state(today);
        let open = state == crate::lifecycle::milestone::State::Open;
        if milestone.day > last || (milestone.day < first && !open) {
            continue;
        }
        days.push(BoardDay {
            agreement_id,
            day: milestone.day,
            kind: milestone.kind,
            name: milestone.name.clone(),
            nth: milestone.nth,
            do_by: office.calendar.on_or_before(milestone.day)?,
            lawful_until: milestone.lawful_until,
            state,
        });
    }
    Ok((row, days))
}

fn after(today: Day, days: i64) -> Day {
    let edge = if days < 0 { Day::first() } else { Day::last() };
    today.plus_days(days).unwrap_or(edge)
}

/// The first day after today on which anything the row says can change by itself.
fn holds_until(situation: &Situation<'_>) -> Day {
    let (today, course) = (situation.today, &situation.timeline.course);
    let mut days = vec![after(today, HOLDS_DAYS)];
    for milestone in situation.milestones() {
        let ends = [Some(milestone.after_from()), milestone.lawful_until, Some(milestone.day)];
        days.push(milestone.day);
        days.extend(ends.into_iter().flatten().map(Day::next));
    }
    days.extend(course.start_on());
    days.extend(course.periods.iter().map(|period| period.last_day().next()));
    days.extend(course.ending.iter().map(|ending| ending.ends_on.next()));
    days.extend(course.closed_on);
    days.extend(course.suspensions.iter().flat_map(|(from, to)| [Some(*from), *to]).flatten());
    days.extend(situation.timeline.known.amendments().iter().map(|(from, _)| *from));
    days.into_iter().filter(|day| *day > today).min().unwrap_or_else(Day::last)
}

/// The row of one agreement worked out anew.
pub fn look(
    store: &Store,
    office: &Office,
    id: i64,
    today: Day,
) -> Result<(BoardRow, Vec<BoardDay>, usize), WatchError> {
    let dossier = Dossier::without_letters(store.agreement(id)?.into_agreement(), today);
    let situation = Situation::of(&dossier, office, today, Reach::Next)?;
    let (row, days) = row(&situation, office)?;
    Ok((row, days, dossier.agreement.acts.len()))
}

/// Works out so many rows that do not hold, and says whether all hold now. A record that cannot be read has
/// no row, and hides no other.
pub fn refresh(store: &mut Store, office: &Office, today: Day, at_most: usize) -> Result<Held, WatchError> {
    let mut unread = BTreeSet::new();
    for _ in 0..at_most.div_ceil(BATCH) {
        let stale = store.board_stale(&office.day_rules, today, BATCH + unread.len())?;
        let stale: Vec<i64> = stale.into_iter().filter(|id| !unread.contains(id)).collect();
        if stale.is_empty() {
            return Ok(Held::All);
        }
        let mut rows = Vec::with_capacity(stale.len());
        for id in stale {
            match look(store, office, id, today) {
                Ok(found) => rows.push(found),
                Err(error) if error.is_of_the_record() => drop(unread.insert(id)),
                Err(error) => return Err(error),
            }
        }
        store.write(|tx| {
            rows.iter().try_for_each(|(row, days, acts)| tx.put_on_board(row, days, &office.day_rules, today, *acts))
        })?;
    }
    Ok(Held::Some)
}

/// So many rows are worked out after a wake-up: a second or two.
const A_TURN: usize = 20_000;

/// Works on the board after a wake-up; what goes wrong there stops no letter.
pub fn after_wake_up(store: &mut Store, office: &Office, today: Day) {
    if let Err(error) = refresh(store, office, today, A_TURN) {
        tracing::warn!("the lists' board was not kept in step: {error}");
    }
}

/// Whether the board's rows hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// All of them.
    All,
    /// There are more to work out.
    Some,
}
