//! What every command understands, and how days and words are read from an argument.

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};

use super::{CommandLine, complaint};
use crate::config::Config;
use crate::desk::{Desk, DeskError, open, upgrade_changes};
use crate::exchange::cell_forms;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::{Say, Voice, terminal};

/// The options of every command, before or after its name.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The configuration; paths in it are relative to its folder
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "PACTWATCH_CONFIG",
        default_value = "config.toml",
        help_heading = "Everywhere"
    )]
    pub(crate) config: PathBuf,
    /// Answer in JSON, for programs
    #[arg(long, global = true, help_heading = "Everywhere")]
    json: bool,
    /// Log more: once for what the program does, twice for how
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "Everywhere")]
    pub(crate) verbose: u8,
    /// Append the log to this file instead of stderr; it may be moved away at any time, the next line makes it again
    #[arg(long, global = true, value_name = "FILE", help_heading = "Everywhere")]
    pub(crate) log_file: Option<PathBuf>,
    /// The language of answers [default: `[office] language`; in JSON English]
    #[arg(long, global = true, value_enum, help_heading = "Everywhere")]
    language: Option<LanguageArg>,
    /// Record although the clock was set by hours: it is right now
    #[arg(long, global = true, help_heading = "Everywhere")]
    clock_is_right: bool,
    /// What the configuration says about it, once somebody asked.
    #[arg(skip)]
    office_language: OnceCell<Language>,
    /// The configuration that was read for that, until somebody opens the office with it: a short command spends a fifth of
    /// its time on reading it.
    #[arg(skip)]
    read: RefCell<Option<Config>>,
}

/// A language, as the command line names it.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LanguageArg {
    /// Vietnamese
    Vi,
    /// English
    En,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Common {
    /// Asks before anything is recorded whether the clock is believed, unless this call says that it is right.
    pub(crate) fn believe_the_clock(&self, desk: &Desk) -> Result<(), DeskError> {
        if self.clock_is_right { Ok(()) } else { desk.believe_the_clock() }
    }

    /// The form that was asked for.
    pub(crate) fn form(&self) -> OutputFormat {
        if self.json { OutputFormat::Json } else { OutputFormat::Text }
    }

    /// The language of this call's answers, and that they are read on a terminal.
    ///
    /// JSON is for programs: it speaks English unless a language was asked for.
    pub(crate) fn voice(&self) -> Voice {
        Voice::terminal(match (self.language, self.form()) {
            (Some(LanguageArg::Vi), _) => Language::Vi,
            (Some(LanguageArg::En), _) | (None, OutputFormat::Json) => Language::En,
            (None, OutputFormat::Text) => *self.office_language.get_or_init(|| {
                let (language, config) = open::language_and_configuration(&self.config);
                self.read.replace(config);
                language
            }),
        })
    }

    /// The same, with an empty register where there is none yet.
    pub(crate) fn desk_or_begin(&self) -> Result<Desk, DeskError> {
        self.after_upgrade(Desk::open_or_begin(&self.config)?)
    }

    /// The office whose configuration was named.
    pub(crate) fn desk(&self) -> Result<Desk, DeskError> {
        let read = self.read.take();
        self.after_upgrade(read.map_or_else(|| Desk::open(&self.config), Desk::of)?)
    }

    /// Says on stderr whose plan has changed, once after an upgrade.
    fn after_upgrade(&self, mut desk: Desk) -> Result<Desk, DeskError> {
        // Who opens the office first knows its language then; one that was asked about before stays.
        let _ = self.office_language.set(desk.config.office.language);
        if let Some(moved) = upgrade_changes::changed_plans(&mut desk)? {
            for one in &moved {
                complaint::note(&one.say(self.voice()));
            }
        }
        Ok(desk)
    }
}

/// The error of an argument: clap says it, in English, as the rest of its usage.
pub(crate) fn usage(what: &str) -> String {
    what.to_owned()
}

/// Two days that begin and end a span; the other way round it is wrong usage: says so and ends the program.
pub(crate) fn in_order(from: Day, to: Day) {
    if to < from {
        let what = terminal::backwards(Voice::LOG, from, to);
        CommandLine::command().error(ErrorKind::ValueValidation, what).exit()
    }
}

/// A year the program counts in.
pub(crate) fn year(text: &str) -> Result<i32, String> {
    let read = text.trim().parse().ok().filter(|year| (1900..=2199).contains(year));
    read.ok_or_else(|| usage("a year is a number from 1900 to 2199, for example 2027"))
}

/// A day as people write it, the day before the month: `2027-12-22`, `22/12/2027`.
pub(crate) fn day(text: &str) -> Result<Day, String> {
    cell_forms::day::read(text).map_err(|error| error.to_string())
}
