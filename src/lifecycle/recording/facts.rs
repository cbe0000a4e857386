//! Acts on what is known: amendments, corrections, voids.

use std::collections::{BTreeMap, BTreeSet};

use super::refusal::{NotVoidable, UnchangedValue};
use super::{AcceptedAct, Refusal, RuleCheck};
use crate::lifecycle::act::{Act, ActBody, Via, is_voided};
use crate::lifecycle::agreement::{Agreement, Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Course, EndByAct};
use crate::lifecycle::request::FieldValue;
use crate::lifecycle::term::Term;

/// What an amendment changes the days by.
const DAY_MAKING: [Field; 9] = [
    Field::Term,
    Field::Count,
    Field::Renewal,
    Field::RenewalPeriod,
    Field::RenewalsMax,
    Field::Notice,
    Field::TerminationNotice,
    Field::ReviewEvery,
    Field::ReviewFirstOn,
];

impl RuleCheck<'_, '_> {
    pub(super) fn amend(&self, from_on: Option<Day>, set: &[FieldValue]) -> Result<AcceptedAct, Refusal> {
        let from_on = from_on.unwrap_or(self.on);
        if self.timeline.course.start_on().is_some_and(|start| from_on < start) {
            return Err(Refusal::BeforeStart(from_on));
        }
        let before = self.timeline.knowledge.facts_on(from_on);
        let mut facts = before.clone();
        let mut canonical = BTreeMap::new();
        for FieldValue { field, text } in set {
            let field = *field;
            if field == Field::Reference {
                return Err(Refusal::Reference);
            }
            if field == Field::Restricted {
                return Err(Refusal::Restricted);
            }
            // The first day is what it was: no clause of a later day makes it another.
            if matches!(field, Field::SignedOn | Field::InForceOn | Field::Effect | Field::EffectDelay) {
                return Err(Refusal::OfTheStart(field.name()));
            }
            change(&mut facts, field, text.as_deref())?;
            canonical.insert(field.name().to_owned(), facts.get(field).unwrap_or_default());
        }
        if facts == before {
            return Err(Refusal::NoChange(UnchangedValue::Facts));
        }
        refuse_contradictions(&before, &facts)?;
        self.is_open_to(from_on, &before, &facts)?;
        let body = ActBody::Amend { from_on, set: canonical };
        if facts.term != before.term {
            self.ends_after(from_on, &body)?;
        }
        // Where the end moves to follows from the course with the amendment in it; anyone who records it says so.
        Ok(self.accepted(body, vec![]))
    }

    /// Refuses what would bring an agreement back to life from the day it ended: after an end by act nothing holds
    /// again, and after an end by the text only a last day says how long it holds again.
    fn is_open_to(&self, from_on: Day, before: &Facts, facts: &Facts) -> Result<(), Refusal> {
        let course = &self.timeline.course;
        let moves_end = facts.term != before.term;
        let by_act = |ending: &&EndByAct| ending.ends_on < from_on || moves_end && ending.on <= from_on;
        if let Some(ending) = course.ending.as_ref().filter(by_act) {
            return Err(Refusal::EndedAlready(ending.ends_on));
        }
        let names_day = moves_end && matches!(facts.term, Term::Until(_) | Term::Between(..));
        let makes_days = DAY_MAKING.iter().any(|field| facts.get(*field) != before.get(*field));
        match course.last_day().filter(|end| *end < from_on && makes_days && !names_day) {
            Some(end) => Err(Refusal::AmendAfterEnd { end, from: from_on }),
            None => Ok(()),
        }
    }

    /// Refuses a term that would be over before it holds.
    fn ends_after(&self, from_on: Day, amendment: &ActBody) -> Result<(), Refusal> {
        let act = Act::supposed(i64::MAX, self.on, self.today, amendment.clone());
        let known = self.timeline.knowledge.with(&act);
        match Course::of(&known, from_on).last_day().filter(|end| *end < from_on) {
            Some(end) => Err(Refusal::AmendEndsBefore { end, from: from_on }),
            None => Ok(()),
        }
    }

