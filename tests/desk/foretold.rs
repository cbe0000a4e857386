//! What a change is said to bring to those who were told the old day is what the next scan tells them.

use pactwatch::desk::change::{ChangePreview, CorrectionNotice};
use pactwatch::desk::import::{Flawed, Report};
use pactwatch::desk::record::record as desk_record;
use pactwatch::desk::{Purpose, Reason, edit};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::Target;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::lifecycle::reminder::{Occasion, Subject};
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::SendOutcome;
use pactwatch::store::Envelope;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use super::waiting::{post, scan_on};
use super::world::{World, clerk_on, day};
use pactwatch::message::Voice;

/// Signed on 2022-03-01 for five years, it ends on 2027-03-01. 180 days before has passed when it comes in, on 2026-11-21;
/// 90 days before is Tuesday, 2026-12-01.
const LIST: &str = r#"
[[agreement]]
reference = "T-1"
title = "Bản ghi nhớ"
signed_on = 2022-03-01
term = "5y"
officers = ["desk-korea"]
"#;

/// Whether a server takes the letters of a world.
#[derive(Clone, Copy, PartialEq)]
enum Server {
    Takes,
    /// Nobody knows whether it did.
    Silent,
}

fn outcome(server: Server) -> SendOutcome {
    match server {
        Server::Takes => SendOutcome::Accepted { reply: "250 queued".to_owned() },
        Server::Silent => SendOutcome::Unknown { reason: "reset after the dot".to_owned() },
    }
}

/// The officer has had two letters about the end, the head one.
fn told(list: &str, server: Server) -> World {
    let mut world = World::with(list);
    for day in ["2026-11-23", "2026-12-01"] {
        scan_on(&mut world, day);
        post(&mut world, &outcome(server));
    }
    world
}

/// The corrections queued so far: recipient, kind, number, the day they take back, the day they tell.
fn queued(world: &World) -> Vec<String> {
    let keys = world.store.queued(&Subject::Agreement(world.id("T-1"))).unwrap().into_iter().map(|queued| queued.key);
    let line = |key: pactwatch::lifecycle::reminder::Key| {
        let (old_day, now) = match key.occasion {
            Occasion::MovedFrom(old_day) => (old_day, key.day.to_string()),
            Occasion::Gone => (key.day, "none".to_owned()),
            _ => return None,
        };
        Some(format!("{} {} {} {old_day} > {now}", key.recipient, key.topic, key.nth))
    };
    keys.filter_map(line).collect()
}

fn line(told: &CorrectionNotice) -> String {
    let now = told.new_day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    let (about, days) = (told.about.as_ref().unwrap(), format!("{} > {now}", told.old_day));
    format!("{} {} {} {days}", about.recipient, about.kind, about.nth)
}

fn foretold(changes: &ChangePreview) -> Vec<String> {
    changes.corrections.iter().map(line).collect()
}

/// The corrections that a scan of that day queues, which are then sent.
fn next_scan(world: &mut World, on: &str) -> Vec<String> {
    let before = queued(world);
    scan_on(world, on);
    post(world, &outcome(Server::Takes));
    queued(world).split_off(before.len())
}

/// What the act is said to bring: the same when it is only asked as when it is recorded.
fn record(world: &mut World, line: &str) -> ChangePreview {
    let asked = world.try_record("T-1", line, Purpose::Rehearse).unwrap().milestones;
    let done = world.record("T-1", line).milestones;
    assert_eq!(asked, done, "{line}");
    done
}

fn both(old_day: &str, new_day: &str) -> Vec<String> {
    ["desk-korea", "head"].map(|who| format!("{who} expiry 1 {old_day} > {new_day}")).to_vec()
}

