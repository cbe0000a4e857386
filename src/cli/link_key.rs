//! `link-key`: a new key for the links in letters.

use std::io::Write as _;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::web::new_link_key;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Make a key and put it before the others in `[web] key_file`; three are kept
    #[arg(long, required = true)]
    new: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let Args { new: _ } = args;
    let (file, keys) = new_link_key(&common.config)?;
    match common.form() {
        OutputFormat::Json => print::json(&serde_json::json!({ "file": file, "keys": keys }))?,
        OutputFormat::Text => {
            let mut out = print::out();
            let (file, voice) = (file.display().to_string(), common.voice());
            writeln!(out, "{}", crate::message::terminal::link_key(voice, &file, keys))?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}
