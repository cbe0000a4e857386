//! The state of the program, for monitoring and for the person who asks in the morning.
//!
//! It judges by what scans and deliveries left in the register, not by whether a process runs: a daemon that runs and
//! does nothing is as bad as none.

use std::fs;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::audit::AuditFault;
use super::{Desk, DeskError, outbox};
use crate::clock::Schedule;
use crate::config::ConfigError;
use crate::lifecycle::day::Day;
use crate::message::Sentence;
use crate::message::answer::{check, status as words, stored_reasons};
use crate::message::sentence::sentence;
use crate::store::{QueueCounts, StoreError};
use crate::watch::dossier::horizon;
use crate::watch::mail::MailState;
use crate::watch::scan::{failed_last, lacks_contacts};
use crate::watch::{WatchError, alarm, copies, jump, scan_behind_brake, takeover};

/// How the program is.
#[derive(Clone, Debug, Serialize)]
pub struct StatusReport {
    /// The last complete scan.
    pub last_scan: Option<ScanStatus>,
    /// The next wake-up.
    pub next_scan_at: Option<String>,
    /// Agreements in the register.
    pub agreements: u64,
    /// Letters by state.
    pub queue: QueueStatus,
    /// How far the calendar is announced.
    pub calendar: Coverage,
    /// Seconds since the daemon's last sign of life; none where there was none.
    pub heartbeat_age_seconds: Option<i64>,
    /// What is wrong with the way to the mail server.
    pub mail_alarm: Option<Alarm>,
    /// The first 32 digits of the newest act's hash: what digests have in their footer.
    pub chain_head: String,
    /// The copies that the program makes; none where `[backup]` is left out.
    pub backup: Option<CopyStatus>,
    /// What someone has to see to; empty where all is well.
    pub problems: Vec<Sentence>,
    /// What is worth knowing before it becomes a problem.
    pub warnings: Vec<Sentence>,
}

/// A complete scan.
#[derive(Clone, Debug, Serialize)]
pub struct ScanStatus {
    /// The office's day.
    pub on: Day,
    /// When it ended.
    pub at: String,
}

/// The copies of the register.
#[derive(Clone, Debug, Serialize)]
pub struct CopyStatus {
    /// When the newest was made; none where there is none.
    pub newest_at: Option<String>,
    /// The newest file.
    pub file: Option<String>,
}

/// Letters by state.
#[derive(Clone, Debug, Serialize)]
// each is the number of envelopes in the state of that name
pub struct QueueStatus {
    pub composing: u64,
    pub pending: u64,
    pub sending: u64,
    pub sent: u64,
    pub dead: u64,
    pub dropped: u64,
    /// Since when the letter has waited that waits longest.
    pub oldest_pending_at: Option<String>,
}

/// How far the days off are known.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// The last announced day; none where no country's calendar is used.
    pub announced_through: Option<Day>,
    /// The last day that reminders are planned for now.
    pub horizon: Day,
}

/// A standing alarm about mail.
#[derive(Clone, Debug, Serialize)]
pub struct Alarm {
    pub since_at: String,
    /// What is wrong.
    pub reason: String,
}

/// At most this many records that a scan passed over are listed one by one.
const FAILURES_TOLD: usize = 10;

/// At most this many of the newest acts and receipts are checked against their hashes; `audit` holds all of them.
const LINES_HELD: u32 = 1_000;