#[test]
fn a_day_that_moves_after_it_was_told_is_foretold_as_the_next_scan_tells_it() {
    for (rule, act, new_day) in [
        ("a corrected fact", "correct signed_on=11/3/2022", "2027-03-11"),
        ("an extension", "extend --until 2032-03-01", "2032-03-01"),
        // Ten years on and more are not among the milestones shown, but the letters that named the old day are out.
        ("an extension out of sight", "extend --until 2042-03-01", "2042-03-01"),
        ("an amendment", "amend term=6y --from_on 2026-12-01", "2028-03-01"),
        ("an act that ends it earlier", "terminate --ends_on 2027-01-15", "2027-01-15"),
        ("an end on the day of the act", "terminate --ends_on 2026-12-01", "2026-12-01"),
    ] {
        let mut world = told(LIST, Server::Takes);
        let changes = record(&mut world, act);
        assert_eq!(foretold(&changes), both("2027-03-01", new_day), "{rule}");
        let line = format!("\n  corrections: 2, to desk-korea, head (told 2027-03-01, now {new_day})\n");
        assert!(changes.to_string().ends_with(&line), "{rule}: {changes}");
        assert_eq!(next_scan(&mut world, "2026-12-02"), foretold(&changes), "{rule}");
        assert_eq!(next_scan(&mut world, "2026-12-03"), [] as [&str; 0], "{rule}: once");
    }
}

#[test]
fn where_no_day_moves_or_no_letter_was_taken_nothing_is_foretold_and_nothing_told() {
    for (rule, server, act) in [
        ("nobody knows whether it was taken", Server::Silent, "correct signed_on=11/3/2022"),
        ("a day that stays", Server::Takes, "correct title=x"),
        ("an answer", Server::Takes, "decide expiry lapse"),
        ("a decision", Server::Takes, "decide expiry renew"),
    ] {
        let mut world = told(LIST, server);
        let changes = record(&mut world, act);
        assert_eq!(foretold(&changes), [] as [&str; 0], "{rule}");
        assert!(!changes.to_string().contains("corrections"), "{rule}: {changes}");
        assert_eq!(next_scan(&mut world, "2026-12-02"), [] as [&str; 0], "{rule}");
    }
    let mut world = World::with(LIST);
    scan_on(&mut world, "2026-11-23");
    let changes = record(&mut world, "correct signed_on=11/3/2022");
    assert_eq!(foretold(&changes), [] as [&str; 0], "a letter that waits is written anew instead");
    assert_eq!(next_scan(&mut world, "2026-11-24"), [] as [&str; 0]);
}

#[test]
fn what_an_earlier_change_brought_is_not_said_again() {
    let mut world = told(LIST, Server::Takes);
    record(&mut world, "correct signed_on=11/3/2022");
    assert_eq!(foretold(&record(&mut world, "correct title=x")), [] as [&str; 0], "due already");
    let again = record(&mut world, "correct signed_on=21/3/2022");
    assert_eq!(foretold(&again), both("2027-03-01", "2027-03-21"), "the letter named the first day, not the second");
    assert_eq!(next_scan(&mut world, "2026-12-02"), foretold(&again));
}

#[test]
fn a_void_takes_back_what_was_told_and_nothing_where_nobody_had_heard_of_it() {
    for heard in [false, true] {
        let mut world = told(LIST, Server::Takes);
        let seq = world.record("T-1", "extend --until 2032-03-01").seq.unwrap();
        if heard {
            assert_eq!(next_scan(&mut world, "2026-12-02").len(), 2);
        }
        let changes = record(&mut world, &format!("void {seq}"));
        let back = if heard { both("2032-03-01", "2027-03-01") } else { Vec::new() };
        assert_eq!(foretold(&changes), back, "heard: {heard}");
        assert_eq!(next_scan(&mut world, "2026-12-03"), back, "heard: {heard}");
    }
}

