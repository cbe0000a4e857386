//! One scan and one delivery by hand.

use super::{Desk, DeskError};
use crate::watch::tick::{self, Ticked};
use crate::watch::transport::{self, Day};
use crate::watch::{Heed, Release};

/// Does what the next wake-up would do. With a made-up clock letters go to files or to this machine alone.
pub fn tick(desk: &mut Desk, release: Release, heed: Heed) -> Result<Ticked, DeskError> {
    let day = if desk.clock.is_set_by_env() { Day::MadeUp } else { Day::Real };
    let mut way = transport::way(&desk.config, day)?;
    let alarm_dir = desk.config.watch.alarm_dir.clone();
    Ok(tick::tick(&mut desk.store, &desk.office, &mut way, &desk.clock, release, heed, &alarm_dir)?)
}
