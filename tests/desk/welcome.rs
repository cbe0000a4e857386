//! A handover told: one letter of welcome with what is due, later rungs in their own time, nothing more to who left.

use crate::reading::Part;
use pactwatch::desk::Purpose;
use pactwatch::desk::handover::handover;
use pactwatch::lifecycle::reminder::{Occasion, Subject};
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{MemoryPost, Post};
use pactwatch::store::Envelope;
use pactwatch::watch::scan::left_behind;
use pactwatch::watch::{Moment, Release, ScanReport, deliver, digest, no_crash, scan};

use super::world::{World, clerk_on};

/// On Saturday 21/11/2026: the first two have letters out by then, the third ends far ahead, the fourth is another's.
const FOUR: &str = r#"
[[agreement]]
reference = "K-1"
title = "Một"
signed_on = 2021-01-10
term = "6y"
review_every = "4y"
officers = ["desk-korea"]

[[agreement]]
reference = "K-2"
title = "Hai"
signed_on = 2021-02-20
term = "6y"
officers = ["desk-korea"]

[[agreement]]
reference = "K-3"
title = "Ba"
signed_on = 2026-01-10
term = "6y"
officers = ["desk-korea"]

[[agreement]]
reference = "L-1"
title = "Lào"
signed_on = 2021-01-12
term = "6y"
officers = ["desk-laos"]
"#;

impl World {
    fn moment(&self) -> Moment {
        Moment { today: self.clerk.today(), now: self.clerk.stamp.at }
    }

    /// A scan on that day.
    fn scan_on(&mut self, day: &str) -> ScanReport {
        self.clerk = clerk_on(day);
        let moment = self.moment();
        scan(&mut self.store, &self.office, moment, Release::Brake, &mut no_crash).unwrap()
    }

    /// Delivers everything that waits.
    fn send(&mut self) {
        let now = self.clerk.stamp.at;
        let mut posts: Vec<Box<dyn Post>> = vec![Box::new(MemoryPost::new())];
        deliver(&mut self.store, &mut posts, "pactwatch@example.vn", &|| now, &mut no_crash).unwrap();
    }

    /// The officers' letters that wait, as `addressee: subject/what/rung …`; what is only to be verified is left out.
    fn waiting(&self) -> Vec<String> {
        let all = self.store.outbox_in(EnvelopeState::Pending, 0, 500).unwrap();
        let own = all.iter().filter(|envelope| envelope.addressee.starts_with("desk-"));
        own.map(|envelope| format!("{}: {}", envelope.addressee, keys(envelope))).collect()
    }

    fn hand(&mut self, from: &str, to: &str) {
        let done = handover(&mut self.store, &self.office, &self.clerk, from, to, Purpose::Keep).unwrap();
        assert!(done.warnings.is_empty(), "{:?}", done.warnings);
    }

    /// The only welcome that waits.
    fn welcome(&self) -> Envelope {
        let all = self.store.outbox_in(EnvelopeState::Pending, 0, 500).unwrap();
        let mut welcomes =
            all.into_iter().filter(|one| one.keys.iter().any(|key| key.topic.to_string() == "system:welcome"));
        let welcome = welcomes.next().expect("a welcome waits");
        assert_eq!(welcomes.next(), None);
        welcome
    }

