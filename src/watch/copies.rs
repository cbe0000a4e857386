//! Copies of the register that the daemon makes: when one is due, how it is made, which older ones are deleted.
//!
//! The invariant: a copy gets its name only after it was read back and audited, and no older one is deleted before
//! that.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

use super::WatchError;
use crate::clock::Clock;
use crate::config::{BackupTable, Retention};
use crate::lifecycle::day::Day;
use crate::message::Sentence;
use crate::store::{ProgramNote, Store, StoreError};

/// Holds a copy against itself and gives its first fault; who calls knows how.
pub type Audit = fn(&Store) -> Result<Option<String>, String>;

/// A copy in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// When it was made.
    pub at: DateTime<Utc>,
    pub file: PathBuf,
}

const STAMP: &str = "%Y%m%dT%H%M%SZ";
/// No folder holds more; a bound all the same.
const COPIES_MAX: usize = 100_000;

/// The copies of this register in a folder, the newest first.
pub fn copies(store: &Store, folder: &Path) -> Result<Vec<Copy>, WatchError> {
    let before = prefix(store)?;
    let unreadable = |error: std::io::Error| StoreError::Io { path: folder.to_path_buf(), what: error.to_string() };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)?.take(COPIES_MAX) {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let stamp = name.strip_prefix(&before).and_then(|rest| rest.strip_suffix(".db"));
        if let Some(at) = stamp.and_then(|stamp| NaiveDateTime::parse_from_str(stamp, STAMP).ok()) {
            found.push(Copy { at: at.and_utc(), file: entry.path() });
        }
    }
    found.sort_by_key(|copy| Reverse(copy.at));
    Ok(found)
}

fn prefix(store: &Store) -> Result<String, StoreError> {
    Ok(format!("pactwatch-{}-", &store.database_id()?[..8]))
}

/// What was in the way of the last copy, if anything did.
pub fn trouble(store: &Store) -> Result<Option<String>, WatchError> {
    Ok(store.note(ProgramNote::BackupTrouble)?)
}

/// Makes a copy if one is due, reads it back, and lets older ones go. What is in the way is kept for `status` and
/// stops nothing else.
pub(crate) fn keep_up(
    store: &mut Store,
    backup: &BackupTable,
    audit: Audit,
    clock: &Clock,
) -> Result<Option<PathBuf>, WatchError> {
    let made = attempt(store, backup, audit, clock);
    let trouble = match &made {
        Ok(_) => None,
        Err(error) => {
            tracing::error!("no copy of the register was made: {error}");
            Some(error.to_string())
        }
    };
    if store.note(ProgramNote::BackupTrouble)? != trouble {
        store.write(|tx| tx.set_note(ProgramNote::BackupTrouble, trouble.as_deref()))?;
    }
    Ok(made.unwrap_or_default())
}

fn attempt(store: &Store, backup: &BackupTable, audit: Audit, clock: &Clock) -> Result<Option<PathBuf>, WatchError> {
    let now = clock.now();
    // 1. Whether one is due; one from the future was made under a wrong clock and counts for nothing.
    let there = copies(store, &backup.directory)?;
    let day = |at: DateTime<Utc>| clock.zone().day_of(at);
    let newest = there.iter().map(|copy| copy.at).find(|at| *at <= now);
    let next = newest.map(|at| day(at).plus(backup.every).unwrap_or_else(|_| Day::last()));
    if next.is_some_and(|next| day(now) < next) {
        return Ok(None);
    }
    // 2. The copy, under a name that is none.
    let name = format!("{}{}.db", prefix(store)?, now.format(STAMP));
    let (file, fresh) = (backup.directory.join(&name), backup.directory.join(format!("{name}.checking")));
    let _ = fs::remove_file(&fresh);
    store.backup(&fresh)?;
    // 3. Read back.
    let sound = Store::open(&fresh).map_err(|error| error.to_string()).and_then(|copy| audit(&copy));
    let what = match sound {
        Ok(None) => None,
        Ok(Some(fault)) | Err(fault) => Some(fault),
    };
    if let Some(what) = what {
        let _ = fs::remove_file(&fresh);
        return Err(StoreError::Corrupt { path: fresh, what: Sentence::quoted(&what) }.into());
    }
    let unwritable = |error: std::io::Error| StoreError::Io { path: file.clone(), what: error.to_string() };
    fs::rename(&fresh, &file).map_err(unwritable)?;
    // 4. What is no longer kept.
    let there = copies(store, &backup.directory)?;
    let days: Vec<Day> = there.iter().map(|copy| day(copy.at)).collect();
    let kept = copies_to_keep(&days, backup.keep);
    for (nth, copy) in there.iter().enumerate().filter(|(nth, _)| !kept.contains(nth)) {
        if let Err(error) = fs::remove_file(&copy.file) {
            tracing::warn!("{}: copy {nth} cannot be let go ({error})", copy.file.display());
        }
    }
    Ok(Some(file))
}

/// Which copies are kept, by place, of those made on these days, the newest first: the newest of each of so many days,
/// weeks (from Monday) and months.
pub fn copies_to_keep(days: &[Day], keep: Retention) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    let week = |day: Day| {
        let week = day.date().iso_week();
        (week.year(), week.week())
    };
    let month = |day: Day| (day.date().year(), day.date().month());
    let daily = |day: Day| (day.date().year(), day.date().ordinal());
    for (most, period) in
        [(keep.daily, &daily as &dyn Fn(Day) -> (i32, u32)), (keep.weekly, &week), (keep.monthly, &month)]
    {
        let mut seen = BTreeSet::new();
        for (nth, day) in days.iter().enumerate() {
            if seen.len() < most as usize && seen.insert(period(*day)) {
                kept.insert(nth);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_each_day_week_and_month_are_kept() {
        let days: Vec<Day> = [
            "2026-11-29", // Sunday; kept as the newest of its day, week and month
            "2026-11-29", // an older one of the same day
            "2026-11-28", // the second day
            "2026-11-27",
            "2026-11-22", // Sunday of the week before
            "2026-11-20",
            "2026-10-31", // the month before
            "2026-10-01",
            "2026-09-30",
        ]
        .map(|day| day.parse().expect("a day"))
        .into();
        let kept = |daily, weekly, monthly| {
            copies_to_keep(&days, Retention { daily, weekly, monthly }).into_iter().collect::<Vec<_>>()
        };
        assert_eq!(kept(2, 0, 0), [0, 2]);
        assert_eq!(kept(1, 2, 0), [0, 4]);
        assert_eq!(kept(1, 0, 2), [0, 6]);
        assert_eq!(kept(2, 2, 3), [0, 2, 4, 6, 8]);
        assert_eq!(kept(100, 0, 0), [0, 2, 3, 4, 5, 6, 7, 8]);
    }
}
