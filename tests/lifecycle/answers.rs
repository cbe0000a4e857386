//! Acts that answer a milestone, or ask for patience: decide, acknowledge, snooze. What each does to the letters.

use pactwatch::lifecycle::act::{Choice, MilestoneKind};
use pactwatch::lifecycle::milestone::ClosedBy;
use pactwatch::lifecycle::reminder::{Decision, Hold, ReminderFate, Verdict};

use crate::office::Office;
use crate::world::{Register, acknowledge, day, decide, extend_until, snooze};

/// Ends on Thu 22/12/2022.
fn register() -> Register {
    Register::signed("2017-12-22", &[("term", "5y")])
}

#[test]
fn lapse_at_an_expiry_closes_it_and_nothing_else_does() {
    for (choice, state) in
        [(Choice::Lapse, "done"), (Choice::Renew, "open"), (Choice::Renegotiate, "open"), (Choice::Terminate, "open")]
    {
        let register = register().act("2022-09-30", decide("expiry@2022-12-22", choice));
        assert_eq!(register.agenda("2023-12-31", "2022-10-01"), [format!("2022-12-22 Thu expiry 1 {state}")]);
        let expiry = register.one(MilestoneKind::Expiry, "2022-12-22");
        assert_eq!(expiry.decided.map(|decided| (decided.choice, decided.on)), Some((choice, day("2022-09-30"))));
        let void = register.void_last("2022-10-02");
        assert_eq!(void.one(MilestoneKind::Expiry, "2022-12-22").decided, None);
        assert_eq!(void.agenda("2023-12-31", "2022-10-03"), ["2022-12-22 Thu expiry 1 open"]);
    }
}

#[test]
fn a_decision_to_renew_lets_the_ladder_go_on_until_the_act() {
    // − 30 d: Tue 22/11/2022; − 7 d: Thu 15/12; + 1 d: Fri 23/12.
    let decided = register().act("2022-11-01", decide("expiry@2022-12-22", Choice::Renew));
    let mut office = Office::new().weekends_only();
    office.scan_daily(&decided, "2022-11-10", "2022-12-16");
    // At first the nearest rung that is open, − 90 d, then each in its turn.
    let mine: Vec<String> = office.log().into_iter().filter(|line| line.ends_with("desk")).collect();
    let expected = [
        "2022-11-10 expiry@2022-12-22 -90d desk",
        "2022-11-22 expiry@2022-12-22 -30d desk",
        "2022-12-15 expiry@2022-12-22 -7d desk",
    ];
    assert_eq!(mine, expected);
    let extended = decided.act("2022-12-20", extend_until("2027-12-22"));
    let before = office.sent.len();
    office.scan_daily(&extended, "2022-12-17", "2023-03-31");
    assert_eq!(office.sent.len(), before, "the act itself is the answer: nothing is said about 2022 any more");
}

#[test]
fn the_last_decision_holds() {
    let register = register()
        .act("2022-09-30", decide("expiry@2022-12-22", Choice::Lapse))
        .act("2022-11-01", decide("expiry@2022-12-22", Choice::Renew));
    let expiry = register.one(MilestoneKind::Expiry, "2022-12-22");
    assert_eq!((expiry.closed, expiry.decided.map(|d| d.choice)), (None, Some(Choice::Renew)));
    let again = register.act("2022-12-01", decide("expiry@2022-12-22", Choice::Lapse));
    let expected = Some(ClosedBy::Decided(Choice::Lapse, day("2022-12-01")));
    assert_eq!(again.one(MilestoneKind::Expiry, "2022-12-22").closed, expected);
}

#[test]
fn renew_at_a_tacit_notice_closes_it() {
    let facts = [("term", "5y"), ("notice", "6m")];
    let tacit =
        Register::signed("2017-09-06", &[&facts[..], &[("renewal", "tacit"), ("renewal_period", "5y")]].concat());
    for (choice, closed) in [(Choice::Renew, true), (Choice::Terminate, false), (Choice::Lapse, false)] {
        let register = tacit.clone().act("2022-01-10", decide("notice@2022-03-06", choice));
        assert_eq!(register.one(MilestoneKind::Notice, "2022-03-06").closed.is_some(), closed, "{choice:?}");
    }
    // Where nothing renews by itself, doing nothing renews nothing.
    let plain = Register::signed("2017-09-06", &facts).act("2022-01-10", decide("notice@2022-03-06", Choice::Renew));
    assert_eq!(plain.one(MilestoneKind::Notice, "2022-03-06").closed, None);
}

#[test]
fn an_answer_holds_for_its_day_alone() {
    let register = register()
        .act("2022-09-30", decide("expiry@2022-12-22", Choice::Lapse))
        .act("2022-10-03", extend_until("2027-12-22"));
    assert_eq!(register.agenda("2040-12-31", "2022-10-03"), ["2027-12-22 Wed expiry 1 open"]);
    assert_eq!(register.one(MilestoneKind::Expiry, "2027-12-22").decided, None);
}

