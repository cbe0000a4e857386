//! One scan and one delivery by hand.

use super::{Desk, DeskError};
use crate::watch::Release;
use crate::watch::tick::{self, Ticked};
use crate::watch::transport::{self, Day};

/// Does what the next wake-up would do. With a made-up clock letters go to files or to this machine alone.
pub fn tick(desk: &mut Desk, release: Release) -> Result<Ticked, DeskError> {
    let day = if desk.clock.is_set_by_env() { Day::MadeUp } else { Day::Real };
    let mut posts = transport::posts(&desk.config, day)?;
    let alarm_dir = desk.config.watch.alarm_dir.clone();
    Ok(tick::tick(&mut desk.store, &desk.office, &mut posts, &desk.clock, release, &alarm_dir)?)
}
