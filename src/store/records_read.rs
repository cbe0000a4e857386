//! The acts of agreements as they were read last, and which rows are what their acts made them, in a copy of the register
//! that lies in memory.
//!
//! A rehearsal reads every agreement again for each day on which something is due, and nobody records anything meanwhile.
//! A register in a file is read anew each time: another program may write it, and a damaged page is noticed. The invariant:
//! what is given is what reading again would give.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::office::PartnerCountry;
use crate::lifecycle::agreement::Agreement;

/// Countries by their ISO codes, shared by whoever asks.
pub(super) type PartnerCountries = Arc<BTreeMap<String, PartnerCountry>>;

/// So many are kept; others are read each time.
const KEPT_AT_MOST: usize = 4_096;

/// None of a register in a file.
#[derive(Debug, Default)]
pub(super) struct RecordsRead(Option<RefCell<KnownRecords>>);

#[derive(Debug, Default)]
struct KnownRecords {
    acts: BTreeMap<i64, Agreement>,
    sound: BTreeSet<i64>,
    /// The countries that all of them are with.
    countries: Option<PartnerCountries>,
}

impl RecordsRead {
    /// Of a copy that nobody else sees.
    pub(super) fn of_copy() -> Self {
        Self(Some(RefCell::default()))
    }

    pub(super) fn get(&self, id: i64) -> Option<Agreement> {
        self.0.as_ref()?.borrow().acts.get(&id).cloned()
    }

    pub(super) fn keep(&self, record: &Agreement) {
        if let Some(known) = &self.0
            && known.borrow().acts.len() < KEPT_AT_MOST
        {
            known.borrow_mut().acts.insert(record.id, record.clone());
        }
    }

    pub(super) fn countries(&self) -> Option<PartnerCountries> {
        self.0.as_ref()?.borrow().countries.clone()
    }

    pub(super) fn keep_countries(&self, countries: &PartnerCountries) {
        if let Some(known) = &self.0 {
            known.borrow_mut().countries = Some(Arc::clone(countries));
        }
    }

    /// Whether its row was found to be what its acts made it.
    pub(super) fn is_sound(&self, id: i64) -> bool {
        self.0.as_ref().is_some_and(|known| known.borrow().sound.contains(&id))
    }

    pub(super) fn is_sound_now(&self, id: i64) {
        if let Some(known) = &self.0 {
            known.borrow_mut().sound.insert(id);
        }
    }

    /// Something is recorded about an agreement, or about what all of them are read with.
    pub(super) fn forget(&self, id: Option<i64>) {
        let Some(known) = &self.0 else { return };
        let mut known = known.borrow_mut();
        match id {
            Some(id) => {
                known.acts.remove(&id);
                known.sound.remove(&id);
                known.countries = None;
            }
            None => *known = KnownRecords::default(),
        }
    }
}
