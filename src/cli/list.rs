//! `list`: the register, narrowed by filters.

use std::io::Write;

use super::Ending;
use super::args::{self, Common, Form};
use super::filters::Filters;
use super::print::{self, JsonList};
use super::table::Table;
use crate::desk::list::{BoardKey, Descending, Query, Row, list};
use crate::lifecycle::day::Day;
use crate::message::{Voice, heads, say, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filters: Filters,
    /// As the register was known at the end of that day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    known_on: Option<Day>,
    /// The order: reference, title, status, `in_force_on`, `ends_on` or next; with `:desc` the other way round
    #[arg(long, value_name = "FIELD[:desc]", value_parser = order)]
    order: Option<(BoardKey, Descending)>,
    /// So many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only what comes after this agreement in that order
    #[arg(long, value_name = "REF")]
    after: Option<String>,
}

fn order(text: &str) -> Result<(BoardKey, Descending), String> {
    let (field, way) = match text.split_once(':') {
        Some((field, "desc")) => (field, Descending::Yes),
        Some((_, way)) => return Err(format!("`{way}` is no way; write `desc`, or nothing")),
        None => (text, Descending::No),
    };
    let key = BoardKey::named(field);
    key.map(|key| (key, way)).ok_or_else(|| format!("an order is by one of {}", BoardKey::NAMES.join(", ")))
}

const TABLE: Table = Table::new(&heads::LIST, &[16, 10, 14, 24, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let (desk, voice) = (common.desk()?, common.voice());
    let (order, descending) = args.order.unwrap_or_default();
    let query = Query {
        known_on: args.known_on,
        order,
        descending,
        after: args.after.clone(),
        limit: args.limit,
        ..args.filters.query()
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
