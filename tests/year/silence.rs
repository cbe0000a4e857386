//! A year of 25 agreements in which nobody answers: what officer, head and director read.
//!
//! The snapshot is read by people: each reminder with its subject and first line, and of each month the first digests of
//! head and director whole. Renew it with `PACTWATCH_RENEW=1 cargo test --test year` and read what changed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{Party, PartyName};
use pactwatch::outbox::State;
use pactwatch::post::{MemoryPost, Post};
use pactwatch::store::{Stamp, Store, StoreError};
use pactwatch::watch::tick::tick;
use pactwatch::watch::{Heed, Office, Release, Way};

use super::world::{body, day};
use crate::reading::Part;

const SNAPSHOT: &str = "tests/snapshots/silence-2026.txt";

const OFFICE: &str = r#"
[office]
name = "Sở Ngoại vụ"
fallback = "it"
[contacts.lao]
name = "Chuyên viên Lào"
email = "lao@example.vn"
[contacts.han]
name = "Chuyên viên Hàn Quốc"
email = "han@example.vn"
[contacts.head]
name = "Trưởng phòng"
email = "head@example.vn"
phone = "0262 000 001"
[contacts.director]
name = "Giám đốc"
email = "director@example.vn"
digest = "monthly"
[contacts.it]
name = "Quản trị hệ thống"
email = "it@example.vn"
[roles]
head = ["head"]
director = ["director"]
[post]
brake = 1000
"#;

/// Reference, short name, country and officer, and the facts that tell it from the others.
type Row = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const TACIT: &[(&str, &str)] =
    &[("term", "5y"), ("renewal", "tacit"), ("renewal_period", "5y"), ("notice", "6m"), ("signed_on", "2016-09-06")];

/// Ends in and around the year, renewals, reviews, awaited effects, a range, plans, a restricted one, missing facts.
const AGREEMENTS: [Row; 25] = [
    ("LA-01", "Đắk Lắk – Champasak", "LA", &[("signed_on", "2021-03-12"), ("term", "5y"), ("review_every", "1y")]),
    ("LA-02", "Đắk Lắk – Attapeu", "LA", &[("signed_on", "2021-06-18"), ("term", "5y"), ("review_every", "2y")]),
    ("LA-03", "Đắk Lắk – Sê Kông", "LA", &[("signed_on", "2021-11-20"), ("term", "5y"), ("notice", "90d")]),
    ("LA-04", "Đắk Lắk – Salavan", "LA", &[("signed_on", "2022-01-15"), ("term", "5y"), ("renewal", "consent")]),
    ("LA-05", "Gia Lai – Attapeu", "LA", TACIT),
    ("LA-06", "Gia Lai – Champasak", "LA", &[("signed_on", "2024-02-29"), ("term", "10y"), ("review_every", "6m")]),
    ("LA-07", "Kon Tum – Sê Kông", "LA", &[("signed_on", "2022-11-03"), ("term", "until 2026-11-03..2026-12-31")]),
    ("LA-08", "Kon Tum – Attapeu", "LA", &[("signed_on", "2023-05-10"), ("term", "open"), ("review_every", "1y")]),
    ("LA-09", "Quảng Ngãi – Salavan", "LA", &[("signed_on", "2025-12-18"), ("effect", "notification"), ("term", "5y")]),
    ("LA-10", "Đắk Lắk – Savannakhet", "LA", &[("signed_on", "2023-08-08"), ("term", "3y")]),
    (
        "LA-11",
        "Kế hoạch hợp tác 2026",
        "LA",
        &[("kind", "plan"), ("signed_on", "2026-01-02"), ("term", "until 2026-12-31")],
    ),
    ("LA-12", "Đắk Lắk – Khammouane", "LA", &[("signed_on", "2020-04-30"), ("term", "unknown")]),
    ("LA-13", "Đắk Lắk – Luang Prabang", "LA", &[("signed_on", "2021-02-10"), ("term", "5y"), ("restricted", "yes")]),
    (
        "KR-01",
        "Đắk Lắk – Jeonbuk",
        "KR",
        &[("signed_on", "2017-12-22"), ("term", "until 2027-12-22"), ("review_every", "2y")],
    ),
    ("KR-02", "Đắk Lắk – Gangwon", "KR", &[("signed_on", "2021-05-05"), ("term", "5y"), ("notice", "3m")]),
    ("KR-03", "Gia Lai – Busan", "KR", &[("signed_on", "2021-09-30"), ("term", "5y"), ("review_every", "1y")]),
    ("KR-04", "Gia Lai – Daegu", "KR", &[("signed_on", "2021-07-01"), ("term", "60m"), ("count", "inclusive")]),
    (
        "KR-05",
        "Kon Tum – Jeju",
        "KR",
        &[
            ("signed_on", "2016-10-10"),
            ("term", "5y"),
            ("renewal", "tacit"),
            ("renewal_period", "1y"),
            ("notice", "30d"),
        ],
    ),
    ("KR-06", "Đắk Lắk – Incheon", "KR", &[("signed_on", "2023-12-12"), ("term", "3y"), ("renewal", "consent")]),
    ("KR-07", "Đắk Lắk – Ulsan", "KR", &[("signed_on", "2022-08-31"), ("term", "4y6m")]),
    ("KR-08", "Biên bản với Gwangju", "KR", &[("kind", "minutes"), ("signed_on", "2025-10-01"), ("term", "1y")]),
    ("KR-09", "Đắk Lắk – Daejeon", "KR", &[("signed_on", "2016-01-31"), ("term", "open")]),
    ("KR-10", "Đắk Lắk – Sejong", "KR", &[("signed_on", "2025-11-25"), ("effect", "notification"), ("term", "3y")]),
    (
        "KR-11",
        "Quy chế phối hợp",
        "KR",
        &[("kind", "regulation"), ("signed_on", "2024-03-01"), ("term", "open"), ("review_every", "1y")],
    ),
    (
        "KR-12",
        "Đắk Lắk – Seoul",
        "KR",
        &[("signed_on", "2021-12-31"), ("term", "5y"), ("review_every", "1y"), ("notice", "6m")],
    ),
];

