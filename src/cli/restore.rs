//! `restore`: puts a copy of the register back, after listing what is missing from it and what would be sent again.

use std::io::{self, Write};
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::{print, prompt};
use crate::desk::Purpose;
use crate::desk::restore::{RestoreReport, RestoreRequest, restore};
use crate::message::Say;
use crate::message::Voice;
use crate::message::answer::restore as answer;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The copy, as `backup` or the daemon made it
    file: PathBuf,
    /// What stands at the foot of a digest in any mailbox: says whether the copy has the acts it bears witness to
    #[arg(long = "seal", value_name = "SEAL")]
    seals: Vec<String>,
    /// Do it without asking
    #[arg(long)]
    yes: bool,
    /// Only say what is missing from the copy
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let voice = common.voice();
    let wanted = RestoreRequest { file: args.file.clone(), seals: args.seals.clone() };
    let shown = restore(&common.config, &wanted, Purpose::Rehearse)?;
    if common.form() == OutputFormat::Text {
        tell(&shown, voice)?;
    }
    if args.dry_run {
        if common.form() == OutputFormat::Json {
            print::json(&shown)?;
        }
        return Ok(CommandEnd::Done);
    }
    if !args.yes && !prompt::ask_confirmation(answer::confirmation_question(voice))? {
        return Ok(CommandEnd::after_complaints(&[answer::not_confirmed(voice).to_owned()], voice));
    }
    let done = restore(&common.config, &wanted, Purpose::Keep)?;
    match common.form() {
        OutputFormat::Json => print::json(&done)?,
        OutputFormat::Text => {
            let mut out = print::out();
            writeln!(out, "{}", answer::restored(voice, done.kept_as.as_deref()))?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}

fn tell(shown: &RestoreReport, voice: Voice) -> io::Result<()> {
    let mut out = print::out();
    writeln!(out, "{}", answer::copy_contents(voice, &shown.file, shown.acts, &shown.head))?;
    for seal in &shown.seals {
        writeln!(out, "{}", answer::seal(voice, &seal.seal, seal.act, seal.since))?;
    }
    let sealed = shown.seals.iter().all(|seal| seal.act.is_some());
    if shown.missing.is_empty() && shown.again.is_empty() && sealed {
        writeln!(out, "{}", answer::nothing_missing(voice))?;
    }
    if !shown.missing.is_empty() {
        writeln!(out, "{}", answer::missing(voice, shown.missing.len() + shown.missing_more))?;
        for act in &shown.missing {
            let line = answer::missing_act(voice, &act.reference, &act.act, act.on, &act.by);
            print::lines(&mut out, &format!("  {line}"))?;
        }
    }
    if !shown.again.is_empty() {
        writeln!(out, "{}", answer::again(voice))?;
        for line in &shown.again {
            print::lines(&mut out, &format!("  {}", line.say(voice)))?;
        }
    }
    out.flush()
}
