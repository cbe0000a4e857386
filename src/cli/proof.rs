//! `proof`: what was written about an agreement, and what a mail server said.

use std::io::Write;
use std::path::PathBuf;

use super::Ending;
use super::args::{Common, Form};
use super::{print, table};
use crate::desk::proof::{html, proof, write_page};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The agreement
    #[arg(value_name = "REF")]
    reference: String,
    /// Write it as one page to print, .html; in the office's language unless --language says another
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let desk = common.desk()?;
    let proof = proof(&desk, &args.reference)?;
    if let Some(file) = &args.output {
        let voice = common.voice();
        let html = html(&desk, &proof, voice.language)?;
        write_page(file, &html, voice)?;
        return Ok(Ending::Done);
    }
    if common.form() == Form::Json {
        print::json(&proof)?;
        return Ok(Ending::Done);
    }
    let mut out = print::out();
    for letter in &proof.letters {
        let address = letter.address.as_deref().unwrap_or("no address yet");
        writeln!(out, "letter {} to {} <{}>, {}", letter.id, letter.recipient, table::plain(address), letter.state)?;
        for (name, text) in [("subject", &letter.subject), ("Message-ID", &letter.message_id)] {
            if let Some(text) = text {
                writeln!(out, "  {name}: {}", table::plain(text))?;
            }
        }
        for reminder in &letter.reminders {
            writeln!(out, "  says {}", table::plain(reminder))?;
        }
        for attempt in &letter.attempts {
            let often = match &attempt.last_at {
                Some(last) => format!(" … {last} (×{})", attempt.times),
                None => String::new(),
            };
            writeln!(out, "  {}{often}  {}: {}", attempt.at, attempt.means, table::plain(&attempt.reply))?;
        }
        for act in &letter.recorded_after {
            let by = table::plain(&act.by);
            writeln!(
                out,
                "  then, recorded on {} by {by}: {} on {} (act {}; {})",
                act.recorded_on, act.act, act.on, act.seq, act.means
            )?;
        }
    }
    for outage in &proof.outages {
        let until = outage.until.as_deref().unwrap_or("now");
        let words = table::plain(&outage.last_words);
        writeln!(out, "no letter could leave from {} to {until}, tried {} times: {words}", outage.since, outage.tries)?;
    }
    writeln!(
        out,
        "{}: {}. What a mail server took is not what anybody read; nobody can prove that.",
        proof.reference,
        print::counted(proof.letters.len(), "letter")
    )?;
    out.flush()?;
    Ok(Ending::Done)
}
