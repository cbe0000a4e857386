//! Acts on reviews: held, postponed, skipped, paused. The other occurrences never move.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind, Side};
use pactwatch::lifecycle::milestone::{ClosedBy, Derivation};

use crate::office::Office;
use crate::world::{Register, day, hold, postpone, skip};

/// Signed 22/12/2017, ten years, reviewed every two: 22/12 of 2019, 2021, 2023, 2025 and, the last day, 2027.
fn register() -> Register {
    Register::signed("2017-12-22", &[("term", "10y"), ("review_every", "2y")])
}

fn reviews(register: &Register, today: &str) -> Vec<String> {
    register.agenda("2026-12-31", today).into_iter().filter(|line| line.contains("review")).collect()
}

#[test]
fn held_early_closes_that_one_and_moves_nothing() {
    let register = register().act("2019-10-18", hold("2019-12-22"));
    let expected = [
        "2019-12-22 Sun review 1 done",
        "2021-12-22 Wed review 2 open",
        "2023-12-22 Fri review 3 open",
        "2025-12-22 Mon review 4 open",
    ];
    assert_eq!(reviews(&register, "2019-10-18"), expected);
    assert_eq!(register.one(MilestoneKind::Review, "2019-12-22").closed, Some(ClosedBy::Held(day("2019-10-18"))));
    assert!(reviews(&register.void_last("2019-10-19"), "2019-10-20").iter().all(|line| line.ends_with("open")));
}

#[test]
fn an_open_review_is_done_once_a_later_one_was_held() {
    let register = register().act("2023-11-30", hold("2023-12-22"));
    let expected = [
        "2019-12-22 Sun review 1 done",
        "2021-12-22 Wed review 2 done",
        "2023-12-22 Fri review 3 done",
        "2025-12-22 Mon review 4 open",
    ];
    assert_eq!(reviews(&register, "2024-01-01"), expected);
    assert_eq!(register.one(MilestoneKind::Review, "2019-12-22").closed, Some(ClosedBy::Followed(day("2023-12-22"))));
    assert_eq!(
        register.one(MilestoneKind::Review, "2021-12-22").closed,
        Some(ClosedBy::Followed(day("2023-12-22"))),
        "however near the horizon lies"
    );
}

#[test]
fn a_skip_closes_its_own_occurrence_only() {
    let register = register().act("2021-11-30", skip("2021-12-22"));
    let expected = [
        "2019-12-22 Sun review 1 open",
        "2021-12-22 Wed review 2 done",
        "2023-12-22 Fri review 3 open",
        "2025-12-22 Mon review 4 open",
    ];
    assert_eq!(reviews(&register, "2022-01-01"), expected);
    assert_eq!(register.one(MilestoneKind::Review, "2021-12-22").closed, Some(ClosedBy::Skipped));
}

#[test]
fn a_postponed_review_takes_its_ladder_along() {
    let register = register().act("2021-11-01", postpone("2021-12-22", "2022-03-15"));
    let moved = register.one(MilestoneKind::Review, "2022-03-15 Tue");
    assert_eq!((moved.nth, moved.moved_from), (2, Some(day("2021-12-22"))));
    let expected =
        Derivation::Postponed { from: day("2021-12-22"), by: Side::Partner, on: day("2021-11-01"), number: None };
    assert_eq!(moved.derivation, expected);
    let expected = [
        "2019-12-22 Sun review 1 open",
        "2022-03-15 Tue review 2 open",
        "2023-12-22 Fri review 3 open",
        "2025-12-22 Mon review 4 open",
    ];
    assert_eq!(reviews(&register, "2021-11-01"), expected, "the next one does not move");
    // − 60 d of 15/03/2022: Fri 14/01/2022; − 14 d: Tue 01/03/2022; + 14 d: Tue 29/03/2022.
    let mut office = Office::new().weekends_only();
    office.scan_daily(&register, "2021-11-01", "2022-06-30");
    let about: Vec<String> = office.log().into_iter().filter(|line| line.contains("2022-03-15")).collect();
    let expected = [
        "2022-01-14 review@2022-03-15 -60d desk",
        "2022-03-01 review@2022-03-15 -14d desk",
        "2022-03-29 review@2022-03-15 +14d desk",
        "2022-03-29 review@2022-03-15 +14d head",
    ];
    assert_eq!(about, expected);
}

