//! `init`: a configuration and an empty register to begin with.

use std::io::Write;
use std::path::PathBuf;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::init::init;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to make them in [default: that of --config]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let file = args.folder.as_ref().map_or_else(|| common.config.clone(), |folder| folder.join("config.toml"));
    let made = init(&file)?;
    match common.form() {
        Form::Json => print::json(&made)?,
        Form::Text => {
            let mut out = print::out();
            if let Some(config) = &made.config {
                writeln!(out, "made {}", config.display())?;
            }
            writeln!(out, "made {}", made.database.display())?;
            writeln!(
                out,
                "\nNext: write your contacts into the first, then `pactwatch check`, then `pactwatch import FILE`.\n\
                 Letters are written as files until `[post] transport` says smtp.\n\
                 This is not a program for state secrets: keep no classified document, title or number in it."
            )?;
            out.flush()?;
        }
    }
    Ok(Ending::Done)
}
