//! `init`: a configuration and an empty register to begin with.

use std::io::Write;
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::init::init;
use crate::message::Say;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to make them in [default: that of --config]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let file = args.folder.as_ref().map_or_else(|| common.config.clone(), |folder| folder.join("config.toml"));
    let (made, voice) = (init(&file)?, common.voice());
    match common.form() {
        OutputFormat::Json => print::json(&made)?,
        OutputFormat::Text => {
            let mut out = print::out();
            if let Some(config) = &made.config {
                writeln!(out, "{}", sentence!(words::MADE, config.display()).say(voice))?;
            }
            writeln!(out, "{}", sentence!(words::MADE, made.database.display()).say(voice))?;
            writeln!(out, "{}", sentence!(words::NEXT_STEPS).say(voice))?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}
