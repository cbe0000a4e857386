//! `agenda`: the milestones between two days.

use std::io::Write;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::print;
use super::table::TextTable;
use crate::desk::agenda::{self, AgendaEntry, agenda};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::{Voice, heads, say};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first day [default: today]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    from: Option<Day>,
    /// The last day [default: a year after the first]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    to: Option<Day>,
    /// As the register was known at the end of that day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    known_on: Option<Day>,
}

const TABLE: TextTable = TextTable::new(&heads::AGENDA, &[14, 10, 18, 12, 17, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let voice = common.voice();
    if let (Some(from), Some(to)) = (args.from, args.to) {
        args::in_order(from, to);
    }
    let desk = common.desk()?;
    let from = args.from.or(args.known_on).unwrap_or(desk.today());
    let to = args.to.unwrap_or_else(|| from.plus(Span::years(1)).unwrap_or(Day::last()));
    args::in_order(from, to);
    let found = agenda(&desk, agenda::AgendaSpan { from, through: to, known_on: args.known_on })?;
    match common.form() {
        OutputFormat::Json => print::json(&found.entries)?,
        OutputFormat::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            for entry in &found.entries {
                TABLE.row(&mut out, voice, &cells(entry, voice))?;
            }
            out.flush()?;
        }
    }
    Ok(CommandEnd::after_complaints(&found.failed, common.voice()))
}

/// What hangs on no agreement has no reference: its task begins in that column.
fn cells(entry: &AgendaEntry, voice: Voice) -> Vec<String> {
    let what = format!("{} {}", say::kind_in_list(voice, entry.kind), entry.nth);
    let mut cells = vec![
        print::day(entry.day, voice),
        say::day_for(voice, entry.do_by),
        what,
        say::state_in_list(voice, entry.state).to_owned(),
    ];
    cells.extend(entry.reference.clone());
    cells.push(entry.named_label());
    cells
}
