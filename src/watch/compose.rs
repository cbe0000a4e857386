//! From reminders gathered for a person to letters that may go.
//!
//! The content is derived again here: a reminder whose milestone was answered, moved or overtaken since it was queued
//! is withdrawn, and one that stays has the correct number of days. One person gets one letter with a section for each
//! reminder, corrections first; lists to verify and letters about the system are separate letters.

mod address;
mod anniversaries;
mod bundles;
mod coverage;
mod delivery_reasons;
mod draft;
mod entries;
mod links;
mod sections;
mod welcome;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::system::{self, SystemPayload};
use super::yearly::Yearly;
use super::{Moment, Office, WatchError, act_notice, caught, corrections, digest, trial, welcome as handed};
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Contact;
use crate::lifecycle::reminder::{Key, Occasion, RecipientSource, Subject, SystemLetter, Topic};
use crate::message::answer::{stored_reasons, watch as words};
use crate::message::section::Anniversary;
use crate::message::sentence::sentence;
use crate::message::{Letter, OfficerCount, Section, SystemNotice, Undelivered};
use crate::outbox::EnvelopeState;
use crate::store::{Composed, Envelope, KEYS_AT_ONCE, Queued, Store, StoreError, TakenBack};
use bundles::{Bundle, bundles};
use coverage::CoveredReminders;
pub use draft::{DraftLetter, drafts};
use links::Linker;
use sections::{DraftSection, Withdrawn};

/// What composing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComposeReport {
    /// Letters that may go now.
    pub letters: u64,
    /// What could not be written, with the reason; it stays where it is for the next time.
    pub failed: Vec<String>,
    /// Agreements of which a reminder was withdrawn: another may have been held because of it.
    pub look_again: BTreeSet<i64>,
}

/// Everything a composition looks at.
struct Composer<'a> {
    store: &'a Store,
    office: &'a Office,
    moment: Moment,
    common: &'a SharedContext,
    /// The contact in whose name the reminders were gathered.
    addressee: &'a str,
    /// In a trial, who gets the letter instead.
    instead: Option<&'a Contact>,
    /// Makes the links of its sections; none in a trial, whose letters record nothing.
    linker: Option<&'a Linker<'a>>,
    /// The digests written, with the newest act that each knows.
    digests: &'a RefCell<Vec<(Key, i64)>>,
}

/// What all letters of a composition look at, as it follows from the acts recorded so far.
struct SharedContext {
    /// The newest of those acts: another one, of anyone, and it is read again.
    newest: i64,
    parties: Arc<BTreeMap<String, Party>>,
    /// What comes round each year, once a letter has asked.
    yearly: OnceCell<Vec<Yearly>>,
    /// The agreements with a country, as its letters name them, once one has asked.
    with_country: RefCell<BTreeMap<String, Vec<String>>>,
    /// The round anniversaries of a year, likewise.
    anniversaries: RefCell<BTreeMap<i32, Vec<Anniversary>>>,
    /// The earlier letters about the office and about countries. What is composed meanwhile counts as sent to its own addressee alone.
    yearly_history: RefCell<BTreeMap<Subject, Rc<YearlyHistory>>>,
}

/// The earlier letters about a yearly subject, and what a letter may still say of it.
struct YearlyHistory {
    holds: BTreeMap<Key, RecipientSource>,
    queued: Vec<Queued>,
    taken_back: Vec<TakenBack>,
}

impl SharedContext {
    fn read(store: &Store) -> Result<Self, StoreError> {
        store.snapshot(|| {
            Ok(Self {
                newest: store.newest_act()?,
                parties: store.parties()?,
                yearly: OnceCell::new(),
                with_country: RefCell::default(),
                anniversaries: RefCell::default(),
                yearly_history: RefCell::default(),
            })
        })
    }
}

/// Envelopes looked at together: after a mass change each of them holds thousands of reminders.
const PAGE: usize = 10;
/// An envelope is taken up so many times at the most: each takes thousands of reminders.
const ROUNDS: usize = 1_000;

