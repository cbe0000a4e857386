//! Ends the text leaves open, effects that are awaited, and what an agreement is called on each day.

use pactwatch::lifecycle::act::{ActBody, MilestoneKind};
use pactwatch::lifecycle::reminder::{Hold, PastReports, SubjectState, to_verify};

use crate::office::Office;
use crate::world::{Register, day, extend_until};

/// "Giai đoạn 2022–2027", signed 03/11/2022: 03/11/2027 (Wed) or 31/12/2027 (Fri).
fn range() -> Register {
    Register::signed("2022-11-03", &[("term", "until 2027-11-03..2027-12-31"), ("review_every", "1y")])
}

#[test]
fn a_range_reminds_by_its_first_day_and_is_late_after_its_last() {
    // − 7 d of 03/11/2027: Wed 27/10. + 1 d of 31/12/2027: Sat 01/01/2028 and the Sunday are off: Mon 03/01/2028.
    let mut office = Office::new().weekends_only().with("expiry", &["-7d officer", "+1d officer"]).with("review", &[]);
    office.scan_daily(&range(), "2027-10-01", "2028-02-29");
    let expected = ["2027-10-27 expiry@2027-11-03 -7d desk", "2028-01-03 expiry@2027-11-03 +1d desk"];
    assert_eq!(office.log(), expected);
}

#[test]
fn a_range_is_in_force_through_its_last_day() {
    assert_eq!(range().status("2027-11-04"), "in-force");
    assert_eq!(range().status("2027-12-31"), "in-force");
    assert_eq!(range().status("2028-01-01"), "expired");
    assert_eq!(range().ends_on("2025-01-01"), "2027-12-31");
}

#[test]
fn reviews_run_through_the_last_day_of_a_range() {
    // Half-yearly from 03/11/2022: ten to 03/11/2027; the next would be 03/05/2028. A first day of 31/12 shows the edge.
    let facts = [("term", "until 2027-11-03..2027-12-31"), ("review_every", "1y"), ("review_first_on", "2022-12-31")];
    let register = Register::signed("2022-11-03", &facts);
    let found = register.days(MilestoneKind::Review, "2040-12-31");
    assert_eq!(found.last().map(String::as_str), Some("2027-12-31 Fri"), "{found:?}");
    assert_eq!(found.len(), 6);
}

#[test]
fn a_range_extended_to_a_day_has_that_day() {
    let register = range().act("2027-09-01", extend_until("2032-11-03"));
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2032-11-03 Wed"]);
    assert_eq!(register.one(MilestoneKind::Expiry, "2032-11-03").until, None);
}

#[test]
fn a_range_cannot_renew_by_itself() {
    let facts = [("term", "until 2027-11-03..2027-12-31"), ("renewal", "tacit"), ("renewal_period", "5y")];
    let flaws = Register::signed("2022-11-03", &facts).flaws();
    assert!(flaws.iter().any(|flaw| flaw.contains("`renewal` is tacit but `term` is until 2027-11-03")), "{flaws:?}");
}

#[test]
fn a_range_imported_between_its_days_still_asks() {
    let facts = [("signed_on", "2022-11-03"), ("term", "until 2027-11-03..2027-12-31")];
    let between = Register::new("2027-12-01", &facts);
    assert_eq!(between.agenda("2028-12-31", "2027-12-01"), ["2027-11-03 Wed expiry 1 open"]);
    let after = Register::new("2028-01-01", &facts);
    assert_eq!(after.agenda("2028-12-31", "2028-01-01"), ["2027-11-03 Wed expiry 1 history"]);
}

/// Signed on Fri 15/03/2024, waiting for the partners' notes; registered on the day given.
fn pending(registered_on: &str) -> Register {
    Register::new(registered_on, &[("signed_on", "2024-03-15"), ("effect", "notification"), ("term", "5y")])
}

#[test]
fn an_awaited_effect_stands_on_the_signing_with_after_rungs_only() {
    // + 30 d: Sun 14/04/2024, so Mon 15/04; + 90 d: Thu 13/06/2024. A rung before would open on 15/02.
    let rungs = ["-30d officer", "0d officer", "+30d officer", "+90d officer head"];
    let mut office = Office::new().weekends_only().with("effect", &rungs);
    office.scan_daily(&pending("2024-03-15"), "2024-03-15", "2024-12-31");
    let expected = [
        "2024-04-15 effect@2024-03-15 +30d desk",
        "2024-06-13 effect@2024-03-15 +90d desk",
        "2024-06-13 effect@2024-03-15 +90d head",
    ];
    assert_eq!(office.log(), expected);
    assert_eq!(pending("2024-03-15").status("2026-01-01"), "pending");
}

