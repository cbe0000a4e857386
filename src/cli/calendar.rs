//! `calendar`: the weekdays off and working weekends of a year.

use std::io::Write;

use super::Ending;
use super::args::{self, Common, Form};
use super::print;
use super::table::Table;
use crate::desk::calendar::{Exception, exceptions};
use crate::desk::open;
use crate::lifecycle::calendar::DayKind;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The year [default: this one]
    #[arg(value_parser = args::year)]
    year: Option<i32>,
}

const TABLE: Table = Table::new(&[("DAY", 14), ("KIND", 4), ("CONFIRMED", 9), ("NAME", 26), ("SOURCE", 0)]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let config = open::configuration(&common.config)?;
    let year = match args.year {
        Some(year) => year,
        None => open::clock(&config)?.today().year(),
    };
    let days = exceptions(&config.calendar, year);
    match common.form() {
        Form::Json => print::json(&days)?,
        Form::Text => {
            let mut out = print::out();
            TABLE.head(&mut out)?;
            for day in &days {
                TABLE.row(&mut out, &cells(day))?;
            }
            if let Some(through) = config.calendar.announced_through() {
                writeln!(out, "\nAnnounced through {through}; what is not confirmed may still change.")?;
            }
            out.flush()?;
        }
    }
    Ok(Ending::Done)
}

fn cells(day: &Exception) -> [String; 5] {
    let kind = match day.kind {
        DayKind::Off => "off",
        DayKind::Work => "work",
    };
    let confirmed = if day.confirmed { "yes" } else { "no" };
    [print::day(day.day), kind.to_owned(), confirmed.to_owned(), day.name.clone(), day.source.clone()]
}
