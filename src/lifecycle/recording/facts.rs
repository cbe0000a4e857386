//! Acts on what is known: amendments, corrections, voids.

use std::collections::{BTreeMap, BTreeSet};

use super::{Accepted, Desk, Refusal};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::agreement::{Agreement, Facts, Field};

impl Desk<'_, '_> {
    pub(super) fn amend(&self) -> Result<Accepted, Refusal> {
        let from_on = self.day("from_on")?.unwrap_or(self.on);
        if self.timeline.course.start_on().is_some_and(|start| from_on < start) {
            return Err(Refusal::BeforeStart(from_on));
        }
        let set = pairs(self.needed("set")?)?;
        let before = self.timeline.known.facts_on(from_on);
        let mut facts = before.clone();
        let mut canonical = BTreeMap::new();
        for (name, text) in &set {
            let field = Field::named(name).ok_or_else(|| Refusal::NoField(name.clone()))?;
            if field == Field::Reference {
                return Err(Refusal::Reference);
            }
            if field == Field::Restricted {
                return Err(Refusal::Restricted);
            }
            change(&mut facts, field, text)?;
            canonical.insert(name.clone(), facts.get(field).unwrap_or_default());
        }
        if facts == before {
            return Err(Refusal::NoChange("the facts say so already".to_owned()));
        }
        sound(&before, &facts)?;
        // Where the end moves to follows from the course with the amendment in it; whoever records it says so.
        Ok(self.accepted(ActBody::Amend { from_on, set: canonical }, vec![]))
    }

    pub(super) fn correct(&self) -> Result<Accepted, Refusal> {
        let set = pairs(self.needed("set")?)?;
        let [(name, text)] = set.iter().collect::<Vec<_>>()[..] else {
            return Err(Refusal::text("set", &"correct one field at a time, so that each correction can be voided"));
        };
        let field = Field::named(name).ok_or_else(|| Refusal::NoField(name.clone()))?;
        let body = correction(&self.timeline.known.facts, field, text)?;
        Ok(self.accepted(body, vec![]))
    }

    pub(super) fn void(&self) -> Result<Accepted, Refusal> {
        let given = self.needed("act")?;
        let seq: i64 = given
            .parse()
            .map_err(|_| Refusal::text("act", &format!("`{given}` is not an act's number; `show` lists them")))?;
        Ok(self.accepted(ActBody::Void { voids: seq }, vec![]))
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
        ActBody::Void { .. } => Err(Refusal::CannotVoid(seq, "void", "record the voided act again")),
        ActBody::Register { .. } => Err(Refusal::CannotVoid(seq, "register", "correct its fields, or record `close`")),
        _ if voided.contains(&seq) => Err(Refusal::VoidedAlready(seq)),
        _ => Ok(act),
    }
}

/// The act that corrects one field, held against what is known. An empty text makes the fact unknown.
pub fn correction(known: &Facts, field: Field, text: &str) -> Result<ActBody, Refusal> {
    let mut facts = known.clone();
    change(&mut facts, field, text)?;
    let (old, new) = (known.get(field).unwrap_or_default(), facts.get(field).unwrap_or_default());
    if old == new {
        return Err(Refusal::NoChange(format!("`{}` is `{old}` already", field.name())));
    }
    sound(known, &facts)?;
    Ok(ActBody::Correct { field: field.name().to_owned(), old, new })
}

fn change(facts: &mut Facts, field: Field, text: &str) -> Result<(), Refusal> {
    let text = Some(text).filter(|text| *text != "-");
    facts.set(field, text).map_err(|error| Refusal::Text { name: field.name(), what: error.what })
}

/// Refuses facts that contradict each other, unless they did so before: a step out of a contradiction must be allowed.
fn sound(before: &Facts, facts: &Facts) -> Result<(), Refusal> {
    let known = before.contradictions();
    match facts.contradictions().into_iter().find(|contradiction| !known.contains(contradiction)) {
        Some(contradiction) => Err(Refusal::Contradiction(contradiction)),
        None => Ok(()),
    }
}

/// `field=value` pairs, one a line.
fn pairs(text: &str) -> Result<BTreeMap<String, String>, Refusal> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| match line.split_once('=') {
            Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
            None => Err(Refusal::text("set", &format!("`{line}` is not field=value"))),
        })
        .collect()
}
