//! The digest: when it goes, to whom, and what it says.
//!
//! Days off are those announced for 2026: Monday 31 August to Wednesday 2 September, Tết from Monday 16 to Friday
//! 20 February. The schedule is Monday, half past seven.

#![allow(clippy::unwrap_used, reason = "a test stops where what it takes for granted is not so")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::lifecycle::act::{Choice, Deed, Kind, Mark};
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::policy::Language;
use pactwatch::message::{Addressing, Digest, DigestRow, Letter, Rendered, render};
use pactwatch::outbox::State;
use pactwatch::post::{MemoryPost, Post};
use pactwatch::store::{Stamp, Store};
use pactwatch::watch::digest::{self, WHAT};
use pactwatch::watch::tick::{moment, tick};
use pactwatch::watch::{Moment, Office, Release};

const OFFICE: &str = r#"
[office]
name = "Sở Ngoại vụ"
fallback = "it"

[contacts.desk]
name = "Chuyên viên Hàn Quốc"
email = "desk@example.vn"
[contacts.laos]
name = "Chuyên viên Lào"
email = "laos@example.vn"
[contacts.head]
name = "Trưởng phòng"
email = "head@example.vn"
[contacts.director]
name = "Giám đốc"
email = "director@example.vn"
[contacts.it]
name = "Quản trị hệ thống"
email = "it@example.vn"

[roles]
head = ["head"]
director = ["director"]

[observances]
scope = "none"
"#;

struct World {
    store: Store,
    office: Office,
}

fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// `2026-11-23 07:30` at the office.
fn at(text: &str) -> DateTime<Utc> {
    format!("{}:00+07:00", text.replace(' ', "T")).parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn clock(text: &str) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(at(text), zone)
}

fn then(text: &str) -> Moment {
    moment(&clock(text))
}

impl World {
    fn new() -> Self {
        Self::of(OFFICE)
    }

    fn of(text: &str) -> Self {
        let config = config::parse(text, Path::new(""), &Checks::NONE).unwrap();
        Self { store: Store::in_memory().unwrap(), office: Office::new(&config).unwrap() }
    }

    /// Registers an agreement at that moment; what is not given is an agreement of `desk` without an end.
    fn register(&mut self, when: &str, pairs: &[(&str, &str)]) -> i64 {
        let given = [
            ("reference", "KR-1"),
            ("title", "Bản ghi nhớ"),
            ("kind", "mou"),
            ("ours", "dak-lak"),
            ("partner", "jeonbuk"),
            ("signed_on", "2016-01-04"),
            ("term", "open"),
            ("officers", "desk"),
        ];
        let texts: BTreeMap<String, String> =
            given.iter().chain(pairs).map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let facts = Facts::from_texts(&texts).unwrap();
        self.store.write(|tx| tx.register(&facts, None, &stamp(when))).unwrap()
    }

    fn act(&mut self, when: &str, id: i64, deed: &Deed) {
        let on = then(when).today;
        self.store.write(|tx| tx.append(id, on, None, None, deed, &stamp(when))).unwrap();
    }

    /// One scan, and one delivery unless the server is down.
    fn tick(&mut self, when: &str, mail: Mail) {
        let mut posts: Vec<Box<dyn Post>> = match mail {
            Mail::Up => vec![Box::new(MemoryPost::new())],
            Mail::Down => vec![],
        };
        let folder = std::env::temp_dir();
        tick(&mut self.store, &self.office, &mut posts, &clock(when), Release::Brake, &folder).unwrap();
    }

    /// A tick at eight on each day from a day through another.
    fn live(&mut self, from: &str, through: &str) {
        let mut today = day(from);
        while today <= day(through) {
            self.tick(&format!("{today} 08:00"), Mail::Up);
            today = today.next();
        }
    }

    /// The digests sent: `2026-11-23 head`, or `2026-11-23 head → desk` where somebody stood in.
    fn sent(&self) -> Vec<String> {
        let envelopes = self.store.outbox(0, 10_000).unwrap();
        let mut sent = Vec::new();
        for envelope in envelopes.iter().filter(|envelope| envelope.state == State::Sent) {
            for key in envelope.keys.iter().filter(|key| key.what == WHAT) {
                let to = if envelope.addressee == key.recipient {
                    String::new()
                } else {
                    format!(" → {}", envelope.addressee)
                };
                sent.push(format!("{} {}{to}", key.day, key.recipient));
            }
        }
        sent
    }

