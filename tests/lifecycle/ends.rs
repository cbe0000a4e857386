//! Acts that end an agreement, or keep it from going on: notices, termination, withdrawal, a successor, the archive.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind, Notice};
use pactwatch::lifecycle::milestone::ClosedBy;

use crate::world::{Register, amend, day, extend_until, notify, terminate};

/// Signed 06/09/2017, five years, tacit five years, notice six months: notices 06/03/2022 and 06/03/2027.
const TACIT: [(&str, &str); 5] =
    [("term", "5y"), ("renewal", "tacit"), ("renewal_period", "5y"), ("notice", "6m"), ("termination_notice", "3m")];

fn tacit() -> Register {
    Register::signed("2017-09-06", &TACIT)
}

#[test]
fn notice_against_renewal_in_time_ends_this_period() {
    for received in ["2021-01-15", "2022-03-05", "2022-03-06 Sun"] {
        let register = tacit().act("2022-03-05", notify(Notice::NonRenewal, received));
        let expected = ["2022-03-06 Sun notice 1 done", "2022-09-06 Tue expiry 1 open"];
        assert_eq!(register.agenda("2040-12-31", "2022-03-01"), expected, "received {received}, the day itself counts");
        assert_eq!(register.one(MilestoneKind::Notice, "2022-03-06").closed, Some(ClosedBy::Notified(day(received))));
        assert_eq!((register.status("2022-09-06"), register.status("2022-09-07")), ("in-force", "expired"));
    }
}

#[test]
fn notice_against_renewal_a_day_late_ends_the_next_period() {
    // Received Mon 07/03/2022, one day after the last: 06/09/2022 renews, and 06/09/2027 is the end.
    let register = tacit().act("2022-03-07", notify(Notice::NonRenewal, "2022-03-07 Mon"));
    let expected = [
        "2022-03-06 Sun notice 1 done",
        "2022-09-06 Tue renewal 1 open",
        "2027-03-06 Sat notice 2 done",
        "2027-09-06 Mon expiry 2 open",
    ];
    assert_eq!(register.agenda("2040-12-31", "2022-03-07"), expected);
    let answered = register.one(MilestoneKind::Notice, "2027-03-06").closed;
    assert_eq!(answered, Some(ClosedBy::Notified(day("2022-03-07"))), "nobody has to give the same notice twice");
}

#[test]
fn of_a_late_and_a_timely_notice_the_timely_one_holds() {
    // The partner's note of 10/02/2022 turns up after ours of 10/03/2022 was recorded.
    let register = tacit().act("2022-03-10", notify(Notice::NonRenewal, "2022-03-10")).recorded(
        "2022-02-10",
        "2022-04-01",
        notify(Notice::NonRenewal, "2022-02-10"),
    );
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2022-09-06 Tue"]);
    assert_eq!(register.one(MilestoneKind::Notice, "2022-03-06").closed, Some(ClosedBy::Notified(day("2022-02-10"))));
}

#[test]
fn notice_of_termination_ends_on_the_earlier_of_span_and_period() {
    for (received, ends_on) in [
        // + 3 m = 15/07/2022, before the period's 06/09/2022.
        ("2022-04-15", "2022-07-15 Fri"),
        // + 3 m = 06/09/2022, the same day.
        ("2022-06-06", "2022-09-06 Tue"),
        // + 3 m = 01/11/2022, but the period it was received in ends on 06/09/2022.
        ("2022-08-01", "2022-09-06 Tue"),
        // In the second period: + 3 m = 07/12/2022.
        ("2022-09-07", "2022-12-07 Wed"),
    ] {
        let register = tacit().act(received, notify(Notice::Termination, received));
        assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), [ends_on], "{received}");
        assert_eq!(register.through("2040-12-31").milestones.last().unwrap().closed, Some(ClosedBy::Ended));
        assert_eq!(register.status("2030-01-01"), "terminated");
    }
}

#[test]
fn notice_of_termination_without_a_clause_ends_with_the_period() {
    let register =
        Register::signed("2020-01-10", &[("term", "5y")]).act("2022-04-15", notify(Notice::Termination, "2022-04-15"));
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2025-01-10 Fri"]);
}

#[test]
fn notice_of_termination_ends_an_open_agreement_too() {
    // 30/11/2025 + 3 m = 28/02/2026 (Sat).
    let register = Register::signed("2020-01-10", &[("term", "open"), ("termination_notice", "3m")])
        .act("2025-11-30", notify(Notice::Termination, "2025-11-30"));
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2026-02-28 Sat"]);
    assert_eq!((register.status("2026-02-28"), register.status("2026-03-01")), ("in-force", "terminated"));
}

#[test]
fn notice_of_termination_after_the_end_ends_nothing() {
    let register = Register::signed("2017-12-22", &[("term", "5y"), ("termination_notice", "3m")])
        .act("2023-02-01", notify(Notice::Termination, "2023-02-01"));
    assert_eq!(register.agenda("2040-12-31", "2023-02-01"), ["2022-12-22 Thu expiry 1 open"]);
    assert_eq!(register.status("2023-02-01"), "expired");
}

#[test]
fn both_notices_the_earlier_end_holds() {
    let both = |terminated: &str| {
        tacit()
            .act("2022-03-01", notify(Notice::NonRenewal, "2022-03-01"))
            .act(terminated, notify(Notice::Termination, terminated))
    };
    // 15/04 + 3 m = 15/07, before 06/09; 01/08 + 3 m = 01/11, after it.
    assert_eq!(both("2022-04-15").days(MilestoneKind::Expiry, "2040-12-31"), ["2022-07-15 Fri"]);
    assert_eq!(both("2022-08-01").days(MilestoneKind::Expiry, "2040-12-31"), ["2022-09-06 Tue"]);
}