/// Composes every envelope that reminders were gathered in.
///
/// 1. Reminders go into the envelope of who receives today.
/// 2. Envelope by envelope, a few at a time, its letters are written ([`compose_one`]); an envelope that holds more reminders than
///    are given at once is taken up again. What cannot be written for one person keeps no letter from another.
pub fn compose(store: &mut Store, office: &Office, moment: Moment) -> Result<ComposeReport, WatchError> {
    let mut written = ComposeReport::default();
    if !store.anything_composing()? {
        return Ok(written);
    }
    // 1. Who receives today.
    readdress(store, office, moment)?;
    // 2. The letters.
    let mut common = SharedContext::read(store)?;
    let mut after = 0;
    loop {
        let page = store.composing(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(written) };
        system::written_under(store, office)?;
        after = last.id;
        for basket in page {
            let mut basket = Some(basket);
            for round in 0..ROUNDS {
                let Some(envelope) = basket.take() else { break };
                if round > 0 {
                    // The same addressee once more: what the round before composed counts.
                    common.yearly_history.take();
                }
                let before = envelope.keys.len();
                if store.newest_act()? != common.newest {
                    common = SharedContext::read(store)?;
                }
                let composed = caught(|| compose_one(store, office, moment, &common, &envelope, &mut written));
                let letters = match composed {
                    // What cannot be written for one person keeps no letter from another.
                    Err(error) if error.is_of_the_record() => {
                        written.failed.push(format!("letter to `{}`: {error}", envelope.addressee));
                        break;
                    }
                    other => other?,
                };
                written.letters += letters;
                // A mass change leaves more reminders than are given at once.
                if letters > 0 && before == KEYS_AT_ONCE {
                    basket = store.composing(envelope.id - 1, 1)?.into_iter().find(|left| left.id == envelope.id);
                }
            }
        }
    }
}

