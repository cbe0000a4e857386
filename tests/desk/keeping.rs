//! The register looked after: handed over, held against itself, copied, and what it wrote shown.

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::audit::audit;
use pactwatch::desk::backup::backup;
use pactwatch::desk::handover::handover;
use pactwatch::desk::proof::proof;
use pactwatch::desk::record::{condition, matching_agreements, record_many};
use pactwatch::desk::tick::tick;
use pactwatch::desk::{Desk, Purpose};
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::lifecycle::request::{ActRequest, RequestedAct};
use pactwatch::store::{Store, StoreError};
use pactwatch::watch::Release;

use super::world::World;

const THREE: &str = r#"
[[agreement]]
reference = "K-1"
title = "Một"
signed_on = 2022-01-10
term = "5y"
officers = ["desk-korea"]

[[agreement]]
reference = "K-2"
title = "Hai"
officers = ["desk-laos", "desk-korea"]

[[agreement]]
reference = "K-3"
title = "Ba"
signed_on = 2015-01-10
term = "5y"
officers = ["head"]
"#;

/// The world's register in a file, and an office around it.
pub(crate) fn desk_of(world: World) -> (Desk, tempfile::TempDir) {
    let World { store, office, clerk, folder } = world;
    let path = folder.path().join("register.db");
    store.backup(&path).unwrap();
    let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    let clock = Clock::fixed(clerk.stamp.at, zone);
    (Desk { config, office, clock, store: Store::open(&path).unwrap() }, folder)
}

#[test]
fn all_of_a_contact_s_agreements_change_hands_or_none() {
    let mut world = World::with(THREE);
    let mut hand = |from: &str, to: &str, purpose| {
        handover(&mut world.store, &world.office, &world.clerk, from, to, purpose).map_err(|error| error.to_string())
    };
    assert!(hand("desk-korea", "nobody", Purpose::Keep).unwrap_err().contains("desk-laos"), "says who could be named");
    assert!(hand("desk-korea", "desk-korea", Purpose::Keep).unwrap_err().contains("two contacts"));
    assert!(hand("director", "it", Purpose::Keep).unwrap_err().contains("no agreement has the officer `director`"));
    let listed = hand("desk-korea", "desk-laos", Purpose::Rehearse).unwrap();
    let done = hand("desk-korea", "desk-laos", Purpose::Keep).unwrap();
    assert_eq!(done, listed, "the list is what is done");
    let officers: Vec<_> = done.agreements.iter().map(|one| (one.reference.as_str(), one.officers.join(";"))).collect();
    assert_eq!(
        officers,
        [("K-1", "desk-laos".to_owned()), ("K-2", "desk-laos".to_owned())],
        "nobody stands there twice"
    );
    // Expiry on 2027-01-10: today, 2026-11-21, −90d and −180d have opened, −30d, −7d, +1d and +30d are to come; the
    // officer hears of the nearest opened one and of those four.
    let expiry = done.milestones.letters.iter().find(|line| line.kind == "expiry").unwrap();
    assert_eq!((expiry.letters_appear, expiry.letters_go), (5, 5), "{}", done.milestones);
    assert_eq!(world.words("K-1"), ["register", "correct"]);
    assert_eq!(world.words("K-3"), ["register"]);
    assert_eq!(world.acts("K-1")[1].note.as_deref(), Some("handed over from desk-korea to desk-laos"));
}

#[test]
fn an_audit_holds_the_parties_against_their_acts() {
    let list = "[[party]]\nid = \"jeonbuk\"\ncountry = \"KR\"\nnames = [{ name = \"Jeollabuk-do\" }]\n";
    let mut world = World::with(list);
    world.import("second.toml", list);
    world.import("third.toml", &list.replace("Jeollabuk-do", "Jeonbuk State"));
    let sound = audit(&world.store).unwrap();
    assert_eq!((sound.parties, sound.wrong.len()), (1, 0), "{:?}", sound.wrong);
    assert_eq!(sound.acts, 2, "a list that says nothing new is no act");
    let mut party = world.store.parties().unwrap().get("jeonbuk").cloned().unwrap();
    party.names[0].name = "Jeonbuk".to_owned();
    world.store.write(|tx| tx.put_party(&party)).unwrap();
    party.id = "jeju".to_owned();
    world.store.write(|tx| tx.put_party(&party)).unwrap();
    let wrong = audit(&world.store).unwrap().wrong;
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].contains("jeju: no act brought it") && wrong[1].contains("jeonbuk: what is stored"), "{wrong:?}");
}

#[test]
fn an_audit_finds_what_the_acts_do_not_lead_to() {
    let mut world = World::with(THREE);
    let sound = audit(&world.store).unwrap();
    assert!(sound.is_sound(), "{:?}", sound.wrong);
    assert_eq!((sound.acts, sound.agreements, sound.receipts), (3, 3, 0));
    assert_eq!(sound.head.as_deref(), Some(world.store.head().unwrap().as_str()));
    let mut facts = world.facts("K-2");
    facts.title = "Hai khác".to_owned();
    let id = world.id("K-2");
    world.store.write(|tx| tx.project(id, &facts)).unwrap();
    let found = audit(&world.store).unwrap();
    assert_eq!(found.agreements, 2);
    assert_eq!(found.wrong.len(), 1, "{:?}", found.wrong);
    assert!(found.wrong[0].starts_with("K-2: ") && found.wrong[0].contains("(title)"), "{:?}", found.wrong);
}