#[test]
fn k9_an_acknowledgement_keeps_escalation_to_those_who_know() {
    // − 20 d of 22/12/2022 is Fri 02/12; acknowledged on 25/11 for thirty days, the last of which is 24/12, past the 22nd.
    let rungs = ["-30d officer", "-20d officer head director !"];
    let office = Office::new().weekends_only().with("expiry", &rungs);
    let plain = register();
    let known = register().act("2022-11-25", acknowledge("expiry@2022-12-22"));
    let people = |register: &Register, today: &str| {
        office.plan(register, day(today), |planned| {
            let verdicts = planned.last().unwrap().verdicts.iter();
            let hears = |v: &&Verdict| !matches!(v.decision, Decision::Hold(Hold::AcknowledgedUntil(_)));
            let of_rung = verdicts.filter(|v| v.rung.to_string() == "-20d").filter(hears);
            of_rung.filter_map(|v| v.recipient.clone()).collect::<Vec<_>>()
        })
    };
    assert_eq!(people(&plain, "2022-12-02"), ["desk", "head", "director"]);
    assert_eq!(people(&known, "2022-12-02"), ["desk"]);
    assert_eq!(people(&known, "2022-12-22"), ["desk"]);
    assert_eq!(people(&known, "2022-12-24"), ["desk"], "whatever the milestone's own day (K9)");
    assert_eq!(people(&known, "2022-12-25"), ["desk", "head", "director"]);
    let early = register().act("2022-11-05", acknowledge("expiry@2022-12-22"));
    assert_eq!(people(&early, "2022-12-04"), ["desk"]);
    assert_eq!(people(&early, "2022-12-05"), ["desk", "head", "director"], "the thirtieth after it no longer");
}

/// E3: whom an acknowledgement keeps out stands there with the reason, as after a snooze. Acknowledged on 25/11 for thirty
/// days, of which 24/12 is the last.
#[test]
fn whom_an_acknowledgement_keeps_out_stands_there_with_the_reason() {
    let office = Office::new().weekends_only().with("expiry", &["-30d officer", "-20d officer head director !"]);
    let known = register().act("2022-11-25", acknowledge("expiry@2022-12-22"));
    let hold = |known: &Register, today: &str, who: &str| office.hold(known, today, "expiry@2022-12-22", "-20d", who);
    for (today, who) in [("2022-11-28", "head"), ("2022-12-02", "head"), ("2022-12-24", "director")] {
        assert_eq!(hold(&known, today, who), Hold::AcknowledgedUntil(day("2022-12-25")), "{today} {who}");
    }
    // In the order of the ladder, beside those who hear.
    let all = office.plan(&known, day("2022-12-02"), |planned| {
        let verdicts = planned.last().unwrap().verdicts.iter();
        verdicts.map(|v| format!("{} {}", v.rung, v.recipient.as_deref().unwrap_or("-"))).collect::<Vec<_>>()
    });
    assert_eq!(all, ["-30d desk", "-20d desk", "-20d head", "-20d director"]);
    // Letters that rest for longer say so; an answer says more than either.
    let early = register().act("2022-11-05", acknowledge("expiry@2022-12-22"));
    assert_eq!(hold(&early, "2022-12-02", "head"), Hold::AcknowledgedUntil(day("2022-12-05")));
    let snoozed = early.act("2022-11-26", snooze("expiry@2022-12-22", "2022-12-20"));
    assert_eq!(hold(&snoozed, "2022-12-02", "head"), Hold::SnoozedUntil(day("2022-12-20")));
    let known = register().act("2022-11-25", acknowledge("expiry@2022-12-22"));
    let snoozed = known.act("2022-11-26", snooze("expiry@2022-12-22", "2022-12-20"));
    assert_eq!(hold(&snoozed, "2022-12-02", "head"), Hold::AcknowledgedUntil(day("2022-12-25")));
    let decided = snoozed.act("2022-11-28", decide("expiry@2022-12-22", Choice::Lapse));
    assert!(matches!(hold(&decided, "2022-12-02", "head"), Hold::Answered(_)));
}

/// What is told to come is what will come: by Mon 12/12, where − 10 d opens, the acknowledgement of 5/11 is over.
#[test]
fn an_acknowledgement_holds_nobody_back_whose_rung_opens_after_it() {
    let office = Office::new().weekends_only().with("expiry", &["-30d officer", "-10d head !"]);
    let known = register().act("2022-11-05", acknowledge("expiry@2022-12-22"));
    let hold = |rung: &str, who: &str| office.hold(&known, "2022-11-20", "expiry@2022-12-22", rung, who);
    assert_eq!(hold("-10d", "head"), Hold::NotYet);
    let office = Office::new().weekends_only().with("expiry", &["-30d officer", "-10d officer director !"]);
    assert_eq!(office.hold(&known, "2022-11-20", "expiry@2022-12-22", "-10d", "director"), Hold::NotYet);
}

#[test]
fn an_acknowledgement_never_takes_a_rung_away_whole() {
    let office = Office::new().weekends_only().with("expiry", &["-30d officer", "-20d director !"]);
    let known = register().act("2022-11-25", acknowledge("expiry@2022-12-22"));
    assert_eq!(office.decision(&known, "2022-12-02", "expiry@2022-12-22", "-20d", "director"), Decision::Send);
}

