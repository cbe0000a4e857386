//! Inherited agreements: one of our parties that signed has a successor, and the partner has to be informed.
//!
//! No date follows from it: the agreement continues unchanged.

use std::collections::BTreeMap;

use super::{Party, successions};
use crate::lifecycle::act::{Act, ActBody};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;

/// The successor of a party that signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited {
    /// The party that signed, by its id.
    pub party: String,
    /// The successor's id; of several successors in a row the last.
    pub successor: String,
    /// The first day on which it does.
    pub since: Day,
    /// The decision that says so.
    pub basis: Option<String>,
    /// When the partner was informed of this very successor.
    pub confirmed: Option<Confirmation>,
}

impl Inherited {
    /// Who is on that day in the place of our parties that signed the agreement, as long as it binds or may bind: an
    /// expired one concerns no successor.
    pub fn of(timeline: &Timeline<'_>, parties: &BTreeMap<String, Party>, day: Day) -> Vec<Self> {
        if !timeline.status(day).may_bind() {
            return Vec::new();
        }
        inherited_parties(&timeline.knowledge.facts_on(day).ours, parties, &timeline.knowledge.acts, day)
    }
}

/// The letter by which the partner was informed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub on: Day,
    pub number: Option<String>,
}

/// Who is on that day in the place of those of `ours` that have been succeeded. `acts` are the agreement's, those that
/// stand.
///
/// A partner informed of one successor is not yet informed of the next.
pub fn inherited_parties(
    ours: &[String],
    parties: &BTreeMap<String, Party>,
    acts: &[&Act],
    day: Day,
) -> Vec<Inherited> {
    let confirmed = |party: &str, successor: &str| {
        let names = |act: &&&Act| match &act.body {
            ActBody::ConfirmSuccessor { successors } => successors.get(party).is_some_and(|named| named == successor),
            _ => false,
        };
        let first = acts.iter().filter(names).min_by_key(|act| (act.on, act.seq))?;
        Some(Confirmation { on: first.on, number: first.number.clone() })
    };
    let one = |id: &String| {
        let steps = successions(parties.get(id)?, parties, day);
        let (_, heir) = steps.last()?;
        // The heir stands there once every step before has been taken.
        let (last, _) = steps.iter().max_by_key(|(succession, _)| succession.on)?;
        Some(Inherited {
            party: id.clone(),
            successor: heir.id.clone(),
            since: last.on,
            basis: last.basis.clone(),
            confirmed: confirmed(id, &heir.id),
        })
    };
    ours.iter().filter_map(one).collect()
}
