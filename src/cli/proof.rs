//! `proof`: what was written about an agreement, and what a mail server said.

use std::io::Write;
use std::path::PathBuf;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::{print, table};
use crate::desk::proof::{html, proof, write_page};
use crate::message::answer::commands as words;
use crate::message::answer::proof::means as answer_means;
use crate::message::answer::stored_reasons;
use crate::message::sentence::sentence;
use crate::message::{Say, SentenceValue, say};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The agreement
    #[arg(value_name = "REF")]
    reference: String,
    /// Write it as one page to print, .html; in the office's language unless --language says another
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let (proof, voice) = (proof(&desk, &args.reference)?, common.voice());
    if let Some(file) = &args.output {
        let html = html(&desk, &proof, voice.language)?;
        write_page(file, &html, voice)?;
        return Ok(CommandEnd::Done);
    }
    if common.form() == OutputFormat::Json {
        print::json(&proof)?;
        return Ok(CommandEnd::Done);
    }
    let mut out = print::out();
    for letter in &proof.letters {
        let address = letter.address.clone().unwrap_or_else(|| sentence!(words::NO_ADDRESS_YET).say(voice));
        let (address, state) = (table::plain(&address), say::envelope_state(voice, letter.state));
        writeln!(out, "{}", sentence!(words::PROOF_LETTER, letter.id, &letter.recipient, address, state).say(voice))?;
        for (name, text) in [(words::SUBJECT, &letter.subject), (words::PROOF_MESSAGE_ID, &letter.message_id)] {
            if let Some(text) = text {
                writeln!(out, "  {}: {}", sentence!(name).say(voice), table::plain(text))?;
            }
        }
        for reminder in &letter.reminders {
            writeln!(out, "{}", sentence!(words::PROOF_SAYS, table::plain(reminder)).say(voice))?;
        }
        for attempt in &letter.attempts {
            let often = match &attempt.last_at {
                Some(last) => format!(" … {last} (×{})", attempt.times),
                None => String::new(),
            };
            writeln!(
                out,
                "  {}{often}  {}: {}",
                attempt.at,
                answer_means(attempt.outcome, &attempt.reply, voice),
                table::plain(&stored_reasons::in_language_of(voice, &attempt.reply))
            )?;
        }
        for done in &letter.recorded_after {
            let by = table::plain(&say::recorder(&done.by, voice));
            let act = say::act_in_list(voice, done.act);
            let line = sentence!(words::PROOF_AFTER, done.recorded_on, by, act, done.on, done.seq);
            writeln!(out, "{}", line.say(voice))?;
        }
    }
    for outage in &proof.outages {
        let until = outage.until.clone().unwrap_or_else(|| sentence!(words::NOW).say(voice));
        let said_last = stored_reasons::in_language_of(voice, &table::plain(&outage.last_words));
        let line = sentence!(words::PROOF_OUTAGE, &outage.since, until, outage.tries.to_string(), said_last);
        writeln!(out, "{}", line.say(voice))?;
    }
    writeln!(
        out,
        "{}",
        sentence!(words::PROOF_SUM, &proof.reference, SentenceValue::counted(proof.letters.len(), "letter")).say(voice)
    )?;
    out.flush()?;
    Ok(CommandEnd::Done)
}