#[test]
fn an_awaited_effect_without_a_signing_day_stands_on_the_day_recorded() {
    let register = Register::new("2024-03-20", &[("effect", "notification"), ("term", "5y")]);
    assert_eq!(register.days(MilestoneKind::Effect, "2040-12-31"), ["2024-03-20 Wed"]);
}

#[test]
fn an_awaited_effect_registered_days_after_the_signing_is_asked_about() {
    let mut office = Office::new().weekends_only();
    office.scan_daily(&pending("2024-03-18"), "2024-03-18", "2024-05-31");
    assert_eq!(office.log(), ["2024-04-15 effect@2024-03-15 +30d desk"]);
}

#[test]
fn an_awaited_effect_from_an_old_list_stands_in_the_list_to_verify() {
    // Imported on 21/11/2026: both rungs opened long before; nothing is made up for, and it stays open.
    let register = pending("2026-11-21");
    let mut office = Office::new().weekends_only();
    office.scan_daily(&register, "2026-11-21", "2027-03-31");
    assert!(office.sent.is_empty(), "{:?}", office.log());
    let held = office.hold(&register, "2026-11-21", "effect@2024-03-15", "+90d", "head");
    assert_eq!(held, Hold::History);
    let timeline = register.through("2027-12-31");
    let today = day("2026-11-21");
    let list = to_verify(&timeline.milestones, SubjectState::Alive, today, today, PastReports::Named);
    assert_eq!(list.iter().map(|m| m.mark().to_string()).collect::<Vec<_>>(), ["effect@2024-03-15"]);
}

#[test]
fn a_known_future_effect_closes_itself_without_a_letter() {
    let facts = [("effect", "date"), ("in_force_on", "2024-06-03"), ("term", "5y")];
    let register = Register::signed("2024-03-15", &facts);
    let mut office = Office::new().with("effect", &["-30d officer", "0d officer", "+30d officer"]);
    office.scan_daily(&register, "2024-03-15", "2024-12-31");
    assert!(office.sent.is_empty(), "{:?}", office.log());
    assert_eq!((register.status("2024-06-02"), register.status("2024-06-03")), ("pending", "in-force"));
}

#[test]
fn an_effect_that_came_is_asked_about_no_more() {
    let entered = ActBody::EnterIntoForce { in_force_on: Some(day("2024-05-02")), received_on: None };
    let register = pending("2024-03-15").act("2024-05-06", entered);
    let mut office = Office::new().weekends_only();
    office.scan_daily(&pending("2024-03-15"), "2024-03-15", "2024-05-05");
    office.scan_daily(&register, "2024-05-06", "2024-12-31");
    assert_eq!(office.log(), ["2024-04-15 effect@2024-03-15 +30d desk"]);
}

#[test]
fn each_status_has_its_day() {
    let missing = |pairs: &[(&str, &str)], today: &str| Register::new("2024-01-01", pairs).status(today);
    for (rule, facts, today, status) in [
        ("no end told", &[("signed_on", "2020-01-01")][..], "2024-01-01", "unknown"),
        ("no signing told", &[("term", "5y")][..], "2024-01-01", "unknown"),
        ("open on purpose", &[("signed_on", "2020-01-01"), ("term", "open")][..], "2024-01-01", "in-force"),
        ("a date that is missing", &[("effect", "date"), ("term", "5y")][..], "2024-01-01", "unknown"),
        ("waiting for notes", &[("effect", "notification"), ("term", "5y")][..], "2024-01-01", "pending"),
        ("not begun", &[("in_force_on", "2024-02-01"), ("term", "5y")][..], "2024-01-31", "pending"),
        ("begun", &[("in_force_on", "2024-02-01"), ("term", "5y")][..], "2024-02-01", "in-force"),
        ("an end in the past, whatever the start", &[("term", "until 2020-06-30")][..], "2024-01-01", "expired"),
    ] {
        assert_eq!(missing(facts, today), status, "{rule}");
    }
}
