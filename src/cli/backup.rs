//! `backup`: a consistent copy while the service runs.

use std::io::Write;
use std::path::PathBuf;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::backup::backup;
use crate::message::terminal;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The new file; nothing is ever overwritten
    file: PathBuf,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let made = backup(&common.desk()?.store, &args.file)?;
    match common.form() {
        Form::Json => print::json(&made)?,
        Form::Text => {
            let mut out = print::out();
            writeln!(out, "{}", terminal::backed_up(common.voice(), &made.file.display(), made.acts, &made.head))?;
            out.flush()?;
        }
    }
    Ok(Ending::Done)
}
