//! Whether the register is what was written into it: both chains, the database itself, and what is known recomputed from
//! the acts.
//!
//! Reads only. The invariant: one record that does not fit hides no other; everything found is told, to a bound.

use serde::Serialize;

use super::DeskError;
use super::dossier::corrections;
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::party;
use crate::store::{ChainReport, Store, Stored};

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// How many acts fit their chain.
    pub acts: u64,
    /// How many lines of receipts fit theirs.
    pub receipts: u64,
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
    /// What does not fit.
    pub wrong: Vec<String>,
    /// How much more does not fit.
    pub more: usize,
}

/// Agreements read together.
const PAGE: usize = 200;
/// What to do about what does not fit.
const CURE: &str = "the acts are the truth; compare with a `pactwatch backup`";
/// So many faults are told one by one.
const TOLD_AT_MOST: usize = 200;

/// Holds the whole register against itself.
pub fn audit(store: &Store) -> Result<Audited, DeskError> {
    let mut audited = Audited::default();
    match store.verify_chain() {
        Ok(ChainReport { acts, receipts, head, receipts_head }) => {
            (audited.acts, audited.receipts) = (acts, receipts);
            (audited.head, audited.receipts_head) = (Some(head), Some(receipts_head));
        }
        Err(error) => audited.tell(error.to_string()),
    }
    if let Err(error) = store.integrity_check() {
        audited.tell(error.to_string());
    }
    parties(store, &mut audited)?;
    letters(store, &mut audited)?;
    let mut after = 0;
    loop {
        let page = store.agreement_ids(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(audited) };
        after = *last;
        for id in page {
            match store.agreement(id) {
                Ok(stored) => match recomputed(stored) {
                    Ok(()) => audited.agreements += 1,
                    Err(fault) => audited.tell(fault),
                },
                Err(error) if error.is_of_the_record() => audited.tell(format!("agreement {id}: {error}")),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Holds what was sent against the receipts: a chain of receipts that was cut off at its end looks sound by itself.
fn letters(store: &Store, audited: &mut Audited) -> Result<(), DeskError> {
    let mut after = 0;
    loop {
        let page = store.proofs(after, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        for (id, wrong) in page {
            match wrong {
                None => audited.letters += 1,
                Some(what) => audited.tell(format!("letter {id}: {what}; compare with a `pactwatch backup`")),
            }
        }
    }
}

/// Works out from the acts what is known of the parties, and holds it against what is stored.
fn parties(store: &Store, audited: &mut Audited) -> Result<(), DeskError> {
    let acts = match store.party_acts() {
        Ok(acts) => acts,
        Err(error) if error.is_of_the_record() => {
            audited.tell(format!("the parties' acts: {error}"));
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let mut led_to = party::known(&acts);
    for (id, party) in store.parties()? {
        match led_to.remove(&id) {
            Some(told) if told == party => audited.parties += 1,
            Some(_) => audited.tell(format!("party {id}: what is stored is not what its acts lead to; {CURE}")),
            None => audited.tell(format!("party {id}: no act brought it into the register; {CURE}")),
        }
    }
    for id in led_to.into_keys() {
        audited.tell(format!("party {id}: it is gone, and no act says so; {CURE}"));
    }
    Ok(())
}

impl Audited {
    /// Whether everything fits.
    pub fn is_sound(&self) -> bool {
        self.wrong.is_empty() && self.more == 0
    }

    fn tell(&mut self, fault: String) {
        if self.wrong.len() < TOLD_AT_MOST {
            self.wrong.push(fault);
        } else {
            self.more += 1;
        }
    }
}

/// Works out from the acts what is known, and holds it against what is stored.
fn recomputed(stored: Stored) -> Result<(), String> {
    let reference = stored.facts.reference.clone();
    let agreement = Agreement { id: stored.id, acts: stored.acts };
    let known = agreement.known().map_err(|error| format!("{reference}: its acts cannot be read: {error}"))?;
    let differ: Vec<&str> = corrections(&known.facts, &stored.facts).iter().map(|one| one.field).collect();
    if differ.is_empty() {
        Ok(())
    } else {
        Err(format!("{reference}: what is stored is not what its acts lead to ({}); {CURE}", differ.join(", ")))
    }
}
