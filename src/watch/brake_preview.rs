//! What the brake holds back: the reminders that a scan of today would queue, for review before the brake is released.
//!
//! Computed as a scan does it; nothing is written. The invariant: it is bounded, in what is shown and in what is
//! examined.

use super::{Office, WatchError, caught, gather, yearly};
use crate::lifecycle::day::Day;
use crate::store::{DueCursor, NewReminder, Store};

/// At most this many agreements are looked at,
const LOOKED_AT: usize = 4096;
/// so many at once.
const BATCH: usize = 200;

/// The first reminders that a scan of today would queue.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeldReminders {
    /// The reminders, at most as many as were asked for.
    pub(crate) first: Vec<NewReminder>,
    /// Whether there are more of them.
    pub(crate) is_cut: bool,
}

/// The first `limit` reminders that a scan of today would queue, in the order of the agreements.
pub(crate) fn reminders_of_next_scan(
    store: &Store,
    office: &Office,
    today: Day,
    limit: usize,
) -> Result<HeldReminders, WatchError> {
    let last_scan = store.last_scan()?.map(|scan| scan.on).filter(|on| *on <= today);
    let mut found = HeldReminders { first: yearly::due(store, office, last_scan, today)?.due, is_cut: false };
    let mut cursor = DueCursor::default();
    for _ in 0..LOOKED_AT / BATCH {
        let ids = store.agreements_due(today, &office.fingerprint, &mut cursor, BATCH)?;
        if ids.is_empty() || found.first.len() > limit {
            break;
        }
        for id in ids {
            // One that cannot be planned hides no other; the scan reports it.
            match caught(|| gather::agreement(store, id, office, last_scan, today)) {
                Ok(planned) => found.first.extend(planned.due),
                Err(error) => tracing::warn!("agreement {id}: {error}"),
            }
        }
    }
    found.is_cut = found.first.len() > limit;
    found.first.truncate(limit);
    Ok(found)
}
