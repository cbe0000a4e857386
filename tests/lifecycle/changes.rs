//! Acts that start the term or move its end: entry into force, extension, amendment; and each taken back.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind};
use pactwatch::lifecycle::milestone::{ClosedBy, Derivation};

use crate::world::{Register, amend, day, extend_for, extend_until};

fn in_force(on: &str) -> ActBody {
    ActBody::EnterIntoForce { in_force_on: Some(day(on)), received_on: None }
}

#[test]
fn entry_into_force_on_a_day_starts_the_term() {
    // Signed 15/03/2024, in force 02/05/2024 (Thu): + 3 y = 02/05/2027 (Sun); reviews + 1 y: 02/05/2025, 2026, 2027.
    let pending = Register::signed("2024-03-15", &[("effect", "notification"), ("term", "3y"), ("review_every", "1y")]);
    assert!(pending.agenda("2040-12-31", "2024-04-01").is_empty(), "no end and no review before the term starts");
    let register = pending.act("2024-05-02", in_force("2024-05-02"));
    let expected = [
        "2025-05-02 Fri review 1 open",
        "2026-05-02 Sat review 2 open",
        "2027-05-02 Sun review 3 open",
        "2027-05-02 Sun expiry 1 open",
    ];
    assert_eq!(register.agenda("2040-12-31", "2024-05-02"), expected);
    let void = register.void_last("2024-05-03");
    assert_eq!(void.status("2024-06-01"), "pending");
    assert_eq!(void.days(MilestoneKind::Effect, "2040-12-31"), ["2024-03-15 Fri"]);
}

#[test]
fn entry_into_force_overrides_the_day_in_the_facts() {
    let register = Register::signed("2024-03-15", &[("in_force_on", "2024-04-01"), ("term", "1y")])
        .act("2024-06-10", in_force("2024-06-01"));
    assert_eq!(register.days(MilestoneKind::Effect, "2040-12-31"), ["2024-06-01 Sat"]);
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2025-06-01 Sun"]);
}

#[test]
fn entry_into_force_with_no_day_is_the_day_of_the_act() {
    let register = Register::signed("2024-03-15", &[("effect", "notification"), ("term", "1y")])
        .act("2024-06-10", ActBody::EnterIntoForce { in_force_on: None, received_on: None });
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2025-06-10 Tue"]);
}

#[test]
fn signature_with_a_delay() {
    // 31/12/2023 + 2 m = 29/02/2024 (clamped); the year from there: 28/02/2025.
    let register = Register::signed("2023-12-31", &[("effect_delay", "2m"), ("term", "1y")]);
    assert_eq!(register.days(MilestoneKind::Effect, "2040-12-31"), ["2024-02-29 Thu"]);
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2025-02-28 Fri"]);
}

#[test]
fn an_extension_by_a_span_counts_from_the_anchor() {
    // 5 y + 5 y = 10 y from 22/12/2017: Wed 22/12/2027, and the day before it under the inclusive count.
    for (count, last) in [("civil", "2027-12-22 Wed"), ("inclusive", "2027-12-21 Tue")] {
        let register =
            Register::signed("2017-12-22", &[("term", "5y"), ("count", count)]).act("2022-10-03", extend_for("5y"));
        assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), [last], "{count}");
        assert_eq!(register.through("2040-12-31").milestones.last().unwrap().nth, 1, "the end moves, not its number");
    }
    // 31/08/2023 + 6 m = 29/02/2024; + 6 m more = 12 m from the anchor = 31/08/2024, not 29/08/2024.
    let clamped = Register::signed("2023-08-31", &[("term", "6m")]);
    assert_eq!(clamped.days(MilestoneKind::Expiry, "2040-12-31"), ["2024-02-29 Thu"]);
    let extended = clamped.act("2024-02-01", extend_for("6m"));
    assert_eq!(extended.days(MilestoneKind::Expiry, "2040-12-31"), ["2024-08-31 Sat"]);
    assert_eq!(extended.void_last("2024-02-02").days(MilestoneKind::Expiry, "2040-12-31"), ["2024-02-29 Thu"]);
    // Twice: 29/02/2024 + 1 y + 1 y + 2 y = 4 y from the anchor = 29/02/2028.
    let twice = Register::signed("2024-02-29", &[("term", "1y")])
        .act("2025-01-10", extend_for("1y"))
        .act("2026-01-10", extend_for("2y"));
    assert_eq!(twice.days(MilestoneKind::Expiry, "2040-12-31"), ["2028-02-29 Tue"]);
}

#[test]
fn an_extension_to_a_day_ends_on_it() {
    let base = Register::signed("2017-12-22", &[("term", "5y"), ("count", "inclusive"), ("notice", "6m")]);
    let register = base.act("2022-10-03", extend_until("2027-12-31"));
    let expected = ["2027-06-30 Wed notice 1 open", "2027-12-31 Fri expiry 1 open"];
    assert_eq!(register.agenda("2040-12-31", "2022-10-03"), expected, "no day is taken off a named one");
    let longer = register.act("2027-11-01", extend_for("1y"));
    assert_eq!(longer.days(MilestoneKind::Expiry, "2040-12-31"), ["2028-12-31 Sun"], "and a span counts on from it");
}

#[test]
fn an_extended_tacit_agreement_renews_from_its_new_end() {
    // 5 y to 06/09/2022; on 01/06/2022 extended to 31/12/2024, then a year at a time.
    let facts = [("term", "5y"), ("renewal", "tacit"), ("renewal_period", "1y")];
    let register = Register::signed("2017-09-06", &facts).act("2022-06-01", extend_until("2024-12-31"));
    assert_eq!(
        register.days(MilestoneKind::Renewal, "2026-12-31"),
        ["2024-12-31 Tue", "2025-12-31 Wed", "2026-12-31 Thu"]
    );
}

