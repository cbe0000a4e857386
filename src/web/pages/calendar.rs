//! `/lich`: a month on a sheet, and the same days as a list.

use std::collections::BTreeMap;

use serde::Serialize;

use super::record_route::record_route;
use super::words::DayWords;
use crate::desk::agenda::{self, AgendaEntry, DayOutcome};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::calendar::{DayKind, SafeSide};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{ClosedBy, MilestoneState};
use crate::lifecycle::policy::Sight;
use crate::message::answer::{pages as words, plan};
use crate::message::sentence::sentence;
use crate::message::{Say, say};
use crate::web::answer::{PageReply, Trouble};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct CalendarMonth {
    title: String,
    before: String,
    after: String,
    weeks: Vec<Vec<CalendarCell>>,
    list: Vec<ListDay>,
    /// How many open matters of the month stand in no list: the year's plan has them.
    unlisted: usize,
    year: i32,
    /// The days after the month that its last week shows, and so many more that a week is seen.
    then: Vec<ListDay>,
    off: Vec<(DayWords, String, bool)>,
}

#[derive(Serialize)]
struct CalendarCell {
    number: u32,
    full: String,
    outside: bool,
    off: bool,
    today: bool,
    named: Option<String>,
    matters: Vec<CalendarMatter>,
    more: usize,
}

#[derive(Serialize)]
struct ListDay {
    day: DayWords,
    matters: Vec<CalendarMatter>,
    /// How many more are open: the plan of that day has them.
    open: usize,
    /// How many more are over or answered.
    over: usize,
}

/// The matters of a day, as far as a page shows them, and how many more there are.
#[derive(Default)]
struct DayMatters {
    shown: Vec<CalendarMatter>,
    open: usize,
    over: usize,
}

#[derive(Clone, Serialize)]
struct CalendarMatter {
    what: String,
    title: String,
    path: Option<String>,
    /// What became of it, where its day is over or it is answered.
    outcome: String,
    /// Whether it was answered.
    answered: bool,
    /// Where to say what became of it, for who may.
    record: Option<String>,
}

/// So many matters are in one square, and so many of one day in the list, …
const FEW: Shares = Shares { in_a_square: 4, on_a_day: 8 };
/// … where the month has no more than this; else fewer, so that the page stays small.
const FEW_AT_MOST: usize = 90;
const MANY: Shares = Shares { in_a_square: 1, on_a_day: 2 };
/// The list goes on for so many days after the month.
const THEN_DAYS: i64 = 7;

/// How many matters a page shows.
struct Shares {
    in_a_square: usize,
    on_a_day: usize,
}

/// GET /lich?thang=2027-03.
pub(crate) fn calendar(visit: &Visit<'_>) -> PageReply {
    let today = visit.today();
    let asked = visit.asked.query("thang").and_then(month).unwrap_or((today.year(), today.month()));
    let first = Day::ymd(asked.0, asked.1, 1)?;
    let last = next_month(first).map_or(Day::last(), Day::previous);
    let from = first.plus_days(-i64::from(first.weekday().num_days_from_monday())).unwrap_or(first);
    let to = last.plus_days(6 - i64::from(last.weekday().num_days_from_monday())).unwrap_or(last);
    let through = last.plus_days(THEN_DAYS).unwrap_or(to).max(to);
    let agenda = visit.site.kept.agenda(visit.desk, from, through)?;
    let shares = if agenda.entries.len() <= FEW_AT_MOST { FEW } else { MANY };
    let mut by_day: BTreeMap<Day, DayMatters> = BTreeMap::new();
    for entry in &agenda.entries {
        let of_day = by_day.entry(entry.day).or_default();
        // What is not shown need not be read.
        if of_day.shown.len() < shares.on_a_day {
            of_day.shown.push(matter(visit, entry)?);
        } else if is_planned(entry) {
            of_day.open += 1;
        } else {
            of_day.over += 1;
        }
    }
    let language = visit.language();
    let named: BTreeMap<Day, (String, DayKind, bool)> = (from.year()..=to.year())
        .flat_map(|year| visit.desk.office.calendar.entries(year))
        .map(|entry| (entry.day, (entry.name, entry.kind, entry.confirmed)))
        .collect();
    let mut weeks = Vec::new();
    let mut day = from;
    // Six weeks at the most.
    for _ in 0..6 {
        let mut week = Vec::new();
        for _ in 0..7 {
            let of_day = by_day.get(&day);
            let matters: Vec<CalendarMatter> =
                of_day.map_or_else(Vec::new, |all| all.shown.iter().take(shares.in_a_square).cloned().collect());
            let more = of_day.map_or(0, |all| all.shown.len() + all.open + all.over - matters.len());
            week.push(CalendarCell {
                number: day.day(),
                full: say::day_full(day, language),
                outside: day < first || last < day,
                off: !visit.desk.office.calendar.is_working(day, SafeSide::Earlier),
                today: day == today,
                named: named.get(&day).map(|(name, _, _)| name.clone()),
                matters,
                more,
            });
            day = day.next();
        }
        weeks.push(week);
        if day > to {
            break;
        }
    }
    let in_words = |day| DayWords::new(day, today, language);
    let within = |day: &Day| first <= *day && *day <= last;
    let listed = |(day, all): (&Day, &DayMatters)| ListDay {
        day: in_words(*day),
        matters: all.shown.clone(),
        open: all.open,
        over: all.over,
    };
    let page = CalendarMonth {
        title: words::month(visit.voice(), first),
        before: name_of(first.previous()),
        after: name_of(last.next()),
        weeks,
        list: by_day.iter().filter(|(day, _)| within(day)).map(listed).collect(),
        unlisted: by_day.iter().filter(|(day, _)| within(day)).map(|(_, all)| all.open).sum(),
        year: first.year(),
        then: by_day.iter().filter(|(day, _)| **day > last).map(listed).collect(),
        off: named
            .into_iter()
            .filter(|(day, _)| within(day))
            .map(|(day, (name, _, confirmed))| (in_words(day), name, confirmed))
            .collect(),
    };
    visit.page("calendar.html", "calendar", &page)
}

