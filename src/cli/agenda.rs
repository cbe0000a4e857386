//! `agenda`: the milestones between two days.

use std::io::Write;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::args::{self, Common, Form};
use super::print;
use super::table::Table;
use super::{CommandLine, Ending};
use crate::desk::agenda::{Entry, agenda};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first day [default: today]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    from: Option<Day>,
    /// The last day [default: a year after the first]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    to: Option<Day>,
}

const TABLE: Table =
    Table::new(&[("DAY", 14), ("DO BY", 14), ("WHAT", 12), ("STATE", 7), ("REFERENCE", 16), ("AGREEMENT OR TASK", 0)]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        backwards(from, to);
    }
    let desk = common.desk()?;
    let from = args.from.unwrap_or(desk.today());
    let to = args.to.unwrap_or_else(|| from.plus(Span::years(1)).unwrap_or(Day::last()));
    if to < from {
        backwards(from, to);
    }
    let found = agenda(&desk, from, to)?;
    match common.form() {
        Form::Json => print::json(&found.entries)?,
        Form::Text => {
            let mut out = print::out();
            TABLE.head(&mut out)?;
            for entry in &found.entries {
                TABLE.row(&mut out, &cells(entry))?;
            }
            out.flush()?;
        }
    }
    Ok(Ending::after_complaints(&found.failed))
}

/// Wrong usage: says so and ends the program.
fn backwards(from: Day, to: Day) -> ! {
    let what = format!("--to {to} lies before --from {from}; exchange them");
    CommandLine::command().error(ErrorKind::ValueValidation, what).exit()
}

fn cells(entry: &Entry) -> [String; 6] {
    [
        print::day(entry.day),
        print::day(entry.do_by),
        format!("{} {}", entry.kind.name(), entry.nth),
        entry.state.to_owned(),
        entry.reference.clone().unwrap_or_default(),
        entry.label.clone(),
    ]
}
