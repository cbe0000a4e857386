//! The demonstration: five years of one agreement in seconds, then a register to try out.
//!
//! Everything happens in a new folder and in memory; nothing existing is touched, and nothing is sent.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::agenda::{self, Agenda, agenda};
use super::import::{Flawed, ImportError, Report, import};
use super::init::init;
use super::recorder::{Purpose, Recorder};
use super::rehearse::{RehearsedLetter, rehearse};
use super::tick::tick;
use super::{Desk, DeskError};
use crate::config::ObservanceScope;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};
use crate::store::{Stamp, Store};
use crate::watch::tick::TickReport;
use crate::watch::{Office, PauseRule, Release};
use std::fmt;

/// The register that the demonstration imports: agreements that public pages really report.
const REGISTER: &str = include_str!("../../examples/register.toml");
/// A made-up agreement; its day of signing is put in when it is shown.
const DUE_SOON: &str = include_str!("../../data/due-soon.toml");
/// The agreement whose years are replayed.
const REPLAYED: &str = "DL-KR-2017-01";

/// Why the demonstration could not be given.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The office.
    Desk(#[from] DeskError),
    Import(#[from] ImportError),
    /// The scratch folder.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The shipped register lacks the agreement.
    Missing,
}

impl Say for DemoError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Desk(error) => error.say(voice),
            Self::Import(error) => error.say(voice),
            Self::Folder { path, source } => {
                sentence!(words::SET_TMPDIR, path.display(), Sentence::quoted(source)).say(voice)
            }
            Self::Missing => sentence!(words::DEMO_LACKS, REPLAYED).say(voice),
        }
    }
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// What the demonstration has to show.
#[derive(Debug)]
pub struct Demo {
    /// Its folder: configuration, database, letters.
    pub folder: PathBuf,
    /// The years that were replayed.
    pub replayed: (Day, Day),
    /// The letters of those years.
    pub replay: Vec<RehearsedLetter>,
    /// What the import said.
    pub report: Report,
    /// What today's scan and delivery did.
    pub ticked: TickReport,
    /// The letters as files.
    pub letters: Vec<PathBuf>,
    /// What comes in the year ahead.
    pub agenda: Agenda,
    /// Today, as the office sees it.
    pub today: Day,
}

/// What a demonstration has besides: nothing, or a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemoExtras {
    /// The commands alone.
    Nothing,
    /// A page on this machine at that port, with links in letters, papers, and a review that is due soon.
    Page(u16),
}

/// A folder with an office that has nothing in its register yet.
#[derive(Clone, Debug)]
pub struct DemoFolder {
    /// Where it lies.
    pub folder: PathBuf,
    /// Its configuration.
    pub config: PathBuf,
    beside: DemoExtras,
}

/// Makes a new folder below `scratch`, named after `tag`, with a new office in it.
pub fn stage(scratch: &Path, tag: &str, beside: DemoExtras) -> Result<DemoFolder, DemoError> {
    let folder = scratch.join(format!("pactwatch-demo-{tag}"));
    let trouble = |source| DemoError::Folder { path: folder.clone(), source };
    DirBuilder::new().mode(0o700).create(&folder).map_err(trouble)?;
    let config = folder.join("config.toml");
    init(&config)?;
    if let DemoExtras::Page(port) = beside {
        DirBuilder::new().mode(0o700).create(folder.join(PAPERS)).map_err(trouble)?;
        let mut file = OpenOptions::new().append(true).open(&config).map_err(trouble)?;
        file.write_all(of_a_page(port).as_bytes()).map_err(trouble)?;
    }
    Ok(DemoFolder { folder, config, beside })
}

/// Where uploaded papers lie.
const PAPERS: &str = "van-ban";

/// The tables of a configuration with a page.
fn of_a_page(port: u16) -> String {
    format!(
        "\n[web]\nlisten = \"127.0.0.1:{port}\"\naddress = \"http://127.0.0.1:{port}\"\nlinks = \"answer\"\n\
         \n[documents]\ndirectory = \"{PAPERS}\"\n"
    )
}

