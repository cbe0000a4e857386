//! Opens the office: its configuration, its clock, its register.
//!
//! The one place that passes the doors' own parsers to the configuration, so that a schedule, a zone or an address that
//! its door would refuse is reported with line and column.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

use super::DeskError;
use crate::clock::{Clock, Schedule, Zone};
use crate::config::{self, Checks, Config};
use crate::exchange::headers;
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::Sentence;
use crate::message::answer::config as config_words;
use crate::message::sentence::sentence;
use crate::post;
use crate::store::{Filter, Store, StoreError, Stored};
use crate::watch::{Office, jump};

/// What the doors think of their values in `config.toml`.
pub const CHECKS: Checks = Checks {
    time_zone: |text| text.parse::<Zone>().map(drop).map_err(|error| Sentence::of(&error)),
    schedule: |text| Schedule::parse(text).map(drop).map_err(|error| Sentence::of(&error)),
    address: |text| post::bare_address(text).map(drop).map_err(|error| Sentence::of(&error)),
    column: |name| match headers::meant_by(name) {
        _ if headers::may_be_named(name) => Ok(()),
        Some(meant) => Err(sentence!(config_words::NOT_A_COLUMN_BUT, name, meant)),
        None => Err(sentence!(config_words::NOT_A_COLUMN, name)),
    },
};

/// An office that is open: everything a use case works with.
#[derive(Debug)]
pub struct Desk {
    /// What `config.toml` says.
    pub config: Config,
    /// The rules that follow from it.
    pub office: Office,
    /// The source of time.
    pub clock: Clock,
    pub store: Store,
}

/// The configuration, checked against every door.
pub fn configuration(file: &Path) -> Result<Config, DeskError> {
    Ok(config::load(file, &CHECKS)?)
}

/// The office's language; where its configuration cannot be read, the one that it has by default.
pub fn language(file: &Path) -> Language {
    language_and_configuration(file).0
}

/// The same, with the configuration where it can be read.
pub(crate) fn language_and_configuration(file: &Path) -> (Language, Option<Config>) {
    match configuration(file) {
        Ok(config) => (config.office.language, Some(config)),
        Err(_) => (config::language_alone(file).unwrap_or_default(), None),
    }
}

/// The clock in the office's zone; `PACTWATCH_NOW` sets it.
pub fn clock(config: &Config) -> Result<Clock, DeskError> {
    Ok(Clock::from_env(config.office.time_zone.value.parse()?)?)
}

/// Refuses to work as root with someone else's register: what root leaves beside it, the service could not open.
pub(super) fn not_as_root(database: &Path) -> Result<(), DeskError> {
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    match std::fs::metadata(database) {
        Ok(about) if root && about.uid() != 0 => {
            Err(DeskError::AsRoot { database: database.to_path_buf(), owner: user(about.uid()) })
        }
        _ => Ok(()),
    }
}

/// The name of a user of this machine, else his number as `sudo -u` takes it.
fn user(uid: u32) -> String {
    let known = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = known.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    });
    named.unwrap_or_else(|| format!("'#{uid}'"))
}

/// Agreements read together.
const PAGE: usize = 200;
/// At most this many records that cannot be read are listed one by one.
const FAILURES_TOLD: usize = 100;
/// At most this many rows of the board that do not hold are worked out on reading; above that all of the register is.
const STALE_AT_MOST: usize = 500;

impl Desk {
    /// Opens the office that this configuration file describes. Its database must be there: `init` makes one.
    pub fn open(file: &Path) -> Result<Self, DeskError> {
        Self::open_as_configured(file)?.with_contacts()
    }

    /// The same by a configuration that was read already.
    pub fn of(config: Config) -> Result<Self, DeskError> {
        Self::as_configured(config)?.with_contacts()
    }

    /// The same, whatever acts say of the office's contacts.
    pub(crate) fn open_as_configured(file: &Path) -> Result<Self, DeskError> {
        Self::as_configured(configuration(file)?)
    }

    fn as_configured(config: Config) -> Result<Self, DeskError> {
        not_as_root(&config.store.path)?;
        let (office, clock) = (Office::new(&config)?, clock(&config)?);
        let store = Store::open_on(&config.store.path, clock.today())?;
        Ok(Self { config, office, clock, store })
    }

    /// The same desk, knowing what acts say of the office's contacts.
    pub(crate) fn with_contacts(mut self) -> Result<Self, DeskError> {
        self.office = self.office.with_contacts_of(&self.store, self.clock.today())?;
        self.config.circle.clone_from(&self.office.circle);
        Ok(self)
    }

