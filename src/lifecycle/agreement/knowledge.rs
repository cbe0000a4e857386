//! An agreement with its acts, and what the register knew of it on any day.
//!
//! Acts are read in two orders: the order of recording gives what was *known* (corrections, voids), the order of their
//! own days gives what *happened*. Only the second order reaches the date rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{FactError, FactFault, Facts, Field};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::commitment::{Commitment, CommitmentField};
use crate::lifecycle::day::Day;

/// An agreement as the register keeps it: its acts, by place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The register's internal id.
    pub id: i64,
    /// Every act, in the order of recording; the first is `register`.
    pub acts: Vec<Act>,
}

/// What is known of an agreement: corrected facts and the acts in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFacts<'a> {
    /// The facts as corrected so far, without amendments.
    pub facts: Facts,
    /// The acts not voided, those of knowledge left out (`register`, `correct`, `void`, `commit`), in the order in which
    /// they take effect.
    pub acts: Vec<&'a Act>,
    /// The commitments as corrected so far, in the order in which they came in.
    pub commitments: Vec<RecordedCommitment>,
    /// The day the agreement came into the register.
    pub registered_on: Day,
    /// The import that brought it, if one did.
    pub import: Option<i64>,
}

/// A commitment with the act that brought it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedCommitment {
    /// What is promised, and when.
    pub commitment: Arc<Commitment>,
    /// The act, by its place in the chain.
    pub seq: i64,
    /// The office's day on which it came in.
    pub recorded_on: Day,
}

impl Facts {
    /// Facts from field names and canonical texts, as the act `register` carries them. An unknown name is an error.
    pub fn from_texts(texts: &BTreeMap<String, String>) -> Result<Self, FactError> {
        let mut facts = Self::default();
        for (name, text) in texts {
            facts.set_named(name, text)?;
        }
        Ok(facts)
    }

    /// The facts as field names and canonical texts; what is unknown is left out.
    pub fn texts(&self) -> BTreeMap<String, String> {
        Field::ALL
            .iter()
            .filter_map(|field| Some((field.name().to_owned(), self.get(*field)?)))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    fn set_named(&mut self, name: &str, text: &str) -> Result<(), FactError> {
        let field = Field::named(name)
            .ok_or_else(|| FactError { field: "field", what: FactFault::NoField(name.to_owned()) })?;
        self.set(field, Some(text))
    }
}

impl Agreement {
    /// What is known now.
    ///
    /// An agreement without its act `register` is no agreement; the store writes both at once.
    pub fn knowledge(&self) -> Result<KnownFacts<'_>, FactError> {
        let missing = || FactError { field: "register", what: FactFault::NotRegistered };
        Self::of(self.acts.iter().collect())?.ok_or_else(missing)
    }

    /// What was known at the end of that day; `None` before it came into the register.
    pub fn knowledge_on(&self, day: Day) -> Result<Option<KnownFacts<'_>>, FactError> {
        Self::of(self.acts.iter().filter(|act| act.recorded_on <= day).collect())
    }

    /// The days on which something was recorded, each once, earliest first.
    pub(crate) fn recording_days(&self) -> BTreeSet<Day> {
        self.acts.iter().map(|act| act.recorded_on).collect()
    }

    fn of(recorded: Vec<&Act>) -> Result<Option<KnownFacts<'_>>, FactError> {
        let voided: BTreeSet<i64> = recorded
            .iter()
            .filter_map(|act| match act.body {
                ActBody::Void { voids } => Some(voids),
                _ => None,
            })
            .collect();
        let mut facts = None;
        let mut acts = Vec::new();
        let mut commitments: Vec<RecordedCommitment> = Vec::new();
        for act in recorded {
            match &act.body {
                ActBody::Register { facts: texts, import } => {
                    facts = Some((Facts::from_texts(texts)?, act.recorded_on, *import));
                }
                ActBody::Void { .. } => {}
                _ if voided.contains(&act.seq) => {}
                ActBody::Commit(commitment) => commitments.push(RecordedCommitment {
                    commitment: Arc::new(commitment.clone()),
                    seq: act.seq,
                    recorded_on: act.recorded_on,
                }),
                ActBody::Correct { field, new, commitment: Some(name), .. } => {
                    let named = commitments.iter_mut().find(|known| known.commitment.name == *name);
                    // One that was taken back is corrected no more.
                    if let (Some(known), Some(field)) = (named, CommitmentField::named(field)) {
                        let set = Arc::make_mut(&mut known.commitment).set(field, Some(new));
                        let unread = |text| FactFault::NotAWord { text, words: Vec::new() };
                        set.map_err(|error| FactError { field: error.field, what: unread(error.text) })?;
                    }
                }
                ActBody::Correct { field, new, .. } => {
                    if let Some((facts, ..)) = &mut facts {
                        facts.set_named(field, new)?;
                    }
                }
                _ => acts.push(act),
            }
        }
        acts.sort_by(|one: &&Act, other| one.effect_order().cmp(&other.effect_order()));
        Ok(facts.map(|(facts, registered_on, import)| KnownFacts { facts, acts, commitments, registered_on, import }))
    }
}

impl<'a> KnownFacts<'a> {
    /// With one more act, in its place among those that take effect.
    pub(crate) fn with(&self, act: &'a Act) -> Self {
        let mut known = self.clone();
        known.acts.push(act);
        known.acts.sort_by(|one, other| one.effect_order().cmp(&other.effect_order()));
        known
    }
}

impl KnownFacts<'_> {
    /// The commitment of that name.
    pub fn commitment(&self, name: &str) -> Option<&RecordedCommitment> {
        self.commitments.iter().find(|known| known.commitment.name == name)
    }

    /// The facts that hold on that day: as corrected, with every amendment whose day has come.
    pub fn facts_on(&self, day: Day) -> Facts {
        let mut facts = self.facts.clone();
        for (_, set) in self.amendments().into_iter().filter(|(from, _)| *from <= day) {
            facts.amend(set);
        }
        facts
    }

    /// The amendments with their days, in the order in which they take effect.
    pub(crate) fn amendments(&self) -> Vec<(Day, &BTreeMap<String, String>)> {
        let mut amendments: Vec<_> = self
            .acts
            .iter()
            .filter_map(|act| match &act.body {
                ActBody::Amend { from_on, set } => Some((*from_on, set)),
                _ => None,
            })
            .collect();
        amendments.sort_by_key(|(from, _)| *from);
        amendments
    }
}

impl Facts {
    /// Applies an amendment. Texts were checked when the act was recorded; one that a later version no longer reads
    /// leaves its field as it was.
    pub(crate) fn amend(&mut self, set: &BTreeMap<String, String>) {
        for (name, text) in set {
            let before = self.clone();
            if self.set_named(name, text).is_err() {
                *self = before;
            }
        }
    }
}
