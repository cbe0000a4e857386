//! `run`: the daemon, until TERM or INT.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::time::Duration;

use sd_notify::NotifyState;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::CommandEnd;
use super::args::Common;
use crate::desk::open;
use crate::desk::tick::first_fault;
use crate::watch::Stopping;
use crate::watch::run::{ServiceNotice, Signal, run as watch};
use crate::web::PageSupervisor;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// A letter that is being sent when the program is told to stop gets so long; then the program ends where it is, and the
/// next start sends the same letter again under the same Message-ID.
const GRACE: Duration = Duration::from_secs(8);

/// Keeps a hang-up from ending a daemon that is still starting: whoever asks it to read its configuration again may do so
/// at any moment. Called before anything else; before the program's own first line the system's rule holds, so whoever
/// starts it without systemd, which holds a reload back until it is ready, starts it as `nohup` does: with the signal ignored.
pub fn outlive_hangups() {
    if std::env::args_os().skip(1).any(|word| word == "run") {
        // Registered for as long as the program lives; what is asked is what it does at its start anyway.
        let _ = signal_hook::flag::register(SIGHUP, Arc::new(AtomicBool::new(false)));
    }
}

pub(crate) fn run(_args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    let file = common.config.clone();
    let clock = open::clock(&open::configuration(&file)?)?;
    // Says whose plan an upgrade has changed; what else is in the way of opening the office, the loop says and waits.
    drop(common.desk());
    let (tell, told) = mpsc::channel();
    let stopping = Stopping::default();
    let tells = stopping.clone();
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if signal == SIGHUP {
                let _ = tell.send(Signal::Reload);
                continue;
            }
            tells.tell();
            tracing::info!("told to stop; a letter under way is finished, no other is begun");
            let _ = tell.send(Signal::Stop);
            std::thread::sleep(GRACE);
            std::process::exit(0);
        }
    })?;
    let load = || open::configuration(&file).map_err(|error| error.to_string());
    // Whatever becomes of the page, letters go out.
    let page = PageSupervisor::start(&file)?;
    let watched = watch(&load, &clock, &told, &stopping, &notify, first_fault);
    page.stop();
    watched?;
    Ok(CommandEnd::Done)
}

/// Hands a sign on to systemd, where it started us; the watchdog is fed by the loop that works and by nothing else.
fn notify(sign: ServiceNotice<'_>) {
    let state = match sign {
        ServiceNotice::Ready => NotifyState::Ready,
        ServiceNotice::Alive => NotifyState::Watchdog,
        ServiceNotice::Status(line) => NotifyState::Status(line),
        ServiceNotice::Stopping => NotifyState::Stopping,
    };
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::debug!("systemd does not hear us: {error}");
    }
}
