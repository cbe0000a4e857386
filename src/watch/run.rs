//! The daemon: wakes up, scans, delivers, sleeps.
//!
//! Cron is only the alarm clock: what is due is decided by the database. The sleeping loop looks at the wall clock every
//! minute, so a suspended machine or a changed clock costs a minute, and a wake-up that was missed is made up at once.
//! Being told to stop is an argument; whatever moment it comes in, the state on disk is one the next start goes on from.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::deliver::no_crash;
use super::scan::{Release, scan, warn_of_left_behind};
use super::tick::{deliver_all, moment, warn_if_restored};
use super::transport::{self, TransportError};
use super::{Office, OfficeError, Stopping, WatchError, alarm, weekly};
use crate::clock::{Clock, ClockError, Schedule, ScheduleError};
use crate::config::Config;
use crate::post::Post;
use crate::store::{Lock, Store, StoreError};

/// What the daemon is told from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Stop.
    Stop,
    /// Read the configuration again.
    Reload,
}

/// Why the daemon does not start, or stops.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Another one runs.
    #[error("{0}: another pactwatch runs with this database; stop it first")]
    AlreadyRunning(String),
    /// The clock is made up.
    #[error("PACTWATCH_NOW is set; a daemon lives by the real clock. Unset it, or use `tick` to rehearse")]
    MadeUpClock,
    /// The database is kept in memory.
    #[error("the daemon needs a database file; mend `[store] path`")]
    NoFile,
    /// The configuration.
    #[error("{0}")]
    Config(String),
    /// The time zone.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The wake-ups.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// Duties or observances.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// The way out.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A scan or a delivery.
    #[error(transparent)]
    Watch(#[from] WatchError),
}

/// What the daemon works by, made anew whenever the configuration changes.
struct Rules {
    config: Config,
    office: Office,
    scan: Schedule,
    posts: Vec<Box<dyn Post>>,
}

impl Rules {
    fn of(config: Config) -> Result<Self, RunError> {
        let office = Office::new(&config)?;
        let scan = config.schedule.scan.value.parse()?;
        let posts = transport::posts(&config, transport::Day::Real)?;
        Ok(Self { config, office, scan, posts })
    }
}

/// The sleeping loop looks at the clock so often.
const LOOK: Duration = Duration::from_secs(60);