#[test]
fn an_extension_recorded_after_the_end_revives_the_agreement() {
    // Expired 22/12/2022; extended on 10/01/2023 to 22/12/2027, ten years from the anchor, so that the fifth review
    // falls on the last day and counts.
    let register = Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y")])
        .act("2023-01-10", extend_until("2027-12-22"));
    let expected = [
        "2019-12-22 Sun review 1 open",
        "2021-12-22 Wed review 2 open",
        "2023-12-22 Fri review 3 open",
        "2025-12-22 Mon review 4 open",
        "2027-12-22 Wed review 5 open",
        "2027-12-22 Wed expiry 1 open",
    ];
    assert_eq!(register.agenda("2040-12-31", "2023-01-10"), expected);
    assert_eq!(register.status("2023-01-10"), "in-force");
}

#[test]
fn an_amended_review_period_holds_from_its_day_on_the_same_anchor() {
    // Every 2 y from 22/12/2017: 22/12/2019, 22/12/2021; from 01/01/2022 yearly on the same anchor: 22/12/2022, …
    let base = Register::signed("2017-12-22", &[("term", "until 2024-12-31"), ("review_every", "2y")]);
    let register = base.act("2021-11-15", amend("2022-01-01", &[("review_every", "1y")]));
    let expected = ["2019-12-22 Sun", "2021-12-22 Wed", "2022-12-22 Thu", "2023-12-22 Fri", "2024-12-22 Sun"];
    assert_eq!(register.days(MilestoneKind::Review, "2040-12-31"), expected);
    let numbers: Vec<u32> = register.through("2024-12-30").milestones.iter().skip(1).map(|m| m.nth).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5], "the numbers run on");
    let void = register.void_last("2021-11-16");
    assert_eq!(void.days(MilestoneKind::Review, "2040-12-31"), ["2019-12-22 Sun", "2021-12-22 Wed", "2023-12-22 Fri"]);
    let none = base_without_reviews();
    assert_eq!(none.days(MilestoneKind::Review, "2040-12-31"), ["2019-12-22 Sun"], "an empty text clears the field");
}

fn base_without_reviews() -> Register {
    Register::signed("2017-12-22", &[("term", "until 2024-12-31"), ("review_every", "2y")])
        .act("2020-06-01", amend("2020-06-01", &[("review_every", "")]))
}

#[test]
fn an_amended_term_counts_from_the_same_anchor() {
    // 5 y from 22/12/2017 amended on 01/06/2020 to 8 y: 22/12/2025 (Mon), not eight years from the amendment.
    let register =
        Register::signed("2017-12-22", &[("term", "5y")]).act("2020-05-20", amend("2020-06-01", &[("term", "8y")]));
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2025-12-22 Mon"]);
}

#[test]
fn an_amended_renewal_period_leaves_the_running_period_alone() {
    // 2 y, tacit 2 y from 10/04/2016: 2018, 2020, 2022. From 01/01/2021 renewals are of 5 y: the period that runs
    // ends on 10/04/2022 as it began; from there 10/04/2027, counted as 11 y from the anchor.
    let facts = [("term", "2y"), ("renewal", "tacit"), ("renewal_period", "2y")];
    let register =
        Register::signed("2016-04-10", &facts).act("2020-12-01", amend("2021-01-01", &[("renewal_period", "5y")]));
    let expected = ["2018-04-10 Tue", "2020-04-10 Fri", "2022-04-10 Sun", "2027-04-10 Sat"];
    assert_eq!(register.days(MilestoneKind::Renewal, "2031-12-31"), expected);
    let numbers: Vec<u32> = register
        .through("2031-12-31")
        .milestones
        .iter()
        .filter(|m| m.kind == MilestoneKind::Renewal)
        .map(|m| m.nth)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[test]
fn renewal_amended_away_makes_the_running_period_the_last() {
    let facts = [("term", "2y"), ("renewal", "tacit"), ("renewal_period", "2y"), ("notice", "3m")];
    let register = Register::signed("2016-04-10", &facts)
        .act("2020-12-01", amend("2021-01-01", &[("renewal", "consent"), ("renewal_period", "")]));
    // The notice before 10/04/2022 stands on 10/01/2022; nothing renews after it.
    let after: Vec<String> =
        register.agenda("2060-12-31", "2021-01-01").into_iter().filter(|line| line.as_str() > "2021").collect();
    assert_eq!(after, ["2022-01-10 Mon notice 3 open", "2022-04-10 Sun expiry 3 open"]);
}

#[test]
fn an_extension_by_span_says_how_it_was_counted() {
    let register = Register::signed("2017-12-22", &[("term", "5y")]).act("2022-10-03", extend_for("5y"));
    let expiry = register.one(MilestoneKind::Expiry, "2027-12-22");
    let Derivation::Counted { anchor, span, renewals, .. } = expiry.derivation else { panic!("{expiry:?}") };
    assert_eq!((anchor, span.to_string(), renewals), (day("2017-12-22"), "10y".to_owned(), 0));
}

#[test]
fn effect_closes_itself_on_its_day() {
    let register = Register::signed("2024-03-15", &[("effect", "date"), ("in_force_on", "2024-05-02"), ("term", "1y")]);
    let effect = register.one(MilestoneKind::Effect, "2024-05-02");
    assert_eq!(effect.state(day("2024-05-01")).name(), "open");
    assert_eq!(effect.state(day("2024-05-02")).name(), "done", "in force is in force on its first day");
    assert_ne!(effect.closed, Some(ClosedBy::Ended));
}
