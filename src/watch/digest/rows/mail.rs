//! The state of mail, for those who look after the register: what waits and why, addresses with returned mail, the age
//! of the newest copy.

use chrono::TimeDelta;

use crate::message::answer::stored_reasons;
use crate::message::{Backups, MailProblem, Sentence};
use crate::store::Store;
use crate::watch::mail::{LastingOutage, MailState};
use crate::watch::{Moment, Office, WatchError, copies};

/// A letter that has waited for less is on its way.
const WAITS_HOURS: i64 = 6;

/// What is wrong with the way letters take.
pub(super) fn troubles(store: &Store, office: &Office, moment: Moment) -> Result<Vec<MailProblem>, WatchError> {
    let mut found = Vec::new();
    let counts = store.counts()?;
    if let (Some(since), Some(id)) = (counts.oldest_pending_at, counts.oldest_pending)
        && moment.now - since >= TimeDelta::hours(WAITS_HOURS)
    {
        let mail = MailState::load(store)?;
        let of_all = mail.outage().map(LastingOutage::trouble).or(mail.waits(moment.now).map(|(_, trouble)| trouble));
        let why = store
            .envelope(id)?
            .why
            .map(|why| stored_reasons::as_sentence(&why))
            .or(of_all.map(|trouble| Sentence::of(&trouble)));
        let since_on = office.zone.day_of(since);
        found.push(MailProblem::Waiting { letters: counts.pending, since_on, why });
    }
    for (address, noted_at) in store.bounced()? {
        let reads = office.circle.contacts().find(|contact| contact.email.to_lowercase() == address);
        if let Some(contact) = reads {
            let noted_on = office.zone.day_of(noted_at);
            found.push(MailProblem::Bounced { name: contact.name.clone(), address, noted_on });
        }
    }
    Ok(found)
}

/// The copies of the register; none where the program makes none. A folder that cannot be read is reported as the problem.
pub(super) fn backups(store: &Store, office: &Office, moment: Moment) -> Result<Option<Backups>, WatchError> {
    let Some(folder) = &office.backups else { return Ok(None) };
    let (newest_on, unread) = match copies::copies(store, folder) {
        Ok(there) => {
            // One from the future was made under a wrong clock.
            let newest = there.iter().find(|copy| copy.at <= moment.now);
            (newest.map(|copy| office.zone.day_of(copy.at)), None)
        }
        Err(error) => (None, Some(error.to_string())),
    };
    let trouble = copies::trouble(store)?.or(unread);
    Ok(Some(Backups { newest_on, trouble }))
}