/// Runs until told to stop, or until the database is no longer the one it opened.
///
/// `load` reads the configuration; it is asked again whenever the file changes, and a broken one is refused while the last
/// good one stays in force. `stopping` is what a round of delivery under way hears of it.
pub fn run(
    load: &dyn Fn() -> Result<Config, String>,
    clock: &Clock,
    told: &Receiver<Told>,
    stopping: &Stopping,
) -> Result<(), RunError> {
    if clock.is_set_by_env() {
        return Err(RunError::MadeUpClock);
    }
    let mut rules = Rules::of(load().map_err(RunError::Config)?)?;
    let mut store = Store::open(&rules.config.store.path)?;
    let path = store.path().ok_or(RunError::NoFile)?.to_path_buf();
    let _running = Lock::try_run(&path)?.ok_or_else(|| RunError::AlreadyRunning(path.display().to_string()))?;
    let mut delivering = None;
    let mut read = Some(print_of(&rules.config.file));
    let mut scanned_at = None;
    tracing::info!("watching {}", path.display());
    loop {
        let print = print_of(&rules.config.file);
        if read != Some(print) {
            read = Some(print);
            reload(load, &mut rules);
        }
        if delivering.is_none() {
            delivering = Lock::try_deliver(&path)?;
        }
        match turn(&mut store, &mut rules, clock, stopping, delivering.as_ref(), &mut scanned_at) {
            Ok(()) => {}
            Err(RunError::Store(error) | RunError::Watch(WatchError::Store(error))) if is_final(&error) => {
                return Err(RunError::Store(error));
            }
            Err(error) => tracing::error!("{error}"),
        }
        match told.recv_timeout(LOOK) {
            Ok(Told::Stop) | Err(RecvTimeoutError::Disconnected) => {
                tracing::info!("stopped");
                return Ok(());
            }
            Ok(Told::Reload) => read = None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// One look at the clock: a scan if a wake-up has come or was missed, then whatever may go.
fn turn(
    store: &mut Store,
    rules: &mut Rules,
    clock: &Clock,
    stopping: &Stopping,
    delivering: Option<&Lock>,
    scanned_at: &mut Option<DateTime<Utc>>,
) -> Result<(), RunError> {
    let now = clock.now();
    let last = store.last_scan()?.map(|scan| scan.at).max(*scanned_at).filter(|at| *at <= now);
    let wake = rules.scan.latest_at_or_before(now, clock.zone());
    let due = match (last, wake) {
        (None, _) => true,
        (Some(last), Some(wake)) => last < wake,
        (Some(_), None) => false,
    };
    // A digest speaks after the day's scan, whether or not one was to come by now.
    let digest = weekly::due(store, &rules.office, now)?.is_some();
    let scanned_today =
        |store: &Store| Ok::<_, StoreError>(store.last_scan()?.is_some_and(|scan| scan.on == clock.today()));
    let tried_today = scanned_at.is_some_and(|at| clock.zone().day_of(at) == clock.today());
    let due = due || digest && !tried_today && !scanned_today(store)?;
    if due {
        warn_if_restored(store)?;
        let scanned = scan(store, &rules.office, moment(clock), Release::Brake, &mut no_crash)?;
        warn_of_left_behind(store, &rules.office)?;
        // A scan behind the brake is not complete; it is tried again at the next wake-up, not every minute.
        *scanned_at = Some(now);
        tracing::info!(
            "looked at {}, queued {}, composed {} letters",
            scanned.looked_at,
            scanned.queued,
            scanned.letters
        );
        forget(store, &rules.office, now)?;
    }
    if digest && scanned_today(store)? {
        let queued = weekly::queue(store, &rules.office, moment(clock))?;
        tracing::info!("composed {queued} digests");
    }
    if delivering.is_some() {
        let alarm_dir = rules.config.watch.alarm_dir.clone();
        let delivered = deliver_all(stopping, store, &rules.office, &mut rules.posts, clock, &alarm_dir)?;
        if delivered.sent + delivered.deferred + delivered.dead > 0 {
            tracing::info!("sent {}, later {}, refused {}", delivered.sent, delivered.deferred, delivered.dead);
        }
    }
    if alarm::standing(store)?.is_none() {
        alarm::heartbeat(&rules.config.watch.heartbeat, now);
    }
    Ok(())
}

/// Lets go of the bytes of letters older than `[store] keep_letters`; their hashes stay.
fn forget(store: &mut Store, office: &Office, now: DateTime<Utc>) -> Result<(), RunError> {
    let keep = office.keep_letters;
    let days = i64::from(keep.months) * 31 + i64::from(keep.days);
    let Some(before) = chrono::TimeDelta::try_days(days).and_then(|keep| now.checked_sub_signed(keep)) else {
        return Ok(());
    };
    store.write(|tx| tx.forget_letters(before, 1_000))?;
    store.forget_sent(before);
    Ok(())
}

fn reload(load: &dyn Fn() -> Result<Config, String>, rules: &mut Rules) {
    match load().map_err(RunError::Config).and_then(Rules::of) {
        Ok(new) if new.config.store.path != rules.config.store.path => {
            tracing::error!("`[store] path` changed; restart the service for that, the old configuration stays");
        }
        Ok(new) => {
            tracing::info!("the configuration was read again");
            *rules = new;
        }
        Err(error) => tracing::error!("the changed configuration is refused, the last good one stays: {error}"),
    }
}

/// Whether going on would be wrong: the database is not the one that was opened, or not sound.
fn is_final(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Replaced(_)
            | StoreError::Corrupt { .. }
            | StoreError::Newer { .. }
            | StoreError::Foreign { .. }
            | StoreError::Missing(_)
    )
}

/// What shows that a file changed: its time of change and its length; none where it is gone.
fn print_of(path: &Path) -> Option<(std::time::SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
