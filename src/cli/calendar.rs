//! `calendar`: the weekdays off and working weekends of a year.

use std::io::Write;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::print;
use super::table::TextTable;
use crate::desk::calendar::{CalendarException, exceptions};
use crate::desk::open;
use crate::lifecycle::calendar::DayKind;
use crate::message::{Voice, heads, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The year [default: this one]
    #[arg(value_parser = args::year)]
    year: Option<i32>,
}

const TABLE: TextTable = TextTable::new(&heads::CALENDAR, &[14, 6, 11, 26, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let voice = common.voice();
    let config = open::configuration(&common.config)?;
    let year = match args.year {
        Some(year) => year,
        None => open::clock(&config)?.today().year(),
    };
    let days = exceptions(&config.calendar, year);
    match common.form() {
        OutputFormat::Json => print::json(&days)?,
        OutputFormat::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            for day in &days {
                TABLE.row(&mut out, voice, &cells(day, voice))?;
            }
            if let Some(through) = config.calendar.announced_through() {
                writeln!(out, "\n{}", terminal::announced_through(voice, through))?;
            }
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}

fn cells(day: &CalendarException, voice: Voice) -> [String; 5] {
    let kind = match day.kind {
        DayKind::Off => terminal::OFF.of(voice),
        DayKind::Work => terminal::WORKING.of(voice),
    };
    let confirmed = (if day.confirmed { terminal::YES } else { terminal::NO }).of(voice);
    [print::day(day.day, voice), kind.to_owned(), confirmed.to_owned(), day.name.clone(), day.source.clone()]
}
