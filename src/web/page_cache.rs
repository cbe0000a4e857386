//! What is worked out once and used by many requests: counts, days, each person's digest and first page.
//!
//! They hold for one state of the acts, one day and one configuration; what tells of letters, for one state of those, too.
//! The invariant: the first request after a change is answered as though nothing were kept.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use super::answer::Trouble;
use crate::desk::agenda::{Agenda, AgendaSpan, agenda};
use crate::desk::digest::{DigestPreview, digest, letters_mark, of_all};
use crate::desk::list::{self, BoardCounts, Query};
use crate::desk::{Desk, DeskError};
use crate::lifecycle::day::Day;
use crate::store::Offers;

/// What is kept.
pub(crate) struct PageCache {
    counts: Kept<String, Arc<BoardCounts>>,
    offers: Kept<(), Arc<Offers>>,
    digests: Kept<String, Option<Arc<DigestPreview>>>,
    wholes: Kept<String, Arc<DigestPreview>>,
    agendas: Kept<(Day, Day), Arc<Agenda>>,
    homes: Kept<(String, String), Arc<str>>,
}

/// So many queries' counts are kept.
const COUNTS_AT_MOST: usize = 200;
/// So many spans of days are kept.
const AGENDAS_AT_MOST: usize = 8;
/// So many people's digests are kept, and digests of all matters,
const DIGESTS_AT_MOST: usize = 200;
/// and first pages, of some ten thousand bytes each.
const HOMES_AT_MOST: usize = 200;

/// What a value hangs on.
#[derive(Clone, PartialEq, Eq)]
struct CacheKey {
    newest: i64,
    today: Day,
    rules: String,
    config: String,
    /// What letters change of it; nothing of what hangs on acts and days alone.
    letters: String,
}

impl CacheKey {
    fn of(desk: &Desk) -> Result<Self, Trouble> {
        Ok(Self {
            newest: desk.store.newest_act()?,
            today: desk.today(),
            rules: desk.office.fingerprint.clone(),
            config: desk.config.text_hash.clone(),
            letters: String::new(),
        })
    }

    /// The same of what a digest says to that contact.
    fn of_digest(desk: &Desk, contact: &str) -> Result<Self, Trouble> {
        Ok(Self { letters: letters_mark(desk, contact)?, ..Self::of(desk)? })
    }
}

/// Values of one kind by what was asked, so many at most.
struct Kept<K, V> {
    most: usize,
    values: Mutex<HashMap<K, Worked<V>>>,
}

/// A value with what it hangs on.
struct Worked<V> {
    state: CacheKey,
    value: V,
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    fn new(most: usize) -> Self {
        Self { most, values: Mutex::default() }
    }

    /// The value that is kept under that state, or one that is made now. Two requests may make it at once: neither waits for
    /// the other. The state is read before the value: what changes in between is seen by the next request.
    fn get(&self, state: CacheKey, asked: K, make: impl FnOnce() -> Result<V, Trouble>) -> Result<V, Trouble> {
        {
            let values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = values.get(&asked).filter(|kept| kept.state == state) {
                return Ok(kept.value.clone());
            }
        }
        let value = make()?;
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        if values.len() >= self.most && !values.contains_key(&asked) {
            values.clear();
        }
        values.insert(asked, Worked { state, value: value.clone() });
        Ok(value)
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self {
            counts: Kept::new(COUNTS_AT_MOST),
            offers: Kept::new(1),
            digests: Kept::new(DIGESTS_AT_MOST),
            wholes: Kept::new(DIGESTS_AT_MOST),
            agendas: Kept::new(AGENDAS_AT_MOST),
            homes: Kept::new(HOMES_AT_MOST),
        }
    }
}

impl PageCache {
    /// The days between two.
    pub(crate) fn agenda(&self, desk: &Desk, from: Day, through: Day) -> Result<Arc<Agenda>, Trouble> {
        let span = AgendaSpan { from, through, known_on: None };
        self.agendas.get(CacheKey::of(desk)?, (from, through), || Ok(Arc::new(agenda(desk, span)?)))
    }

