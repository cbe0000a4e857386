//! `status`: the state of the program. Exit code 1 where someone has to act.

use std::io::Write;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::status::{StatusReport, status};
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let status = status(&common.desk()?)?;
    match common.form() {
        OutputFormat::Json => print::json(&status)?,
        OutputFormat::Text => text(&status, common.voice())?,
    }
    Ok(CommandEnd::after_problems(&status.problems, common.voice()))
}

fn text(status: &StatusReport, voice: Voice) -> std::io::Result<()> {
    let queue = &status.queue;
    let waiting = queue.composing + queue.pending + queue.sending;
    let waiting = match &queue.oldest_pending_at {
        Some(at) => sentence!(words::OLDEST_SINCE, waiting, at).say(voice),
        None => waiting.to_string(),
    };
    let announced = match status.calendar.announced_through {
        Some(day) => sentence!(words::ANNOUNCED, day, status.calendar.horizon),
        None => sentence!(words::OWN_DAYS_ONLY),
    };
    let never = || sentence!(words::NEVER).say(voice);
    let ago = |age: i64| sentence!(words::SECONDS_AGO, age).say(voice);
    let mail =
        if status.mail_alarm.is_some() { sentence!(words::NO_LETTER_LEAVES) } else { sentence!(words::NO_ALARM) };
    let mut out = print::out();
    for (name, value) in [
        (words::LAST_SCAN, status.last_scan.as_ref().map_or_else(never, |scan| scan.at.clone())),
        (words::NEXT_SCAN, status.next_scan_at.clone().unwrap_or_else(never)),
        (words::AGREEMENTS, status.agreements.to_string()),
        (words::WAITING, waiting),
        (words::SENT, queue.sent.to_string()),
        (words::DEAD, queue.dead.to_string()),
        (words::DROPPED, queue.dropped.to_string()),
        (words::CALENDAR, announced.say(voice)),
        (words::HEARTBEAT, status.heartbeat_age_seconds.map_or_else(never, ago)),
        (words::MAIL, mail.say(voice)),
        (words::CHAIN, status.chain_head.clone()),
    ] {
        print::wrapped(&mut out, &print::label(name, voice), &value)?;
    }
    for warning in &status.warnings {
        print::wrapped(&mut out, &print::label(words::WARNING_LABEL, voice), &warning.say(voice))?;
    }
    out.flush()
}
