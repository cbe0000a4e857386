//! `login`: a code for the page, where none can go by mail.

use std::io::Write as _;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::web::printed_code;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Whom it is for: the id of a contact
    contact: String,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let code = printed_code(&common.config, &args.contact)?;
    match common.form() {
        OutputFormat::Json => print::json(&serde_json::json!({ "contact": args.contact, "code": code }))?,
        OutputFormat::Text => {
            let mut out = print::out();
            writeln!(out, "{code}")?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}
