//! An agreement put together for a test, and what the program makes of it, as lines that can be compared.

use std::collections::BTreeMap;

use pactwatch::lifecycle::act::{Act, ActBody, Choice, MilestoneKind, Notice, Side, Skipped};
use pactwatch::lifecycle::agreement::{Agreement, Facts};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{Milestone, Timeline, timeline};

/// `2022-12-22`, or `2022-12-22 Thu`: the weekday is checked where it is written.
pub(crate) fn day(text: &str) -> Day {
    let (date, weekday) = text.split_once(' ').unwrap_or((text, ""));
    let day: Day = date.parse().unwrap_or_else(|error| panic!("{error}"));
    assert!(weekday.is_empty() || day.weekday().to_string() == weekday, "{text} is a {}", day.weekday());
    day
}

/// Facts as canonical texts, with a title and an officer so that nothing but the case itself is missing.
pub(crate) fn facts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let given = [("reference", "T-1"), ("title", "Bản ghi nhớ"), ("officers", "desk")];
    given.iter().chain(pairs).map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// One agreement with its acts.
#[derive(Clone, Debug)]
pub(crate) struct Register(pub(crate) Agreement);

impl Register {
    /// Registered on that day with these facts.
    pub(crate) fn new(registered_on: &str, pairs: &[(&str, &str)]) -> Self {
        Self(Agreement { id: 7, acts: Vec::new() }).recorded(
            registered_on,
            registered_on,
            ActBody::Register { facts: facts(pairs), import: None },
        )
    }

    /// Registered on the day of signing, so that nothing is history.
    pub(crate) fn signed(signed_on: &str, pairs: &[(&str, &str)]) -> Self {
        Self::new(signed_on, &[&[("signed_on", signed_on)], pairs].concat())
    }

    /// An act recorded on the day it happened.
    pub(crate) fn act(self, on: &str, body: ActBody) -> Self {
        self.recorded(on, on, body)
    }

    /// An act recorded on another day than it happened.
    pub(crate) fn recorded(mut self, on: &str, recorded_on: &str, body: ActBody) -> Self {
        let seq = i64::try_from(self.0.acts.len()).unwrap() + 1;
        let by = "desk".to_owned();
        self.0.acts.push(Act {
            seq,
            on: day(on),
            recorded_on: day(recorded_on),
            by,
            number: None,
            note: None,
            body,
            origin: pactwatch::lifecycle::act::Origin::default(),
        });
        self
    }

    /// The last act taken back, on that day.
    pub(crate) fn void_last(self, on: &str) -> Self {
        let voids = self.0.acts.last().unwrap().seq;
        self.act(on, ActBody::Void { voids })
    }

    /// What follows from it through that day.
    pub(crate) fn through(&self, through: &str) -> Timeline<'_> {
        timeline(&self.0, day(through)).unwrap()
    }

    /// `2022-12-22 Thu expiry 1 open`, one line a milestone; entry into force, which every case has, is left out.
    pub(crate) fn agenda(&self, through: &str, today: &str) -> Vec<String> {
        let today = day(today);
        self.through(through)
            .milestones
            .iter()
            .filter(|m| m.kind != MilestoneKind::Effect)
            .map(|m| line(m, today))
            .collect()
    }

    /// The days of one kind of milestone, with their weekdays.
    pub(crate) fn days(&self, kind: MilestoneKind, through: &str) -> Vec<String> {
        let found = self.through(through).milestones;
        found.iter().filter(|m| m.kind == kind).map(|m| format!("{} {}", m.day, m.day.weekday())).collect()
    }

    /// The milestone of that kind and day.
    pub(crate) fn one(&self, kind: MilestoneKind, on: &str) -> Milestone {
        let found = self.through(on).milestones;
        found.into_iter().find(|m| m.kind == kind && m.day == day(on)).unwrap_or_else(|| panic!("no {kind:?} on {on}"))
    }

    /// The status' word on that day.
    pub(crate) fn status(&self, today: &str) -> &'static str {
        self.through(today).status(day(today)).name()
    }

    /// The last day of the period that runs on that day.
    pub(crate) fn ends_on(&self, today: &str) -> String {
        let timeline = self.through(today);
        timeline.course.period_on(day(today)).map_or_else(|| "none".to_owned(), |period| period.last_day().to_string())
    }

    /// What is wrong with the facts.
    pub(crate) fn flaws(&self) -> Vec<String> {
        let known = self.0.knowledge().unwrap();
        Facts::contradictions(&known.facts).iter().map(ToString::to_string).collect()
    }
}

fn line(m: &Milestone, today: Day) -> String {
    format!("{} {} {} {} {}", m.day, m.day.weekday(), m.kind.name(), m.nth, m.state(today).name())
}

pub(crate) fn extend_until(until: &str) -> ActBody {
    ActBody::Extend { until: Some(day(until)), span: None, their_number: None }
}

pub(crate) fn extend_for(span: &str) -> ActBody {
    ActBody::Extend { until: None, span: Some(span.parse().unwrap()), their_number: None }
}

pub(crate) fn amend(from_on: &str, pairs: &[(&str, &str)]) -> ActBody {
    let set = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    ActBody::Amend { from_on: day(from_on), set }
}

pub(crate) fn notify(what: Notice, received_on: &str) -> ActBody {
    ActBody::Notify { what, by: Side::Partner, received_on: day(received_on) }
}

pub(crate) fn hold(review: &str) -> ActBody {
    ActBody::HoldReview { review: day(review) }
}

pub(crate) fn postpone(review: &str, to: &str) -> ActBody {
    ActBody::Postpone { review: day(review), to: day(to), by: Side::Partner }
}

pub(crate) fn skip(review: &str) -> ActBody {
    ActBody::Skip { which: Skipped::Review(day(review)), why: "hai bên thống nhất không họp".to_owned() }
}

pub(crate) fn decide(mark: &str, choice: Choice) -> ActBody {
    ActBody::Decide { milestone: mark.parse().unwrap(), choice }
}

pub(crate) fn acknowledge(mark: &str) -> ActBody {
    ActBody::Acknowledge { milestone: mark.parse().unwrap() }
}

pub(crate) fn snooze(mark: &str, until: &str) -> ActBody {
    ActBody::Snooze { milestone: mark.parse().unwrap(), until: day(until) }
}

pub(crate) fn terminate(ends_on: &str) -> ActBody {
    ActBody::Terminate { ends_on: day(ends_on) }
}

pub(crate) fn correct(field: &str, new: &str) -> ActBody {
    ActBody::Correct { field: field.to_owned(), old: String::new(), new: new.to_owned(), commitment: None }
}
