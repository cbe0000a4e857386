//! `run`: the daemon, until TERM or INT.

use std::sync::mpsc;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::Ending;
use super::args::Common;
use crate::desk::open;
use crate::desk::tick::first_fault;
use crate::watch::Stopping;
use crate::watch::run::{Told, run as watch};
use crate::web::Beside;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// A letter that is being sent when the program is told to stop gets so long; then the program ends where it is, and the
/// next start sends the same letter again under the same Message-ID.
const GRACE: Duration = Duration::from_secs(8);

pub(crate) fn run(_args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let file = common.config.clone();
    let clock = open::clock(&open::configuration(&file)?)?;
    // Says whose plan an upgrade has changed; what else stands in the way of opening the office, the loop says and waits.
    drop(common.desk());
    let (tell, told) = mpsc::channel();
    let stopping = Stopping::default();
    let tells = stopping.clone();
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGHUP {
                let _ = tell.send(Told::Reload);
                continue;
            }
            tells.tell();
            tracing::info!("told to stop; a letter under way is finished, no other is begun");
            let _ = tell.send(Told::Stop);
            std::thread::sleep(GRACE);
            std::process::exit(0);
        }
    });
    let load = || open::configuration(&file).map_err(|error| error.to_string());
    // Whatever becomes of the page, letters go out.
    let page = Beside::start(&file)?;
    let watched = watch(&load, &clock, &told, &stopping, &|_| {}, first_fault);
    page.stop();
    watched?;
    Ok(Ending::Done)
}
