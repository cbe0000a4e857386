//! `check`: reports everything that would stop letters or lose proof. Exit code 1 where something would.

use std::io::{self, Write};

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print::{self, JsonList, Out};
use crate::desk::check::{CheckReport, Mail, NextLetters, check};
use crate::message::Voice;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, SentenceValue, say};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Log in to the mail server, too
    #[arg(long)]
    post: bool,
    /// Send a test letter to that address, too
    #[arg(long, value_name = "ADDR")]
    to: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let mail = match &args.to {
        Some(to) => Mail::Letter(to.clone()),
        None if args.post => Mail::Probed,
        None => Mail::LeftAlone,
    };
    let checked = match common.form() {
        OutputFormat::Json => {
            let mut agreements = JsonList::under("agreements");
            let checked = check(&desk, &mail, |outlook| anyhow::Ok(agreements.item(&outlook)?))?;
            agreements.end_with(&checked)?;
            checked
        }
        OutputFormat::Text => {
            let mut out = print::out();
            let checked = check(&desk, &mail, |outlook| anyhow::Ok(agreement(&mut out, &outlook, common.voice())?))?;
            rest(&mut out, &checked, common.voice())?;
            out.flush()?;
            checked
        }
    };
    Ok(CommandEnd::after_problems(&checked.problems, common.voice()))
}

fn agreement(out: &mut Out, outlook: &NextLetters, voice: Voice) -> io::Result<()> {
    let before = format!("{:<17} ", outlook.reference);
    if let Some(why) = &outlook.nobody {
        return print::wrapped(out, &before, &sentence!(words::NOBODY, why.clone()).say(voice));
    }
    let people: Vec<String> = outlook
        .next
        .iter()
        .map(|next| {
            let email = next.email.clone().unwrap_or_else(|| sentence!(words::NO_ADDRESS).say(voice));
            let (kind, day) = (say::kind_in_list(voice, next.kind), say::day_for(voice, next.day));
            format!("{} <{email}> {kind} {day} {}", next.contact, next.rung)
        })
        .collect();
    let on = outlook.next.first().map(|next| print::day(next.on, voice)).unwrap_or_default();
    print::wrapped(out, &before, &format!("{on}: {}", people.join("; ")))
}

fn rest(out: &mut Out, checked: &CheckReport, voice: Voice) -> io::Result<()> {
    writeln!(out)?;
    let announced = checked.calendar.announced_through.map(|day| say::day_for(voice, day));
    let announced = announced.unwrap_or_else(|| sentence!(words::NO_COUNTRY).say(voice));
    for (name, value) in [
        (words::CONFIG, checked.config.clone()),
        (words::DATABASE, checked.database.clone()),
        (words::CALENDAR, announced),
        (words::NEXT_SCANS, checked.wake_ups.scan.join(", ")),
        (words::DIGESTS, checked.wake_ups.digest.join(", ")),
        (words::DOCUMENTS, sentence!(words::DOCUMENTS_SOUND, checked.documents_sound).say(voice)),
    ] {
        print::wrapped(out, &print::label(name, voice), &value)?;
    }
    if let Some(answer) = &checked.mail {
        print::wrapped(out, &print::label(words::MAIL, voice), &answer.say(voice))?;
    }
    for warning in &checked.warnings {
        print::wrapped(out, &sentence!(words::WARNING_PREFIX).say(voice), &warning.say(voice))?;
    }
    writeln!(
        out,
        "{}",
        sentence!(
            words::PROBLEMS,
            SentenceValue::counted(checked.problems.len(), "problem"),
            SentenceValue::counted(checked.warnings.len(), "warning")
        )
        .say(voice)
    )
}
