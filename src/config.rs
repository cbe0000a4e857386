//! `config.toml`: read strictly, all faults at once, each with line, column and cure.
//!
//! Not here: what a schedule, a zone or an address means to the door that uses it. Doors never see each other, so
//! whoever stands above hands in [`Checks`], and values keep their [`Place`] for faults that show later
//! ([`Config::pin`]). The invariant: a [`Config`] is whole and sound, every name in it leads somewhere, and neither it
//! nor any error ever shows a password.

mod address;
mod days;
mod findings;
mod fingerprint;
mod import;
mod ladders;
mod office;
mod people;
mod place;
mod post;
mod rows;
mod secret;
mod section;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::lifecycle::calendar::{Calendar, Country, Entry};
use crate::lifecycle::policy::{Circle, Ladder, Language};
use findings::Findings;
use place::Lines;
use section::Section;

pub use address::Mailbox;
pub use findings::{ConfigError, Problem, Warning};
pub use office::{ObservanceScope, Office, Schedule, Store, Watch};
pub use place::{Place, Placed};
pub use post::{Post, Security, Smtp, Transport};
pub use rows::{Raw, Row, json, preset};
pub use secret::{PasswordSource, Secret, SecretError};

/// Whether another door understands a text; if not, why, with the cure.
pub type Check = fn(&str) -> Result<(), String>;

/// What the other doors think of their values. Handed in by a floor above, which knows them all.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// `[office] time_zone`.
    pub time_zone: Check,
    /// `[schedule] scan` and `digest`.
    pub schedule: Check,
    /// Addresses, after their shape was found sound here.
    pub address: Check,
    /// The columns that `[import.columns]` names.
    pub column: Check,
}

impl Checks {
    /// Takes every text: for tests and tools that use none of those doors.
    pub const NONE: Self =
        Self { time_zone: |_| Ok(()), schedule: |_| Ok(()), address: |_| Ok(()), column: |_| Ok(()) };
}

/// Everything `config.toml` says, defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from.
    pub file: PathBuf,
    /// The folder that paths in it are relative to; paths here are already joined to it.
    pub base: PathBuf,
    /// Whose register it is.
    pub office: Office,
    /// Where the register lies.
    pub store: Store,
    /// The wake-ups.
    pub schedule: Schedule,
    /// How letters leave.
    pub post: Post,
    /// Contacts, roles, fallback.
    pub circle: Circle,
    /// All ladders by name: the defaults, replaced or joined by the office's own.
    pub ladders: BTreeMap<String, Ladder>,
    /// The working days.
    pub calendar: Calendar,
    /// Whose holidays.
    pub country: Country,
    /// The office's own days, off and work.
    pub calendar_entries: Vec<Entry>,
    /// Whose observances are kept.
    pub observance_scope: ObservanceScope,
    /// `[[duty]]` rows as they stand.
    pub duties: Vec<Placed<Row>>,
    /// `[[step]]` rows as they stand: the plan of an extension, counted back.
    pub steps: Vec<Placed<Row>>,
    /// `[[observance]]` rows as they stand.
    pub observances: Vec<Placed<Row>>,
    /// The folder that agreements' documents lie in, if there is one.
    pub documents: Option<PathBuf>,
    /// Who records, where a command does not say.
    pub recorded_by: Option<String>,
    /// The office's own headers of lists, each with the column it means.
    pub import_columns: Vec<(String, String)>,
    /// How the daemon calls for help.
    pub watch: Watch,
    /// What is odd but stops nothing.
    pub warnings: Vec<Warning>,
}

const BYTES_MAX: u64 = 8 * 1024 * 1024;
const KEYS: [&str; 16] = [
    "office",
    "store",
    "schedule",
    "post",
    "contacts",
    "roles",
    "ladder",
    "calendar",
    "observances",
    "duty",
    "observance",
    "step",
    "documents",
    "import",
    "cli",
    "watch",
];

/// The annotated sample that `init` writes; it runs as it is.
pub fn sample() -> &'static str {
    include_str!("../config.toml")
}

