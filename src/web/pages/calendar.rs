//! `/lich`: a month on a sheet, and the same days as a list.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::DayWords;
use crate::desk::agenda::Entry;
use crate::desk::rights::Sight;
use crate::lifecycle::calendar::{DayKind, Lean};
use crate::lifecycle::day::Day;
use crate::message::answer::pages;
use crate::message::say;
use crate::web::answer::{Reply, Trouble};
use crate::web::visit::{Visit, encoded};

#[derive(Serialize)]
struct Month {
    title: String,
    before: String,
    after: String,
    weeks: Vec<Vec<Cell>>,
    list: Vec<ListDay>,
    off: Vec<(DayWords, String, bool)>,
}

#[derive(Serialize)]
struct Cell {
    number: u32,
    full: String,
    outside: bool,
    off: bool,
    today: bool,
    named: Option<String>,
    matters: Vec<Matter>,
    more: usize,
}

#[derive(Serialize)]
struct ListDay {
    day: DayWords,
    matters: Vec<Matter>,
}

#[derive(Clone, Serialize)]
struct Matter {
    what: &'static str,
    title: String,
    path: Option<String>,
    done: bool,
}

/// So many matters stand in one square; the list holds all.
const IN_A_SQUARE: usize = 4;

/// GET /lich?thang=2027-03.
pub(crate) fn calendar(visit: &Visit<'_>) -> Reply {
    let today = visit.today();
    let asked = visit.asked.query("thang").and_then(month).unwrap_or((today.year(), today.month()));
    let first = Day::ymd(asked.0, asked.1, 1)?;
    let last = next_month(first).map_or(Day::last(), Day::previous);
    let from = first.plus_days(-i64::from(first.weekday().num_days_from_monday())).unwrap_or(first);
    let to = last.plus_days(6 - i64::from(last.weekday().num_days_from_monday())).unwrap_or(last);
    let agenda = visit.site.agenda(visit.desk, from, to)?;
    let mut by_day: BTreeMap<Day, Vec<Matter>> = BTreeMap::new();
    for entry in &agenda.entries {
        by_day.entry(entry.day).or_default().push(matter(visit, entry)?);
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
            let all = by_day.get(&day).cloned().unwrap_or_default();
            let more = all.len().saturating_sub(IN_A_SQUARE);
            week.push(Cell {
                number: day.day(),
                full: say::day_full(day, language),
                outside: day < first || last < day,
                off: !visit.desk.office.calendar.is_working(day, Lean::Earlier),
                today: day == today,
                named: named.get(&day).map(|(name, _, _)| name.clone()),
                matters: all.into_iter().take(IN_A_SQUARE).collect(),
                more,
            });
            day = day.next();
        }
        weeks.push(week);
        if day > to {
            break;
        }
    }
    let words = |day| DayWords::new(day, today, language);
    let within = |day: &Day| first <= *day && *day <= last;
    let page = Month {
        title: pages::month(visit.voice(), first),
        before: name_of(first.previous()),
        after: name_of(last.next()),
        weeks,
        list: by_day
            .into_iter()
            .filter(|(day, _)| within(day))
            .map(|(day, matters)| ListDay { day: words(day), matters })
            .collect(),
        off: named
            .into_iter()
            .filter(|(day, _)| within(day))
            .map(|(day, (name, _, confirmed))| (words(day), name, confirmed))
            .collect(),
    };
    visit.page("calendar.html", "calendar", &page)
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

fn matter(visit: &Visit<'_>, entry: &Entry) -> Result<Matter, Trouble> {
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
    Ok(Matter {
        what: if hidden { "" } else { say::kind(entry.kind, visit.language()) },
        title,
        path: entry.reference.as_deref().map(encoded),
        done: entry.state != crate::lifecycle::milestone::State::Open,
    })
}
