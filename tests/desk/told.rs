//! What people were told, and what becomes of it when the clock, the facts or the acts turn out otherwise: CASES B and K.

use pactwatch::config::{self, Checks};
use pactwatch::desk::{Purpose, Reason, edit};
use pactwatch::lifecycle::reminder::{Key, Occasion, Subject};
use pactwatch::message::Voice;
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::SendOutcome;
use pactwatch::watch::Office;

use super::waiting::{post, scan_on};
use super::world::{World, clerk_on, day};

/// An agreement of one officer, with that term and more facts.
pub(super) fn list(signed_on: &str, facts: &str) -> String {
    format!(
        "[[agreement]]\nreference = \"T-1\"\ntitle = \"Bản ghi nhớ\"\nsigned_on = {signed_on}\n\
         officers = [\"desk-korea\"]\n{facts}\n"
    )
}

fn accepted() -> SendOutcome {
    SendOutcome::Accepted { reply: "250 queued".to_owned() }
}

/// Scans on that day, and a server takes all that goes.
pub(super) fn tick(world: &mut World, on: &str) {
    scan_on(world, on);
    post(world, &accepted());
}

pub(super) fn keys(world: &World) -> Vec<Key> {
    world.store.queued(&Subject::Agreement(world.id("T-1"))).unwrap().into_iter().map(|queued| queued.key).collect()
}

/// `expiry 2027-03-01 gone desk-korea`, a line for each correction.
pub(super) fn corrections(world: &World) -> Vec<String> {
    let moved = |key: &Key| matches!(key.occasion, Occasion::MovedFrom(_) | Occasion::Gone);
    let line = |key: Key| format!("{} {} {} {}", key.topic, key.day, key.occasion_text(), key.recipient);
    let mut lines: Vec<String> = keys(world).into_iter().filter(moved).map(line).collect();
    lines.sort();
    lines
}

/// The text of the newest letter to the officer.
fn newest_letter(world: &World) -> String {
    let sent = world.store.outbox(0, 1_000).unwrap();
    let to_officer = sent.into_iter().rfind(|one| one.addressee == "desk-korea" && one.state == EnvelopeState::Sent);
    world.letter(&to_officer.expect("a letter"))
}

/// The ladder of an agreement that ends on 30/06/2027, day by day from 23/11/2026; with the slip, on 01/01/2028 first.
fn lived(slip: bool) -> World {
    let mut world = World::with(&list("2022-06-30", "term = \"5y\""));
    if slip {
        tick(&mut world, "2028-01-01");
    }
    let mut today = day("2026-11-23");
    while today <= day("2027-08-05") {
        tick(&mut world, &today.to_string());
        today = today.next();
    }
    world
}

#[test]
fn b1_a_clock_ahead_once_takes_no_letter_away() {
    let (plain, slipped) = (lived(false), lived(true));
    let told = |world: &World| -> Vec<String> {
        let rung = |key: Key| format!("{} {} {} {}", key.topic, key.day, key.occasion, key.recipient);
        let mut all: Vec<String> = keys(world).into_iter().map(rung).collect();
        all.sort();
        all
    };
    assert_eq!(told(&plain), told(&slipped));
    // -180 d and -7 d to the officer, -90 d, -30 d, -7 d, +1 d and +30 d to officer and head, +30 d to the director too.
    assert!(told(&plain).len() >= 9, "{:?}", told(&plain));
    let again: Vec<String> =
        keys(&slipped).into_iter().filter(|key| key.round == 2).map(|key| key.to_string()).collect();
    assert!(!again.is_empty() && again.iter().all(|key| key.ends_with("#2")), "{again:?}");
    assert!(keys(&plain).iter().all(|key| key.round == 1));
}

#[test]
fn b3_a_told_day_that_is_no_more_or_of_another_kind_is_taken_back_once() {
    let tacit = "correct renewal=tacit --number 7/CV";
    for (rule, act, words) in [
        ("no end any more", "correct term=open --number 7/CV", "nay không còn mốc này"),
        ("an end that became a renewal", tacit, "nay là mốc khác"),
    ] {
        let mut world = World::with(&list("2022-03-01", "term = \"5y\"\nrenewal_period = \"5y\""));
        tick(&mut world, "2026-11-23");
        tick(&mut world, "2026-12-01");
        world.record("T-1", act);
        tick(&mut world, "2026-12-02");
        let both = ["desk-korea", "head"].map(|who| format!("expiry 2027-03-01 gone {who}"));
        assert_eq!(corrections(&world), both, "{rule}");
        let letter = newest_letter(&world);
        assert!(letter.contains("không còn") && letter.contains(words), "{rule}: {letter}");
        tick(&mut world, "2026-12-03");
        assert_eq!(corrections(&world), both, "{rule}: once");
    }
}

