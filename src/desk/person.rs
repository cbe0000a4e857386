//! Finds the places in which a person's name occurs: contacts, acts, letters, facts, names of papers.
//!
//! It answers the question what the register holds about a person. Names are compared without diacritics. Not here: the
//! text of letters, which name the same agreements. The invariant: restricted agreements are searched too, since the
//! caller has access to the register's file.

use serde::Serialize;

use super::{Desk, DeskError};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::Field;
use crate::store::Filter;
use crate::text::fold;

/// Everything that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PersonFound {
    /// Contacts of that id, name or address.
    pub contacts: Vec<String>,
    /// Acts, in the order of recording.
    pub acts: Vec<NamedAct>,
    /// Letters by the contact they go to.
    pub letters: Vec<NamedLetters>,
    /// Facts and papers.
    pub facts: Vec<NamedFact>,
    /// Records that could not be read.
    pub failed: Vec<String>,
    /// How many places were left out.
    pub more: usize,
}

/// An act that has the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedAct {
    pub seq: i64,
    /// The agreement; none of an act of the office or a party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    pub act: &'static str,
    /// As what: `recorded_by`, `recorder`, `written_by`, `decided_by`, `note`, `number`, `values`.
    pub stands_as: Vec<&'static str>,
}

/// Letters to a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedLetters {
    pub contact: String,
    /// How many, at most [`LETTERS_COUNTED`].
    pub letters: usize,
}

/// A fact that has the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedFact {
    pub reference: String,
    pub field: &'static str,
}

/// At most this many places are listed.
const PLACES_AT_MOST: usize = 2_000;
/// At most this many letters of one contact are counted.
pub(crate) const LETTERS_COUNTED: usize = 10_000;

/// Looks for a name through the whole register.
pub fn person(desk: &Desk, name: &str) -> Result<PersonFound, DeskError> {
    let sought = fold(name.trim());
    let bears = |text: &str| !sought.is_empty() && fold(text).contains(&sought);
    let mut found = PersonFound::default();
    let circle = &desk.office.circle;
    let of_contact = circle.contacts().filter(|one| bears(&one.id) || bears(&one.name) || bears(&one.email));
    found.contacts = of_contact.map(|contact| contact.id.clone()).collect();
    let ids = found.contacts.clone();
    let is = |text: &str| bears(text) || ids.iter().any(|id| id == text);
    for act in desk.store.office_acts()?.iter().chain(&desk.store.party_acts()?) {
        found.take_act(None, act, &is);
    }
    let mut acts = Vec::new();
    let mut facts = Vec::new();
    found.failed = desk.walk(
        &Filter::default(),
        |stored| Ok(Some(stored.clone())),
        |stored| {
            let reference = stored.facts.reference.clone();
            acts.extend(stored.acts.iter().map(|act| (reference.clone(), act.clone())));
            for field in Field::ALL {
                let text = stored.facts.get(*field).unwrap_or_default();
                if text.split(';').any(|part| is(part.trim())) {
                    facts.push(NamedFact { reference: reference.clone(), field: field.name() });
                }
            }
            Ok::<_, DeskError>(())
        },
    )?;
    for (reference, act) in &acts {
        found.take_act(Some(reference), act, &is);
    }
    found.acts.sort_by_key(|act| act.seq);
    found.more += facts.len().saturating_sub(PLACES_AT_MOST);
    facts.truncate(PLACES_AT_MOST);
    found.facts = facts;
    for contact in &found.contacts {
        let letters = desk.store.newest_envelopes(Some(contact), false, None, LETTERS_COUNTED)?.len();
        if letters > 0 {
            found.letters.push(NamedLetters { contact: contact.clone(), letters });
        }
    }
    Ok(found)
}

impl PersonFound {
    fn take_act(&mut self, reference: Option<&String>, act: &Act, is: &impl Fn(&str) -> bool) {
        let said = |text: &Option<String>| text.as_deref().is_some_and(is);
        let values = match &act.body {
            // Facts are listed as facts.
            ActBody::Register { .. } => false,
            body => serde_json::to_string(body).is_ok_and(|text| is(&text)),
        };
        let stands_as: Vec<&'static str> = [
            ("recorded_by", is(&act.by)),
            ("recorder", said(&act.origin.recorder)),
            ("written_by", said(&act.origin.written_by)),
            ("decided_by", said(&act.origin.decided_by)),
            ("note", said(&act.note)),
            ("number", said(&act.number)),
            ("values", values),
        ]
        .into_iter()
        .filter_map(|(name, stands)| stands.then_some(name))
        .collect();
        if stands_as.is_empty() {
            return;
        }
        if self.acts.len() < PLACES_AT_MOST {
            let reference = reference.cloned();
            self.acts.push(NamedAct { seq: act.seq, reference, act: act.body.word(), stands_as });
        } else {
            self.more += 1;
        }
    }
}
