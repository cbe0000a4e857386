//! `check`: everything an office can hold against itself; exit code 1 where letters would not go or proof is lost.

use std::io::{self, Write};

use super::Ending;
use super::args::{Common, Form};
use super::print::{self, JsonList, Out};
use crate::desk::check::{Checked, Mail, Outlook, check};
use crate::message::Voice;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Log in to the mail server, too
    #[arg(long)]
    post: bool,
    /// Send a test letter to that address, too
    #[arg(long, value_name = "ADDR")]
    to: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let desk = common.desk()?;
    let mail = match &args.to {
        Some(to) => Mail::Letter(to.clone()),
        None if args.post => Mail::Probed,
        None => Mail::LeftAlone,
    };
    let checked = match common.form() {
        Form::Json => {
            let mut agreements = JsonList::under("agreements");
            let checked = check(&desk, &mail, |outlook| anyhow::Ok(agreements.item(&outlook)?))?;
            agreements.end_with(&checked)?;
            checked
        }
        Form::Text => {
            let mut out = print::out();
            let checked = check(&desk, &mail, |outlook| anyhow::Ok(agreement(&mut out, &outlook, common.voice())?))?;
            rest(&mut out, &checked)?;
            out.flush()?;
            checked
        }
    };
    Ok(Ending::after_complaints(&checked.problems, common.voice()))
}

fn agreement(out: &mut Out, outlook: &Outlook, voice: Voice) -> io::Result<()> {
    let before = format!("{:<17} ", outlook.reference);
    if let Some(why) = &outlook.nobody {
        return print::wrapped(out, &before, &format!("nobody: {why}"));
    }
    let people: Vec<String> = outlook
        .next
        .iter()
        .map(|next| {
            let email = next.email.as_deref().unwrap_or("no address");
            format!("{} <{email}> {} {} {}", next.contact, next.kind.name(), next.day, next.rung)
        })
        .collect();
    let on = outlook.next.first().map(|next| print::day(next.on, voice)).unwrap_or_default();
    print::wrapped(out, &before, &format!("{on}: {}", people.join("; ")))
}

fn rest(out: &mut Out, checked: &Checked) -> io::Result<()> {
    writeln!(out)?;
    let announced = checked.calendar.announced_through.map_or_else(|| "no country's".to_owned(), |day| day.to_string());
    for (name, value) in [
        ("config", checked.config.clone()),
        ("database", checked.database.clone()),
        ("calendar", announced),
        ("next scans", checked.wake_ups.scan.join(", ")),
        ("digests", checked.wake_ups.digest.join(", ")),
        ("documents", format!("{} as they were written down", checked.documents_sound)),
    ] {
        print::wrapped(out, &format!("{name:<12}"), &value)?;
    }
    if let Some(said) = &checked.mail {
        print::wrapped(out, &format!("{:<12}", "mail"), said)?;
    }
    for warning in &checked.warnings {
        print::wrapped(out, "warning: ", warning)?;
    }
    let problems = print::counted(checked.problems.len(), "problem");
    writeln!(out, "{problems}, {}", print::counted(checked.warnings.len(), "warning"))
}
