//! `read-list`: the process that reads a foreign file; the page starts it, nobody types it.

use std::io;

use super::Ending;
use crate::exchange::apart;

pub(crate) fn run() -> anyhow::Result<Ending> {
    apart::serve(io::stdin().lock(), io::stdout().lock())?;
    Ok(Ending::Done)
}
