//! Agreements, acts and ladders out of a hat. The hat is the same on every run: a fixed seed, which proptest prints with
//! a case that fails; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` turn it.

use std::collections::BTreeMap;

use pactwatch::lifecycle::act::{Act, ActBody, Choice, Notice, Side};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::Milestone;
use pactwatch::lifecycle::span::Span;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::world::{Register, facts};

/// The day the first agreement of the register was signed.
const SEED: u64 = 20_171_222;

/// So many cases, the same ones on every run.
pub(crate) fn cases(number: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
    }
    config.failure_persistence = None;
    config
}

/// A day between the first days of two years.
pub(crate) fn a_day(from: i32, to: i32) -> impl Strategy<Value = Day> {
    let first = Day::ymd(from, 1, 1).unwrap();
    let last = Day::ymd(to - 1, 12, 31).unwrap();
    (0..=first.days_until(last)).prop_map(move |n| first.plus_days(n).unwrap())
}

pub(crate) fn a_span(months: std::ops::Range<u32>, days: std::ops::Range<u32>) -> impl Strategy<Value = Span> {
    (months, days).prop_map(|(months, days)| Span { months, days })
}

fn a_term(signed: Day) -> impl Strategy<Value = String> {
    let after = move |n: i64| signed.plus_days(n).unwrap_or(Day::last());
    prop_oneof![
        4 => a_span(1..120, 0..20).prop_map(|span| span.to_string()),
        2 => (30_i64..5000).prop_map(move |n| format!("until {}", after(n))),
        1 => (30_i64..5000, 1_i64..400).prop_map(move |(n, m)| format!("until {}..{}", after(n), after(n + m))),
        1 => Just("open".to_owned()),
        1 => Just("unknown".to_owned()),
    ]
}

/// Sound facts about an agreement signed on that day.
pub(crate) fn some_facts(signed: Day) -> impl Strategy<Value = BTreeMap<String, String>> {
    let maybe = |months: std::ops::Range<u32>| proptest::option::weighted(0.6, a_span(months, 0..3));
    (
        a_term(signed),
        prop_oneof![Just("civil"), Just("inclusive")],
        prop_oneof![Just("none"), Just("consent"), Just("tacit")],
        a_span(6..61, 0..5),
        proptest::option::weighted(0.3, 0_u32..4),
        (maybe(1..6), maybe(1..7), maybe(3..37)),
        prop_oneof![4 => Just("signature"), 1 => Just("notification")],
    )
        .prop_map(move |(term, count, renewal, period, max, (notice, early, review), effect)| {
            let mut pairs =
                vec![("signed_on", signed.to_string()), ("term", term.clone()), ("effect", effect.to_owned())];
            pairs.push(("count", count.to_owned()));
            let tacit = renewal == "tacit" && !term.contains("..") && term != "open";
            if tacit || renewal != "tacit" {
                pairs.push(("renewal", renewal.to_owned()));
            }
            if tacit {
                pairs.push(("renewal_period", period.to_string()));
                pairs.extend(max.map(|max| ("renewals_max", max.to_string())));
            }
            for (name, span) in [("notice", notice), ("termination_notice", early), ("review_every", review)] {
                pairs.extend(span.map(|span| (name, span.to_string())));
            }
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
            facts(&pairs)
        })
}

/// What an act will be once there is an agreement to do it to: which body, which milestone, how far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whim {
    body: u8,
    which: usize,
    on: i64,
    far: i64,
    recorded: i64,
}

pub(crate) fn some_whims(bodies: std::ops::Range<u8>, count: usize) -> impl Strategy<Value = Vec<Whim>> {
    let whim = (bodies, 0..12_usize, 0..5000_i64, 0..1500_i64, 0..3000_i64)
        .prop_map(|(body, which, on, far, recorded)| Whim { body, which, on, far, recorded });
    proptest::collection::vec(whim, 0..=count)
}

/// The bodies that speak of what happened, among them those that ask for patience: acknowledge and snooze; the two after
/// them, `correct` and `void`, speak of what was known.
pub(crate) const HAPPENED: std::ops::Range<u8> = 0..15;
pub(crate) const PATIENCE: std::ops::Range<u8> = 13..15;
pub(crate) const ALL: std::ops::Range<u8> = 0..17;