/// A letter that went.
struct Sent {
    on: Day,
    to: String,
    subject: String,
    text: String,
}

impl Sent {
    fn is_digest(&self) -> bool {
        self.subject.starts_with("[Tổng hợp")
    }
}

fn at(today: Day) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(format!("{today}T08:00:00+07:00").parse().unwrap(), zone)
}

/// The year, a tick a morning.
fn year() -> Vec<Sent> {
    let office = Office::new(&config::parse(OFFICE, Path::new(""), &Checks::NONE).unwrap()).unwrap();
    let mut store = Store::in_memory().unwrap();
    let first = day("2026-01-05");
    let origin = pactwatch::lifecycle::act::Origin::default();
    let stamp = Stamp { at: at(first).now(), on: first, by: "head".to_owned(), origin };
    for (reference, short, country, more) in AGREEMENTS {
        let partner = format!("p-{}", reference.to_lowercase());
        let name = short.rsplit(" – ").next().unwrap_or(short);
        let name = PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
        let party =
            Party { id: partner.clone(), country: Some(country.to_owned()), names: vec![name], ..Party::default() };
        let officer = if country == "LA" { "lao" } else { "han" };
        let own = [
            ("reference", reference),
            ("short", short),
            ("title", short),
            ("ours", "dak-lak"),
            ("partner", &partner),
            ("officers", officer),
        ];
        let texts = own.iter().chain(more).map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let facts = Facts::from_texts(&texts).unwrap_or_else(|error| panic!("{reference}: {error}"));
        let done: Result<i64, StoreError> =
            store.write(|tx| tx.put_party(&party).and_then(|()| tx.register(&facts, None, &stamp)));
        done.unwrap();
    }
    let mut sent = Vec::new();
    let (mut today, mut after) = (first, 0);
    let folder = std::env::temp_dir();
    while today <= day("2027-01-05") {
        let posts: Vec<Box<dyn Post>> = vec![Box::new(MemoryPost::new())];
        let mut way = Way { posts, settings: "memory".to_owned() };
        let done = tick(&mut store, &office, &mut way, &at(today), Release::Brake, Heed::Pause, &folder).unwrap();
        assert_eq!(done.scanned.failed, Vec::<String>::new(), "{today}");
        for envelope in store.outbox(after, 1_000).unwrap() {
            after = envelope.id;
            assert_eq!(envelope.state, State::Sent, "{today} {:?}", envelope.why);
            let text = body(&Part::read(&store.letter(envelope.id).unwrap().unwrap()));
            sent.push(Sent { on: today, to: envelope.addressee, subject: envelope.subject.unwrap_or_default(), text });
        }
        today = today.next();
    }
    sent
}

