//! `person`: lists the places in which a person's name occurs.

use std::io::Write;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use crate::desk::person::person;
use crate::message::{Words, say, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The name, or a part of it; diacritics do not matter
    name: String,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let desk = common.desk()?;
    let found = person(&desk, &args.name)?;
    if common.form() == OutputFormat::Json {
        print::json(&found)?;
        return Ok(CommandEnd::Done);
    }
    let voice = common.voice();
    let line = |head: Words, rest: String| format!("{:<10}{rest}", head.of(voice));
    let mut out = print::out();
    for contact in &found.contacts {
        print::lines(&mut out, &line(terminal::CONTACTS, contact.clone()))?;
    }
    for act in &found.acts {
        let reference = act.reference.as_deref().unwrap_or(terminal::OFFICE.of(voice));
        let word = say::act_in_list(voice, act.act);
        let stands =
            act.stands_as.iter().map(|place| terminal::name_place(voice, place)).collect::<Vec<_>>().join(", ");
        print::lines(&mut out, &line(terminal::ACTS, format!("{}  {reference}  {word}: {stands}", act.seq)))?;
    }
    for letters in &found.letters {
        print::lines(&mut out, &line(terminal::LETTERS, format!("{}  {}", letters.contact, letters.letters)))?;
    }
    for fact in &found.facts {
        print::lines(
            &mut out,
            &line(terminal::FACTS, format!("{}  {}", fact.reference, say::field_named(voice, fact.field))),
        )?;
    }
    if found.contacts.is_empty() && found.acts.is_empty() && found.letters.is_empty() && found.facts.is_empty() {
        print::lines(&mut out, &terminal::name_nowhere(voice, &args.name))?;
    }
    if found.more > 0 {
        print::lines(&mut out, &format!("+ {}", found.more))?;
    }
    out.flush()?;
    Ok(CommandEnd::after_complaints(&found.failed, common.voice()))
}
