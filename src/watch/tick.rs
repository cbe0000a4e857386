//! One scan and one delivery: the work of a wake-up, by hand or by the clock.

use std::path::Path;

use super::compose::compose;
use super::crossing::{Tripwire, no_crash};
use super::deliver::{Delivery as Sending, DeliveryReport, MailRoute, PauseRule, PendingWrites};
use super::jump::Release;
use super::mail::MailState;
use super::scan::{ScanReport, scan, warn_of_left_behind};
use super::{Moment, Office, Stopping, WatchError, alarm, board, jump, kept_letters, stale, system, weekly};
use crate::clock::Clock;
use crate::store::{Lock, Store, StoreError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveredBy {
    /// This program held the lock and delivered.
    Here,
    /// Another one holds the lock; what was queued is its to deliver.
    Elsewhere,
}

#[derive(Clone, Debug)]
pub struct TickReport {
    /// The scan.
    pub scanned: ScanReport,
    /// The delivery; empty where another program delivers.
    pub delivered: DeliveryReport,
    pub delivery: DeliveredBy,
}

/// Scans, queues a digest that is due, and delivers unless another program holds the delivery lock.
pub fn tick(
    store: &mut Store,
    office: &Office,
    way: &mut MailRoute,
    clock: &Clock,
    release: Release,
    heed: PauseRule,
    alarm_dir: &Path,
) -> Result<TickReport, WatchError> {
    warn_if_restored(store)?;
    let mut scanned = match jump::hold(store, clock, release, alarm_dir)? {
        Some(jump) => ScanReport { held: Some(jump), ..ScanReport::default() },
        None => scan(store, office, moment(clock), release, &mut no_crash)?,
    };
    warn_of_left_behind(store, office)?;
    if scanned.braked.is_none() && scanned.held.is_none() {
        kept_letters::tidy(store, office, clock.now())?;
        scanned.queued += weekly::queue(store, office, moment(clock))?;
    }
    board::after_wake_up(store, office, clock.today(), board::Turn::Tick);
    let lock = match store.path() {
        Some(path) => match Lock::try_deliver(path)? {
            Some(lock) => Some(lock),
            None => {
                return Ok(TickReport {
                    scanned,
                    delivered: DeliveryReport::default(),
                    delivery: DeliveredBy::Elsewhere,
                });
            }
        },
        None => None,
    };
    let mut unwritten = PendingWrites::default();
    let mut deliver = |heed| {
        let deliverer = Deliverer {
            stopping: &Stopping::default(),
            moment: &|| moment(clock),
            alarm_dir: Some(alarm_dir),
            heed,
            beat: &|| {},
            unwritten: &mut unwritten,
            trip: &mut no_crash,
        };
        deliverer.deliver(store, office, way)
    };
    let delivered = match deliver(heed) {
        // What was heard is kept as long as this program lives: another try writes it down.
        Err(WatchError::Store(StoreError::Busy(_))) => deliver(PauseRule::Pause)?,
        delivered => delivered?,
    };
    drop(lock);
    Ok(TickReport { scanned, delivered, delivery: DeliveredBy::Here })
}

/// Says in the log when the register is older than what has left the house. It holds nothing back: a letter twice, by the
/// same name, is better than none.
pub(super) fn warn_if_restored(store: &Store) -> Result<(), WatchError> {
    if store.is_older_than_its_letters()? {
        tracing::warn!(
            "the register knows nothing of the newest letters or acts: a backup was put back. What is due goes again; \
             `pactwatch check` tells which letters, and what is to be recorded once more"
        );
    }
    Ok(())
}

/// The office's day and the moment, as the clock says now.
pub fn moment(clock: &Clock) -> Moment {
    let now = clock.now();
    Moment { today: clock.zone().day_of(now), now }
}

/// What a delivery is given besides the register and the way.
pub struct Deliverer<'a> {
    /// After the request to stop, letters in progress are finished and no other is begun.
    pub stopping: &'a Stopping,
    /// The office's day and the moment; asked again for each step.
    pub moment: &'a dyn Fn() -> Moment,
    /// Where the alarm file is put; none in a test.
    pub alarm_dir: Option<&'a Path>,
    /// Whether the pause between rounds holds it back.
    pub heed: PauseRule,
    /// Called after each step: the program works.
    pub beat: &'a dyn Fn(),
    /// What an earlier delivery could not write down.
    pub unwritten: &'a mut PendingWrites,
    /// The simulation's crash.
    pub trip: Tripwire<'a>,
}

impl Deliverer<'_> {
    /// Delivers what may go, reports to the fallback what is refused, and shows or takes back the mail alarm. Letters that
    /// were written on another day, or under other rules, are rewritten before. The caller holds the delivery lock.
    pub fn deliver(
        self,
        store: &mut Store,
        office: &Office,
        way: &mut MailRoute,
    ) -> Result<DeliveryReport, WatchError> {
        let moment = self.moment;
        stale::rewrite_stale_letters(store, office, moment())?;
        let before = MailState::load(store)?;
        let delivery = Sending {
            stopping: self.stopping,
            from: office.from.address.as_str(),
            now: &|| moment().now,
            heed: self.heed,
            beat: self.beat,
            unwritten: self.unwritten,
            between: &mut |store, refused| {
                system::report_refused(store, office, moment(), refused)?;
                let waits = store.anything_composing()?;
                if waits {
                    compose(store, office, moment())?;
                }
                Ok(waits)
            },
            trip: self.trip,
        };
        let delivered = delivery.over(store, &mut way.posts, &way.settings);
        if let Some(alarm_dir) = self.alarm_dir {
            let after = MailState::load(store)?;
            alarm::show(alarm_dir, before.outage(), after.outage(), moment().now);
        }
        delivered
    }
}
