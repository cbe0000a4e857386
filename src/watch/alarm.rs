//! The alarm about mail, which does not travel by mail: the log, a file for whoever looks, and the register's own note.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::WatchError;
use crate::post::Trouble;
use crate::store::Store;

/// What has been wrong with the way to the mail server, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAlarm {
    /// Since when.
    pub since_at: DateTime<Utc>,
    /// What was last seen.
    pub reason: String,
}

const NOTE: &str = "mail-alarm";
const FILE: &str = "mail-down.txt";

/// The alarm that stands, if one does.
pub fn standing(store: &Store) -> Result<Option<MailAlarm>, WatchError> {
    // Two lines: the moment, and the reason.
    let note = store.meta(NOTE)?;
    let parts = note.as_deref().and_then(|text| text.split_once('\n'));
    Ok(parts.and_then(|(since, reason)| Some(MailAlarm { since_at: since.parse().ok()?, reason: reason.to_owned() })))
}

/// Raises the alarm, or leaves the one that stands: one warning for all letters that wait, not one a letter. The server's
/// words may differ from try to try; the log hears of it again only when the kind of trouble is another.
///
/// The file is for other programs and people; where it cannot be written, the log and `status` still say it.
pub fn raise(store: &mut Store, alarm_dir: &Path, trouble: &Trouble, now: DateTime<Utc>) -> Result<(), WatchError> {
    let before = standing(store)?;
    let reason = trouble.to_string();
    if before.as_ref().is_some_and(|alarm| alarm.reason == reason) {
        return Ok(());
    }
    let kind = trouble.what.to_string();
    if before.as_ref().is_none_or(|alarm| !alarm.reason.starts_with(&kind)) {
        tracing::error!("no letter can leave: {reason}; all of them wait");
    }
    let alarm = MailAlarm { since_at: before.map_or(now, |alarm| alarm.since_at), reason };
    let text = format!("{}\n{}", alarm.since_at.to_rfc3339(), alarm.reason);
    store.write(|tx| tx.set_meta(NOTE, Some(&text)))?;
    let said = format!("No letter has left since {}.\n{}\n", alarm.since_at.to_rfc3339(), alarm.reason);
    if let Err(error) = put(alarm_dir, &said) {
        tracing::error!("{}: the alarm file cannot be written: {error}", alarm_dir.display());
    }
    Ok(())
}

/// Takes the alarm back once letters leave again.
pub fn clear(store: &mut Store, alarm_dir: &Path) -> Result<(), WatchError> {
    if standing(store)?.is_none() {
        return Ok(());
    }
    tracing::info!("letters leave again");
    store.write(|tx| tx.set_meta(NOTE, None))?;
    match fs::remove_file(alarm_dir.join(FILE)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            tracing::error!("{}: the alarm file cannot be removed: {error}", alarm_dir.display());
        }
        _ => {}
    }
    Ok(())
}

fn put(folder: &Path, said: &str) -> std::io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(FILE);
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
