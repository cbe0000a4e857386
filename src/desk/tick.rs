//! One scan and one delivery by hand.

use super::{Desk, DeskError};
use crate::desk::audit::audit;
use crate::store::Store;
use crate::watch::tick::{self, TickReport};
use crate::watch::transport::{self, ClockSource};
use crate::watch::{Moment, PauseRule, Release, ScanReport, copies, no_crash, scan, takeover};

/// Does what the next wake-up would do. With a made-up clock letters go to files or to this machine alone.
///
/// Fails with [`DeskError::Held`] where another copy of this register was at work last: [`take_over`] ends that.
pub fn tick(desk: &mut Desk, release: Release, heed: PauseRule) -> Result<TickReport, DeskError> {
    let day = if desk.clock.is_set_by_env() { ClockSource::MadeUp } else { ClockSource::Real };
    let backup = desk.config.backup.clone();
    if let Some(held) = takeover::hold_reason(&desk.store, backup.as_ref())? {
        return Err(DeskError::Held(held));
    }
    let mut way = transport::way(&desk.config, day)?;
    let alarm_dir = desk.config.watch.alarm_dir.clone();
    let ticked = tick::tick(&mut desk.store, &desk.office, &mut way, &desk.clock, release, heed, &alarm_dir)?;
    takeover::witness(&mut desk.store, backup.as_ref(), desk.clock.now());
    if let Some(backup) = &backup {
        copies::keep_up(&mut desk.store, backup, first_fault, &desk.clock)?;
    }
    Ok(ticked)
}

/// Makes this register the one that is at work: someone has looked at what is missing.
pub(crate) fn take_over(desk: &mut Desk) {
    let backup = desk.config.backup.clone();
    takeover::witness(&mut desk.store, backup.as_ref(), desk.clock.now());
}

/// The first fault of a copy, for the daemon, which makes copies and knows no audit.
pub(crate) fn first_fault(copy: &Store) -> Result<Option<String>, String> {
    audit(copy).map(|audited| audited.wrong.into_iter().next()).map_err(|error| error.to_string())
}

/// Lets a scan through that waits behind the brake: someone has looked at what it holds back. The letters go with the
/// next delivery.
pub(crate) fn release_brake(desk: &mut Desk) -> Result<ScanReport, DeskError> {
    let backup = desk.config.backup.clone();
    if let Some(held) = takeover::hold_reason(&desk.store, backup.as_ref())? {
        return Err(DeskError::Held(held));
    }
    desk.believe_the_clock()?;
    let moment = Moment { today: desk.today(), now: desk.clock.now() };
    Ok(scan(&mut desk.store, &desk.office, moment, Release::Released, &mut no_crash)?)
}