/// Whether the plan of its day holds it: it is open, or the office's own and nothing says what became of it.
fn is_planned(entry: &AgendaEntry) -> bool {
    entry.state == MilestoneState::Open || (entry.reference.is_none() && entry.outcome == DayOutcome::NoResult)
}

fn name_of(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn next_month(first: Day) -> Option<Day> {
    let (year, month) = if first.month() == 12 { (first.year() + 1, 1) } else { (first.year(), first.month() + 1) };
    Day::ymd(year, month, 1).ok()
}

/// `2027-03`, `3/2027`, `03/2027`.
fn month(text: &str) -> Option<(i32, u32)> {
    let ((Some((year, month)), _) | (None, Some((month, year)))) = (text.split_once('-'), text.split_once('/')) else {
        return None;
    };
    let (year, month) = (year.trim().parse().ok()?, month.trim().parse().ok()?);
    Day::ymd(year, month, 1).ok().map(|_| (year, month))
}

fn matter(visit: &Visit<'_>, entry: &AgendaEntry) -> Result<CalendarMatter, Trouble> {
    let hidden = match &entry.reference {
        // One that bears a label is not restricted.
        Some(reference) if entry.label.is_empty() => visit.sight(reference)? == Sight::ReferenceAndDays,
        _ => false,
    };
    let whole = !hidden && !entry.label.is_empty();
    let title = match &entry.reference {
        Some(reference) if !whole => reference.clone(),
        _ => entry.label.clone(),
    };
    let voice = visit.voice();
    let outcome = match entry.outcome {
        DayOutcome::Awaited => String::new(),
        // The day that a text names first may be over while the agreement still binds.
        DayOutcome::NoResult
            if hidden || (entry.kind == MilestoneKind::Expiry && entry.state == MilestoneState::Open) =>
        {
            words::NOT_ANSWERED.of(voice).to_owned()
        }
        DayOutcome::NoResult => plan::NO_RESULT.of(voice).to_owned(),
        DayOutcome::Passed => words::PASSED.of(voice).to_owned(),
        DayOutcome::Answered(Some(ClosedBy::Fulfilled(on))) => sentence!(words::CARRIED_OUT_ON, on).say(voice),
        DayOutcome::Answered(Some(closed)) => say::closed(&closed, visit.language()),
        DayOutcome::Answered(None) => say::state(MilestoneState::Done, visit.language()).to_owned(),
    };
    let unsaid = entry.outcome == DayOutcome::NoResult && !hidden;
    let kind = say::kind(entry.kind, visit.language());
    let what = if hidden {
        String::new()
    } else if whole {
        match agenda::about(visit.desk, entry) {
            Ok(Some(about)) => format!("{kind}: {}", about.say(voice)),
            Err(error) if !error.is_of_the_record() => return Err(error.into()),
            _ => kind.to_owned(),
        }
    } else {
        kind.to_owned()
    };
    Ok(CalendarMatter {
        what,
        title,
        path: entry.reference.as_deref().map(encoded),
        outcome,
        answered: matches!(entry.outcome, DayOutcome::Answered(_)),
        record: if unsaid { record_route(visit, entry.reference.as_deref(), Some(&entry.mark()))? } else { None },
    })
}
