//! What a mail server does in the middle of a round.

use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::reminder::{Key, SystemLetter, Topic};
use pactwatch::post::{MailTrouble, SendOutcome, TroubleKind};
use pactwatch::store::{NewReminder, ProgramNote, Stamp, StoreError};
use pactwatch::watch::scan::failed_last;
use pactwatch::watch::{Crossing, Release};

use crate::rules::Rules;
use crate::weather::{taken, trouble};
use crate::world::{Home, World, day};

/// So many letters wait for their first delivery, the end of each agreement a day later than the one before.
pub(crate) fn waiting(letters: i64, home: Home) -> World {
    let rules = Rules { bundle_over: 100, ..Rules::default() };
    let mut world = World::new(home, rules, day("2026-07-03"));
    for nth in (1..=letters).rev() {
        let (reference, end) = (format!("T-{nth:02}"), day("2026-08-10").plus_days(nth).unwrap());
        let (end, fields) = (format!("until {end}"), [("reference", reference.as_str()), ("title", "Bản ghi nhớ")]);
        let ladder =
            [("signed_on", "2025-01-05"), ("officers", "desk-a"), ("ladders", "expiry=review"), ("term", &end)];
        world.register(&[&fields[..], &ladder[..]].concat(), None);
    }
    world.scan(Release::Brake);
    world
}

/// S11: 421 on a fresh connection ends the round; the rest goes on after a minute, none twice.
#[test]
fn a_server_that_has_had_enough_is_asked_again_after_a_minute() {
    let mut world = waiting(10, Home::Memory);
    world.post.answer_from_now(|attempt| if attempt.nth % 4 == 0 { trouble(TroubleKind::Closing) } else { taken() });
    for round in 1..=4 {
        assert!(world.told().len() < 10);
        world.deliver();
        assert_eq!(world.told().len(), (3 * round).min(10));
        world.wait(1);
    }
    assert_eq!(world.told_once().len(), 10);
}

/// S16: the most urgent first.
#[test]
fn the_most_urgent_letter_goes_first() {
    let mut world = waiting(10, Home::Memory);
    world.deliver();
    let due = |key: &Key| world.office.calendar.on_or_before(key.day).unwrap();
    let days: Vec<Day> = world.mailboxes().iter().map(|(_, keys)| due(&keys[0])).collect();
    let mut sorted = days.clone();
    sorted.sort();
    assert_eq!(days, sorted, "by the working day to do it by");
    assert_eq!(days.len(), 10);
}

/// A1: what died because another letter was taken after it is reported in the same delivery, not at the next scan.
#[test]
fn a1_what_died_in_a_round_is_reported_in_the_same_delivery() {
    for (rule, reply) in [
        ("no such person", "550 5.1.1 no such user"),
        ("the mailbox is full", "552 5.2.2 mailbox full"),
        ("the content", "554 5.6.0 not this content"),
        ("no status at all", "550 no"),
        ("disabled", "550 5.2.1 mailbox disabled"),
    ] {
        let mut world = waiting(3, Home::Memory);
        let said = reply.to_owned();
        world.post.answer_from_now(move |attempt| {
            if attempt.nth == 1 { SendOutcome::Refused { reply: said.clone() } } else { taken() }
        });
        let delivered = world.deliver();
        assert_eq!((delivered.sent, delivered.dead, delivered.trouble), (3, 1, None), "{rule}");
        let to: Vec<String> = world.post.taken().into_iter().map(|letter| letter.to).collect();
        assert_eq!(to.last().map(String::as_str), Some("it@example.vn"), "{rule}: {to:?}");
        world.wait(60);
        assert_eq!(world.deliver().sent, 0, "{rule}: reported once");
        world.tick();
        assert_eq!(world.post.taken().len(), 3, "{rule}: nor by the next scan");
    }
}

/// S13, A3: a refused login holds every other try back, for a quarter of an hour at first.
#[test]
fn a3_a_refused_login_is_asked_once_a_pause() {
    let mut world = waiting(10, Home::File);
    world.connections = 16;
    let refused = || Err(MailTrouble { what: TroubleKind::Login, detail: "535 5.7.8".to_owned() });
    world.post.open_from_now(refused);
    for _ in 0..3 {
        let delivered = world.deliver();
        assert_eq!(delivered.trouble.map(|trouble| trouble.what), Some(TroubleKind::Login));
        world.reopen();
    }
    world.wait(14);
    world.deliver();
    assert_eq!((world.post.openings(), world.post.records().len()), (1, 0), "one login, and no letter");
    world.wait(1);
    world.deliver();
    assert_eq!(world.post.openings(), 2);
    world.post.open_from_now(|| Ok(()));
    world.wait(29);
    world.deliver();
    assert_eq!(world.post.openings(), 2, "half an hour the second time");
    world.wait(1);
    world.deliver();
    assert_eq!(world.told_once().len(), 10);
}