/// Puts reminders into the envelope of who receives today: since they were gathered someone may have gone away, or come
/// back.
fn readdress(store: &mut Store, office: &Office, moment: Moment) -> Result<(), WatchError> {
    let mut after = 0;
    loop {
        let page = store.composing(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        for basket in page {
            let mut others: BTreeMap<String, Vec<Key>> = BTreeMap::new();
            for key in basket.keys {
                let today = trial::receiver(office, &key, moment.today);
                if let Some(addressee) = today.filter(|addressee| *addressee != basket.addressee) {
                    others.entry(addressee).or_default().push(key);
                }
            }
            for (addressee, keys) in others {
                let moved = store.write(|tx| tx.readdress(basket.id, &keys, &addressee));
                match moved {
                    // Another scan has composed them in the meantime.
                    Err(
                        StoreError::Elsewhere { .. } | StoreError::Absent { .. } | StoreError::NotInEnvelope { .. },
                    ) => {}
                    other => other.map(drop).map_err(WatchError::Store)?,
                }
            }
        }
    }
}

/// Composes one envelope: what no longer holds is withdrawn, the rest becomes letters, in one transaction.
///
/// 1. Who is written to: the addressee, else the fallback; where nobody is left, that is reported.
/// 2. What was queued under another setting of the trial is set aside.
/// 3. For each reader what still holds becomes letters; what does not is set aside.
/// 4. In one transaction what was set aside is withdrawn, its agreements are looked at again, and the letters are put into
///    the envelope.
fn compose_one(
    store: &mut Store,
    office: &Office,
    moment: Moment,
    common: &SharedContext,
    basket: &Envelope,
    written: &mut ComposeReport,
) -> Result<u64, WatchError> {
    // 1. Who is written to.
    let fallback = || office.circle.fallback().and_then(|id| office.circle.contact(id));
    let Some(contact) = office.circle.contact(&basket.addressee).or_else(fallback) else {
        written.failed.push(sentence!(words::NOBODY_LEFT, &basket.addressee).to_string());
        return Ok(0);
    };
    // 2. The trial.
    let (mut letters, mut withdrawn) = (Vec::new(), Withdrawn::default());
    let linker = if office.pilot.is_none() { Linker::of(store, office)? } else { None };
    let (keys, others) = basket.keys.iter().cloned().partition(|key| trial::queued_under_current_pilot(office, key));
    withdrawn.keys.extend::<Vec<Key>>(others);
    // 3. The letters.
    let digests = RefCell::default();
    for (reader, keys) in trial::by_reader(office, &basket.addressee, keys, moment.today) {
        let instead = office.pilot.as_ref().map(|_| contact);
        let linker = linker.as_ref();
        let bench = Composer { store, office, moment, common, addressee: &reader, instead, linker, digests: &digests };
        let to = instead.and_then(|_| office.circle.contact(&reader)).unwrap_or(contact);
        letters.extend(bench.letters(&keys, to, &mut withdrawn)?);
    }
    written.failed.extend(withdrawn.failed);
    // 4. All of it at once.
    let subjects = withdrawn.keys.iter().filter_map(|key| match key.subject {
        Subject::Agreement(id) => Some(id),
        Subject::Country(_) | Subject::Office => None,
    });
    let look_again: BTreeSet<i64> = subjects.collect();
    let composed = store.write(|tx| {
        if !withdrawn.keys.is_empty() {
            tx.withdraw_keys(basket.id, &withdrawn.keys, stored_reasons::OVERTAKEN.stored_text(), moment.now)?;
        }
        look_again.iter().try_for_each(|id| tx.look_again(*id))?;
        let digests = digests.borrow();
        digests.iter().try_for_each(|(key, newest)| digest::note_known_acts(tx, key, *newest))?;
        // Withdrawing the last reminder has put the envelope away already.
        if letters.is_empty() { Ok(0) } else { tx.compose(basket.id, &letters, moment.now).map(|ids| ids.len() as u64) }
    });
    match composed {
        // Another scan took the envelope in the meantime: it has composed what is in it.
        Err(StoreError::Elsewhere { .. } | StoreError::Absent { .. } | StoreError::NotInEnvelope { .. }) => Ok(0),
        other => {
            written.look_again.extend(look_again);
            other.map_err(WatchError::Store)
        }
    }
}

impl Composer<'_> {
    /// The letters that those reminders of an envelope become; what is set aside is noted.
    fn letters(&self, keys: &[Key], contact: &Contact, withdrawn: &mut Withdrawn) -> Result<Vec<Composed>, WatchError> {
        let (system, others): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(|key| system::is_about_itself(key));
        let mut welcomes = handed::among(self.store, &system, &others)?;
        let spoken_for: BTreeSet<&Key> = welcomes.values().flat_map(|(_, keys)| keys.iter().copied()).collect();
        let others = others.into_iter().filter(|key| !spoken_for.contains(key));
        let (history, others): (Vec<&Key>, Vec<&Key>) = others.partition(|key| key.occasion == Occasion::ToVerify);
        let (moved, due): (Vec<&Key>, Vec<&Key>) = others.into_iter().partition(|key| corrections::is_correction(key));
        let mut due = self.draft_sections(&due, withdrawn)?;
        let history = self.draft_sections(&history, withdrawn)?;
        let moved = self.draft_sections(&moved, withdrawn)?;
        entries::left_to(&moved, &mut due);
        let mut letters = Vec::new();
        for bundle in bundles(moved, due, self.office.bundle_over) {
            letters.push(self.bundled(bundle, contact)?);
        }
        for Bundle { due: said, .. } in bundles(Vec::new(), history, 0) {
            letters.push(self.composed(
                &Letter::ToVerify(&sections_of(&said)),
                &CoveredReminders::of(&said),
                contact,
            )?);
        }
        for key in system {
            if let Some((payload, keys)) = welcomes.remove(key) {
                letters.push(self.welcome(key, &payload, &keys, contact, withdrawn)?);
                continue;
            }
            match self.about_itself(key, contact)? {
                Some(letter) => letters.push(letter),
                None => withdrawn.keys.push(key.clone()),
            }
        }
        Ok(letters)
    }

    /// The letter of some sections.
    fn bundled(&self, Bundle { moved, due }: Bundle, contact: &Contact) -> Result<Composed, WatchError> {
        let sections = sections_of(&due);
        let corrections = moved.iter().map(|draft| self.correction(draft)).collect::<Result<Vec<_>, _>>()?;
        let letter = if corrections.is_empty() {
            Letter::Reminders(&sections)
        } else {
            Letter::Corrections { moved: &corrections, due: &sections }
        };
        let said: Sections = moved.into_iter().chain(due).collect();
        self.composed(&letter, &CoveredReminders::of(&said), contact)
    }

    /// A letter about the system; none where what it was to say is gone.
    fn about_itself(&self, key: &Key, contact: &Contact) -> Result<Option<Composed>, WatchError> {
        let said = CoveredReminders::alone(key, self.moment.today);
        if key.topic == Topic::System(SystemLetter::Digest) {
            let Some(told) = digest::of_key(self.store, self.office, key, self.moment)? else { return Ok(None) };
            let said = said.speaking(told.reader.audience());
            self.digests.borrow_mut().push((key.clone(), told.newest_act));
            return self.composed(&Letter::Digest(&told.digest), &said, contact).map(Some);
        }
        if let Topic::Act(_) = key.topic {
            let undo = self.link_of(key)?;
            let notice = act_notice::notice(self.store, self.office, key, undo, (contact.language, self.moment.today))?;
            let Some(notice) = notice else { return Ok(None) };
            return self.composed(&Letter::System(&notice), &said, contact).map(Some);
        }
        let notice = match system::payload(self.store, key)? {
            None => return Ok(None),
            Some(SystemPayload::Brake { reminders, allowed }) => SystemNotice::Brake { reminders, limit: allowed },
            Some(SystemPayload::Undelivered { envelopes }) => {
                let letters = envelopes.iter().map(|id| self.undelivered(*id)).collect::<Result<Vec<_>, _>>()?;
                let letters: Vec<Undelivered> = letters.into_iter().flatten().collect();
                if letters.is_empty() {
                    return Ok(None);
                }
                SystemNotice::Undeliverable { letters }
            }
            Some(SystemPayload::Dropped { envelopes }) => {
                let letters = envelopes.iter().map(|id| self.dropped(*id)).collect::<Result<Vec<_>, _>>()?;
                SystemNotice::Dropped { letters }
            }
            Some(SystemPayload::Verify { lines, agreements, all }) => {
                let at_most = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
                let count = |counts: &BTreeMap<String, u64>, id: &String| counts.get(id).copied().map_or(0, at_most);
                let per_officer: Vec<OfficerCount> = lines
                    .keys()
                    .map(|id| OfficerCount {
                        name: self.office.circle.contact(id).map_or(id.clone(), |contact| contact.name.clone()),
                        agreements: count(&agreements, id),
                        milestones: count(&lines, id),
                    })
                    .collect();
                let sum = |of: fn(&OfficerCount) -> usize| per_officer.iter().map(of).sum();
                let (agreements, milestones) = match all {
                    Some((agreements, milestones)) => (at_most(agreements), at_most(milestones)),
                    None => (sum(|officer| officer.agreements), sum(|officer| officer.milestones)),
                };
                let letter = Letter::ToVerifyCount { per_officer: &per_officer, agreements, milestones };
                return self.composed(&letter, &said, contact).map(Some);
            }
        };
        self.composed(&Letter::System(&notice), &said, contact).map(Some)
    }

    /// A letter that a person dropped: to whom, what it said it was about, and why it was dropped.
    fn dropped(&self, id: i64) -> Result<Undelivered, WatchError> {
        let envelope = self.store.envelope(id)?;
        let name = self.office.circle.contact(&envelope.addressee).map(|contact| contact.name.clone());
        Ok(Undelivered {
            to: name.unwrap_or(envelope.addressee),
            subject: envelope.subject.unwrap_or_default(),
            reply: envelope.why.unwrap_or_default(),
        })
    }

    /// A letter that no server takes; none where it was taken or rewritten since.
    fn undelivered(&self, id: i64) -> Result<Option<Undelivered>, WatchError> {
        let envelope = self.store.envelope(id)?;
        let stands = matches!(envelope.state, EnvelopeState::Dead | EnvelopeState::Pending | EnvelopeState::Sending);
        Ok(stands.then(|| Undelivered {
            to: envelope.address.unwrap_or(envelope.addressee),
            subject: envelope.subject.unwrap_or_default(),
            reply: envelope.why.unwrap_or_default(),
        }))
    }
}

fn sections_of(said: &[DraftSection]) -> Vec<Section> {
    said.iter().map(|draft| draft.section.clone()).collect()
}

/// Sections with the reminders they speak for.
type Sections = Vec<DraftSection>;
