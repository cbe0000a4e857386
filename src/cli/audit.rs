//! `audit`: whether the register is what was written into it.

use std::io::Write;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::audit::audit_office;
use crate::message::answer::audit as answer;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let audited = audit_office(&common.desk()?)?;
    let voice = common.voice();
    match common.form() {
        OutputFormat::Json => print::json(&audited)?,
        OutputFormat::Text => {
            let mut out = print::out();
            if let (Some(head), Some(receipts_head)) = (&audited.head, &audited.receipts_head) {
                writeln!(out, "{}", sentence!(words::AUDIT_ACTS, format!("{:>8}", audited.acts), head).say(voice))?;
                let receipts = format!("{:>8}", audited.receipts);
                writeln!(out, "{}", sentence!(words::AUDIT_RECEIPTS, receipts, receipts_head).say(voice))?;
                writeln!(out, "{}", sentence!(words::AUDIT_OUTAGES, format!("{:>8}", audited.outages)).say(voice))?;
            }
            writeln!(out, "{}", sentence!(words::AUDIT_AGREEMENTS, audited.agreements).say(voice))?;
            writeln!(out, "{}", sentence!(words::AUDIT_PARTIES, audited.parties).say(voice))?;
            writeln!(out, "{}", sentence!(words::AUDIT_LETTERS, audited.letters).say(voice))?;
            let kept = answer::NO_LONGER_KEPT;
            let names = audited.not_vouched.join(", ").replace(kept.of(Voice::LOG), kept.of(voice));
            print::wrapped(&mut out, &format!("{} ", answer::not_vouched(voice)), &names)?;
            if !audited.dropped.is_empty() {
                let ids: Vec<String> = audited.dropped.iter().map(ToString::to_string).collect();
                print::wrapped(&mut out, &format!("{} ", answer::dropped(voice)), &ids.join(", "))?;
            }
            if audited.is_sound() {
                writeln!(out, "{}", sentence!(words::AUDIT_SOUND).say(voice))?;
            }
            out.flush()?;
        }
    }
    let mut complaints = audited.said(common.voice());
    if audited.more > 0 {
        complaints.push(sentence!(words::MORE, audited.more).say(voice));
    }
    Ok(CommandEnd::after_complaints(&complaints, common.voice()))
}
