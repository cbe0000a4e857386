//! `export`: the register as a file, or its milestones as a calendar.

use std::io::Write;
use std::path::PathBuf;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::export::{Existing, export};
use crate::exchange::Restricted;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file; its name tells the format: .toml .csv .xlsx .json; .ics is a calendar of the milestones to come
    file: PathBuf,
    /// Write restricted agreements too
    #[arg(long)]
    restricted: bool,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let desk = common.desk()?;
    let restricted = if args.restricted { Restricted::Include } else { Restricted::LeaveOut };
    let existing = if args.force { Existing::Replaced } else { Existing::Kept };
    let exported = export(&desk, &args.file, restricted, existing)?;
    match common.form() {
        Form::Json => print::json(&exported)?,
        Form::Text => {
            let mut out = print::out();
            let (agreements, file) = (exported.agreements, args.file.display());
            match exported.milestones {
                Some(milestones) => writeln!(
                    out,
                    "{milestones} milestones of {agreements} agreements and of the office written to {file}"
                )?,
                None => writeln!(out, "{agreements} agreements written to {file}")?,
            }
            if exported.left_out > 0 {
                writeln!(out, "{} restricted left out; `--restricted` writes them too", exported.left_out)?;
            }
            out.flush()?;
        }
    }
    Ok(Ending::after_complaints(&exported.failed, common.voice()))
}
