//! `man`: a manual page for the program and for each command, from the same definitions as `--help`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::CommandFactory as _;

use super::{CommandEnd, CommandLine};
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder the pages are written to; made where it is missing
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<CommandEnd> {
    let directory = &args.directory;
    let failed = || sentence!(words::PAGES_UNWRITABLE, directory.display());
    std::fs::create_dir_all(directory).with_context(failed)?;
    clap_mangen::generate_to(CommandLine::command(), directory).with_context(failed)?;
    Ok(CommandEnd::Done)
}