#[test]
fn termination_in_a_renewed_period_cuts_that_period() {
    // The second period runs 06/09/2022 – 06/09/2027; terminated on Sun 30/06/2024, before its notice of 06/03/2027.
    let register = tacit().act("2024-05-02", terminate("2024-06-30 Sun"));
    let expected = ["2022-03-06 Sun notice 1 done", "2022-09-06 Tue renewal 1 done", "2024-06-30 Sun expiry 2 done"];
    assert_eq!(register.agenda("2040-12-31", "2024-05-02"), expected);
    assert_eq!((register.status("2024-06-30"), register.status("2024-07-01")), ("in-force", "terminated"));
}

#[test]
fn each_ending_act_moves_the_expiry_and_has_its_word() {
    let ends_on = day("2020-06-30 Tue");
    for (body, word) in [
        (ActBody::Terminate { ends_on }, "terminated"),
        (ActBody::Withdraw { ends_on }, "terminated"),
        (ActBody::Supersede { ends_on, with: Some("T-2".to_owned()) }, "superseded"),
        (ActBody::Expire { ends_on }, "expired"),
    ] {
        let register =
            Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y")]).act("2020-05-04", body);
        // The review of 22/12/2021 would fall after the end.
        let expected = ["2019-12-22 Sun review 1 open", "2020-06-30 Tue expiry 1 done"];
        assert_eq!(register.agenda("2040-12-31", "2020-05-04"), expected, "{word}");
        assert_eq!((register.status("2020-06-30"), register.status("2020-07-01")), ("in-force", word));
        let void = register.void_last("2020-05-05");
        assert_eq!(
            void.days(MilestoneKind::Expiry, "2040-12-31"),
            ["2022-12-22 Thu"],
            "{word}: as if it had never been"
        );
        assert_eq!(void.status("2020-07-01"), "in-force");
    }
}

#[test]
fn a_pending_agreement_can_be_withdrawn_from() {
    let register = Register::signed("2024-03-15", &[("term", "5y"), ("effect", "notification")])
        .act("2024-10-01", ActBody::Withdraw { ends_on: day("2024-10-01") });
    assert_eq!(register.agenda("2040-12-31", "2024-10-01"), ["2024-10-01 Tue expiry 1 done"]);
    assert!(register.days(MilestoneKind::Effect, "2040-12-31").is_empty(), "nobody waits for its effect any more");
    assert_eq!(register.status("2024-10-02"), "terminated");
}

#[test]
fn renewals_max_gives_one_period_more() {
    // 5 y to 06/09/2022, renewed once to 06/09/2027, and no further: the last period has no notice, only an end.
    let register = Register::signed("2017-09-06", &[&TACIT[..], &[("renewals_max", "1")]].concat());
    let expected = ["2022-03-06 Sun notice 1 open", "2022-09-06 Tue renewal 1 open", "2027-09-06 Mon expiry 2 open"];
    assert_eq!(register.agenda("2060-12-31", "2022-01-01"), expected);
    let never = Register::signed("2017-09-06", &[&TACIT[..], &[("renewals_max", "0")]].concat());
    assert_eq!(never.agenda("2060-12-31", "2022-01-01"), ["2022-09-06 Tue expiry 1 open"]);
}

#[test]
fn until_a_day_renews_from_that_day() {
    // D + k × 1 y, and no day is taken off, whatever the count: 30/06/2025, 2026, 2027.
    let facts = [("term", "until 2025-06-30"), ("count", "inclusive"), ("renewal", "tacit"), ("renewal_period", "1y")];
    let register = Register::signed("2022-07-01", &facts);
    let expected = ["2025-06-30 Mon", "2026-06-30 Tue", "2027-06-30 Wed"];
    assert_eq!(register.days(MilestoneKind::Renewal, "2027-12-31"), expected);
}

#[test]
fn closing_archives_what_is_open() {
    let register =
        Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y")]).act("2023-03-01", ActBody::Close);
    let expected = ["2019-12-22 Sun review 1 done", "2021-12-22 Wed review 2 done", "2022-12-22 Thu expiry 1 done"];
    assert_eq!(register.agenda("2040-12-31", "2023-03-01"), expected);
    assert_eq!((register.status("2023-02-28"), register.status("2023-03-01")), ("expired", "closed"));
    let reopened = register.void_last("2023-03-02");
    assert_eq!(reopened.status("2023-03-02"), "expired");
    assert!(reopened.agenda("2040-12-31", "2023-03-02").iter().all(|line| line.ends_with("open")));
}

#[test]
fn a_longer_notice_agreed_later_makes_no_timely_notice_late() {
    // The notice of the first period was 06/03/2022. From 01/05/2022 nine months are asked: the notice received on
    // 01/03/2022 stays in time, although nine months before 06/09/2022 is 06/12/2021; the day does not jump either.
    let changed = tacit().act("2022-04-20", amend("2022-05-01", &[("notice", "9m")]));
    assert_eq!(changed.days(MilestoneKind::Notice, "2027-12-31"), ["2022-03-06 Sun", "2026-12-06 Sun"]);
    let noticed = changed.recorded("2022-03-01", "2022-06-01", notify(Notice::NonRenewal, "2022-03-01"));
    assert_eq!(noticed.days(MilestoneKind::Expiry, "2040-12-31"), ["2022-09-06 Tue"]);
    // Where the end moves, its notice moves with it: 31/12/2024 less 6 m clamps nothing, 30/06/2024.
    let register = Register::signed("2020-01-10", &[("term", "3y"), ("notice", "6m")])
        .act("2022-11-01", extend_until("2024-12-31"));
    assert_eq!(register.days(MilestoneKind::Notice, "2040-12-31"), ["2024-06-30 Sun"]);
}
