//! Hands a contact's agreements, or those without an officer, to another contact; each is a correction of `officers`.
//!
//! Not here: the content of the welcome letter (`watch/welcome.rs`). The invariant: all of them change hands and the
//! newcomer is told, or none.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::DeskError;
use super::agreement_edit::{AgreementEdit, PaperOfAct};
use super::change::ChangePreview;
use super::pending_letters::update_letters_of_agreements;
use super::recorder::{Purpose, Recorder};
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};
use crate::store::{Filter, Spent, Store, StoreError};
use crate::watch::{self, Office, WatchError, welcome};
use std::fmt;

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// Nobody of that name can be written to.
    UnknownContact {
        /// Who was named.
        to: String,
        /// Who could be.
        known: String,
    },
    /// Both are one.
    Same(String),
    /// There is nothing to hand over.
    Nothing(String),
    /// The register, or a rule.
    Desk(#[from] DeskError),
}

impl Say for HandoverError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::UnknownContact { to, known } => sentence!(words::NOT_A_CONTACT, to, known).say(voice),
            Self::Same(who) => sentence!(words::TO_HIMSELF, who).say(voice),
            Self::Nothing(who) => sentence!(words::NOTHING_TO_HAND_OVER, who).say(voice),
            Self::Desk(error) => error.say(voice),
        }
    }
}

impl fmt::Display for HandoverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl From<StoreError> for HandoverError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<WatchError> for HandoverError {
    fn from(error: WatchError) -> Self {
        Self::Desk(error.into())
    }
}

/// What changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handover {
    pub from: String,
    pub to: String,
    /// The agreements, in the order of the register.
    pub agreements: Vec<HandedAgreement>,
    /// What deserves a second look.
    pub warnings: Vec<Sentence>,
    /// Which reminders appear or go.
    pub milestones: ChangePreview,
}

/// One agreement that changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandedAgreement {
    pub reference: String,
    /// Its title; of a restricted one the reference.
    pub title: String,
    /// Its officers now; of a restricted one the newcomer alone.
    pub officers: Vec<String>,
}

/// Whose agreements are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Giver<'a> {
    /// Those of this contact, or of an id that no contact has any more.
    Officer(&'a str),
    /// Those that nobody looks after.
    Nobody,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverScope<'a> {
    All,
    /// Those of these references.
    Among(&'a [String]),
}

/// A handover as someone asked for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandoverRequest<'a> {
    pub giver: Giver<'a>,
    /// The contact who takes them.
    pub to: &'a str,
    pub which: HandoverScope<'a>,
    /// The nonce that is spent with it, and when that ends: the same press again is known.
    pub nonce: Option<(&'a str, DateTime<Utc>)>,
}

/// Agreements read together.
const PAGE: usize = 500;

/// Hands all agreements of `from` to `to`; `Rehearse` gives the list.
pub fn handover(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    from: &str,
    to: &str,
    purpose: Purpose,
) -> Result<Handover, HandoverError> {
    let asked = HandoverRequest { giver: Giver::Officer(from), to, which: HandoverScope::All, nonce: None };
    hand_over(store, office, clerk, asked, purpose)
}

/// The same of some of them, or of those that nobody looks after.
pub(crate) fn hand_over(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    asked: HandoverRequest<'_>,
    purpose: Purpose,
) -> Result<Handover, HandoverError> {
    let HandoverRequest { giver, to, which, nonce } = asked;
    let from = match giver {
        Giver::Officer(from) => from,
        Giver::Nobody => "",
    };
    if from == to {
        return Err(HandoverError::Same(from.to_owned()));
    }
    if office.circle.contact(to).is_none() {
        let known: Vec<&str> = office.circle.contacts().take(20).map(|contact| contact.id.as_str()).collect();
        return Err(HandoverError::UnknownContact { to: to.to_owned(), known: known.join(", ") });
    }
    let ids = some_of(store, giver, which)?;
    if ids.is_empty() {
        return Err(HandoverError::Nothing(from.to_owned()));
    }
    let mut done = purpose.write(store, |tx| {
        let welcome = welcome::Welcome::before(tx, office, clerk.moment(), from, to, &ids)?;
        let (from, to) = (from.to_owned(), to.to_owned());
        let note = match giver {
            Giver::Officer(_) => format!("handed over from {from} to {to}"),
            Giver::Nobody => format!("given to {to}"),
        };
        let mut done =
            Handover { from, to, agreements: Vec::new(), warnings: Vec::new(), milestones: ChangePreview::default() };
        for id in &ids {
            let mut dossier = AgreementEdit::open(tx, *id)?;
            let before = dossier.outlook(office, clerk.today())?;
            let mut facts = dossier.facts.clone();
            facts.officers = match giver {
                Giver::Officer(_) => replace_officer(&facts.officers, &done.from, &done.to),
                Giver::Nobody => vec![done.to.clone()],
            };
            dossier.correct(tx, clerk, &facts, PaperOfAct { note: Some(&note), ..PaperOfAct::default() })?;
            done.milestones.add(&facts.reference, &before, &dossier.outlook(office, clerk.today())?);
            let (title, officers) = if facts.is_restricted() {
                (facts.reference.clone(), vec![done.to.clone()])
            } else {
                (facts.title, facts.officers)
            };
            done.agreements.push(HandedAgreement { reference: facts.reference, title, officers });
        }
        welcome.queue(tx, office, clerk.moment(), &ids)?;
        if let Giver::Officer(from) = giver {
            welcome::rewrite(tx, from, clerk.moment())?;
        }
        if let Some((nonce, ends_at)) = nonce {
            tx.spend(nonce, ends_at, Spent { seq: None, at: clerk.stamp.at })?;
        }
        Ok::<_, HandoverError>(done)
    })?;
    if purpose == Purpose::Keep {
        done.warnings = update_letters_of_agreements(store, office, clerk, &ids);
        if let Err(error) = watch::compose(store, office, clerk.moment()) {
            done.warnings.push(sentence!(words::WELCOME_WAITS, Sentence::of(&error)));
        }
    }
    let roles = office.circle.roles().filter(|(_, members)| members.contains(&done.from)).map(|(role, _)| role);
    let roles: Vec<&str> = roles.collect();
    if !roles.is_empty() {
        done.warnings.push(sentence!(words::STILL_IN_ROLES, &done.from, roles.join(", ")));
    }
    Ok(done)
}

fn some_of(store: &Store, giver: Giver<'_>, which: HandoverScope<'_>) -> Result<Vec<i64>, StoreError> {
    let officer = match giver {
        Giver::Officer(officer) => Some(officer.to_owned()),
        Giver::Nobody => None,
    };
    let filter = Filter { officer, ..Filter::default() };
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let page = store.find(&filter, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(all) };
        after = *last;
        for id in page {
            if giver == Giver::Nobody || which != HandoverScope::All {
                // One that cannot be read is handed to nobody.
                let facts = match store.agreement(id) {
                    Ok(stored) => stored.facts,
                    Err(error) if error.is_of_the_record() => continue,
                    Err(error) => return Err(error),
                };
                let named = match which {
                    HandoverScope::All => true,
                    HandoverScope::Among(references) => references.contains(&facts.reference),
                };
                if !named || (giver == Giver::Nobody && !facts.officers.is_empty()) {
                    continue;
                }
            }
            all.push(id);
        }
    }
}

/// The one in the other's place; someone who stands there already stands there once.
fn replace_officer(officers: &[String], from: &str, to: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(officers.len());
    for officer in officers {
        let officer = if officer == from { to } else { officer };
        if !all.iter().any(|one| one == officer) {
            all.push(officer.to_owned());
        }
    }
    all
}
