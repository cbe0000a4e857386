//! `config.toml`: read strictly, all faults at once, each with line, column and cure.
//!
//! Not here: what a schedule, a zone or an address means to the door that uses it. Doors do not see each other, so a
//! higher floor passes in [`Checks`], and values keep their [`Place`] for faults that are found later
//! ([`Config::pin`]). The invariant: a [`Config`] is complete and consistent, every name in it resolves, and neither it
//! nor any error shows a password.

mod address;
mod backup;
mod days;
mod findings;
mod fingerprint;
mod import;
mod ladders;
mod link_keys;
mod office;
mod people;
mod place;
mod post;
mod rows;
mod secret;
mod section;
mod syntax;
mod web;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use toml::de::DeTable;

use crate::lifecycle::calendar::{Calendar, CalendarDay, Country};
use crate::lifecycle::duty::Duty;
use crate::lifecycle::observance::Observance;
use crate::lifecycle::policy::{Circle, Ladder, Language};
use crate::lifecycle::workback::Step;
use crate::message::Sentence;
use crate::message::answer::store::NOT_A_FILE;
use crate::message::sentence::sentence;
use crate::text::hex;
use findings::ConfigFindings;
use section::TableReader;

pub use address::Mailbox;
pub use backup::{BackupTable, Retention};
pub use findings::{ConfigError, Problem, Warning};
pub use link_keys::{LinkKeyError, LinkKeyFile};
pub use office::{ObservanceScope, OfficeTable, ScheduleTable, StoreTable, Watch};
pub use place::{Place, Placed};
pub use post::{PostTable, Smtp, SmtpSecurity, Transport};
pub(crate) use rows::{DUTIES, STEPS};
pub use secret::{PasswordSource, Secret, SecretError};
pub use web::{Links, Listen, Scheme, Tls, WebAddress, WebTable};

/// Whether another door understands a text; if not, why, with the cure.
pub type ValueCheck = fn(&str) -> Result<(), Sentence>;

/// What the other doors think of their values. Handed in by a floor above, which knows them all.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// `[office] time_zone`.
    pub time_zone: ValueCheck,
    /// `[schedule] scan` and `digest`.
    pub schedule: ValueCheck,
    /// Addresses, after their shape was found sound here.
    pub address: ValueCheck,
    /// The columns that `[import.columns]` names.
    pub column: ValueCheck,
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
    /// Of its text: where it differs, anything in it may.
    pub text_hash: String,
    /// The folder that paths in it are relative to; paths here are already joined to it.
    pub base: PathBuf,
    /// Whose register it is.
    pub office: OfficeTable,
    /// Where the register lies.
    pub store: StoreTable,
    /// The wake-ups.
    pub schedule: ScheduleTable,
    /// How letters leave.
    pub post: PostTable,
    /// Contacts, roles, fallback.
    pub circle: Circle,
    /// All ladders by name: the defaults, replaced or joined by the office's own.
    pub ladders: BTreeMap<String, Ladder>,
    /// The working days.
    pub calendar: Calendar,
    pub country: Country,
    /// The office's own days, off and work.
    pub calendar_entries: Vec<CalendarDay>,
    /// Whose observances are kept.
    pub observance_scope: ObservanceScope,
    /// The legal clocks in use: the shipped ones, replaced or joined by `[[duty]]` rows.
    pub duties: Vec<Duty>,
    /// The plan of an extension, counted back: the shipped one, or the `[[step]]` rows.
    pub steps: Vec<Step>,
    /// The observances in use: the shipped ones, replaced or joined by `[[observance]]` rows.
    pub observances: Vec<Observance>,
    /// `[backup]`: copies made by the daemon, if any.
    pub backup: Option<BackupTable>,
    /// `[web]`: the page, if there is one.
    pub web: Option<WebTable>,
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
const KEYS: [&str; 18] = [
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
    "web",
    "backup",
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
    regular(path).and_then(|open| open.take(BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(ConfigError::TooLong { file, limit: BYTES_MAX });
    }
    let base = path.parent().unwrap_or(Path::new(""));
    match String::from_utf8(bytes) {
        Ok(text) => read(&text, base, file, checks),
        Err(error) => Err(syntax::not_utf8(&error, file)),
    }
}

/// Opens a regular file. A pipe would let anyone who reads it wait for ever, a daemon that reads its configuration
/// again too.
pub(crate) fn regular(path: &Path) -> std::io::Result<File> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other(sentence!(NOT_A_FILE)));
    }
    File::open(path)
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
        return Err(ConfigError::Problems { file, problems: syntax::problems(text, &faults) });
    }
    let found = &mut ConfigFindings::about(text);
    let root = TableReader::root(table.get_ref(), &KEYS, found);
    let office = office::office(&root, checks, found);
    let post = post::post(&root, base, checks, found);
    let circle = people::circle(&root, &office, &post.allowed_domains, checks, found);
    let (calendar, country, calendar_entries) = days::calendar(&root, found);
    let ladders = ladders::ladders(&root, &circle, found);
    let duties = rows::duties(&root, country, &ladders, found);
    let observances = rows::observances(&root, &ladders, found);
    post::check_pilot(&post, &circle, found);
    ladders::chosen_by_none(&root, &duties, &observances, found);
    let mut config = Config {
        file,
        text_hash: hex(&Sha256::digest(text)),
        base: base.to_owned(),
        store: office::store(&root, base, found),
        schedule: office::schedule(&root, checks, found),
        observance_scope: office::observance_scope(&root, found),
        steps: rows::steps(&root, found),
        backup: backup::backup(&root, base, found),
        web: web::web(&root, base, found),
        documents: office::documents(&root, base, found),
        recorded_by: office::recorded_by(&root, &circle, found),
        import_columns: import::columns(&root, checks, found),
        watch: office::watch(&root, base, found),
        warnings: Vec::new(),
        duties,
        observances,
        ladders,
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

/// `[office] language` alone, of a file that may be wrong elsewhere: so that faults are reported in it.
pub(crate) fn language_alone(path: &Path) -> Option<Language> {
    let mut text = String::new();
    File::open(path).ok()?.take(BYTES_MAX).read_to_string(&mut text).ok()?;
    let (table, _) = DeTable::parse_recoverable(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let written = table.get_ref().get("office")?.get_ref().get("language")?.get_ref().as_str()?;
    office::LANGUAGES.iter().find(|(code, _)| *code == written).map(|(_, language)| *language)
}

impl Config {
    /// A fault found later in a value of this file, reported as if it had been found while reading.
    pub(crate) fn pin(&self, place: Option<Place>, what: Sentence) -> ConfigError {
        ConfigError::Problems { file: self.file.clone(), problems: vec![Problem { place, what }] }
    }
}

#[cfg(test)]
mod tests;
