//! What the register knew, and since when: corrections, voids, late imports and late acts.

use pactwatch::lifecycle::act::{ActBody, Choice, MilestoneKind};
use pactwatch::lifecycle::reminder::{Hold, PastReports, SubjectState, to_verify};

use crate::office::Office;
use crate::world::{Register, correct, day, decide, extend_until, facts, hold};

/// The Jeollabuk-do agreement as an old list brings it: signed 22/12/2017, imported on Sat 21/11/2026.
fn jeollabuk() -> Register {
    Register::new("2026-11-21", &[("signed_on", "2017-12-22"), ("term", "5y"), ("review_every", "2y")])
}

#[test]
fn a_late_import_is_history_and_writes_no_reminder() {
    let register = jeollabuk();
    let expected =
        ["2019-12-22 Sun review 1 history", "2021-12-22 Wed review 2 history", "2022-12-22 Thu expiry 1 history"];
    assert_eq!(register.agenda("2027-12-31", "2026-11-21"), expected);
    assert_eq!(register.one(MilestoneKind::Effect, "2017-12-22").state(day("2026-11-21")).name(), "done");
    assert_eq!(register.status("2026-11-21"), "expired");
    let mut office = Office::new();
    office.scan_daily(&register, "2026-11-21", "2027-03-31");
    assert!(office.sent.is_empty(), "{:?}", office.log());
    let held = office.hold(&register, "2026-11-21", "expiry@2022-12-22", "-30d", "desk");
    assert_eq!(held, Hold::History);
}