#[test]
fn b3_what_stands_again_is_told_again() {
    let mut world = World::with(&list("2022-03-01", "term = \"5y\""));
    tick(&mut world, "2026-11-23");
    let act = world.record("T-1", "correct term=open --number 7/CV").seq.unwrap();
    tick(&mut world, "2026-11-24");
    world.record("T-1", &format!("void {act}"));
    tick(&mut world, "2026-11-25");
    assert_eq!(
        corrections(&world),
        ["expiry 2027-03-01 gone desk-korea", "expiry 2027-03-01 moved:2027-03-01 desk-korea"]
    );
    assert!(newest_letter(&world).contains("vẫn giữ nguyên"), "{}", newest_letter(&world));
}

#[test]
fn a_review_that_a_suspension_took_away_is_taken_back() {
    let mut world = World::with(&list("2022-03-01", "term = \"8y\"\nreview_every = \"5y\""));
    // The review of 01/03/2027: -60 d is 31/12/2026.
    tick(&mut world, "2026-12-31");
    world.clerk = clerk_on("2027-01-04");
    world.record("T-1", "suspend --on 2027-01-04");
    tick(&mut world, "2027-01-04");
    assert_eq!(corrections(&world), ["review 2027-03-01 gone desk-korea"]);
    assert!(newest_letter(&world).contains("tạm ngừng"), "{}", newest_letter(&world));
}

#[test]
fn b5_a_rung_that_opens_within_a_week_of_a_letter_is_left_out() {
    // It ends on 31/12/2026 and comes in on 21/11: "31 days left" on 30/11 would be followed by "30 days left" on 01/12.
    let mut world = World::with(&list("2021-12-31", "term = \"5y\""));
    for on in ["2026-11-30", "2026-12-01", "2026-12-24", "2026-12-25"] {
        tick(&mut world, on);
    }
    let of = |who: &str| -> Vec<String> {
        let on_the_end = keys(&world).into_iter().filter(|key| key.topic.to_string() == "expiry");
        on_the_end.filter(|key| key.recipient == who).map(|key| key.occasion_text()).collect()
    };
    assert_eq!(of("desk-korea"), ["-90d", "-7d"], "the last one before the day goes all the same");
    assert_eq!(of("head"), ["-90d", "-7d"]);
}

#[test]
fn k5_an_end_between_the_two_days_of_a_range_is_told() {
    let mut world = World::with(&list("2022-03-01", "term = \"until 2027-01-04..2027-06-30\""));
    tick(&mut world, "2026-11-23");
    world.clerk = clerk_on("2027-02-10");
    world.record("T-1", "terminate --ends_on 2027-02-05");
    tick(&mut world, "2027-02-10");
    let both = ["desk-korea", "head"].map(|who| format!("expiry 2027-02-05 moved:2027-01-04 {who}"));
    assert_eq!(corrections(&world), both);
}

#[test]
fn k11_a_told_day_that_moved_to_a_past_one_is_told() {
    // In the register from 21/11/2026 on: told "ends 28/05/2027"; a correction puts the end on 01/02/2027, past by then.
    let mut world = World::with(&list("2022-02-01", "term = \"until 2027-05-28\""));
    tick(&mut world, "2026-12-01");
    tick(&mut world, "2027-03-02");
    world.clerk = clerk_on("2027-04-12");
    world.record("T-1", "correct term=5y --number 7/CV");
    tick(&mut world, "2027-04-12");
    let both = ["desk-korea", "head"].map(|who| format!("expiry 2027-02-01 moved:2027-05-28 {who}"));
    assert_eq!(corrections(&world), both);
}

#[test]
fn k11_what_was_overdue_and_told_stays_asked_when_its_day_moves_to_another_past_one() {
    // In the register from 21/11/2026 on; told "ends 30/12/2026", which passed. A correction puts the end on 20/12/2026.
    let mut world = World::with(&list("2021-12-30", "term = \"5y\""));
    for on in ["2026-11-23", "2026-12-24", "2026-12-31"] {
        tick(&mut world, on);
    }
    world.clerk = clerk_on("2027-01-11");
    world.record("T-1", "correct signed_on=2021-12-20 --number 7/CV");
    tick(&mut world, "2027-01-11");
    let both = ["desk-korea", "head"].map(|who| format!("expiry 2026-12-20 moved:2026-12-30 {who}"));
    assert_eq!(corrections(&world), both);
    // Thirty days after 20/12/2026 is 19/01/2027: the ladder goes on from the day there is.
    tick(&mut world, "2027-01-19");
    let after =
        |key: &Key| key.topic.to_string() == "expiry" && key.day == day("2026-12-20") && key.occasion_text() == "+30d";
    assert!(keys(&world).iter().any(after), "{:?}", keys(&world));
}

