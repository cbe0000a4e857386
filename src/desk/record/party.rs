//! Records acts on a party (another name, a successor, another spelling) and updates agreements and letters.
//!
//! No date rule is involved. The invariant: the stored party is what the acts lead to, and pending letters use today's
//! names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{RecordError, remarks};
use crate::desk::DeskError;
use crate::desk::names::Parties;
use crate::desk::pending_letters::{letters_naming, rewrite_letters};
use crate::desk::recorder::{Purpose, Recorder};
use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::party::{Inherited, Party, with_predecessors};
use crate::lifecycle::recording::{self, AcceptedAct};
use crate::lifecycle::request::{ActRequest, RequestedAct};
use crate::message::answer::recorded as words;
use crate::message::sentence::sentence;
use crate::message::{Sentence, SentenceValue};
use crate::store::{Filter, Store, Tx};
use crate::text::fold;
use crate::watch::Office;

/// At most this many agreements, and letters, are named; the rest are counted.
const NAMED_AT_MOST: usize = 20;
/// Agreements read together.
const PAGE: usize = 200;

/// What was recorded of a party, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyRecorded {
    /// The act's place in the chain; none in a rehearsal.
    pub seq: Option<i64>,
    /// The party's id.
    pub party: String,
    /// The act's word.
    pub act: &'static str,
    /// The day from which it holds.
    pub on: Day,
    /// What is worth saying about it, a sentence each.
    pub says: Vec<Sentence>,
    /// The agreements that the party signed, that are inherited today and whose partner was not informed, by reference.
    pub inherited: Vec<String>,
    /// The letters that wait and are rewritten, by their numbers in the outbox.
    pub letters: Vec<i64>,
}

/// Records an act on the party of that id, name or alias.
pub fn record_party(
    store: &mut Store,
    office: &Office,
    clerk: &Recorder,
    named: &str,
    request: &ActRequest,
    purpose: Purpose,
) -> Result<PartyRecorded, RecordError> {
    let known = Parties::load(store)?;
    let id = known.one(named)?;
    let mut request = request.clone();
    if let RequestedAct::Succeed { successor, .. } = &mut request.asked {
        *successor = known.one(successor)?;
    }
    let mut recorded = purpose.write(store, |tx| within(tx, office, clerk, &id, &request))?;
    match purpose {
        Purpose::Keep => recorded.says.extend(rewrite_letters(store, office, clerk, &recorded.letters)),
        Purpose::Rehearse => recorded.seq = None,
    }
    Ok(recorded)
}

fn within(
    tx: &Tx<'_>,
    office: &Office,
    clerk: &Recorder,
    id: &str,
    request: &ActRequest,
) -> Result<PartyRecorded, RecordError> {
    let today = clerk.today();
    let AcceptedAct { on, body, .. } = recording::party(request, id, &tx.party_acts()?, today)?;
    let note = clerk.note(request.note.as_deref());
    let seq = tx.append_party(id, on, request.number.as_deref(), note.as_deref(), &body, &clerk.stamp)?;
    let parties = tx.parties()?;
    let mut says = sentences(&body, on, id, &parties, tx)?;
    // A spelling changes no letter, and no successor.
    let named = if matches!(body, ActBody::Alias { .. }) { Vec::new() } else { with_predecessors(id, &parties) };
    let succeeds = matches!(body, ActBody::Succeed { .. } | ActBody::Void { .. });
    let inherited = if succeeds { untold(tx, office, &named, &parties, today)? } else { Vec::new() };
    let letters = letters_naming(tx, &named)?;
    says.extend(of_agreements(&inherited));
    if !letters.is_empty() {
        let listed = bounded_list(letters.iter().map(ToString::to_string));
        says.push(sentence!(words::REWRITTEN, listed));
    }
    says.extend(clerk.note(None).map(|remark| sentence!(words::ACT_NOTES, remark)));
    Ok(PartyRecorded { seq: Some(seq), party: id.to_owned(), act: body.word(), on, says, inherited, letters })
}