/// How the program is, with everything that is wrong. A damaged register is reported among the problems, as far as the
/// newest lines of its chains show it: what monitoring asks every few minutes must not cost more as the register grows.
pub fn status(desk: &Desk) -> Result<StatusReport, DeskError> {
    let now = desk.clock.now();
    let mut problems = Vec::new();
    let counts = desk.store.counts()?;
    let alarm = alarm::standing(&desk.store, now)?;
    let last_scan = desk.store.last_scan()?;
    let schedule = schedule(desk)?;
    match scan_behind_brake(&desk.store, desk.today())? {
        Some((reminders, allowed)) => problems.push(sentence!(words::BRAKED, reminders, allowed)),
        None => problems.extend(stale(desk, &schedule, last_scan.as_ref().map(|scan| scan.at), now)),
    }
    if let Some(alarm) = &alarm {
        problems.push(sentence!(
            words::NO_LETTER_LEFT,
            desk.wall(alarm.since_at),
            stored_reasons::as_sentence(&alarm.reason)
        ));
    }
    let mut warnings = Vec::new();
    match delay_of(desk, &counts, now)? {
        Some((Delay::Problem, what)) => problems.push(what),
        Some((Delay::Warning, what)) => warnings.push(what),
        None => {}
    }
    problems.extend(silent(desk, now));
    if lacks_contacts(&desk.store, &desk.office)? {
        problems.push(Sentence::of(&WatchError::NoContacts));
    }
    for (contact, address) in outbox::unreachable(desk)? {
        problems.push(sentence!(words::CAME_BACK, contact, address));
    }
    let undeliverable = match counts.dead {
        0 => None,
        1 => Some(sentence!(words::ONE_UNDELIVERABLE)),
        dead => Some(sentence!(words::UNDELIVERABLE, dead)),
    };
    problems.extend(undeliverable);
    problems.extend(jump::doubt(&desk.store, &desk.clock)?.map(|jump| Sentence::of(&jump)));
    if desk.store.is_older_than_its_letters()? {
        problems.push(sentence!(words::REGISTER_OLDER));
    }
    if let Some(held) = takeover::hold_reason(&desk.store, desk.config.backup.as_ref())? {
        problems.push(Sentence::of(&held));
    }
    let backup = self::copies(desk, now, &mut problems)?;
    let failed = failed_last(&desk.store)?;
    problems.extend(failed.iter().take(FAILURES_TOLD).map(|what| sentence!(words::PASSED_OVER, what)));
    if let Some(more) = failed.len().checked_sub(FAILURES_TOLD).filter(|more| *more > 0) {
        problems.push(sentence!(words::PASSED_OVER_MORE, more));
    }
    problems.extend(desk.store.schema_faults()?.into_iter().map(|fault| Sentence::of(&AuditFault::Schema(fault))));
    match desk.store.verify_newest(LINES_HELD) {
        Ok(_) => {}
        Err(error @ (StoreError::Broken { .. } | StoreError::Corrupt { .. })) => problems.push(Sentence::of(&error)),
        Err(error) => return Err(error.into()),
    }
    Ok(StatusReport {
        last_scan: last_scan.map(|scan| ScanStatus { on: scan.on, at: desk.wall(scan.at) }),
        next_scan_at: schedule.next_after(now, desk.clock.zone()).map(|at| desk.wall(at)),
        agreements: desk.store.agreements()?,
        queue: queue(desk, &counts),
        calendar: coverage(desk),
        heartbeat_age_seconds: heartbeat(desk).map(|at| (now - at).num_seconds().max(0)),
        mail_alarm: alarm.map(|alarm| Alarm { since_at: desk.wall(alarm.since_at), reason: alarm.reason }),
        chain_head: desk.store.head()?.chars().take(32).collect(),
        backup,
        problems,
        warnings,
    })
}

/// How much a letter's waiting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delay {
    /// Longer than `[watch] delay_warning`: someone may want to look.
    Warning,
    /// Longer than that and than six hours: someone has to.
    Problem,
}

/// The oldest waiting letter is a problem after so long.
const DELAY_PROBLEM: TimeDelta = TimeDelta::hours(6);

/// A letter that waits for too long, and why it does: the server's last words about it, or about all of them.
fn delay_of(desk: &Desk, counts: &QueueCounts, now: DateTime<Utc>) -> Result<Option<(Delay, Sentence)>, DeskError> {
    let (Some(since), Some(id)) = (counts.oldest_pending_at, counts.oldest_pending) else { return Ok(None) };
    let warned = TimeDelta::minutes(i64::from(desk.config.watch.delay_warning_minutes));
    let delay = match now - since {
        waited if waited < warned => return Ok(None),
        waited if waited < DELAY_PROBLEM => Delay::Warning,
        _ => Delay::Problem,
    };
    let mail = MailState::load(&desk.store)?;
    let about_all = || {
        mail.outage()
            .map(super::super::watch::mail::LastingOutage::trouble)
            .or(mail.waits(now).map(|(_, trouble)| trouble))
    };
    let own = desk.store.envelope(id)?.why;
    let why =
        own.map(|why| stored_reasons::as_sentence(&why)).or_else(|| about_all().map(|trouble| Sentence::of(&trouble)));
    let why = why.unwrap_or_else(|| sentence!(words::NOT_TRIED));
    Ok(Some((delay, sentence!(words::OLDEST_WAITS, desk.wall(since), why, id))))
}

