//! The short tables: office, store, schedule, watch, cli, documents, observances.

use std::path::{Path, PathBuf};

use super::Checks;
use super::findings::ConfigFindings;
use super::place::Placed;
use super::section::TableReader;
use crate::lifecycle::policy::{Circle, Language};
use crate::lifecycle::span::Span;
use crate::message::answer::config as words;
use crate::message::sentence::sentence;

/// `[office]`: whose register it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeTable {
    /// The name letters sign with.
    pub name: String,
    /// The language of contacts that name none.
    pub language: Language,
    /// The IANA name of the office's zone.
    pub time_zone: Placed<String>,
    /// The contact who gets letters that nobody else can get.
    pub fallback: Option<Placed<String>>,
}

/// `[store]`: where the register lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreTable {
    /// The database file.
    pub path: PathBuf,
    /// How long the bytes of sent letters are kept.
    pub keep_letters: Span,
}

/// `[schedule]`: the wake-ups, in crontab's five fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleTable {
    /// When the register is scanned.
    pub scan: Placed<String>,
    /// When the digest goes out.
    pub digest: Placed<String>,
}

/// `[watch]`: how the daemon calls for help when mail cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The folder that alarm files are put into.
    pub alarm_dir: PathBuf,
    /// The file whose age tells a monitor that the daemon lives.
    pub heartbeat: PathBuf,
    /// An address that is asked for after each good scan; none by default.
    pub heartbeat_url: Option<Placed<String>>,
    /// The file for a node exporter's text collector; none by default.
    pub metrics_file: Option<PathBuf>,
    /// A letter that waits longer than this is a problem of the status, in minutes.
    pub delay_warning_minutes: u32,
}

/// `[observances] scope`: whose national days and anniversaries are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObservanceScope {
    /// Those of countries that have an agreement in the register.
    #[default]
    Partners,
    /// Those of every country.
    All,
    None,
}

pub(super) const LANGUAGES: [(&str, Language); 2] = [("vi", Language::Vi), ("en", Language::En)];

pub(super) fn office(root: &TableReader, checks: &Checks, found: &mut ConfigFindings) -> OfficeTable {
    let section = root.section("office", &["name", "language", "time_zone", "fallback"], found);
    let name = section.line("name", found).map_or_else(|| "pactwatch".to_owned(), |name| name.value);
    let zone = section.text("time_zone", found);
    OfficeTable {
        name,
        language: section.choice("language", &LANGUAGES, found).map_or_else(Language::default, |chosen| chosen.value),
        time_zone: checked(zone, "Asia/Ho_Chi_Minh", "office.time_zone", checks.time_zone, found),
        fallback: section.text("fallback", found),
    }
}

pub(super) fn store(root: &TableReader, base: &Path, found: &mut ConfigFindings) -> StoreTable {
    let section = root.section("store", &["path", "keep_letters"], found);
    let path = path(&section, "path", base, found).unwrap_or_else(|| base.join("var/pactwatch.db"));
    let keep = section.parsed::<Span>("keep_letters", found);
    if let Some(Placed { value, place }) = &keep
        && value.is_zero()
    {
        found.problem(*place, sentence!(words::KEPT_NO_TIME));
    }
    StoreTable { path, keep_letters: keep.map_or(Span::years(10), |keep| keep.value) }
}

pub(super) fn schedule(root: &TableReader, checks: &Checks, found: &mut ConfigFindings) -> ScheduleTable {
    let section = root.section("schedule", &["scan", "digest"], found);
    let scan = section.text("scan", found);
    let digest = section.text("digest", found);
    ScheduleTable {
        scan: checked(scan, "0 7 * * *", "schedule.scan", checks.schedule, found),
        digest: checked(digest, "30 7 * * Mon", "schedule.digest", checks.schedule, found),
    }
}

const WATCH_KEYS: [&str; 5] = ["alarm_dir", "heartbeat", "heartbeat_url", "metrics_file", "delay_warning"];
const DELAY_WARNING_MINUTES: u32 = 4 * 60;

fn is_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = text.chars().all(|c| c.is_ascii_graphic());
    plain && host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', ':', '?', '#']))
}

pub(super) fn watch(root: &TableReader, base: &Path, found: &mut ConfigFindings) -> Watch {
    let section = root.section("watch", &WATCH_KEYS, found);
    let url = section.text("heartbeat_url", found);
    if let Some(url) = &url
        && !is_url(&url.value)
    {
        found.problem(url.place, sentence!(words::NOT_A_URL));
    }
    Watch {
        alarm_dir: path(&section, "alarm_dir", base, found).unwrap_or_else(|| base.join("var/alarms")),
        heartbeat: path(&section, "heartbeat", base, found).unwrap_or_else(|| base.join("var/heartbeat")),
        heartbeat_url: url,
        metrics_file: path(&section, "metrics_file", base, found),
        delay_warning_minutes: section.minutes("delay_warning", found).map_or(DELAY_WARNING_MINUTES, |time| time.value),
    }
}

/// Who records on this machine where nobody says it. It may be someone who is no contact, and that is said.
pub(super) fn recorded_by(root: &TableReader, circle: &Circle, found: &mut ConfigFindings) -> Option<String> {
    let by = root.section("cli", &["by"], found).text("by", found)?;
    if circle.contact(&by.value).is_none() {
        found.warn(by.place, sentence!(words::RECORDER_IS_NO_CONTACT, &by.value));
    }
    Some(by.value)
}

pub(super) fn documents(root: &TableReader, base: &Path, found: &mut ConfigFindings) -> Option<PathBuf> {
    let section = root.section("documents", &["directory"], found);
    path(&section, "directory", base, found)
}

pub(super) fn observance_scope(root: &TableReader, found: &mut ConfigFindings) -> ObservanceScope {
    let scopes =
        [("partners", ObservanceScope::Partners), ("all", ObservanceScope::All), ("none", ObservanceScope::None)];
    let section = root.section("observances", &["scope"], found);
    section.choice("scope", &scopes, found).map_or_else(ObservanceScope::default, |chosen| chosen.value)
}

/// A path, relative to the folder of the file it is in.
pub(super) fn path(section: &TableReader, key: &str, base: &Path, found: &mut ConfigFindings) -> Option<PathBuf> {
    let text = section.text(key, found)?;
    if text.value.contains('\0') {
        found.problem(text.place, sentence!(words::NOT_A_PATH, section.dotted(key)));
        return None;
    }
    Some(base.join(text.value))
}

fn checked(
    text: Option<Placed<String>>,
    default: &str,
    name: &str,
    check: super::ValueCheck,
    found: &mut ConfigFindings,
) -> Placed<String> {
    let text = text.unwrap_or_else(|| Placed::default_of(default.to_owned()));
    if let Err(error) = check(&text.value) {
        found.problem(text.place, sentence!(words::OF_KEY, name, error));
    }
    text
}
