//! `restore`: a copy of the register put back, after a list of what is missing and what would be sent anew.

use std::io::{self, Write};
use std::path::PathBuf;

use super::Ending;
use super::args::{Common, Form};
use super::{ask, print};
use crate::desk::Purpose;
use crate::desk::restore::{Restored, restore};
use crate::message::Voice;
use crate::message::answer::restore as answer;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The copy, as `backup` or the daemon made it
    file: PathBuf,
    /// Do it without asking
    #[arg(long)]
    yes: bool,
    /// Only say what is missing from the copy
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let voice = common.voice();
    let shown = restore(&common.config, &args.file, Purpose::Rehearse)?;
    if common.form() == Form::Text {
        tell(&shown, voice)?;
    }
    if args.dry_run {
        if common.form() == Form::Json {
            print::json(&shown)?;
        }
        return Ok(Ending::Done);
    }
    if !args.yes && !ask::agreed(answer::asked(voice))? {
        return Ok(Ending::after_complaints(&[answer::left(voice).to_owned()], voice));
    }
    let done = restore(&common.config, &args.file, Purpose::Keep)?;
    match common.form() {
        Form::Json => print::json(&done)?,
        Form::Text => {
            let mut out = print::out();
            writeln!(out, "{}", answer::done(voice, done.kept_as.as_deref()))?;
            out.flush()?;
        }
    }
    Ok(Ending::Done)
}

fn tell(shown: &Restored, voice: Voice) -> io::Result<()> {
    let mut out = print::out();
    writeln!(out, "{}", answer::holds(voice, &shown.file, shown.acts, &shown.head))?;
    if shown.missing.is_empty() && shown.again.is_empty() {
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
            print::lines(&mut out, &format!("  {line}"))?;
        }
    }
    out.flush()
}