/// A made-up agreement, and it says so, whose next review is so few days ahead that its letter goes today: what public
/// pages report holds none on most days.
fn due_soon(today: Day) -> String {
    let ahead = today.plus_days(DUE_IN_DAYS).unwrap_or(today);
    let signed_on = format!("{:04}-{:02}-{:02}", ahead.year() - 2, ahead.month(), ahead.day().min(28));
    DUE_SOON.replace("SIGNED_ON", &signed_on)
}

/// Between the two reminders that go before a review.
const DUE_IN_DAYS: i64 = 45;

/// Gives the demonstration in a new folder below `scratch`, which is named after `tag`.
pub fn demo(scratch: &Path, tag: &str) -> Result<Demo, DemoError> {
    show(&stage(scratch, tag, DemoExtras::Nothing)?)
}

/// Fills the register of a staged office and lets its day begin.
pub fn show(stage: &DemoFolder) -> Result<Demo, DemoError> {
    let DemoFolder { folder, config, beside } = stage;
    let trouble = |source| DemoError::Folder { path: folder.clone(), source };
    let mut desk = Desk::open(config)?;
    let register = folder.join("register.toml");
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&register).map_err(trouble)?;
    file.write_all(REGISTER.as_bytes()).map_err(trouble)?;
    if matches!(beside, DemoExtras::Page(_)) {
        file.write_all(due_soon(desk.today()).as_bytes()).map_err(trouble)?;
    }
    let clerk = Recorder::at(&desk.clock, "demo");
    let office = desk.office.clone();
    let report = import(&mut desk.store, &office, &clerk, &register, Purpose::Keep, Flawed::RefuseAll)?;
    let replayed = years();
    let replay = replay(&desk, replayed)?;
    let ticked = tick(&mut desk, Release::Brake, PauseRule::Pause)?;
    let today = desk.today();
    let through = today.plus(Span::years(1)).unwrap_or_else(|_| Day::last());
    let span = agenda::AgendaSpan { from: today, through, known_on: None };
    let agenda = agenda(&desk, span)?;
    let letters = eml_files(&desk.config.post.directory);
    Ok(Demo { folder: folder.clone(), replayed, replay, report, ticked, letters, agenda, today })
}

/// From the day of signing to the last of the year in which it ran out.
fn years() -> (Day, Day) {
    let day = |year, day| Day::ymd(year, 12, day).expect("days of the calendar");
    (day(2017, 22), day(2022, 31))
}

/// The agreement as if it had been in the register from the day of signing, and nobody had ever recorded anything.
fn replay(desk: &Desk, (from, to): (Day, Day)) -> Result<Vec<RehearsedLetter>, DemoError> {
    let id = desk.store.agreement_id(REPLAYED).map_err(DeskError::from)?.ok_or(DemoError::Missing)?;
    let facts: Facts = desk.store.agreement(id).map_err(DeskError::from)?.facts;
    let parties = desk.store.parties().map_err(DeskError::from)?;
    let mut copy = Store::in_memory().map_err(DeskError::from)?;
    let stamp = Stamp {
        at: from.date().and_time(chrono::NaiveTime::MIN).and_utc(),
        on: from,
        by: "demo".to_owned(),
        origin: crate::lifecycle::act::Origin::default(),
    };
    copy.write(|tx| {
        for id in facts.ours.iter().chain(&facts.partner) {
            if let Some(party) = parties.get(id) {
                tx.put_party(party)?;
            }
        }
        tx.register(&facts, None, &stamp)
    })
    .map_err(DeskError::from)?;
    // One agreement's own life: the office's yearly days would hide it.
    let mut office: Office = desk.office.clone();
    office.scope = ObservanceScope::None;
    office.duties.retain(|duty| !duty.is_yearly());
    Ok(rehearse(&copy, &office, from, to).map_err(DeskError::from)?.letters)
}

/// The letters of a folder by name.
fn eml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut letters: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "eml")).collect();
    letters.sort();
    letters
}
