//! Updates pending letters after an act or a correction: those about an agreement, or about what recurs each year.

use std::collections::BTreeSet;

use super::compose::compose;
use super::dossier::{Dossier, Situation, TimelineReach};
use super::{Moment, Office, WatchError, corrections, system, yearly};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::milestone::{ClosedBy, Milestone};
use crate::lifecycle::reminder::{Key, Occasion, Subject, SubjectState};
use crate::message::answer::stored_reasons;
use crate::outbox::EnvelopeState;
use crate::store::{Envelope, Store, StoreError};

/// Plans the letters about these subjects again that have not been sent, each letter once.
///
/// One that no server has seen is withdrawn or rewritten; one that was attempted is left alone unless all it says is
/// no longer so.
pub fn replan(store: &mut Store, office: &Office, subjects: &[Subject], moment: Moment) -> Result<(), WatchError> {
    let (mut anew, mut gone) = (BTreeSet::new(), BTreeSet::new());
    let mut waits = false;
    for subject in subjects {
        let waiting = store.waiting_for(subject)?;
        waits |= !waiting.is_empty();
        for envelope in waiting.into_iter().filter(|envelope| envelope.state == EnvelopeState::Pending) {
            if envelope.tries.is_untaken() {
                anew.insert(envelope.id);
            } else if is_obsolete(store, office, &envelope, moment)? {
                gone.insert(envelope.id);
            }
        }
    }
    if !waits {
        return Ok(());
    }
    store.write(|tx| {
        for id in anew {
            system::unless_on_its_way(tx.recompose(id, moment.now).map(drop))?;
        }
        for id in gone {
            system::unless_on_its_way(tx.withdraw(id, stored_reasons::NO_LONGER_SO.stored_text(), moment.now))?;
        }
        Ok::<(), StoreError>(())
    })?;
    compose(store, office, moment).map(drop)
}

/// Rewrites these letters: names in them have changed. What they ask for has not, so one that a server may have seen is
/// left as it is.
pub(crate) fn rewrite(store: &mut Store, office: &Office, letters: &[i64], moment: Moment) -> Result<(), WatchError> {
    if letters.is_empty() {
        return Ok(());
    }
    store.write(|tx| {
        for id in letters {
            system::unless_on_its_way(tx.recompose(*id, moment.now).map(drop))?;
        }
        Ok::<(), StoreError>(())
    })?;
    compose(store, office, moment).map(drop)
}

/// Whether every reminder in a letter is about a milestone that no longer exists or asks nothing more.
fn is_obsolete(store: &Store, office: &Office, envelope: &Envelope, moment: Moment) -> Result<bool, WatchError> {
    for key in &envelope.keys {
        if is_still_asked(store, office, key, moment)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_still_asked(store: &Store, office: &Office, key: &Key, moment: Moment) -> Result<bool, WatchError> {
    let Subject::Agreement(id) = key.subject else { return asks_each_year(store, office, key) };
    let dossier = Dossier::read(store, id, moment.today)?;
    let situation = Situation::of(&dossier, office, moment.today, TimelineReach::Plan)?;
    let alive = situation.standing == SubjectState::Alive;
    let asks = |m: &Milestone| match m.closed {
        // An end sets legal clocks running, and takes none back.
        None => alive || m.kind == MilestoneKind::Duty,
        // Anyone who was told a later day hears of an end that an act brought forward, although it asks nothing.
        Some(ClosedBy::Ended) => corrections::is_correction(key),
        Some(_) => false,
    };
    match situation.milestone_of(key) {
        Some(milestone) => Ok(asks(milestone)),
        None => Ok(key.occasion == Occasion::Gone),
    }
}

fn asks_each_year(store: &Store, office: &Office, key: &Key) -> Result<bool, WatchError> {
    if system::is_about_itself(key) {
        return Ok(true);
    }
    let subjects = yearly::subjects(store, office, key.day, key.day)?;
    let own = subjects.iter().filter(|yearly| yearly.subject == key.subject).flat_map(|yearly| &yearly.milestones);
    Ok(own.into_iter().any(|m| key.speaks_of(&m.topic(), m.day) && m.closed.is_none()))
}
