//! An office in a folder of its own, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::agreement::Facts;
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::party::{Party, PartyName};
use pactwatch::store::{Stamp, Store};
use tempfile::TempDir;

/// The moment that every test begins at: Saturday, 21 November 2026, 7:00 in the office.
pub(crate) const NOW: &str = "2026-11-21T07:00:00+07:00";

/// What the program said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    /// What a command that must succeed printed.
    pub(crate) fn text(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{}", self.stdout);
        self.stdout
    }

    /// The same as JSON.
    pub(crate) fn json(self) -> serde_json::Value {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// A folder with a configuration and a register.
pub(crate) struct Office {
    folder: TempDir,
    now: String,
}

impl Office {
    /// What `init` makes.
    pub(crate) fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap(), now: NOW.to_owned() };
        office.run(&["init"]).text();
        office
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), now: NOW.to_owned() }
    }

    /// The same office at another moment.
    pub(crate) fn at(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The program, about to run in the office's folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.args(args).current_dir(self.folder.path()).env("PACTWATCH_NOW", &self.now).stdin(Stdio::null());
        command
    }

    /// Runs it in English, so that a test reads as its rule is written.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        let english: &[&str] =
            if args.contains(&"--language") || args.first() == Some(&"help") { &[] } else { &["--language", "en"] };
        let output = self.command(&[args, english].concat()).output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        self.run(&[args, &["--json"]].concat()).json()
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(&self.path("var/pactwatch.db")).unwrap()
    }

    /// Adds lines to the configuration.
    pub(crate) fn configure(&self, lines: &str) {
        let file = self.path("config.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(file, format!("{text}\n{lines}\n")).unwrap();
    }

    /// Takes an agreement into the register on that day.
    pub(crate) fn register(&self, on: &str, pairs: &[(&str, &str)]) -> i64 {
        let given = [("title", "Bản ghi nhớ"), ("officers", "desk-laos")];
        let texts = given.iter().chain(pairs).map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let facts = Facts::from_texts(&texts).unwrap();
        assert_eq!(facts.contradictions(), []);
        self.store().write(|tx| tx.register(&facts, None, &stamp(on))).unwrap()
    }

    /// Records an act on the day it happened.
    pub(crate) fn record(&self, id: i64, on: &str, body: &ActBody) {
        let append = |tx: &pactwatch::store::Tx<'_>| tx.append(id, day(on), Some("12/CV"), None, body, &stamp(on));
        self.store().write(append).unwrap();
    }

    pub(crate) fn party(&self, id: &str, country: &str, names: &[&str], aliases: &[&str]) {
        let name = |name: &&str| PartyName { name: (*name).to_owned(), name_en: None, from: None, until: None };
        let party = Party {
            id: id.to_owned(),
            country: Some(country.to_owned()),
            names: names.iter().map(name).collect(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            successor: None,
        };
        self.store().write(|tx| tx.record_party(&party, day("2017-12-01"), None, &stamp("2017-12-01"))).unwrap();
    }

    /// The register that most tests read:
    ///
    /// - `KR-1`: five years from 22/12/2017, extended through 22/12/2027; reviews every two years.
    /// - `LA-1`: signed 3/11/2022, ends on a day the text leaves open between 3/11 and 31/12/2027.
    /// - `LA-2`: five years from 6/9/2022, renews itself unless notice is given six months before.
    /// - `SECRET-1`: restricted, one year from 1/6/2026.
    pub(crate) fn stocked() -> Self {
        let office = Self::new();
        office.party("dak-lak", "VN", &["UBND tỉnh Đắk Lắk"], &[]);
        office.party("jeonbuk", "KR", &["Jeollabuk-do", "Jeonbuk State"], &["Bắc Jeolla"]);
        office.party("sekong", "LA", &["Chính quyền tỉnh Sê Kông"], &[]);
        let id = office.register(
            "2017-12-22",
            &[
                ("reference", "KR-1"),
                ("title", "Bản thỏa thuận hợp tác"),
                ("short", "Đắk Lắk – Jeonbuk"),
                ("ours", "dak-lak"),
                ("partner", "jeonbuk"),
                ("country", "KR"),
                ("officers", "desk-korea"),
                ("signed_on", "2017-12-22"),
                ("term", "5y"),
                ("review_every", "2y"),
                ("basis", "term=Điều 7;review=Điều 5"),
            ],
        );
        office.record(
            id,
            "2022-12-01",
            &ActBody::Extend { until: Some(day("2027-12-22")), span: None, their_number: None },
        );
        let laos = [("ours", "dak-lak"), ("partner", "sekong"), ("country", "LA")];
        let range = [("reference", "LA-1"), ("signed_on", "2022-11-03"), ("term", "until 2027-11-03..2027-12-31")];
        office.register("2022-11-03", &[&laos[..], &range].concat());
        let tacit = [
            ("reference", "LA-2"),
            ("signed_on", "2022-09-06"),
            ("term", "5y"),
            ("renewal", "tacit"),
            ("renewal_period", "5y"),
            ("notice", "6m"),
        ];
        office.register("2022-09-06", &[&laos[..], &tacit].concat());
        let secret = [
            ("reference", "SECRET-1"),
            ("title", "Chuyện riêng"),
            ("short", "Riêng"),
            ("signed_on", "2026-06-01"),
            ("term", "1y"),
            ("basis", "term=Điều kín"),
            ("restricted", "yes"),
        ];
        office.register("2026-06-01", &[&laos[..], &secret].concat());
        office
    }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn stamp(on: &str) -> Stamp {
    let origin = pactwatch::lifecycle::act::Origin::default();
    Stamp { at: format!("{on}T03:00:00Z").parse().unwrap(), on: day(on), by: "desk-korea".to_owned(), origin }
}
