//! One agreement for planning: everything that was read of it, and its situation on a day.
//!
//! Planning, composing, correcting and showing an agreement all start here: [`Dossier`] is what the register holds of
//! it, its acts and its letters; [`Situation`] is what follows on one day, its timeline, its milestones and its plan.
//! Not here: how reminders become envelopes, and any sentence. The invariants: nothing is read twice for one situation,
//! and a situation depends on the dossier, the office's rules and the day alone.

mod situation;

use super::WatchError;
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Key, QueuedReminder, Subject};
use crate::store::{Queued, Store, Stored, TakenBack};

pub(crate) use situation::GoneMilestone;
pub(in crate::watch) use situation::{LOOK_AGAIN_DAYS, last_informed_scan};
pub use situation::{Situation, TimelineReach, horizon};

/// What the register holds of one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Its number and its acts, in the order of recording.
    pub agreement: Agreement,
    /// Its reminders on their way or sent, the oldest first.
    pub queued: Vec<Queued>,
    /// Those that were taken back before any server said that it has them.
    pub withdrawn: Vec<TakenBack>,
}

impl Dossier {
    /// The agreement of that number, as it is known today.
    pub fn read(store: &Store, id: i64, today: Day) -> Result<Self, WatchError> {
        Self::of(store, store.record_of(id)?, today)
    }

    /// The same for one whose acts were read already.
    pub fn of(store: &Store, agreement: Agreement, today: Day) -> Result<Self, WatchError> {
        let subject = Subject::Agreement(agreement.id);
        let queued = store.queued(&subject)?;
        let withdrawn = store.taken_back(&subject, Day::first())?;
        Ok(Self { queued, withdrawn, ..Self::without_letters(agreement, today) })
    }

    /// The same where its letters do not matter: nothing counts as queued.
    ///
    /// An act recorded on a day later than today was recorded under a clock that was wrong, and is known today.
    pub(crate) fn without_letters(mut agreement: Agreement, today: Day) -> Self {
        for act in agreement.acts.iter_mut().filter(|act| act.recorded_on > today) {
            act.recorded_on = today;
        }
        Self { agreement, queued: Vec::new(), withdrawn: Vec::new() }
    }

    /// The same as it was known at the end of an earlier day; its letters are left out.
    pub fn known_on(stored: &Stored, day: Day) -> Self {
        Self::of_acts(stored.id, &stored.acts, day)
    }

    /// The same of acts that were read without what is stored as known.
    pub(crate) fn of_then(record: &Agreement, day: Day) -> Self {
        Self::of_acts(record.id, &record.acts, day)
    }

    /// The same as those acts alone make it; its letters are left out.
    pub(in crate::watch) fn with_acts(record: &Agreement, counts: impl Fn(&Act) -> bool) -> Self {
        let acts = record.acts.iter().filter(|act| counts(act)).cloned().collect();
        Self { agreement: Agreement { id: record.id, acts }, queued: Vec::new(), withdrawn: Vec::new() }
    }

    fn of_acts(id: i64, acts: &[Act], day: Day) -> Self {
        let acts = acts.iter().filter(|act| act.recorded_on <= day).cloned().collect();
        Self { agreement: Agreement { id, acts }, queued: Vec::new(), withdrawn: Vec::new() }
    }

    /// What its reminders are known by.
    pub fn subject(&self) -> Subject {
        Subject::Agreement(self.agreement.id)
    }

    /// The keys of its reminders on their way or sent.
    pub fn keys(&self) -> Vec<Key> {
        self.queued.iter().map(|queued| queued.key.clone()).collect()
    }

    /// All of them, as a plan looks at them.
    pub fn earlier(&self) -> Vec<QueuedReminder> {
        self.queued.iter().map(Queued::earlier).chain(self.withdrawn.iter().map(TakenBack::earlier)).collect()
    }
}

impl Stored {
    /// The agreement with its acts, as the date rules take it.
    pub fn agreement(&self) -> Agreement {
        Agreement { id: self.id, acts: self.acts.clone() }
    }

    /// The same, where nothing else of it is wanted.
    pub(crate) fn into_agreement(self) -> Agreement {
        Agreement { id: self.id, acts: self.acts }
    }
}
