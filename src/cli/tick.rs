//! `tick`: one scan and one delivery, now.

use std::io::Write;

use serde_json::json;

use super::Ending;
use super::args::{Common, Form};
use super::print::{self, counted};
use crate::desk::tick::{take_over, tick};
use crate::message::Say;
use crate::watch::tick::Delivery;
use crate::watch::{Heed, Release};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Let go what waits behind the brake, after you have looked
    #[arg(long)]
    release: bool,
    /// Do not wait for the pause after a mail server in trouble: try now
    #[arg(long)]
    now: bool,
    /// Let this register send, after you have looked at what `check` says is missing
    #[arg(long)]
    take_over: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let mut desk = common.desk()?;
    let release = if args.release { Release::Released } else { Release::Brake };
    if args.take_over {
        take_over(&mut desk);
    }
    let heed = if args.now { Heed::Nothing } else { Heed::Pause };
    let ticked = tick(&mut desk, release, heed)?;
    let (scanned, delivered) = (&ticked.scanned, &ticked.delivered);
    match common.form() {
        Form::Json => print::json(&json!({
            "looked_at": scanned.looked_at,
            "queued": scanned.queued,
            "sent": delivered.sent,
            "deferred": delivered.deferred,
            "dead": delivered.dead,
        }))?,
        Form::Text => {
            let mut out = print::out();
            writeln!(
                out,
                "looked at {}, queued {}, sent {}, deferred {}, dead {}",
                counted(scanned.looked_at, "agreement"),
                counted(scanned.queued, "reminder"),
                counted(delivered.sent, "letter"),
                delivered.deferred,
                delivered.dead
            )?;
            if ticked.delivery == Delivery::Elsewhere {
                writeln!(out, "another pactwatch holds the delivery lock and delivers what was queued")?;
            }
            out.flush()?;
        }
    }
    let mut complaints = scanned.failed.clone();
    if let Some(due) = scanned.braked {
        complaints.push(format!(
            "{due} reminders are due at once, more than `[post] brake` allows; nothing of it was queued. Look with \
             `pactwatch agenda`, then send them with `pactwatch tick --release`"
        ));
    }
    complaints.extend(scanned.held.map(|jump| jump.say(common.voice())));
    if let Some(trouble) = &delivered.trouble {
        let until = delivered.waits_until.map(|at| desk.wall(at));
        let next =
            until.map_or("with a later tick".to_owned(), |at| format!("from {at} on, or with `pactwatch tick --now`"));
        complaints.push(format!("{trouble}; the letters wait and go out {next}"));
    }
    Ok(Ending::after_complaints(&complaints, common.voice()))
}
