//! Corrections: whom a letter told of a day that is another now.
//!
//! Not an event at the moment of a change, but the days in accepted letters held against the days there are, so that it
//! does not matter which came first. Invariant: whoever was told a day that does not hold is told so, once for each time
//! it moved.

use std::collections::BTreeMap;

use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Closed, Timeline};
use crate::lifecycle::reminder::{Key, Occasion, Standing};
use crate::store::Queued;

/// The day a correction takes back; `None` where the key is no correction's.
pub(super) fn old_day(key: &Key) -> Option<Day> {
    match key.occasion {
        Occasion::MovedFrom(day) => Some(day),
        Occasion::Rung(_) | Occasion::ToVerify | Occasion::Once => None,
    }
}

/// The correction that tells `recipient` of the milestone's day in place of the one that `told` names. Where an earlier
/// one said just this and the day has been back since, it is another.
fn key(told: &Queued, recipient: &str, now: Day, queued: &[Queued]) -> Key {
    let old = told.key.day;
    let same = |q: &&Queued| {
        let key = &q.key;
        (key.speaks_of(&told.key.topic, now) && key.nth == told.key.nth && key.recipient == recipient)
            && old_day(key) == Some(old)
            && q.taken.is_some_and(|taken| Some(taken) < told.taken)
    };
    let round = u32::try_from(queued.iter().filter(same).count()).unwrap_or(u32::MAX - 1) + 1;
    Key { occasion: Occasion::MovedFrom(old), day: now, recipient: recipient.to_owned(), round, ..told.key.clone() }
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
    let mut latest: BTreeMap<(String, u32, &str), &Queued> = BTreeMap::new();
    let told = queued.iter().filter(|q| q.taken.is_some() && q.key.occasion != Occasion::ToVerify);
    let mut told: Vec<&Queued> = told.collect();
    told.sort_by_key(|told| told.taken);
    for told in told {
        for person in [&told.key.recipient, &told.addressee] {
            latest.insert((told.key.topic.to_string(), told.key.nth, person), told);
        }
    }
    let mut found = Vec::new();
    for ((_, nth, recipient), told) in latest {
        let topic = &told.key.topic;
        let Some(now) = timeline.milestones.iter().find(|m| m.nth == nth && m.topic() == *topic) else { continue };
        let stands = timeline.milestones.iter().any(|m| told.key.speaks_of(&m.topic(), m.day));
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
