//! `report`: the year ahead, as a table for the plan.

use std::io::Write;
use std::path::PathBuf;

use super::Ending;
use super::args::{self, Common, Form};
use super::print;
use crate::desk::export::Existing;
use crate::desk::report::{csv, plan, write};
use crate::exchange::Mark;
use crate::lifecycle::day::Day;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The year: its reviews, notices, expiries, duties, anniversaries and greetings, as CSV
    #[arg(long, value_name = "YEAR", required = true, value_parser = args::year)]
    plan: i32,
    /// A file to write it to instead
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long, requires = "output")]
    force: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let desk = common.desk()?;
    let found = plan(&desk, Day::ymd(args.plan, 1, 1)?, Day::ymd(args.plan, 12, 31)?)?;
    let mut out = print::out();
    match (&args.output, common.form()) {
        (Some(path), form) => {
            write(&desk, path, &found, if args.force { Existing::Replaced } else { Existing::Kept })?;
            match form {
                Form::Json => print::json(&found.lines)?,
                Form::Text => writeln!(out, "{} days written to {}", found.lines.len(), path.display())?,
            }
        }
        (None, Form::Json) => print::json(&found.lines)?,
        (None, Form::Text) => out.write_all(&csv(&found, Mark::Plain))?,
    }
    out.flush()?;
    Ok(Ending::after_complaints(&found.failed, common.voice()))
}
