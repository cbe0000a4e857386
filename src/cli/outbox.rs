//! `outbox`: the letters on their way, delivered and given up.

use std::io::Write;

use clap::Subcommand;

use super::CommandEnd;
use super::args::usage;
use super::args::{Common, OutputFormat};
use super::print::{self, JsonList};
use super::table::{self, TextTable};
use crate::desk::outbox::{self, OutboxLetter, OutboxRow, RetrySelection};
use crate::message::answer::commands as words;
use crate::message::answer::stored_reasons;
use crate::message::heads;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice, say};
use crate::outbox::EnvelopeState;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<OutboxCommand>,
}

#[derive(Debug, Subcommand)]
enum OutboxCommand {
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
    /// Let a dead or waiting letter, or all of them, go again at once
    Retry(RetryArgs),
    /// Never send a letter; its reminders are not asked again
    Drop {
        /// Its number
        id: i64,
        /// Why, for the record
        #[arg(long, default_value = "dropped by hand")]
        why: String,
    },
    /// Note that mail to an address came back; it counts until the contact has another
    Bounced {
        /// The address
        address: String,
        /// It works after all: take the note back
        #[arg(long)]
        works: bool,
    },
}

#[derive(Debug, clap::Args)]
struct RetryArgs {
    /// Its number
    #[arg(required_unless_present = "all")]
    id: Option<i64>,
    /// All of them: dead ones, unless --state says pending
    #[arg(long, conflicts_with = "id")]
    all: bool,
    /// With --all: only to this contact or address
    #[arg(long, value_name = "WHO", requires = "all")]
    to: Option<String>,
    /// With --all: only with this in the server's words
    #[arg(long, value_name = "TEXT", requires = "all")]
    reason: Option<String>,
    /// With --all: dead or pending
    #[arg(long, value_parser = state, requires = "all", default_value = "dead")]
    state: EnvelopeState,
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// Only this state: composing, pending, sending, sent, dead, dropped
    #[arg(long, value_parser = state)]
    state: Option<EnvelopeState>,
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

fn state(text: &str) -> Result<EnvelopeState, String> {
    EnvelopeState::named(text).ok_or_else(|| {
        let known = EnvelopeState::ALL.map(EnvelopeState::name).join(", ");
        usage(&format!("a state is one of {known}"))
    })
}

const TABLE: TextTable = TextTable::in_both(&heads::OUTBOX, &[6, 14, 5, 26, 0], &[6, 9, 5, 26, 0]);

pub(crate) fn run(args: Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let mut desk = common.desk()?;
    match args.command.unwrap_or(OutboxCommand::List(ListArgs::default())) {
        OutboxCommand::List(args) => list(&desk, &args, common)?,
        OutboxCommand::Show { id, raw } => {
            let shown = outbox::show(&desk, id)?;
            let body = if raw { &shown.letter } else { shown.text.as_ref().map_or(&shown.letter, |_| &shown.text) };
            whole(&shown, body.as_deref(), common.form(), common.voice())?;
        }
        OutboxCommand::Retry(args) => retry(&mut desk, args, common.form(), common.voice())?,
        OutboxCommand::Bounced { address, works: true } => {
            outbox::remove_bounce(&mut desk, &address)?;
        }
        OutboxCommand::Bounced { address, works: false } => {
            let contacts = outbox::note_bounce(&mut desk, &address)?;
            match common.form() {
                OutputFormat::Json => print::json(&serde_json::json!({ "address": address, "contacts": contacts }))?,
                OutputFormat::Text => {
                    let mut out = print::out();
                    let said = if contacts.is_empty() {
                        sentence!(words::BOUNCED_NOBODY, table::plain(&address))
                    } else {
                        sentence!(words::BOUNCED, table::plain(&address), contacts.join(", "))
                    };
                    writeln!(out, "{}", said.say(common.voice()))?;
                    out.flush()?;
                }
            }
        }
        OutboxCommand::Drop { id, why } => {
            print_row(&outbox::drop(&mut desk, id, &why)?, common.form(), common.voice())?;
        }
    }
    Ok(CommandEnd::Done)
}

fn list(desk: &crate::desk::Desk, args: &ListArgs, common: &Common) -> anyhow::Result<()> {
    let (form, voice) = (common.form(), common.voice());
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    match form {
        OutputFormat::Json => {
            let mut rows = JsonList::new();
            outbox::list(desk, args.state, limit, |row| anyhow::Ok(rows.item(&row)?))?;
            rows.end()?;
        }
        OutputFormat::Text => {
            let mut out = print::out();
            TABLE.head(&mut out, voice)?;
            outbox::list(desk, args.state, limit, |row| {
                anyhow::Ok(TABLE.row(&mut out, voice, &cells(&row, voice))?)
            })?;
            out.flush()?;
        }
    }
    Ok(())
}

fn cells(row: &OutboxRow, voice: Voice) -> [String; 5] {
    let subject = row.subject.clone().unwrap_or_else(|| sentence!(words::NOT_WRITTEN_YET, row.keys.len()).say(voice));
    [row.id.to_string(), say::envelope_state(voice, row.state), row.attempts.to_string(), row.to.clone(), subject]
}

fn retry(desk: &mut crate::desk::Desk, args: RetryArgs, form: OutputFormat, voice: Voice) -> anyhow::Result<()> {
    let rows = if let Some(id) = args.id {
        outbox::retry(desk, id)?
    } else {
        let which = RetrySelection { state: args.state, to: args.to, reason: args.reason };
        outbox::retry_all(desk, &which)?
    };
    match (form, args.id, rows.as_slice()) {
        // One letter was asked for, and one is given.
        (OutputFormat::Json, Some(_), [row]) => print::json(row)?,
        (OutputFormat::Json, ..) => print::json(&rows)?,
        (OutputFormat::Text, ..) => {
            let mut out = print::out();
            for row in &rows {
                TABLE.row(&mut out, voice, &cells(row, voice))?;
            }
            out.flush()?;
        }
    }
    Ok(())
}

fn print_row(row: &OutboxRow, form: OutputFormat, voice: Voice) -> anyhow::Result<()> {
    match form {
        OutputFormat::Json => print::json(row)?,
        OutputFormat::Text => {
            let mut out = print::out();
            TABLE.row(&mut out, voice, &cells(row, voice))?;
            out.flush()?;
        }
    }
    Ok(())
}

fn whole(whole: &OutboxLetter, body: Option<&str>, form: OutputFormat, voice: Voice) -> anyhow::Result<()> {
    if form == OutputFormat::Json {
        return Ok(print::json(whole)?);
    }
    let mut out = print::out();
    for (name, value) in [
        (words::LETTER, whole.row.id.to_string()),
        (words::STATE, say::envelope_state(voice, whole.row.state)),
        (words::WHY, whole.why.as_ref().map(|why| stored_reasons::in_language_of(voice, why)).unwrap_or_default()),
        (words::TO, format!("{} ({})", whole.row.to, whole.addressee)),
        (words::SUBJECT, whole.row.subject.clone().unwrap_or_default()),
        (words::ATTACHED, whole.attached.clone().unwrap_or_default()),
        (words::MESSAGE_ID, whole.row.message_id.clone().unwrap_or_default()),
        (words::NOT_BEFORE, whole.not_before_at.clone().unwrap_or_default()),
        (words::SETTLED, whole.settled_at.clone().unwrap_or_default()),
    ] {
        if !value.is_empty() {
            print::wrapped(&mut out, &print::label(name, voice), &value)?;
        }
    }
    for key in &whole.row.keys {
        print::wrapped(&mut out, &print::label(words::REMINDER, voice), key)?;
    }
    for receipt in &whole.receipts {
        let often = match (&receipt.last_at, receipt.times) {
            (Some(last), Some(times)) => format!(" … {last} (×{times})"),
            _ => String::new(),
        };
        let said = format!(
            "{}{often} {} {}",
            receipt.at,
            receipt.line,
            stored_reasons::in_language_of(voice, receipt.reply.as_deref().unwrap_or(""))
        );
        print::wrapped(&mut out, &print::label(words::RECEIPT, voice), &said)?;
    }
    if let Some(letter) = body {
        writeln!(out)?;
        for line in letter.lines() {
            writeln!(out, "{}", table::plain(line))?;
        }
    }
    Ok(out.flush()?)
}