    /// The days of the digests sent to one contact.
    fn days(&self, recipient: &str) -> Vec<String> {
        let sent = self.sent();
        let mine = sent.iter().filter_map(|line| line.split_once(' ')).filter(|(_, who)| *who == recipient);
        mine.map(|(day, _)| day.to_owned()).collect()
    }

    fn digest(&self, contact: &str, when: &str) -> Digest {
        let contact = self.office.circle.contact(contact).unwrap();
        let told = digest::told(&self.store, &self.office, contact, then(when)).unwrap().unwrap();
        assert!(told.failed.is_empty(), "{:?}", told.failed);
        told.digest
    }

    fn letter(&self, contact: &str, when: &str, language: Language) -> Rendered {
        let to = self.office.circle.contact(contact).unwrap();
        let told = digest::told(&self.store, &self.office, to, then(when)).unwrap().unwrap();
        let audience = told.reader.audience();
        let office = self.office.name.as_str();
        let addressing =
            Addressing { to, standing_in_for: None, why_fallback: None, reply_to: None, office, language, audience };
        render(&Letter::Digest(&told.digest), &addressing, then(when).today).unwrap()
    }
}

#[derive(Clone, Copy)]
enum Mail {
    Up,
    Down,
}

fn stamp(when: &str) -> Stamp {
    Stamp { at: at(when), on: then(when).today, by: "desk".to_owned() }
}

/// `2026-12-22 KR-1`, a row for each agreement's; the office's own duties of the year are left out.
fn lines(rows: &[DigestRow]) -> Vec<String> {
    let of = |row: &DigestRow| Some(format!("{} {}", row.section.day, row.section.reference.as_ref()?));
    rows.iter().filter_map(of).collect()
}

#[test]
fn a_wake_up_sends_one_digest_on_its_day_or_the_next_working_day() {
    type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);
    let cases: &[Case] = &[
        (
            "a Monday, from half past seven on, once",
            "2026-11-21 10:00",
            &["2026-11-21 10:30", "2026-11-23 07:29", "2026-11-23 07:30", "2026-11-23 08:00", "2026-11-24 08:00"],
            &["2026-11-23"],
        ),
        (
            "a Monday off: on Thursday, and the week after on its own day",
            "2026-08-25 10:00",
            &[
                "2026-08-31 08:00",
                "2026-09-02 08:00",
                "2026-09-03 07:29",
                "2026-09-03 07:30",
                "2026-09-04 08:00",
                "2026-09-07 08:00",
            ],
            &["2026-08-31", "2026-09-07"],
        ),
        (
            "the week of Tết and the Monday after it: one",
            "2026-01-30 10:00",
            &[
                "2026-02-09 08:00",
                "2026-02-16 08:00",
                "2026-02-20 08:00",
                "2026-02-22 08:00",
                "2026-02-23 08:00",
                "2026-02-24 08:00",
            ],
            &["2026-02-09", "2026-02-23"],
        ),
        (
            "three weeks missed: one, at once",
            "2026-11-02 10:00",
            &["2026-11-09 08:00", "2026-12-02 15:00", "2026-12-03 08:00", "2026-12-07 08:00"],
            &["2026-11-09", "2026-11-30", "2026-12-07"],
        ),
        (
            "no digest for a week in which the register did not exist",
            "2026-11-23 06:00",
            &["2026-11-23 08:00", "2026-11-28 08:00", "2026-11-30 08:00"],
            &["2026-11-30"],
        ),
        (
            "a clock that ran ahead silences no later week",
            "2026-11-02 10:00",
            &["2027-11-08 08:00", "2026-11-09 08:00", "2026-11-16 08:00"],
            &["2027-11-08", "2026-11-09", "2026-11-16"],
        ),
    ];
    for (rule, registered, ticks, expected) in cases {
        let mut world = World::new();
        world.tick(&registered.replace("10:00", "09:00"), Mail::Up);
        world.register(registered, &[]);
        for when in *ticks {
            world.tick(when, Mail::Up);
        }
        assert_eq!(world.days("head"), *expected, "{rule}");
        assert_eq!(world.days("desk"), *expected, "{rule}: the officer's");
    }
}

