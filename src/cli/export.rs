//! `export`: the register as a file, or its milestones as a calendar.

use std::io::Write;
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::filters::Filters;
use super::print;
use crate::desk::export::{Existing, ExportSelection, export, template};
use crate::exchange::RestrictedRows;
use crate::lifecycle::day::Day;
use crate::message::terminal;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file; its name tells the format: .toml .csv .xlsx .json; .ics is a calendar of the milestones to come
    file: PathBuf,
    #[command(flatten)]
    filters: Filters,
    /// As the register knew it at the end of that day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    known_on: Option<Day>,
    /// An empty workbook to begin a list in, instead of the register
    #[arg(long)]
    template: bool,
    /// Write restricted agreements too
    #[arg(long)]
    restricted: bool,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let restricted = if args.restricted { RestrictedRows::Include } else { RestrictedRows::LeaveOut };
    let existing = if args.force { Existing::Replaced } else { Existing::Kept };
    let exported = if args.template {
        template(&desk, &args.file, existing)?
    } else {
        let selection = ExportSelection { query: args.filters.query(), known_on: args.known_on };
        export(&desk, &args.file, restricted, existing, &selection)?
    };
    match common.form() {
        OutputFormat::Json => print::json(&exported)?,
        OutputFormat::Text => {
            let mut out = print::out();
            let lines = terminal::exported(
                common.voice(),
                &args.file,
                exported.agreements,
                exported.milestones,
                exported.left_out,
            );
            for line in lines {
                writeln!(out, "{line}")?;
            }
            out.flush()?;
        }
    }
    Ok(CommandEnd::after_complaints(&exported.failed, common.voice()))
}
