//! `import`: a list taken into the register.

use std::io::Write;
use std::path::PathBuf;

use super::Ending;
use super::args::{Common, Form};
use super::{by, print};
use crate::desk::Purpose;
use crate::desk::import::{Flawed, import};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The list: .toml, .csv or .xlsx
    file: PathBuf,
    /// Report the same, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Take the sound rows, and write the others to a file to mend
    #[arg(long)]
    accept_good: bool,
    /// Who records [default: [cli] by, else the system's user]
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let mut desk = common.desk_or_begin()?;
    let clerk = by::clerk(&desk, args.by.as_deref());
    let purpose = if args.dry_run { Purpose::Rehearse } else { Purpose::Keep };
    let flawed = if args.accept_good { Flawed::AcceptGood } else { Flawed::RefuseAll };
    let report = import(&mut desk.store, &desk.office, &clerk, &args.file, purpose, flawed)?;
    match common.form() {
        Form::Json => print::json(&report.json())?,
        Form::Text => {
            let mut out = print::out();
            print::lines(&mut out, &report.to_string())?;
            out.flush()?;
        }
    }
    Ok(if report.has_flaws() { Ending::Wrong } else { Ending::Done })
}
