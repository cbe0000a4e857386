//! What holds for dates whatever the register contains.

use pactwatch::lifecycle::act::{Act, ActBody, MilestoneKind};
use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::timeline;
use pactwatch::lifecycle::span::Span;
use pactwatch::lifecycle::term::{TermCount, last_day};
use proptest::prelude::*;

use crate::arbitrary::{ALL, HAPPENED, a_day, a_register, a_span, cases};
use crate::office::Office;
use crate::world::{Register, day, facts};

/// A second means to count: months by year and month alone, the day cut to a table's length, then days one by one.
fn counted(anchor: Day, span: Span) -> Day {
    let months = i64::from(anchor.year()) * 12 + i64::from(anchor.month()) - 1 + i64::from(span.months);
    let (mut year, mut month) = (i32::try_from(months / 12).unwrap(), u32::try_from(months % 12).unwrap() + 1);
    let length = |year: i32, month: u32| match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let mut day = anchor.day().min(length(year, month));
    for _ in 0..span.days {
        day += 1;
        if day > length(year, month) {
            (day, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
    }
    Day::ymd(year, month, day).unwrap()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn the_kth_review_is_counted_from_the_anchor(anchor in a_day(1950, 2060), every in a_span(1..40, 0..40)) {
        let register = Register::signed(&anchor.to_string(), &[("term", "open"), ("review_every", &every.to_string())]);
        let through = anchor.plus(Span::years(60)).unwrap();
        let found = timeline(&register.0, through).unwrap().milestones;
        let reviews: Vec<_> = found.iter().filter(|m| m.kind == MilestoneKind::Review).collect();
        for (k, review) in (1..).zip(&reviews) {
            prop_assert_eq!(review.nth, k);
            prop_assert_eq!(review.day, counted(anchor, every.times(k)));
        }
        let next = u32::try_from(reviews.len()).unwrap() + 1;
        prop_assert!(counted(anchor, every.times(next)) > through, "none is missing at the end");
        prop_assert!(reviews.is_sorted_by(|one, other| one.day < other.day));
    }

    #[test]
    fn every_period_ends_where_it_is_counted_from_the_anchor(
        anchor in a_day(1950, 2060), term in a_span(1..80, 0..10), period in a_span(1..80, 0..10),
    ) {
        let pairs = [("term", term.to_string()), ("renewal", "tacit".to_owned()), ("renewal_period", period.to_string())];
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let register = Register::signed(&anchor.to_string(), &pairs);
        let through = anchor.plus(Span::years(40)).unwrap();
        let found = timeline(&register.0, through).unwrap().milestones;
        for (k, renewal) in (0..).zip(found.iter().filter(|m| m.kind == MilestoneKind::Renewal)) {
            prop_assert_eq!(renewal.nth, k + 1);
            prop_assert_eq!(renewal.day, counted(anchor, term.and(period.times(k))));
        }
    }

    #[test]
    fn inclusive_is_the_day_before_unless_the_month_was_clamped(anchor in a_day(1900, 2100), span in a_span(1..200, 0..3)) {
        let civil = last_day(anchor, span, TermCount::Civil).unwrap();
        let inclusive = last_day(anchor, span, TermCount::Inclusive).unwrap();
        let clamped = counted(anchor, Span::months(span.months)).day() != anchor.day();
        prop_assert_eq!(inclusive.days_until(civil), i64::from(!clamped));
        prop_assert_eq!(civil, counted(anchor, span));
    }

    #[test]
    fn a_longer_span_never_ends_earlier(anchor in a_day(1900, 2100), months in 0_u32..300, days in 0_u32..300) {
        let end = |months, days| anchor.plus(Span { months, days }).unwrap();
        prop_assert!(end(months, days) <= end(months + 1, days));
        prop_assert!(end(months, days) < end(months, days + 1));
        prop_assert!(anchor.minus(Span::months(months)).is_err() || anchor.minus(Span::months(months)).unwrap() <= anchor);
    }
}

/// The same acts recorded in another order on one and the same day; what a void takes back goes along.
fn shuffled(register: &Register, order: &[usize]) -> Register {
    let mut places: Vec<usize> = (1..register.0.acts.len()).collect();
    places.sort_by_key(|at| (order.get(*at).copied().unwrap_or(*at), *at));
    places.insert(0, 0);
    let new_seq = |old: i64| {
        let at = places.iter().position(|at| register.0.acts[*at].seq == old);
        at.map_or(old, |at| i64::try_from(at).unwrap() + 1)
    };
    let recorded_on = register.0.acts.last().unwrap().recorded_on;
    let acts = places.iter().map(|at| {
        let act = &register.0.acts[*at];
        let body = match act.body {
            ActBody::Void { voids } => ActBody::Void { voids: new_seq(voids) },
            _ => act.body.clone(),
        };
        Act { seq: new_seq(act.seq), recorded_on, body, ..act.clone() }
    });
    Register(Agreement { id: register.0.id, acts: acts.collect() })
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn the_order_of_recording_decides_nothing(
        register in a_register(HAPPENED, 9),
        order in proptest::collection::vec(0_usize..100, 10),
    ) {
        let as_is = shuffled(&register, &[]);
        let other = shuffled(&register, &order);
        let (one, other) = (as_is.through("2045-12-31"), other.through("2045-12-31"));
        prop_assert_eq!(one.course, other.course);
        prop_assert_eq!(one.milestones, other.milestones);
    }

    #[test]
    fn what_was_known_on_a_past_day_never_changes(register in a_register(ALL, 9), keep in 1_usize..9) {
        let kept = Register(Agreement { id: 7, acts: register.0.acts.iter().take(keep).cloned().collect() });
        let Some(next) = register.0.acts.get(keep) else { return Ok(()) };
        let before = next.recorded_on.previous();
        let texts = |r: &Register| r.0.knowledge_on(before).unwrap().map(|known| (known.facts.clone(), known.acts.len()));
        prop_assert_eq!(texts(&kept), texts(&register));
        // Since when a milestone has been known does not change either, as long as it is there.
        let (then, now) = (kept.through("2045-12-31"), register.through("2045-12-31"));
        for old in &then.milestones {
            if let Some(new) = now.milestones.iter().find(|new| new.what() == old.what() && new.day == old.day) {
                prop_assert_eq!(new.known_on, old.known_on, "{}", old.mark());
            }
        }
    }

    #[test]
    fn a_nearer_horizon_shows_the_same_days(register in a_register(ALL, 9), near in a_day(2001, 2040)) {
        let far = register.through("2045-12-31");
        let near_by = timeline(&register.0, near).unwrap();
        let expected: Vec<_> = far.milestones.iter().filter(|m| m.day <= near).cloned().collect();
        prop_assert_eq!(near_by.milestones.clone(), expected);
        for today in [near, near.plus_days(-40).unwrap()] {
            prop_assert_eq!(near_by.status(today), far.status(today), "{}", today);
        }
    }

    #[test]
    fn milestones_stand_in_order_and_within_the_life(register in a_register(ALL, 9)) {
        let timeline = register.through("2045-12-31");
        prop_assert!(timeline.milestones.is_sorted_by_key(|m| m.day));
        let ends = timeline.milestones.iter().filter(|m| m.kind == MilestoneKind::Expiry).count();
        prop_assert!(ends <= 1, "one end at most");
        if let Some(last) = timeline.course.last_day() {
            let late = |m: &&pactwatch::lifecycle::milestone::Milestone| m.day > last && m.moved_from.is_none();
            let late: Vec<_> = timeline.milestones.iter().filter(late).filter(|m| m.kind != MilestoneKind::Effect).collect();
            prop_assert!(late.is_empty(), "{:?} after {}", late, last);
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn no_day_within_the_calendar_makes_it_panic(
        signed in a_day(1900, 2200), today in a_day(1900, 2200), until in a_day(1900, 2200), every in a_span(8..400, 0..400),
        renewal in prop_oneof![Just("none"), Just("tacit")],
    ) {
        for term in ["300y".to_owned(), every.to_string(), format!("until {until}"), "open".to_owned()] {
            let texts = [("term", term), ("review_every", every.to_string()), ("notice", every.to_string()),
                ("renewal", renewal.to_owned()), ("renewal_period", every.to_string())];
            let pairs: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let register = Register::signed(&signed.to_string(), &pairs);
            prop_assert!(!facts(&pairs).is_empty());
            let mut office = Office::new();
            office.horizon = day("2199-12-31");
            let planned = office.plan(&register, today, |planned| planned.to_vec().len());
            prop_assert!(planned >= 1, "entry into force at least");
        }
    }
}