#[test]
fn b3_a_renewal_that_was_told_and_was_none_is_taken_back() {
    // 23/11/2021 + 5 years is 23/11/2026. The letter of the day before says that it renews itself; a notice received in
    // time, on 05/10/2026, is recorded a month late.
    let facts = "term = \"5y\"\nrenewal = \"tacit\"\nrenewal_period = \"2y\"\nnotice = \"1m\"";
    let mut world = World::new();
    world.clerk = clerk_on("2026-09-01");
    world.import("first.toml", &list("2021-11-23", facts));
    for on in ["2026-09-01", "2026-10-24", "2026-11-23"] {
        tick(&mut world, on);
    }
    assert!(newest_letter(&world).contains("23/11/2028"), "{}", newest_letter(&world));
    world.clerk = clerk_on("2026-12-21");
    world.record("T-1", "notify non-renewal --by partner --received 2026-10-05 --number 3/HQ");
    tick(&mut world, "2026-12-21");
    let told = corrections(&world);
    assert!(told.contains(&"renewal 2026-11-23 gone desk-korea".to_owned()), "{told:?}");
}

/// The letters about acts: to whom, and what they say.
fn about_acts(world: &World) -> Vec<(String, String)> {
    let all = world.store.outbox(0, 1_000).unwrap();
    let about = all.into_iter().filter(|one| one.keys.iter().any(|key| key.topic.to_string().starts_with("said:")));
    about.map(|one| (one.addressee.clone(), world.letter(&one))).collect()
}

#[test]
fn l2_a_correction_that_moves_an_end_far_ahead_is_told_to_the_head() {
    let mut world = World::with(&list("2022-03-01", "term = \"5y\""));
    world.record("T-1", "correct term=15y --number 7/CV --by desk-korea");
    let told = about_acts(&world);
    assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["head"]);
    let letter = &told[0].1;
    for words in ["T-1", "7/CV", "01/3/2027", "01/3/2037"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    // A day nearer, and what is no correction, is nobody's news but of those who were told.
    world.record("T-1", "correct term=14y --number 8/CV --by desk-korea");
    world.record("T-1", "extend --for 5y --number 9/CV --by desk-korea");
    assert_eq!(about_acts(&world).len(), 1);
}

/// Where nobody heads, whoever hears what nobody else can be told hears it.
#[test]
fn v18_without_a_head_the_fallback_is_told_of_a_day_that_goes() {
    for no_head in ["", "head = []"] {
        let mut world = World::with(&list("2022-03-01", "term = \"5y\""));
        let text = config::sample().replace("head     = [\"head\"]", no_head);
        world.office = Office::new(&config::parse(&text, world.folder.path(), &Checks::NONE).unwrap()).unwrap();
        world.record("T-1", "correct term=15y --number 7/CV --by desk-korea");
        let told = about_acts(&world);
        assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["it"], "{no_head}");
        assert!(told[0].1.contains("01/3/2037"), "{}", told[0].1);
    }
}

/// A way to correct a fact, by name.
type Way = (&'static str, fn(&mut World));

#[test]
fn l2_a_day_that_goes_is_told_to_the_head_by_whatever_way_it_was_corrected() {
    // 01/03/2022 + 5 years is 01/03/2027; without an end there is none.
    let because = Reason { number: Some("7/CV".to_owned()), note: None };
    let ways: [Way; 2] = [
        ("edit", |world| {
            let sheet = edit::sheet(&world.store, "T-1", Voice::LOG).unwrap();
            let text = sheet.text.replace("term = \"5y\"", "term = \"open\"");
            edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &text, Purpose::Keep).unwrap();
        }),
        ("import", |world| {
            world.import("second.toml", "[[agreement]]\nreference = \"T-1\"\nterm = \"open\"\n");
            tick(world, "2026-11-23");
        }),
    ];
    for (way, correct) in ways {
        let mut world = World::with(&list("2022-03-01", "term = \"5y\""));
        world.clerk = clerk_on("2026-11-23").named("desk-korea").because(because.clone());
        correct(&mut world);
        let told = about_acts(&world);
        assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["head"], "{way}");
        for words in ["T-1", "7/CV", "01/3/2027"] {
            assert!(told[0].1.contains(words), "{way}, {words}: {}", told[0].1);
        }
        // Whoever heads the office and corrects it himself knows.
        let mut world = World::with(&list("2022-03-01", "term = \"5y\""));
        world.clerk = clerk_on("2026-11-23").named("head").because(because.clone());
        correct(&mut world);
        assert_eq!(about_acts(&world).len(), 0, "{way}");
    }
}

