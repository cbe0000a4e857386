//! `rehearse`: which letters would go out between two days if nobody recorded anything.

use std::io::Write;
use std::path::PathBuf;

use serde_json::json;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::print;
use super::table::TextTable;
use crate::desk::open;
use crate::desk::rehearse::{RehearsedChanges, RehearsedLetter, changes, rehearse};
use crate::lifecycle::day::Day;
use crate::message::{heads, terminal};
use crate::watch::Office;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    from: Day,
    /// The last day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    to: Day,
    /// A changed configuration: show only what appears (+) or goes (-) with it, before it is put in place
    #[arg(long, value_name = "FILE")]
    changed: Option<PathBuf>,
}

const TABLE: TextTable = TextTable::new(&heads::REHEARSE, &[14, 16, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let voice = common.voice();
    args::in_order(args.from, args.to);
    let desk = common.desk()?;
    if let Some(changed) = &args.changed {
        let changed = Office::new(&open::configuration(changed)?)?;
        return compare(&changes(&desk.store, &desk.office, &changed, args.from, args.to)?, common);
    }
    let rehearsal = rehearse(&desk.store, &desk.office, args.from, args.to)?;
    match common.form() {
        OutputFormat::Json => {
            let letters: Vec<_> = rehearsal.letters.iter().map(letter).collect();
            print::json(&letters)?;
        }
        OutputFormat::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            for letter in &rehearsal.letters {
                TABLE.row(
                    &mut out,
                    voice,
                    &[print::day(letter.on, voice), letter.to.clone(), letter.subject.clone()],
                )?;
            }
            writeln!(out, "\n{}", terminal::rehearsed(voice, rehearsal.letters.len()))?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::after_complaints(&rehearsal.failed, common.voice()))
}

fn compare(changes: &RehearsedChanges, common: &Common) -> anyhow::Result<CommandEnd> {
    let voice = common.voice();
    match common.form() {
        OutputFormat::Json => {
            let all = |letters: &[RehearsedLetter]| letters.iter().map(letter).collect::<Vec<_>>();
            print::json(&json!({ "appear": all(&changes.appear), "go": all(&changes.go) }))?;
        }
        OutputFormat::Text => {
            let mut out = print::out();
            for (sign, letters) in [("+", &changes.appear), ("-", &changes.go)] {
                for letter in letters {
                    writeln!(out, "{sign} {}  {}  {}", print::day(letter.on, voice), letter.to, letter.subject)?;
                }
            }
            writeln!(out, "{}", terminal::compared(voice, changes.appear.len(), changes.go.len()))?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}

fn letter(letter: &RehearsedLetter) -> serde_json::Value {
    json!({
        "day": letter.on.to_string(),
        "to": letter.to,
        "subject": letter.subject,
        "keys": letter.shown,
    })
}
