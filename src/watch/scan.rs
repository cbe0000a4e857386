//! The scan: facts → milestones → verdicts → reminders → letters → envelopes. No network.
//!
//! For each agreement that may have something due, for each milestone: plan, and what is due goes into the addressee's
//! envelope, in batches, each in one transaction. A scan counts before it writes: more than the brake allows waits for
//! someone's word. A crash anywhere leaves reminders in envelopes being composed, and the next scan goes on from there.

use super::compose::compose;
use super::crossing::{Crossing, Tripwire};
use super::gather::{self, GatheredReminders};
use super::jump::Release;
pub use super::system::left_behind;
use super::{Jump, Moment, Office, WatchError, caught, system, trial, yearly};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::LastThere;
use crate::store::{DueCursor, LastScan, ProgramNote, Store};

/// What a scan did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScanReport {
    /// Agreements looked at.
    pub looked_at: u64,
    /// Reminders queued.
    pub queued: u64,
    /// Letters composed.
    pub letters: u64,
    /// How many reminders wait behind the brake; none where it did not hold.
    pub braked: Option<usize>,
    /// Why the clock is not believed, where nothing was scanned for that.
    pub held: Option<Jump>,
    /// The first day after today on which a scan has something to look at.
    pub next_on: Option<Day>,
    /// Records that could not be planned or written, with the reason; left for the next scan.
    pub failed: Vec<String>,
}

/// Says in the log whom nothing was handed over from: once a scan, and in a rehearsal not at all.
pub(crate) fn warn_of_left_behind(store: &Store, office: &Office) -> Result<(), WatchError> {
    let left_behind = left_behind(store, office)?;
    if !left_behind.is_empty() {
        let told: Vec<String> = left_behind.iter().map(|(id, count)| format!("`{id}` (agreements: {count})")).collect();
        let cure = "`pactwatch handover FROM TO`, or add [contacts.FROM]";
        tracing::warn!("officers who are no contact of config.toml: {}; {cure}", told.join(", "));
    }
    Ok(())
}

/// Agreements in one transaction.
const BATCH: usize = 200;
/// What the count found is kept for so many agreements, so that an ordinary day plans each of them once.
const KEPT: usize = 4096;
/// At most this many failures are listed one by one.
const FAILURES_TOLD: usize = 100;

