//! `completions`: what a shell needs to complete a command line, from the same definitions as `--help`.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{CommandEnd, CommandLine};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell the script is for
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<CommandEnd> {
    // Written to memory first: the generator panics where its writer fails, and a reader may leave (`| head`).
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut CommandLine::command(), "pactwatch", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(CommandEnd::Done)
}
