//! The oracle: who must have heard of what, worked out day by day without the plan.
//!
//! It takes the days of the agreement's life as given and derives the rest by hand: the day a rung opens, whom it means,
//! which is the latest open one. It never asks what the program decided, only what became of it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months};
use pactwatch::lifecycle::act::MilestoneKind;
use pactwatch::lifecycle::agreement::{Agreement, Facts};
use pactwatch::lifecycle::calendar::{Calendar, SafeSide};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{Milestone, MilestonePurpose, MilestoneState, Timeline};
use pactwatch::lifecycle::policy::{Escalation, Lead, Offset, Rung, RungSide};
use pactwatch::lifecycle::reminder::Key;
use pactwatch::watch::Office;

use crate::rules::FALLBACK;

/// An agreement's life as it is known now, derived once for each act.
pub(crate) struct Life {
    pub(crate) record: Agreement,
    pub(crate) milestones: Vec<Milestone>,
    facts: Facts,
    ended_on: Option<Day>,
    closed_on: Option<Day>,
}

/// What somebody must have: a letter on a milestone, from the latest rung that is open for him, or a nearer one.
#[derive(Clone, Debug)]
pub(crate) struct Owed {
    pub(crate) what: String,
    pub(crate) day: Day,
    pub(crate) person: String,
    pub(crate) rung: Offset,
    pub(crate) opened_on: Day,
    /// When the rung could speak: its opening, or the end of a snooze after it.
    pub(crate) free_on: Day,
    /// Whether it is a before-rung and another one comes after it before the day.
    pub(crate) is_not_the_last: bool,
}

impl Life {
    pub(crate) fn of(record: Agreement, office: &Office, through: Day) -> Self {
        let timeline = Timeline::of(&record, Some(office.clocks()), through).expect("a timeline");
        let milestones = timeline.milestones.clone();
        let ended_on = timeline.course.ending.as_ref().map(|ending| ending.ends_on);
        let (closed_on, facts) = (timeline.course.closed_on, timeline.knowledge.facts.clone());
        Self { record, milestones, facts, ended_on, closed_on }
    }

    /// Nothing is asked any more: an act ended it and the last day has passed, or it was archived.
    pub(crate) fn is_over(&self, today: Day) -> bool {
        self.ended_on.is_some_and(|day| day < today) || self.closed_on.is_some_and(|day| day <= today)
    }

    pub(crate) fn milestone(&self, key: &Key) -> Option<&Milestone> {
        self.milestones.iter().find(|m| key.speaks_of(&m.topic(), m.day))
    }

