//! Checks the register against itself: the hash chains, the database file, and everything derived from acts and
//! receipts, recomputed.
//!
//! Reads only. The invariants: one record that does not fit hides no other; every fault is reported, up to a bound; and
//! columns that nothing can prove are listed as such.

mod fault;
mod unproven;

use serde::Serialize;

use super::agreement_edit::corrections;
use super::{Desk, DeskError};
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::party;
use crate::message::{Say, Sentence, Voice};
use crate::outbox::EnvelopeState;
use crate::post::subject;
use crate::store::{ChainReport, Envelope, Store, StoreError, Stored};
use crate::watch::gather;

pub use fault::AuditFault;
pub use unproven::NOT_VOUCHED;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AuditReport {
    /// How many acts fit their chain.
    pub acts: u64,
    /// How many lines of receipts fit theirs.
    pub receipts: u64,
    /// How many outages of the mail server that are over fit theirs.
    pub outages: u64,
    /// The hash of the newest act: what the newest digest's foot begins with.
    pub head: Option<String>,
    /// The hash of the newest line of a receipt.
    pub receipts_head: Option<String>,
    /// How many agreements are known just as their acts lead to.
    pub agreements: u64,
    /// How many parties are known just as their acts lead to.
    pub parties: u64,
    /// How many sent letters their receipts bear out.
    pub letters: u64,
    /// Letters that a person dropped, by number: no receipt tells of them.
    pub dropped: Vec<i64>,
    /// The columns that nothing bears out, as `table.column`.
    pub not_vouched: Vec<String>,
    /// What does not fit, in English.
    pub wrong: Vec<String>,
    /// How much more does not fit.
    pub more: usize,
    #[serde(skip)]
    faults: Vec<AuditFault>,
}

/// Records read together.
const PAGE: usize = 200;
/// At most this many faults are listed one by one.
const TOLD_AT_MOST: usize = 200;

/// Holds the whole register against itself, and the days on which it looks again against the rules of the office.
pub fn audit_office(desk: &Desk) -> Result<AuditReport, DeskError> {
    let mut audited = audit(&desk.store)?;
    looks(desk, &mut audited)?;
    Ok(audited)
}

/// Holds the whole register against itself.
pub fn audit(store: &Store) -> Result<AuditReport, DeskError> {
    let mut audited = AuditReport { not_vouched: unproven::names(), ..AuditReport::default() };
    // 1. The chains, the file, its schema, rows that point nowhere.
    match store.verify_chain() {
        Ok(ChainReport { acts, receipts, outages, head, receipts_head }) => {
            (audited.acts, audited.receipts, audited.outages) = (acts, receipts, outages);
            (audited.head, audited.receipts_head) = (Some(head), Some(receipts_head));
        }
        Err(error) => audited.tell(AuditFault::Unsound(Sentence::of(&error))),
    }
    if let Err(error) = store.integrity_check() {
        audited.tell(AuditFault::Unsound(Sentence::of(&error)));
    }
    store.schema_faults()?.into_iter().for_each(|fault| audited.tell(AuditFault::Schema(fault)));
    let dangling = store.dangling(TOLD_AT_MOST)?;
    for (table, id) in dangling {
        audited.tell(AuditFault::Dangling { table, id });
    }
    // 2. Parties and agreements, from their acts.
    parties(store, &mut audited)?;
    agreements(store, &mut audited)?;
    // 3. Letters, from their reminders and receipts.
    letters(store, &mut audited)?;
    Ok(audited)
}

