//! A year of 25 agreements with three commitments each in which nobody answers: no more letters than the ladder says.
//!
//! Of each agreement one commitment has a day of its own, one recurs each year on a day that five of them share, one has no
//! day and comes up at the review alone. The snapshot is read by people: every letter whole that tells something new, in
//! Vietnamese to one officer and in English to the other. Renew it with `PACTWATCH_RENEW=1 cargo test --test year`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::commitment::{Commitment, CommitmentSide, CommitmentTiming};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{Party, PartyName};
use pactwatch::lifecycle::reminder::Key;
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{MemoryPost, Post};
use pactwatch::store::{Stamp, Store, StoreError};
use pactwatch::watch::tick::tick;
use pactwatch::watch::{MailRoute, Office, PauseRule, Release};

use super::snapshot;
use super::world::{body, day};
use crate::reading::Part;

const SNAPSHOT: &str = "tests/snapshots/promises-2026.txt";

const OFFICE: &str = r#"
[office]
name = "Sở Ngoại vụ"
fallback = "it"
[observances]
scope = "none"
[contacts.lao]
name = "Chuyên viên Lào"
email = "lao@example.vn"
[contacts.han]
name = "Korea desk"
email = "han@example.vn"
language = "en"
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
digest = "none"
[roles]
head = ["head"]
director = ["director"]
[post]
brake = 1000
"#;

const AGREEMENTS: usize = 25;
/// So many lines of a letter stand in the snapshot.
const LINES: usize = 60;

/// The days that five agreements each share: Mondays of 2026, no holiday, far from Tết.
const SHARED: [&str; 5] = ["03-16", "05-18", "07-20", "09-21", "11-16"];

/// A letter that went.
struct Sent {
    on: Day,
    to: String,
    subject: String,
    text: String,
    keys: Vec<Key>,
}

impl Sent {
    fn is_digest(&self) -> bool {
        self.subject.starts_with("[Tổng hợp") || self.subject.starts_with("[Summary")
    }

    fn promised(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.topic.to_string().starts_with("commitment:"))
    }
}

fn at(today: Day) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(format!("{today}T08:00:00+07:00").parse().unwrap(), zone)
}

fn commitments(nth: usize) -> [Commitment; 3] {
    let one = |name: &str, title: &str, side, when| Commitment {
        name: name.to_owned(),
        title: title.to_owned(),
        side,
        who: None,
        target: None,
        basis: None,
        when,
    };
    // From Monday 02/02/2026, every eleven days: the last on 24/10.
    let until = day("2026-02-02").plus_days(i64::try_from(nth).unwrap() * 11).unwrap();
    let shared = CommitmentTiming::parse(&format!("yearly {}", SHARED[nth % SHARED.len()])).unwrap();
    [
        Commitment {
            target: Some("5 du học sinh".to_owned()),
            basis: Some("Điều 4".to_owned()),
            ..one("hoc-bong", "Cấp học bổng cho du học sinh", CommitmentSide::Us, CommitmentTiming::Until(until))
        },
        Commitment {
            who: Some("Sở Văn hóa".to_owned()),
            ..one("giao-luu", "Tổ chức giao lưu văn hóa", CommitmentSide::Both, shared)
        },
        one("thong-tin", "Trao đổi thông tin thị trường", CommitmentSide::Partner, CommitmentTiming::Within),
    ]
}

/// The year, a tick a morning.
fn year() -> Vec<Sent> {
    let office = Office::new(&config::parse(OFFICE, Path::new(""), &Checks::NONE).unwrap()).unwrap();
    let mut store = Store::in_memory().unwrap();
    let first = day("2026-01-05");
    let origin = pactwatch::lifecycle::act::Origin::default();
    let stamp = Stamp { at: at(first).now(), on: first, by: "head".to_owned(), origin };
    for nth in 0..AGREEMENTS {
        let (country, officer) = if nth % 2 == 0 { ("LA", "lao") } else { ("KR", "han") };
        let partner = format!("p-{nth}");
        let name = PartyName { name: format!("tỉnh {nth}"), name_en: None, from: None, until: None };
        let party =
            Party { id: partner.clone(), country: Some(country.to_owned()), names: vec![name], ..Party::default() };
        let reference = format!("{country}-{nth:02}");
        let short = format!("Đắk Lắk – tỉnh {nth}");
        let texts = [
            ("reference", reference.as_str()),
            ("title", "Bản ghi nhớ hợp tác"),
            ("short", &short),
            ("ours", "dak-lak"),
            ("partner", &partner),
            ("officers", officer),
            ("signed_on", "2025-12-01"),
            ("term", "10y"),
            ("review_every", "1y"),
        ];
        let texts = texts.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let facts = Facts::from_texts(&texts).unwrap();
        let done: Result<(), StoreError> = store.write(|tx| {
            tx.put_party(&party)?;
            let id = tx.register(&facts, None, &stamp)?;
            for commitment in commitments(nth) {
                tx.append(id, first, None, None, &ActBody::Commit(commitment), &stamp)?;
            }
            Ok(())
        });
        done.unwrap();
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
            let subject = envelope.subject.unwrap_or_default();
            sent.push(Sent { on: today, to: envelope.addressee, subject, text, keys: envelope.keys });
        }
        today = today.next();
    }
    sent
}

