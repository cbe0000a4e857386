//! The command line: parse and print, never decide.
//!
//! One file a command, each with its `Args` and its `run`; this file is the table of them. The invariants: exit code 0
//! means done, 1 means that something is wrong and was reported on stderr, 2 means wrong usage; stdout carries the
//! answer and nothing else; an error is one line with its cure, never a backtrace.

mod act_values;
mod agenda;
mod args;
mod audit;
mod backup;
mod by;
mod calendar;
mod check;
mod complaint;
mod completions;
mod demo;
mod digest;
mod edit;
mod explain;
mod export;
mod filters;
mod handover;
mod import;
mod init;
mod link_key;
mod list;
mod log;
mod login;
mod man;
mod outbox;
mod person;
mod print;
mod prompt;
mod proof;
mod read_list;
mod record;
mod rehearse;
mod report;
mod restore;
mod run;
mod serve;
mod show;
mod status;
mod table;
mod tick;

pub use run::outlive_hangups;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use args::Common;

use crate::message::{Say, Sentence, Voice};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "pactwatch",
    version = env!("PACTWATCH_VERSION"),
    about = "Keeps a register of international agreements, works out every date that matters,\n\
             and writes to the people responsible until somebody records what was decided.",
    after_help = "Exit code: 0 done, 1 something is wrong (said on stderr), 2 wrong usage.\n\
                  PACTWATCH_NOW (RFC 3339) sets the clock, for rehearsing.",
    max_term_width = 100
)]
pub struct CommandLine {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Every command, in the order of the manual.
#[derive(Debug, Subcommand)]
enum Command {
    /// See what it does, in a scratch folder: a replay of five years, a register, its letters
    Demo(demo::Args),
    /// Make an annotated config.toml and an empty register; never overwrites
    Init(init::Args),
    /// Hold configuration, register, calendar and documents against themselves; say who will be written to
    Check(check::Args),
    /// Take a list into the register: insert or correct by reference
    Import(import::Args),
    /// Write the register to a file: .toml .csv .xlsx .json
    Export(export::Args),
    /// List the agreements of the register
    List(list::Args),
    /// Show one agreement: facts, acts, parties, milestones
    Show(show::Args),
    /// Milestones in order of day: from today a year on
    Agenda(agenda::Args),
    /// Days off and make-up days of a year
    Calendar(calendar::Args),
    /// How each date came about, and what is decided about each reminder today, and why
    Explain(explain::Args),
    /// Record something that happened to an agreement
    Record(Box<record::Args>),
    /// Edit an agreement's facts in $EDITOR; each change is recorded as a correction
    Edit(edit::Args),
    /// The whole pipeline on a copy in memory: which letters would go out
    Rehearse(rehearse::Args),
    /// The year ahead, as the annex to the plan due on 15 November
    Report(report::Args),
    /// One scan and one delivery, now
    Tick(tick::Args),
    /// What the digest would say if it went now
    Digest(digest::Args),
    /// The daemon
    Run(run::Args),
    /// The page alone, on this machine: no letters
    Serve(serve::Args),
    /// Make a new key for the links in letters
    LinkKey(link_key::Args),
    /// A code to log in with on the page, where none can go by mail
    Login(login::Args),
    /// The letters on their way, delivered and given up
    Outbox(outbox::Args),
    /// Hand all of a contact's agreements to another, after a list
    Handover(handover::Args),
    /// What was written about an agreement, what the mail server said, what was recorded after it
    Proof(proof::Args),
    /// Whether the register is what was written into it
    Audit(audit::Args),
    /// Where a person's name stands: contacts, acts, letters, facts and papers
    Person(person::Args),
    /// A consistent copy of the register, while the service runs
    Backup(backup::Args),
    /// Put a copy back in the register's place, after a list of what is missing and what would go again
    Restore(restore::Args),
    /// Last scan, queue, dead letters, calendar; exit code 1 when something is wrong
    Status(status::Args),
    /// A completion script for bash, zsh, fish, elvish or powershell
    Completions(completions::Args),
    /// Manual pages, one a command, into a folder
    Man(man::Args),
    /// Reads a list from its input for the page
    #[command(hide = true)]
    ReadList,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandEnd {
    /// It did what was asked.
    Done,
    /// Something is wrong, and stderr says what.
    Wrong,
}

impl From<CommandEnd> for ExitCode {
    fn from(ending: CommandEnd) -> Self {
        match ending {
            CommandEnd::Done => Self::SUCCESS,
            CommandEnd::Wrong => Self::FAILURE,
        }
    }
}

impl CommandEnd {
    /// Says each problem on stderr; without one all is well.
    fn after_problems(problems: &[Sentence], voice: Voice) -> Self {
        let said: Vec<String> = problems.iter().map(|problem| problem.say(voice)).collect();
        Self::after_complaints(&said, voice)
    }

