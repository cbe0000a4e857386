//! The letters that would go now about one agreement, for a preview.
//!
//! Made from the same sections as real letters, inside the transaction of a rehearsal. Not here: whether they go. The
//! invariants: nothing is queued or withdrawn, and a previewed letter has no link.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Composer, SharedContext, Withdrawn};
use crate::lifecycle::reminder::{Key, Topic};
use crate::post::plain_text;
use crate::store::Store;
use crate::watch::{Moment, Office, WatchError, gather};

/// A letter as it would read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLetter {
    /// The contact who would get it.
    pub to: String,
    /// Its subject line.
    pub subject: String,
    /// Its text, without what a mail reader may show in its place.
    pub text: String,
}

/// At most this many letters are written.
const DRAFTS_AT_MOST: usize = 20;
/// Envelopes looked at for the letters about the act itself.
const ENVELOPES: usize = 100;

/// What would go with the next scan about that agreement as `store` has it, with what was queued about those acts.
pub fn drafts(
    store: &Store,
    office: &Office,
    moment: Moment,
    id: i64,
    act: i64,
) -> Result<Vec<DraftLetter>, WatchError> {
    // In a trial each letter goes to someone else.
    if office.pilot.is_some() {
        return Ok(Vec::new());
    }
    let last_scan = store.last_scan()?.map(|scan| scan.on).filter(|on| *on <= moment.today);
    let mut by_addressee: BTreeMap<String, Vec<Key>> = BTreeMap::new();
    for reminder in gather::agreement(store, id, office, last_scan, moment.today)?.due {
        by_addressee.entry(reminder.addressee).or_default().push(reminder.key);
    }
    let about_it = |key: &Key| key.topic == Topic::Act(act);
    for envelope in store.composing(0, ENVELOPES)? {
        let keys: Vec<Key> = envelope.keys.into_iter().filter(about_it).collect();
        if !keys.is_empty() {
            by_addressee.entry(envelope.addressee).or_default().extend(keys);
        }
    }
    let common = SharedContext::read(store)?;
    let mut drafts = Vec::new();
    for (addressee, keys) in by_addressee {
        let Some(contact) = office.circle.contact(&addressee) else { continue };
        let (common, addressee, digests) = (&common, addressee.as_str(), &RefCell::default());
        let bench = Composer { store, office, moment, common, addressee, instead: None, linker: None, digests };
        let letters = bench.letters(&keys, contact, &mut Withdrawn::default())?;
        drafts.extend(letters.into_iter().map(|letter| DraftLetter {
            to: addressee.to_owned(),
            subject: letter.subject,
            text: plain_text(&letter.mime).unwrap_or_default(),
        }));
    }
    drafts.truncate(DRAFTS_AT_MOST);
    Ok(drafts)
}
