//! `explain`: one sentence a date, and the verdict on each reminder.

use std::io::{self, Write};

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print::{self, Out};
use super::show;
use super::table::TextTable;
use crate::desk::explain::{ExplainedDate, explain, explain_office, inherited};
use crate::desk::record::OFFICE;
use crate::desk::show::{RestrictedView, show as shown};
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::Refusal;
use crate::message::heads;
use crate::message::{Voice, say, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The agreement; `office` for what hangs on none: the year's duties, greetings, anniversaries
    #[arg(value_name = "REF")]
    reference: String,
    /// Only this date: `expiry`, `duty:annual-plan@2026-11-15`, a name
    #[arg(value_name = "MILESTONE")]
    milestone: Option<String>,
    /// Say what a restricted agreement says, too
    #[arg(long)]
    restricted: bool,
}

/// At most this many dates are named where the one that was asked about is not found.
const NAMED_AT_MOST: usize = 12;

const RUNGS: TextTable = TextTable::new(&heads::EXPLAIN, &[2, 6, 16, 14, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let voice = common.voice();
    let language = voice.language;
    let restricted = if args.restricted { RestrictedView::Shown } else { RestrictedView::Withheld };
    let of_office = args.reference == OFFICE;
    let all = if of_office {
        explain_office(&desk, language)?
    } else {
        explain(&desk, &args.reference, language, restricted)?
    };
    let dates = match &args.milestone {
        Some(milestone) => named(all, milestone)?,
        None => all,
    };
    match common.form() {
        OutputFormat::Json => print::json(&dates)?,
        OutputFormat::Text => {
            let mut out = print::out();
            for (at, date) in dates.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                print_date(&mut out, date, voice)?;
            }
            if of_office || args.milestone.is_some() {
                out.flush()?;
                return Ok(CommandEnd::Done);
            }
            show::steps(&mut out, &shown(&desk, &args.reference, None, restricted)?.steps, voice)?;
            for sentence in inherited(&desk, &args.reference, language, restricted)? {
                writeln!(out)?;
                print::wrapped(&mut out, &format!("{}  ", terminal::INHERITED.of(voice)), &sentence)?;
            }
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}

/// Those dates that the text names; without one an error that names what there is.
fn named(mut dates: Vec<ExplainedDate>, milestone: &str) -> Result<Vec<ExplainedDate>, Refusal> {
    if dates.iter().any(|date| date.is_named(milestone)) {
        dates.retain(|date| date.is_named(milestone));
        return Ok(dates);
    }
    let known = dates.iter().rev().take(NAMED_AT_MOST).map(|date| date.mark().to_string()).collect();
    Err(Refusal::NoMilestone { named: milestone.to_owned(), known })
}

fn print_date(out: &mut Out, date: &ExplainedDate, voice: Voice) -> io::Result<()> {
    let kind = say::kind_in_list(voice, date.kind);
    let what = match (&date.name, voice.language) {
        (Some(name), Language::En) => format!("{kind}:{name} {}", date.nth),
        (Some(name), Language::Vi) => {
            say::mark(&format!("{}:{name}", date.kind.name()), Some(date.nth), date.title.as_ref(), voice)
        }
        (None, _) => format!("{kind} {}", date.nth),
    };
    let answer = date.answer.as_ref().map(|answer| format!(" ({answer})")).unwrap_or_default();
    writeln!(out, "{}  {what}  {}{answer}", print::day(date.day, voice), say::state_in_list(voice, date.state))?;
    if let Some(derivation) = &date.derivation {
        print::wrapped(out, "  ", derivation)?;
    }
    if let Some(silent) = &date.silent {
        print::wrapped(out, "    ", silent)?;
    }
    for reminder in &date.reminders {
        let recipient = reminder.recipient.clone().unwrap_or_else(|| terminal::NOBODY.of(voice).to_owned());
        let opens_on = print::day(reminder.opens_on, voice);
        RUNGS.row(
            out,
            voice,
            &[String::new(), reminder.rung.clone(), recipient, opens_on, reminder.verdict.clone()],
        )?;
    }
    Ok(())
}