#[test]
fn the_list_to_verify_holds_the_newest_of_each_kind() {
    let register = jeollabuk();
    let timeline = register.through("2027-12-31");
    let list = |imported: &str, standing| {
        let found = to_verify(&timeline.milestones, standing, day(imported), day("2026-11-21"), PastReports::Named);
        found.iter().map(|m| m.mark().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(list("2026-11-21", SubjectState::Alive), ["expiry@2022-12-22", "review@2021-12-22"]);
    assert!(list("2026-11-20", SubjectState::Alive).is_empty(), "another import's day");
    assert!(list("2026-11-21", SubjectState::Ended).is_empty(), "what an act ended comes in quietly");
}

#[test]
fn an_answered_piece_of_history_is_done() {
    let register = jeollabuk().act("2026-11-24", decide("expiry@2022-12-22", Choice::Lapse)).recorded(
        "2021-12-20",
        "2026-11-24",
        hold("2021-12-22"),
    );
    let expected = ["2019-12-22 Sun review 1 done", "2021-12-22 Wed review 2 done", "2022-12-22 Thu expiry 1 done"];
    assert_eq!(register.agenda("2027-12-31", "2026-11-24"), expected);
}

#[test]
fn registered_on_the_day_itself_is_in_time() {
    let register = Register::new("2022-12-22", &[("signed_on", "2017-12-22"), ("term", "5y")]);
    assert_eq!(register.agenda("2023-12-31", "2022-12-22"), ["2022-12-22 Thu expiry 1 open"]);
    let late = Register::new("2022-12-23", &[("signed_on", "2017-12-22"), ("term", "5y")]);
    assert_eq!(late.agenda("2023-12-31", "2022-12-23"), ["2022-12-22 Thu expiry 1 history"]);
}

#[test]
fn an_extension_recorded_late_brings_history_between() {
    // Expired 22/12/2022; on 21/11/2026 the extension to 22/12/2027 becomes known. The review of 2023 could not have
    // been asked for; neither could that of 22/12/2025. The one of 2027 can.
    let register = Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y")])
        .act("2026-11-21", extend_until("2027-12-22"));
    let expected = [
        "2019-12-22 Sun review 1 open",
        "2021-12-22 Wed review 2 open",
        "2023-12-22 Fri review 3 history",
        "2025-12-22 Mon review 4 history",
        "2027-12-22 Wed review 5 open",
        "2027-12-22 Wed expiry 1 open",
    ];
    assert_eq!(register.agenda("2040-12-31", "2026-11-21"), expected);
}

#[test]
fn a_correction_makes_the_days_it_brings_known_from_then_on() {
    // Entered as signed on 22/12/2018; on 10/01/2024 corrected to 2017: the end moves from 22/12/2023 to 22/12/2022. It was
    // overdue by then, and is asked for on.
    let register =
        Register::signed("2018-12-22", &[("term", "5y")]).act("2024-01-10", correct("signed_on", "2017-12-22"));
    assert_eq!(register.agenda("2040-12-31", "2024-01-10"), ["2022-12-22 Thu expiry 1 open"]);
    assert_eq!(register.one(MilestoneKind::Expiry, "2022-12-22").known_on, day("2024-01-10"));
    let back = register.void_last("2024-01-11");
    assert_eq!(back.agenda("2040-12-31", "2024-01-11"), ["2023-12-22 Fri expiry 1 open"], "known since 2018 after all");
}

#[test]
fn a_correction_clears_with_an_empty_text() {
    let register =
        Register::signed("2017-12-22", &[("term", "5y"), ("notice", "6m")]).act("2018-01-10", correct("notice", ""));
    assert!(register.days(MilestoneKind::Notice, "2040-12-31").is_empty());
}

#[test]
fn the_register_shows_what_was_known_on_any_day() {
    let register = Register::signed("2017-12-22", &[("term", "5y")])
        .act("2018-03-01", correct("term", "6y"))
        .act("2018-05-01", ActBody::Void { voids: 2 });
    let term = |on: &str| register.0.knowledge_on(day(on)).unwrap().map(|known| known.facts.term.to_string());
    assert_eq!(term("2017-12-21"), None);
    assert_eq!(term("2018-02-28").as_deref(), Some("5y"));
    assert_eq!(term("2018-03-01").as_deref(), Some("6y"));
    assert_eq!(term("2018-05-01").as_deref(), Some("5y"));
}

#[test]
fn a_void_cannot_be_voided_and_registration_cannot_be_undone() {
    let register = Register::signed("2017-12-22", &[("term", "5y")])
        .act("2018-03-01", correct("term", "6y"))
        .act("2018-05-01", ActBody::Void { voids: 2 })
        .act("2018-05-02", ActBody::Void { voids: 3 })
        .act("2018-05-03", ActBody::Void { voids: 1 });
    assert_eq!(register.days(MilestoneKind::Expiry, "2040-12-31"), ["2022-12-22 Thu"]);
}

#[test]
fn voiding_any_act_is_as_if_it_had_never_been() {
    let plain = Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y"), ("termination_notice", "3m")]);
    let bodies = [
        extend_until("2024-06-30"),
        crate::world::extend_for("2y"),
        crate::world::amend("2019-01-01", &[("review_every", "1y")]),
        crate::world::notify(pactwatch::lifecycle::act::Notice::Termination, "2019-06-03"),
        ActBody::Suspend,
        crate::world::terminate("2020-06-30"),
        hold("2019-12-22"),
        crate::world::postpone("2019-12-22", "2020-02-10"),
        crate::world::skip("2019-12-22"),
        decide("expiry@2022-12-22", Choice::Lapse),
        crate::world::acknowledge("expiry@2022-12-22"),
        crate::world::snooze("expiry@2022-12-22", "2022-12-01"),
        ActBody::Close,
        correct("term", "6y"),
        ActBody::EnterIntoForce { in_force_on: Some(day("2018-02-01")), received_on: None },
    ];
    let expected = plain.through("2040-12-31");
    for body in bodies {
        let word = body.word();
        let with = plain.clone().act("2019-06-03", body);
        let changed = with.through("2040-12-31");
        let course = (&changed.course, &changed.milestones) != (&expected.course, &expected.milestones);
        assert!(course, "{word} changes something");
        let void = with.void_last("2019-06-04");
        let void = void.through("2040-12-31");
        assert_eq!((&void.course, &void.milestones), (&expected.course, &expected.milestones), "{word}");
    }
}

#[test]
fn facts_read_back_as_they_were_registered() {
    let register = Register::signed("2017-12-22", &[("term", "5y"), ("notice", "6m")]);
    let texts = register.0.knowledge().unwrap().facts.texts();
    for (name, text) in facts(&[("signed_on", "2017-12-22"), ("term", "5y"), ("notice", "6m")]) {
        assert_eq!(texts.get(&name), Some(&text), "{name}");
    }
}

#[test]
fn what_was_asked_for_stays_asked_when_an_act_moves_it_to_a_past_day() {
    // Known since 10/01/2026 with its end on 20/03/2026; on 01/04/2026 the end turns out to have been 10/03/2026.
    let known = Register::new("2026-01-10", &[("signed_on", "2021-03-20"), ("term", "5y")]);
    let moved = known.recorded("2026-04-01", "2026-04-01", correct("signed_on", "2021-03-10"));
    assert_eq!(moved.agenda("2026-12-31", "2026-04-01"), ["2026-03-10 Tue expiry 1 open"]);
    // Moved once more, it is asked for all the same.
    let twice = moved.recorded("2026-04-02", "2026-04-02", correct("signed_on", "2021-03-01"));
    assert_eq!(twice.agenda("2026-12-31", "2026-04-02"), ["2026-03-01 Sun expiry 1 open"]);
    // A day before the register knew of the agreement is nobody's to have met.
    let known = Register::new("2026-03-15", &[("signed_on", "2021-03-20"), ("term", "5y")]);
    let moved = known.recorded("2026-04-01", "2026-04-01", correct("signed_on", "2021-03-10"));
    assert_eq!(moved.agenda("2026-12-31", "2026-04-01"), ["2026-03-10 Tue expiry 1 history"]);
    // What was history stays it.
    let late = Register::new("2026-03-25", &[("signed_on", "2021-03-20"), ("term", "5y")]);
    let moved = late.recorded("2026-04-01", "2026-04-01", correct("signed_on", "2021-03-26"));
    assert_eq!(moved.agenda("2026-12-31", "2026-03-31"), ["2026-03-26 Thu expiry 1 history"]);
}