#[test]
fn a_review_postponed_twice_keeps_its_own_day() {
    for second in ["2021-12-22", "2022-03-15"] {
        let register = register()
            .act("2021-11-01", postpone("2021-12-22", "2022-03-15"))
            .act("2022-03-01", postpone(second, "2022-06-20"));
        let moved = register.one(MilestoneKind::Review, "2022-06-20 Mon");
        assert_eq!((moved.nth, moved.moved_from), (2, Some(day("2021-12-22"))), "named by {second}");
        assert_eq!(reviews(&register, "2022-03-01").len(), 4);
        let back = register.void_last("2022-03-02");
        assert_eq!(back.one(MilestoneKind::Review, "2022-03-15").nth, 2, "the second taken back, the first holds");
    }
}

#[test]
fn a_postponed_review_is_held_by_either_of_its_days() {
    for named in ["2021-12-22", "2022-03-15"] {
        let register =
            register().act("2021-11-01", postpone("2021-12-22", "2022-03-15")).act("2022-03-10", hold(named));
        assert_eq!(register.one(MilestoneKind::Review, "2022-03-15").closed, Some(ClosedBy::Held(day("2022-03-10"))));
        assert_eq!(
            register.one(MilestoneKind::Review, "2019-12-22").closed,
            Some(ClosedBy::Followed(day("2022-03-15")))
        );
    }
}

#[test]
fn a_review_brought_forward_is_seen_however_near_the_horizon() {
    let register = register().act("2021-02-01", postpone("2021-12-22", "2021-05-14"));
    assert_eq!(register.days(MilestoneKind::Review, "2021-06-30"), ["2019-12-22 Sun", "2021-05-14 Fri"]);
}

#[test]
fn no_reviews_while_suspended() {
    // Suspended from 01/06/2021, resumed on 22/12/2023: the review of 2021 falls into it, that of 2023 does not, for the
    // day of resuming is outside. The numbers are those of the rule.
    let register = register().act("2021-06-01", ActBody::Suspend).act("2023-12-22", ActBody::Resume);
    let expected = ["2019-12-22 Sun review 1 open", "2023-12-22 Fri review 3 open", "2025-12-22 Mon review 4 open"];
    assert_eq!(reviews(&register, "2021-06-01"), expected);
    assert_eq!(register.status("2021-05-31"), "in-force");
    assert_eq!(register.status("2021-06-01"), "suspended");
    assert_eq!(register.status("2023-12-21"), "suspended");
    assert_eq!(register.status("2023-12-22"), "in-force");
}

#[test]
fn a_review_on_the_first_day_of_a_suspension_is_paused() {
    let register = register().act("2021-12-22", ActBody::Suspend);
    assert_eq!(register.days(MilestoneKind::Review, "2040-12-31"), ["2019-12-22 Sun"], "until it is resumed");
    assert_eq!(register.void_last("2021-12-23").days(MilestoneKind::Review, "2022-12-31").len(), 2);
}

#[test]
fn a_suspension_resumed_on_its_day_pauses_nothing() {
    for (first, second) in [(ActBody::Suspend, ActBody::Resume), (ActBody::Resume, ActBody::Suspend)] {
        let register = register().act("2021-06-01", first).act("2021-06-01", second);
        assert_eq!(reviews(&register, "2021-06-01").len(), 4);
        assert_eq!(register.status("2021-06-02"), "in-force");
    }
}

#[test]
fn the_first_review_may_have_a_day_of_its_own() {
    // 15/06/2018 and then every two years from there: 2020, 2022, 2024.
    let facts = [("term", "7y"), ("review_every", "2y"), ("review_first_on", "2018-06-15")];
    let register = Register::signed("2017-12-22", &facts);
    let expected = ["2018-06-15 Fri", "2020-06-15 Mon", "2022-06-15 Wed", "2024-06-15 Sat"];
    assert_eq!(register.days(MilestoneKind::Review, "2040-12-31"), expected);
    let once = Register::signed("2017-12-22", &[("term", "7y"), ("review_first_on", "2018-06-15")]);
    assert_eq!(once.days(MilestoneKind::Review, "2040-12-31"), ["2018-06-15 Fri"]);
}