/// Reads a configuration file. Paths in it are relative to its folder.
pub fn load(path: &Path, checks: &Checks) -> Result<Config, ConfigError> {
    let file = path.to_path_buf();
    let unreadable = |source| ConfigError::Unreadable { file: file.clone(), source };
    let mut bytes = Vec::new();
    File::open(path).and_then(|open| open.take(BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(ConfigError::TooLong { file, limit: BYTES_MAX });
    }
    let base = path.parent().unwrap_or(Path::new(""));
    match String::from_utf8(bytes) {
        Ok(text) => read(&text, base, file, checks),
        Err(error) => Err(not_utf8(&error, file)),
    }
}

/// Reads a configuration's text as though it stood in `config.toml` in the folder `base`.
pub fn parse(text: &str, base: &Path, checks: &Checks) -> Result<Config, ConfigError> {
    read(text, base, base.join("config.toml"), checks)
}

fn read(text: &str, base: &Path, file: PathBuf, checks: &Checks) -> Result<Config, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, faults) = DeTable::parse_recoverable(text);
    if !faults.is_empty() {
        // What was saved from a broken text says nothing reliable, so nothing more is read.
        return Err(ConfigError::Problems { file, problems: syntax(text, &faults) });
    }
    let found = &mut Findings::about(text);
    let root = Section::root(table.get_ref(), &KEYS, found);
    let office = office::office(&root, checks, found);
    let post = post::post(&root, base, checks, found);
    let circle = people::circle(&root, &office, &post.allowed_domains, checks, found);
    let (calendar, country, calendar_entries) = days::calendar(&root, found);
    let mut config = Config {
        file,
        base: base.to_owned(),
        store: office::store(&root, base, found),
        schedule: office::schedule(&root, checks, found),
        ladders: ladders::ladders(&root, &circle, found),
        observance_scope: office::observance_scope(&root, found),
        duties: rows::rows(&root, "duty", found),
        steps: rows::rows(&root, "step", found),
        observances: rows::rows(&root, "observance", found),
        documents: office::documents(&root, base, found),
        recorded_by: office::recorded_by(&root, found),
        import_columns: import::columns(&root, checks, found),
        watch: office::watch(&root, base, found),
        warnings: Vec::new(),
        office,
        post,
        circle,
        calendar,
        country,
        calendar_entries,
    };
    config.warnings = found.settle(&config.file)?;
    Ok(config)
}

/// `[office] language` alone, of a file that may be wrong elsewhere: so that what is wrong is told in it.
pub fn language_alone(path: &Path) -> Option<Language> {
    let mut text = String::new();
    File::open(path).ok()?.take(BYTES_MAX).read_to_string(&mut text).ok()?;
    let (table, _) = DeTable::parse_recoverable(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let written = table.get_ref().get("office")?.get_ref().get("language")?.get_ref().as_str()?;
    office::LANGUAGES.iter().find(|(code, _)| *code == written).map(|(_, language)| *language)
}

const SYNTAX_FAULTS_MAX: usize = 20;

/// Faults of the notation. Their message alone is taken: the error's own text quotes the line, and a password with it.
fn syntax(text: &str, faults: &[toml::de::Error]) -> Vec<Problem> {
    let lines = Lines::of(text);
    let problem = |fault: &toml::de::Error| Problem {
        place: fault.span().map(|span| lines.place(span.start)),
        text: format!("{}; {}", fault.message(), syntax_cure(fault.message())),
    };
    faults.iter().take(SYNTAX_FAULTS_MAX).map(problem).collect()
}

fn syntax_cure(message: &str) -> &'static str {
    match message {
        m if m.contains("duplicate") => "keep one of the two",
        m if m.contains("must be quoted") => "put text between \"quotes\"",
        m if m.contains("escape") => "write \\\\ for a backslash, or put the text between 'single quotes'",
        _ => "compare the line with the sample that `pactwatch init` writes",
    }
}

fn not_utf8(error: &std::string::FromUtf8Error, file: PathBuf) -> ConfigError {
    let valid = error.utf8_error().valid_up_to();
    let sound = std::str::from_utf8(error.as_bytes().get(..valid).unwrap_or_default()).unwrap_or_default();
    let place = Some(Lines::of(sound).place(valid));
    let text = "this byte is no UTF-8; save the file as UTF-8 in the editor".to_owned();
    ConfigError::Problems { file, problems: vec![Problem { place, text }] }
}

impl Config {
    /// A fault found later in a value of this file, told as though it had been found while reading.
    pub fn pin(&self, place: Option<Place>, text: impl Into<String>) -> ConfigError {
        ConfigError::Problems { file: self.file.clone(), problems: vec![Problem { place, text: text.into() }] }
    }
}

#[cfg(test)]
mod tests;
