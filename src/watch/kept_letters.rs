//! What is kept of letters that went: their bytes for `[store] keep_letters`, and no whole token of a link.
//!
//! Both are the work of a day's scan, by the daemon and by `tick` alike. The invariant: hashes and receipts stay, each
//! step is bounded, and what is left is the next scan's.

use chrono::{DateTime, Utc};

use super::{Office, WatchError};
use crate::clock::earlier_by;
use crate::store::{MoreLeft, Store};

/// Letters whose bytes go at one scan.
const FORGOTTEN: usize = 1_000;
/// Letters in one transaction, of those that an earlier version kept.
const BATCH: usize = 50;
/// So many transactions at one scan.
const BATCHES: usize = 100;

/// Lets go of the bytes of letters older than `[store] keep_letters`, and cuts the tokens that earlier versions left.
pub(super) fn tidy(store: &mut Store, office: &Office, now: DateTime<Utc>) -> Result<(), WatchError> {
    cut_older_links(store)?;
    let Some(before) = earlier_by(office.keep_letters, now) else { return Ok(()) };
    store.write(|tx| tx.forget_letters(before, FORGOTTEN))?;
    store.forget_sent(before);
    Ok(())
}

fn cut_older_links(store: &mut Store) -> Result<(), WatchError> {
    let mut left = store.older_links_left()?;
    for _ in 0..BATCHES {
        if left == MoreLeft::No {
            break;
        }
        left = store.write(|tx| tx.cut_older_links(BATCH))?;
    }
    Ok(())
}
