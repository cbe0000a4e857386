//! An office in memory on a day that is turned by hand, with the letters it would write.

use std::path::Path;

use pactwatch::config::{self, Checks};
use pactwatch::desk::rehearse::rehearse_whole;
use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{Milestone, Timeline};
use pactwatch::lifecycle::party::{Party, PartyName, Succession};
use pactwatch::store::{Stamp, Store, StoreError};
use pactwatch::watch::yearly::{self, Yearly};
use pactwatch::watch::{Office, OfficeError};

use crate::reading::Part;

/// People for every role, without digests, so that a case is about its own letters.
const PEOPLE: &str = r#"
[contacts.desk]
email = "desk@example.vn"
digest = "none"
[contacts.head]
email = "head@example.vn"
digest = "none"
[contacts.director]
email = "director@example.vn"
digest = "none"
[roles]
head = ["head"]
director = ["director"]
"#;

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The office under the shipped rules and these lines of configuration.
pub(crate) fn office(lines: &str) -> Result<Office, OfficeError> {
    let text = format!("{lines}\n{PEOPLE}\n");
    let config = config::parse(&text, Path::new("/office"), &Checks::NONE).unwrap_or_else(|error| panic!("{error}"));
    Office::new(&config)
}

/// What reading these lines of configuration refuses.
pub(crate) fn refused(lines: &str) -> String {
    let text = format!("{lines}\n{PEOPLE}\n");
    config::parse(&text, Path::new("/office"), &Checks::NONE).expect_err(lines).to_string()
}

/// A letter that would go.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) on: Day,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Letter {
    /// `2025-06-11 Wed desk [Báo cáo sau ký] …`
    pub(crate) fn line(&self) -> String {
        format!("{} {} {} {}", self.on, self.on.weekday(), self.to, self.subject)
    }
}

/// An office with its register.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) office: Office,
}

impl World {
    pub(crate) fn new(lines: &str) -> Self {
        Self { store: Store::in_memory().unwrap(), office: office(lines).unwrap_or_else(|error| panic!("{error}")) }
    }

    fn stamp(today: &str) -> Stamp {
        let origin = pactwatch::lifecycle::act::Origin::default();
        Stamp { at: format!("{today}T01:00:00Z").parse().unwrap(), on: day(today), by: "desk".to_owned(), origin }
    }

    /// Takes an agreement in on that day; `desk` looks after it.
    pub(crate) fn register(&mut self, today: &str, fields: &[(&str, &str)]) -> i64 {
        let texts = fields.iter().chain(&[("officers", "desk")]);
        let texts = texts.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let facts = Facts::from_texts(&texts).unwrap_or_else(|error| panic!("{error}"));
        let done: Result<i64, StoreError> = self.store.write(|tx| tx.register(&facts, None, &Self::stamp(today)));
        done.unwrap()
    }

    /// Adds a party; each name holds through the day beside it, the last one since.
    pub(crate) fn party(&mut self, id: &str, names: &[(&str, Option<&str>)]) {
        let name = |(name, until): &(&str, Option<&str>)| PartyName {
            name: (*name).to_owned(),
            name_en: None,
            from: None,
            until: until.map(day),
        };
        let party = Party { id: id.to_owned(), names: names.iter().map(name).collect(), ..Party::default() };
        let done: Result<(), StoreError> = self.store.write(|tx| tx.put_party(&party));
        done.unwrap();
    }

    /// Adds a party of one name that another took the place of.
    pub(crate) fn succession(&mut self, id: &str, name: &str, successor: Option<(&str, &str)>) {
        let names = vec![PartyName { name: name.to_owned(), name_en: None, from: None, until: None }];
        let successor = successor.map(|(id, on)| Succession { id: id.to_owned(), on: day(on), basis: None });
        let party = Party { id: id.to_owned(), names, successor, ..Party::default() };
        let done: Result<(), StoreError> = self.store.write(|tx| tx.put_party(&party));
        done.unwrap();
    }

    /// Records an act that happened on the day it is recorded.
    pub(crate) fn act(&mut self, id: i64, today: &str, body: &ActBody) {
        let on = day(today);
        let done: Result<i64, StoreError> =
            self.store.write(|tx| tx.append(id, on, None, None, body, &Self::stamp(today)));
        done.unwrap();
    }

    /// Records that a duty or an observance was done.
    pub(crate) fn fulfil(&mut self, subject: Option<i64>, today: &str, mark: &str) {
        let body = ActBody::Fulfil { milestone: mark.parse().unwrap() };
        let on = day(today);
        let done: Result<i64, StoreError> = self.store.write(|tx| match subject {
            Some(id) => tx.append(id, on, None, None, &body, &Self::stamp(today)),
            None => tx.append_office(on, None, None, &body, &Self::stamp(today)),
        });
        done.unwrap();
    }

    /// The letters that would go from a day through a day if nobody recorded anything more.
    pub(crate) fn letters(&self, from: &str, to: &str) -> Vec<Letter> {
        let found = rehearse_whole(&self.store, &self.office, day(from), day(to)).unwrap();
        assert_eq!(found.failed, Vec::<String>::new());
        let text = |id| {
            let mime = found.copy.letter(id).unwrap().unwrap();
            let words = body(&Part::read(&mime)).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            words.join(" ")
        };
        let letter = |l: &pactwatch::desk::rehearse::RehearsedLetter| Letter {
            on: l.on,
            to: l.to.clone(),
            subject: l.subject.clone(),
            text: text(l.envelope),
        };
        found.letters.iter().map(letter).collect()
    }

    /// The letters whose subject holds these words, a line each.
    pub(crate) fn lines(&self, from: &str, to: &str, words: &str) -> Vec<String> {
        self.letters(from, to).iter().filter(|l| l.subject.contains(words)).map(Letter::line).collect()
    }

    /// The agreement's milestones of that name, from the register's first day on.
    pub(crate) fn named(&self, id: i64, name: &str, through: &str) -> Vec<Milestone> {
        let record = self.store.agreement(id).unwrap().agreement();
        let timeline = Timeline::of(&record, Some(self.office.clocks()), day(through)).unwrap();
        timeline.milestones.into_iter().filter(|m| m.name.as_deref() == Some(name)).collect()
    }

    /// What comes round each year between two days.
    pub(crate) fn yearly(&self, from: &str, through: &str) -> Vec<Yearly> {
        yearly::subjects(&self.store, &self.office, day(from), day(through)).unwrap()
    }

    /// The names of what comes round, with their days.
    pub(crate) fn round(&self, from: &str, through: &str) -> Vec<String> {
        let all = self.yearly(from, through);
        let mut found: Vec<String> = all
            .iter()
            .flat_map(|yearly| &yearly.milestones)
            .map(|m| format!("{} {} {}", m.day, m.day.weekday(), m.name.as_deref().unwrap_or_default()))
            .collect();
        found.sort();
        found
    }
}

/// The plain text of a message, wherever it stands.
pub(crate) fn body(part: &Part) -> String {
    let kind = part.header("Content-Type").unwrap_or_default();
    if kind.starts_with("multipart/") {
        let parts = part.parts();
        return parts.iter().map(body).find(|text| !text.is_empty()).unwrap_or_default();
    }
    if kind.starts_with("text/plain") { part.text() } else { String::new() }
}
