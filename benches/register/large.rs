//! A large register in a file: a morning on which nothing is due, one on which a thousand reminders are, one on which the
//! brake holds, and the most memory the program had in each.

use std::fs;
use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, NaiveTime, Utc};
use pactwatch::lifecycle::agreement::{Facts, Field};
use pactwatch::lifecycle::day::Day;
use pactwatch::post::{MailTrouble, Post, SendOutcome};
use pactwatch::store::{Stamp, Store};
use pactwatch::watch::{Moment, Office, Release, ScanReport, deliver, no_crash, scan};

use super::{office, set};

/// So many agreements end on one day of 2026, and are announced half a year ahead.
const DUE: i64 = 1_000;
/// Registered in one transaction.
const TOGETHER: i64 = 1_000;

/// Builds the register, at `path` or in a folder that is gone afterwards, and scans it.
pub(crate) fn scans(agreements: i64, path: Option<&Path>) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let small = morning_after(&folder.path().join("small.db"), agreements / 100);
    let own = folder.path().join("large.db");
    let path = path.unwrap_or(&own);
    println!("a register of {agreements} agreements in a file");
    let mut large = Large::build(path, agreements);
    let first = large.scan("first scan", "2026-01-05", Release::Released);
    assert_eq!(first.looked_at, agreements.unsigned_abs());
    let seconds = large.timed("nothing due", "2026-01-06", Release::Brake, |scanned| {
        assert_eq!((scanned.looked_at, scanned.queued), (0, 0));
    });
    println!("  the same over {:>7} {:>8.4} s, ratio {:.2}", agreements / 100, small, small / seconds);
    // One reminder for each agreement that ends, and what the office does each year.
    let braked = large.scan("brake", "2026-06-25", Release::Brake).braked;
    assert!(braked.is_some_and(|due| (1_000..1_010).contains(&due)), "{braked:?}");
    let due = large.scan("a thousand due", "2026-06-25", Release::Released);
    assert_eq!(usize::try_from(due.queued).ok(), braked);
    large.deliver();
    println!("  file                {:>8.0} MB", fs::metadata(path).map_or(0, |about| about.len()) as f64 / 1e6);
}

/// Seconds for a scan with nothing due.
fn morning_after(path: &Path, agreements: i64) -> f64 {
    let mut small = Large::build_silently(path, agreements);
    small.scan_on("2026-01-05", Release::Released);
    let started = Instant::now();
    small.scan_on("2026-01-06", Release::Brake);
    started.elapsed().as_secs_f64()
}

struct Large {
    store: Store,
    office: Office,
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn morning(on: Day) -> DateTime<Utc> {
    on.date().and_time(NaiveTime::MIN).and_utc()
}

/// Signed in 2024 or 2025 and in force for decades; the first thousand end on one day.
fn facts(id: i64) -> Facts {
    let signed = day("2024-01-10").plus_days(id % 700).expect("a day of 2024 or 2025");
    let term = if id <= DUE { "until 2026-12-22" } else { "30y" };
    set([
        (Field::Reference, format!("L-{id:07}")),
        (Field::Title, format!("Bản thỏa thuận hợp tác số {id}")),
        (Field::SignedOn, signed.to_string()),
        (Field::Term, term.to_owned()),
        (Field::Country, ["KR", "LA", "KH", "JP", "CN"][usize::try_from(id % 5).unwrap_or(0)].to_owned()),
        (Field::Officers, "desk-korea".to_owned()),
    ])
}

impl Large {
    fn build_silently(path: &Path, agreements: i64) -> Self {
        let mut store = Store::create(path).expect("a new file");
        let on = day("2026-01-05");
        let stamp =
            Stamp { at: morning(on), on, by: "bench".to_owned(), origin: pactwatch::lifecycle::act::Origin::default() };
        for first in (1..=agreements).step_by(1_000) {
            let some = first..=agreements.min(first + TOGETHER - 1);
            store
                .write(|tx| some.into_iter().try_for_each(|id| tx.register(&facts(id), None, &stamp).map(drop)))
                .expect("sound facts");
        }
        Self { store, office: office() }
    }

    fn build(path: &Path, agreements: i64) -> Self {
        forget_peak();
        let started = Instant::now();
        let built = Self::build_silently(path, agreements);
        told("registered", started);
        built
    }

    fn scan_on(&mut self, on: &str, release: Release) -> ScanReport {
        let moment = Moment { today: day(on), now: morning(day(on)) };
        scan(&mut self.store, &self.office, moment, release, &mut no_crash).expect("a scan")
    }

    fn scan(&mut self, what: &str, on: &str, release: Release) -> ScanReport {
        forget_peak();
        let started = Instant::now();
        let scanned = self.scan_on(on, release);
        told(what, started);
        scanned
    }

    fn timed(&mut self, what: &str, on: &str, release: Release, holds: impl Fn(&ScanReport)) -> f64 {
        let started = Instant::now();
        holds(&self.scan(what, on, release));
        started.elapsed().as_secs_f64()
    }

    fn deliver(&mut self) {
        forget_peak();
        let started = Instant::now();
        let now = morning(day("2026-06-25"));
        let mut posts: Vec<Box<dyn Post>> = vec![Box::new(Taken)];
        let from = self.office.from.address.clone();
        let done = deliver(&mut self.store, &mut posts, &from, &|| now, &mut no_crash).expect("a delivery");
        told(&format!("{} letters delivered", done.sent), started);
    }
}

/// A mail server that takes every letter.
struct Taken;

impl Post for Taken {
    fn open(&mut self) -> Result<(), MailTrouble> {
        Ok(())
    }

    fn look(&mut self, _: &str) -> Result<(), MailTrouble> {
        Ok(())
    }

    fn send(&mut self, _: &str, _: &str, _: &[u8]) -> SendOutcome {
        SendOutcome::Accepted { reply: "250 ok".to_owned() }
    }

    fn probe(&mut self) -> Result<String, MailTrouble> {
        Ok("250 ok".to_owned())
    }
}

fn told(what: &str, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    println!("  {what:<20}{seconds:>9.4} s, at most {:.0} MB of memory", peak_megabytes());
}

/// The most memory the program had since [`forget_peak`]; 0 where the system does not tell.
fn peak_megabytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()).unwrap_or(0.0) / 1e3
}

fn forget_peak() {
    // Where the system has no such file the peak is that of the whole run.
    let _ = fs::write("/proc/self/clear_refs", "5");
}