/// What the act does, and what is odd about it.
fn sentences(
    body: &ActBody,
    on: Day,
    id: &str,
    parties: &BTreeMap<String, Party>,
    tx: &Tx<'_>,
) -> Result<Vec<Sentence>, DeskError> {
    let mut lines = Vec::new();
    match body {
        ActBody::Rename { name, .. } => {
            lines.push(sentence!(words::NAME_FROM, remarks::day(on), name));
            let entry = parties.get(id).and_then(|party| party.names.iter().find(|entry| entry.from == Some(on)));
            if let Some(until) = entry.and_then(|entry| entry.until) {
                lines.push(sentence!(words::NAME_UNTIL, remarks::day(until)));
            }
            lines.extend(same_named_parties(name, id, parties));
        }
        ActBody::Succeed { successor, .. } => {
            let (other, own) = (remarks::party(successor, parties, on), remarks::party(id, parties, on.previous()));
            lines.push(sentence!(words::SUCCEEDS, remarks::day(on), other, own));
        }
        ActBody::Alias { alias, .. } => {
            lines.push(sentence!(words::ALIAS, alias));
            lines.extend(same_named_parties(alias, id, parties));
        }
        ActBody::Void { voids } => {
            let acts = tx.party_acts()?;
            let word = acts.iter().find(|act| act.seq == *voids).map_or("act", |act| act.body.word());
            lines.push(sentence!(words::TAKEN_BACK, *voids, word));
        }
        _ => {}
    }
    Ok(lines)
}

/// Which other parties have the same name: then the name alone does not identify one.
fn same_named_parties(name: &str, id: &str, parties: &BTreeMap<String, Party>) -> Option<Sentence> {
    let called = |party: &&Party| party.id != id && party.called().any(|other| fold(other) == fold(name));
    let others: Vec<&str> = parties.values().filter(called).map(|party| party.id.as_str()).collect();
    let listed = bounded_list(others.iter().map(|id| format!("`{id}`")));
    (!others.is_empty()).then(|| sentence!(words::CALLED_SO_TOO, listed))
}

/// The agreements of these parties that are inherited today and whose partner was not informed.
fn untold(
    tx: &Tx<'_>,
    office: &Office,
    signed_by: &[String],
    parties: &BTreeMap<String, Party>,
    today: Day,
) -> Result<Vec<String>, DeskError> {
    let mut found = Vec::new();
    for party in signed_by {
        let filter = Filter { party: Some(party.clone()), ..Filter::default() };
        let mut after = 0;
        loop {
            let page = tx.find(&filter, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = *last;
            for id in page {
                // One that cannot be read is reported by `check` and `audit`; it does not prevent a rename.
                let Ok(stored) = tx.agreement(id) else { continue };
                let record = stored.agreement();
                let Ok(timeline) = Timeline::of(&record, Some(office.clocks()), today) else { continue };
                let stands = Inherited::of(&timeline, parties, today);
                let of_these = |one: &Inherited| one.confirmed.is_none() && signed_by.contains(&one.party);
                let reference = stored.facts.reference;
                if stands.iter().any(of_these) && !found.contains(&reference) {
                    found.push(reference);
                }
            }
        }
    }
    Ok(found)
}

fn of_agreements(inherited: &[String]) -> Vec<Sentence> {
    if inherited.is_empty() {
        return Vec::new();
    }
    let listed = bounded_list(inherited.iter().cloned());
    vec![sentence!(words::INHERITED_UNTOLD, listed), sentence!(words::TELL_PARTNER)]
}

fn bounded_list(items: impl ExactSizeIterator<Item = String>) -> SentenceValue {
    let more = items.len().saturating_sub(NAMED_AT_MOST);
    let mut listed: Vec<SentenceValue> = items.take(NAMED_AT_MOST).map(SentenceValue::from).collect();
    if more > 0 {
        listed.push(sentence!(words::MORE, more).into());
    }
    SentenceValue::List(listed, ", ")
}