/// The day that a text begins with, after `ngày` or a weekday.
fn leading_day(text: &str) -> Option<Day> {
    const SKIPPED: [&str; 10] = ["ngày", "thứ", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Chủ", "nhật"];
    let mut words = text.split([' ', ',', '\n']).filter(|word| !word.is_empty());
    let word = words.find(|word| !SKIPPED.contains(word))?;
    let parts: Vec<i32> =
        word.split('/').map_while(|part| part.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()).collect();
    let [on, month, year] = parts.as_slice() else { return None };
    Day::ymd(*year, u32::try_from(*month).ok()?, u32::try_from(*on).ok()?).ok()
}

/// The lines of a digest about one matter each: those of the parts I to V.
fn matters(text: &str) -> Vec<&str> {
    let parts = text.split("\nVI. ").next().unwrap_or_default();
    parts.lines().filter(|line| line.starts_with("- ")).collect()
}

#[test]
fn a_year_in_which_nobody_answers() {
    let sent = year();
    let (mut asked, mut lines) = (0, 0);
    for letter in &sent {
        for (at, ask) in letter.text.match_indices("chậm nhất ") {
            let Some(by) = leading_day(&letter.text[at + ask.len()..]) else { continue };
            assert!(letter.on <= by, "asks for {by} on {}:\n{}\n{}", letter.on, letter.subject, letter.text);
            asked += 1;
        }
        if !letter.is_digest() {
            continue;
        }
        let mut seen = BTreeSet::new();
        for line in matters(&letter.text) {
            let (head, rest) = line[2..].split_once(": ").unwrap_or((line, ""));
            let what = rest.split("; việc tiếp theo").next().unwrap_or_default();
            assert!(
                seen.insert((head.split_once(", ").map(|(_, reference)| reference), what)),
                "twice: {line}\n{}",
                letter.text
            );
            let reference = head.contains(", ") || what.starts_with("Mã ");
            let yearly = ["Hạn báo cáo: ", "Kỷ niệm: ", "Chúc mừng: ", "Ngày hưởng ứng: "]
                .iter()
                .any(|kind| what.starts_with(kind));
            assert!(reference || yearly, "no reference: {line}");
            lines += 1;
        }
        if letter.to == "director" {
            assert!(!letter.text.contains("III. "), "{}", letter.text);
        }
    }
    assert!(asked > 500 && lines > 1_000, "{asked} days, {lines} lines");
    let found = snapshot(&sent);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(SNAPSHOT);
    if std::env::var_os("PACTWATCH_RENEW").is_some() {
        fs::write(&file, &found).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let differs = kept.lines().zip(found.lines()).find(|(one, other)| one != other);
    assert!(kept == found, "{SNAPSHOT} differs: {differs:?}; read what changed, then PACTWATCH_RENEW=1");
}

/// What people read: how many each got, every reminder's first line, the first digests of each month.
fn snapshot(sent: &[Sent]) -> String {
    let mut text = String::new();
    for who in ["lao", "han", "head", "director", "it"] {
        let (digests, reminders): (Vec<&Sent>, Vec<&Sent>) =
            sent.iter().filter(|letter| letter.to == who).partition(|letter| letter.is_digest());
        writeln!(text, "{who}: {} letters, {} digests", reminders.len(), digests.len()).unwrap();
    }
    let mut months = BTreeSet::new();
    for letter in sent {
        let first = letter.text.lines().next().unwrap_or_default();
        if !letter.is_digest() {
            write!(text, "\n{} {} {}\n  {}\n  {first}\n", letter.on, letter.on.weekday(), letter.to, letter.subject)
                .unwrap();
            continue;
        }
        let month = (letter.to.clone(), letter.on.month());
        if ["head", "director"].contains(&letter.to.as_str()) && letter.on.year() == 2026 && months.insert(month) {
            write!(text, "\n{} {} {}\n  {}\n", letter.on, letter.on.weekday(), letter.to, letter.subject).unwrap();
            for line in letter.text.lines().filter(|line| !line.is_empty() && !line.contains("Mã kiểm tra sổ")) {
                writeln!(text, "  | {line}").unwrap();
            }
        }
    }
    text
}
