//! Corrections: whom a letter told of a day that is another now.
//!
//! Not an event at the moment of a change, but the days in accepted letters held against the days there are, so that it
//! does not matter which came first. Invariant: whoever was told a day that does not hold is told so, once for each time
//! it moved.

use std::collections::BTreeMap;

use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Closed, Timeline};
use crate::lifecycle::reminder::{HISTORY_RUNG, Key, Standing};
use crate::store::Queued;

/// What stands before the old day in the rung of a correction.
const MOVED: &str = "moved:";
/// What stands before the round, where a day has moved there and back: each time is told.
const ROUND: char = '#';

/// The day a correction takes back; `None` where the key is no correction's.
pub(super) fn old_day(key: &Key) -> Option<Day> {
    let moved = key.rung.strip_prefix(MOVED)?;
    moved.split_once(ROUND).map_or(moved, |(day, _)| day).parse().ok()
}

/// The correction that tells `recipient` of the milestone's day in place of the one that `told` names. Where an earlier
/// one said just this and the day has been back since, it is another.
fn key(told: &Queued, recipient: &str, now: Day, queued: &[Queued]) -> Key {
    let old = told.key.day;
    let same = |q: &&Queued| {
        let key = &q.key;
        (key.what == told.key.what && key.nth == told.key.nth && key.day == now && key.recipient == recipient)
            && old_day(key) == Some(old)
            && q.taken.is_some_and(|taken| Some(taken) < told.taken)
    };
    let rung = match queued.iter().filter(same).count() {
        0 => format!("{MOVED}{old}"),
        earlier => format!("{MOVED}{old}{ROUND}{}", earlier + 1),
    };
    Key { rung, day: now, recipient: recipient.to_owned(), ..told.key.clone() }
}

/// The corrections due: for each person whom the last letter that a server took named a day that is not the day now, one,
/// with that letter: to whoever it was meant for, and to whoever read it in his place. A milestone that is gone, answered
/// or history brings none; an end that an act brought forward does.
///
/// It holds the days in accepted letters against the days there are, whenever they were accepted and whenever they moved.
pub(super) fn due<'a>(
    timeline: &Timeline<'_>,
    queued: &'a [Queued],
    standing: Standing,
    today: Day,
) -> Vec<(Key, &'a Queued)> {
    let mut latest: BTreeMap<(&str, u32, &str), &Queued> = BTreeMap::new();
    let mut told: Vec<&Queued> = queued.iter().filter(|q| q.taken.is_some() && q.key.rung != HISTORY_RUNG).collect();
    told.sort_by_key(|told| told.taken);
    for told in told {
        for person in [&told.key.recipient, &told.addressee] {
            latest.insert((&told.key.what, told.key.nth, person), told);
        }
    }
    let mut found = Vec::new();
    for ((what, nth, recipient), told) in latest {
        let Some(now) = timeline.milestones.iter().find(|m| m.nth == nth && m.what() == what) else { continue };
        let stands = timeline.milestones.iter().any(|m| m.day == told.key.day && m.what() == what);
        let ended = now.closed == Some(Closed::Ended);
        let silent = now.closed.is_some() || now.is_history() || standing == Standing::Ended;
        if stands || (silent && !ended) || now.day == told.key.day {
            continue;
        }
        // A day that has passed on both sides is nobody's mistake to mend any more.
        if (ended || now.after_from() < today) && told.key.day < today {
            continue;
        }
        let key = self::key(told, recipient, now.day, queued);
        if !queued.iter().any(|q| q.key == key) {
            found.push((key, told));
        }
    }
    found
}
