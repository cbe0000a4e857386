//! Which agreements a digest reads: only those in its lists where the board knows them, else all.
//!
//! The board selects and counts; the displayed content is derived again. All is read in one snapshot, so the counts
//! match what was read. The invariant: rows and numbers are those of reading everything.

use std::collections::{BTreeMap, BTreeSet};

use super::{DigestBuilder, PAGE};
use crate::lifecycle::day::Day;
use crate::message::digest::ROWS_MAX;
use crate::store::{DigestList, Filter, MatterBasis, Store};
use crate::watch::WatchError;
use crate::watch::digest::DigestReader;
use crate::watch::digest::rows::by_link::SHOWN_DAYS;

/// At most this many records that cannot be read are listed one by one.
const FAILURES_TOLD: usize = 100;
/// Where the board does not hold for more, all are looked at.
const STALE_AT_MOST: usize = 500;
/// Where more was recorded since the last digest, all are looked at.
const RECENT_AT_MOST: usize = 2_000;

/// Agreements to look at, and what the others would bring.
struct DigestSelection {
    ids: BTreeSet<i64>,
    /// Of which the board knows nothing that holds.
    stale: BTreeSet<i64>,
    /// The matters of the rest and of the chosen ones, by list.
    counts: BTreeMap<DigestList, usize>,
}

