//! The names of parties where people meet them: in letters that wait, in searches, in lists that spell them otherwise.

use pactwatch::desk::Purpose;
use pactwatch::desk::audit::audit;
use pactwatch::desk::list::Query;
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::plain_text;
use pactwatch::store::Envelope;
use pactwatch::watch::{Moment, Release, no_crash, scan};

use super::keeping::desk_of;
use super::parties::{BEFORE, references, rows};
use super::world::{World, clerk_on};

impl World {
    /// The text of a letter that waits.
    pub(super) fn letter(&self, envelope: &Envelope) -> String {
        plain_text(&self.store.letter(envelope.id).unwrap().unwrap()).unwrap()
    }
}

/// KT-1 ends on 3 November 2027; its first rung, 180 days before, opens on Friday, 7 May 2027.
fn waiting() -> (World, Vec<i64>) {
    let mut world = World::with(BEFORE);
    for today in ["2026-11-23", "2027-05-07"] {
        world.clerk = clerk_on(today);
        let moment = Moment { today: world.clerk.today(), now: world.clerk.stamp.at };
        let scanned = scan(&mut world.store, &world.office, moment, Release::Brake, &mut no_crash).unwrap();
        assert_eq!((scanned.braked, scanned.failed), (None, vec![]), "{today}");
    }
    let pending = world.store.outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
    let about: Vec<Envelope> = pending
        .into_iter()
        .filter(|one| one.keys.iter().any(|key| key.topic.to_string() == "expiry" && key.occasion_text() == "-180d"))
        .collect();
    assert!(!about.is_empty());
    for letter in &about {
        let text = world.letter(letter);
        assert!(text.contains("UBND tỉnh Kon Tum") && !text.contains("nay là"), "{text}");
    }
    let ids = about.iter().map(|one| one.id).collect();
    (world, ids)
}

#[test]
fn letters_that_wait_bear_the_new_names() {
    let (mut world, ids) = waiting();
    let rehearsed =
        world.try_party("kon-tum", &["succeed", "quang-ngai"], &[("on", "2025-07-01")], Purpose::Rehearse).unwrap();
    assert_eq!(
        world
            .store
            .outbox_in(EnvelopeState::Pending, 0, 100)
            .unwrap()
            .iter()
            .filter(|one| ids.contains(&one.id))
            .count(),
        ids.len()
    );
    let done = world.merge();
    assert_eq!(done.letters, rehearsed.letters);
    assert!(ids.iter().all(|id| done.letters.contains(id)), "{:?} {ids:?}", done.letters);
    let texts = |world: &World| -> Vec<String> {
        let pending = world.store.outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
        pending
            .iter()
            .filter(|one| {
                one.keys.iter().any(|key| key.topic.to_string() == "expiry" && key.occasion_text() == "-180d")
            })
            .map(|one| world.letter(one))
            .collect()
    };
    for text in texts(&world) {
        assert!(text.contains("UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi)"), "{text}");
    }
    // The heir's own name changes: its predecessor's letters change with it.
    world.party("quang-ngai", &["rename", "UBND tỉnh Quảng Ngãi mới"], &[("from_on", "2027-01-01")]);
    for text in texts(&world) {
        assert!(text.contains("UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi mới)"), "{text}");
    }
    // An import says the same of a party as a command, and a partner has names as well.
    let row = "[[party]]\nid = \"sekong\"\nnames = [{ name = \"Chính quyền tỉnh Sê Kông\", until = 2026-12-31 }, { name = \"Tỉnh Sê Kông\", from = 2027-01-01 }]\n";
    world.import("party.toml", row);
    for text in texts(&world) {
        assert!(text.contains("Chính quyền tỉnh Sê Kông (nay là Tỉnh Sê Kông)"), "{text}");
    }
    let spelled = world.party("sekong", &["alias", "Xê Kông"], &[]);
    assert_eq!(spelled.letters, Vec::<i64>::new(), "a spelling stands in no letter");
    assert!(audit(&world.store).unwrap().is_sound());
}