    /// Says each complaint on stderr; without one all is well.
    fn after_complaints(complaints: &[String], voice: Voice) -> Self {
        for complaint in complaints {
            complaint::error(complaint, voice);
        }
        if complaints.is_empty() { Self::Done } else { Self::Wrong }
    }
}

/// Takes the signal of a file size limit, which would end the program without a word: the write fails instead, and its
/// error says so.
pub fn survive_file_size_limit() {
    // Where it cannot be taken, the program still ends as it did before.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Reads the command line. What is wrong with it, and what `--help` asks for, is printed, and the program ends.
pub fn parse() -> CommandLine {
    CommandLine::parse()
}

/// Does what the command line says, and says on stderr what is wrong.
pub fn run(line: CommandLine) -> ExitCode {
    match start_log(&line).and_then(|()| perform(line.command, &line.common)) {
        Ok(ending) => ending.into(),
        Err(error) => complaint::complain(&error, line.common.voice()),
    }
}

fn perform(command: Command, common: &Common) -> anyhow::Result<CommandEnd> {
    match command {
        Command::Demo(args) => demo::run(&args, common),
        Command::Init(args) => init::run(&args, common),
        Command::Check(args) => check::run(&args, common),
        Command::Import(args) => import::run(&args, common),
        Command::Export(args) => export::run(&args, common),
        Command::List(args) => list::run(&args, common),
        Command::Show(args) => show::run(&args, common),
        Command::Agenda(args) => agenda::run(&args, common),
        Command::Calendar(args) => calendar::run(&args, common),
        Command::Explain(args) => explain::run(&args, common),
        Command::Record(args) => record::run(&args, common),
        Command::Edit(args) => edit::run(&args, common),
        Command::Rehearse(args) => rehearse::run(&args, common),
        Command::Report(args) => report::run(&args, common),
        Command::Tick(args) => tick::run(&args, common),
        Command::Digest(args) => digest::run(&args, common),
        Command::Run(args) => run::run(&args, common),
        Command::Serve(args) => serve::run(&args, common),
        Command::LinkKey(args) => link_key::run(&args, common),
        Command::Login(args) => login::run(&args, common),
        Command::Outbox(args) => outbox::run(args, common),
        Command::Handover(args) => handover::run(&args, common),
        Command::Proof(args) => proof::run(&args, common),
        Command::Audit(args) => audit::run(&args, common),
        Command::Person(args) => person::run(&args, common),
        Command::Backup(args) => backup::run(&args, common),
        Command::Restore(args) => restore::run(&args, common),
        Command::Status(args) => status::run(&args, common),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
        Command::ReadList => read_list::run(),
    }
}

/// Starts the program's log. The daemon tells what it does, a command only what is wrong; each `-v` adds a level.
fn start_log(line: &CommandLine) -> anyhow::Result<()> {
    let quiet = if matches!(line.command, Command::Run(_)) { 2 } else { 1 };
    log::start(quiet + usize::from(line.common.verbose), line.common.log_file.as_deref())
}