    /// The rungs that can speak of a milestone.
    fn rungs<'a>(&self, milestone: &Milestone, office: &'a Office) -> Vec<&'a Rung> {
        let kind = milestone.kind.name();
        let usual = milestone.ladder.as_deref().unwrap_or(kind);
        let name = self.facts.ladders.get(kind).map_or(usual, String::as_str);
        let may = |rung: &&Rung| match rung.offset.side {
            RungSide::Before => milestone.kind != MilestoneKind::Effect,
            RungSide::After => milestone.passing == MilestonePurpose::Asks,
        };
        office.ladders.get(name).map(|ladder| ladder.rungs.iter().filter(may).collect()).unwrap_or_default()
    }

    /// Everybody a rung names: officers, members of roles, contacts; each once, only those there are.
    fn named(&self, rung: &Rung, office: &Office) -> Vec<String> {
        let mut people: Vec<String> = Vec::new();
        for name in &rung.to {
            let ids = match name.as_str() {
                "officer" => self.facts.officers.clone(),
                "head" | "director" => vec![name.clone()],
                other => vec![other.to_owned()],
            };
            for id in ids {
                if office.circle.contact(&id).is_some() && !people.contains(&id) {
                    people.push(id);
                }
            }
        }
        people
    }

    /// Whom a rung means today: while somebody works on it an escalation keeps to those in other rungs.
    pub(crate) fn means(&self, rung: &Rung, milestone: &Milestone, office: &Office, today: Day) -> Vec<String> {
        let mut people = self.named(rung, office);
        let works = milestone.acknowledged_on.is_some_and(|on| on.days_until(today) < 30);
        if rung.escalation == Escalation::WhenUnanswered && works {
            let rungs = self.rungs(milestone, office);
            let elsewhere = |person: &String| {
                rungs.iter().any(|other| other.offset != rung.offset && self.named(other, office).contains(person))
            };
            if people.iter().any(elsewhere) {
                people.retain(elsewhere);
            }
        }
        if people.is_empty() { vec![FALLBACK.to_owned()] } else { people }
    }

    /// The rung of that offset, if the milestone's ladder has it today.
    pub(crate) fn rung<'a>(&self, offset: Offset, milestone: &Milestone, office: &'a Office) -> Option<&'a Rung> {
        self.rungs(milestone, office).into_iter().find(|rung| rung.offset == offset)
    }

    /// Whether a milestone is one about which somebody may be written to today, other occurrences left aside.
    pub(crate) fn asks(&self, milestone: &Milestone, today: Day) -> bool {
        let milestone = &as_known(milestone, today);
        let history = milestone.is_history();
        let state = milestone.state(today);
        // An end sets legal clocks running, and takes none back.
        (!self.is_over(today) || milestone.kind == MilestoneKind::Duty)
            && milestone.closed.is_none()
            && state != MilestoneState::History
            && !(state == MilestoneState::Done && history)
            && milestone.snoozed_until.is_none_or(|until| until <= today)
    }

    /// What everybody must have today.
    pub(crate) fn owed(&self, office: &Office, today: Day) -> Vec<Owed> {
        let milestones: Vec<Milestone> = self.milestones.iter().map(|m| as_known(m, today)).collect();
        let mut newest: BTreeMap<String, Day> = BTreeMap::new();
        let come = |m: &&Milestone| m.recurs() && m.closed.is_none() && !m.is_history() && m.day <= today;
        for m in milestones.iter().filter(come).filter(|m| m.state(today) == MilestoneState::Open) {
            let day = newest.entry(m.what()).or_insert(m.day);
            *day = m.day.max(*day);
        }
        let mut owed = Vec::new();
        for m in milestones.iter().filter(|m| self.asks(m, today)) {
            if m.recurs() && newest.get(&m.what()).is_some_and(|day| *day > m.day) {
                continue;
            }
            let mut latest: BTreeMap<String, (Day, Offset)> = BTreeMap::new();
            for rung in self.rungs(m, office) {
                let opened_on = opening(rung.offset, m, &office.calendar);
                for person in self.means(rung, m, office, today) {
                    if opened_on <= today && latest.get(&person).is_none_or(|(before, _)| *before <= opened_on) {
                        latest.insert(person, (opened_on, rung.offset));
                    }
                }
            }
            for (person, (opened_on, rung)) in latest {
                // What had opened before the register knew of an awaited effect is not made up for.
                if m.is_learned_late() && opened_on < m.known_on {
                    continue;
                }
                let free_on = m.snoozed_until.map_or(opened_on, |until| until.max(opened_on));
                let before = self.rungs(m, office).into_iter().filter(|other| other.offset.side == RungSide::Before);
                let his = before.filter(|other| self.means(other, m, office, today).contains(&person));
                let last = his.map(|other| opening(other.offset, m, &office.calendar)).max();
                let is_not_the_last = rung.side == RungSide::Before && last.is_some_and(|last| last > opened_on);
                owed.push(Owed { what: m.what(), day: m.day, person, rung, opened_on, free_on, is_not_the_last });
            }
        }
        owed
    }
}

/// What was recorded on a day that has not come counts as known today.
pub(crate) fn as_known(milestone: &Milestone, today: Day) -> Milestone {
    Milestone { known_on: milestone.known_on.min(today), ..milestone.clone() }
}

/// The day a rung opens: its distance from the milestone by the calendar on the wall, then to a working day.
pub(crate) fn opening(offset: Offset, milestone: &Milestone, calendar: &Calendar) -> Day {
    let step = |day: Day| if offset.side == RungSide::Before { day.previous() } else { day.next() };
    let lean = if offset.side == RungSide::Before { SafeSide::Earlier } else { SafeSide::Later };
    let mut day =
        if offset.side == RungSide::Before { milestone.day } else { milestone.until.unwrap_or(milestone.day) };
    match offset.lead {
        Lead::Span(span) => {
            let (months, days) = (Months::new(span.months), Days::new(u64::from(span.days)));
            let moved = match offset.side {
                RungSide::Before => day.date().checked_sub_months(months).and_then(|date| date.checked_sub_days(days)),
                RungSide::After => day.date().checked_add_months(months).and_then(|date| date.checked_add_days(days)),
            };
            let moved = moved.expect("a day of our time");
            day = Day::ymd(moved.year(), moved.month(), moved.day()).expect("a day of our time");
            while !calendar.is_working(day, lean) {
                day = step(day);
            }
        }
        Lead::WorkingDays(days) => {
            for _ in 0..days {
                day = step(day);
                while !calendar.is_working(day, lean) {
                    day = step(day);
                }
            }
        }
    }
    day
}
