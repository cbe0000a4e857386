//! `rehearse`: which letters would go out between two days if nobody recorded anything.

use std::io::Write;

use serde_json::json;

use super::Ending;
use super::args::{self, Common, Form};
use super::print;
use super::table::Table;
use crate::desk::rehearse::{Rehearsed, rehearse};
use crate::lifecycle::day::Day;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    from: Day,
    /// The last day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    to: Day,
}

const TABLE: Table = Table::new(&[("DAY", 14), ("TO", 16), ("SUBJECT", 0)]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    anyhow::ensure!(args.from <= args.to, "--to {} lies before --from {}; exchange them", args.to, args.from);
    let desk = common.desk()?;
    let rehearsal = rehearse(&desk.store, &desk.office, args.from, args.to)?;
    match common.form() {
        Form::Json => {
            let letters: Vec<_> = rehearsal.letters.iter().map(letter).collect();
            print::json(&letters)?;
        }
        Form::Text => {
            let mut out = print::out();
            TABLE.head(&mut out)?;
            for letter in &rehearsal.letters {
                TABLE.row(&mut out, &[print::day(letter.on), letter.to.clone(), letter.subject.clone()])?;
            }
            writeln!(out, "\n{} letters; nothing was stored or sent", rehearsal.letters.len())?;
            out.flush()?;
        }
    }
    Ok(Ending::after_complaints(&rehearsal.failed))
}

fn letter(letter: &Rehearsed) -> serde_json::Value {
    json!({
        "day": letter.on.to_string(),
        "to": letter.to,
        "subject": letter.subject,
        "keys": letter.keys.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