impl DigestBuilder<'_> {
    /// Puts agreements into the lists, and says which could not be read, with the reason; they hide no other.
    pub(super) fn agreements(&mut self, store: &Store) -> Result<Vec<String>, WatchError> {
        let mut failed = Vec::new();
        let chosen = store.snapshot(|| {
            let Some(choice) = self.choice(store)? else { return Ok(false) };
            let mut seen: BTreeMap<DigestList, usize> = BTreeMap::new();
            for id in choice.ids {
                let before = self.counted();
                self.look(store, id, &mut failed)?;
                if !choice.stale.contains(&id) {
                    for (list, count) in self.counted() {
                        *seen.entry(list).or_default() += count - before.get(&list).copied().unwrap_or_default();
                    }
                }
            }
            for (list, count) in choice.counts {
                self.pass_over(list, count.saturating_sub(seen.get(&list).copied().unwrap_or_default()));
            }
            Ok::<_, WatchError>(true)
        })?;
        if chosen {
            return Ok(failed);
        }
        let filter = Filter { officer: self.own(), ..Filter::default() };
        let mut after = 0;
        loop {
            let page = store.find(&filter, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(failed) };
            after = *last;
            // Of one moment: a transaction for each of them would cost as much as reading it.
            store.snapshot(|| page.into_iter().try_for_each(|id| self.look(store, id, &mut failed)))?;
        }
    }

    fn look(&mut self, store: &Store, id: i64, failed: &mut Vec<String>) -> Result<(), WatchError> {
        match store.record_of(id).map_err(WatchError::from).and_then(|record| self.agreement(&record)) {
            Err(WatchError::Store(error)) if !error.is_of_the_record() => return Err(error.into()),
            Err(error) if failed.len() < FAILURES_TOLD => failed.push(format!("agreement {id}: {error}")),
            _ => {}
        }
        Ok(())
    }

    /// The contact whose agreements alone are looked at.
    fn own(&self) -> Option<String> {
        matches!(self.reader, DigestReader::Officer | DigestReader::Fallback).then(|| self.contact.id.clone())
    }

    /// What the board chooses; none where all have to be looked at.
    fn choice(&self, store: &Store) -> Result<Option<DigestSelection>, WatchError> {
        // What a trial mentioned may lie beyond every list.
        if !self.told_in_trial.is_empty() {
            return Ok(None);
        }
        let (office, own) = (self.office, self.own());
        let (rules, digest_rules, officer) = (&*office.day_rules, &*office.fingerprint, own.as_deref());
        let basis = MatterBasis { rules, digest_rules, today: self.today, officer };
        let stale = store.matters_stale(rules, digest_rules, self.today, STALE_AT_MOST + 1)?;
        if stale.len() > STALE_AT_MOST {
            return Ok(None);
        }
        let stale: BTreeSet<i64> = match officer {
            Some(contact) => store.looked_after_by(contact, stale)?.into_iter().collect(),
            None => stale.into_iter().collect(),
        };
        let mut ids = stale.clone();
        let by_link_since = self.today.plus_days(-SHOWN_DAYS).unwrap_or_else(|_| Day::first());
        for (list, since) in [(DigestList::Recorded, self.news.on), (DigestList::ByLink, by_link_since)] {
            let recent = store.matters_since(&basis, list, since, RECENT_AT_MOST + 1)?;
            if recent.len() > RECENT_AT_MOST {
                return Ok(None);
            }
            ids.extend(recent);
        }
        let mut counts = store.matter_counts(&basis, self.news.on)?;
        counts.retain(|list, _| self.lists().contains(list));
        // What came in on the day of the last digest, that digest may have told.
        let came_in = match self.news.after {
            Some(newest) => store.registered_after(newest, officer)?,
            None => Vec::new(),
        };
        let came_in: Vec<i64> = came_in.into_iter().filter(|id| !stale.contains(id)).collect();
        if self.news.after.is_some()
            && let Some(count) = counts.get_mut(&DigestList::Registered)
        {
            *count = came_in.len();
        }
        ids.extend(came_in.into_iter().take(ROWS_MAX));
        for list in counts.keys().filter(|list| **list != DigestList::Registered || self.news.after.is_none()) {
            let since = if *list == DigestList::Registered { self.news.on } else { Day::first() };
            ids.extend(store.matters_since(&basis, *list, since, ROWS_MAX)?);
        }
        Ok(Some(DigestSelection { ids, stale, counts }))
    }

    /// The lists that this reader has, as the board knows them.
    fn lists(&self) -> &'static [DigestList] {
        use DigestList::{
            Awaiting, DirectorAwaiting, DirectorOverdue, Gaps, Observances, Overdue, Registered, Untold, Verify,
            Within30, Within90,
        };
        match self.reader {
            DigestReader::Director => &[DirectorOverdue, DirectorAwaiting],
            DigestReader::Officer | DigestReader::Head | DigestReader::Fallback => {
                &[Overdue, Awaiting, Within30, Within90, Observances, Gaps, Untold, Verify, Registered]
            }
        }
    }

    /// The days of what is in each list, and how many more there are.
    pub(in crate::watch::digest) fn listed(&self) -> Vec<(DigestList, Vec<Day>, usize)> {
        let one = |list: &DigestList| {
            let (days, more) = match list {
                DigestList::Overdue | DigestList::DirectorOverdue => self.overdue.days(),
                DigestList::Awaiting | DigestList::DirectorAwaiting => self.awaiting.days(),
                DigestList::Within30 => self.within_30.days(),
                DigestList::Within90 => self.within_90.days(),
                DigestList::Observances => self.observances.days(),
                DigestList::Gaps => self.gaps.days(),
                DigestList::Untold => self.untold.days(),
                DigestList::Verify => self.verify.days(),
                DigestList::Registered => self.registered.days(),
                DigestList::Recorded | DigestList::ByLink => (Vec::new(), 0),
            };
            (*list, days, more)
        };
        self.lists().iter().map(one).collect()
    }

    fn counted(&self) -> BTreeMap<DigestList, usize> {
        self.listed().into_iter().map(|(list, days, more)| (list, days.len() + more)).collect()
    }

    /// Counts so many matters of a list that were not looked at: they come after all that it shows.
    fn pass_over(&mut self, list: DigestList, count: usize) {
        match list {
            DigestList::Overdue | DigestList::DirectorOverdue => self.overdue.pass_over(count),
            DigestList::Awaiting | DigestList::DirectorAwaiting => self.awaiting.pass_over(count),
            DigestList::Within30 => self.within_30.pass_over(count),
            DigestList::Within90 => self.within_90.pass_over(count),
            DigestList::Observances => self.observances.pass_over(count),
            DigestList::Gaps => self.gaps.pass_over(count),
            DigestList::Untold => self.untold.pass_over(count),
            DigestList::Verify => {
                self.to_verify += count;
                self.verify.pass_over(count);
            }
            DigestList::Registered => self.registered.pass_over(count),
            DigestList::Recorded | DigestList::ByLink => {}
        }
    }
}
