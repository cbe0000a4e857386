//! The acts recorded between two days: by whom, by which way, about what. For inspections.
//!
//! Of an agreement that the reader may not see nothing is returned, not even its existence. The invariant: every other
//! act of the chain in those days is returned once, in the order of recording.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::rights::Viewer;
use super::{Desk, DeskError, find};
use crate::lifecycle::act::{Act, ActBody, is_voided};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::Party;
use crate::lifecycle::policy::Sight;
use crate::message::say;
use crate::store::RecordedBetween;

#[derive(Clone, Debug)]
pub struct RecordedActsQuery {
    /// The first day of recording.
    pub from: Day,
    /// The last one.
    pub through: Day,
    /// Of that agreement alone.
    pub reference: Option<String>,
    /// After that line of the chain.
    pub after: i64,
    /// At most this many.
    pub limit: usize,
}

#[derive(Clone, Debug)]
pub struct RecordedAct {
    pub act: Act,
    /// Whether it was taken back since.
    pub voided: bool,
    /// The agreement it is about; none where it is about the office or a party.
    pub about: Option<ActAgreement>,
    /// What the party is called now that it is about.
    pub party: Option<String>,
}

/// An agreement.
#[derive(Clone, Debug)]
pub struct ActAgreement {
    /// What is known of it now.
    pub facts: Facts,
    /// What lists call it.
    pub short: String,
}

/// The lines, and where the rest begins.
#[derive(Clone, Debug, Default)]
pub struct RecordedActs {
    /// In the order of recording.
    pub lines: Vec<RecordedAct>,
    /// The line after which there are more; none where that is all.
    pub more_after: Option<i64>,
}

/// Lines of the chain read together.
const BATCH: usize = 500;
/// At most this many batches are read: what nobody may see is passed over.
const BATCHES: usize = 400;

/// What was recorded, for that reader.
pub fn find_acts(desk: &Desk, viewer: &Viewer, asked: &RecordedActsQuery) -> Result<RecordedActs, DeskError> {
    let agreement = match &asked.reference {
        Some(reference) => Some(find::id(&desk.store, reference)?),
        None => None,
    };
    let (parties, today) = (desk.store.parties()?, desk.today());
    let own = own_acts(desk)?;
    let mut known: BTreeMap<i64, Option<(ActAgreement, Vec<Act>)>> = BTreeMap::new();
    let mut found = RecordedActs::default();
    let mut after = asked.after;
    for _ in 0..BATCHES {
        let (from, through) = (asked.from, asked.through);
        let batch = desk.store.recorded_between(RecordedBetween { from, through, agreement, after, limit: BATCH })?;
        let is_last = batch.len() < BATCH;
        for (seq, id) in batch {
            after = seq;
            let line = match id {
                None => office_line(&own, viewer, seq).map(|found| of_party(found, &parties, today)),
                Some(id) => {
                    if let Entry::Vacant(place) = known.entry(id) {
                        let stored = match desk.store.agreement(id) {
                            Ok(stored) => Some(stored),
                            Err(error) if error.is_of_the_record() => None,
                            Err(error) => return Err(error.into()),
                        };
                        let seen = stored.filter(|stored| viewer.sight_of(&stored.facts) == Sight::Whole);
                        place.insert(seen.map(|stored| {
                            let short = say::agreement_short(&stored.facts, &parties, today);
                            (ActAgreement { facts: stored.facts, short }, stored.acts)
                        }));
                    }
                    known.get(&id).and_then(Option::as_ref).and_then(|(about, acts)| line(acts, seq, Some(about)))
                }
            };
            let Some(line) = line else { continue };
            if found.lines.len() == asked.limit {
                found.more_after = found.lines.last().map(|line| line.act.seq);
                return Ok(found);
            }
            found.lines.push(line);
        }
        if is_last {
            break;
        }
    }
    Ok(found)
}

/// What is about the office and about parties.
fn own_acts(desk: &Desk) -> Result<Vec<Act>, DeskError> {
    let mut acts = desk.store.office_acts()?;
    acts.extend(desk.store.party_acts()?);
    Ok(acts)
}

/// When someone is away, and what parties are called, is for those who look after the register, and for anyone who
/// said it: a party may be named by restricted agreements alone.
fn office_line(acts: &[Act], viewer: &Viewer, seq: i64) -> Option<RecordedAct> {
    let found = line(acts, seq, None)?;
    let guarded = matches!(found.act.body, ActBody::Contact(_)) || found.act.body.about_party().is_some();
    let may = !guarded || viewer.records_all() || found.act.by == viewer.contact().id;
    may.then_some(found)
}

fn line(acts: &[Act], seq: i64, about: Option<&ActAgreement>) -> Option<RecordedAct> {
    let act = acts.iter().find(|act| act.seq == seq)?.clone();
    let voided = is_voided(acts, seq);
    Some(RecordedAct { act, voided, about: about.cloned(), party: None })
}

fn of_party(line: RecordedAct, parties: &BTreeMap<String, Party>, today: Day) -> RecordedAct {
    let party = line.act.body.about_party().and_then(|id| parties.get(id));
    RecordedAct { party: party.map(|party| party.name_on(today).to_owned()), ..line }
}
