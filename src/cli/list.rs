//! `list`: the register, narrowed by filters.

use std::io::Write;

use super::Ending;
use super::args::{self, Common, Form};
use super::print::{self, JsonList};
use super::table::Table;
use crate::desk::list::{Inheritance, Query, Row, list};
use crate::exchange::forms;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;
use crate::message::{Voice, heads, say, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only this status; may be given several times
    #[arg(long, value_parser = status, value_delimiter = ',')]
    status: Vec<Status>,
    /// Only this partner: its id or a part of its name
    #[arg(long)]
    partner: Option<String>,
    /// Only partners of this country: its ISO 3166 code of two letters, or its name
    #[arg(long, value_parser = country)]
    country: Option<String>,
    /// Only what this contact looks after
    #[arg(long, value_name = "CONTACT")]
    officer: Option<String>,
    /// Only what ends before that day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    ends_before: Option<Day>,
    /// Only what these words occur in, with or without diacritics
    #[arg(long)]
    text: Option<String>,
    /// Only what one of our parties signed that has been succeeded, and that binds or may bind: who stands in its place, and
    /// whether the partner was told
    #[arg(long)]
    inherited: bool,
    /// With --inherited: only where the partner was not told yet
    #[arg(long, requires = "inherited")]
    untold: bool,
}

fn status(text: &str) -> Result<Status, String> {
    Status::named(text).ok_or_else(|| {
        let known = Status::ALL.map(Status::name).join(", ");
        format!("a status is one of {known}")
    })
}

fn country(text: &str) -> Result<String, String> {
    forms::country::read(text).map(str::to_owned).map_err(|error| error.to_string())
}

const TABLE: Table = Table::new(&heads::LIST, &[16, 10, 14, 24, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let (desk, voice) = (common.desk()?, common.voice());
    let query = Query {
        status: args.status.clone(),
        partner: args.partner.clone(),
        country: args.country.clone(),
        officer: args.officer.clone(),
        ends_before: args.ends_before,
        text: args.text.clone(),
        inherited: match (args.inherited, args.untold) {
            (_, true) => Inheritance::Untold,
            (true, false) => Inheritance::Inherited,
            (false, false) => Inheritance::Any,
        },
    };
    let failed = match common.form() {
        Form::Json => {
            let mut rows = JsonList::new();
            let failed = list(&desk, &query, |row| anyhow::Ok(rows.item(&row)?))?;
            rows.end()?;
            failed
        }
        Form::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            let mut any = false;
            let failed = list(&desk, &query, |row| {
                any = true;
                TABLE.row(&mut out, &cells(&row, voice))?;
                for one in row.inherited.iter().filter(|_| args.inherited) {
                    print::wrapped(&mut out, "    ", &one.sentences[voice.pick(0, 1)])?;
                }
                anyhow::Ok(())
            })?;
            if !any {
                let empty = desk.store.agreement_ids(0, 1)?.is_empty();
                writeln!(out, "{}", (if empty { terminal::NOTHING_YET } else { terminal::NOTHING_FITS }).of(voice))?;
            }
            out.flush()?;
            failed
        }
    };
    Ok(Ending::after_complaints(&failed, common.voice()))
}

fn cells(row: &Row, voice: Voice) -> [String; 5] {
    let next =
        row.next.map(|next| format!("{:<8}  {}", say::kind_in_list(voice, next.kind), print::day(next.day, voice)));
    let ends_on = print::maybe_day(row.ends_on, voice);
    [
        row.reference.clone(),
        say::status_in_list(voice, row.status).to_owned(),
        ends_on,
        next.unwrap_or_default(),
        row.label.clone(),
    ]
}