    fn text(&self, envelope: &Envelope) -> String {
        // The bodies, and beside them the days for the newcomer's calendar.
        let [bodies, _] = self.parts(envelope);
        bodies.parts()[0].text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn parts(&self, envelope: &Envelope) -> [Part; 2] {
        let message = Part::read(&self.store.letter(envelope.id).unwrap().unwrap());
        message.parts().try_into().expect("two parts")
    }
}

fn keys(envelope: &Envelope) -> String {
    let rungs = envelope.keys.iter().filter(|key| key.occasion != Occasion::ToVerify);
    let mut keys: Vec<String> =
        rungs.map(|key| format!("{}/{}/{}", key.subject, key.topic, key.occasion_text())).collect();
    keys.sort();
    keys.join(" ")
}

/// The four of the list, and the first letters about them sent. By the default ladder the officers have heard of K-1
/// (until 2027-01-10) and of L-1 (2027-01-12) at −90d, 12 and 14 October being past, and so of K-2 (2027-02-20): ninety
/// days before it is Sunday, 22 November, so its rung opened on the Friday.
fn told() -> World {
    let mut world = World::with(FOUR);
    world.scan_on("2026-11-21");
    let own = world.waiting();
    assert!(own.contains(&"desk-korea: 1/expiry/-90d 2/expiry/-90d".to_owned()), "{own:?}");
    assert!(own.contains(&"desk-laos: 4/expiry/-90d".to_owned()), "{own:?}");
    // K-1's only review stood on 2025-01-10 and is history: a list to verify.
    assert!(own.contains(&"desk-korea: ".to_owned()), "{own:?}");
    world.send();
    world
}

const WELCOME: &str = "desk-laos: 1/expiry/-90d 2/expiry/-90d office/system:welcome/0d";

#[test]
fn a_newcomer_gets_one_letter_with_what_is_due() {
    let mut world = told();
    world.clerk = clerk_on("2026-11-24");
    world.hand("desk-korea", "desk-laos");
    assert_eq!(world.waiting(), [WELCOME]);
    let letter = world.text(&world.welcome());
    for line in ["theo dõi 3 văn bản", "10/01/2027", "mã K-1", "20/02/2027", "mã K-2"] {
        assert!(letter.contains(line), "{line}: {letter}");
    }
    assert!(!letter.contains("K-3"), "ends in four years: {letter}");
    assert!(!letter.contains("L-1"), "his own already: {letter}");
    let [_, file] = world.parts(&world.welcome());
    let days = String::from_utf8(file.content()).unwrap();
    let days: Vec<&str> = days.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:")).collect();
    assert_eq!(days, ["20270110", "20270220"], "it is the first letter he gets on them");
    let subject = world.welcome().subject.unwrap();
    assert_eq!(subject, "[Bàn giao] 3 văn bản, 2 mốc sắp đến hạn, 1 mốc cần xác minh");
    world.scan_on("2026-11-24");
    assert_eq!(world.waiting(), [WELCOME], "the scan adds no pile");
    // A letter that waits for the mail server is written anew each day, and stays the one it is.
    let id = world.welcome().message_id;
    world.scan_on("2026-11-26");
    assert_eq!(world.waiting(), [WELCOME]);
    assert_eq!(world.welcome().message_id, id);
    assert_eq!(world.welcome().rendered_on.unwrap().to_string(), "2026-11-26");
}

/// B4: the newcomer hears of what is still to be verified, and nothing is booked as said that the letter does not say.
#[test]
fn b4_the_welcome_carries_what_is_still_to_verify() {
    let mut world = told();
    world.clerk = clerk_on("2026-11-24");
    world.hand("desk-korea", "desk-laos");
    let welcome = world.welcome();
    let listed: Vec<String> = welcome
        .keys
        .iter()
        .filter(|key| key.occasion == Occasion::ToVerify)
        .map(|key| format!("{}@{} {}", key.topic, key.day, key.recipient))
        .collect();
    assert_eq!(listed, ["review@2025-01-10 desk-laos"]);
    let letter = world.text(&welcome);
    for said in ["10/01/2025", "xác minh"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    let booked = world.store.queued(&Subject::Agreement(1)).unwrap();
    let his = booked.into_iter().map(|queued| queued.key).filter(|key| key.recipient == "desk-laos");
    for key in his {
        assert!(welcome.keys.contains(&key), "booked and not said: {key}");
    }
}

#[test]
fn after_the_welcome_the_rungs_come_in_their_own_time_and_to_the_newcomer_alone() {
    let mut world = told();
    world.clerk = clerk_on("2026-11-24");
    world.hand("desk-korea", "desk-laos");
    world.send();
    for day in ["2026-11-25", "2026-12-10"] {
        world.scan_on(day);
        assert_eq!(world.waiting(), [] as [&str; 0], "{day}");
    }
    // Thirty days before K-1's end is Friday, 11 December; before L-1's a Sunday, so the same Friday.
    world.scan_on("2026-12-11");
    assert_eq!(world.waiting(), ["desk-laos: 1/expiry/-30d 4/expiry/-30d"]);
    world.send();
    // Before K-2's: 21 January, a Thursday. K-1 and L-1 have passed by then, unanswered, a day after being a Monday and a
    // Wednesday.
    world.scan_on("2027-01-21");
    assert_eq!(world.waiting(), ["desk-laos: 1/expiry/+1d 2/expiry/-30d 4/expiry/+1d"]);
}

/// The desk wrote it under the same rules on the same day: the first scan of a register finds nothing to mend about it.
#[test]
fn a_handover_before_the_first_scan_leaves_one_copy_of_its_letter() {
    let mut world = World::with(FOUR);
    world.hand("desk-korea", "desk-laos");
    world.scan_on("2026-11-21");
    let all = world.store.outbox(0, 500).unwrap();
    let welcomes = all.iter().filter(|one| one.subject.as_ref().is_some_and(|subject| subject.contains("[Bàn giao]")));
    assert_eq!(welcomes.map(|one| one.state).collect::<Vec<_>>(), [EnvelopeState::Pending]);
}

#[test]
fn letters_that_wait_for_who_leaves_are_taken_back() {
    let mut world = World::with(FOUR);
    world.scan_on("2026-11-21");
    world.hand("desk-korea", "desk-laos");
    let waiting = world.waiting();
    assert!(waiting.contains(&WELCOME.to_owned()), "{waiting:?}");
    assert!(!waiting.iter().any(|line| line.starts_with("desk-korea")), "{waiting:?}");
    // Handed on before it left: the first welcome goes back too, and the second speaks for everything.
    world.hand("desk-laos", "desk-cambodia");
    let all = "desk-cambodia: 1/expiry/-90d 2/expiry/-90d 4/expiry/-90d office/system:welcome/0d";
    let officers: Vec<String> = world.waiting().into_iter().filter(|line| !line.ends_with(": ")).collect();
    assert_eq!(officers, [all]);
    assert!(world.text(&world.welcome()).contains("theo dõi 4 văn bản"));
}

#[test]
fn two_handovers_of_one_day_are_two_letters() {
    let mut world = told();
    world.clerk = clerk_on("2026-11-24");
    world.hand("desk-korea", "desk-cambodia");
    world.hand("desk-laos", "desk-cambodia");
    let of = |key: &str| format!("desk-cambodia: {key} office/system:welcome/0d");
    assert_eq!(world.waiting(), [of("1/expiry/-90d 2/expiry/-90d"), of("4/expiry/-90d")]);
}

#[test]
fn who_leaves_the_configuration_and_hands_nothing_over_is_told_of() {
    let list = FOUR.replacen("desk-korea", "gone", 2).replacen("desk-korea", "left\", \"head", 1);
    let mut world = World::new();
    world.import("first.toml", &list);
    world.scan_on("2026-11-21");
    let left: Vec<_> = left_behind(&world.store, &world.office).unwrap().into_iter().collect();
    assert_eq!(left, [("gone".to_owned(), 2), ("left".to_owned(), 1)]);
    let head = world.office.circle.contact("head").unwrap();
    let told = digest::digest_for(&world.store, &world.office, head, world.moment()).unwrap().unwrap();
    let gaps = told.digest.gaps.iter().filter(|row| row.missing.iter().any(|gap| gap.0 == "officers"));
    assert_eq!(gaps.map(|row| row.reference.as_str()).collect::<Vec<_>>(), ["K-1", "K-2", "K-3"]);
    world.hand("gone", "desk-korea");
    assert_eq!(left_behind(&world.store, &world.office).unwrap().into_keys().collect::<Vec<_>>(), ["left"]);
}
