//! `/dong-thoi-gian`: all lives at once, narrowed like the register; for the annex of a plan.
//!
//! A line an agreement: from its first day in force to its last, the next milestone on it, today across all. The same is
//! said in words for who does not see the drawing.

use serde::Serialize;

use super::register::request;
use super::words::DayWords;
use crate::desk::list::{self, Query};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::lifecycle::policy::Sight;
use crate::message::answer::pages;
use crate::message::say;
use crate::web::answer::PageReply;
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct Lives {
    narrowed: String,
    /// The register with the same filters.
    back: String,
    rows: Vec<Life>,
    /// Agreements whose first day is not known: they have no line.
    undrawn: Vec<Undrawn>,
    /// Whether more fit than are drawn.
    more: bool,
    /// Whether the picture is for print, which says each life in words as well.
    printed: bool,
    /// The query of the picture for print.
    print: String,
    ticks: Vec<YearTick>,
    now: i64,
    /// Whether the word "today" stands left of its line.
    now_left: bool,
    width: i64,
    height: i64,
}

#[derive(Serialize)]
struct Undrawn {
    reference: String,
    path: String,
}

#[derive(Serialize)]
struct Life {
    reference: String,
    path: String,
    /// What it is called beside its line, as much as there is room for.
    name: String,
    said: String,
    x: i64,
    y: i64,
    /// How far it is known to go on.
    width: i64,
    /// From there on it may go on: the place, and how far.
    tail: Option<(i64, i64)>,
    /// It has no last day.
    open: bool,
    /// Over, whatever ended it.
    over: bool,
    next: Option<i64>,
}

#[derive(Serialize)]
struct YearTick {
    x: i64,
    label: String,
}

/// So many lives are drawn on a page that stays small, and so many for print; more is no picture.
const DRAWN: usize = 100;
const PRINTED: usize = 400;
const WIDTH: i64 = 1_000;
/// Left of the lines stand names and references.
const LABELS: i64 = 290;
/// So many characters of a name have room there.
const NAME_CHARS: usize = 38;
const EDGE: i64 = 20;
const ROW: i64 = 34;
const HEAD: i64 = 34;
/// The drawing reaches no farther back, and no farther ahead.
const YEARS_BACK: i32 = 25;
const YEARS_AHEAD: i32 = 12;

/// GET /dong-thoi-gian.
pub(crate) fn lives(visit: &Visit<'_>) -> PageReply {
    let asked = request::asked(visit)?.query;
    let printed = visit.asked.query("dang") == Some("in");
    let most = if printed { PRINTED } else { DRAWN };
    let query = Query { after: None, limit: Some(most + 1), ..asked };
    let found = list::page(visit.desk, &query)?;
    let (today, language) = (visit.today(), visit.language());
    let more = found.rows.len() > most;
    let rows = &found.rows[..found.rows.len().min(most)];
    let drawn: Vec<&list::ListRow> = rows.iter().filter(|row| row.in_force_on.is_some()).collect();
    let first = drawn.iter().filter_map(|row| row.in_force_on).min().unwrap_or(today).min(today);
    let last = drawn.iter().filter_map(|row| row.ends_on).max().unwrap_or(today).max(today);
    let from = first.year().max(today.year() - YEARS_BACK);
    let to = (last.year() + 1).min(today.year() + YEARS_AHEAD).max(from + 1);
    let scale = Scale::new(from, to);
    let lives = drawn.iter().enumerate().map(|(at, row)| {
        let start = row.in_force_on.unwrap_or(today);
        let x = scale.x(start);
        let open = row.ends_on.is_none() && !matches!(row.status, Status::Unknown | Status::Pending);
        // Known as far as the first day it can end; where no end is known, as far as today.
        let certain = match row.details.as_ref().and_then(|details| details.ends_from).or(row.ends_on) {
            Some(day) => scale.x(day),
            None if open => WIDTH - EDGE,
            None => scale.x(today).max(x),
        };
        let end = row.ends_on.map_or(WIDTH - EDGE, |day| scale.x(day));
        let hidden = row.sight == Sight::ReferenceAndDays;
        let title = if hidden { row.reference.clone() } else { row.title.clone() };
        let status = say::status(row.status, language);
        let words = |day| DayWords::new(day, today, language).table;
        let through = row.ends_on.map_or_else(|| pages::NO_LAST_DAY.of(visit.voice()).to_owned(), &words);
        Life {
            path: encoded(&row.reference),
            reference: row.reference.clone(),
            said: format!("{title}: {} – {through}, {status}", words(start)),
            name: name(if hidden { &row.reference } else { &row.label }),
            x,
            y: HEAD + ROW * i64::try_from(at).unwrap_or(0),
            width: (certain - x).max(2),
            tail: (certain < end).then_some((certain, end - certain)),
            open,
            over: matches!(row.status, Status::Expired | Status::Terminated | Status::Superseded | Status::Closed),
            next: row.next.map(|next| scale.x(next.day)).filter(|_| !hidden),
        }
    });
    let lives: Vec<Life> = lives.collect();
    let every = ((to - from) / 12 + 1).max(1);
    let tick = |year: i32| Day::ymd(year, 1, 1).ok().map(|day| YearTick { x: scale.x(day), label: year.to_string() });
    let page = Lives {
        narrowed: request::narrowed(visit, &query),
        back: request::same_filters(visit),
        undrawn: rows.iter().filter(|row| row.in_force_on.is_none()).map(undrawn).collect(),
        more,
        printed,
        print: request::form_link(visit, "in"),
        ticks: (from..=to).step_by(usize::try_from(every).unwrap_or(1)).filter_map(tick).collect(),
        now: scale.x(today),
        now_left: scale.x(today) > WIDTH - 90,
        width: WIDTH,
        height: HEAD + ROW * i64::try_from(lives.len()).unwrap_or(0) + 10,
        rows: lives,
    };
    visit.page("lives.html", "register", &page)
}

fn undrawn(row: &list::ListRow) -> Undrawn {
    Undrawn { reference: row.reference.clone(), path: encoded(&row.reference) }
}

/// A name, as much as there is room for.
fn name(label: &str) -> String {
    let mut name: String = label.chars().take(NAME_CHARS).collect();
    if label.chars().count() > NAME_CHARS {
        name.push('…');
    }
    name
}

/// Places of days on the line of time.
struct Scale {
    first: Day,
    days: i64,
}

impl Scale {
    /// From the first of January of one year to that of another.
    fn new(from: i32, to: i32) -> Self {
        let first = Day::ymd(from, 1, 1).unwrap_or_else(|_| Day::first());
        let last = Day::ymd(to, 1, 1).unwrap_or_else(|_| Day::last());
        Self { first, days: first.days_until(last).max(1) }
    }

    /// The place of a day; one outside stands at the edge.
    fn x(&self, day: Day) -> i64 {
        let room = WIDTH - LABELS - EDGE;
        LABELS + (self.first.days_until(day).clamp(0, self.days) * room) / self.days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_in_order_and_none_outside_the_drawing() {
        let scale = Scale::new(2020, 2030);
        let x = |text: &str| scale.x(text.parse().expect(text));
        assert_eq!((x("2020-01-01"), x("2030-01-01")), (LABELS, WIDTH - EDGE));
        assert_eq!((x("1999-05-05"), x("2050-01-01")), (LABELS, WIDTH - EDGE));
        // 2025-01-01 is 1,827 of 3,653 days on: 290 + 1827 × 690 / 3653.
        assert_eq!(x("2025-01-01"), 635);
    }
}
