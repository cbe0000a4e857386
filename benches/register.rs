//! What a register costs: milestones worked out a second over 100,000 agreements, a rehearsal of 500 agreements over ten
//! years, and a morning's scan over 100,000 agreements in a file, with the memory it takes.
//!
//! The yardstick for milestones is `chrono`'s own month arithmetic, one clamped addition a milestone, measured in the same
//! run: the ratio says how much of a milestone is more than counting. The yardstick for the rehearsal is the same letters
//! written alone, template and MIME, as `cargo bench --bench render` measures. The yardstick for the scan on which
//! nothing is due is the same scan over a hundredth of the agreements: a scan looks at what may be due, not at what is
//! stored.
//!
//! Run with `cargo bench --bench register`; `cargo bench --bench register -- 1000000 FILE` scans that many, and leaves the
//! register in FILE.

#![allow(clippy::cast_precision_loss)] // counts for people

#[path = "register/large.rs"]
mod large;

use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, Months, NaiveDate};
use pactwatch::config::{self, Checks};
use pactwatch::desk::rehearse::rehearse;
use pactwatch::lifecycle::act::{Act, ActBody};
use pactwatch::lifecycle::agreement::{Agreement, Facts, Field};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::timeline;
use pactwatch::store::{Stamp, Store};
use pactwatch::watch::Office;

const AGREEMENTS: i64 = 100_000;
const REHEARSED: i64 = 500;

fn main() {
    let numbers: Vec<i64> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if let Some(agreements) = numbers.first() {
        return large::scans(*agreements, std::env::args().nth(2).as_deref().map(Path::new));
    }
    // First, so that its memory is its own.
    large::scans(AGREEMENTS, None);
    milestones();
    rehearsal();
}

/// The sample office.
fn office() -> Office {
    let config = config::parse(config::sample(), Path::new("/nowhere"), &Checks::NONE).expect("the sample reads");
    Office::new(&config).expect("the sample is sound")
}

/// Facts from canonical texts.
fn set(texts: impl IntoIterator<Item = (Field, String)>) -> Facts {
    let mut facts = Facts::default();
    for (field, text) in texts {
        facts.set(field, Some(&text)).expect("texts in canonical form");
    }
    facts
}

/// Five years, tacitly renewed or not, reviewed every two, signed on a day of its own.
fn facts(id: i64) -> Facts {
    let signed = Day::ymd(2016, 1, 1).and_then(|day| day.plus_days(id * 7 % 3_600)).expect("a day near 2020");
    let tacit = id % 3 == 0;
    set([
        (Field::Reference, format!("B-{id:06}")),
        (Field::Title, format!("Bản thỏa thuận hợp tác số {id}")),
        (Field::SignedOn, signed.to_string()),
        (Field::Term, "5y".to_owned()),
        (Field::Renewal, if tacit { "tacit" } else { "none" }.to_owned()),
        (Field::RenewalPeriod, if tacit { "5y" } else { "" }.to_owned()),
        (Field::Notice, if tacit { "6m" } else { "" }.to_owned()),
        (Field::ReviewEvery, "2y".to_owned()),
        (Field::Officers, "desk-korea".to_owned()),
    ])
}

fn milestones() {
    let through = Day::ymd(2036, 12, 31).expect("a day of the calendar");
    let agreements: Vec<Agreement> = (1..=AGREEMENTS)
        .map(|id| {
            let facts = facts(id);
            let on = facts.signed_on.expect("set above");
            let body = ActBody::Register { facts: facts.texts(), import: None };
            let by = "bench".to_owned();
            Agreement {
                id,
                acts: vec![Act {
                    seq: id,
                    on,
                    recorded_on: on,
                    by,
                    number: None,
                    note: None,
                    body,
                    origin: pactwatch::lifecycle::act::Origin::default(),
                }],
            }
        })
        .collect();
    let started = Instant::now();
    let mut found = 0_u64;
    for agreement in &agreements {
        found += timeline(agreement, through).expect("sound facts").milestones.len() as u64;
    }
    let seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let anchor = NaiveDate::from_ymd_opt(2016, 1, 31).expect("a day of the calendar");
    let mut days = 0_i64;
    for n in 0..found {
        let day = anchor.checked_add_months(Months::new((n % 240) as u32)).expect("within the calendar");
        days += (day - anchor).num_days();
    }
    let yardstick = started.elapsed().as_secs_f64();
    assert!(days > 0, "the yardstick has counted");
    println!("milestones of {AGREEMENTS} agreements through {through}: {found}");
    println!("  worked out          {:>12.0} a second", found as f64 / seconds);
    println!("  month additions     {:>12.0} a second (the yardstick)", found as f64 / yardstick);
    println!("  ratio               {:>12.4}", yardstick / seconds);
}

fn rehearsal() {
    let office = office();
    let mut store = Store::in_memory().expect("memory");
    let from = Day::ymd(2027, 1, 1).expect("a day of the calendar");
    let to = Day::ymd(2036, 12, 31).expect("a day of the calendar");
    let at = DateTime::from_timestamp(1_798_736_400, 0).expect("2027");
    let stamp = Stamp { at, on: from, by: "bench".to_owned(), origin: pactwatch::lifecycle::act::Origin::default() };
    store
        .write(|tx| (1..=REHEARSED).try_for_each(|id| tx.register(&facts(id), None, &stamp).map(drop)))
        .expect("a register of sound facts");
    let started = Instant::now();
    let rehearsal = rehearse(&store, &office, from, to).expect("a rehearsal");
    let seconds = started.elapsed().as_secs_f64();
    println!("rehearsal of {REHEARSED} agreements from {from} to {to}: {} letters", rehearsal.letters.len());
    println!("  took                {seconds:>12.2} seconds");
    println!("  letters             {:>12.0} a second", rehearsal.letters.len() as f64 / seconds);
}