/// The end asks nothing any more, but who was told a later one still has to hear of it.
#[test]
fn a_correction_of_which_nobody_knows_is_left_alone_while_what_it_says_is_so() {
    let mut world = told(LIST, Server::Takes);
    let ended = world.record("T-1", "terminate --ends_on 2027-01-15").seq.unwrap();
    scan_on(&mut world, "2026-12-02");
    post(&mut world, &outcome(Server::Silent));
    let waiting = |world: &World| -> Vec<i64> {
        let pending = world.store.outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
        let moved = |envelope: &Envelope| envelope.keys.iter().any(|key| key.occasion_text() == "moved:2027-03-01");
        pending.into_iter().filter(moved).map(|envelope| envelope.id).collect()
    };
    let letters = waiting(&world);
    assert_eq!(letters.len(), 2);
    record(&mut world, "correct title=x");
    assert_eq!(waiting(&world), letters, "the end is where it was");
    record(&mut world, &format!("void {ended}"));
    assert_eq!(waiting(&world), [0; 0], "there is no such end");
}

#[test]
fn an_import_and_an_edited_text_foretell_it_too() {
    let longer = LIST.replace("5y", "6y");
    let mut world = told(LIST, Server::Takes);
    world.clerk = world.clerk.clone().because(Reason { number: Some("12/CV".to_owned()), note: None });
    let import = |world: &mut World, purpose: Purpose| -> Report {
        world.run("second.toml", &longer, purpose, Flawed::RefuseAll).unwrap()
    };
    let rehearsed = import(&mut world, Purpose::Rehearse);
    assert_eq!(foretold(&rehearsed.changes), both("2027-03-01", "2028-03-01"));
    let json = rehearsed.json();
    assert_eq!(json["milestones"]["more_corrections"], 0);
    assert_eq!(
        json["milestones"]["corrections"][1],
        serde_json::json!({
            "reference": "T-1", "recipient": "head", "kind": "expiry", "nth": 1, "old_day": "2027-03-01",
            "new_day": "2028-03-01",
        })
    );
    let sheet = edit::sheet(&world.store, "T-1", Voice::LOG).unwrap();
    let text = sheet.text.replace("\"5y\"", "\"6y\"");
    let edited = edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &text, Purpose::Rehearse).unwrap();
    assert_eq!(edited.milestones.corrections, rehearsed.changes.corrections);
    assert_eq!(import(&mut world, Purpose::Keep).changes.corrections, rehearsed.changes.corrections);
    assert_eq!(next_scan(&mut world, "2026-12-02"), foretold(&rehearsed.changes));
}

/// Corrects a fact whose text holds spaces.
fn correct(world: &mut World, set: &str) -> ChangePreview {
    let said = InputAct::of_words(["correct", set, "--note", "vì"]);
    let request = super::record::asked(&said, Target::Agreement).unwrap();
    let World { store, office, clerk, .. } = world;
    desk_record(store, office, clerk, "T-1", &request, Insistence::Careful, Purpose::Keep).unwrap().milestones
}

/// DESIGN §5, *A change takes effect*: of a range, either day. Whoever was told both hears of the later one, too, each time.
#[test]
fn a_later_day_of_a_range_that_moves_is_told() {
    let range = |until: &str| format!("until 2027-03-01..{until}");
    let list = LIST.replace("term = \"5y\"", &format!("term = \"{}\"", range("2027-09-01")));
    assert_ne!(list, LIST);
    let mut world = told(&list, Server::Takes);
    for (on, was, now) in [("2026-12-02", "2027-09-01", "2027-06-01"), ("2026-12-04", "2027-06-01", "2027-12-01")] {
        world.clerk = clerk_on(on);
        let changes = correct(&mut world, &format!("term={}", range(now)));
        let told: Vec<_> = changes.corrections.iter().map(|one| (one.old_day, one.new_day)).collect();
        assert_eq!(told, [(day(was), Some(day(now))); 2], "to the officer and the head");
        let next = day(on).next().to_string();
        assert_eq!(next_scan(&mut world, &next), both("2027-03-01", "2027-03-01"));
        assert_eq!(next_scan(&mut world, &next), [""; 0], "once");
    }
}

