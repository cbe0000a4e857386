//! `list`: the register, narrowed by filters.

use std::io::Write;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::filters::Filters;
use super::print::{self, JsonList};
use super::table::{self, TextTable};
use crate::desk::list::{BoardKey, Descending, ListRow, Query, list};
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
        Some((_, way)) => return Err(args::usage(&format!("`{way}` is no way; write `desc`, or nothing"))),
        None => (text, Descending::No),
    };
    let key = BoardKey::named(field);
    key.map(|key| (key, way))
        .ok_or_else(|| args::usage(&format!("an order is by one of {}", BoardKey::NAMES.join(", "))))
}

const TABLE: TextTable = TextTable::in_both(&heads::LIST, &[16, 16, 14, 30, 0], &[16, 10, 14, 26, 0]);
/// The columns of the next milestone's kind, so that its days stand below each other.
const KIND: [usize; 2] = [15, 10];

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
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
        OutputFormat::Json => {
            let mut rows = JsonList::new();
            let failed = list(&desk, &query, |row| anyhow::Ok(rows.item(&row)?))?;
            rows.end()?;
            failed
        }
        OutputFormat::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            let mut any = false;
            let failed = list(&desk, &query, |row| {
                any = true;
                TABLE.row(&mut out, voice, &cells(&row, voice))?;
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
    Ok(CommandEnd::after_complaints(&failed, common.voice()))
}

fn cells(row: &ListRow, voice: Voice) -> [String; 5] {
    let next = row.next.map(|next| {
        let kind = say::kind_in_list(voice, next.kind);
        let gap = voice.pick(KIND[0], KIND[1]).saturating_sub(table::width(kind));
        format!("{kind}{}  {}", " ".repeat(gap), print::day(next.day, voice))
    });
    let ends_on = print::maybe_day(row.ends_on, voice);
    [
        row.reference.clone(),
        say::status_in_list(voice, row.status).to_owned(),
        ends_on,
        next.unwrap_or_default(),
        row.label.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::act::MilestoneKind;
    use crate::lifecycle::milestone::Status;
    use crate::lifecycle::policy::Language;

    #[test]
    fn every_status_and_kind_fits_its_column() {
        for (language, status_columns, kind_columns) in [(Language::Vi, 16, KIND[0]), (Language::En, 10, KIND[1])] {
            let voice = Voice::terminal(language);
            for status in Status::ALL {
                let word = say::status_in_list(voice, status);
                assert!(table::width(word) <= status_columns, "{word}");
            }
            for kind in MilestoneKind::ALL {
                let word = say::kind_in_list(voice, kind);
                assert!(table::width(word) <= kind_columns, "{word}");
            }
        }
    }
}
