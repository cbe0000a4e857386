//! `list`: the register, narrowed by filters.

use std::io::Write;

use super::Ending;
use super::args::{Common, Form};
use super::filters::Filters;
use super::print::{self, JsonList};
use super::table::Table;
use crate::desk::list::{Row, list};
use crate::message::{Voice, heads, say, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
}

const TABLE: Table = Table::new(&heads::LIST, &[16, 10, 14, 24, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let (desk, voice) = (common.desk()?, common.voice());
    let query = args.filters.query();
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
                for one in row.inherited.iter().filter(|_| args.filters.inherited) {
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
