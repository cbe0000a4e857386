//! `handover`: all of a contact's agreements to another.

use std::io::Write;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::{by, print, prompt, table};
use crate::desk::Purpose;
use crate::desk::handover::handover;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, SentenceValue};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The contact who has them
    from: String,
    /// The contact who gets them
    to: String,
    /// Do it without asking
    #[arg(long)]
    yes: bool,
    /// Only the list
    #[arg(long)]
    dry_run: bool,
    /// Who records [default: [cli] by, else the system's user]
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let (mut desk, voice) = (common.desk()?, common.voice());
    common.believe_the_clock(&desk)?;
    let clerk = by::clerk(&desk, args.by.as_deref())?;
    let mut hand = |purpose| handover(&mut desk.store, &desk.office, &clerk, &args.from, &args.to, purpose);
    let listed = hand(Purpose::Rehearse)?;
    if common.form() == OutputFormat::Text {
        let mut out = print::out();
        for one in &listed.agreements {
            writeln!(out, "{}  {}  {}", one.reference, one.officers.join(";"), table::plain(&one.title))?;
        }
        let (appear, go) = (listed.milestones.reminders_appear, listed.milestones.reminders_go);
        let agreements = SentenceValue::counted(listed.agreements.len(), "agreement");
        writeln!(out, "{}", sentence!(words::HANDOVER_SUM, agreements, appear, go).say(voice))?;
        for warning in &listed.warnings {
            print::lines(&mut out, &sentence!(words::WARNING, warning.clone()).say(voice))?;
        }
        out.flush()?;
    }
    if args.dry_run {
        if common.form() == OutputFormat::Json {
            print::json(&listed)?;
        }
        return Ok(CommandEnd::Done);
    }
    if !args.yes && !prompt::ask_confirmation(&sentence!(words::HAND_ALL, &args.from, &args.to).say(voice))? {
        return Ok(CommandEnd::after_problems(&[sentence!(words::HANDED_NOTHING)], voice));
    }
    let done = hand(Purpose::Keep)?;
    match common.form() {
        OutputFormat::Json => print::json(&done)?,
        OutputFormat::Text => {
            let mut out = print::out();
            writeln!(
                out,
                "{}",
                sentence!(
                    words::HANDED,
                    SentenceValue::counted(done.agreements.len(), "agreement"),
                    &done.from,
                    &done.to
                )
                .say(voice)
            )?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}