#[test]
fn a_monthly_digest_is_the_first_that_goes_in_a_month() {
    let mut world = World::new();
    world.register("2026-08-05 10:00", &[]);
    world.live("2026-08-06", "2026-11-30");
    // 3 August was before the register. That of 31 August goes on 3 September, so September has had its own on the 7th.
    assert_eq!(world.days("director"), ["2026-08-31", "2026-10-05", "2026-11-02"]);
    // Seventeen Mondays, 10 August to 30 November, none lost and none twice.
    assert_eq!(world.days("head").len(), 17);
}

#[test]
fn a_month_s_first_digest_that_was_missed_is_made_up() {
    let mut world = World::new();
    world.register("2026-11-05 10:00", &[]);
    world.tick("2026-11-16 08:00", Mail::Up);
    assert_eq!(world.days("director"), Vec::<String>::new(), "the month's first was before the register");
    world.tick("2026-12-16 08:00", Mail::Up);
    assert_eq!(world.days("director"), ["2026-12-14"]);
}

#[test]
fn the_same_day_is_not_told_twice_under_another_hour() {
    let mut world = World::new();
    world.register("2026-11-21 10:00", &[]);
    world.tick("2026-11-23 07:45", Mail::Up);
    world.office = World::of(&format!("{OFFICE}\n[schedule]\ndigest = \"0 8 * * Mon\"\n")).office;
    world.tick("2026-11-23 08:30", Mail::Up);
    assert_eq!(world.days("head"), ["2026-11-23"]);
}

#[test]
fn digests_that_waited_for_the_server_give_way_to_the_newest() {
    let mut world = World::new();
    world.register("2026-11-07 10:00", &[]);
    for when in ["2026-11-09 08:00", "2026-11-10 08:00", "2026-11-16 08:00", "2026-11-23 08:00"] {
        world.tick(when, Mail::Down);
    }
    assert_eq!(world.sent(), Vec::<String>::new());
    world.tick("2026-11-25 08:00", Mail::Up);
    assert_eq!(world.sent(), ["2026-11-23 desk", "2026-11-23 head"]);
}

#[test]
fn nobody_without_a_part_in_it_gets_one() {
    let mut world = World::new();
    world.register("2026-11-21 10:00", &[]);
    world.live("2026-11-22", "2026-12-07");
    let mut people: Vec<String> =
        world.sent().iter().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect();
    people.sort();
    people.dedup();
    assert_eq!(people, ["desk", "director", "head"], "laos looks after nothing, it is the fallback alone");
}

#[test]
fn who_is_away_has_it_read_and_nobody_reads_everything_twice() {
    let away = |contact: &str, substitute: &str| {
        let email = format!("email = \"{contact}@example.vn\"\n");
        let absence =
            format!("{email}away = [{{ from = 2026-12-01, to = 2026-12-20, substitute = \"{substitute}\" }}]\n");
        World::of(&OFFICE.replace(&email, &absence))
    };
    let mut world = away("head", "laos");
    world.register("2026-12-02 10:00", &[]);
    world.tick("2026-12-07 08:00", Mail::Up);
    assert_eq!(world.sent(), ["2026-12-07 desk", "2026-12-07 director", "2026-12-07 head → laos"]);
    let mut world = away("director", "head");
    world.register("2026-12-02 10:00", &[]);
    world.tick("2026-12-07 08:00", Mail::Up);
    assert_eq!(world.sent(), ["2026-12-07 desk", "2026-12-07 head"], "a head reads what the director would");
}

#[test]
fn an_empty_digest_says_so_and_when_the_next_one_comes() {
    let mut world = World::new();
    world.register("2026-11-21 10:00", &[]);
    let letter = world.letter("desk", "2026-11-23 08:00", Language::Vi);
    assert_eq!(letter.subject, "[Tổng hợp tuần 23–29/11] 0 quá hạn, 0 sắp đến hạn");
    assert_eq!(letter.text.matches("Không có.").count(), 7, "{}", letter.text);
    assert!(letter.text.contains("Thư kế tiếp: thứ Hai, 30/11. Không nhận được, đề nghị báo Quản trị hệ thống."));
    let seal: String = world.store.head().unwrap().chars().take(12).collect();
    assert!(letter.text.trim_end().ends_with(&format!("Mã kiểm tra sổ: {seal}.")), "{}", letter.text);
}

