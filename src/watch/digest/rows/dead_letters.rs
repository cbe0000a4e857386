//! Letters that the server refused for good.

use std::collections::BTreeMap;

use super::{DigestBuilder, PAGE};
use crate::lifecycle::reminder::Subject;
use crate::message::Undelivered;
use crate::outbox;
use crate::store::{Envelope, Store};
use crate::watch::WatchError;
use crate::watch::digest::DigestReader;

impl DigestBuilder<'_> {
    /// Letters that no server takes; an officer's are those about his agreements.
    pub(super) fn dead(&mut self, store: &Store) -> Result<(), WatchError> {
        let mut own: BTreeMap<i64, bool> = BTreeMap::new();
        let mut after = 0;
        loop {
            let page = store.outbox_in(outbox::EnvelopeState::Dead, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.id;
            own.clear();
            for envelope in page {
                if self.reader == DigestReader::Officer && !self.concerns(store, &envelope, &mut own)? {
                    continue;
                }
                self.undelivered.offer(envelope.queued_on, || {
                    Ok(Undelivered {
                        to: envelope.address.unwrap_or(envelope.addressee),
                        subject: envelope.subject.unwrap_or_default(),
                        reply: envelope.why.unwrap_or_default(),
                    })
                })?;
            }
        }
    }

    fn concerns(&self, store: &Store, envelope: &Envelope, own: &mut BTreeMap<i64, bool>) -> Result<bool, WatchError> {
        for key in &envelope.keys {
            let Subject::Agreement(id) = key.subject else { continue };
            let known = own.get(&id).copied();
            let mine = match known {
                Some(mine) => mine,
                None => match store.agreement(id) {
                    Ok(stored) => stored.facts.officers.contains(&self.contact.id),
                    Err(error) if error.is_of_the_record() => false,
                    Err(error) => return Err(error.into()),
                },
            };
            own.insert(id, mine);
            if mine {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