    /// The same for anyone who brings a register with him: where there is no database yet, an empty one is made.
    ///
    /// Only an import does this. A daemon that finds no database must not watch over an empty one.
    pub(crate) fn open_or_begin(file: &Path) -> Result<Self, DeskError> {
        match Self::open(file) {
            Err(DeskError::Store(StoreError::Missing(_))) => {
                Store::create(&configuration(file)?.store.path)?;
                Self::open(file)
            }
            opened => opened,
        }
    }

    /// The office's day.
    pub fn today(&self) -> Day {
        self.clock.today()
    }

    /// Refuses to record under a clock that is not believed.
    pub(crate) fn believe_the_clock(&self) -> Result<(), DeskError> {
        jump::doubt(&self.store, &self.clock)?.map_or(Ok(()), |jump| Err(DeskError::DoubtfulClock(jump)))
    }

    /// The instant as the office's wall shows it, with the offset: `2026-11-21T07:00:03+07:00`.
    pub fn wall(&self, at: DateTime<Utc>) -> String {
        let seconds = (self.clock.zone().local(at) - at.naive_utc()).num_seconds();
        let offset = i32::try_from(seconds).ok().and_then(FixedOffset::east_opt);
        let shown = offset.map(|offset| at.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::Secs, true));
        shown.unwrap_or_else(|| at.to_rfc3339_opts(SecondsFormat::Secs, true))
    }

    /// Reads every agreement the filter lets through, in order of registration, page by page, and hands on what `read`
    /// makes of it. Gives a line for each record that could not be read; those stop no other.
    pub(crate) fn walk<T, E: From<DeskError>>(
        &self,
        filter: &Filter,
        mut read: impl FnMut(&Stored) -> Result<Option<T>, DeskError>,
        each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        self.walk_by(filter, |id| read(&self.store.agreement(id)?), each)
    }

    /// The same for anyone who needs the acts alone: what is known and planned follows from them.
    pub(crate) fn walk_records<T, E: From<DeskError>>(
        &self,
        filter: &Filter,
        mut read: impl FnMut(Agreement) -> Result<Option<T>, DeskError>,
        each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        self.walk_by(filter, |id| read(self.store.record_of(id)?), each)
    }

    /// The agreements of which the board does not hold what they are today; none where that is too many to be worked out on
    /// reading.
    pub(super) fn stale_on_board(&self) -> Result<Option<Vec<i64>>, DeskError> {
        let stale = self.store.board_stale(&self.office.day_rules, self.today(), STALE_AT_MOST + 1)?;
        Ok((stale.len() <= STALE_AT_MOST).then_some(stale))
    }

    /// What `read` makes of some agreements, and a line for each record that could not be read.
    pub(super) fn read_each<T>(
        &self,
        ids: Vec<i64>,
        mut read: impl FnMut(&Stored) -> Result<Option<T>, DeskError>,
    ) -> Result<(Vec<T>, Vec<String>), DeskError> {
        let (mut found, mut failed) = (Vec::new(), Vec::new());
        for id in ids {
            match self.store.agreement(id).map_err(DeskError::from).and_then(|stored| read(&stored)) {
                Ok(one) => found.extend(one),
                Err(error) if error.is_of_the_record() => failed.push(format!("agreement {id}: {error}")),
                Err(error) => return Err(error),
            }
        }
        Ok((found, failed))
    }

    fn walk_by<T, E: From<DeskError>>(
        &self,
        filter: &Filter,
        mut read: impl FnMut(i64) -> Result<Option<T>, DeskError>,
        mut each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let mut failed = Vec::new();
        let mut after = 0;
        loop {
            let page = self.store.find(filter, after, PAGE).map_err(DeskError::from)?;
            let Some(last) = page.last() else { return Ok(failed) };
            after = *last;
            // Of one moment: a transaction for each of them would cost as much as reading it.
            let all = || Ok::<_, DeskError>(page.into_iter().map(|id| (id, read(id))).collect::<Vec<_>>());
            for (id, found) in self.store.snapshot(all)? {
                match found {
                    Ok(Some(found)) => each(found)?,
                    Ok(None) => {}
                    Err(error) if error.is_of_the_record() => {
                        if failed.len() < FAILURES_TOLD {
                            failed.push(format!("agreement {id}: {error}"));
                        }
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
}