#[test]
fn a_rung_that_an_acknowledgement_held_back_reaches_the_others_when_it_ends() {
    let mut office = Office::new().weekends_only().with("expiry", &["-30d officer", "-20d officer director !"]);
    let known = register().act("2022-11-05", acknowledge("expiry@2022-12-22"));
    office.scan_daily(&known, "2022-11-05", "2022-12-31");
    // − 30 d: Tue 22/11; − 20 d: Fri 02/12; the acknowledgement holds through Sun 04/12.
    let expected = [
        "2022-11-22 expiry@2022-12-22 -30d desk",
        "2022-12-02 expiry@2022-12-22 -20d desk",
        "2022-12-05 expiry@2022-12-22 -20d director",
    ];
    assert_eq!(office.log(), expected);
    // Whoever looks on look days alone has to know of it: the day after the acknowledgement is one.
    let mut lazy = Office::new().weekends_only().with("expiry", &["-30d officer", "-20d officer director !"]);
    assert_eq!(lazy.scan(&known, day("2022-11-22")), Some(day("2022-12-02 Fri")));
    assert_eq!(lazy.scan(&known, day("2022-12-02")), Some(day("2022-12-05 Mon")));
    assert_eq!(lazy.scan(&known, day("2022-12-05")), None, "nothing ahead");
    assert_eq!(lazy.log(), expected);
}

#[test]
fn a_snooze_holds_letters_until_its_day_and_loses_none() {
    // − 30 d: Tue 22/11. Snoozed on 18/11 until Mon 05/12: one letter that day, and − 7 d on Thu 15/12.
    let mut office = Office::new().weekends_only().with("expiry", &["-90d officer", "-30d officer", "-7d officer"]);
    office.scan_daily(&register(), "2022-09-01", "2022-11-17");
    let snoozed = register().act("2022-11-18", snooze("expiry@2022-12-22", "2022-12-05"));
    let held = office.hold(&snoozed, "2022-11-25", "expiry@2022-12-22", "-30d", "desk");
    assert_eq!(held, Hold::SnoozedUntil(day("2022-12-05")));
    office.scan_daily(&snoozed, "2022-11-18", "2022-12-31");
    let expected = [
        "2022-09-23 expiry@2022-12-22 -90d desk",
        "2022-12-05 expiry@2022-12-22 -30d desk",
        "2022-12-15 expiry@2022-12-22 -7d desk",
    ];
    assert_eq!(office.log(), expected);
}

#[test]
fn a_snooze_reaches_to_the_day_before_it_and_thirty_days_after() {
    let until = |on: &str, asked: &str| {
        let register = register().act(on, snooze("expiry@2022-12-22", asked));
        register.one(MilestoneKind::Expiry, "2022-12-22").snoozed_until.map(|day| day.to_string())
    };
    assert_eq!(until("2022-12-01", "2022-12-10").as_deref(), Some("2022-12-10"));
    assert_eq!(until("2022-12-01", "2023-06-30").as_deref(), Some("2022-12-22"), "to its day at most");
    // On the day and after it: thirty days from 22/12 is 21/01/2023.
    assert_eq!(until("2022-12-22", "2023-06-30").as_deref(), Some("2023-01-21"));
    assert_eq!(until("2023-02-01", "2023-06-30").as_deref(), Some("2023-03-03"));
    let shorter = register()
        .act("2022-12-01", snooze("expiry@2022-12-22", "2022-12-20"))
        .act("2022-12-05", snooze("expiry@2022-12-22", "2022-12-10"));
    assert_eq!(
        shorter.one(MilestoneKind::Expiry, "2022-12-22").snoozed_until,
        Some(day("2022-12-10")),
        "the last one holds"
    );
    assert_eq!(
        shorter.void_last("2022-12-06").one(MilestoneKind::Expiry, "2022-12-22").snoozed_until,
        Some(day("2022-12-20"))
    );
}

#[test]
fn b6_a_letter_that_died_is_told_apart_and_keeps_no_nearer_rung_back() {
    let mut office = Office::new().weekends_only().with("expiry", &["-30d officer", "-25d officer", "-20d officer"]);
    let known = register();
    office.scan(&known, day("2022-11-22"));
    let hold = |office: &Office, on: &str, rung: &str| office.hold(&known, on, "expiry@2022-12-22", rung, "desk");
    assert_eq!(hold(&office, "2022-11-25", "-30d"), Hold::AlreadyQueued);
    // - 25 d opens on Fri 25/11, three days after the letter: it would say the same.
    assert!(matches!(hold(&office, "2022-11-25", "-25d"), Hold::SupersededBy(_)));
    office.fate = ReminderFate::Dead;
    assert_eq!(hold(&office, "2022-11-25", "-30d"), Hold::Undelivered);
    assert_eq!(office.decision(&known, "2022-11-25", "expiry@2022-12-22", "-25d", "desk"), Decision::Send);
}