#[test]
fn b3_a_promise_that_moved_or_is_no_more_is_named_with_the_act_that_moved_it() {
    let promises = "[[commitment]]\nagreement = \"T-1\"\nname = \"a\"\ntitle = \"Học bổng\"\nuntil = 2026-12-18\n\
                    [[commitment]]\nagreement = \"T-1\"\nname = \"b\"\ntitle = \"Đoàn cấp cao\"\nuntil = 2026-12-17\n";
    let mut world = World::with(&list("2022-03-01", &format!("term = \"open\"\n{promises}")));
    // Thirty days before both are past on 23/11/2026.
    tick(&mut world, "2026-11-23");
    world.clerk = clerk_on("2026-11-24");
    world.record("T-1", "correct commitment:a until=2027-02-26 --number 7/CV");
    // Recorded later on the same day, about something else.
    world.record("T-1", "correct title=Bản-ghi-nhớ-hợp-tác --number 8/CV");
    tick(&mut world, "2026-11-24");
    let letter = newest_letter(&world);
    for words in ["cam kết “Học bổng”", "18/12/2026", "26/02/2027", "7/CV", "thư này kèm mục đúng"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains("8/CV") && !letter.contains("Đoàn cấp cao"), "{letter}");
    let act = world.acts("T-1").iter().find(|act| act.body.word() == "commit").map(|act| act.seq).unwrap();
    world.clerk = clerk_on("2026-11-25");
    world.record("T-1", &format!("void {act} --number 9/CV"));
    tick(&mut world, "2026-11-25");
    let letter = newest_letter(&world);
    assert!(letter.contains("9/CV") && letter.contains("không còn mốc này"), "{letter}");
    assert!(letter.contains("đề nghị xóa mục ấy.") && !letter.contains("kèm mục đúng"), "{letter}");
}

#[test]
fn c1_an_import_says_what_was_closed_and_what_is_still_open() {
    // Yearly from 15/03/2022: 15/03/2025 is the nearest to 20/03/2025, and the one of 2026 is still open.
    let facts = list("2022-03-15", "term = \"10y\"\nreview_every = \"1y\"");
    let mut world = World::new();
    world.clerk = clerk_on("2024-06-03");
    world.import("first.toml", &facts);
    world.clerk = clerk_on("2026-11-23");
    let act = "[[act]]\nagreement = \"T-1\"\nact = \"hold-review\"\non = 2025-03-20\nnumber = \"1/BB\"\n";
    let report = world.import("acts.toml", &format!("{facts}{act}")).to_string();
    assert!(report.contains("the review of 2025-03-15 (Saturday) is closed"), "{report}");
    assert!(report.contains("still open: the review of 2026-03-15 (Sunday)"), "{report}");
    // The same list again adds nothing.
    let acts = world.act_count();
    world.import("again.toml", &format!("{facts}{act}"));
    assert_eq!(world.act_count(), acts);
}

/// V6: two amendments, each with its report, both told; the first is taken back. Signed before the register, which knows no
/// other report. Reports are due fifteen days after 17 January and 12 February 2026: 1 and 27 February.
#[test]
fn a_legal_clock_that_goes_is_told_as_gone_although_another_takes_its_number() {
    let mut world = World::new();
    world.clerk = clerk_on("2026-01-05");
    world.import("list.toml", &list("2021-06-30", "term = \"10y\"\nnotice = \"3m\""));
    world.clerk = clerk_on("2026-01-17");
    let first = world.record("T-1", "amend notice=4m --from 2026-01-17 --number 1").seq.unwrap();
    tick(&mut world, "2026-01-26");
    world.clerk = clerk_on("2026-02-12");
    world.record("T-1", "amend notice=5m --from 2026-02-12 --number 2");
    tick(&mut world, "2026-02-24");
    world.clerk = clerk_on("2026-02-25");
    world.record("T-1", &format!("void {first}"));
    tick(&mut world, "2026-02-25");
    let corrections = corrections(&world);
    assert!(!corrections.is_empty(), "who was told of 1 February hears that it is gone");
    for correction in &corrections {
        assert!(correction.starts_with("duty:notify-amendment 2026-02-01 gone "), "{correction}");
    }
}