#[test]
fn of_a_restricted_agreement_reference_and_days_alone_are_told() {
    let list = format!("{LIST}restricted = true\n");
    let mut world = told(&list, Server::Takes);
    let changes = record(&mut world, "correct signed_on=11/3/2022");
    let shown = changes.to_string();
    assert!(shown.ends_with("\n  corrections: 2 (told 2027-03-01, now 2027-03-11)\n"), "{shown}");
    let (old_day, new_day) = (day("2027-03-01"), day("2027-03-11"));
    let alone = CorrectionNotice { reference: "T-1".to_owned(), old_day, new_day: Some(new_day), about: None };
    assert_eq!(changes.corrections, [alone.clone(), alone]);
    let json = serde_json::to_value(&changes.corrections).unwrap();
    let days = serde_json::json!({"reference": "T-1", "old_day": "2027-03-01", "new_day": "2027-03-11"});
    assert_eq!(json, serde_json::json!([days, days]));
    assert_eq!(next_scan(&mut world, "2026-12-02"), both("2027-03-01", "2027-03-11"));
}

/// What may be recorded in a life left to chance; much of it is refused, as it should be.
const ACTS: [&str; 14] = [
    "correct signed_on=2020-03-15",
    "correct signed_on=2020-03-05",
    "correct term=6y",
    "correct notice=5m",
    "correct review_every=18m",
    "correct renewal=none",
    "amend term=7y --from_on 2025-01-01",
    "extend --for 2y",
    "extend --until 2044-01-31",
    "terminate --ends_on 2026-01-31",
    "notify non-renewal --by partner",
    "postpone --to 2026-05-04 --by us",
    "hold-review",
    "suspend",
];

/// After whatever happened before, with letters that were taken, got lost or wait, a change is said to bring exactly the
/// corrections that a scan finds after it and did not find just before it.
#[test]
fn in_a_life_left_to_chance_each_correction_is_foretold() {
    let config = ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(24),
        rng_seed: RngSeed::Fixed(20_171_222),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let step = (1_i64..60, 0_usize..4, 0_usize..ACTS.len() + 4);
    let seen = std::cell::Cell::new(0);
    let told = TestRunner::new(config).run(&proptest::collection::vec(step, 8..20), |steps| {
        let mut world = World::new();
        world.clerk = clerk_on("2024-06-03");
        let more = "review_every = \"1y\"\nrenewal = \"tacit\"\nrenewal_period = \"3y\"\nnotice = \"3m\"\n";
        world.import("first.toml", &format!("{}{more}", LIST.replace("2022-03-01", "2020-03-05")));
        for (days, fate, act) in steps {
            let today = world.clerk.today().plus_days(days).unwrap().to_string();
            scan_on(&mut world, &today);
            post(&mut world, &outcome(if fate == 0 { Server::Silent } else { Server::Takes }));
            // What became due by the post is found on the morning after, and so is not the change's.
            let today = world.clerk.today().next().to_string();
            scan_on(&mut world, &today);
            let taken_back = || world.acts("T-1").last().map(|act| format!("void {}", act.seq));
            let Some(line) = ACTS.get(act).map(|act| (*act).to_owned()).or_else(taken_back) else { continue };
            let Ok(done) = world.try_record("T-1", &line, Purpose::Keep) else { continue };
            let before = queued(&world);
            scan_on(&mut world, &today);
            let (mut fresh, mut said) = (queued(&world), foretold(&done.milestones));
            // What is told a second time has the same words as the first.
            for line in before {
                let at = fresh.iter().position(|other| *other == line);
                at.map(|at| fresh.swap_remove(at));
            }
            fresh.sort();
            said.sort();
            seen.set(seen.get() + said.len());
            prop_assert_eq!(said, fresh, "{} on {}", line, today);
        }
        Ok(())
    });
    told.unwrap_or_else(|error| panic!("{error}"));
    assert!(seen.get() > 0, "chance never moved a day that was told");
}
