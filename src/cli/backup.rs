//! `backup`: a consistent copy while the service runs.

use std::io::Write;
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::backup::backup;
use crate::message::terminal;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The new file; nothing is ever overwritten
    file: PathBuf,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let made = backup(&common.desk()?.store, &args.file)?;
    match common.form() {
        OutputFormat::Json => print::json(&made)?,
        OutputFormat::Text => {
            let mut out = print::out();
            writeln!(out, "{}", terminal::backed_up(common.voice(), &made.file.display(), made.acts, &made.head))?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}
