//! Agreements found again by what they are, where a list gives no references.
//!
//! Same title, day of signing and partners: the same agreement. Same title and partners on another day, or nearly the same
//! title on the same day with the same partners: it resembles one, and somebody has to say. The register is read through
//! once, whatever the length of the list; of each agreement two numbers are kept.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use crate::desk::DeskError;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::store::{Likeness, Tx};
use crate::text::{distance, fold};

/// Agreements read together.
const PAGE: usize = 1_000;
/// So many agreements of one title, or of one day and partner, are looked at.
const ALIKE_AT_MOST: usize = 200;

/// What a row says about which agreement it means.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    pub(super) title: String,
    pub(super) signed_on: Option<Day>,
    /// The partners' ids, in order; `None` where the row names none.
    pub(super) partner: Option<Vec<String>>,
}

/// The register's agreements by title, and by day of signing and partners.
#[derive(Debug, Default)]
pub(super) struct Alike {
    by_title: HashMap<u64, Vec<i64>>,
    by_day: HashMap<u64, Vec<i64>>,
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A title as it is compared.
fn key(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn of_day(signed_on: Option<&str>, partner: &[String]) -> Option<u64> {
    let mut partner: Vec<&str> = partner.iter().map(String::as_str).collect();
    partner.sort_unstable();
    (!partner.is_empty()).then(|| hash((signed_on, partner)))
}

impl Alike {
    pub(super) fn load(tx: &Tx<'_>) -> Result<Self, DeskError> {
        let mut alike = Self::default();
        let mut after = 0;
        loop {
            let page = tx.likenesses(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(alike) };
            after = last.id;
            for Likeness { id, title, signed_on, partner } in page {
                let partner: Vec<String> = partner.split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect();
                alike.put(id, &title, signed_on.as_deref(), &partner);
            }
        }
    }

    fn put(&mut self, id: i64, title: &str, signed_on: Option<&str>, partner: &[String]) {
        self.by_title.entry(hash(key(title))).or_default().push(id);
        if let Some(day) = of_day(signed_on, partner) {
            self.by_day.entry(day).or_default().push(id);
        }
    }

    /// Learns an agreement that has just come in.
    pub(super) fn learn(&mut self, id: i64, facts: &Facts) {
        self.put(id, &facts.title, facts.signed_on.map(|day| day.to_string()).as_deref(), &facts.partner);
    }

    /// The agreements that are just what is sought, with their facts.
    pub(super) fn same(&self, tx: &Tx<'_>, sought: &Sought) -> Result<Vec<(i64, Facts)>, DeskError> {
        let mut same = Vec::new();
        for id in self.by_title.get(&hash(key(&sought.title))).into_iter().flatten().take(ALIKE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            if key(&facts.title) == key(&sought.title) && facts.signed_on == sought.signed_on && fits(sought, &facts) {
                same.push((*id, facts));
            }
        }
        Ok(same)
    }

    /// An agreement of just that title and day with whatever partner: of one that is typed into a form somebody is asked. A
    /// party's name is written in many ways, and one nobody knows makes a new party.
    pub(super) fn twin(&self, tx: &Tx<'_>, sought: &Sought) -> Result<Option<Facts>, DeskError> {
        let Some(signed_on) = sought.signed_on else { return Ok(None) };
        for id in self.by_title.get(&hash(key(&sought.title))).into_iter().flatten().take(ALIKE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            let same = key(&facts.title) == key(&sought.title) && facts.signed_on == Some(signed_on);
            if same && !facts.is_restricted() {
                return Ok(Some(facts));
            }
        }
        Ok(None)
    }

    /// An agreement that resembles what is sought, none of those that other rows of the file are about.
    pub(super) fn near(&self, tx: &Tx<'_>, sought: &Sought, taken: &BTreeSet<i64>) -> Result<Option<Facts>, DeskError> {
        let day = sought.signed_on.map(|day| day.to_string());
        let of_day = sought.partner.as_ref().and_then(|partner| of_day(day.as_deref(), partner));
        let by_title = self.by_title.get(&hash(key(&sought.title))).into_iter().flatten();
        let by_day = of_day.and_then(|day| self.by_day.get(&day)).into_iter().flatten();
        for id in by_title.chain(by_day).filter(|id| !taken.contains(id)).take(ALIKE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            let (one, other) = (key(&facts.title), key(&sought.title));
            let long = one.chars().count().max(other.chars().count());
            let titles = one == other || distance(&one, &other) * 5 <= long;
            if titles && fits(sought, &facts) && !facts.is_restricted() {
                return Ok(Some(facts));
            }
        }
        Ok(None)
    }
}

/// Whether the partners are the same, as far as both are known.
fn fits(sought: &Sought, facts: &Facts) -> bool {
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    sought.partner.as_ref().is_none_or(|ids| facts.partner.is_empty() || sorted(ids) == sorted(&facts.partner))
}
