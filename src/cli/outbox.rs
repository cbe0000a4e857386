//! `outbox`: the letters on their way, delivered and given up.

use std::io::Write;

use clap::Subcommand;

use super::Ending;
use super::args::{Common, Form};
use super::print::{self, JsonList};
use super::table::{self, Table};
use crate::desk::outbox::{self, Row, Whole};
use crate::message::heads;
use crate::outbox::State;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    body: Option<ActBody>,
}

#[derive(Debug, Subcommand)]
enum ActBody {
    /// List the letters, oldest first
    List(ListArgs),
    /// Show one letter, what became of it, and its text
    Show {
        /// Its number
        id: i64,
        /// The letter as it goes over the line, instead of its text
        #[arg(long)]
        raw: bool,
    },
    /// Let a dead or waiting letter go again at once
    Retry {
        /// Its number
        id: i64,
    },
    /// Never send a letter; its reminders are not asked again
    Drop {
        /// Its number
        id: i64,
        /// Why, for the record
        #[arg(long, default_value = "dropped by hand")]
        why: String,
    },
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// Only this state: composing, pending, sending, sent, dead, dropped
    #[arg(long, value_parser = state)]
    state: Option<State>,
    /// At most so many
    #[arg(long, value_name = "NUMBER", default_value_t = AT_MOST, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
}

/// A list nobody reads to its end is long enough.
const AT_MOST: u32 = 10_000;

impl Default for ListArgs {
    fn default() -> Self {
        Self { state: None, limit: AT_MOST }
    }
}

fn state(text: &str) -> Result<State, String> {
    State::named(text).ok_or_else(|| {
        let known = State::ALL.map(State::name).join(", ");
        format!("a state is one of {known}")
    })
}

const TABLE: Table = Table::new(&heads::OUTBOX, &[6, 9, 5, 26, 0]);

pub(crate) fn run(args: Args, common: &Common) -> anyhow::Result<Ending> {
    let mut desk = common.desk()?;
    match args.body.unwrap_or(ActBody::List(ListArgs::default())) {
        ActBody::List(args) => list(&desk, &args, common)?,
        ActBody::Show { id, raw } => {
            let shown = outbox::show(&desk, id)?;
            let body = if raw { &shown.letter } else { shown.text.as_ref().map_or(&shown.letter, |_| &shown.text) };
            whole(&shown, body.as_deref(), common.form())?;
        }
        ActBody::Retry { id } => one(&outbox::retry(&mut desk, id)?, common.form())?,
        ActBody::Drop { id, why } => one(&outbox::drop(&mut desk, id, &why)?, common.form())?,
    }
    Ok(Ending::Done)
}

fn list(desk: &crate::desk::Desk, args: &ListArgs, common: &Common) -> anyhow::Result<()> {
    let (form, voice) = (common.form(), common.voice());
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    match form {
        Form::Json => {
            let mut rows = JsonList::new();
            outbox::list(desk, args.state, limit, |row| anyhow::Ok(rows.item(&row)?))?;
            rows.end()?;
        }
        Form::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            outbox::list(desk, args.state, limit, |row| anyhow::Ok(TABLE.row(&mut out, &cells(&row))?))?;
            out.flush()?;
        }
    }
    Ok(())
}

fn cells(row: &Row) -> [String; 5] {
    let subject = row.subject.clone().unwrap_or_else(|| format!("({} reminders, not written yet)", row.keys.len()));
    [row.id.to_string(), row.state.to_owned(), row.attempts.to_string(), row.to.clone(), subject]
}

fn one(row: &Row, form: Form) -> anyhow::Result<()> {
    match form {
        Form::Json => print::json(row)?,
        Form::Text => {
            let mut out = print::out();
            TABLE.row(&mut out, &cells(row))?;
            out.flush()?;
        }
    }
    Ok(())
}

fn whole(whole: &Whole, body: Option<&str>, form: Form) -> anyhow::Result<()> {
    if form == Form::Json {
        return Ok(print::json(whole)?);
    }
    let mut out = print::out();
    for (name, value) in [
        ("letter", whole.row.id.to_string()),
        ("state", whole.row.state.to_owned()),
        ("why", whole.why.clone().unwrap_or_default()),
        ("to", format!("{} ({})", whole.row.to, whole.addressee)),
        ("subject", whole.row.subject.clone().unwrap_or_default()),
        ("attached", whole.attached.clone().unwrap_or_default()),
        ("message id", whole.row.message_id.clone().unwrap_or_default()),
        ("not before", whole.not_before_at.clone().unwrap_or_default()),
        ("settled", whole.settled_at.clone().unwrap_or_default()),
    ] {
        if !value.is_empty() {
            print::wrapped(&mut out, &format!("{name:<12}"), &value)?;
        }
    }
    for key in &whole.row.keys {
        print::wrapped(&mut out, &format!("{:<12}", "reminder"), key)?;
    }
    for receipt in &whole.receipts {
        let said = format!("{} {} {}", receipt.at, receipt.line, receipt.reply.as_deref().unwrap_or(""));
        print::wrapped(&mut out, &format!("{:<12}", "receipt"), &said)?;
    }
    if let Some(letter) = body {
        writeln!(out)?;
        for line in letter.lines() {
            writeln!(out, "{}", table::plain(line))?;
        }
    }
    Ok(out.flush()?)
}