/// Five years from 20 November 2021: in force through Friday, 20 November 2026.
const FIVE_YEARS: &[(&str, &str)] = &[("signed_on", "2021-11-20"), ("term", "5y")];

#[test]
fn an_open_end_is_carried_every_week_until_an_act_answers_it() {
    let mut world = World::new();
    let id = world.register("2026-05-04 10:00", FIVE_YEARS);
    // 180 days before is Sunday, 24 May; the rung opens on Friday, 22 May.
    assert_eq!(lines(&world.digest("head", "2026-05-18 08:00").awaiting), Vec::<String>::new());
    let before = world.digest("head", "2026-05-25 08:00");
    assert_eq!(lines(&before.awaiting), ["2026-11-20 KR-1"]);
    assert_eq!(before.awaiting[0].open_since, Some(day("2026-05-22")));
    assert_eq!(lines(&world.digest("head", "2026-09-07 08:00").within_90), ["2026-11-20 KR-1"]);
    assert_eq!(lines(&world.digest("head", "2026-10-26 08:00").within_30), ["2026-11-20 KR-1"]);
    // The last rung opened on 21 December; the line stays.
    for when in ["2026-11-23 08:00", "2026-12-28 08:00", "2027-06-07 08:00"] {
        for contact in ["desk", "head"] {
            assert_eq!(lines(&world.digest(contact, when).overdue), ["2026-11-20 KR-1"], "{contact} {when}");
        }
        let director = world.digest("director", when);
        assert_eq!(lines(&director.awaiting), ["2026-11-20 KR-1"], "{when}");
        assert_eq!(director.awaiting[0].owner.as_deref(), Some("Chuyên viên Hàn Quốc"));
        assert!(director.overdue.is_empty(), "{when}");
    }
    let extended = Deed::Extend { until: Some(day("2031-11-20")), span: None, their_number: None };
    world.act("2027-06-08 10:00", id, &extended);
    let after = world.digest("head", "2027-06-14 08:00");
    assert!(after.overdue.is_empty() && after.awaiting.is_empty());
}

#[test]
fn a_decision_not_carried_out_says_so() {
    let mut world = World::new();
    let id = world.register("2026-05-04 10:00", FIVE_YEARS);
    let mark = Mark { kind: Kind::Expiry, name: None, day: day("2026-11-20") };
    world.act("2026-10-01 10:00", id, &Deed::Decide { milestone: mark, choice: Choice::Renew });
    let letter = world.letter("director", "2026-10-05 08:00", Language::Vi);
    assert!(letter.text.contains("đã quyết định gia hạn, chưa ghi nhận văn bản"), "{}", letter.text);
    assert_eq!(letter.subject, "[Tổng hợp tháng 10/2026] 1 việc chờ quyết định");
}

#[test]
fn an_officer_s_holds_his_own() {
    let mut world = World::new();
    world.register("2026-05-04 10:00", FIVE_YEARS);
    world.register("2026-05-04 10:00", &[FIVE_YEARS, &[("reference", "LA-1"), ("officers", "laos")]].concat());
    let when = "2026-11-02 08:00";
    assert_eq!(lines(&world.digest("desk", when).within_30), ["2026-11-20 KR-1"]);
    assert_eq!(lines(&world.digest("laos", when).within_30), ["2026-11-20 LA-1"]);
    assert_eq!(lines(&world.digest("head", when).within_30), ["2026-11-20 KR-1", "2026-11-20 LA-1"]);
}