#[test]
fn a_year_of_commitments_in_which_nobody_answers() {
    let sent = year();
    // Each of 25 + 25 days: 30 and 7 days before to the officer, 7 days after to officer and head; nothing of those that
    // have no day of their own.
    let mut told: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (letter, key) in sent.iter().flat_map(|letter| letter.promised().map(move |key| (letter, key))) {
        told.entry(letter.to.as_str()).or_default().push(key.to_string());
    }
    let counts: BTreeMap<&str, usize> = told.iter().map(|(who, keys)| (*who, keys.len())).collect();
    // 13 agreements of the one officer, 12 of the other: 13 × 2 × 3 and 12 × 2 × 3; the head 50 × 1.
    assert_eq!(counts, BTreeMap::from([("lao", 78), ("han", 72), ("head", 50)]));
    for (who, keys) in &told {
        let once: BTreeSet<&String> = keys.iter().collect();
        assert_eq!(once.len(), keys.len(), "{who}: nothing twice");
        assert!(keys.iter().all(|key| !key.contains("thong-tin")), "{who}: no letter of its own without a day");
    }
    // One letter a day and person, however many matters.
    let mut days = BTreeSet::new();
    for letter in sent.iter().filter(|letter| !letter.is_digest()) {
        assert!(days.insert((letter.on, letter.to.clone())), "{} {}: {}", letter.on, letter.to, letter.subject);
    }
    // What five share goes as one letter with a section each: 30 days before Monday 18/05 is Saturday 18/04, so Friday 17/04.
    let bundles = sent.iter().filter(|letter| letter.promised().count() > 1).count();
    assert!(bundles >= SHARED.len() * 2 * 2, "{bundles} bundles");
    let letters = sent.iter().filter(|letter| letter.promised().count() > 0).count();
    assert!(letters < 78 + 72 + 50, "bundled: {letters}");
    // Each matter stands once in a digest, with its reference.
    let mut lines = 0;
    for digest in sent.iter().filter(|letter| letter.is_digest()) {
        let mut seen = BTreeSet::new();
        for line in
            digest.text.lines().filter(|line| line.contains("Cấp học bổng") || line.contains("giao lưu văn hóa"))
        {
            assert!(line.contains("LA-") || line.contains("KR-"), "{line}");
            assert!(seen.insert(line), "twice: {line}\n{}", digest.text);
            lines += 1;
        }
    }
    assert!(lines > 500, "{lines} lines");
    snapshot::assert_kept(SNAPSHOT, &what_is_read(&sent));
}

/// What people read: how many each got; whole letters, the first of each kind in each language; else the subject and the
/// first line; of head and director the first digest of each quarter.
fn what_is_read(sent: &[Sent]) -> String {
    let mut text = String::new();
    for who in ["lao", "han", "head", "director", "it"] {
        let (digests, letters): (Vec<&Sent>, Vec<&Sent>) =
            sent.iter().filter(|letter| letter.to == who).partition(|letter| letter.is_digest());
        let promised: usize = letters.iter().map(|letter| letter.promised().count()).sum();
        writeln!(
            text,
            "{who}: {} letters, {promised} of commitments in them, {} digests",
            letters.len(),
            digests.len()
        )
        .unwrap();
    }
    let mut seen = BTreeSet::new();
    for letter in sent {
        let reviewed = letter.keys.iter().any(|key| key.topic.to_string() == "review");
        let what = match letter.keys.as_slice() {
            _ if letter.is_digest() => format!("digest {}", (letter.on.month() - 1) / 3),
            [key] => kind(key),
            _ => format!("many, a review among them: {reviewed}"),
        };
        let whole = seen.insert((letter.to.clone(), what)) && letter.on.year() == 2026;
        if !whole && letter.is_digest() {
            continue;
        }
        let first = letter.text.lines().next().unwrap_or_default();
        write!(text, "\n{} {} {}\n  {}\n", letter.on, letter.on.weekday(), letter.to, letter.subject).unwrap();
        if !whole {
            writeln!(text, "  {first}").unwrap();
            continue;
        }
        let lines: Vec<&str> = letter.text.lines().filter(|line| !line.is_empty() && !unstable(line)).collect();
        for line in lines.iter().take(LINES) {
            writeln!(text, "  | {line}").unwrap();
        }
        if let Some(more) = lines.len().checked_sub(LINES).filter(|more| *more > 0) {
            writeln!(text, "  | … {more} lines more of the kind").unwrap();
        }
    }
    text
}

/// The check characters of the register follow every act's bytes.
fn unstable(line: &str) -> bool {
    line.contains("Mã kiểm tra sổ") || line.contains("Register seal")
}

/// What a key speaks of, with its rung.
fn kind(key: &Key) -> String {
    let topic = key.topic.to_string();
    let topic = topic.split(':').next().unwrap_or_default();
    format!("{topic}/{}", key.occasion)
}
