//! `status`: how the program is; exit code 1 where somebody has to see to it.

use std::io::Write;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::status::{Status, status};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, common: &Common) -> anyhow::Result<Ending> {
    let status = status(&common.desk()?)?;
    match common.form() {
        Form::Json => print::json(&status)?,
        Form::Text => text(&status)?,
    }
    Ok(Ending::after_complaints(&status.problems, common.voice()))
}

fn text(status: &Status) -> std::io::Result<()> {
    let queue = &status.queue;
    let waiting = queue.oldest_pending_at.as_ref().map(|at| format!(", the oldest since {at}")).unwrap_or_default();
    let announced = match status.calendar.announced_through {
        Some(day) => format!("announced through {day}, reminders are planned through {}", status.calendar.horizon),
        None => "weekends and the office's own days only".to_owned(),
    };
    let never = || "never".to_owned();
    let mut out = print::out();
    for (name, value) in [
        ("last scan", status.last_scan.as_ref().map_or_else(never, |scan| scan.at.clone())),
        ("next scan", status.next_scan_at.clone().unwrap_or_else(never)),
        ("agreements", status.agreements.to_string()),
        ("waiting", format!("{}{waiting}", queue.composing + queue.pending + queue.sending)),
        ("sent", queue.sent.to_string()),
        ("dead", queue.dead.to_string()),
        ("dropped", queue.dropped.to_string()),
        ("calendar", announced),
        ("heartbeat", status.heartbeat_age_seconds.map_or_else(never, |age| format!("{age} seconds ago"))),
        ("mail", if status.mail_alarm.is_some() { "no letter leaves" } else { "no alarm" }.to_owned()),
        ("chain", status.chain_head.clone()),
    ] {
        print::wrapped(&mut out, &format!("{name:<12}"), &value)?;
    }
    for warning in &status.warnings {
        print::wrapped(&mut out, &format!("{:<12}", "warning"), warning)?;
    }
    out.flush()
}
