//! The alarm about mail, which does not travel by mail: the log, a file for anyone who looks, and the register's own
//! note.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::WatchError;
use super::deliver::BUSY_FOR;
use super::mail::{LastingOutage, MailState};
use crate::message::answer::watch as words;
use crate::message::sentence::sentence;
use crate::post::TroubleKind;
use crate::store::Store;

/// What is wrong with the way to the mail server, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAlarm {
    pub since_at: DateTime<Utc>,
    /// What was last seen.
    pub reason: String,
}

const FILE: &str = "mail-down.txt";

/// The current alarm, if any: an outage that lasts. A server that is merely busy is one after an hour.
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
        let said = sentence!(words::ALARM_FILE, alarm.since_at.to_rfc3339(), &alarm.reason).to_string();
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
    replace(&folder.join(name), said, 0o600)
}

/// Puts a text into the place of a file: written beside it and renamed, so that anyone who reads it sees a whole one, and a
/// link in its place is replaced and never followed to what it points to.
pub(super) fn replace(path: &Path, text: &str, mode: u32) -> std::io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let fresh = Path::new(&name);
    match fs::remove_file(fresh) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(fresh)?;
    file.write_all(text.as_bytes())?;
    fs::rename(fresh, path)
}

/// Tells a monitor that the program lives: a file whose age it watches. Nothing is written while something is wrong.
pub fn heartbeat(path: &Path, now: DateTime<Utc>) {
    let write = || {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        replace(path, &format!("{}\n", now.to_rfc3339()), 0o600)
    };
    if let Err(error) = write() {
        tracing::error!("{}: the heartbeat cannot be written: {error}", path.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_in_the_place_of_a_heartbeat_or_an_alarm_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let victim = folder.path().join("victim");
        fs::write(&victim, "what matters").expect("a file");
        for name in ["heartbeat", "heartbeat.new", "alarm.txt", "alarm.txt.new"] {
            std::os::unix::fs::symlink(&victim, folder.path().join(name)).expect("a link");
        }
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
        heartbeat(&folder.path().join("heartbeat"), now);
        put(folder.path(), "alarm.txt", "no letter leaves\n").expect("written");
        assert_eq!(fs::read_to_string(&victim).expect("there"), "what matters");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("there");
        assert_eq!(read("heartbeat"), "2026-09-21T14:13:20+00:00\n");
        assert_eq!(read("alarm.txt"), "no letter leaves\n");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "nothing is left beside them");
    }
}
