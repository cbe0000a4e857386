//! What a trial would have told a contact about agreements of other officers: a ladder may name anyone.

use std::collections::BTreeSet;

use super::DigestBuilder;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::{Subject, SubjectState, Topic};
use crate::message::DigestRow;
use crate::store::{Store, Stored};
use crate::watch::WatchError;
use crate::watch::digest::DigestReader;
use crate::watch::digest::open::asking;
use crate::watch::dossier::{Dossier, Situation, TimelineReach};

impl DigestBuilder<'_> {
    /// Adds what was mentioned of other officers' agreements and is still open.
    pub(super) fn add_trial_letters(&mut self, store: &Store) -> Result<(), WatchError> {
        if !matches!(self.reader, DigestReader::Officer | DigestReader::Fallback) {
            return Ok(());
        }
        let subject = |(subject, ..): &(Subject, Topic, Day)| match subject {
            Subject::Agreement(id) => Some(*id),
            _ => None,
        };
        let ids: BTreeSet<i64> = self.told_in_trial.iter().filter_map(subject).collect();
        for id in ids {
            let stored = match store.agreement(id) {
                Ok(stored) => stored,
                Err(error) if error.is_of_the_record() => continue,
                Err(error) => return Err(error.into()),
            };
            if !stored.facts.officers.contains(&self.contact.id) {
                self.told_of(&stored)?;
            }
        }
        Ok(())
    }

    fn told_of(&mut self, stored: &Stored) -> Result<(), WatchError> {
        let dossier = Dossier::without_letters(stored.agreement(), self.today);
        let situation = Situation::of(&dossier, self.office, self.today, TimelineReach::Plan)?;
        if situation.standing == SubjectState::Ended {
            return Ok(());
        }
        let (owner, parties) = (self.owner(&situation.facts), self.parties);
        for milestone in asking(situation.milestones(), self.today) {
            let topic = (Subject::Agreement(stored.id), milestone.topic(), milestone.day);
            if self.told_in_trial.contains(&topic) {
                let section = situation.section(milestone, parties)?;
                self.tried
                    .offer(milestone.day, || Ok(DigestRow { section, owner: owner.clone(), open_since: None }))?;
            }
        }
        Ok(())
    }
}
