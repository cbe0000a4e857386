//! A year of 25 agreements in which nobody answers: what officer, head and director read.
//!
//! The snapshot is read by people: each reminder with its subject and first line, and of each month the first digests of
//! head and director whole. Renew it with `PACTWATCH_RENEW=1 cargo test --test year` and read what changed;
//! `PACTWATCH_PRINT=FOLDER` writes every letter of the year there, whole, in both languages. What must hold of each of them
//! is in `holds.rs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::commitment::{Commitment, CommitmentSide, CommitmentTiming};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{Party, PartyName};
use pactwatch::lifecycle::policy::Language;
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{MemoryPost, Post};
use pactwatch::store::{Stamp, Store, StoreError};
use pactwatch::watch::tick::tick;
use pactwatch::watch::{MailRoute, Office, PauseRule, Release};

use super::holds;
use super::snapshot;
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

/// What four of them promise: agreement, name, title, how much, where the text says so, when.
const PROMISES: [[&str; 6]; 4] = [
    ["LA-06", "students", "Hỗ trợ du học sinh", "05 du học sinh", "Điều 4", "every 1y"],
    ["LA-08", "visits", "Trao đổi đoàn cấp cao", "01 đoàn", "Điều 3", "within"],
    ["KR-01", "fair", "Tham gia hội chợ thương mại", "01 gian hàng", "", "until 2026-10-15"],
    ["KR-11", "report", "Báo cáo tình hình phối hợp", "", "", "yearly 11-30"],
];

/// A letter that went.
pub(super) struct Sent {
    pub(super) on: Day,
    pub(super) to: String,
    pub(super) subject: String,
    pub(super) text: String,
}

impl Sent {
    pub(super) fn is_digest(&self) -> bool {
        ["[Tổng hợp", "[Summary"].iter().any(|head| self.subject.starts_with(head))
    }
}

/// The office, whose people read that language.
fn office(language: Language) -> Office {
    let text = match language {
        Language::Vi => OFFICE.to_owned(),
        Language::En => {
            let english = [
                ("Chuyên viên Lào", "Officer for Laos"),
                ("Chuyên viên Hàn Quốc", "Officer for Korea"),
                ("Trưởng phòng", "Head of Division"),
                ("Giám đốc", "Director"),
                ("Quản trị hệ thống", "System administrator"),
                ("fallback =", "language = \"en\"\nfallback ="),
            ];
            english.iter().fold(OFFICE.to_owned(), |text, (own, english)| text.replace(own, english))
        }
    };
    Office::new(&config::parse(&text, Path::new(""), &Checks::NONE).unwrap()).unwrap()
}

fn promise(words: &[&str; 6]) -> ActBody {
    let [_, name, title, target, basis, when] = words.map(str::to_owned);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    ActBody::Commit(Commitment {
        name,
        title,
        side: CommitmentSide::Us,
        who: some(if when.starts_with("until") { "Sở Công Thương" } else { "" }.to_owned()),
        target: some(target),
        basis: some(basis),
        when: CommitmentTiming::parse(&when).expect("a time"),
    })
}

fn at(today: Day) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(format!("{today}T08:00:00+07:00").parse().unwrap(), zone)
}

/// The year, a tick a morning.
fn year(language: Language) -> Vec<Sent> {
    let office = office(language);
    let mut store = Store::in_memory().unwrap();
    let first = day("2026-01-05");
    let origin = pactwatch::lifecycle::act::Origin::default();
    let stamp = Stamp { at: at(first).now(), on: first, by: "head".to_owned(), origin };
    let name = PartyName { name: "UBND tỉnh Đắk Lắk".to_owned(), name_en: None, from: None, until: None };
    let ours =
        Party { id: "dak-lak".to_owned(), country: Some("VN".to_owned()), names: vec![name], ..Party::default() };
    let done: Result<(), StoreError> = store.write(|tx| tx.put_party(&ours));
    done.unwrap();
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
        let id = done.unwrap();
        for promised in PROMISES.iter().filter(|promised| promised[0] == reference) {
            let done: Result<i64, StoreError> =
                store.write(|tx| tx.append(id, first, None, None, &promise(promised), &stamp));
            done.unwrap();
        }
    }
    let mut sent = Vec::new();
    let (mut today, mut after) = (first, 0);
    let folder = std::env::temp_dir();
    while today <= day("2027-01-05") {
        let posts: Vec<Box<dyn Post>> = vec![Box::new(MemoryPost::new())];
        let mut way = MailRoute { posts, settings: "memory".to_owned() };
        let done = tick(&mut store, &office, &mut way, &at(today), Release::Brake, PauseRule::Pause, &folder).unwrap();
        assert_eq!(done.scanned.failed, Vec::<String>::new(), "{today}");
        for envelope in store.outbox(after, 1_000).unwrap() {
            after = envelope.id;
            assert_eq!(envelope.state, EnvelopeState::Sent, "{today} {:?}", envelope.why);
            let text = body(&Part::read(&store.letter(envelope.id).unwrap().unwrap()));
            sent.push(Sent { on: today, to: envelope.addressee, subject: envelope.subject.unwrap_or_default(), text });
        }
        today = today.next();
    }
    sent
}

/// Writes every letter whole, where somebody wants to read them.
fn print(sent: &[Sent], language: Language) {
    let Some(folder) = std::env::var_os("PACTWATCH_PRINT") else { return };
    let mut text = String::new();
    for letter in sent {
        let Sent { on, to, subject, text: body } = letter;
        writeln!(text, "{}\n{on} {} {to}\nSubject: {subject}\n\n{body}", "=".repeat(80), on.weekday()).unwrap();
    }
    let name = match language {
        Language::Vi => "year-vi.txt",
        Language::En => "year-en.txt",
    };
    fs::write(Path::new(&folder).join(name), text).unwrap();
}

#[test]
fn a_year_in_which_nobody_answers_in_english() {
    let sent = year(Language::En);
    print(&sent, Language::En);
    holds::all(&sent, Language::En);
}

#[test]
fn a_year_in_which_nobody_answers() {
    let sent = year(Language::Vi);
    print(&sent, Language::Vi);
    holds::all(&sent, Language::Vi);
    snapshot::assert_kept(SNAPSHOT, &what_is_read(&sent));
}

/// What people read: how many each got, every reminder's first line, the first digests of each month.
fn what_is_read(sent: &[Sent]) -> String {
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
