//! What the brake holds, in front of whoever releases it: how many reminders, and the first of them line by line.

use serde::Serialize;

use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::policy::Sight;
use crate::lifecycle::reminder::{Key, Subject, Topic};
use crate::message::say;
use crate::store::NewReminder;
use crate::watch::{reminders_of_next_scan, scan_behind_brake};
use crate::web::answer::Trouble;
use crate::web::page_request::encoded;
use crate::web::pages::words::{DayWords, person};
use crate::web::visit::Visit;

/// So many lines are shown.
const LINES: usize = 200;

/// A scan that waits behind the brake.
#[derive(Serialize)]
pub(crate) struct Brake {
    reminders: usize,
    allowed: usize,
    lines: Vec<BrakeLine>,
    /// Whether there are more than these.
    is_cut: bool,
}

/// One reminder that is held back.
#[derive(Serialize)]
struct BrakeLine {
    /// What it is about; empty where this reader sees reference and days alone.
    what: String,
    reference: String,
    /// The agreement's page; empty where it concerns none.
    path: String,
    day: DayWords,
    to: String,
}

/// What waits behind the brake, where anything does.
pub(crate) fn brake(visit: &Visit<'_>) -> Result<Option<Brake>, Trouble> {
    let (store, today) = (&visit.desk.store, visit.today());
    let Some((reminders, allowed)) = scan_behind_brake(store, today)? else { return Ok(None) };
    let held = reminders_of_next_scan(store, &visit.desk.office, today, LINES)?;
    let lines = held.first.iter().map(|reminder| line(visit, reminder)).collect::<Result<_, _>>()?;
    Ok(Some(Brake { reminders, allowed, lines, is_cut: held.is_cut }))
}

fn line(visit: &Visit<'_>, reminder: &NewReminder) -> Result<BrakeLine, Trouble> {
    let key = &reminder.key;
    let facts = match &key.subject {
        Subject::Agreement(id) => Some(visit.desk.store.agreement(*id)?.facts),
        Subject::Country(_) | Subject::Office => None,
    };
    let seen = match &facts {
        Some(facts) => visit.member()?.viewer.sight_of(facts) == Sight::Whole,
        None => true,
    };
    let reference = facts.map(|facts| facts.reference).unwrap_or_default();
    Ok(BrakeLine {
        what: if seen { what(visit, key) } else { String::new() },
        path: encoded(&reference),
        reference,
        day: DayWords::new(key.day, visit.today(), visit.language()),
        to: person(&visit.desk.office.circle, &reminder.addressee),
    })
}

fn what(visit: &Visit<'_>, key: &Key) -> String {
    let Topic::Milestone { kind, name } = &key.topic else { return String::new() };
    let duties = &visit.desk.office.duties;
    let duty = duties.iter().find(|duty| *kind == MilestoneKind::Duty && Some(&duty.name) == name.as_ref());
    say::topic(*kind, key.nth, duty.map(|duty| duty.title.as_str()), visit.language())
}
