//! The bar of an agreement's life: periods, pauses, days and today, as places on a line of time.
//!
//! The template draws it as inline SVG; the same is said in words beside it.

use serde::Serialize;

use crate::desk::life::AgreementLife;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::MilestoneState;
use crate::lifecycle::policy::Language;
use crate::message::say;

/// The drawing, in its own units.
#[derive(Serialize)]
pub(super) struct Bar {
    width: i64,
    ticks: Vec<BarTick>,
    periods: Vec<BarSpan>,
    pauses: Vec<BarSpan>,
    marks: Vec<BarMark>,
    letters: Vec<i64>,
    now: i64,
    /// Whether the word "today" stands left of its line.
    now_left: bool,
}

#[derive(Serialize)]
struct BarTick {
    x: i64,
    label: String,
}

#[derive(Serialize)]
struct BarSpan {
    x: i64,
    width: i64,
    label: String,
    said: String,
    /// Still to come.
    later: bool,
}

#[derive(Serialize)]
struct BarMark {
    x: i64,
    kind: &'static str,
    state: &'static str,
    said: String,
}

const WIDTH: i64 = 1_000;
/// Left free at both ends.
const EDGE: i64 = 30;
/// So many marks and letters are drawn.
const MARKS_AT_MOST: usize = 120;

/// The bar; none where no day of the beginning is known.
pub(super) fn bar(life: &AgreementLife, letters: &[Day], today: Day, language: Language) -> Option<Bar> {
    let start = life.starts_on.or(life.facts.signed_on)?;
    let drawn = |kind: MilestoneKind| !matches!(kind, MilestoneKind::Observance);
    let days = || life.days.iter().filter(|one| drawn(one.milestone.kind));
    let first = life.facts.signed_on.into_iter().chain([start, today]).min()?;
    let ends = life.periods.last().map(|period| period.latest.unwrap_or(period.to));
    let last = days().map(|one| one.milestone.day).chain(ends).chain([today]).max()?;
    let places = BarScale { first, days: first.days_until(last).max(1) };
    let says =
        |from: Day, to: Day| format!("{} – {}", say::day_in_table(from, language), say::day_in_table(to, language));
    let mut periods: Vec<BarSpan> = life
        .periods
        .iter()
        .map(|period| {
            let to = period.latest.unwrap_or(period.to);
            let (x, end) = (places.x(period.from), places.x(to));
            let said = says(period.from, to);
            let label = if end - x > 190 { said.clone() } else { String::new() };
            BarSpan { x, width: (end - x).max(2), label, said, later: period.from > today }
        })
        .collect();
    if periods.is_empty() && life.starts_on.is_some() {
        let x = places.x(start);
        let said = format!("{} – …", say::day_in_table(start, language));
        periods.push(BarSpan { x, width: (WIDTH - EDGE - x).max(2), label: said.clone(), said, later: start > today });
    }
    let pauses = life.pauses.iter().map(|(from, to)| {
        let end = to.unwrap_or(last).min(last);
        let (x, width) = (places.x(*from), (places.x(end) - places.x(*from)).max(2));
        BarSpan { x, width, label: String::new(), said: says(*from, end), later: false }
    });
    let mark = |one: &crate::desk::life::LifeDay| BarMark {
        x: places.x(one.milestone.day),
        kind: one.milestone.kind.name(),
        state: match one.milestone.state(today) {
            MilestoneState::Open if one.milestone.after_from() < today => "late",
            MilestoneState::Open => "open",
            MilestoneState::Done => "done",
            MilestoneState::History => "history",
        },
        said: format!(
            "{}: {}",
            say::kind(one.milestone.kind, language),
            say::day_in_table(one.milestone.day, language)
        ),
    };
    let now = places.x(today);
    Some(Bar {
        width: WIDTH,
        ticks: places.ticks(),
        pauses: pauses.collect(),
        marks: days().take(MARKS_AT_MOST).map(mark).collect(),
        letters: letters.iter().filter(|day| **day >= first).take(MARKS_AT_MOST).map(|day| places.x(*day)).collect(),
        now,
        now_left: now > WIDTH - 120,
        periods,
    })
}

/// Days as places.
struct BarScale {
    first: Day,
    days: i64,
}

impl BarScale {
    fn x(&self, day: Day) -> i64 {
        let at = self.first.days_until(day).clamp(0, self.days);
        EDGE + at * (WIDTH - 2 * EDGE) / self.days
    }

    /// New Year's days, so few that their numbers have room.
    fn ticks(&self) -> Vec<BarTick> {
        let years = i32::try_from(self.days / 365 + 2).unwrap_or(i32::MAX);
        let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| years / step <= 12).unwrap_or(100);
        let first = self.first.year();
        let all = (first..=first.saturating_add(years)).filter(|year| year % step == 0);
        let day = |year: i32| {
            Day::ymd(year, 1, 1).ok().filter(|day| {
                let at = self.first.days_until(*day);
                0 <= at && at <= self.days
            })
        };
        all.filter_map(day).map(|day| BarTick { x: self.x(day), label: day.year().to_string() }).collect()
    }
}
