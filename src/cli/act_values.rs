//! The options of `record`: one for each value that acts take, made of the table of keys.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, ArgMatches, Command, Error};

use crate::exchange::acts::InputValue;
use crate::lifecycle::act::{ACT_KEYS, ACTS, ActKey, ActKeyEntry, ValueForm};

/// What the options say, by the keys of the table.
#[derive(Debug, Default)]
pub(super) struct ActOptionValues(pub(super) BTreeMap<ActKey, InputValue>);

fn option(entry: &'static ActKeyEntry) -> Arg {
    let taking = ACTS.iter().filter(|act| act.takes.iter().any(|takes| takes.key == entry.key));
    let acts: Vec<&str> = taking.map(|act| act.word).collect();
    let help = if acts.is_empty() { entry.help.to_owned() } else { format!("{}: {}", acts.join(", "), entry.help) };
    let action = if entry.form == ValueForm::Fields { ArgAction::Append } else { ArgAction::Set };
    Arg::new(entry.option).long(entry.option).value_name(entry.form.placeholder()).help(help).action(action)
}

impl clap::Args for ActOptionValues {
    fn augment_args(command: Command) -> Command {
        command.args(ACT_KEYS.iter().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for ActOptionValues {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut values = Self::default();
        values.update_from_arg_matches(matches)?;
        Ok(values)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for entry in ACT_KEYS {
            let Some(mut texts) = matches.get_many::<String>(entry.option) else { continue };
            let value = match entry.form {
                ValueForm::Fields => InputValue::Pairs(texts.map(|text| pair(text)).collect()),
                _ => InputValue::Text(texts.next_back().cloned().unwrap_or_default()),
            };
            self.0.insert(entry.key, value);
        }
        Ok(())
    }
}

fn pair(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (name.to_owned(), value.to_owned())
}
