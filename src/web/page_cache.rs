//! What is worked out once and used by many requests: counts, days, each person's digest.
//!
//! They hold for one state of the acts, one day and one set of rules; nothing here outlives a change.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::answer::Trouble;
use crate::desk::agenda::{Agenda, AgendaSpan, agenda};
use crate::desk::digest::{DigestPreview, digest, of_all};
use crate::desk::list::{self, BoardCounts, Query};
use crate::desk::{Desk, DeskError};
use crate::lifecycle::day::Day;
use crate::store::Offers;

/// What is kept.
pub(crate) struct PageCache {
    counts: Kept<String, Arc<BoardCounts>>,
    offers: Kept<(), Arc<Offers>>,
    digests: Kept<String, Option<Arc<DigestPreview>>>,
    agendas: Kept<(Day, Day), Arc<Agenda>>,
}

/// Letters fail without an act; a digest is no older than this.
const DIGEST_LASTS: TimeDelta = TimeDelta::minutes(5);
/// So many queries' counts are kept.
const COUNTS_AT_MOST: usize = 200;
/// So many spans of days are kept.
const AGENDAS_AT_MOST: usize = 24;
/// So many people's digests are kept.
const DIGESTS_AT_MOST: usize = 200;

/// What a value hangs on.
#[derive(Clone, PartialEq, Eq)]
struct CacheKey {
    newest: i64,
    today: Day,
    rules: String,
}

impl CacheKey {
    fn of(desk: &Desk) -> Result<Self, Trouble> {
        Ok(Self { newest: desk.store.newest_act()?, today: desk.today(), rules: desk.office.fingerprint.clone() })
    }
}

/// Values of one kind by what was asked, so many at most.
struct Kept<K, V> {
    most: usize,
    /// How long one holds, whatever else stays as it is.
    lasts: TimeDelta,
    values: Mutex<HashMap<K, Worked<V>>>,
}

/// A value with what it hangs on, and when it was worked out.
struct Worked<V> {
    state: CacheKey,
    at: DateTime<Utc>,
    value: V,
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    fn new(most: usize, lasts: TimeDelta) -> Self {
        Self { most, lasts, values: Mutex::default() }
    }

    /// The value that is kept, or one that is made now. Two requests may make it at once: neither waits for the other.
    fn get(&self, desk: &Desk, asked: K, make: impl FnOnce() -> Result<V, Trouble>) -> Result<V, Trouble> {
        let (state, now) = (CacheKey::of(desk)?, desk.clock.now());
        {
            let values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
            let holds = |kept: &&Worked<V>| kept.state == state && now - kept.at < self.lasts;
            if let Some(kept) = values.get(&asked).filter(holds) {
                return Ok(kept.value.clone());
            }
        }
        let value = make()?;
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        if values.len() >= self.most {
            values.clear();
        }
        values.insert(asked, Worked { state, at: now, value: value.clone() });
        Ok(value)
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self {
            counts: Kept::new(COUNTS_AT_MOST, TimeDelta::MAX),
            offers: Kept::new(1, TimeDelta::MAX),
            digests: Kept::new(DIGESTS_AT_MOST, DIGEST_LASTS),
            agendas: Kept::new(AGENDAS_AT_MOST, TimeDelta::MAX),
        }
    }
}

impl PageCache {
    /// The days between two.
    pub(crate) fn agenda(&self, desk: &Desk, from: Day, through: Day) -> Result<Arc<Agenda>, Trouble> {
        let span = AgendaSpan { from, through, known_on: None };
        self.agendas.get(desk, (from, through), || Ok(Arc::new(agenda(desk, span)?)))
    }

    /// How many agreements a query lets through, by status.
    pub(crate) fn counts(&self, desk: &Desk, query: &Query) -> Result<Arc<BoardCounts>, Trouble> {
        self.counts.get(desk, format!("{query:?}"), || Ok(Arc::new(list::counts(desk, query)?)))
    }

    /// What there is to narrow the register by.
    pub(crate) fn offers(&self, desk: &Desk) -> Result<Arc<Offers>, Trouble> {
        self.offers.get(desk, (), || Ok(Arc::new(desk.store.offers()?)))
    }

    /// What a contact's digest would say now; none for whom it has nothing to say to.
    pub(crate) fn digest(&self, desk: &Desk, contact: &str) -> Result<Option<Arc<DigestPreview>>, Trouble> {
        self.digests.get(desk, contact.to_owned(), || match digest(desk, Some(contact)) {
            Ok(mut all) => Ok(all.pop().map(Arc::new)),
            Err(DeskError::NoDigest(_)) => Ok(None),
            Err(error) => Err(error.into()),
        })
    }

    /// What a digest of all matters would say to a contact whose own holds less.
    pub(crate) fn digest_of_all(&self, desk: &Desk, contact: &str) -> Result<Arc<DigestPreview>, Trouble> {
        // No contact's id has a blank in it.
        let shown = self.digests.get(desk, format!("{contact} all"), || Ok(Some(Arc::new(of_all(desk, contact)?))))?;
        shown.ok_or(Trouble::NotFound)
    }
}
