//! `import`: a list taken into the register.

use std::io::Write;
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::{by, print};
use crate::desk::import::{Flawed, Haste, ImportOptions, OldValues, import_with, understood};
use crate::desk::open;
use crate::desk::{Purpose, Reason};
use crate::exchange::{ColumnReport, KeepColumns, headers};
use crate::lifecycle::policy::Language;
use crate::message::{Say, list};
use crate::watch::Office;

#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Args {
    /// The list: .toml, .csv or .xlsx
    file: PathBuf,
    /// Report the same, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Take the sound rows, and write the others to a file to mend
    #[arg(long)]
    accept_good: bool,
    /// Say what each column of the list is understood as, and do nothing
    #[arg(long, conflicts_with_all = ["dry_run", "accept_good"])]
    explain: bool,
    /// Keep what columns say that are no facts of the register, in the note
    #[arg(long)]
    keep_columns: bool,
    /// Bring back values of an old copy that were corrected in the register since
    #[arg(long)]
    bring_back: bool,
    /// Why days go or are put off by more than 30 days: the paper's number
    #[arg(long)]
    number: Option<String>,
    /// Why, in words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Take a list of more than 20,000 rows although the daemon runs
    #[arg(long)]
    now: bool,
    /// Who records [default: [cli] by, else the system's user]
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    if args.explain {
        return explain(args, common);
    }
    let mut desk = common.desk_or_begin()?;
    common.believe_the_clock(&desk)?;
    let reason = Reason { number: args.number.clone(), note: args.note.clone() };
    let clerk = by::clerk(&desk, args.by.as_deref())?.because(reason);
    let purpose = if args.dry_run { Purpose::Rehearse } else { Purpose::Keep };
    let flawed = if args.accept_good { Flawed::AcceptGood } else { Flawed::RefuseAll };
    let keep = if args.keep_columns { KeepColumns::InNote } else { KeepColumns::No };
    let old_values = if args.bring_back { OldValues::BringBack } else { OldValues::Ask };
    let options = ImportOptions { purpose, flawed, keep, old_values };
    let haste = if args.now { Haste::Now } else { Haste::None };
    let report = import_with(&mut desk.store, &desk.office, &clerk, &args.file, options, haste)?;
    match common.form() {
        OutputFormat::Json => print::json(&report.json())?,
        OutputFormat::Text => {
            let mut out = print::out();
            print::lines(&mut out, &report.say(common.voice()))?;
            out.flush()?;
        }
    }
    Ok(if report.has_flaws() { CommandEnd::Wrong } else { CommandEnd::Done })
}

/// What was understood, column by column; the register is not opened.
fn explain(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let config = open::configuration(&common.config)?;
    let columns = understood(&Office::new(&config)?, &args.file)?;
    let language = common.voice().language;
    match common.form() {
        OutputFormat::Json => print::json(&columns.iter().map(|column| json(column, language)).collect::<Vec<_>>())?,
        OutputFormat::Text => {
            let mut out = print::out();
            for column in &columns {
                print::lines(&mut out, &list::column(&line(column), language))?;
            }
            out.flush()?;
        }
    }
    let doubts = columns.iter().any(|column| column.doubt.is_some());
    Ok(if doubts { CommandEnd::Wrong } else { CommandEnd::Done })
}

fn json(column: &ColumnReport, language: Language) -> serde_json::Value {
    let mut value = serde_json::json!({
        "sheet": column.sheet.as_deref(), "column": column.column, "header": column.header, "field": column.field,
        "examples": column.examples,
    });
    if let Some(doubt) = &column.doubt {
        value["doubt"] = format!("{}; {}", doubt.what(language), doubt.cure(language)).into();
    }
    value
}

fn line(column: &ColumnReport) -> list::ColumnLine<'_> {
    list::ColumnLine {
        sheet: column.sheet.as_deref(),
        column: &column.column,
        header: &column.header,
        field: column.field.map(|name| (name, headers::vietnamese(name))),
        examples: &column.examples,
        doubt: column.doubt.as_ref(),
    }
}
