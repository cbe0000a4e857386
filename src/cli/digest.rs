//! `digest`: prints the digest that would be sent now.

use std::io::Write;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::digest::digest;
use crate::message::Say;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only this contact's [default: everybody who gets one]
    #[arg(long, value_name = "CONTACT")]
    to: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let (desk, voice) = (common.desk()?, common.voice());
    let shown = digest(&desk, args.to.as_deref())?;
    match common.form() {
        OutputFormat::Json => print::json(&shown)?,
        OutputFormat::Text => {
            let mut out = print::out();
            for (at, digest) in shown.iter().enumerate() {
                if at > 0 {
                    writeln!(out, "\n{}\n", "=".repeat(72))?;
                }
                writeln!(out, "{}", sentence!(words::DIGEST_HEAD, &digest.to, &digest.subject).say(voice))?;
                writeln!(out, "{}", digest.text.trim_end())?;
            }
            if shown.is_empty() {
                writeln!(out, "{}", sentence!(words::NO_DIGEST).say(voice))?;
            }
            out.flush()?;
        }
    }
    let mut failed: Vec<String> = shown.into_iter().flat_map(|digest| digest.failed).collect();
    failed.sort();
    failed.dedup();
    Ok(CommandEnd::after_complaints(&failed, common.voice()))
}