/// A daemon that is not heard of: it hangs, or it was stopped.
fn silent(desk: &Desk, now: DateTime<Utc>) -> Option<Sentence> {
    let at = heartbeat(desk)?;
    let file = desk.config.watch.heartbeat.display();
    // While letters cannot leave it is not written, and that is reported.
    let alarm = alarm::standing(&desk.store, now).ok()?;
    (alarm.is_none() && now - at > LIFE_SIGN).then(|| sentence!(words::DAEMON_SILENT, desk.wall(at), file))
}

/// A daemon that works is heard of within so long: one letter to a slow server may take 22 minutes.
const LIFE_SIGN: TimeDelta = TimeDelta::minutes(30);

/// The newest copy, and what is wrong with the copies: none, one that is too old, one that could not be made.
pub(super) fn copies(
    desk: &Desk,
    now: DateTime<Utc>,
    problems: &mut Vec<Sentence>,
) -> Result<Option<CopyStatus>, DeskError> {
    let Some(backup) = &desk.config.backup else { return Ok(None) };
    let there = match copies::copies(&desk.store, &backup.directory) {
        Ok(there) => there,
        Err(error) => {
            problems.push(sentence!(check::NO_COPY_FOUND, error.to_string()));
            Vec::new()
        }
    };
    if let Some(trouble) = copies::trouble(&desk.store)? {
        problems.push(sentence!(check::COPY_NOT_MADE, trouble));
    }
    let newest = there.first();
    let day = |at: DateTime<Utc>| desk.clock.zone().day_of(at);
    let late = newest.and_then(|copy| day(copy.at).plus(backup.every).and_then(|day| day.plus(backup.every)).ok());
    if let (Some(copy), true) = (newest, late.is_some_and(|late| late < day(now))) {
        let at = desk.wall(copy.at);
        problems.push(sentence!(check::COPY_OLD, at, backup.directory.display()));
    }
    let file = newest.map(|copy| copy.file.display().to_string());
    Ok(Some(CopyStatus { newest_at: newest.map(|copy| desk.wall(copy.at)), file }))
}

/// How far the days off are known, and how far they are needed.
pub(crate) fn coverage(desk: &Desk) -> Coverage {
    let horizon = horizon(&desk.office, desk.today());
    Coverage { announced_through: desk.office.calendar.announced_through(), horizon }
}

pub(super) fn schedule(desk: &Desk) -> Result<Schedule, ConfigError> {
    let scan = &desk.config.schedule.scan;
    scan.value.parse::<Schedule>().map_err(|error| desk.config.pin(scan.place, Sentence::of(&error)))
}

/// Whether scans have stopped: the wake-up before the last one was missed too. One that is late by less may be under way.
fn stale(desk: &Desk, schedule: &Schedule, scanned_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Sentence> {
    let cure = sentence!(words::IS_IT_RUNNING);
    let Some(scanned_at) = scanned_at else {
        return Some(sentence!(words::NEVER_SCANNED, cure));
    };
    if scanned_at > now + TimeDelta::days(1) {
        let at = desk.wall(scanned_at);
        return Some(sentence!(words::SCAN_IN_FUTURE, at));
    }
    let last = schedule.latest_at_or_before(now, desk.clock.zone())?;
    let before_last = schedule.latest_at_or_before(last - TimeDelta::seconds(1), desk.clock.zone())?;
    (scanned_at < before_last).then(|| sentence!(words::SCAN_OLD, desk.wall(scanned_at), cure))
}

fn queue(desk: &Desk, counts: &QueueCounts) -> QueueStatus {
    QueueStatus {
        composing: counts.composing,
        pending: counts.pending,
        sending: counts.sending,
        sent: counts.sent,
        dead: counts.dead,
        dropped: counts.dropped,
        oldest_pending_at: counts.oldest_pending_at.map(|at| desk.wall(at)),
    }
}

/// The moment of the daemon's last sign of life.
fn heartbeat(desk: &Desk) -> Option<DateTime<Utc>> {
    let path = &desk.config.watch.heartbeat;
    let short = fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() < 100);
    if short { fs::read_to_string(path).ok()?.trim().parse().ok() } else { None }
}
