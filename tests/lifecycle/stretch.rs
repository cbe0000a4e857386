//! A stretch of days in an office out of the hat: its ladders, what its register holds on each day, its outages.

use std::collections::BTreeSet;

use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::day::Day;
use proptest::prelude::*;

use crate::arbitrary::a_register;
use crate::office::{Office, rung};
use crate::world::Register;

/// A ladder out of the hat: offsets of every unit, on both sides, for some of the people.
pub(crate) fn a_ladder() -> impl Strategy<Value = Vec<String>> {
    let offset = prop_oneof![
        4 => (0_u32..200).prop_map(|n| format!("-{n}d")),
        1 => (1_u32..9).prop_map(|n| format!("-{n}wd")),
        1 => (1_u32..7).prop_map(|n| format!("-{n}m")),
        2 => (1_u32..60).prop_map(|n| format!("+{n}d")),
        1 => (1_u32..9).prop_map(|n| format!("+{n}wd")),
    ];
    let people = prop_oneof![
        Just("officer"),
        Just("officer head"),
        Just("head director !"),
        Just("officer director !"),
        Just("nobody"),
    ];
    proptest::collection::vec((offset, people), 1..6).prop_map(|rungs| {
        let mut seen = BTreeSet::new();
        let text = |(offset, people): &(String, &str)| format!("{offset} {people}");
        rungs.iter().map(text).filter(|text| seen.insert(rung(text).offset.to_string())).collect()
    })
}

pub(crate) const KINDS: [&str; 5] = ["effect", "review", "notice", "renewal", "expiry"];

pub(crate) fn an_office(ladders: &[Vec<String>]) -> Office {
    let mut office = Office::new();
    for (name, rungs) in KINDS.iter().zip(ladders) {
        office.ladder(name, &rungs.iter().map(String::as_str).collect::<Vec<_>>());
    }
    office
}

/// What the register holds on that day: the acts recorded by then.
fn known_by(register: &Register, today: Day) -> Option<Register> {
    let acts: Vec<_> = register.0.acts.iter().filter(|act| act.recorded_on <= today).cloned().collect();
    (!acts.is_empty()).then_some(Register(Agreement { id: 7, acts }))
}

/// A stretch of the agreement's life that leads up to one of its milestones and past it, with days off the air.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    which: usize,
    before: i64,
    pub(crate) days: i64,
    outages: Vec<(i64, i64)>,
}

impl Stretch {
    pub(crate) fn is_up(&self, n: i64) -> bool {
        !self.outages.iter().any(|(from, length)| (*from..*from + *length).contains(&n))
    }

    pub(crate) fn first(&self, register: &Register) -> Day {
        let registered = register.0.acts[0].recorded_on;
        let found = register.through("2040-12-31").milestones;
        let asking: Vec<Day> = found.iter().filter(|m| m.day > registered).map(|m| m.day).take(12).collect();
        let about = asking.get(self.which % asking.len().max(1)).copied().unwrap_or(registered);
        about.plus_days(-self.before).unwrap().max(registered)
    }

    /// Each day of the stretch with what the register holds on it, and whether anything was recorded on it.
    pub(crate) fn days(&self, register: &Register) -> impl Iterator<Item = (i64, Day, Register, bool)> {
        let first = self.first(register);
        let register = register.clone();
        (0..self.days).filter_map(move |n| {
            let today = first.plus_days(n).unwrap();
            let recorded = register.0.acts.iter().any(|act| act.recorded_on == today);
            known_by(&register, today).map(|known| (n, today, known, recorded))
        })
    }
}

fn a_stretch() -> impl Strategy<Value = Stretch> {
    let outages = proptest::collection::vec((0_i64..400, 1_i64..60), 0..6);
    (0_usize..12, 0_i64..300, 150_i64..300, outages).prop_map(|(which, before, days, outages)| Stretch {
        which,
        before,
        days,
        outages,
    })
}

pub(crate) fn a_case(
    bodies: std::ops::Range<u8>,
    count: usize,
) -> impl Strategy<Value = (Register, Vec<Vec<String>>, Stretch)> {
    (a_register(bodies, count), proptest::collection::vec(a_ladder(), KINDS.len()), a_stretch())
}
