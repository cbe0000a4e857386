//! An office with an empty register in a scratch folder, on a day that the test sets.

use std::fs;
use std::path::PathBuf;

use pactwatch::clock::{Clock, Zone};
use pactwatch::config::{self, Checks};
use pactwatch::desk::import::{Flawed, ImportError, Report, import};
use pactwatch::desk::{Purpose, Recorder};
use pactwatch::lifecycle::act::Act;
use pactwatch::lifecycle::agreement::{Agreement, Facts};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{Timeline, timeline};
use pactwatch::store::Store;
use pactwatch::watch::Office;

/// The day of these tests, a Saturday, unless a test says otherwise.
pub(crate) const TODAY: &str = "2026-11-21";

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) office: Office,
    pub(crate) clerk: Recorder,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// A clerk named `desk`, at ten in the morning of that day.
pub(crate) fn clerk_on(today: &str) -> Recorder {
    let zone: Zone = "Asia/Ho_Chi_Minh".parse().unwrap();
    let at = format!("{today}T03:00:00Z").parse().unwrap();
    Recorder::at(&Clock::fixed(at, zone), "desk")
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = config::parse(config::sample(), folder.path(), &Checks::NONE).unwrap();
        let office = Office::new(&config).unwrap();
        Self { store: Store::in_memory().unwrap(), office, clerk: clerk_on(TODAY), folder }
    }

    /// A world whose register holds this list.
    pub(crate) fn with(list: &str) -> Self {
        let mut world = Self::new();
        let report = world.import("first.toml", list);
        assert!(!report.has_flaws(), "{report}");
        world
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn run(
        &mut self,
        name: &str,
        text: &str,
        purpose: Purpose,
        flawed: Flawed,
    ) -> Result<Report, ImportError> {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        import(&mut self.store, &self.office, &self.clerk, &path, purpose, flawed)
    }

    pub(crate) fn import(&mut self, name: &str, text: &str) -> Report {
        self.run(name, text, Purpose::Keep, Flawed::RefuseAll).unwrap()
    }

    pub(crate) fn id(&self, reference: &str) -> i64 {
        self.store.agreement_id(reference).unwrap().unwrap_or_else(|| panic!("no {reference}"))
    }

    pub(crate) fn facts(&self, reference: &str) -> Facts {
        self.store.agreement(self.id(reference)).unwrap().facts
    }

    pub(crate) fn acts(&self, reference: &str) -> Vec<Act> {
        self.store.agreement(self.id(reference)).unwrap().acts
    }

    /// The words of an agreement's acts, in the order of recording.
    pub(crate) fn words(&self, reference: &str) -> Vec<&'static str> {
        self.acts(reference).iter().map(|act| act.body.word()).collect()
    }

    pub(crate) fn status(&self, reference: &str) -> &'static str {
        let agreement = self.agreement(reference);
        through(&agreement, "2040-01-01").status(self.clerk.today()).name()
    }

    pub(crate) fn agreement(&self, reference: &str) -> Agreement {
        Agreement { id: self.id(reference), acts: self.acts(reference) }
    }

    /// How many acts the whole register has.
    pub(crate) fn act_count(&self) -> u64 {
        self.store.verify_chain().unwrap().acts
    }
}

pub(crate) fn through<'a>(agreement: &'a Agreement, day_: &str) -> Timeline<'a> {
    timeline(agreement, day(day_)).unwrap()
}
