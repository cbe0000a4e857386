//! `tick`: one scan and one delivery, now.

use std::io::Write;

use serde_json::json;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::tick::{take_over, tick};
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, SentenceValue};
use crate::watch::tick::DeliveredBy;
use crate::watch::{PauseRule, Release};

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

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let (mut desk, voice) = (common.desk()?, common.voice());
    let release = if args.release { Release::Released } else { Release::Brake };
    if args.take_over {
        take_over(&mut desk);
    }
    let heed = if args.now { PauseRule::Nothing } else { PauseRule::Pause };
    let ticked = tick(&mut desk, release, heed)?;
    let (scanned, delivered) = (&ticked.scanned, &ticked.delivered);
    match common.form() {
        OutputFormat::Json => print::json(&json!({
            "looked_at": scanned.looked_at,
            "queued": scanned.queued,
            "sent": delivered.sent,
            "deferred": delivered.deferred,
            "dead": delivered.dead,
        }))?,
        OutputFormat::Text => {
            let mut out = print::out();
            let sums = sentence!(
                words::TICKED,
                SentenceValue::counted(scanned.looked_at, "agreement"),
                SentenceValue::counted(scanned.queued, "reminder"),
                SentenceValue::counted(delivered.sent, "letter"),
                delivered.deferred,
                delivered.dead
            );
            writeln!(out, "{}", sums.say(voice))?;
            if ticked.delivery == DeliveredBy::Elsewhere {
                writeln!(out, "{}", sentence!(words::DELIVERED_ELSEWHERE).say(voice))?;
            }
            out.flush()?;
        }
    }
    let mut complaints = scanned.failed.clone();
    if let Some(due) = scanned.braked {
        complaints.push(sentence!(words::BRAKED, due).say(voice));
    }
    complaints.extend(scanned.held.map(|jump| jump.say(voice)));
    if let Some(trouble) = &delivered.trouble {
        let until = delivered.waits_until.map(|at| desk.wall(at));
        let next = until.map_or_else(|| sentence!(words::LATER_TICK), |at| sentence!(words::FROM_THEN, at));
        complaints.push(sentence!(words::LETTERS_WAIT, Sentence::of(trouble), next).say(voice));
    }
    Ok(CommandEnd::after_complaints(&complaints, voice))
}
