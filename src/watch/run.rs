//! The daemon: wakes up, scans, delivers, sleeps.
//!
//! Cron is only the alarm clock: the database decides what is due. The sleeping loop looks at the wall clock every
//! minute, so a suspended machine or a changed clock costs a minute, and a missed wake-up is made up at once. The
//! signal to stop is an argument; whenever it comes, the next start can continue from the state on disk.

use std::cell::Cell;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

use super::crossing::no_crash;
use super::deliver::{DeliveryReport, MailRoute, PauseRule, PendingWrites};
use super::jump::Release;
use super::scan::{scan, warn_of_left_behind};
use super::takeover::{Gate, ScanTurn};
use super::tick::{Deliverer, moment, warn_if_restored};
use super::transport::{self, TransportError};
use super::{
    Office, OfficeError, Stopping, WatchError, alarm, board, caught, copies, jump, kept_letters, metrics, weekly,
};
use crate::clock::{Clock, ClockError, Schedule, ScheduleError};
use crate::config::Config;
use crate::message::answer::watch as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};
use crate::store::{Lock, Store, StoreError};
use std::fmt;

/// A signal to the daemon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    Stop,
    /// Read the configuration again.
    Reload,
}

/// Why the daemon does not start, or stops.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Another one runs.
    AlreadyRunning(String),
    MadeUpClock,
    /// The database is kept in memory.
    NoFile,
    Config(String),
    /// The time zone.
    Clock(#[from] ClockError),
    /// The wake-ups.
    Schedule(#[from] ScheduleError),
    /// Duties or observances.
    Office(#[from] OfficeError),
    /// The way out.
    Transport(#[from] TransportError),
    Store(#[from] StoreError),
    /// A scan or a delivery.
    Watch(#[from] WatchError),
}

impl Say for RunError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::AlreadyRunning(place) => sentence!(words::RUNS_ALREADY, place).say(voice),
            Self::MadeUpClock => sentence!(words::NOW_IS_SET).say(voice),
            Self::NoFile => sentence!(words::NEEDS_A_FILE).say(voice),
            Self::Config(what) => what.clone(),
            Self::Clock(error) => error.say(voice),
            Self::Schedule(error) => error.say(voice),
            Self::Office(error) => error.say(voice),
            Self::Transport(error) => error.say(voice),
            Self::Store(error) => error.say(voice),
            Self::Watch(error) => error.say(voice),
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

/// What the daemon works by, rebuilt whenever the configuration changes.
struct RunRules {
    config: Config,
    /// The office as it is configured,
    configured: Office,
    /// and as it is with what acts say of its contacts.
    office: Office,
    scan: Schedule,
    way: MailRoute,
}

impl RunRules {
    fn of(config: Config) -> Result<Self, RunError> {
        let office = Office::new(&config)?;
        let scan = config.schedule.scan.value.parse()?;
        let way = transport::way(&config, transport::ClockSource::Real)?;
        Ok(Self { config, configured: office.clone(), office, scan, way })
    }

    /// What shows that something they were read from has changed: the configuration, the password, the certificates.
    fn prints(&self) -> Vec<Option<(SystemTime, u64)>> {
        let smtp = self.config.post.smtp.as_ref();
        let password = smtp.and_then(|smtp| smtp.password.path());
        let certificates = smtp.and_then(|smtp| smtp.ca_file.clone());
        [Some(self.config.file.clone()), password, certificates]
            .into_iter()
            .flatten()
            .map(|file| print_of(&file))
            .collect()
    }
}

/// What the daemon says of itself to the process that started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceNotice<'a> {
    /// It works.
    Ready,
    /// A step was done: it is alive.
    Alive,
    /// How it fares, in a line.
    Status(&'a str),
    /// The request to stop.
    Stopping,
}

/// The sleeping loop looks at the clock so often.
const LOOK: Duration = Duration::from_secs(60);

/// A sign of life is given at most so often.
const BEAT: TimeDelta = TimeDelta::seconds(20);

/// What the daemon works with from turn to turn.
struct Daemon<'a> {
    store: Store,
    rules: RunRules,
    clock: &'a Clock,
    stopping: &'a Stopping,
    sign: &'a dyn Fn(ServiceNotice<'_>),
    /// The right to deliver, once it has it.
    delivering: Option<Lock>,
    scanned_at: Option<DateTime<Utc>>,
    /// Whether a scan was completed since an external monitor was called.
    scanned_well: bool,
    unwritten: PendingWrites,
    gate: Gate,
}

/// Runs until it is asked to stop, or until the database is no longer the one it opened.
///
/// `load` reads the configuration; it is asked again whenever that or the password changes, and a broken one is refused
/// while the last good one stays in force. `stopping` is what a round of delivery under way hears of it; `sign` hears how
/// the daemon fares, from the loop that works and from nowhere else. `audit` holds the copies it makes against themselves.
pub fn run(
    load: &dyn Fn() -> Result<Config, String>,
    clock: &Clock,
    told: &Receiver<Signal>,
    stopping: &Stopping,
    sign: &dyn Fn(ServiceNotice<'_>),
    audit: copies::Audit,
) -> Result<(), RunError> {
    if clock.is_set_by_env() {
        return Err(RunError::MadeUpClock);
    }
    let rules = RunRules::of(load().map_err(RunError::Config)?)?;
    let store = Store::open(&rules.config.store.path)?;
    let path = store.path().ok_or(RunError::NoFile)?.to_path_buf();
    let _running = Lock::try_run(&path)?.ok_or_else(|| RunError::AlreadyRunning(path.display().to_string()))?;
    let mut read = Some(rules.prints());
    let (delivering, scanned_at, unwritten, gate) = (None, None, PendingWrites::default(), Gate::new(audit));
    let scanned_well = false;
    let mut daemon =
        Daemon { store, rules, clock, stopping, sign, delivering, scanned_at, scanned_well, unwritten, gate };
    tracing::info!("watching {}", path.display());
    sign(ServiceNotice::Ready);
    loop {
        if read != Some(daemon.rules.prints()) {
            reload(load, &mut daemon.rules);
            read = Some(daemon.rules.prints());
        }
        let next = daemon.turn(&path)?;
        daemon.store.give_memory_back();
        sign(ServiceNotice::Alive);
        match told.recv_timeout(nap(next, clock.now())) {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => {
                sign(ServiceNotice::Stopping);
                tracing::info!("stopped");
                return Ok(());
            }
            Ok(Signal::Reload) => read = None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Calls a monitor elsewhere, in a thread of its own: one that does not answer keeps nothing waiting.
fn call(url: String) {
    let called = std::thread::Builder::new().name("heartbeat".to_owned()).spawn(move || {
        if let Err(trouble) = crate::post::ping(&url) {
            tracing::warn!("the monitor was not reached ({}); see `[watch] heartbeat_url`", trouble.detail);
        }
    });
    if let Err(error) = called {
        tracing::warn!("the monitor was not called: {error}");
    }
}

/// How long to sleep: to the end of the pause between two rounds, and never longer than [`LOOK`].
fn nap(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Duration {
    let left = until.and_then(|until| (until - now).to_std().ok());
    left.map_or(LOOK, |left| (left + Duration::from_millis(20)).min(LOOK))
}

impl Daemon<'_> {
    /// One look at the clock: a scan if a wake-up has come or was missed, then whatever may go. What fails is reported, and
    /// stops neither the other nor the next turn. Gives the end of the pause between two rounds.
    fn turn(&mut self, path: &Path) -> Result<Option<DateTime<Utc>>, RunError> {
        let now = self.clock.now();
        // A register that is not the newest neither scans nor sends, and its heartbeat stands still.
        let backup = self.rules.config.backup.clone();
        let there = self.store.still_there().map_err(WatchError::from);
        let shut = there.and_then(|()| self.gate.is_shut(&self.store, backup.as_ref()));
        if log_or_abort(shut)?.unwrap_or(true) {
            return Ok(None);
        }
        let before = self.scanned_at;
        let scanned = caught(|| self.scan(now));
        log_or_abort(scanned)?;
        let delivered = caught(|| self.deliver(path));
        let delivered = log_or_abort(delivered)?.unwrap_or_default();
        let scan = if self.scanned_at == before { ScanTurn::NotDue } else { ScanTurn::Done };
        let kept = self.gate.after(&mut self.store, backup.as_ref(), self.clock, scan);
        log_or_abort(kept)?;
        let standing = alarm::standing(&self.store, now);
        let well = matches!(log_or_abort(standing)?, Some(None));
        let told = well && std::mem::take(&mut self.scanned_well);
        let watch = &self.rules.config.watch;
        if well {
            alarm::heartbeat(&watch.heartbeat, now);
        }
        if let Some(file) = &watch.metrics_file {
            let around = metrics::MetricsInputs::look(&self.store, &self.rules.config);
            let put = metrics::put(file, &self.store, &around, now);
            log_or_abort(put)?;
        }
        if let (Some(url), true) = (&watch.heartbeat_url, told) {
            call(url.value.clone());
        }
        let waits = self.store.counts().map_or(0, |counts| counts.pending + counts.sending + counts.composing);
        let mail = delivered.trouble.as_ref().map_or("mail leaves".to_owned(), ToString::to_string);
        (self.sign)(ServiceNotice::Status(&format!("{waits} letters wait; {mail}")));
        Ok(delivered.waits_until)
    }

    fn scan(&mut self, now: DateTime<Utc>) -> Result<(), WatchError> {
        let Self { store, rules, clock, .. } = self;
        rules.office = rules.configured.with_contacts_of(store, clock.today())?;
        let last = store.last_scan()?.map(|scan| scan.at).max(self.scanned_at).filter(|at| *at <= now);
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
        let tried_today = self.scanned_at.is_some_and(|at| clock.zone().day_of(at) == clock.today());
        let due = due || digest && !tried_today && !scanned_today(store)?;
        let alarm_dir = &rules.config.watch.alarm_dir;
        if due && jump::hold(store, clock, Release::Brake, alarm_dir)?.is_some() {
            // Asked again with the next wake-up; within a day the clock is believed, or set right.
            self.scanned_at = Some(now);
            return Ok(());
        }
        if due {
            warn_if_restored(store)?;
            let scanned = scan(store, &rules.office, moment(clock), Release::Brake, &mut no_crash)?;
            warn_of_left_behind(store, &rules.office)?;
            // A scan behind the brake is not complete; it is tried again at the next wake-up, not every minute.
            self.scanned_at = Some(now);
            self.scanned_well = scanned.braked.is_none();
            tracing::info!(
                "looked at {}, queued {}, composed {} letters",
                scanned.looked_at,
                scanned.queued,
                scanned.letters
            );
            // Behind the brake the clock may be wrong: what is let go of does not come back.
            if scanned.braked.is_none() {
                kept_letters::tidy(store, &rules.office, now)?;
            }
        }
        if digest && scanned_today(store)? {
            let queued = weekly::queue(store, &rules.office, moment(clock))?;
            tracing::info!("composed {queued} digests");
        }
        board::after_wake_up(store, &rules.office, clock.today(), board::Turn::Daemon);
        Ok(())
    }

    fn deliver(&mut self, path: &Path) -> Result<DeliveryReport, WatchError> {
        if self.delivering.is_none() {
            self.delivering = Lock::try_deliver(path)?;
        }
        if self.delivering.is_none() {
            return Ok(DeliveryReport::default());
        }
        let (clock, sign) = (self.clock, self.sign);
        let beaten = Cell::new(clock.now());
        let beat = || {
            let now = clock.now();
            if (now - beaten.get()).abs() >= BEAT {
                beaten.set(now);
                sign(ServiceNotice::Alive);
            }
        };
        let round = Deliverer {
            stopping: self.stopping,
            moment: &|| moment(clock),
            alarm_dir: Some(&self.rules.config.watch.alarm_dir),
            heed: PauseRule::Pause,
            beat: &beat,
            unwritten: &mut self.unwritten,
            trip: &mut no_crash,
        };
        let delivered = round.deliver(&mut self.store, &self.rules.office, &mut self.rules.way)?;
        if delivered.sent + delivered.deferred + delivered.dead > 0 {
            tracing::info!("sent {}, later {}, refused {}", delivered.sent, delivered.deferred, delivered.dead);
        }
        Ok(delivered)
    }
}

/// Tells what failed; an error after which going on would be wrong is handed on.
fn log_or_abort<T>(done: Result<T, WatchError>) -> Result<Option<T>, RunError> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(WatchError::Store(error)) if is_final(&error) => Err(RunError::Store(error)),
        Err(error) => {
            tracing::error!("{error}");
            Ok(None)
        }
    }
}

fn reload(load: &dyn Fn() -> Result<Config, String>, rules: &mut RunRules) {
    match load().map_err(RunError::Config).and_then(RunRules::of) {
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
fn print_of(path: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