/// One scan. A scan that did not come to its end does not count as one.
///
/// 1. What was queued on a day that has not come stops counting as sent; a trial begins or ends.
/// 2. What is due is counted and nothing is written. Above the brake one letter says so, and the scan stops.
/// 3. Letters that wait and were written on another day go back to be rewritten.
/// 4. What is due is queued, agreement by agreement in batches, then what the year asks of the office, then what the system
///    says about itself.
/// 5. What was queued becomes letters. What was withdrawn by that held other rungs back: it is looked at once more.
/// 6. The scan is written down as complete.
pub fn scan(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    release: Release,
    trip: Tripwire<'_>,
) -> Result<ScanReport, WatchError> {
    if lacks_contacts(store, office)? {
        return Err(WatchError::NoContacts);
    }
    let office = &office.with_last_there(store)?;
    let mut done = ScanReport::default();
    // A last scan that lies in the future was written under a clock that was wrong.
    let last_scan = store.last_scan()?.map(|scan| scan.on).filter(|on| *on <= moment.today);
    if store.newest_look()?.is_some_and(|day| day > moment.today) {
        store.write(|tx| tx.looks_begin(moment.today))?;
    }
    // 1. What was queued on a day that has not come does not count as sent.
    if store.anything_ahead(moment.today)? {
        let ahead = store.write(|tx| {
            let ahead = tx.mark_ahead(moment.today, moment.now)?;
            system::to_tell_again(tx, &ahead.taken_back)?;
            Ok::<usize, WatchError>(ahead.marked)
        })?;
        tracing::warn!("{ahead} reminders were queued on days that have not come; they do not count as told");
    }
    trial::change_over(store, office, moment)?;
    // 2. The count, and the brake.
    let counted = count(store, office, last_scan, moment.today, &mut done)?;
    let due = counted.due;
    if release == Release::Brake && due > office.brake {
        done.braked = Some(due);
        done.queued = system::brake(store, office, moment, due)?;
        done.letters = compose(store, office, moment)?.letters;
        return Ok(done);
    }
    // 3. Letters of another day.
    system::rewrite_stale(store, office, moment)?;
    // 4. What is due.
    if let Some(gathered) = counted.gathered {
        for batch in gathered.chunks(BATCH) {
            enqueue(store, office, moment, batch, &mut done)?;
            trip_at(Crossing::Enqueue, trip)?;
        }
    } else {
        // They are examined again, and reported then.
        done.failed.clear();
        let mut cursor = DueCursor::default();
        loop {
            let ids = store.agreements_due(moment.today, &office.fingerprint, &mut cursor, BATCH)?;
            if ids.is_empty() {
                break;
            }
            let found = look(store, office, last_scan, moment.today, &ids, &mut done)?;
            enqueue(store, office, moment, &found, &mut done)?;
            trip_at(Crossing::Enqueue, trip)?;
        }
    }
    let yearly = counted.yearly;
    if !yearly.due.is_empty() {
        done.queued += store
            .write(|tx| tx.enqueue(&trial::reminders_to_queue(office, &yearly.due, moment.today), moment.today))?
            .new as u64;
    }
    done.queued += system::after_scan(store, office, moment)?;
    // 5. The letters.
    let composed = compose(store, office, moment)?;
    done.letters = composed.letters;
    composed.failed.into_iter().for_each(|what| tell(&mut done, what));
    if !composed.look_again.is_empty() {
        // What was withdrawn held other rungs back until now; once is enough, the rest is the next scan's.
        let ids: Vec<i64> = composed.look_again.into_iter().collect();
        for ids in ids.chunks(BATCH) {
            let found = look(store, office, last_scan, moment.today, ids, &mut done)?;
            enqueue(store, office, moment, &found, &mut done)?;
        }
        let composed = compose(store, office, moment)?;
        done.letters += composed.letters;
        composed.failed.into_iter().for_each(|what| tell(&mut done, what));
    }
    // 6. It was complete.
    let scan = LastScan { on: moment.today, at: moment.now, rules: office.fingerprint.clone() };
    store.write(|tx| {
        let failed = Some(done.failed.join("\n")).filter(|failed| !failed.is_empty());
        // A plan goes by the last scan's day too, so looks hold only while the clock has not gone back behind it.
        tx.looks_begin(moment.today)?;
        tx.set_note(ProgramNote::ScanFailed, failed.as_deref())?;
        tx.set_last_scan(&scan)?;
        let there: LastThere = tx.noted(ProgramNote::LastThere)?.unwrap_or_default();
        tx.note_down(ProgramNote::LastThere, &office.circle.there_after_scan(there, moment.today))?;
        yearly::rest(tx, office, moment.today, yearly.look_on, &counted.head)
    })?;
    done.next_on = [store.next_look(&office.fingerprint)?, yearly.look_on].into_iter().flatten().min();
    Ok(done)
}

/// Whether there is nobody at all to write to, and agreements have officers: a configuration that was emptied or cut off, by an
/// editor or a full disk.
pub(crate) fn lacks_contacts(store: &Store, office: &Office) -> Result<bool, WatchError> {
    Ok(office.circle.contacts().next().is_none() && !store.officers()?.is_empty())
}

/// What the last complete scan could not plan or write, a line each; empty where all went well.
pub fn failed_last(store: &Store) -> Result<Vec<String>, WatchError> {
    Ok(store.note(ProgramNote::ScanFailed)?.iter().flat_map(|text| text.lines()).map(str::to_owned).collect())
}

fn trip_at(crossing: Crossing, trip: Tripwire<'_>) -> Result<(), WatchError> {
    if trip(crossing) { Err(WatchError::Tripped(crossing)) } else { Ok(()) }
}

/// What counting found.
struct DueCount {
    /// Reminders due.
    due: usize,
    /// What was found of each agreement, where there were few.
    gathered: Option<Vec<(i64, GatheredReminders)>>,
    /// What comes round each year.
    yearly: GatheredReminders,
    /// The newest act when that was looked at.
    head: String,
}

