//! `person`: where a person's name stands.

use std::io::Write;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::person::person;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The name, or a part of it; diacritics do not matter
    name: String,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let desk = common.desk()?;
    let found = person(&desk, &args.name)?;
    if common.form() == Form::Json {
        print::json(&found)?;
        return Ok(Ending::Done);
    }
    let mut out = print::out();
    for contact in &found.contacts {
        print::lines(&mut out, &format!("contacts  {contact}"))?;
    }
    for act in &found.acts {
        let reference = act.reference.as_deref().unwrap_or("office");
        print::lines(
            &mut out,
            &format!("acts      {}  {reference}  {}: {}", act.seq, act.act, act.stands_as.join(", ")),
        )?;
    }
    for letters in &found.letters {
        print::lines(&mut out, &format!("letters   {}  {}", letters.contact, letters.letters))?;
    }
    for fact in &found.facts {
        print::lines(&mut out, &format!("facts     {}  {}", fact.reference, fact.field))?;
    }
    if found.more > 0 {
        print::lines(&mut out, &format!("+ {}", found.more))?;
    }
    out.flush()?;
    Ok(Ending::after_complaints(&found.failed, common.voice()))
}
