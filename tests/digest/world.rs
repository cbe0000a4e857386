//! An office with a register in memory, and the digests it sends.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::policy::Language;
use pactwatch::message::{Addressing, Digest, DigestRow, Letter, Rendered, render};
use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{MemoryPost, Post};
use pactwatch::store::{Stamp, Store};
use pactwatch::watch::digest;
use pactwatch::watch::tick::{moment, tick};
use pactwatch::watch::{MailRoute, Moment, Office, PauseRule, Release};

pub(crate) const OFFICE: &str = r#"
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

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) office: Office,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// `2026-11-23 07:30` at the office.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    format!("{}:00+07:00", text.replace(' ', "T")).parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn clock(text: &str) -> Clock {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    Clock::fixed(at(text), zone)
}

pub(crate) fn then(text: &str) -> Moment {
    moment(&clock(text))
}

impl World {
    pub(crate) fn new() -> Self {
        Self::of(OFFICE)
    }

    pub(crate) fn of(text: &str) -> Self {
        let config = config::parse(text, Path::new(""), &Checks::NONE).unwrap();
        Self { store: Store::in_memory().unwrap(), office: Office::new(&config).unwrap() }
    }

    /// Registers an agreement at that moment; what is not given is an agreement of `desk` without an end.
    pub(crate) fn register(&mut self, when: &str, pairs: &[(&str, &str)]) -> i64 {
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

    pub(crate) fn act(&mut self, when: &str, id: i64, body: &ActBody) {
        let on = then(when).today;
        self.store.write(|tx| tx.append(id, on, None, None, body, &stamp(when))).unwrap();
    }

    /// The same by a link in a letter to `desk`, under the name that was typed; gives the act's number.
    pub(crate) fn act_by_link(&mut self, when: &str, id: i64, body: &ActBody, name: &str) -> i64 {
        let on = then(when).today;
        let mut stamp = stamp(when);
        stamp.origin.via = Some(pactwatch::lifecycle::act::Via::Link);
        stamp.origin.written_by = Some(name.to_owned());
        self.store.write(|tx| tx.append(id, on, None, None, body, &stamp)).unwrap()
    }

    /// One scan, and one delivery unless the server is down.
    pub(crate) fn tick(&mut self, when: &str, mail: Mail) {
        let posts: Vec<Box<dyn Post>> = match mail {
            Mail::Up => vec![Box::new(MemoryPost::new())],
            Mail::Down => vec![],
        };
        let mut way = MailRoute { posts, settings: "memory".to_owned() };
        let folder = std::env::temp_dir();
        tick(&mut self.store, &self.office, &mut way, &clock(when), Release::Brake, PauseRule::Pause, &folder).unwrap();
    }

    /// A tick at eight on each day from a day through another.
    pub(crate) fn live(&mut self, from: &str, through: &str) {
        let mut today = day(from);
        while today <= day(through) {
            self.tick(&format!("{today} 08:00"), Mail::Up);
            today = today.next();
        }
    }

    /// The digests sent: `2026-11-23 head`, or `2026-11-23 head → desk` where somebody stood in.
    pub(crate) fn sent(&self) -> Vec<String> {
        let envelopes = self.store.outbox(0, 10_000).unwrap();
        let mut sent = Vec::new();
        for envelope in envelopes.iter().filter(|envelope| envelope.state == EnvelopeState::Sent) {
            for key in envelope.keys.iter().filter(|key| key.topic.to_string() == "system:digest") {
                let to = if envelope.addressee == key.recipient {
                    String::new()
                } else {
                    format!(" → {}", envelope.addressee)
                };
                sent.push(format!("{} {}{to}", key.day, key.recipient));
            }
        }
        sent.sort();
        sent
    }

    /// The days of the digests sent to one contact.
    pub(crate) fn days(&self, recipient: &str) -> Vec<String> {
        let sent = self.sent();
        let mine = sent.iter().filter_map(|line| line.split_once(' ')).filter(|(_, who)| *who == recipient);
        mine.map(|(day, _)| day.to_owned()).collect()
    }

    pub(crate) fn digest(&self, contact: &str, when: &str) -> Digest {
        let contact = self.office.circle.contact(contact).unwrap();
        let told = digest::digest_for(&self.store, &self.office, contact, then(when)).unwrap().unwrap();
        assert!(told.failed.is_empty(), "{:?}", told.failed);
        told.digest
    }

    pub(crate) fn letter(&self, contact: &str, when: &str, language: Language) -> Rendered {
        let to = self.office.circle.contact(contact).unwrap();
        let told = digest::digest_for(&self.store, &self.office, to, then(when)).unwrap().unwrap();
        let audience = told.reader.audience();
        let office = self.office.name.as_str();
        let addressing = Addressing {
            page: None,
            to,
            ways: &[],
            registrars: &[],
            fallback: self.office.circle.fallback().and_then(|id| self.office.circle.contact(id)),
            office,
            language,
            audience,
            instead: None,
        };
        render(&Letter::Digest(&told.digest), &addressing, then(when).today).unwrap()
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Mail {
    Up,
    Down,
}

pub(crate) fn stamp(when: &str) -> Stamp {
    Stamp {
        at: at(when),
        on: then(when).today,
        by: "desk".to_owned(),
        origin: pactwatch::lifecycle::act::Origin::default(),
    }
}

/// `2026-12-22 KR-1`, a row for each agreement's; the office's own duties of the year are left out.
pub(crate) fn lines(rows: &[DigestRow]) -> Vec<String> {
    let of = |row: &DigestRow| Some(format!("{} {}", row.section.day, row.section.reference.as_ref()?));
    rows.iter().filter_map(of).collect()
}
