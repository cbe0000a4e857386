//! What is worked out once and used by many requests: counts, days, each person's digest.
//!
//! They hold for one state of the acts, one day and one set of rules; nothing here outlives a change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::answer::Trouble;
use crate::desk::agenda::{Agenda, AgendaSpan, agenda};
use crate::desk::digest::{Shown, digest, of_all};
use crate::desk::list::{self, BoardCounts, Query};
use crate::desk::{Desk, DeskError};
use crate::lifecycle::day::Day;
use crate::store::Offers;

/// What is kept.
#[derive(Default)]
pub(crate) struct PageCache {
    counts: Mutex<HashMap<String, (CacheKey, Arc<BoardCounts>)>>,
    offers: Mutex<Option<(i64, Arc<Offers>)>>,
    digests: Mutex<HashMap<String, Digested>>,
    agendas: Mutex<Agendas>,
}

/// The days between two, with what they hang on.
type Agendas = HashMap<(Day, Day), (CacheKey, Arc<Agenda>)>;

struct Digested {
    state: CacheKey,
    at: DateTime<Utc>,
    shown: Option<Arc<Shown>>,
}

/// What a digest hangs on, but for letters that could not be delivered.
#[derive(Clone, PartialEq, Eq)]
struct CacheKey {
    newest: i64,
    today: Day,
    rules: String,
}

/// Letters fail without an act; a digest is no older than this.
const DIGEST_MINUTES: i64 = 5;
/// So many queries' counts are kept.
const COUNTS_AT_MOST: usize = 200;
/// So many spans of days are kept.
const AGENDAS_AT_MOST: usize = 24;
/// So many people's digests are kept.
const DIGESTS_AT_MOST: usize = 200;

impl CacheKey {
    fn of(desk: &Desk) -> Result<Self, Trouble> {
        Ok(Self { newest: desk.store.newest_act()?, today: desk.today(), rules: desk.office.fingerprint.clone() })
    }
}

impl PageCache {
    /// The days between two.
    pub(crate) fn agenda(&self, desk: &Desk, from: Day, to: Day) -> Result<Arc<Agenda>, Trouble> {
        let state = CacheKey::of(desk)?;
        {
            let agendas = self.agendas.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, agenda)) = agendas.get(&(from, to)).filter(|(kept, _)| *kept == state) {
                return Ok(Arc::clone(agenda));
            }
        }
        let made = Arc::new(agenda(desk, AgendaSpan { from, through: to, known_on: None })?);
        let mut agendas = self.agendas.lock().unwrap_or_else(PoisonError::into_inner);
        if agendas.len() >= AGENDAS_AT_MOST {
            agendas.clear();
        }
        agendas.insert((from, to), (state, Arc::clone(&made)));
        Ok(made)
    }

    /// How many agreements a query lets through, by status.
    pub(crate) fn counts(&self, desk: &Desk, query: &Query) -> Result<Arc<BoardCounts>, Trouble> {
        let (state, asked) = (CacheKey::of(desk)?, format!("{query:?}"));
        {
            let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, counts)) = counts.get(&asked).filter(|(kept, _)| *kept == state) {
                return Ok(Arc::clone(counts));
            }
        }
        let made = Arc::new(list::counts(desk, query)?);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= COUNTS_AT_MOST {
            counts.clear();
        }
        counts.insert(asked, (state, Arc::clone(&made)));
        Ok(made)
    }

    /// What there is to narrow the register by.
    pub(crate) fn offers(&self, desk: &Desk) -> Result<Arc<Offers>, Trouble> {
        let newest = desk.store.newest_act()?;
        let mut offers = self.offers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, offers)) = offers.as_ref().filter(|(kept, _)| *kept == newest) {
            return Ok(Arc::clone(offers));
        }
        let made = Arc::new(desk.store.offers()?);
        *offers = Some((newest, Arc::clone(&made)));
        Ok(made)
    }

    /// What a contact's digest would say now; none for whom it has nothing to say to.
    pub(crate) fn digest(&self, desk: &Desk, contact: &str, now: DateTime<Utc>) -> Result<Option<Arc<Shown>>, Trouble> {
        self.digested(desk, contact, now, || match digest(desk, Some(contact)) {
            Ok(mut all) => Ok(all.pop()),
            Err(DeskError::NoDigest(_)) => Ok(None),
            Err(error) => Err(error.into()),
        })
    }

    /// What a digest of all matters would say to that contact now.
    pub(crate) fn digest_of_all(&self, desk: &Desk, contact: &str, now: DateTime<Utc>) -> Result<Arc<Shown>, Trouble> {
        // No contact's id has a blank in it.
        let key = format!("{contact} all");
        let shown = self.digested(desk, &key, now, || Ok(Some(of_all(desk, contact)?)))?;
        shown.ok_or(Trouble::NotFound)
    }

    fn digested(
        &self,
        desk: &Desk,
        key: &str,
        now: DateTime<Utc>,
        make: impl FnOnce() -> Result<Option<Shown>, Trouble>,
    ) -> Result<Option<Arc<Shown>>, Trouble> {
        let state = CacheKey::of(desk)?;
        {
            let digests = self.digests.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = |kept: &&Digested| kept.state == state && now - kept.at < TimeDelta::minutes(DIGEST_MINUTES);
            if let Some(kept) = digests.get(key).filter(fresh) {
                return Ok(kept.shown.clone());
            }
        }
        let shown = make()?.map(Arc::new);
        let mut digests = self.digests.lock().unwrap_or_else(PoisonError::into_inner);
        if digests.len() >= DIGESTS_AT_MOST {
            digests.clear();
        }
        digests.insert(key.to_owned(), Digested { state, at: now, shown: shown.clone() });
        Ok(shown)
    }
}