fn agreements(store: &Store, audited: &mut AuditReport) -> Result<(), DeskError> {
    let mut after = 0;
    loop {
        let page = store.agreement_ids(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = *last;
        for id in page {
            match of_the_record(store.agreement(id))? {
                Ok(stored) => agreement(store, stored, audited)?,
                Err(error) => audited.tell(AuditFault::Record { id, error }),
            }
        }
    }
}

/// An error of one record is among the faults, any other ends the audit.
fn of_the_record<T>(read: Result<T, StoreError>) -> Result<Result<T, Sentence>, DeskError> {
    match read {
        Ok(read) => Ok(Ok(read)),
        Err(error) if error.is_of_the_record() => Ok(Err(Sentence::of(&error))),
        Err(error) => Err(error.into()),
    }
}

/// Works out from the acts what is known, and holds it against what is stored.
fn agreement(store: &Store, stored: Stored, audited: &mut AuditReport) -> Result<(), DeskError> {
    let reference = stored.facts.reference.clone();
    let kept = store.projection_faults(&stored)?;
    let agreement = Agreement { id: stored.id, acts: stored.acts };
    let mut differ: Vec<&str> = match agreement.knowledge() {
        Ok(known) => corrections(&known.facts, &stored.facts).iter().map(|one| one.field).collect(),
        Err(error) => {
            audited.tell(AuditFault::Acts { reference, error: Sentence::of(&error) });
            return Ok(());
        }
    };
    differ.extend(kept);
    if differ.is_empty() {
        audited.agreements += 1;
    } else {
        audited.tell(AuditFault::Agreement { reference, columns: differ.join(", ") });
    }
    Ok(())
}

/// Holds letters against their receipts and reminders: a chain of receipts that was cut off at its end looks sound by
/// itself.
fn letters(store: &Store, audited: &mut AuditReport) -> Result<(), DeskError> {
    let now = store.newest_moment()?;
    let mut after = 0;
    loop {
        let page = store.letter_faults(after, PAGE, now)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = last.id;
        for (envelope, faults) in page {
            let subject_differs = subject_differs(store, &envelope)?;
            if envelope.state == EnvelopeState::Sent && faults.is_empty() && !subject_differs {
                audited.letters += 1;
            }
            if store.was_dropped_by_a_person(envelope.id)? && audited.dropped.len() < TOLD_AT_MOST {
                audited.dropped.push(envelope.id);
            }
            for fault in faults {
                audited.tell(AuditFault::Letter { id: envelope.id, fault });
            }
            if subject_differs {
                audited.tell(AuditFault::Subject { id: envelope.id });
            }
        }
    }
}

/// Whether the subject that lists show is another than the kept letter's own.
fn subject_differs(store: &Store, envelope: &Envelope) -> Result<bool, DeskError> {
    let Some(said) = &envelope.subject else { return Ok(false) };
    let kept = store.letter(envelope.id)?;
    Ok(kept.and_then(|bytes| subject(&bytes)).is_some_and(|own| own != *said))
}

/// Works out from the acts what is known of the parties, and holds it against what is stored.
fn parties(store: &Store, audited: &mut AuditReport) -> Result<(), DeskError> {
    let acts = match of_the_record(store.party_acts())? {
        Ok(acts) => acts,
        Err(error) => {
            audited.tell(AuditFault::PartyActs(error));
            return Ok(());
        }
    };
    let mut led_to = party::parties_from_acts(&acts);
    for (id, kept) in store.parties_kept()? {
        match led_to.remove(&id) {
            Some(told) if told == kept && store.party_search_fits(&kept)? => audited.parties += 1,
            Some(_) => audited.tell(AuditFault::Party(id)),
            None => audited.tell(AuditFault::PartyWithoutAct(id)),
        }
    }
    for id in led_to.into_keys() {
        audited.tell(AuditFault::PartyGone(id));
    }
    Ok(())
}

/// Holds the day on which each agreement is looked at again against the rules: a later one silences it. Those that wait
/// under other rules are looked at by the next scan.
fn looks(desk: &Desk, audited: &mut AuditReport) -> Result<(), DeskError> {
    let Some(scan) = desk.store.last_scan()? else { return Ok(()) };
    let mut after = 0;
    loop {
        let page = desk.store.agreement_ids(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = *last;
        for id in page {
            let Ok(stored) = of_the_record(desk.store.agreement(id))? else { continue };
            let Some(look_on) = stored.look_on.filter(|_| stored.look_rules == desk.office.fingerprint) else {
                continue;
            };
            // What cannot be planned is reported by every scan.
            let Ok(found) = gather::agreement(&desk.store, id, &desk.office, Some(scan.on), scan.on) else { continue };
            if let Some(due) = found.look_on.filter(|due| *due < look_on) {
                audited.tell(AuditFault::LooksTooLate { reference: stored.facts.reference, look_on, due });
            }
        }
    }
}

impl AuditReport {
    /// Whether everything fits.
    pub fn is_sound(&self) -> bool {
        self.wrong.is_empty() && self.more == 0
    }

    /// What does not fit, in the reader's language.
    pub fn said(&self, voice: Voice) -> Vec<String> {
        self.faults.iter().map(|fault| fault.say(voice)).collect()
    }

    fn tell(&mut self, fault: AuditFault) {
        if self.faults.len() < TOLD_AT_MOST {
            self.wrong.push(fault.say(Voice::LOG));
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }
}