/// One poisoned record stops neither the others nor the next scan.
#[test]
fn a_poisoned_record_is_told_and_passed_over() {
    let mut world = World::new(Home::File, Rules::default(), day("2026-07-03"));
    for nth in 1..=3 {
        let fields = [("reference", format!("T-{nth}")), ("title", "Bản ghi nhớ".to_owned())];
        let own = [("signed_on", "2025-01-05"), ("officers", "desk-a"), ("term", "until 2026-12-31")];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).chain(own).collect();
        world.register(&fields, None);
    }
    let beside = rusqlite::Connection::open(world.file()).unwrap();
    beside.execute("UPDATE agreement SET acts = acts + 1 WHERE id = 2", []).unwrap();
    drop(beside);
    let scanned = world.scan(Release::Brake);
    assert_eq!(scanned.failed.len(), 1, "{:?}", scanned.failed);
    assert!(scanned.failed[0].contains("agreement 2"), "{:?}", scanned.failed);
    assert_eq!(failed_last(world.store()).unwrap(), scanned.failed, "for `status`");
    world.deliver();
    assert_eq!(world.told().len(), 2);
    assert_eq!(world.scan(Release::Brake).failed.len(), 1, "left for the next scan");
}

/// A letter that cannot be written, here one about an envelope that is not there, keeps no other from going.
#[test]
fn a_letter_that_cannot_be_written_is_told_and_passed_over() {
    let mut world = waiting(2, Home::Memory);
    let today = world.today;
    let key = Key::system(SystemLetter::Undelivered, today, "it");
    let reminder = NewReminder { key, agreement_id: None, addressee: "it".to_owned(), urgent_on: today };
    let poisoned: Result<(), StoreError> = world.store().write(|tx| {
        tx.enqueue(&[reminder], today)?;
        let topic = Topic::System(SystemLetter::Undelivered);
        let letter = ProgramNote::Letter(&topic, today);
        tx.set_note(letter, Some(r#"{"Undelivered":{"envelopes":[4711]}}"#))
    });
    poisoned.unwrap();
    let scanned = world.scan(Release::Brake);
    assert_eq!(scanned.failed.len(), 1, "{:?}", scanned.failed);
    assert!(scanned.failed[0].contains("letter to `it`"), "{:?}", scanned.failed);
    assert_eq!(world.deliver().sent, 2);
}

/// Takes so many agreements that ended long ago into the register, each second one of another officer.
fn import(world: &mut World, of: &str, rows: usize) {
    let stamp = Stamp {
        at: world.moment().now,
        on: world.today,
        by: "head".to_owned(),
        origin: pactwatch::lifecycle::act::Origin::default(),
    };
    let begun: Result<i64, StoreError> = world.store().write(|tx| tx.begin_import(of, "0", rows, &stamp));
    let import = begun.unwrap();
    for nth in 1..=rows {
        let reference = format!("{of}-{nth:02}");
        let officer = if nth % 2 == 0 { "desk-a" } else { "desk-b" };
        let fields = [("reference", reference.as_str()), ("title", "Bản ghi nhớ"), ("officers", officer)];
        world.register(&[&fields[..], &[("signed_on", "2015-03-02"), ("term", "5y")]].concat(), Some(import));
    }
}

/// An import of many old agreements: one list to verify for each officer, the count for the head, nothing else.
#[test]
fn an_import_of_old_agreements_is_one_list_an_officer_and_a_count_for_the_head() {
    let mut world = World::on("2026-07-03");
    import(&mut world, "T", 60);
    let scanned = world.scan(Release::Brake);
    assert_eq!(scanned.braked, None, "a list counts as one, however long");
    world.deliver();
    let mut to: Vec<String> = world.post.taken().into_iter().map(|letter| letter.to).collect();
    to.sort();
    assert_eq!(to, ["desk-a@example.vn", "desk-b@example.vn", "head@example.vn"]);
    world.tick_through("2026-07-20");
    assert_eq!(world.post.taken().len(), 3, "history has no ladder and no escalation");
}

/// The letter with the count is queued after the lists; neither a crash in between nor a second import on one day loses it.
#[test]
fn a_head_hears_of_every_list_to_verify() {
    let mut world = World::new(Home::File, Rules::default(), day("2026-07-03"));
    let to_head = |world: &World| world.post.taken().iter().filter(|letter| letter.to == "head@example.vn").count();
    import(&mut world, "T", 4);
    let crashed = world.scan_with(Release::Brake, &mut |crossing| crossing == Crossing::Enqueue);
    assert_eq!(crashed, Err(Crossing::Enqueue));
    world.tick();
    assert_eq!((world.post.taken().len(), to_head(&world)), (3, 1), "two lists and the count");
    import(&mut world, "U", 2);
    world.tick();
    assert_eq!((world.post.taken().len(), to_head(&world)), (5, 1), "one count a day");
    world.tick_through("2026-07-10");
    assert_eq!((world.post.taken().len(), to_head(&world)), (6, 2), "the rest on the next");
}