#[test]
fn a_restricted_agreement_is_reference_and_day() {
    let secrets = [("reference", "2026-014"), ("title", "Tuyến đường"), ("short", "Đường biên"), ("country", "KR")];
    for (rule, when) in [("ahead", "2026-11-02 08:00"), ("past", "2026-11-23 08:00")] {
        let mut world = World::new();
        world.register("2026-05-04 10:00", &[FIVE_YEARS, &secrets, &[("restricted", "yes")]].concat());
        for (contact, language) in [("head", Language::Vi), ("director", Language::Vi), ("head", Language::En)] {
            let letter = world.letter(contact, when, language);
            for body in [&letter.text, &letter.html] {
                assert!(body.contains("2026-014") && body.contains("20/11/2026"), "{rule} {contact}\n{body}");
                for secret in
                    ["Tuyến đường", "Đường biên", "jeonbuk", "Hàn Quốc", "Hết hiệu lực", "hết hiệu lực", "Expiry"]
                {
                    assert!(!body.contains(secret), "{rule} {contact}: {secret}\n{body}");
                }
            }
        }
    }
}

#[test]
fn gaps_are_asked_of_what_is_alive_and_has_a_partner_to_ask_for() {
    type Pairs = &'static [(&'static str, &'static str)];
    let cases: &[(&str, Pairs, &[&str])] = &[
        ("an unknown term", &[("term", "unknown")], &["term"]),
        ("no partner", &[("partner", "")], &["partner"]),
        ("a plan of the office's own", &[("partner", ""), ("kind", "plan")], &[]),
        ("a domestic regulation", &[("partner", ""), ("kind", "regulation")], &[]),
        ("nothing missing", &[], &[]),
    ];
    for (rule, pairs, expected) in cases {
        let mut world = World::new();
        let id = world.register("2026-05-04 10:00", pairs);
        let missing: Vec<&str> = world
            .digest("head", "2026-11-02 08:00")
            .gaps
            .iter()
            .flat_map(|row| &row.missing)
            .map(|gap| gap.0)
            .collect();
        assert_eq!(missing, *expected, "{rule}");
        world.act("2026-11-03 10:00", id, &Deed::Close);
        assert!(world.digest("head", "2026-11-09 08:00").gaps.is_empty(), "{rule}: archived");
    }
}

#[test]
fn history_is_one_line_not_a_flood() {
    let mut world = World::new();
    for nth in 1..=40 {
        let reference = format!("KR-{nth}");
        world.register("2026-11-21 10:00", &[("reference", &reference), ("signed_on", "2012-01-04"), ("term", "5y")]);
    }
    let digest = world.digest("head", "2026-11-23 08:00");
    assert_eq!(digest.to_verify, 40);
    assert!(digest.overdue.is_empty() && digest.awaiting.is_empty());
    let letter = world.letter("head", "2026-11-23 08:00", Language::Vi);
    assert!(letter.text.contains("40 văn bản có mốc đã qua từ trước khi vào sổ"), "{}", letter.text);
}

#[test]
fn a_list_ends_and_the_rest_is_counted() {
    let mut world = World::new();
    for nth in 1..=205 {
        // 20 November 2021 and the days after it, so the earliest come first.
        let signed = day("2021-11-19").plus_days(nth % 5 + 1).unwrap().to_string();
        let reference = format!("KR-{nth}");
        world.register("2026-05-04 10:00", &[("reference", &reference), ("signed_on", &signed), ("term", "5y")]);
    }
    let digest = world.digest("head", "2026-11-30 08:00");
    assert_eq!((digest.overdue.len(), digest.unlisted.overdue), (200, 5));
    let days: Vec<Day> = digest.overdue.iter().map(|row| row.section.day).collect();
    assert!(days.is_sorted());
    // 205 / 5 = 41 end on each of five days; the five left out are of the last.
    assert_eq!(days.iter().filter(|on| **on == day("2026-11-24")).count(), 36);
    let letter = world.letter("head", "2026-11-30 08:00", Language::Vi);
    assert!(letter.subject.ends_with("205 quá hạn, 0 sắp đến hạn"), "{}", letter.subject);
}

#[test]
fn the_calendar_s_end_is_told_from_ninety_days_before() {
    let mut world = World::new();
    world.register("2026-05-04 10:00", &[]);
    // The announced days end with 31 December 2026; 2 October is 90 days before it.
    assert_eq!(world.digest("head", "2026-10-02 08:00").calendar_ends, None);
    assert_eq!(world.digest("head", "2026-10-03 08:00").calendar_ends, Some(day("2026-12-31")));
}
