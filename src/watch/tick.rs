//! One scan and one delivery: what a wake-up does, by hand or by the clock.

use std::path::Path;

use super::compose::compose;
use super::deliver::{Delivered, deliver_until, no_crash};
use super::scan::{Release, Scanned, scan, warn_of_left_behind};
use super::{Moment, Office, Stopping, WatchError, alarm, system, weekly};
use crate::clock::Clock;
use crate::post::Post;
use crate::store::{Lock, Store};

/// Who delivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// This program held the lock and delivered.
    Here,
    /// Another one holds the lock; what was queued is its to deliver.
    Elsewhere,
}

/// What a tick did.
#[derive(Clone, Debug)]
pub struct Ticked {
    /// The scan.
    pub scanned: Scanned,
    /// The delivery; empty where another program delivers.
    pub delivered: Delivered,
    /// Who delivers.
    pub delivery: Delivery,
}

/// Scans, queues a digest that is due, and delivers unless another program holds the delivery lock.
pub fn tick(
    store: &mut Store,
    office: &Office,
    posts: &mut [Box<dyn Post>],
    clock: &Clock,
    release: Release,
    alarm_dir: &Path,
) -> Result<Ticked, WatchError> {
    warn_if_restored(store)?;
    let mut scanned = scan(store, office, moment(clock), release, &mut no_crash)?;
    warn_of_left_behind(store, office)?;
    if scanned.braked.is_none() {
        scanned.queued += weekly::queue(store, office, moment(clock))?;
    }
    let lock = match store.path() {
        Some(path) => match Lock::try_deliver(path)? {
            Some(lock) => Some(lock),
            None => {
                return Ok(Ticked { scanned, delivered: Delivered::default(), delivery: Delivery::Elsewhere });
            }
        },
        None => None,
    };
    let delivered = deliver_all(&Stopping::default(), store, office, posts, clock, alarm_dir)?;
    drop(lock);
    Ok(Ticked { scanned, delivered, delivery: Delivery::Here })
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

/// Delivers what may go, tells the fallback of letters that died on the way, and raises or clears the mail alarm. The
/// caller holds the delivery lock.
pub fn deliver_all(
    stopping: &Stopping,
    store: &mut Store,
    office: &Office,
    posts: &mut [Box<dyn Post>],
    clock: &Clock,
    alarm_dir: &Path,
) -> Result<Delivered, WatchError> {
    let from = office.from.address.as_str();
    let now = || clock.now();
    let mut delivered = deliver_until(stopping, store, posts, from, &now, &mut no_crash)?;
    if delivered.dead > 0 && system::undelivered(store, office, moment(clock))? > 0 {
        compose(store, office, moment(clock))?;
        let told = deliver_until(stopping, store, posts, from, &now, &mut no_crash)?;
        delivered.sent += told.sent;
        delivered.deferred += told.deferred;
        delivered.dead += told.dead;
        delivered.trouble = delivered.trouble.or(told.trouble);
    }
    match &delivered.trouble {
        Some(trouble) => alarm::raise(store, alarm_dir, trouble, clock.now())?,
        None if delivered.sent + delivered.deferred + delivered.dead > 0 => alarm::clear(store, alarm_dir)?,
        None => {}
    }
    Ok(delivered)
}
