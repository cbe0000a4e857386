//! `read-list`: the process that reads a foreign file; the page starts it, nobody types it.

use std::io;

use super::CommandEnd;
use crate::exchange::separate_process;

pub(crate) fn run() -> anyhow::Result<CommandEnd> {
    separate_process::serve(io::stdin().lock(), io::stdout().lock())?;
    Ok(CommandEnd::Done)
}