/// An agreement with acts, recorded in the order of their days of recording, as a register does.
pub(crate) fn a_register(bodies: std::ops::Range<u8>, count: usize) -> impl Strategy<Value = Register> {
    (a_day(2000, 2020), 0_i64..1500).prop_flat_map(move |(signed, late)| {
        (some_facts(signed), some_whims(bodies.clone(), count)).prop_map(move |(facts, whims)| {
            let registered = signed.plus_days(late).unwrap();
            let act = Act {
                seq: 1,
                on: registered,
                recorded_on: registered,
                by: "desk".to_owned(),
                number: None,
                note: None,
                body: ActBody::Register { facts, import: None },
                origin: pactwatch::lifecycle::act::Origin::default(),
            };
            let mut register = Register(pactwatch::lifecycle::agreement::Agreement { id: 7, acts: vec![act] });
            carry_out(&mut register, signed, registered, &whims);
            register
        })
    })
}

fn carry_out(register: &mut Register, signed: Day, registered: Day, whims: &[Whim]) {
    let plain = register.clone();
    let milestones = plain.through("2040-12-31").milestones;
    let mut acts = Vec::new();
    for (seq, whim) in (2..).zip(whims) {
        let Some(body) = body(*whim, signed, &milestones, seq) else { continue };
        // Answers come about the day they answer, and are recorded at once; the rest comes when it comes.
        let near = match &body {
            ActBody::HoldReview { review: day } | ActBody::Postpone { review: day, .. } => Some(*day),
            ActBody::Decide { milestone, .. }
            | ActBody::Acknowledge { milestone }
            | ActBody::Snooze { milestone, .. } => Some(milestone.day),
            _ => None,
        };
        let on = near.map_or(signed.plus_days(whim.on), |day| day.plus_days(whim.far % 150 - 100)).unwrap();
        let recorded_on = near.map_or(registered.plus_days(whim.recorded).unwrap(), |_| on.max(registered));
        acts.push((recorded_on, on, body));
    }
    acts.sort_by_key(|(recorded_on, ..)| *recorded_on);
    for (seq, (recorded_on, on, body)) in (2..).zip(acts) {
        let by = "desk".to_owned();
        register.0.acts.push(Act {
            seq,
            on,
            recorded_on,
            by,
            number: None,
            note: None,
            body,
            origin: pactwatch::lifecycle::act::Origin::default(),
        });
    }
}

fn body(whim: Whim, signed: Day, milestones: &[Milestone], seq: i64) -> Option<ActBody> {
    let on = signed.plus_days(whim.on).unwrap();
    let later = on.plus_days(whim.far).unwrap();
    let mark = || milestones.get(whim.which % milestones.len().max(1)).map(Milestone::mark);
    let review = || {
        let reviews: Vec<Day> = milestones.iter().filter(|m| m.what() == "review").map(|m| m.day).take(12).collect();
        reviews.get(whim.which % reviews.len().max(1)).copied()
    };
    let pairs = |name: &str, text: String| BTreeMap::from([(name.to_owned(), text)]);
    let months = u32::try_from(whim.far % 60).unwrap() + 1;
    Some(match whim.body {
        0 => ActBody::EnterIntoForce { in_force_on: Some(signed.plus_days(whim.far).unwrap()), received_on: None },
        1 => ActBody::Extend { until: Some(later), span: None, their_number: None },
        2 => ActBody::Extend { until: None, span: Some(Span::months(months)), their_number: None },
        3 => ActBody::Amend { from_on: later, set: pairs("review_every", Span::months(months).to_string()) },
        4 => ActBody::Amend { from_on: later, set: pairs("notice", Span::months(months % 6 + 1).to_string()) },
        5 => ActBody::Notify { what: Notice::NonRenewal, by: Side::Us, received_on: on },
        6 => ActBody::Notify { what: Notice::Termination, by: Side::Partner, received_on: on },
        7 => ActBody::Suspend,
        8 => ActBody::Resume,
        9 => ActBody::Terminate { ends_on: later },
        10 => ActBody::HoldReview { review: review()? },
        11 => {
            ActBody::Postpone { review: review()?, to: review()?.plus_days(whim.far % 200 - 50).unwrap(), by: Side::Us }
        }
        12 => ActBody::Decide {
            milestone: mark()?,
            choice: [Choice::Renew, Choice::Renegotiate, Choice::Lapse][whim.which % 3],
        },
        13 => ActBody::Acknowledge { milestone: mark()? },
        // As long as a snooze can be from the day `carry_out` gives it: always past that day.
        14 => ActBody::Snooze {
            milestone: mark()?,
            until: mark()?.day.plus_days(whim.far % 150 - 99 + whim.on % 40).unwrap(),
        },
        15 => ActBody::Correct {
            field: "notice".to_owned(),
            old: String::new(),
            new: Span::months(months % 6 + 1).to_string(),
            commitment: None,
        },
        _ => ActBody::Void { voids: i64::try_from(whim.which).unwrap() % seq + 1 },
    })
}