#[test]
fn one_search_finds_every_name_there_ever_was() {
    let mut world = World::with(include_str!("../../examples/register.toml"));
    world.party("sekong", &["rename", "Tỉnh Xê Công mới"], &[("from_on", "2027-01-01")]);
    let (desk, _folder) = desk_of(world);
    let found = |text: &str| {
        let words = rows(&desk, &Query { text: Some(text.to_owned()), ..Query::default() });
        references(&words).join(" ")
    };
    let sekong = "KT-LA-2022-01 DL-LA-2025-02";
    for text in ["Sekong", "Sê Kông", "se kong", "Xekong", "xê công", "ເຊກອງ", "mới xê"] {
        assert_eq!(found(text), sekong, "{text}");
    }
    for text in ["Jeonbuk", "Jeollabuk", "전북", "전라북도", "bac jeolla", "North Jeolla"] {
        assert_eq!(found(text), "DL-KR-2017-01", "{text}");
    }
    let dak_lak = "DL-KR-2017-01 DL-KR-2025-01 DL-LA-2025-01 DL-LA-2025-02 DL-KH-2018-01 DL-VN-2018-01 DL-VN-2020-01";
    for text in ["dak lak", "Đắk Lắk", "đak lak", "daklak", "Phú Yên", "phu yen"] {
        assert_eq!(found(text), dak_lak, "{text}");
    }
    for text in ["Quảng Ngãi", "quang ngai", "kontum"] {
        assert_eq!(found(text), "KT-LA-2022-01", "{text}");
    }
    let partner =
        |text: &str| references(&rows(&desk, &Query { partner: Some(text.to_owned()), ..Query::default() })).join(" ");
    assert_eq!(
        (partner("Xekong").as_str(), partner("전북").as_str(), partner("kon tum").as_str()),
        (sekong, "DL-KR-2017-01", "")
    );
}

#[test]
fn a_partner_that_was_succeeded_is_found_by_its_successor_and_the_other_way_about() {
    let mut world = World::with(BEFORE);
    let more = "[[party]]\nid = \"salavan\"\ncountry = \"LA\"\nnames = [{ name = \"Salavan\" }]\n[[agreement]]\nreference = \"SL-1\"\ntitle = \"T\"\npartner = [\"salavan\"]\n";
    world.import("more.toml", more);
    world.party("salavan", &["succeed", "sekong"], &[("on", "2030-01-01")]);
    let (desk, _folder) = desk_of(world);
    let partner = |text: &str| rows(&desk, &Query { partner: Some(text.to_owned()), ..Query::default() }).len();
    let words = |text: &str| rows(&desk, &Query { text: Some(text.to_owned()), ..Query::default() }).len();
    // The restricted one is found by its reference and its days alone (L6).
    assert_eq!((partner("salavan"), partner("xekong")), (6, 6));
    assert_eq!((words("salavan"), words("xekong"), words("gia lai")), (6, 6, 1));
}

#[test]
fn another_spelling_makes_no_second_party() {
    let mut world = World::with(include_str!("../../examples/register.toml"));
    let parties = world.store.parties().unwrap();
    for (nth, (ours, partner)) in [
        ("UBND tỉnh Dak Lak", "Jeollabuk –do"),
        ("Ủy ban nhân dân tỉnh Đắk Lắk", "jeonbuk state"),
        ("Daklak", "Xekong"),
        ("UỶ BAN NHÂN DÂN TỈNH KON TUM", "Sê Kông"),
        ("kontum", "전북"),
    ]
    .into_iter()
    .enumerate()
    {
        let list = format!(
            "[[agreement]]\nreference = \"N-{nth}\"\ntitle = \"T\"\nours = \"{ours}\"\npartner = \"{partner}\"\n"
        );
        let report = world.import(&format!("{nth}.toml"), &list);
        assert!(!report.has_flaws(), "{report}");
        assert_eq!(world.store.parties().unwrap(), parties, "{ours}, {partner}");
    }
    // What is only like a name makes a party, and says which one it is like; another province is like none.
    let list = |partner: &str| {
        format!("[[agreement]]\nreference = \"{partner}\"\ntitle = \"T\"\npartner = \"tỉnh {partner}\"\n")
    };
    let report = world.import("near.toml", &list("Mondulkiri"));
    assert!(
        report.warnings.iter().any(|warning| warning.to_string().contains("beside `mondulkiri`")),
        "{:?}",
        report.warnings
    );
    let report = world.import("far.toml", &list("Kampot"));
    assert!(report.warnings.iter().all(|warning| !warning.to_string().contains("beside")), "{:?}", report.warnings);
}