    pub(super) fn correct(&self, set: &[FieldValue]) -> Result<AcceptedAct, Refusal> {
        let [FieldValue { field, text }] = set else {
            return Err(Refusal::OneFieldAtATime);
        };
        let body = correction(&self.timeline.knowledge.facts, *field, text.as_deref())?;
        Ok(self.accepted(body, vec![]))
    }
}

impl RuleCheck<'_, '_> {
    /// What came by a link and stands; whether it is right, anyone who confirms it says.
    pub(super) fn confirm(&self, seq: i64) -> Result<AcceptedAct, Refusal> {
        // An act that took another back is not among those that are known to take effect: who has all acts has asked.
        let acts: Vec<Act> = self.timeline.knowledge.acts.iter().map(|act| (*act).clone()).collect();
        if acts.iter().any(|act| act.seq == seq) {
            confirmable(&acts, seq)?;
        }
        Ok(self.accepted(ActBody::Confirm { confirms: seq }, vec![]))
    }
}

/// The act of this agreement that may be confirmed: it came by a link, stands, and nobody has confirmed it.
pub fn confirmable(acts: &[Act], seq: i64) -> Result<&Act, Refusal> {
    let act = acts.iter().find(|act| act.seq == seq).ok_or(Refusal::NoActToConfirm(seq))?;
    if act.origin.via != Some(Via::Link) {
        return Err(Refusal::NotByLink(seq, act.body.word()));
    }
    if is_voided(acts, seq) {
        return Err(Refusal::VoidedAlready(seq));
    }
    let confirms = |other: &&Act| other.body == ActBody::Confirm { confirms: seq } && !is_voided(acts, other.seq);
    match acts.iter().find(confirms) {
        Some(confirmed) => Err(Refusal::ConfirmedAlready { seq, on: confirmed.on, by: confirmed.by.clone() }),
        None => Ok(act),
    }
}

/// Whether an act of this agreement may be voided: a void cannot be, nor the registration, nor what is voided already.
pub fn voidable(agreement: &Agreement, seq: i64) -> Result<&Act, Refusal> {
    let act = agreement.acts.iter().find(|act| act.seq == seq).ok_or(Refusal::NoAct(seq))?;
    let voided: BTreeSet<i64> = agreement
        .acts
        .iter()
        .filter_map(|act| if let ActBody::Void { voids } = act.body { Some(voids) } else { None })
        .collect();
    match act.body {
        ActBody::Void { .. } => Err(Refusal::CannotVoid(seq, NotVoidable::Void)),
        ActBody::Register { .. } => Err(Refusal::CannotVoid(seq, NotVoidable::Register)),
        _ if voided.contains(&seq) => Err(Refusal::VoidedAlready(seq)),
        _ => Ok(act),
    }
}

/// The act that corrects one field, checked against what is known. No text makes the fact unknown.
pub fn correction(known: &Facts, field: Field, text: Option<&str>) -> Result<ActBody, Refusal> {
    let mut facts = known.clone();
    change(&mut facts, field, text)?;
    let (old, new) = (known.get(field).unwrap_or_default(), facts.get(field).unwrap_or_default());
    if old == new {
        return Err(Refusal::NoChange(UnchangedValue::Field { name: field.name(), value: old }));
    }
    refuse_contradictions(known, &facts)?;
    Ok(ActBody::Correct { field: field.name().to_owned(), old, new, commitment: None })
}

fn change(facts: &mut Facts, field: Field, text: Option<&str>) -> Result<(), Refusal> {
    facts.set(field, text).map_err(|error| Refusal::Fact { name: field.name(), what: error.what })
}

/// Refuses facts that contradict each other, unless they did so before: a step out of a contradiction must be allowed.
fn refuse_contradictions(before: &Facts, facts: &Facts) -> Result<(), Refusal> {
    let known = before.contradictions();
    match facts.contradictions().into_iter().find(|contradiction| !known.contains(contradiction)) {
        Some(contradiction) => Err(Refusal::Contradiction(contradiction)),
        None => Ok(()),
    }
}
