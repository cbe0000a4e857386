//! The alarm about mail, which does not travel by mail: the log, a file for whoever looks, and the register's own note.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::WatchError;
use super::deliver::BUSY_FOR;
use super::mail::{LastingOutage, MailState};
use crate::post::TroubleKind;
use crate::store::Store;

/// What is wrong with the way to the mail server, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAlarm {
    /// Since when.
    pub since_at: DateTime<Utc>,
    /// What was last seen.
    pub reason: String,
}

const FILE: &str = "mail-down.txt";

/// The alarm that stands, if one does: an outage that lasts. A server that is merely busy is one after an hour.
pub fn standing(store: &Store, now: DateTime<Utc>) -> Result<Option<MailAlarm>, WatchError> {
    Ok(MailState::load(store)?.outage().and_then(|outage| of(outage, now)))
}

fn of(outage: &LastingOutage, now: DateTime<Utc>) -> Option<MailAlarm> {
    let trouble = outage.trouble();
    let patient = trouble.what == TroubleKind::Busy && now - outage.since_at < BUSY_FOR;
    (!patient).then(|| MailAlarm { since_at: outage.since_at, reason: trouble.to_string() })
}

/// Says in the log and in a file that letters wait, or that they leave again: one warning for all of them, not one a
/// letter. The server's words may differ from try to try; the log hears of it again only when the kind of trouble is
/// another.
///
/// The file is for other programs and people; where it cannot be written, the log and `status` still say it.
pub fn show(alarm_dir: &Path, before: Option<&LastingOutage>, after: Option<&LastingOutage>, now: DateTime<Utc>) {
    let path = alarm_dir.join(FILE);
    if let Some(alarm) = after.and_then(|outage| of(outage, now)) {
        let kind = after.map(|outage| outage.trouble().what);
        let told = before.is_some_and(|before| of(before, now).is_some() && Some(before.trouble().what) == kind);
        if !told || !path.exists() {
            tracing::error!("no letter can leave: {}; all of them wait", alarm.reason);
        }
        let said = format!("No letter has left since {}.\n{}\n", alarm.since_at.to_rfc3339(), alarm.reason);
        if let Err(error) = put(alarm_dir, FILE, &said) {
            tracing::error!("{}: the alarm file cannot be written: {error}", alarm_dir.display());
        }
    } else {
        if before.is_some() && after.is_none() {
            tracing::info!("letters leave again");
        }
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::error!("{}: the alarm file cannot be removed: {error}", alarm_dir.display());
            }
            _ => {}
        }
    }
}

/// Writes an alarm file.
pub(super) fn put(folder: &Path, name: &str, said: &str) -> std::io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(name);
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(said.as_bytes())
}

/// Tells a monitor that the program lives: a file whose age it watches. Nothing is written while something is wrong.
pub fn heartbeat(path: &Path, now: DateTime<Utc>) {
    let write = || {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
        file.write_all(format!("{}\n", now.to_rfc3339()).as_bytes())
    };
    if let Err(error) = write() {
        tracing::error!("{}: the heartbeat cannot be written: {error}", path.display());
    }
}
