//! What happened in the worlds, counted by name, so that a run can say what it has tried.

use std::collections::BTreeMap;
use std::fmt;

use pactwatch::lifecycle::act::{ActBody, Skipped};

/// What each run of many worlds must have tried at least once.
const MUST_HAPPEN: [&str; 24] = [
    "act: commitment",
    "act: commitment answered",
    "act: confirmed",
    "act: progress",
    "act: snooze",
    "act: step",
    "act under a wrong clock",
    "clock 30 days ahead",
    "clock 400 days ahead",
    "clock in 2038",
    "crash: claim",
    "crash: connect",
    "crash: enqueue",
    "crash: open receipt",
    "crash: post",
    "crash: settle",
    "office with one letter a day and a mistyped address",
    "panic at opening",
    "panic in a letter",
    "server breaks the line at some recipients",
    "server down",
    "server limits its rate",
    "server refuses every login",
    "server refuses every sender",
];

/// Counts by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    pub(crate) fn count(&mut self, what: &'static str) {
        self.add(what, 1);
    }

    pub(crate) fn add(&mut self, what: &'static str, times: usize) {
        *self.0.entry(what).or_default() += times;
    }

    /// Acts that the worlds learned late are counted by kind; the others are in every world.
    pub(crate) fn count_act(&mut self, body: &ActBody) {
        let promised = |topic: &str| topic.starts_with("commitment");
        let what = match body {
            ActBody::Commit(_) => "act: commitment",
            ActBody::Fulfil { milestone } | ActBody::Skip { which: Skipped::Milestone(milestone), .. }
                if promised(&milestone.to_string()) =>
            {
                "act: commitment answered"
            }
            ActBody::Confirm { .. } => "act: confirmed",
            ActBody::Progress { .. } => "act: progress",
            ActBody::Snooze { .. } => "act: snooze",
            ActBody::Step { .. } => "act: step",
            _ => "act: others",
        };
        self.count(what);
    }

    pub(crate) fn times(&self, what: &str) -> usize {
        self.0.get(what).copied().unwrap_or_default()
    }

    pub(crate) fn take_in(&mut self, other: &Self) {
        for (what, times) in &other.0 {
            self.add(what, *times);
        }
    }

    /// What should have happened and did not.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        MUST_HAPPEN.into_iter().filter(|what| self.times(what) == 0).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(what, times)| writeln!(f, "{times:>7}  {what}"))
    }
}