#[test]
fn an_audit_finds_an_act_that_was_altered_and_goes_on() {
    let (desk, folder) = desk_of(World::with(THREE));
    let path = folder.path().join("register.db");
    drop(desk);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER act_stays; UPDATE act SET recorded_by = 'ai' WHERE seq = 2;").unwrap();
    drop(raw);
    let store = Store::open(&path).unwrap();
    let found = audit(&store).unwrap();
    assert!(!found.is_sound());
    assert_eq!((found.head, found.agreements), (None, 2), "{:?}", found.wrong);
    assert!(found.wrong.iter().any(|fault| fault.contains("act 2") && fault.contains("altered")), "{:?}", found.wrong);
}

#[test]
fn a_backup_is_read_back_and_overwrites_nothing() {
    let world = World::with(THREE);
    let path = world.path("copy.db");
    let made = backup(&world.store, &path).unwrap();
    assert_eq!((made.acts, made.head), (3, world.store.head().unwrap()));
    assert!(audit(&Store::open(&path).unwrap()).unwrap().is_sound());
    assert!(backup(&world.store, &path).unwrap_err().to_string().contains("already there"));
}

#[test]
fn d8_a_proof_shows_what_became_of_a_letter_and_what_was_recorded_after_it() {
    let (mut desk, _folder) = desk_of(World::with(THREE));
    // Recorded an hour before the first letter: it is no answer to any.
    let mut early = super::world::clerk_on("2026-11-21").stamp;
    early.at = "2026-11-21T02:00:00Z".parse().unwrap();
    let id = desk.store.agreement_id("K-1").unwrap().unwrap();
    let first =
        serde_json::from_str(r#"{"act":"decide","milestone":"expiry@2027-01-10","choice":"renegotiate"}"#).unwrap();
    desk.store.write(|tx| tx.append(id, early.on, None, None, &first, &early)).unwrap();
    // K-1 ends in fifty days: one letter to the officer, one to the head.
    tick(&mut desk, Release::Brake, pactwatch::watch::PauseRule::Nothing).unwrap();
    let stamp = super::world::clerk_on("2026-11-22").stamp;
    let decided = serde_json::from_str(r#"{"act":"decide","milestone":"expiry@2027-01-10","choice":"renew"}"#).unwrap();
    desk.store.write(|tx| tx.append(id, stamp.on, None, None, &decided, &stamp)).unwrap();
    let shown = proof(&desk, "K-1").unwrap();
    let to: Vec<_> = shown.letters.iter().map(|letter| (letter.recipient.as_str(), letter.state)).collect();
    assert!(to.contains(&("desk-korea", "sent")), "{to:?}");
    let letter = shown.letters.iter().find(|letter| letter.recipient == "desk-korea").unwrap();
    assert_eq!(letter.attempts.len(), 1);
    assert_eq!(letter.attempts[0].outcome, "accepted");
    assert_eq!(letter.attempts[0].at, "2026-11-21 10:00:00", "the office's time, UTC+7");
    // The sample's transport writes files: no server took anything, and nobody is said to have read it.
    let means = letter.attempts[0].means.as_str();
    assert!(means.contains("đã ghi thành tệp") && !means.contains("đã nhận") && !means.contains("đã đọc"), "{means}");
    let after: Vec<_> = shown.letters.iter().flat_map(|letter| &letter.recorded_after).map(|act| act.act).collect();
    assert_eq!(
        after.iter().filter(|act| **act == "decide").count(),
        1,
        "each act stands once, and none before its letter: {after:?}"
    );
    assert!(
        proof(&desk, "K-2")
            .unwrap()
            .letters
            .iter()
            .all(|letter| letter.attempts.iter().all(|a| a.outcome == "accepted"))
    );
}

#[test]
fn one_act_on_many_stands_on_all_or_on_none() {
    let (mut desk, _folder) = desk_of(World::with(THREE));
    let clerk = super::world::clerk_on("2026-11-21");
    let close = ActRequest::new(RequestedAct::Close);
    let all: Vec<String> = ["K-3", "K-1"].map(str::to_owned).to_vec();
    let refused =
        record_many(&mut desk, &clerk, &all, &close, Insistence::Careful, Purpose::Keep).unwrap_err().to_string();
    assert!(refused.contains("K-1: the agreement is in-force"), "{refused}");
    let fit = |desk: &Desk, text: &str| -> Vec<String> {
        matching_agreements(desk, &condition(text).unwrap()).unwrap().into_iter().map(|row| row.reference).collect()
    };
    assert_eq!(fit(&desk, "ends before 2020-01-11"), ["K-3"], "nothing was recorded on it");
    assert!(fit(&desk, "ends before 10/01/2020").is_empty(), "its last day is 2020-01-10");
    assert_eq!(fit(&desk, "status expired and officer head"), ["K-3"]);
    let expired = fit(&desk, "ends before 2021-01-01");
    let done = record_many(&mut desk, &clerk, &expired, &close, Insistence::Careful, Purpose::Keep);
    assert_eq!(done.unwrap().len(), 1);
    assert!(fit(&desk, "ends before 2021-01-01").is_empty(), "what is archived is not asked again");
    for (text, cure) in
        [("ends before 30-12", "year"), ("status gone", "in-force"), ("colour red", "write `ends before DAY`")]
    {
        assert!(condition(text).unwrap_err().to_string().contains(cure), "{text}");
    }
    let gone = desk.store.write(|tx| tx.agreement(99).map(drop)).unwrap_err();
    assert!(matches!(gone, StoreError::Absent { .. }));
}
