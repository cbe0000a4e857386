//! All of a contact's agreements handed to another, each a correction of `officers`.
//!
//! Not here: what the letter of welcome says (`watch/welcome.rs`). The invariant: all of them change hands and the
//! newcomer is told, or none of it.

use serde::Serialize;

use super::DeskError;
use super::agreement_edit::{AgreementEdit, PaperOfAct};
use super::change::Changes;
use super::follow::letters_follow;
use super::recorder::{Purpose, Recorder};
use crate::message::answer::recorded as words;
use crate::message::sentence::said;
use crate::message::{Said, Say, Voice};
use crate::store::{Filter, Store, StoreError};
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
            Self::UnknownContact { to, known } => said!(words::NOT_A_CONTACT, to, known).say(voice),
            Self::Same(who) => said!(words::TO_HIMSELF, who).say(voice),
            Self::Nothing(who) => said!(words::NOTHING_TO_HAND_OVER, who).say(voice),
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
    /// Who had them.
    pub from: String,
    /// Who has them.
    pub to: String,
    /// The agreements, in the order of the register.
    pub agreements: Vec<Handed>,
    /// What deserves a second look.
    pub warnings: Vec<Said>,
    /// Which reminders appear or go.
    pub milestones: Changes,
}

/// One agreement that changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// Its reference.
    pub reference: String,
    /// Its title; of a restricted one the reference.
    pub title: String,
    /// Its officers now; of a restricted one the newcomer alone.
    pub officers: Vec<String>,
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
    if from == to {
        return Err(HandoverError::Same(from.to_owned()));
    }
    if office.circle.contact(to).is_none() {
        let known: Vec<&str> = office.circle.contacts().take(20).map(|contact| contact.id.as_str()).collect();
        return Err(HandoverError::UnknownContact { to: to.to_owned(), known: known.join(", ") });
    }
    let ids = all_of(store, from)?;
    if ids.is_empty() {
        return Err(HandoverError::Nothing(from.to_owned()));
    }
    let mut done = purpose.write(store, |tx| {
        let welcome = welcome::Welcome::before(tx, office, clerk.moment(), from, to, &ids)?;
        let (from, to) = (from.to_owned(), to.to_owned());
        let note = format!("handed over from {from} to {to}");
        let mut done =
            Handover { from, to, agreements: Vec::new(), warnings: Vec::new(), milestones: Changes::default() };
        for id in &ids {
            let mut dossier = AgreementEdit::open(tx, *id)?;
            let before = dossier.outlook(office, clerk.today())?;
            let mut facts = dossier.facts.clone();
            facts.officers = replaced(&facts.officers, &done.from, &done.to);
            dossier.correct(tx, clerk, &facts, PaperOfAct { note: Some(&note), ..PaperOfAct::default() })?;
            done.milestones.add(&facts.reference, &before, &dossier.outlook(office, clerk.today())?);
            let (title, officers) = if facts.is_restricted() {
                (facts.reference.clone(), vec![done.to.clone()])
            } else {
                (facts.title, facts.officers)
            };
            done.agreements.push(Handed { reference: facts.reference, title, officers });
        }
        welcome.queue(tx, office, clerk.moment(), &ids)?;
        welcome::rewrite(tx, &done.from, clerk.moment())?;
        Ok::<_, HandoverError>(done)
    })?;
    if purpose == Purpose::Keep {
        done.warnings = letters_follow(store, office, clerk, &ids);
        if let Err(error) = watch::compose(store, office, clerk.moment()) {
            done.warnings.push(said!(words::WELCOME_WAITS, Said::of(&error)));
        }
    }
    let roles = office.circle.roles().filter(|(_, members)| members.contains(&done.from)).map(|(role, _)| role);
    let roles: Vec<&str> = roles.collect();
    if !roles.is_empty() {
        done.warnings.push(said!(words::STILL_IN_ROLES, &done.from, roles.join(", ")));
    }
    Ok(done)
}

fn all_of(store: &Store, officer: &str) -> Result<Vec<i64>, StoreError> {
    let filter = Filter { officer: Some(officer.to_owned()), ..Filter::default() };
    let mut all = Vec::new();
    loop {
        let page = store.find(&filter, all.last().copied().unwrap_or_default(), PAGE)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// The one in the other's place; somebody who stands there already stands there once.
fn replaced(officers: &[String], from: &str, to: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(officers.len());
    for officer in officers {
        let officer = if officer == from { to } else { officer };
        if !all.iter().any(|one| one == officer) {
            all.push(officer.to_owned());
        }
    }
    all
}