    /// How many agreements a query lets through, by status.
    pub(crate) fn counts(&self, desk: &Desk, query: &Query) -> Result<Arc<BoardCounts>, Trouble> {
        self.counts.get(CacheKey::of(desk)?, format!("{query:?}"), || Ok(Arc::new(list::counts(desk, query)?)))
    }

    /// What there is to narrow the register by.
    pub(crate) fn offers(&self, desk: &Desk) -> Result<Arc<Offers>, Trouble> {
        self.offers.get(CacheKey::of(desk)?, (), || Ok(Arc::new(desk.store.offers()?)))
    }

    /// What a contact's digest would say now; none for whom it has nothing to say to.
    pub(crate) fn digest(&self, desk: &Desk, contact: &str) -> Result<Option<Arc<DigestPreview>>, Trouble> {
        self.digests.get(CacheKey::of_digest(desk, contact)?, contact.to_owned(), || {
            match digest(desk, Some(contact)) {
                Ok(mut all) => Ok(all.pop().map(Arc::new)),
                Err(DeskError::NoDigest(_)) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// What a digest of all matters would say to a contact whose own holds less.
    pub(crate) fn digest_of_all(&self, desk: &Desk, contact: &str) -> Result<Arc<DigestPreview>, Trouble> {
        let state = CacheKey::of_digest(desk, contact)?;
        self.wholes.get(state, contact.to_owned(), || Ok(Arc::new(of_all(desk, contact)?)))
    }

    /// What the first page shows a contact under that query on that day, as it stands between the page's head and foot.
    pub(crate) fn home(
        &self,
        desk: &Desk,
        today: Day,
        (contact, query): (&str, &str),
        make: impl FnOnce() -> Result<String, Trouble>,
    ) -> Result<Arc<str>, Trouble> {
        // The day of the request is the one that is told, also where midnight has passed since.
        let state = CacheKey { today, ..CacheKey::of_digest(desk, contact)? };
        self.homes.get(state, (contact.to_owned(), query.to_owned()), || Ok(make()?.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::desk::open::configuration;
    use crate::store::Store;

    const OFFICE: &str = "[office]\nname = \"Sở Ngoại vụ\"\nfallback = \"head\"\n[store]\npath = \"register.db\"\n\
                          [contacts.head]\nname = \"Trưởng phòng\"\nemail = \"head@example.vn\"\n[roles]\nhead = [\"head\"]\n";

    /// A first page that was made so many minutes before midnight holds until midnight, and one for a request that came
    /// before midnight is not shown after it.
    #[test]
    fn a_first_page_ends_at_midnight() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let file = folder.path().join("config.toml");
        std::fs::write(&file, OFFICE).unwrap_or_else(|error| panic!("{error}"));
        drop(Store::create(&folder.path().join("register.db")).unwrap_or_else(|error| panic!("{error}")));
        let config = configuration(&file).unwrap_or_else(|error| panic!("{error}"));
        let mut desk = Desk::of(config).unwrap_or_else(|error| panic!("{error}"));
        let cache = PageCache::default();
        let mut look = |now: &str, asked_on: Option<Day>, made: &str| {
            let at = now.parse().unwrap_or_else(|error| panic!("{error}"));
            desk.clock = Clock::fixed(at, desk.clock.zone());
            let today = asked_on.unwrap_or(desk.today());
            let body = cache.home(&desk, today, ("head", ""), || Ok(made.to_owned()));
            (today, body.unwrap_or_else(|trouble| panic!("{trouble:?}")).to_string())
        };
        let (saturday, first) = look("2026-11-21T23:50:00+07:00", None, "of Saturday");
        assert_eq!(first, "of Saturday");
        assert_eq!(look("2026-11-21T23:59:59+07:00", None, "anew").1, "of Saturday");
        assert_eq!(look("2026-11-22T00:00:00+07:00", Some(saturday), "late").1, "of Saturday");
        assert_eq!(look("2026-11-22T00:00:00+07:00", None, "of Sunday").1, "of Sunday");
        assert_eq!(look("2026-11-22T00:00:01+07:00", Some(saturday), "late").1, "late");
        assert_eq!(look("2026-11-22T00:00:01+07:00", None, "of Sunday, anew").1, "of Sunday, anew");
    }
}
