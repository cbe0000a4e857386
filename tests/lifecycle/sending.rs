//! What holds for letters whatever the register, the ladders and the outages: an office scans on the days it can.

use std::collections::BTreeSet;

use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{ClosedBy, Derivation, Milestone, MilestoneState};
use pactwatch::lifecycle::reminder::{Decision, Hold, PlannedMilestone, Verdict};
use proptest::prelude::*;

use crate::arbitrary::{ALL, PATIENCE, cases};
use crate::office::{Office, Sent};
use crate::stretch::{KINDS, Stretch, a_case, a_ladder, an_office};
use crate::world::Register;

/// What may speak on that day.
fn may_speak(m: &Milestone, today: Day) -> bool {
    let awaited = m.derivation == Derivation::Waiting;
    m.closed.is_none()
        && (!m.is_history() || awaited)
        && m.snoozed_until.is_none_or(|until| until <= today)
        && m.state(today) != MilestoneState::History
}

/// Whoever a scan leaves without the nearest rung that is open to him: lost letters.
fn lost(planned: &[PlannedMilestone<'_>], today: Day, office: &Office) -> Vec<String> {
    let mut lost = Vec::new();
    for PlannedMilestone { milestone, verdicts } in planned {
        let held = |v: &Verdict| {
            matches!(
                v.decision,
                Decision::Hold(
                    Hold::OvertakenBy(_) | Hold::Ended | Hold::NoRecipient | Hold::History | Hold::AcknowledgedUntil(_)
                )
            )
        };
        for verdict in verdicts.iter().filter(|v| v.opens_on <= today && !held(v)) {
            let who = verdict.recipient.as_deref().unwrap();
            let has = office
                .queued
                .iter()
                .any(|key| key.speaks_of(&milestone.topic(), milestone.day) && key.recipient == who);
            if may_speak(milestone, today) && !has {
                lost.push(format!("{today} {} {} {who}", milestone.mark(), verdict.rung));
            }
        }
    }
    lost
}

/// What was sent although nothing is asked on its day.
fn unasked(planned: &[PlannedMilestone<'_>], today: Day, sent: &[Sent]) -> Vec<Sent> {
    let asks = |s: &&Sent| {
        planned
            .iter()
            .any(|p| p.milestone.what() == s.what && p.milestone.day == s.day && may_speak(p.milestone, today))
    };
    sent.iter().filter(|s| !asks(s)).cloned().collect()
}

/// Whoever has not got the nearest rung that is open to him. Only where nothing was answered, ended or edited: then
/// what has opened goes on that very scan, and what is farther gives way to it.
fn behind(planned: &[PlannedMilestone<'_>], today: Day) -> Vec<String> {
    let mut behind = Vec::new();
    for PlannedMilestone { milestone, verdicts } in planned.iter().filter(|p| may_speak(p.milestone, today)) {
        // Whom an acknowledgement keeps out is nobody to write to.
        let overtaken = |v: &Verdict| {
            matches!(v.decision, Decision::Hold(Hold::OvertakenBy(_) | Hold::History | Hold::AcknowledgedUntil(_)))
        };
        let open = || verdicts.iter().filter(|v| v.opens_on <= today && !overtaken(v));
        for verdict in open() {
            let nearer = |other: &Verdict| other.recipient == verdict.recipient && other.opens_on > verdict.opens_on;
            let level = |other: &Verdict| other.recipient == verdict.recipient && other.opens_on == verdict.opens_on;
            let gone = |v: &Verdict| v.decision == Decision::Hold(Hold::AlreadyQueued);
            if !open().any(nearer) && !open().filter(|v| level(v)).any(gone) {
                behind.push(format!("{} {} {:?}", milestone.mark(), verdict.rung, verdict.recipient));
            }
        }
    }
    behind
}

/// Scans one office daily and another on its look days alone, and compares their letters.
fn look_days_suffice(register: &Register, ladders: &[Vec<String>], stretch: &Stretch) -> Result<(), TestCaseError> {
    let (mut daily, mut lazy) = (an_office(ladders), an_office(ladders));
    let end = stretch.first(register).plus_days(stretch.days + 700).unwrap();
    (daily.horizon, lazy.horizon) = (end, end);
    let (mut look, mut stale, mut looks) = (None::<Day>, true, 0);
    for (n, today, known, recorded) in stretch.days(register) {
        // An act clears the day, whether the office is up or not.
        stale |= recorded;
        if !stretch.is_up(n) {
            continue;
        }
        daily.scan(&known, today);
        if stale || look.is_some_and(|look| look <= today) {
            look = lazy.scan(&known, today);
            (stale, looks) = (false, looks + 1);
        }
        // The scan was complete all the same: it had nothing to look at here.
        lazy.last_scan = Some(today);
    }
    prop_assert_eq!(daily.log(), lazy.log());
    prop_assert!(looks <= stretch.days);
    Ok(())
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn letters_go_once_in_time_and_none_is_lost((register, ladders, stretch) in a_case(ALL, 8)) {
        let mut office = an_office(&ladders);
        for (n, today, known, _) in stretch.days(&register) {
            if !stretch.is_up(n) {
                continue;
            }
            office.horizon = today.plus_days(700).unwrap();
            let before = office.sent.len();
            let next = office.scan(&known, today);
            prop_assert!(next.is_none_or(|next| next > today), "the next look lies ahead");
            // Nothing before its opening, nothing twice, one a day for a person and a milestone, nothing unasked.
            let mut today_for = BTreeSet::new();
            for sent in &office.sent[before..] {
                prop_assert!(sent.opens_on <= today, "{:?}", sent);
                prop_assert!(today_for.insert((sent.what.clone(), sent.day, sent.recipient.clone())), "{:?}", sent);
            }
            let keys: BTreeSet<_> = office.queued.iter().map(|k| (k.topic.to_string(), k.day, k.occasion_text(), &k.recipient)).collect();
            prop_assert_eq!(keys.len(), office.queued.len(), "no key twice");
            // After the scan, whatever the outage before it, everybody due has a letter, and nobody else.
            let (lost, unasked, quiet) = office.plan(&known, today, |planned| {
                (lost(planned, today, &office), unasked(planned, today, &office.sent[before..]), nothing_to_send(planned))
            });
            prop_assert!(lost.is_empty(), "{:?}", lost);
            prop_assert!(unasked.is_empty(), "{:?}", unasked);
            prop_assert!(quiet, "a second scan of the day sends nothing");
        }
    }

    #[test]
    fn the_nearest_open_rung_has_always_gone((register, ladders, stretch) in a_case(PATIENCE, 9)) {
        let mut office = an_office(&ladders);
        for (n, today, known, _) in stretch.days(&register).filter(|(n, ..)| stretch.is_up(*n)) {
            office.horizon = today.plus_days(700).unwrap();
            office.scan(&known, today);
            let behind = office.plan(&known, today, |planned| behind(planned, today));
            prop_assert!(behind.is_empty(), "day {}: {:?}", n, behind);
        }
    }

    #[test]
    fn looking_on_look_days_alone_sends_the_same_letters((register, ladders, stretch) in a_case(ALL, 8)) {
        look_days_suffice(&register, &ladders, &stretch)?;
    }

    #[test]
    fn look_days_know_when_patience_ends((register, ladders, stretch) in a_case(PATIENCE, 9)) {
        look_days_suffice(&register, &ladders, &stretch)?;
    }

    #[test]
    fn editing_a_ladder_never_sends_the_past(
        (register, ladders, stretch) in a_case(ALL, 8), edited in proptest::collection::vec(a_ladder(), KINDS.len()), at in 20_i64..180,
    ) {
        let mut office = an_office(&ladders);
        let mut had: Vec<Sent> = Vec::new();
        let mut last = None;
        for (n, today, known, _) in stretch.days(&register) {
            office.horizon = today.plus_days(700).unwrap();
            if n == at {
                had = office.sent.clone();
                last = office.last_scan;
                let edited = an_office(&edited);
                office.ladders = edited.ladders;
            }
            let before = office.sent.len();
            office.scan(&known, today);
            for sent in office.sent[before..].iter().filter(|_| n >= at) {
                let same = |s: &&Sent| s.what == sent.what && s.day == sent.day && s.recipient == sent.recipient;
                let snoozed = |m: &Milestone| m.what() == sent.what && m.snoozed_until.is_some();
                if had.iter().any(|s| same(&s)) && last.is_some_and(|last| sent.opens_on <= last) {
                    // Only what a snooze had kept back may still go.
                    let found = known.through(&office.horizon.to_string()).milestones;
                    prop_assert!(found.iter().any(snoozed), "{:?} had opened by {:?}", sent, last);
                }
            }
        }
    }
}

fn nothing_to_send(planned: &[PlannedMilestone<'_>]) -> bool {
    planned.iter().flat_map(|p| &p.verdicts).all(|verdict| verdict.decision != Decision::Send)
}

#[test]
fn what_silences_a_milestone_says_why() {
    let register = Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y")]);
    let closed = register
        .clone()
        .act("2019-11-04", crate::world::hold("2019-12-22"))
        .act("2020-01-10", crate::world::terminate("2020-06-30"));
    let office = Office::new();
    let answered = office.hold(&closed, "2019-12-10", "review@2019-12-22", "-14d", "desk");
    assert_eq!(answered, Hold::Answered(ClosedBy::Held(crate::world::day("2019-11-04"))));
    assert_eq!(office.hold(&closed, "2020-06-24", "expiry@2020-06-30", "-7d", "desk"), Hold::Ended);
    assert_eq!(office.hold(&register, "2022-01-03", "review@2019-12-22", "+14d", "head"), {
        Hold::OvertakenBy(crate::world::day("2021-12-22"))
    });
    assert_eq!(office.hold(&register, "2022-06-01", "expiry@2022-12-22", "-180d", "desk"), Hold::NotYet);
}

/// K10: the next review's first rung opens a year ahead, on the day of this one; what is overdue is still told.
#[test]
fn k10_a_review_is_overtaken_from_the_next_one_s_own_day_on() {
    let register = Register::signed("2020-03-02", &[("term", "5y"), ("review_every", "1y")]);
    let mut office = Office::new().weekends_only().with("review", &["-1y officer", "+14d officer"]);
    office.scan_daily(&register, "2020-12-01", "2022-03-31");
    let expected = [
        "2020-12-01 review@2021-03-02 -1y desk",
        "2021-03-02 review@2022-03-02 -1y desk",
        "2021-03-16 review@2021-03-02 +14d desk",
        "2022-03-02 review@2023-03-02 -1y desk",
        "2022-03-16 review@2022-03-02 +14d desk",
    ];
    assert_eq!(office.log(), expected);
}

#[test]
fn what_only_informs_is_told_once_even_when_its_day_was_missed() {
    // 06/09/2017 + 5 y = Tue 06/09/2022, notice Sun 06/03/2022. Off from 01/01 to 01/04 and from 01/09 to 19/09/2022.
    let facts = [("term", "5y"), ("renewal", "tacit"), ("renewal_period", "5y"), ("notice", "6m")];
    let register = Register::signed("2017-09-06", &facts);
    let mut office = Office::new().weekends_only().with("notice", &["-14d officer", "+7d officer"]);
    office.scan_daily(&register, "2021-10-01", "2021-12-31");
    office.scan_daily(&register, "2022-04-02", "2022-08-31");
    office.scan_daily(&register, "2022-09-20", "2022-12-31");
    let expected = ["2022-04-02 notice@2022-03-06 -14d desk", "2022-09-20 renewal@2022-09-06 0d desk"];
    assert_eq!(office.log(), expected, "and no rung after what informs");
}

#[test]
fn a_scan_in_the_future_does_not_silence_the_present() {
    // The clock stood on 2030 once. With a letter queued in its day, the next rung goes when it opens.
    let register = Register::signed("2017-12-22", &[("term", "5y")]);
    let mut office = Office::new().weekends_only().with("expiry", &["-90d officer", "-30d officer"]);
    office.scan_daily(&register, "2022-09-20", "2022-10-01");
    office.last_scan = Some(crate::world::day("2030-01-01"));
    office.scan(&register, crate::world::day("2022-11-22"));
    let expected = ["2022-09-23 expiry@2022-12-22 -90d desk", "2022-11-22 expiry@2022-12-22 -30d desk"];
    assert_eq!(office.log(), expected);
}

#[test]
fn a_farther_rung_gives_way_to_a_nearer_one_that_went() {
    // The − 30 d letter went; later the ladder loses that rung and gains one at − 60 d, and the last scan is not known.
    let register = Register::signed("2017-12-22", &[("term", "5y")]);
    let mut office = Office::new().weekends_only().with("expiry", &["-30d officer"]);
    office.scan_daily(&register, "2022-11-01", "2022-11-30");
    office.ladder("expiry", &["-60d officer"]);
    office.last_scan = None;
    let held = office.hold(&register, "2022-12-01", "expiry@2022-12-22", "-60d", "desk");
    assert_eq!(held, Hold::SupersededBy("-30d".parse().unwrap()));
}

#[test]
fn an_end_at_the_edge_of_the_calendar_silences_nothing() {
    let register = Register::signed("2017-12-22", &[("term", "until 2199-12-31"), ("review_every", "2y")]);
    let mut office = Office::new().weekends_only();
    office.horizon = crate::world::day("2199-12-31");
    // 22/12/2019 is a Sunday; 60 days before it is Wed 23/10/2019.
    office.scan(&register, crate::world::day("2019-10-23 Wed"));
    assert_eq!(office.log(), ["2019-10-23 review@2019-12-22 -60d desk"]);
}