/// Looks at everything that may be due, and writes no more than when to look again where nothing is. A list to verify
/// counts as one per person, however long.
fn count(
    store: &mut Store,
    office: &Office,
    last_scan: Option<Day>,
    today: Day,
    done: &mut ScanReport,
) -> Result<DueCount, WatchError> {
    let mut cursor = DueCursor::default();
    let mut gathered = Some(Vec::new());
    let mut due = 0;
    loop {
        let ids = store.agreements_due(today, &office.fingerprint, &mut cursor, BATCH)?;
        if ids.is_empty() {
            break;
        }
        done.looked_at += ids.len() as u64;
        let found = look(store, office, last_scan, today, &ids, done)?;
        due += found.iter().map(|(_, found)| found.due.len()).sum::<usize>();
        // Where nothing is due there is nothing that the brake could hold: it is planned once.
        let (idle, busy): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(_, found)| found.due.is_empty() && found.history.is_empty());
        rest(store, office, today, &idle)?;
        match &mut gathered {
            Some(all) if all.len() + busy.len() <= KEPT => all.extend(busy),
            _ => gathered = None,
        }
    }
    let head = store.head()?;
    let yearly = match yearly::resting_until(store, office, today, &head)? {
        Some(day) => GatheredReminders { look_on: Some(day), ..GatheredReminders::default() },
        None => yearly::due(store, office, last_scan, today)?,
    };
    due += yearly.due.len();
    Ok(DueCount { due, gathered, yearly, head })
}

/// Notes when to look again at agreements that ask for nothing today.
fn rest(store: &mut Store, office: &Office, today: Day, idle: &[(i64, GatheredReminders)]) -> Result<(), WatchError> {
    if idle.is_empty() {
        return Ok(());
    }
    store.write(|tx| {
        tx.looks_begin(today)?;
        for (id, found) in idle {
            if let Some(acts) = found.acts {
                tx.set_look(*id, found.look_on, &office.fingerprint, acts)?;
            }
        }
        Ok(())
    })
}

/// Plans a batch. One that cannot be planned stops no other; it is reported and left for the next scan.
fn look(
    store: &Store,
    office: &Office,
    last_scan: Option<Day>,
    today: Day,
    ids: &[i64],
    done: &mut ScanReport,
) -> Result<Vec<(i64, GatheredReminders)>, WatchError> {
    store.snapshot(|| {
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            match caught(|| gather::agreement(store, *id, office, last_scan, today)) {
                Ok(mut found) => {
                    // Its letters go by its acts; other damage is reported each day until it is fixed.
                    if let Err(error) = store.hold_row(*id) {
                        tell(done, format!("agreement {id}: {error}"));
                        found.acts = None;
                    }
                    all.push((*id, found));
                }
                Err(error) => tell(done, format!("agreement {id}: {error}")),
            }
        }
        Ok(all)
    })
}

fn tell(done: &mut ScanReport, what: String) {
    if done.failed.len() < FAILURES_TOLD {
        tracing::warn!("{what}");
        done.failed.push(what);
    }
}

/// Writes a batch: reminders into envelopes, and when to look again. A poisoned record is undone alone.
fn enqueue(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    batch: &[(i64, GatheredReminders)],
    done: &mut ScanReport,
) -> Result<(), WatchError> {
    let mut failed = Vec::new();
    let mut queued = 0;
    store.write(|tx| {
        tx.looks_begin(moment.today)?;
        let mut listed = Vec::new();
        for (id, found) in batch {
            let written = tx.savepoint(|tx| {
                let due = tx.enqueue(&trial::reminders_to_queue(office, &found.due, moment.today), moment.today)?.new;
                let history =
                    tx.enqueue(&trial::reminders_to_queue(office, &found.history, moment.today), moment.today)?.new;
                if let Some(acts) = found.acts {
                    tx.set_look(*id, found.look_on, &office.fingerprint, acts)?;
                }
                Ok::<_, crate::store::StoreError>((due, history))
            });
            match written {
                Ok((due, history)) => {
                    queued += due + history;
                    // What another program queued in between is reported by that program.
                    listed.extend(found.history.iter().filter(|_| history > 0));
                }
                Err(error) if error.is_of_the_record() => failed.push(format!("agreement {id}: {error}")),
                Err(error) => return Err(error),
            }
        }
        system::to_verify(tx, &listed)
    })?;
    for what in failed {
        tell(done, what);
    }
    done.queued += queued as u64;
    Ok(())
}
