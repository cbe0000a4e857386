//! `report`: the year ahead as a table for the plan; what was done in a year or between two days.

use std::io::Write;
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::print;
use crate::desk::Desk;
use crate::desk::export::Existing;
use crate::desk::report::{TaskLine, csv, period, period_csv, plan, tasks_csv, write, write_period, write_tasks};
use crate::exchange::ByteOrderMark;
use crate::lifecycle::day::Day;
use crate::message::terminal;

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("span").required(true).args(["plan", "year", "from"]))]
pub(crate) struct Args {
    /// The year ahead: its reviews, notices, expiries, duties, anniversaries and greetings
    #[arg(long, value_name = "YEAR", value_parser = args::year)]
    plan: Option<i32>,
    /// What was done in that year, and the state on its last day
    #[arg(long, value_name = "YEAR", value_parser = args::year)]
    year: Option<i32>,
    /// What was done from that day
    #[arg(long, value_name = "DAY", value_parser = args::day, requires = "to")]
    from: Option<Day>,
    /// … through that day
    #[arg(long, value_name = "DAY", value_parser = args::day, requires = "from", conflicts_with_all = ["plan", "year"])]
    to: Option<Day>,
    /// The commitments and tasks of that time alone, under the plan or strategy they serve, by who carries them out
    #[arg(long)]
    commitments: bool,
    /// A file to write it to instead; its name tells the format: .xlsx or .csv
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long, requires = "output")]
    force: bool,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let existing = if args.force { Existing::Replaced } else { Existing::Kept };
    let span = args.from.zip(args.to).inspect(|(from, to)| args::in_order(*from, *to));
    match (args.plan, args.year, span) {
        (Some(year), ..) => ahead(args, common, year, existing),
        (None, Some(year), _) => {
            let span = (Day::ymd(year, 1, 1)?, Day::ymd(year, 12, 31)?);
            report_period(args, common, span, existing)
        }
        (None, None, Some(span)) => report_period(args, common, span, existing),
        (None, None, None) => anyhow::bail!(terminal::no_span(common.voice())),
    }
}

fn ahead(args: &Args, common: &Common, year: i32, existing: Existing) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let found = plan(&desk, Day::ymd(year, 1, 1)?, Day::ymd(year, 12, 31)?)?;
    if args.commitments {
        return report_tasks(args, common, &desk, &found.tasks, &found.failed, existing);
    }
    let mut out = print::out();
    if let Some(path) = &args.output {
        write(&desk, path, &found, existing)?;
    }
    match (&args.output, common.form()) {
        (_, OutputFormat::Json) => print::json(&found.lines)?,
        (Some(path), OutputFormat::Text) => {
            writeln!(out, "{}", terminal::table_written(common.voice(), found.lines.len(), path))?;
        }
        (None, OutputFormat::Text) => out.write_all(&csv(&found, ByteOrderMark::Plain))?,
    }
    out.flush()?;
    Ok(CommandEnd::after_complaints(&found.failed, common.voice()))
}

fn report_period(
    args: &Args,
    common: &Common,
    (from, to): (Day, Day),
    existing: Existing,
) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let language = desk.config.office.language;
    let found = period(&desk, from, to, language)?;
    if args.commitments {
        return report_tasks(args, common, &desk, &found.tasks, &found.failed, existing);
    }
    let mut out = print::out();
    if let Some(path) = &args.output {
        write_period(&desk, path, &found, existing)?;
    }
    match (&args.output, common.form()) {
        (_, OutputFormat::Json) => print::json(&found)?,
        (Some(path), OutputFormat::Text) => {
            writeln!(out, "{}", terminal::table_written(common.voice(), found.lines.len(), path))?;
        }
        (None, OutputFormat::Text) => out.write_all(&period_csv(&found, language, ByteOrderMark::Plain))?,
    }
    out.flush()?;
    Ok(CommandEnd::after_complaints(&found.failed, common.voice()))
}

fn report_tasks(
    args: &Args,
    common: &Common,
    desk: &Desk,
    tasks: &[TaskLine],
    failed: &[String],
    existing: Existing,
) -> anyhow::Result<CommandEnd> {
    let mut out = print::out();
    if let Some(path) = &args.output {
        write_tasks(desk, path, tasks, existing)?;
    }
    match (&args.output, common.form()) {
        (_, OutputFormat::Json) => print::json(&tasks)?,
        (Some(path), OutputFormat::Text) => {
            writeln!(out, "{}", terminal::table_written(common.voice(), tasks.len(), path))?;
        }
        (None, OutputFormat::Text) => {
            out.write_all(&tasks_csv(tasks, desk.config.office.language, ByteOrderMark::Plain))?;
        }
    }
    out.flush()?;
    Ok(CommandEnd::after_complaints(failed, common.voice()))
}
